//! `sdc check` on real plugins: it finds what is known to be wrong with them, at the
//! place, and calls nothing an error that is none.

use crate::corpus::{self, Plugin};
use packer_sdc::check::{check, fixes};
use packer_sdc::diagnostics::{Diagnostic, Diagnostics, Severity};
use packer_sdc::docs::Shared;
use packer_sdc::files::{Node, read_tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A copy of the plugin with the files around its docs that SOURCE tells of.
pub(crate) fn copy(plugin: &Plugin) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, node) in read_tree(&plugin.folder).unwrap() {
        let outside = path.starts_with("reference") || path == Path::new("SOURCE");
        if let (Node::File(bytes), false) = (node, outside) {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let write = |name: &str, text: String| fs::write(dir.path().join(name), text).unwrap();
    let (repository, sdk) = (
        plugin.source("repository"),
        plugin.source("sdk-version-in-go.mod"),
    );
    write(
        "go.mod",
        format!(
            "module github.com/{repository}\n\nrequire github.com/hashicorp/packer-plugin-sdk {sdk}\n"
        ),
    );
    let licence = plugin.source("licence");
    if let Some((_, name)) = licence.trim_end_matches(')').split_once('(') {
        write(name, String::new());
    }
    if let Some((name, script)) = plugin.source("compile-to-webdocs").split_once(": ") {
        let renderdocs = plugin.source("renderdocs");
        let render = renderdocs.split_once(": ").map_or("", |(_, line)| line);
        write(name, format!("generate:\n\t{render}\n\t{script}\n"));
    }
    dir
}

pub(crate) fn shared(plugin: &Plugin) -> Shared {
    let versions = corpus::root().join("sdk-partials-by-version");
    Shared::Folder(versions.join(plugin.source("sdk-version-in-go.mod")))
}

fn findings(plugin: &Plugin, dir: &TempDir) -> Diagnostics {
    check(dir.path(), shared(plugin)).unwrap().1
}

/// `file:line:column`, the file relative to the plugin.
fn place(finding: &Diagnostic, dir: &TempDir) -> String {
    let shown = finding.place.as_ref().unwrap().to_string();
    let root = format!("{}/", dir.path().display());
    shown.strip_prefix(&root).unwrap_or(&shown).to_owned()
}

/// The bytes that a finding marks.
fn marked(finding: &Diagnostic) -> String {
    let place = finding.place.as_ref().unwrap();
    place
        .range()
        .map_or(String::new(), |range| place.file().text()[range].to_owned())
}

/// Whether the line that a finding is in holds a text.
fn line_holds(finding: &Diagnostic, text: &str) -> bool {
    let place = finding.place.as_ref().unwrap();
    let line = place.line_column().map_or(1, |(line, _)| line);
    let line = place.file().text().lines().nth(line - 1);
    line.is_some_and(|line| line.contains(text))
}

/// Rows of a table of the corpus, without its head.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(corpus::root().join(name)).unwrap();
    let rows = text.lines().skip(1);
    rows.map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

/// The code for a kind of row, and what a finding must say to be that row's.
fn expected(kind: &str, detail: &str) -> (&'static str, Vec<String>) {
    let words = |text: &str| text.replace("components/", "").replace('/', " `") + "`";
    match kind {
        "README-dead-component" => ("link-component", vec![detail.to_owned()]),
        "README-does-not-link" => (
            "readme-component-unlinked",
            detail.split(", ").map(words).collect(),
        ),
        "README-placeholder" => ("readme-template", vec![detail.to_owned()]),
        "declared-no-doc-source" => ("component-without-source", vec![words(detail)]),
        "declared-no-folder" => ("component-without-page", vec![words(detail)]),
        "doc-source-not-declared" => ("page-not-declared", vec![words(detail)]),
        "flags" => ("metadata-flags-empty", vec![String::new()]),
        "folder-not-declared" => ("folder-not-declared", vec![detail.to_owned()]),
        "folder-type" => ("folder-type", vec![String::new()]),
        "folder-without-source (orphan)" => ("folder-without-source", vec![detail.to_owned()]),
        "identifier-org" => ("identifier-organization", vec![String::new()]),
        "license.type" => ("license-type", vec![String::new()]),
        "license.url" => ("license-url", vec![String::new()]),
        "placeholder" => {
            let value = detail.split_once('=').map_or(detail, |(_, value)| value);
            let value = value.split("' slug=").next().unwrap_or(value);
            (
                "metadata-placeholder",
                vec![value.trim_matches('\'').to_owned()],
            )
        }
        "script-org" => ("makefile-organization", vec![String::new()]),
        "slug-shared-across-types" => ("component-slug-shared", vec![String::new()]),
        other => panic!("no rule for `{other}`"),
    }
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn every_known_issue_is_found_at_its_place_and_in_no_other_plugin() {
    let rows = table("metadata_issues.tsv");
    // Kinds of which every finding is in the table.
    let exact = [
        "component-without-source",
        "component-without-page",
        "page-not-declared",
        "folder-not-declared",
        "folder-without-source",
        "folder-type",
        "identifier-organization",
        "makefile-organization",
        "readme-component-unlinked",
        "metadata-flags-empty",
        "license-type",
        "license-url",
        "component-slug-shared",
    ];
    for plugin in corpus::plugins("plugins") {
        let dir = copy(&plugin);
        let found = findings(&plugin, &dir);
        let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows.iter().filter(|row| row[1] == plugin.name) {
            let (code, texts) = expected(&row[2], &row[3]);
            for text in texts {
                *wanted.entry(code).or_default() += 1;
                let hit = found.iter().find(|finding| {
                    finding.code == code
                        && (finding.message.contains(&text) || line_holds(finding, &text))
                });
                let hit = hit.unwrap_or_else(|| panic!("{}: {code}: {text}", plugin.name));
                let folder = code == "folder-type";
                let whole = hit.place.as_ref().unwrap().line_column().is_none();
                assert_eq!(whole, folder, "{}: {code}: {text}", plugin.name);
            }
        }
        for code in exact {
            let n = found.iter().filter(|f| f.code == code).count();
            let wanted = wanted.get(code).copied().unwrap_or_default();
            assert_eq!(n, wanted, "{}: {code}", plugin.name);
        }
    }
}

/// Whether a line is in an HTML comment, where nothing is a link: nobody sees it.
fn in_comment(file: &Path, line: usize) -> bool {
    let text = fs::read_to_string(file).unwrap_or_default();
    let before: String = text.split_inclusive('\n').take(line - 1).collect();
    before.matches("<!--").count() > before.matches("-->").count()
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn every_dead_link_is_found() {
    let rows = table("wrong_links.tsv");
    for plugin in corpus::plugins("plugins") {
        let rows = rows.iter().filter(|row| row[2] == plugin.name);
        let dead: Vec<_> = rows.filter(|row| row[9].contains("WARN")).collect();
        if dead.is_empty() {
            continue;
        }
        let dir = copy(&plugin);
        let found = findings(&plugin, &dir);
        for row in dead {
            let (file, line) = row[5].split_once(':').unwrap();
            let line: usize = line.parse().unwrap();
            if in_comment(&dir.path().join(file), line) {
                continue;
            }
            // The table has the line that the link begins on, or that of the include.
            let hit = found.iter().any(|finding| {
                let place = place(finding, &dir);
                let at = finding.place.as_ref().unwrap().line_column();
                finding.code.starts_with("link-")
                    && place.starts_with(file)
                    && at.is_some_and(|(at, _)| (line..line + 4).contains(&at))
                    && marked(finding) == row[6]
            });
            assert!(hit, "{}: {} {}", plugin.name, row[5], row[6]);
        }
    }
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn nothing_is_called_an_error_that_is_none() {
    // Each was looked at; plugins that the list does not name are not judged here.
    let reviewed = include_str!("check_corpus_errors.txt");
    let mut known: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for line in reviewed.lines().filter(|line| !line.starts_with('#')) {
        let (plugin, finding) = line.split_once(' ').unwrap_or((line, ""));
        let errors = known.entry(plugin).or_default();
        if !finding.is_empty() {
            errors.insert(finding.to_owned());
        }
    }
    let mut report = Vec::new();
    for plugin in corpus::plugins("plugins") {
        let Some(known) = known.get(plugin.name.as_str()) else {
            continue;
        };
        let dir = copy(&plugin);
        let found: BTreeSet<String> = findings(&plugin, &dir)
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| format!("{} {}", finding.code, place(finding, &dir)))
            .collect();
        for new in found.difference(known) {
            report.push(format!("new: {} {new}", plugin.name));
        }
        for gone in known.difference(&found) {
            report.push(format!("gone: {} {gone}", plugin.name));
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn fixes_change_only_what_was_reported_and_leave_nothing_to_fix() {
    for plugin in corpus::plugins("plugins") {
        let dir = copy(&plugin);
        let before = read_tree(dir.path()).unwrap();
        let found = findings(&plugin, &dir);
        let (plan, _) = fixes(&found).unwrap();
        plan.apply().unwrap();
        let again = findings(&plugin, &dir);
        let (plan, left) = fixes(&again).unwrap();
        assert_eq!(left, 0, "{}: {}", plugin.name, plan.diff());

        let mut after = read_tree(dir.path()).unwrap();
        after.retain(|path, _| !path.starts_with(".sdc"));
        for (path, node) in &before {
            let (Node::File(old), Node::File(new)) = (node, &after[path]) else {
                panic!("{}: {} is no file", plugin.name, path.display());
            };
            let full = dir.path().join(path).display().to_string();
            assert_kept(&full, old, new, &found);
        }
        assert_eq!(before.len(), after.len(), "{}", plugin.name);
    }
}

/// What stands before, between and behind the places of the fixes is as it was.
fn assert_kept(name: &str, old: &[u8], new: &[u8], found: &Diagnostics) {
    let fixed = found.iter().filter(|finding| finding.fix.is_some());
    let places = fixed.filter_map(|finding| finding.place.as_ref());
    let mut ranges: Vec<_> = places
        .filter(|place| place.file().name() == name)
        .map(|place| place.range().unwrap())
        .collect();
    ranges.sort_by_key(|range| range.start);
    let (mut at, mut done) = (0, 0);
    for range in ranges {
        let kept = &old[done..range.start];
        let here = new[at..]
            .windows(kept.len().max(1))
            .position(|w| kept.is_empty() || w == kept);
        at += here.unwrap_or_else(|| panic!("{name}: bytes {done}.. are gone")) + kept.len();
        done = range.end;
    }
    assert!(new.ends_with(&old[done..]), "{name}: the end has changed");
    if done == 0 {
        assert_eq!(old, new, "{name}");
    }
}
