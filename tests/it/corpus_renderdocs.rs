//! `sdc renderdocs` over the docs of public plugins: the same bytes as the tool that
//! made them, and nothing to do the second time.

use crate::corpus;
use crate::support::run;
use packer_sdc::files::read_tree;

#[test]
#[ignore = "needs SDC_CORPUS"]
fn renders_the_same_bytes_as_the_reference() {
    let shared = corpus::root().join("sdk-partials");
    for plugin in corpus::plugins("plugins").chain(corpus::plugins("docs-only")) {
        let out = tempfile::tempdir().unwrap();
        let destination = out.path().join("docs");
        let source = plugin.source("docs-dir");
        let args = ["renderdocs", "-src", &source, "-partials", "docs-partials/"];
        let mut args: Vec<String> = args.map(String::from).to_vec();
        for (flag, value) in [("-dst", &destination), ("-sdk-partials", &shared)] {
            args.extend([flag.into(), value.to_str().unwrap().into()]);
        }

        let first = run(&plugin.folder, &args);
        assert_eq!(first.code, 0, "{}: {}", plugin.name, first.stderr);
        let reference = plugin.folder.join("reference/docs");
        corpus::assert_same(&read_tree(&reference).unwrap(), &destination);

        let second = run(&plugin.folder, &args);
        assert!(!second.stderr.contains("written"), "{}", second.stderr);
        args.push("--check".into());
        let check = run(&plugin.folder, &args);
        assert_eq!((check.code, &*check.stdout, &*check.stderr), (0, "", ""));
    }
}
