//! What may be left out, and what only looks so.

use serde::Deserialize;
use std::marker::PhantomData;

type MaybeText = Option<String>;
type Maybe<T> = Option<T>;

#[derive(Deserialize)]
pub struct Options {
    plain: Option<u8>,
    full_path: std::option::Option<u8>,
    core_path: core::option::Option<u8>,
    twice: Option<Option<u8>>,
    of_list: Option<Vec<u8>>,
}

#[derive(Deserialize)]
pub struct Behind {
    boxed_option: Box<Option<u8>>,
    option_of_box: Option<Box<u8>>,
    alias: MaybeText,
    alias_with_argument: Maybe<bool>,
}

pub mod named {
    pub struct Option<T>(pub T);

    impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Option<T> {
        fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            T::deserialize(from).map(Self)
        }
    }

    #[derive(serde::Deserialize)]
    pub struct NotThatOption {
        needed: Option<u8>,
    }
}

#[derive(Deserialize)]
pub struct Generic<T> {
    value: T,
}

#[derive(Deserialize)]
pub struct Pair<A, B = Option<A>> {
    first: A,
    second: B,
}

#[derive(Deserialize)]
pub struct Instances {
    needed: Generic<u8>,
    optional: Generic<Option<u8>>,
    pair: Pair<String>,
    other_pair: Pair<bool, u8>,
}

#[derive(Deserialize)]
pub struct NewOption(Option<u8>);

#[derive(Deserialize)]
#[serde(transparent)]
pub struct SeenThrough(Option<u8>);

#[derive(Deserialize)]
pub struct LooksOptional {
    newtype: NewOption,
    transparent: SeenThrough,
    value: serde_json::Value,
    list: Vec<u8>,
    flag: bool,
}

#[derive(Deserialize)]
pub struct NothingInIt {
    unit: (),
    phantom: PhantomData<u8>,
    #[serde(skip)]
    skipped: PhantomData<u8>,
    #[serde(default)]
    optional: (),
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OuterDefault {
    own: u8,
    part: Part,
}

#[derive(Default, Deserialize)]
pub struct Part {
    needed: u8,
}

#[derive(Deserialize)]
pub struct DefaultOnNeeded {
    #[serde(default)]
    option: Option<u8>,
    #[serde(default)]
    part: Part,
}
