//! The plan: answers under their questions, items with their own ids, and what links to what.

use super::{Answer, Confirmation, FORMAT, Former, Item, Named, State, Waiver, unique};
use crate::bank::{Bank, Kind, Question, Route};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// The bank a plan was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankRef {
    /// The bank's id.
    pub id: String,
    /// The bank's version at the last save.
    pub version: String,
}

/// Where an answer stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    /// At the top, under its question's id.
    Question(String),
    /// In an item of a list.
    Field {
        /// The list's id.
        list: String,
        /// The item's id.
        item: String,
        /// The field's id.
        field: String,
    },
}

/// What a founder said of the details that the walk only offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The addresses of those that were picked and are still to be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub picked: Vec<String>,
    /// The ids of the steps in which no more are to be offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enough: Vec<String>,
}

impl Details {
    fn is_empty(&self) -> bool {
        self.picked.is_empty() && self.enough.is_empty()
    }
}

/// A plan: everything one founder said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The number of the file format.
    pub format: u32,
    /// The bank the answers belong to.
    #[serde(deserialize_with = "unique::part")]
    pub bank: BankRef,
    /// The path the founder chose.
    #[serde(rename = "depth")]
    pub route: Route,
    /// When the plan was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Timestamp>,
    /// The last number given to an item, by list, so that no id is used twice.
    #[serde(default, deserialize_with = "unique::entries")]
    pub counters: Named<u32>,
    /// The answers, in the bank's order.
    #[serde(default, deserialize_with = "unique::entries")]
    pub answers: Named<Answer>,
    /// What was typed and not entered yet, by address.
    #[serde(default, deserialize_with = "unique::entries", skip_serializing_if = "Named::is_empty")]
    pub drafts: Named<String>,
    /// Findings that the founder lets stand.
    #[serde(default, deserialize_with = "unique::part", skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
    /// What reviewers saw of the evidence.
    #[serde(default, deserialize_with = "unique::part", skip_serializing_if = "Vec::is_empty")]
    pub confirmations: Vec<Confirmation>,
    /// Why the founder went on from the pause although there were gaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub going_on_because: Option<String>,
    /// What was said of the details that are only offered.
    #[serde(default, deserialize_with = "unique::part", skip_serializing_if = "Details::is_empty")]
    pub details: Details,
    /// Answers to questions that the bank does not ask any more, and those that made room for others.
    #[serde(default, deserialize_with = "unique::part", skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
    /// The questions that its bank had, as [`Bank::inventory`] names them; empty where that was not noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub inventory: String,
    /// Whether the answers to private questions were taken out of it, as by [`Plan::for_others`].
    #[serde(skip)]
    pub withholds: bool,
    /// Keys this version does not know; kept as they are.
    #[serde(flatten, deserialize_with = "unique::rest")]
    pub extra: Map<String, Json>,
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Question(id) => f.write_str(id),
            Self::Field { item, field, .. } => write!(f, "{item}.{field}"),
        }
    }
}

impl Address {
    /// The id of the question or field.
    #[must_use]
    pub fn question_id(&self) -> &str {
        match self {
            Self::Question(id) => id,
            Self::Field { field, .. } => field,
        }
    }

    /// The item, for a field.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        match self {
            Self::Question(_) => None,
            Self::Field { item, .. } => Some(item),
        }
    }

    /// The question asked there.
    #[must_use]
    pub fn question<'b>(&self, bank: &'b Bank) -> Option<&'b Question> {
        match self {
            Self::Question(id) => bank.question(id),
            Self::Field { list, field, .. } => {
                let list = bank.list(list)?.0.id.as_str();
                bank.field(list, field)
            }
        }
    }
}

impl Plan {
    /// An empty plan for a bank.
    #[must_use]
    pub fn new(bank: &Bank, route: Route, now: Option<Timestamp>) -> Self {
        Self {
            format: FORMAT,
            bank: BankRef { id: bank.id.clone(), version: bank.version.clone() },
            route,
            created: now,
            counters: Named::default(),
            answers: Named::default(),
            drafts: Named::default(),
            waivers: Vec::new(),
            confirmations: Vec::new(),
            going_on_because: None,
            details: Details::default(),
            former: Vec::new(),
            inventory: bank.inventory(),
            withholds: false,
            extra: Map::new(),
        }
    }

    /// The purposes that the plan has: keys of the question with the role `purpose`.
    #[must_use]
    pub fn purposes(&self, bank: &Bank) -> Vec<&str> {
        let answer = bank.purpose().and_then(|question| self.answers.get(&question.id));
        let answer = answer.filter(|answer| answer.state == State::Answered);
        answer.map_or_else(Vec::new, |answer| linked_ids(&answer.value).collect())
    }

    /// The answer at an address, whatever its state.
    #[must_use]
    pub fn answer(&self, address: &Address) -> Option<&Answer> {
        match address {
            Address::Question(id) => self.answers.get(id),
            Address::Field { list, item, field } => self.item(list, item)?.fields.get(field),
        }
    }

    /// Puts an answer at an address. An address in an item that does not exist is left alone.
    pub fn put(&mut self, address: &Address, answer: Answer) {
        match address {
            Address::Question(id) => {
                self.answers.insert(id.clone(), answer);
            }
            Address::Field { list, item, field } => {
                if let Some(item) = self.item_mut(list, item) {
                    item.fields.insert(field.clone(), answer);
                }
            }
        }
    }

