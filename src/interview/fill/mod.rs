//! Filling in a plan from an answers file, by the same rule of validity as the prompts.

mod defaults;
mod draft;
mod entry;
mod matching;

use super::lists::settled_list;
use super::staleness;
use crate::bank::{Bank, ItemList, Kind, Question};
use crate::currency;
use crate::diagnostic::Diagnostic;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::figures::Role;
use crate::plan::{Address, Answer, Doubt, Given, Plan, Rejection, State, Within, consider};
use crate::words;
use entry::{entry_with_title, find_linked, is_entry, linked_names, unanswered};
use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};
use std::rc::Rc;

/// A plan after a file of answers was put into it.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The plan.
    pub plan: Plan,
    /// Where the file holds too little, by address: lists with too few entries, picks that are too few.
    pub short: Vec<(String, Rejection)>,
    /// What its author should know, a sentence each.
    pub remarks: Vec<String>,
}

/// Puts the answers of a file into a plan, as [`filled`] does.
///
/// # Errors
/// Every problem of the file at once; the plan is untouched then.
pub fn fill(bank: &Bank, plan: &Plan, answers: &Map<String, Json>, now: Timestamp) -> Result<Plan, Vec<Diagnostic>> {
    filled(bank, plan, answers, now).map(|filled| filled.plan)
}

/// Puts the answers of a file into a plan. Keys that are absent stay as they are; items match by id, then by title;
/// what a question offers beforehand is taken for what is new. A draft in JSON is read back as the plan it was made of.
///
/// # Errors
/// Every problem of the file at once; the plan is untouched then.
pub fn filled(
    bank: &Bank,
    plan: &Plan,
    answers: &Map<String, Json>,
    now: Timestamp,
) -> Result<Filled, Vec<Diagnostic>> {
    let draft = draft::read(bank, answers).map_err(|problem| vec![problem])?;
    let mut filling = Filling {
        bank,
        plan: plan.clone(),
        now,
        is_draft: draft.is_some(),
        items: IndexMap::new(),
        added: Vec::new(),
        given: Vec::new(),
        titled: None,
        short: Vec::new(),
        remarks: Vec::new(),
        problems: Vec::new(),
    };
    let answers = draft.as_ref().map_or(answers, |draft| &draft.answers);
    if draft.is_none() {
        filling.known_keys(answers);
    }
    filling.match_items(answers);
    filling.set_titles(answers);
    filling.set_currencies(answers);
    if draft.is_none() && plan.answers.is_empty() {
        filling.take_default_currency();
    }
    filling.set_values(answers);
    match draft {
        Some(draft) => draft.complete(&mut filling.plan, plan.answers.is_empty(), now),
        None => filling.take_defaults(plan.answers.is_empty()),
    }
    if !filling.problems.is_empty() {
        return Err(filling.problems);
    }
    filling.tell_hidden();
    Ok(Filled { plan: filling.plan, short: filling.short, remarks: filling.remarks })
}

struct Filling<'a> {
    bank: &'a Bank,
    plan: Plan,
    now: Timestamp,
    /// Whether it is a draft that is read back: all values are exact, and no more than what stood in the plan.
    is_draft: bool,
    /// The item each entry of each list in the file means.
    items: IndexMap<String, Vec<Option<String>>>,
    /// The items that are new.
    added: Vec<String>,
    /// Where the file gives an answer.
    given: Vec<Address>,
    /// The facts once every entry has its title and its currency.
    titled: Option<Rc<Facts<'a>>>,
    short: Vec<(String, Rejection)>,
    remarks: Vec<String>,
    problems: Vec<Diagnostic>,
}

impl<'a> Filling<'a> {
    fn problem(&mut self, place: &str, rejection: &Rejection) {
        self.problems.push(Diagnostic::error("wrong-answer", format!("{place}: {rejection}")));
    }

    fn known_keys(&mut self, answers: &Map<String, Json>) {
        for (key, value) in answers {
            match self.bank.question(key) {
                None => self.unknown_question(key),
                Some(question) if question.items().is_some() => self.known_fields(question, value),
                Some(_) => {}
            }
        }
    }

    fn unknown_question(&mut self, key: &str) {
        let place = format!("`{key}`");
        let lists = self.bank.questions().filter(|(_, question)| question.items().is_some());
        let own: Vec<&str> =
            lists.map(|(_, list)| list.id.as_str()).filter(|list| self.bank.field(list, key).is_some()).collect();
        if let [list] = own.as_slice() {
            let problem = Diagnostic::error("unknown-answer", format!("{place} is not a question of this bank"));
            self.problems.push(problem.help(format!("it is a field of `{list}`: write it into each entry there")));
            return;
        }
        let known = self.bank.questions().filter(|(_, question)| question.of.is_none());
        let close = words::closest(key, known.map(|(_, question)| question.id.as_str()));
        self.unknown_key(&place, "a question of this bank", close);
    }

