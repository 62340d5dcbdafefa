//! Links between pages: what a URL among the docs becomes on the site.
//!
//! Authors write `/packer/plugins/TYPE/PLUGIN/PAGE`, and `/docs/TYPE/NAME` in old pages;
//! the site has the pages of plugins below `/packer/integrations`, and those of Packer's
//! own components below `/packer/docs`. URLs of other sites are nobody's business here.

mod core;
pub mod rules;
mod url;

pub use self::core::is_core;
pub use rules::RULES;
pub use url::UrlParts;

use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Rule, nearest};
use std::collections::BTreeSet;

/// Whose pages the links are on, and which pages there are.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The organisation that publishes the plugin.
    pub organization: String,
    /// The plugin's name in URLs; none where it is not known.
    pub plugin: Option<String>,
    /// The components that have a page: type and slug.
    pub components: BTreeSet<(ComponentType, String)>,
}

/// A page of the plugin itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnPage {
    /// The README.
    Root,
    /// A component's page.
    Component(ComponentType, String),
}

/// What is to be done about a link.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It is right as it is, or not ours to judge.
    Keep,
    /// It becomes another path; query and fragment stay. Of the plugin's own pages it is
    /// said which one it leads to, and a finding where there is no such page.
    Rewrite(String, Option<OwnPage>, Option<Problem>),
    /// It cannot be resolved and stays as it is.
    Broken(Problem),
}

/// Why a link is not right.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    rule: &'static str,
    message: String,
    label: String,
    help: Option<String>,
}

impl Problem {
    fn new(rule: &'static Rule, message: String, label: &str) -> Self {
        Self {
            rule: rule.code,
            message,
            label: label.to_owned(),
            help: None,
        }
    }

    fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// The finding, still without its place.
    pub fn finding(self) -> Diagnostic {
        let finding = Diagnostic::warning(self.rule, self.message).label(self.label);
        match self.help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }
}

/// Hosts whose old pages were the docs of Packer and its plugins.
const PACKER_HOSTS: [&str; 3] = ["packer.io", "www.packer.io", "developer.hashicorp.com"];

impl Site {
    /// Judges the URL of a link, escapes resolved.
    ///
    /// ```
    /// use packer_sdc::docs::links::{Site, Verdict};
    ///
    /// let site = Site { organization: "happy".into(), ..Site::default() };
    /// let Verdict::Rewrite(path, None, None) = site.judge("/packer/plugins/builders/amazon/ebs#tags") else {
    ///     panic!("it leads to another plugin");
    /// };
    /// assert_eq!(path, "/packer/integrations/hashicorp/amazon/latest/components/builder/ebs");
    /// ```
    #[must_use]
    pub fn judge(&self, link: &str) -> Verdict {
        let parts = UrlParts::of(link);
        if let Some(host) = parts.host {
            return self.judge_host(host, parts.path);
        }
        if !parts.path.starts_with('/') {
            return judge_relative(&parts);
        }
        let segments: Vec<&str> = parts
            .path
            .trim_end_matches('/')
            .split('/')
            .skip(1)
            .collect();
        match segments[..] {
            ["packer", "plugins", ref rest @ ..] => self.judge_plugins(rest),
            ["packer", room, ..] if is_nearly(room, "plugins") => Verdict::Broken(
                Problem::new(
                    &rules::UNRESOLVED,
                    format!("`/packer/{room}` is not where the docs of plugins are"),
                    "stays as it is, and is dead on the site",
                )
                .help(Some("did you mean `/packer/plugins`?".to_owned())),
            ),
            ["docs", ref rest @ ..] => self.judge_legacy(rest),
            ["plugins", folder, _, ..] if ComponentType::from_folder(folder).is_some() => {
                Verdict::Broken(
                    Problem::new(
                        &rules::LEGACY,
                        "`/plugins` is where the docs of plugins once were".to_owned(),
                        "stays as it is, and is dead on the site",
                    )
                    .help(Some(format!("did you mean `/packer{}`?", parts.path))),
                )
            }
            _ => Verdict::Keep,
        }
    }

