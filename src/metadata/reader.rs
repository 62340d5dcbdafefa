//! HCL bodies with a fixed set of names: what is unknown, repeated, missing or of the
//! wrong type is a finding at its place, and the rest is handed out with its place.

use super::{Located, rules};
use crate::diagnostics::{Diagnostics, Place, SourceFile, nearest};
use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::parser::parse_body;
use hcl_edit::structure::{Attribute, Block, Body, Structure};
use hcl_edit::template::Element;
use std::ops::Range;
use std::sync::Arc;

/// How many keys may be there twice before the rest of a file is not looked at: each costs
/// another pass over it.
const MAX_REPEATED: usize = 50;

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
    file: &'a Arc<SourceFile>,
    /// Where the parsed text begins in the file: behind a byte order mark.
    shift: usize,
    pub(super) findings: &'a mut Diagnostics,
}

/// The known content of a body.
pub(super) struct Fields<'a> {
    attributes: Vec<&'a Attribute>,
    blocks: Vec<&'a Block>,
}

impl<'a> Fields<'a> {
    pub(super) fn attribute(&self, name: &str) -> Option<&'a Attribute> {
        self.attributes.iter().find(|a| a.has_key(name)).copied()
    }

    pub(super) fn blocks(&self, name: &str) -> impl Iterator<Item = &'a Block> {
        self.blocks
            .iter()
            .filter(move |b| b.has_ident(name))
            .copied()
    }
}

impl<'a> Reader<'a> {
    /// Parses the file; nothing comes of one that is not HCL. What is wrong is told by the
    /// parser that reads on behind an error.
    pub(super) fn parse(
        file: &'a Arc<SourceFile>,
        findings: &'a mut Diagnostics,
    ) -> Option<(Self, Body)> {
        let text = file.text().strip_prefix('\u{feff}').unwrap_or(file.text());
        let shift = file.text().len() - text.len();
        let (body, refused) = parse_once_each(text);
        if let Some((message, at)) = refused {
            let mut wrong = Diagnostics::new();
            hcldec::parse(file, &mut wrong);
            if wrong.is_empty() {
                let at = shift + at;
                let finding = rules::SYNTAX.finding(format!("not valid HCL: {message}"));
                wrong.push(finding.at(Place::new(file, at..at + 1)));
            }
            for mut finding in wrong {
                finding.code = match finding.code {
                    "duplicate-argument" => rules::REPEATED.code,
                    _ => rules::SYNTAX.code,
                };
                findings.push(finding);
            }
        }
        let reader = Self {
            file,
            shift,
            findings,
        };
        Some((reader, body?))
    }

    pub(super) fn place(&self, span: Option<Range<usize>>) -> Place {
        let range = span.unwrap_or(0..0);
        Place::new(self.file, range.start + self.shift..range.end + self.shift)
    }

