pub mod builder {
    pub mod image {
        use serde::Deserialize;

        /// The `happy-image` builder, as <your-name> says.
        #[derive(Deserialize)]
        pub struct Config {
            /// The region, such as <name>.
            ///
            /// See [the region](#region).
            pub region: String,
        }
    }
}