    /// `/packer/plugins/…`
    fn judge_plugins(&self, segments: &[&str]) -> Verdict {
        let unresolved = |message: String| {
            Problem::new(
                &rules::UNRESOLVED,
                message,
                "stays as it is, and is dead on the site",
            )
        };
        let [folder, plugin, page @ ..] = segments else {
            let message = "the link names no plugin".to_owned();
            let help = "a plugin is at `/packer/plugins/TYPE/PLUGIN`".to_owned();
            return Verdict::Broken(unresolved(message).help(Some(help)));
        };
        let Some(ty) = ComponentType::from_folder(folder) else {
            let meant = ComponentType::meant_by(folder).map(ComponentType::folder);
            let message = format!("`{folder}` is not a type of component");
            let help = meant.map(|meant| format!("did you mean `{meant}`?"));
            return Verdict::Broken(unresolved(message).help(help));
        };
        for name in [plugin].into_iter().chain(page) {
            if name.is_empty() || name.starts_with('.') || is_file(name) {
                let message = format!("`{name}` is a file, not a page of the site");
                let message = if is_file(name) {
                    message
                } else {
                    "the link is no address of a page".to_owned()
                };
                return Verdict::Broken(unresolved(message));
            }
        }
        if plugin.contains(|c: char| c.is_ascii_uppercase()) {
            let message = format!("`{plugin}` is not the name of a plugin: they are lower-case");
            let help = format!("did you mean `{}`?", plugin.to_lowercase());
            return Verdict::Broken(unresolved(message).help(Some(help)));
        }
        let own = self.plugin.as_deref() == Some(plugin);
        match page {
            [] if own => self.to_root(),
            [] if is_core(ty, plugin) => Verdict::Rewrite(core_path(ty, plugin), None, None),
            [] => match core::type_of(plugin) {
                Some(other) => Verdict::Broken(
                    unresolved(format!("`{plugin}` is none of Packer's {}", ty.folder())).help(
                        Some(format!("did you mean `{}`?", core_path(other, plugin))),
                    ),
                ),
                None => Verdict::Rewrite(root_path("hashicorp", plugin), None, None),
            },
            [slug] if own => self.to_component(ty, slug),
            [slug] => Verdict::Rewrite(component_path("hashicorp", plugin, ty, slug), None, None),
            [_, ..] => {
                let message = "the link goes deeper than the pages of plugins do".to_owned();
                let help = "a page is at `/packer/plugins/TYPE/PLUGIN/PAGE`".to_owned();
                Verdict::Broken(unresolved(message).help(Some(help)))
            }
        }
    }

    /// `/docs/…`, as on packer.io before the plugins had repositories of their own.
    fn judge_legacy(&self, segments: &[&str]) -> Verdict {
        let legacy = |help: Option<String>| {
            Verdict::Broken(
                Problem::new(
                    &rules::LEGACY,
                    "`/docs` is where the docs of Packer once were".to_owned(),
                    "stays as it is, and is dead on the site",
                )
                .help(help),
            )
        };
        let (ty, name) = match segments {
            [folder, name @ ..] => (ComponentType::from_folder(folder), name),
            [] => (None, &[][..]),
        };
        let (Some(ty), Some((last, before))) = (ty, name.split_last()) else {
            let folder = segments.first().and_then(|f| ComponentType::meant_by(f));
            return legacy(Some(match (folder, name) {
                (Some(ty), [_, ..]) => format!("did you mean `{}`?", ty.folder()),
                _ => format!("did you mean `/packer/docs/{}`?", segments.join("/")),
            }));
        };
        let last = without_extension(last);
        let plugin = self.plugin.as_deref();
        let slug = match before {
            [] if self.has(ty, last) => Some(last),
            [] => plugin.and_then(|plugin| {
                let slug = last.strip_prefix(plugin)?.strip_prefix('-')?;
                self.has(ty, slug).then_some(slug)
            }),
            [folder] if plugin == Some(folder) && self.has(ty, last) => Some(last),
            _ => None,
        };
        match (slug, before) {
            (Some(slug), _) if plugin.is_some() => self.to_component(ty, slug),
            (_, []) if plugin == Some(last) => self.to_root(),
            (_, []) if is_core(ty, last) => Verdict::Rewrite(core_path(ty, last), None, None),
            (_, [other]) if plugin != Some(other) => {
                let path = format!("/packer/plugins/{}/{other}/{last}", ty.folder());
                legacy(Some(format!("did you mean `{path}`?")))
            }
            _ => legacy(None),
        }
    }

    /// Another site's URL is never changed; an old address of a plugin's docs is told.
    fn judge_host(&self, host: &str, path: &str) -> Verdict {
        if !PACKER_HOSTS.contains(&host) {
            return Verdict::Keep;
        }
        let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        let rest = match segments[..] {
            ["packer", "plugins", ref rest @ ..] => rest,
            ["docs" | "plugins", ref rest @ ..] if host != "developer.hashicorp.com" => rest,
            _ => return Verdict::Keep,
        };
        let [folder, name, page @ ..] = rest else {
            return Verdict::Keep;
        };
        let Some(ty) = ComponentType::from_folder(folder) else {
            return Verdict::Keep;
        };
        let name = without_extension(name);
        if page.is_empty() && is_core(ty, name) {
            return Verdict::Keep;
        }
        let mut better = self.judge_legacy(rest);
        if !matches!(better, Verdict::Rewrite(..)) && segments[0] == "packer" {
            better = self.judge_plugins(rest);
        }
        let help = match better {
            Verdict::Rewrite(path, _, None) => Some(format!("did you mean `{path}`?")),
            _ => None,
        };
        let message = "an old address of a plugin's docs".to_owned();
        let label = "another site's URL: stays as it is";
        Verdict::Broken(Problem::new(&rules::LEGACY, message, label).help(help))
    }

