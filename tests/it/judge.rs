//! serde is the judge: the same structs are read as source text and compiled, and what
//! the spec says of each is put to serde. Whatever the spec calls required, serde must
//! miss; whatever it calls optional, serde must do without; every name must reach its
//! field, and no other; every kind of value must be taken or refused as it says.

#[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
#[path = "judge/cases/lib.rs"]
mod cases;
#[path = "judge/names.rs"]
mod names;
#[path = "judge/values.rs"]
mod values;

use cases::{containers, enums, fields, flat, kinds, optional};
use hcldec::{Context, Spec, decode, parse_bytes};
use packer_sdc::diagnostics::Diagnostics;
use packer_sdc::emit::{Forms, Target};
use packer_sdc::model::{ConfigStruct, Field, FieldType, Model, Nesting};
use packer_sdc::read::rust::{Input, Request, read};
use serde_json::{Map, Value, json};
use std::path::Path;
use values::{Values, kind_wrong_for};

/// How a case is decoded, and what it is.
struct Case {
    path: &'static str,
    decode: fn(&str) -> Result<(), String>,
    /// The names that serde's own code asks for, where it is a struct that does.
    names: Option<&'static [&'static str]>,
    special: Option<Special>,
}

#[derive(Clone, Copy, PartialEq)]
enum Special {
    /// One of the fields is given, and no more.
    OneOf,
    /// What does not fit is taken for nothing.
    Lenient,
}
use Special::{Lenient, OneOf};

macro_rules! cases {
    ($($ty:ty $([$special:ident])?,)*) => {
        vec![$(Case {
            path: without_arguments(stringify!($ty)),
            decode: |text| serde_json::from_str::<$ty>(text).map(drop).map_err(|e| e.to_string()),
            names: names::of::<$ty>(),
            special: None$(.or(Some($special)))?,
        }),*]
    };
}

fn all() -> Vec<Case> {
    cases![
        fields::Plain,
        fields::Raw,
        fields::Renamed,
        fields::Aliased,
        fields::Skipped,
        fields::Defaults,
        fields::Custom,
        fields::Borrowed<'_>,
        fields::Bounded,
        fields::InCfgAttr,
        fields::WithCfg,
        fields::DerivedInCfgAttr,
        fields::DerivedByPath,
        fields::Inner,
        containers::Camel,
        containers::Kebab,
        containers::Screaming,
        containers::Pascal,
        containers::OneSide,
        containers::OtherSide,
        containers::Strict,
        containers::AllDefault,
        containers::DefaultByPath,
        containers::From,
        containers::TryFrom,
        containers::UsesRemote,
        containers::Wrapped,
        containers::Inner,
        containers::HoldsEmpty,
        containers::Empty,
        containers::Converted,
        optional::Options,
        optional::Behind,
        optional::named::NotThatOption,
        optional::Instances,
        optional::LooksOptional,
        optional::NothingInIt,
        optional::OuterDefault,
        optional::Part,
        optional::DefaultOnNeeded,
        flat::Common,
        flat::Flat,
        flat::FlatTwice,
        flat::FlatOption[Lenient],
        flat::FlatBox,
        flat::FlatUnderDefault,
        flat::HoldsFlatGeneric,
        flat::FlatMap,
        flat::FlatValue,
        flat::Tagged,
        flat::FlatTagged,
        flat::FlatRenamed,
        flat::Snake,
        kinds::Strings,
        kinds::Addresses,
        kinds::Integers,
        kinds::OtherNumbers,
        kinds::Lists,
        kinds::Sets,
        kinds::Maps,
        kinds::Part,
        kinds::Blocks,
        kinds::DeepBlocks,
        kinds::Tuples,
        kinds::Cells,
        kinds::Opaque,
        kinds::Times,
        kinds::ConstGenerics,
        kinds::shadow::Shadowing,
        kinds::SameNames,
        kinds::Recursive,
        enums::Values,
        enums::OpenValues,
        enums::Internal,
        enums::InternalStrict,
        enums::Adjacent,
        enums::External[OneOf],
        enums::Holds,
        enums::HoldsMany,
        enums::HoldsLastUntagged,
        enums::TwoRules[OneOf],
        enums::Inner,
    ]
}

