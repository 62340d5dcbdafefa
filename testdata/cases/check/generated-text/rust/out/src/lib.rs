pub mod builder {
    pub mod image {
        use serde::Deserialize;

        /// The `happy-image` builder, as &lt;your-name> says.
        #[derive(Deserialize)]
        pub struct Config {
            /// The region, such as &lt;name>.
            ///
            /// See [the region](#required).
            pub region: String,
        }
    }
}
