//! The value of each kind of spec that reads blocks.

use super::{Decoder, Found, Path, mistakes};
use crate::{
    Block, BlockAttrsSpec, BlockListSpec, BlockMapSpec, BlockSpec, Spec, Type, Value, convert,
};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

impl Decoder<'_> {
    pub(super) fn block(
        &mut self,
        spec: &Spec,
        block: &BlockSpec,
        found: &Found,
        path: Path,
    ) -> Value {
        match self.only_block(spec, &block.type_name, block.required, found) {
            Some(block_found) => {
                let path = path.name(&block_found.ty);
                self.body(&block_found.body, &block.nested, &block_found.labels, path)
            }
            None => Value::Null(block.nested.implied_type().without_optional()),
        }
    }

    pub(super) fn block_list(
        &mut self,
        spec: &Spec,
        blocks: &BlockListSpec,
        found: &Found,
        path: Path,
    ) -> Value {
        let items = self.blocks_of(spec, found);
        let values = items.iter().enumerate().map(|(i, item)| {
            let path = path.name(&item.ty);
            self.body(&item.body, &blocks.nested, &item.labels, path.index(i))
        });
        let values: Vec<Value> = values.collect();
        if items.len() < blocks.min_items && !found.is_written_as_attribute(spec) {
            self.report(mistakes::too_few(blocks, items.len(), found.place()));
        }
        if let Some(max) = blocks.max_items
            && let Some(surplus) = items.get(max)
        {
            self.report(mistakes::too_many(blocks, max, items.len(), surplus));
        }
        if let Spec::BlockTuple(_) = spec {
            return Value::Tuple(values);
        }
        match self.of_one_type(values, &items, Elements::of(&blocks.nested)) {
            Some((ty, values)) if matches!(spec, Spec::BlockSet(_)) => Value::set(ty, values),
            Some((ty, values)) => Value::list(ty, values),
            None => Value::UNKNOWN,
        }
    }

    pub(super) fn block_map(
        &mut self,
        spec: &Spec,
        blocks: &BlockMapSpec,
        found: &Found,
        path: Path,
    ) -> Value {
        let depth = blocks.label_names.len();
        let mut by_labels: BTreeMap<&[String], (Value, &Block)> = BTreeMap::new();
        for item in self.blocks_of(spec, found) {
            let (labels, rest) = item.labels.split_at(depth.min(item.labels.len()));
            let type_path = path.name(&item.ty);
            let label = labels
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(".");
            let value = self.body(&item.body, &blocks.nested, rest, type_path.label(&label));
            match by_labels.entry(labels) {
                Entry::Vacant(entry) => {
                    entry.insert((value, item));
                }
                Entry::Occupied(entry) => self.report(mistakes::same_labels(item, entry.get().1)),
            }
        }
        let labels: Vec<&[String]> = by_labels.keys().copied().collect();
        let (values, items): (Vec<Value>, Vec<&Block>) = by_labels.into_values().unzip();
        if let Spec::BlockObject(_) = spec {
            let by_labels = labels.into_iter().zip(values).collect();
            return nest(by_labels, depth, &|parts, _| Value::Object(parts));
        }
        let elements = Elements::of(&blocks.nested);
        let Some((ty, values)) = self.of_one_type(values, &items, elements) else {
            return Value::UNKNOWN;
        };
        let by_labels = labels.into_iter().zip(values).collect();
        nest(by_labels, depth, &|parts, levels| {
            let element = (1..levels).fold(ty.clone(), |ty, _| Type::Map(Box::new(ty)));
            Value::map(element, parts)
        })
    }

    pub(super) fn block_attrs(
        &mut self,
        spec: &Spec,
        block: &BlockAttrsSpec,
        found: &Found,
        path: Path,
    ) -> Value {
        let ty = &block.element_type;
        let Some(item) = self.only_block(spec, &block.type_name, block.required, found) else {
            return Value::Null(Type::Map(Box::new(ty.without_optional())));
        };
        let path = path.name(&item.ty);
        let attributes = item.body.just_attributes(&mut self.found);
        let values = attributes.iter();
        let values = values.map(|(name, attribute)| self.converted(attribute, ty, path.name(name)));
        let values: Vec<Value> = values.collect();
        let items = vec![item; values.len()];
        // Nulls may be of any type.
        let types = values.iter().map(Value::ty);
        let mut types = types.filter(|ty| *ty != Type::Any);
        let first = types.next().unwrap_or(Type::Any);
        let fixed = !ty.has_any() || types.all(|ty| ty == first);
        let implied = if ty.has_any() && !values.is_empty() {
            first
        } else {
            ty.clone()
        };
        if fixed {
            let values = attributes.into_keys().zip(values);
            return Value::map(implied.without_optional(), values.collect());
        }
        let elements = Elements { implied, fixed };
        match self.of_one_type(values, &items, elements) {
            Some((ty, values)) => Value::map(ty, attributes.into_keys().zip(values).collect()),
            None => Value::UNKNOWN,
        }
    }

    /// The block that may stand once only.
    fn only_block<'f>(
        &mut self,
        spec: &Spec,
        ty: &str,
        required: bool,
        found: &'f Found,
    ) -> Option<&'f Block> {
        let items = self.blocks_of(spec, found);
        let Some((first, others)) = items.split_first() else {
            if required && !found.is_written_as_attribute(spec) {
                self.report(mistakes::missing_block(ty, found.place()));
            }
            return None;
        };
        for other in others.iter().filter(|other| other.ty == first.ty) {
            self.report(mistakes::repeated(other, first));
        }
        Some(first)
    }

    /// The blocks of a spec, which must all go by the same one of its names.
    fn blocks_of<'f>(&mut self, spec: &Spec, found: &'f Found) -> Vec<&'f Block> {
        let items = found.blocks(spec);
        if let Some((first, others)) = items.split_first()
            && let Some(other) = others.iter().find(|other| other.ty != first.ty)
        {
            self.report(mistakes::two_names(
                (&other.ty, &other.type_place),
                (&first.ty, &first.type_place),
                "block",
            ));
        }
        items
    }

    /// Values of one type: the one that is implied, or where that leaves parts open, one
    /// that all of them convert to. It is reported where there is none.
    fn of_one_type(
        &mut self,
        values: Vec<Value>,
        items: &[&Block],
        elements: Elements,
    ) -> Option<(Type, Vec<Value>)> {
        let Elements { implied, fixed } = elements;
        if fixed && !implied.has_any() || values.is_empty() {
            return Some((implied.without_optional(), values));
        }
        let types: Vec<Type> = values.iter().map(Value::ty).collect();
        let unified = Type::unify(&types).and_then(|ty| {
            let values = values.iter().map(|value| convert(value, &ty));
            let values: Vec<Value> = values.collect::<Result<_, _>>().ok()?;
            let fit = values.iter().all(|value| value.ty().conforms(&ty));
            fit.then_some((ty, values))
        });
        if unified.is_none() {
            let odd = types
                .iter()
                .position(|ty| *ty != types[0])
                .unwrap_or_default();
            self.report(mistakes::inconsistent(
                (items[odd], &types[odd]),
                (items[0], &types[0]),
            ));
        }
        unified
    }
}

/// What is known beforehand of the values of blocks.
struct Elements {
    implied: Type,
    /// Whether all of them are of that type.
    fixed: bool,
}

impl Elements {
    fn of(nested: &Spec) -> Self {
        Self {
            implied: nested.implied_type(),
            fixed: nested.is_of_one_type(),
        }
    }
}

/// Values by several labels as levels of maps, the first label outermost. `make` is told
/// how many levels what it makes has.
fn nest(
    by_labels: Vec<(&[String], Value)>,
    levels: usize,
    make: &impl Fn(BTreeMap<String, Value>, usize) -> Value,
) -> Value {
    let mut groups: BTreeMap<String, Vec<(&[String], Value)>> = BTreeMap::new();
    for (labels, value) in by_labels {
        if let Some((first, rest)) = labels.split_first() {
            groups.entry(first.clone()).or_default().push((rest, value));
        }
    }
    let parts = groups.into_iter().filter_map(|(label, mut group)| {
        if levels > 1 {
            return Some((label, nest(group, levels - 1, make)));
        }
        Some((label, group.pop()?.1))
    });
    make(parts.collect(), levels)
}
