//! `HashiCorp`'s hcldec, which answers many inputs in one run, and ours in the same words.

use hcldec::diagnostics::{Diagnostics, SourceFile};
use hcldec::{Context, SpecFile, Value, decode, parse, parse_json};
use serde_json::{Value as Json, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A text, and the spec file that it is decoded by.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) spec: String,
    /// Ends in `.json` for the JSON syntax.
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

impl Input {
    pub(crate) fn is_json(&self) -> bool {
        self.name == JSON
    }
}

/// The names of inputs in the two syntaxes.
pub(crate) const NATIVE: &str = "in.hcl";
pub(crate) const JSON: &str = "in.hcl.json";

/// Something that is wrong, and the bytes where it is; none where the spec is to blame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) message: String,
    pub(crate) range: Option<(usize, usize)>,
}

/// What came of an input.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// A value, and its type in cty's notation; sets are in an order of ours.
    Value(String, String),
    /// What is wrong, in the order of the text. Of a text that cannot be parsed, only that.
    Refused { parsed: bool, wrong: Vec<Finding> },
    /// The spec is wrong.
    Spec(String),
    /// It died.
    Died(String),
}

pub(crate) struct Judge {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Judge {
    pub(crate) fn start(program: &Path) -> Self {
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the judge starts");
        let to = child.stdin.take().expect("it reads");
        let from = BufReader::new(child.stdout.take().expect("it writes"));
        Self { child, to, from }
    }

    pub(crate) fn ask(&mut self, input: &Input) -> Outcome {
        let Input { spec, name, text } = input;
        let request = json!({"Spec": spec, "Name": name, "Text": text});
        writeln!(self.to, "{request}").expect("the judge listens");
        let mut line = String::new();
        self.from.read_line(&mut line).expect("the judge answers");
        let answer: Json = serde_json::from_str(&line).expect("an answer is JSON");
        if let Some(spec) = answer["spec"].as_str() {
            return Outcome::Spec(spec.to_owned());
        }
        if let Some(cause) = answer["panic"].as_str() {
            return Outcome::Died(cause.to_owned());
        }
        if let Some(wrong) = answer["wrong"].as_array() {
            let wrong = wrong.iter().map(|finding| {
                let byte = |key: &str| finding[key].as_u64().and_then(|b| usize::try_from(b).ok());
                Finding {
                    message: finding["message"].as_str().unwrap_or_default().to_owned(),
                    range: byte("start").zip(byte("end")),
                }
            });
            let parsed = answer["parsed"] == json!(true);
            return refused(parsed, wrong.collect());
        }
        // Read with all the digits of its numbers.
        let file = SourceFile::new("answer.json", line);
        let answer = parse_json(&file, &mut Diagnostics::new()).expect("an answer is JSON");
        let value = answer.get("value").expect("there is a value");
        match (value.get("value"), value.get("type")) {
            (Some(value), Some(ty)) => outcome(value, ty),
            // A null of no type is written without one.
            _ => outcome(value, &"dynamic".into()),
        }
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        // What does not stop by itself at the end of its input is stopped.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What ours says of an input.
pub(crate) fn ours(input: &Input) -> Outcome {
    let outcome = std::panic::catch_unwind(|| decoded(input));
    outcome.unwrap_or_else(|_| Outcome::Died("a panic".to_owned()))
}

fn decoded(input: &Input) -> Outcome {
    let spec = match SpecFile::parse(&SourceFile::new("spec.hcldec", input.spec.as_str())) {
        Ok(spec) => spec,
        Err(wrong) => return Outcome::Spec(wrong.to_string()),
    };
    let mut found = Diagnostics::new();
    let file = SourceFile::new(input.name, input.text.as_str());
    let body = parse(&file, &mut found);
    if found.has_errors() {
        found.sort();
        return refused(false, findings(&found));
    }
    let mut context = Context::new();
    context.functions = spec.functions();
    context.variables = spec.variables;
    let (value, wrong) = decode(&body, &spec.spec, &context);
    if wrong.has_errors() {
        return refused(true, findings(&wrong));
    }
    let text = format!(
        "{{\"value\":{},\"type\":{}}}",
        value.to_json(),
        value.ty().to_json()
    );
    let file = SourceFile::new("value.json", text);
    let value = parse_json(&file, &mut Diagnostics::new()).expect("it is JSON");
    let (value, ty) = (value.get("value"), value.get("type"));
    outcome(value.expect("there is one"), ty.expect("and a type"))
}

fn refused(parsed: bool, mut wrong: Vec<Finding>) -> Outcome {
    // What is wrong with the syntax comes in the order of the text, save what only follows
    // from it.
    if parsed {
        wrong.sort_by_key(|finding| finding.range);
    }
    Outcome::Refused { parsed, wrong }
}

fn findings(found: &Diagnostics) -> Vec<Finding> {
    let found = found.iter().map(|finding| {
        let place = finding.place.as_ref();
        let place = place.filter(|place| place.file().name() != "spec.hcldec");
        let range = place.and_then(hcldec::diagnostics::Place::range);
        Finding {
            message: format!("{}: {}; {}", finding.code, finding.message, finding.label),
            range: range.map(|range| (range.start, range.end)),
        }
    });
    found.collect()
}

fn outcome(value: &Value, ty: &Value) -> Outcome {
    Outcome::Value(
        in_order(value, ty).to_json().to_string(),
        ty.to_json().to_string(),
    )
}

/// The value with the elements of its sets in the order of their texts.
fn in_order(value: &Value, ty: &Value) -> Value {
    let Some([kind, of, ..]) = ty.elements() else {
        return value.clone();
    };
    match (value, kind.as_str()) {
        (Value::Tuple(elements), Some("tuple")) => {
            let types = of.elements().unwrap_or_default().iter();
            Value::Tuple(
                elements
                    .iter()
                    .zip(types)
                    .map(|(e, ty)| in_order(e, ty))
                    .collect(),
            )
        }
        (Value::Tuple(elements), _) => {
            let mut elements: Vec<Value> = elements.iter().map(|e| in_order(e, of)).collect();
            if kind.as_str() == Some("set") {
                elements.sort_by_key(|element| element.to_json().to_string());
            }
            Value::Tuple(elements)
        }
        (Value::Object(parts), _) => {
            let parts = parts.iter().map(|(name, part)| {
                let ty = match kind.as_str() {
                    Some("object") => of.get(name).unwrap_or(of),
                    _ => of,
                };
                (name.clone(), in_order(part, ty))
            });
            Value::object(parts)
        }
        _ => value.clone(),
    }
}
