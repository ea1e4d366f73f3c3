//! The tables of the built-in banks, read from their TOML when canvass is built: to read it took a third of what a short
//! command does. The build script has this file too.

use serde::{Deserialize, Serialize};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A key and its value, each with its place.
pub(crate) type Pair<'t> = (Range<usize>, &'t str, Range<usize>, Node<'t>);

/// A value as it stands in a file.
#[derive(Deserialize, Serialize)]
pub(crate) enum Node<'t> {
    #[serde(borrow)]
    Text(&'t str),
    Boolean(bool),
    /// A number or a date, as it is written.
    Written(&'t str),
    List(Vec<(Range<usize>, Node<'t>)>),
    Table(Vec<Pair<'t>>),
}

impl<'t> Node<'t> {
    /// The value with its places moved by where its file lies; none if it is none.
    fn value(self, start: usize) -> Option<DeValue<'t>> {
        Some(match self {
            Self::Text(text) => DeValue::String(text.into()),
            Self::Boolean(value) => DeValue::Boolean(value),
            Self::Written(text) => DeValue::parse(text).ok()?.into_inner(),
            Self::List(values) => {
                let values = values.into_iter().map(|(span, node)| Some(placed(&span, start, node.value(start)?)));
                DeValue::Array(values.collect::<Option<DeArray<'_>>>()?)
            }
            Self::Table(pairs) => DeValue::Table(table_of(pairs, start)?),
        })
    }
}

fn table_of(pairs: Vec<Pair<'_>>, start: usize) -> Option<DeTable<'_>> {
    let pairs = pairs.into_iter().map(|(key_span, key, span, node)| {
        Some((placed(&key_span, start, key.into()), placed(&span, start, node.value(start)?)))
    });
    pairs.collect()
}

fn placed<T>(span: &Range<usize>, start: usize, value: T) -> Spanned<T> {
    Spanned::new(span.start + start..span.end + start, value)
}

/// The table of a file, with its places moved by where it lies; none if the file is not among those that were packed: their
/// paths as they are shown, and the pairs of each, packed.
pub(crate) fn unpack<'t>(packed: &'t [u8], path: &str, start: usize) -> Option<DeTable<'t>> {
    let files: Vec<(&str, &'t [u8])> = postcard::from_bytes(packed).ok()?;
    let (_, packed) = files.into_iter().find(|(known, _)| *known == path)?;
    table_of(postcard::from_bytes(packed).ok()?, start)
}
