//! Examples that use this plugin's components, held against the structs that these are
//! configured by. Only what is written out is judged: variables, functions and all that
//! Packer knows at run time may have any value.
//!
//! This is no decoding by the spec: an example shows a part, so that required fields may be
//! missing, the decoder stops at what it cannot evaluate, and the spec knows neither the
//! values that an enum lists nor which field of a struct a name was meant for.

use super::show;
use crate::check::plugin::{DocPage, Plugin};
use crate::check::structs::Structs;
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use crate::docs::page::Fence;
use crate::model::{ConfigStruct, Field, FieldType};
use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block, Body, Structure};
use hcldec::Type;
use std::ops::Range;

static FIELD: Rule = Rule {
    code: "example-field",
    severity: Severity::Warning,
    summary: "an example sets a field that the component does not have",
    why: "Packer refuses a field that it does not know: whoever copies the example gets an error.",
    bad: "source \"happy-image\" \"x\" {\n  regoin = \"here\"\n}",
    good: "source \"happy-image\" \"x\" {\n  region = \"here\"\n}",
    fix: None,
};

static VALUE: Rule = Rule {
    code: "example-type",
    severity: Severity::Warning,
    summary: "an example gives a field a value of the wrong type",
    why: "Packer refuses a value that it cannot convert: whoever copies the example gets an error.",
    bad: "source \"happy-image\" \"x\" {\n  tags = \"web\"\n}",
    good: "source \"happy-image\" \"x\" {\n  tags = [\"web\"]\n}",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[&FIELD, &VALUE];

/// What Packer itself takes in a block, whatever the component.
fn common(ty: ComponentType) -> &'static [&'static str] {
    match ty {
        ComponentType::Builder => &["name"],
        ComponentType::Provisioner => &[
            "name",
            "only",
            "except",
            "override",
            "pause_before",
            "max_retries",
            "timeout",
        ],
        ComponentType::PostProcessor => &["name", "only", "except", "keep_input_artifact"],
        ComponentType::DataSource => &[],
    }
}

/// An example that parses, and where it stands.
pub(super) struct Example<'a> {
    pub(super) plugin: &'a Plugin,
    pub(super) structs: &'a Structs,
    pub(super) doc: &'a DocPage,
    pub(super) fence: &'a Fence,
    pub(super) code: &'a str,
    pub(super) findings: &'a mut Diagnostics,
}

