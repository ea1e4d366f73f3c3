//! Filling in a plan from an answers file, by the same rule of validity as the prompts.

mod entry;
mod matching;

use super::lists::settled_list;
use super::staleness;
use crate::bank::{Bank, ItemList, Kind, Question};
use crate::diagnostic::Diagnostic;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::{Address, Answer, Given, Plan, Rejection, State, accept, linked_ids};
use crate::words;
use entry::{entry_with_title, find_linked, unanswered};
use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};
use std::rc::Rc;

/// Puts the answers of a file into a plan. Keys that are absent stay as they are; items match by id, then by title.
///
/// # Errors
/// Every problem of the file at once; the plan is untouched then.
pub fn fill(bank: &Bank, plan: &Plan, answers: &Map<String, Json>, now: Timestamp) -> Result<Plan, Vec<Diagnostic>> {
    let mut filling =
        Filling { bank, plan: plan.clone(), now, items: IndexMap::new(), titled: None, problems: Vec::new() };
    filling.known_keys(answers);
    filling.match_items(answers);
    filling.set_values(answers);
    if !filling.problems.is_empty() {
        return Err(filling.problems);
    }
    Ok(filling.plan)
}

struct Filling<'a> {
    bank: &'a Bank,
    plan: Plan,
    now: Timestamp,
    /// The item each entry of each list in the file means.
    items: IndexMap<String, Vec<Option<String>>>,
    /// The facts once every entry has its title.
    titled: Option<Rc<Facts<'a>>>,
    problems: Vec<Diagnostic>,
}

impl<'a> Filling<'a> {
    fn problem(&mut self, place: &str, rejection: &Rejection) {
        self.problems.push(Diagnostic::error("wrong-answer", format!("{place}: {rejection}")));
    }

    fn known_keys(&mut self, answers: &Map<String, Json>) {
        for (key, value) in answers {
            match self.bank.question(key) {
                None => {
                    let known = self.bank.questions().filter(|(_, question)| question.of.is_none());
                    let close = words::closest(key, known.map(|(_, question)| question.id.as_str()));
                    self.unknown_key(&format!("`{key}`"), "a question of this bank", close);
                }
                Some(question) if question.items().is_some() => self.known_fields(question, value),
                Some(_) => {}
            }
        }
    }

    fn known_fields(&mut self, question: &Question, value: &Json) {
        let fields: Vec<&str> = self.bank.fields(&question.id).map(|field| field.id.as_str()).collect();
        for (number, entry) in (1..).zip(value.as_array().into_iter().flatten()) {
            for key in entry.as_object().into_iter().flat_map(Map::keys) {
                if key != "id" && !fields.contains(&key.as_str()) {
                    let close = words::closest(key, fields.iter().copied());
                    let place = format!("`{}` {number}: `{key}`", question.id);
                    self.unknown_key(&place, "a field of this list", close);
                }
            }
        }
    }

    fn unknown_key(&mut self, place: &str, what: &str, close: Option<&str>) {
        let problem = Diagnostic::error("unknown-answer", format!("{place} is not {what}"));
        self.problems.push(match close {
            Some(close) => problem.help(format!("did you mean `{close}`?")),
            None => problem.help("`canvass bank show` lists the questions and their fields"),
        });
    }

    /// Finds or makes the item of every entry, so that links can point forward and back.
    fn match_items(&mut self, answers: &Map<String, Json>) {
        let bank = self.bank;
        for (_, question) in bank.questions() {
            let Some(list) = question.items().filter(|_| question.of.is_none()) else { continue };
            let Some(entries) = answers.get(&question.id).and_then(Json::as_array) else { continue };
            let mut matched = Vec::with_capacity(entries.len());
            for entry in entries {
                matched.push(self.match_item(question, list, entry, &matched));
            }
            self.items.insert(question.id.clone(), matched);
        }
    }

    fn set_values(&mut self, answers: &Map<String, Json>) {
        let bank = self.bank;
        self.set_titles(answers);
        self.titled = Some(Rc::new(Facts::new(bank, &self.plan)));
        for (_, question) in bank.questions() {
            if let Some(list) = &question.of {
                self.set_field(list, question, answers.get(list));
            } else if let Some(value) = answers.get(&question.id).filter(|value| !value.is_null()) {
                self.set_question(question, value, answers);
            }
        }
    }

    fn set_question(&mut self, question: &'a Question, value: &Json, answers: &Map<String, Json>) {
        if let Some(list) = question.items() {
            self.set_list(question, list, value, answers);
        } else {
            let address = Address::Question(question.id.clone());
            let facts = self.facts_for(question);
            self.set(&address, question, value, &format!("`{}`", question.id), facts.as_deref());
        }
    }

    /// Titles come first of all, because links go by them.
    fn set_titles(&mut self, answers: &Map<String, Json>) {
        let bank = self.bank;
        for (_, question) in bank.questions() {
            let Some(title_field) = question.items().and_then(ItemList::title_field) else { continue };
            let value = answers.get(&question.id);
            let Some(entries) = value.and_then(Json::as_array) else { continue };
            let named: Vec<Json> = entries.iter().map(|entry| entry_with_title(entry, title_field)).collect();
            self.set_field(&question.id, title_field, Some(&Json::Array(named)));
        }
    }

