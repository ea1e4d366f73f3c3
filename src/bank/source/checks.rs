//! Checks and derived facts as they are written.

use super::{At, List, Text};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// Something that has to hold in the answers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "check")]
pub(crate) struct RawCheck {
    /// Names the check, kebab-case; unique in the bank.
    #[schemars(required)]
    pub id: Text,
    /// What a failure weighs.
    #[schemars(required, with = "SeverityName")]
    pub severity: Text,
    /// When it runs: at half-way (and again at the end), or at the end only.
    #[schemars(required, with = "PhaseName")]
    pub phase: Text,
    /// `name in list`, the list in CEL; the check is made for each combination.
    #[serde(default, rename = "for")]
    pub bindings: List<String>,
    /// CEL: where this is false there is nothing to check.
    pub given: Text,
    /// CEL: what has to be true.
    #[schemars(required)]
    pub holds: Text,
    /// CEL: where this is true a failure is a gap.
    pub gap_when: Text,
    /// CEL: values the texts use, by name.
    #[serde(default, rename = "let")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub values: IndexMap<String, At<String>>,
    /// What is wrong, in the founder's words; may hold CEL in braces.
    #[schemars(required)]
    pub message: Text,
    /// What to do about it; may hold CEL in braces.
    #[schemars(required)]
    pub advice: Text,
    /// The same for others who read the plan, as a risk or an open question that the founders name themselves; may hold
    /// CEL in braces. Without it, only the founders are told.
    pub risk: Text,
    /// The question or list to go to; without it, the list of the first item bound.
    pub question: Text,
}

/// Something that follows from the answers and figures, for whoever reads the plan.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "insight")]
pub(crate) struct RawInsight {
    /// Names the insight, kebab-case; unique among the insights of the bank.
    #[schemars(required)]
    pub id: Text,
    /// `name in list`, the list in CEL; the insight is made for each combination.
    #[serde(default, rename = "for")]
    pub bindings: List<String>,
    /// CEL: where this is false it is silent.
    pub given: Text,
    /// CEL: values the texts use, by name.
    #[serde(default, rename = "let")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub values: IndexMap<String, At<String>>,
    /// What follows, in a sentence with its numbers; may hold CEL in braces.
    #[schemars(required)]
    pub say: Text,
    /// CEL: `'good'`, `'bad'` or `'open'`.
    #[schemars(required)]
    pub tone: Text,
    /// The chapter of the plan in which it is worked out.
    pub chapter: Text,
    /// CEL: how it is worked out, a list of lines, each a list of what and how much: `[['Within reach', number(people)]]`.
    pub worked_out: Text,
    /// Whether it is proposed to the reader, rather than that it follows: such sentences stand by themselves.
    #[serde(default)]
    pub proposes: bool,
    /// How much it matters to each reader, from 0 to 10.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, u64>")]
    pub weight: IndexMap<String, At<u64>>,
    /// The answers it rests on: questions, or fields as `list.field`.
    #[serde(default)]
    pub rests_on: List<String>,
}

/// A field of a list's items that follows from other answers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "fact")]
pub(crate) struct RawDerived {
    /// The list.
    #[schemars(required)]
    pub of: Text,
    /// The name of the field, `snake_case`.
    #[schemars(required)]
    pub id: Text,
    /// CEL: the value; `item` is the item.
    #[schemars(required)]
    pub value: Text,
}

/// The severities, for the schema.
#[derive(JsonSchema)]
#[schemars(rename = "severity", rename_all = "kebab-case")]
#[expect(dead_code, reason = "only described, never read: the lint reports unknown severities itself")]
enum SeverityName {
    Gap,
    Warning,
    Hint,
}

/// The phases, for the schema.
#[derive(JsonSchema)]
#[schemars(rename = "phase", rename_all = "kebab-case")]
#[expect(dead_code, reason = "only described, never read: the lint reports unknown phases itself")]
enum PhaseName {
    Halfway,
    Final,
}
