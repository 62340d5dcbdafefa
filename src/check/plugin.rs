//! A plugin's folder, read once: what every rule looks at.

use super::findings::{Findings, Fix};
use super::makefile::{self, Makefile};
use super::repository::{self, GoModule, Repository};
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Rule, Severity, SourceFile};
use crate::docs::page::Page;
use crate::files::show;
use crate::metadata::{self, Metadata};
use crate::settings::Settings;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};
use walkdir::WalkDir;

/// Everything the rules look at.
#[derive(Debug)]
pub struct Plugin {
    /// The folder.
    pub(crate) root: PathBuf,
    /// metadata.hcl, if it is there.
    pub(crate) metadata_file: Option<Arc<SourceFile>>,
    pub(crate) metadata: Metadata,
    /// The folder of pages, relative to the plugin.
    pub(crate) docs: String,
    /// Its pages, in the order of their paths.
    pub(crate) pages: Vec<DocPage>,
    /// All files in it, by their path in it.
    pub(crate) docs_files: BTreeSet<String>,
    /// `.web-docs/README.md`, if it is there.
    pub(crate) web_readme: Option<Arc<SourceFile>>,
    /// What lies two folders below `.web-docs/components`.
    pub(crate) web: Vec<WebFolder>,
    /// Other things directly below `.web-docs/components`, by their names.
    pub(crate) web_strays: Vec<String>,
    pub(crate) makefile: Option<Makefile>,
    pub(crate) go: Option<GoModule>,
    pub(crate) repository: Option<Repository>,
    /// What the plugin says about itself to this tool.
    pub(crate) settings: Settings,
}

/// A page of the docs.
#[derive(Debug)]
pub(crate) struct DocPage {
    /// Its path in the docs folder, with forward slashes.
    pub(crate) path: String,
    pub(crate) file: Arc<SourceFile>,
    /// Its text with all includes expanded.
    pub(crate) text: String,
    pub(crate) page: Page,
}

impl DocPage {
    /// The place in the docs or partials that a range of the text came from.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        Place::new(&self.file, range)
    }

    /// Adds a finding with its fix, where the fix is of a file that people write.
    pub(crate) fn push(&self, finding: Diagnostic, fix: Option<Fix>, findings: &mut Findings) {
        match fix.filter(|fix| is_written_by_hand(fix.place.file())) {
            Some(fix) => findings.push_with(finding, fix),
            None => findings.push(finding),
        }
    }
}

