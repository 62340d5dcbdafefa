//! The builder `happycloud`: starts a server, lets the provisioners work on it, and
//! keeps its disk as an image.

use crate::common::{Access, Labels, Region, Wait};
use packer_plugin::{
    Artifact, Builder, BuilderRun, GeneratedData, LocalCommunicator, Preparation, Result,
};
use serde::Deserialize;

/// The `happycloud` builder starts a server from an existing image, runs the
/// provisioners on it, and makes a new image of its disk.
///
/// A build takes about two minutes. What it costs:
///
/// | server  | a minute |
/// |---------|----------|
/// | `smile` | 0.01     |
/// | `grin`  | 0.03     |
///
/// See [`Config::server_type`] for how to choose one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    #[serde(flatten)]
    pub access: Access,
    /// The image to start from: its name or its id.
    #[serde(alias = "image")]
    pub source_image: String,
    /// The name of the image that is made. It can hold Packer's template functions:
    ///
    /// ```hcl
    /// image_name = "web-{{timestamp}}"
    /// ```
    pub image_name: String,
    /// Words about the image, for people.
    pub description: Option<String>,
    /// Where to build.
    #[serde(default)]
    pub region: Region,
    /// The kind of server to build on. `smile` is enough unless a provisioner compiles
    /// something; [`Disk::size`] is independent of it.
    #[serde(default = "default_server_type")]
    pub server_type: String,
    /// How many cores to give it, in place of what the kind of server has.
    pub cores: Option<u8>,
    /// Whether to keep the server for a look when the build fails.
    #[serde(default)]
    pub keep_on_error: bool,
    /// How long to wait until the server is there.
    pub boot_timeout: Option<Wait>,
    /// Names of the networks to join, the first of which has the way out.
    #[serde(default)]
    pub networks: Vec<String>,
    /// Numbers of the ports that are open while the image is built.
    #[serde(default)]
    pub open_ports: Vec<u16>,
    /// Stored with the server.
    #[serde(default)]
    pub server_labels: Labels,
    /// Stored with the image.
    ///
    /// Keys that begin with `happycloud/` are the cloud's own.
    #[serde(default)]
    pub image_labels: Labels,
    /// The user that provisioners log in as.
    #[serde(default = "default_user")]
    pub ssh_username: String,
    /// Instructions for cloud-init, run at the first start. See its
    /// [own docs](https://cloudinit.readthedocs.io/).
    pub user_data: Option<String>,
    /// The disk that becomes the image. Without it, one of the size of the source image.
    pub disk: Option<Disk>,
    /// Further disks. They are there while the image is built, and are not part of it.
    #[serde(default, rename = "data_disk")]
    pub data_disks: Vec<Disk>,
    /// Who else may use the image.
    #[serde(default)]
    pub share: Vec<Share>,
    /// Fails the build on purpose.
    #[doc(hidden)]
    #[serde(default)]
    pub fail_for_test: bool,
    #[serde(skip)]
    pub server_id: u64,
}

/// A disk of the server.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disk {
    /// How large it is, as in `"16 GiB"`.
    #[serde(deserialize_with = "crate::common::size::deserialize")]
    pub size: u32,
    /// What it is made of.
    #[serde(default)]
    pub kind: DiskKind,
    /// Where it is mounted, for a disk of data.
    pub mount: Option<String>,
    /// Keep a copy of it now and then.
    pub backup: Option<Backup>,
}

/// What a disk is made of.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum DiskKind {
    /// Flash.
    #[default]
    Fast,
    /// Spinning, and cheap.
    Large,
}

/// When copies of a disk are made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// Hours of the day, from 0 to 23.
    pub hours: Vec<u8>,
    /// How many copies are kept.
    #[serde(default = "default_copies")]
    pub copies: u32,
}

/// Somebody else who may use the image.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The name of the project.
    pub project: String,
    /// What it may do.
    #[serde(default = "default_rights")]
    pub rights: Vec<String>,
}

fn default_server_type() -> String {
    "smile".to_owned()
}

fn default_user() -> String {
    "root".to_owned()
}

fn default_copies() -> u32 {
    7
}

fn default_rights() -> Vec<String> {
    vec!["read".to_owned()]
}

include!("happycloud.hcl2spec.rs");

/// What Packer runs.
#[derive(Debug)]
pub struct Component;

/// An image in the cloud.
#[derive(Debug)]
struct Image {
    name: String,
    labels: Labels,
}

impl Builder for Component {
    type Config = Config;

    fn prepare(&self, config: &Config, found: &mut Preparation) -> Result<()> {
        found.generates("ServerType");
        if config.access.endpoint.starts_with("http:") {
            found.warn("the token goes to the `endpoint` without encryption");
        }
        for disk in config.disk.iter().chain(&config.data_disks) {
            if disk.size == 0 {
                found.error("a disk has a `size` of at least 1 GiB");
            }
        }
        Ok(())
    }

    fn build(&self, config: &Config, run: &BuilderRun) -> Result<Option<Box<dyn Artifact>>> {
        run.ui.say(format!("Starting a `{}` from {}", config.server_type, config.source_image));
        // The server is the machine that Packer runs on.
        let server = LocalCommunicator::new(&run.context.cancel);
        let data = GeneratedData::new()
            .with("ID", format!("server-of-{}", config.image_name))
            .with("ServerType", config.server_type.as_str())
            .with("User", config.ssh_username.as_str());
        let provisioned = run.hook.provision(server, &data);
        if provisioned.is_err() && config.keep_on_error {
            run.ui.say("Keeping the server, for a look");
        } else {
            run.ui.say("Deleting the server");
        }
        provisioned?;
        if config.fail_for_test {
            return Err("the build fails on purpose".into());
        }
        Ok(Some(Box::new(Image {
            name: config.image_name.clone(),
            labels: config.image_labels.clone(),
        })))
    }
}

impl Artifact for Image {
    fn builder_id(&self) -> String {
        "happycloud.image".to_owned()
    }

    fn id(&self) -> String {
        self.name.clone()
    }

    fn state(&self, name: &str) -> Option<serde_json::Value> {
        (name == "labels").then(|| serde_json::json!(self.labels))
    }

    fn destroy(&self) -> Result<()> {
        packer_plugin::log::info(format_args!("image {} is deleted", self.name));
        Ok(())
    }
}