    fn set_list(&mut self, question: &'a Question, list: &'a ItemList, value: &Json, answers: &Map<String, Json>) {
        let place = format!("`{}`", question.id);
        if let Some(settled) = unanswered(value) {
            self.put_unanswered(&Address::Question(question.id.clone()), settled, &place);
            return;
        }
        let Some(entries) = value.as_array() else {
            self.problem(&place, &Rejection(format!("write a list of {}", list.many)));
            return;
        };
        let title = list.title_field().map(|field| &field.id);
        for field in list.fields.iter().filter(|field| Some(&field.id) != title) {
            self.set_field(&question.id, field, answers.get(&question.id));
        }
        // An entry that means no item is a problem of its own, and is not said to be missing as well.
        let count = self.plan.items(&question.id).len().max(entries.len());
        match settled_list(question, list, count) {
            Ok(state) => {
                let old = self.plan.answers.get(&question.id).cloned().unwrap_or_else(|| Answer::new(state));
                let at = if old.state == state { old.at.or(Some(self.now)) } else { Some(self.now) };
                let answer = Answer { state, at, note: None, because: None, stale: Vec::new(), ..old };
                self.plan.answers.insert(question.id.clone(), answer);
            }
            Err(rejection) => self.problem(&place, &rejection),
        }
    }

    fn set_field(&mut self, list: &str, field: &Question, entries: Option<&Json>) {
        let Some(entries) = entries.and_then(Json::as_array) else { return };
        let ids = self.items.get(list).cloned().unwrap_or_default();
        let facts = self.facts_for(field);
        for (number, (entry, id)) in (1..).zip(entries.iter().zip(ids)) {
            let (Some(value), Some(item)) = (entry.get(&field.id).filter(|value| !value.is_null()), id) else {
                continue;
            };
            let address = Address::Field { list: list.to_owned(), item, field: field.id.clone() };
            self.set(&address, field, value, &format!("`{list}` {number}, `{}`", field.id), facts.as_deref());
        }
    }

    /// What links are looked up in. Giving several items the same field changes nothing that the field's links need,
    /// and links to entries that are just named need no more than the titles.
    fn facts_for(&self, field: &Question) -> Option<Rc<Facts<'a>>> {
        let Kind::Link(link) = &field.kind else { return None };
        let is_named = |list: &String| self.bank.list(list).is_some_and(|(_, list)| list.title_field().is_some());
        let by_title = link.among.is_none() && link.to.iter().all(is_named);
        let titled = self.titled.clone().filter(|_| by_title);
        Some(titled.unwrap_or_else(|| Rc::new(Facts::new(self.bank, &self.plan))))
    }

    fn set(&mut self, address: &Address, question: &Question, value: &Json, place: &str, facts: Option<&Facts<'_>>) {
        if let Some(settled) = unanswered(value) {
            self.put_unanswered(address, settled, place);
            return;
        }
        match accepted(address, question, value, facts) {
            Ok(value) => {
                let before = self.plan.answer(address).cloned();
                let old = before.clone().unwrap_or_else(|| Answer::new(State::Open));
                let same = old.state == State::Answered && old.value == value;
                let at = old.at.filter(|_| same).or(Some(self.now));
                self.plan.drafts.shift_remove(&address.to_string());
                self.plan.put(address, Answer { at, items: old.items, extra: old.extra, ..Answer::answered(value) });
                staleness::mark(self.bank, &mut self.plan, address, before.as_ref());
            }
            Err(rejection) => self.problem(place, &rejection),
        }
    }

    fn put_unanswered(&mut self, address: &Address, settled: Result<Answer, Rejection>, place: &str) {
        match settled {
            Ok(answer) => {
                let old = self.plan.answer(address).cloned().unwrap_or_else(|| Answer::new(answer.state));
                let same = (old.state, &old.note, &old.because) == (answer.state, &answer.note, &answer.because);
                let at = old.at.filter(|_| same).or(Some(self.now));
                let answer = Answer { value: old.value, items: old.items, extra: old.extra, at, ..answer };
                self.plan.put(address, answer);
            }
            Err(rejection) => self.problem(place, &rejection),
        }
    }
}

/// The value an answer stands for, with the ids of what it links to.
fn accepted(
    address: &Address,
    question: &Question,
    value: &Json,
    facts: Option<&Facts<'_>>,
) -> Result<Json, Rejection> {
    let (Kind::Link(link), Some(facts)) = (&question.kind, facts) else {
        return accept(question, &Given::Stored(value.clone()), &[]);
    };
    let names: Vec<&str> = linked_ids(value).collect();
    let ids: Vec<String> = names.iter().map(|name| find_linked(facts, &link.to, name)).collect::<Result<_, _>>()?;
    let item = address.item().map_or(Fact::Null, |item| facts.item(item));
    let scope = facts.scope().with("item", item);
    let among = |id: &&String| {
        let candidate = facts.item(id);
        link.among.as_ref().is_none_or(|among| among.holds(&scope.with("x", candidate)).unwrap_or(true))
    };
    if let Some(stranger) = ids.iter().find(|id| !among(id)) {
        let title = facts.title(stranger);
        return Err(Rejection(format!("`{title}` does not fit here: it belongs to something else")));
    }
    let candidates: Vec<&str> = ids.iter().map(String::as_str).collect();
    accept(question, &Given::Stored(json!(ids)), &candidates)
}
