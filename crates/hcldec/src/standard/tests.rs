use crate::diagnostics::{Diagnostics, SourceFile};
use crate::{Context, Type, Value, parse_expression, standard_functions};

fn eval(text: &str) -> String {
    let mut context = Context::new();
    context.functions = standard_functions();
    context
        .variables
        .insert("l".to_owned(), Value::list(Type::Number, vec![1.into()]));
    context
        .variables
        .insert("s".to_owned(), Value::list(Type::String, vec!["x".into()]));
    context.variables.insert(
        "m".to_owned(),
        Value::map(Type::Number, [("k".to_owned(), 1.into())].into()),
    );
    context
        .variables
        .insert("u".to_owned(), Value::Unknown(Type::String));
    let mut found = Diagnostics::new();
    let file = SourceFile::new("e", text);
    let value = parse_expression(&file, &mut found).evaluate(&context, &mut found);
    match found.iter().next() {
        Some(wrong) => {
            let range = wrong
                .place
                .as_ref()
                .and_then(crate::diagnostics::Place::range)
                .unwrap_or(0..0);
            format!("{}-{} {}", range.start, range.end, wrong.message)
        }
        None => format!("{} {}", value.ty(), value.to_json()),
    }
}

#[test]
fn each_does_as_its_namesake() {
    for (text, expected) in [
        ("abs(-1.5)", "number 1.5"),
        ("int(-1.5)", "number -1"),
        ("int(\"2.9\")", "number 2"),
        ("max(1, 3, 2)", "number 3"),
        ("min([3, 1]...)", "number 1"),
        (
            "max()",
            "0-5 `max` failed: there must be at least one number",
        ),
        ("lower(\"ÄB\")", "string \"äb\""),
        ("reverse(\"ae\u{301}\")", "string \"éa\""),
        ("strlen(\"👨‍👩‍👧e\u{301}\")", "number 2"),
        ("substr(\"hello\", 1, 3)", "string \"ell\""),
        ("substr(\"hello\", -3, 2)", "string \"ll\""),
        ("substr(\"hello\", 1, -1)", "string \"ello\""),
        ("substr(\"hello\", 9, 1)", "string \"\""),
        (
            "substr(\"a\", 0.5, 1)",
            "12-15 wrong argument for `offset` of `substr`: it must be a whole number",
        ),
        (
            "jsonencode({a = [1, null]})",
            r#"string "{\"a\":[1,null]}""#,
        ),
        (
            "jsondecode(\"[1, {\\\"a\\\": true}]\")",
            "tuple([number, object({a=bool})]) [1,{\"a\":true}]",
        ),
        (
            "jsondecode(\"[1\")",
            "0-16 `jsondecode` failed: this array is not closed",
        ),
        ("jsondecode(u)", "any null"),
        ("upper(u)", "string null"),
        ("coalesce(null, 1, \"x\")", "string \"1\""),
        (
            "coalesce(null)",
            "0-14 `coalesce` failed: all arguments are null",
        ),
        ("concat(l, s)", r#"list(string) ["1","x"]"#),
        ("concat(l, [true])", "tuple([number, bool]) [1,true]"),
        (
            "concat(1)",
            "7-8 wrong argument for `seqs` of `concat`: it must be a list or a tuple, but is number",
        ),
        ("hasindex(l, 0)", "bool true"),
        ("hasindex(m, \"x\")", "bool false"),
        ("length([1, 2])", "number 2"),
        ("length(m)", "number 1"),
        (
            "length(1)",
            "7-8 wrong argument for `collection` of `length`: it must be a list, a set, a map or a tuple, but is number",
        ),
        ("upper()", "6-7 `upper` takes one argument"),
        ("upper(\"a\", \"b\")", "11-14 `upper` takes one argument"),
        (
            "upper(null)",
            "6-10 wrong argument for `str` of `upper`: it must not be null",
        ),
        (
            "upper([])",
            "6-8 wrong argument for `str` of `upper`: string required, but this is tuple([])",
        ),
        ("uper(\"a\")", "0-4 there is no function `uper`"),
        ("upper(missing)", "6-13 there is no variable `missing`"),
        ("max(null...)", "4-8 null cannot be expanded to arguments"),
    ] {
        assert_eq!(eval(text), expected, "{text}");
    }
}
