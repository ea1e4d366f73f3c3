//! Words: lists as in speech, counts, suggestions, and what may go to a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// Joins as in speech: `a`, `a and b`, `a, b and c`.
///
/// ```
/// assert_eq!(canvass::words::listed(&["a", "b", "c"]), "a, b and c");
/// ```
#[must_use]
pub fn listed<T: AsRef<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first, middle @ .., last] => {
            let length: usize = parts.iter().map(|part| part.as_ref().len() + 5).sum();
            let mut joined = String::with_capacity(length);
            joined.push_str(first.as_ref());
            for part in middle {
                joined.push_str(", ");
                joined.push_str(part.as_ref());
            }
            joined.push_str(" and ");
            joined.push_str(last.as_ref());
            joined
        }
    }
}

/// A count with its noun: `1 group`, `2 groups`, `no groups`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

/// The text with its first letter as a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a list of words, parted by spaces, has this one.
#[must_use]
pub fn has_word(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|own| own == word)
}

/// The candidate closest to a misspelt word, if one is close enough to be meant.
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}

/// Texts with as many letters are not looked through for slips of the pen.
const LONGEST_COMPARED: usize = 2000;

/// Whether one text is the other with a slip of the pen mended: at most two letters differ, and no digit does.
#[must_use]
pub fn are_near(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let [length, other_length] = [one, other].map(|text| text.chars().count());
    // How far texts are apart takes their lengths multiplied: a long one is no longer compared letter by letter.
    let is_comparable = (7..LONGEST_COMPARED).contains(&length.min(other_length)) && length.abs_diff(other_length) <= 2;
    is_comparable && digits(one) == digits(other) && strsim::osa_distance(one, other) <= 2
}

/// Whether a text is a day as it is written in files: `2026-05-01`.
#[must_use]
pub fn is_day(text: &str) -> bool {
    let number = |part: &str, digits: usize| {
        part.parse::<u32>().ok().filter(|_| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// Takes out what could upset a terminal: control characters and bidirectional overrides. Line breaks and tabs become spaces.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
        .filter(|c| !is_unprintable(*c))
        .collect()
}

/// On one line: control characters out, white space of any kind folded into single spaces.
#[must_use]
pub fn tidied(text: &str) -> String {
    // As nearly every text is already.
    let is_plain = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if is_plain && !text.contains("  ") && !text.starts_with(' ') && !text.ends_with(' ') {
        return text.to_owned();
    }
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Like [`printable`], with line breaks kept as they are.
#[must_use]
pub fn printable_lines(text: &str) -> String {
    text.split('\n').map(|line| printable(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

/// The text as it may go to a terminal: what would steer it, or turn round the direction of the text, is shown by a sign
/// for it, `^[` or `<U+202E>`, but for line breaks, tabs and, where it `is_styled`, the codes of styles.
#[must_use]
pub fn guarded(text: &str, is_styled: bool) -> Cow<'_, str> {
    let is_to_be_shown = |c: char| is_unprintable(c) && !matches!(c, '\n' | '\t');
    if !text.contains(is_to_be_shown) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, c, after)) = rest.find(is_to_be_shown).and_then(|at| {
        let (before, from) = rest.split_at_checked(at)?;
        let c = from.chars().next()?;
        Some((before, c, from.get(c.len_utf8()..)?))
    }) {
        shown.push_str(before);
        rest = after;
        match (style(after).filter(|_| is_styled && c == '\u{1b}'), u8::try_from(c)) {
            (Some(length), _) => {
                let (code, after) = after.split_at_checked(length).unwrap_or((after, ""));
                shown.extend(["\u{1b}", code]);
                rest = after;
            }
            (None, Ok(control @ 0..=0x7f)) => shown.extend(['^', char::from(control ^ 0x40)]),
            (None, _) => drop(write!(shown, "<U+{:04X}>", u32::from(c))),
        }
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// How long the code of a style is that a text begins with, after its escape character.
fn style(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix('[')?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers.get(end..)?.starts_with('m').then_some(end + 2)
}

/// JSON with what could upset a terminal written as `\u202e`: outside its texts there is none of that.
#[must_use]
pub fn json_escaped(json: &str) -> String {
    let escaped = |c: char| match c {
        c if c != '\n' && is_unprintable(c) => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    json.chars().map(escaped).collect()
}

fn is_unprintable(c: char) -> bool {
    c.is_control()
        // These two are in no XML, and so in no drawing.
        || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
}

/// Whether a text has all these words, or parts of words, in whatever order and case. No words are in every text.
#[must_use]
pub fn has_words(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// The text with a capital first letter, unless its first word has its capital inside, as in `iPhone`.
#[must_use]
pub fn beginning(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    if word.chars().any(char::is_uppercase) { text.to_owned() } else { capitalised(text) }
}

/// An answer in quotation marks; the marks inside it become single ones.
#[must_use]
pub fn quoted(text: &str) -> String {
    let text = text.trim();
    let inside = text.strip_prefix('“').and_then(|text| text.strip_suffix('”'));
    let inside = inside.filter(|inside| !inside.contains(['“', '”'])).unwrap_or(text);
    format!("“{}”", within_quotes(inside))
}

/// A text that will stand in quotation marks: those inside it become single ones.
#[must_use]
pub fn within_quotes(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days_of_the_calendar() {
        for day in ["2026-05-01", "2024-02-29", "2000-02-29", "2026-12-31"] {
            assert!(is_day(day), "{day}");
        }
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "+026-01-01",
            "1 May",
            "",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }

    #[test]
    fn what_would_steer_a_terminal_is_shown_by_a_sign() {
        for (text, plain, styled) in [
            ("a\nb\tc é 句", "a\nb\tc é 句", "a\nb\tc é 句"),
            ("\u{1b}[31mred\u{1b}[0m", "^[[31mred^[[0m", "\u{1b}[31mred\u{1b}[0m"),
            ("\u{1b}[1;31mx", "^[[1;31mx", "\u{1b}[1;31mx"),
            ("\u{1b}]0;t\u{7}", "^[]0;t^G", "^[]0;t^G"),
            ("\u{1b}[2J\u{1b}[31", "^[[2J^[[31", "^[[2J^[[31"),
            ("\u{9b}31m\u{7f}\r\0", "<U+009B>31m^?^M^@", "<U+009B>31m^?^M^@"),
            ("\u{200e}\u{200f}\u{61c}\u{202e}", "<U+200E><U+200F><U+061C><U+202E>", "<U+200E><U+200F><U+061C><U+202E>"),
        ] {
            assert_eq!(guarded(text, false), plain);
            assert_eq!(guarded(text, true), styled);
        }
        assert_eq!(json_escaped("{\n \"a\": \"\u{202e}é\u{9b}\"}\n"), "{\n \"a\": \"\\u202eé\\u009b\"}\n");
    }

    #[test]
    fn lists_are_joined_as_in_speech() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn counts_have_zero_singular_and_plural_forms() {
        assert_eq!(counted(0, "group", "groups"), "no groups");
        assert_eq!(counted(1, "group", "groups"), "1 group");
        assert_eq!(counted(2, "group", "groups"), "2 groups");
    }

    #[test]
    fn a_suggestion_is_made_only_where_it_is_close() {
        assert_eq!(closest("has_prise", ["has_price", "pitch"]), Some("has_price"));
        assert_eq!(closest("zzz", ["has_price", "pitch"]), None);
    }

    #[test]
    fn control_and_bidi_characters_are_taken_out() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\nd"), "a[31mbc d");
        assert_eq!(printable_lines("a\r\nb\u{7}"), "a\nb");
    }
}
