use super::command::{read_finished, write_finished};
use super::packer::{read_spec, read_value, ty};
use super::read::{Gob, read};
use super::value::float;
use super::{spec, value};
use crate::hcldec::{AttrSpec, BlockListSpec, BlockSpec, Number, ObjectSpec, Type, Value};

use proptest::prelude::*;

#[test]
fn the_end_of_a_command_has_the_bytes_of_go() {
    let definition = b"\x2b\x7f\x03\x01\x01\x0fCommandFinished\x01\xff\x80\x00\x01\x01\x01\x0aExitStatus\x01\x04\x00\x00\x00";
    let seven = [&definition[..], &[5, 0xff, 0x80, 1, 0x0e, 0]].concat();
    let zero = [&definition[..], &[3, 0xff, 0x80, 0]].concat();
    assert_eq!(write_finished(7), seven);
    assert_eq!(write_finished(0), zero);
}

#[test]
fn the_end_of_a_command_may_have_other_numbers() {
    let other = b"\x2c\xff\xbd\x03\x01\x01\x0fCommandFinished\x01\xff\xbe\x00\x01\x01\x01\x0aExitStatus\x01\x04\x00\x00\x00\x05\xff\xbe\x01\x0e\x00";
    assert_eq!(read_finished(&mut &other[..]).unwrap(), 7);
    assert!(read_finished(&mut &other[..20]).is_err());
    assert!(read_finished(&mut &[0xf8u8, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0][..]).is_err());
    assert!(read_finished(&mut &[0x80u8][..]).is_err());
}

#[test]
fn a_spec_says_all_that_it_says() {
    let nested = ObjectSpec::new().attr(AttrSpec::new("x", Type::Bool));
    let list = Type::List(Box::new(Type::Number));
    let repeated = ObjectSpec::new().attr(AttrSpec::new("y", list));
    let object = ObjectSpec::new()
        .attr(AttrSpec::new("a", Type::String).required())
        .block(BlockSpec::new("b", nested))
        .block_list(BlockListSpec::new("t", repeated));
    let stream = spec(&object).unwrap();
    let decoded = read(&stream).unwrap();
    let entries: Vec<_> = decoded.entries().collect();
    assert_eq!(
        entries.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        ["a", "b", "t"]
    );

    let (name, attr) = entries[0].1.interface().unwrap();
    assert_eq!(name, "*hcldec.AttrSpec");
    assert_eq!(attr.field("Name"), &Gob::String("a".to_owned()));
    assert_eq!(attr.field("Required"), &Gob::Bool(true));
    assert_eq!(ty(attr.field("Type")), Ok(Type::String));

    let (name, block) = entries[1].1.interface().unwrap();
    assert_eq!(name, "*hcldec.BlockSpec");
    assert_eq!(block.field("TypeName"), &Gob::String("b".to_owned()));
    assert_eq!(block.field("Required"), &Gob::Zero);
    let (name, nested) = block.field("Nested").interface().unwrap();
    assert_eq!(name, "github.com/hashicorp/hcl/v2/hcldec.ObjectSpec");
    let (_, attr) = nested.entries().next().unwrap().1.interface().unwrap();
    assert_eq!(ty(attr.field("Type")), Ok(Type::Bool));

    let (name, blocks) = entries[2].1.interface().unwrap();
    assert_eq!(name, "*hcldec.BlockListSpec");
    assert_eq!(blocks.field("TypeName"), &Gob::String("t".to_owned()));
    let (_, nested) = blocks.field("Nested").interface().unwrap();
    let (_, attr) = nested.entries().next().unwrap().1.interface().unwrap();
    let list = Type::List(Box::new(Type::Number));
    assert_eq!(ty(attr.field("Type")), Ok(list));
    assert_eq!(read_spec(&stream), Ok(object.into()));
}

/// The type and what is held, of a value that was sent.
fn sent(what: &Value, of: &Type) -> (Type, Gob) {
    let inner = read(&value(what, of).unwrap()).unwrap().inner().unwrap();
    (ty(inner.field("Ty")).unwrap(), inner.field("V").clone())
}

