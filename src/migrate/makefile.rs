//! A plugin's Makefile: recipes that make specs, partials and web docs, and those that check the
//! binary.

use super::rules::{Does, Line, OTHERS_ALONE, read, rules, runs_all};
use crate::diagnostics::Diagnostics;
use crate::files::read_source;
use crate::go_plugin::arguments;
use crate::metadata::Metadata;
use crate::project::{Project, shell_words};
use std::collections::BTreeSet;

/// A Makefile that was moved.
pub(super) struct Over {
    pub(super) text: String,
    /// Whether lines are gone that said where the docs are.
    pub(super) lost: bool,
    /// The folder of rendered pages, where these were kept.
    pub(super) kept: Option<String>,
}

/// Where the docs are.
pub(super) struct Docs {
    pub(super) pages: String,
    pub(super) partials: String,
    pub(super) rendered: String,
    pub(super) published: String,
    pub(super) organization: String,
    pub(super) version: String,
}

impl Docs {
    pub(super) fn of(project: &Project) -> Self {
        let root = project.root();
        let named = project.settings().org.as_ref().map(|org| org.value.clone());
        let identifier = || {
            let file = read_source(&root.join(project.metadata_name())).ok()?;
            let metadata = Metadata::read(&file, &mut Diagnostics::new());
            Some(metadata.identifier()?.organization.clone())
        };
        let owner = || Some(project.repository()?.owner);
        Self {
            pages: project.docs_name().to_owned(),
            partials: project.partials_name().to_owned(),
            rendered: project.rendered_name().to_owned(),
            published: project.web_docs_name().to_owned(),
            organization: named
                .or_else(identifier)
                .or_else(owner)
                .unwrap_or_else(|| "hashicorp".to_owned()),
            version: project.sdk_version().unwrap_or("latest").to_owned(),
        }
    }
}

/// The Makefile with this tool in place of packer-sdc. `others` says that generate lines run
/// something else too, and `whole` that this tool's `generate` can do all at once: it makes the
/// web docs, which a plugin may not have.
pub(super) fn over(text: &str, others: bool, whole: bool) -> Over {
    let mut over = Over {
        text: String::new(),
        lost: false,
        kept: None,
    };
    let lines = read(text);
    for rule in rules(&lines) {
        let rendered = rule.iter().rev().find_map(|line| match &line.does {
            Does::Render(folder) => Some(folder.clone()),
            _ => None,
        });
        if !whole || !rule.iter().any(|line| line.does == Does::Generate) {
            for line in rule {
                over.text += &by_name(line, "sdc");
            }
            continue;
        }
        if rendered.is_some() {
            let last = rule.iter().rev().find_map(|line| match &line.does {
                Does::Render(_) => Some(false),
                Does::Clear(folder) => (Some(folder) == rendered.as_ref()).then_some(true),
                _ => None,
            });
            let cleared = last == Some(true);
            over.lost = true;
            over.kept = rendered.clone().filter(|_| !cleared);
        }
        let mut done = false;
        for line in rule {
            let own = match &line.does {
                Does::Generate => runs_all(line),
                Does::Render(_) | Does::Publish => true,
                Does::Clear(folder) => Some(folder) == rendered.as_ref(),
                _ => false,
            };
            if !own {
                over.text += &by_name(line, "sdc");
                continue;
            }
            if others && line.does == Does::Generate {
                over.text += &line.text.replacen("go generate", OTHERS_ALONE, 1);
                over.text += &line.with("sdc generate");
                done = true;
            } else if !std::mem::replace(&mut done, true) {
                over.text += &line.with("sdc generate");
            }
        }
    }
    over.text = without_installing(&over.text);
    over
}

/// A line that runs packer-sdc or this tool, with the program by that name.
fn by_name(line: &Line<'_>, name: &str) -> String {
    let words = shell_words(line.command);
    let texts: Vec<String> = words.iter().map(|word| word.0.clone()).collect();
    let Some(arguments) = arguments(&texts).filter(|_| line.is_recipe()) else {
        return match line.does {
            Does::Publish if name == "sdc" => line.text.replacen(&texts[0], "sdc webdocs", 1),
            _ => line.text.to_owned(),
        };
    };
    let end = words[words.len() - arguments.len() - 1].1.end;
    let prefix = &line.text[..line.text.len() - line.command.len()];
    format!("{prefix}{name}{}", &line.command[end..])
}

