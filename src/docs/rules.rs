//! The kinds of findings about includes, and about which file is which page.

use crate::diagnostics::{Rule, Severity};

static MISSING_PARTIAL: Rule = Rule {
    code: "missing-partial",
    severity: Severity::Error,
    summary: "an include names a partial that is not there",
    why: "The page cannot be made without it. Paths begin in the folder of partials, or with packer-plugin-sdk for those that plugins share.",
    bad: "@include 'builder/imgae/Config.mdx'",
    good: "@include 'builder/image/Config.mdx'",
    fix: None,
};

static UNCLOSED: Rule = Rule {
    code: "unclosed-include",
    severity: Severity::Error,
    summary: "the path of an include has no closing quote",
    why: "The path of an include ends at the quote on its line.",
    bad: "@include 'fields.mdx",
    good: "@include 'fields.mdx'",
    fix: None,
};

static EMPTY: Rule = Rule {
    code: "empty-include",
    severity: Severity::Error,
    summary: "an include without a path",
    why: "It names nothing that could stand in its place.",
    bad: "@include ''",
    good: "@include 'fields.mdx'",
    fix: None,
};

static CYCLE: Rule = Rule {
    code: "include-cycle",
    severity: Severity::Error,
    summary: "a partial includes itself",
    why: "There is no end to what it would come to, by itself or by way of others.",
    bad: "a.mdx: @include 'b.mdx', b.mdx: @include 'a.mdx'",
    good: "a.mdx: @include 'b.mdx', b.mdx without an include",
    fix: None,
};

static OUTSIDE: Rule = Rule {
    code: "include-outside",
    severity: Severity::Error,
    summary: "an include leaves the plugin's folder",
    why: "What lies outside is not there when somebody else makes the pages.",
    bad: "@include '../../other/fields.mdx'",
    good: "@include 'fields.mdx'",
    fix: None,
};

static FOLDER: Rule = Rule {
    code: "include-folder",
    severity: Severity::Error,
    summary: "an include names a folder",
    why: "Only a file has a text that can stand in the include's place.",
    bad: "@include 'builder'",
    good: "@include 'builder/image/Config.mdx'",
    fix: None,
};

static SIZE: Rule = Rule {
    code: "include-size",
    severity: Severity::Error,
    summary: "a page grows beyond all measure",
    why: "Includes in includes multiply. A page of that size is a mistake, and would not be read.",
    bad: "ten partials, each including the next ten times",
    good: "ten partials, each included once",
    fix: None,
};

static DEPTH: Rule = Rule {
    code: "include-depth",
    severity: Severity::Error,
    summary: "includes are nested too deeply",
    why: "A chain of partials of that length is a mistake.",
    bad: "a thousand partials, each including the next",
    good: "one partial",
    fix: None,
};

static PAGE_TWICE: Rule = Rule {
    code: "page-twice",
    severity: Severity::Error,
    summary: "two files of the docs are the same page",
    why: "Both are published at the same address, so one of them is not.",
    bad: "docs/builders/image.md and docs/builders/image.mdx",
    good: "docs/builders/image.mdx",
    fix: None,
};

static PAGE_DEEP: Rule = Rule {
    code: "page-deep",
    severity: Severity::Error,
    summary: "a page lies deeper than pages do",
    why: "The pages of components lie directly in the folder of their type. A page below that is not published.",
    bad: "docs/builders/cloud/image.mdx",
    good: "docs/builders/image.mdx",
    fix: None,
};

static DOCS_FOLDER: Rule = Rule {
    code: "docs-folder",
    severity: Severity::Error,
    summary: "a folder of pages is not that of a component type",
    why: "Pages become components by the folder they lie in: builders, provisioners, post-processors or datasources. A page in another folder is not published.",
    bad: "docs/data-sources/image.mdx",
    good: "docs/datasources/image.mdx",
    fix: None,
};

static IMAGE_OUTSIDE: Rule = Rule {
    code: "image-outside",
    severity: Severity::Warning,
    summary: "an image lies outside of the docs",
    why: "Images are published along with their page. One from elsewhere is not, and readers see a broken image.",
    bad: "![Design](../../assets/design.png)",
    good: "![Design](design.png)",
    fix: None,
};

/// All of them.
pub static RULES: &[&Rule] = &[
    &MISSING_PARTIAL,
    &UNCLOSED,
    &EMPTY,
    &CYCLE,
    &OUTSIDE,
    &FOLDER,
    &SIZE,
    &DEPTH,
    &PAGE_TWICE,
    &PAGE_DEEP,
    &DOCS_FOLDER,
    &IMAGE_OUTSIDE,
];
