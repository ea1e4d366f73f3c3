//! Numbers and notes as facts.

use super::super::Exact;
use super::super::cash::Within36;
use super::super::totals::Total;
use crate::fact::{Fact, FactMap};
use foldhash::fast::RandomState;

/// Places of a number in the facts: fine enough to compare, short enough to read.
const PLACES: u32 = 6;

/// What is said of a number too long for a decimal.
const TOO_LARGE: &str = "too large to show";

/// A map of figures in the making.
#[derive(Default)]
pub(super) struct FigureMap(FactMap);

impl FigureMap {
    /// A map with room for so many figures.
    pub(super) fn of(count: usize) -> Self {
        Self(FactMap::with_capacity_and_hasher(count, RandomState::default()))
    }

    pub(super) fn set(&mut self, name: &str, fact: Fact) {
        self.0.insert(name.into(), fact);
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.set(name, Fact::text(text));
    }

    /// A number, or null.
    pub(super) fn number(&mut self, name: &str, number: Option<&Exact>) {
        self.set(name, amount(number));
    }

    /// What is to be said about a number.
    pub(super) fn note(&mut self, name: &str, note: Option<String>) {
        self.set(&format!("{name}_note"), note.map_or(Fact::Null, Fact::text));
    }

    /// A number and what is to be said about it.
    pub(super) fn noted(&mut self, name: &str, number: Option<&Exact>, note: Option<String>) {
        self.number(name, number);
        let lost = number.is_some_and(|number| number.to_decimal(PLACES).is_none());
        self.note(name, if lost { Some(TOO_LARGE.to_owned()) } else { note });
    }

    pub(super) fn total(&mut self, name: &str, total: &Total) {
        self.noted(name, total.amount.as_ref(), total.note());
    }

    pub(super) fn month(&mut self, name: &str, when: Within36) {
        self.set(name, when.month().map_or(Fact::Null, |month| Fact::Whole(month.into())));
        self.note(name, when.note().map(str::to_owned));
    }

    pub(super) fn fact(self) -> Fact {
        Fact::map(self.0)
    }
}

/// A number, or null.
pub(super) fn amount(number: Option<&Exact>) -> Fact {
    number.and_then(|number| number.to_decimal(PLACES)).map_or(Fact::Null, Fact::Decimal)
}

/// Items under their ids.
pub(super) fn by_id<'a>(items: impl Iterator<Item = (&'a String, FigureMap)>) -> Fact {
    Fact::map(items.map(|(id, shape)| (id.as_str().into(), shape.fact())).collect())
}