impl Example<'_> {
    /// Judges all blocks that use a component of the plugin, also below `build`.
    pub(super) fn blocks(&mut self, body: &Body) {
        for block in body.blocks() {
            let name = block.ident.as_str();
            let used = ComponentType::ALL.into_iter().find(|ty| ty.block() == name);
            let label = block.labels.first().map_or("", |label| label.as_str());
            let config = used.and_then(|ty| {
                let label = label.strip_prefix("source.").unwrap_or(label);
                let label = label.split('.').next().unwrap_or(label);
                self.structs.by_template_name(self.plugin, ty, label)
            });
            match (used, config) {
                (Some(ty), Some(config)) => self.body(&block.body, config, common(ty)),
                _ if matches!(name, "build" | "post-processors") => self.blocks(&block.body),
                _ => {}
            }
        }
    }

    fn body(&mut self, body: &Body, config: &ConfigStruct, common: &[&str]) {
        for structure in body {
            match structure {
                Structure::Attribute(attribute) if !common.contains(&attribute.key.as_str()) => {
                    self.attribute(attribute, config);
                }
                Structure::Block(block) if !common.contains(&block.ident.as_str()) => {
                    self.block(block, config);
                }
                _ => {}
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute, config: &ConfigStruct) {
        let name = attribute.key.as_str();
        let Some(field) = self.field(name, attribute.key.span(), config) else {
            return;
        };
        match &field.ty {
            FieldType::Attribute(ty) => {
                if let Some((value, wanted)) = misfit(&attribute.value, ty) {
                    let finding = VALUE.finding(format!("`{name}` is {ty}"));
                    let finding = finding.label(format!("this is no {wanted}"));
                    self.push(finding, value.span());
                } else if let Some(text) = attribute.value.as_str() {
                    self.listed(field, text, attribute.value.span());
                }
            }
            FieldType::Block { .. } => {
                let finding = VALUE
                    .finding(format!("`{name}` is a block"))
                    .help(format!("write `{name} {{ … }}`"));
                self.push(finding, attribute.key.span());
            }
        }
    }

    fn block(&mut self, block: &Block, config: &ConfigStruct) {
        let mut name = block.ident.as_str();
        let mut body = &block.body;
        if name == "dynamic" {
            name = block.labels.first().map_or("", |label| label.as_str());
            let content = block.body.get_blocks("content").next();
            let Some(content) = content else { return };
            body = &content.body;
        }
        let Some(field) = self.field(name, block.ident.span(), config) else {
            return;
        };
        if let Some(nested) = self.structs.nested(&field.ty) {
            return self.body(body, nested, &[]);
        }
        if let FieldType::Attribute(ty) = &field.ty {
            let finding = VALUE
                .finding(format!("`{name}` is {ty}, not a block"))
                .help(format!("write `{name} = …`"));
            self.push(finding, block.ident.span());
        }
    }

    /// The field of that name; that there is none is a finding, unless any name goes.
    fn field<'c>(
        &mut self,
        name: &str,
        span: Option<Range<usize>>,
        config: &'c ConfigStruct,
    ) -> Option<&'c Field> {
        let is = |field: &&Field| field.name == name || field.aliases.iter().any(|a| a == name);
        let field = config.fields.iter().find(is);
        if field.is_none() && config.rest.is_none() {
            let names = config.fields.iter().map(|field| field.name.as_str());
            let finding = FIELD
                .finding(format!("there is no field `{name}`"))
                .label(format!("`{}` has none of that name", config.name))
                .did_you_mean(name, names);
            self.push(finding, span);
        }
        field
    }

    fn listed(&mut self, field: &Field, text: &str, span: Option<Range<usize>>) {
        let is = |value: &crate::model::Value| {
            value.name == text || value.aliases.iter().any(|alias| alias == text)
        };
        if field.values.is_empty() || field.values.iter().any(is) {
            return;
        }
        let values: Vec<&str> = field
            .values
            .iter()
            .map(|value| value.name.as_str())
            .collect();
        let finding = VALUE
            .finding(format!("`{text}` is no value of `{}`", field.name))
            .did_you_mean(text, values.iter().copied())
            .help(format!("the values are: {}", values.join(", ")));
        self.push(finding, span);
    }

    fn push(&mut self, finding: Diagnostic, span: Option<Range<usize>>) {
        let range = span.unwrap_or(0..0);
        show(
            self.doc,
            self.fence,
            self.code,
            range,
            finding,
            self.findings,
        );
    }
}

/// The part of a value that is written out and can never become what is wanted there.
fn misfit<'a>(value: &'a Expression, wanted: &'a Type) -> Option<(&'a Expression, &'a Type)> {
    let misfits = |fits: bool| (!fits).then_some((value, wanted));
    match (value, wanted) {
        (Expression::Array(items), Type::List(element) | Type::Set(element)) => {
            items.iter().find_map(|item| misfit(item, element))
        }
        (Expression::Array(items), Type::Tuple(types)) if items.len() == types.len() => items
            .iter()
            .zip(types)
            .find_map(|(item, ty)| misfit(item, ty)),
        (Expression::Object(object), Type::Map(element)) => object
            .iter()
            .find_map(|(_, item)| misfit(item.expr(), element)),
        (Expression::Array(_), _) => misfits(matches!(wanted, Type::Any)),
        (Expression::Object(_), _) => misfits(matches!(wanted, Type::Any | Type::Object { .. })),
        (Expression::String(text), Type::Number) => misfits(text.trim().parse::<f64>().is_ok()),
        (Expression::String(text), Type::Bool) => {
            misfits(matches!(text.as_str(), "true" | "false"))
        }
        (Expression::String(_) | Expression::Number(_) | Expression::Bool(_), _) => {
            let same = match value {
                Expression::Number(_) => matches!(wanted, Type::Number),
                Expression::Bool(_) => matches!(wanted, Type::Bool),
                _ => false,
            };
            misfits(same || matches!(wanted, Type::Any | Type::String))
        }
        _ => None,
    }
}
