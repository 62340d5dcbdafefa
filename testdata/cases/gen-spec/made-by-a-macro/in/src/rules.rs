macro_rules! optional {
    ($(#[$outer:meta])* $vis:vis struct $name:ident {
        $($(#[$inner:meta])* $field:ident: $ty:ty),* $(,)?
    }) => {
        $(#[$outer])*
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        $vis struct $name {
            $($(#[$inner])* pub $field: Option<$ty>,)*
        }
    };
}

macro_rules! string_enum {
    ($name:ident { $($variant:ident => $text:literal),* }) => {
        #[derive(serde::Deserialize)]
        pub enum $name {
            $(#[serde(rename = $text)] $variant,)*
        }
    };
}
