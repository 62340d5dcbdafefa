use crate::diagnostics::{Diagnostics, SourceFile};
use crate::{Context, Type, Value, parse_expression};

/// The value as `type json`, or the errors as `start-end code`.
fn eval(text: &str) -> String {
    let mut context = Context::new();
    let text_list = Value::list(Type::String, vec!["a".into(), "b".into()]);
    let people = Value::Tuple(vec![
        Value::object([("name", "ada".into()), ("tags", text_list.clone())]),
        Value::object([
            ("name", "bob".into()),
            ("tags", Value::list(Type::String, vec![])),
        ]),
    ]);
    for (name, value) in [
        ("one", 1.into()),
        ("name", "ada".into()),
        ("yes", true.into()),
        ("nothing", Value::NULL),
        ("unknown", Value::Unknown(Type::String)),
        ("any", Value::UNKNOWN),
        ("list", text_list),
        ("people", people),
        (
            "map",
            Value::map(Type::Number, [("k".to_owned(), 1.into())].into()),
        ),
    ] {
        context.variables.insert(name.to_owned(), value);
    }
    let file = SourceFile::new("e", text);
    let mut found = Diagnostics::new();
    let value = parse_expression(&file, &mut found).evaluate(&context, &mut found);
    if found.is_empty() {
        return format!("{} {}", value.ty(), value.to_json());
    }
    let shown = found.iter().map(|d| {
        let range = d
            .place
            .as_ref()
            .and_then(crate::diagnostics::Place::range)
            .unwrap_or(0..0);
        format!("{}-{} {}", range.start, range.end, d.code)
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(eval(text), *expected, "{text}");
    }
}

#[test]
fn literals_and_operators() {
    check(&[
        (
            "123456789012345678901234567890",
            "number 123456789012345678901234567890",
        ),
        ("1e3 + 0.1", "number 1000.1"),
        ("-1", "number -1"),
        ("- 1.5", "number -1.5"),
        ("2 + 3 * 4 - 1", "number 13"),
        ("(2 + 3) * 4", "number 20"),
        ("7 % 4", "number 3"),
        ("5 % 0", "number 5"),
        ("1 / 0", "0-5 division-by-zero"),
        ("\"2\" * \"3\"", "number 6"),
        ("\"x\" * 2", "0-3 wrong-type"),
        ("1 == \"1\"", "bool false"),
        ("1 != 2 && !false", "bool true"),
        ("false && missing", "bool false"),
        ("true || missing", "bool true"),
        ("1 < \"2\"", "bool true"),
        ("null == nothing", "bool true"),
        ("null + 1", "0-4 null-value"),
        ("1e400 > 1e399", "bool true"),
        ("1e200000", "0-8 number"),
    ]);
}

#[test]
fn conditionals_bring_their_results_to_one_type() {
    check(&[
        ("true ? 1 : \"x\"", "string \"1\""),
        ("false ? 1 : \"x\"", "string \"x\""),
        ("true ? null : 1", "number null"),
        ("true ? 1 : missing", "number 1"),
        ("true ? [1] : [\"a\", \"b\"]", "list(string) [\"1\"]"),
        ("yes ? {a = 1} : {b = 2}", "map(number) {\"a\":1}"),
        ("true ? [1] : 1", "7-14 inconsistent-types"),
        ("null ? 1 : 2", "0-4 null-value"),
        ("\"maybe\" ? 1 : 2", "0-7 wrong-type"),
        ("unknown == \"a\" ? 1 : 2", "number null"),
        ("false ? 1 : true ? 2 : 3", "number 2"),
    ]);
}

#[test]
fn access() {
    check(&[
        ("people[0].name", "string \"ada\""),
        ("people.1.name", "string \"bob\""),
        ("people[\"0\"].name", "string \"ada\""),
        ("people[2]", "6-9 missing-key"),
        ("people[-1]", "6-10 missing-key"),
        ("people[0].nme", "9-13 unknown-attribute"),
        ("map.k + map[\"k\"]", "number 2"),
        ("map.x", "3-5 missing-key"),
        ("name.first", "4-10 unknown-attribute"),
        ("nothing.x", "7-9 null-value"),
        ("list[any]", "any null"),
        ("missing", "0-7 unknown-variable"),
        (
            "people[*].name",
            "tuple([string, string]) [\"ada\",\"bob\"]",
        ),
        ("people.*.name", "tuple([string, string]) [\"ada\",\"bob\"]"),
        ("people.*.name[1]", "string \"bob\""),
        (
            "people[*].tags[*]",
            "tuple([list(string), list(any)]) [[\"a\",\"b\"],[]]",
        ),
        ("list[*]", "list(string) [\"a\",\"b\"]"),
        ("name[*]", "tuple([string]) [\"ada\"]"),
        ("nothing[*]", "tuple([]) []"),
        ("{a = {b = 1}}.a.b", "number 1"),
    ]);
}

#[test]
fn for_expressions() {
    check(&[
        (
            "[for s in list : \"<${s}>\"]",
            "tuple([string, string]) [\"<a>\",\"<b>\"]",
        ),
        (
            "[for i, s in list : i if s == \"b\"]",
            "tuple([number]) [1]",
        ),
        (
            "{for s in list : s => 1}",
            "object({a=number, b=number}) {\"a\":1,\"b\":1}",
        ),
        ("{for s in list : \"k\" => s}", "17-20 duplicate-key"),
        (
            "{for s in list : \"k\" => s...}",
            "object({k=tuple([string, string])}) {\"k\":[\"a\",\"b\"]}",
        ),
        (
            "{\n for k, v in map :\n k => v + \n 1\n}",
            "object({k=number}) {\"k\":2}",
        ),
        ("[for x in 3 : x]", "10-11 not-iterable"),
        ("[for x in null : x]", "10-14 null-value"),
        ("[for x in any : x]", "any null"),
    ]);
}

#[test]
fn objects_and_tuples() {
    check(&[
        (
            "{a = 1, \"b\" : 2, (name) = 3\n true = 4}",
            "object({a=number, ada=number, b=number, true=number}) {\"a\":1,\"ada\":3,\"b\":2,\"true\":4}",
        ),
        ("{a = 1, a = 2}", "object({a=number}) {\"a\":2}"),
        ("{\"${name}x\" = 1}", "object({adax=number}) {\"adax\":1}"),
        ("{1 = 2}", "object({\"1\"=number}) {\"1\":2}"),
        ("{name.x = 1}", "1-7 object-key"),
        ("{(null) = 1}", "1-7 null-value"),
        (
            "[1, \"a\", [true],]",
            "tuple([number, string, tuple([bool])]) [1,\"a\",[true]]",
        ),
        ("[\n1,\n2\n]", "tuple([number, number]) [1,2]"),
        ("[]", "tuple([]) []"),
        ("{}", "object({}) {}"),
    ]);
}

#[test]
fn templates() {
    check(&[
        ("\"${one}\"", "number 1"),
        ("\"${one}!\"", "string \"1!\""),
        ("\"a ${~ name ~} b\"", "string \"aadab\""),
        ("\"$${name} %%{if}\"", "string \"${name} %{if}\""),
        (r#""\t\"\\\u00e9\U0001F600""#, "string \"\\t\\\"\\\\é😀\""),
        ("\"%{ if yes }a%{ else }b%{ endif }\"", "string \"a\""),
        (
            "\"%{ for i, s in list }${i}${s},%{ endfor }\"",
            "string \"0a,1b,\"",
        ),
        ("\"${nothing}x\"", "3-10 null-value"),
        ("\"${list}x\"", "3-7 wrong-type"),
        ("\"${unknown}x\"", "string null"),
        ("\"e\u{301}\"", "string \"é\""),
        ("\"\\x\"", "1-3 escape"),
        ("\"%{ if yes }a\"", "1-12 template"),
        ("\"%{ endif }\"", "1-11 template"),
        ("\"${\"a${\"b\"}c\"}\"", "string \"abc\""),
        ("<<E\nab\n  ${name}\n  E\n", "string \"ab\\n  ada\\n\""),
        (
            "<<-E\n    a\n      b\n\n    ${name}\n  E\n",
            "string \"a\\n  b\\n\\nada\\n\"",
        ),
        (
            "<<E\n%{ for s in list ~}\n${s}\n%{ endfor ~}\nE\n",
            "string \"a\\nb\\n\"",
        ),
        ("<<E\nE x\n xE\nE\n", "string \"E x\\n xE\\n\""),
        ("<<E\nE\n", "string \"\""),
        ("[<<E\na\nE\n, 1]", "tuple([string, number]) [\"a\\n\",1]"),
        (
            "<<E\n\\n \"q\" $${x}\nE\n",
            "string \"\\\\n \\\"q\\\" ${x}\\n\"",
        ),
    ]);
}

#[test]
fn syntax_errors_have_the_range_of_what_is_wrong() {
    check(&[
        ("1 +", "3-3 syntax"),
        ("1 2", "2-3 syntax"),
        ("a = b", "2-3 syntax"),
        ("(1", "0-1 syntax"),
        ("[1, 2", "0-1 syntax"),
        ("1)", "1-2 syntax"),
        ("\"abc", "0-1 syntax"),
        ("'abc'", "0-1 syntax"),
        ("\"${one\"", "1-3 syntax"),
        ("{a = 1 b = 2}", "7-8 syntax"),
        ("<<E\nabc\n", "0-4 syntax"),
        ("", "0-0 syntax"),
        (".5", "0-1 syntax"),
        ("1 & 2", "2-3 syntax"),
    ]);
}

#[test]
fn large_lists_are_read_like_small_ones() {
    let elements = "1, ".repeat(5_000);
    let large = |inside: &str| eval(&format!("[{elements}{inside}]"));
    assert!(large("2,").ends_with(",1,1,2]"));
    assert!(large("").ends_with(",1,1]"));
    assert!(large("[{a = 1}, \"${one}\"]").ends_with(r#",[{"a":1},1]]"#));
    assert_eq!(large(", 2"), "15001-15002 syntax");
    assert_eq!(eval(&format!("[{elements}][0]")), "number 1");
    assert!(eval(&format!("[for x in [{elements}] : x]")).ends_with(",1]"));
}

#[test]
fn nesting_has_a_limit_but_no_surprises() {
    let parens = |n: usize| format!("{}1{}", "(".repeat(n), ")".repeat(n));
    let lists = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let objects = |n: usize| format!("{}1{}", "{a=".repeat(n), "}".repeat(n));
    let indexes = |n: usize| format!("{}1{}", "[1][".repeat(n), "]".repeat(n));
    let strings = |n: usize| format!("{}1{}", "\"${".repeat(n), "}\"".repeat(n));
    let calls = |n: usize| format!("{}1{}", "f(".repeat(n), ")".repeat(n));
    let sums = |n: usize| format!("{}1{}", "(1+".repeat(n), ")".repeat(n));
    assert_eq!(eval(&parens(190)), "number 1");
    assert_eq!(eval(&sums(190)), "number 191");
    assert!(eval(&lists(190)).ends_with(&lists(190)));
    assert!(eval(&objects(190)).contains("{\"a\":1}"));
    assert_eq!(eval(&strings(95)), "number 1");
    assert_eq!(eval(&calls(150)), format!("{}-{} unknown-function", 0, 451));
    assert!(
        eval(&indexes(50)).contains("missing-key"),
        "{}",
        eval(&indexes(50))
    );
    let row = |n: usize| format!("{}1", "1 + ".repeat(n));
    assert_eq!(eval(&row(100_000)), "number 100001");
    let choices = |n: usize| format!("{}1", "one == 2 ? 2 : ".repeat(n));
    assert_eq!(eval(&choices(100_000)), "number 1");
    for n in [300, 1_000_000] {
        assert!(eval(&"yes ? ".repeat(n)).ends_with("nesting"));
        for text in [
            parens(n),
            sums(n),
            lists(n),
            objects(n),
            strings(n),
            calls(n),
            indexes(n),
        ] {
            assert!(eval(&text).ends_with("nesting"));
        }
    }
    assert_eq!(eval(&format!("{}yes", "!".repeat(100_000))), "bool true");
    assert!(eval(&format!("list{}", "[*]".repeat(100_000))).ends_with("nesting"));
    let directives = format!("\"{}\"", "%{ if yes }".repeat(100_000));
    assert!(eval(&directives).ends_with("nesting"));
}