#[test]
fn what_the_spec_says_serde_does() {
    let package = tempfile::tempdir().unwrap();
    let cases_dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/judge/cases");
    let src = package.path().join("src");
    std::fs::create_dir(&src).unwrap();
    for entry in std::fs::read_dir(cases_dir).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), src.join(entry.file_name())).unwrap();
    }
    let manifest = "[package]\nname = \"cases\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
        [dependencies]\nserde = \"1\"\nserde_json = \"1\"\n";
    std::fs::write(package.path().join("Cargo.toml"), manifest).unwrap();

    let cases = all();
    assert!(cases.len() >= 60);
    let mut wrong = Vec::new();
    for ty in model(package.path(), Vec::new())
        .types
        .iter()
        .filter(|ty| ty.root)
    {
        if !cases
            .iter()
            .any(|case| case.path == without_arguments(&ty.path))
        {
            wrong.push(format!("{}: nobody judges it", ty.path));
        }
    }
    let paths = cases.iter().map(|case| case.path.to_owned()).collect();
    let model = &model(package.path(), paths);
    for case in &cases {
        let is_it = |ty: &&ConfigStruct| without_arguments(&ty.path) == case.path;
        match model.types.iter().find(is_it) {
            None => wrong.push(format!("{}: it is not in the model", case.path)),
            Some(ty) => Trial {
                case,
                ty,
                model,
                wrong: &mut wrong,
            }
            .run(),
        }
    }
    assert!(
        wrong.is_empty(),
        "\n{}\n{} differences",
        wrong.join("\n"),
        wrong.len()
    );
}

fn model(package: &Path, types: Vec<String>) -> Model {
    let request = Request {
        input: Input::Package(package.to_owned()),
        types,
        ..Request::default()
    };
    let reading = read(&request).unwrap();
    assert!(!reading.diagnostics.has_errors(), "{}", reading.diagnostics);
    reading.model
}

fn without_arguments(path: &str) -> &str {
    path.split('<').next().unwrap_or(path)
}

/// What a body in HCL's JSON syntax is by a spec: without what is null, and with it, for
/// what can be nothing else.
fn decoded(spec: &Spec, body: &Value) -> Result<[String; 2], String> {
    let mut wrong = Diagnostics::new();
    let parsed = parse_bytes("body.json", body.to_string().into_bytes(), &mut wrong);
    let (value, found) = decode(&parsed, spec, &Context::new());
    wrong.extend(found);
    if wrong.is_empty() {
        let texts = [value.to_json_without_nulls(), value.to_json()];
        Ok(texts.map(|text| text.to_string()))
    } else {
        Err(wrong.to_string())
    }
}

struct Trial<'a> {
    case: &'a Case,
    ty: &'a ConfigStruct,
    model: &'a Model,
    wrong: &'a mut Vec<String>,
}