    /// Sorts a body into what its shape knows, and reports the rest.
    pub(super) fn fields<'b>(&mut self, body: &'b Body, shape: &Shape) -> Fields<'b> {
        let mut fields = Fields {
            attributes: Vec::new(),
            blocks: Vec::new(),
        };
        for structure in body {
            match structure {
                Structure::Attribute(attribute) => {
                    let (name, place) = (attribute.key.as_str(), attribute.key.span());
                    if shape.attributes.contains(&name) {
                        fields.attributes.push(attribute);
                    } else {
                        self.unknown(name, place, shape, false);
                    }
                }
                Structure::Block(block) => {
                    let (name, place) = (block.ident.as_str(), block.ident.span());
                    let Some((_, many)) = shape.blocks.iter().find(|(known, _)| *known == name)
                    else {
                        self.unknown(name, place, shape, true);
                        continue;
                    };
                    if let Some(label) = block.labels.first() {
                        let finding = rules::UNKNOWN
                            .finding(format!("the block `{name}` takes no label"))
                            .at(self.place(label.span()))
                            .help("take the label away");
                        self.findings.push(finding);
                    }
                    let first = fields.blocks.iter().find(|b| b.has_ident(name));
                    if let (Some(first), false) = (first, *many) {
                        let finding = rules::REPEATED
                            .finding(format!("more than one `{name}` block"))
                            .at(self.place(place))
                            .related("the first is here", self.place(first.ident.span()));
                        self.findings.push(finding);
                        continue;
                    }
                    fields.blocks.push(block);
                }
            }
        }
        fields
    }

    fn unknown(&mut self, name: &str, at: Option<Range<usize>>, shape: &Shape, block: bool) {
        let kind = if block { "block" } else { "key" };
        let mut finding = rules::UNKNOWN
            .finding(format!("unknown {kind} `{name}` in {}", shape.what))
            .at(self.place(at))
            .label("the publisher drops this without a word");
        let blocks = || shape.blocks.iter().map(|(name, _)| *name);
        let is_block = blocks().any(|known| known == name);
        if block && shape.attributes.contains(&name) {
            finding = finding.help(format!("`{name}` is a key: write `{name} = …`"));
        } else if !block && is_block {
            finding = finding.help(format!("`{name}` is a block: write `{name} {{ … }}`"));
        } else if let Some(near) = nearest(name, shape.attributes.iter().copied().chain(blocks())) {
            finding = finding.help(format!("did you mean `{near}`?"));
        } else {
            let known: Vec<_> = shape.attributes.iter().copied().chain(blocks()).collect();
            finding = finding.help(format!("it may hold: {}", known.join(", ")));
        }
        self.findings.push(finding);
    }

    /// Reports a key that must be there.
    pub(super) fn missing(&mut self, name: &str, what: &str, at: &Place) {
        let finding = rules::REQUIRED
            .finding(format!("{what} needs `{name}`"))
            .at(at.clone())
            .label(format!("`{name}` is missing"));
        self.findings.push(finding);
    }

    /// The string of a key, which may not be empty.
    pub(super) fn string(&mut self, attribute: Option<&Attribute>) -> Option<Located<String>> {
        let attribute = attribute?;
        let string = self.string_value(&named(attribute), &attribute.value)?;
        if string.value.trim().is_empty() {
            let finding = rules::REQUIRED
                .finding(format!("`{}` is empty", attribute.key.as_str()))
                .at(string.place.clone());
            self.findings.push(finding);
            return None;
        }
        Some(string)
    }

    /// A string key that must be there.
    pub(super) fn required_string(
        &mut self,
        fields: &Fields<'_>,
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
        let place = self.place(attribute.value.span());
        if let Expression::Bool(value) = &attribute.value {
            let value = *value.value();
            return Some(Located { value, place });
        }
        self.wrong_type(&named(attribute), "`true` or `false`", &attribute.value);
        None
    }

    /// The strings of a key that is a list of them; also the list's own place.
    pub(super) fn strings(
        &mut self,
        attribute: Option<&Attribute>,
    ) -> Option<(Vec<Located<String>>, Place)> {
        let attribute = attribute?;
        let Expression::Array(array) = &attribute.value else {
            self.wrong_type(&named(attribute), "a list of strings", &attribute.value);
            return None;
        };
        let place = self.place(attribute.value.span());
        let what = format!("an entry of {}", named(attribute));
        let strings = array
            .iter()
            .filter_map(|item| self.string_value(&what, item));
        Some((strings.collect(), place))
    }

    fn string_value(&mut self, what: &str, value: &Expression) -> Option<Located<String>> {
        let place = self.place(value.span());
        let text = match value {
            Expression::String(text) => Some(text.value().clone()),
            Expression::HeredocTemplate(heredoc) => heredoc
                .template
                .iter()
                .map(|element| match element {
                    Element::Literal(text) => Some(text.value().as_str()),
                    _ => None,
                })
                .collect(),
            _ => None,
        };
        if text.is_none() {
            self.wrong_type(what, "a string", value);
        }
        text.map(|value| Located { value, place })
    }

    fn wrong_type(&mut self, what: &str, expected: &str, value: &Expression) {
        let found = match value {
            Expression::String(_) => "a string",
            Expression::Number(_) => "a number",
            Expression::Bool(_) => "a truth value",
            Expression::Array(_) => "a list",
            Expression::Object(_) => "an object",
            Expression::Null(_) => "null",
            _ => "an expression, and nothing here is computed",
        };
        let finding = rules::TYPE
            .finding(format!("{what} must be {expected}"))
            .at(self.place(value.span()))
            .label(format!("this is {found}"));
        self.findings.push(finding);
    }
}

/// Parses a body with each key taken the first time that it is there, and says what is wrong
/// and where, if anything is.
fn parse_once_each(text: &str) -> (Option<Body>, Option<(String, usize)>) {
    let mut text = text.to_owned();
    let mut refused = None;
    for _ in 0..MAX_REPEATED {
        let wrong = match parse_body(&text) {
            Ok(body) => return (Some(body), refused),
            Err(wrong) => wrong,
        };
        let at = wrong.location().offset();
        let again = wrong.message().contains("redefined attribute");
        refused.get_or_insert((wrong.message().to_owned(), at));
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            // As a comment it is passed over, and everything else stays where it is.
            Some(c) if again => {
                text.replace_range(at..at + c.len_utf8(), &"#".repeat(c.len_utf8()));
            }
            _ => break,
        }
    }
    (None, refused)
}

/// The name of an attribute as messages show it.
fn named(attribute: &Attribute) -> String {
    format!("`{}`", attribute.key.as_str())
}
