use super::{Msg, read};
use proptest::prelude::*;
use std::io::ErrorKind;

fn written(value: &Msg) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.write(&mut bytes);
    bytes
}

fn values() -> impl Strategy<Value = Msg> {
    let leaf = prop_oneof![
        Just(Msg::Nil),
        any::<bool>().prop_map(Msg::Bool),
        any::<u64>().prop_map(Msg::Uint),
        (0u64..70_000).prop_map(Msg::Uint),
        (i64::MIN..0).prop_map(Msg::Int),
        (-40_000i64..0).prop_map(Msg::Int),
        (-1e300..1e300f64).prop_map(Msg::Float),
        ".{0,40}".prop_map(Msg::Str),
        proptest::collection::vec(any::<u8>(), 0..300).prop_map(Msg::Bin),
        (any::<i8>(), proptest::collection::vec(any::<u8>(), 0..20))
            .prop_map(|(kind, bytes)| Msg::Ext(kind, bytes)),
    ];
    leaf.prop_recursive(4, 64, 20, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..20).prop_map(Msg::Array),
            proptest::collection::vec((inner.clone(), inner), 0..20).prop_map(Msg::Map),
        ]
    })
}

proptest! {
    #[test]
    fn a_value_reads_as_it_was_written(value in values()) {
        let mut bytes = written(&value);
        bytes.push(0xff);
        let mut source = bytes.as_slice();
        prop_assert_eq!(read(&mut source).unwrap(), value);
        // Nothing of what follows is taken.
        prop_assert_eq!(source, [0xff]);
    }

    #[test]
    fn a_value_that_is_cut_off_is_an_error(value in values(), cut: usize) {
        let bytes = written(&value);
        let cut = cut % bytes.len();
        prop_assert!(read(&mut &bytes[..cut]).is_err());
    }

    #[test]
    fn no_bytes_hurt(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&mut bytes.as_slice());
    }
}

#[test]
fn long_values_have_long_lengths() {
    for length in [31, 32, 255, 256, 65_535, 65_536] {
        for value in [
            Msg::Str("x".repeat(length)),
            Msg::Bin(vec![1; length]),
            Msg::Array(vec![Msg::Nil; length]),
            Msg::Map(vec![(Msg::Uint(1), Msg::Nil); length]),
            Msg::Ext(5, vec![7; length]),
        ] {
            assert_eq!(read(&mut written(&value).as_slice()).unwrap(), value);
        }
    }
}

#[test]
fn integers_take_the_shortest_form() {
    let cases: [(i64, &[u8]); 10] = [
        (0, &[0]),
        (127, &[0x7f]),
        (128, &[0xcc, 0x80]),
        (256, &[0xcd, 1, 0]),
        (65_536, &[0xce, 0, 1, 0, 0]),
        (1 << 32, &[0xcf, 0, 0, 0, 1, 0, 0, 0, 0]),
        (-1, &[0xff]),
        (-33, &[0xd0, 0xdf]),
        (-129, &[0xd1, 0xff, 0x7f]),
        (-32_769, &[0xd2, 0xff, 0xff, 0x7f, 0xff]),
    ];
    for (value, bytes) in cases {
        assert_eq!(written(&value.into()), bytes, "{value}");
    }
}

#[test]
fn integers_come_in_any_form() {
    for bytes in [
        &[0xd3, 0, 0, 0, 0, 0, 0, 0, 5][..],
        &[0xcf, 0, 0, 0, 0, 0, 0, 0, 5],
        &[0xd0, 5],
        &[5],
    ] {
        assert_eq!(read(&mut { bytes }).unwrap(), Msg::Uint(5));
    }
}

#[test]
fn what_claims_too_much_is_refused_before_it_is_read() {
    let nested = [0x91; 200];
    for (what, bytes) in [
        (
            "four thousand million items",
            &[0xdd, 0xff, 0xff, 0xff, 0xff][..],
        ),
        ("four gigabytes of text", &[0xdb, 0xff, 0xff, 0xff, 0xff, 1]),
        (
            "four gigabytes of bytes",
            &[0xc6, 0xff, 0xff, 0xff, 0xff, 1],
        ),
        (
            "an extension of four gigabytes",
            &[0xc9, 0xff, 0xff, 0xff, 0xff, 1],
        ),
        ("two hundred arrays in one another", &nested),
    ] {
        let error = read(&mut { bytes }).unwrap_err();
        let kinds = [ErrorKind::InvalidData, ErrorKind::UnexpectedEof];
        assert!(kinds.contains(&error.kind()), "{what}: {error}");
    }
    // Items of nothing would fill the memory though they come in few bytes.
    let mut many = vec![0xdd, 0x7f, 0xff, 0xff, 0xff];
    many.resize(3 << 20, 0xc0);
    let error = read(&mut many.as_slice()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
}

#[test]
fn fields_are_found_by_name() {
    let value = Msg::fields([
        ("Name", "x".into()),
        ("Id", 7u32.into()),
        ("List", vec!["a".to_owned()].into()),
    ]);
    assert_eq!(value.field("Name").text(), "x");
    assert_eq!(value.field("Id").stream_id(), 7);
    assert_eq!(value.field("List").texts(), ["a"]);
    assert!(value.field("Other").is_nil());
    assert!(Msg::Uint(1).field("Name").is_nil());
    assert_eq!(Msg::Bin(b"text".to_vec()).as_str(), Some("text"));
    assert_eq!(Msg::Uint(1 << 40).stream_id(), 0);
}
