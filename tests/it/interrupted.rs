//! What a run that was broken off leaves is put right by the next, and what somebody else has
//! put in its place does no harm.

use packer_sdc::files::Plan;
use std::fs;
use std::path::Path;

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join(name)).unwrap_or_else(|_| "nothing".to_owned())
}

/// A folder in which a run has made `out/a`.
fn made() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let mut plan = Plan::new();
    plan.write(&root.path().join("out"), "a", "old").unwrap();
    plan.apply().unwrap();
    root
}

/// The SHA-256 of a text, as a record has it.
fn digest(text: &str) -> String {
    let root = tempfile::tempdir().unwrap();
    let mut plan = Plan::new();
    plan.write(&root.path().join("out"), "a", text).unwrap();
    plan.apply().unwrap();
    let record = read(root.path(), ".sdc/record");
    record.split(' ').next().unwrap().to_owned()
}

/// Begins a run, which is when others are completed.
fn begin(root: &Path) -> Result<(), String> {
    let mut plan = Plan::new();
    plan.begin(&root.join("out"))
        .map_err(|wrong| wrong.to_string())
}

/// A run that wants `out/a` to be new and `out/b` to come, killed after its journal.
fn broken_off() -> tempfile::TempDir {
    let root = made();
    let (old, new) = (digest("old"), digest("new"));
    write(root.path(), ".sdc/staging/0", "new");
    write(root.path(), ".sdc/staging/1", "new");
    let journal =
        format!("sdc journal 1\n{old}\t{new}\tout/a\tout\t\n-\t{new}\tout/b\tout\t\nend\n");
    write(root.path(), ".sdc/journal", &journal);
    root
}

/// As if the run that was broken off had come to put this file in its place.
fn renamed(root: &Path, staged: &str, name: &str) {
    let staged = root.join(".sdc/staging").join(staged);
    fs::rename(staged, root.join("out").join(name)).unwrap();
}

/// What is in `out/a` and `out/b`.
fn both(root: &Path) -> [String; 2] {
    ["out/a", "out/b"].map(|name| read(root, name))
}

#[track_caller]
fn is_tidy(root: &Path) {
    for name in ["journal", "rollback", "staging"] {
        assert!(!root.join(".sdc").join(name).exists(), "{name}");
    }
}

#[test]
fn a_run_that_was_killed_is_completed_wherever_it_was() {
    let root = broken_off();
    let finding = Plan::unfinished(&root.path().join("out")).unwrap();
    assert_eq!(finding.code, "unfinished-run");
    begin(root.path()).unwrap();
    assert_eq!(both(root.path()), ["new", "new"]);
    is_tidy(root.path());

    // Between the two, and after both.
    let root = broken_off();
    renamed(root.path(), "0", "a");
    begin(root.path()).unwrap();
    assert_eq!(read(root.path(), "out/b"), "new");
    let root = broken_off();
    renamed(root.path(), "0", "a");
    renamed(root.path(), "1", "b");
    begin(root.path()).unwrap();
    is_tidy(root.path());

    // Before the journal: nothing had changed.
    let root = broken_off();
    fs::remove_file(root.path().join(".sdc/journal")).unwrap();
    assert!(Plan::unfinished(root.path()).is_none());
    begin(root.path()).unwrap();
    assert_eq!(both(root.path()), ["old", "nothing"]);
    is_tidy(root.path());
}

#[test]
fn a_run_that_cannot_be_completed_is_taken_back() {
    let root = broken_off();
    fs::hard_link(
        root.path().join("out/a"),
        root.path().join(".sdc/staging/0.old"),
    )
    .unwrap();
    renamed(root.path(), "0", "a");
    write(root.path(), ".sdc/staging/1", "cut of");
    begin(root.path()).unwrap();
    assert_eq!(both(root.path()), ["old", "nothing"]);
    is_tidy(root.path());
}

#[test]
fn what_somebody_has_changed_since_stays() {
    let root = broken_off();
    write(root.path(), "out/a", "mine");
    begin(root.path()).unwrap();
    assert_eq!(both(root.path()), ["mine", "new"]);
    is_tidy(root.path());
}

#[test]
fn what_is_no_journal_of_ours_stops_a_run_and_leads_nowhere() {
    let new = digest("new");
    for journal in [
        "garbage".to_owned(),
        String::new(),
        format!("sdc journal 1\n-\t{new}\t../precious\t\t\nend\n"),
        format!("sdc journal 1\n-\t{new}\t/tmp/sdc-precious\t\t\nend\n"),
    ] {
        let root = made();
        write(root.path(), ".sdc/staging/0", "new");
        write(root.path(), ".sdc/journal", &journal);
        let wrong = begin(root.path()).unwrap_err();
        assert!(wrong.contains("is no journal of sdc's"), "{wrong}");
        assert_eq!(
            read(root.path(), ".sdc/staging/0"),
            "new",
            "it may be somebody's"
        );
        assert!(!root.path().parent().unwrap().join("precious").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_journal_is_not_followed_through_a_link() {
    let root = broken_off();
    let away = tempfile::tempdir().unwrap();
    fs::remove_dir_all(root.path().join("out")).unwrap();
    std::os::unix::fs::symlink(away.path(), root.path().join("out")).unwrap();
    let mut plan = Plan::new();
    plan.begin(&root.path().join("other")).unwrap();
    assert_eq!(fs::read_dir(away.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_store_that_is_none_is_not_used() {
    for make in [
        |path: &Path| fs::write(path, "mine").unwrap(),
        |path: &Path| std::os::unix::fs::symlink("/tmp", path).unwrap(),
    ] {
        let root = tempfile::tempdir().unwrap();
        make(&root.path().join(".sdc"));
        let wrong = begin(root.path()).unwrap_err();
        assert!(wrong.contains("it is not a folder"), "{wrong}");
    }
}

#[test]
fn a_record_that_was_tampered_with_is_one_that_knows_less() {
    let root = made();
    write(root.path(), ".sdc/record", "garbage\n\0\n%\n");
    let mut plan = Plan::new();
    plan.write(&root.path().join("out"), "a", "new").unwrap();
    let wrong = plan.apply().unwrap_err();
    assert!(wrong.to_string().contains("was not made by sdc"), "{wrong}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_leaves_all_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let root = made();
    write(root.path(), "out/locked/x", "mine");
    let locked = root.path().join("out/locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(locked.join("probe"), "").is_ok() {
        eprintln!("left out: this user may write everywhere");
        return;
    }
    let mut plan = Plan::new();
    plan.write(&root.path().join("out"), "a", "new").unwrap();
    plan.write(&root.path().join("out"), "locked/b", "new")
        .unwrap();
    let wrong = plan.apply().unwrap_err();
    assert!(wrong.to_string().contains("cannot write"), "{wrong}");
    assert_eq!(read(root.path(), "out/a"), "old");
    is_tidy(root.path());
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
}
