//! What each field of a model is in a spec, for those who will read the spec: all that
//! hcldec can say, or only what Packer's plugin protocol carries.

use super::cycle;
use super::target::Target;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{ConfigStruct, Field, FieldType, HOLDS_ANYTHING, Model, Nesting};
use hcldec::Type;
use std::collections::HashMap;

/// How deep blocks may lie in blocks: beyond what anybody writes, and within what every
/// reader of specs can follow.
const MAX_DEPTH: usize = 128;

/// How many attributes and blocks a spec may have, all levels together.
const MAX_ITEMS: usize = 1_000_000;

/// What a field is in a spec.
#[derive(Clone, Debug)]
pub(super) enum Form<'a> {
    Attr(Type),
    Blocks(Kind, &'a ConfigStruct),
}

/// How the blocks of one name make a value. Tuples and objects stand in for lists and
/// maps where the blocks may differ in type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Single,
    List,
    Tuple,
    Set,
    Map,
    Object,
}

/// The forms of all fields of a model.
#[derive(Debug)]
pub struct Forms<'a> {
    pub(super) model: &'a Model,
    pub(super) target: Target,
    index: HashMap<&'a str, usize>,
    component: Vec<usize>,
    depth: Vec<usize>,
    /// How many attributes and blocks it has, in all levels.
    items: Vec<usize>,
    /// Whether the type of a value is known only when it is read.
    dynamic: Vec<bool>,
}

impl<'a> Forms<'a> {
    /// Works them out.
    #[must_use]
    pub fn new(model: &'a Model, target: Target) -> Self {
        let index: HashMap<&str, usize> = model
            .types
            .iter()
            .enumerate()
            .map(|(i, ty)| (ty.path.as_str(), i))
            .collect();
        let nested = |field: &Field| match &field.ty {
            FieldType::Block { nested, .. } => index.get(nested.as_str()).copied(),
            FieldType::Attribute(_) => None,
        };
        let edges: Vec<Vec<usize>> = model
            .types
            .iter()
            .map(|ty| ty.fields.iter().filter_map(nested).collect())
            .collect();
        let mut forms = Self {
            model,
            target,
            component: cycle::components(&edges),
            depth: vec![0; edges.len()],
            items: vec![0; edges.len()],
            dynamic: vec![false; edges.len()],
            index,
        };
        forms.sum_up();
        forms
    }

    /// What is known of a type once it is known of all that it holds.
    fn sum_up(&mut self) {
        let mut order: Vec<usize> = (0..self.model.types.len()).collect();
        // Within a circle only fields that lead to a later path are blocks.
        order.sort_by_key(|i| {
            let path = std::cmp::Reverse(&self.model.types[*i].path);
            (self.component[*i], path)
        });
        for i in order {
            let ty = &self.model.types[i];
            let (mut depth, mut dynamic) = (0, ty.rest.is_some());
            let mut items = ty.fields.len();
            for field in &ty.fields {
                match self.nested(ty, field) {
                    Some((_, nested)) => {
                        let nested = self.index[nested.path.as_str()];
                        depth = depth.max(self.depth[nested] + 1);
                        items = items.saturating_add(self.items[nested]);
                        dynamic |= self.dynamic[nested];
                    }
                    None => dynamic |= self.attribute(field).has_any(),
                }
            }
            (self.depth[i], self.items[i], self.dynamic[i]) = (depth, items, dynamic);
        }
    }

