//! The one way a command says anything: findings in the format that was asked
//! for, progress for people, and the exit code that follows from both.

use crate::diagnostics::{
    Diagnostic, Diagnostics, Severity, github, human, in_one_line, json, sarif,
};
use crate::files::Plan;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is as it should be; warnings may have been printed.
    Fine,
    /// There are errors among the findings, or output is stale.
    Findings,
    /// The command line is wrong, or the input cannot be read.
    Usage,
}

impl Exit {
    /// How a run ends that has these findings.
    pub(super) fn of(findings: &Diagnostics) -> Self {
        if findings
            .iter()
            .any(|d| matches!(d.code, "usage" | "unreadable"))
        {
            Self::Usage
        } else if findings.has_errors() {
            Self::Findings
        } else {
            Self::Fine
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Fine => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Usage => Self::from(2),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum MessageFormat {
    /// For people, with the source line
    #[default]
    Human,
    /// One JSON object a line
    Json,
    /// Workflow commands of GitHub Actions
    Github,
    /// A SARIF 2.1.0 log
    Sarif,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

/// Prints findings and progress.
#[derive(Debug)]
pub(super) struct Reporter {
    format: MessageFormat,
    colour: ColorChoice,
}

impl Reporter {
    pub(super) fn new(format: MessageFormat, colour: ColorChoice) -> Self {
        Self { format, colour }
    }

    /// Overrides the format, for a command with a flag of its own for it.
    pub(super) fn set_format(&mut self, format: MessageFormat) {
        self.format = format;
    }

    /// Prints the findings of a command whose output is something else: for people
    /// to standard error, for programs to standard output.
    pub(super) fn report(&self, findings: Diagnostics) -> Exit {
        self.print(findings, self.format == MessageFormat::Human, |_| None)
    }

    /// Prints the findings of a command whose output they are, all to standard output.
    pub(super) fn report_as_output(
        &self,
        findings: Diagnostics,
        describe: impl Fn(&str) -> Option<String>,
    ) -> Exit {
        self.print(findings, false, describe)
    }

    fn print(
        &self,
        mut findings: Diagnostics,
        to_stderr: bool,
        describe: impl Fn(&str) -> Option<String>,
    ) -> Exit {
        findings.sort();
        let text: String = match self.format {
            MessageFormat::Human => {
                let colour = self.colour(to_stderr);
                findings.iter().map(|d| human(d, colour)).collect()
            }
            MessageFormat::Json => findings.iter().map(|d| format!("{}\n", json(d))).collect(),
            MessageFormat::Github => findings.iter().map(github).collect(),
            MessageFormat::Sarif => format!("{:#}\n", sarif(&findings, describe)),
        };
        if to_stderr {
            eprint(&text);
        } else {
            print(&text);
        }
        Exit::of(&findings)
    }

    /// Says how the run went, in a line for people.
    pub(super) fn summary(&self, line: &str) {
        if self.format == MessageFormat::Human {
            eprint(&format!("{}\n", in_one_line(line)));
        }
    }

    /// Ends a command that has made a plan: applies it, or with `check` shows what is
    /// stale and changes nothing. Errors among the findings keep it from being applied.
    pub(super) fn finish(&self, findings: Diagnostics, plan: Plan, check: bool) -> Exit {
        self.finish_stages(&[], findings, plan, check)
    }

    /// The same, with lines for what the stages of the run have come to.
    pub(super) fn finish_stages(
        &self,
        stages: &[String],
        mut findings: Diagnostics,
        mut plan: Plan,
        check: bool,
    ) -> Exit {
        // Of a run with errors the plan may not be whole; that something is stale is no
        // reason to hide what.
        let mut errors = findings.iter().filter(|d| d.severity == Severity::Error);
        let stale = |d: &Diagnostic| check && d.code.starts_with("stale-");
        if !errors.all(stale) {
            return self.report(findings);
        }
        let lines = stages.iter().map(String::as_str);
        if check {
            plan.pass_over_ignored();
            lines.for_each(|line| self.summary(line));
            let stale = print_stale(&plan);
            return self.report(findings).max(stale);
        }
        match plan.apply() {
            Ok(applied) => {
                lines.for_each(|line| self.summary(line));
                self.summary(&applied.summary.to_string());
                findings.extend(applied.findings);
            }
            Err(wrong) => findings.extend(wrong),
        }
        self.report(findings)
    }

    fn colour(&self, to_stderr: bool) -> bool {
        let unset = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let terminal = if to_stderr {
            std::io::stderr().is_terminal()
        } else {
            std::io::stdout().is_terminal()
        };
        match self.colour {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => unset && terminal,
        }
    }
}

/// Shows what a plan would change, which is what is stale.
pub(super) fn print_stale(plan: &Plan) -> Exit {
    print(plan.diff());
    if plan.is_empty() {
        Exit::Fine
    } else {
        Exit::Findings
    }
}

/// Why standard output has not taken all that was written to it.
static LOST: Mutex<Option<io::Error>> = Mutex::new(None);

/// Writes data to standard output. What goes wrong is an error of the run, and said
/// when it ends; a reader that has gone away is not.
pub(super) fn print(data: impl AsRef<[u8]>) {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(data.as_ref());
    note_loss(written.and_then(|()| stdout.flush()));
}

/// Takes note of what has become of data on its way to standard output.
pub(super) fn note_loss(written: io::Result<()>) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        LOST.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(error);
    }
}

/// Ends a run: one whose output was lost has failed.
pub(super) fn end(exit: Exit) -> Exit {
    let lost = LOST.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(error) = lost else {
        return exit;
    };
    let message = format!("cannot write to standard output: {error}");
    eprint(&human(&Diagnostic::error("unwritable", message), false));
    Exit::Usage
}

/// Writes to standard error, where only people and `--diags json` look.
pub(super) fn eprint(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
