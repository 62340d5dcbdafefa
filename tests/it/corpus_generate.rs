//! `sdc generate` on every published plugin: nothing that the check says keeps its pages from
//! being made, and the pages are what the commands for them alone make.

use crate::check_corpus::{copy, shared};
use crate::corpus;
use packer_sdc::docs::Shared;
use packer_sdc::generate::{Request, generate};

#[test]
#[ignore = "needs SDC_CORPUS"]
fn every_published_plugin_is_generated_whatever_is_wrong_with_its_docs() {
    let mut with_errors = 0;
    for plugin in corpus::plugins("plugins") {
        let dir = copy(&plugin);
        let Shared::Folder(partials) = shared(&plugin) else {
            panic!("{}: no partials", plugin.name);
        };
        let request = Request {
            plugin: dir.path().to_owned(),
            sdk_partials: Some(partials),
            ..Request::default()
        };
        let generated = generate(&request).expect(&plugin.name);
        assert!(
            !generated.findings.has_errors(),
            "{}:\n{}",
            plugin.name,
            generated.findings
        );
        with_errors += usize::from(generated.checked.has_errors());
        let stages: Vec<&str> = generated.stages.iter().map(|stage| stage.name).collect();
        assert_eq!(stages, ["docs", "web-docs", "check"], "{}", plugin.name);
        generated.plan.apply().expect(&plugin.name);
        let again = generate(&request).expect(&plugin.name);
        assert!(again.plan.is_empty(), "{}", again.plan.diff());
    }
    assert!(with_errors > 0, "there are some to be passed over");
}
