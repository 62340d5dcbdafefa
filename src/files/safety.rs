//! The rule for output: a file is replaced or removed only if its bytes are safe. They are
//! if they are recorded as made here and unchanged since, or if git has them. A file is
//! removed only if it was made here, too: git having it does not make it ours.
//!
//! What packer-sdc left where this tool now writes is replaced once, and kept. Anything
//! else in the way stops a run before it writes.

use super::change::{Change, Kind};
use super::digest::Digest;
use super::guard::real;
use super::mark::{Maker, maker};
use super::store::STORE;
use super::{Node, Plan, git, show};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, usage};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The folders that packer-sdc and its script make.
const PACKER_FOLDERS: [&str; 2] = [".docs", ".web-docs"];

/// Decides on each change: gives what is worth saying about those that can be made, and
/// takes removals that cannot out of the plan.
pub(super) fn judge(plan: &mut Plan) -> Result<Diagnostics, Diagnostics> {
    let mut errors = Diagnostics::new();
    let mut blocked = in_the_way(plan);
    let inputs = inputs(plan);
    errors.extend(inputs.iter().map(|path| is_input(path)));
    let mut suspects = suspects(plan);
    suspects.retain(|suspect| {
        let is_below = |path| suspect.path.starts_with(path);
        !inputs.contains(&suspect.path) && !blocked.keys().any(is_below)
    });
    let asked: Vec<(&Path, &Node)> = suspects
        .iter()
        .filter_map(|suspect| Some((suspect.real.as_path(), old(plan, suspect)?)))
        .collect();
    let in_git = git::holds(&asked);
    let overwrite: Vec<PathBuf> = plan.overwrite.iter().map(|path| real(path)).collect();
    let mut findings = Diagnostics::new();
    let mut replaced = 0;
    for (suspect, in_git) in suspects.iter().zip(in_git) {
        let Some(change) = plan.changes.get_mut(&suspect.path) else {
            continue;
        };
        match verdict(suspect, change, in_git, &overwrite) {
            Verdict::Safe => {}
            Verdict::Keep => {
                change.keep = true;
                replaced += 1;
            }
            Verdict::Leave => {
                plan.changes.remove(&suspect.path);
                findings.push(left(&suspect.path));
            }
            Verdict::Stop => errors.push(would_overwrite(suspect, change)),
        }
    }
    if !findings.is_empty() {
        // What is left may be where something else has to be.
        blocked = in_the_way(plan);
    }
    errors.extend(blocked.into_values());
    if errors.has_errors() {
        return Err(errors);
    }
    findings.extend((replaced > 0).then(|| kept(replaced)));
    Ok(findings)
}

/// A file whose bytes the record does not vouch for.
struct Suspect {
    /// As the plan knows it.
    path: PathBuf,
    real: PathBuf,
    /// From the folder of its store.
    relative: PathBuf,
    /// Whether the record knows it at all, though not like this.
    recorded: bool,
    /// Whether an older file from this path has been kept before.
    was_kept: bool,
}

enum Verdict {
    /// Nothing would be lost.
    Safe,
    /// Its old bytes are to be kept.
    Keep,
    /// It is not worth a run: it stays.
    Leave,
    /// It would be lost.
    Stop,
}

fn suspects(plan: &mut Plan) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    for (path, change) in &plan.changes {
        let (Some(old), Kind::Output) = (&change.old, change.kind) else {
            continue;
        };
        let (home, relative) = plan.stores.locate(&change.root, path);
        let recorded = plan.stores.record(&home).get(&relative);
        if recorded != Some(Digest::of(old)) {
            let kept = home.join(STORE).join("replaced").join(&relative);
            suspects.push(Suspect {
                path: path.clone(),
                real: home.join(&relative),
                relative,
                recorded: recorded.is_some(),
                was_kept: kept.symlink_metadata().is_ok(),
            });
        }
    }
    suspects
}

fn old<'a>(plan: &'a Plan, suspect: &Suspect) -> Option<&'a Node> {
    plan.changes.get(&suspect.path)?.old.as_ref()
}

fn verdict(suspect: &Suspect, change: &Change, in_git: bool, overwrite: &[PathBuf]) -> Verdict {
    let maker_of = |node: &Option<Node>| match node {
        Some(Node::File(bytes)) => maker(bytes),
        _ => None,
    };
    let maker = maker_of(&change.old);
    let is_output = suspect.recorded || maker.is_some();
    if overwrite.contains(&suspect.real) {
        return Verdict::Keep;
    }
    if change.new.is_none() {
        return if in_git && is_output {
            Verdict::Safe
        } else {
            Verdict::Leave
        };
    }
    // Where generated files carry a mark, one without it was written by hand.
    if in_git && (is_output || maker_of(&change.new).is_none()) {
        return Verdict::Safe;
    }
    let of_packer = maker == Some(Maker::PackerSdc)
        || suspect
            .relative
            .iter()
            .any(|part| PACKER_FOLDERS.iter().any(|folder| part == *folder));
    if of_packer && !suspect.recorded && !suspect.was_kept {
        return Verdict::Keep;
    }
    Verdict::Stop
}

