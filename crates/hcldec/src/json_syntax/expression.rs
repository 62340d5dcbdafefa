//! JSON values as expressions: every string is a template.

use super::tree::{Json, JsonKind, Text};
use crate::Value;
use crate::diagnostics::{Diagnostics, SourceFile};
use crate::expression::Expression;
use crate::parse::{Pieces, Scan};
use crate::syntax::{Item, Kind, Node};
use std::ops::Range;
use std::sync::Arc;

/// The expression that a JSON value is. Errors in its templates are reported.
pub(crate) fn expression(
    file: &Arc<SourceFile>,
    json: &Json,
    found: &mut Diagnostics,
) -> Expression {
    Expression::new(file, node(file, json, found))
}

fn node(file: &Arc<SourceFile>, json: &Json, found: &mut Diagnostics) -> Node {
    let kind = match &json.kind {
        JsonKind::Null => Kind::Literal(Value::NULL),
        JsonKind::Bool(value) => Kind::Literal(Value::Bool(*value)),
        JsonKind::Number(number) => Kind::Literal(Value::Number(number.clone())),
        JsonKind::String(text) => return template(file, text, &json.range, found),
        JsonKind::Array(elements) => Kind::Tuple(
            elements
                .iter()
                .map(|element| node(file, element, found))
                .collect(),
        ),
        JsonKind::Object(members) => {
            let items = members.iter().map(|member| Item {
                key: template(file, &member.name, &member.name_range, found),
                value: node(file, &member.value, found),
            });
            Kind::UniqueObject(items.collect())
        }
    };
    Node::new(kind, json.range.clone())
}

fn template(
    file: &Arc<SourceFile>,
    text: &Text,
    range: &Range<usize>,
    found: &mut Diagnostics,
) -> Node {
    if !text.value.contains(['$', '%']) {
        return Node::new(Kind::Literal(Value::string(&text.value)), range.clone());
    }
    let scan = Scan::template(&text.value);
    let mut pieces = Pieces::new(file, &text.value, scan, text.offsets(), found);
    let node = pieces.whole_template();
    // The string as a whole is the expression, with its quotes.
    Node::new(node.kind, range.clone())
}
