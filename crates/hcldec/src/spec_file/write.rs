//! Specs as the text of a spec file, as `hclfmt` would lay it out.

use super::literal::{literal_type, value_text};
use super::{SpecFile, UserFunction};
use crate::quoted::quoted;
use crate::{BlockListSpec, BlockMapSpec, Spec, Value};

/// The text of a whole file.
pub(super) fn file(file: &SpecFile) -> String {
    let mut writer = Writer::default();
    if !file.variables.is_empty() {
        let mut block = Block::new("variables", None);
        for (name, value) in &file.variables {
            block = block.argument(name, value_text(value));
        }
        writer.block(&block);
        writer.line("");
    }
    for (name, function) in &file.functions {
        writer.block(&function_block(name, function));
        writer.line("");
    }
    writer.spec(&file.spec, None);
    writer.text
}

fn function_block<'a>(name: &'a str, function: &UserFunction) -> Block<'a> {
    let mut block = Block::new("function", Some(name))
        .argument("params", format!("[{}]", function.parameters.join(", ")));
    if let Some(name) = &function.variadic {
        block = block.argument("variadic_param", name);
    }
    block.argument("result", function.result.text())
}

#[derive(Default)]
struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n("  ", self.depth));
            self.text += line;
        }
        self.text.push('\n');
    }

    /// What it means, as comment lines, which a reader takes back.
    fn doc(&mut self, doc: &str) {
        if doc.is_empty() {
            return;
        }
        for line in doc.split('\n') {
            let shown = |c: &char| !c.is_control() || *c == '\t';
            let line: String = line.chars().filter(shown).collect();
            let comment = if line.is_empty() {
                "#".to_owned()
            } else {
                format!("# {line}")
            };
            self.line(&comment);
        }
    }

    /// A block of arguments and nested blocks.
    fn block(&mut self, block: &Block) {
        let label = block.label.map(|label| format!(" {}", quoted(label)));
        let header = format!("{}{}", block.kind, label.unwrap_or_default());
        if block.arguments.is_empty() && block.nested.is_empty() {
            return self.line(&format!("{header} {{}}"));
        }
        self.line(&format!("{header} {{"));
        self.depth += 1;
        let widths = block.arguments.iter().map(|(name, _)| name.chars().count());
        let width = widths.max().unwrap_or_default();
        for (name, value) in &block.arguments {
            self.line(&format!("{name:width$} = {value}"));
        }
        if !block.arguments.is_empty() && !block.nested.is_empty() {
            self.line("");
        }
        for (key, spec) in &block.nested {
            self.spec(spec, *key);
        }
        self.depth -= 1;
        self.line("}");
    }

    /// A spec, under the key that it has in an object.
    fn spec(&mut self, spec: &Spec, key: Option<&str>) {
        self.doc(spec.doc());
        self.block(&Block::of(spec, key));
    }
}

/// A block of a spec file.
struct Block<'a> {
    kind: &'static str,
    label: Option<&'a str>,
    arguments: Vec<(&'a str, String)>,
    nested: Vec<(Option<&'a str>, &'a Spec)>,
}

impl<'a> Block<'a> {
    fn new(kind: &'static str, label: Option<&'a str>) -> Self {
        Self {
            kind,
            label,
            arguments: Vec::new(),
            nested: Vec::new(),
        }
    }

    fn argument(mut self, name: &'a str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    fn nested(mut self, spec: &'a Spec) -> Self {
        self.nested.push((None, spec));
        self
    }

    /// The argument that names an attribute or block, where its label does not.
    fn named(self, argument: &'a str, name: &str) -> Self {
        if self.label == Some(name) {
            return self;
        }
        self.argument(argument, quoted(name))
    }

    fn required(self, required: bool) -> Self {
        if required {
            self.argument("required", "true")
        } else {
            self
        }
    }

    fn aliases(self, names: &[String]) -> Self {
        if names.is_empty() {
            self
        } else {
            self.argument("aliases", list(names))
        }
    }

    fn of(spec: &'a Spec, key: Option<&'a str>) -> Self {
        match spec {
            Spec::Object(object) => {
                let mut block = Self::new("object", key);
                if let Some(ty) = &object.rest {
                    block = block.argument("rest", ty.to_string());
                }
                let fields = object.fields.iter();
                block
                    .nested
                    .extend(fields.map(|(key, spec)| (Some(key.as_str()), spec)));
                block
            }
            Spec::Tuple(specs) => specs.iter().fold(Self::new("array", key), Self::nested),
            Spec::Attr(attr) => Self::new("attr", key)
                .named("name", &attr.name)
                .argument("type", attr.ty.to_string())
                .required(attr.required)
                .aliases(&attr.aliases),
            Spec::Block(block) => Self::new("block", key)
                .named("block_type", &block.type_name)
                .required(block.required)
                .aliases(&block.aliases)
                .nested(&block.nested),
            Spec::BlockList(blocks) => Self::new("block_list", key).list(blocks),
            Spec::BlockTuple(blocks) => Self::new("block_tuple", key).list(blocks),
            Spec::BlockSet(blocks) => Self::new("block_set", key).list(blocks),
            Spec::BlockMap(blocks) => Self::new("block_map", key).map(blocks),
            Spec::BlockObject(blocks) => Self::new("block_object", key).map(blocks),
            Spec::BlockAttrs(block) => Self::new("block_attrs", key)
                .named("block_type", &block.type_name)
                .argument("element_type", block.element_type.to_string())
                .required(block.required)
                .aliases(&block.aliases),
            Spec::BlockLabel(label) => Self::new("block_label", key)
                .argument("index", label.index.to_string())
                .named("name", &label.name),
            Spec::Literal(value) => Self::new("literal", key).value(value),
            Spec::Default(default) => {
                // A reader takes the first of several to be nested the deepest.
                let mut candidates = vec![&default.default];
                let mut primary = &default.primary;
                while let Spec::Default(inner) = primary {
                    candidates.push(&inner.default);
                    primary = &inner.primary;
                }
                candidates.push(primary);
                candidates
                    .into_iter()
                    .rev()
                    .fold(Self::new("default", key), Self::nested)
            }
            Spec::Transform(transform) => Self::new("transform", key)
                .argument("result", transform.result.text())
                .nested(&transform.wrapped),
        }
    }

    fn list(self, blocks: &'a BlockListSpec) -> Self {
        let mut block = self.named("block_type", &blocks.type_name);
        if blocks.min_items > 0 {
            block = block.argument("min_items", blocks.min_items.to_string());
        }
        if let Some(max) = blocks.max_items {
            block = block.argument("max_items", max.to_string());
        }
        block.aliases(&blocks.aliases).nested(&blocks.nested)
    }

    fn map(self, blocks: &'a BlockMapSpec) -> Self {
        self.named("block_type", &blocks.type_name)
            .argument("labels", list(&blocks.label_names))
            .aliases(&blocks.aliases)
            .nested(&blocks.nested)
    }

    /// A literal; with its type, where the literal alone would have another.
    fn value(self, value: &Value) -> Self {
        let block = self.argument("value", value_text(value));
        if literal_type(value) == value.ty() {
            block
        } else {
            block.argument("type", value.ty().to_string())
        }
    }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
