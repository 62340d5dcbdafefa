//! HCL bodies with a fixed set of names: what is unknown, repeated, missing or of the
//! wrong type is a finding at its place, and the rest is handed out with its place.
//!
//! These are no specs: a spec says which blocks have labels, and one with a label too many
//! is lost with all that is in it, where here it is judged too.

use super::{Located, rules};
use crate::diagnostics::{Diagnostics, Place, SourceFile, nearest};
use hcldec::{Attribute, Block, Body, Value, Written, WrittenKind};
use std::ops::Range;
use std::sync::Arc;

/// What a body may hold.
pub(super) struct Shape {
    /// What messages call it: `` a `docs` block ``.
    pub(super) what: &'static str,
    /// The attributes.
    pub(super) attributes: &'static [&'static str],
    /// The blocks, and whether each may be repeated.
    pub(super) blocks: &'static [(&'static str, bool)],
}

/// A text that is read, and what was found on the way.
pub(super) struct Reader<'a> {
    pub(super) findings: &'a mut Diagnostics,
    /// Whether something could not be read that is not the value of a known key: what seems
    /// to be missing may be in there.
    torn: bool,
}

/// The known content of a body.
pub(super) struct Fields {
    attributes: Vec<Attribute>,
    blocks: Vec<Block>,
}

impl Fields {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.name == name)
    }

    pub(super) fn blocks(&self, name: &str) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |b| b.ty == name)
    }
}

impl<'a> Reader<'a> {
    /// Parses the file. What is not HCL is reported, and the rest is in the body.
    pub(super) fn parse(file: &Arc<SourceFile>, findings: &'a mut Diagnostics) -> (Self, Body) {
        let mut wrong = Diagnostics::new();
        let body = hcldec::parse(file, &mut wrong);
        let mut values = Vec::new();
        if !wrong.is_empty() {
            collect_values(&body, &mut values);
            values.sort_by_key(|range| range.start);
        }
        let mut torn = false;
        for mut finding in wrong {
            if finding.code == "duplicate-argument" {
                finding.code = rules::REPEATED.code;
            } else {
                finding.code = rules::SYNTAX.code;
                let at = finding.place.as_ref().and_then(Place::range);
                torn |= !at.is_some_and(|at| is_in_one(&values, at.start));
            }
            findings.push(finding);
        }
        (Self { findings, torn }, body)
    }

    /// Sorts a body into what its shape knows, and reports the rest.
    pub(super) fn fields(&mut self, body: &Body, shape: &Shape) -> Fields {
        let mut fields = Fields {
            attributes: Vec::new(),
            blocks: Vec::new(),
        };
        // A file of that name is never in the JSON syntax, which has none.
        let Some(all) = body.everything() else {
            return fields;
        };
        for (name, attribute) in all.attributes {
            if shape.attributes.contains(&name.as_str()) {
                fields.attributes.push(attribute);
            } else {
                self.unknown(&name, attribute.name_place, shape, false);
            }
        }
        let labelled: Vec<(String, usize)> = all
            .blocks
            .iter()
            .map(|block| (block.ty.clone(), block.label_places.len()))
            .collect();
        for block in all.blocks {
            let name = block.ty.as_str();
            let Some((_, many)) = shape.blocks.iter().find(|(known, _)| *known == name) else {
                let labels = block.label_places.len();
                let other = labelled.iter().any(|(ty, n)| ty == name && *n < labels);
                if let (true, Some(label)) = (other, block.label_places.first()) {
                    let message =
                        format!("the block `{name}` has a label here, and none elsewhere");
                    self.findings
                        .push(rules::LABEL.finding(message).at(label.clone()));
                }
                self.unknown(name, block.type_place, shape, true);
                continue;
            };
            if let Some(label) = block.label_places.first() {
                let finding = rules::LABEL
                    .finding(format!("the block `{name}` takes no label"))
                    .at(label.clone())
                    .help("take the label away");
                self.findings.push(finding);
            }
            let first = fields.blocks.iter().find(|b| b.ty == name);
            if let (Some(first), false) = (first, *many) {
                let finding = rules::REPEATED
                    .finding(format!("more than one `{name}` block"))
                    .at(block.type_place)
                    .related("the first is here", first.type_place.clone());
                self.findings.push(finding);
                continue;
            }
            fields.blocks.push(block);
        }
        fields
    }

    fn unknown(&mut self, name: &str, at: Place, shape: &Shape, block: bool) {
        let kind = if block { "block" } else { "key" };
        let blocks = || shape.blocks.iter().map(|(name, _)| *name);
        let is_block = blocks().any(|known| known == name);
        let other = match (block, is_block) {
            (true, _) if shape.attributes.contains(&name) => Some((
                format!("`{name}` is a key, not a block"),
                format!("{name} = …"),
            )),
            (false, true) => Some((
                format!("`{name}` is a block, not a key"),
                format!("{name} {{ … }}"),
            )),
            _ => None,
        };
        if let Some((message, form)) = other {
            let finding = rules::TYPE.finding(message).at(at);
            self.findings.push(finding.help(format!("write `{form}`")));
            return;
        }
        let mut finding = rules::UNKNOWN
            .finding(format!("unknown {kind} `{name}` in {}", shape.what))
            .at(at)
            .label("the publisher drops this without a word");
        if let Some(near) = nearest(name, shape.attributes.iter().copied().chain(blocks())) {
            finding = finding.help(format!("did you mean `{near}`?"));
        } else {
            let known: Vec<_> = shape.attributes.iter().copied().chain(blocks()).collect();
            finding = finding.help(format!("it may hold: {}", known.join(", ")));
        }
        self.findings.push(finding);
    }