/// Without packer-sdc being installed for rules that do not run it.
fn without_installing(text: &str) -> String {
    let lines = read(text);
    let rules = rules(&lines);
    let installers = installers(&rules);
    let mut out = String::new();
    for rule in rules {
        let runs = rule
            .iter()
            .any(|line| line.does == Does::Install || runs_all(line));
        for line in rule {
            let needs = line.rule().filter(|_| !runs);
            let Some((_, needs)) = needs else {
                out += line.text;
                continue;
            };
            let kept = line.text[needs.clone()]
                .split_inclusive(' ')
                .filter(|word| !installers.contains(&word.trim()));
            let kept: String = kept.collect();
            out += &line.text[..needs.start];
            out += kept.trim_end();
            out += &line.text[needs.end..];
        }
    }
    out
}

/// The targets that install packer-sdc.
fn installers<'a>(rules: &[&'a [Line<'a>]]) -> Vec<&'a str> {
    let installs = |rule: &&&[Line<'_>]| rule.iter().any(|line| line.does == Does::Install);
    let rules = rules.iter().filter(installs);
    rules
        .filter_map(|rule| Some(rule.first()?.rule()?.0))
        .collect()
}

/// The Makefile with packer-sdc in place of this tool.
pub(super) fn back(text: &str, docs: &Docs) -> String {
    let lines = read(text);
    let rules = rules(&lines);
    let installer = installers(&rules).first().map(ToString::to_string);
    let name = installer.as_deref().unwrap_or("install-packer-sdc");
    let mut out = String::new();
    let mut needed = false;
    for rule in &rules {
        let mut recipe = String::new();
        for line in &rule[usize::from(rule.first().is_some_and(|line| line.rule().is_some()))..] {
            recipe += &match &line.does {
                Does::Generate if !line.command.starts_with("go ") => {
                    let generated = recipe.contains("go generate");
                    all_steps(line, docs, generated)
                }
                Does::Publish if line.command.contains("webdocs ") => {
                    let script = format!("./{}/scripts/compile-to-webdocs.sh", docs.published);
                    line.text.replacen("sdc webdocs", &script, 1)
                }
                Does::Generate => line.text.replacen(OTHERS_ALONE, "go generate", 1),
                _ => by_name(line, "packer-sdc"),
            };
        }
        let Some((first, (_, needs))) = rule.first().and_then(|line| Some((line, line.rule()?)))
        else {
            out += &recipe;
            continue;
        };
        let is_new =
            recipe.contains("packer-sdc ") && !rule.iter().any(|line| line.does == Does::Install);
        let has = first.text[needs.clone()]
            .split_whitespace()
            .any(|word| word == name);
        if is_new && !has {
            needed = true;
            let (before, after) = first.text.split_at(needs.start);
            out += before;
            out += " ";
            out += name;
            out += after;
        } else {
            out += first.text;
        }
        out += &recipe;
    }
    if needed && installer.is_none() {
        let package = "github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc";
        out = format!(
            "{}\n\n{name}:\n\t@go install {package}@{}\n",
            out.trim_end(),
            docs.version
        );
    }
    out
}

/// The lines that do what this tool's `generate` does.
fn all_steps(line: &Line<'_>, docs: &Docs, generated: bool) -> String {
    let Docs {
        pages,
        partials,
        rendered,
        published,
        organization,
        ..
    } = docs;
    let steps = [
        "go generate ./...".to_owned(),
        format!("rm -rf {rendered}"),
        format!(
            "packer-sdc renderdocs -src \"{pages}\" -partials {partials}/ -dst \"{rendered}/\""
        ),
        format!(
            "./{published}/scripts/compile-to-webdocs.sh \".\" \"{rendered}\" \"{published}\" \
             \"{organization}\""
        ),
        format!("rm -r \"{rendered}\""),
    ];
    let steps = steps.iter().skip(usize::from(generated));
    steps.map(|step| line.with(step)).collect()
}

/// The targets whose recipes run this tool, or need others that do.
pub(super) fn targets(text: &str) -> BTreeSet<String> {
    let lines = read(text);
    let rules = rules(&lines);
    let runs = |rule: &[Line<'_>]| {
        let own = |does: &Does| !matches!(does, Does::Nothing | Does::Install | Does::Clear(_));
        rule.iter().any(|line| line.is_recipe() && own(&line.does))
    };
    let mut found = BTreeSet::new();
    loop {
        let before = found.len();
        for rule in &rules {
            let Some((target, needs)) = rule.first().and_then(Line::rule) else {
                continue;
            };
            let mut needed = rule[0].text[needs].split_whitespace();
            if runs(rule) || needed.any(|target| found.contains(target)) {
                found.extend(target.split_whitespace().map(str::to_owned));
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

#[cfg(test)]
#[path = "makefile/tests.rs"]
mod tests;
