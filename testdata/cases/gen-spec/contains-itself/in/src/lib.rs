//! A plugin.

/// A menu.
#[derive(serde::Deserialize)]
pub struct Menu {
    /// What it says.
    pub title: String,
    /// Menus in the menu.
    #[serde(default)]
    pub menu: Vec<Menu>,
}

include!("lib.hcl2spec.rs");
