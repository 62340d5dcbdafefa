//! What Packer calls the kinds of components.

/// A kind of component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Builder,
    PostProcessor,
    Provisioner,
    DataSource,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [
        Self::Builder,
        Self::PostProcessor,
        Self::Provisioner,
        Self::DataSource,
    ];

    /// What it is called after `start`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Builder => "builder",
            Self::PostProcessor => "post-processor",
            Self::Provisioner => "provisioner",
            Self::DataSource => "datasource",
        }
    }

    /// The key of its components in what a plugin says of itself.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Builder => "builders",
            Self::PostProcessor => "post_processors",
            Self::Provisioner => "provisioners",
            Self::DataSource => "datasources",
        }
    }

    /// What its methods have before their dot.
    pub(crate) fn service(self) -> &'static str {
        match self {
            Self::Builder => "Builder",
            Self::PostProcessor => "PostProcessor",
            Self::Provisioner => "Provisioner",
            Self::DataSource => "Datasource",
        }
    }
}
