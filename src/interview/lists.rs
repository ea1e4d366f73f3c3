//! Lists: entries are added, renamed, moved and removed one by one.

use super::begun::Added;
use super::proposals::Proposed;
use super::{Adding, Interview, Position, Reply, staleness};
use crate::bank::{Depth, ItemList, Kind, Question};
use crate::plan::{Address, Answer, Given, Rejection, State, accept, linked_ids};
use crate::words;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

impl<'b> Interview<'b> {
    /// Takes a reply that changes a list, or adds to another one from a link.
    pub(super) fn change_list(&mut self, address: &Address, reply: Reply, now: Timestamp) {
        self.drop_asides(address);
        let outcome = match reply {
            Reply::AddTo { list, name, picked } => self.add_linked(address, &list, &name, picked, now),
            reply => self.change_own_list(address, reply, now),
        };
        if let Err(rejection) = outcome {
            self.rejection = Some(rejection);
        }
    }

    fn change_own_list(&mut self, address: &Address, reply: Reply, now: Timestamp) -> Result<(), Rejection> {
        let id = address.question_id().to_owned();
        let Some((question, list)) = self.bank.list(&id).filter(|_| address.item().is_none()) else {
            return Err(Rejection("this question is not a list".into()));
        };
        match reply {
            Reply::Add(name) => match (list.naming_field(), self.adding(list)) {
                (Some(field), _) => self.add_named(question, list, field, &name, now),
                (None, Adding::Begin) => self.begin_entry(question, list, &name, now),
                (None, _) => Err(Rejection(format!("pick what the new {} is for", list.one))),
            },
            Reply::Begin if list.naming_field().is_none() => self.begin_entry(question, list, "", now),
            Reply::Begin => Err(Rejection(format!("write what the new {} is called", list.one))),
            Reply::AddPicked(keys) => self.add_picked(question, list, &keys, now),
            Reply::Rename { item, name } => self.rename(question, list, &item, &name, now),
            Reply::Move { item, to } => self.reorder(question, &item, to),
            Reply::Remove { item } => self.remove(question, &item, now),
            Reply::Edit { item } => self.edit(question, item),
            _ => self.done(question, list, now),
        }
    }

    /// Adds what a line names: one entry, or several with semicolons between. Taken back as one change; from the first
    /// that cannot be added on, the names stay in the line. Whoever begins a list with several has written all of it, unless a
    /// semicolon at the end says that more are to come.
    fn add_named(
        &mut self,
        question: &'b Question,
        list: &'b ItemList,
        naming: &'b Question,
        line: &str,
        now: Timestamp,
    ) -> Result<(), Rejection> {
        let names: Vec<&str> = line.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
        let begins = self.plan.items(&question.id).is_empty();
        let (first, others) = names.split_first().map_or((line, &[][..]), |(first, others)| (*first, others));
        self.add(question, list, naming, first, now)?;
        for (index, name) in others.iter().enumerate() {
            let mut added = Ok(String::new());
            self.with_last_change(|interview| added = interview.add(question, list, naming, name, now));
            if let Err(rejection) = added {
                let left = others.get(index..).unwrap_or_default().join("; ");
                self.plan.drafts.insert(question.id.clone(), left);
                return Err(rejection);
            }
        }
        if begins && !others.is_empty() && !line.trim_end().ends_with(';') {
            // With too few of them it goes on, as it would have.
            self.with_last_change(|interview| drop(interview.done(question, list, now)));
        }
        Ok(())
    }

    fn add(
        &mut self,
        question: &'b Question,
        list: &'b ItemList,
        naming: &'b Question,
        name: &str,
        now: Timestamp,
    ) -> Result<String, Rejection> {
        let value = accept(naming, &Given::Typed(name.to_owned()), &[])?;
        if list.title_field().is_some() {
            self.refuse_twin(question, naming, &value, None)?;
        }
        self.room_for_one_more(question, list)?;
        self.remember();
        let item = self.new_item(question, naming, value, now);
        self.plan.drafts.shift_remove(&question.id);
        self.after_change(question, now);
        let (list, field) = (question.id.clone(), naming.id.clone());
        self.caution(&Address::Field { list, item: item.clone(), field });
        Ok(item)
    }

    /// Adds the entries that were picked among those proposed; one that is in the list already is passed over. Taken back as one change.
    pub(super) fn add_all(&mut self, list: &str, entries: &[Proposed], now: Timestamp) -> Result<(), Rejection> {
        let Some((question, list)) = self.bank.list(list) else { return Ok(()) };
        let Some(title_field) = list.title_field() else { return Ok(()) };
        let room = |most: usize| most.saturating_sub(self.plan.items(&question.id).len());
        if let Some(most) = list.count.at_most.map(room).filter(|most| entries.len() > *most) {
            return Err(Rejection(format!("pick at most {most}: you picked {}", entries.len())));
        }
        self.remember();
        for entry in entries {
            let value = accept(title_field, &Given::Typed(entry.name.clone()), &[])?;
            if self.refuse_twin(question, title_field, &value, None).is_ok() {
                let item = self.new_item(question, title_field, value, now);
                for (field, value) in &entry.fields {
                    let address =
                        Address::Field { list: question.id.clone(), item: item.clone(), field: field.clone() };
                    self.plan.put(&address, Answer { at: Some(now), ..Answer::answered(value.clone()) });
                }
            }
        }
        self.after_change(question, now);
        Ok(())
    }

