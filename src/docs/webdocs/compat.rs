//! The bytes of `compile-to-webdocs.sh`, for those who need them: what its line tools
//! do to a page, whatever the page means.

/// A component's page as the script makes it.
pub(super) fn page(text: &[u8], organization: &str) -> Vec<u8> {
    let body = without_head(text);
    // The shell's variables hold no NUL, and lose the newlines at their end.
    let body: Vec<u8> = body.iter().copied().filter(|byte| *byte != 0).collect();
    let mut body = trim_newlines(&body).to_vec();
    if is_echo_flag(&body) {
        body.clear();
    }
    for rule in [root_link, component_link] {
        body = rewrite(&body, PREFIX[0], |rest| rule(rest, organization));
    }
    for (from, to) in [
        ("/datasources/", "/data-source/"),
        ("/builders/", "/builder/"),
        ("/post-processors/", "/post-processor/"),
        ("/provisioners/", "/provisioner/"),
    ] {
        body = replace(&body, from.as_bytes(), to.as_bytes());
    }
    body.push(b'\n');
    body
}

/// The lines behind the second that begins with `---`, and behind three more.
fn without_head(text: &[u8]) -> &[u8] {
    let lines = || text.split_inclusive(|byte| *byte == b'\n');
    let marks = lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with(b"---"));
    let last = marks.take(2).last().map_or(0, |(index, _)| index + 1);
    let dropped: usize = lines().take(last + 3).map(<[u8]>::len).sum();
    &text[dropped..]
}

fn trim_newlines(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| *byte != b'\n');
    &text[..end.map_or(0, |at| at + 1)]
}

/// A page that the shell's `echo` takes for its flags.
fn is_echo_flag(text: &[u8]) -> bool {
    matches!(text, [b'-', flags @ ..] if !flags.is_empty()
        && flags.iter().all(|flag| b"neE".contains(flag)))
}

/// Applies a rule at each place of a text that begins with `first`, from the left, without
/// overlap. A rule gives the length of what it matched, and what stands there instead.
fn rewrite(text: &[u8], first: u8, rule: impl Fn(&[u8]) -> Option<(usize, Vec<u8>)>) -> Vec<u8> {
    let mut rewritten = Vec::with_capacity(text.len());
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text[at..].iter().position(|byte| *byte == first) {
        at += found;
        if let Some((length, new)) = rule(&text[at..]) {
            rewritten.extend_from_slice(&text[copied..at]);
            rewritten.extend(new);
            at += length;
            copied = at;
        } else {
            at += 1;
        }
    }
    rewritten.extend_from_slice(&text[copied..]);
    rewritten
}

const PREFIX: &[u8] = b"(/packer/plugins/";

/// `(/packer/plugins/TYPE/PLUGIN)`, where a part is anything without a slash: the match
/// goes to the last parenthesis before the next slash.
fn root_link(text: &[u8], organization: &str) -> Option<(usize, Vec<u8>)> {
    let rest = text.strip_prefix(PREFIX)?;
    let (_, rest) = segment(rest)?;
    let last = last_segment(rest)?;
    let new = format!("(/packer/integrations/{organization}/");
    let length = text.len() - rest.len() + last.len() + 1;
    Some((length, [new.as_bytes(), last, b")"].concat()))
}

/// The same with a third part.
fn component_link(text: &[u8], organization: &str) -> Option<(usize, Vec<u8>)> {
    let rest = text.strip_prefix(PREFIX)?;
    let (folder, rest) = segment(rest)?;
    let (plugin, rest) = segment(rest)?;
    let last = last_segment(rest)?;
    let root = format!("(/packer/integrations/{organization}/");
    let new = [
        root.as_bytes(),
        plugin,
        b"/latest/components/",
        folder,
        b"/",
        last,
        b")",
    ];
    let length = text.len() - rest.len() + last.len() + 1;
    Some((length, new.concat()))
}

/// A part that is not empty, and what stands behind its slash. The script goes line by
/// line, so that no part holds a newline.
fn segment(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = end_of_segment(text);
    let is_whole = end > 0 && text.get(end) == Some(&b'/');
    is_whole.then(|| (&text[..end], &text[end + 1..]))
}

/// A part that is not empty, up to the last `)` before a slash.
fn last_segment(text: &[u8]) -> Option<&[u8]> {
    let run = &text[..end_of_segment(text)];
    let end = run.iter().rposition(|byte| *byte == b')')?;
    (end > 0).then(|| &text[..end])
}

fn end_of_segment(text: &[u8]) -> usize {
    let end = text.iter().position(|byte| matches!(byte, b'/' | b'\n'));
    end.unwrap_or(text.len())
}

fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    rewrite(text, from[0], |rest| {
        rest.starts_with(from).then(|| (from.len(), to.to_vec()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> String {
        String::from_utf8(page(text.as_bytes(), "happy")).unwrap()
    }

    #[test]
    fn the_head_is_counted_in_lines() {
        assert_eq!(made("---\na\n---\n\n# T\n\nx\n\n\n"), "x\n");
        assert_eq!(made("a\nb\nc\nd"), "d\n");
        assert_eq!(made("---\n1\n2\n3\n4\n-----\n---\n"), "\n");
        assert_eq!(made("---- x\n1\n2\n3\n\n4\n"), "\n4\n");
        assert_eq!(made("a\n"), "\n");
        assert_eq!(made("1\n2\n3\n-nee\n"), "\n");
    }

    #[test]
    fn links_are_matched_to_the_last_parenthesis() {
        let links = |text: &str| made(&format!("1\n2\n3\n{text}"));
        for (text, expected) in [
            (
                "[a](/packer/plugins/builders/b#c)",
                "[a](/packer/integrations/happy/b#c)\n",
            ),
            (
                "[a](/packer/plugins/builders/b/c#d) (e)",
                "[a](/packer/integrations/happy/b/latest/components/builder/c#d) (e)\n",
            ),
            (
                "(/packer/plugins/builders) [x](/a)",
                "(/packer/integrations/happy/a)\n",
            ),
            (
                "(/packer/plugins/builders/a/b/c)",
                "(/packer/plugins/builder/a/b/c)\n",
            ),
            (
                "(/packer/plugins/builders/)x",
                "(/packer/plugins/builder/)x\n",
            ),
            (
                "https://x/builders/builders/provisioners/y",
                "https://x/builder/builders/provisioner/y\n",
            ),
            (
                "(/packer/plugins/builders/b \"c\")\n(/packer/plugins/builders/\nb)",
                "(/packer/integrations/happy/b \"c\")\n(/packer/plugins/builder/\nb)\n",
            ),
        ] {
            assert_eq!(links(text), expected, "{text}");
        }
    }
}
