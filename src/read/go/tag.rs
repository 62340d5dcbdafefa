//! Struct tags: keys, each with a name and options, `key:"name,option" …`.

use super::quote::{quote, unquote};
use std::fmt;

/// A tag of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(Vec<Tag>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Tag {
    key: String,
    name: String,
    options: Vec<String>,
}

impl Tags {
    /// Reads a tag that has been taken out of its quotes.
    ///
    /// # Errors
    ///
    /// What it lacks, in words.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut tags = Vec::new();
        let mut rest = text.trim_start_matches(' ');
        while !rest.is_empty() {
            let is_key = |c: char| c > ' ' && c != ':' && c != '"' && c != '\x7f';
            let length = rest.find(|c| !is_key(c)).unwrap_or(rest.len());
            let (key, behind) = rest.split_at(length);
            if key.is_empty() {
                return Err("a key is expected, as in `key:\"value\"`");
            }
            let Some(value) = behind.strip_prefix(':') else {
                return Err("a colon is expected behind the key, as in `key:\"value\"`");
            };
            let length = value_length(value)
                .ok_or("a value in double quotes is expected, as in `key:\"value\"`")?;
            let text = unquote(&value[..length]).ok_or("the value has an escape that is none")?;
            let mut words = text.split(',').map(str::to_owned);
            tags.push(Tag {
                key: key.to_owned(),
                name: words.next().unwrap_or_default(),
                options: words.collect(),
            });
            rest = value[length..].trim_start_matches(' ');
        }
        Ok(Self(tags))
    }

    fn get(&self, key: &str) -> Option<&Tag> {
        self.0.iter().find(|tag| tag.key == key)
    }

    /// What a key names, up to its first comma.
    #[must_use]
    pub fn name(&self, key: &str) -> Option<&str> {
        self.get(key).map(|tag| tag.name.as_str())
    }

    /// The whole value of a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<String> {
        self.get(key).map(Tag::value)
    }

    /// Whether a key has an option.
    #[must_use]
    pub fn has_option(&self, key: &str, option: &str) -> bool {
        self.get(key)
            .is_some_and(|tag| tag.options.iter().any(|other| other == option))
    }

    /// Sets what a key names, in its place, or behind all others.
    pub(super) fn set(&mut self, key: &str, name: &str) {
        let new = Tag {
            key: key.to_owned(),
            name: name.to_owned(),
            options: Vec::new(),
        };
        let mut there = false;
        for tag in self.0.iter_mut().filter(|tag| tag.key == key) {
            *tag = new.clone();
            there = true;
        }
        if !there {
            self.0.push(new);
        }
    }
}

impl Tag {
    fn value(&self) -> String {
        let options: String = self
            .options
            .iter()
            .map(|option| format!(",{option}"))
            .collect();
        format!("{}{options}", self.name)
    }
}

/// As it is written in a struct, without the quotes around it.
impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, tag) in self.0.iter().enumerate() {
            let blank = if i > 0 { " " } else { "" };
            write!(f, "{blank}{}:{}", tag.key, quote(&tag.value()))?;
        }
        Ok(())
    }
}

/// The bytes of a value in double quotes.
fn value_length(value: &str) -> Option<usize> {
    let bytes = value.as_bytes();
    if bytes.first() != Some(&b'"') {
        return None;
    }
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Tags;

    #[test]
    fn a_tag_is_written_as_it_was_read() {
        let mut tags = Tags::parse(r#"  a:"b,c"   hcl:"x,optional" e:"\"" "#).unwrap();
        tags.set("hcl", "y");
        tags.set("cty", "z");
        assert_eq!(tags.to_string(), r#"a:"b,c" hcl:"y" e:"\"" cty:"z""#);
        assert!(tags.has_option("a", "c"));
        assert_eq!(tags.value("a").as_deref(), Some("b,c"));
    }

    #[test]
    fn what_is_no_tag_is_told() {
        for wrong in [
            "mapstructure:bad",
            "a",
            "a:",
            ":\"b\"",
            "a:\"b",
            "a:\"\\z\"",
            "a:\"b\\\"",
        ] {
            assert!(Tags::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Tags::parse(" "), Ok(Tags::default()));
    }
}
