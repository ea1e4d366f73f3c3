//! What a bank looks for in the answers, and what it derives from them.

use crate::expression::{Expression, Insert};
use serde::{Serialize, Serializer};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The model cannot work as it is written.
    Gap,
    /// Probably wrong.
    Warning,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// The name as it is written in banks and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// When a check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// At the pause, and again at the end.
    Halfway,
    /// At the end only.
    Final,
}

/// One name of a check, which takes each value of a list in turn.
#[derive(Debug, Serialize)]
pub struct Binding {
    /// The name the check's expressions use.
    pub name: String,
    /// The list; it may use the names bound before.
    pub list: Expression,
}

/// Something that has to hold in the answers.
#[derive(Debug, Serialize)]
pub struct Check {
    /// Names the check, kebab-case, unique in the bank.
    pub id: String,
    /// What a failure weighs.
    pub severity: Severity,
    /// When it runs.
    pub phase: Phase,
    /// The check is made for each combination of these; once, if there are none.
    #[serde(rename = "for")]
    pub bindings: Vec<Binding>,
    /// Where this is false there is nothing to check.
    pub given: Option<Expression>,
    /// What has to be true.
    pub holds: Expression,
    /// Where this is true a failure is a gap.
    pub gap_when: Option<Expression>,
    /// Values the texts use, each with its name; each may use those before.
    #[serde(rename = "let", serialize_with = "by_name")]
    pub values: Vec<(String, Expression)>,
    /// What is wrong, in the founder's words.
    pub message: Insert,
    /// What to do about it.
    pub advice: Insert,
    /// The same for readers of the plan, said by the founders; none where it is a chore that concerns nobody else.
    pub risk: Option<Insert>,
    /// The question or list to go to.
    pub question: Option<String>,
}

/// Something that follows from the answers and figures, for whoever reads the plan.
#[derive(Debug, Serialize)]
pub struct Insight {
    /// Names the insight, kebab-case, unique among the insights of the bank.
    pub id: String,
    /// It is made for each combination of these; once, if there are none.
    #[serde(rename = "for")]
    pub bindings: Vec<Binding>,
    /// Where this is false it is silent.
    pub given: Option<Expression>,
    /// Values the texts use, each with its name; each may use those before.
    #[serde(rename = "let", serialize_with = "by_name")]
    pub values: Vec<(String, Expression)>,
    /// What follows, in a sentence.
    pub say: Insert,
    /// Gives `good`, `bad` or `open`.
    pub tone: Expression,
    /// The chapter of the plan in which it is worked out.
    pub chapter: Option<String>,
    /// Gives how it is worked out: lines, each of them what and how much.
    pub worked_out: Option<Expression>,
    /// Whether it is proposed to the reader, rather than that it follows.
    pub proposes: bool,
    /// How much it matters to each reader, from 0 to 10.
    pub weight: Vec<(String, u64)>,
    /// The questions and fields it rests on.
    pub rests_on: Vec<String>,
}

fn by_name<S: Serializer>(values: &[(String, Expression)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(values.iter().map(|(name, value)| (name, value)))
}

/// A field of a list's items that follows from other answers.
#[derive(Debug, Serialize)]
pub struct Derived {
    /// The list.
    pub of: String,
    /// The name of the field.
    pub id: String,
    /// Gives the value; `item` is the item.
    pub value: Expression,
}
