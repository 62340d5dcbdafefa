//! A built plugin, as a process that Packer starts.
#![cfg(unix)]

use packer_plugin::hcldec::Spec;
use packer_plugin::testing::PluginProcess;
use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const COOKIE: &str = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const LONG: Duration = Duration::from_secs(30);

/// The example `apt`, which cargo builds beside the tests.
fn plugin() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    let folder = test.ancestors().nth(2).expect("it lies in `deps`");
    folder.join("examples/apt")
}

fn run(arguments: &[&str], cookie: &str) -> Output {
    let mut command = Command::new(plugin());
    command
        .args(arguments)
        .env("PACKER_PLUGIN_MAGIC_COOKIE", cookie);
    command.output().expect("it runs")
}

/// A component that waits for Packer, and where it does.
fn start(folder: Option<&str>) -> (Child, String) {
    let mut command = Command::new(plugin());
    command
        .args(["start", "provisioner", "--protobuf", "apt"])
        .env("PACKER_PLUGIN_MAGIC_COOKIE", COOKIE)
        .stdout(Stdio::piped());
    if let Some(folder) = folder {
        command.env("TMPDIR", folder);
    }
    let mut child = command.spawn().expect("it runs");
    let mut greeting = String::new();
    let stdout = child.stdout.take().expect("it is piped");
    BufReader::new(stdout)
        .read_line(&mut greeting)
        .expect("it greets");
    (child, greeting.trim().to_owned())
}

/// Whether it ends by itself soon.
fn ends(child: &mut Child) -> bool {
    let until = Instant::now() + LONG;
    while Instant::now() < until {
        if child.try_wait().expect("it is ours").is_some() {
            return true;
        }
        sleep(Duration::from_millis(10));
    }
    child.kill().expect("it is ours");
    false
}

fn signal(child: &Child, name: &str) {
    let killed = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status();
    assert!(killed.expect("there is `kill`").success());
}

#[test]
fn describes_itself() {
    let said = run(&["describe"], "");
    assert!(said.status.success());
    let described: serde_json::Value = serde_json::from_slice(&said.stdout).expect("it is JSON");
    assert_eq!(described["provisioners"], serde_json::json!(["apt"]));
    assert_eq!(described["builders"], serde_json::json!([]));
    assert_eq!(described["protocol_version"], "v2");
    assert_eq!(described["api_version"], "x5.0");
}

#[test]
fn tells_who_starts_it_by_hand_what_it_is() {
    for (arguments, cookie, hint) in [
        (&[][..], "", "`packer plugins install --path` installs it"),
        (&["serve"], "", "this is a plugin of Packer"),
        (&["start", "provisioner", "apt"], "", "run `packer build`"),
        (
            &["start", "provisioner", "apt"],
            "wrong",
            "run `packer build`",
        ),
        (
            &["start", "provisioner", "no"],
            COOKIE,
            "this plugin has no provisioner `no`",
        ),
        (
            &["start", "builder", "apt"],
            COOKIE,
            "this plugin has no builder `apt`",
        ),
        (
            &["start", "apt"],
            COOKIE,
            "a kind of component and its name",
        ),
    ] {
        let said = run(arguments, cookie);
        assert_eq!(said.status.code(), Some(1), "{arguments:?}");
        assert!(said.stdout.is_empty(), "{arguments:?}");
        let words = String::from_utf8_lossy(&said.stderr);
        assert!(words.contains(hint), "{arguments:?}: {words}");
    }
}

#[test]
fn serves_its_spec() {
    let process = PluginProcess::start(&plugin(), "provisioner", "apt", LONG).expect("it starts");
    let Spec::Object(spec) = process.config_spec().expect("it has one") else {
        panic!("a spec is an object")
    };
    assert_eq!(spec.fields.keys().collect::<Vec<_>>(), ["package"]);
    let wrong =
        PluginProcess::start(&plugin(), "provisioner", "no", LONG).expect_err("there is none");
    assert!(
        wrong
            .to_string()
            .contains("this plugin has no provisioner `no`"),
        "{wrong}"
    );
}

#[test]
fn lives_through_an_interrupt_and_ends_with_the_connection() {
    let (mut child, greeting) = start(None);
    let path = greeting
        .strip_prefix("5|0|unix|")
        .expect("it listens on a socket");
    for name in ["-INT", "-TERM", "-INT"] {
        signal(&child, name);
    }
    let socket = UnixStream::connect(path).expect("it still listens");
    sleep(Duration::from_millis(100));
    // Nobody else can connect, and nothing is left behind.
    assert!(!PathBuf::from(path).exists());
    signal(&child, "-TERM");
    sleep(Duration::from_millis(100));
    assert!(child.try_wait().expect("it is ours").is_none());
    drop(socket);
    assert!(ends(&mut child));
}

#[test]
fn ends_when_the_peer_talks_nonsense() {
    let (mut child, greeting) = start(None);
    let path = greeting
        .strip_prefix("5|0|unix|")
        .expect("it listens on a socket");
    let mut socket = UnixStream::connect(path).expect("it listens");
    std::io::Write::write_all(&mut socket, &[0xff; 4096]).expect("it is sent");
    assert!(ends(&mut child));
}

#[test]
fn listens_on_a_port_where_the_path_of_a_socket_would_be_too_long() {
    let folder = std::env::temp_dir().join("long".repeat(40));
    std::fs::create_dir_all(&folder).expect("it can be made");
    let (mut child, greeting) = start(folder.to_str());
    let address = greeting
        .strip_prefix("5|0|tcp|")
        .expect("it listens on a port");
    let socket = std::net::TcpStream::connect(address).expect("it listens");
    drop(socket);
    assert!(ends(&mut child));
}
