//! Docs with everything that Markdown has.

use serde::Deserialize;

/// Docs as rustdoc reads them. See [`Config::fence`], [Self::renamed] and [`Disk`], or
/// [what a disk is](crate::Disk), or [the table](Config::table); but [the web][web] is
/// elsewhere.
///
/// # Examples
///
/// ```
/// # use plugin::Config;
/// #
/// let config = Config::default();
/// ```
///
/// Setext
/// ------
///
/// [web]: https://example.com/a_b "A page"
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Config {
    /// ```hcl
    /// # a remark that stays
    /// fence = "is the first thing"
    ///
    /// block {
    ///   x = 1
    /// }
    /// ```
    pub fence: String,
    /// A list:
    ///
    /// * with stars
    ///   and a second line
    ///   1. nested
    /// * and a last one
    pub list: String,
    /// | a | b |
    /// |---|---|
    /// | 1 | `x` |
    pub table: String,
    /// <details>
    /// <summary>HTML</summary>
    ///
    /// stays.
    ///
    /// </details>
    pub html: String,
    /// # Heading
    ///
    /// Below it.
    pub heading: String,
    /// Of several paragraphs.
    ///
    /// > With a quotation.
    ///
    ///     and indented code
    pub paragraphs: String,
    /// Rust, run by nobody:
    ///
    /// ```rust,no_run
    /// # fn hidden() {}
    /// shown();
    /// ## escaped
    /// ```
    #[serde(rename = "new_name")]
    pub renamed: String,
    /// Not closed:
    ///
    /// ~~~text
    /// to the end
    pub unclosed: String,
    /// Links: <https://example.com>, [relative](./other.md), [an anchor](#top), [broken] and
    /// [`broken too`], an array [1], and `[Code]`.
    pub links: String,
    /**
     * A block comment,
     * with stars.
     */
    pub block_comment: String,
    #[doc = "Written as an attribute."]
    #[doc = ""]
    #[doc = include_str!("included.md")]
    pub attribute: String,
    /// Has `back-ticks`, *stars*, {{ braces }}, <angles>, & and "quotes".
    pub characters: String,
}

/// A disk.
#[derive(Default, Deserialize)]
pub struct Disk {}
