//! The specs of a component in the form in which they are sent. They are made before the
//! handshake, and made once: Packer asks many times, and an error there would crash it.

use super::Mode;
use crate::Result;
use crate::hcldec::{Spec, Type};
use crate::wire::gob;
use crate::wire::msgpack::Msg;
use crate::wire_form;

/// The specs of a component.
#[derive(Debug)]
pub(crate) struct Specs {
    /// What its block may hold.
    pub(crate) config: Encoded,
    /// What a data source gives back.
    pub(crate) output: Option<Encoded>,
}

/// A spec, and what is sent of it.
#[derive(Debug)]
pub(crate) struct Encoded {
    pub(crate) spec: Spec,
    bytes: Vec<u8>,
}

impl Specs {
    pub(crate) fn config(spec: Spec, mode: Mode) -> Result<Self> {
        Ok(Self {
            config: Encoded::new(spec, mode)?,
            output: None,
        })
    }
}

impl Encoded {
    pub(crate) fn new(spec: Spec, mode: Mode) -> Result<Self> {
        let proto = wire_form::encode(&spec)?;
        let bytes = match mode {
            Mode::Protobuf => proto,
            // Both forms must say the same, so one is made of the other.
            Mode::Gob => match wire_form::decode(&proto)? {
                Spec::Object(object) => gob::spec(&object)?,
                _ => return Err("the spec of a component is an object".into()),
            },
        };
        Ok(Self { spec, bytes })
    }

    /// The reply to who asks for it.
    pub(crate) fn reply(&self, field: &'static str) -> Msg {
        Msg::fields([(field, Msg::Bin(self.bytes.clone()))])
    }
}

/// The path of a number in a list or map of something else than numbers. Packer crashes on one
/// that comes in gob.
pub(crate) fn number_in_collection(ty: &Type) -> Option<String> {
    below(ty, false).map(|path| path.trim_start_matches('.').to_owned())
}

/// The same, where what is not a number itself may be an item already.
fn below(ty: &Type, is_item: bool) -> Option<String> {
    match ty {
        Type::Number => is_item.then(String::new),
        Type::List(element) | Type::Set(element) | Type::Map(element) => {
            let nested = is_item || **element != Type::Number;
            below(element, nested).map(|rest| format!("[]{rest}"))
        }
        Type::Object { attributes, .. } => attributes
            .iter()
            .find_map(|(name, ty)| Some(format!(".{name}{}", below(ty, is_item)?))),
        Type::Tuple(elements) => elements.iter().find_map(|ty| below(ty, is_item)),
        Type::Any | Type::Bool | Type::String => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hcldec::{AttrSpec, ObjectSpec};

    fn list(ty: Type) -> Type {
        Type::List(Box::new(ty))
    }

    fn object(name: &str, ty: Type) -> Type {
        Type::object([(name.to_owned(), ty)])
    }

    #[test]
    fn numbers_that_gob_loses_are_found() {
        for (ty, path) in [
            (Type::Number, None),
            (list(Type::Number), None),
            (object("a", list(Type::Number)), None),
            (object("a", object("b", Type::Number)), None),
            (list(object("n", Type::String)), None),
            (object("a", list(object("n", Type::Number))), Some("a[].n")),
            (object("a", list(list(Type::Number))), Some("a[][]")),
            (list(object("n", list(Type::Number))), Some("[].n[]")),
        ] {
            assert_eq!(number_in_collection(&ty).as_deref(), path, "{ty}");
        }
    }

    #[test]
    fn what_has_no_form_on_the_wire_is_refused_in_both_modes() {
        let spec = || {
            ObjectSpec::new()
                .attr(AttrSpec::new("extra", Type::Any))
                .into()
        };
        for mode in [Mode::Protobuf, Mode::Gob] {
            let error = Specs::config(spec(), mode).unwrap_err();
            assert!(error.to_string().contains("`extra`"), "{error}");
        }
    }
}
