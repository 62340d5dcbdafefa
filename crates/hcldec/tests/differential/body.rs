//! Bodies in the native syntax, mostly as a spec wants them.

use crate::expression::Expressions;
use crate::random::Random;
use crate::shape::{Item, Shape, Ty};

pub(crate) fn native(random: &mut Random, shape: &Shape) -> String {
    let mut text = String::new();
    body(random, shape, 0, &mut text);
    text
}

/// How often something is there: mostly once.
fn times(random: &mut Random) -> usize {
    match random.below(20) {
        0 | 1 => 0,
        2 | 3 => 2,
        _ => 1,
    }
}

fn body(random: &mut Random, shape: &Shape, level: usize, to: &mut String) {
    let mut items = shape.items();
    for i in (1..items.len()).rev() {
        items.swap(i, random.below(i + 1));
    }
    let mut given = Vec::new();
    for item in &items {
        match item {
            Item::Attribute(name, ty) => {
                if random.chance(if given.contains(name) { 5 } else { 90 }) {
                    given.push(*name);
                    attribute(random, name, ty, level, to);
                }
            }
            Item::Block(name, labels, nested) => {
                for _ in 0..times(random) {
                    header(random, name, *labels, level, to);
                    block(random, level, to, |random, to| {
                        body(random, nested, level + 1, to);
                    });
                }
            }
            Item::Attributes(name, ty) => {
                for _ in 0..times(random) {
                    header(random, name, 0, level, to);
                    block(random, level, to, |random, to| {
                        for name in &["x", "y"][..random.below(3)] {
                            attribute(random, name, ty, level + 1, to);
                        }
                    });
                }
            }
        }
    }
    if random.chance(2) {
        let name = random.pick(&["nope", "sise", "disks"]);
        attribute(random, name, &Ty::Any, level, to);
    }
}

fn indent(level: usize, to: &mut String) {
    to.extend(std::iter::repeat_n("  ", level));
}

fn attribute(random: &mut Random, name: &str, ty: &Ty, level: usize, to: &mut String) {
    indent(level, to);
    *to += name;
    *to += random.pick(&[" = ", " = ", "=", "  =  ", " /* c */ = "]);
    let value = Expressions::new(random).of(ty, 3);
    *to += &value;
    if !value.ends_with("E\n") {
        *to += random.pick(&[
            "\n",
            "\n",
            "\n",
            "\r\n",
            " # c\n",
            " // c\n",
            "\n\n",
            " /* c */\n",
        ]);
    }
}

fn header(random: &mut Random, name: &str, labels: usize, level: usize, to: &mut String) {
    indent(level, to);
    *to += name;
    let surplus = random.chance(2);
    let labels = if surplus { random.below(3) } else { labels };
    for _ in 0..labels {
        *to += random.pick(&[" ", "  "]);
        *to += random.pick(&[
            "k",
            "\"k\"",
            "\"two words\"",
            "other",
            "\"\\u00e9\"",
            "\"$${x}\"",
        ]);
    }
}

fn block(
    random: &mut Random,
    level: usize,
    to: &mut String,
    inside: impl FnOnce(&mut Random, &mut String),
) {
    let mut text = String::new();
    inside(random, &mut text);
    let lines = text.lines().count();
    let open = random.pick(&[" {", " {", "{"]);
    *to += open;
    match lines {
        0 if random.chance(70) => *to += random.pick(&["}", " }", "\n}"]),
        1 if random.chance(30) && !text.contains(['#', '/']) => {
            *to += " ";
            *to += text.trim();
            *to += " }";
        }
        _ => {
            *to += random.pick(&["\n", "\n", " # c\n", "\r\n"]);
            *to += &text;
            indent(level, to);
            *to += "}";
        }
    }
    *to += random.pick(&["\n", "\n", "\r\n", " # c\n", "\n\n"]);
}
