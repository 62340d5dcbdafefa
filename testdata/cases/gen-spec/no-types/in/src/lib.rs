//! A plugin without a configuration.
