//! Specs of all kinds that spec files have, as a tree that inputs are made by.

use crate::random::Random;
use std::fmt::Write as _;

#[derive(Clone, Debug)]
pub(crate) enum Ty {
    Any,
    String,
    Number,
    Bool,
    List(Box<Ty>),
    Set(Box<Ty>),
    Map(Box<Ty>),
    Tuple(Vec<Ty>),
    Object(Vec<(&'static str, Ty)>),
}

/// A spec. Names are few, so that they meet.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Attr(&'static str, Ty, bool),
    Block(&'static str, Box<Shape>, bool),
    /// A `block_list` or `block_set`, with the least and the largest number of blocks.
    Blocks(&'static str, &'static str, Box<Shape>, usize, usize),
    Map(&'static str, usize, Box<Shape>),
    Attrs(&'static str, Ty, bool),
    Literal(String),
    Default(Vec<Shape>),
    Transform(Box<Shape>, &'static str),
    Object(Vec<(&'static str, Shape)>),
    Array(Vec<Shape>),
}

const ATTRIBUTES: &[&str] = &["a", "b", "c", "size", "if"];
const BLOCKS: &[&str] = &["disk", "net", "b", "tag"];

/// What the inputs of every spec may refer to.
pub(crate) const NAMES: &str = r#"variables {
  text = "hi"
  num  = 3
  yes  = true
  none = null
  list = [1, 2, 3]
  tup  = ["x", 2, { a = true }]
  obj  = { a = 1, b = "two", c = [1], d = { e = "f" } }
  objs = [{ a = 1 }, { a = 2 }]
}
function "twice" {
  params = [x]
  result = x * 2
}
function "all" {
  params         = [first]
  variadic_param = rest
  result         = concat([first], rest)
}
function "up" {
  params = [s]
  result = upper(s)
}
"#;

const RESULTS: &[&str] = &[
    "nested",
    "[nested]",
    "{ n = nested }",
    "\"${nested}\"",
    "length(nested)",
    "upper(nested)",
    "lower(substr(nested, 0, 2))",
    "max(nested, 3)",
    "min(nested, 3, 2)",
    "abs(nested)",
    "int(nested)",
    "strlen(nested)",
    "coalesce(nested, \"x\")",
    "concat(nested, [1])",
    "hasindex(nested, 0)",
    "reverse(nested)",
    "jsonencode(nested)",
    "jsondecode(nested)",
    "nested.a",
    "nested[0]",
    "nested == null ? 1 : 2",
    "[for x in nested : x]",
];

pub(crate) fn ty(random: &mut Random, depth: usize) -> Ty {
    let kinds = if depth == 0 { 4 } else { 9 };
    match random.below(kinds) {
        0 => Ty::Any,
        1 => Ty::String,
        2 => Ty::Number,
        3 => Ty::Bool,
        4 => Ty::List(Box::new(ty(random, depth - 1))),
        5 => Ty::Set(Box::new(ty(random, depth - 1))),
        6 => Ty::Map(Box::new(ty(random, depth - 1))),
        7 => Ty::Tuple(
            (0..random.below(3))
                .map(|_| ty(random, depth - 1))
                .collect(),
        ),
        _ => {
            let names = &["a", "b", "size"][..random.below(4)];
            let parts = names.iter().map(|name| (*name, ty(random, depth - 1)));
            Ty::Object(parts.collect())
        }
    }
}

pub(crate) fn root(random: &mut Random) -> Shape {
    let names = &mut Names::default();
    match random.below(12) {
        0 => shape(random, 2, names),
        1 => Shape::Array(
            (0..=random.below(3))
                .map(|_| shape(random, 2, names))
                .collect(),
        ),
        _ => object(random, 3, names),
    }
}

/// The names that a body has already. In one body each stands for one thing.
#[derive(Default)]
struct Names(Vec<&'static str>);

impl Names {
    fn free(&mut self, random: &mut Random, from: &[&'static str]) -> Option<&'static str> {
        let name = random.pick(from);
        let free = !self.0.contains(&name);
        self.0.push(name);
        free.then_some(name)
    }
}

fn object(random: &mut Random, depth: usize, names: &mut Names) -> Shape {
    let keys = ["a", "b", "c", "d", "e"];
    let count = 1 + random.below(keys.len());
    let parts = keys[..count]
        .iter()
        .map(|key| (*key, shape(random, depth, names)));
    Shape::Object(parts.collect())
}

fn nested(random: &mut Random, depth: usize) -> Shape {
    let names = &mut Names::default();
    if random.chance(80) {
        object(random, depth - 1, names)
    } else {
        shape(random, depth - 1, names)
    }
}

fn shape(random: &mut Random, depth: usize, names: &mut Names) -> Shape {
    match random.below(if depth == 0 { 10 } else { 20 }) {
        0..=7 => attr(random, names),
        17 => Shape::Default((0..2).map(|_| shape(random, depth - 1, names)).collect()),
        18 => {
            let wrapped = object(random, depth - 1, names);
            Shape::Transform(Box::new(wrapped), random.pick(RESULTS))
        }
        19 => Shape::Transform(Box::new(attr(random, names)), random.pick(RESULTS)),
        kind => match names.free(random, BLOCKS) {
            Some(name) if kind != 9 => blocks(random, name, depth, kind),
            _ => {
                let values = ["1", "\"x\"", "null", "[1, \"a\"]", "{ a = 1 }", "true"];
                Shape::Literal(random.pick(&values).to_owned())
            }
        },
    }
}

fn attr(random: &mut Random, names: &mut Names) -> Shape {
    match names.free(random, ATTRIBUTES) {
        Some(name) => Shape::Attr(name, ty(random, 2), random.chance(20)),
        None => Shape::Literal("2".to_owned()),
    }
}

fn blocks(random: &mut Random, name: &'static str, depth: usize, kind: usize) -> Shape {
    match kind {
        8 => Shape::Attrs(name, ty(random, 1), random.chance(20)),
        10..=12 => Shape::Block(name, Box::new(nested(random, depth)), random.chance(20)),
        13 | 14 => {
            let least = usize::from(random.chance(20));
            let most = if random.chance(20) { 2 } else { 0 };
            Shape::Blocks(
                "block_list",
                name,
                Box::new(nested(random, depth)),
                least,
                most,
            )
        }
        15 => Shape::Blocks("block_set", name, Box::new(nested(random, depth)), 0, 0),
        _ => {
            let labels = 1 + random.below(2);
            Shape::Map(name, labels, Box::new(nested(random, depth).typed()))
        }
    }
}

impl Ty {
    fn text(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::String => "string".to_owned(),
            Self::Number => "number".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::List(element) => format!("list({})", element.text()),
            Self::Set(element) => format!("set({})", element.text()),
            Self::Map(element) => format!("map({})", element.text()),
            Self::Tuple(elements) => {
                let elements: Vec<String> = elements.iter().map(Self::text).collect();
                format!("tuple([{}])", elements.join(", "))
            }
            Self::Object(parts) => {
                let parts = parts
                    .iter()
                    .map(|(name, ty)| format!("{name} = {}", ty.text()));
                let parts: Vec<String> = parts.collect();
                format!("object({{{}}})", parts.join(", "))
            }
        }
    }

    fn typed(self) -> Self {
        match self {
            Self::Any => Self::String,
            Self::List(element) => Self::List(Box::new(element.typed())),
            Self::Set(element) => Self::Set(Box::new(element.typed())),
            Self::Map(element) => Self::Map(Box::new(element.typed())),
            Self::Tuple(elements) => Self::Tuple(elements.into_iter().map(Self::typed).collect()),
            Self::Object(parts) => {
                let parts = parts.into_iter().map(|(name, ty)| (name, ty.typed()));
                Self::Object(parts.collect())
            }
            other => other,
        }
    }
}

impl Shape {
    /// The same without `any`, which `HashiCorp`'s refuses in maps of blocks.
    fn typed(self) -> Self {
        let boxed = |shape: Box<Self>| Box::new(shape.typed());
        match self {
            Self::Attr(name, ty, required) => Self::Attr(name, ty.typed(), required),
            Self::Attrs(name, ty, required) => Self::Attrs(name, ty.typed(), required),
            Self::Block(name, nested, required) => Self::Block(name, boxed(nested), required),
            Self::Blocks(kind, name, nested, least, most) => {
                Self::Blocks(kind, name, boxed(nested), least, most)
            }
            Self::Map(name, labels, nested) => Self::Map(name, labels, boxed(nested)),
            Self::Default(shapes) => Self::Default(shapes.into_iter().map(Self::typed).collect()),
            Self::Array(shapes) => Self::Array(shapes.into_iter().map(Self::typed).collect()),
            Self::Object(parts) => {
                let parts = parts.into_iter().map(|(key, shape)| (key, shape.typed()));
                Self::Object(parts.collect())
            }
            Self::Transform(..) => Self::Literal("3".to_owned()),
            Self::Literal(_) => self,
        }
    }

    /// The spec file.
    pub(crate) fn text(&self, with_names: bool) -> String {
        let mut text = if with_names {
            NAMES.to_owned()
        } else {
            String::new()
        };
        self.write("", &mut text);
        text
    }

    fn write(&self, label: &str, to: &mut String) {
        let mut put = |kind: &str, arguments: &str, nested: &[(&str, &Self)]| {
            let _ = writeln!(to, "{kind}{label} {{\n{arguments}");
            for (key, shape) in nested {
                let label = if key.is_empty() {
                    String::new()
                } else {
                    format!(" \"{key}\"")
                };
                shape.write(&label, to);
            }
            to.push_str("}\n");
        };
        match self {
            Self::Attr(name, ty, required) => {
                let ty = ty.text();
                let arguments = format!("name = \"{name}\"\ntype = {ty}\nrequired = {required}");
                put("attr", &arguments, &[]);
            }
            Self::Block(name, nested, required) => {
                let arguments = format!("block_type = \"{name}\"\nrequired = {required}");
                put("block", &arguments, &[("", nested)]);
            }
            Self::Blocks(kind, name, nested, least, most) => {
                let mut arguments = format!("block_type = \"{name}\"\n");
                if *least > 0 {
                    let _ = writeln!(arguments, "min_items = {least}");
                }
                if *most > 0 {
                    let _ = writeln!(arguments, "max_items = {most}");
                }
                put(kind, &arguments, &[("", nested)]);
            }
            Self::Map(name, labels, nested) => {
                let labels = &["\"k\"", "\"l\""][..*labels];
                let labels = labels.join(", ");
                let arguments = format!("block_type = \"{name}\"\nlabels = [{labels}]");
                put("block_map", &arguments, &[("", nested)]);
            }
            Self::Attrs(name, ty, required) => {
                let ty = ty.text();
                let arguments =
                    format!("block_type = \"{name}\"\nelement_type = {ty}\nrequired = {required}");
                put("block_attrs", &arguments, &[]);
            }
            Self::Literal(value) => put("literal", &format!("value = {value}"), &[]),
            Self::Default(shapes) => {
                let nested: Vec<_> = shapes.iter().map(|shape| ("", shape)).collect();
                put("default", "", &nested);
            }
            Self::Transform(nested, result) => {
                put("transform", &format!("result = {result}"), &[("", nested)]);
            }
            Self::Object(parts) => {
                let nested: Vec<_> = parts.iter().map(|(key, shape)| (*key, shape)).collect();
                put("object", "", &nested);
            }
            Self::Array(shapes) => {
                let nested: Vec<_> = shapes.iter().map(|shape| ("", shape)).collect();
                put("array", "", &nested);
            }
        }
    }

    /// What a body by this spec may hold; of a row of specs, that of all.
    pub(crate) fn items(&self) -> Vec<Item<'_>> {
        match self {
            Self::Attr(name, ty, _) => vec![Item::Attribute(name, ty)],
            Self::Block(name, nested, _) | Self::Blocks(_, name, nested, ..) => {
                vec![Item::Block(name, 0, nested)]
            }
            Self::Map(name, labels, nested) => vec![Item::Block(name, *labels, nested)],
            Self::Attrs(name, ty, _) => vec![Item::Attributes(name, ty)],
            Self::Literal(_) => Vec::new(),
            Self::Transform(nested, _) => nested.items(),
            Self::Default(shapes) | Self::Array(shapes) => {
                shapes.iter().flat_map(Self::items).collect()
            }
            Self::Object(parts) => parts.iter().flat_map(|(_, shape)| shape.items()).collect(),
        }
    }
}

/// Something that may be in a body.
pub(crate) enum Item<'a> {
    Attribute(&'static str, &'a Ty),
    Block(&'static str, usize, &'a Shape),
    Attributes(&'static str, &'a Ty),
}
