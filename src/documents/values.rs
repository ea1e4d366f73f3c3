//! The facts view as the values of templates, converted once per document.

use crate::fact::{Fact, FactMap};
use crate::words;
use fnv::FnvHashSet;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tera::value::Key;
use tera::{Context, Value};

/// Maps that stand in every item and say something of each of its fields. Items are many, so that of these only
/// what a template names is converted: `kind` where one writes `labels.kind`.
const OF_FIELDS: [&str; 2] = ["labels", "states"];

/// Facts that are names, and go into sentences as they are.
const NAMES: [&str; 2] = ["title", "venture_name"];

/// What may stand at the end of a name by habit and would upset the sentence it stands in.
const LOOSE: [char; 4] = [',', ';', ':', ' '];

/// What a template writes to see everything.
const EVERYTHING: &str = "__tera_context";

/// The words that stand in templates. A fact whose name none of them speaks of need not be converted.
pub(super) struct Vocabulary {
    words: Words,
    /// The names that follow each of [`OF_FIELDS`]; none where a template takes such a map as a whole.
    fields: [Option<Words>; OF_FIELDS.len()],
}

impl Vocabulary {
    /// The words of these templates.
    pub(super) fn new<'a>(templates: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self { words: Words::default(), fields: [Some(Words::default()), Some(Words::default())] };
        for text in templates {
            let mut end = 0;
            for word in text.as_bytes().split(|byte| !is_of_word(*byte)) {
                end += word.len() + 1;
                if word.is_empty() || vocabulary.words.contains(word) && !is_of_fields(word) {
                    continue;
                }
                for (map, fields) in OF_FIELDS.iter().zip(&mut vocabulary.fields) {
                    if word == map.as_bytes() {
                        speaks_of(fields, text.as_bytes().get(end - 1..).unwrap_or_default());
                    }
                }
                vocabulary.words.insert(word.into());
            }
        }
        if vocabulary.has(EVERYTHING) {
            vocabulary.fields = [None, None];
        }
        vocabulary
    }

    fn has(&self, name: &str) -> bool {
        self.words.contains(name.as_bytes()) || self.words.contains(EVERYTHING.as_bytes())
    }

    /// The fields spoken of, if this is one of [`OF_FIELDS`] and not taken as a whole.
    fn fields_of(&self, map: &str) -> Option<&Words> {
        let place = OF_FIELDS.iter().position(|of_fields| *of_fields == map)?;
        self.fields.get(place)?.as_ref()
    }
}

fn is_of_fields(word: &[u8]) -> bool {
    OF_FIELDS.iter().any(|map| map.as_bytes() == word)
}

