//! Data sources: they find something out, for templates to use.

use super::slot::{Slot, log_warnings};
use super::specs::{Encoded, Specs, number_in_collection};
use super::{Component, Link, Mode, Preparation, basic_error};
use crate::hcldec::{Hcl2Spec, Type, Value};
use crate::value::{to_msgpack, to_value};
use crate::wire::gob;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Service, guarded, in_words, no_method};
use crate::{Cancel, Context, GeneratedData, Result, log, wire_form};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Finds something out for a template: a `data` block.
///
/// ```
/// use packer_plugin::{Context, DataSource, Result};
/// # use packer_plugin::hcldec::{AttrSpec, Hcl2Spec, ObjectSpec, Spec, Type};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Deserialize)]
/// struct Config {
///     name: String,
/// }
///
/// #[derive(Serialize)]
/// struct DatasourceOutput {
///     id: String,
/// }
/// # // `sdc generate` writes these.
/// # impl Hcl2Spec for Config {
/// #     fn hcl2_spec() -> Spec {
/// #         ObjectSpec::new().attr(AttrSpec::new("name", Type::String).required()).into()
/// #     }
/// # }
/// # impl Hcl2Spec for DatasourceOutput {
/// #     fn hcl2_spec() -> Spec {
/// #         ObjectSpec::new().attr(AttrSpec::new("id", Type::String)).into()
/// #     }
/// # }
///
/// struct Image;
///
/// impl DataSource for Image {
///     type Config = Config;
///     type Output = DatasourceOutput;
///
///     fn execute(&self, config: &Config, _: &Context) -> Result<DatasourceOutput> {
///         let id = format!("image-of-{}", config.name);
///         Ok(DatasourceOutput { id })
///     }
/// }
/// ```
pub trait DataSource: Send + Sync + 'static {
    /// What its block holds.
    type Config: DeserializeOwned + Hcl2Spec + Send + Sync + 'static;

    /// What it gives back. All that its spec has is there in a template; what serde leaves out,
    /// or writes as nothing, is null.
    type Output: Serialize + Hcl2Spec;

    /// Looks for what serde cannot see is wrong. Packer calls it before it knows all values,
    /// and again when it does: what depends on one that is not known yet is left for then.
    fn prepare(&self, _config: &Self::Config, _found: &mut Preparation) -> Result<()> {
        Ok(())
    }

    /// Finds out what the template asks for. `packer validate` does not call it.
    fn execute(&self, config: &Self::Config, context: &Context) -> Result<Self::Output>;
}

pub(crate) struct DataSourceComponent<D>(pub(crate) D);

impl<D: DataSource> Component for DataSourceComponent<D> {
    fn specs(&self, mode: Mode) -> Result<Specs> {
        let mut specs = Specs::config(D::Config::hcl2_spec(), mode)?;
        let output = wire_form::output(D::Output::hcl2_spec());
        specs.output = Some(Encoded::new(output, mode)?);
        Ok(specs)
    }

    fn service(self: Arc<Self>, specs: Specs, link: Link) -> Arc<dyn Service> {
        Arc::new(DataSourceService {
            component: self,
            slot: Slot::new(specs.config),
            output: specs.output,
            link,
        })
    }
}

struct DataSourceService<D: DataSource> {
    component: Arc<DataSourceComponent<D>>,
    slot: Slot<D::Config>,
    output: Option<Encoded>,
    link: Link,
}

impl<D: DataSource> DataSourceService<D> {
    fn output(&self) -> Result<&Encoded> {
        self.output
            .as_ref()
            .ok_or_else(|| "a data source has the spec of its output".into())
    }

    fn execute(&self, cancel: Cancel) -> Result<Vec<u8>> {
        let (config, context) = self
            .slot
            .ready(cancel, GeneratedData::new, |config, found| {
                self.component.0.prepare(config, found)
            })?;
        let output = self.component.0.execute(&config, &context)?;
        let ty = self.output()?.spec.implied_type();
        let value = to_value(&output, &ty)?;
        if self.link.mode == Mode::Gob
            && let Some(path) = number_in_collection(&ty)
        {
            log::warn(format_args!(
                "the number `{path}` crashes Packer where a template uses it, since another \
                 plugin of this run cannot do protobuf"
            ));
        }
        Ok(self.encode(&value, &ty)?)
    }

    fn encode(&self, value: &Value, ty: &Type) -> Result<Vec<u8>, String> {
        match self.link.mode {
            Mode::Protobuf => to_msgpack(value, ty),
            Mode::Gob => gob::value(value, ty),
        }
    }

    /// Packer reads a value beside an error, and takes one that is null.
    fn null(&self) -> Result<Vec<u8>, String> {
        match self.link.mode {
            Mode::Protobuf => Ok(vec![0xc0]),
            Mode::Gob => gob::value(&Value::Null(Type::String), &Type::String),
        }
    }
}

impl<D: DataSource> Service for DataSourceService<D> {
    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        Ok(match method {
            "Datasource.ConfigSpec" => self.slot.config_spec(),
            "Datasource.OutputSpec" => self.output()?.reply("OutputSpec"),
            "Datasource.Configure" => {
                let prepare = |config: &_, found: &mut _| self.component.0.prepare(config, found);
                let error = match self.slot.prepare(argument, prepare) {
                    Ok(found) => {
                        log_warnings(&found);
                        None
                    }
                    Err(error) => Some(error.to_string()),
                };
                Msg::fields([("Error", basic_error(error))])
            }
            "Datasource.Execute" => {
                let ended = self.link.ended.clone();
                let executed = guarded(|| {
                    let executed = self.execute(ended);
                    executed.map_err(|error| in_words(&error).into())
                });
                let (value, error) = match executed {
                    Ok(value) => (value, None),
                    Err(error) => (self.null()?, Some(error.to_string())),
                };
                Msg::fields([("Value", Msg::Bin(value)), ("Error", basic_error(error))])
            }
            _ => return Err(no_method(method)),
        })
    }
}
