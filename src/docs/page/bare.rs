//! Addresses in running text that the site makes links of: `https://…`, `www.…` and those of
//! mail, as on GitHub.

use std::ops::Range;

/// The addresses in a text without markup, and what each links to. One in brackets is none:
/// what stands there could be the text of a link.
pub(super) fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, kind)) = next(&text[at..]) {
        let start = at + start;
        let (start, length) = match kind {
            Kind::Url(prefix) => (start, url_length(&text[start..], prefix)),
            Kind::Mail => {
                let name = text[at..start].rfind(|c| !is_mail_name(c));
                let name = at
                    + name.map_or(0, |before| {
                        before + text[at + before..].chars().next().map_or(1, char::len_utf8)
                    });
                (name, mail_length(&text[name..], start - name))
            }
        };
        let Some(length) = length else {
            at = start.max(at) + text[start.max(at)..].find(['.', '/', '@']).unwrap_or(0) + 1;
            continue;
        };
        let address = &text[start..start + length];
        let scheme = match kind {
            Kind::Mail => "mailto:",
            Kind::Url("www.") => "http://",
            Kind::Url(_) => "",
        };
        if !is_in_brackets(text, start..start + length) {
            found.push((start..start + length, format!("{scheme}{address}")));
        }
        at = start + length;
    }
    found
}

fn is_in_brackets(text: &str, address: Range<usize>) -> bool {
    let before = text[..address.start].rfind(['[', ']']);
    let opened = before.is_some_and(|at| text[at..].starts_with('['));
    let behind = text[address.end..].find(['[', ']']);
    opened && behind.is_some_and(|at| text[address.end + at..].starts_with(']'))
}

#[derive(Clone, Copy)]
enum Kind {
    Url(&'static str),
    Mail,
}

/// What may be the next address; of one of mail the place of its `@`.
fn next(text: &str) -> Option<(usize, Kind)> {
    let urls = ["https://", "http://", "www."];
    let urls = urls
        .iter()
        .filter_map(|prefix| Some((text.find(prefix)?, Kind::Url(prefix))));
    let mail = text.find('@').map(|at| (at, Kind::Mail));
    urls.chain(mail).min_by_key(|(at, _)| *at)
}

fn is_mail_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "+-._".contains(c)
}

/// The length of a URL: a host with a dot, and what follows without the signs that end a
/// sentence.
fn url_length(text: &str, prefix: &str) -> Option<usize> {
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let behind = &text[prefix.len()..];
    let host = &behind[..behind.find(|c| !is_host(c)).unwrap_or(behind.len())];
    let host = &host[..host.find("..").unwrap_or(host.len())];
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.starts_with('.') || !host.contains('.') {
        return None;
    }
    let mut parts = host.rsplit('.').take(2);
    if parts.any(|part| part.contains('_')) {
        return None;
    }
    let start = prefix.len() + host.len();
    let path = &text[start..];
    let path = &path[..path
        .find(|c: char| c.is_whitespace() || c == '<')
        .unwrap_or(path.len())];
    let mut path = path.trim_end_matches(['!', '*', ',', '.', ':', '?', '_', '~']);
    while path.ends_with(')') && path.matches(')').count() > path.matches('(').count() {
        path = &path[..path.len() - 1];
    }
    if let Some(before) = path.strip_suffix(';') {
        let entity = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        path = entity.strip_suffix('&').unwrap_or(before);
    }
    Some(start + path.len())
}

/// The length of an address of mail, whose `@` is at a byte.
fn mail_length(text: &str, at: usize) -> Option<usize> {
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    let host = &text[at + 1..];
    let host = &host[..host.find(|c| !is_host(c)).unwrap_or(host.len())];
    let dotted = host.find('.').is_some_and(|dot| dot + 1 < host.len());
    if at == 0 || !dotted || host.ends_with(['-', '_']) {
        return None;
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    Some(at + 1 + host.len())
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let text = "See https://a.b/c_d, (www.e.f/(g)) and me@x.org. http://local @ a@b \
                    \"https://h.i\" é@j.k x.@ https:// www. [\nhttps://l.m ]";
        let found: Vec<String> = addresses(text).into_iter().map(|(_, url)| url).collect();
        let expected = [
            "https://a.b/c_d",
            "http://www.e.f/(g)",
            "mailto:me@x.org",
            "https://h.i\"",
        ];
        assert_eq!(found, expected);
    }
}