    fn has(&self, ty: ComponentType, slug: &str) -> bool {
        let mut components = self.components.iter();
        components.any(|(other, name)| *other == ty && name == slug)
    }

    fn to_root(&self) -> Verdict {
        let plugin = self.plugin.as_deref().unwrap_or_default();
        let path = root_path(&self.organization, plugin);
        Verdict::Rewrite(path, Some(OwnPage::Root), None)
    }

    fn to_component(&self, ty: ComponentType, slug: &str) -> Verdict {
        let plugin = self.plugin.as_deref().unwrap_or_default();
        let problem = (!self.has(ty, slug)).then(|| {
            let message = format!("this plugin has no {ty} `{slug}`");
            let slugs = self.components.iter().filter(|(other, _)| *other == ty);
            let near = nearest(slug, slugs.map(|(_, slug)| slug.as_str()));
            Problem::new(&rules::COMPONENT, message, "is dead on the site")
                .help(near.map(|near| format!("did you mean `{near}`?")))
        });
        Verdict::Rewrite(
            component_path(&self.organization, plugin, ty, slug),
            Some(OwnPage::Component(ty, slug.to_owned())),
            problem,
        )
    }

    /// A fragment that a page of this plugin does not have.
    #[must_use]
    pub fn dead_anchor<'a>(
        page: &OwnPage,
        fragment: &str,
        anchors: impl IntoIterator<Item = &'a str>,
    ) -> Problem {
        let page = match page {
            OwnPage::Root => "the plugin's README".to_owned(),
            OwnPage::Component(ty, slug) => format!("the page of the {ty} `{slug}`"),
        };
        let near = nearest(fragment, anchors).map(|near| format!("did you mean `#{near}`?"));
        let message = format!("there is no section `#{fragment}` on {page}");
        Problem::new(&rules::ANCHOR, message, "leads to the top of that page").help(near)
    }
}

/// Whether the site finds what a fragment names, among the ids of a page: by itself, written
/// with escapes, or with the prefix that ids really have there.
#[must_use]
pub fn is_alive(fragment: &str, anchors: &BTreeSet<String>) -> bool {
    let plain = fragment.strip_prefix("user-content-").unwrap_or(fragment);
    fragment.is_empty() || fragment == "top" || anchors.contains(&decoded(plain))
}

/// A text without the escapes of URLs; one that is no text then stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let digits = behind
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok());
        let code = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        let (byte, behind) = match code.filter(|_| *byte == b'%') {
            Some(code) => (code, &behind[2..]),
            None => (*byte, behind),
        };
        bytes.push(byte);
        rest = behind;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The address of a page changes when it is published; only sections of the same page,
/// and nothing at all, can be reached by a relative link.
fn judge_relative(parts: &UrlParts<'_>) -> Verdict {
    if parts.path.is_empty() {
        return Verdict::Keep;
    }
    let message = format!("`{}` is relative to a file of the docs", parts.path);
    let label = "stays as it is, and is dead on the site";
    Verdict::Broken(
        Problem::new(&rules::RELATIVE, message, label).help(Some(
            "link to pages as `/packer/plugins/TYPE/PLUGIN/PAGE`, to files by their full URL"
                .to_owned(),
        )),
    )
}

fn root_path(organization: &str, plugin: &str) -> String {
    format!("/packer/integrations/{organization}/{plugin}")
}

fn component_path(organization: &str, plugin: &str, ty: ComponentType, slug: &str) -> String {
    let root = root_path(organization, plugin);
    format!("{root}/latest/components/{ty}/{slug}")
}

fn core_path(ty: ComponentType, name: &str) -> String {
    format!("/packer/docs/{}/{name}", ty.folder())
}

fn is_nearly(name: &str, right: &str) -> bool {
    name != right && nearest(name, [right]).is_some()
}

fn is_file(name: &str) -> bool {
    without_extension(name) != name
}

fn without_extension(name: &str) -> &str {
    let mut extensions = [".mdx", ".md", ".html"].into_iter();
    let bare = extensions.find_map(|extension| name.strip_suffix(extension));
    bare.unwrap_or(name)
}

#[cfg(test)]
mod tests;
