//! The builder `happycloud-snapshot`.

use packer_plugin::{
    Artifact, Builder, BuilderRun, FileArtifact, GeneratedData, LocalCommunicator, Preparation,
    Result,
};
use serde::Deserialize;
use std::fs;
use std::path::PathBuf;

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

/// What Packer runs.
#[derive(Debug)]
pub struct Component;

impl Builder for Component {
    type Config = Config;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        // Templates may say `build.ImagePath`.
        found.generates("ImagePath");
        if config.disk.as_ref().is_some_and(|disk| disk.size == 0) {
            found.error("a `disk` has a `size` of at least 1");
        }
        Ok(())
    }

    fn build(&self, config: &Config, run: &BuilderRun) -> Result<Option<Box<dyn Artifact>>> {
        let path = PathBuf::from(format!("{}.img", config.image_name));
        if path.exists() && !run.context.force {
            return Err(format!("`{}` exists; `-force` overwrites it", path.display()).into());
        }

        // Start your machine here. This one is the machine that Packer runs on.
        run.ui.say(format!("Starting from {}", config.source_image));
        let machine = LocalCommunicator::new(&run.context.cancel);
        let data = GeneratedData::new()
            .with("ID", "local")
            .with("ImagePath", path.display().to_string());
        run.hook.provision(machine, &data)?;

        // Keep your machine as an image here, and clean up behind it.
        run.ui.say(format!("Keeping {}", path.display()));
        let content = format!("{}\n{}\n", config.source_image, config.tags.join("\n"));
        fs::write(&path, content)?;
        let artifact = FileArtifact::new("happycloud-snapshot", &config.image_name).file(path);
        Ok(Some(Box::new(artifact)))
    }
}

#[cfg(test)]
mod tests {
    use super::Component;
    use packer_plugin::Artifact;
    use packer_plugin::testing::FakePacker;

    const BODY: &str = r#"
        source_image = "debian-13"
        image_name   = NAME
        disk {
          size = 20
        }
    "#;

    #[test]
    fn makes_an_image() {
        let name = std::env::temp_dir().join("happycloud-snapshot-makes-an-image");
        let body = BODY.replace("NAME", &format!("{name:?}"));
        let packer = FakePacker::new().force().provisioner(|machine, data| {
            let path = data.text("ImagePath").expect("the builder tells it");
            machine.run(&format!("echo {path}"))?.ok().map(drop)
        });
        let run = packer.build(Component, &body);
        let artifact = run.result.expect("it builds").expect("it makes something");
        assert_eq!(run.said[0], "Starting from debian-13");
        let image = std::fs::read_to_string(&artifact.files()[0]).expect("it is there");
        assert_eq!(image.lines().next(), Some("debian-13"));
        artifact.destroy().expect("it can be deleted");
    }

    #[test]
    fn says_what_is_wrong() {
        let body = BODY.replace("NAME", "\"web\"").replace("20", "0");
        let run = FakePacker::new().build(Component, &body);
        let wrong = run.result.expect_err("it is wrong").to_string();
        assert_eq!(wrong, "a `disk` has a `size` of at least 1");
    }
}
