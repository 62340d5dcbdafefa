use serde::Deserialize;

/// All ways to write docs.
#[derive(Deserialize)]
pub struct Config {
    ///- a
    ///- b
    ///  - c
    pub no_blank: String,
    ///Header
    ///
    ///    code();
    pub no_blank_and_code: String,
    ///	A sentence.
    pub tab: String,
    ///	- item
    ///		- sub
    pub tabs: String,
    /** one
     * two
     *   three
     */
    pub block: String,
    /**
    - item
      - sub
    */
    pub block_without_stars: String,
    #[doc = "attribute"]
    /// comment
    #[doc = "  indented"]
    pub mixed: String,
    /// see [x][], ![x][], [`Self::tab`][]
    ///
    /// [x]: https://e.org/a.png
    pub collapsed: String,
    /// one[^1]
    ///
    /// [^1]: note of one
    pub one: String,
    /// two[^1]
    ///
    /// [^1]: note of two
    pub two: String,
    /// The part.
    pub part: Part,
}

/// A part, decoded from its form on the wire.
#[derive(Deserialize)]
#[serde(from = "Wire")]
pub struct Part {
    /// The docs of `a`.
    pub a: u8,
    /// The docs of `b`, which are not shown.
    pub b: u8,
}

#[derive(Deserialize)]
struct Wire {
    a: u8,
    /// The wire's own docs of `b`.
    b: u8,
}

impl From<Wire> for Part {
    fn from(wire: Wire) -> Self {
        Self { a: wire.a, b: wire.b }
    }
}
