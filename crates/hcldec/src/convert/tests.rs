use super::*;

fn list(ty: Type) -> Type {
    Type::List(Box::new(ty))
}

fn set(ty: Type) -> Type {
    Type::Set(Box::new(ty))
}

fn map(ty: Type) -> Type {
    Type::Map(Box::new(ty))
}

fn shown(value: &Value, to: &Type) -> String {
    match convert(value, to) {
        Ok(value) => format!("{} {}", value.ty(), value.to_json()),
        Err(wrong) => wrong.to_string(),
    }
}

#[test]
fn primitives() {
    for (value, to, expected) in [
        (Value::from(1), Type::String, r#"string "1""#),
        (true.into(), Type::String, r#"string "true""#),
        ("1.50".into(), Type::Number, "number 1.5"),
        ("1".into(), Type::Bool, "bool true"),
        ("false".into(), Type::Bool, "bool false"),
        (
            "TRUE".into(),
            Type::Bool,
            "bool required, and `TRUE` must be written `true`",
        ),
        (1.into(), Type::Bool, "bool required, but this is number"),
        (
            true.into(),
            Type::Number,
            "number required, but this is bool",
        ),
        (Value::NULL, Type::Number, "number null"),
        (Value::Unknown(Type::String), Type::Number, "number null"),
        (
            1.into(),
            list(Type::Number),
            "list(number) required, but this is number",
        ),
        (1.into(), Type::Any, "number 1"),
    ] {
        assert_eq!(shown(&value, &to), expected);
    }
}

#[test]
fn collections() {
    let tuple = |elements: &[Value]| Value::Tuple(elements.to_vec());
    let mixed = tuple(&[1.into(), "a".into(), true.into(), 1.into()]);
    for (value, to, expected) in [
        (
            mixed.clone(),
            list(Type::String),
            r#"list(string) ["1","a","true","1"]"#,
        ),
        (
            mixed.clone(),
            set(Type::String),
            r#"set(string) ["1","a","true"]"#,
        ),
        (
            mixed,
            list(Type::Any),
            r#"list(string) ["1","a","true","1"]"#,
        ),
        (
            tuple(&[1.into(), true.into()]),
            list(Type::Any),
            "all elements must have the same type",
        ),
        (tuple(&[]), list(Type::Any), "list(any) []"),
        (
            tuple(&[Value::NULL, 1.into()]),
            list(Type::Number),
            "list(number) [null,1]",
        ),
        (
            tuple(&[1.into()]),
            Type::Tuple(vec![Type::String, Type::String]),
            "2 elements required, but there are 1",
        ),
        (
            Value::set(Type::Number, vec![2.into(), 1.into()]),
            list(Type::String),
            r#"list(string) ["1","2"]"#,
        ),
        (
            Value::list(Type::String, vec![]),
            list(list(Type::Number)),
            "list(list(number)) required, but this is list(string)",
        ),
        (
            Value::object([("a", 1.into()), ("b", "x".into())]),
            map(Type::Any),
            r#"map(string) {"a":"1","b":"x"}"#,
        ),
        (
            Value::object([("a", tuple(&["x".into()]))]),
            map(list(Type::Number)),
            ".a[0]: number required, but this is a string that is no number",
        ),
    ] {
        assert_eq!(shown(&value, &to), expected);
    }
}

#[test]
fn objects_with_optional_attributes() {
    let to = Type::Object {
        attributes: [("a".to_owned(), Type::Number), ("b".to_owned(), Type::Bool)].into(),
        optional: ["b".to_owned()].into(),
    };
    let one = Value::object([("a", "1".into()), ("c", "gone".into())]);
    assert_eq!(
        shown(&one, &to),
        r#"object({a=number, b=bool}) {"a":1,"b":null}"#
    );
    assert_eq!(
        shown(&Value::object([("b", true.into())]), &to),
        "attribute `a` is required"
    );
    let two = Value::map(Type::String, [("a".to_owned(), "x".into())].into());
    assert_eq!(
        shown(&two, &to),
        r#"["a"]: number required, but this is a string that is no number"#
    );
}