    fn known_fields(&mut self, question: &Question, value: &Json) {
        let fields: Vec<&str> = self.bank.fields(&question.id).map(|field| field.id.as_str()).collect();
        for (number, entry) in (1..).zip(value.as_array().into_iter().flatten()) {
            for key in entry.as_object().into_iter().flat_map(Map::keys) {
                if key == "id" || fields.contains(&key.as_str()) {
                    continue;
                }
                let place = format!("`{}` {number}: `{key}`", question.id);
                if self.bank.question(key).is_some() {
                    let said = format!("{place} is not a field of this list, but a question of its own");
                    self.problems.push(Diagnostic::error("misplaced-answer", said).help(format!(
                        "`{key}` belongs above the first `[[...]]`: in TOML, what stands below one is part of that entry"
                    )));
                    continue;
                }
                let close = words::closest(key, fields.iter().copied());
                self.unknown_key(&place, "a field of this list", close);
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

    /// Finds or makes the item of every entry, so that links can point forward and back. What is no entry means no
    /// item.
    fn match_items(&mut self, answers: &Map<String, Json>) {
        let bank = self.bank;
        for (_, question) in bank.questions() {
            let Some(list) = question.items().filter(|_| question.of.is_none()) else { continue };
            let Some(entries) = answers.get(&question.id).and_then(Json::as_array) else { continue };
            let mut matched = Vec::with_capacity(entries.len());
            for (number, entry) in (1..).zip(entries) {
                if let Err(help) = is_entry(question, list, entry) {
                    let said = format!("`{}` {number}: {entry} is no {}", question.id, list.one);
                    self.problems.push(Diagnostic::error("wrong-answer", said).help(help));
                    matched.push(None);
                    continue;
                }
                matched.push(self.match_item(question, list, entry, &matched));
            }
            self.items.insert(question.id.clone(), matched);
        }
    }

    fn set_values(&mut self, answers: &Map<String, Json>) {
        let bank = self.bank;
        self.titled = Some(Rc::new(Facts::new(bank, &self.plan)));
        for (_, question) in bank.questions() {
            if let Some(list) = &question.of {
                if !question.names_currency() {
                    self.set_field(list, question, answers.get(list));
                }
            } else if let Some(value) = answers.get(&question.id).filter(|value| !value.is_null()) {
                self.set_question(question, value, answers);
            }
        }
    }

    /// Currencies come before all amounts, wherever they are asked.
    fn set_currencies(&mut self, answers: &Map<String, Json>) {
        let bank = self.bank;
        for (_, question) in bank.questions().filter(|(_, question)| question.of.is_none()) {
            for field in bank.fields(&question.id).filter(|field| field.names_currency()) {
                self.set_field(&question.id, field, answers.get(&question.id));
            }
            if let Some(value) = answers.get(&question.id).filter(|value| question.names_currency() && !value.is_null())
            {
                let address = Address::Question(question.id.clone());
                self.set(&address, question, value, &format!("`{}`", question.id), None);
            }
        }
    }

    fn set_question(&mut self, question: &'a Question, value: &Json, answers: &Map<String, Json>) {
        if let Some(list) = question.items() {
            self.set_list(question, list, value, answers);
        } else if !question.names_currency() {
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
        let is_entry = |key: &String| self.bank.field(&question.id, key).is_some();
        if value.as_object().is_some_and(|entry| entry.keys().any(is_entry)) {
            let said = format!("this is a single entry: write a list, each entry of it below `[[{}]]`", question.id);
            self.problem(&place, &Rejection(said));
            return;
        }
        if let Some(settled) = unanswered(value) {
            self.put_unanswered(&Address::Question(question.id.clone()), settled, &place);
            return;
        }
        let Some(entries) = value.as_array() else {
            self.problem(&place, &Rejection(format!("write a list of {}", list.many)));
            return;
        };
        let title = list.title_field().map(|field| &field.id);
        for field in list.fields.iter().filter(|field| Some(&field.id) != title && !field.names_currency()) {
            self.set_field(&question.id, field, answers.get(&question.id));
        }
        // An entry that means no item is a problem of its own, and is not said to be missing as well.
        let count = self.plan.items(&question.id).len().max(entries.len());
        if let Some(most) = list.count.at_most.filter(|most| count > *most) {
            self.problem(&place, &Rejection(format!("there is room for {most} {}, and here are {count}", list.many)));
            return;
        }
        match settled_list(question, list, count) {
            Ok(state) => {
                let old = self.plan.answers.get(&question.id).cloned().unwrap_or_else(|| Answer::new(state));
                let at = if old.state == state { old.at.or(Some(self.now)) } else { Some(self.now) };
                let answer = Answer { state, at, note: None, because: None, stale: Vec::new(), ..old };
                self.plan.answers.insert(question.id.clone(), answer);
            }
            // Too little is no mistake: the list is begun, and there is more to say.
            Err(rejection) => {
                self.plan.items_mut(&question.id);
                self.short.push((question.id.clone(), rejection));
            }
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
        self.given.push(address.clone());
        if let Some(settled) = unanswered(value) {
            self.put_unanswered(address, settled, place);
            return;
        }
        let doubts = match self.accepted(address, question, value, facts) {
            Ok(value) => return self.put(address, State::Answered, value),
            Err(doubts) => doubts,
        };
        for (doubt, help) in doubts {
            if let Some(value) = doubt.short {
                self.put(address, State::Open, value);
                self.short.push((address.to_string(), doubt.rejection));
                continue;
            }
            let help = help.or_else(|| self.other_currency(address, &doubt.foreign));
            let problem = Diagnostic::error("wrong-answer", format!("{place}: {}", doubt.rejection));
            self.problems.push(match help {
                Some(help) => problem.help(help),
                None => problem,
            });
        }
    }

    fn put(&mut self, address: &Address, state: State, value: Json) {
        let before = self.plan.answer(address).cloned();
        let old = before.clone().unwrap_or_else(|| Answer::new(State::Open));
        let same = old.state == state && old.value == value;
        let at = old.at.filter(|_| same).or(Some(self.now));
        self.plan.drafts.shift_remove(&address.to_string());
        self.plan.put(address, Answer { at, items: old.items, extra: old.extra, value, ..Answer::new(state) });
        staleness::mark(self.bank, &mut self.plan, address, before.as_ref());
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

    /// How an amount in another currency can be given: its entry says so, and a rate leads to the plan's.
    fn other_currency(&self, address: &Address, meant: &[&str]) -> Option<String> {
        let code = meant.first()?;
        let Address::Field { list, .. } = address else { return None };
        let field = &self.bank.currency_field(list)?.id;
        let name = currency::name(code).unwrap_or(code);
        let rates = self
            .bank
            .questions()
            .map(|(_, list)| &list.id)
            .find(|list| self.bank.fields(list).any(|field| field.role == Some(Role::OtherCurrency)));
        let rate = rates.map_or_else(String::new, |rates| format!(", and list {code} in `{rates}`"));
        Some(format!("if it is paid in {name}, write `{field} = \"{code}\"` for this entry{rate}"))
    }

    /// The value an answer stands for, with the ids of what it links to.
    fn accepted(
        &self,
        address: &Address,
        question: &Question,
        value: &Json,
        facts: Option<&Facts<'_>>,
    ) -> Result<Json, Vec<(Doubt, Option<String>)>> {
        let given = if self.is_draft { Given::Stored } else { Given::Written };
        let (Kind::Link(link), Some(facts)) = (&question.kind, facts) else {
            let currency = self.titled.as_ref().and_then(|facts| facts.currency_at(self.bank, address));
            let within = Within { candidates: &[], currency: currency.as_deref() };
            return consider(question, &given(value.clone()), within).map_err(|doubt| vec![(doubt, None)]);
        };
        let item = address.item().map_or(Fact::Null, |item| facts.item(item));
        let scope = facts.scope().with("item", item);
        let fits = |id: &str| {
            let candidate = facts.item(id);
            self.is_draft
                || link.among.as_ref().is_none_or(|among| among.holds(&scope.with("x", candidate)).unwrap_or(true))
        };
        let found = |name: &str| find_linked(facts, &link.to, name, &fits);
        let names = linked_names(value, link.many, &|name| found(name).is_ok())
            .map_err(|rejection| vec![(rejection.into(), None)])?;
        let mut ids = Vec::with_capacity(names.len());
        let mut wrong: Vec<(Doubt, Option<String>)> = Vec::new();
        for name in &names {
            match found(name) {
                Ok(id) if fits(&id) => ids.push(id),
                Ok(id) => {
                    let title = facts.title(&id);
                    let said = format!("`{title}` does not fit here: it belongs to something else");
                    wrong.push((Rejection(said).into(), None));
                }
                Err((rejection, help)) => wrong.push((rejection.into(), help)),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let candidates: Vec<&str> = ids.iter().map(String::as_str).collect();
        let within = Within { candidates: &candidates, currency: None };
        consider(question, &Given::Stored(json!(ids)), within).map_err(|doubt| vec![(doubt, None)])
    }

    /// Answers that count for nothing as things stand, because their questions are not asked.
    fn tell_hidden(&mut self) {
        if self.is_draft {
            return;
        }
        let facts = Facts::new(self.bank, &self.plan);
        let mut told: IndexMap<String, (String, usize)> = IndexMap::new();
        for address in self.given.iter().filter(|address| facts.point(address).is_none()) {
            let Some(when) = address.question(self.bank).and_then(|question| question.when.as_ref()) else { continue };
            let named = match address {
                Address::Question(id) => format!("`{id}`"),
                Address::Field { list, field, .. } => format!("`{field}` of `{list}`"),
            };
            told.entry(named).or_insert_with(|| (words::tidied(when.source()), 0)).1 += 1;
        }
        self.remarks.extend(told.into_iter().map(|(named, (when, count))| {
            let entries = if count > 1 { format!(" ({count} times)") } else { String::new() };
            format!("{named} is kept, but does not count{entries}: it is asked only where `{when}`")
        }));
    }
}
