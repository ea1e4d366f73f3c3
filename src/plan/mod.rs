//! The plan document: answers, items, links; what is accepted; text to plan and back.

mod accept;
mod answer;
mod answers;
mod date;
mod document;
mod number;
mod picks;
mod text;
mod waiver;

pub use accept::{Given, accept};
pub use answer::{Answer, Item, State};
pub use answers::read_answers;
pub(crate) use document::linked_ids;
pub use document::{Address, BankRef, FORMAT, Plan};
pub(crate) use number::exact as exact_number;
pub use text::{read, write};
pub use waiver::Waiver;

/// Why a reply was not accepted, in one sentence that says what would be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Rejection(pub String);
