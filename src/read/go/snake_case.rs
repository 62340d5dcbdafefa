//! Names of fields as packer-sdc writes them in HCL.

/// The name in HCL of a field whose tag gives none: `HTTPServerURL2` is `http_server_url2`.
pub(super) fn snake_case(name: &str) -> String {
    // Before a capital that a small letter follows, then between a small one and a capital.
    let chars: Vec<char> = name.chars().collect();
    let mut once = Vec::with_capacity(chars.len() + 8);
    let mut at = 0;
    while at < chars.len() {
        let next = |offset: usize| chars.get(at + offset).copied().unwrap_or_default();
        if chars[at] != '\n' && next(1).is_ascii_uppercase() && next(2).is_ascii_lowercase() {
            once.extend([chars[at], '_', next(1)]);
            at += 2;
            while chars.get(at).is_some_and(char::is_ascii_lowercase) {
                once.push(chars[at]);
                at += 1;
            }
        } else {
            once.push(chars[at]);
            at += 1;
        }
    }
    let mut snake = String::with_capacity(once.len() + 8);
    let mut before = '\0';
    for c in once {
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
        before = c;
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn humps_are_parted_as_packer_sdc_does() {
        for (name, snake) in [
            ("HTTPServerURL2", "http_server_url2"),
            ("ABC123Def", "abc123_def"),
            ("PStr", "p_str"),
            ("NoTag", "no_tag"),
            ("Émile", "émile"),
            ("AMIName", "ami_name"),
            ("X_Y", "x_y"),
            ("AaBbCc", "aa_bb_cc"),
            ("VpcID", "vpc_id"),
        ] {
            assert_eq!(snake_case(name), snake);
        }
    }
}
