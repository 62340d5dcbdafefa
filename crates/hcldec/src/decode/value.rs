//! The value of each kind of spec that does not read blocks.

use super::{Decoder, Found, Path, mistakes};
use crate::{
    AttrSpec, Attribute, BlockLabelSpec, DefaultSpec, ObjectSpec, Spec, TransformSpec, Type, Value,
    convert,
};
use std::collections::BTreeMap;

impl Decoder<'_> {
    /// The value of a spec, from what was found in the body that it reads, and the labels
    /// of that body's block.
    pub(super) fn value(
        &mut self,
        spec: &Spec,
        found: &Found,
        labels: &[String],
        path: Path,
    ) -> Value {
        match spec {
            Spec::Object(object) => self.object(object, found, labels, path),
            Spec::Tuple(specs) => {
                let values = specs
                    .iter()
                    .map(|spec| self.value(spec, found, labels, path));
                Value::Tuple(values.collect())
            }
            Spec::Attr(attr) => self.attr(spec, attr, found, path),
            Spec::Block(block) => self.block(spec, block, found, path),
            Spec::BlockList(blocks) | Spec::BlockTuple(blocks) | Spec::BlockSet(blocks) => {
                self.block_list(spec, blocks, found, path)
            }
            Spec::BlockMap(blocks) | Spec::BlockObject(blocks) => {
                self.block_map(spec, blocks, found, path)
            }
            Spec::BlockAttrs(block) => self.block_attrs(spec, block, found, path),
            Spec::BlockLabel(label) => self.label(label, found, labels),
            Spec::Literal(value) => value.clone(),
            Spec::Default(default) => self.default(default, found, labels, path),
            Spec::Transform(transform) => self.transform(spec, transform, found, labels, path),
        }
    }

    fn object(
        &mut self,
        object: &ObjectSpec,
        found: &Found,
        labels: &[String],
        path: Path,
    ) -> Value {
        let fields = object.fields.iter();
        let fields = fields.map(|(key, spec)| (key.clone(), self.value(spec, found, labels, path)));
        let mut attributes: BTreeMap<String, Value> = fields.collect();
        if let Some(ty) = &object.rest {
            for (name, attribute) in &found.rest {
                let value = self.converted(attribute, ty, path.name(name));
                attributes.entry(name.clone()).or_insert(value);
            }
        }
        Value::Object(attributes)
    }

    fn attr(&mut self, spec: &Spec, attr: &AttrSpec, found: &Found, path: Path) -> Value {
        let given = found.attributes(spec.names());
        let Some((first, others)) = given.split_first() else {
            return Value::Null(attr.ty.without_optional());
        };
        for other in others {
            self.report(mistakes::two_names(
                (&other.name, &other.name_place),
                (&first.name, &first.name_place),
                "argument",
            ));
        }
        self.converted(first, &attr.ty, path.name(&first.name))
    }

    /// The value of an attribute, in the form of a type. Where it has none, that is
    /// reported, and it is unknown.
    pub(super) fn converted(&mut self, attribute: &Attribute, ty: &Type, path: Path) -> Value {
        let value =
            attribute
                .expression
                .evaluate_within(self.context, &mut self.found, &mut self.budget);
        match (&value, ty) {
            (_, Type::Any)
            | (Value::String(_), Type::String)
            | (Value::Number(_), Type::Number)
            | (Value::Bool(_), Type::Bool) => value,
            _ => convert(&value, ty).unwrap_or_else(|wrong| {
                self.report(mistakes::wrong_type(attribute, ty, &wrong, path));
                Value::Unknown(ty.without_optional())
            }),
        }
    }

    fn label(&mut self, label: &BlockLabelSpec, found: &Found, labels: &[String]) -> Value {
        if let Some(label) = labels.get(label.index) {
            return Value::from(label.as_str());
        }
        self.report(mistakes::no_such_label(label, found.place()));
        Value::Unknown(Type::String)
    }

    fn default(
        &mut self,
        default: &DefaultSpec,
        found: &Found,
        labels: &[String],
        path: Path,
    ) -> Value {
        let value = self.value(&default.primary, found, labels, path);
        if value.is_null() {
            self.value(&default.default, found, labels, path)
        } else {
            value
        }
    }

    fn transform(
        &mut self,
        spec: &Spec,
        transform: &TransformSpec,
        found: &Found,
        labels: &[String],
        path: Path,
    ) -> Value {
        let before = self.found.len();
        let value = self.value(&transform.wrapped, found, labels, path);
        if self.found.len() > before {
            // What comes of a wrong value would only distract from why it is wrong.
            return Value::Unknown(spec.implied_type().without_optional());
        }
        transform.apply(value, &mut self.found)
    }
}
