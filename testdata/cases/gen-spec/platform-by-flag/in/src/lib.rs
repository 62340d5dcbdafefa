use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub x: u8,
    #[cfg(windows)]
    pub only_windows: u8,
    #[cfg(unix)]
    pub only_unix: Kind,
    #[cfg_attr(windows, serde(default))]
    pub optional_on_windows: u8,
}

#[derive(Deserialize)]
pub enum Kind {
    A,
    #[cfg(target_os = "android")]
    Android,
}
