//! The words for a kind of component in the places that a new one appears in.

use crate::component::ComponentType;

/// One kind of component.
pub(super) struct Kind {
    pub(super) ty: ComponentType,
    /// Its module in the source.
    pub(super) module: &'static str,
    /// The method of `packer_plugin::Set` that takes one.
    pub(super) method: &'static str,
    /// One of them, in a sentence.
    pub(super) one: &'static str,
    /// All of them, as a heading.
    pub(super) heading: &'static str,
    /// What they do, as a sentence.
    pub(super) purpose: &'static str,
}

impl Kind {
    pub(super) fn of(ty: ComponentType) -> Self {
        match ty {
            ComponentType::Builder => Self {
                ty,
                module: "builder",
                method: "builder",
                one: "builder",
                heading: "Builders",
                purpose: "Makes an image.",
            },
            ComponentType::Provisioner => Self {
                ty,
                module: "provisioner",
                method: "provisioner",
                one: "provisioner",
                heading: "Provisioners",
                purpose: "Changes the machine before it becomes an image.",
            },
            ComponentType::PostProcessor => Self {
                ty,
                module: "post_processor",
                method: "post_processor",
                one: "post-processor",
                heading: "Post-processors",
                purpose: "Does something with a finished image.",
            },
            ComponentType::DataSource => Self {
                ty,
                module: "datasource",
                method: "data_source",
                one: "data source",
                heading: "Data sources",
                purpose: "Looks something up before a build.",
            },
        }
    }
}
