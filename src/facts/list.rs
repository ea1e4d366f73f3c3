//! The items of one list while the facts are being built.

use super::shown;
use crate::bank::{Bank, Question};
use crate::fact::{Fact, FactMap};
use crate::plan::{Item, State};
use std::sync::Arc;

const TITLE: &str = "title";
const LABELS: &str = "labels";
const STATES: &str = "states";

/// One item, growing as its fields are reached.
pub(super) struct GrowingItem {
    pub(super) id: String,
    pub(super) title: String,
    fact: Arc<FactMap>,
}

impl GrowingItem {
    /// An item with every field present and empty.
    pub(super) fn new(bank: &Bank, list: &str, item: &Item) -> Self {
        let hidden = bank.hidden.iter().filter(|field| field.of.as_deref() == Some(list));
        let fields: Vec<&Question> = bank.fields(list).chain(hidden).collect();
        let of_each = |value: fn(&Question) -> Fact| -> Vec<(String, Fact)> {
            fields.iter().map(|field| (field.id.clone(), value(field))).collect()
        };
        let map = |value| Fact::map(of_each(value).into_iter().collect());
        let changed = changed(item);
        let updated_at = item.fields.values().filter_map(|answer| answer.at).max();
        let before = [("id", Fact::text(item.id.as_str())), ("list", Fact::text(list)), (TITLE, Fact::text(""))];
        let after = [
            (LABELS, map(|_| Fact::Null)),
            (STATES, map(|_| state_name(State::Open))),
            ("stale", Fact::Bool(!changed.is_empty())),
            ("changed", Fact::list(changed.into_iter().map(Fact::text))),
            ("updated_at", updated_at.map_or(Fact::Null, |at| Fact::text(at.to_string()))),
        ];
        let mut fact: FactMap = before.map(|(name, fact)| (name.to_owned(), fact)).into_iter().collect();
        fact.extend(of_each(shown::nothing));
        fact.extend(after.map(|(name, fact)| (name.to_owned(), fact)));
        Self { id: item.id.clone(), title: String::new(), fact: Arc::new(fact) }
    }

    /// Gives the item a title.
    pub(super) fn retitle(&mut self, title: &str) {
        if self.title != title {
            title.clone_into(&mut self.title);
            put(&mut self.fact, TITLE, Fact::text(title));
        }
    }

    /// Sets what is known of a field.
    pub(super) fn set(&mut self, field: &Question, value: Fact, label: Fact, state: State) {
        put(&mut self.fact, &field.id, value);
        for (name, known) in [(LABELS, label), (STATES, state_name(state))] {
            if let Some(Fact::Map(map)) = Arc::make_mut(&mut self.fact).get_mut(name) {
                put(map, &field.id, known);
            }
        }
    }

    /// Adds a field that follows from other answers.
    pub(super) fn derive(&mut self, id: &str, value: Fact) {
        let fact = Arc::make_mut(&mut self.fact);
        let place = fact.get_index_of(id).or_else(|| fact.get_index_of(LABELS)).unwrap_or(fact.len());
        fact.shift_insert(place, id.to_owned(), value);
    }

    /// The item as a fact.
    pub(super) fn fact(&self) -> Fact {
        Fact::Map(Arc::clone(&self.fact))
    }
}

/// Sets what a name stands for, in place where nobody else holds the map.
pub(super) fn put(map: &mut Arc<FactMap>, name: &str, value: Fact) {
    let map = Arc::make_mut(map);
    match map.get_mut(name) {
        Some(old) => *old = value,
        None => drop(map.insert(name.to_owned(), value)),
    }
}

/// What changed since the fields of an item were answered, each once.
fn changed(item: &Item) -> Vec<String> {
    let mut changed: Vec<String> = Vec::new();
    for id in item.fields.values().flat_map(|answer| &answer.stale) {
        if !changed.contains(id) {
            changed.push(id.clone());
        }
    }
    changed
}

/// The name of a state in the facts.
pub(super) fn state_name(state: State) -> Fact {
    Fact::text(match state {
        State::Open => "open",
        State::Answered => "answered",
        State::Unknown => "unknown",
        State::NotApplicable => "not_applicable",
        State::Skipped => "skipped",
    })
}
