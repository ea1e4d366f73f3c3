//! The kinds of answers, each with its limits.

use super::Question;
use crate::expression::{Expression, Insert, Reference};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The kind of answer a question expects.
#[derive(Debug)]
pub enum Kind {
    /// One line.
    Text {
        /// Longest answer accepted, in characters.
        max_length: Option<usize>,
    },
    /// Several sentences; line breaks are kept.
    LongText {
        /// Longest answer accepted, in characters.
        max_length: Option<usize>,
    },
    /// Yes or no.
    YesNo,
    /// A number.
    Number {
        /// Smallest and largest value accepted.
        range: Range,
        /// Whether fractions are refused.
        whole: bool,
        /// What is counted, for the prompt.
        unit: Option<String>,
    },
    /// An amount of money in the plan's currency.
    Money(Range),
    /// A percentage; 15 means 15 %.
    Percent(Range),
    /// A calendar date.
    Date,
    /// A currency, by its code: those the bank names first, then every other that people pay with.
    Currency(Arc<[Choice]>),
    /// Exactly one of the choices.
    OneOf(Arc<[Choice]>),
    /// Any of the choices.
    SomeOf {
        /// What can be picked.
        choices: Arc<[Choice]>,
        /// How many.
        count: Count,
        /// More than this many picks bring a word of advice.
        advise_at_most: Option<usize>,
    },
    /// A list of things with fields.
    Items(ItemList),
    /// References to items of lists asked earlier.
    Link(Link),
}

/// Inclusive limits of a number; `None` is unlimited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Smallest value accepted.
    pub min: Option<Decimal>,
    /// Largest value accepted.
    pub max: Option<Decimal>,
}

/// How many picks or items are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// At least this many.
    pub at_least: usize,
    /// At most this many, if limited.
    pub at_most: Option<usize>,
}

/// One of the answers a question offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is stored.
    pub key: String,
    /// The keys it had in earlier versions.
    pub was: Vec<String>,
    /// What is shown.
    pub label: String,
    /// One line of explanation.
    pub help: Option<String>,
    /// The weight of the choice on its scale, where it has one.
    pub score: Option<Decimal>,
}

/// The list part of a question of kind `items`.
#[derive(Debug)]
pub struct ItemList {
    /// What one entry is called: `customer group`.
    pub one: String,
    /// What several are called: `customer groups`.
    pub many: String,
    /// How an item is titled; without it, by its first text field.
    pub title: Option<Insert>,
    /// The fields asked together with the list.
    pub fields: Vec<Question>,
    /// How many items.
    pub count: Count,
    /// What is offered for a list that has no items yet.
    pub proposals: Option<Proposals>,
}

/// Items that follow from the other answers, offered before an empty list is asked.
#[derive(Debug)]
pub struct Proposals {
    /// Gives a list of texts, each of which can become the title of an item.
    pub texts: Expression,
    /// What is asked about them.
    pub ask: Insert,
}

/// The link part of a question of kind `link`.
#[derive(Debug)]
pub struct Link {
    /// The lists whose items can be picked.
    pub to: Vec<String>,
    /// Whether several can be picked.
    pub many: bool,
    /// Which candidates are offered; `x` is the candidate, `item` the item being filled.
    pub among: Option<Expression>,
    /// A number for each candidate `x`: those with a small one are offered first.
    pub order: Option<Expression>,
    /// How many, where several can be picked.
    pub count: Count,
}

impl Kind {
    /// The name as banks write it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::LongText { .. } => "long-text",
            Self::YesNo => "yes-no",
            Self::Number { .. } => "number",
            Self::Money(_) => "money",
            Self::Percent(_) => "percent",
            Self::Date => "date",
            Self::Currency(_) => "currency",
            Self::OneOf(_) => "one-of",
            Self::SomeOf { .. } => "some-of",
            Self::Items(_) => "items",
            Self::Link(_) => "link",
        }
    }
}

impl ItemList {
    /// The first text field, which titles the items of lists without a title of their own.
    #[must_use]
    pub fn title_field(&self) -> Option<&Question> {
        if self.title.is_some() {
            return None;
        }
        self.fields.iter().find(|field| matches!(field.kind, Kind::Text { .. }))
    }

    /// The field that a name typed for a new item answers; none where an item cannot be named by typing.
    #[must_use]
    pub fn naming_field(&self) -> Option<&Question> {
        let first = self.fields.first().filter(|field| matches!(field.kind, Kind::Text { .. }));
        self.title_field().or(first)
    }

    /// The fields that begin an item which cannot be named by typing: up to the last one that its title reads.
    #[must_use]
    pub fn opening(&self) -> &[Question] {
        let read: Vec<Reference> = self
            .title
            .iter()
            .flat_map(Insert::expressions)
            .flat_map(|(_, expression)| expression.references())
            .collect();
        let is_read = |field: &Question| read.iter().any(|reference| reference.field_of("item") == Some(&field.id));
        let last = self.fields.iter().rposition(is_read).unwrap_or_default();
        self.fields.get(..=last).unwrap_or_default()
    }
}
