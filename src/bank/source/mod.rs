//! The bank's files as they are written: flat tables, every key optional, each value with its place.

mod checks;
mod import;
mod names;
mod question;
mod upgrade;

pub(crate) use checks::{RawCheck, RawDerived, RawInsight};
pub(crate) use import::RawImport;
pub(crate) use names::{EXPECTED_NAMES, Names};
pub(crate) use question::{RawCaution, RawChoice, RawQuestion};
pub(crate) use upgrade::RawUpgrade;

use super::extend::SORTS;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// A value with the bytes of the file it was read from.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub value: T,
    pub span: Range<usize>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = toml::Spanned::<T>::deserialize(deserializer)?;
        let span = spanned.span();
        Ok(Self { value: spanned.into_inner(), span })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

/// Text with its place.
pub(crate) type Text = Option<At<String>>;
/// Several tables or texts, each with its place.
pub(crate) type List<T> = Vec<At<T>>;

/// `bank.toml`: what the bank is, what its questions share, and the parts that are no steps.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "bank")]
pub(crate) struct RawBank {
    /// The number of the format its files are written in; without it, the first one.
    #[schemars(range(min = 1))]
    #[expect(dead_code, reason = "read before everything else, because the rest depends on it")]
    pub format: Option<At<u64>>,
    /// The bank that this one builds on: the id of one that is part of canvass, or a folder, such as `../our-bank`. All
    /// of it stays but what is written here: a table with an id that it has replaces single keys, others are added.
    #[expect(dead_code, reason = "read before everything else")]
    pub extends: Text,
    /// What the bank that this one extends asks, and this one does not: `question`, `list.field`, `question.choice`,
    /// the id of a check, `step.ID`, `chapter.ID`, `reader.ID`, `column.ID`, `canvas.LIST` or `choices.SET.KEY`.
    #[serde(default)]
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub hide: List<String>,
    /// Names the bank in plans, kebab-case.
    #[schemars(required)]
    pub id: Text,
    /// The bank's own version; any change of it is noticed in plans.
    #[schemars(required)]
    pub version: Text,
    /// BCP 47 tag of the language the bank is written in.
    #[schemars(required)]
    pub language: Text,
    /// Title shown to people.
    #[schemars(required)]
    pub title: Text,
    /// Who made the method, and under which licence.
    pub credit: Text,
    /// The step files in the order of the walk, without `.toml`.
    #[schemars(required)]
    pub steps: Option<At<List<String>>>,
    /// Sets of choices that several questions share, by name.
    #[serde(default)]
    pub choices: BTreeMap<String, List<RawChoice>>,
    /// Words that people type where they have no answer: the walk asks what they mean.
    pub unanswered: Option<RawUnanswered>,
    /// The questions before the first step.
    pub profile: Option<At<RawStep>>,
    /// The pause at half-way.
    #[schemars(required)]
    pub pause: Option<At<RawStep>>,
    /// The blocks of the drawn canvas in the order in which they are listed.
    #[serde(default)]
    pub canvas: List<RawCanvasBlock>,
    /// What the parts of canvases that others wrote are called, for `canvass import`. The title of a block and what its
    /// entries are called are known in any case.
    #[serde(default)]
    pub import: List<RawImport>,
    /// Answers of old plans that become entries of a list.
    #[serde(default)]
    pub upgrade: List<RawUpgrade>,
    /// The chapters and annexes of the plan; without one, every step is a chapter.
    #[serde(default)]
    pub chapter: List<RawChapter>,
    /// Who reads plans; the first is meant where nobody is named.
    #[serde(default)]
    pub reader: List<RawReader>,
    /// What plans are compared by, beside what every bank has.
    #[serde(default)]
    pub column: List<RawColumn>,
    /// What stands in the calendar of a plan: dates of the programme, and those that follow from the answers.
    #[serde(default)]
    pub due: List<RawDue>,
    /// How ready a plan is: what its evidence is.
    pub readiness: Option<At<RawReadiness>>,
}

