//! Packer's wire form of specs.

use crate::hcldec_specs::wire_spec;
use proptest::prelude::*;
use sdc::hcldec::{AttrSpec, BlockListSpec, BlockMapSpec, BlockSpec, ObjectSpec, Spec, Type};

proptest! {
    #[test]
    fn what_is_sent_reads_back_equal(spec in wire_spec()) {
        let bytes = spec.to_packer_proto().unwrap();
        let back = Spec::from_packer_proto(&bytes).unwrap();
        prop_assert_eq!(&back, &spec);
        // The order of an object's fields does not show in the bytes.
        prop_assert_eq!(back.to_packer_proto().unwrap(), bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Spec::from_packer_proto(&bytes);
    }

    #[test]
    fn damaged_bytes_are_read_or_refused(
        spec in wire_spec(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = spec.to_packer_proto().unwrap();
        prop_assume!(!bytes.is_empty());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = Spec::from_packer_proto(&bytes);
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
    assert_eq!(Spec::from(spec).to_packer_proto().unwrap(), expected);
}

#[test]
fn other_names_are_items_of_their_own() {
    let spec = ObjectSpec::new().attr(AttrSpec::new("name", Type::String).required().alias("nom"));
    let bytes = Spec::from(spec).to_packer_proto().unwrap();
    let sent = ObjectSpec::new()
        .attr(AttrSpec::new("name", Type::String))
        .attr(AttrSpec::new("nom", Type::String));
    assert_eq!(Spec::from_packer_proto(&bytes).unwrap(), sent.into());
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
    let errors = Spec::from(spec).to_packer_proto().unwrap_err();
    assert_eq!(
        errors.to_string(),
        "error[no-wire-form]: `net.extra`: type `any` has no form on Packer's wire\n\
         error[no-wire-form]: `net.ids`: type `set(number)` has no form on Packer's wire\n\
         error[no-wire-form]: `tag`: a map of labelled blocks has no form on Packer's wire\n\
         error[no-wire-form]: `disk`: a limit on the number of blocks has no form on Packer's wire\n"
    );
    let errors = Spec::Tuple(vec![]).to_packer_proto().unwrap_err();
    assert_eq!(
        errors.to_string(),
        "error[no-wire-form]: the spec: a tuple has no form on Packer's wire\n"
    );
}

#[test]
fn incomplete_messages_are_named_by_their_path() {
    let refused = |bytes: &[u8]| Spec::from_packer_proto(bytes).unwrap_err().to_string();
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
