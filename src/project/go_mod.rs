//! go.mod and go.work: which modules a plugin is made of, and at which versions.

use super::repository::{Repository, repository};
use crate::diagnostics::{Place, SourceFile};
use std::sync::Arc;

/// The SDK that plugins in Go are made with.
pub(crate) const SDK_MODULE: &str = "github.com/hashicorp/packer-plugin-sdk";

/// What a go.mod or go.work says of modules.
#[derive(Clone, Debug, Default)]
pub(crate) struct GoMod {
    file: Option<Arc<SourceFile>>,
    /// The path of the module that it is of.
    pub(crate) module: String,
    /// The modules that are required.
    pub(crate) required: Vec<Required>,
    /// What stands in for some of them.
    pub(crate) replaced: Vec<Replaced>,
    /// The folders of the modules of a workspace.
    pub(crate) used: Vec<String>,
    /// The packages that are tools of it.
    pub(crate) tools: Vec<String>,
}

/// A module that is required.
#[derive(Clone, Debug)]
pub(crate) struct Required {
    pub(crate) path: String,
    pub(crate) version: String,
    /// The line that says so.
    pub(crate) place: Place,
}

/// What stands in for a module.
#[derive(Clone, Debug)]
pub(crate) struct Replaced {
    pub(crate) path: String,
    /// The only version that it stands in for.
    pub(crate) only: Option<String>,
    /// The path of a module, or a folder where there is no version.
    pub(crate) by: String,
    pub(crate) version: Option<String>,
    /// The line that says so.
    pub(crate) place: Place,
}

impl GoMod {
    /// Reads one. What is no directive of ours is for Go to judge.
    pub(crate) fn parse(file: &Arc<SourceFile>) -> Self {
        let mut manifest = Self {
            file: Some(Arc::clone(file)),
            ..Self::default()
        };
        let mut block = String::new();
        let mut at = 0;
        for line in file.text().split_inclusive('\n') {
            let code = without_comment(line);
            let start = at + (code.len() - code.trim_start().len());
            let place = Place::new(file, start..(at + code.trim_end().len()).max(start));
            at += line.len();
            let mut words: Vec<&str> = words(code);
            if words.first() == Some(&")") {
                block.clear();
            } else if words.len() > 1 && words.last() == Some(&"(") || words == ["("] {
                words[0].clone_into(&mut block);
            } else if !words.is_empty() {
                let directive = if block.is_empty() {
                    words.remove(0).to_owned()
                } else {
                    block.clone()
                };
                manifest.directive(&directive, &words, place);
            }
        }
        manifest
    }

    fn directive(&mut self, directive: &str, words: &[&str], place: Place) {
        match (directive, words) {
            ("module", [path]) => (*path).clone_into(&mut self.module),
            ("use", [folder]) => self.used.push((*folder).to_owned()),
            ("tool", [package]) => self.tools.push((*package).to_owned()),
            ("require", [path, version, ..]) => self.required.push(Required {
                path: (*path).to_owned(),
                version: (*version).to_owned(),
                place,
            }),
            ("replace", [path, rest @ ..]) => {
                let (only, by) = match rest {
                    ["=>", by @ ..] => (None, by),
                    [only, "=>", by @ ..] => (Some((*only).to_owned()), by),
                    _ => return,
                };
                let [by, version @ ..] = by else {
                    return;
                };
                self.replaced.push(Replaced {
                    path: (*path).to_owned(),
                    only,
                    by: (*by).to_owned(),
                    version: version.first().map(ToString::to_string),
                    place,
                });
            }
            _ => {}
        }
    }

    /// Where its module is hosted.
    pub(crate) fn repository(&self) -> Option<Repository> {
        repository(self.file.as_ref()?, &self.module)
    }

    /// What stands in for a module at a version.
    pub(crate) fn replacement(&self, path: &str, version: Option<&str>) -> Option<&Replaced> {
        let of_path = || {
            self.replaced
                .iter()
                .filter(|replaced| replaced.path == path)
        };
        of_path()
            .find(|replaced| replaced.only.is_some() && replaced.only.as_deref() == version)
            .or_else(|| of_path().find(|replaced| replaced.only.is_none()))
    }
}

/// A line up to its comment.
fn without_comment(line: &str) -> &str {
    let end = line.match_indices("//").map(|(at, _)| at);
    let comment = end.into_iter().find(|at| {
        // A path may hold two slashes; a comment has a blank before it.
        *at == 0 || line[..*at].ends_with([' ', '\t'])
    });
    comment.map_or(line, |at| &line[..at])
}

fn words(line: &str) -> Vec<&str> {
    let words = line.split_whitespace();
    words.map(|word| word.trim_matches(['"', '`'])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_stand_alone_and_in_blocks() {
        let text = "module \"a.b/c\" // why\n\ngo 1.25\nrequire x v1.0.0\nrequire (\n\ty v2.0.0 // indirect\n)\n\
                    replace y v2.0.0 => ../y\nreplace (\n\tx => z v3.0.0\n)\nuse ./m\ntool a.b/cmd/d\n";
        let manifest = GoMod::parse(&SourceFile::new("go.mod", text));
        assert_eq!(manifest.module, "a.b/c");
        let required: Vec<_> = manifest.required.iter().map(|r| r.path.as_str()).collect();
        assert_eq!(required, ["x", "y"]);
        assert_eq!(manifest.required[1].place.to_string(), "go.mod:6:2");
        let by = |path, version| manifest.replacement(path, version).map(|r| r.by.as_str());
        assert_eq!(by("x", Some("v1.0.0")), Some("z"));
        assert_eq!(by("y", Some("v2.0.0")), Some("../y"));
        assert_eq!(by("y", Some("v2.0.1")), None);
        assert_eq!(manifest.used, ["./m"]);
        assert_eq!(manifest.tools, ["a.b/cmd/d"]);
    }
}