    /// The types of the model that were asked for.
    pub fn roots(&self) -> impl Iterator<Item = &'a ConfigStruct> {
        self.model.types.iter().filter(|ty| ty.root)
    }

    /// What a field of a type is. What has no form for the target is `any`: there is a
    /// finding about it.
    pub(super) fn form(&self, ty: &ConfigStruct, field: &Field) -> Form<'a> {
        let Some((nesting, nested)) = self.nested(ty, field) else {
            return Form::Attr(self.attribute(field));
        };
        let dynamic = self.dynamic[self.index[nested.path.as_str()]];
        let kind = match (nesting, self.target, dynamic) {
            (Nesting::Single, ..) => Kind::Single,
            (Nesting::Set, Target::Hcl, false) => Kind::Set,
            (Nesting::List | Nesting::Set, _, true) => Kind::Tuple,
            (Nesting::List | Nesting::Set, ..) => Kind::List,
            (Nesting::Map, _, true) => Kind::Object,
            (Nesting::Map, ..) => Kind::Map,
        };
        Form::Blocks(kind, nested)
    }

    /// The block that a field is, save where it would go round in a circle. Of the fields
    /// on a circle those to a later path stay, whatever was asked for: so the files of two
    /// runs fit together.
    fn nested(&self, ty: &ConfigStruct, field: &Field) -> Option<(Nesting, &'a ConfigStruct)> {
        let FieldType::Block { nesting, nested } = &field.ty else {
            return None;
        };
        let to = *self.index.get(nested.as_str())?;
        let from = *self.index.get(ty.path.as_str())?;
        let round = self.component[from] == self.component[to] && *nested <= ty.path;
        (!round).then_some((*nesting, &self.model.types[to]))
    }

    fn attribute(&self, field: &Field) -> Type {
        match &field.ty {
            FieldType::Attribute(ty) if self.target == Target::Packer => without_sets(ty),
            FieldType::Attribute(ty) => ty.clone(),
            FieldType::Block { .. } => Type::Any,
        }
    }

    /// What of the model has no form in a spec for the target, each at its place, with
    /// the way out.
    #[must_use]
    pub fn findings(&self) -> Diagnostics {
        let mut findings = Diagnostics::new();
        for (i, ty) in self.model.types.iter().enumerate() {
            if ty.root {
                findings.extend(self.too_large(i));
            }
            if self.target == Target::Packer {
                findings.extend(ty.rest.as_ref().map(|_| rest_on_wire(ty)));
            }
            for field in &ty.fields {
                findings.extend(unwritable_name(field));
                findings.extend(self.finding(ty, field));
            }
        }
        findings
    }

    /// What of the model cannot be put down, because it grows without end.
    #[must_use]
    pub fn too_large_findings(&self) -> Diagnostics {
        let mut findings = Diagnostics::new();
        let types = self.model.types.iter().enumerate();
        for (i, _) in types.filter(|(_, ty)| ty.root) {
            findings.extend(self.too_large(i));
        }
        findings
    }

    fn too_large(&self, i: usize) -> Option<Diagnostic> {
        let ty = &self.model.types[i];
        let what = if self.depth[i] > MAX_DEPTH {
            format!("blocks in blocks more than {MAX_DEPTH} levels deep")
        } else if self.items[i] > MAX_ITEMS {
            format!("more than {MAX_ITEMS} attributes and blocks")
        } else {
            return None;
        };
        let finding = Diagnostic::error("too-large", format!("`{}` has {what}", ty.path))
            .at(ty.place.clone())
            .help("nobody could write that; share less between the parts of the struct");
        Some(finding)
    }

    fn finding(&self, ty: &ConfigStruct, field: &Field) -> Option<Diagnostic> {
        let round = match &field.ty {
            FieldType::Block { nested, .. } if self.nested(ty, field).is_none() => Some(nested),
            _ => None,
        };
        if self.target == Target::Hcl {
            let name = &field.name;
            let note = if let Some(nested) = round {
                let message = format!("`{name}` is `any`: `{nested}` contains itself");
                Diagnostic::note("recursive-type", message)
            } else {
                let why = field.opaque.as_ref().filter(|why| *why != HOLDS_ANYTHING)?;
                let what = match &field.ty {
                    FieldType::Attribute(Type::Any) => "is",
                    FieldType::Attribute(ty) if ty.has_any() => "holds",
                    _ => return None,
                };
                Diagnostic::note("opaque-type", format!("`{name}` {what} `any`: {why}"))
            };
            let note = note.at(field.place.clone());
            return Some(match round {
                None => note.help(override_line(field)),
                Some(_) => note,
            });
        }
        let (why, way_out) = if let Some(nested) = round {
            (
                format!("leads back to `{nested}`: blocks would go on without end"),
                "give each level a struct of its own".to_owned(),
            )
        } else {
            no_wire_form(field)?
        };
        let message = format!("`{}` {why}, which Packer's wire does not carry", field.name);
        let mut finding = Diagnostic::error("no-wire-form", message)
            .at(field.place.clone())
            .help(way_out);
        if let FieldType::Attribute(_) = field.ty {
            finding = finding.help(format!("or {}", override_line(field)));
        }
        Some(finding.help("or write for another reader, with `--target hcl`"))
    }
}

/// What gives a field another type in the settings.
fn override_line(field: &Field) -> String {
    format!(
        "say what it is in Cargo.toml, below `[package.metadata.sdc.types]`: \
         `\"{}\" = \"string\"`",
        field.source_path
    )
}

/// Why Packer's wire does not carry a field, and what to do about it.
fn no_wire_form(field: &Field) -> Option<(String, String)> {
    match &field.ty {
        FieldType::Block {
            nesting: Nesting::Map,
            nested,
        } => {
            let nested = nested.rsplit("::").next().unwrap_or(nested);
            Some((
                "is a map of structs, a block with a label".to_owned(),
                format!("make it `Vec<{nested}>`, and give `{nested}` a field for the key"),
            ))
        }
        FieldType::Block { .. } => None,
        FieldType::Attribute(ty) => {
            let part = off_wire(ty)?;
            let why = match (&field.opaque, part) {
                (Some(why), Type::Any) => format!("can be of any type ({why})"),
                (None, Type::Any) => "can be of any type".to_owned(),
                (_, Type::Tuple(_)) => format!("is a tuple, `{part}`"),
                _ => format!("has an object for a value, `{part}`"),
            };
            let way_out = match part {
                Type::Any => "give it a type of string, number, bool, or a list or map of them",
                Type::Tuple(_) => "make it a struct with named fields, or a list",
                _ => "make it a struct of its own, or a `Vec` of one",
            };
            Some((why, way_out.to_owned()))
        }
    }
}