/// Notes the name that is taken from a map, or that the map is taken as a whole; `after` is what follows its name.
fn speaks_of(fields: &mut Option<Words>, after: &[u8]) {
    let name = after.strip_prefix(b"?.").or_else(|| after.strip_prefix(b".")).unwrap_or_default();
    let name = name.split(|byte| !is_of_word(*byte)).next().unwrap_or_default();
    if name.is_empty() {
        *fields = None;
    } else if let Some(fields) = fields {
        fields.insert(name.into());
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A set of words from templates, which nobody chooses so that they clash: a plain hash will do.
type Words = FnvHashSet<Box<[u8]>>;

/// The facts as a context for templates: decimals as exact text, whole numbers as integers, control and
/// bidirectional characters taken out of every text.
pub(super) fn context(facts: &Fact, vocabulary: &Vocabulary) -> Context {
    let mut context = Context::new();
    let Fact::Map(entries) = facts else { return context };
    let mut conversion = Conversion { maps: HashMap::new(), keys: HashMap::new(), vocabulary };
    for (name, fact) in entries.iter().filter(|(name, _)| vocabulary.has(name)) {
        context.insert_value(name.clone(), conversion.value(name, fact));
    }
    context
}

/// One conversion. Maps that the facts share (an item stands in its list and among all items) are converted once.
struct Conversion<'a> {
    maps: HashMap<*const FactMap, Value>,
    keys: HashMap<&'a str, Arc<str>>,
    vocabulary: &'a Vocabulary,
}

impl<'a> Conversion<'a> {
    /// The value of a fact that stands under this name.
    fn value(&mut self, name: &str, fact: &'a Fact) -> Value {
        match fact {
            Fact::Null => Value::none(),
            Fact::Bool(truth) => Value::from(*truth),
            Fact::Whole(number) => Value::from(*number),
            Fact::Decimal(number) => Value::from(number.to_string()),
            Fact::Text(text) if NAMES.contains(&name) => Value::normal_string(shown(text).trim_end_matches(LOOSE)),
            Fact::Text(text) => Value::normal_string(&shown(text)),
            Fact::List(values) => Value::from(values.iter().map(|fact| self.value(name, fact)).collect::<Vec<_>>()),
            Fact::Map(map) => self.map(name, map),
        }
    }

    fn map(&mut self, name: &str, map: &'a Arc<FactMap>) -> Value {
        let fields = self.vocabulary.fields_of(name);
        if fields.is_none()
            && let Some(value) = self.maps.get(&Arc::as_ptr(map))
        {
            return value.clone();
        }
        let spoken_of = map.iter().filter(|(field, _)| fields.is_none_or(|fields| fields.contains(field.as_bytes())));
        let values: BTreeMap<Entry, Value> = spoken_of
            .enumerate()
            .map(|(place, (field, fact))| {
                let value = self.value(field, fact);
                let name = self.keys.entry(field).or_insert_with(|| Arc::from(field.as_str()));
                (Entry { place, name: Arc::clone(name) }, value)
            })
            .collect();
        let value = Value::from(values);
        if fields.is_none() {
            self.maps.insert(Arc::as_ptr(map), value.clone());
        }
        value
    }
}

/// A name on its way into a map of the engine, which takes only whole maps and hashes every name itself: until then
/// the names are kept in order by their places, and nothing is hashed twice.
struct Entry {
    place: usize,
    name: Arc<str>,
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place.cmp(&other.place)
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for Entry {}

impl From<Entry> for Key<'static> {
    fn from(entry: Entry) -> Self {
        Key::String(entry.name)
    }
}

fn shown(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(words::printable_lines(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn map(entries: &[(&str, Fact)]) -> Fact {
        Fact::map(entries.iter().map(|(name, fact)| ((*name).to_owned(), fact.clone())).collect())
    }

    #[test]
    fn a_decimal_becomes_exact_text_and_a_whole_number_stays_a_number() {
        let facts = map(&[("price", Fact::Decimal(Decimal::new(6000, 2))), ("count", Fact::Whole(3))]);
        let context = context(&facts, &Vocabulary::new(["price count"].into_iter()));
        assert_eq!(context.get("price").and_then(Value::as_str), Some("60.00"));
        assert_eq!(context.get("count").and_then(Value::as_i64), Some(3));
    }

    #[test]
    fn control_and_bidi_characters_never_reach_a_template() {
        let facts = map(&[("name", Fact::text("a\u{202e}b\u{7}\nc"))]);
        let context = context(&facts, &Vocabulary::new(["{{name}}"].into_iter()));
        assert_eq!(context.get("name").and_then(Value::as_str), Some("ab\nc"));
    }

    #[test]
    fn what_no_template_speaks_of_is_not_converted() {
        let words = map(&[("title", Fact::text("a")), ("kind", Fact::text("b"))]);
        let item = map(&[("title", Fact::text("a")), ("labels", words.clone()), ("states", words)]);
        let facts = map(&[("segments", Fact::list([item])), ("country", Fact::text("Belgium"))]);
        let converted = |template: &str| {
            let context = context(&facts, &Vocabulary::new([template].into_iter()));
            let first = context.get("segments").and_then(Value::as_array).and_then(<[Value]>::first);
            let maps =
                ["labels", "states"].map(|map| first?.as_map()?.get(&Key::Str(map))?.as_map().map(tera::Map::len));
            (maps.map(Option::unwrap), context.contains_key("country"))
        };
        for (template, expected) in [
            ("{{ segments }}", ([0, 0], false)),
            ("{{ segments[0].labels.kind }}{{ my_labels }}", ([1, 0], false)),
            ("{{ segments[0].labels.kind }}{{ segments[0]?.labels?.title }}", ([2, 0], false)),
            ("{% set all = segments[0].states %}{{ segments[0].labels.other }}", ([0, 2], false)),
            ("{{ __tera_context }}", ([2, 2], true)),
        ] {
            assert_eq!(converted(template), expected, "{template}");
        }
    }
}