/// What stands where a folder or a file has to be, and does not go.
fn in_the_way(plan: &Plan) -> BTreeMap<PathBuf, Diagnostic> {
    let goes = |path: &Path| plan.wanted(path) == Some(None);
    let mut free: BTreeSet<PathBuf> = BTreeSet::new();
    let mut found = BTreeMap::new();
    let mut blocks = |path: &Path, what| {
        found.insert(path.to_owned(), blocked(path, what));
    };
    let wanted = plan
        .changes
        .iter()
        .filter(|(_, change)| change.new.is_some());
    for (path, change) in wanted {
        let below = |folder: &&Path| folder.starts_with(&change.root) && **folder != *change.root;
        for folder in path.ancestors().skip(1).take_while(below) {
            if !free.insert(folder.to_owned()) {
                break;
            }
            match folder.symlink_metadata() {
                Ok(meta) if meta.is_symlink() && !goes(folder) => {
                    blocks(folder, "a symbolic link, where a folder is needed");
                }
                Ok(meta) if meta.is_file() && !goes(folder) => {
                    blocks(folder, "a file, where a folder is needed");
                }
                _ => {}
            }
        }
        match path.symlink_metadata() {
            Ok(meta) if meta.is_dir() => {
                let walk = walkdir::WalkDir::new(path)
                    .into_iter()
                    .filter_map(Result::ok);
                let mut files = walk.filter(|entry| !entry.file_type().is_dir());
                if files.any(|entry| !goes(entry.path())) {
                    blocks(path, "a folder with files in it, where a file is needed");
                }
            }
            Ok(meta) if !meta.is_file() && !meta.is_symlink() => {
                blocks(path, "neither a file nor a folder");
            }
            _ => {}
        }
    }
    found
}

/// Output that is an input, as the plan knows it.
fn inputs(plan: &Plan) -> BTreeSet<PathBuf> {
    if plan.changes.is_empty() {
        return BTreeSet::new();
    }
    let inputs: BTreeSet<PathBuf> = plan.inputs.iter().map(|input| real(input)).collect();
    let is_input = |path: &Path| path.canonicalize().is_ok_and(|path| inputs.contains(&path));
    let output = plan
        .changes
        .iter()
        .filter(|(_, change)| change.kind == Kind::Output);
    let output = output.map(|(path, _)| path).filter(|path| is_input(path));
    output.cloned().collect()
}

fn is_input(path: &Path) -> Diagnostic {
    let name = show(path);
    usage(format!("`{name}` is what the output is made of"))
        .at(Place::whole(name))
        .help("nothing was written; name another file")
}

fn blocked(path: &Path, what: &str) -> Diagnostic {
    let name = show(path);
    Diagnostic::error("unwritable", format!("`{name}` is {what}"))
        .at(Place::whole(name))
        .help("nothing was written; move it out of the way")
}

fn would_overwrite(suspect: &Suspect, change: &Change) -> Diagnostic {
    let name = show(&suspect.path);
    let is_marked = matches!(&change.old, Some(Node::File(bytes)) if maker(bytes).is_some());
    let message = if suspect.recorded {
        format!("`{name}` was changed since sdc made it")
    } else if is_marked {
        format!("`{name}` may have been changed: sdc has no record of it")
    } else {
        format!("`{name}` was not made by sdc")
    };
    Diagnostic::error("would-overwrite", message)
        .at(Place::whole(name.clone()))
        .help("nothing was written: what it holds is not in git, and would be lost")
        .help(format!(
            "commit it or move it away, or let it be replaced with `--overwrite {name}`"
        ))
}

fn left(path: &Path) -> Diagnostic {
    let name = show(path);
    let message = format!("`{name}` is no longer made, but is not as sdc made it");
    Diagnostic::warning("stale-kept", message)
        .at(Place::whole(name.clone()))
        .help(format!("it stays; `--overwrite {name}` removes it"))
}

fn kept(count: usize) -> Diagnostic {
    let files = match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    let message = format!("{files} that sdc had not made: replaced, and kept in `.sdc/replaced`");
    Diagnostic::note("replaced", message)
}
