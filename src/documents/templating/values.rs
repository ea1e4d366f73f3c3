//! The facts view as the values of templates, converted once per document.

use crate::fact::{Fact, FactMap};
use crate::figures::roles::LATER;
use crate::words;
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use tera::value::Key;
use tera::{Context, Map, Value};

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
    let mut conversion = Conversion::default();
    for (name, fact) in &divided {
        context.insert_value(name.to_string(), conversion.value(name, fact));
    }
    context
}

/// A fact as a value of its own.
pub(crate) fn value(fact: &Fact) -> Value {
    Conversion::default().value("", fact)
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
#[derive(Default)]
struct Conversion<'a> {
    maps: HashMap<*const FactMap, Value, RandomState>,
    /// The last map under each name, with nothing in it: the next one mostly has the same names, so that none of them is
    /// looked up.
    shapes: HashMap<&'a str, Map, RandomState>,
    keys: HashMap<&'a str, Arc<str>, RandomState>,
}

impl<'a> Conversion<'a> {
    /// The value of a fact that stands under this name.
    fn value(&mut self, name: &'a str, fact: &'a Fact) -> Value {
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

    fn map(&mut self, name: &'a str, map: &'a Arc<FactMap>) -> Value {
        if let Some(value) = self.maps.get(&Arc::as_ptr(map)) {
            return value.clone();
        }
        let mut values = self.shape(name, map);
        if values.len() == map.len() {
            for (value, (field, fact)) in values.values_mut().zip(map.iter()) {
                *value = self.value(field, fact);
            }
        } else {
            // Names that differ only in what is not shown.
            for (field, fact) in map.iter() {
                values.insert(self.key(field), self.value(field, fact));
            }
        }
        let value = Value::from(values);
        self.maps.insert(Arc::as_ptr(map), value.clone());
        value
    }

    /// A map with the names of another one, and nothing under them.
    fn shape(&mut self, name: &'a str, map: &'a FactMap) -> Map {
        let is_alike = |shape: &&Map| {
            shape.len() == map.len() && shape.keys().zip(map.keys()).all(|(own, name)| own.as_str() == Some(name))
        };
        if let Some(shape) = self.shapes.get(name).filter(is_alike) {
            return shape.clone();
        }
        let shape: Map = map.keys().map(|field| (self.key(field), Value::none())).collect();
        self.shapes.insert(name, shape.clone());
        shape
    }

    /// A name as in texts, so that an id is found under its name, whatever stands in it.
    fn key(&mut self, field: &'a str) -> Key<'static> {
        Key::String(Arc::clone(self.keys.entry(field).or_insert_with(|| Arc::from(shown(field)))))
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
        Fact::map(entries.iter().map(|(name, fact)| ((*name).into(), fact.clone())).collect())
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
