//! Answers that have another place now: put back, renamed, split.

use super::{Upgrading, as_text, count, has_shape, says_something};
use crate::bank::{FormerPlace, Kind, Question};
use crate::plan::Named;
use crate::plan::{Address, Answer, Former, Plan};
use serde_json::Value as Json;

impl Upgrading<'_> {
    /// Puts former answers back that are asked for again, where nothing else was said meanwhile.
    pub(super) fn put_back(&mut self) {
        for former in std::mem::take(&mut self.plan.former) {
            match self.old_place(&former) {
                Some((address, now)) => {
                    let place = super::place(&former.address()).to_string();
                    self.returned.entry(place).or_insert((now, 0)).1 += count(&former.answer);
                    self.plan.put(&address, former.answer);
                }
                None => self.plan.former.push(former),
            }
        }
    }

    /// Where a former answer can stand again, by its old ids, and what is asked there now.
    fn old_place(&self, former: &Former) -> Option<(Address, String)> {
        let bank = self.bank;
        if former.list.is_none() {
            let question = bank.question(&former.id).or_else(|| bank.question_that_was(&former.id))?;
            let free = [&former.id, &question.id].into_iter().all(|id| is_free(self.plan.answers.get(id)));
            let fits = free && has_shape(question, &former.answer) && self.items_are_new(&former.answer);
            return fits.then(|| (Address::Question(former.id.clone()), question.id.clone()));
        }
        let id = former.item.as_ref()?;
        let list = self.plan.list_of(id)?;
        let now = bank.question(list).or_else(|| bank.question_that_was(list))?;
        let field = bank.field(&now.id, &former.id).or_else(|| bank.field_that_was(&now.id, &former.id))?;
        let item = self.plan.item(list, id)?;
        let free = [&former.id, &field.id].into_iter().all(|field| is_free(item.fields.get(field)));
        let address = Address::Field { list: list.to_owned(), item: id.clone(), field: former.id.clone() };
        (free && has_shape(field, &former.answer)).then(|| (address, format!("{}.{}", now.id, field.id)))
    }

    /// Whether no item of a former list stands in another one that stays.
    fn items_are_new(&self, answer: &Answer) -> bool {
        let stays = |list: &str| self.is_asked(list);
        answer.items.iter().all(|item| !self.plan.list_of(&item.id).is_some_and(stays))
    }

    /// Offers the old text of a question, or of a list's field, for the parts that it became.
    pub(super) fn split(&mut self, list: Option<&str>) {
        let bank = self.bank;
        let top = bank.questions().map(|(_, question)| question).filter(|question| question.of.is_none());
        let parts: Vec<&Question> = match list {
            None => top.collect(),
            Some(list) => bank.fields(list).collect(),
        };
        for part in parts {
            let Some(old) = &part.split_from else { continue };
            let place = FormerPlace { list: list.map(str::to_owned), id: part.id.clone() };
            if self.inventory.contains(&place) {
                continue;
            }
            let old_place = FormerPlace { id: old.clone(), ..place.clone() };
            let mut offered = false;
            for (address, text) in self.texts(&old_place) {
                let address = match address {
                    Address::Question(_) => Address::Question(part.id.clone()),
                    Address::Field { list, item, .. } => Address::Field { list, item, field: part.id.clone() },
                };
                let key = address.to_string();
                if !is_free(self.plan.answer(&address)) || self.plan.drafts.contains_key(&key) {
                    continue;
                }
                if let Some(text) = text.filter(|_| is_typed(&part.kind)) {
                    self.plan.drafts.insert(key, text);
                }
                offered = true;
            }
            if offered {
                self.split.entry(old_place.to_string()).or_default().push(place.to_string());
            }
        }
    }

    /// What was said at a place, by address; the text of it where it is one.
    fn texts(&self, place: &FormerPlace) -> Vec<(Address, Option<String>)> {
        let answers = self
            .plan
            .all_answers()
            .filter(|(address, answer)| super::place(address) == *place && !answer.value.is_null());
        answers.map(|(address, answer)| (address, as_text(&answer.value))).collect()
    }

    /// Gives answers the new ids of their questions, in everything that names them.
    pub(super) fn rename_questions(&mut self) {
        let bank = self.bank;
        let top = bank.questions().map(|(_, question)| question).filter(|question| question.of.is_none());
        for question in top {
            for old in question.was.iter().filter(|old| bank.question(old).is_none()) {
                rename_in_marks(&mut self.plan, old, &question.id);
                if let Some(last) = self.plan.counters.shift_remove(old) {
                    let own = self.plan.counters.entry(question.id.clone()).or_default();
                    *own = last.max(*own);
                }
                let Some(answer) = self.plan.answers.shift_remove(old) else { continue };
                if !is_free(self.plan.answers.get(&question.id)) || !has_shape(question, &answer) {
                    self.keep(Address::Question(old.clone()), answer);
                    continue;
                }
                rename_draft(&mut self.plan, old, &question.id);
                if says_something(&answer) {
                    self.note_renamed(None, old.clone(), question.id.clone(), count(&answer));
                }
                self.plan.answers.insert(question.id.clone(), answer);
            }
        }
    }

    /// Gives answers in a list's items the new ids of their fields.
    pub(super) fn rename_fields(&mut self, list: &str) {
        let bank = self.bank;
        for field in bank.fields(list) {
            for old in field.was.iter().filter(|old| bank.field(list, old).is_none()) {
                let items: Vec<String> = self.plan.items(list).iter().map(|item| item.id.clone()).collect();
                for id in items {
                    self.rename_field(list, &id, old, field);
                }
            }
        }
    }

    fn rename_field(&mut self, list: &str, id: &str, old: &str, field: &Question) {
        let Some(answer) = self.plan.answers.get_mut(list) else { return };
        let Some(item) = answer.items.iter_mut().find(|item| item.id == id) else { return };
        let Some(answer) = item.fields.shift_remove(old) else { return };
        if !is_free(item.fields.get(&field.id)) {
            let address = Address::Field { list: list.to_owned(), item: id.to_owned(), field: old.to_owned() };
            return self.keep(address, answer);
        }
        let says_something = says_something(&answer);
        item.fields.insert(field.id.clone(), answer);
        rename_draft(&mut self.plan, &format!("{id}.{old}"), &format!("{id}.{}", field.id));
        if says_something {
            self.note_renamed(None, format!("{list}.{old}"), format!("{list}.{}", field.id), 1);
        }
    }

    /// Gives picked choices their new keys.
    pub(super) fn rename_choices(&mut self) {
        let bank = self.bank;
        let mut renamed = Vec::new();
        for (id, answer) in &mut self.plan.answers {
            if let Some(question) = bank.question(id) {
                rename_keys(question, id, &mut answer.value, &mut renamed);
            }
            for (field, answer) in answer.items.iter_mut().flat_map(|item| &mut item.fields) {
                if let Some(question) = bank.field(id, field) {
                    rename_keys(question, &format!("{id}.{field}"), &mut answer.value, &mut renamed);
                }
            }
        }
        for (place, old, new) in renamed {
            self.note_renamed(Some(place), old, new, 1);
        }
    }
}

