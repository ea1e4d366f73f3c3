//! The facts view as the values of templates, converted once per document.

use crate::fact::{Fact, FactMap};
use crate::words;
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use tera::value::Key;
use tera::{Context, Value};

/// The name under which templates find the words that keep their capital.
pub(super) const PROPER_NAMES: &str = "proper_names";

/// The states of an item's fields. Items are many, so they are converted only where a template speaks of them.
const STATES: &str = "states";

/// Words that begin a sentence inside a title and are no names.
const ARTICLES: [&str; 3] = ["A", "An", "The"];

/// What a template writes to see everything.
const EVERYTHING: &str = "__tera_context";

/// The words that stand in templates. A fact whose name none of them speaks of need not be converted.
pub(super) struct Vocabulary(HashSet<Box<str>>);

impl Vocabulary {
    /// The words of these templates.
    pub(super) fn new<'a>(templates: impl Iterator<Item = &'a str>) -> Self {
        let words = templates.flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'));
        Self(words.filter(|word| !word.is_empty()).map(Box::from).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(name) || self.0.contains(EVERYTHING)
    }
}

/// The facts as a context for templates: decimals as exact text, whole numbers as integers, control and
/// bidirectional characters taken out of every text.
pub(super) fn context(facts: &Fact, vocabulary: &Vocabulary) -> Context {
    let mut context = Context::new();
    let Fact::Map(entries) = facts else { return context };
    let skipped = (!vocabulary.has(STATES)).then_some(STATES);
    let mut conversion = Conversion { skipped, ..Conversion::default() };
    for (name, fact) in entries.iter().filter(|(name, _)| vocabulary.has(name)) {
        context.insert_value(name.clone(), conversion.value(fact));
    }
    context.insert_value(PROPER_NAMES, Value::from(proper_names(facts)));
    context
}

/// One conversion. Maps that the facts share (an item stands in its list and among all items) are converted once.
#[derive(Default)]
struct Conversion<'a> {
    maps: HashMap<*const FactMap, Value>,
    keys: HashMap<&'a str, Arc<str>>,
    skipped: Option<&'static str>,
}

impl<'a> Conversion<'a> {
    fn value(&mut self, fact: &'a Fact) -> Value {
        match fact {
            Fact::Null => Value::none(),
            Fact::Bool(truth) => Value::from(*truth),
            Fact::Whole(number) => Value::from(*number),
            Fact::Decimal(number) => Value::from(number.to_string()),
            Fact::Text(text) => Value::normal_string(&shown(text)),
            Fact::List(values) => Value::from(values.iter().map(|fact| self.value(fact)).collect::<Vec<_>>()),
            Fact::Map(map) => self.map(map),
        }
    }

    fn map(&mut self, map: &'a Arc<FactMap>) -> Value {
        if let Some(value) = self.maps.get(&Arc::as_ptr(map)) {
            return value.clone();
        }
        let mut values = IndexMap::with_capacity(map.len());
        let skipped = self.skipped;
        let wanted = map.iter().filter(|(name, _)| skipped != Some(name.as_str()));
        for (place, (name, fact)) in wanted.enumerate() {
            let value = self.value(fact);
            let name = self.keys.entry(name).or_insert_with(|| Arc::from(name.as_str()));
            values.insert(Entry { place, name: Arc::clone(name) }, value);
        }
        let value = Value::from(values);
        self.maps.insert(Arc::as_ptr(map), value.clone());
        value
    }
}

/// A name on its way into a map of the engine. The engine only takes a whole map and hashes every name again; until
/// then the place is enough to tell the names apart.
struct Entry {
    place: usize,
    name: Arc<str>,
}

impl Hash for Entry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.place);
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
    if text.chars().all(|c| matches!(c, ' '..='~')) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(words::printable_lines(text))
    }
}

/// Words that keep their capital inside a sentence, as far as the answers tell.
fn proper_names(facts: &Fact) -> Vec<String> {
    let names = facts.get("proper_names").as_list().iter().map(|name| (name.clone(), true)).collect::<Vec<_>>();
    let items = facts.get("items");
    let titles = match &items {
        Fact::Map(items) => items.values().map(|item| (item.get("title"), false)).collect(),
        _ => Vec::new(),
    };
    let mut words = Vec::new();
    for (title, is_name) in names.into_iter().chain(titles) {
        // A capital at the beginning, or after a colon, says nothing about the word.
        let mut begins = !is_name;
        for word in title.as_text().unwrap_or_default().split_whitespace() {
            if !begins && word.starts_with(char::is_uppercase) && !ARTICLES.contains(&word) {
                words.push(word.to_owned());
            }
            begins = !is_name && word.ends_with([':', '.', '?', '!']);
        }
    }
    words.sort_unstable();
    words.dedup();
    words
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
        let item = map(&[("title", Fact::text("a")), ("states", map(&[("title", Fact::text("answered"))]))]);
        let facts = map(&[("segments", Fact::list([item])), ("country", Fact::text("Belgium"))]);
        let converted = |template: &str| {
            let context = context(&facts, &Vocabulary::new([template].into_iter()));
            let first = context.get("segments").and_then(Value::as_array).and_then(<[Value]>::first);
            (first.and_then(Value::as_map).map(tera::Map::len), context.contains_key("country"))
        };
        assert_eq!(converted("{{ segments }}"), (Some(1), false));
        assert_eq!(converted("{{ segments[0].states.title }}"), (Some(2), false));
        assert_eq!(converted("{{ __tera_context }}"), (Some(2), true));
    }

    #[test]
    fn names_are_proper_names_and_the_first_word_of_a_title_is_not() {
        let item = map(&[("title", Fact::text("Club talks in Antwerp"))]);
        let facts =
            map(&[("proper_names", Fact::list([Fact::text("Mara Voss")])), ("items", map(&[("channels-1", item)]))]);
        assert_eq!(proper_names(&facts), ["Antwerp", "Mara", "Voss"]);
    }
}
