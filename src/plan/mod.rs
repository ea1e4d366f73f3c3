//! The plan document: answers, items, links; what is accepted; text to plan and back.

mod accept;
mod answer;
mod date;
mod document;
mod number;

pub use accept::{Given, accept};
pub use answer::{Answer, Item, State};
pub(crate) use document::linked_ids;
pub use document::{Address, BankRef, FORMAT, Plan};
pub(crate) use number::exact as exact_number;

/// Why a reply was not accepted, in one sentence that says what would be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Rejection(pub String);
