//! Questions as they are written.

use super::{At, List, Text};
use crate::figures::roles::CATALOGUE;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use std::borrow::Cow;

/// A question, or a field of a list's items.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "question")]
pub(crate) struct RawQuestion {
    /// `snake_case`; unique in the bank, or in its list.
    #[schemars(required)]
    pub id: Text,
    /// The question as it is put; may hold CEL in braces.
    #[schemars(required)]
    pub ask: Text,
    /// A short noun phrase for reviews; may hold CEL in braces.
    #[schemars(required)]
    pub label: Text,
    /// The longer explanation, shown on demand.
    pub help: Text,
    /// A good example.
    pub example: Text,
    /// Bad examples, each with the reason.
    #[serde(default)]
    pub mistakes: List<RawMistake>,
    /// Words of help that are said to some answers.
    #[serde(default)]
    pub cautions: List<RawCaution>,
    /// What kind of answer is expected.
    #[schemars(required, with = "KindName")]
    pub kind: Text,
    /// Whether a plan without an answer is incomplete.
    pub required: Option<bool>,
    /// Whether the plan tells the answer although no template does; true without it. The annex with all answers tells it
    /// in any case.
    pub in_plan: Option<bool>,
    /// Whether the twenty-minute path asks it.
    #[schemars(with = "Option<DepthName>")]
    pub depth: Text,
    /// CEL: the question is asked only where this is true.
    pub when: Text,
    /// The list whose items this question belongs to, asked once per item.
    pub of: Text,
    /// Which input of the figures the answer feeds.
    #[schemars(with = "Option<RoleName>")]
    pub role: Text,
    /// CEL: the text offered as a first draft.
    pub start: Text,
    /// The answer selected beforehand.
    pub default: Text,
    /// `text`, `long-text`: the longest answer accepted, in characters.
    pub max_length: Option<At<u64>>,
    /// `number`, `money`, `percent`: the smallest value accepted.
    pub min: Option<At<f64>>,
    /// `number`, `money`, `percent`: the largest value accepted.
    pub max: Option<At<f64>>,
    /// `number`: whether fractions are refused.
    pub whole: Option<At<bool>>,
    /// `number`: what is counted.
    pub unit: Text,
    /// `some-of`, `items`, `link`: how many at least.
    pub at_least: Option<At<u64>>,
    /// `some-of`, `items`, `link`: how many at most.
    pub at_most: Option<At<u64>>,
    /// `some-of`: more than this many bring a word of advice.
    pub advise_at_most: Option<At<u64>>,
    /// `one-of`, `some-of`, `currency`: the name of a set of choices in `bank.toml`.
    pub choices: Text,
    /// `one-of`, `some-of`, `currency`: the choices; a currency offers these first, and then every other.
    #[serde(default)]
    pub choice: List<RawChoice>,
    /// `items`: what one entry is called.
    pub one: Text,
    /// `items`: what several entries are called.
    pub many: Text,
    /// `items`: how an item is titled; may hold CEL in braces.
    pub title: Text,
    /// `items`: the fields of an item.
    #[serde(default)]
    pub field: List<RawQuestion>,
    /// `items`: CEL, a list of texts that is offered while the list is empty.
    pub propose: Text,
    /// `items`: what is asked about the texts of `propose`; may hold CEL in braces.
    pub propose_ask: Text,
    /// `link`: the lists whose items can be picked.
    pub to: Option<At<List<String>>>,
    /// `link`: whether several can be picked.
    pub many_links: Option<At<bool>>,
    /// `link`: CEL, which candidates `x` are offered.
    pub among: Text,
    /// `link`: CEL, a number for each candidate `x`; the smallest is offered first.
    pub order: Text,
}

/// One of the answers a question offers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "choice")]
pub(crate) struct RawChoice {
    /// What is stored.
    #[schemars(required)]
    pub key: Text,
    /// What is shown.
    #[schemars(required)]
    pub label: Text,
    /// One line of explanation.
    pub help: Text,
    /// The weight of the choice on its scale.
    pub score: Option<At<f64>>,
}

/// A bad example and the reason why it is one.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "mistake")]
pub(crate) struct RawMistake {
    /// What people often write.
    #[schemars(required)]
    pub bad: Text,
    /// Why it does not help them.
    #[schemars(required)]
    pub why: Text,
}

/// A word of help for some answers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "caution")]
pub(crate) struct RawCaution {
    /// CEL: for which answers; `answer` is what was just said.
    #[schemars(required)]
    pub when: Text,
    /// One warm sentence that helps; may hold CEL in braces.
    #[schemars(required)]
    pub say: Text,
}

/// The kinds of answers, for the schema.
#[derive(JsonSchema)]
#[schemars(rename = "kind", rename_all = "kebab-case")]
#[expect(dead_code, reason = "only described, never read: the lint reports unknown kinds itself")]
enum KindName {
    Text,
    LongText,
    YesNo,
    Number,
    Money,
    Percent,
    Date,
    Currency,
    OneOf,
    SomeOf,
    Items,
    Link,
}

/// The roles, for the schema.
struct RoleName;

impl JsonSchema for RoleName {
    fn schema_name() -> Cow<'static, str> {
        "role".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = CATALOGUE.iter().map(|entry| entry.name).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}

/// The depths, for the schema.
#[derive(JsonSchema)]
#[schemars(rename = "depth", rename_all = "kebab-case")]
#[expect(dead_code, reason = "only described, never read: the lint reports unknown depths itself")]
enum DepthName {
    Essential,
    Full,
}
