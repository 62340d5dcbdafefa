//! `sdc webdocs` over the docs of public plugins: the bytes of the script that made the
//! published pages, and right ones where the script was wrong.

use crate::corpus::{self, Plugin, table};
use crate::support::{Run, copy, run_well};
use packer_sdc::files::{Node, Tree, read_tree};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The plugins that the script was run for, with the organisation it was given.
fn scripted() -> impl Iterator<Item = (Plugin, String)> {
    corpus::plugins("plugins")
        .filter_map(|plugin| plugin.script_organization().map(|org| (plugin, org)))
}

/// A copy of a plugin whose web docs hold nothing but metadata.hcl.
fn copied(plugin: &Plugin) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for folder in ["docs", "docs-partials", "example"] {
        copy(&plugin.folder.join(folder), &root.path().join(folder));
    }
    fs::create_dir(root.path().join(".web-docs")).unwrap();
    let metadata = ".web-docs/metadata.hcl";
    fs::copy(plugin.folder.join(metadata), root.path().join(metadata)).unwrap();
    root
}

/// Runs twice and with `--check`: only the first finds something to do.
fn run_thrice(root: &Path, args: &[&str]) -> Run {
    let first = run_well(root, args);
    let second = run_well(root, args);
    assert!(!second.stderr.contains("written"), "{}", second.stderr);
    let check = run_well(root, [args, &["--check"]].concat());
    assert_eq!(check.stdout, "");
    first
}

fn with_metadata(plugin: &Plugin, mut web: Tree) -> Tree {
    let metadata = fs::read(plugin.folder.join(".web-docs/metadata.hcl")).unwrap();
    web.insert("metadata.hcl".into(), Node::File(metadata));
    web
}

fn text(tree: &Tree, path: &Path) -> String {
    match &tree[path] {
        Node::File(bytes) => String::from_utf8(bytes.clone()).unwrap(),
        Node::Link(_) => panic!("{} is a link", path.display()),
    }
}

