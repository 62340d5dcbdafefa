//! What a machine installs its system from: an image, and files that it finds on an HTTP
//! server, a floppy or a CD.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The build can serve files over HTTP, for an installer that asks for its answers. There
/// is a server while `http_directory` or `http_content` is set, on a free port of the
/// range; templates find it under `{{ .HTTPIP }}` and `{{ .HTTPPort }}`:
///
/// ```text
/// curl http://{{ .HTTPIP }}:{{ .HTTPPort }}/answers.cfg
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct Http {
    /// The folder to serve.
    pub http_directory: Option<String>,
    /// Files to serve that are nowhere on a disk, in place of `http_directory`: text by
    /// path, and a path begins with a slash.
    ///
    /// ```hcl
    /// http_content = {
    ///   "/answers.cfg" = templatefile("answers.pkrtpl", { user = var.user })
    /// }
    /// ```
    pub http_content: BTreeMap<String, String>,
    /// The first port to try. Builds that run at the same time need one each; for a
    /// certain port set both ends of the range to it.
    pub http_port_min: u16,
    /// The last port to try.
    pub http_port_max: u16,
    /// The address to listen on. The default is every address that this computer has.
    pub http_bind_address: String,
    /// The network interface to listen on, in place of `http_bind_address`.
    #[doc(hidden)]
    pub http_interface: Option<String>,
    /// What kind of socket to listen on.
    pub http_network_protocol: NetworkProtocol,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            http_directory: None,
            http_content: BTreeMap::new(),
            http_port_min: 8000,
            http_port_max: 9000,
            http_bind_address: "0.0.0.0".to_owned(),
            http_interface: None,
            http_network_protocol: NetworkProtocol::Tcp,
        }
    }
}

/// A kind of socket.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum NetworkProtocol {
    /// TCP over IPv4 and IPv6.
    #[default]
    Tcp,
    /// TCP over IPv4 only.
    Tcp4,
    /// TCP over IPv6 only.
    Tcp6,
    /// A Unix socket.
    Unix,
    /// A Unix socket that keeps packets apart.
    UnixPacket,
}

/// The image to install from is downloaded once and kept in Packer's cache, under a name
/// made of its URL and its checksum. With a checksum of the right kind it is not loaded
/// again while it fits.
///
/// ```hcl
/// iso_url      = "https://example.com/debian-13-netinst.iso"
/// iso_checksum = "file:https://example.com/SHA256SUMS"
/// ```
///
/// A URL can lead to a file here (`./debian.iso`), to an HTTP server, to a Git or
/// Mercurial repository, or to a bucket of Amazon S3.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Iso {
    /// What the image must have for a checksum, so that nobody installs something else:
    ///
    /// - `sha256:…`, `sha512:…`, `sha1:…` or `md5:…`, with the digits in place of the dots;
    /// - the digits alone: their number tells the kind;
    /// - `file:…` with the URL or path of a list of checksums, in which the image's name is
    ///   looked up;
    /// - `none`, for an image that need not be checked. One that was cut off on its way
    ///   then fails late, in the middle of the build.
    pub iso_checksum: String,
    /// Where the image is.
    pub iso_url: String,
    /// Where else the same image is. These are tried in their order when a download
    /// fails.
    #[serde(default)]
    pub iso_urls: Vec<String>,
    /// Where to keep the image, in place of Packer's cache.
    #[serde(default)]
    pub iso_target_path: Option<String>,
    /// What the name of the file in the cache ends with.
    #[serde(default = "iso")]
    pub iso_target_extension: String,
}

fn iso() -> String {
    "iso".to_owned()
}

/// The machine can have a floppy in its first drive, with files for an installer that
/// looks for them there: unattended installations of Windows do. Together they must be
/// smaller than 1.44 MB; larger ones can go over HTTP, or come later by a
/// [file provisioner](/packer/docs/provisioners/file).
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Floppy {
    /// Files to put on the floppy, all into its root: paths, patterns with `*`, `?` and
    /// `[…]`, and folders, of which the files are taken.
    pub floppy_files: Vec<String>,
    /// Folders to put on the floppy as they are, with what is below them. Patterns work
    /// here too.
    pub floppy_dirs: Vec<String>,
    /// Files that are nowhere on a disk: text by path. They go before files of the same
    /// path in the other two.
    ///
    /// ```hcl
    /// floppy_content = {
    ///   "autounattend.xml" = templatefile("autounattend.pkrtpl", { key = var.key })
    /// }
    /// ```
    pub floppy_content: BTreeMap<String, String>,
    /// The label of the floppy.
    pub floppy_label: Option<String>,
}

/// The machine can have a CD with files of yours in its second drive: the same as a
/// floppy, for systems that have forgotten what that is, and without its limit.
///
/// To write it Packer needs one of the programs `xorriso`, `mkisofs`, `hdiutil` (a part
/// of macOS) and `oscdimg` (a part of the Windows ADK).
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Cd {
    /// Files and folders to put on the CD. A folder goes there with its name and all that
    /// is in it; with `/*` behind it, only what is in it. Of a link, the file that it
    /// leads to is taken.
    ///
    /// ```hcl
    /// cd_files = ["cloud-init/*"]
    /// cd_label = "cidata"
    /// ```
    pub cd_files: Vec<String>,
    /// Files that are nowhere on a disk: text by path. They go before those of the same
    /// path in `cd_files`.
    ///
    /// ```hcl
    /// cd_content = {
    ///   "meta-data" = jsonencode({ instance-id = "packer" })
    ///   "user-data" = file("user-data.yaml")
    /// }
    /// ```
    pub cd_content: BTreeMap<String, String>,
    /// The label of the CD. Some installers look for a certain one: `cidata` is
    /// cloud-init's.
    pub cd_label: Option<String>,
}

include!("media.hcl2spec.rs");
