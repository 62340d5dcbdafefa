//! Post-processors.

use crate::{Config, in_both_forms, prepare, words};
use packer_plugin::testing::PostProcessRun;
use packer_plugin::{
    Artifact, FileArtifact, PostProcessor, PostProcessorRun, Preparation, Processed, Result,
};

struct Stamp;

impl PostProcessor for Stamp {
    type Config = Config;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        prepare(config, found)
    }

    fn process(&self, config: &Config, run: &PostProcessorRun) -> Result<Processed> {
        run.ui.say(format!(
            "given {} {:?}",
            run.artifact.id(),
            run.artifact.state("generated_data")
        ));
        let new = || Box::new(FileArtifact::new("test.stamp", "stamp"));
        Ok(match config.what.as_str() {
            "keep" => Processed::Keep(new()),
            "replace" => Processed::Replace(new()),
            "fail" => return Err("it failed".into()),
            "panic" => panic!("oh"),
            _ => Processed::PassThrough,
        })
    }
}

fn processed(what: &str) -> PostProcessRun {
    let [proto, gob] = in_both_forms(|packer| {
        let artifact = FileArtifact::new("test.maker", "image").file("image.raw");
        packer.post_process(Stamp, &format!("what = \"{what}\""), artifact)
    });
    assert_eq!(proto.said, gob.said);
    gob
}

#[test]
fn a_post_processor_says_what_becomes_of_its_input() {
    for (what, keeps, always, id) in [
        ("keep", true, false, "stamp"),
        ("replace", false, false, "stamp"),
        ("pass", true, true, "image"),
    ] {
        let run = processed(what);
        assert_eq!(
            run.said,
            ["given image Some(Object {\"ID\": String(\"test\")})"]
        );
        assert_eq!(
            (run.keeps_input, run.always_keeps_input),
            (keeps, always),
            "{what}"
        );
        let artifact = run.result.as_ref().unwrap().as_ref().unwrap();
        assert_eq!(artifact.id(), id);
        if what == "pass" {
            assert_eq!(artifact.files(), ["image.raw"]);
        }
    }
}

#[test]
fn what_is_wrong_with_a_post_processor_is_said() {
    assert_eq!(words(processed("fail").result), "it failed");
    assert_eq!(words(processed("panic").result), "the plugin panicked: oh");
    assert!(words(processed("bad").result).starts_with("3 error(s)"));
}
