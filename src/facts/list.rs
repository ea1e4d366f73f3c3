//! The items of one list while the facts are being built.

use super::shown;
use crate::bank::{Bank, Question};
use crate::fact::{Fact, FactMap};
use crate::plan::{Item, State};
use std::sync::{Arc, LazyLock};

const ID: &str = "id";
const TITLE: &str = "title";
const LABELS: &str = "labels";
const STATES: &str = "states";
const STALE: &str = "stale";
const CHANGED: &str = "changed";
const UPDATED_AT: &str = "updated_at";

/// One item, growing as its fields are reached.
pub(super) struct GrowingItem {
    pub(super) id: Arc<str>,
    pub(super) title: String,
    fact: Arc<FactMap>,
}

/// An item of a list with every field present and empty: what each begins as.
pub(super) struct EmptyItem(FactMap);

impl EmptyItem {
    pub(super) fn new(bank: &Bank, list: &str) -> Self {
        let hidden = bank.hidden.iter().filter(|field| field.of.as_deref() == Some(list));
        let fields: Vec<&Question> = bank.fields(list).chain(hidden).collect();
        let alike =
            |fact: &Fact| Fact::map(fields.iter().map(|field| (field.id.as_str().into(), fact.clone())).collect());
        let before = [(ID, Fact::Null), ("list", Fact::text(list)), (TITLE, Fact::text(""))];
        let after = [
            (LABELS, alike(&Fact::Null)),
            (STATES, alike(&state_name(State::Open))),
            (STALE, Fact::Bool(false)),
            (CHANGED, Fact::list([])),
            (UPDATED_AT, Fact::Null),
        ];
        let mut fact: FactMap = before.map(|(name, fact)| (name.into(), fact)).into_iter().collect();
        fact.extend(fields.iter().map(|field| (field.id.as_str().into(), shown::nothing(field))));
        fact.extend(after.map(|(name, fact)| (name.into(), fact)));
        Self(fact)
    }
}

impl GrowingItem {
    /// An item of which nothing is read yet.
    pub(super) fn new(empty: &EmptyItem, item: &Item) -> Self {
        let mut fact = Arc::new(empty.0.clone());
        let id: Arc<str> = item.id.as_str().into();
        put(&mut fact, ID, Fact::Text(Arc::clone(&id)));
        let changed = changed(item);
        if !changed.is_empty() {
            put(&mut fact, STALE, Fact::Bool(true));
            put(&mut fact, CHANGED, Fact::list(changed.into_iter().map(Fact::text)));
        }
        if let Some(at) = item.fields.values().filter_map(|answer| answer.at).max() {
            put(&mut fact, UPDATED_AT, Fact::text(at.to_string()));
        }
        Self { id, title: String::new(), fact }
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
        fact.shift_insert(place, id.into(), value);
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
        None => drop(map.insert(name.into(), value)),
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

/// The name of a state in the facts. It stands at every answer, so that each name is one text for all.
pub(super) fn state_name(state: State) -> Fact {
    static NAMES: LazyLock<[Fact; 5]> =
        LazyLock::new(|| ["open", "answered", "unknown", "not_applicable", "skipped"].map(Fact::text));
    let [open, answered, unknown, not_applicable, skipped] = &*NAMES;
    let name = match state {
        State::Open => open,
        State::Answered => answered,
        State::Unknown => unknown,
        State::NotApplicable => not_applicable,
        State::Skipped => skipped,
    };
    name.clone()
}
