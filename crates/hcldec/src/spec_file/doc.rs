//! Documentation of specs: the comment lines directly above a block.

use crate::diagnostics::Place;

/// The text of the `#` and `//` comments in the lines above a place, without a gap.
pub(super) fn above(place: &Place) -> String {
    let text = place.file().text();
    let start = place.range().map_or(0, |range| range.start).min(text.len());
    let Some((before, _)) = text.split_at_checked(start) else {
        return String::new();
    };
    // What stands before the block in its own line is no line above it.
    let Some((lines, _)) = before.rsplit_once('\n') else {
        return String::new();
    };
    let mut comments: Vec<&str> = lines.rsplit('\n').map_while(comment).collect();
    comments.reverse();
    comments.join("\n")
}

fn comment(line: &str) -> Option<&str> {
    let line = line.strip_suffix('\r').unwrap_or(line).trim_start();
    let text = line.strip_prefix('#').or_else(|| line.strip_prefix("//"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceFile;

    #[test]
    fn only_comment_lines_directly_above_count() {
        let doc = |text: &str| {
            above(&Place::new(
                &SourceFile::new("a", text),
                text.len() - 1..text.len(),
            ))
        };
        assert_eq!(doc("# a\n\n# b\n  #c\r\n //  d\nX"), "b\nc\n d");
        assert_eq!(doc("# a\nx = 1 # b\nX"), "");
        assert_eq!(doc("# a\n{ X"), "a");
        assert_eq!(doc("X"), "");
    }
}
