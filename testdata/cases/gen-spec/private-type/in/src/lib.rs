//! A plugin.

mod builder {
    #[derive(serde::Deserialize)]
    struct Config {
        a: u8,
    }
}

include!("lib.hcl2spec.rs");
