//! The name of a package whose source is not looked at.

/// What a package is most likely called: the last part of its path that is no version.
pub(super) fn guess(path: &str) -> &str {
    let is_version = |part: &str| {
        let digits = part.strip_prefix('v').unwrap_or_default();
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
    };
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or(path);
    let last = if is_version(last) {
        parts.next().unwrap_or(last)
    } else {
        last
    };
    let last = last.strip_prefix("go-").unwrap_or(last);
    last.split_once(".v").map_or(last, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::guess;

    #[test]
    fn versions_are_no_names() {
        for (path, name) in [
            ("a/b", "b"),
            ("a.com/b/v3", "b"),
            ("gopkg.in/yaml.v3", "yaml"),
            ("a/go-cty", "cty"),
            ("v3", "v3"),
        ] {
            assert_eq!(guess(path), name);
        }
    }
}