/// Something that is due on a day.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "due")]
pub(crate) struct RawDue {
    /// Names it, `kebab-case` or `snake_case`.
    #[schemars(required)]
    pub id: Text,
    /// In a bank that extends another: what it stands behind.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub after: Text,
    /// In a bank that extends another: what it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
    /// What is due, such as `Interview at half-time`; before a colon and the name of an entry where there are `dates`.
    #[schemars(required)]
    pub title: Text,
    /// The day of the programme: `2026-05-01`.
    pub on: Text,
    /// CEL: days that follow from the answers, a list of maps: `id` and `title` of the entry, and `day`, a date if there is one.
    pub dates: Text,
    /// Whether it is simply over when the day is, such as a meeting: it is never told as overdue.
    pub passes: Option<bool>,
}

/// A column of a table of many plans.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "column")]
pub(crate) struct RawColumn {
    /// Names the column, `snake_case`.
    #[schemars(required)]
    pub id: Text,
    /// In a bank that extends another: the column that it stands behind.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub after: Text,
    /// In a bank that extends another: the column that it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
    /// Title shown to people.
    #[schemars(required)]
    pub title: Text,
    /// What it holds. `text` is what founders wrote in their own words, which is shown only where the column is asked
    /// for; `choice` is one of a few words.
    #[schemars(required, with = "ColumnKindName")]
    pub kind: Text,
    /// CEL: its value for a plan, over what checks read.
    #[schemars(required)]
    pub value: Text,
    /// What is counted, such as `hours a week`.
    pub unit: Text,
    /// CEL: where this is true something is left out of the value, and it is marked.
    pub partial: Text,
    /// Whether it is shown only where it is asked for by its id.
    pub private: Option<bool>,
    /// What it means, for those who read the table.
    pub about: Text,
}

#[derive(JsonSchema)]
#[schemars(rename = "column_kind", rename_all = "kebab-case")]
#[expect(dead_code, reason = "only described: read as text, so that an unknown name is told with the others")]
enum ColumnKindName {
    Text,
    Choice,
    Number,
    Money,
    Percent,
    Date,
    YesNo,
}

/// How ready a plan is. How much is answered and what holds together is known of every bank; what supports the plan is
/// said here.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "readiness")]
pub(crate) struct RawReadiness {
    /// CEL: what the plan rests on, a list of maps: `id` and `title` of the entry, `importance`, a number, and `level`,
    /// how well it is supported, from 0, only belief, to 4, paid or signed.
    #[schemars(required)]
    pub beliefs: Text,
    /// CEL: where this is true there are too few of them to speak of evidence, so that it counts as 30 at most.
    pub thin: Text,
    /// Why, as a clause: `fewer than three assumptions are named`.
    pub thin_because: Text,
    /// CEL: the ids of entries that a test is planned for. "Don't know yet" counts half there.
    pub tested: Text,
    /// The checks whose findings keep a plan below 40, whatever else is good.
    #[serde(default)]
    pub worst: List<String>,
    /// CEL: whether the founders allow that their answers are read and kept.
    pub consent: Text,
}

/// A chapter of the plan. The template `chapters/ID.md` writes it, or the generic one.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "chapter")]
pub(crate) struct RawChapter {
    /// Names the chapter, `snake_case`.
    #[schemars(required)]
    pub id: Text,
    /// In a bank that extends another: the chapter that it stands behind.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub after: Text,
    /// In a bank that extends another: the chapter that it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
    /// Title shown to people.
    #[schemars(required)]
    pub title: Text,
    /// The ids of the steps whose answers it tells, `profile` and `pause` among them.
    #[serde(default)]
    pub steps: List<String>,
    /// The plan has the chapter only where this holds: an expression in CEL.
    pub when: Text,
    /// Whether it stands at the end, with a letter instead of a number.
    pub annex: Option<bool>,
}

