//! The rules for metadata.hcl by itself, and why each is one.

use crate::diagnostics::{Rule, Severity};

pub(super) static SYNTAX: Rule = Rule {
    code: "metadata-syntax",
    severity: Severity::Error,
    summary: "metadata.hcl is not valid HCL",
    why: "The publisher cannot read the file at all, so nothing of the plugin is published.",
    bad: r#"integration {
  name = "Happy Cloud
}"#,
    good: r#"integration {
  name = "Happy Cloud"
}"#,
    fix: None,
};

pub(super) static UNKNOWN: Rule = Rule {
    code: "metadata-unknown",
    severity: Severity::Error,
    summary: "a key or block that the publisher does not know",
    why: "The publisher drops keys and blocks that it does not know, and tells nobody: a misspelt key is a value that never reaches the site.",
    bad: r#"integration {
  descripton = "Builds images."
}"#,
    good: r#"integration {
  description = "Builds images."
}"#,
    fix: None,
};

pub(super) static REPEATED: Rule = Rule {
    code: "metadata-repeated",
    severity: Severity::Error,
    summary: "something is there twice that may be there once",
    why: "The publisher refuses a file that has a key twice, or a second block where there may be one.",
    bad: "docs {
  process_docs = true
}
docs {
  process_docs = false
}",
    good: "docs {
  process_docs = true
}",
    fix: None,
};

pub(super) static REQUIRED: Rule = Rule {
    code: "metadata-required",
    severity: Severity::Error,
    summary: "a key or block is missing",
    why: "The publisher refuses a file without it, and nothing of the plugin is published.",
    bad: r#"component {
  type = "builder"
  slug = "image"
}"#,
    good: r#"component {
  type = "builder"
  name = "Happy Cloud Image"
  slug = "image"
}"#,
    fix: None,
};

pub(super) static EMPTY: Rule = Rule {
    code: "metadata-empty",
    severity: Severity::Error,
    summary: "a text is empty",
    why: "The publisher takes an empty text as it is: the site shows nothing where it should be, and the address of the page has a hole.",
    bad: r#"name = """#,
    good: r#"name = "Happy Cloud""#,
    fix: None,
};

pub(super) static COMPUTED: Rule = Rule {
    code: "metadata-computed",
    severity: Severity::Error,
    summary: "a text is an expression",
    why: "The publisher computes nothing: the site shows the expression itself, as `${local.name}`.",
    bad: "name = local.name",
    good: r#"name = "Happy Cloud""#,
    fix: None,
};

pub(super) static LABEL: Rule = Rule {
    code: "metadata-label",
    severity: Severity::Error,
    summary: "a block has a label",
    why: "The publisher refuses a file in which a block has a label: it reads the block as something else.",
    bad: r#"component "image" {
  type = "builder"
  name = "Happy Cloud Image"
  slug = "image"
}"#,
    good: r#"component {
  type = "builder"
  name = "Happy Cloud Image"
  slug = "image"
}"#,
    fix: None,
};

pub(super) static LICENSE: Rule = Rule {
    code: "license-incomplete",
    severity: Severity::Warning,
    summary: "a licence without its name or its URL",
    why: "The publisher accepts a licence of which a part is missing, and the site leaves that part out.",
    bad: r#"license {
  type = "MIT"
}"#,
    good: r#"license {
  type = "MIT"
  url  = "https://github.com/happy/packer-plugin-cloud/blob/main/LICENSE"
}"#,
    fix: None,
};

pub(super) static TYPE: Rule = Rule {
    code: "metadata-type",
    severity: Severity::Error,
    summary: "a value has the wrong type",
    why: "The publisher refuses a file in which a value is neither the text, the list of texts nor the truth value that is wanted; it converts nothing.",
    bad: r#"flags = "hcp-ready""#,
    good: r#"flags = ["hcp-ready"]"#,
    fix: None,
};

pub(super) static IDENTIFIER: Rule = Rule {
    code: "metadata-identifier",
    severity: Severity::Error,
    summary: "the identifier is not `packer/ORGANIZATION/NAME`",
    why: "The identifier is the plugin's address on the site. Every link to it, and every link that webdocs writes, is made from its three parts.",
    bad: r#"identifier = "happy/cloud""#,
    good: r#"identifier = "packer/happy/cloud""#,
    fix: None,
};

pub(super) static URL: Rule = Rule {
    code: "metadata-url",
    severity: Severity::Error,
    summary: "a value that should be a URL is none",
    why: "The publisher refuses a file in which the URL of a licence, or of docs that it does not process, is none; others become links that lead nowhere.",
    bad: r#"external_url = "github.com/happy/packer-plugin-cloud""#,
    good: r#"external_url = "https://github.com/happy/packer-plugin-cloud""#,
    fix: None,
};

