//! What the parts of other people's canvases are called, as it is written.

use super::{At, List, Text};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// The words for a field's choices, by their keys.
type Words = IndexMap<String, List<String>>;

/// A part of other people's canvases, and where its entries go.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "import")]
pub(crate) struct RawImport {
    /// The list that takes the entries, or the question that takes the text.
    #[schemars(required)]
    pub into: Text,
    /// In a bank that extends another: the part, by what it goes into, that it stands behind.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub after: Text,
    /// In a bank that extends another: the part, by what it goes into, that it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
    /// What it is called elsewhere, in any language. Case, digits, marks and a slip of the pen do not count.
    #[serde(default)]
    pub known_as: List<String>,
    /// The field, a text, that takes what is said of an entry beside its name.
    pub rest: Text,
    /// Whether a heading inside the part is an entry, and what stands below it is said of that.
    pub headings: Option<bool>,
    /// What a page is called that holds such a canvas: what is left of the page's title answers the question.
    #[serde(default)]
    pub beside: List<String>,
    /// Words by which a choice is known, by the field and the key of the choice.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, Vec<String>>>")]
    pub words: IndexMap<String, At<Words>>,
}
