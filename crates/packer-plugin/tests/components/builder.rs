//! Builders.

use crate::{Config, in_both_forms, prepare, words};
use packer_plugin::testing::FakePacker;
use packer_plugin::{
    Artifact, Builder, BuilderRun, Cancel, FileArtifact, GeneratedData, LocalCommunicator, OnError,
    Preparation, Result,
};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

struct Maker;

impl Builder for Maker {
    type Config = Config;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        found.generates("Colour");
        prepare(config, found)
    }

    fn build(&self, config: &Config, run: &BuilderRun) -> Result<Option<Box<dyn Artifact>>> {
        run.ui.say("building");
        let data = GeneratedData::new()
            .with("ID", "made")
            .with("Colour", "red");
        let communicator = LocalCommunicator::new(&run.context.cancel);
        run.hook.provision(communicator, &data).inspect_err(|_| {
            if run.hook.is_to_clean_up() {
                run.ui.say("cleaning up");
            }
        })?;
        match config.what.as_str() {
            "nothing" => Ok(None),
            "fail" => Err("it failed".into()),
            "panic" => panic!("oh"),
            id => Ok(Some(Box::new(FileArtifact::new("test.maker", id)))),
        }
    }
}

#[test]
fn a_builder_makes_an_artifact() {
    let run = FakePacker::new().build(Maker, "what = \"image\"");
    assert_eq!(run.said, ["building"]);
    assert_eq!(run.generates, ["Colour"]);
    assert_eq!((run.provisioned.len(), run.cleanups), (1, 0));
    let told = &run.provisioned[0];
    assert_eq!(
        (told.text("ID"), told.text("Colour")),
        (Some("made"), Some("red"))
    );
    assert_eq!(
        told.text("PackerHTTPIP"),
        Some("ERR_HTTP_IP_NOT_IMPLEMENTED_BY_BUILDER")
    );

    let artifact = run.result.as_ref().unwrap().as_ref().unwrap();
    assert_eq!(
        (artifact.builder_id(), artifact.id()),
        ("test.maker".into(), "image".into())
    );
    assert_eq!(artifact.description(), "image");
    assert_eq!(artifact.files(), [""; 0]);
    assert_eq!(artifact.state("generated_data").unwrap()["Colour"], "red");
    assert_eq!(artifact.state("other"), None);
    artifact.destroy().unwrap();
}

#[test]
fn a_builder_may_make_nothing() {
    for run in in_both_forms(|packer| packer.build(Maker, "what = \"nothing\"")) {
        assert!(run.result.unwrap().is_none());
    }
}

#[test]
fn provisioners_reach_the_machine_of_a_builder() {
    let packer = FakePacker::new().provisioner(|machine, data| {
        let run = machine.run("echo out; echo err >&2; exit 3")?;
        assert_eq!(
            (run.status, run.stdout.trim(), run.stderr.trim()),
            (3, "out", "err")
        );
        assert_eq!(data.text("Colour"), Some("red"));
        Ok(())
    });
    packer.build(Maker, "what = \"image\"").result.unwrap();
}

#[test]
fn a_provisioner_that_fails_is_cleaned_up_after() {
    let packer = FakePacker::new().provisioner(|_, _| Err("no".into()));
    let run = packer.build(Maker, "what = \"image\"");
    assert_eq!((run.provisioned.len(), run.cleanups), (1, 1));
    assert_eq!(words(run.result), "no");
}

#[test]
fn what_is_left_after_an_error_is_up_to_the_user() {
    for (on_error, answers, provisioned, cleanups, said) in [
        (OnError::Cleanup, vec![], 1, 1, vec!["cleaning up"]),
        (
            OnError::RunCleanupProvisioner,
            vec![],
            1,
            1,
            vec!["cleaning up"],
        ),
        (OnError::Abort, vec![], 1, 0, vec![]),
        (OnError::Ask, vec!["x", "c"], 1, 1, vec!["cleaning up"]),
        (OnError::Ask, vec!["r", " a\n"], 2, 0, vec![]),
        // Nobody answers.
        (OnError::Ask, vec!["r"], 2, 1, vec!["cleaning up"]),
    ] {
        let packer = FakePacker::new().on_error(on_error);
        let packer = packer.provisioner(|_, _| Err("no".into()));
        let asked = answers.len();
        let packer = answers.into_iter().fold(packer, FakePacker::answer);
        let run = packer.build(Maker, "what = \"image\"");
        assert_eq!(
            (run.provisioned.len(), run.cleanups),
            (provisioned, cleanups)
        );
        assert_eq!(run.said[1..], said, "{on_error:?} {asked}");
        assert_eq!(words(run.result), "no");
        let failures = if on_error == OnError::Ask {
            provisioned
        } else {
            0
        };
        assert_eq!(run.errors, vec!["provisioning failed: no"; failures]);
    }
}

#[test]
fn provisioners_that_are_run_again_may_end_well() {
    let tried = AtomicUsize::new(0);
    let packer = FakePacker::new().on_error(OnError::Ask).answer("r");
    let packer = packer.provisioner(move |_, _| match tried.fetch_add(1, Ordering::SeqCst) {
        0 => Err("not yet".into()),
        _ => Ok(()),
    });
    let run = packer.build(Maker, "what = \"image\"");
    assert_eq!((run.provisioned.len(), run.cleanups), (2, 0));
    assert!(run.result.unwrap().is_some());
}

#[test]
fn what_is_wrong_with_a_builder_is_said() {
    let packer = FakePacker::new();
    assert_eq!(
        words(packer.build(Maker, "what = \"fail\"").result),
        "it failed"
    );
    assert_eq!(
        words(packer.build(Maker, "what = \"panic\"").result),
        "the plugin panicked: oh"
    );
    assert_eq!(packer.build(Maker, "what = \"warn\"").warnings, ["careful"]);
    let run = packer.build(Maker, "what = \"bad\"");
    assert!(run.said.is_empty());
    assert!(words(run.result).starts_with("3 error(s)"));
}

#[test]
fn a_cancel_ends_a_command_on_this_machine() {
    let cancel = Cancel::new();
    let soon = cancel.clone();
    let packer = FakePacker::new()
        .cancelled_by(&cancel)
        .provisioner(move |machine, _| {
            soon.cancel();
            machine.run("sleep 3600").map(drop)
        });
    let start = Instant::now();
    assert!(packer.build(Maker, "what = \"image\"").result.is_err());
    assert!(start.elapsed() < Duration::from_secs(30));
}
