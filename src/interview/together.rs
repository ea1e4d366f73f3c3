//! Questions that are put once for all entries of a list: one heading, and below it a row for each entry.
//!
//! The walk goes from row to row as from question to question, so that each is saved, taken back and come back to alone.

use super::forms::with;
use super::{Interview, Position, Table, needs_asking};
use crate::bank::{Bank, ItemList, Kind, Question};
use crate::fact::Fact;
use crate::facts::Point;
use crate::plan::{Address, Given, Rejection, State};
use jiff::Timestamp;
use std::ptr;

/// The row at hand of a question that is put once for all entries of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The question as it is put for all of them; the same for all rows under one heading.
    pub ask: String,
    /// The number of the row, from 1.
    pub number: usize,
    /// How many rows there are.
    pub count: usize,
    /// The rows above with what was said there.
    pub above: Vec<Said>,
    /// The answer above that can be repeated, if there is one.
    pub repeats: Option<String>,
    /// All rows at once, where they are ticks of the same choices.
    pub table: Option<Table>,
}

/// A row with what was said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The title of the entry.
    pub title: String,
    /// What was said of it.
    pub answer: String,
}

impl<'b> Interview<'b> {
    /// The row that a point is, where it is one of several that are put together. Whoever changes one answer is asked
    /// for that one alone.
    pub(super) fn row(&self, point: &Point<'_>) -> Option<Row> {
        let alone = self.detours.last().is_some_and(|detour| detour.is_to(&point.address));
        let rows = self.rows(point.question);
        let index = rows.iter().position(|row| row.address == point.address)?;
        if alone || rows.len() < 2 {
            return None;
        }
        let above: Vec<&&Point<'_>> = rows.iter().take(index).filter(|row| !row.is_open()).collect();
        let repeats = above.iter().rev().find(|row| row.state == State::Answered).map(|row| self.short_answer(row));
        let said = |row: &&&Point<'_>| Said {
            title: row.item_title.clone().unwrap_or_default(),
            answer: self.short_answer(row),
        };
        Some(Row {
            ask: self.ask_of_all(point),
            number: index + 1,
            count: rows.len(),
            above: above.iter().map(said).collect(),
            repeats,
            table: self.table(point.question, &rows),
        })
    }

    /// All rows of a question that is put together, in their order.
    pub(super) fn rows(&self, question: &Question) -> Vec<&Point<'b>> {
        self.on_path().filter(|point| question.together && ptr::eq(point.question, question)).collect()
    }

    /// What stands for the entry that a link leads to, where the question is put for all.
    fn each_target(&self, link: &Question) -> Option<String> {
        let Kind::Link(link) = &link.kind else { return None };
        let (_, list) = self.bank.list(link.to.first()?)?;
        Some(format!("each {}", list.one))
    }

    /// The question as it is put for all entries: each of them stands where one is named.
    fn ask_of_all(&self, point: &Point<'_>) -> String {
        let Address::Field { list, item, .. } = &point.address else { return String::new() };
        let list = self.bank.list(list).map(|(_, list)| list);
        let each = format!("each {}", list.map_or("entry", |list| &list.one));
        // Where the title only stands behind a colon, the rows say it.
        let behind = format!(": {each}");
        let each = Fact::text(each);
        let all = with(self.facts.item(item), "title", each.clone());
        let named = list.and_then(ItemList::naming_field);
        let all = named.map_or(all.clone(), |field| with(all, &field.id, each));
        let picked =
            list.and_then(|list| list.picked_field()).and_then(|field| Some((field, self.each_target(field)?)));
        let all = picked.map_or(all.clone(), |(field, target)| {
            let labels = with(all.get("labels"), &field.id, Fact::text(target));
            with(all, "labels", labels)
        });
        self.fill_with(&point.question.ask, all).replace(&behind, "")
    }

    /// Gives the answer of the entry above once more: to one, or to it and all open rows below. Taken back as one change.
    pub(super) fn repeat(&mut self, address: &Address, all: bool, now: Timestamp) {
        let Some(question) = address.question(self.bank) else { return };
        let entries = self.on_path().filter(|point| ptr::eq(point.question, question));
        let above = entries.take_while(|point| point.address != *address);
        let said = above.filter(|point| point.state == State::Answered).last();
        let Some(value) = said.and_then(|row| self.plan.answer(&row.address)).map(|answer| answer.value.clone()) else {
            self.rejection = Some(Rejection("there is no answer above yet that could be repeated".into()));
            return;
        };
        let mut last = None;
        let mut row = Some(address.clone());
        while let Some(own) = row {
            match self.accepted(&own, &Given::Stored(value.clone())) {
                Ok(answer) if last.is_none() => self.settle(&own, answer, now),
                Ok(answer) => self.with_last_change(|interview| interview.settle(&own, answer, now)),
                Err(doubt) => {
                    self.position = Position::At(own);
                    self.rejection = Some(doubt.rejection);
                    return;
                }
            }
            row = self.next_row(question, &own).filter(|_| all);
            last = Some(own);
        }
        if let Some(last) = last {
            self.advance(&last);
        }
    }

    /// Leaves this row and all open ones below as they are. Taken back as one change.
    pub(super) fn leave_rows(&mut self, address: &Address, now: Timestamp) {
        let Some(question) = address.question(self.bank) else { return };
        let skipped = self.unanswered(address, State::Skipped);
        self.settle(address, skipped, now);
        let mut last = address.clone();
        while let Some(row) = self.next_row(question, &last) {
            let skipped = self.unanswered(&row, State::Skipped);
            self.with_last_change(|interview| interview.settle(&row, skipped, now));
            last = row;
        }
        self.advance(&last);
    }

    /// The next row below that is still to be asked.
    fn next_row(&self, question: &Question, address: &Address) -> Option<Address> {
        let rows = self.rows(question);
        let below = rows.into_iter().skip_while(|row| row.address != *address).skip(1);
        below.into_iter().find(|row| needs_asking(row)).map(|row| row.address.clone())
    }
}

/// How many questions are put for these points: a list is one with the names that are typed or picked there, and so are the
/// rows of one that is put together.
pub(super) fn questions<'p, 'b: 'p>(bank: &Bank, points: impl Iterator<Item = &'p Point<'b>>) -> usize {
    let is_said_in_list = |point: &Point<'_>| match &point.address {
        Address::Field { list, .. } => bank.list(list).is_some_and(|(_, list)| list.is_said_in_list(point.question)),
        Address::Question(_) => false,
    };
    let mut last: Option<&Question> = None;
    points
        .filter(|point| !is_said_in_list(point))
        .filter(|point| {
            let before = last.replace(point.question);
            !(point.question.together && before.is_some_and(|before| ptr::eq(before, point.question)))
        })
        .count()
}