fn web_path(rendered: &str) -> PathBuf {
    let Some((folder, file)) = rendered.split_once('/') else {
        return rendered.into();
    };
    let ty = match folder {
        "datasources" => "data-source",
        folder => folder.trim_end_matches('s'),
    };
    let slug = file.strip_suffix(".mdx").unwrap();
    ["components", ty, slug, "README.md"].iter().collect()
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn with_compat_every_page_is_the_script_s() {
    let mut pages = 0;
    for (plugin, org) in scripted() {
        let root = copied(&plugin);
        copy(
            &plugin.folder.join("reference/docs"),
            &root.path().join(".docs"),
        );
        let reference = read_tree(&plugin.folder.join("reference/web-docs")).unwrap();
        pages += reference.len();

        run_thrice(
            root.path(),
            &["webdocs", ".", ".docs", ".web-docs", &org, "--compat"],
        );

        let expected = with_metadata(&plugin, reference);
        corpus::assert_same(&expected, &root.path().join(".web-docs"));
    }
    assert!(pages >= 103, "{pages}");
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn every_page_is_right_where_the_script_was_wrong() {
    let links = table("wrong_links.tsv");
    let structure = table("wrong_structure.tsv");
    for (plugin, org) in scripted() {
        let root = copied(&plugin);
        let docs = root.path().join(".docs");
        copy(&plugin.folder.join("reference/docs"), &docs);
        let rendered = read_tree(&docs).unwrap();
        let mut expected = read_tree(&plugin.folder.join("reference/web-docs")).unwrap();
        for row in structure.iter().filter(|row| row["repo"] == plugin.name) {
            let (file, _) = row["file"].split_once(".mdx").unwrap();
            let page = format!("{}.mdx", file.strip_prefix("docs/").unwrap());
            let whole = text(&rendered, page.as_ref());
            let whole = format!("{}\n", whole.trim_end_matches('\n'));
            expected.insert(web_path(&page), Node::File(whole.into()));
        }
        let wrong = links.iter().filter(|row| row["verdict"] == "WRONG");
        for row in wrong.filter(|row| row["repo"] == plugin.name) {
            correct(&mut expected, &rendered, row);
        }

        run_thrice(root.path(), &["webdocs", "-org", &org]);

        let expected = with_metadata(&plugin, expected);
        corpus::assert_same(&expected, &root.path().join(".web-docs"));
    }
}

/// Puts the correct URL at its place in the page as the script made it.
fn correct(web: &mut Tree, rendered: &Tree, row: &HashMap<String, String>) {
    let page = &row["rendered_file"];
    let source = text(rendered, page.as_ref());
    let made = text(web, &web_path(page));
    let dropped = source.trim_end().lines().count() - made.trim_end().lines().count();
    let line: usize = row["rendered_line"].parse().unwrap();
    let (script, correct) = (&row["script_url"], &row["correct_url"]);
    let mut lines: Vec<String> = made.split_inclusive('\n').map(str::to_owned).collect();
    let line = &mut lines[line - 1 - dropped];
    assert!(line.contains(script) || line.contains(correct), "{row:?}");
    *line = line.replace(script, correct);
    web.insert(web_path(page), Node::File(lines.concat().into()));
}

/// Pages that are not what their sources say, and why.
const STALE: [(&str, &str); 1] = [(
    "hashicorp__packer-plugin-cloudstack",
    // go.mod pins v0.6.0, but the pages were made before that: they are exactly what
    // the partials of this version give.
    "v0.5.4",
)];

/// Folders of components that the docs no longer have.
const WITHOUT_SOURCE: [(&str, &[&str]); 2] = [
    ("hashicorp__packer-plugin-kubevirt", &["builder/builder"]),
    (
        "nebius__packer-plugin-nebius",
        &[
            "data-source/datasource",
            "post-processor/post-processor",
            "provisioner/provisioner",
        ],
    ),
];

#[test]
#[ignore = "needs SDC_CORPUS"]
fn published_pages_come_out_of_the_plugin_s_own_sources() {
    for (plugin, org) in scripted() {
        let root = copied(&plugin);
        let stale = STALE.iter().find(|(name, _)| *name == plugin.name);
        let version = plugin.source("sdk-version-in-go.mod");
        let version = stale.map_or(version, |(_, version)| (*version).to_owned());
        let shared = corpus::root().join("sdk-partials-by-version").join(version);
        let mut published = read_tree(&plugin.folder.join(".web-docs")).unwrap();
        let orphans = WITHOUT_SOURCE.iter().find(|(name, _)| *name == plugin.name);
        for folder in orphans.map_or(&[][..], |(_, folders)| folders) {
            let page = ["components", folder, "README.md"]
                .iter()
                .collect::<PathBuf>();
            assert!(published.remove(&page).is_some());
        }

        run_thrice(
            root.path(),
            &["renderdocs", "-sdk-partials", shared.to_str().unwrap()],
        );
        run_thrice(root.path(), &["webdocs", "-org", &org, "--compat"]);

        corpus::assert_same(&published, &root.path().join(".web-docs"));
    }
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn dead_links_are_told_at_the_line_that_can_be_changed() {
    let shared = corpus::root().join("sdk-partials");
    let rows = table("wrong_links.tsv");
    for (plugin, org) in scripted() {
        let root = copied(&plugin);
        run_well(
            root.path(),
            ["renderdocs", "-sdk-partials", shared.to_str().unwrap()],
        );
        let found = run_well(root.path(), ["webdocs", "-org", &org]).stderr;

        let rows = rows.iter().filter(|row| row["repo"] == plugin.name);
        for row in rows.filter(|row| row["note"].contains("WARN") && is_ours_to_know(row)) {
            let origin = format!("{}:", row["origin"]);
            assert!(found.contains(&origin), "{}: {row:?}\n{found}", plugin.name);
        }
    }
}

/// The sections of another plugin's page are known to nobody here, and a URL that stands
/// in a comment is no link.
fn is_ours_to_know(row: &HashMap<String, String>) -> bool {
    let of_amazon = row["source_url"].contains("/amazon#");
    let is_amazon = row["repo"].ends_with("-amazon");
    (is_amazon || !of_amazon) && !row["repo"].ends_with("-scaffolding")
}
