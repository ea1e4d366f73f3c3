//! A question or field, as it was written and as it was built, with its moment in the walk.

use super::sight::Sight;
use crate::bank::source::{At, RawQuestion};
use crate::bank::written::Written;
use crate::bank::{Bank, Question};
use crate::diagnostic::Place;
use crate::expression::{Expression, Type};
use crate::words;
use std::ops::Range;

/// When something is asked: the question's place in the walk, then the field's place in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub question: usize,
    pub field: usize,
}

/// A question or field under the lint.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub written: Written<'a>,
    pub raw: &'a At<RawQuestion>,
    pub question: &'a Question,
    pub moment: Moment,
    /// The list it is a field of, asked with the list or later.
    pub list: Option<&'a str>,
    /// Whether it stands inside its list.
    pub inside: bool,
}

/// A field of a list's items that follows from other answers.
#[derive(Clone, Debug)]
pub(super) struct DerivedEntry<'a> {
    /// The list.
    pub of: &'a str,
    /// The name of the field.
    pub id: &'a str,
    /// When it is known: behind the last question of its step.
    pub moment: Moment,
    /// Its position among all facts, in the order they are worked out.
    pub order: usize,
    /// How a message calls the step.
    pub step: String,
    /// How it is worked out.
    pub value: &'a Expression,
    /// The kind of its value.
    pub gives: Type,
    /// Whether it may have none.
    pub may_be_null: bool,
}

/// The moment behind the last question of each part.
pub(super) fn ends(parts: &[Written<'_>]) -> Vec<Moment> {
    let mut asked = 0;
    let mut ends = Vec::with_capacity(parts.len());
    for part in parts {
        asked += part.step.question.len();
        ends.push(Moment { question: asked, field: usize::MAX });
    }
    ends
}

/// Every derived field, in the order of the walk.
pub(super) fn derived<'a>(parts: &[Written<'_>], bank: &'a Bank, entries: &[Asked<'a>]) -> Vec<DerivedEntry<'a>> {
    let mut derived: Vec<DerivedEntry<'a>> = Vec::new();
    for ((part, moment), step) in parts.iter().zip(ends(parts)).zip(&bank.steps) {
        for fact in &step.facts {
            let sight = Sight { item: Some(&fact.of), ..Sight::new(entries, &derived, moment) };
            let meaning = fact.value.meaning(&[], &|path| sight.type_of(path));
            let may_be_null =
                meaning.may_be_null || meaning.path.is_some_and(|path| sight.what_may_be_missing(&path).is_some());
            derived.push(DerivedEntry {
                of: &fact.of,
                id: &fact.id,
                moment,
                order: derived.len(),
                step: part.called(),
                value: &fact.value,
                gives: meaning.gives,
                may_be_null,
            });
        }
    }
    derived
}

/// Every question with its fields behind it, in the order of the walk.
pub(super) fn entries<'a>(parts: &[Written<'a>], bank: &'a Bank) -> Vec<Asked<'a>> {
    let mut entries = Vec::new();
    let mut number = 0;
    for (written, step) in parts.iter().zip(&bank.steps) {
        for (raw, question) in written.step.question.iter().zip(&step.questions) {
            let moment = Moment { question: number, field: 0 };
            let list = question.of.as_deref();
            entries.push(Asked { written: *written, raw, question, moment, list, inside: false });
            entries.extend(fields(written, raw, question, number));
            number += 1;
        }
    }
    entries
}

fn fields<'a>(
    written: &Written<'a>,
    raw: &'a At<RawQuestion>,
    question: &'a Question,
    number: usize,
) -> impl Iterator<Item = Asked<'a>> {
    let fields = question.items().into_iter().flat_map(|list| &list.fields);
    let written = *written;
    raw.value.field.iter().zip(fields).zip(1..).map(move |((raw, field), index)| Asked {
        written,
        raw,
        question: field,
        moment: Moment { question: number, field: index },
        list: Some(&question.id),
        inside: true,
    })
}

impl Asked<'_> {
    /// A place in the entry's file.
    pub fn place(&self, span: &Range<usize>) -> Place {
        self.written.place(span)
    }

    /// Where the entry as a whole is to be pointed at: its id, else its table.
    pub fn head(&self) -> Place {
        self.place(self.raw.value.id.as_ref().map_or(&self.raw.span, |id| &id.span))
    }

    /// How a message calls the entry.
    pub fn called(&self) -> String {
        let id = words::printable(&self.question.id);
        match self.list {
            Some(list) => format!("question `{}.{id}`", words::printable(list)),
            None => format!("question `{id}`"),
        }
    }
}
