//! Questions as they are written.

use super::{At, List, Names, Text};
use crate::bank::KindName;
use crate::figures::roles::CATALOGUE;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Range;

/// A question, or a field of a list's items.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "question")]
pub(crate) struct RawQuestion {
    /// `snake_case`; unique in the bank, or in its list.
    #[schemars(required)]
    pub id: Text,
    /// The id it had in an earlier version, or several of them: old plans move their answer here.
    pub was: Option<At<Names>>,
    /// The question of an earlier version that this one is a part of: its old text is offered as a start.
    pub split_from: Text,
    /// In a bank that extends another: the question that it stands behind.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub after: Text,
    /// In a bank that extends another: the question that it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
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
    #[schemars(required, with = "WrittenKind")]
    pub kind: Text,
    /// Whether a plan without an answer is incomplete.
    pub required: Option<bool>,
    /// Whether the plan tells the answer although no template does; true without it. The annex with all answers tells it
    /// in any case.
    pub in_plan: Option<bool>,
    /// Whether the answer is kept out of documents, tables and every other file that others read, unless it is asked for
    /// with `--with private`. The walk shows it, and says so.
    pub private: Option<At<bool>>,
    /// How much it matters that it is asked: `essential` questions are asked on the short path, `standard` ones, without
    /// it, on the full path, and `more` is only offered.
    #[schemars(with = "Option<DepthName>")]
    pub depth: Text,
    /// The purposes of the plans in which it is essential: keys of the question with the role `purpose`.
    pub matters_for: Option<At<List<String>>>,
    /// CEL: the question is asked only where this is true.
    pub when: Text,
    /// The list whose items this question belongs to, asked once per item.
    pub of: Text,
    /// A field of a list, or a question with `of`: whether it is put once for all entries, with a line for each.
    pub together: Option<At<bool>>,
    /// Which input of the figures the answer feeds.
    #[schemars(with = "Option<RoleName>")]
    pub role: Text,
    /// CEL: the text offered as a first draft.
    pub start: Text,
    /// The answer selected beforehand.
    pub default: Text,
    /// `text`, `long-text`: the longest answer accepted, in characters.
    pub max_length: Option<At<u64>>,
    /// `number`, `money`, `percent`, `by-month`: the smallest value accepted.
    pub min: Option<At<f64>>,
    /// `number`, `money`, `percent`, `by-month`: the largest value accepted.
    pub max: Option<At<f64>>,
    /// `number`: whether fractions are refused.
    pub whole: Option<At<bool>>,
    /// `number`, `by-month`: what is counted; of `by-month` it is money without.
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
    /// `items`: how many entries people usually have, for the length of the walk.
    pub usual: Option<At<u64>>,
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
    /// `link`: whether the only candidate there is, is the answer, without being asked for.
    pub sole: Option<At<bool>>,
    /// `link`: in the field that a list's entries are picked by, whether the list begins with an entry for each candidate
    /// there is, without being asked for.
    pub each: Option<At<bool>>,
}

impl RawQuestion {
    /// The keys that are there and that only some kinds read, each with its place.
    pub fn special_keys(&self) -> Vec<(&'static str, Range<usize>)> {
        fn place<T>(at: Option<&At<T>>) -> Option<Range<usize>> {
            at.map(|at| at.span.clone())
        }
        let keys = [
            ("max_length", place(self.max_length.as_ref())),
            ("min", place(self.min.as_ref())),
            ("max", place(self.max.as_ref())),
            ("whole", place(self.whole.as_ref())),
            ("unit", place(self.unit.as_ref())),
            ("at_least", place(self.at_least.as_ref())),
            ("at_most", place(self.at_most.as_ref())),
            ("advise_at_most", place(self.advise_at_most.as_ref())),
            ("choices", place(self.choices.as_ref())),
            ("choice", place(self.choice.first())),
            ("one", place(self.one.as_ref())),
            ("many", place(self.many.as_ref())),
            ("title", place(self.title.as_ref())),
            ("field", place(self.field.first())),
            ("propose", place(self.propose.as_ref())),
            ("usual", place(self.usual.as_ref())),
            ("propose_ask", place(self.propose_ask.as_ref())),
            ("to", place(self.to.as_ref())),
            ("many_links", place(self.many_links.as_ref())),
            ("among", place(self.among.as_ref())),
            ("order", place(self.order.as_ref())),
            ("sole", place(self.sole.as_ref())),
            ("each", place(self.each.as_ref())),
            ("start", place(self.start.as_ref())),
            ("default", place(self.default.as_ref())),
        ];
        keys.into_iter().filter_map(|(key, place)| place.map(|place| (key, place))).collect()
    }
}

/// One of the answers a question offers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "choice")]
pub(crate) struct RawChoice {
    /// What is stored.
    #[schemars(required)]
    pub key: Text,
    /// The key it had in an earlier version, or several of them.
    pub was: Option<At<Names>>,
    /// In a bank that extends another: the choice, by its key, that it stands behind.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub after: Text,
    /// In a bank that extends another: the choice, by its key, that it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
    /// What is shown.
    #[schemars(required)]
    pub label: Text,
    /// One line of explanation.
    pub help: Text,
    /// What stands for the label where there is little room, such as above a column of ticks.
    pub short: Text,
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

/// Defines a type of the schema that takes one of a few words.
macro_rules! words {
    ($(#[$meaning:meta])* $type:ident, $name:literal, $words:expr) => {
        $(#[$meaning])*
        struct $type;

        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<&str> = $words.collect();
                json_schema!({ "type": "string", "enum": words })
            }
        }
    };
}

words!(
    /// The kinds of answers, for the schema.
    WrittenKind, "kind", KindName::ALL.iter().map(|kind| kind.written())
);
words!(
    /// The roles, for the schema.
    RoleName, "role", CATALOGUE.iter().map(|entry| entry.name)
);

/// The depths, for the schema.
#[derive(JsonSchema)]
#[schemars(rename = "depth", rename_all = "kebab-case")]
#[expect(dead_code, reason = "only described, never read: the lint reports unknown depths itself")]
enum DepthName {
    Essential,
    Standard,
    More,
}
