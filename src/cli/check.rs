//! `sdc check`

use super::report::MessageFormat;
use super::{Exit, Reporter};
use crate::check::{self, Plugin, Selection};
use crate::diagnostics::{Diagnostics, Rule, usage};
use crate::docs::Shared;
use crate::files::Plan;
use crate::project::Project;
use std::fmt::Write as _;
use std::path::PathBuf;

#[allow(clippy::struct_excessive_bools)] // each is a flag of its own
/// Check metadata.hcl, the pages, and everything around them
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Replaces nothing; --fix edits pages, partials and metadata.hcl where a finding says so.

Example:
  sdc check --deny warnings packer-plugin-happycloud")]
pub(super) struct Args {
    /// The plugin's folder
    #[arg(default_value = ".", value_name = "DIR")]
    dir: PathBuf,
    /// How findings are printed
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<MessageFormat>,
    /// Make errors of a code's findings, or of all `warnings`
    #[arg(long, value_name = "CODE|warnings")]
    deny: Vec<String>,
    /// Pass over a code's findings
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
    /// Shared partials (packer-plugin-sdk/…); `go` is the SDK that go.mod pins [default: go,
    /// where it has them, or else the built-in ones]
    #[arg(long, value_name = "DIR|go")]
    sdk_partials: Option<PathBuf>,
    /// Put right what can be put right without asking
    #[arg(long)]
    fix: bool,
    /// With --fix: change nothing, show what would be changed
    #[arg(long, requires = "fix")]
    check: bool,
    /// Print the checklist for publishing, each line with its state
    #[arg(long, conflicts_with_all = ["fix", "explain", "list"])]
    checklist: bool,
    /// Say what a code means, and why it matters
    #[arg(long, value_name = "CODE", conflicts_with_all = ["fix", "list"])]
    explain: Option<String>,
    /// List all codes
    #[arg(long, conflicts_with = "fix")]
    list: bool,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        if let Some(format) = self.format {
            reporter.set_format(format);
        }
        if self.list {
            return reporter.print_data(list());
        }
        if let Some(code) = &self.explain {
            return explain(code, reporter);
        }
        self.check(reporter)
            .unwrap_or_else(|wrong| reporter.report(wrong))
    }

    fn check(&self, reporter: &Reporter) -> Result<Exit, Diagnostics> {
        let (plugin, findings) = self.findings()?;
        if self.checklist {
            let items = plugin.checklist(&findings);
            let mut text = String::new();
            for item in &items {
                // Writing to a string cannot fail.
                let _ = match &item.missing {
                    None => writeln!(text, "[x] {}", item.asked),
                    Some(missing) => writeln!(text, "[ ] {}: {missing}", item.asked),
                };
            }
            reporter.data(text)?;
            let done = items.iter().all(|item| item.missing.is_none());
            return Ok(if done { Exit::Fine } else { Exit::Findings });
        }
        if !self.fix {
            return Ok(report(&findings, reporter));
        }
        let (plan, fixed) = check::fixes(&findings)?;
        if self.check {
            return Ok(reporter.show_edits(&plan, findings));
        }
        plan.apply()?;
        let (_, left) = self.findings()?;
        let exit = report(&left, reporter);
        reporter.summary(&format!("{fixed} fixed"));
        Ok(exit)
    }

    /// The shared partials that were asked for, or that the settings name, or else those
    /// of the SDK that go.mod pins: what is out of date is judged by them. Where Go does not
    /// have these, the built-in ones stand in.
    fn shared(&self, project: &Project) -> Result<Shared, Diagnostics> {
        if let Some(named) = &self.sdk_partials {
            return Ok(Shared::named(named, project)?);
        }
        if let Some(set) = Shared::set(project) {
            return Ok(set?);
        }
        Ok(Shared::named("go".as_ref(), project).unwrap_or(Shared::BuiltIn))
    }

    fn findings(&self) -> Result<(Plugin, Diagnostics), Diagnostics> {
        let project = Project::open(&self.dir)?;
        let shared = self.shared(&project)?;
        let (plugin, mut findings) = check::check_planned(project, shared, &Plan::new(), None)?;
        let mut selection = Selection::of_settings(&plugin.settings().check)?;
        for code in &self.allow {
            selection.allow(code)?;
        }
        for code in &self.deny {
            selection.deny(code)?;
        }
        selection.apply(&self.dir, &mut findings);
        Ok((plugin, findings))
    }
}

fn report(findings: &Diagnostics, reporter: &Reporter) -> Exit {
    let exit = reporter.report_as_output(findings.clone());
    reporter.summary(&findings.tally());
    exit
}

fn list() -> String {
    let width = check::rules()
        .map(|rule| rule.code.len())
        .max()
        .unwrap_or(0);
    check::rules()
        .map(|rule| {
            let fix = if rule.fix.is_some() { " (--fix)" } else { "" };
            let severity = rule.severity.name();
            format!(
                "{:width$}  {severity:7}  {}{fix}\n",
                rule.code, rule.summary
            )
        })
        .collect()
}

fn explain(code: &str, reporter: &Reporter) -> Exit {
    let Some(rule) = check::rule(code) else {
        let wrong = usage(format!("no rule has the code `{code}`"))
            .did_you_mean(code, check::rules().map(|rule| rule.code))
            .help("`sdc check --list` shows all codes");
        return reporter.report(wrong.into());
    };
    reporter.print_data(explanation(rule))
}

fn explanation(rule: &Rule) -> String {
    let line = |line: &str| format!("{}\n", format!("    {line}").trim_end());
    let indented = |text: &str| text.lines().map(line).collect::<String>();
    let fix = rule
        .fix
        .map_or(String::new(), |fix| format!("\n`--fix` can {fix}.\n"));
    // What readers get of it, where it is a part of a page.
    let [bad, good] = check::shown(rule).map_or_else(Default::default, |shown| {
        shown.map(|text| match text {
            Some(text) => format!("\nOn the site:\n\n{}", indented(&wrapped(&text))),
            None => "\nOn the site: no page.\n".to_owned(),
        })
    });
    format!(
        "{} ({}): {}\n\n{}\n\nWrong:\n\n{}{bad}\nRight:\n\n{}{good}{fix}\nRead: {}\n",
        rule.code,
        rule.severity,
        rule.summary,
        wrapped(rule.why),
        indented(rule.bad),
        indented(rule.good),
        check::page_of(rule.code),
    )
}

/// A paragraph in lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        // There is always a last line: the list begins with one.
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= 80 {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}
