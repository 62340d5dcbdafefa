pub mod builder {
    pub mod image {
        use serde::Deserialize;

        /// Makes an image.
        #[derive(Deserialize)]
        pub struct Config {
            /// Where to build.
            pub region: String,
            /// Marks of the image.
            #[serde(default)]
            pub tags: Vec<String>,
            /// The machine's disk.
            pub disk: Option<Disk>,
        }

        /// A disk.
        #[derive(Deserialize)]
        pub struct Disk {
            /// In GiB.
            pub size: u32,
        }
    }
}
