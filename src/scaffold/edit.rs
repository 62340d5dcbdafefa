//! Additions to files that are the author's: a line or a block at the place where it
//! belongs, and every other byte as it was. Where that place cannot be told, nothing
//! is done, and the author is told instead.

use hcl_edit::Span as _;
use hcl_edit::structure::Body;

/// Declares a module after the last one that is declared, or at the end.
pub(super) fn add_module(text: &str, name: &str) -> String {
    let declared = |line: &str| {
        let line = line.trim_end();
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")?
            .strip_suffix(';')
            .map(str::to_owned)
    };
    let mut end = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        match declared(line) {
            Some(known) if known == name => return text.to_owned(),
            Some(_) => end = Some(at),
            None => {}
        }
    }
    let line = format!("pub mod {name};");
    match end {
        Some(end) => insert_line(text, end, &line),
        None => append(text, &line),
    }
}

/// Adds a component to the set that `main` runs, before the one line that runs it.
pub(super) fn add_to_set(text: &str, component: &str) -> Option<String> {
    if text.contains(component) {
        return Some(text.to_owned());
    }
    let mut at = 0;
    let mut run = None;
    for line in text.split_inclusive('\n') {
        if line.trim() == ".run()" && run.replace((at, line)).is_some() {
            return None;
        }
        at += line.len();
    }
    let (at, line) = run?;
    let indent = &line[..line.len() - line.trim_start().len()];
    Some(insert_line(text, at, &format!("{indent}{component}")))
}

/// Declares a component in metadata.hcl, unless it is declared.
pub(super) fn add_to_metadata(text: &str, ty: &str, name: &str, slug: &str) -> Option<String> {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let body: Body = text[bom..].parse().ok()?;
    let mut integrations = body
        .blocks()
        .filter(|block| block.ident.as_str() == "integration");
    let integration = integrations.next()?;
    let says = |body: &Body, key: &str, value: &str| {
        let attribute = body
            .attributes()
            .find(|attribute| attribute.key.as_str() == key);
        attribute.is_some_and(|attribute| attribute.value.as_str() == Some(value))
    };
    let mut components = integration
        .body
        .blocks()
        .filter(|block| block.ident.as_str() == "component");
    if components.any(|block| says(&block.body, "type", ty) && says(&block.body, "slug", slug)) {
        return Some(text.to_owned());
    }
    let end = integration.span()?.end + bom;
    let brace = text[..end].rfind('}')?;
    let block = format!(
        "\n  component {{\n    type = \"{ty}\"\n    name = \"{name}\"\n    slug = \"{slug}\"\n  }}"
    );
    Some(insert_line(text, brace, &block))
}

/// Adds an item to the list below a heading of the page, or a heading with it at the end.
pub(super) fn add_to_readme(text: &str, heading: &str, item: &str) -> String {
    let mut end = None;
    let mut below = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.starts_with('#') {
            below = line.trim_start_matches('#').trim() == heading;
        }
        // Items may go on in indented lines.
        if below && line.starts_with(['-', ' ']) && !line.trim().is_empty() {
            end = Some(at);
        }
    }
    match end {
        Some(end) => insert_line(text, end, item),
        None => append(text, &format!("#### {heading}\n\n{item}")),
    }
}

/// Puts lines at the beginning of a line, in the file's own form of line end.
fn insert_line(text: &str, at: usize, lines: &str) -> String {
    let newline = newline(text);
    let (before, after) = text.split_at(at);
    let gap = if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        newline
    };
    format!(
        "{before}{gap}{}{newline}{after}",
        lines.replace('\n', newline)
    )
}

/// Puts lines at the end, after an empty one.
fn append(text: &str, lines: &str) -> String {
    let newline = newline(text);
    let text = text.trim_end();
    let gap = if text.is_empty() {
        String::new()
    } else {
        newline.repeat(2)
    };
    format!("{text}{gap}{}{newline}", lines.replace('\n', newline))
}

fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_comes_after_the_others_once() {
        let text = "//! A.\n\nmod a;\npub mod b;\n\nfn f() {}\n";
        let added = add_module(text, "c");
        assert_eq!(
            added,
            "//! A.\n\nmod a;\npub mod b;\npub mod c;\n\nfn f() {}\n"
        );
        assert_eq!(add_module(&added, "c"), added);
        assert_eq!(
            add_module("//! A.\r\n", "c"),
            "//! A.\r\n\r\npub mod c;\r\n"
        );
        assert_eq!(add_module("mod a;", "c"), "mod a;\npub mod c;\n");
    }

    #[test]
    fn a_set_gets_a_component_where_it_can_be_told() {
        let text = "    Set::new(VERSION)\n        .builder(A, B)\n        .run()\n";
        let added = add_to_set(text, ".builder(C, D)").unwrap();
        let expected = "    Set::new(VERSION)\n        .builder(A, B)\n        .builder(C, D)\n        .run()\n";
        assert_eq!(added, expected);
        assert_eq!(add_to_set(&added, ".builder(C, D)"), Some(added.clone()));
        assert_eq!(
            add_to_set("Set::new(VERSION).run()\n", ".builder(C, D)"),
            None
        );
        assert_eq!(add_to_set(".run()\n.run()\n", ".builder(C, D)"), None);
    }

    #[test]
    fn metadata_gets_a_component_before_the_last_brace() {
        let text = "\u{feff}# mine\r\nintegration {\r\n  name = \"{\"\r\n} # end\r\n";
        let added = add_to_metadata(text, "builder", "A", "a").unwrap();
        assert!(
            added.starts_with(
                "\u{feff}# mine\r\nintegration {\r\n  name = \"{\"\r\n\r\n  component {\r\n"
            ),
            "{added}"
        );
        assert!(added.ends_with("  }\r\n} # end\r\n"), "{added}");
        assert_eq!(
            add_to_metadata(&added, "builder", "B", "a"),
            Some(added.clone())
        );
        assert!(add_to_metadata(&added, "provisioner", "B", "a").unwrap() != added);
        assert_eq!(add_to_metadata("integration {", "builder", "A", "a"), None);
        assert_eq!(add_to_metadata("a = 1", "builder", "A", "a"), None);
    }

    #[test]
    fn the_readme_lists_a_component_below_its_heading() {
        let text = "### Components\n\n#### Builders\n\n- a\n  more\n\n### End\n";
        let added = add_to_readme(text, "Builders", "- b");
        assert_eq!(
            added,
            "### Components\n\n#### Builders\n\n- a\n  more\n- b\n\n### End\n"
        );
        let added = add_to_readme(text, "Provisioners", "- b");
        assert!(added.ends_with("### End\n\n#### Provisioners\n\n- b\n"));
    }
}
