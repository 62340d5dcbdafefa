//! A plugin's folder, read once: what every rule looks at.

mod files;
mod pages;

pub(super) use files::RULES;
pub(crate) use pages::{DocPage, Role, component_of, is_written_by_hand, top_of};

use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile, usage};
use crate::docs::{Partials, Rendered, Shared};
use crate::files::{Plan, View, show};
use crate::metadata::Metadata;
use crate::project::{Project, Repository};
use crate::settings::Settings;
use files::Files;
use pages::Docs;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Everything the rules look at.
#[derive(Debug)]
pub struct Plugin {
    /// The folder.
    pub(crate) root: PathBuf,
    /// metadata.hcl, if it is there.
    pub(crate) metadata_file: Option<Arc<SourceFile>>,
    pub(crate) metadata: Metadata,
    /// Where it is or would be, relative to the plugin.
    pub(crate) metadata_path: String,
    /// The folder that is published, relative to the plugin.
    pub(crate) web_docs: String,
    /// The folder of pages, relative to the plugin.
    pub(crate) docs: String,
    /// Its pages, in the order of their paths.
    pub(crate) pages: Vec<DocPage>,
    /// What the whole folder comes to when it is rendered.
    pub(crate) rendered: Rendered,
    /// All files in it, by their path in it.
    pub(crate) docs_files: BTreeSet<String>,
    /// Pages of `.web-docs` that are not made of a page in the docs.
    by_hand: Vec<DocPage>,
    /// `.web-docs/README.md`, if it is there.
    pub(crate) web_readme: Option<Arc<SourceFile>>,
    /// What lies two folders below `.web-docs/components`.
    pub(crate) web: Vec<WebFolder>,
    /// Other things directly below `.web-docs/components`, by their names.
    pub(crate) web_strays: Vec<String>,
    /// Where it keeps what.
    pub(crate) project: Project,
    pub(crate) repository: Option<Repository>,
    /// The components that the docs have a page of, readable or not.
    sources: BTreeSet<(ComponentType, String)>,
    /// The plugin's own partials, by their path in their folder.
    pub(crate) partials: BTreeMap<String, Arc<SourceFile>>,
    /// Whether the partials that plugins share are those of this tool.
    pub(crate) shared_is_built_in: bool,
    /// Files that are about to be there.
    planned: BTreeSet<PathBuf>,
}

/// A folder `.web-docs/components/TYPE/SLUG`.
#[derive(Debug)]
pub(crate) struct WebFolder {
    /// The name of the folder above, which should be a type.
    pub(crate) ty: String,
    pub(crate) slug: String,
    /// Its README.md, if it is there.
    pub(crate) readme: Option<Arc<SourceFile>>,
}

impl Plugin {
    /// Reads the plugin in a folder. What is wrong with single files is a finding;
    /// only a folder that is no plugin, or cannot be read, is an error.
    pub fn read(
        project: Project,
        shared: Shared,
        plan: &Plan,
        findings: &mut Diagnostics,
    ) -> Result<Self, Diagnostics> {
        let root = &project.root().to_owned();
        let files = Files {
            view: View::Planned(plan),
        };
        let web_docs = project.web_docs_name().to_owned();
        let metadata_path = project.metadata_name();
        let metadata_file = files.read(root, &metadata_path, findings);
        let mut wrong = Diagnostics::new();
        let metadata = metadata_file
            .as_ref()
            .map(|file| Metadata::read(file, &mut wrong))
            .unwrap_or_default();
        findings.extend(wrong);
        let mut plugin = Self {
            metadata_file,
            metadata,
            metadata_path,
            pages: Vec::new(),
            rendered: Rendered::default(),
            docs_files: BTreeSet::new(),
            web_readme: files.read(root, &format!("{web_docs}/README.md"), findings),
            web_docs,
            web: Vec::new(),
            web_strays: Vec::new(),
            by_hand: Vec::new(),
            planned: BTreeSet::new(),
            sources: BTreeSet::new(),
            partials: BTreeMap::new(),
            shared_is_built_in: shared == Shared::BuiltIn,
            repository: project.repository(),
            docs: project.docs_name().to_owned(),
            root: root.to_owned(),
            project,
        };
        let docs = root.join(&plugin.docs);
        let partials = Partials::new(&docs, &plugin.project.partials(), shared, files.view)
            .including_from(plugin.project.include_from());
        let (docs, rendered) = Docs::read(&docs, &partials, &files, findings)?;
        plugin.pages = docs.pages;
        plugin.docs_files = docs.files;
        let components = plugin
            .docs_files
            .iter()
            .filter_map(|path| component_of(path));
        plugin.sources = components.map(|(ty, slug)| (ty, slug.to_owned())).collect();
        let folder = plugin.project.partials();
        for path in files.below(&folder)? {
            // One that a page includes is judged with the page.
            if let Some(file) = files.read_if_text(&folder, &path) {
                plugin.partials.insert(path, file);
            }
        }
        plugin.rendered = rendered;
        plugin.read_web(&files, findings)?;
        plugin.planned = plan.files().map(Path::to_owned).collect();
        plugin.by_hand = plugin.written_by_hand();
        if plugin.metadata_file.is_none() && plugin.docs_files.is_empty() {
            let message = format!("no plugin in `{}`", show(root));
            return Err(usage(message)
                .help("a plugin has `.web-docs/metadata.hcl`, and pages in `docs`")
                .into());
        }
        Ok(plugin)
    }

