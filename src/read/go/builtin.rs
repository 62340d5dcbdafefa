//! Types that are known without their source: those of Go's own library, and those of the
//! plugin SDK that specs use. The tables are Go themselves, and are made by
//! `tables/make.go`.

use super::modules::version;
use crate::diagnostics::SourceFile;
use crate::project::SDK_MODULE;
use std::sync::Arc;

const STANDARD: &str = include_str!("tables/std.txt");
const SDK: &str = include_str!("tables/sdk.txt");

/// A package of Go's own library.
pub(super) fn standard(path: &str) -> Option<Arc<SourceFile>> {
    let (_, text) = sections(STANDARD).find(|(title, _)| *title == path)?;
    Some(SourceFile::new(format!("{path} (Go's own)"), text))
}

/// Whether a package is one of Go's own library: its structs are known by their names alone.
pub(super) fn is_standard(path: &str) -> bool {
    !path.split('/').next().unwrap_or_default().contains('.')
        && sections(STANDARD).any(|(title, _)| title == path)
}

/// A package of the SDK, as it was in the version that a plugin requires.
pub(super) fn sdk(
    path: &str,
    required: &dyn Fn(&str) -> Option<String>,
) -> Option<Arc<SourceFile>> {
    path.strip_prefix(SDK_MODULE)?;
    let wanted = required(SDK_MODULE)?;
    let wanted = version(&wanted)?;
    let of_package = sections(SDK).filter_map(|(title, text)| {
        let (package, from) = title.split_once(' ')?;
        (package == path).then(|| (version(from), text))
    });
    let not_newer = of_package.filter(|(from, _)| from.as_ref().is_some_and(|v| *v <= wanted));
    let (_, text) = not_newer.last().filter(|(_, text)| !text.is_empty())?;
    let name = path.strip_prefix(SDK_MODULE).unwrap_or_default();
    Some(SourceFile::new(
        format!("packer-plugin-sdk{name} (built in)"),
        text,
    ))
}

/// The sections of a table, each with its title.
fn sections(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let sections = table.split("== ").skip(1);
    sections.map(|section| section.split_once('\n').unwrap_or((section, "")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::go::parse;

    #[test]
    fn every_section_is_go() {
        for (title, text) in sections(STANDARD).chain(sections(SDK)) {
            let (file, findings) = parse(&SourceFile::new(title, text));
            assert!(findings.is_empty(), "{findings}");
            assert!(!file.types.is_empty() || text.is_empty(), "{title}");
        }
    }

    #[test]
    fn the_version_decides_which_fields_there_are() {
        let text = |version: &str| {
            let path = format!("{SDK_MODULE}/multistep/commonsteps");
            let found = sdk(&path, &|_| Some(version.to_owned()))?;
            Some(found.text().to_owned())
        };
        assert_eq!(text("v0.1.0"), None);
        let old = text("v0.2.0").unwrap();
        assert!(!old.contains("CDContent"));
        assert!(text("v0.2.7-0.20210101000000-abcdef").unwrap() != old);
        assert_eq!(text("v0.9.0"), text("v0.6.10"));
    }
}
