//! The shared partials that are built into the binary: those of `partials/`, which
//! `make generate` makes of `src/config/`.

macro_rules! embed {
    ($($path:literal,)*) => {
        &[$(($path, include_str!(concat!("../../partials/", $path)))),*]
    };
}

/// Path and text, in the order of their paths.
pub(super) static PARTIALS: &[(&str, &str)] = embed![
    "packer-plugin-sdk/bootcommand/BootConfig-not-required.mdx",
    "packer-plugin-sdk/bootcommand/BootConfig.mdx",
    "packer-plugin-sdk/bootcommand/VNCConfig-not-required.mdx",
    "packer-plugin-sdk/bootcommand/VNCConfig.mdx",
    "packer-plugin-sdk/communicator/Communicator-not-required.mdx",
    "packer-plugin-sdk/communicator/Communicator.mdx",
    "packer-plugin-sdk/communicator/Config-not-required.mdx",
    "packer-plugin-sdk/communicator/Config.mdx",
    "packer-plugin-sdk/communicator/SSH-Agent-Auth-not-required.mdx",
    "packer-plugin-sdk/communicator/SSH-Agent-Auth.mdx",
    "packer-plugin-sdk/communicator/SSH-Key-Pair-Name-not-required.mdx",
    "packer-plugin-sdk/communicator/SSH-Key-Pair-Name.mdx",
    "packer-plugin-sdk/communicator/SSH-Private-Key-File-not-required.mdx",
    "packer-plugin-sdk/communicator/SSH-Private-Key-File.mdx",
    "packer-plugin-sdk/communicator/SSH-Temporary-Key-Pair-not-required.mdx",
    "packer-plugin-sdk/communicator/SSH-Temporary-Key-Pair.mdx",
    "packer-plugin-sdk/communicator/SSH-not-required.mdx",
    "packer-plugin-sdk/communicator/SSH.mdx",
    "packer-plugin-sdk/communicator/SSHInterface-not-required.mdx",
    "packer-plugin-sdk/communicator/SSHInterface.mdx",
    "packer-plugin-sdk/communicator/SSHTemporaryKeyPair-not-required.mdx",
    "packer-plugin-sdk/communicator/SSHTemporaryKeyPair.mdx",
    "packer-plugin-sdk/communicator/WinRM-not-required.mdx",
    "packer-plugin-sdk/communicator/WinRM.mdx",
    "packer-plugin-sdk/multistep/commonsteps/CDConfig-not-required.mdx",
    "packer-plugin-sdk/multistep/commonsteps/CDConfig.mdx",
    "packer-plugin-sdk/multistep/commonsteps/FloppyConfig-not-required.mdx",
    "packer-plugin-sdk/multistep/commonsteps/FloppyConfig.mdx",
    "packer-plugin-sdk/multistep/commonsteps/HTTPConfig-not-required.mdx",
    "packer-plugin-sdk/multistep/commonsteps/HTTPConfig.mdx",
    "packer-plugin-sdk/multistep/commonsteps/ISOConfig-not-required.mdx",
    "packer-plugin-sdk/multistep/commonsteps/ISOConfig-required.mdx",
    "packer-plugin-sdk/multistep/commonsteps/ISOConfig.mdx",
    "packer-plugin-sdk/provisioners/Common-not-required.mdx",
    "packer-plugin-sdk/provisioners/Common.mdx",
    "packer-plugin-sdk/provisioners/Elevated-not-required.mdx",
    "packer-plugin-sdk/provisioners/Elevated.mdx",
    "packer-plugin-sdk/provisioners/common-config.mdx",
    "packer-plugin-sdk/provisioners/shell-config.mdx",
    "packer-plugin-sdk/provisioners/unmaintained-plugin.mdx",
    "packer-plugin-sdk/shell/Environment-not-required.mdx",
    "packer-plugin-sdk/shell/Environment.mdx",
    "packer-plugin-sdk/shell/Execution-not-required.mdx",
    "packer-plugin-sdk/shell/Execution.mdx",
    "packer-plugin-sdk/shell/Remote-not-required.mdx",
    "packer-plugin-sdk/shell/Remote.mdx",
    "packer-plugin-sdk/shell/Script-not-required.mdx",
    "packer-plugin-sdk/shell/Script.mdx",
    "packer-plugin-sdk/shutdowncommand/ShutdownConfig-not-required.mdx",
    "packer-plugin-sdk/shutdowncommand/ShutdownConfig.mdx",
];

#[cfg(test)]
mod tests {
    use super::PARTIALS;
    use crate::files::{read_tree, show};
    use std::path::Path;

    #[test]
    fn every_file_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("partials");
        let files = read_tree(&folder).unwrap();
        let files: Vec<String> = files.keys().map(|path| show(path)).collect();
        let built_in: Vec<&str> = PARTIALS.iter().map(|(path, _)| *path).collect();
        assert_eq!(built_in, files);
    }
}
