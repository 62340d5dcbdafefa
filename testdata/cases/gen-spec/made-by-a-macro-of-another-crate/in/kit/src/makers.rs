/// Makes a struct of options, each of which may be left out.
#[macro_export]
macro_rules! make_options {
    ($name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(serde::Deserialize)]
        pub struct $name {
            $(pub $field: Option<$ty>,)*
            /// What all have.
            pub common: $crate::parts::Common,
        }
    };
}
