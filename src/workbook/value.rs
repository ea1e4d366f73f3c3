//! What stands in a cell: exact numbers and clean words.

use crate::figures::Exact;
use crate::words::printable_lines;
use rust_decimal::Decimal;

/// What a formula shows in place of a number that is not there.
pub(super) const NOTHING: &str = "-";

/// What a formula shows where something it needs was not said.
pub(super) const NOT_KNOWN: &str = "not known yet";

/// The most characters a cell can hold.
const MOST_CHARACTERS: usize = 32_767;

/// Places that the result of a formula is stored with; a cell calculates with 15 digits.
const PLACES: u32 = 15;

/// What a formula comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(Exact),
    Words(String),
}

impl Value {
    /// The number, or a dash.
    pub(super) fn known(number: Option<&Exact>) -> Self {
        Self::or(number, Some(NOTHING))
    }

    /// The number, or why there is none.
    pub(super) fn or(number: Option<&Exact>, note: Option<&str>) -> Self {
        number.cloned().map_or_else(|| Self::words(note.unwrap_or(NOT_KNOWN)), Self::Number)
    }

    /// What stands in a spare row.
    pub(super) fn blank() -> Self {
        Self::words("")
    }

    pub(super) fn number(number: u32) -> Self {
        Self::Number(Exact::whole(number.into()))
    }

    pub(super) fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    pub(super) fn count(count: usize) -> Self {
        Self::Number(Exact::whole(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// As the file stores it.
    pub(super) fn stored(&self) -> String {
        match self {
            Self::Number(number) => digits(number),
            Self::Words(words) => words.clone(),
        }
    }
}

/// A number without needless zeros.
fn digits(number: &Exact) -> String {
    number.text(PLACES).trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// An answer on its way into a cell, where numbers are binary.
pub(super) fn cell(number: Option<Decimal>) -> Option<f64> {
    number?.to_string().parse().ok()
}

/// A percentage on its way into a cell, where it is a part of one: 15 becomes 0.15.
pub(super) fn percent_cell(percent: Option<Decimal>) -> Option<f64> {
    digits(&Exact::percent(percent?)).parse().ok()
}

/// A part of one, or a number of points, on its way into a cell.
pub(super) fn part_cell(number: &Exact) -> f64 {
    digits(number).parse().unwrap_or_default()
}

/// Words as a cell can hold them: without what XML forbids, and cut, with an ellipsis, where they are too long.
pub(super) fn clean(text: &str) -> String {
    let words: String =
        printable_lines(text).chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}' | '\r')).collect();
    if words.encode_utf16().count() <= MOST_CHARACTERS {
        return words;
    }
    let mut length = 0;
    let mut cut: String = words
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length < MOST_CHARACTERS
        })
        .collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_15_places_and_no_needless_zero() {
        let third = Exact::whole(1).over(&Exact::whole(3)).unwrap();
        for (number, stored) in [
            (Exact::whole(9000), "9000"),
            (Exact::zero(), "0"),
            (-&Exact::whole(20), "-20"),
            (third, "0.333333333333333"),
        ] {
            assert_eq!(Value::Number(number).stored(), stored);
        }
    }

    #[test]
    fn percents_become_parts_of_one() {
        assert_eq!(percent_cell(Decimal::from_str_exact("1.4").ok()), Some(0.014));
        assert_eq!(percent_cell(None), None);
    }

    #[test]
    fn words_lose_what_a_cell_cannot_hold() {
        assert_eq!(clean("a\0b\u{202e}c\u{fffe}\nd"), "abc\nd");
        let long = clean(&"x".repeat(100_000));
        assert_eq!(long.chars().count(), MOST_CHARACTERS);
        assert!(long.ends_with("x…"));
        assert_eq!(clean(&"😀".repeat(40_000)).encode_utf16().count(), MOST_CHARACTERS);
    }
}
