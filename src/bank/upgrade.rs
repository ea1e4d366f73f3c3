//! What an earlier version of a bank asked, and where its answers belong now.

use super::{Bank, Question};
use crate::expression::Expression;
use serde::Serialize;
use std::fmt;

/// Answers of old plans that become an entry of a list, or entries where they stood in a list.
#[derive(Debug, Serialize)]
pub struct Upgrade {
    /// Where the answers stood; those of one list at most, which gives an entry for each of its own.
    pub from: Vec<FormerPlace>,
    /// The list that gets the entries.
    pub into: String,
    /// Where this is false no entry is made.
    pub given: Option<Expression>,
    /// The fields of an entry, each worked out from the old answers.
    pub fields: Vec<(String, Expression)>,
}

/// A question of an earlier version, or a field of a list's entries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct FormerPlace {
    /// The list, for a field.
    pub list: Option<String>,
    /// The id of the question or field.
    pub id: String,
}

impl FormerPlace {
    /// Reads `question` or `list.field`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        match text.split_once('.') {
            Some((list, id)) => Self { list: Some(list.to_owned()), id: id.to_owned() },
            None => Self { list: None, id: text.to_owned() },
        }
    }

    /// How an expression of an upgrade names it: a field is `item.field`.
    #[must_use]
    pub fn in_expressions(&self) -> String {
        if self.list.is_some() { format!("item.{}", self.id) } else { self.id.clone() }
    }
}

impl fmt::Display for FormerPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.list {
            Some(list) => write!(f, "{list}.{}", self.id),
            None => f.write_str(&self.id),
        }
    }
}

impl Upgrade {
    /// The old list among the places, if there is one.
    #[must_use]
    pub fn from_list(&self) -> Option<&str> {
        self.from.iter().find_map(|place| place.list.as_deref())
    }
}

impl Bank {
    /// The question that had an id in an earlier version; it is no field.
    #[must_use]
    pub fn question_that_was(&self, id: &str) -> Option<&Question> {
        let mut questions = self.questions().map(|(_, question)| question).filter(|question| question.of.is_none());
        questions.find(|question| question.was.iter().any(|was| was == id))
    }

    /// The field of a list's items that had an id in an earlier version.
    #[must_use]
    pub fn field_that_was<'a>(&'a self, list: &'a str, id: &str) -> Option<&'a Question> {
        self.fields(list).find(|field| field.was.iter().any(|was| was == id))
    }
}