/// Whether a file does not say of itself that it was generated.
fn is_written_by_hand(file: &SourceFile) -> bool {
    let start = file.text().lines().take(3);
    !start
        .into_iter()
        .any(|line| line.contains("Code generated") && line.contains("DO NOT EDIT"))
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

/// What names a component in the docs: type and slug, where the path is that of one.
pub(crate) fn component_of(path: &str) -> Option<(ComponentType, &str)> {
    let (folder, name) = path.split_once('/')?;
    let slug = name.strip_suffix(".mdx").or(name.strip_suffix(".md"))?;
    let page = !slug.contains('/') && slug != "index" && slug != "README";
    page.then_some((ComponentType::from_folder(folder)?, slug))
}

impl Plugin {
    /// Reads the plugin in a folder. What is wrong with single files is a finding;
    /// only a folder that is no plugin, or cannot be read, is an error.
    pub fn read(root: &Path, findings: &mut Findings) -> Result<Self, Diagnostics> {
        let settings = Settings::read(root)?;
        let metadata_file = read(root, metadata::FILE, findings);
        let mut wrong = Diagnostics::new();
        let metadata = metadata_file
            .as_ref()
            .map(|file| Metadata::read(file, &mut wrong))
            .unwrap_or_default();
        findings.extend(wrong);
        let makefile = makefile::NAMES
            .iter()
            .find_map(|name| read(root, name, findings))
            .map(|file| Makefile::read(&file));
        let docs = settings
            .docs
            .as_ref()
            .map(|docs| docs.value.clone())
            .or_else(|| Some(makefile.as_ref()?.source.as_ref()?.value.clone()))
            .map_or_else(|| "docs".to_owned(), |docs| tidy(&docs));
        let go = read(root, "go.mod", findings).map(|file| GoModule::read(&file));
        let cargo = read(root, "Cargo.toml", findings);
        let mut plugin = Self {
            metadata_file,
            metadata,
            pages: Vec::new(),
            docs_files: BTreeSet::new(),
            web_readme: read(root, ".web-docs/README.md", findings),
            web: Vec::new(),
            web_strays: Vec::new(),
            makefile,
            repository: None,
            go,
            docs,
            settings,
            root: root.to_owned(),
        };
        plugin.repository = plugin
            .go
            .as_mut()
            .and_then(|go| go.repository.take())
            .or_else(|| repository::of_cargo(cargo.as_ref()?))
            .or_else(|| repository::of_git(root));
        plugin.read_docs(findings)?;
        plugin.read_web(findings)?;
        if plugin.metadata_file.is_none() && plugin.docs_files.is_empty() {
            let message = format!("no plugin in `{}`", show(root));
            return Err(Diagnostic::usage(message)
                .help("a plugin has `.web-docs/metadata.hcl`, and pages in `docs`")
                .into());
        }
        Ok(plugin)
    }

    /// What the plugin says about itself to this tool.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    fn read_docs(&mut self, findings: &mut Findings) -> Result<(), Diagnostic> {
        let folder = self.root.join(&self.docs);
        for path in files_below(&folder)? {
            let is_page = [".mdx", ".md"].iter().any(|end| path.ends_with(end));
            if is_page && let Some(file) = read(&folder, &path, findings) {
                self.pages.push(DocPage {
                    page: Page::parse(file.text()),
                    text: file.text().to_owned(),
                    path: path.clone(),
                    file,
                });
            }
            self.docs_files.insert(path);
        }
        Ok(())
    }

    fn read_web(&mut self, findings: &mut Findings) -> Result<(), Diagnostic> {
        let folder = self.root.join(".web-docs/components");
        for path in files_below(&folder)? {
            let parts: Vec<&str> = path.split('/').collect();
            let [ty, slug, ..] = parts[..] else {
                self.web_strays.push(path);
                continue;
            };
            if parts.len() == 2 {
                self.web_strays.push(path);
                continue;
            }
            let known = self.web.iter().any(|web| web.ty == ty && web.slug == slug);
            if !known {
                self.web.push(WebFolder {
                    ty: ty.to_owned(),
                    slug: slug.to_owned(),
                    readme: read(&folder, &format!("{ty}/{slug}/README.md"), findings),
                });
            }
        }
        Ok(())
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

    /// A file or folder of the plugin as a whole.
    pub(crate) fn whole(&self, relative: &str) -> Place {
        Place::whole(show(&self.root.join(relative)))
    }

    /// A file of the docs folder as messages name it.
    pub(crate) fn docs_path(&self, relative: &str) -> String {
        format!("{}/{relative}", self.docs)
    }
}

/// The first line of a file: where findings about a whole page are shown.
pub(crate) fn first_line(file: &Arc<SourceFile>) -> Place {
    let line = file.text().lines().next().unwrap_or_default();
    Place::new(file, 0..line.len())
}

fn tidy(folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    folder.strip_prefix("./").unwrap_or(folder).to_owned()
}

static NOT_TEXT: Rule = Rule {
    code: "not-text",
    severity: Severity::Error,
    summary: "a file that should be text is not UTF-8",
    why: "The site reads pages as UTF-8. Bytes that are none show as question marks, or keep \
          the page from being published; nothing else can be checked in the file.",
    bad: "a page saved as Latin-1",
    good: "the same page saved as UTF-8",
    fix: None,
};

static UNREADABLE: Rule = Rule {
    code: "unreadable",
    severity: Severity::Error,
    summary: "a file that cannot be read",
    why: "What cannot be read cannot be checked or published: it may be missing, or the rights \
          to it are.",
    bad: "a page without read permission",
    good: "the same page with it",
    fix: None,
};

/// All of them.
pub(crate) static RULES: &[&Rule] = &[&NOT_TEXT, &UNREADABLE];

fn read(root: &Path, relative: &str, findings: &mut Findings) -> Option<Arc<SourceFile>> {
    let path = root.join(relative);
    let name = show(&path);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            let message = format!("cannot read `{name}`: {error}");
            findings.push(UNREADABLE.finding(message).at(Place::whole(name)));
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(SourceFile::new(name, text)),
        Err(wrong) => {
            let valid = wrong.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(wrong.as_bytes()).into_owned();
            let place = Place::new(&SourceFile::new(name, text), valid..valid + 3);
            let finding = NOT_TEXT.finding("not UTF-8 text").at(place);
            findings.push(finding.label("these bytes are no character"));
            None
        }
    }
}

/// The files below a folder, by their paths in it, in order; none where it is not there.
fn files_below(folder: &Path) -> Result<Vec<String>, Diagnostic> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Diagnostic::unreadable(&path, &error.into())
        })?;
        if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            files.push(show(relative));
        }
    }
    Ok(files)
}
