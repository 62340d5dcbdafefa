//! Functions that expressions may call, and how their arguments are prepared: each
//! is converted to the type of its parameter, and a call with an argument that is
//! unknown is unknown.

use super::{PathError, Type, Value, convert};
use std::fmt;
use std::sync::Arc;

/// A parameter of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// What messages call it.
    pub name: String,
    /// What arguments are converted to; of type `any` they stay as they are.
    pub ty: Type,
    /// Whether null may be given.
    pub nullable: bool,
    /// Whether the function itself looks at unknown arguments.
    pub unknowable: bool,
}

impl Parameter {
    /// A parameter that takes any known value that is not null.
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Self {
            name: name.into(),
            ty,
            nullable: false,
            unknowable: false,
        }
    }

    /// Lets null be given.
    #[must_use]
    pub fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Lets unknown values reach the function.
    #[must_use]
    pub fn unknowable(mut self) -> Self {
        self.unknowable = true;
        self
    }
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq)]
pub enum CallError {
    /// There are too few arguments, or too many; the names of the missing parameters.
    Count {
        /// The first parameter without an argument; none where there are too many.
        missing: Option<String>,
    },
    /// An argument is wrong; its index, and why.
    Argument(usize, String),
    /// The function failed; why.
    Failed(String),
}

type Implementation = dyn Fn(&[Value]) -> Result<Value, CallError> + Send + Sync;

/// A function.
///
/// ```
/// use hcldec::{Function, Parameter, Type, Value};
///
/// let shout = Function::new([Parameter::new("text", Type::String)], Type::String, |args| {
///     let text = args[0].as_str().unwrap_or_default();
///     Ok(Value::from(text.to_uppercase()))
/// });
/// assert_eq!(shout.call(&["hi".into()]), Ok("HI".into()));
/// assert_eq!(shout.call(&[Value::Unknown(Type::String)]), Ok(Value::Unknown(Type::String)));
/// ```
#[derive(Clone)]
pub struct Function {
    parameters: Vec<Parameter>,
    variadic: Option<Parameter>,
    result: Type,
    implementation: Arc<Implementation>,
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Function")
            .field("parameters", &self.parameters)
            .field("variadic", &self.variadic)
            .field("result", &self.result)
            .finish_non_exhaustive()
    }
}

impl Function {
    /// A function of those parameters. What it is given has been converted to their
    /// types, and there are as many values as parameters. `result` is the type of its
    /// result where an argument is unknown.
    pub fn new(
        parameters: impl IntoIterator<Item = Parameter>,
        result: Type,
        implementation: impl Fn(&[Value]) -> Result<Value, CallError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            parameters: parameters.into_iter().collect(),
            variadic: None,
            result,
            implementation: Arc::new(implementation),
        }
    }

    /// Lets any number of further arguments follow.
    #[must_use]
    pub fn variadic(mut self, parameter: Parameter) -> Self {
        self.variadic = Some(parameter);
        self
    }

    /// The parameters that must all be given.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The parameter of any further arguments.
    #[must_use]
    pub fn variadic_parameter(&self) -> Option<&Parameter> {
        self.variadic.as_ref()
    }

    /// The parameter that takes the argument of that index.
    #[must_use]
    pub fn parameter(&self, index: usize) -> Option<&Parameter> {
        self.parameters.get(index).or(self.variadic.as_ref())
    }

    /// Whether it takes so many arguments.
    pub(super) fn check_count(&self, count: usize) -> Result<(), CallError> {
        if let Some(missing) = self.parameters.get(count) {
            let missing = Some(missing.name.clone());
            return Err(CallError::Count { missing });
        }
        if count > self.parameters.len() && self.variadic.is_none() {
            return Err(CallError::Count { missing: None });
        }
        Ok(())
    }

    /// Calls it.
    pub fn call(&self, arguments: &[Value]) -> Result<Value, CallError> {
        self.check_count(arguments.len())?;
        let mut unknown = false;
        let mut converted = Vec::with_capacity(arguments.len());
        for (i, value) in arguments.iter().enumerate() {
            // There are at most as many arguments as parameters, or there is a variadic one.
            let Some(parameter) = self.parameter(i) else {
                return Err(CallError::Count { missing: None });
            };
            let wrong = |wrong: PathError| CallError::Argument(i, wrong.to_string());
            let value = convert(value, &parameter.ty).map_err(wrong)?;
            if value.is_null() && !parameter.nullable {
                return Err(CallError::Argument(i, "it must not be null".to_owned()));
            }
            unknown |= !value.is_known() && !parameter.unknowable;
            converted.push(value);
        }
        if unknown {
            return Ok(Value::Unknown(self.result.clone()));
        }
        (self.implementation)(&converted)
    }
}