/// What a value is in gob.
fn expected(value: &Value) -> Gob {
    let interface = |name: &str, inner| Gob::Interface(name.to_owned(), Box::new(inner));
    match value {
        Value::Null(_) => Gob::Nil,
        Value::Bool(value) => interface("bool", Gob::Bool(*value)),
        Value::String(text) => interface("string", Gob::String(text.clone())),
        Value::Number(number) => interface("math/big.Float", Gob::Opaque(float(number))),
        Value::List(_, items) | Value::Tuple(items) => interface(
            "[]interface {}",
            Gob::Slice(items.iter().map(expected).collect()),
        ),
        Value::Map(_, entries) | Value::Object(entries) => interface(
            "map[string]interface {}",
            Gob::Map(
                entries
                    .iter()
                    .map(|(k, v)| (k.clone(), expected(v)))
                    .collect(),
            ),
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_has_no_form_is_refused() {
    let set = Type::Set(Box::new(Type::String));
    assert!(value(&Value::Null(set.clone()), &set).is_err());
    assert!(value(&Value::NULL, &Type::Any).is_err());
    assert!(value(&Value::Unknown(Type::String), &Type::String).is_err());
}

#[test]
fn numbers_are_those_of_big_float() {
    let cases: [(&str, &[u8]); 6] = [
        (
            "42",
            &[1, 0x0a, 0, 0, 0, 64, 0, 0, 0, 6, 0xa8, 0, 0, 0, 0, 0, 0, 0],
        ),
        (
            "-3",
            &[1, 0x0b, 0, 0, 0, 64, 0, 0, 0, 2, 0xc0, 0, 0, 0, 0, 0, 0, 0],
        ),
        ("0", &[1, 8, 0, 0, 0, 64]),
        (
            "1.5",
            &[
                1, 0x0a, 0, 0, 0, 0x35, 0, 0, 0, 1, 0xc0, 0, 0, 0, 0, 0, 0, 0,
            ],
        ),
        (
            "0.25",
            &[
                1, 0x0a, 0, 0, 0, 0x35, 0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0,
            ],
        ),
        (
            "18446744073709551615",
            &[
                1, 0x0a, 0, 0, 0, 64, 0, 0, 0, 64, 255, 255, 255, 255, 255, 255, 255, 255,
            ],
        ),
    ];
    for (digits, bytes) in cases {
        assert_eq!(float(&digits.parse::<Number>().unwrap()), bytes, "{digits}");
    }
}

fn typed() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z<>ä]{0,12}".prop_map(Value::from),
        Just(Value::Null(Type::String)),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::Tuple),
            proptest::collection::btree_map("[a-z]{1,4}", inner, 0..4).prop_map(Value::Object),
            proptest::collection::vec(any::<i64>().prop_map(Value::from), 0..200)
                .prop_map(|items| Value::list(Type::Number, items)),
            proptest::collection::btree_map(
                "[a-z]{1,4}",
                any::<bool>().prop_map(Value::from),
                0..4
            )
            .prop_map(|entries| Value::map(Type::Bool, entries)),
        ]
    })
}

proptest! {
    #[test]
    fn a_value_is_sent_as_it_is(value in typed()) {
        let of = value.ty();
        let (ty, held) = sent(&value, &of);
        prop_assert_eq!(ty, of);
        let expected = match expected(&value) {
            // What is left out of a struct.
            Gob::Nil => Gob::Zero,
            other => other,
        };
        prop_assert_eq!(held, expected);
    }

    #[test]
    fn what_packer_sees_of_a_value_is_what_was_sent(what in typed()) {
        let of = what.ty();
        let (ty, seen) = read_value(&value(&what, &of).unwrap()).unwrap();
        prop_assert_eq!(ty, of);
        let json: serde_json::Value = serde_json::from_str(&what.to_json().to_string()).unwrap();
        prop_assert_eq!(seen, json);
    }

    #[test]
    fn a_float_is_sent_exactly(float: f64) {
        prop_assume!(float.is_finite());
        let Ok(number) = float.to_string().parse::<Number>() else { return Ok(()) };
        let (_, seen) = read_value(&value(&Value::Number(number), &Type::Number).unwrap()).unwrap();
        let same = seen.as_f64().map(f64::to_bits);
        prop_assert!(same == Some(float.to_bits()) || float == 0.0, "{} {}", seen, float);
    }

    #[test]
    fn an_exit_status_is_read_as_it_was_written(status: i32) {
        prop_assert_eq!(read_finished(&mut write_finished(status).as_slice()).unwrap(), status);
    }

    #[test]
    fn no_change_of_a_byte_hurts(what in typed(), at: prop::sample::Index, byte: u8) {
        let mut bytes = value(&what, &what.ty()).unwrap();
        *at.get_mut(&mut bytes) = byte;
        let _ = read_value(&bytes);
    }

    #[test]
    fn no_bytes_hurt(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        let _ = read_finished(&mut bytes.as_slice());
        let _ = read_spec(&bytes);
        let _ = read_value(&bytes);
    }
}
