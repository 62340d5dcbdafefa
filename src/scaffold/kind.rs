//! The words for a kind of component in the places that a new one appears in.

use crate::component::ComponentType;

/// One kind of component.
pub(super) struct Kind {
    pub(super) ty: ComponentType,
    /// Its module in the source.
    pub(super) module: &'static str,
    /// The key of its list in what `describe` prints.
    pub(super) described: &'static str,
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
                described: "builders",
                one: "builder",
                heading: "Builders",
                purpose: "Makes an image.",
            },
            ComponentType::Provisioner => Self {
                ty,
                module: "provisioner",
                described: "provisioners",
                one: "provisioner",
                heading: "Provisioners",
                purpose: "Changes the machine before it becomes an image.",
            },
            ComponentType::PostProcessor => Self {
                ty,
                module: "post_processor",
                described: "post_processors",
                one: "post-processor",
                heading: "Post-processors",
                purpose: "Does something with a finished image.",
            },
            ComponentType::DataSource => Self {
                ty,
                module: "datasource",
                described: "datasources",
                one: "data source",
                heading: "Data sources",
                purpose: "Looks something up before a build.",
            },
        }
    }
}