/// The part of a type that Packer's wire does not carry. A set is sent as a list.
fn off_wire(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Bool | Type::Number | Type::String => None,
        Type::List(element) | Type::Set(element) | Type::Map(element) => off_wire(element),
        Type::Any | Type::Object { .. } | Type::Tuple(_) => Some(ty),
    }
}

fn rest_on_wire(ty: &ConfigStruct) -> Diagnostic {
    let message = format!(
        "`{}` takes attributes of any name, which Packer's wire does not carry",
        ty.path
    );
    Diagnostic::error("no-wire-form", message)
        .at(ty.place.clone())
        .help("give the flattened map a name of its own: do not flatten it")
        .help("or write for another reader, with `--target hcl`")
}

/// A name that no template in HCL's own syntax can have.
fn unwritable_name(field: &Field) -> Option<Diagnostic> {
    let mut names = std::iter::once(&field.name).chain(&field.aliases);
    if names.any(|name| is_identifier(name)) {
        return None;
    }
    let message = format!("`{}` is not a name in HCL", field.name);
    let finding = Diagnostic::warning("not-an-identifier", message)
        .at(field.place.clone())
        .help("only a template in JSON can set it; rename it, or add an alias");
    Some(finding)
}

/// Whether HCL takes this for a name: letters, digits, `_` and `-`, a letter first.
fn is_identifier(name: &str) -> bool {
    hcl_edit::Ident::try_new(name).is_ok()
}

fn without_sets(ty: &Type) -> Type {
    match ty {
        Type::Set(element) | Type::List(element) => Type::List(Box::new(without_sets(element))),
        Type::Map(element) => Type::Map(Box::new(without_sets(element))),
        _ => ty.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{attribute, block, model};
    use super::*;

    fn found(model: &Model, target: Target) -> Vec<String> {
        let findings = Forms::new(model, target).findings();
        findings.iter().map(|d| d.message.clone()).collect()
    }

    #[test]
    fn a_circle_is_cut_where_it_leads_to_an_earlier_path() {
        let model = model([
            (
                "B",
                vec![
                    block("a", Nesting::Single, "A"),
                    block("b", Nesting::List, "B"),
                ],
            ),
            ("A", vec![block("b", Nesting::Single, "B")]),
        ]);
        let spec = Forms::new(&model, Target::Hcl).spec(&model.types[1]);
        let ty = spec.implied_type().to_string();
        assert_eq!(ty, "object({b=object({a=any, b=any})})");
        assert_eq!(
            found(&model, Target::Hcl),
            [
                "`a` is `any`: `A` contains itself",
                "`b` is `any`: `B` contains itself"
            ]
        );
        assert_eq!(found(&model, Target::Packer).len(), 2);
    }

    #[test]
    fn packer_gets_lists_for_sets() {
        let numbers = Type::Map(Box::new(Type::Set(Box::new(Type::Number))));
        let model = model([
            (
                "A",
                vec![attribute("x", numbers), block("b", Nesting::Set, "B")],
            ),
            ("B", vec![attribute("y", Type::Bool)]),
        ]);
        let spec = |target| {
            Forms::new(&model, target)
                .spec(&model.types[0])
                .implied_type()
        };
        assert_eq!(
            spec(Target::Packer).to_string(),
            "object({b=list(object({y=bool})), x=map(list(number))})"
        );
        assert_eq!(
            spec(Target::Hcl).to_string(),
            "object({b=set(object({y=bool})), x=map(set(number))})"
        );
        assert_eq!(found(&model, Target::Packer), [""; 0]);
    }

    #[test]
    fn blocks_that_may_differ_in_type_make_a_tuple_or_an_object() {
        let model = model([
            (
                "A",
                vec![
                    block("l", Nesting::List, "B"),
                    block("m", Nesting::Map, "B"),
                ],
            ),
            ("B", vec![attribute("y", Type::Any)]),
        ]);
        let forms = Forms::new(&model, Target::Hcl);
        let kinds: Vec<_> = model.types[0]
            .fields
            .iter()
            .map(|field| match forms.form(&model.types[0], field) {
                Form::Blocks(kind, _) => Some(kind),
                Form::Attr(_) => None,
            })
            .collect();
        assert_eq!(kinds, [Some(Kind::Tuple), Some(Kind::Object)]);
    }

    #[test]
    fn a_spec_that_nobody_could_write_is_refused() {
        let names: Vec<String> = (0..60).map(|i| format!("T{i:02}")).collect();
        let types = names.windows(2).map(|pair| {
            let field = |name| block(name, Nesting::Single, &pair[1]);
            (pair[0].as_str(), vec![field("a"), field("b")])
        });
        let model = model(types.chain([("T59", vec![attribute("x", Type::Bool)])]));
        let wrong = found(&model, Target::Hcl);
        assert_eq!(wrong, ["`T00` has more than 1000000 attributes and blocks"]);
    }
}
