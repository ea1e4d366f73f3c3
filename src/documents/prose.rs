//! Founders' words fitted into sentences: one full stop, a small letter where a sentence goes on.

use crate::amounts;
use tera::Value;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The words that keep their capital, in order.
#[derive(Default)]
pub(super) struct Names<'a>(pub &'a [Value]);

impl Names<'_> {
    fn has(&self, word: &str) -> bool {
        self.0.binary_search_by(|name| name.as_str().unwrap_or_default().cmp(word)).is_ok()
    }
}

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

/// What may stand at the end of an answer and has to go where the sentence goes on: also the marks of Chinese texts.
const LOOSE_ENDS: [char; 12] = ['.', ' ', ';', ',', ':', '!', '。', '．', '，', '；', '：', '！'];

/// A part of a sentence: trimmed, without a full stop, beginning small unless its first word is a name or an acronym.
pub(super) fn clause(text: &str, proper: &Names<'_>) -> String {
    lower_first(text.trim().trim_end_matches(LOOSE_ENDS), proper)
}

/// An answer after a colon: a clause, or in quotation marks if it speaks in the first person, because then the words are
/// those of a customer.
pub(super) fn spoken(text: &str, proper: &Names<'_>) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let first = first.split(['\'', '\u{2019}']).next().unwrap_or_default().to_lowercase();
    if ["i", "my", "me", "we", "our"].contains(&first.as_str()) {
        return format!("“{}”", capitalised(text.trim().trim_end_matches(['.', ' '])));
    }
    clause(text, proper)
}

/// A phrase addressed to the founders, as they would say it: `how far along you are` is `how far along we are`.
pub(super) fn spoken_by_us(phrase: &str) -> String {
    let words: Vec<&str> = phrase.split(' ').collect();
    let ours = words.iter().enumerate().map(|(index, word)| match *word {
        "your" => "our",
        "yours" => "ours",
        "yourself" | "yourselves" => "ourselves",
        "you" if is_object(&words, index) => "us",
        "you" => "we",
        word => word,
    });
    ours.collect::<Vec<_>>().join(" ")
}

/// Whether the `you` at this place is whom something happens to: at the end, or after such a verb or a preposition.
fn is_object(words: &[&str], index: usize) -> bool {
    const BEFORE: [&str; 12] =
        ["for", "to", "of", "with", "from", "by", "makes", "meet", "notice", "leave", "earns", "proves"];
    let before = index.checked_sub(1).and_then(|before| words.get(before));
    index + 1 == words.len() || before.is_some_and(|word| BEFORE.contains(word))
}

/// The text with a small first letter, unless its first word needs its capital: I, an acronym, a word with a capital or
/// a digit inside, a day, a month, or one of the proper names.
pub(super) fn lower_first(text: &str, proper: &Names<'_>) -> String {
    let word = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';' | '!' | '?')).next();
    let word = word.unwrap_or_default();
    let stem = word.split(['\'', '\u{2019}']).next().unwrap_or_default();
    let inner = word.chars().skip(1).any(|c| c.is_uppercase() || c.is_numeric());
    let is_name = |word: &str| proper.has(word) || DAYS.contains(&word) || amounts::is_month(word);
    if inner || stem == "I" || is_name(word) || is_name(stem) {
        return text.to_owned();
    }
    with_first(text, |first, out| out.extend(first.to_lowercase()))
}

/// The text with a capital first letter, unless its first word has its capital inside, as in `iPhone`.
pub(super) fn capitalised(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    if word.chars().any(char::is_uppercase) {
        return text.to_owned();
    }
    with_first(text, |first, out| out.extend(first.to_uppercase()))
}

/// The text with its first letter written otherwise.
fn with_first(text: &str, write: fn(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut letters = text.chars();
    if let Some(first) = letters.next() {
        write(first, &mut out);
    }
    out.push_str(letters.as_str());
    out
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
            ("It is great!", "it is great"),
            ("他们没有干净的桌布。", "他们没有干净的桌布"),
        ] {
            assert_eq!(clause(text, &Names(&[Value::from("Mara")])), expected);
        }
    }

    #[test]
    fn first_person_words_are_quoted_after_a_colon() {
        for (text, expected) in [
            ("My garden is too big.", "“My garden is too big”"),
            ("I'm late", "“I'm late”"),
            ("Pays for weeding", "pays for weeding"),
        ] {
            assert_eq!(spoken(text, &Names::default()), expected);
        }
    }

    #[test]
    fn what_is_addressed_to_the_founders_is_said_by_them() {
        for (label, expected) in [
            ("how far along you are", "how far along we are"),
            ("your consent to share", "our consent to share"),
            ("how they notice you", "how they notice us"),
            ("how hard it is to leave you", "how hard it is to leave us"),
            ("what makes you special", "what makes us special"),
            ("the people you cannot do without", "the people we cannot do without"),
            ("the price", "the price"),
        ] {
            assert_eq!(spoken_by_us(label), expected);
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
