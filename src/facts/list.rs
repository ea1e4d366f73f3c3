//! The items of one list while the facts are being built.

use super::shown;
use crate::bank::{Bank, Question};
use crate::fact::{Fact, FactMap};
use crate::plan::{Item, State};
use jiff::Timestamp;

/// One item, growing as its fields are reached.
pub(super) struct GrowingItem {
    pub(super) id: String,
    pub(super) title: String,
    fields: FactMap,
    labels: FactMap,
    states: FactMap,
    changed: Vec<String>,
    updated_at: Option<Timestamp>,
    list: String,
}

impl GrowingItem {
    /// An item with every field present and empty.
    pub(super) fn new(bank: &Bank, list: &str, item: &Item) -> Self {
        let mut fields = FactMap::default();
        let mut labels = FactMap::default();
        let mut states = FactMap::default();
        let hidden = bank.hidden.iter().filter(|field| field.of.as_deref() == Some(list));
        for field in bank.fields(list).chain(hidden) {
            fields.insert(field.id.clone(), shown::nothing(field));
            labels.insert(field.id.clone(), Fact::Null);
            states.insert(field.id.clone(), state_name(State::Open));
        }
        Self {
            id: item.id.clone(),
            title: String::new(),
            fields,
            labels,
            states,
            changed: changed(item),
            updated_at: item.fields.values().filter_map(|answer| answer.at).max(),
            list: list.to_owned(),
        }
    }

    /// Sets what is known of a field.
    pub(super) fn set(&mut self, field: &Question, value: Fact, label: Fact, state: State) {
        self.fields.insert(field.id.clone(), value);
        self.labels.insert(field.id.clone(), label);
        self.states.insert(field.id.clone(), state_name(state));
    }

    /// Adds a field that follows from other answers.
    pub(super) fn derive(&mut self, id: &str, value: Fact) {
        self.fields.insert(id.to_owned(), value);
    }

    /// The item as a fact.
    pub(super) fn fact(&self) -> Fact {
        let mut map = FactMap::default();
        map.reserve(self.fields.len() + 7);
        map.insert("id".into(), Fact::text(self.id.as_str()));
        map.insert("list".into(), Fact::text(self.list.as_str()));
        map.insert("title".into(), Fact::text(self.title.as_str()));
        map.extend(self.fields.iter().map(|(id, fact)| (id.clone(), fact.clone())));
        map.insert("labels".into(), Fact::map(self.labels.clone()));
        map.insert("states".into(), Fact::map(self.states.clone()));
        map.insert("stale".into(), Fact::Bool(!self.changed.is_empty()));
        map.insert("changed".into(), Fact::list(self.changed.iter().map(|id| Fact::text(id.as_str()))));
        map.insert("updated_at".into(), self.updated_at.map_or(Fact::Null, |at| Fact::text(at.to_string())));
        Fact::map(map)
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
