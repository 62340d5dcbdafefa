//! Spec files: what is written reads back equal.

use crate::specs::{name, spec, value};
use hcldec::diagnostics::{Diagnostics, SourceFile};
use hcldec::{SpecFile, UserFunction, parse_expression};
use proptest::prelude::*;

fn function() -> impl Strategy<Value = UserFunction> {
    let parameters = prop::collection::vec(name(), 0..3);
    (parameters, prop::option::of(name())).prop_map(|(parameters, variadic)| UserFunction {
        parameters,
        variadic,
        result: parse_expression(&SourceFile::new("f", "max(1, 2)"), &mut Diagnostics::new()),
    })
}

fn file() -> impl Strategy<Value = SpecFile> {
    let variables = prop::collection::btree_map(name(), value(), 0..3);
    let functions = prop::collection::btree_map(name(), function(), 0..2);
    (spec(), variables, functions).prop_map(|(spec, variables, functions)| SpecFile {
        // A variable of the format has the type that its literal has.
        variables: variables.into_iter().filter(|(_, v)| plain(v)).collect(),
        functions,
        spec,
    })
}

fn plain(value: &hcldec::Value) -> bool {
    let text = format!("{}", value.to_json());
    hcldec::parse_json(&SourceFile::new("v", text), &mut Diagnostics::new()).as_ref() == Some(value)
}

proptest! {
    #[test]
    fn what_is_written_reads_back_equal(file in file()) {
        let text = file.to_string();
        let back = SpecFile::parse(&SourceFile::new("a.hcldec", text.as_str()));
        let back = back.map_err(|errors| TestCaseError::fail(format!("{errors}\n{text}")))?;
        prop_assert_eq!(&back, &file, "{}", text);
        prop_assert_eq!(back.to_string(), text);
    }
}

#[test]
fn the_layout_is_that_of_hclfmt() {
    let text = r#"variables {
  env  = "test"
  list = [1, { "a" = null }]
}

function "add" {
  params         = [a]
  variadic_param = others
  result         = a + length(others)
}

object {
  # Name of the image.
  #
  # Defaults to `"none"`.
  attr "name" {
    type = string
  }
  attr "key" {
    name     = "other"
    type     = list(object({a=number, b=optional(any)}))
    required = true
    aliases  = ["also"]
  }
  block_list "disk" {
    min_items = 1
    max_items = 2

    object {}
  }
  default "port" {
    attr {
      name = "port"
      type = number
    }
    literal {
      value = 22
    }
  }
  literal "ids" {
    value = [1, 2]
    type  = set(number)
  }
}
"#;
    let file = SpecFile::parse(&SourceFile::new("a.hcldec", text)).unwrap();
    assert_eq!(file.to_string(), text);
}
