//! Bodies in the JSON syntax, mostly as a spec wants them.

use crate::expression::Expressions;
use crate::random::Random;
use crate::shape::{Item, Shape, Ty};
use std::fmt::Write as _;

pub(crate) fn body(random: &mut Random, shape: &Shape) -> String {
    let mut members = Vec::new();
    for item in shape.items() {
        match item {
            Item::Attribute(name, ty) => {
                if random.chance(90) {
                    let value = value(random, ty, 3);
                    members.push((name.to_owned(), value));
                }
            }
            Item::Block(name, labels, nested) => {
                if random.chance(90) {
                    let value = blocks(random, labels, nested);
                    members.push((name.to_owned(), value));
                }
            }
            Item::Attributes(name, ty) => {
                let inside = ["x", "y"][..random.below(3)].iter();
                let inside = inside.map(|name| ((*name).to_owned(), value(random, ty, 2)));
                let inside: Vec<_> = inside.collect();
                let value = object(random, &inside);
                members.push((name.to_owned(), value));
            }
        }
    }
    if random.chance(2) {
        let name = random.pick(&["nope", "sise", "//", "disks"]);
        members.push((name.to_owned(), "1".to_owned()));
    }
    if random.chance(10) && members.len() > 1 {
        let rest = members.split_off(1);
        let parts = [object(random, &members), object(random, &rest)];
        return array(random, &parts);
    }
    object(random, &members)
}

fn blocks(random: &mut Random, labels: usize, nested: &Shape) -> String {
    let labels = if random.chance(2) {
        random.below(3)
    } else {
        labels
    };
    if labels > 0 {
        let members = (0..random.below(3)).map(|_| {
            let label = random.pick(&["k", "other", "two words", "${x}"]).to_owned();
            (label, blocks(random, labels - 1, nested))
        });
        let members: Vec<_> = members.collect();
        return object(random, &members);
    }
    match random.below(8) {
        0 => "null".to_owned(),
        1 | 2 => {
            let parts = (0..random.below(3)).map(|_| body(random, nested));
            let parts: Vec<_> = parts.collect();
            array(random, &parts)
        }
        _ => body(random, nested),
    }
}

fn value(random: &mut Random, ty: &Ty, depth: usize) -> String {
    if random.chance(2) {
        return "null".to_owned();
    }
    let other = crate::shape::ty(random, 1);
    let ty = if random.chance(2) || matches!(ty, Ty::Any) {
        &other
    } else {
        ty
    };
    if depth > 0 && random.chance(20) {
        let text = format!("${{{}}}", Expressions::new(random).of(ty, 2));
        return string(random, &text);
    }
    let less = depth.saturating_sub(1);
    match ty {
        Ty::Any | Ty::String => {
            let text = Expressions::new(random).template(depth.min(2), false);
            string(random, &text)
        }
        Ty::Number => {
            let numbers = [
                "0",
                "1",
                "-1",
                "1.5",
                "1e3",
                "-0",
                "1E+2",
                "12345678901234567890",
                "0.10",
                "01",
            ];
            random.pick(&numbers).to_owned()
        }
        Ty::Bool => random.pick(&["true", "false", "\"true\""]).to_owned(),
        Ty::List(element) | Ty::Set(element) => {
            let elements = (0..random.below(4)).map(|_| value(random, element, less));
            let elements: Vec<_> = elements.collect();
            array(random, &elements)
        }
        Ty::Tuple(elements) => {
            let elements = elements.iter().map(|element| value(random, element, less));
            let elements: Vec<_> = elements.collect();
            array(random, &elements)
        }
        Ty::Map(element) => {
            let members = (0..random.below(4)).map(|_| {
                let key = random.pick(&["a", "b", "x y", "${text}", "é", "$${z}"]);
                (key.to_owned(), value(random, element, less))
            });
            let members: Vec<_> = members.collect();
            object(random, &members)
        }
        Ty::Object(parts) => {
            let members = parts
                .iter()
                .map(|(name, ty)| ((*name).to_owned(), value(random, ty, less)));
            let members: Vec<_> = members.collect();
            object(random, &members)
        }
    }
}

fn blank(random: &mut Random) -> &'static str {
    random.pick(&["", "", " ", "\n", "\t", "\r\n"])
}

fn array(random: &mut Random, elements: &[String]) -> String {
    let mut text = "[".to_owned();
    for (i, element) in elements.iter().enumerate() {
        text += if i > 0 { "," } else { "" };
        text += blank(random);
        text += element;
    }
    text += blank(random);
    text + "]"
}

fn object(random: &mut Random, members: &[(String, String)]) -> String {
    let mut text = "{".to_owned();
    for (i, (name, value)) in members.iter().enumerate() {
        text += if i > 0 { "," } else { "" };
        text += blank(random);
        text += &string(random, name);
        text += blank(random);
        text += ":";
        text += blank(random);
        text += value;
    }
    text += blank(random);
    text + "}"
}

/// A string with the escapes that it needs, and some that it does not.
fn string(random: &mut Random, text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '\r' => quoted += "\\r",
            '\t' => quoted += "\\t",
            '/' if random.chance(30) => quoted += "\\/",
            c if random.chance(2) && c.len_utf16() == 1 => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