    /// Whether what seems to be missing may stand in what could not be read.
    pub(super) fn is_torn(&self) -> bool {
        self.torn
    }

    /// Reports a key that must be there.
    pub(super) fn missing(&mut self, name: &str, what: &str, at: &Place) {
        if self.torn {
            return;
        }
        let finding = rules::REQUIRED
            .finding(format!("{what} needs `{name}`"))
            .at(at.clone())
            .label(format!("`{name}` is missing"));
        self.findings.push(finding);
    }

    /// The string of a key that may be null as well, which says nothing.
    pub(super) fn string_or_null(
        &mut self,
        attribute: Option<&Attribute>,
    ) -> Option<Located<String>> {
        let written = attribute?.expression.written();
        let is_null = matches!(&written.kind, WrittenKind::Literal(value) if value.is_null());
        self.string(attribute.filter(|_| !is_null))
    }

    /// The string of a key, which may not be empty.
    pub(super) fn string(&mut self, attribute: Option<&Attribute>) -> Option<Located<String>> {
        let attribute = attribute?;
        let string = self.string_value(&named(attribute), attribute.expression.written())?;
        if string.value.trim().is_empty() {
            let finding = rules::EMPTY
                .finding(format!("`{}` is empty", attribute.name))
                .at(string.place.clone());
            self.findings.push(finding);
            return None;
        }
        Some(string)
    }

    /// A string key that must be there.
    pub(super) fn required_string(
        &mut self,
        fields: &Fields,
        name: &str,
        what: &str,
        at: &Place,
    ) -> Option<Located<String>> {
        let attribute = fields.attribute(name);
        if attribute.is_none() {
            self.missing(name, what, at);
        }
        self.string(attribute)
    }

    /// The truth value of a key.
    pub(super) fn boolean(&mut self, attribute: Option<&Attribute>) -> Option<Located<bool>> {
        let attribute = attribute?;
        let written = attribute.expression.written();
        if let WrittenKind::Literal(Value::Bool(value)) = written.kind {
            let place = written.place;
            return Some(Located { value, place });
        }
        self.wrong_type(&named(attribute), "`true` or `false`", written);
        None
    }

    /// The strings of a key that is a list of them; also the list's own place.
    pub(super) fn strings(
        &mut self,
        attribute: Option<&Attribute>,
    ) -> Option<(Vec<Located<String>>, Place)> {
        let attribute = attribute?;
        let written = attribute.expression.written();
        let WrittenKind::List(elements) = written.kind else {
            self.wrong_type(&named(attribute), "a list of strings", written);
            return None;
        };
        let what = format!("an entry of {}", named(attribute));
        let strings = elements
            .into_iter()
            .filter_map(|element| self.string_value(&what, element));
        Some((strings.collect(), written.place))
    }

    fn string_value(&mut self, what: &str, written: Written) -> Option<Located<String>> {
        if let WrittenKind::Literal(Value::String(value)) = written.kind {
            let place = written.place;
            return Some(Located { value, place });
        }
        if written.kind == WrittenKind::Computed {
            let finding = rules::COMPUTED
                .finding(format!("{what} is an expression"))
                .at(written.place)
                .label("nothing is computed: the site shows it as it is");
            self.findings.push(finding);
            return None;
        }
        self.wrong_type(what, "a string", written);
        None
    }

    fn wrong_type(&mut self, what: &str, expected: &str, written: Written) {
        let label = match written.kind {
            // That it cannot be parsed has been reported.
            WrittenKind::Invalid => return,
            WrittenKind::Computed => "this is an expression, and nothing here is computed".into(),
            _ => format!("this is {}", written.name()),
        };
        let finding = rules::TYPE
            .finding(format!("{what} must be {expected}"))
            .at(written.place)
            .label(label);
        self.findings.push(finding);
    }
}

/// The ranges of all keys with their values, those in blocks too.
fn collect_values(body: &Body, values: &mut Vec<Range<usize>>) {
    let Some(all) = body.everything() else {
        return;
    };
    let keys = all.attributes.values();
    values.extend(keys.filter_map(|attribute| attribute.place.range()));
    for block in &all.blocks {
        collect_values(&block.body, values);
    }
}

/// Whether a byte is in or directly behind one of the ranges, which are in order and apart.
fn is_in_one(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= at);
    ranges[..before].last().is_some_and(|range| at <= range.end)
}

/// The name of an attribute as messages show it.
fn named(attribute: &Attribute) -> String {
    format!("`{}`", attribute.name)
}
