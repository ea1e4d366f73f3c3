//! Typed words that say that there is no answer: the state they mean is offered, and they become an answer only where
//! the founder says so.

use super::findings::Reason;
use super::{Event, Interview, Menu, Notice, Pick, Position, Reply};
use crate::bank::{Bank, Kind, Meant, Question};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::{Address, Plan};
use crate::words;
use jiff::Timestamp;

const UNKNOWN: &str = "unknown";
const NOT_APPLICABLE: &str = "not applicable";
const NO_MORE: &str = "no more";
const TEXT: &str = "text";

/// Words that were typed in place of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// Where they were typed.
    pub(super) address: Address,
    text: String,
    meant: Meant,
    /// The words of help that the bank has for such an answer, said already.
    said: Vec<String>,
}

impl Interview<'_> {
    /// Asks what is meant, where a text or the name of an entry says that there is no answer. False where it is one.
    /// What the bank has to say about such an answer comes first: it may help to find a better one.
    pub(super) fn doubts(&mut self, address: &Address, text: &str) -> bool {
        let Some(question) = address.question(self.bank) else { return false };
        let Some(meant) = self.bank.unanswered.meant(text) else { return false };
        let field = question.items().map_or(Some(question), |list| list.naming_field());
        let stands = self.plan.answer(address).is_some_and(|answer| answer.value.as_str() == Some(text.trim()));
        if stands || field.is_some_and(|field| !is_typed(field)) {
            return false;
        }
        let item = address.item().map_or(Fact::Null, |item| self.facts.item(item));
        let said = field.map_or_else(Vec::new, |field| self.cautions(field, item, Fact::text(text.trim())));
        for word in &said {
            self.remark(word.as_str());
        }
        self.keep_draft(address, Some(text));
        self.position = Position::Doubt(Doubt { address: address.clone(), text: text.trim().to_owned(), meant, said });
        true
    }

    pub(super) fn doubt_menu(&self, doubt: &Doubt) -> Menu {
        let entry = |key: &str, label: &str, help: &str| Pick {
            key: key.to_owned(),
            label: label.to_owned(),
            help: Some(help.to_owned()),
            selected: false,
        };
        let question = doubt.address.question(self.bank);
        let mut entries = vec![
            entry(UNKNOWN, "I don't know yet", "the plan names it among what is still to be found out"),
            entry(NOT_APPLICABLE, "this does not apply to me", "the plan says so, with your reason"),
        ];
        if doubt.meant == Meant::NotApplicable {
            entries.reverse();
        }
        if let Some(list) = question.and_then(Question::items)
            && !self.plan.items(doubt.address.question_id()).is_empty()
        {
            entries = vec![entry(NO_MORE, "that was the last one", &format!("no more {} for now", list.many))];
        }
        if question.is_some_and(|own| matches!(own.kind, Kind::Text { .. } | Kind::LongText { .. } | Kind::Items(_))) {
            entries.push(entry(TEXT, "take it as my answer", "the plan shows it as you wrote it"));
        }
        let title = format!("What do you mean by “{}”?", words::printable(&doubt.text));
        Menu { title, text: Vec::new(), entries, folded: 0, search: None }
    }

    /// Takes what is meant.
    pub(super) fn settle_doubt(&mut self, doubt: Doubt, key: &str, now: Timestamp) {
        let Doubt { address, text, said, .. } = doubt;
        self.position = Position::At(address.clone());
        match key {
            UNKNOWN => self.answer(&address, Reply::Unknown { note: None }, now),
            NOT_APPLICABLE => self.position = Position::Why(Reason::NotApplicable(address)),
            NO_MORE => {
                self.plan.drafts.shift_remove(&address.to_string());
                self.change_list(&address, Reply::Done, now);
            }
            TEXT if address.item().is_none() && self.bank.list(address.question_id()).is_some() => {
                self.change_list(&address, Reply::Add(text), now);
            }
            TEXT => self.answer(&address, Reply::Text(text), now),
            _ => {}
        }
        self.events.retain(|event| !matches!(event, Event::Say(Notice::Remark(word)) if said.contains(word)));
    }
}

/// Whether a question is answered by typing a text, a number or a date.
fn is_typed(question: &Question) -> bool {
    !matches!(question.kind, Kind::YesNo | Kind::OneOf(_) | Kind::SomeOf { .. } | Kind::Items(_) | Kind::Link(_))
}

/// The texts of a plan, other than those of an earlier one, that say that there is no answer: each with its address and
/// what is written in a file of answers instead.
#[must_use]
pub fn texts_without_answer(bank: &Bank, before: &Plan, plan: &Plan) -> Vec<(Address, String, &'static str)> {
    let facts = Facts::new(bank, plan);
    let texts = facts.points.iter().filter_map(|point| {
        let answer = plan.answer(&point.address)?;
        let text = answer.value.as_str().filter(|_| is_typed(point.question) && !point.is_open())?;
        let is_new = before.answer(&point.address).is_none_or(|old| old.value != answer.value);
        let instead = match bank.unanswered.meant(text).filter(|_| is_new)? {
            Meant::Unknown => "{\"unknown\": true}",
            Meant::NotApplicable => "{\"not_applicable\": \"why\"}",
        };
        Some((point.address.clone(), text.to_owned(), instead))
    });
    texts.collect()
}
