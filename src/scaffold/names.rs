//! Names for something new. They become modules of Rust, files, pages, and words in HCL, and
//! have to be good as each of these before the first file is written.

use crate::diagnostics::{Diagnostic, Diagnostics, usage};
use crate::plugin::{check_component_name, check_plugin_name};

/// Names that cannot be those of files on Windows.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Says all that is wrong with the names of a new plugin, whose first component is called as
/// it is, and of its publisher.
pub(super) fn check_plugin(name: &str, org: &str) -> Result<(), Diagnostics> {
    let mut wrong = Diagnostics::new();
    let checked = check_plugin_name(name).and_then(|()| check_component(name));
    wrong.extend(checked.err());
    wrong.extend(check_org(org).err());
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Says what is wrong with the name of a new component.
pub(super) fn check_component(name: &str) -> Result<(), Diagnostic> {
    check_component_name(name)?;
    let module = name.replace('-', "_");
    let numbered = |device: &str| {
        let number = module.strip_prefix(device);
        number.is_some_and(|number| number.len() == 1 && number != "0")
    };
    let why = if is_keyword(&module) {
        "it is a keyword of Rust"
    } else if matches!(&*module, "main" | "lib") {
        "cargo takes a source of that name for the root of a program or a library"
    } else if DEVICES.contains(&&*module) || numbered("com") || numbered("lpt") {
        "on Windows it is a device, and cannot be a file"
    } else {
        return Ok(());
    };
    let message = format!("`{name}` is not a name for a component: {why}");
    Err(usage(message).help("it is the name of a source file, a module and a page"))
}

/// Whether no module can have the name, in any edition.
fn is_keyword(name: &str) -> bool {
    // Reserved in 2024, which the parser leaves to rustc.
    name == "gen" || syn::parse_str::<syn::Ident>(name).is_err()
}

fn check_org(org: &str) -> Result<(), Diagnostic> {
    let is_right = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if !org.is_empty() && org.chars().all(is_right) {
        return Ok(());
    }
    let message = format!("`{org}` is not a publisher's name");
    Err(usage(message).help("it is a part of URLs: letters, digits, dashes, dots and underscores"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_break_a_plugin_are_refused() {
        for name in [
            "type", "self", "crate", "super", "async", "mod", "try", "gen", "await", "dyn",
            "yield", "main", "lib", "con", "nul", "com1", "lpt9",
        ] {
            let wrong = check_component(name).unwrap_err();
            assert_eq!(wrong.code, "usage", "{name}");
            assert!(check_plugin(name, "acme").is_err(), "{name}");
        }
        for name in [
            "union", "type-a", "mains", "com", "com10", "default", "auto", "raw",
        ] {
            assert!(check_component(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        assert_eq!(check_plugin("type", "a\"b").unwrap_err().len(), 2);
        for org in ["", "a\"b", "a b", "a/b", "ü", "a\nb"] {
            assert_eq!(check_plugin("happy", org).unwrap_err().len(), 1, "{org}");
        }
        assert!(check_plugin("happy", "Acme-1.x_y").is_ok());
    }
}
