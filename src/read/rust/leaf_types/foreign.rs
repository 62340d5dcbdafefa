//! Common leaf types of other crates, and the helpers that decode them.

use super::{Adapter, Form};
use crate::model::HOLDS_ANYTHING;

const URL: Form = Form::String(Some("URL"));
const PATH: Form = Form::String(Some("path"));
const DATE: Form = Form::String(Some("date"));
const TIME: Form = Form::String(Some("time"));
const DURATION: Form = Form::String(Some("duration"));
const SIZE: Form = Form::String(Some("byte size"));
const VERSION: Form = Form::String(Some("version"));
const NETWORK: Form = Form::String(Some("IP network"));
const TEXT: Form = Form::String(None);
const DYNAMIC: Form = Form::Any(HOLDS_ANYTHING);

#[expect(clippy::match_same_arms, reason = "a line a family of crates")]
/// The form of a type by the crate that has it and its name there.
pub(super) fn form(krate: &str, name: &str) -> Option<Form> {
    Some(match (krate, name) {
        ("url", "Url") | ("http" | "fluent_uri", "Uri") => URL,
        ("camino", "Utf8PathBuf" | "Utf8Path") => PATH,
        ("relative_path", "RelativePathBuf" | "RelativePath") => PATH,
        ("bytesize", "ByteSize") | ("byte_unit", "Byte") | ("ubyte", "ByteUnit") => SIZE,
        ("semver", "Version" | "VersionReq" | "Comparator") => VERSION,
        ("ipnet", "IpNet" | "Ipv4Net" | "Ipv6Net") => NETWORK,
        ("ipnetwork", "IpNetwork" | "Ipv4Network" | "Ipv6Network") => NETWORK,
        ("cidr", "IpCidr" | "Ipv4Cidr" | "Ipv6Cidr" | "IpInet" | "Ipv4Inet" | "Ipv6Inet") => {
            NETWORK
        }
        ("chrono", "NaiveDate") | ("time" | "jiff", "Date") => DATE,
        ("chrono", "DateTime" | "NaiveDateTime" | "NaiveTime") => TIME,
        ("time", "OffsetDateTime" | "PrimitiveDateTime" | "Time" | "UtcOffset") => TIME,
        ("jiff", "Timestamp" | "Zoned" | "DateTime" | "Time") => TIME,
        ("jiff", "Span" | "SignedDuration") => DURATION,
        ("chrono", "Weekday" | "Month") | ("chrono_tz", "Tz") => TEXT,
        ("uuid", "Uuid") | ("ulid", "Ulid") => Form::String(Some("UUID")),
        ("kstring", "KString" | "KStringBase" | "KStringCow" | "KStringCowBase" | "KStringRef") => {
            TEXT
        }
        ("smol_str", "SmolStr") | ("compact_str", "CompactString") | ("ecow", "EcoString") => TEXT,
        ("smartstring", "SmartString" | "String") | ("arcstr", "ArcStr") | ("ustr", "Ustr") => TEXT,
        ("arrayvec", "ArrayString") | ("bstr", "BString" | "BStr") => TEXT,
        ("rust_decimal", "Decimal") | ("bigdecimal", "BigDecimal") => TEXT,
        ("log", "Level" | "LevelFilter") | ("email_address", "EmailAddress") => TEXT,
        ("globset", "Glob")
        | ("unic_langid", "LanguageIdentifier")
        | ("secrecy", "SecretString") => TEXT,
        ("serde_bytes", "ByteBuf" | "Bytes" | "ByteArray") | ("bytes", "Bytes" | "BytesMut") => {
            TEXT
        }
        (
            "serde_json" | "serde_yaml" | "serde_yml" | "serde_norway" | "toml" | "serde_value",
            "Value",
        ) => DYNAMIC,
        ("serde_json", "RawValue") | ("serde", "IgnoredAny") => DYNAMIC,
        ("toml" | "toml_datetime", "Datetime") => Form::Any("a TOML date has a form of its own"),
        ("serde_json" | "serde_yaml" | "serde_yml" | "serde_norway", "Number") => Form::Number,
        ("serde_json" | "toml", "Map") => Form::Map,
        ("toml", "Table") | ("serde_yaml" | "serde_yml" | "serde_norway", "Mapping") => {
            Form::MapOfAny
        }
        ("toml" | "serde_spanned", "Spanned") => Form::Inner(0),
        ("indexmap" | "ordermap", "IndexMap" | "OrderMap") => Form::Map,
        ("indexmap" | "ordermap", "IndexSet" | "OrderSet") => Form::Set,
        (
            "hashbrown" | "ahash" | "dashmap" | "rustc_hash" | "fxhash" | "hashlink"
            | "linked_hash_map" | "litemap" | "vec_map" | "im" | "rpds",
            name,
        ) => {
            return collection(name);
        }
        ("smallvec" | "tinyvec", "SmallVec" | "TinyVec" | "ArrayVec") => Form::ListOfArray,
        ("arrayvec", "ArrayVec") | ("thin_vec", "ThinVec") | ("vec1", "Vec1") => Form::List,
        ("heapless", "Vec") => Form::List,
        ("heapless", "String") => TEXT,
        ("ordered_float", "OrderedFloat" | "NotNan") => Form::Number,
        ("parking_lot" | "lock_api", "Mutex" | "RwLock") | ("triomphe", "Arc") => Form::Inner(0),
        ("arc_swap", "ArcSwap") | ("zeroize", "Zeroizing") | ("beef", "Cow") => Form::Inner(0),
        ("secrecy", "Secret" | "SecretBox") | ("humantime_serde", "Serde") => {
            if krate == "secrecy" {
                Form::Inner(0)
            } else {
                DURATION
            }
        }
        ("once_cell", "OnceCell") => Form::Option,
        ("either", "Either") => Form::Any("it is an object with `Left` or `Right`"),
        _ => return None,
    })
}

