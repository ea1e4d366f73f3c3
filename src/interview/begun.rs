//! Entries that cannot be named by typing: they are begun by their first fields, which are asked at once.

use super::findings::Reason;
use super::{Interview, Position, needs_asking};
use crate::bank::{ItemList, Question};
use crate::plan::{Address, Rejection, State};
use jiff::Timestamp;

/// An entry that was added from a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Added {
    /// The list it is in.
    pub(super) list: String,
    /// Its id.
    pub(super) item: String,
    /// The link.
    pub(super) link: Address,
    /// What was picked there, while the entry's first fields are asked and the link waits.
    pub(super) waiting: Option<Vec<String>>,
}

impl<'b> Interview<'b> {
    /// Begins an entry and goes to its first field, which takes what was typed if it fits there. Both are taken back
    /// as one change.
    pub(super) fn begin_entry(
        &mut self,
        question: &'b Question,
        list: &'b ItemList,
        typed: &str,
        now: Timestamp,
    ) -> Result<(), Rejection> {
        let (_, first) = self.new_begun(question, list, now)?;
        if let Some(answer) = self.plan.answers.get_mut(&question.id) {
            answer.state = State::Open;
        }
        self.refresh();
        self.go(Position::At(first.clone()));
        if !typed.trim().is_empty() {
            self.with_last_change(|own| own.answer(&first, super::Reply::Text(typed.to_owned()), now));
        }
        Ok(())
    }

    /// Begins an entry of a list that a link leads to; the link comes again once its first fields are asked.
    pub(super) fn begin_linked(
        &mut self,
        link: &Address,
        question: &'b Question,
        list: &'b ItemList,
        picked: Vec<String>,
        now: Timestamp,
    ) -> Result<(), Rejection> {
        let (item, first) = self.new_begun(question, list, now)?;
        let (list, link) = (question.id.clone(), link.clone());
        self.added.push(Added { list, item, link, waiting: Some(picked) });
        self.go(Position::At(first));
        Ok(())
    }

    fn new_begun(
        &mut self,
        question: &'b Question,
        list: &'b ItemList,
        now: Timestamp,
    ) -> Result<(String, Address), Rejection> {
        self.room_for_one_more(question, list)?;
        self.remember();
        let item = self.plan.add_item(&question.id);
        self.after_change(question, now);
        let own = |id: &str| list.fields.iter().any(|field| field.id == id);
        let points = || self.facts.points.iter().filter(|point| point.address.item() == Some(&item));
        let opening = points().find(|point| is_opening(list, point.address.question_id()));
        let first = opening.or_else(|| points().find(|point| own(point.address.question_id())));
        let Some(first) = first.map(|point| point.address.clone()) else {
            self.forget(&question.id, &item);
            return Err(Rejection(format!("nothing can be said about a new {} yet: leave it for later", list.one)));
        };
        Ok((item, first))
    }

    /// After a field that begins an entry: to the next of these, and from the last one back to the list or the link.
    /// False where no entry is being begun.
    pub(super) fn goes_on_beginning(&mut self, from: &Address) -> bool {
        let Address::Field { list: id, item, field } = from else { return false };
        let Some((_, list)) = self.bank.list(id) else { return false };
        let changing = matches!(self.home(), Some(Position::Item { item: own, .. }) if own == item);
        let waits = self.added.iter().any(|own| own.item == *item && own.waiting.is_some());
        let is_open = self.plan.answers.get(id).is_some_and(|answer| answer.state == State::Open);
        if changing || list.naming_field().is_some() || !is_opening(list, field) || !(waits || is_open) {
            return false;
        }
        match self.next_opening(id, list, item) {
            Some(next) => self.go(Position::At(next)),
            None => self.end_beginning(id, list, item),
        }
        true
    }

    /// Whether an entry of its list is begun by this field.
    pub(super) fn begins_entry_with(&self, field: &Address) -> bool {
        let Address::Field { list, field, .. } = field else { return false };
        self.bank.list(list).is_some_and(|(_, list)| list.naming_field().is_none() && is_opening(list, field))
    }

