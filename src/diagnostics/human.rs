//! Diagnostics for people: the message, the line with the place marked, what else
//! explains it, and what to do.

use super::{Diagnostic, Place, Severity, presentable};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Draws one diagnostic and the empty line behind it; with ANSI colours if asked.
#[must_use]
pub fn human(diagnostic: &Diagnostic, colour: bool) -> String {
    let diagnostic = &*presentable(diagnostic);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code);
    let mut first = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        first = with_place(first, place, AnnotationKind::Primary, &diagnostic.label);
    }
    let mut further = Vec::new();
    for related in &diagnostic.related {
        let group = Group::with_title(Level::NOTE.secondary_title(related.message.as_str()));
        let kind = AnnotationKind::Context;
        further.push(with_place(group, &related.place, kind, ""));
    }
    for help in &diagnostic.help {
        // Behind other places, help would look as if it were for the last of them.
        if diagnostic.related.is_empty() {
            first = first.element(Level::HELP.message(help.as_str()));
        } else {
            let title = Level::HELP.secondary_title(help.as_str());
            further.push(Group::with_title(title));
        }
    }
    let groups: Vec<Group<'_>> = std::iter::once(first).chain(further).collect();
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut drawn = renderer.render(&groups);
    let related = diagnostic.related.iter().map(|related| &related.place);
    let mut from = 0;
    for (wrong, right) in diagnostic.place.iter().chain(related).filter_map(moved) {
        if let Some(at) = drawn[from..].find(&wrong) {
            from += at;
            drawn.replace_range(from..from + wrong.len(), &right);
            from += right.len();
        }
    }
    drawn.push_str("\n\n");
    drawn
}

/// Adds the marked line, or the bare file name where the whole file is meant.
fn with_place<'a>(
    group: Group<'a>,
    place: &'a Place,
    kind: AnnotationKind,
    label: &'a str,
) -> Group<'a> {
    let file = place.file();
    let Some(range) = place.range() else {
        return group.element(Origin::path(file.name()));
    };
    let text = file.text();
    let (line, _) = file.line_column(range.start);
    let window = near(text, &lines_around(text, &range), &range);
    let marked = clamp(&text[window.clone()], &range, window.start);
    let mut annotation = kind.span(marked);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    let snippet: Snippet<'a, Annotation<'a>> = Snippet::source(&text[window]).line_start(line);
    group.element(snippet.path(file.name()).annotation(annotation))
}

/// The whole lines that a range touches: a drawing costs what it shows, not what
/// the file holds.
fn lines_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = end.saturating_sub(1).max(start);
    let last = text.floor_char_boundary(last);
    let to = text[last..].find('\n').map_or(text.len(), |at| last + at);
    from..to
}

/// The place as it is drawn, and as it is, where the beginning of its line is left out.
fn moved(place: &Place) -> Option<(String, String)> {
    let range = place.range()?;
    let (file, text) = (place.file(), place.file().text());
    let lines = lines_around(text, &range);
    let window = near(text, &lines, &range);
    if window.start == lines.start {
        return None;
    }
    let (line, column) = file.line_column(range.start);
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let drawn = text[window.start..start].chars().count() + 1;
    let name = file.name();
    let end = |column| format!("{name}:{line}:{column}\n");
    Some((end(drawn), end(column)))
}

/// As much of a line as any terminal shows.
const NEAR: usize = 200;

/// What of these lines is near the beginning of the range, where they are very long.
fn near(text: &str, lines: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    let mut window = lines.clone();
    let start = range.start.clamp(lines.start, lines.end);
    if start - lines.start > NEAR {
        window.start = text.ceil_char_boundary(start - NEAR);
    }
    let end = range.end.clamp(start, lines.end).min(start + 4 * NEAR);
    if lines.end - end > NEAR {
        window.end = text.floor_char_boundary(end + NEAR);
    }
    window
}

/// The range as it lies in the window, on character boundaries.
fn clamp(window: &str, range: &Range<usize>, from: usize) -> Range<usize> {
    let inside = |byte: usize| byte.saturating_sub(from).min(window.len());
    let start = window.floor_char_boundary(inside(range.start));
    let end = window.ceil_char_boundary(inside(range.end));
    start..end.max(start)
}