/// Gives the keys in a stored value the names that they have now.
fn rename_keys(question: &Question, place: &str, value: &mut Json, renamed: &mut Vec<(String, String, String)>) {
    match value {
        Json::Array(keys) => keys.iter_mut().for_each(|key| rename_keys(question, place, key, renamed)),
        Json::String(key) if question.choices().iter().all(|choice| choice.key != *key) => {
            let choice = question.choices().iter().find(|choice| choice.was.iter().any(|was| was == key));
            if let Some(choice) = choice {
                renamed.push((place.to_owned(), key.clone(), choice.key.clone()));
                key.clone_from(&choice.key);
            }
        }
        _ => {}
    }
}

/// Gives a question its new id in what is said of changes behind answers.
fn rename_in_marks(plan: &mut Plan, old: &str, new: &str) {
    for answer in plan.answers.values_mut() {
        let fields = answer.items.iter_mut().flat_map(|item| item.fields.values_mut());
        let fields = fields.flat_map(|answer| &mut answer.stale);
        for id in fields.chain(&mut answer.stale).filter(|id| *id == old) {
            new.clone_into(id);
        }
    }
}

fn rename_draft(plan: &mut Plan, old: &str, new: &str) {
    let drafts: &mut Named<String> = &mut plan.drafts;
    if !drafts.contains_key(new)
        && let Some(text) = drafts.shift_remove(old)
    {
        drafts.insert(new.to_owned(), text);
    }
}

/// Whether nothing was said at a place.
fn is_free(answer: Option<&Answer>) -> bool {
    answer.is_none_or(|answer| !says_something(answer))
}

/// Whether an answer of a kind is typed, so that an old text can stand there as a start.
fn is_typed(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Text { .. }
            | Kind::LongText { .. }
            | Kind::Number { .. }
            | Kind::Money(_)
            | Kind::Percent(_)
            | Kind::ByMonth { .. }
            | Kind::Date
    )
}
