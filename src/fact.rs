//! The values of the facts view, which conditions, checks and templates read.

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// One value of the facts view. Cloning is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Fact {
    /// Nothing there.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole-number answer: an `int` in CEL.
    Whole(i64),
    /// Any other number: a `double` in CEL, exact decimal text in templates.
    Decimal(Decimal),
    /// Text, a choice key, an item id or a date in ISO 8601.
    Text(Arc<str>),
    /// Several values.
    List(Arc<Vec<Fact>>),
    /// Named values in a stable order.
    Map(Arc<FactMap>),
}

/// Named facts in a stable order.
pub type FactMap = IndexMap<Arc<str>, Fact, RandomState>;

/// As JSON: decimals become exact text without trailing zeros, so that no digit is lost.
impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => serializer.collect_str(&number.normalize()),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => serializer.collect_seq(values.iter()),
            Self::Map(values) => serializer.collect_map(values.iter().map(|(name, fact)| (&**name, fact))),
        }
    }
}

impl Fact {
    /// A text fact.
    #[must_use]
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A list fact.
    #[must_use]
    pub fn list(values: impl IntoIterator<Item = Self>) -> Self {
        Self::List(Arc::new(values.into_iter().collect()))
    }

    /// A map fact.
    #[must_use]
    pub fn map(values: FactMap) -> Self {
        Self::Map(Arc::new(values))
    }

    /// A map of a few entries, in this order.
    #[must_use]
    pub fn named<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::map(entries.into_iter().map(|(name, fact)| (name.into(), fact)).collect())
    }

    /// The named value of a map; `Null` for anything else.
    #[must_use]
    pub fn get(&self, name: &str) -> Self {
        match self {
            Self::Map(map) => map.get(name).cloned().unwrap_or_default(),
            _ => Self::Null,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values of a list; empty for anything else.
    #[must_use]
    pub fn as_list(&self) -> &[Self] {
        match self {
            Self::List(values) => values,
            _ => &[],
        }
    }
}
