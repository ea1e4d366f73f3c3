//! Ticks for several entries at once: a question with the same choices for all entries of a list, as a table of entries
//! by choices.
//!
//! It is offered beside the row at hand, and a front that has no room for it asks the rows one after the other. What is
//! ticked and not entered yet is kept for each row, as half an answer is, so that either form goes on with it.

use super::{Interview, Position, Reply, Response, needs_asking};
use crate::bank::{Kind, Question};
use crate::facts::Point;
use crate::plan::{Address, Answer, Rejection, State};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// All rows of a question that is put together, each with the choices that are ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What can be ticked in every row.
    pub columns: Vec<Column>,
    /// The rows, at least two.
    pub rows: Vec<TableRow>,
}

/// One choice of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What is brought back.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What stands for the label where there is little room.
    pub short: Option<String>,
    /// One line of explanation.
    pub help: Option<String>,
}

/// One entry of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The id of the entry.
    pub item: String,
    /// Its title.
    pub title: String,
    /// The keys of the choices that are ticked to begin with.
    pub ticked: Vec<String>,
    /// What was said in place of an answer: that it is not known, that it does not apply, that it was left out.
    pub said: Option<String>,
    /// Why it is asked again, and what others remarked, a line each.
    pub notes: Vec<String>,
}

/// The choices that are ticked for one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticks {
    /// The id of the entry.
    pub item: String,
    /// The keys of the choices.
    pub keys: Vec<String>,
}

/// What a front brings back from a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// The rows.
    pub rows: Vec<Ticks>,
    /// The id of the entry at hand.
    pub at: String,
    /// What becomes of them.
    pub then: Then,
}

/// What becomes of what was ticked in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// All rows are answered.
    Enter,
    /// Those with a tick are answered, and the others are left out for now.
    LeaveRest,
    /// They are kept, and asked one after the other.
    OneByOne,
    /// They are kept, and this is replied: to the entry at hand, where it is a reply to a question.
    Reply(Box<Reply>),
}

