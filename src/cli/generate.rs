//! `sdc generate`

use super::report::{Outcome, not_written};
use super::write_args::WriteArgs;
use super::{Exit, Reporter};
use crate::diagnostics::Diagnostics;
use crate::files::show;
use crate::generate::{Generated, Request, generate};
use crate::watch::Watch;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Generate specs, partials and web docs, and check them
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Replaces the specs, partials and pages that it made, and what git has in their places.
Removes those it made of what is gone: web docs only with --prune.
What anybody else wrote there, and git does not have, stops it before it writes.

Examples:
  sdc generate                   Bring a plugin's specs, partials and web docs up to date
  sdc generate --check           Say what is stale, and change nothing
  sdc generate --watch           Do it again whenever a file changes")]
pub(super) struct Args {
    /// The plugin's folder; of a Go plugin all is made that its `//go:generate` lines ask
    /// packer-sdc for
    #[arg(default_value = ".", value_name = "DIR")]
    dir: PathBuf,
    /// Keep the rendered pages in this folder [default: they are not kept]
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,
    /// Shared partials (packer-plugin-sdk/…): a folder, `go` for the SDK that go.mod pins,
    /// or `builtin` [default: go where go.mod requires the SDK, else builtin]
    #[arg(long, value_name = "DIR|go|builtin")]
    sdk_partials: Option<PathBuf>,
    /// Remove component folders that hold nothing but a page whose source is gone
    #[arg(long)]
    prune: bool,
    #[command(flatten)]
    write: WriteArgs,
    /// Stay, and generate again whenever a file changes
    #[arg(long, conflicts_with = "check")]
    watch: bool,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let request = Request {
            plugin: self.dir,
            rendered: self.docs,
            sdk_partials: self.sdk_partials,
            prune: self.prune,
            overwrite: self.write.overwrite,
            check: self.write.check,
        };
        if self.watch {
            return watch(&request, reporter);
        }
        match generate(&request) {
            Ok(generated) => finish(generated, request.check, reporter),
            Err(wrong) => reporter.report(wrong),
        }
    }
}

/// Says what each stage did, and puts it in place.
fn finish(generated: Generated, check: bool, reporter: &Reporter) -> Exit {
    let stages = generated.stages.iter();
    let kept_back = generated.findings.has_errors();
    let kept_back = kept_back.then(|| not_written(&all(&generated)));
    let outcome = Outcome {
        stages: stages.map(|stage| stage.line(check)).collect(),
        plan: generated.plan,
        findings: generated.findings,
        checked: generated.checked,
    };
    let exit = reporter.finish(outcome, check);
    if let Some(line) = kept_back {
        reporter.summary(&line);
    }
    exit
}

/// Generates, and again at every change, until the process is stopped.
fn watch(request: &Request, reporter: &Reporter) -> Exit {
    let mut watch = match Watch::new(&request.plugin) {
        Ok(watch) => watch,
        Err(wrong) => return reporter.report(wrong.into()),
    };
    let generated = match generate(request) {
        Ok(generated) => generated,
        Err(wrong) => return reporter.report(wrong),
    };
    let mut known = all(&generated);
    watch.follow(&generated.inputs);
    watch.expect(&generated.plan);
    finish(generated, false, reporter);
    reporter.summary(&format!(
        "watching `{}`; stop with Ctrl-C",
        show(&request.plugin)
    ));
    loop {
        let changed = match watch.wait() {
            Ok(changed) => changed,
            Err(gone) => return reporter.report(gone.into()),
        };
        let start = Instant::now();
        let (findings, result) = match generate(request) {
            Ok(generated) => {
                watch.follow(&generated.inputs);
                watch.expect(&generated.plan);
                again(generated)
            }
            Err(wrong) => {
                let result = not_written(&wrong);
                (wrong, result)
            }
        };
        let what = describe(&changed, &request.plugin);
        let ms = start.elapsed().as_millis();
        reporter.summary(&format!("{what}: {result} ({ms} ms)"));
        if findings != known {
            known = findings.clone();
            reporter.report(findings);
        }
    }
}

/// All that is wrong, in the order in which it is reported.
fn all(generated: &Generated) -> Diagnostics {
    let mut all = generated.findings.clone();
    all.extend(generated.checked.clone());
    all.sort();
    all
}

/// Puts a later run in place; gives its findings and what became of it.
fn again(generated: Generated) -> (Diagnostics, String) {
    let mut findings = all(&generated);
    if generated.findings.has_errors() {
        let result = not_written(&findings);
        return (findings, result);
    }
    match generated.plan.apply() {
        Ok(applied) => {
            findings.extend(applied.findings);
            (findings, applied.summary.to_string())
        }
        Err(wrong) => {
            findings.extend(wrong);
            let result = not_written(&findings);
            (findings, result)
        }
    }
}

/// What has changed, for a line: `docs/README.md and 2 more`. Editors leave no more than
/// the trace of files that they save through; those are worth a word only alone.
fn describe(changed: &BTreeSet<PathBuf>, plugin: &Path) -> String {
    let root = plugin.canonicalize().unwrap_or_default();
    let there: Vec<&PathBuf> = changed.iter().filter(|path| path.exists()).collect();
    let all: Vec<&PathBuf> = changed.iter().collect();
    let shown = if there.is_empty() { all } else { there };
    let first = shown.first().map_or(plugin, |path| path.as_path());
    let first = show(first.strip_prefix(&root).unwrap_or(first));
    match shown.len() {
        0 | 1 => first,
        n => format!("{first} and {} more", n - 1),
    }
}
