use serde::Deserialize;

/// The `tiny` builder makes an image.
#[derive(Deserialize)]
pub struct Config {
    /// The name of the image.
    pub name: String,
    /// How large it is, in GiB.
    #[serde(default = "size")]
    pub size: u32,
}

fn size() -> u32 {
    8
}

include!("tiny.hcl2spec.rs");
