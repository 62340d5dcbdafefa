//! Prints what the HCL on standard input decodes to.

use hcldec::Diagnostics;
use hcldec::{AttrSpec, BlockListSpec, Context, ObjectSpec, Spec, Type, decode, parse_bytes};
use std::io::Read;
use std::process::ExitCode;

fn spec() -> Spec {
    let disk = ObjectSpec::new()
        .attr(AttrSpec::new("size", Type::Number).required())
        .attr(AttrSpec::new("mount", Type::String));
    ObjectSpec::new()
        .attr(AttrSpec::new("image", Type::String).required())
        .block_list(BlockListSpec::new("disk", disk))
        .into()
}

fn main() -> ExitCode {
    let mut bytes = Vec::new();
    if let Err(wrong) = std::io::stdin().lock().read_to_end(&mut bytes) {
        eprintln!("{wrong}");
        return ExitCode::from(2);
    }
    let mut found = Diagnostics::new();
    let body = parse_bytes("input", bytes, &mut found);
    let (value, wrong) = decode(&body, &spec(), &Context::new());
    found.extend(wrong);
    if found.has_errors() {
        eprint!("{found}");
        return ExitCode::FAILURE;
    }
    println!("{}", value.to_json());
    ExitCode::SUCCESS
}
