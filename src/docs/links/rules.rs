//! The kinds of links that do not lead where their author meant.

use crate::diagnostics::{Rule, Severity};

/// Links into the docs of plugins that name no page.
pub static UNRESOLVED: Rule = Rule {
    code: "link-unresolved",
    severity: Severity::Warning,
    summary: "a link into the docs of plugins names no page",
    why: "Pages of plugins are at /packer/plugins/TYPE/PLUGIN and /packer/plugins/TYPE/PLUGIN/PAGE. \
          A link of another form cannot be turned into one to the published page, and is dead on \
          the site.",
    bad: "[Azure](/packer/plugin/builders/azure)",
    good: "[Azure](/packer/plugins/builders/azure)",
    fix: None,
};

/// Links to components that are not there.
pub static COMPONENT: Rule = Rule {
    code: "link-component",
    severity: Severity::Warning,
    summary: "a link to a component that the plugin does not have",
    why: "The page that the link leads to is never made, so the link is dead on the site.",
    bad: "[Image](/packer/plugins/builders/cloud/imgae)",
    good: "[Image](/packer/plugins/builders/cloud/image)",
    fix: Some("write the type as the site does, where only its form is wrong"),
};

/// Links to old addresses.
pub static LEGACY: Rule = Rule {
    code: "link-legacy",
    severity: Severity::Warning,
    summary: "a link to where the docs of Packer or of a plugin once were",
    why: "The docs have moved from packer.io/docs to developer.hashicorp.com/packer, and those of \
          plugins to its integrations. Old addresses are redirected to a general page at best.",
    bad: "[SSH](/docs/communicators/ssh)",
    good: "[SSH](/packer/docs/communicators/ssh)",
    fix: Some("write the address that the docs have moved to, where it is known"),
};

/// Links from file to file.
pub static RELATIVE: Rule = Rule {
    code: "link-relative",
    severity: Severity::Warning,
    summary: "a relative link that leads nowhere on the site",
    why: "A page is published at another address than the one it has among the docs, and the files \
          around it are not: a relative link that works in the repository is dead on the site.",
    bad: "[Image](./image.mdx)",
    good: "[Image](/packer/plugins/builders/cloud/image)",
    fix: Some("write the address of the component that is meant"),
};

/// Links to sections that are not there.
pub static ANCHOR: Rule = Rule {
    code: "link-anchor",
    severity: Severity::Warning,
    summary: "a link to a section that the page does not have",
    why: "The reader lands at the top of the page and has to look for what was promised.",
    bad: "[Authentication](/packer/plugins/builders/cloud#autentication)",
    good: "[Authentication](/packer/plugins/builders/cloud#authentication)",
    fix: Some("write the anchor as the site does, where only its form is wrong"),
};

/// All of them.
pub static RULES: &[&Rule] = &[&UNRESOLVED, &COMPONENT, &LEGACY, &RELATIVE, &ANCHOR];
