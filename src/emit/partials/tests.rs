//! Partials of models made by hand, and of any model: what a Markdown parser reads back
//! is what the model said.

use super::*;
use crate::diagnostics::{Place, SourceFile};
use crate::model::{FieldType, Nesting, Value};
use hcldec::Type;
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::sync::LazyLock;

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::built_in);

pub(super) fn config_struct(path: &str, file: &str) -> ConfigStruct {
    let module = path.rsplit_once("::").map_or("", |(module, _)| module);
    let file_module = if file == "src/lib.rs" { "" } else { module };
    ConfigStruct {
        path: path.to_owned(),
        name: path.rsplit("::").next().unwrap_or(path).to_owned(),
        root: true,
        local: true,
        role: Role::Config,
        file: file.to_owned(),
        file_module: file_module.to_owned(),
        visible_in: None,
        place: Place::whole(file),
        doc: String::new(),
        deprecated: None,
        fields: Vec::new(),
        rest: None,
        deny_unknown: false,
    }
}

fn field(name: &str, doc: &str) -> Field {
    let file = SourceFile::new("src/lib.rs", name);
    Field {
        name: name.to_owned(),
        source_name: name.to_owned(),
        source_path: name.to_owned(),
        source_type: "String".to_owned(),
        ty: FieldType::Attribute(Type::String),
        required: false,
        default: None,
        aliases: Vec::new(),
        values: Vec::new(),
        deprecated: None,
        hidden: false,
        format: None,
        opaque: None,
        variants: Vec::new(),
        documented_as_required: None,
        flattened_from: None,
        doc: doc.to_owned(),
        place: Place::new(&file, 0..name.len()),
    }
}

fn value(name: &str, doc: &str) -> Value {
    Value {
        name: name.to_owned(),
        aliases: Vec::new(),
        doc: doc.to_owned(),
        deprecated: None,
    }
}

fn make(types: Vec<ConfigStruct>, page: &str) -> (BTreeMap<String, String>, String) {
    let model = Model { types };
    let (layout, findings) = Layout::of(&model, &[]);
    assert!(findings.is_empty(), "{findings}");
    let options = Options {
        layout: &layout,
        templates: &TEMPLATES,
        sections: &Sections::of([page]),
    };
    let (files, findings) = partials(&model, &options);
    (files, findings.to_string())
}

/// The text between the marks.
fn body(text: &str) -> &str {
    let (_, rest) = text.split_once("-->\n\n").unwrap();
    rest.rsplit_once("\n\n<!-- End").unwrap().0
}

#[test]
fn the_frame_is_the_one_that_packers_tools_know() {
    let mut ty = config_struct("builder::Config", "src/builder.rs");
    ty.doc = "Builds.".to_owned();
    let (files, findings) = make(vec![ty], "");
    assert_eq!(findings, "");
    assert_eq!(files.len(), 1);
    assert_eq!(
        files["builder/Config.mdx"],
        "<!-- Code generated from the comments of the Config struct in src/builder.rs; \
         DO NOT EDIT MANUALLY -->\n\nBuilds.\n\n\
         <!-- End of code generated from the comments of the Config struct in src/builder.rs; -->\n"
    );
}

