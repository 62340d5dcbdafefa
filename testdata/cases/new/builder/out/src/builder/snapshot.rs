//! The builder `happycloud-snapshot`.

use serde::Deserialize;

/// The `happycloud-snapshot` builder starts a machine from an existing image, runs the provisioners
/// on it, and keeps it as a new image.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The image to start from.
    pub source_image: String,
    /// The name of the image that is made.
    pub image_name: String,
    /// Words that are stored with the image.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The disk that becomes the image. Without it, one as large as that of the source.
    pub disk: Option<Disk>,
}

/// The disk that becomes the image.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disk {
    /// How large it is, in GiB.
    pub size: u32,
}

include!("snapshot.hcl2spec.rs");

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn reads_what_a_template_says() {
        let body = r#"
            source_image = "debian-13"
            image_name   = "web"
            disk {
              size = 20
            }
        "#;
        let config: Config = packer_plugin::hcldec::from_hcl(body).expect("it is right");
        assert_eq!(config.image_name, "web");
        assert_eq!(config.disk.expect("it is set").size, 20);
    }
}