/// Somebody a plan is written for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "reader")]
pub(crate) struct RawReader {
    /// What `draft --for` takes.
    #[schemars(required)]
    pub id: Text,
    /// In a bank that extends another: the reader that it stands behind.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub after: Text,
    /// In a bank that extends another: the reader that it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
    /// Who it is, as in speech.
    #[schemars(required)]
    pub title: Text,
    /// The ids of chapters and annexes in the order in which this reader finds them.
    #[serde(default)]
    pub chapters: List<String>,
    /// How much of what follows from the answers opens the plan, what matters most to this reader first: 5 where it is left out.
    #[serde(default)]
    pub opens_with: Option<At<u32>>,
}

/// A block of the drawn canvas.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "canvas")]
pub(crate) struct RawCanvasBlock {
    /// The list whose entries stand in it.
    #[schemars(required)]
    pub list: Text,
    /// In a bank that extends another: the block, by its list, that it stands behind.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub after: Text,
    /// In a bank that extends another: the block, by its list, that it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
    /// Title shown to people.
    #[schemars(required)]
    pub title: Text,
    /// Its column, from 1 at the left; without it, the block lies in the band below all columns.
    #[schemars(range(min = 1))]
    pub column: Option<At<u64>>,
    /// Its place from 1: from the top of its column, or from the left in the band.
    #[schemars(required, range(min = 1))]
    pub row: Option<At<u64>>,
    /// In the band: how much of its width the block takes beside the others; 1 without it.
    #[schemars(range(min = 1))]
    pub span: Option<At<u64>>,
}

/// Words that say that there is no answer, in the bank's language. Case and full stops do not count.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "unanswered")]
pub(crate) struct RawUnanswered {
    /// Those of somebody who does not know yet.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// Those of somebody for whom there is nothing to answer.
    #[serde(default)]
    pub not_applicable: Vec<String>,
}

/// A step file; also the profile and the pause.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "part")]
pub(crate) struct RawStep {
    /// Names the step, `snake_case`; the profile and the pause have none.
    pub id: Text,
    /// The id it had in an earlier version, or several of them.
    pub was: Option<At<Names>>,
    /// The id of the step it follows: of the pause, or of a step in a bank that extends another.
    pub after: Text,
    /// In a bank that extends another: the id of the step that it stands before.
    #[expect(dead_code, reason = "taken out before the rest is read")]
    pub before: Text,
    /// Title shown to people.
    #[schemars(required)]
    pub title: Text,
    /// One line on what the step is for.
    #[schemars(required)]
    pub purpose: Text,
    /// A short paragraph shown when the step opens.
    pub guidance: Text,
    /// What is said when the step closes; may hold CEL in braces.
    pub produced: Text,
    /// The questions in order.
    #[serde(default)]
    pub question: List<RawQuestion>,
    /// Fields of items that follow from the answers so far.
    #[serde(default)]
    pub fact: List<RawDerived>,
    /// What has to hold in the answers.
    #[serde(default)]
    pub check: List<RawCheck>,
    /// What follows from the answers and figures.
    #[serde(default)]
    pub insight: List<RawInsight>,
}

/// A file of a bank is either of these.
#[derive(JsonSchema)]
#[schemars(untagged, title = "A file of a canvass question bank")]
#[expect(dead_code, reason = "only described: the name of a file tells which of the two it is")]
enum BankFile {
    Bank(Box<RawBank>),
    Step(Box<RawStep>),
}

/// The JSON Schema (draft 7) of a bank's files, for editors.
#[must_use]
pub fn schema() -> serde_json::Value {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(without_null));
    let mut schema = settings.into_generator().into_root_schema_for::<BankFile>().to_value();
    if let Some(definitions) = schema.get_mut("definitions").and_then(serde_json::Value::as_object_mut) {
        definitions.iter_mut().for_each(|(name, definition)| may_change(name, definition));
    }
    schema
}

