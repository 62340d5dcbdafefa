//! The functions of JSON templates that need nothing but their arguments and the clock.

use super::time::Time;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// What a function comes to.
///
/// # Errors
///
/// A function that is not known here, by its name, and arguments that it does not take.
pub(super) fn call(name: &str, arguments: &[String]) -> Result<String, String> {
    match (name, arguments) {
        ("env", [variable]) => Ok(std::env::var(variable).unwrap_or_default()),
        ("timestamp", []) => Ok(Time::of_start().seconds().to_string()),
        ("isotime", []) => Ok(Time::of_start().format("2006-01-02T15:04:05Z07:00")),
        ("isotime", [layout]) => Ok(Time::of_start().format(layout)),
        ("uuid", []) => Ok(uuid()),
        ("upper", [text]) => Ok(text.to_uppercase()),
        ("lower", [text]) => Ok(text.to_lowercase()),
        ("clean_resource_name", [text]) => Ok(clean(text)),
        (
            "user"
            | "build"
            | "env"
            | "timestamp"
            | "isotime"
            | "uuid"
            | "upper"
            | "lower"
            | "clean_resource_name",
            _,
        ) => Err(format!(
            "the function `{name}` does not take {} argument(s)",
            arguments.len()
        )),
        _ => Err(format!(
            "the function `{name}` of JSON templates is not known to this plugin; \
             `packer hcl2_upgrade` makes an HCL template of it, where Packer calls it by itself"
        )),
    }
}

/// A number that is used once, of which the first part is the time, as Packer's are.
fn uuid() -> String {
    let random = || RandomState::new().hash_one(0);
    let (one, other) = (random(), random());
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        Time::of_start().seconds() & 0xffff_ffff,
        one & 0xffff,
        one >> 16 & 0xffff,
        one >> 32 & 0xffff,
        other & 0xffff_ffff_ffff,
    )
}

/// A name that any system takes: of letters, digits, `-`, `_` and `.`.
fn clean(text: &str) -> String {
    let right = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    text.chars()
        .map(|c| if right(c) { c } else { '-' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::call;

    fn called(name: &str, arguments: &[&str]) -> Result<String, String> {
        let arguments: Vec<String> = arguments.iter().map(|a| (*a).to_owned()).collect();
        call(name, &arguments)
    }

    #[test]
    fn functions_do_what_packers_do() {
        assert_eq!(called("upper", &["aß"]).unwrap(), "ASS");
        assert_eq!(called("lower", &["AÄ"]).unwrap(), "aä");
        assert_eq!(
            called("clean_resource_name", &["a b:c_d.e"]).unwrap(),
            "a-b-c_d.e"
        );
        assert_eq!(called("env", &["SDC_NO_SUCH_VARIABLE"]).unwrap(), "");
        let (one, other) = (called("uuid", &[]).unwrap(), called("uuid", &[]).unwrap());
        assert_eq!(one.len(), 36);
        assert_ne!(one, other);
        assert!(called("timestamp", &[]).unwrap().parse::<u64>().unwrap() > 1_700_000_000);
        assert_eq!(
            called("isotime", &[]).unwrap().len(),
            "2006-01-02T15:04:05Z".len()
        );
    }

    #[test]
    fn what_is_not_known_is_named() {
        let unknown = called("consul_key", &["a"]).unwrap_err();
        assert!(unknown.contains("`consul_key`"), "{unknown}");
        let arguments = called("upper", &[]).unwrap_err();
        assert_eq!(
            arguments,
            "the function `upper` does not take 0 argument(s)"
        );
    }
}
