//! The facts view as the values of templates, converted once per document.

use crate::fact::{Fact, FactMap};
use crate::figures::roles::LATER;
use crate::words;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tera::value::Key;
use tera::{Context, Value};

/// Facts that are names, and go into sentences as they are.
const NAMES: [&str; 2] = ["title", "name"];

/// What may stand at the end of a name by habit and would upset the sentence it stands in.
const LOOSE: [char; 4] = [',', ';', ':', ' '];

/// The facts as a context for templates: decimals as exact text, whole numbers as integers, control and
/// bidirectional characters taken out of every text.
///
/// Lists hold what is planned now; what is kept for later stands in `later`, under the name of its list.
pub(crate) fn context(facts: &Fact) -> Context {
    let mut context = Context::new();
    let Fact::Map(entries) = facts else { return context };
    let mut later = FactMap::default();
    let mut divided = entries.as_ref().clone();
    for (name, fact) in &mut divided {
        if let Some((now, kept)) = parted(fact) {
            *fact = now;
            later.insert(name.clone(), kept);
        }
    }
    divided.insert("later".into(), Fact::map(later));
    let mut conversion = Conversion { maps: HashMap::new(), keys: HashMap::new() };
    for (name, fact) in &divided {
        context.insert_value(name.clone(), conversion.value(name, fact));
    }
    context
}

/// A fact as a value of its own.
pub(crate) fn value(fact: &Fact) -> Value {
    Conversion { maps: HashMap::new(), keys: HashMap::new() }.value("", fact)
}

/// The entries of a list that count now, and those that are kept for later; none if it is no list of the bank.
fn parted(fact: &Fact) -> Option<(Fact, Fact)> {
    let Fact::List(entries) = fact else { return None };
    let is_entry = entries.iter().all(|entry| matches!(entry, Fact::Map(map) if map.contains_key("list")));
    let (kept, now): (Vec<Fact>, Vec<Fact>) =
        entries.iter().cloned().partition(|entry| entry.get(LATER) == Fact::Bool(true));
    is_entry.then(|| (Fact::list(now), Fact::list(kept)))
}

/// One conversion. Maps that the facts share (an item stands in its list and among all items) are converted once.
struct Conversion<'a> {
    maps: HashMap<*const FactMap, Value>,
    keys: HashMap<&'a str, Arc<str>>,
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
            Fact::Map(map) => self.map(map),
        }
    }

    fn map(&mut self, map: &'a Arc<FactMap>) -> Value {
        if let Some(value) = self.maps.get(&Arc::as_ptr(map)) {
            return value.clone();
        }
        let values: BTreeMap<MapKey, Value> = map
            .iter()
            .enumerate()
            .map(|(place, (field, fact))| {
                let value = self.value(field, fact);
                // As in texts, so that an id is found under its name, whatever stands in it.
                let name = self.keys.entry(field).or_insert_with(|| Arc::from(shown(field)));
                (MapKey { place, name: Arc::clone(name) }, value)
            })
            .collect();
        let value = Value::from(values);
        self.maps.insert(Arc::as_ptr(map), value.clone());
        value
    }
}

/// A name on its way into a map of the engine, which takes only whole maps and hashes every name itself: until then
/// the names are kept in order by their places, and nothing is hashed twice.
struct MapKey {
    place: usize,
    name: Arc<str>,
}

impl Ord for MapKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place.cmp(&other.place)
    }
}

impl PartialOrd for MapKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for MapKey {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for MapKey {}

impl From<MapKey> for Key<'static> {
    fn from(entry: MapKey) -> Self {
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
        let context = context(&facts);
        assert_eq!(context.get("price").and_then(Value::as_str), Some("60.00"));
        assert_eq!(context.get("count").and_then(Value::as_i64), Some(3));
    }

    #[test]
    fn control_and_bidi_characters_never_reach_a_template() {
        let facts = map(&[("name", Fact::text("a\u{202e}b\u{7}\nc"))]);
        let context = context(&facts);
        assert_eq!(context.get("name").and_then(Value::as_str), Some("ab\nc"));
    }
}
