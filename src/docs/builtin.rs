//! The shared partials that are built into the binary.

/// Path and text, in the order of their paths.
pub(super) static PARTIALS: &[(&str, &str)] = &[];
