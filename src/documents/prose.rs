//! Founders' words fitted into sentences: one full stop, a small letter where a sentence goes on.

use crate::amounts;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A sentence of its own: trimmed, with a capital and exactly one mark at the end. Nothing stays nothing.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let bare = text.trim_end_matches(['.', ' ', ';', ',', ':']);
    if bare.is_empty() {
        return String::new();
    }
    let ended = bare.ends_with(['!', '?', '…', '。', '！', '？']) || ends_inside_quotation(bare);
    let mut out = capitalised(bare);
    if !ended {
        out.push('.');
    }
    out
}

fn ends_inside_quotation(text: &str) -> bool {
    let inside = text.trim_end_matches(['"', '”', '\u{2019}', ')', '»']);
    inside.len() < text.len() && inside.ends_with(['.', '!', '?'])
}

/// A part of a sentence: trimmed, without a full stop, beginning small unless its first word is a name or an acronym.
pub(super) fn clause(text: &str, proper: &[&str]) -> String {
    lower_first(text.trim().trim_end_matches(['.', ' ', ';', ',', ':']), proper)
}

/// The text with a small first letter, unless its first word needs its capital: I, an acronym, a word with a capital or
/// a digit inside, a day, a month, or one of the proper names.
pub(super) fn lower_first(text: &str, proper: &[&str]) -> String {
    let word = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';' | '!' | '?')).next();
    let word = word.unwrap_or_default();
    let stem = word.split(['\'', '\u{2019}']).next().unwrap_or_default();
    let inner = word.chars().skip(1).any(|c| c.is_uppercase() || c.is_numeric());
    let is_name = |word: &str| proper.contains(&word) || DAYS.contains(&word) || amounts::is_month(word);
    if inner || stem == "I" || is_name(word) || is_name(stem) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The text with a capital first letter, unless its first word has its capital inside, as in `iPhone`.
pub(super) fn capitalised(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !word.chars().any(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// The text without the first of these beginnings that it has, whatever their capitals, and without dots and spaces after it.
pub(super) fn without_start<'a>(text: &'a str, starts: &[&str]) -> &'a str {
    let text = text.trim();
    let shorter = starts.iter().find_map(|start| {
        let head = text.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| text.get(start.len()..))?
    });
    shorter.unwrap_or(text).trim_start_matches(['.', '…', ' ', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_a_capital_and_one_mark_at_its_end() {
        for (text, expected) in [
            ("ride home", "Ride home."),
            (" Ride home.. ", "Ride home."),
            ("Is it safe?", "Is it safe?"),
            ("They said \"yes.\"", "They said \"yes.\""),
            ("iPhone repairs", "iPhone repairs."),
            ("First. second.", "First. second."),
            ("  ", ""),
            ("...", ""),
        ] {
            assert_eq!(sentence(text), expected);
        }
    }

    #[test]
    fn a_clause_begins_small_unless_its_first_word_is_a_name() {
        for (text, expected) in [
            ("Brings it to a shop.", "brings it to a shop"),
            ("Mara sees it", "Mara sees it"),
            ("Mara's bike", "Mara's bike"),
            ("I wait", "I wait"),
            ("I'd wait", "I'd wait"),
            ("QR codes", "QR codes"),
            ("A3 posters", "A3 posters"),
            ("McRepair", "McRepair"),
            ("Friday, early", "Friday, early"),
            ("A bike", "a bike"),
            ("Über alles", "über alles"),
        ] {
            assert_eq!(clause(text, &["Mara"]), expected);
        }
    }

    #[test]
    fn a_repeated_beginning_is_left_out() {
        let starts = ["thanks to this I can", "I can"];
        assert_eq!(without_start("Thanks to this I can ... ride", &starts), "ride");
        assert_eq!(without_start("i can ride", &starts), "ride");
        assert_eq!(without_start("ride", &starts), "ride");
        assert_eq!(without_start("é", &starts), "é");
    }
}
