//! Each kind of spec block.

use super::doc;
use super::reader::{Children, Item, Reader};
use crate::diagnostics::Diagnostic;
use crate::{
    AttrSpec, Block, BlockAttrsSpec, BlockLabelSpec, BlockListSpec, BlockMapSpec, BlockSpec,
    ObjectSpec, Spec, TransformSpec, Type, convert,
};

impl Reader {
    /// The spec in a block. None where it is wrong, which is reported.
    pub(super) fn spec(&mut self, block: &Block) -> Option<Spec> {
        let key = block.labels.first().map(String::as_str);
        let mut read = |arguments: &[&str], children| self.item(block, key, arguments, children);
        match block.ty.as_str() {
            "object" => {
                let item = read(&["rest"], Children::Keyed);
                self.object(&item)
            }
            "array" => {
                let item = read(&[], Children::Specs);
                self.children(&item).map(Spec::Tuple)
            }
            "attr" => {
                let item = read(&["aliases", "name", "required", "type"], Children::No);
                self.attr(&item, doc::above(&block.type_place))
            }
            "block" => {
                let item = read(&["aliases", "block_type", "required"], Children::Specs);
                self.block(&item, doc::above(&block.type_place))
            }
            "block_list" | "block_tuple" | "block_set" => {
                let arguments = ["aliases", "block_type", "max_items", "min_items"];
                let item = read(&arguments, Children::Specs);
                let blocks = self.block_list(&item, doc::above(&block.type_place))?;
                Some(match block.ty.as_str() {
                    "block_list" => Spec::BlockList(blocks),
                    "block_tuple" => Spec::BlockTuple(blocks),
                    _ => Spec::BlockSet(blocks),
                })
            }
            "block_map" | "block_object" => {
                let item = read(&["aliases", "block_type", "labels"], Children::Specs);
                let blocks = self.block_map(&item, doc::above(&block.type_place))?;
                Some(match block.ty.as_str() {
                    "block_map" => Spec::BlockMap(blocks),
                    _ => Spec::BlockObject(blocks),
                })
            }
            "block_attrs" => {
                let arguments = ["aliases", "block_type", "element_type", "required"];
                let item = read(&arguments, Children::No);
                self.block_attrs(&item, doc::above(&block.type_place))
            }
            "block_label" => {
                let item = read(&["index", "name"], Children::No);
                self.block_label(&item)
            }
            "literal" => {
                let item = read(&["type", "value"], Children::No);
                self.literal(&item)
            }
            "default" => {
                let item = read(&[], Children::Specs);
                self.default(&item)
            }
            _ => {
                let item = read(&["result"], Children::Specs);
                self.transform(&item)
            }
        }
    }

    fn object(&mut self, item: &Item) -> Option<Spec> {
        let mut object = ObjectSpec::new();
        let mut complete = true;
        if item.content.attributes.contains_key("rest") {
            object.rest = self.type_or(item, "rest", Type::Any);
            complete = object.rest.is_some();
        }
        for child in &item.content.blocks {
            let key = &child.labels[0];
            match self.spec(child) {
                None => complete = false,
                Some(spec) => {
                    if object.fields.insert(key.clone(), spec).is_some() {
                        self.defined_twice(key, child.label_places[0].clone());
                    }
                }
            }
        }
        complete.then(|| object.into())
    }

    fn attr(&mut self, item: &Item, doc: String) -> Option<Spec> {
        let name = self.named(item, "name");
        let ty = self.type_or(item, "type", Type::Any);
        let required = self.flag(item, "required");
        let aliases = self.texts(item, "aliases");
        let mut attr = AttrSpec::new(name?, ty?).doc(doc);
        attr.required = required;
        attr.aliases = aliases;
        Some(attr.into())
    }

    fn block(&mut self, item: &Item, doc: String) -> Option<Spec> {
        let name = self.named(item, "block_type");
        let required = self.flag(item, "required");
        let aliases = self.texts(item, "aliases");
        let nested = self.only_child(item);
        let mut block = BlockSpec::new(name?, nested?).doc(doc);
        block.required = required;
        block.aliases = aliases;
        Some(block.into())
    }

    fn block_list(&mut self, item: &Item, doc: String) -> Option<BlockListSpec> {
        let name = self.named(item, "block_type");
        let min = self.count(item, "min_items").unwrap_or_default();
        let max = self.count(item, "max_items").filter(|max| *max > 0);
        if max.is_some_and(|max| max < min) {
            let message = "`max_items` must not be less than `min_items`";
            self.report(Diagnostic::error("invalid-limit", message).at(item.header.clone()));
        }
        let aliases = self.texts(item, "aliases");
        let nested = self.only_child(item);
        let mut blocks = BlockListSpec::new(name?, nested?).doc(doc);
        blocks.min_items = min;
        blocks.max_items = max;
        blocks.aliases = aliases;
        Some(blocks)
    }

