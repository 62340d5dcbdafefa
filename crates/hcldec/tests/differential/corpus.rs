//! Texts that people have written, from a folder of published plugins, with specs by their
//! own names.

use crate::judge::Input;
use crate::random::Random;
use hcldec::diagnostics::{Diagnostics, SourceFile};
use hcldec::{Body, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The texts in HCL below a folder: whole files, and the examples in pages.
pub(crate) fn texts(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    collect(folder, &mut texts);
    texts.sort();
    texts.dedup();
    texts
}

fn collect(folder: &Path, to: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the corpus can be read") {
        let path = entry.expect("the corpus can be read").path();
        if path.is_dir() {
            collect(&path, to);
            continue;
        }
        let extension = path.extension().and_then(|end| end.to_str());
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        match extension {
            Some("hcl") => to.push(text),
            Some("md" | "mdx") => {
                let fences = text.split("```hcl\n").skip(1);
                let inside = fences.filter_map(|rest| rest.split("```").next());
                to.extend(inside.map(str::to_owned));
            }
            _ => {}
        }
    }
}

/// What is in a body: attributes, and blocks with their labels.
#[derive(Default)]
struct Names {
    attributes: Vec<String>,
    blocks: BTreeMap<String, (usize, Names)>,
}

fn names(body: &Body) -> Names {
    let mut names = Names::default();
    let Some(content) = body.everything() else {
        return names;
    };
    names.attributes = content.attributes.into_keys().collect();
    for block in content.blocks {
        let inner = self::names(&block.body);
        let (labels, known) = names.blocks.entry(block.ty).or_default();
        *labels = block.labels.len();
        known.attributes.extend(inner.attributes);
        known.blocks.extend(inner.blocks);
    }
    names
        .attributes
        .retain(|name| !names.blocks.contains_key(name));
    names.attributes.sort();
    names.attributes.dedup();
    names
}

fn write(names: &Names, to: &mut String) {
    *to += "object {\n";
    let attributes: BTreeSet<&String> = names.attributes.iter().collect();
    for name in attributes
        .into_iter()
        .filter(|name| !names.blocks.contains_key(*name))
    {
        let _ = writeln!(to, "attr \"{name}\" {{\ntype = any\n}}");
    }
    for (ty, (labels, inner)) in &names.blocks {
        // Of labels only a map of blocks has any, and its values have one type.
        if *labels > 0 {
            let _ = writeln!(to, "block_map \"{ty}\" {{\nlabels = [\"a\"]");
            *to += "literal {\nvalue = 1\n}\n}\n";
        } else {
            let _ = writeln!(to, "block_list \"{ty}\" {{");
            write(inner, to);
            *to += "}\n";
        }
    }
    *to += "}\n";
}

/// One of the texts with a few changes, and the spec that the text itself suggests.
pub(crate) fn input(random: &mut Random, texts: &[String]) -> Input {
    let text = &texts[random.below(texts.len())];
    let body = parse(
        &SourceFile::new("a.hcl", text.as_str()),
        &mut Diagnostics::new(),
    );
    let mut spec = String::new();
    write(&names(&body), &mut spec);
    Input {
        spec,
        name: crate::judge::NATIVE,
        text: crate::mutate::mutated(random, text),
    }
}
