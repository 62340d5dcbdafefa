use serde::Deserialize;

cfg_if::cfg_if! {
    if #[cfg(feature = "extra")] {
        mod extra;
        pub use extra::*;
    } else {
        mod plain;
        pub use plain::*;
    }
}

cfg_if::cfg_if! {
    if #[cfg(not(feature = "extra"))] {
        #[derive(Deserialize)]
        pub struct Part { pub on: bool }
    } else if #[cfg(feature = "extra")] {
        #[derive(Deserialize)]
        pub struct Part { pub off: bool }
    }
}

#[derive(Deserialize)]
pub struct Config { pub part: Part, pub native: Native }

#[derive(Deserialize)]
pub struct Pair<T> { pub first: T, pub second: T }

pub type Texts = Pair<String>;
pub type Text = String;

#[cfg(feature = "extra")]
#[derive(Deserialize)]
pub struct Gated { pub a: u8 }

pub fn f() {
    #[derive(Deserialize)]
    struct Inside { a: u8 }
}

#[derive(Deserialize)]
pub struct UsesGated { pub a: Gated }
