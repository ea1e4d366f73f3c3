//! Answers that the bank does not ask for any more.

use super::{Address, Answer, BankRef};
use serde::{Deserialize, Serialize};

/// An answer to a question that the bank does not ask any more, or one that made room for another. Nothing reads it but
/// an upgrade to a bank that asks for it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Former {
    /// The list of the item, for a field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The item, for a field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The id of the question or field.
    pub id: String,
    /// The bank that last asked for it.
    pub bank: BankRef,
    /// What was said.
    pub answer: Answer,
}

impl Former {
    /// An answer that stood at an address.
    #[must_use]
    pub fn new(address: Address, bank: &BankRef, answer: Answer) -> Self {
        let (list, item, id) = match address {
            Address::Question(id) => (None, None, id),
            Address::Field { list, item, field } => (Some(list), Some(item), field),
        };
        Self { list, item, id, bank: bank.clone(), answer }
    }

    /// Where it stood.
    #[must_use]
    pub fn address(&self) -> Address {
        match (&self.list, &self.item) {
            (Some(list), Some(item)) => {
                Address::Field { list: list.clone(), item: item.clone(), field: self.id.clone() }
            }
            _ => Address::Question(self.id.clone()),
        }
    }
}
