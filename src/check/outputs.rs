//! A rule on what data sources give back.

use super::structs::Structs;
use crate::diagnostics::{Diagnostics, Rule, Severity};
use crate::model::{ConfigStruct, Field, FieldType, Nesting, Role};
use hcldec::Type;
use std::collections::BTreeSet;

static NUMBER: Rule = Rule {
    code: "output-number",
    severity: Severity::Warning,
    summary: "a data source gives back numbers in a list of something else",
    why: "Where another plugin of the same run cannot do protobuf, Packer reads such a number as \
          another type, and crashes when a template uses it. Plugins in Go have the same.",
    bad: "pub struct DatasourceOutput { pub disks: Vec<Disk> }, and a Disk with `size: u32`",
    good: "the same with `size: String`",
    fix: None,
};

pub(super) static RULES: &[&Rule] = &[&NUMBER];

pub(super) fn check(structs: &Structs, findings: &mut Diagnostics) {
    let types = &structs.model().types;
    for ty in types.iter().filter(|ty| ty.root && ty.role == Role::Output) {
        numbers(ty, structs, false, &mut BTreeSet::new(), findings);
    }
}

/// Fields with numbers that lie in a list or map of something else.
fn numbers<'a>(
    ty: &'a ConfigStruct,
    structs: &'a Structs,
    in_list: bool,
    seen: &mut BTreeSet<(&'a str, bool)>,
    findings: &mut Diagnostics,
) {
    if !seen.insert((&ty.path, in_list)) {
        return;
    }
    for field in &ty.fields {
        match &field.ty {
            FieldType::Attribute(ty) if is_lost(ty, in_list) => findings.push(finding(field)),
            FieldType::Attribute(_) => {}
            FieldType::Block { nesting, .. } => {
                let in_list = in_list || *nesting != Nesting::Single;
                if let Some(nested) = structs.nested(&field.ty) {
                    numbers(nested, structs, in_list, seen, findings);
                }
            }
        }
    }
}

/// Whether a type holds a number that is an item's, of a list or map of something else.
fn is_lost(ty: &Type, in_list: bool) -> bool {
    match ty {
        Type::Number => in_list,
        Type::List(element) | Type::Set(element) | Type::Map(element) => {
            is_lost(element, in_list || **element != Type::Number)
        }
        Type::Object { attributes, .. } => attributes.values().any(|ty| is_lost(ty, in_list)),
        Type::Tuple(elements) => elements.iter().any(|ty| is_lost(ty, in_list)),
        Type::Any | Type::Bool | Type::String => false,
    }
}

fn finding(field: &Field) -> crate::diagnostics::Diagnostic {
    NUMBER
        .finding(format!(
            "`{}` is a number in a list, which Packer cannot read from every plugin",
            field.name
        ))
        .at(field.place.clone())
        .help("give it back as text, or in an object of its own")
}