impl Trial<'_> {
    fn run(mut self) {
        self.names();
        if self.is(OneOf) {
            for field in &self.ty.fields {
                self.of_fields(&[field], &format!("only `{}`", field.name));
            }
            self.expect(&json!({}), false, "none of the fields");
            return;
        }
        let variants: Vec<&String> = self.ty.fields.iter().flat_map(|f| &f.variants).collect();
        if variants.is_empty() {
            let fields: Vec<&Field> = self.ty.fields.iter().collect();
            self.of_fields(&fields, "all fields");
        }
        for variant in variants {
            let has =
                |field: &&Field| field.variants.is_empty() || field.variants.contains(variant);
            let fields: Vec<&Field> = self.ty.fields.iter().filter(has).collect();
            self.variant(&fields, variant);
        }
    }

    fn is(&self, special: Special) -> bool {
        self.case.special == Some(special)
    }

    /// All names, and only those, are asked for by serde.
    fn names(&mut self) {
        let Some(names) = self.case.names else { return };
        for name in names {
            let known = |f: &Field| f.name == *name || f.aliases.iter().any(|alias| alias == name);
            if !self.ty.fields.iter().any(known) {
                self.say(&format!("serde knows `{name}`, the spec does not"));
            }
        }
        for field in &self.ty.fields {
            if !names.contains(&field.name.as_str()) {
                self.say(&format!("serde does not know `{}`", field.name));
            }
        }
    }

    /// Of a tagged enum: with one of the tags it must decode.
    fn variant(&mut self, fields: &[&Field], variant: &str) {
        if Values::new(self.model)
            .body(fields, self.case.decode)
            .is_none()
        {
            self.say(&format!(
                "no value of its fields decodes as variant `{variant}`"
            ));
        }
    }

    /// Of a struct with these fields.
    fn of_fields(&mut self, fields: &[&Field], what: &str) {
        let Some(full) = Values::new(self.model).body(fields, self.case.decode) else {
            let sample = Values::new(self.model).first(fields);
            let why = (self.case.decode)(&sample.to_string())
                .err()
                .unwrap_or_default();
            self.say(&format!("{what}: no values decode; {sample}: {why}"));
            return;
        };
        let required = fields.iter().filter(|field| field.required);
        let least: Map<_, _> = required
            .map(|field| (field.name.clone(), full[&field.name].clone()))
            .collect();
        if !self.is(OneOf) {
            self.expect(&Value::Object(least), true, "the required fields alone");
        }
        for field in fields {
            self.field(field, &full);
        }
        self.unknown(&full);
        if !self.is(OneOf) {
            self.by_spec(fields, &full);
        }
    }

    /// The spec, by which HCL is decoded, must say the same as the model; and what comes of
    /// a body that it accepts must suit serde.
    fn by_spec(&mut self, fields: &[&Field], full: &Map<String, Value>) {
        let spec = Forms::new(self.model, Target::Hcl).spec(self.ty);
        let decode = |body: &Map<String, Value>| decoded(&spec, &json!(body));
        match decode(full) {
            Ok([text, with_nulls]) => {
                let (decode, first) = (self.case.decode, (self.case.decode)(&text));
                if let Err(why) = first.or_else(|why| decode(&with_nulls).map_err(|_| why)) {
                    self.say(&format!(
                        "by the spec it is {text}, which serde refuses: {why}"
                    ));
                }
            }
            Err(why) => self.say(&format!("the spec refuses {}: {why}", json!(full))),
        }
        for field in fields {
            let mut without = full.clone();
            without.remove(&field.name);
            let labelled = matches!(
                &field.ty,
                FieldType::Block {
                    nesting: Nesting::Map,
                    ..
                }
            );
            if decode(&without).is_ok() == (field.required && !labelled) {
                self.say(&format!(
                    "the spec is wrong about leaving out `{}`",
                    field.name
                ));
            }
        }
        let mut more = full.clone();
        more.insert("zz_unknown".to_owned(), json!("1"));
        if decode(&more).is_ok() != self.ty.rest.is_some() {
            self.say("the spec is wrong about an unknown key");
        }
    }

    fn field(&mut self, field: &Field, full: &Map<String, Value>) {
        let name = &field.name;
        let mut without = full.clone();
        let value = without.remove(name).unwrap_or_default();
        // One variant of many is always given.
        if !self.is(OneOf) {
            let what = format!("without `{name}`");
            self.expect(&Value::Object(without.clone()), !field.required, &what);
        }
        let with = |name: &str, value: Value| {
            let mut changed = without.clone();
            changed.insert(name.to_owned(), value);
            Value::Object(changed)
        };
        for name in std::iter::once(name).chain(&field.aliases) {
            self.expect(
                &with(name, value.clone()),
                true,
                &format!("under the name `{name}`"),
            );
            for wrong in kind_wrong_for(field) {
                if self.is(Lenient) && field.flattened_from.is_some() {
                    continue;
                }
                let what = format!("`{name}` of a wrong kind, {wrong}");
                self.expect(&with(name, wrong), false, &what);
            }
        }
        for allowed in &field.values {
            for name in std::iter::once(&allowed.name).chain(&allowed.aliases) {
                let value = values::put_string(&value, name);
                self.expect(
                    &with(&field.name, value),
                    true,
                    &format!("the value `{name}`"),
                );
            }
        }
        if !field.values.is_empty() {
            let value = values::put_string(&value, "zz-none");
            self.expect(&with(name, value), false, "a value that is not listed");
        }
    }

    fn unknown(&mut self, full: &Map<String, Value>) {
        let mut more = full.clone();
        let value = self.ty.rest.as_ref().map_or(json!(1), values::of_type);
        more.insert("zz_unknown".to_owned(), value);
        let accepted = !self.ty.deny_unknown && !self.is(OneOf);
        self.expect(&Value::Object(more), accepted, "an unknown key");
    }

    fn expect(&mut self, body: &Value, accepted: bool, what: &str) {
        match (self.case.decode)(&body.to_string()) {
            Ok(()) if !accepted => self.say(&format!("{what}: serde accepts {body}")),
            Err(why) if accepted => self.say(&format!("{what}: serde refuses {body}: {why}")),
            _ => {}
        }
    }

    fn say(&mut self, what: &str) {
        self.wrong.push(format!("{}: {what}", self.ty.path));
    }
}
