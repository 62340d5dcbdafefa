//! What a URL on a page of the plugin leads to, as far as the plugin itself can say.

use crate::check::plugin::Role;
use crate::component::ComponentType;
use crate::metadata::Identifier;

/// A page of this plugin on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Own<'a> {
    Readme,
    Component(ComponentType, &'a str),
}

impl<'a> Own<'a> {
    pub(super) fn of(role: Role<'a>) -> Self {
        match role {
            Role::Readme => Self::Readme,
            Role::Component(ty, slug) => Self::Component(ty, slug),
        }
    }
}

/// Where a URL leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// A page of this plugin, and an anchor on it, which may be empty.
    Own(Own<'a>, &'a str),
    /// An anchor on the page itself.
    Here(&'a str),
    /// An address below this plugin whose type does not exist, and the slug.
    NoType(&'a str, &'a str),
    /// The plugin's own name below another organisation.
    OtherOrganization(&'a str),
    /// A path from the root of a site that has no such folder.
    Root(&'a str),
    /// Another site, another plugin, or Packer's own docs.
    Elsewhere,
}

/// What the site has at its root; other paths from the root do not exist there. The old
/// names are looked at elsewhere.
const SITE: [&str; 2] = ["packer", "docs"];

impl<'a> Target<'a> {
    pub(super) fn of(url: &'a str, id: Option<&Identifier>) -> Self {
        if let Some(anchor) = url.strip_prefix('#') {
            return Self::Here(anchor);
        }
        let (address, anchor) = url.split_once('#').unwrap_or((url, ""));
        let local = address
            .strip_prefix("https://developer.hashicorp.com")
            .unwrap_or(address);
        if has_scheme(local) || local.is_empty() || local.starts_with("//") {
            return Self::Elsewhere;
        }
        let path = local.split('?').next().unwrap_or_default();
        let Some(absolute) = path.strip_prefix('/') else {
            return Self::Elsewhere;
        };
        let parts: Vec<&str> = absolute.trim_end_matches('/').split('/').collect();
        let is_own =
            |org: &str, name: &str| id.is_some_and(|id| id.organization == org && id.name == name);
        match parts[..] {
            ["packer", "integrations", org, name] if is_own(org, name) => {
                Self::Own(Own::Readme, anchor)
            }
            [
                "packer",
                "integrations",
                org,
                name,
                _,
                "components",
                ty,
                slug,
            ] if is_own(org, name) => match ComponentType::from_name(ty) {
                Some(ty) => Self::Own(Own::Component(ty, slug), anchor),
                None => Self::NoType(ty, slug),
            },
            ["packer", "integrations", org, name, ..] if id.is_some_and(|id| id.name == name) => {
                Self::OtherOrganization(org)
            }
            [root, ..] if !SITE.contains(&root) && local.len() == address.len() => Self::Root(path),
            _ => Self::Elsewhere,
        }
    }
}

fn has_scheme(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// The component whose page or folder a path from file to file names.
pub(super) fn component_in(path: &str) -> Option<(ComponentType, &str)> {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/README.md").unwrap_or(path);
    let path = path
        .strip_suffix(".mdx")
        .or(path.strip_suffix(".md"))
        .unwrap_or(path);
    let (folders, slug) = path.rsplit_once('/')?;
    let folder = folders.rsplit('/').next()?;
    let ty = ComponentType::from_name(folder).or_else(|| ComponentType::from_folder(folder))?;
    Some((ty, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_lead_where_the_site_leads_them() {
        let id = Identifier {
            product: "packer".into(),
            organization: "happy".into(),
            name: "cloud".into(),
        };
        let of = |url| Target::of(url, Some(&id));
        let image = Own::Component(ComponentType::Builder, "image");
        let url = "/packer/integrations/happy/cloud/latest/components/builder/image#a";
        assert_eq!(of(url), Target::Own(image, "a"));
        assert_eq!(
            of("/packer/integrations/happy/cloud/v1/components/datasource/x"),
            Target::NoType("datasource", "x")
        );
        assert_eq!(
            of("/packer/integrations/happy/cloud#b"),
            Target::Own(Own::Readme, "b")
        );
        let other = Target::OtherOrganization("other");
        assert_eq!(of("/packer/integrations/other/cloud"), other);
        assert_eq!(of("/packer/integrations/other/sky"), Target::Elsewhere);
        assert_eq!(of("/example/a.hcl"), Target::Root("/example/a.hcl"));
        assert_eq!(of("mailto:a@b.c"), Target::Elsewhere);
    }
}
