//! Answers and items as a plan stores them.

use super::unique;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// What stands under names, in the order of the file.
pub type Named<V> = IndexMap<String, V, RandomState>;

/// What the founder said to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Begun, but not settled: a list still being entered, or a link whose item is gone.
    Open,
    /// There is an answer.
    Answered,
    /// "Don't know yet": an open assumption.
    Unknown,
    /// Does not apply, with a reason.
    NotApplicable,
    /// Left out for now.
    Skipped,
}

/// An answer, or its absence with a reason. What was typed earlier stays in `value` and `items`
/// whatever the state, so that changing one's mind loses nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Answered, unknown, not applicable or skipped.
    pub state: State,
    /// Text, a choice key, an item id, a list of those, true or false, or a decimal as text.
    /// Kept as it was read even where it no longer fits its question.
    #[serde(default, deserialize_with = "unique::value", skip_serializing_if = "Json::is_null")]
    pub value: Json,
    /// The items, where the question is a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// A remark on "don't know yet".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why the question does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// When the answer was last given or changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// What changed since and may have made the answer wrong: ids of questions or items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<String>,
    /// Keys this version does not know; kept as they are.
    #[serde(flatten, deserialize_with = "unique::rest")]
    pub extra: Map<String, Json>,
}

/// One thing in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Unique in the plan, never reused: `segments-3`.
    pub id: String,
    /// The fields answered so far, in the bank's order.
    #[serde(default, deserialize_with = "unique::entries")]
    pub fields: Named<Answer>,
    /// Keys this version does not know; kept as they are.
    #[serde(flatten, deserialize_with = "unique::rest")]
    pub extra: Map<String, Json>,
}

impl Answer {
    /// An answer in a state, with nothing else.
    #[must_use]
    pub fn new(state: State) -> Self {
        Self {
            state,
            value: Json::Null,
            items: Vec::new(),
            note: None,
            because: None,
            at: None,
            stale: Vec::new(),
            extra: Map::new(),
        }
    }

    /// An answered question with its value.
    #[must_use]
    pub fn answered(value: Json) -> Self {
        Self { value, ..Self::new(State::Answered) }
    }
}

impl Item {
    /// An item without fields.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), fields: Named::default(), extra: Map::new() }
    }
}