    fn block_map(&mut self, item: &Item, doc: String) -> Option<BlockMapSpec> {
        let name = self.named(item, "block_type");
        let aliases = self.texts(item, "aliases");
        let nested = self.only_child(item);
        let before = self.found.len();
        let mut labels = self.texts(item, "labels").into_iter();
        let first = labels.next();
        if first.is_none() && self.found.len() == before {
            let message = format!(
                "`{}` needs the argument `labels`, with one at least",
                item.kind
            );
            self.report(
                Diagnostic::error("missing-argument", message)
                    .at(item.header.clone())
                    .help("say what each label is, as in `labels = [\"name\"]`"),
            );
        }
        let mut blocks = BlockMapSpec::new(name?, first?, nested?).doc(doc);
        blocks.label_names.extend(labels);
        blocks.aliases = aliases;
        Some(blocks)
    }

    fn block_attrs(&mut self, item: &Item, doc: String) -> Option<Spec> {
        let name = self.named(item, "block_type");
        let ty = self.type_or(item, "element_type", Type::Any);
        let required = self.flag(item, "required");
        let aliases = self.texts(item, "aliases");
        let mut block = BlockAttrsSpec::new(name?, ty?).doc(doc);
        block.required = required;
        block.aliases = aliases;
        Some(block.into())
    }

    fn block_label(&mut self, item: &Item) -> Option<Spec> {
        let name = self.named(item, "name");
        self.expression(item, "index")?;
        let index = self.count(item, "index");
        Some(BlockLabelSpec::new(index?, name?).into())
    }

    fn literal(&mut self, item: &Item) -> Option<Spec> {
        let expression = self.expression(item, "value")?;
        let value = self.evaluate(&expression);
        let ty = self.type_or(item, "type", Type::Any)?;
        match convert(&value, &ty) {
            Ok(value) => Some(Spec::Literal(value)),
            Err(wrong) => {
                let message = format!("wrong value for `value`: {wrong}");
                self.report(Diagnostic::error("wrong-type", message).at(expression.place()));
                None
            }
        }
    }

    fn default(&mut self, item: &Item) -> Option<Spec> {
        let mut candidates = self.children(item)?.into_iter();
        let Some(first) = candidates.next() else {
            self.no_child(item, "at least one spec block");
            return None;
        };
        if candidates.len() == 0 {
            self.report(
                Diagnostic::warning("useless-default", "a `default` of one spec is that spec")
                    .at(item.header.clone())
                    .help("add what stands in, such as `literal { value = … }`"),
            );
        }
        Some(candidates.fold(first, Spec::or))
    }

    fn transform(&mut self, item: &Item) -> Option<Spec> {
        let wrapped = self.only_child(item);
        let result = self.expression(item, "result");
        let (wrapped, result) = (wrapped?, result?);
        Some(Spec::Transform(Box::new(TransformSpec { wrapped, result })))
    }

    fn children(&mut self, item: &Item) -> Option<Vec<Spec>> {
        let specs: Vec<_> = item
            .content
            .blocks
            .iter()
            .map(|child| self.spec(child))
            .collect();
        specs.into_iter().collect()
    }

    /// The one spec of what a block holds.
    fn only_child(&mut self, item: &Item) -> Option<Spec> {
        let Some((first, others)) = item.content.blocks.split_first() else {
            self.no_child(item, "one spec block, for what it holds");
            return None;
        };
        self.surplus(first, others, &format!("`{}`", item.kind));
        self.spec(first)
    }

    fn no_child(&mut self, item: &Item, needs: &str) {
        // Where there are other blocks, they have been reported.
        if item.right {
            let message = format!("`{}` needs {needs}", item.kind);
            self.report(Diagnostic::error("missing-spec", message).at(item.header.clone()));
        }
    }

    pub(super) fn surplus(&mut self, first: &Block, others: &[Block], whose: &str) {
        for other in others {
            self.report(
                Diagnostic::error("surplus-spec", format!("{whose} has only one spec block"))
                    .at(other.header_place.clone())
                    .label("one too many")
                    .related("the first is here", first.header_place.clone())
                    .help("put both into an `object` or an `array`"),
            );
        }
    }
}
