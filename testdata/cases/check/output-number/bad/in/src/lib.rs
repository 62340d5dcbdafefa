pub mod datasource {
    pub mod image {
        use serde::{Deserialize, Serialize};

        /// Finds an image.
        #[derive(Deserialize)]
        pub struct Config {
            /// Its name.
            pub name: String,
        }

        /// What was found.
        #[derive(Deserialize, Serialize)]
        pub struct DatasourceOutput {
            /// In GiB, which is fine.
            pub size: u32,
            /// Numbers alone are fine.
            pub ports: Vec<u16>,
            /// And so is one disk.
            pub disk: Disk,
            /// Several are not.
            pub partitions: Vec<Partition>,
        }

        /// A disk.
        #[derive(Deserialize, Serialize)]
        pub struct Disk {
            /// In GiB.
            pub size: u32,
        }

        /// A part of the disk.
        #[derive(Deserialize, Serialize)]
        pub struct Partition {
            /// In GiB.
            pub size: u32,
            /// Text is fine.
            pub name: String,
        }
    }
}