#[test]
fn an_item_has_all_that_is_known_of_a_field() {
    let mut ty = config_struct("Config", "src/lib.rs");
    let mut disk = config_struct("Disk", "src/lib.rs");
    disk.fields.push(field("size", "How large."));
    let mut all = field("all", "First.\n\n# More\n\n- a\n- b");
    all.default = Some("\"x\"".to_owned());
    all.aliases = vec!["every".to_owned(), "whole".to_owned()];
    all.deprecated = Some("use\n`disk`".to_owned());
    all.values = vec![value("x", "Ex."), value("y", "")];
    all.values[1].aliases = vec!["why".to_owned()];
    let mut plain = field("plain", "```hcl\nplain = \"a\"\n\nb = 1\n```");
    plain.values = vec![value("a", ""), value("b", "")];
    plain.variants = vec!["s3".to_owned()];
    let mut wait = field("wait", "See [`Disk::size`].");
    wait.format = Some("duration");
    let mut block = field("disk", "The disk.");
    block.ty = FieldType::Block {
        nesting: Nesting::List,
        nested: "Disk".to_owned(),
    };
    let mut hidden = field("hidden", "");
    hidden.hidden = true;
    ty.fields = vec![all, plain, wait, block, hidden];
    ty.rest = Some(Type::String);
    let page = "# P\n@include 'Config-not-required.mdx'\n## A disk\n@include 'Disk.mdx'\n";
    let (files, findings) = make(vec![ty, disk], page);
    assert_eq!(findings, "");
    let expected = r#"
- `all` (string) - First.

  #### More

  - a
  - b

  **Deprecated:** use
  `disk`

  Allowed values:

  - `x` - Ex.

  - `y`

    Also accepted as `why`.

  Defaults to `"x"`.

  Also accepted as `every`, `whole`.

- `plain` (string)

  ```hcl
  plain = "a"

  b = 1
  ```

  Only with `s3`.

  Allowed values: `a`, `b`.

- `wait` (duration string | ex: "1h5m2s") - See `disk.size`.

- `disk` ([repeated block](#a-disk)) - The disk.

Further arguments are accepted under any name, each a string."#;
    assert_eq!(
        body(&files["Config-not-required.mdx"]),
        expected.trim_start()
    );
}

#[test]
fn a_field_without_docs_is_found_and_shown_by_its_words() {
    let mut ty = config_struct("Config", "src/lib.rs");
    ty.fields = vec![field("http_port", " \n")];
    let (files, findings) = make(vec![ty], "");
    assert_eq!(
        findings,
        "src/lib.rs:1:1: warning[missing-docs]: field `http_port` of `Config` has no docs\n"
    );
    assert_eq!(
        body(&files["Config-not-required.mdx"]),
        "- `http_port` (string) - Http Port"
    );
}

#[test]
fn an_output_is_one_file_of_all_fields() {
    let mut ty = config_struct("data::DatasourceOutput", "src/data.rs");
    ty.role = Role::Output;
    ty.doc = "What comes back.".to_owned();
    ty.fields = vec![field("a", "A."), field("b", "B.")];
    ty.fields[0].required = true;
    let (files, _) = make(vec![ty], "");
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["data/DatasourceOutput.mdx"]
    );
    let text = &files["data/DatasourceOutput.mdx"];
    assert_eq!(body(text), "- `a` (string) - A.\n\n- `b` (string) - B.");
}

/// Names of the items of the lists that are not in anything, with how much they hold.
fn read_back(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut fresh = false;
    for event in Parser::new_ext(text, crate::emit::markdown::options()) {
        match event {
            Event::Start(Tag::Item) => {
                depth += 1;
                fresh = depth == 1;
            }
            Event::End(TagEnd::Item) => depth -= 1,
            Event::Start(Tag::Paragraph | Tag::List(_)) => {}
            Event::Code(name) if fresh => {
                names.push(name.to_string());
                fresh = false;
            }
            _ => fresh = false,
        }
    }
    names
}

/// Docs of the kinds that break lists: all of Markdown's blocks, whole and in pieces.
fn any_doc() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "words",
        "# Head",
        "Head\n===",
        "- a",
        "  - b",
        "1. c",
        "```hcl",
        "~~~",
        "```",
        "\tcode",
        "    code",
        "> quote",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<details>",
        "</details>",
        "<!-- x -->",
        "<!-- open",
        "<pre>",
        "[Config]",
        "[`x`](Self::x)",
        "[l]: https://a.b",
        "[t][l]",
        "---",
        "***",
        "",
        "`",
        "``a",
        "\\",
        "@include 'x'",
        "*",
        "- `fake` (string) - no",
        "![i](j)",
        "é\u{2028}",
        "\r",
    ]);
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.join("\n"))
}

fn any_field() -> impl Strategy<Value = Field> {
    let name = "[a-z][a-z0-9_]{0,8}|[$`A-Z][a-z.`-]{1,5}[a-z]";
    let values = prop::collection::vec(("[a-z`-]{1,5}", any_doc()), 0..3);
    let text = prop::option::of("[a-z\"`\\[\\]{}]{1,6}");
    (
        name,
        any_doc(),
        any::<bool>(),
        values,
        text,
        prop::option::of(any_doc()),
    )
        .prop_map(|(name, doc, required, values, default, deprecated)| {
            let mut field = field(&name, &doc);
            field.required = required;
            field.values = values.iter().map(|(name, doc)| value(name, doc)).collect();
            field.aliases = default.iter().cloned().collect();
            field.default = default;
            field.deprecated = deprecated;
            field
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_markdown_parser_reads_back_the_fields(fields in prop::collection::vec(any_field(), 1..6)) {
        let mut ty = config_struct("Config", "src/lib.rs");
        ty.fields = fields.clone();
        let (files, _) = make(vec![ty], "");
        for (file, required) in [("Config-required.mdx", true), ("Config-not-required.mdx", false)] {
            let wanted = fields.iter().filter(|field| field.required == required);
            let wanted: Vec<String> = wanted.map(|field| field.name.clone()).collect();
            let found = files.get(file).map(|text| read_back(text)).unwrap_or_default();
            prop_assert_eq!(found, wanted, "{}", files.get(file).cloned().unwrap_or_default());
        }
    }

    #[test]
    fn docs_keep_to_themselves(doc in any_doc()) {
        let mut ty = config_struct("Config", "src/lib.rs");
        ty.doc.clone_from(&doc);
        let (files, _) = make(vec![ty], "");
        if let Some(text) = files.get("Config.mdx") {
            let page = format!("{text}\n- `after` (string) - on the page\n");
            prop_assert!(read_back(&page).last().is_some_and(|name| name == "after"), "{}", page);
        }
    }

    #[test]
    fn no_text_is_too_odd(doc in "[\\[\\]()`#*_~<>!:|=\\-+ \n\t\\\\.\"'&;@aA1\u{e4}\u{2003}]{0,40}") {
        let mut ty = config_struct("Config", "src/lib.rs");
        ty.doc.clone_from(&doc);
        ty.fields = vec![field("a", &doc), field("b", "B.")];
        let (files, _) = make(vec![ty], "");
        let text = &files["Config-not-required.mdx"];
        prop_assert_eq!(read_back(text), ["a", "b"], "{}", text);
    }
}
