//! A URL as far as links between pages need it.

/// The parts of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UrlParts<'a> {
    /// The host, or the scheme where there is none (`mailto`); none within a site.
    pub host: Option<&'a str>,
    /// The path.
    pub path: &'a str,
    /// From the `?` or `#` on.
    pub suffix: &'a str,
}

impl<'a> UrlParts<'a> {
    /// Takes a URL apart; every text is one.
    #[must_use]
    pub fn of(url: &'a str) -> Self {
        let (url, suffix) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
        let (scheme, rest) = match url.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, url),
        };
        let (host, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(host), path)
            }
            None => (scheme, rest),
        };
        Self { host, path, suffix }
    }

    /// What stands behind the `#`.
    #[must_use]
    pub fn fragment(&self) -> Option<&'a str> {
        self.suffix.split_once('#').map(|(_, fragment)| fragment)
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}
