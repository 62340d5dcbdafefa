//! The part of Go's templates that configurations use: `{{name "argument" | name}}`.

/// How deep calls may lie in brackets.
const DEPTH: usize = 16;

/// What makes a text of a function's name and its arguments.
type Call<'a> = dyn FnMut(&str, &[String]) -> Result<String, String> + 'a;

/// The text with what its actions come to. An action that is about a field, as `{{.Path}}`,
/// stays: the component itself fills it in later.
///
/// # Errors
///
/// What is not closed, and what is more than calls of functions.
pub(super) fn render(text: &str, call: &mut Call<'_>) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let (before, action) = rest.split_at(start);
        let end = end_of(action).ok_or("`{{` is not closed")?;
        let (action, after) = action.split_at(end);
        let inner = &action[2..action.len() - 2];
        let (trims_left, inner) = match inner.strip_prefix("- ") {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let (trims_right, inner) = match inner.strip_suffix(" -") {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        out.push_str(if trims_left {
            before.trim_end()
        } else {
            before
        });
        let inner = inner.trim();
        if inner.starts_with("/*") && inner.ends_with("*/") {
            // A comment comes to nothing.
        } else if inner.starts_with('.') {
            out.push_str(action);
        } else {
            let mut words = Words { rest: inner };
            out.push_str(&words.pipeline(call, DEPTH)?);
            if !words.rest.is_empty() {
                return Err(format!("`{{{{{inner}}}}}` goes on after its end"));
            }
        }
        rest = if trims_right {
            after.trim_start()
        } else {
            after
        };
    }
    out.push_str(rest);
    Ok(out)
}

/// Where an action ends, whose text may hold what closes it.
fn end_of(action: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in action.char_indices().skip(2) {
        match quote {
            Some(_) if escaped => escaped = false,
            Some('"') if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '`' => quote = Some(c),
            None if action[at..].starts_with("}}") => return Some(at + 2),
            _ => {}
        }
    }
    None
}

/// What is left of an action.
struct Words<'a> {
    rest: &'a str,
}

impl Words<'_> {
    /// Calls with `|` between them: what one comes to is the last argument of the next.
    fn pipeline(&mut self, call: &mut Call<'_>, depth: usize) -> Result<String, String> {
        if depth == 0 {
            return Err("brackets lie too deep in one another".to_owned());
        }
        let mut piped = None;
        loop {
            let value = self.command(piped.take(), call, depth)?;
            self.rest = self.rest.trim_start();
            match self.rest.strip_prefix('|') {
                Some(rest) => {
                    self.rest = rest;
                    piped = Some(value);
                }
                None => return Ok(value),
            }
        }
    }

    fn command(
        &mut self,
        piped: Option<String>,
        call: &mut Call<'_>,
        depth: usize,
    ) -> Result<String, String> {
        self.rest = self.rest.trim_start();
        if let Some(text) = self.argument(call, depth)? {
            return match piped {
                None => Ok(text),
                Some(_) => Err("text cannot be called".to_owned()),
            };
        }
        let end = self.rest.find(|c: char| !(c == '_' || c.is_alphanumeric()));
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if name.is_empty() {
            let found = self.rest.chars().next();
            let found = found.map_or_else(|| "its end".to_owned(), |c| format!("`{c}`"));
            return Err(format!("a function is expected, not {found}"));
        }
        if [
            "if", "else", "end", "range", "with", "define", "template", "block",
        ]
        .contains(&name)
        {
            return Err(format!(
                "`{name}` is more than a plugin in Rust reads of a JSON template"
            ));
        }
        let name = name.to_owned();
        self.rest = rest;
        let mut arguments = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            match self.argument(call, depth)? {
                Some(argument) => arguments.push(argument),
                None => break,
            }
        }
        arguments.extend(piped);
        call(&name, &arguments)
    }

    /// Text in quotes, or what stands in brackets; nothing where there is neither.
    fn argument(&mut self, call: &mut Call<'_>, depth: usize) -> Result<Option<String>, String> {
        let text = self.rest;
        match text.chars().next() {
            Some('`') => {
                let length = text[1..].find('`').ok_or("a text is not closed")?;
                self.rest = &text[length + 2..];
                Ok(Some(text[1..=length].to_owned()))
            }
            Some('"') => {
                // Go's escapes are those of JSON, but for a few that nobody writes here.
                let mut source = serde_json::Deserializer::from_str(text).into_iter::<String>();
                match source.next() {
                    Some(Ok(argument)) => {
                        self.rest = &text[source.byte_offset()..];
                        Ok(Some(argument))
                    }
                    _ => Err(format!(
                        "`{text}` does not begin with a text that can be read"
                    )),
                }
            }
            Some('(') => {
                self.rest = &text[1..];
                let value = self.pipeline(call, depth - 1)?;
                self.rest = self.rest.strip_prefix(')').ok_or("`(` is not closed")?;
                Ok(Some(value))
            }
            _ => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render;

    fn rendered(text: &str) -> Result<String, String> {
        render(text, &mut |name, arguments| match name {
            "no" => Err("no such function".to_owned()),
            name => Ok(format!("<{name} {}>", arguments.join(","))),
        })
    }

    #[test]
    fn actions_are_replaced() {
        for (text, expected) in [
            ("plain", "plain"),
            ("{{user `a b`}}", "<user a b>"),
            (
                "a {{ user \"x\" }} b {{timestamp}}",
                "a <user x> b <timestamp >",
            ),
            ("{{ isotime \"}}\\\"\" }}", "<isotime }}\">"),
            ("{{user `a` | upper}}", "<upper <user a>>"),
            ("{{upper (user `a` | lower)}}", "<upper <lower <user a>>>"),
            ("{{ `text` }}", "text"),
            ("a {{- user `x` -}} b", "a<user x>b"),
            ("{{/* nothing */}}", ""),
            ("sh {{.Path}} {{ .Vars }}", "sh {{.Path}} {{ .Vars }}"),
            ("ä{{user `ö`}}ü", "ä<user ö>ü"),
            ("} }}", "} }}"),
        ] {
            assert_eq!(rendered(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for text in [
            "{{",
            "{{user",
            "{{user `a}}",
            "{{user \"a}}",
            "{{}}",
            "{{ | user}}",
            "{{(user `a`}}",
            "{{user `a`)}}",
            "{{if `a`}}b{{end}}",
            "{{no}}",
            "{{`a` | `b`}}",
            "{{$x}}",
        ] {
            assert!(rendered(text).is_err(), "{text}");
        }
        let deep = format!("{{{{{}user{}}}}}", "(".repeat(10_000), ")".repeat(10_000));
        assert!(rendered(&deep).is_err());
    }
}
