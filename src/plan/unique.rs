//! JSON in which no key stands twice in one place: usually the last one counts, and what the first one said is lost
//! without a word.

use super::Named;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Value as Json};
use std::fmt;
use std::marker::PhantomData;

/// Reads JSON.
///
/// # Errors
/// What is wrong with it, a key that stands twice included, each with its place.
pub(super) fn read(text: &str) -> serde_json::Result<Json> {
    serde_json::from_str(text).map(|Unique(json)| json)
}

/// A value of a plan.
pub(super) fn value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
    Unique::deserialize(deserializer).map(|Unique(json)| json)
}

/// A small part of a plan, of which what is not known is not kept.
pub(super) fn part<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<T, D::Error> {
    serde_json::from_value(value(deserializer)?).map_err(D::Error::custom)
}

/// What a plan holds beside what is known of it.
pub(super) fn rest<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Json>, D::Error> {
    let rest: Named<Unique> = entries(deserializer)?;
    Ok(rest.into_iter().map(|(key, Unique(json))| (key, json)).collect())
}

/// Named values of a plan.
pub(super) fn entries<'de, D: Deserializer<'de>, V: Deserialize<'de>>(deserializer: D) -> Result<Named<V>, D::Error> {
    deserializer.deserialize_map(Entries(PhantomData))
}

struct Entries<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
    type Value = Named<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = Named::default();
        while let Some(key) = entries.next_key::<String>()? {
            if map.insert(key, entries.next_value()?).is_some() {
                return Err(A::Error::custom("a key stands twice in one place"));
            }
        }
        Ok(map)
    }
}

struct Unique(Json);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading).map(Self)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            match map.entry(key) {
                Entry::Vacant(place) => {
                    let Unique(value) = entries.next_value()?;
                    place.insert(value);
                }
                Entry::Occupied(first) => {
                    return Err(A::Error::custom(format!("`{}` stands here twice", first.key())));
                }
            }
        }
        Ok(Json::Object(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(Unique(value)) = values.next_element()? {
            list.push(value);
        }
        Ok(Json::Array(list))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(value.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_stands_twice_is_refused_and_all_else_is_read_as_usual() {
        for text in ["{}", "[]", r#"{"a": [1, -2, 3.5, "é", null, true, {"b": {}}], "b": 18446744073709551615}"#] {
            assert_eq!(read(text).unwrap(), serde_json::from_str::<Json>(text).unwrap());
        }
        for (text, said) in [
            (r#"{"a": 1, "a": 1}"#, "`a` stands here twice at line 1 column 12"),
            ("[{\"x\": {\"b\": 1,\n\"c\": 2, \"b\": 1}}]", "`b` stands here twice at line 2 column 11"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), said);
        }
        assert!(read(&"[".repeat(1000)).unwrap_err().to_string().starts_with("recursion limit exceeded"));
    }
}
