//! Components of all kinds, as Packer calls them.

use packer_plugin::hcldec::{AttrSpec, BlockListSpec, Hcl2Spec, ObjectSpec, Spec, Type};
use packer_plugin::testing::{FakePacker, Machine};
use packer_plugin::{
    Artifact, Builder, BuilderRun, Cancel, Context, DataSource, FileArtifact, GeneratedData,
    LocalCommunicator, PostProcessor, PostProcessorRun, Preparation, Processed, Provisioner,
    ProvisionerRun, Result,
};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// What all components here are told to do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    what: String,
    count: Option<u8>,
}

impl Hcl2Spec for Config {
    fn hcl2_spec() -> Spec {
        ObjectSpec::new()
            .attr(AttrSpec::new("what", Type::String).required())
            .attr(AttrSpec::new("count", Type::Number))
            .into()
    }
}

fn prepare(config: &Config, found: &mut Preparation) -> Result<()> {
    match config.what.as_str() {
        "warn" => found.warn("careful"),
        "bad" => {
            found.error("first");
            found.error("second");
            return Err("third".into());
        }
        "panic in prepare" => panic!("oh"),
        _ => {}
    }
    Ok(())
}

struct Source;

#[derive(Serialize)]
struct Output {
    text: String,
    number: Option<f64>,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    name: String,
}

impl Hcl2Spec for Output {
    fn hcl2_spec() -> Spec {
        let item = ObjectSpec::new().attr(AttrSpec::new("name", Type::String).required());
        ObjectSpec::new()
            .attr(AttrSpec::new("text", Type::String).required())
            .attr(AttrSpec::new("number", Type::Number))
            .block_list(BlockListSpec::new("items", item))
            .into()
    }
}

impl DataSource for Source {
    type Config = Config;
    type Output = Output;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        prepare(config, found)
    }

    fn execute(&self, config: &Config, _: &Context) -> Result<Output> {
        match config.what.as_str() {
            "fail" => Err(std::io::Error::other("it failed").into()),
            "panic" => panic!("oh"),
            text => Ok(Output {
                text: text.to_owned(),
                number: config.count.map(Into::into),
                items: vec![Item {
                    name: "one".to_owned(),
                }],
            }),
        }
    }
}

fn executed(body: &str) -> Result<serde_json::Value> {
    FakePacker::new().execute(Source, body).result
}

fn words<T: std::fmt::Debug>(result: Result<T>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_data_source_gives_all_that_its_spec_has() {
    let output = executed("what = \"hi\"\ncount = 3").unwrap();
    let expected = serde_json::json!({"text": "hi", "number": 3, "items": [{"name": "one"}]});
    assert_eq!(output, expected);
    let output = executed("what = \"hi\"").unwrap();
    assert_eq!(output["number"], serde_json::Value::Null);
}

#[test]
fn what_is_wrong_with_a_data_source_is_said() {
    assert_eq!(words(executed("what = \"fail\"")), "it failed");
    assert_eq!(
        words(executed("what = \"panic\"")),
        "the plugin panicked: oh"
    );
    assert_eq!(
        words(executed("what = \"panic in prepare\"")),
        "the plugin panicked: oh"
    );
    assert_eq!(
        words(executed("what = \"bad\"")),
        "3 error(s) occurred:\n\n* first\n* second\n* third"
    );
    assert_eq!(
        words(executed("what = \"hi\"\ncount = 300")),
        "wrong value for `count`: invalid value: integer `300`, expected u8"
    );
    // The body itself is read as Packer reads it.
    assert!(words(executed("waht = 1")).contains("`waht`"));
}

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
        run.hook.provision(communicator, &data)?;
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
    let run = FakePacker::new().build(Maker, "what = \"nothing\"");
    assert!(run.result.unwrap().is_none());
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

fn processed(what: &str) -> packer_plugin::testing::PostProcessRun {
    let artifact = FileArtifact::new("test.maker", "image").file("image.raw");
    FakePacker::new().post_process(Stamp, &format!("what = \"{what}\""), artifact)
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
