//! Others.

pub mod a {
    /// The first.
    #[derive(serde::Deserialize)]
    pub struct Name {
        /// First.
        pub first: String,
    }
}

pub mod b {
    /// The last.
    #[derive(serde::Deserialize)]
    pub struct Name {
        /// Last.
        pub last: String,
    }
}
