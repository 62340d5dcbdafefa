//! Packer's wire form of specs.

use hcldec::{AttrSpec, BlockListSpec, BlockMapSpec, BlockSpec, ObjectSpec, Spec, Type};
use packer_plugin::wire_form::{decode, encode};
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
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
fn wire_spec() -> impl Strategy<Value = Spec> {
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

proptest! {
    #[test]
    fn what_is_sent_reads_back_equal(spec in wire_spec()) {
        let bytes = encode(&spec).unwrap();
        let back = decode(&bytes).unwrap();
        prop_assert_eq!(&back, &spec);
        // The order of an object's fields does not show in the bytes.
        prop_assert_eq!(encode(&back).unwrap(), bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
    }

    #[test]
    fn damaged_bytes_are_read_or_refused(
        spec in wire_spec(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = encode(&spec).unwrap();
        prop_assume!(!bytes.is_empty());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = decode(&bytes);
    }
}

fn tls() -> Spec {
    ObjectSpec::new()
        .attr(AttrSpec::new("ca", Type::String).required())
        .into()
}

#[test]
fn the_bytes_of_a_spec_never_change() {
    // Laid out by hand from hcl_spec.proto: field number << 3 | wire type, then lengths.
    let spec = ObjectSpec::new()
        .block(BlockSpec::new("tls", tls()).required())
        .attr(AttrSpec::new("n", Type::List(Box::new(Type::Number))).doc("Not sent."));
    let cty_string = [b"\x0a\x0c\x0a\x0a".as_slice(), b"cty.String"].concat();
    let ca = [b"\x0a\x02ca\x12\x0e".as_slice(), &cty_string, b"\x18\x01"].concat();
    let ca = [b"\x0a\x02ca\x12\x18\x12\x16".as_slice(), &ca].concat();
    let tls = [
        b"\x0a\x03tls\x10\x01\x1a\x22\x0a\x20\x0a\x1e".as_slice(),
        &ca,
    ]
    .concat();
    let number = [
        b"\x12\x10\x0a\x0e\x0a\x0c\x0a\x0a".as_slice(),
        b"cty.Number",
    ]
    .concat();
    let n = [b"\x0a\x01n\x12\x12".as_slice(), &number].concat();
    let n = [b"\x0a\x1e\x0a\x01n\x12\x19\x12\x17".as_slice(), &n].concat();
    let tls = [b"\x0a\x34\x0a\x03tls\x12\x2d\x1a\x2b".as_slice(), &tls].concat();
    let object = [n, tls].concat();
    let length = u8::try_from(object.len()).unwrap();
    let expected = [[0x0a, length].as_slice(), &object].concat();
    assert_eq!(encode(&spec.into()).unwrap(), expected);
}

#[test]
fn other_names_are_items_of_their_own() {
    let spec = ObjectSpec::new().attr(AttrSpec::new("name", Type::String).required().alias("nom"));
    let bytes = encode(&spec.into()).unwrap();
    let sent = ObjectSpec::new()
        .attr(AttrSpec::new("name", Type::String))
        .attr(AttrSpec::new("nom", Type::String));
    assert_eq!(decode(&bytes).unwrap(), sent.into());
}

#[test]
fn what_has_no_wire_form_is_named_by_its_path() {
    let nested = ObjectSpec::new()
        .attr(AttrSpec::new("extra", Type::Any))
        .attr(AttrSpec::new("ids", Type::Set(Box::new(Type::Number))));
    let spec = ObjectSpec::new()
        .block(BlockSpec::new("net", nested))
        .block_map(BlockMapSpec::new("tag", "name", tls()))
        .block_list(BlockListSpec::new("disk", tls()).max_items(2));
    let errors = encode(&spec.into()).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "error[no-wire-form]: `net.extra`: type `any` has no form on Packer's wire\n\
         error[no-wire-form]: `net.ids`: type `set(number)` has no form on Packer's wire\n\
         error[no-wire-form]: `tag`: a map of labelled blocks has no form on Packer's wire\n\
         error[no-wire-form]: `disk`: a limit on the number of blocks has no form on Packer's wire\n"
    );
    let errors = encode(&Spec::Tuple(vec![])).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "error[no-wire-form]: the spec: a tuple has no form on Packer's wire\n"
    );
}

#[test]
fn incomplete_messages_are_named_by_their_path() {
    let refused = |bytes: &[u8]| decode(bytes).unwrap_err().to_string();
    assert_eq!(
        refused(b""),
        "error[invalid-proto]: the spec cannot be read from Packer's protobuf form: \
         its kind is missing, or unknown to this version\n"
    );
    assert_eq!(
        refused(b"\x0a\x0b\x0a\x09\x0a\x01n\x12\x04\x12\x02\x18\x01"),
        "error[invalid-proto]: `n` cannot be read from Packer's protobuf form: \
         its type is missing, or unknown to this version\n"
    );
    assert_eq!(
        refused(b"\x12\x02\x18\x01"),
        "error[invalid-proto]: the spec cannot be read from Packer's protobuf form: \
         its type is missing, or unknown to this version\n"
    );
    assert!(refused(b"\xff").contains("this is not a spec in Packer's protobuf form"));
}
