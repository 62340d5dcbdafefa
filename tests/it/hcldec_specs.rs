//! Specs of every shape, for properties.

use proptest::prelude::*;
use sdc::hcldec::{AttrSpec, BlockListSpec, BlockSpec, ObjectSpec, Spec, Type};

pub(crate) fn name() -> impl Strategy<Value = String> {
    "[a-z_äé][a-z0-9_-]{0,6}"
}

fn wire_type() -> impl Strategy<Value = Type> {
    let primitive = prop_oneof![Just(Type::String), Just(Type::Number), Just(Type::Bool)];
    primitive.prop_recursive(3, 4, 1, |element| {
        prop_oneof![
            element.clone().prop_map(|ty| Type::List(Box::new(ty))),
            element.prop_map(|ty| Type::Map(Box::new(ty))),
        ]
    })
}

/// An object of what Packer's wire carries.
pub(crate) fn wire_spec() -> impl Strategy<Value = Spec> {
    let attr = (name(), wire_type(), any::<bool>()).prop_map(|(name, ty, required)| {
        let mut attr = AttrSpec::new(name, ty);
        attr.required = required;
        Spec::from(attr)
    });
    let item = attr.prop_recursive(4, 24, 4, |item| {
        let object = prop::collection::btree_map(name(), item.clone(), 0..5)
            .prop_map(object)
            .boxed();
        prop_oneof![
            (name(), object.clone(), any::<bool>()).prop_map(|(name, nested, required)| {
                let mut block = BlockSpec::new(name, nested);
                block.required = required;
                Spec::from(block)
            }),
            (name(), prop_oneof![object.clone(), item])
                .prop_map(|(name, nested)| { Spec::BlockList(BlockListSpec::new(name, nested)) }),
            object,
        ]
    });
    prop::collection::btree_map(name(), item, 0..6).prop_map(object)
}

fn object(fields: impl IntoIterator<Item = (String, Spec)>) -> Spec {
    let mut object = ObjectSpec::new();
    object.fields.extend(fields);
    object.into()
}
