//! A plugin with a field of every form.

pub mod builder;
pub mod datasource;
