//! What a spec is made for: who reads it, and how it is written down. Flags and settings
//! name both.

use crate::settings::Choice;

/// Who reads a spec.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Packer, by its plugin protocol.
    #[default]
    Packer,
    /// Any reader of HCL, by hcldec.
    Hcl,
}

/// How a spec is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Impls of `Hcl2Spec`.
    #[default]
    Rust,
    /// A spec file of hcldec.
    Hcldec,
    /// The model.
    Json,
    /// The bytes of Packer's plugin protocol.
    Proto,
}

impl Choice for Target {
    const ALL: &'static [(&'static str, &'static str, Self)] = &[
        (
            "packer",
            "Packer, by its plugin protocol: attributes of string, number, bool and lists and \
             maps of them, blocks and repeated blocks",
            Self::Packer,
        ),
        ("hcl", "All that hcldec can say", Self::Hcl),
    ];
}

impl Choice for Format {
    const ALL: &'static [(&'static str, &'static str, Self)] = &[
        (
            "rust",
            "Impls of `Hcl2Spec`: src/a.hcl2spec.rs beside src/a.rs",
            Self::Rust,
        ),
        (
            "hcldec",
            "A spec file of hcldec, for one type",
            Self::Hcldec,
        ),
        (
            "json",
            "Every type and field, for other programs",
            Self::Json,
        ),
        (
            "proto",
            "The bytes of Packer's plugin protocol, for one type",
            Self::Proto,
        ),
    ];
}
