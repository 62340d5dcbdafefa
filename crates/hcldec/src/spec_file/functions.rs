//! Functions that a spec file defines.

use super::UserFunction;
use crate::diagnostics::Diagnostics;
use crate::{CallError, Context, Function, Parameter, Type, Value, standard_functions};

impl UserFunction {
    /// The function, ready to be called.
    pub(super) fn to_function(&self) -> Function {
        let definition = self.clone();
        let parameter = |name: &String| Parameter::new(name, Type::Any);
        let function = Function::new(
            self.parameters.iter().map(parameter),
            Type::Any,
            move |arguments| definition.call(arguments),
        );
        match &self.variadic {
            Some(name) => function.variadic(parameter(name)),
            None => function,
        }
    }

    fn call(&self, arguments: &[Value]) -> Result<Value, CallError> {
        let mut context = Context::new();
        context.functions = standard_functions();
        // A call has at least as many arguments as there are parameters.
        let count = self.parameters.len().min(arguments.len());
        let (named, further) = arguments.split_at(count);
        let named = self.parameters.iter().cloned().zip(named.iter().cloned());
        context.variables.extend(named);
        if let Some(name) = &self.variadic {
            context
                .variables
                .insert(name.clone(), Value::Tuple(further.to_vec()));
        }
        let mut errors = Diagnostics::new();
        let value = self.result.evaluate(&context, &mut errors);
        match errors.iter().next() {
            Some(error) => Err(CallError::Failed(error.message.clone())),
            None => Ok(value),
        }
    }
}
