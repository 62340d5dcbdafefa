//! The text of a comment as Go's own tools take it: without markers, without directives
//! for tools, without blanks at line ends, and with one blank line where there are many.

use super::skip;

/// The text of a group of comments. It ends with a line break, unless it is empty.
pub(crate) fn text(group: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for comment in comments(group) {
        let body = match comment.strip_prefix("//") {
            Some(line) => match line.strip_prefix(' ') {
                Some(line) => line,
                None if is_directive(line) => continue,
                None => line,
            },
            None => comment.trim_start_matches("/*").trim_end_matches("*/"),
        };
        let body = body.replace('\r', "");
        lines.extend(
            body.split('\n')
                .map(|line| line.trim_end_matches(is_blank).to_owned()),
        );
    }
    let mut text = String::new();
    let mut blank = false;
    for line in lines {
        if line.is_empty() {
            blank = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut blank) {
            text.push('\n');
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// The comments of a group, one after the other.
fn comments(group: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += group[at..].find('/')?;
        let start = at;
        at = skip::comment(group.as_bytes(), start).unwrap_or(group.len());
        Some(&group[start..at])
    })
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r')
}

/// Whether a comment of a line is for a tool: `//go:generate`, `//nolint:all`, `//line 1`.
fn is_directive(line: &str) -> bool {
    if ["line ", "extern ", "export "]
        .iter()
        .any(|word| line.starts_with(word))
    {
        return true;
    }
    let Some((tool, rest)) = line.split_once(':') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    !tool.is_empty() && tool.chars().all(plain) && rest.starts_with(plain)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn markers_directives_and_blank_lines_are_taken_out() {
        assert_eq!(
            text("// a\n//\n//\n//   b  \n//go:noinline\n//\n// c"),
            "a\n\n  b\n\nc\n"
        );
        assert_eq!(text("/* a\n   b */\n// c"), " a\n   b\nc\n");
        assert_eq!(text("//a:b"), "");
        assert_eq!(text("//A:b\r\n//: c\r"), "A:b\n: c\n");
        assert_eq!(text("//\n/**/"), "");
    }
}
