//! Specs of every shape, for properties.

use hcldec::diagnostics::{Diagnostics, SourceFile};
use hcldec::{
    AttrSpec, BlockAttrsSpec, BlockLabelSpec, BlockListSpec, BlockMapSpec, BlockSpec, ObjectSpec,
    Spec, TransformSpec, Type, Value, parse_expression,
};
use proptest::prelude::*;

pub(crate) fn name() -> impl Strategy<Value = String> {
    "[a-z_äé][a-z0-9_-]{0,6}"
}

/// Any type.
pub(crate) fn ty() -> impl Strategy<Value = Type> {
    let primitive = prop_oneof![
        Just(Type::Any),
        Just(Type::String),
        Just(Type::Number),
        Just(Type::Bool),
    ];
    primitive.prop_recursive(3, 12, 3, |element| {
        let attribute = (element.clone(), any::<bool>());
        prop_oneof![
            element.clone().prop_map(|ty| Type::List(Box::new(ty))),
            element.clone().prop_map(|ty| Type::Set(Box::new(ty))),
            element.clone().prop_map(|ty| Type::Map(Box::new(ty))),
            prop::collection::vec(element, 0..3).prop_map(Type::Tuple),
            prop::collection::btree_map(name(), attribute, 0..3).prop_map(|parts| {
                let optional = parts.iter().filter(|(_, (_, optional))| *optional);
                Type::Object {
                    optional: optional.map(|(name, _)| name.clone()).collect(),
                    attributes: parts
                        .into_iter()
                        .map(|(name, (ty, _))| (name, ty))
                        .collect(),
                }
            }),
        ]
    })
}

/// Any value that is known.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::NULL),
        Just(Value::Null(Type::String)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (any::<i32>(), 0..40u32).prop_map(|(digits, places)| {
            let number = format!("{digits}e-{places}");
            Value::Number(number.parse().expect("digits are a number"))
        }),
        "\\PC*".prop_map(Value::from),
        r#"[$%{}\\"~<\n\r\t]{0,8}"#.prop_map(Value::from),
    ];
    scalar.prop_recursive(3, 16, 4, |element| {
        let numbers = prop::collection::vec(any::<i64>().prop_map(Value::from), 0..3);
        prop_oneof![
            prop::collection::vec(element.clone(), 0..4).prop_map(Value::Tuple),
            prop::collection::btree_map("[ -~äé]{0,6}", element, 0..4).prop_map(Value::object),
            numbers
                .clone()
                .prop_map(|numbers| Value::list(Type::Number, numbers)),
            numbers.prop_map(|numbers| Value::set(Type::Number, numbers)),
        ]
    })
}

fn doc() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        1 => prop::collection::vec("[^\\p{Cc}]{0,12}", 1..4).prop_map(|lines| lines.join("\n")),
    ]
}

fn names() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(name(), 1..3)]
}

fn expression() -> impl Strategy<Value = hcldec::Expression> {
    let texts = [
        "nested",
        "length(nested) + 1",
        "[for x in nested : \"${x}!\"]",
        "upper(nested.a[0])",
    ];
    prop::sample::select(texts.to_vec()).prop_map(|text| {
        parse_expression(
            &SourceFile::new("expression", text),
            &mut Diagnostics::new(),
        )
    })
}

fn leaf() -> impl Strategy<Value = Spec> {
    prop_oneof![
        4 => (name(), ty(), any::<bool>(), names(), doc()).prop_map(
            |(name, ty, required, aliases, doc)| {
                Spec::Attr(AttrSpec { name, ty, required, aliases, doc })
            }
        ),
        1 => (name(), ty(), any::<bool>(), names(), doc()).prop_map(
            |(type_name, element_type, required, aliases, doc)| {
                Spec::BlockAttrs(BlockAttrsSpec { type_name, element_type, required, aliases, doc })
            }
        ),
        1 => (0..3usize, name()).prop_map(|(index, name)| BlockLabelSpec { index, name }.into()),
        1 => value().prop_map(Spec::Literal),
    ]
}

/// Any spec at all.
pub(crate) fn spec() -> impl Strategy<Value = Spec> {
    leaf().prop_recursive(4, 24, 4, |item| {
        let fields = prop::collection::btree_map("[ -~äé]{1,6}", item.clone(), 0..4);
        let list = (
            name(),
            item.clone(),
            0..3usize,
            prop::option::of(3..9usize),
            names(),
            doc(),
        );
        let list = list
            .prop_map(
                |(type_name, nested, min_items, max_items, aliases, doc)| BlockListSpec {
                    type_name,
                    nested: Box::new(nested),
                    min_items,
                    max_items,
                    aliases,
                    doc,
                },
            )
            .boxed();
        let labels = prop::collection::vec(name(), 1..3);
        let map = (name(), labels, item.clone(), names(), doc());
        let map = map
            .prop_map(
                |(type_name, label_names, nested, aliases, doc)| BlockMapSpec {
                    type_name,
                    label_names,
                    nested: Box::new(nested),
                    aliases,
                    doc,
                },
            )
            .boxed();
        prop_oneof![
            (fields, prop::option::of(ty())).prop_map(|(fields, rest)| {
                let mut object = ObjectSpec {
                    rest,
                    ..ObjectSpec::new()
                };
                object.fields.extend(fields);
                object.into()
            }),
            prop::collection::vec(item.clone(), 0..4).prop_map(Spec::Tuple),
            (name(), item.clone(), any::<bool>(), names(), doc()).prop_map(
                |(type_name, nested, required, aliases, doc)| {
                    let nested = Box::new(nested);
                    Spec::Block(BlockSpec {
                        type_name,
                        nested,
                        required,
                        aliases,
                        doc,
                    })
                }
            ),
            list.clone().prop_map(Spec::BlockList),
            list.clone().prop_map(Spec::BlockTuple),
            list.prop_map(Spec::BlockSet),
            map.clone().prop_map(Spec::BlockMap),
            map.prop_map(Spec::BlockObject),
            (item.clone(), item.clone()).prop_map(|(primary, default)| primary.or(default)),
            (item, expression()).prop_map(|(wrapped, result)| {
                Spec::Transform(Box::new(TransformSpec { wrapped, result }))
            }),
        ]
    })
}