    /// The items of a list; none if it was never begun.
    #[must_use]
    pub fn items(&self, list: &str) -> &[Item] {
        self.answers.get(list).map_or(&[], |answer| answer.items.as_slice())
    }

    /// The ids a stored link may hold: every item of the lists it points to. None for a question that is no link.
    pub(crate) fn candidates(&self, question: &Question) -> Vec<&str> {
        let Kind::Link(link) = &question.kind else { return Vec::new() };
        link.to.iter().flat_map(|list| self.items(list)).map(|item| item.id.as_str()).collect()
    }

    /// The items of a list, for changing; the list is begun if it was not.
    pub fn items_mut(&mut self, list: &str) -> &mut Vec<Item> {
        &mut self.answers.entry(list.to_owned()).or_insert_with(|| Answer::new(State::Open)).items
    }

    /// One item of a list.
    #[must_use]
    pub fn item(&self, list: &str, id: &str) -> Option<&Item> {
        self.items(list).iter().find(|item| item.id == id)
    }

    fn item_mut(&mut self, list: &str, id: &str) -> Option<&mut Item> {
        self.answers.get_mut(list)?.items.iter_mut().find(|item| item.id == id)
    }

    /// A new item at the end of a list, with an id that was never used before.
    pub fn add_item(&mut self, list: &str) -> String {
        let counter = self.counters.entry(list.to_owned()).or_default();
        *counter += 1;
        let mut id = format!("{list}-{counter}");
        while self.answers.values().any(|answer| answer.items.iter().any(|item| item.id == id)) {
            let counter = self.counters.entry(list.to_owned()).or_default();
            *counter += 1;
            id = format!("{list}-{counter}");
        }
        self.items_mut(list).push(Item::new(id.clone()));
        id
    }

    /// A new item with an id of one's own at the end of a list. No number that is part of such an id is given again.
    pub fn add_item_with_id(&mut self, list: &str, id: &str) {
        if let Some(number) = minted_number(list, id) {
            let counter = self.counters.entry(list.to_owned()).or_default();
            *counter = number.max(*counter);
        }
        self.items_mut(list).push(Item::new(id));
    }

    /// The list that has an item of that id.
    #[must_use]
    pub fn list_of(&self, id: &str) -> Option<&str> {
        let has = |answer: &Answer| answer.items.iter().any(|item| item.id == id);
        self.answers.iter().find(|(_, answer)| has(answer)).map(|(list, _)| list.as_str())
    }

    /// Every answer with its address: the top ones, each followed by those of its items.
    pub fn all_answers(&self) -> impl Iterator<Item = (Address, &Answer)> {
        self.answers.iter().flat_map(|(id, answer)| {
            let fields = answer.items.iter().flat_map(move |item| {
                item.fields.iter().map(move |(field, answer)| {
                    let address = Address::Field { list: id.clone(), item: item.id.clone(), field: field.clone() };
                    (address, answer)
                })
            });
            std::iter::once((Address::Question(id.clone()), answer)).chain(fields)
        })
    }

    /// The addresses whose answers link to an item.
    #[must_use]
    pub fn links_to(&self, bank: &Bank, item: &str) -> Vec<Address> {
        self.all_answers()
            .filter(|(address, answer)| {
                let is_link = address.question(bank).is_some_and(|question| matches!(question.kind, Kind::Link(_)));
                is_link && linked_ids(&answer.value).any(|id| id == item)
            })
            .map(|(address, _)| address)
            .collect()
    }

    /// Removes an item and every link to it. A link that held nothing else is open again.
    pub fn remove_item(&mut self, bank: &Bank, list: &str, id: &str) {
        for address in self.links_to(bank, id) {
            let Some(mut answer) = self.answer(&address).cloned() else { continue };
            match &mut answer.value {
                Json::Array(ids) => ids.retain(|linked| linked.as_str() != Some(id)),
                value => *value = Json::Null,
            }
            let empty = answer.value.is_null() || answer.value.as_array().is_some_and(Vec::is_empty);
            if empty {
                answer.value = Json::Null;
                answer.state = State::Open;
            }
            self.put(&address, answer);
        }
        let prefix = format!("{id}.");
        self.details.picked.retain(|address| !address.starts_with(&prefix));
        self.items_mut(list).retain(|item| item.id != id);
    }

    /// When anything in the plan was last changed.
    #[must_use]
    pub fn last_change(&self) -> Option<Timestamp> {
        let fields = self.answers.values().flat_map(|answer| &answer.items).flat_map(|item| item.fields.values());
        self.answers.values().chain(fields).filter_map(|answer| answer.at).max().or(self.created)
    }
}

/// The number in an id as canvass gives it: 3 in `segments-3`.
pub(crate) fn minted_number(list: &str, id: &str) -> Option<u32> {
    id.strip_prefix(list)?.strip_prefix('-')?.parse().ok()
}

/// The item ids a stored link holds, or the keys of picked choices.
pub(crate) fn linked_ids(value: &Json) -> impl Iterator<Item = &str> {
    let many = value.as_array().into_iter().flatten().filter_map(Json::as_str);
    value.as_str().into_iter().chain(many)
}
