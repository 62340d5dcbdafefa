//! A crate whose types have no specs of their own.
#![allow(missing_docs)]

use serde::Deserialize;

/// Has a nested struct in turn.
#[derive(Deserialize)]
pub struct Tls {
    /// The certificate's file.
    pub certificate: std::path::PathBuf,
    pub client: Option<Client>,
    #[serde(default)]
    pub fallback: Vec<Client>,
}

#[derive(Deserialize)]
pub struct Client {
    pub name: String,
}

#[derive(Deserialize)]
pub struct Pair<A, B> {
    pub first: A,
    pub second: B,
}
