//! The question bank as the rest of the program sees it.

use super::check::{Check, Derived};
use crate::expression::{Expression, Insert};
use rust_decimal::Decimal;
use std::sync::Arc;

/// A question bank: everything that is asked, in the order of the walk.
#[derive(Debug)]
pub struct Bank {
    /// Names the bank in plans, kebab-case.
    pub id: String,
    /// The bank's own version, free text, compared for equality only.
    pub version: String,
    /// BCP 47 tag of the language the bank is written in.
    pub language: String,
    /// Title shown to people.
    pub title: String,
    /// Who made the method, and under which licence.
    pub credit: Option<String>,
    /// The profile, the counted steps and the pause, in the order of the walk.
    pub steps: Vec<Step>,
}

/// Which part of the walk a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The questions before the first step; not counted.
    Profile,
    /// A counted step, numbered from 1.
    Step(usize),
    /// The pause at half-way; not counted.
    Pause,
}

/// One part of the walk with its questions.
#[derive(Debug)]
pub struct Step {
    /// Names the step, `snake_case`.
    pub id: String,
    /// Profile, counted step or pause.
    pub part: Part,
    /// Title shown to people.
    pub title: String,
    /// One line on what the step is for.
    pub purpose: String,
    /// A paragraph shown when the step opens.
    pub guidance: Option<String>,
    /// What is said when the step closes.
    pub produced: Option<Insert>,
    /// The questions in order; fields of a list stand inside its question.
    pub questions: Vec<Question>,
    /// Fields of items that follow from the answers up to the end of this step.
    pub facts: Vec<Derived>,
    /// What has to hold in the answers.
    pub checks: Vec<Check>,
}

/// How thorough a walk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// The twenty-minute path.
    Essential,
    /// Everything.
    Full,
}

/// A question, or a field of a list's items.
#[derive(Debug)]
pub struct Question {
    /// `snake_case`; unique in the bank, or in its list if it is a field.
    pub id: String,
    /// The question as it is put to the founder.
    pub ask: Insert,
    /// A short noun phrase for reviews and lists of what is open.
    pub label: Insert,
    /// The longer explanation, shown on demand.
    pub help: Option<String>,
    /// A good example.
    pub example: Option<String>,
    /// Bad examples with the reason.
    pub mistakes: Vec<Mistake>,
    /// What kind of answer is expected, with its limits.
    pub kind: Kind,
    /// Whether a plan without an answer is incomplete.
    pub required: bool,
    /// Whether the twenty-minute path asks it.
    pub depth: Depth,
    /// The question is asked only where this holds.
    pub when: Option<Expression>,
    /// The list whose items this question is a field of, asked later than the list itself.
    pub of: Option<String>,
    /// Which input of the figures the answer feeds.
    pub role: Option<String>,
    /// Gives the text offered as a first draft.
    pub start: Option<Expression>,
    /// The answer selected beforehand; it has to be confirmed like any other.
    pub default: Option<String>,
}

/// A bad example and the reason why it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What people often write.
    pub bad: String,
    /// Why it does not help them.
    pub why: String,
}

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
    /// How many, where several can be picked.
    pub count: Count,
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
}

impl Question {
    /// The list part, if the question is a list.
    #[must_use]
    pub fn items(&self) -> Option<&ItemList> {
        match &self.kind {
            Kind::Items(list) => Some(list),
            _ => None,
        }
    }

    /// The choices offered, if the question offers any.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::OneOf(choices) | Kind::SomeOf { choices, .. } => choices,
            _ => &[],
        }
    }
}

impl Bank {
    /// Every question that is no field inside a list, in the order of the walk, with its step.
    pub fn questions(&self) -> impl Iterator<Item = (&Step, &Question)> {
        self.steps.iter().flat_map(|step| step.questions.iter().map(move |question| (step, question)))
    }

    /// The question of that id that is not a field.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.of.is_none() && question.id == id)
    }

    /// The list of that id, with its question.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<(&Question, &ItemList)> {
        let question = self.question(id)?;
        question.items().map(|items| (question, items))
    }

    /// All fields of a list's items: those asked with the list, then those asked later, in order.
    pub fn fields<'a>(&'a self, list: &'a str) -> impl Iterator<Item = &'a Question> {
        let own = self.list(list).into_iter().flat_map(|(_, items)| items.fields.iter());
        let later =
            self.questions().map(|(_, question)| question).filter(move |question| question.of.as_deref() == Some(list));
        own.chain(later)
    }

    /// A field of a list's items, asked with the list or later.
    #[must_use]
    pub fn field<'a>(&'a self, list: &'a str, id: &str) -> Option<&'a Question> {
        self.fields(list).find(|field| field.id == id)
    }

    /// Every check, in the order of the walk.
    pub fn checks(&self) -> impl Iterator<Item = &Check> {
        self.steps.iter().flat_map(|step| &step.checks)
    }

    /// How many steps are counted.
    #[must_use]
    pub fn counted_steps(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step.part, Part::Step(_))).count()
    }
}
