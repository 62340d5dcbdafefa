//! Text that is safe to show: a file may be called anything, and a plugin may print anything,
//! but a terminal obeys control characters, and a runner obeys what begins a line.

use super::{Diagnostic, Place, SourceFile};
use std::borrow::Cow;

/// The text in one line, its control characters as the signs that stand for them.
#[must_use]
pub fn in_one_line(text: &str) -> Cow<'_, str> {
    replace(text, |c| c.is_control() || is_direction(c))
}

/// The same of a text that may have several lines.
fn in_lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| {
        c.is_control() && !matches!(c, '\n' | '\t') || is_direction(c)
    })
}

/// Whether a character turns the order of those around it, and can make a line look like another.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn replace(text: &str, hide: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hide) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '␡',
        _ => char::REPLACEMENT_CHARACTER,
    };
    let shown = text.chars().map(|c| if hide(c) { sign(c) } else { c });
    Cow::Owned(shown.collect())
}

/// The diagnostic with names and texts that are safe to show. What it shows of a source is
/// the renderer's to look after.
#[must_use]
pub fn presentable(diagnostic: &Diagnostic) -> Cow<'_, Diagnostic> {
    let places = diagnostic.related.iter().map(|related| &related.place);
    let mut names = places
        .chain(&diagnostic.place)
        .map(|place| place.file().name());
    let texts = diagnostic.related.iter().map(|related| &related.message);
    let mut texts = texts
        .chain([&diagnostic.label, &diagnostic.message])
        .chain(&diagnostic.help);
    let is_clean = names.all(|name| matches!(in_one_line(name), Cow::Borrowed(_)))
        && texts.all(|text| matches!(in_lines(text), Cow::Borrowed(_)));
    if is_clean {
        return Cow::Borrowed(diagnostic);
    }
    let mut shown = diagnostic.clone();
    shown.message = in_one_line(&shown.message).into_owned();
    shown.label = in_lines(&shown.label).into_owned();
    shown.place = shown.place.as_ref().map(renamed);
    for related in &mut shown.related {
        related.message = in_one_line(&related.message).into_owned();
        related.place = renamed(&related.place);
    }
    for help in &mut shown.help {
        *help = in_lines(help).into_owned();
    }
    Cow::Owned(shown)
}

/// The place in a file whose name can be shown.
fn renamed(place: &Place) -> Place {
    let file = place.file();
    let name = in_one_line(file.name());
    match place.range() {
        Some(range) => Place::new(&SourceFile::new(name, file.text()), range),
        None => Place::whole(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_or_a_runner_would_obey_is_shown() {
        assert_eq!(
            in_one_line("a\n::error::\u{1b}[2J\u{9b}\u{7f}"),
            "a␊::error::␛[2J\u{fffd}␡"
        );
        assert_eq!(in_lines("a\n\tb\r"), "a\n\tb␍");
        assert_eq!(in_one_line("x\u{202e}y"), "x\u{fffd}y");
    }

    #[test]
    fn a_diagnostic_is_changed_only_where_it_must_be() {
        let file = SourceFile::new("a\nb", "text");
        let wrong = Diagnostic::error("x", "m")
            .at(Place::new(&file, 1..2))
            .help("two\nlines");
        let shown = presentable(&wrong);
        assert_eq!(shown.place.as_ref().unwrap().to_string(), "a␊b:1:2");
        assert_eq!(shown.help, ["two\nlines"]);
        let right = Diagnostic::error("x", "m").help("two\nlines");
        assert!(matches!(presentable(&right), Cow::Borrowed(_)));
    }
}
