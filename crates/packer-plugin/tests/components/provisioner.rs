//! Provisioners.

use crate::{Config, in_both_forms, prepare, words};
use packer_plugin::testing::{FakePacker, Machine};
use packer_plugin::{Cancel, GeneratedData, Preparation, Provisioner, ProvisionerRun, Result};
use std::time::{Duration, Instant};

struct Worker;

impl Provisioner for Worker {
    type Config = Config;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        prepare(config, found)
    }

    fn provision(&self, config: &Config, run: &ProvisionerRun) -> Result<()> {
        let machine = &run.communicator;
        match config.what.as_str() {
            "talk" => {
                run.ui.say("a heading");
                run.ui.message("a detail");
                run.ui.error("a mistake");
                run.ui.machine("kind", &["a", "b"]);
                let name = run.ui.ask("who are you?")?;
                run.ui.say(format!("hello {name}"));
            }
            "context" => run.ui.say(format!(
                "{} of {}, force {}, debug {}, ID {:?}",
                run.context.build_name,
                run.context.builder_type,
                run.context.force,
                run.context.debug,
                run.generated.text("ID"),
            )),
            "copy" => {
                let data = vec![7; 1 << 20];
                let progress = run.ui.progress("data", 1 << 20);
                machine.upload("/data", &mut progress.reader(data.as_slice()), None)?;
                let mut back = Vec::new();
                machine.download("/data", &mut back)?;
                assert_eq!(data, back);
                machine.upload_dir("/to", "from/", &["a".to_owned()])?;
                machine.download_dir("/from", "to", &[])?;
            }
            "missing" => machine.download("/missing", &mut Vec::new())?,
            "panic" => panic!("oh"),
            "secret" => {
                packer_plugin::log::secret("hunter-of-components");
                run.ui.say("it is hunter-of-components");
                return Err("hunter-of-components is wrong".into());
            }
            "wait" => run.context.cancel.sleep(Duration::from_hours(1))?,
            command => {
                let status = machine.run_with_ui(command, &run.ui)?;
                run.ui.say(format!("status {status}"));
            }
        }
        Ok(())
    }
}

#[test]
fn a_provisioner_talks() {
    let packer = FakePacker::new().answer("Ada");
    let run = packer.provision(Worker, "what = \"talk\"");
    run.result.unwrap();
    assert_eq!(run.said, ["a heading", "a detail", "kind,a,b", "hello Ada"]);
    assert_eq!(run.errors, ["a mistake"]);
    let run = FakePacker::new().provision(Worker, "what = \"talk\"");
    assert_eq!(words(run.result), "nobody answers `who are you?`");
}

#[test]
fn a_provisioner_is_configured_in_both_forms() {
    for run in in_both_forms(|packer| packer.provision(Worker, "what = \"hi\"\ncount = 3")) {
        run.result.unwrap();
        assert_eq!(run.said, ["status 0"]);
    }
}

#[test]
fn a_provisioner_knows_the_run_it_is_part_of() {
    let data = GeneratedData::new().with("ID", "server-7");
    let packer = FakePacker::new()
        .build_name("web")
        .force()
        .debug()
        .generated(data);
    let run = packer.provision(Worker, "what = \"context\"");
    run.result.unwrap();
    assert_eq!(
        run.said,
        ["web of test, force true, debug true, ID Some(\"server-7\")"]
    );
}

#[test]
fn a_provisioner_works_on_the_machine() {
    let machine = Machine::new().answer("make it", 3, "one\ntwo", "oops\n");
    let packer = FakePacker::new().machine(&machine);
    let run = packer.provision(Worker, "what = \"make it\"");
    run.result.unwrap();
    assert_eq!(machine.commands(), ["make it"]);
    assert_eq!(run.said, ["one", "two", "status 3"]);
    assert_eq!(run.errors, ["oops"]);

    let run = packer.provision(Worker, "what = \"copy\"");
    run.result.unwrap();
    assert_eq!(machine.file("/data").unwrap().len(), 1 << 20);
    let folders = [("from/", "/to"), ("/from", "to")];
    assert_eq!(
        machine.folders(),
        folders.map(|(from, to)| (from.to_owned(), to.to_owned()))
    );

    let run = packer.provision(Worker, "what = \"missing\"");
    assert_eq!(words(run.result), "the machine has no file `/missing`");
}

#[test]
fn what_is_wrong_with_a_provisioner_is_said() {
    let packer = FakePacker::new();
    let run = packer.provision(Worker, "what = \"panic\"");
    assert_eq!(words(run.result), "the plugin panicked: oh");
    let run = packer.provision(Worker, "what = \"bad\"");
    assert!(words(run.result).starts_with("3 error(s)"));
}

#[test]
fn a_secret_is_not_said() {
    let run = FakePacker::new().provision(Worker, "what = \"secret\"");
    assert_eq!(run.said, ["it is <sensitive>"]);
    assert_eq!(words(run.result), "<sensitive> is wrong");
}

#[test]
fn a_cancel_ends_a_provisioner_that_waits() {
    let cancel = Cancel::new();
    let soon = cancel.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(50));
        soon.cancel();
    });
    let start = Instant::now();
    let packer = FakePacker::new().cancelled_by(&cancel);
    let run = packer.provision(Worker, "what = \"wait\"");
    assert_eq!(words(run.result), "cancelled");
    assert!(start.elapsed() < Duration::from_secs(30));
}
