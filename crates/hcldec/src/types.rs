//! The types of HCL values, as cty names them.

mod convertible;
mod json;
mod preference;
mod unify;

use super::identifier;
use super::quoted::quoted;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The type of a value, or what a value must convert to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// Any type at all; cty calls it dynamic.
    Any,
    /// `true` and `false`.
    Bool,
    /// Numbers of any size.
    Number,
    /// Unicode text, in normal form C.
    String,
    /// Elements of one type, in order.
    List(Box<Type>),
    /// Elements of one type, each once, without order.
    Set(Box<Type>),
    /// Values of one type by key.
    Map(Box<Type>),
    /// Named attributes, each of its own type.
    Object {
        /// The type of each attribute.
        attributes: BTreeMap<String, Type>,
        /// Those of the attributes that may be missing, and are null then.
        optional: BTreeSet<String>,
    },
    /// Elements in order, each of its own type.
    Tuple(Vec<Type>),
}

impl Type {
    /// An object type whose attributes must all be there.
    pub fn object(attributes: impl IntoIterator<Item = (String, Self)>) -> Self {
        Self::Object {
            attributes: attributes.into_iter().collect(),
            optional: BTreeSet::new(),
        }
    }

    /// Whether it is the other type, save for parts of either that are [`Type::Any`].
    pub(super) fn conforms(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::List(a), Self::List(b))
            | (Self::Set(a), Self::Set(b))
            | (Self::Map(a), Self::Map(b)) => a.conforms(b),
            (Self::Tuple(a), Self::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.conforms(b))
            }
            (Self::Object { attributes: a, .. }, Self::Object { attributes: b, .. }) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|((name, a), (other, b))| name == other && a.conforms(b))
            }
            _ => self == other,
        }
    }

    /// Whether it is `any`, or has a part that is.
    #[must_use]
    pub fn has_any(&self) -> bool {
        match self {
            Self::Any => true,
            Self::Bool | Self::Number | Self::String => false,
            Self::List(element) | Self::Set(element) | Self::Map(element) => element.has_any(),
            Self::Object { attributes, .. } => attributes.values().any(Self::has_any),
            Self::Tuple(elements) => elements.iter().any(Self::has_any),
        }
    }

    /// The type of the values that come of a conversion to this type: what was optional
    /// is there, and may be null.
    #[must_use]
    pub fn without_optional(&self) -> Self {
        match self {
            Self::Any | Self::Bool | Self::Number | Self::String => self.clone(),
            Self::List(element) => Self::List(Box::new(element.without_optional())),
            Self::Set(element) => Self::Set(Box::new(element.without_optional())),
            Self::Map(element) => Self::Map(Box::new(element.without_optional())),
            Self::Object { attributes, .. } => Self::object(
                attributes
                    .iter()
                    .map(|(name, ty)| (name.clone(), ty.without_optional())),
            ),
            Self::Tuple(elements) => {
                Self::Tuple(elements.iter().map(Self::without_optional).collect())
            }
        }
    }
}

/// Whether a name can stand without quotes.
fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(identifier::is_start) && chars.all(identifier::is_continue)
}

/// The type as a type expression of HCL: `list(string)`, `object({a=number})`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::Bool => f.write_str("bool"),
            Self::Number => f.write_str("number"),
            Self::String => f.write_str("string"),
            Self::List(element) => write!(f, "list({element})"),
            Self::Set(element) => write!(f, "set({element})"),
            Self::Map(element) => write!(f, "map({element})"),
            Self::Object {
                attributes,
                optional,
            } => {
                f.write_str("object({")?;
                for (i, (name, ty)) in attributes.iter().enumerate() {
                    let comma = if i > 0 { ", " } else { "" };
                    let name_text = if is_identifier(name) {
                        name.clone()
                    } else {
                        quoted(name)
                    };
                    if optional.contains(name) {
                        write!(f, "{comma}{name_text}=optional({ty})")?;
                    } else {
                        write!(f, "{comma}{name_text}={ty}")?;
                    }
                }
                f.write_str("})")
            }
            Self::Tuple(elements) => {
                f.write_str("tuple([")?;
                for (i, ty) in elements.iter().enumerate() {
                    let comma = if i > 0 { ", " } else { "" };
                    write!(f, "{comma}{ty}")?;
                }
                f.write_str("])")
            }
        }
    }
}
