//! Text as a string literal of HCL.

/// A string literal.
pub(crate) fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => literal += "\\\"",
            '\\' => literal += "\\\\",
            '\n' => literal += "\\n",
            '\r' => literal += "\\r",
            '\t' => literal += "\\t",
            // A template would begin here.
            '$' | '%' if rest.peek() == Some(&'{') => {
                literal.push(c);
                literal.push(c);
            }
            c if c.is_control() => literal.extend(format!("\\u{:04x}", u32::from(c)).chars()),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}
