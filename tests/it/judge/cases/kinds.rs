//! What Rust's types are in HCL.

use serde::Deserialize;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::{NonZero, NonZeroU8, NonZeroUsize, Wrapping};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, RwLock};

#[derive(Deserialize)]
pub struct Strings {
    string: String,
    character: char,
    path: PathBuf,
    boxed: Box<str>,
    boxed_path: Box<std::path::Path>,
    cow: Cow<'static, str>,
}

#[derive(Deserialize)]
pub struct Addresses {
    ip: IpAddr,
    v4: Ipv4Addr,
    v6: Ipv6Addr,
    socket: SocketAddr,
}

#[derive(Deserialize)]
pub struct Integers {
    u8: u8,
    i64: i64,
    u128: u128,
    isize: isize,
    std_path: std::primitive::u32,
}

#[derive(Deserialize)]
pub struct OtherNumbers {
    f32: f32,
    f64: f64,
    non_zero: NonZeroU8,
    non_zero_generic: NonZero<u16>,
    option: Option<NonZeroUsize>,
    wrapping: Wrapping<u8>,
}

#[derive(Deserialize)]
pub struct Lists {
    vec: Vec<String>,
    array: [u8; 2],
    deque: VecDeque<bool>,
    linked: LinkedList<u8>,
    heap: BinaryHeap<u8>,
    slice: Box<[u8]>,
    nested: Vec<Vec<String>>,
}

#[derive(Deserialize)]
pub struct Sets {
    hash: HashSet<String>,
    tree: BTreeSet<u8>,
}

#[derive(Deserialize)]
pub struct Maps {
    hash: HashMap<String, u8>,
    tree: BTreeMap<String, Vec<String>>,
    numbered: BTreeMap<u8, bool>,
}

#[derive(Deserialize)]
pub struct Part {
    needed: u8,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
pub struct Blocks {
    single: Part,
    optional: Option<Part>,
    list: Vec<Part>,
    labelled: BTreeMap<String, Part>,
}

#[derive(Deserialize)]
pub struct DeepBlocks {
    boxed: Box<Part>,
    lists: Option<Vec<Box<Part>>>,
    array: [Part; 1],
    map_of_lists: HashMap<String, Vec<Part>>,
    list_of_lists: Vec<Vec<Part>>,
}

#[derive(Deserialize)]
pub struct Pair(String, u8);

#[derive(Deserialize)]
pub struct Tuples {
    tuple: (String, u8, bool),
    tuple_struct: Pair,
    list: Vec<(String, u8)>,
    one: (u8,),
}

#[derive(Deserialize)]
pub struct Cells {
    cell: Cell<u8>,
    ref_cell: RefCell<String>,
    mutex: Mutex<bool>,
    rw_lock: RwLock<Vec<u8>>,
    atomic: AtomicBool,
}

#[derive(Deserialize)]
pub struct Opaque {
    value: serde_json::Value,
    map: serde_json::Map<String, serde_json::Value>,
    list: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
pub struct Times {
    duration: std::time::Duration,
    range: std::ops::Range<u8>,
    time: std::time::SystemTime,
}

const LENGTH: usize = 3;

#[derive(Deserialize)]
pub struct Array<const N: usize> {
    #[serde(bound(deserialize = "[u8; N]: Deserialize<'de>"))]
    items: [u8; N],
}

#[derive(Deserialize)]
pub struct ConstGenerics {
    three: Array<LENGTH>,
    two: Array<2>,
}

pub mod shadow {
    /// Not the type of the standard library.
    #[derive(serde::Deserialize)]
    pub struct String {
        text: std::string::String,
    }

    #[derive(serde::Deserialize)]
    pub struct Shadowing {
        not_a_string: String,
        a_string: std::string::String,
    }
}

use other as renamed;
mod other {
    #[derive(serde::Deserialize)]
    pub struct Part {
        other: bool,
    }
}

#[derive(Deserialize)]
pub struct SameNames {
    here: Part,
    there: renamed::Part,
}

#[derive(Deserialize)]
pub struct Recursive {
    name: String,
    #[serde(default)]
    children: Vec<Recursive>,
}
