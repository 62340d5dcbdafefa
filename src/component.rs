//! The four kinds of components a plugin has, and what each is called in the places
//! that name it: metadata.hcl and the site, the docs folders, a Packer template.

use std::fmt;

/// What a component of a plugin does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComponentType {
    /// Makes an image.
    Builder,
    /// Changes the machine before it becomes an image.
    Provisioner,
    /// Does something with a finished image.
    PostProcessor,
    /// Looks something up before a build.
    DataSource,
}

impl ComponentType {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Builder,
        Self::Provisioner,
        Self::PostProcessor,
        Self::DataSource,
    ];

    /// The name in metadata.hcl, below `.web-docs/components` and in URLs of the site.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Builder => "builder",
            Self::Provisioner => "provisioner",
            Self::PostProcessor => "post-processor",
            Self::DataSource => "data-source",
        }
    }

    /// What one is called in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::DataSource => "data source",
            other => other.name(),
        }
    }

    /// What Packer calls it when it starts one of a plugin: `BINARY start WORD NAME`.
    #[must_use]
    pub fn started_as(self) -> &'static str {
        match self {
            Self::DataSource => "datasource",
            other => other.name(),
        }
    }

    /// The folder of its pages in the docs.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Builder => "builders",
            Self::Provisioner => "provisioners",
            Self::PostProcessor => "post-processors",
            Self::DataSource => "datasources",
        }
    }

    /// The block of a Packer template that uses it.
    #[must_use]
    pub fn block(self) -> &'static str {
        match self {
            Self::Builder => "source",
            Self::Provisioner => "provisioner",
            Self::PostProcessor => "post-processor",
            Self::DataSource => "data",
        }
    }

    /// The type of this exact [`name`](Self::name).
    ///
    /// ```
    /// use packer_sdc::component::ComponentType;
    /// assert_eq!(ComponentType::from_name("data-source"), Some(ComponentType::DataSource));
    /// assert_eq!(ComponentType::from_name("datasource"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ty| ty.name() == name)
    }

    /// The type whose pages lie in this exact [`folder`](Self::folder).
    #[must_use]
    pub fn from_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ty| ty.folder() == folder)
    }

    /// The type that somebody meant who wrote a name or folder, in one of the spellings
    /// that are about (`datasources`, `data_source`, `postprocessor`).
    #[must_use]
    pub fn meant_by(spelling: &str) -> Option<Self> {
        let bare = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
        let spelling = bare(spelling);
        let spelling = spelling.strip_suffix('s').unwrap_or(&spelling);
        Self::ALL.into_iter().find(|ty| bare(ty.name()) == spelling)
    }
}

impl fmt::Display for ComponentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::ComponentType;

    #[test]
    fn spellings_that_are_about_are_understood() {
        for spelling in ["datasource", "data-sources", "data_source", "DataSource"] {
            let ty = ComponentType::meant_by(spelling);
            assert_eq!(ty, Some(ComponentType::DataSource), "{spelling}");
        }
        assert_eq!(ComponentType::meant_by("communicator"), None);
    }
}
