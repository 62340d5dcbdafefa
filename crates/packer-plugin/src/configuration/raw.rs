//! Taking the raw values apart: Packer's own settings, and the attributes of the component.

use super::legacy::{self, Renderer};
use super::shape::{self, loose};
use crate::context::PREFIX;
use crate::hcldec::{Spec, Value, WrongValue};
use crate::value::{UNKNOWN, from_typed_json};
use crate::wire::msgpack::Msg;
use crate::{Context, GeneratedData};
use std::collections::BTreeMap;

/// The configuration of a component in the form of its spec, not yet in that of its struct.
#[derive(Debug)]
pub(crate) struct Configuration {
    /// What Packer says of the run.
    pub(crate) context: Context,
    /// Whether a JSON template asks for what only the builder will know, at the run.
    pub(crate) waits_for_build: bool,
    /// The body of the component, without what was left out.
    pub(super) value: Value,
    /// What did not fit into that form.
    pub(super) wrong: Vec<WrongValue>,
}

impl Configuration {
    /// Merges raw values by the spec of the component. What the builder says is put into JSON
    /// templates once it is there; into others Packer has put it.
    pub(crate) fn read(
        configs: &[Msg],
        spec: &Spec,
        generated: Option<&GeneratedData>,
    ) -> Result<Self, crate::Error> {
        let mut context = Context::default();
        for (key, value) in configs.iter().flat_map(Msg::entries) {
            context.set(key, value);
        }
        let legacy = legacy::is_legacy(configs);
        let mut renderer = Renderer::new(&context, generated);
        let mut value = Value::Object(BTreeMap::new());
        let mut wrong = Vec::new();
        for config in configs {
            let layer = match config {
                Msg::Bin(json) => from_typed_json(json)?,
                Msg::Map(_) if legacy && legacy::is_placeholder(config) => continue,
                Msg::Map(_) if legacy => {
                    loose(&renderer.value(&without_settings(config), &mut Vec::new(), &mut wrong))
                }
                Msg::Map(_) => loose(&without_settings(config)),
                Msg::Nil => continue,
                other => {
                    let message = format!("Packer sent a configuration that is none: {other:?}");
                    return Err(message.into());
                }
            };
            shape::merge(&mut value, shape::shaped(layer, spec, &mut wrong));
        }
        Ok(Self {
            waits_for_build: renderer.waits,
            context,
            value: shape::present(value, spec),
            wrong,
        })
    }

    /// Whether some of it will only be known later.
    pub(crate) fn is_preliminary(&self) -> bool {
        holds_unknown(&self.value)
    }
}

/// A map without Packer's own settings.
fn without_settings(config: &Msg) -> Msg {
    let entries = config.entries().filter(|(key, _)| !key.starts_with(PREFIX));
    Msg::Map(
        entries
            .map(|(key, value)| (key.into(), value.clone()))
            .collect(),
    )
}

/// Whether a text in a value is one that Packer does not know yet, or has a part that is.
pub(super) fn holds_unknown(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains(UNKNOWN),
        Value::List(_, items) | Value::Set(_, items) | Value::Tuple(items) => {
            items.iter().any(holds_unknown)
        }
        Value::Map(_, entries) | Value::Object(entries) => entries.values().any(holds_unknown),
        _ => false,
    }
}
