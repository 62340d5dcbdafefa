//! JSON values as expressions. A string is a template where there are names that it could
//! refer to, and plain text where there are none.

use super::tree::{Json, JsonKind, Text};
use crate::Value;
use crate::diagnostics::{Diagnostics, SourceFile};
use crate::expression::Expression;
use crate::grammar::{Pieces, Scan};
use crate::syntax::{Item, Kind, Node, TextOrTemplate};
use std::ops::Range;
use std::sync::Arc;

/// The expression that a JSON value is. Errors in its templates are reported when it is
/// evaluated.
pub(crate) fn expression(file: &Arc<SourceFile>, json: &Json) -> Expression {
    Expression::new(file, node(file, json))
}

fn node(file: &Arc<SourceFile>, json: &Json) -> Node {
    let kind = match &json.kind {
        JsonKind::Null => Kind::Literal(Value::NULL),
        JsonKind::Bool(value) => Kind::Literal(Value::Bool(*value)),
        JsonKind::Number(number) => Kind::Literal(Value::Number(number.clone())),
        JsonKind::String(text) => return string(file, text, &json.range),
        JsonKind::Array(elements) => {
            Kind::Tuple(elements.iter().map(|element| node(file, element)).collect())
        }
        JsonKind::Object(members) => {
            let items = members.iter().map(|member| Item {
                key: string(file, &member.name, &member.name_range),
                value: node(file, &member.value),
            });
            Kind::UniqueObject(items.collect())
        }
    };
    Node::new(kind, json.range.clone())
}

fn string(file: &Arc<SourceFile>, text: &Text, range: &Range<usize>) -> Node {
    let plain = Value::string(&text.value);
    if !text.value.contains(['$', '%']) {
        return Node::new(Kind::Literal(plain), range.clone());
    }
    let mut found = Diagnostics::new();
    let scan = Scan::template(&text.value);
    let mut pieces = Pieces::new(file, &text.value, scan, text.offsets(), &mut found);
    let template = pieces.whole_template();
    let either = TextOrTemplate {
        plain,
        // The string as a whole is the expression, with its quotes.
        template: Node::new(template.kind, range.clone()),
        too_deep: found.iter().any(|wrong| wrong.code == "nesting"),
        found,
    };
    Node::new(Kind::TextOrTemplate(Box::new(either)), range.clone())
}