fn collection(name: &str) -> Option<Form> {
    if name.ends_with("Map") {
        Some(Form::Map)
    } else if name.ends_with("Set") {
        Some(Form::Set)
    } else {
        None
    }
}

#[expect(clippy::match_same_arms, reason = "a line a crate")]
/// What `with = "…"` and `deserialize_with = "…"` decode, where that is known.
pub(super) fn helper(krate: &str, path: &[String]) -> Option<Form> {
    let has = |name: &str| path.iter().any(|segment| segment == name);
    Some(match krate {
        "humantime_serde" => DURATION,
        "serde_bytes" => TEXT,
        "bytesize_serde" => SIZE,
        "serde_regex" => Form::String(Some("regular expression")),
        "url_serde" | "http_serde" => URL,
        "hex" => TEXT,
        "chrono" if has("serde") => Form::Number,
        "time" if path.iter().any(|segment| segment.starts_with("timestamp")) => Form::Number,
        "time" if has("serde") => TIME,
        "uuid" if has("serde") => Form::String(Some("UUID")),
        "jiff" if has("timestamp") => Form::Number,
        "serde_with" if has("display_fromstr") => TEXT,
        "serde_with" if has("json") => TEXT,
        _ => return None,
    })
}

/// What `#[serde_as(as = "…")]` makes of a type, where that does not depend on it.
pub(super) fn adapter(name: &str) -> Option<Adapter> {
    let numbers = [
        "DurationSeconds",
        "DurationMilliSeconds",
        "DurationMicroSeconds",
        "DurationNanoSeconds",
        "Timestamp",
    ];
    Some(match name {
        "DisplayFromStr"
        | "Hex"
        | "Base64"
        | "Base58"
        | "JsonString"
        | "NoneAsEmptyString"
        | "StringWithSeparator"
        | "Bytes" => Adapter::Form(TEXT),
        "Same" => Adapter::Same,
        "OneOrMany" => Adapter::OneOrMany,
        "DefaultOnNull" | "DefaultOnError" => Adapter::Default,
        "BoolFromInt" => Adapter::Form(Form::Number),
        _ if numbers.iter().any(|number| name.starts_with(number)) => Adapter::Form(Form::Number),
        _ => return None,
    })
}
