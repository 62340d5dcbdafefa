//! The protobuf form in which Packer's plugins send their specs. It knows attributes of
//! string, number, bool and lists and maps of them, blocks, and repeated blocks; the
//! messages are those of `hcl_spec.proto` in the plugin SDK.

mod proto;
mod read;
mod wire;
mod write;

use hcldec::{AttrSpec, BlockListSpec, BlockSpec, Diagnostic, Diagnostics, ObjectSpec, Spec};
use wire::Message;

/// The bytes that a plugin sends for this spec, the same for equal specs.
///
/// What the spec only tells people, its documentation, is left out. Another accepted
/// name of an item becomes an item of its own; then none of its names is required, and
/// it is up to the plugin to refuse none or two of them.
///
/// # Errors
///
/// One for each part of the spec that has no form on the wire, naming its path.
///
/// ```
/// use packer_plugin::hcldec::{AttrSpec, ObjectSpec, Spec, Type};
/// use packer_plugin::wire_form;
///
/// let spec = Spec::from(ObjectSpec::new().attr(AttrSpec::new("name", Type::String).required()));
/// let bytes = wire_form::encode(&spec)?;
/// assert_eq!(wire_form::decode(&bytes)?, spec);
///
/// let spec = Spec::from(ObjectSpec::new().attr(AttrSpec::new("extra", Type::Any)));
/// assert!(wire_form::encode(&spec).unwrap_err().to_string().contains("`extra`"));
/// # Ok::<(), packer_plugin::hcldec::Diagnostics>(())
/// ```
pub fn encode(spec: &Spec) -> Result<Vec<u8>, Diagnostics> {
    let mut errors = Diagnostics::new();
    let message = write::root(spec, &mut errors);
    if errors.is_empty() {
        Ok(message.encode())
    } else {
        Err(errors)
    }
}

/// The spec in the bytes that a plugin sends.
///
/// # Errors
///
/// Bytes that are not such a message, and one error, naming its path, for each part that
/// is not complete.
pub fn decode(bytes: &[u8]) -> Result<Spec, Diagnostics> {
    let message = wire::Spec::read(proto::Reader::new(bytes)).map_err(|error| {
        Diagnostic::error(
            "invalid-proto",
            format!("this is not a spec in Packer's protobuf form: {error}"),
        )
    })?;
    let mut errors = Diagnostics::new();
    match read::root(&message, &mut errors) {
        Some(spec) if errors.is_empty() => Ok(spec),
        _ => Err(errors),
    }
}

/// The spec of what a data source gives back, as it is sent: other names that are accepted mean
/// nothing there, and nothing is required of what is given.
#[must_use]
pub fn output(spec: Spec) -> Spec {
    match spec {
        Spec::Object(object) => {
            let fields = object.fields.into_iter();
            fields
                .fold(ObjectSpec::new(), |object, (key, spec)| {
                    object.field(key, output(spec))
                })
                .into()
        }
        Spec::Attr(attr) => AttrSpec::new(attr.name, attr.ty).into(),
        Spec::Block(block) => BlockSpec::new(block.type_name, output(*block.nested)).into(),
        Spec::BlockList(blocks) => {
            Spec::BlockList(BlockListSpec::new(blocks.type_name, output(*blocks.nested)))
        }
        other => other,
    }
}

/// Where in a spec something is, for messages.
#[derive(Clone, Copy)]
struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    name: &'a str,
}

impl<'a> Path<'a> {
    const ROOT: Self = Path {
        parent: None,
        name: "",
    };

    fn join(&'a self, name: &'a str) -> Self {
        Path {
            parent: Some(self),
            name,
        }
    }
}

/// `a.b`, in back-ticks; `the spec` for the root.
impl std::fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut names = Vec::new();
        let mut path = self;
        while let Some(parent) = path.parent {
            names.push(path.name);
            path = parent;
        }
        if names.is_empty() {
            return f.write_str("the spec");
        }
        names.reverse();
        write!(f, "`{}`", names.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hcldec::Type;

    #[test]
    fn an_output_requires_nothing_and_has_one_name_for_a_thing() {
        let block = BlockSpec::new(
            "b",
            ObjectSpec::new().attr(AttrSpec::new("x", Type::Bool).required()),
        );
        let spec = ObjectSpec::new()
            .attr(AttrSpec::new("a", Type::String).required().alias("old"))
            .block(block.required());
        let plain = ObjectSpec::new()
            .attr(AttrSpec::new("a", Type::String))
            .block(BlockSpec::new(
                "b",
                ObjectSpec::new().attr(AttrSpec::new("x", Type::Bool)),
            ));
        assert_eq!(output(spec.into()), plain.into());
    }
}
