//! `sdc generate --watch`, driven by edits.

use crate::support::copy;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any machine that runs tests needs.
const PATIENCE: Duration = Duration::from_mins(1);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn new(plugin: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sdc"))
            .args(["generate", "--watch"])
            .current_dir(plugin)
            .stderr(Stdio::piped())
            .spawn()
            .expect("sdc runs");
        let stderr = child.stderr.take().expect("it is piped");
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// The lines up to one that holds these words.
    #[track_caller]
    fn says(&self, words: &str) -> Vec<String> {
        let mut said = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            said.push(line);
            if said.last().is_some_and(|line| line.contains(words)) {
                return said;
            }
        }
        panic!("nothing with `{words}`, only {said:#?}");
    }

    /// What it says within a time in which it would have said something.
    fn rest(&self) -> Vec<String> {
        thread::sleep(Duration::from_secs(1));
        self.lines.try_iter().collect()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // If it has ended already, the test says so.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[track_caller]
fn wait_for(path: &Path, words: &str) {
    let start = Instant::now();
    while !fs::read_to_string(path).is_ok_and(|text| text.contains(words)) {
        assert!(start.elapsed() < PATIENCE, "`{words}` never came");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn an_edit_is_seen_on_the_page_and_an_error_does_not_end_the_watch() {
    let temp = tempfile::tempdir().expect("a folder");
    let plugin = temp.path();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/cases/generate/fresh/in");
    copy(&case, plugin);
    let page = plugin.join(".web-docs/components/builder/tiny/README.md");
    let source = plugin.join("src/builder/tiny.rs");
    let docs = plugin.join("docs/README.md");
    let edit = |path: &Path, from: &str, to: &str| {
        let text = fs::read_to_string(path).expect("it is there");
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).expect("it is ours");
    };

    let watching = Watching::new(plugin);
    watching.says("watching `.`");
    assert!(page.exists());

    edit(&source, "The name of the image.", "What to call the image.");
    wait_for(&page, "What to call the image.");
    watching.says("src/builder/tiny.rs: 3 written");
    assert_eq!(watching.rest(), [""; 0], "what it wrote itself woke it");

    edit(&docs, "tiny images", "@include 'no.mdx'");
    watching.says("1 error; nothing was written");
    watching.says("error[missing-partial]: no partial named `no.mdx`");
    edit(&docs, "@include 'no.mdx'", "small images");
    wait_for(&plugin.join(".web-docs/README.md"), "small images");

    fs::create_dir(plugin.join("docs-partials/new")).expect("it is ours");
    fs::write(plugin.join("docs-partials/new/a.mdx"), "Of a new folder.\n").expect("it is ours");
    edit(&docs, "small images", "@include 'new/a.mdx'");
    wait_for(&plugin.join(".web-docs/README.md"), "Of a new folder.");

    // What stands in its way for a while does not end it, and the folder itself does.
    #[cfg(unix)]
    {
        let pipe = plugin.join("docs/pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("it runs").success());
        thread::sleep(Duration::from_millis(200));
        fs::remove_file(&pipe).expect("it is ours");
        let old = temp.path().with_extension("old");
        copy(&plugin.join("docs"), &old);
        fs::remove_dir_all(plugin.join("docs")).expect("it is ours");
        copy(&old, &plugin.join("docs"));
        edit(&docs, "@include 'new/a.mdx'", "after all that");
        wait_for(&plugin.join(".web-docs/README.md"), "after all that");
        fs::remove_dir_all(&old).expect("it is ours");
        fs::remove_dir_all(plugin).expect("it is ours");
        watching.says("is gone: there is nothing left to watch");
    }
}

#[test]
fn an_edit_of_go_is_seen_in_the_spec_and_on_the_page() {
    let temp = tempfile::tempdir().expect("a folder");
    let plugin = temp.path();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/cases/go/generate/in");
    copy(&case, plugin);
    let source = plugin.join("builder/x/config.go");
    let watching = Watching::new(plugin);
    watching.says("watching `.`");
    let text = fs::read_to_string(&source).expect("it is there");
    let with = |line: &str| text.replacen("struct {\n", &format!("struct {{\n\t{line}\n"), 1);

    fs::write(
        &source,
        with("// New here.\n\tNewField string `mapstructure:\"new_field\"`"),
    )
    .expect("it is ours");
    wait_for(&plugin.join("builder/x/config.hcl2spec.go"), "new_field");
    wait_for(
        &plugin.join("docs-partials/builder/x/Config-not-required.mdx"),
        "New here.",
    );
    watching.says("builder/x/config.go: ");

    fs::write(&source, with("Wrong missing.Type `mapstructure:\"wrong\"`")).expect("it is ours");
    watching.says("nothing was written");
    fs::write(&source, &text).expect("it is ours");
    watching.says("builder/x/config.go: ");
    let spec = fs::read_to_string(plugin.join("builder/x/config.hcl2spec.go"));
    assert!(!spec.expect("it is there").contains("new_field"));
}
