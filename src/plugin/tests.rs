use super::*;
use crate::diagnostics::Diagnostic;

fn findings(answer: &str) -> String {
    let mut findings = Diagnostics::new();
    let answer = SourceFile::new("describe", answer);
    Description::parse(&answer, &mut findings);
    findings.to_string()
}

const GOOD: &str = r#"{"version": "1.2.0-dev", "sdk_version": "0.6.1", "api_version": "x5.0",
    "protocol_version": "v2", "builders": ["-packer-default-plugin-name-", "server"]}"#;

#[test]
fn a_good_description_has_no_findings() {
    assert_eq!(findings(GOOD), "");
}

#[test]
fn each_mistake_is_found_at_its_key() {
    let cases = [
        (
            "1.2.0-dev",
            "v1.2",
            "describe:1:2: error[plugin-describe]: `version` is not a semantic version: unexpected character 'v' while parsing major version number\n",
        ),
        (
            "1.2.0-dev",
            "1.2.0-rc.1",
            "describe:1:2: warning[plugin-describe]: `1.2.0-rc.1` is a pre-release other than `dev`\n",
        ),
        (
            "x5.0",
            "5.0",
            "describe:1:50: error[plugin-describe]: `api_version` is `5.0`, which is not `x` and two numbers\n",
        ),
        (
            "x5.0",
            "x6.0",
            "describe:1:50: warning[plugin-describe]: Packer does not speak `x6.0`\n",
        ),
        (
            "sdk_version",
            "sdkversion",
            "describe: error[plugin-describe]: `sdk_version` is missing\n",
        ),
        (
            "\"v2\"",
            "2",
            "describe: note[plugin-describe]: the plugin does not offer protocol `v2`, so Packer sends it Go's gob\n",
        ),
        (
            "builders",
            "builder",
            "describe: error[plugin-describe]: the plugin has no component\n",
        ),
        (
            "server",
            "-packer-default-plugin-name-",
            "describe:2:31: error[plugin-describe]: `builders` holds `-packer-default-plugin-name-` twice\n",
        ),
        (
            "\"server\"",
            "1",
            "describe:2:31: error[plugin-describe]: `builders` holds 1, which is not a name\n",
        ),
        (
            "server",
            "a b",
            "describe:2:31: error[plugin-describe]: `builders` holds `a b`, which no template can name\n",
        ),
    ];
    for (good, bad, expected) in cases {
        assert_eq!(
            findings(&GOOD.replacen(good, bad, 1)),
            expected,
            "{good} -> {bad}"
        );
    }
}

#[test]
fn what_is_no_object_is_said_to_be_none() {
    assert_eq!(
        findings("\n"),
        "describe: error[plugin-describe]: `describe` printed nothing\n"
    );
    assert_eq!(
        findings("[]"),
        "describe: error[plugin-describe]: `describe` printed JSON that is not an object\n"
    );
    let log = findings("loading ä\n{}");
    assert!(
        log.starts_with(
            "describe:1:1: error[plugin-describe]: `describe` printed something that is not JSON"
        ),
        "{log}"
    );
}

fn named(file: &str) -> (Option<BinaryName>, String) {
    let mut findings = Diagnostics::new();
    let name = BinaryName::parse(Path::new(file), &mut findings);
    (name, findings.to_string())
}

#[test]
fn a_release_carries_its_versions_in_its_name() {
    let (name, wrong) = named("dist/packer-plugin-a-b_v1.0.0_x5.0_windows_amd64.exe");
    let name = name.unwrap();
    assert_eq!(wrong, "");
    assert_eq!(
        (name.plugin.as_str(), name.version.as_deref()),
        ("a-b", Some("1.0.0"))
    );
    let mut findings = Diagnostics::new();
    let answer = SourceFile::new("describe", GOOD);
    let description = Description::parse(&answer, &mut findings).unwrap();
    description.compare(&name, &answer, &mut findings);
    assert_eq!(
        findings.to_string(),
        "describe:1:2: error[plugin-describe]: `version` is `1.2.0-dev`, but the file name says `1.0.0`\n"
    );
}

#[test]
fn odd_file_names_are_found() {
    assert!(
        named("packer-builder-a")
            .1
            .contains("warning[old-plugin-name]")
    );
    assert!(
        named("plugin")
            .1
            .contains("`plugin` is not the file name of a plugin")
    );
    assert!(named("packer-plugin-A").1.contains("small letters"));
    assert!(
        named("packer-plugin-a_1.0")
            .1
            .contains("not how a release is named")
    );
}

#[test]
fn names_follow_packers_rules() {
    for good in ["happycloud", "a", "a-1", "1and1"] {
        assert_eq!(check_plugin_name(good), Ok(()));
    }
    let message = |wrong: Result<(), Diagnostic>| {
        let wrong = wrong.unwrap_err();
        format!("{}; {}", wrong.message, wrong.help.join("; "))
    };
    assert_eq!(
        message(check_plugin_name("packer-plugin-Happy_Cloud")),
        "`packer-plugin-Happy_Cloud` is not a name for a plugin: `packer-` is left out of it; did you mean `happy-cloud`?"
    );
    for bad in ["", "-a", "a-", "a--b", "a.b", "ä", "A", "packer-a"] {
        assert!(check_plugin_name(bad).is_err(), "{bad}");
    }
    assert!(check_component_name("1a").is_err());
    assert_eq!(check_component_name("ebs-volume"), Ok(()));
}
