//! Findings that the founder lets stand.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A finding that the founder lets stand, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The id of the check.
    pub rule: String,
    /// The items it is about; none where it is about the whole plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subject: Vec<String>,
    /// Why.
    pub because: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Stands for the values the check had read; the waiver ends when they change.
    pub hash: String,
}
