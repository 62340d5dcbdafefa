//! The standard library, as serde implements `Deserialize` for it.

use super::{Fields, Form};

/// The primitive types, and what the prelude has that a path in a config struct can name.
pub(in crate::read::rust) const BUILTINS: [&str; 27] = [
    "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64",
    "i128", "isize", "f32", "f64", "String", "Vec", "Option", "Some", "None", "Box", "Result",
    "Default", "From", "Into",
];

/// The full path of a name of the prelude.
pub(super) fn prelude(name: &str) -> Option<&'static str> {
    Some(match name {
        "String" => "string::String",
        "Vec" => "vec::Vec",
        "Option" => "option::Option",
        "Box" => "boxed::Box",
        "Result" => "result::Result",
        _ => return None,
    })
}

/// The form of a primitive type.
pub(super) fn primitive(name: &str) -> Option<Form> {
    Some(match name {
        "bool" => Form::Bool,
        "char" | "str" => Form::String(None),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128"
        | "isize" | "f32" | "f64" => Form::Number,
        _ => return None,
    })
}

/// The form of a type by its path, without `std`.
pub(super) fn form(path: &str) -> Option<Form> {
    if let Some(name) = path.strip_prefix("primitive::") {
        return primitive(name);
    }
    Some(match path {
        "string::String" | "ffi::CString" | "ffi::CStr" => Form::String(None),
        "path::PathBuf" | "path::Path" => Form::String(Some("path")),
        "net::IpAddr" | "net::Ipv4Addr" | "net::Ipv6Addr" => Form::String(Some("IP address")),
        "net::SocketAddr" | "net::SocketAddrV4" | "net::SocketAddrV6" => {
            Form::String(Some("IP address and port"))
        }
        "num::Wrapping" | "num::Saturating" | "cmp::Reverse" | "boxed::Box" | "rc::Rc"
        | "sync::Arc" | "cell::Cell" | "cell::RefCell" | "sync::Mutex" | "sync::RwLock"
        | "borrow::Cow" => Form::Inner(0),
        "option::Option" | "rc::Weak" | "sync::Weak" => Form::Option,
        "vec::Vec"
        | "collections::VecDeque"
        | "collections::vec_deque::VecDeque"
        | "collections::LinkedList"
        | "collections::linked_list::LinkedList"
        | "collections::BinaryHeap"
        | "collections::binary_heap::BinaryHeap" => Form::List,
        "collections::HashSet"
        | "collections::BTreeSet"
        | "collections::hash_set::HashSet"
        | "collections::btree_set::BTreeSet" => Form::Set,
        "collections::HashMap"
        | "collections::BTreeMap"
        | "collections::hash_map::HashMap"
        | "collections::btree_map::BTreeMap" => Form::Map,
        "marker::PhantomData" => Form::Unit,
        "time::Duration" => Form::Struct(&["secs", "nanos"], Fields::Numbers),
        "time::SystemTime" => {
            Form::Struct(&["secs_since_epoch", "nanos_since_epoch"], Fields::Numbers)
        }
        "ops::Range" | "ops::RangeInclusive" => Form::Struct(&["start", "end"], Fields::OfArgument),
        "ops::RangeFrom" => Form::Struct(&["start"], Fields::OfArgument),
        "ops::RangeTo" => Form::Struct(&["end"], Fields::OfArgument),
        "ops::Bound" | "collections::Bound" => {
            Form::Any("a bound is `\"Unbounded\"`, or an object with `Included` or `Excluded`")
        }
        "result::Result" => Form::Any("a result is an object with `Ok` or `Err`"),
        "ffi::OsString" | "ffi::OsStr" => Form::Any(
            "an OS string is an object that differs by platform; use `String` or `PathBuf`",
        ),
        _ => return numeric(path),
    })
}

fn numeric(path: &str) -> Option<Form> {
    if let Some(name) = path.strip_prefix("sync::atomic::Atomic") {
        return Some(if name == "Bool" {
            Form::Bool
        } else {
            Form::Number
        });
    }
    path.strip_prefix("num::NonZero").map(|_| Form::Number)
}
