//! The plan document: answers, items, links; what is accepted; text to plan and back.

mod answer;

pub use answer::{Answer, Item, State};

/// Why a reply was not accepted, in one sentence that says what would be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Rejection(pub String);