    /// What the plugin says about itself to this tool.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.project.settings()
    }

    /// Whether a file is there, or is about to be.
    pub(crate) fn has_file(&self, relative: impl AsRef<Path>) -> bool {
        let path = self.root.join(relative);
        let parts = path.components().filter(|part| *part != Component::CurDir);
        path.is_file() || self.planned.contains(&parts.collect::<PathBuf>())
    }

    /// A file of its source, if it is there and is text.
    pub(crate) fn source(&self, relative: &str) -> Option<Arc<SourceFile>> {
        let parts = Path::new(relative).components();
        let inside = parts
            .into_iter()
            .all(|part| matches!(part, Component::Normal(_)));
        let files = Files { view: View::Disk };
        inside.then(|| files.read_if_text(&self.root, relative))?
    }

    /// Whether its structs can be read.
    pub(crate) fn is_rust(&self) -> bool {
        self.project.has_rust()
    }

    fn read_web(
        &mut self,
        files: &Files<'_>,
        findings: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let folder = self.root.join(self.web_path("components"));
        for path in files.below(&folder)? {
            let parts: Vec<&str> = path.split('/').collect();
            let [ty, slug, ..] = parts[..] else {
                self.web_strays.push(path);
                continue;
            };
            if parts.len() == 2 {
                self.web_strays.push(path);
                continue;
            }
            // The paths are in order: those of one folder follow each other.
            let known = (self.web.last()).is_some_and(|web| web.ty == ty && web.slug == slug);
            if !known {
                self.web.push(WebFolder {
                    ty: ty.to_owned(),
                    slug: slug.to_owned(),
                    readme: files.read(&folder, &format!("{ty}/{slug}/README.md"), findings),
                });
            }
        }
        Ok(())
    }

    /// Pages of components that have no source are published as they are.
    fn written_by_hand(&self) -> Vec<DocPage> {
        let readme = self.web_readme.iter().filter(|_| self.readme().is_none());
        let readme = readme.map(|file| ("README.md".to_owned(), file));
        let components = self.web.iter().filter_map(|web| {
            let ty = ComponentType::from_name(&web.ty)?;
            let made = self.has_source(ty, &web.slug);
            let file = web.readme.as_ref().filter(|_| !made)?;
            Some((format!("components/{ty}/{}/README.md", web.slug), file))
        });
        readme
            .chain(components)
            .map(|(path, file)| DocPage::as_written(path, file))
            .collect()
    }

    /// All pages that are published, and what each is on the site.
    pub(crate) fn site(&self) -> impl Iterator<Item = (Role<'_>, &DocPage)> {
        let docs = self
            .pages
            .iter()
            .filter_map(|doc| Some((doc.role_in_docs()?, doc)));
        let by_hand = self.by_hand.iter();
        docs.chain(by_hand.filter_map(|doc| Some((doc.role_on_site()?, doc))))
    }

    /// The page with the plugin's README.
    pub(crate) fn readme(&self) -> Option<&DocPage> {
        self.pages.iter().find(|page| page.path == "README.md")
    }

    /// The pages of components, with what they are of.
    pub(crate) fn component_pages(
        &self,
    ) -> impl Iterator<Item = ((ComponentType, &str), &DocPage)> {
        self.pages
            .iter()
            .filter_map(|page| Some((component_of(&page.path)?, page)))
    }

    /// Whether the docs have a page of the component, readable or not.
    pub(crate) fn has_source(&self, ty: ComponentType, slug: &str) -> bool {
        self.sources.contains(&(ty, slug.to_owned()))
    }

    /// Whether metadata.hcl has the component. One whose type cannot be read counts by its
    /// slug: the type is what is wrong there, and it is said once.
    pub(crate) fn is_declared(&self, ty: ComponentType, slug: &str) -> bool {
        self.metadata.components.iter().any(|component| {
            let same = component.ty.as_ref().is_none_or(|known| known.value == ty);
            same && component
                .slug
                .as_ref()
                .is_some_and(|known| known.value == slug)
        })
    }

    /// A file or folder of the plugin as a whole.
    pub(crate) fn whole(&self, relative: &str) -> Place {
        Place::whole(show(&self.root.join(relative)))
    }

    /// A file of the folder that is published as messages name it.
    pub(crate) fn web_path(&self, relative: &str) -> String {
        format!("{}/{relative}", self.web_docs)
    }

    /// A file of the docs folder as messages name it.
    pub(crate) fn docs_path(&self, relative: &str) -> String {
        format!("{}/{relative}", self.docs)
    }
}
