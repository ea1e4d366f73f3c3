//! What an answer is like: a phrase, a few words, several sentences; which decides what can stand before it.

use super::flow;
use crate::words;

/// Words after which a full stop ends no sentence.
const SHORTENED: &str =
    "dr mr mrs ms st prof no nos e.g i.e vs ca approx inc ltd co bros mon tue wed thu fri p.m a.m u.s u.k";

/// Words that begin a sentence, or what a person does, and not the name of a thing.
const BEGINNINGS: &str = "i we you he she it they this that there these nobody everybody somebody because if when while yes no \
    not never nothing does runs cooks drives keeps leads makes sells writes builds manages handles looks \
    takes brings buys cleans is was has will teaches serves grows conducts sings trains designs";

/// Words that begin an answer to `how often`.
const OFTEN: &str = "every each once twice thrice all always often daily weekly monthly yearly several many most about at \
    on in whenever when during around from sometimes rarely seldom constantly regularly nearly almost a \
    between now";

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

/// The first word, small and without the marks around it.
fn first_word(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    let word = word.split(['\'', '\u{2019}']).next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether the text can stand inside a sentence as the name of a thing would: `repairs, and planning the rounds`.
pub(crate) fn is_phrase(text: &str) -> bool {
    let text = text.trim().trim_end_matches(super::LOOSE_ENDS);
    !text.is_empty()
        && !several(text)
        && !flow::is_broken(text)
        && !text.contains([':', ';', '?'])
        && text.chars().count() <= 90
        && !words::has_word(BEGINNINGS, &first_word(text))
}

/// Whether the text is too short to be a sentence: one to three words.
pub(crate) fn is_brief(text: &str) -> bool {
    let text = text.trim().trim_end_matches(super::LOOSE_ENDS);
    (1..=3).contains(&text.split_whitespace().count())
        && text.chars().count() <= 32
        && !text.contains(['.', '!', '?', '…'])
        && !text.contains(|c: char| ('\u{2e80}'..'\u{ff00}').contains(&c))
}

/// Whether the text is one word.
pub(crate) fn is_word(text: &str) -> bool {
    !text.trim().is_empty() && !text.trim().contains(char::is_whitespace)
}

/// Whether the text says how often, in words that follow a verb: `every spring`, `three or four times a year`.
pub(crate) fn is_often(text: &str) -> bool {
    is_phrase(text) && (words::has_word(OFTEN, &first_word(text)) || text.contains("time"))
}

/// Texts after each other: short ones as one sentence, others as sentences of their own.
pub(crate) fn in_turn(texts: &[impl AsRef<str>]) -> String {
    if texts.iter().all(|text| is_brief(text.as_ref())) {
        let parts: Vec<String> = texts.iter().map(|text| super::clause(text.as_ref())).collect();
        return super::sentence(&parts.join("; "));
    }
    texts.iter().map(|text| super::sentence(text.as_ref())).collect::<Vec<_>>().join(" ")
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
    fn a_phrase_is_told_from_a_sentence() {
        for (text, expected) in [
            ("repairs, and planning the rounds", true),
            ("The walks.", true),
            ("She does the buying", false),
            ("cooks: menus", false),
            ("bookings. Invoices too", false),
            ("- menus - shopping", false),
        ] {
            assert_eq!(is_phrase(text), expected, "{text}");
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

    #[test]
    fn how_often_is_said_in_words_that_follow_a_verb() {
        for (text, expected) in [("Every spring", true), ("three or four times a year", true), ("six a week", false)] {
            assert_eq!(is_often(text), expected, "{text}");
        }
    }

    #[test]
    fn short_answers_in_turn_are_one_sentence() {
        assert_eq!(in_turn(&["Smell", "Taste.", "Hunger"]), "Smell; Taste; Hunger.");
        assert_eq!(in_turn(&["She sees a sign on it", "Taste"]), "She sees a sign on it. Taste.");
    }
}
