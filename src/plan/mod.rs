//! The plan document: answers, items, links; what is accepted; text to plan and back.

mod accept;
mod anonymous;
mod answer;
mod answers;
mod by_month;
mod comment;
mod confirmation;
mod contact;
mod date;
mod document;
mod format;
mod former;
mod number;
mod picks;
mod private;
mod strangers;
mod sum;
mod text;
mod unique;
mod upgrade;
mod waiver;

pub use accept::{Given, Within, accept, consider};
pub use anonymous::anonymised;
pub use answer::{Answer, Item, Named, State};
pub use answers::{read_answers, written_answer};
pub use by_month::{Step, steps_text, stored_steps, typed_line};
pub use comment::{Comment, Comments, Resolution, comments_name};
pub use confirmation::Confirmation;
pub use document::{Address, BankRef, Plan};
pub(crate) use document::{linked_ids, minted_number};
pub use format::FORMAT;
pub use former::Former;
pub(crate) use number::exact as exact_number;
pub(crate) use picks::meant;
pub use strangers::{Stranger, strangers};
pub use text::{NEWER_FORMAT, read, write};
pub use upgrade::{Entered, Misfit, Moved, Removed, Split, Upgraded, upgraded};
pub use waiver::Waiver;

use serde_json::Value as Json;

/// Why a reply was not accepted, in one sentence that says what would be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Rejection(pub String);

/// Why something is not taken as it was given, with what it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is said.
    pub rejection: Rejection,
    /// What it comes to, where that is one thing: a sum worked out, an amount without its sign. It is shown and asked
    /// for before it is taken.
    pub offer: Option<String>,
    /// The currencies a sign can mean, the most likely first, where none of them is the one amounts are in here.
    pub foreign: Vec<&'static str>,
    /// What there is, where it is just too little: two picks where three are wanted.
    pub short: Option<Json>,
}

impl Doubt {
    fn new(said: String) -> Self {
        Rejection(said).into()
    }

    fn offering(said: String, offer: String) -> Self {
        Self { offer: Some(offer), ..Self::new(said) }
    }
}

impl From<Rejection> for Doubt {
    fn from(rejection: Rejection) -> Self {
        Self { rejection, offer: None, foreign: Vec::new(), short: None }
    }
}
