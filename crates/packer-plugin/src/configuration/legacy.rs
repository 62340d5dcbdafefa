//! JSON templates. Packer sends what stands in them as it is, and leaves it to the plugin to
//! put in what `{{…}}` stands for.

mod functions;
mod template;
mod time;

use crate::hcldec::{PathStep, WrongValue};
use crate::value::UNKNOWN;
use crate::wire::msgpack::Msg;
use crate::{Context, GeneratedData, log};

/// Whether raw values come from a JSON template, which says things that HCL never does.
pub(super) fn is_legacy(configs: &[Msg]) -> bool {
    let says = |name: &str| configs.iter().any(|config| !config.field(name).is_nil());
    says("packer_template_path") || says("packer_user_variables")
}

/// Whether a raw value only tells what the builder will say, before it does.
pub(super) fn is_placeholder(config: &Msg) -> bool {
    let run = config.field("PackerRunUUID");
    run.as_str()
        .is_some_and(|text| text.starts_with("Build_PackerRunUUID."))
}

/// What `{{…}}` may stand for.
pub(super) struct Renderer<'a> {
    context: &'a Context,
    /// What the builder says of the machine; nothing before it does.
    generated: Option<&'a GeneratedData>,
    /// Whether something asked for what the builder has not said yet.
    pub(super) waits: bool,
}

impl<'a> Renderer<'a> {
    pub(super) fn new(context: &'a Context, generated: Option<&'a GeneratedData>) -> Self {
        mask_secrets(context);
        Self {
            context,
            generated,
            waits: false,
        }
    }

    /// The value with all of its text rendered. Text that cannot be is said, and left.
    pub(super) fn value(
        &mut self,
        value: &Msg,
        path: &mut Vec<PathStep>,
        wrong: &mut Vec<WrongValue>,
    ) -> Msg {
        match value {
            Msg::Str(text) => {
                match template::render(text, &mut |name, arguments| self.call(name, arguments)) {
                    Ok(text) => Msg::Str(text),
                    Err(message) => {
                        let path = path.clone();
                        wrong.push(WrongValue { path, message });
                        Msg::Nil
                    }
                }
            }
            Msg::Array(items) => {
                let items = items.iter().enumerate();
                let items =
                    items.map(|(i, item)| self.within(PathStep::Index(i), item, path, wrong));
                Msg::Array(items.collect())
            }
            Msg::Map(_) => {
                let entries = value.entries().map(|(key, item)| {
                    let step = PathStep::Key(key.to_owned());
                    (key.into(), self.within(step, item, path, wrong))
                });
                Msg::Map(entries.collect())
            }
            other => other.clone(),
        }
    }

    fn within(
        &mut self,
        step: PathStep,
        value: &Msg,
        path: &mut Vec<PathStep>,
        wrong: &mut Vec<WrongValue>,
    ) -> Msg {
        path.push(step);
        let value = self.value(value, path, wrong);
        path.pop();
        value
    }

    fn call(&mut self, name: &str, arguments: &[String]) -> Result<String, String> {
        match (name, arguments) {
            ("user", [variable]) => {
                let value = self.context.user_variables.get(variable);
                value
                    .cloned()
                    .ok_or_else(|| format!("the template has no variable `{variable}`"))
            }
            ("build", [name]) => {
                let Some(generated) = self.generated else {
                    self.waits = true;
                    return Ok(UNKNOWN.to_owned());
                };
                let value = generated.get(name).map(ToString::to_string);
                value.ok_or_else(|| format!("the builder says nothing of `{name}`"))
            }
            _ => functions::call(name, arguments),
        }
    }
}

/// Of a JSON template Packer says the values of sensitive variables as well as their names.
fn mask_secrets(context: &Context) {
    for name in &context.sensitive_variables {
        if let Some(value) = context.user_variables.get(name) {
            log::secret(value);
        }
    }
}
