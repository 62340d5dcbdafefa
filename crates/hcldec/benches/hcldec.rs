//! How long decoding takes beside plain parsing: 10 MB of blocks against a spec of 100
//! attributes; and both beside the parser of hcl-edit.

use hcldec::diagnostics::{Diagnostics, SourceFile};
use hcldec::{AttrSpec, BlockListSpec, Context, ObjectSpec, Spec, Type, decode, parse};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ATTRIBUTES: usize = 100;
const BYTES: usize = 10_000_000;
const RUNS: usize = 5;

fn main() {
    let text = text();
    let spec = spec();
    let file = SourceFile::new("bench.hcl", text.as_str());
    let mut found = Diagnostics::new();
    let body = parse(&file, &mut found);
    let (value, wrong) = decode(&body, &spec, &Context::new());
    assert!(found.is_empty() && wrong.is_empty(), "{found}{wrong}");
    println!(
        "{} bytes, {} bytes of JSON",
        text.len(),
        value.to_json().to_string().len()
    );

    report("hcl-edit parses", text.len(), || {
        black_box(text.parse::<hcl_edit::structure::Body>().is_ok());
    });
    report("sdc parses", text.len(), || {
        black_box(parse(&file, &mut Diagnostics::new()));
    });
    report("sdc decodes what is parsed", text.len(), || {
        black_box(decode(&body, &spec, &Context::new()));
    });
    report("sdc parses and decodes", text.len(), || {
        let body = parse(&file, &mut Diagnostics::new());
        black_box(decode(&body, &spec, &Context::new()));
    });
}

/// The best of some runs: what else the machine does only adds to it.
fn report(what: &str, bytes: usize, run: impl Fn()) {
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    let best = times.min().unwrap_or(Duration::MAX);
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let rate = bytes as f64 / best.as_secs_f64() / 1e6;
    println!(
        "{what:30} {:8.1} ms {rate:8.1} MB/s",
        best.as_secs_f64() * 1e3
    );
}

fn ty(i: usize) -> Type {
    match i % 4 {
        0 => Type::String,
        1 => Type::Number,
        2 => Type::Bool,
        _ => Type::List(Box::new(Type::String)),
    }
}

fn spec() -> Spec {
    let attributes = (0..ATTRIBUTES).map(|i| AttrSpec::new(format!("attribute_{i:03}"), ty(i)));
    let nested = attributes.fold(ObjectSpec::new(), ObjectSpec::attr);
    ObjectSpec::new()
        .block_list(BlockListSpec::new("item", nested))
        .into()
}

fn text() -> String {
    let mut text = String::with_capacity(BYTES + 10_000);
    let mut block = 0;
    while text.len() < BYTES {
        block += 1;
        text += "item {\n";
        for i in 0..ATTRIBUTES {
            let value = match i % 4 {
                0 => format!("\"text number {block} of ${{1 + {i}}}\""),
                1 => format!("{block}.{i:02}"),
                2 => "true".to_owned(),
                _ => format!("[\"a{i}\", \"b{block}\", \"c\"]"),
            };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  attribute_{i:03} = {value}");
        }
        text += "}\n\n";
    }
    text
}