    /// The first field that begins an entry and is still to be asked.
    fn next_opening(&self, id: &str, list: &ItemList, item: &str) -> Option<Address> {
        let is_own =
            |address: &Address| matches!(address, Address::Field { list, item: own, .. } if list == id && own == item);
        let mut points = self.facts.points.iter().filter(|point| is_own(&point.address));
        let next = points.find(|point| is_opening(list, point.address.question_id()) && needs_asking(point));
        next.map(|point| point.address.clone())
    }

    fn end_beginning(&mut self, id: &str, list: &ItemList, item: &str) {
        let is_empty = self.says_nothing(id, item);
        if is_empty {
            self.remark(format!("nothing was said about the new {}, so it was not added", list.one));
            self.forget(id, item);
        }
        let waiting = self.added.iter_mut().find(|own| own.item == *item && own.waiting.is_some());
        let waiting = waiting.and_then(|own| Some((own.link.clone(), own.waiting.take()?)));
        let Some((link, picked)) = waiting else {
            self.go(Position::At(Address::Question(id.to_owned())));
            return;
        };
        if !is_empty {
            self.settle_if_never_asked(id);
            self.tick(&link, picked, item);
        }
        self.go(Position::At(link));
    }

    /// The entry of a list that was begun and left in the middle: where to go on with it.
    pub(super) fn left_in_the_middle(&self, address: &Address) -> Option<Address> {
        let (question, list) = self.bank.list(address.question_id()).filter(|_| address.item().is_none())?;
        let begins = self.adding(list) == super::Adding::Begin;
        let mut items = self.plan.items(&question.id).iter().filter(|_| begins);
        items.find_map(|item| self.next_opening(&question.id, list, &item.id))
    }

    /// Takes out entries that were begun, have nothing in them, and are not being entered any more. Those of a walk
    /// that is left in the middle stay.
    pub(super) fn drop_ghosts(&mut self) {
        let here = match &self.position {
            Position::Steps | Position::Details(_) | Position::Finished => return,
            Position::At(address) | Position::Why(Reason::NotApplicable(address)) => address.item().map(str::to_owned),
            Position::Doubt(doubt) => doubt.address.item().map(str::to_owned),
            Position::Item { item, .. } | Position::Removing { item, .. } => Some(item.clone()),
            _ => None,
        };
        let mut in_use: Vec<String> = here.into_iter().collect();
        for added in self.added.iter_mut().rev().filter(|added| added.waiting.is_some()) {
            if in_use.contains(&added.item) {
                in_use.extend(added.link.item().map(str::to_owned));
            } else {
                added.waiting = None;
            }
        }
        let begun = self.bank.questions().filter(|(_, question)| {
            question.of.is_none() && question.items().is_some_and(|list| list.naming_field().is_none())
        });
        let ghosts: Vec<(String, String)> = begun
            .flat_map(|(_, question)| self.plan.items(&question.id).iter().map(move |item| (&question.id, &item.id)))
            .filter(|(list, item)| !in_use.contains(item) && self.says_nothing(list, item))
            .filter(|(_, item)| self.plan.links_to(self.bank, item).is_empty())
            .map(|(list, item)| (list.clone(), item.clone()))
            .collect();
        for (list, item) in ghosts {
            self.forget(&list, &item);
        }
    }

    /// Whether nothing at all is said of an entry, typed and not entered neither.
    fn says_nothing(&self, list: &str, item: &str) -> bool {
        let is_empty = self.plan.item(list, item).is_some_and(|item| {
            let mut answers = item.fields.values();
            answers.all(|own| own.value.is_null() && matches!(own.state, State::Open | State::Skipped))
        });
        let prefix = format!("{item}.");
        is_empty && !self.plan.drafts.keys().any(|address| address.starts_with(&prefix))
    }

    /// Takes an entry back as if it had never been begun.
    fn forget(&mut self, list: &str, item: &str) {
        let untouched = self.undo.last().is_some_and(|(before, _)| before.item(list, item).is_none());
        let before = if untouched { self.undo.pop() } else { None };
        match before {
            Some((before, _)) => self.put_back(before),
            None => self.plan.remove_item(self.bank, list, item),
        }
        self.added.retain(|added| added.item != *item || added.waiting.is_some());
        self.refresh();
    }
}

fn is_opening(list: &ItemList, field: &str) -> bool {
    list.opening().iter().any(|own| own.id == field)
}