    fn add_picked(
        &mut self,
        question: &'b Question,
        list: &'b ItemList,
        keys: &[String],
        now: Timestamp,
    ) -> Result<(), Rejection> {
        let Some(first) = list.picked_field() else {
            return Err(Rejection(format!("write what the new {} is called", list.one)));
        };
        let offered: Vec<String> = self.adding_candidates(first).into_iter().map(|(id, _)| id).collect();
        if let Some(stranger) = keys.iter().find(|key| !offered.contains(key)) {
            return Err(Rejection(format!("`{stranger}` is not among the entries offered")));
        }
        self.remember();
        for key in keys {
            self.room_for_one_more(question, list)?;
            let many = matches!(&first.kind, Kind::Link(link) if link.many);
            self.new_item(question, first, if many { json!([key]) } else { json!(key) }, now);
        }
        self.after_change(question, now);
        let is_picked = |key: &String| {
            let mut links = self.plan.items(&question.id).iter().filter_map(|item| item.fields.get(&first.id));
            links.any(|answer| linked_ids(&answer.value).any(|own| own == key))
        };
        // Where each has an entry there is nothing left to pick. A choice may come twice.
        if matches!(first.kind, Kind::Link(_)) && offered.iter().all(is_picked) {
            let mut done = Ok(());
            self.with_last_change(|interview| done = interview.done(question, list, now));
            return done;
        }
        Ok(())
    }

    fn new_item(&mut self, question: &Question, field: &Question, value: Json, now: Timestamp) -> String {
        let item = self.plan.add_item(&question.id);
        let address = Address::Field { list: question.id.clone(), item: item.clone(), field: field.id.clone() };
        self.plan.put(&address, Answer { at: Some(now), ..Answer::answered(value) });
        item
    }

    pub(super) fn after_change(&mut self, question: &Question, now: Timestamp) {
        if let Some(answer) = self.plan.answers.get_mut(&question.id) {
            answer.at = Some(now);
            if answer.state != State::Answered {
                answer.state = State::Open;
                answer.because = None;
                answer.note = None;
            }
        }
        staleness::mark_pause(self.bank, &mut self.plan, &Address::Question(question.id.clone()));
        self.refresh();
    }

    fn refuse_twin(
        &self,
        question: &Question,
        title_field: &Question,
        value: &Json,
        but: Option<&str>,
    ) -> Result<(), Rejection> {
        let wanted = value.as_str().unwrap_or_default().to_lowercase();
        let twin = self.plan.items(&question.id).iter().filter(|item| Some(item.id.as_str()) != but).any(|item| {
            let title = item.fields.get(&title_field.id).and_then(|answer| answer.value.as_str());
            title.is_some_and(|title| title.to_lowercase() == wanted)
        });
        if twin {
            let name = value.as_str().unwrap_or_default();
            return Err(Rejection(format!("`{name}` is in the list already: give the new one another name")));
        }
        Ok(())
    }

    pub(super) fn room_for_one_more(&self, question: &Question, list: &ItemList) -> Result<(), Rejection> {
        match list.count.at_most {
            Some(most) if self.plan.items(&question.id).len() >= most => {
                Err(Rejection(format!("{most} {} are enough here: change or remove one first", list.many)))
            }
            _ => Ok(()),
        }
    }

