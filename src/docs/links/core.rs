//! The components that are part of Packer itself. They look like those of a plugin in
//! old links, but their pages are among Packer's own docs.

use crate::component::ComponentType;

/// Whether Packer itself has a component of this type and name.
///
/// ```
/// use packer_sdc::component::ComponentType;
/// use packer_sdc::docs::links::is_core;
/// assert!(is_core(ComponentType::Provisioner, "windows-shell"));
/// assert!(!is_core(ComponentType::Builder, "windows-shell"));
/// ```
#[must_use]
pub fn is_core(ty: ComponentType, name: &str) -> bool {
    names(ty).contains(&name)
}

fn names(ty: ComponentType) -> &'static [&'static str] {
    match ty {
        ComponentType::Builder => &["file", "null"],
        ComponentType::Provisioner => &[
            "breakpoint",
            "file",
            "hcp-sbom",
            "powershell",
            "shell",
            "shell-local",
            "sleep",
            "windows-restart",
            "windows-shell",
        ],
        ComponentType::PostProcessor => &[
            "artifice",
            "checksum",
            "compress",
            "manifest",
            "shell-local",
        ],
        ComponentType::DataSource => &[
            "hcp-packer-artifact",
            "hcp-packer-image",
            "hcp-packer-iteration",
            "hcp-packer-version",
            "http",
            "null",
        ],
    }
}

/// The type under which Packer has a component of this name, if it has one.
pub(super) fn type_of(name: &str) -> Option<ComponentType> {
    let mut types = ComponentType::ALL.into_iter();
    types.find(|ty| is_core(*ty, name))
}
