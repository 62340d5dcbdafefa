//! Changes to a text as a hand that slips makes them, and some that no hand makes.

use crate::random::Random;

const ODD: &[&str] = &[
    "“",
    "”",
    "‘",
    "'",
    "\"",
    "\r",
    "\t",
    "\n",
    "\r\n",
    ",",
    ",,",
    "=",
    "==",
    ":",
    "::",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<<E\n",
    "<<-E\n",
    "E\n",
    "/*",
    "*/",
    "#",
    "//",
    "${",
    "%{",
    "~}",
    "$${",
    "%%{",
    "\u{feff}",
    "\\",
    "\\u12",
    "\\x",
    "?",
    "!",
    "-",
    "+",
    "*",
    "/",
    "%",
    "&",
    "|",
    "&&",
    "||",
    "=>",
    "...",
    "..",
    ".",
    ".0",
    ".*",
    "[*]",
    "for",
    "in",
    "if",
    "else",
    "null",
    "true",
    "0",
    "1",
    "1.5",
    "1e5",
    "007",
    "x",
    "a",
    "é",
    "日",
    "\u{a0}",
    "\u{2028}",
    ";",
    "@",
    "^",
    "`",
    "<",
    ">",
    "<=",
    "x = 1",
    "x = 1\n",
    "x {\n}\n",
    "x {}\n",
    "\"s\"",
    "\"${1}\"",
    "%{ endif }",
    "%{ if true }",
    "\u{200b}",
    "_",
    "-x",
    "x-",
    "\"\"",
];

/// Changes a text in one to three places.
pub(crate) fn mutated(random: &mut Random, text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        text = once(random, &text);
    }
    text
}

fn once(random: &mut Random, text: &str) -> String {
    let tokens = tokens(text);
    let at = random.below(tokens.len().max(1));
    let mut tokens: Vec<&str> = tokens;
    match random.below(8) {
        0 | 1 if !tokens.is_empty() => drop(tokens.remove(at)),
        2 if !tokens.is_empty() => tokens.insert(at, tokens[at]),
        3 if tokens.len() > 1 => {
            let other = random.below(tokens.len());
            tokens.swap(at, other);
        }
        4 if !tokens.is_empty() => tokens[at] = random.pick(ODD),
        5 if !tokens.is_empty() && random.chance(50) => tokens.truncate(at),
        _ => tokens.insert(at, random.pick(ODD)),
    }
    tokens.concat()
}

/// Words, runs of blanks, and single characters.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => 1,
        ' ' => 2,
        _ => 0,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before = 0;
    for (at, c) in text.char_indices() {
        if at > start && (kind(c) != before || before == 0) {
            tokens.push(&text[start..at]);
            start = at;
        }
        before = kind(c);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}
