//! A spec file from its text: what it declares, and its one spec.

use super::reader::{Children, Reader};
use super::{SpecFile, UserFunction};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::expression::Expression;
use crate::syntax::{Kind, Node};
use crate::{Block, Value, parse};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file, and warnings; or errors.
pub(super) fn file(file: &Arc<SourceFile>) -> Result<(SpecFile, Diagnostics), Diagnostics> {
    let mut reader = Reader::new();
    let body = parse(file, &mut reader.found);
    if reader.found.has_errors() {
        return Err(reader.found);
    }
    let declarations: [(&str, &[&str]); 2] = [("variables", &[]), ("function", &["name"])];
    let content = reader.content(&body, &[], Children::Specs, &declarations);
    let mut variables = BTreeMap::new();
    let mut functions = BTreeMap::new();
    let mut specs = Vec::new();
    for block in content.blocks {
        match block.ty.as_str() {
            "variables" => reader.variables(&block, &mut variables),
            "function" => reader.function(&block, &mut functions),
            _ => specs.push(block),
        }
    }
    let spec = if let Some((first, others)) = specs.split_first() {
        reader.surplus(first, others, "a spec file");
        reader.spec(first)
    } else {
        // Where there are other blocks, they have been reported.
        if !reader.found.has_errors() {
            reader.report(
                Diagnostic::error("missing-spec", "a spec file needs a spec block")
                    .at(Place::new(file, 0..0))
                    .help("most have an `object { … }`, with a block for each attribute"),
            );
        }
        None
    };
    match spec {
        Some(spec) if !reader.found.has_errors() => {
            let file = SpecFile {
                variables,
                functions,
                spec,
            };
            Ok((file, reader.found))
        }
        _ => Err(reader.found),
    }
}

impl Reader {
    fn variables(&mut self, block: &Block, variables: &mut BTreeMap<String, Value>) {
        for (name, attribute) in block.body.just_attributes(&mut self.found) {
            let value = self.evaluate(&attribute.expression);
            if variables.insert(name, value).is_some() {
                self.defined_twice(&attribute.name, attribute.name_place);
            }
        }
    }

    fn function(&mut self, block: &Block, functions: &mut BTreeMap<String, UserFunction>) {
        let arguments = ["params", "result", "variadic_param"];
        let item = self.item(block, None, &arguments, Children::No);
        let parameters = self
            .expression(&item, "params")
            .and_then(|e| self.names(&e));
        let variadic = item.content.attributes.get("variadic_param");
        let variadic = variadic.map(|attribute| self.name(&attribute.expression));
        let result = self.expression(&item, "result");
        let (Some(parameters), Some(result)) = (parameters, result) else {
            return;
        };
        let function = UserFunction {
            parameters,
            variadic: variadic.flatten(),
            result,
        };
        let name = &block.labels[0];
        if functions.insert(name.clone(), function).is_some() {
            self.defined_twice(name, block.label_places[0].clone());
        }
    }

    /// The names in `[a, b]`.
    fn names(&mut self, expression: &Expression) -> Option<Vec<String>> {
        let names = match &expression.node().kind {
            Kind::Tuple(elements) => elements.iter().map(variable).collect(),
            _ => None,
        };
        if names.is_none() {
            self.report(
                Diagnostic::error("invalid-params", "`params` must be a list of names")
                    .at(expression.place())
                    .help("write `params = [a, b]`, without quotes"),
            );
        }
        names
    }

    fn name(&mut self, expression: &Expression) -> Option<String> {
        let name = variable(expression.node());
        if name.is_none() {
            self.report(
                Diagnostic::error("invalid-params", "`variadic_param` must be a name")
                    .at(expression.place())
                    .help("write `variadic_param = others`, without quotes"),
            );
        }
        name
    }
}

fn variable(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Variable(name) => Some(name.clone()),
        _ => None,
    }
}
