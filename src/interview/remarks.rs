//! What is said beside a question: that its answer is private, and what others remarked on it.

use super::Interview;
use crate::facts::Point;
use crate::plan::{Address, Comment, Comments};
use crate::words;

/// What is said beside a question whose answer is private.
const PRIVATE: &str = "This stays private: documents and tables leave it out.";

impl Interview<'_> {
    /// Takes in what others remarked on the plan, to be shown where it is about.
    pub fn hear(&mut self, comments: Comments) {
        self.comments = comments;
    }

    /// What is said beside a question, a line each.
    pub(super) fn remarks(&self, point: &Point<'_>) -> Vec<String> {
        let private = self.bank.private();
        let (list, id) = match &point.address {
            Address::Question(id) => ("", id),
            Address::Field { list, field, .. } => (list.as_str(), field),
        };
        // Of a list that is private as a whole it is said once.
        let is_private = private.has(list, id) && !private.has("", list);
        let said = self.comments_at(point).map(|own| words::printable(&own.to_string()));
        is_private.then(|| PRIVATE.to_owned()).into_iter().chain(said).collect()
    }

    /// How many comments a question has, in words, and how many its entries have, if it is a list.
    pub(super) fn comments_counted(&self, point: &Point<'_>) -> Option<String> {
        let is_in = |own: &&Comment| {
            let list = own.entry.as_ref().and_then(|entry| self.plan.list_of(entry));
            list.is_some() && list == Some(point.question.id.as_str()) && point.address.item().is_none()
        };
        let count = self.comments.open().filter(|own| self.is_at(own, point) || is_in(own)).count();
        (count > 0).then(|| words::counted(count, "comment", "comments"))
    }

    /// How many comments are open, in a sentence; empty if none.
    pub(super) fn comments_open(&self) -> String {
        match self.comments.open().count() {
            0 => String::new(),
            count => format!("{} open.", words::counted(count, "comment is", "comments are")),
        }
    }

    /// How many comments are about the questions of a step, in words.
    pub(super) fn comments_in_step(&self, step: usize) -> Option<String> {
        let points = || self.facts.points.iter().filter(|point| point.step == step);
        let count = self.comments.open().filter(|own| points().any(|point| self.is_at(own, point))).count();
        (count > 0).then(|| words::counted(count, "comment", "comments"))
    }

    fn comments_at(&self, point: &Point<'_>) -> impl Iterator<Item = &Comment> {
        self.comments.open().filter(move |own| self.is_at(own, point))
    }

    /// Whether a comment is about a question: about that in every entry, or in this one. What is about an entry as a whole
    /// belongs to its first question.
    fn is_at(&self, comment: &Comment, point: &Point<'_>) -> bool {
        let item = point.address.item();
        match (&comment.on, &comment.entry) {
            (Some(on), entry) => {
                on == point.address.question_id() && entry.as_deref().is_none_or(|entry| item == Some(entry))
            }
            (None, Some(entry)) => {
                let first = self.facts.points.iter().find(|own| own.address.item() == Some(entry));
                first.is_some_and(|first| first.address == point.address)
            }
            (None, None) => false,
        }
    }
}