impl<'b> Interview<'b> {
    /// The table that the rows of a question make: what is picked from choices of the bank's own is the same for all
    /// of them. Entries of lists are not, as some fit only some rows and new ones are added there and then.
    pub(super) fn table(&self, question: &Question, rows: &[&Point<'b>]) -> Option<Table> {
        let Kind::SomeOf { choices, .. } = &question.kind else { return None };
        // Whoever goes aside to one entry is asked about that one.
        if self.detours.last().is_some_and(|detour| !detour.is_to_a_list()) {
            return None;
        }
        let columns = choices.iter().map(|choice| Column {
            key: choice.key.clone(),
            label: choice.label.clone(),
            short: choice.short.clone(),
            help: choice.help.clone(),
        });
        let rows = rows.iter().map(|row| TableRow {
            item: row.address.item().unwrap_or_default().to_owned(),
            title: self.item_shown(row).unwrap_or_default(),
            ticked: self.selected(row),
            said: (!matches!(row.state, State::Open | State::Answered)).then(|| self.short_answer(row)),
            notes: self.reason(row).into_iter().chain(self.remarks(row)).collect(),
        });
        Some(Table { columns: columns.collect(), rows: rows.collect() })
    }

    /// What was ticked at a point and not entered.
    pub(super) fn half_ticked(&self, point: &Point<'_>) -> Option<Vec<String>> {
        let text = self.plan.drafts.get(&point.address.to_string())?;
        let offered: Vec<String> = match &point.question.kind {
            Kind::SomeOf { choices, .. } => choices.iter().map(|choice| choice.key.clone()).collect(),
            Kind::Link(link) if link.many => {
                self.candidates(&point.address, point.question).into_iter().map(|(id, _)| id).collect()
            }
            _ => return None,
        };
        let keys: Vec<String> =
            keys_in(text).filter(|key| offered.iter().any(|own| own == key)).map(str::to_owned).collect();
        (text.is_empty() || !keys.is_empty()).then_some(keys)
    }

    /// Keeps what was ticked in the table at the present question, and which entry was at hand, when the walk is
    /// interrupted.
    pub fn keep_ticked(&mut self, rows: &[Ticks], at: &str) {
        if let Position::At(address) = self.position.clone() {
            self.keep_ticks(&address, rows);
            self.position = Position::At(self.at_hand(&address, at));
        }
    }

    /// The row of an entry; the one that is asked where there is none.
    fn at_hand(&self, address: &Address, item: &str) -> Address {
        let own = beside(address, item).filter(|own| self.facts.point(own).is_some());
        own.unwrap_or_else(|| address.clone())
    }

    /// Keeps what was ticked for each entry and not entered; nothing where that is what stands there.
    fn keep_ticks(&mut self, address: &Address, rows: &[Ticks]) {
        for Ticks { item, keys } in rows {
            let Some(own) = beside(address, item) else { continue };
            let Some(point) = self.facts.point(&own) else { continue };
            let stands = set(&self.standing_picks(point)) == set(keys);
            if stands {
                self.plan.drafts.shift_remove(&own.to_string());
            } else {
                self.plan.drafts.insert(own.to_string(), keys.join(", "));
            }
        }
    }

    /// Takes what was ticked in the table at an address.
    pub(super) fn ticked(&mut self, address: &Address, ticked: Ticked, now: Timestamp) {
        let Some(question) = address.question(self.bank) else { return };
        let is_table =
            self.facts.point(address).and_then(|point| self.row(point)).is_some_and(|row| row.table.is_some());
        if !is_table {
            self.rejection = Some(Rejection("pick from what is offered here".into()));
            return;
        }
        let own = self.at_hand(address, &ticked.at);
        match ticked.then {
            Then::Enter => self.enter_ticks(address, &ticked.rows, false, now),
            Then::LeaveRest => self.enter_ticks(address, &ticked.rows, true, now),
            Then::OneByOne => {
                self.keep_ticks(address, &ticked.rows);
                self.ask_one_by_one(question, &own);
            }
            Then::Reply(reply) => {
                self.keep_ticks(address, &ticked.rows);
                match *reply {
                    Reply::Back => self.back_before_rows(question),
                    reply @ (Reply::Unknown { .. } | Reply::NotApplicable { .. } | Reply::Skip) => {
                        self.settle_one(question, &own, reply, now);
                    }
                    reply => {
                        self.position = Position::At(own.clone());
                        self.respond_at(&own, Response { reply, draft: None }, now);
                    }
                }
            }
        }
    }

    /// Answers the rows with what is ticked, all of them or none; taken back as one change.
    fn enter_ticks(&mut self, address: &Address, rows: &[Ticks], leaves_rest: bool, now: Timestamp) {
        let Some(question) = address.question(self.bank) else { return };
        let drafts = self.plan.drafts.clone();
        let mut answers: Vec<(Address, Answer)> = Vec::new();
        for Ticks { item, keys } in rows {
            let Some(own) = beside(address, item) else { continue };
            self.plan.drafts.shift_remove(&own.to_string());
            let Some(point) = self.facts.point(&own) else { continue };
            if !needs_asking(point) && set(&self.standing_picks(point)) == set(keys) {
                continue;
            }
            let title = self.item_shown(point).unwrap_or_default();
            let is_left = keys.is_empty() && leaves_rest;
            match self.settled(&own, if is_left { Reply::Skip } else { Reply::Picked(keys.clone()) }) {
                Ok(answer) => answers.push((own, answer)),
                Err(doubt) => {
                    self.plan.drafts = drafts;
                    self.keep_ticks(address, rows);
                    self.position = Position::At(own);
                    self.rejection = Some(Rejection(format!("{title}: {}", doubt.rejection)));
                    return;
                }
            }
        }
        for (index, (own, answer)) in answers.into_iter().enumerate() {
            // What was answered above may have hidden it.
            if self.facts.point(&own).is_none() {
                continue;
            }
            if index == 0 {
                self.settle(&own, answer, now);
            } else {
                self.with_last_change(|interview| interview.settle(&own, answer, now));
            }
        }
        self.advance_past(question, address);
    }

    /// Settles one row in which nothing is ticked, and goes on to the next that is open or half ticked.
    fn settle_one(&mut self, question: &Question, own: &Address, reply: Reply, now: Timestamp) {
        self.position = Position::At(own.clone());
        match self.settled(own, reply) {
            Ok(answer) => self.settle(own, answer, now),
            Err(doubt) => {
                self.rejection = Some(doubt.rejection);
                return;
            }
        }
        let rows = self.rows(question);
        let (above, below): (Vec<_>, Vec<_>) = (
            rows.iter().take_while(|row| row.address != *own).collect(),
            rows.iter().skip_while(|row| row.address != *own).skip(1).collect(),
        );
        let next = below.into_iter().chain(above).find(|row| self.is_waiting(row)).map(|row| row.address.clone());
        match next {
            Some(next) => self.position = Position::At(next),
            None => self.advance_past(question, own),
        }
    }

    /// Goes to the first row that is open or half ticked. What is half ticked further on is come by.
    fn ask_one_by_one(&mut self, question: &Question, own: &Address) {
        let rows = self.rows(question).into_iter();
        let waiting: Vec<Address> = rows.filter(|row| self.is_waiting(row)).map(|row| row.address.clone()).collect();
        let is_half = |own: &&Address| self.plan.drafts.contains_key(&own.to_string());
        if let Some(last) = waiting.iter().rev().find(is_half).cloned() {
            self.position = Position::At(last);
            self.move_frontier();
        }
        self.position = Position::At(waiting.first().unwrap_or(own).clone());
    }

    fn is_waiting(&self, row: &Point<'_>) -> bool {
        needs_asking(row) || self.plan.drafts.contains_key(&row.address.to_string())
    }

    /// On from all rows. Whoever went back and passes them again is behind the last one.
    fn advance_past(&mut self, question: &Question, from: &Address) {
        let last = self.rows(question).last().map(|row| row.address.clone());
        let from = last.filter(|_| self.frontier.is_some()).unwrap_or_else(|| from.clone());
        self.advance(&from);
    }

    /// To the stop before all rows.
    fn back_before_rows(&mut self, question: &Question) {
        self.move_frontier();
        if let Some(first) = self.rows(question).first().map(|row| row.address.clone()) {
            self.position = Position::At(first);
        }
        self.back();
    }
}

/// The same field of another entry.
fn beside(address: &Address, item: &str) -> Option<Address> {
    let Address::Field { list, field, .. } = address else { return None };
    Some(Address::Field { list: list.clone(), item: item.to_owned(), field: field.clone() })
}

/// The keys in what is kept of ticks.
pub(super) fn keys_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

fn set(keys: &[String]) -> BTreeSet<&str> {
    keys.iter().map(String::as_str).collect()
}
