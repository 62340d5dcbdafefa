//! The built-in shared partials stand in for those of Packer's SDK: at the same paths,
//! with the same fields.

use crate::corpus;
use crate::support::run_well;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What a partial shows for fields: names, in alphabetical order.
fn fields(text: &str) -> BTreeSet<String> {
    let items = text.lines().filter_map(|line| line.strip_prefix("- `"));
    let names = items.filter_map(|item| item.split_once("` ("));
    names.map(|(name, _)| name.to_owned()).collect()
}

/// Renders a page for each path that includes it, and gives back what came.
fn rendered(paths: &BTreeSet<String>, shared: Option<&Path>) -> BTreeMap<String, String> {
    let plugin = tempfile::tempdir().unwrap();
    let docs = plugin.path().join("docs");
    fs::create_dir(&docs).unwrap();
    let page = |path: &str| path.replace('/', "-");
    for path in paths {
        fs::write(
            docs.join(page(path)),
            format!("# Page\n\n@include '{path}'\n"),
        )
        .unwrap();
    }
    let mut args = vec!["renderdocs".to_owned()];
    args.extend(shared.map(|shared| format!("--sdk-partials={}", shared.display())));
    run_well(plugin.path(), &args);
    let read = |path: &String| fs::read_to_string(plugin.path().join(".docs").join(page(path)));
    let pages = paths.iter().map(|path| (path.clone(), read(path).unwrap()));
    pages.collect()
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn every_shared_partial_that_a_page_includes_is_built_in() {
    let mut paths = BTreeSet::new();
    for plugin in corpus::plugins("plugins").chain(corpus::plugins("docs-only")) {
        for entry in walkdir::WalkDir::new(&plugin.folder) {
            let Ok(text) = fs::read_to_string(entry.unwrap().path()) else {
                continue;
            };
            let includes = text.split("@include '").skip(1);
            let all = includes.filter_map(|rest| rest.split('\'').next());
            let shared = all.filter(|path| path.starts_with("packer-plugin-sdk/"));
            paths.extend(shared.map(str::to_owned));
        }
    }
    assert!(paths.len() >= 19, "{paths:?}");
    rendered(&paths, None);
}

#[test]
#[ignore = "needs SDC_CORPUS"]
fn the_shared_partials_have_the_fields_of_the_sdk() {
    let shared = corpus::root().join("sdk-partials");
    let files = packer_sdc::files::read_tree(&shared).unwrap();
    let paths: BTreeSet<String> = files
        .keys()
        .map(|path| packer_sdc::files::show(path))
        .collect();
    assert!(paths.len() >= 32, "{paths:?}");
    let theirs = rendered(&paths, Some(&shared));
    let ours = rendered(&paths, None);
    for path in &paths {
        assert_eq!(fields(&ours[path]), fields(&theirs[path]), "{path}");
    }
    let all: usize = theirs.values().map(|text| fields(text).len()).sum();
    assert!(all >= 80, "{all} fields were compared");
}
