//! A program of one file.

/// Its configuration.
#[derive(serde::Deserialize)]
struct Config {
    a: u8,
}

fn main() {}
