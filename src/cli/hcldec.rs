//! `sdc hcldec`: what HCL decodes to by a spec, in place of `HashiCorp`'s command of that
//! name: same options, same JSON.

mod input;
mod json;

use super::report::{Exit, Reporter, eprint};
use crate::diagnostics::Diagnostics;
use crate::files::{Output, Plan, write_stream};
use hcldec::{Context, decode};
use std::path::PathBuf;

/// Decode HCL by a spec, and print the value as JSON
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Replaces OUT if it made that, or git has it; removes nothing.

Example:
  sdc hcldec --spec app.hcldec --vars '{\"env\": \"test\"}' app.hcl")]
pub(super) struct Args {
    /// File with the spec, or a Rust type of this package, such as `builder::Config`
    #[arg(long, short, value_name = "FILE|TYPE")]
    spec: String,
    /// Variables for the input: a JSON object, or a file; may be repeated
    #[arg(long, short = 'V', value_name = "JSON|FILE")]
    vars: Vec<String>,
    /// Print the variables that the input refers to, and decode nothing
    #[arg(long)]
    var_refs: bool,
    /// Print the type of the value with it
    #[arg(long)]
    with_type: bool,
    /// Keep attributes that are null
    #[arg(long)]
    keep_nulls: bool,
    /// Print findings to standard error in hcldec's own JSON
    #[arg(long, value_enum, value_name = "FORMAT")]
    diags: Option<DiagsFormat>,
    /// File to write to, in place of standard output
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Let OUT be replaced whatever it holds
    #[arg(long, value_name = "PATH")]
    overwrite: Vec<PathBuf>,
    /// HCL files, read as if they were one; of JSON syntax where they end in `.json`;
    /// standard input where none is given
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum DiagsFormat {
    Json,
}

impl Args {
    pub(super) fn run(self, reporter: &mut Reporter) -> Exit {
        let mut found = Diagnostics::new();
        let output = self.output(&mut found);
        if let Some(output) = output
            && !found.has_errors()
        {
            found.extend(self.write(output, reporter).err().into_iter().flatten());
        }
        match self.diags {
            Some(DiagsFormat::Json) => {
                found.sort();
                eprint(&json::diagnostics(&found));
                Exit::of(&found)
            }
            None => reporter.report(found),
        }
    }

    /// What is to be printed, unless errors were found.
    fn output(&self, found: &mut Diagnostics) -> Option<String> {
        let spec = input::spec(&self.spec, found)?;
        let mut context = Context::new();
        context.functions = spec.functions();
        context.variables = spec.variables;
        for (i, vars) in self.vars.iter().enumerate() {
            context.variables.extend(input::variables(vars, i, found));
        }
        let body = input::body(&self.files, found)?;
        if found.has_errors() {
            return None;
        }
        if self.var_refs {
            let variables = spec.spec.variables(&body);
            return Some(json::references(&variables, &context));
        }
        let (value, wrong) = decode(&body, &spec.spec, &context);
        found.extend(wrong);
        let shown = if self.keep_nulls {
            value.to_json()
        } else {
            value.to_json_without_nulls()
        };
        Some(if self.with_type {
            format!("{{\"value\":{shown},\"type\":{}}}\n", value.ty().to_json())
        } else {
            format!("{shown}\n")
        })
    }

    fn write(&self, text: String, reporter: &Reporter) -> Result<(), Diagnostics> {
        match self.out.as_deref().map_or(Output::Stdout, Output::of) {
            Output::Stdout => Ok(reporter.data(&text)?),
            Output::Stream(path) => write_stream(&path, text.as_bytes()),
            Output::File(path) => {
                let mut plan = Plan::new().overwriting(&self.overwrite);
                plan.protect(&self.files);
                let given = std::iter::once(&self.spec).chain(&self.vars);
                plan.protect(&given.map(PathBuf::from).collect::<Vec<_>>());
                plan.write_file(&path, text)?;
                plan.apply().map(drop)
            }
        }
    }
}
