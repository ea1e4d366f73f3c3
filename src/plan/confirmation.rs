//! What a reviewer saw of the evidence, beside what the founders say.

use super::Plan;
use crate::bank::{Bank, Question};
use jiff::Timestamp;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A reviewer's view of how well an entry is supported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The id of the entry.
    pub entry: String,
    /// The key of the choice, as the founders could have picked it.
    pub evidence: String,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

impl Plan {
    /// The levels that reviewers saw, by the id of the entry; of several, the last.
    #[must_use]
    pub fn confirmed_levels(&self, bank: &Bank) -> BTreeMap<String, usize> {
        let level = |confirmation: &Confirmation| {
            let list = self.list_of(&confirmation.entry)?;
            let choices = bank.fields(list).flat_map(Question::choices);
            let mut scored = choices.filter(|choice| choice.key == confirmation.evidence);
            scored.find_map(|choice| choice.score)?.to_usize()
        };
        let levels = self.confirmations.iter();
        levels.filter_map(|confirmation| Some((confirmation.entry.clone(), level(confirmation)?))).collect()
    }
}