    fn rename(
        &mut self,
        question: &'b Question,
        list: &'b ItemList,
        item: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<(), Rejection> {
        self.known(question, item)?;
        let Some(title_field) = list.title_field() else {
            return Err(Rejection("its name follows from its answers: change those instead".into()));
        };
        let value = accept(title_field, &Given::Typed(name.to_owned()), &[])?;
        self.refuse_twin(question, title_field, &value, Some(item))?;
        let address =
            Address::Field { list: question.id.clone(), item: item.to_owned(), field: title_field.id.clone() };
        self.settle(&address, Answer::answered(value), now);
        Ok(())
    }

    fn reorder(&mut self, question: &Question, item: &str, to: usize) -> Result<(), Rejection> {
        self.known(question, item)?;
        self.remember();
        let items = self.plan.items_mut(&question.id);
        if let Some(from) = items.iter().position(|own| own.id == item) {
            let moved = items.remove(from);
            items.insert(to.min(items.len()), moved);
        }
        self.refresh();
        Ok(())
    }

    fn known(&self, question: &Question, item: &str) -> Result<(), Rejection> {
        match self.plan.item(&question.id, item) {
            Some(_) => Ok(()),
            None => Err(Rejection(format!("there is no entry `{item}` in this list"))),
        }
    }

    /// Removes an entry at once where nothing but its name would be lost; asks first otherwise.
    fn remove(&mut self, question: &Question, item: &str, now: Timestamp) -> Result<(), Rejection> {
        self.known(question, item)?;
        let fields = self.plan.item(&question.id, item).map_or(0, |item| item.fields.len());
        if fields > 1 || !self.plan.links_to(self.bank, item).is_empty() {
            self.go(Position::Removing { list: question.id.clone(), item: item.to_owned() });
            return Ok(());
        }
        self.remove_now(&question.id, item, now);
        Ok(())
    }

    pub(super) fn remove_now(&mut self, list: &str, item: &str, now: Timestamp) {
        let title = self.facts.title(item);
        let Some(question) = self.bank.question(list) else { return };
        self.remember();
        let links = self.plan.links_to(self.bank, item);
        self.plan.remove_item(self.bank, list, item);
        staleness::mark_links(&mut self.plan, &links, list);
        let prefix = format!("{item}.");
        self.plan.drafts.retain(|address, _| !address.starts_with(&prefix));
        self.after_change(question, now);
        self.remark(format!("removed: {title}; undo brings it back"));
    }

    fn edit(&mut self, question: &Question, item: String) -> Result<(), Rejection> {
        self.known(question, &item)?;
        self.go(Position::Item { list: question.id.clone(), item });
        Ok(())
    }

    /// No more entries: the list is settled, and its entries' questions come next.
    fn done(&mut self, question: &'b Question, list: &'b ItemList, now: Timestamp) -> Result<(), Rejection> {
        let state = settled_list(question, list, self.plan.items(&question.id).len())?;
        let address = Address::Question(question.id.clone());
        let old = self.plan.answers.get(&question.id).cloned().unwrap_or_else(|| Answer::new(state));
        let answer = Answer { state, stale: Vec::new(), note: None, because: None, ..old };
        self.settle(&address, answer, now);
        self.advance(&address);
        Ok(())
    }

    fn add_linked(
        &mut self,
        address: &Address,
        list: &str,
        name: &str,
        picked: Vec<String>,
        now: Timestamp,
    ) -> Result<(), Rejection> {
        let question = address.question(self.bank);
        let Some(Kind::Link(link)) = question.map(|question| &question.kind) else {
            return Err(Rejection("entries can be added from a link only".into()));
        };
        let Some((target, items)) = self.bank.list(list).filter(|_| link.to.iter().any(|to| to == list)) else {
            return Err(Rejection(format!("`{list}` cannot be added to from here")));
        };
        let Some(naming) = items.naming_field() else {
            return self.begin_linked(address, target, items, picked, now);
        };
        let item = self.add(target, items, naming, name, now)?;
        self.settle_if_never_asked(&target.id);
        let (list, link) = (list.to_owned(), address.clone());
        self.added.push(Added { list, item: item.clone(), link, waiting: None });
        self.tick(address, picked, &item);
        Ok(())
    }

    /// A list that is never asked in a row is told with the entry that a link added to it: nobody is led back to it.
    pub(super) fn settle_if_never_asked(&mut self, list: &str) {
        let address = Address::Question(list.to_owned());
        let is_asked = self.facts.point(&address).is_none_or(|point| point.depth != Depth::More);
        let answer = self.plan.answers.get_mut(list).filter(|answer| !is_asked && answer.state == State::Open);
        if let Some(answer) = answer {
            answer.state = State::Answered;
            self.refresh();
        }
    }

    /// Selects a new entry in the link it was added from, beside what was picked there before.
    pub(super) fn tick(&mut self, link: &Address, mut picked: Vec<String>, item: &str) {
        let many = link.question(self.bank).is_some_and(|own| matches!(&own.kind, Kind::Link(link) if link.many));
        if !many {
            picked.clear();
        }
        picked.push(item.to_owned());
        self.picked = Some((link.clone(), picked));
    }
}

/// The state of a list of so many entries that is said to be done: no entry at all leaves an optional list open, also
/// one that needs several as soon as it has any.
///
/// # Errors
/// When there are too few.
pub(crate) fn settled_list(question: &Question, list: &ItemList, entries: usize) -> Result<State, Rejection> {
    if entries == 0 && !question.required {
        return Ok(State::Skipped);
    }
    let least = list.count.at_least.max(1);
    if entries < least {
        let needed = words::counted(least, &list.one, &list.many);
        return Err(Rejection(format!("this needs at least {needed}; if there is none, skip it or say why")));
    }
    Ok(State::Answered)
}