/// A table that changes one of a bank that is extended says only what changes: a kind is what a new question has.
fn may_change(name: &str, definition: &mut serde_json::Value) {
    let Some(definition) = definition.as_object_mut() else { return };
    let needed: Vec<String> =
        definition.get("required").and_then(|keys| serde_json::from_value(keys.clone()).ok()).unwrap_or_default();
    let sort = SORTS.iter().find(|sort| sort.defined_as() == name);
    let kept = match sort {
        Some(sort) => [sort.id, "of"],
        None if name == "bank" => ["id", "version"],
        None => return,
    };
    let (kept, rest): (Vec<&String>, Vec<&String>) = needed.iter().partition(|key| kept.contains(&key.as_str()));
    definition.insert("required".to_owned(), serde_json::json!(kept));
    if name == "bank" {
        let either = serde_json::json!([{ "required": ["extends"] }, { "required": rest }]);
        definition.insert("anyOf".to_owned(), either);
    } else if name == "question" {
        let rest: Vec<&String> = rest.into_iter().filter(|key| *key != "kind").collect();
        definition.insert("dependencies".to_owned(), serde_json::json!({ "kind": rest }));
    }
}

/// TOML has no null: a key that may be left out is never null.
fn without_null(schema: &mut Schema) {
    let null = serde_json::json!("null");
    if let Some(types) = schema.get_mut("type").and_then(serde_json::Value::as_array_mut) {
        types.retain(|name| *name != null);
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(any) = schema.get_mut("anyOf").and_then(serde_json::Value::as_array_mut) else { return };
    any.retain(|variant| variant.get("type") != Some(&null));
    if let [serde_json::Value::Object(only)] = any.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        only.into_iter().for_each(|(key, value)| drop(schema.insert(key, value)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::KindName;

    #[test]
    fn the_schema_names_keys_kinds_and_what_is_required() {
        let schema = schema();
        let question = schema.pointer("/definitions/question").unwrap();
        // Without a kind it changes one of a bank that is extended.
        assert_eq!(question.pointer("/required"), Some(&serde_json::json!(["id"])));
        assert_eq!(question.pointer("/dependencies"), Some(&serde_json::json!({ "kind": ["ask", "label"] })));
        assert_eq!(question.pointer("/properties/max_length/type"), Some(&serde_json::json!("integer")));
        assert_eq!(question.pointer("/properties/field/items/$ref").unwrap(), "#/definitions/question");
        let kinds: Vec<&str> = KindName::ALL.iter().map(|kind| kind.written()).collect();
        let offered = question.pointer("/properties/kind/enum").or(schema.pointer("/definitions/kind/enum"));
        assert_eq!(offered, Some(&serde_json::json!(kinds)));
        assert!(!schema.to_string().contains("null"), "{schema:#}");
    }

    #[test]
    fn the_schema_says_which_kinds_read_a_key() {
        let schema = schema();
        let described = schema.pointer("/definitions/question/properties").unwrap().as_object().unwrap();
        for (key, property) in described {
            let readers = KindName::ALL.iter().filter(|kind| kind.keys().contains(&key.as_str()));
            let readers: Vec<String> = readers.map(|kind| format!("`{}`", kind.written())).collect();
            let text = property["description"].as_str().unwrap_or_default();
            let (named, _) = text.strip_prefix('`').and_then(|_| text.split_once(':')).unwrap_or_default();
            let mut named: Vec<&str> = named.split(", ").filter(|name| name.starts_with('`')).collect();
            named.sort_by_key(|name| readers.iter().position(|reader| reader == name));
            assert!(
                named == readers || named.is_empty() && ["start", "default"].contains(&key.as_str()),
                "{key}: {text}"
            );
        }
        let all = KindName::ALL.iter().flat_map(|kind| kind.keys());
        assert!(all.clone().all(|key| described.contains_key(*key)), "{described:#?}");
    }
}
