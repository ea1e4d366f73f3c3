//! Answers of old plans that become entries of a list, as they are written.

use super::{At, List, Text};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// Answers of old plans that become an entry of a list, or entries where they stood in a list.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "upgrade")]
pub(crate) struct RawUpgrade {
    /// The ids the answers had; `list.field` for a field of an old list, which gives one entry for each of its own.
    #[schemars(required)]
    pub from: Option<At<List<String>>>,
    /// The list that gets the entries.
    #[schemars(required)]
    pub into: Text,
    /// CEL over the old answers: where this is false no entry is made.
    pub given: Text,
    /// CEL over the old answers, by the fields of the list; an old field is `item.field`.
    #[schemars(required, with = "std::collections::BTreeMap<String, String>")]
    pub fields: Option<At<IndexMap<String, At<String>>>>,
}
