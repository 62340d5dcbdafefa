use super::*;

#[test]
fn finds_brackets_and_makes_comments_blanks() {
    let scan = Scan::code("a = [1.5, \"x${f(2)}\"] # c\n");
    let kinds: Vec<Kind> = scan.brackets.iter().map(|b| b.kind).collect();
    assert_eq!(
        kinds,
        [Kind::Square, Kind::Quote, Kind::Interpolation, Kind::Paren]
    );
    assert_eq!(
        String::from_utf8(scan.code).unwrap(),
        "a = [1.5, \"x${f(2)}\"]    \n"
    );
    assert!(scan.errors.is_empty());
}

#[test]
fn a_heredoc_ends_at_a_line_with_nothing_but_its_marker() {
    let text = "a = <<-END\n  END x\n  ${\"END\"}\n  END\nb = 1\n";
    let scan = Scan::code(text);
    let heredoc = scan.at(4).unwrap();
    assert_eq!(&text[heredoc.inside()], "  END x\n  ${\"END\"}\n");
    assert_eq!(&text[heredoc.close.clone()], "  END");
}

#[test]
fn says_what_is_not_closed() {
    for (text, range) in [
        ("a = (1", 4..5),
        ("a {\n", 2..3),
        ("a = \"b\nc = 1\n", 6..7),
        ("a = \"${b\"\nc = 1\n", 5..7),
        ("a = <<E\nb\n", 4..8),
        ("/* a", 0..2),
        ("a = 1 }", 6..7),
        ("a = (1]\n)", 6..7),
        ("a = <<E x\nE\n", 8..9),
    ] {
        let ranges: Vec<_> = Scan::code(text)
            .errors
            .into_iter()
            .map(|(at, _)| at)
            .collect();
        assert_eq!(ranges, [range], "{text}");
    }
}

#[test]
fn any_text_is_scanned_in_linear_time_and_without_recursion() {
    for piece in [
        "(", "[", "{", "\"${", "\"", "<<E\n", "${", "%{", "}", "/*", "a {\n", "\\", "\r", "é",
    ] {
        let scan = Scan::code(&piece.repeat(200_000));
        assert_eq!(scan.code.len(), piece.len() * 200_000);
    }
}