pub(super) static FLAG: Rule = Rule {
    code: "metadata-flag",
    severity: Severity::Error,
    summary: "a flag that does not exist",
    why: "With a flag that the publisher does not know the page of the plugin is empty.",
    bad: r#"flags = ["hpc-ready"]"#,
    good: r#"flags = ["hcp-ready"]"#,
    fix: None,
};

pub(super) static FLAGS_EMPTY: Rule = Rule {
    code: "metadata-flags-empty",
    severity: Severity::Warning,
    summary: "the list of flags is empty",
    why: "It says nothing, and is most often what is left of the template when all flags were taken out of it.",
    bad: "flags = []",
    good: "# no flags",
    fix: None,
};

pub(super) static COMPONENT_TYPE: Rule = Rule {
    code: "component-type",
    severity: Severity::Error,
    summary: "a component's type does not exist",
    why: "The publisher looks for a component's page in a folder named after its type, builder, provisioner, post-processor or data-source, and publishes no page where there is none.",
    bad: r#"component {
  type = "datasource"
  name = "Image"
  slug = "image"
}"#,
    good: r#"component {
  type = "data-source"
  name = "Image"
  slug = "image"
}"#,
    fix: Some("write the type that is meant"),
};

pub(super) static SLUG: Rule = Rule {
    code: "component-slug",
    severity: Severity::Error,
    summary: "a component's slug cannot be a part of a URL",
    why: "The slug is the component's folder in .web-docs and the last part of its address on the site. Other signs than lower-case letters, digits, `-`, `_` and `.` do not arrive there as they were written.",
    bad: r#"slug = "Happy Image""#,
    good: r#"slug = "happy-image""#,
    fix: None,
};

pub(super) static DUPLICATE: Rule = Rule {
    code: "component-duplicate",
    severity: Severity::Error,
    summary: "a component is declared twice",
    why: "Type and slug name a component. Of two with the same name one overwrites the other.",
    bad: r#"component {
  type = "builder"
  name = "Image"
  slug = "image"
}
component {
  type = "builder"
  name = "Snapshot"
  slug = "image"
}"#,
    good: r#"component {
  type = "builder"
  name = "Image"
  slug = "image"
}
component {
  type = "builder"
  name = "Snapshot"
  slug = "snapshot"
}"#,
    fix: None,
};

pub(super) static SLUG_SHARED: Rule = Rule {
    code: "component-slug-shared",
    severity: Severity::Note,
    summary: "components of different types share a slug",
    why: "That is legal, because the type is a part of the address. It is worth a look where the slug was meant to be replaced, as in a file made from the template.",
    bad: r#"component {
  type = "builder"
  name = "Image"
  slug = "name"
}
component {
  type = "data-source"
  name = "Image Lookup"
  slug = "name"
}"#,
    good: r#"component {
  type = "builder"
  name = "Image"
  slug = "image"
}
component {
  type = "data-source"
  name = "Image Lookup"
  slug = "image-lookup"
}"#,
    fix: None,
};

pub(super) static LICENSE_TYPE: Rule = Rule {
    code: "license-type",
    severity: Severity::Warning,
    summary: "a licence is not named as SPDX names it",
    why: "Programs that read the page, and people who compare licences, know them by the names of the SPDX list.",
    bad: r#"license {
  type = "MIT License"
  url  = "https://github.com/happy/packer-plugin-cloud/blob/main/LICENSE"
}"#,
    good: r#"license {
  type = "MIT"
  url  = "https://github.com/happy/packer-plugin-cloud/blob/main/LICENSE"
}"#,
    fix: Some("write the SPDX name that is meant"),
};

/// The codes of errors for which the publisher refuses the file; with all others it is
/// accepted, and something of it is lost or wrong on the site.
pub const REFUSED: [&str; 6] = [
    "metadata-syntax",
    "metadata-repeated",
    "metadata-required",
    "metadata-type",
    "metadata-label",
    "metadata-url",
];

/// All of them.
pub static RULES: &[&Rule] = &[
    &SYNTAX,
    &UNKNOWN,
    &REPEATED,
    &REQUIRED,
    &EMPTY,
    &TYPE,
    &COMPUTED,
    &LABEL,
    &IDENTIFIER,
    &URL,
    &FLAG,
    &FLAGS_EMPTY,
    &COMPONENT_TYPE,
    &SLUG,
    &DUPLICATE,
    &SLUG_SHARED,
    &LICENSE,
    &LICENSE_TYPE,
];
