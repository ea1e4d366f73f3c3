//! What an answer is like: a few words, several sentences; which decides what can stand before it.

use crate::words;

/// Words after which a full stop ends no sentence.
const SHORTENED: &str =
    "dr mr mrs ms st prof no nos e.g i.e vs ca approx inc ltd co bros mon tue wed thu fri p.m a.m u.s u.k";

/// Whether a sentence ends inside the text, so that more than one stands in it.
pub(crate) fn several(text: &str) -> bool {
    let text = text.trim();
    text.char_indices().any(|(place, c)| match c {
        '.' | '!' | '?' | '…' => ends_there(text, place, c),
        '。' | '！' | '？' => {
            text.get(place + c.len_utf8()..).is_some_and(|rest| rest.contains(char::is_alphanumeric))
        }
        _ => false,
    })
}

fn ends_there(text: &str, place: usize, mark: char) -> bool {
    let rest = text.get(place + mark.len_utf8()..).unwrap_or_default().trim_start_matches(['”', '"', '’', ')', '»']);
    let next = rest.trim_start();
    if next.len() == rest.len()
        || !next.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase() || "“\"‘(".contains(c))
    {
        return false;
    }
    let before = text.get(..place).unwrap_or_default();
    let word = before.split(|c: char| c.is_whitespace() || "(“\"".contains(c)).next_back().unwrap_or_default();
    mark != '.' || word.chars().count() > 1 && !words::has_word(SHORTENED, &word.to_ascii_lowercase())
}

/// Whether the text is too short to be a sentence: one to three words.
pub(crate) fn is_brief(text: &str) -> bool {
    let text = text.trim().trim_end_matches(super::LOOSE_ENDS);
    (1..=3).contains(&text.split_whitespace().count())
        && text.chars().count() <= 32
        && !text.contains(['.', '!', '?', '…'])
        && !text.contains(|c: char| ('\u{2e80}'..'\u{ff00}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_sentences_are_told_from_one() {
        for (text, expected) in [
            ("One. Two", true),
            ("Really? Yes", true),
            ("“Yes.” She nods", true),
            ("一句。两句。", true),
            ("一句。", false),
            ("Ask Dr. Huber at St. Mary’s", false),
            ("J. Borg, e.g. at 6 p.m. Monday", false),
            ("about 2.5 litres. ", false),
            ("etc. and so on", false),
            ("Great! and more", false),
        ] {
            assert_eq!(several(text), expected, "{text}");
        }
    }

    #[test]
    fn few_words_are_no_sentence() {
        for (text, expected) in [
            ("Breakfast", true),
            ("None.", true),
            ("He has it. Yes", false),
            ("We come to the door", false),
            ("自己洗", false),
        ] {
            assert_eq!(is_brief(text), expected, "{text}");
        }
    }
}
