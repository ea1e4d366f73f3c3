//! Founders' words fitted into sentences: one full stop, a small letter where a sentence goes on.

mod address;
mod flow;
mod shape;

use crate::amounts;
use crate::words;
pub(super) use address::spoken_by_us;
pub(super) use shape::{in_turn, is_brief, is_often, is_phrase, is_plural, is_word, several};
use std::borrow::Cow;
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

/// A sentence of its own, or several: in one line, with a capital and exactly one mark at the end. Nothing stays nothing.
pub(super) fn sentence(text: &str, proper: &Names<'_>) -> String {
    let text = flow::flowing(text, ":", proper);
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

/// A part of a sentence: in one line, without a full stop, beginning small unless its first word is a name or an
/// acronym. Several sentences stay what they are, but for the last full stop: then they can only follow a colon.
pub(super) fn clause(text: &str, proper: &Names<'_>) -> String {
    let text = flow::flowing(text, " –", proper);
    if several(&text) {
        return capitalised(text.trim_end_matches(['.', ' ', ';', ',', ':', '。']));
    }
    lower_first(text.trim_end_matches(LOOSE_ENDS), proper)
}

/// What somebody can do, after `I can`: in one line, small, without a full stop at the end, even if it is several sentences.
pub(super) fn result(text: &str, proper: &Names<'_>) -> String {
    let text = flow::flowing(text, " –", proper);
    let loose: &[char] = if several(&text) { &['.', ' ', ';', ',', ':'] } else { &LOOSE_ENDS };
    lower_first(text.trim_end_matches(loose), proper)
}

/// What a price is paid for, after `per`: `a visit` is `visit`.
pub(super) fn unit(text: &str, proper: &Names<'_>) -> String {
    clause(without_start(text, &["per", "for each", "each", "every", "a", "an", "one"]), proper)
}

/// An answer in quotation marks; the marks inside it become single ones.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    let inside = text.strip_prefix('“').and_then(|text| text.strip_suffix('”'));
    let inside = inside.filter(|inside| !inside.contains(['“', '”'])).unwrap_or(text);
    format!("“{}”", within_quotes(inside))
}

/// A text that will stand in quotation marks: those inside it become single ones.
pub(super) fn within_quotes(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}

/// Texts joined as in speech, with semicolons where commas inside one of them would mislead.
pub(super) fn listed<T: AsRef<str>>(texts: &[T]) -> String {
    let leading = texts.split_last().map_or(&[] as &[T], |(_, leading)| leading);
    if !leading.iter().any(|text| text.as_ref().contains([',', ';']) && has_pause(text.as_ref())) {
        return words::listed(texts);
    }
    let mut joined = String::new();
    for (place, text) in texts.iter().enumerate() {
        joined.push_str(if place == 0 { "" } else { "; " });
        joined.push_str(if place > 0 && place + 1 == texts.len() { "and " } else { "" });
        joined.push_str(text.as_ref());
    }
    joined
}

/// Whether a comma or a semicolon parts words, and not the digits of a number.
fn has_pause(text: &str) -> bool {
    text.contains(", ") || text.contains(';')
}

/// A country after `in`: `the Netherlands`.
pub(super) fn place(country: &str) -> String {
    const WITH_ARTICLE: [&str; 14] = [
        "uk",
        "usa",
        "us",
        "u.s",
        "u.k",
        "uae",
        "netherlands",
        "philippines",
        "gambia",
        "bahamas",
        "maldives",
        "czech republic",
        "united kingdom",
        "united states",
    ];
    let country = country.trim().trim_end_matches([',', ';', ':', ' ']);
    let bare = country.trim_end_matches('.').to_lowercase();
    let country = if bare.contains('.') { country } else { country.trim_end_matches('.') };
    if WITH_ARTICLE.contains(&bare.as_str()) { format!("the {country}") } else { country.to_owned() }
}

/// A line of a document without a full stop after another mark that ends a sentence: `Is it safe?.` is `Is it safe?`.
/// Three dots stay.
pub(super) fn once_ended(line: &str) -> Cow<'_, str> {
    let stray: Vec<usize> =
        line.match_indices('.').map(|(place, _)| place).filter(|place| is_stray(line, *place)).collect();
    if stray.is_empty() {
        return Cow::Borrowed(line);
    }
    let kept = line.char_indices().filter(|(place, _)| !stray.contains(place));
    Cow::Owned(kept.map(|(_, c)| c).collect())
}

fn is_stray(line: &str, place: usize) -> bool {
    let (before, rest) = line.split_at_checked(place).unwrap_or((line, ""));
    if !before.ends_with(|c: char| matches!(c, '.' | '!' | '?' | '*' | '"') || !c.is_ascii()) {
        return false;
    }
    let after = rest.get(1..).and_then(|rest| rest.chars().next());
    let text = before.trim_end_matches(['”', '’', '"', '*', '»']);
    after.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '’' | '*' | '"'))
        && text.ends_with(['.', '!', '?', '…', '。', '！', '？'])
        && !before.ends_with("..")
}

/// An answer after a colon: a clause, or in quotation marks if it speaks in the first person, because then the words are
/// those of a customer.
pub(super) fn spoken(text: &str, proper: &Names<'_>) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let first = first.split(['\'', '\u{2019}']).next().unwrap_or_default().to_lowercase();
    if ["i", "my", "me", "we", "our"].contains(&first.as_str()) {
        return quoted(&capitalised(flow::flowing(text, ":", proper).trim_end_matches(['.', ' ', ';', ',', ':'])));
    }
    clause(text, proper)
}

/// The text with a small first letter, unless its first word needs its capital: I, an acronym, a word with a capital or
/// a digit inside, a day, a month, or one of the proper names.
pub(super) fn lower_first(text: &str, proper: &Names<'_>) -> String {
    let word = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';' | '!' | '?')).next();
    let word = word.unwrap_or_default();
    let stem = word.split(['\'', '\u{2019}']).next().unwrap_or_default();
    let inner = word.chars().skip(1).any(|c| c.is_uppercase() || c.is_numeric()) || is_loud(text, word);
    let is_name = |word: &str| proper.has(word) || DAYS.contains(&word) || amounts::is_month(word);
    if inner || stem == "I" || is_name(word) || is_name(stem) {
        return text.to_owned();
    }
    with_first(text, |first, out| out.extend(first.to_lowercase()))
}

/// Whether the text begins with one capital and goes on in capitals: `A PHONE CALL`, or with initials: `J. Borg`.
fn is_loud(text: &str, word: &str) -> bool {
    let rest = text.get(word.len()..).unwrap_or_default();
    let mut next = rest.split_whitespace().next().unwrap_or_default().chars();
    word.chars().count() == 1
        && (rest.starts_with('.')
            || next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_uppercase))
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

/// The text without the first of these beginnings that it has as whole words, whatever their capitals, and without the
/// marks after it.
pub(super) fn without_start<'a>(text: &'a str, starts: &[&str]) -> &'a str {
    let text = text.trim();
    let shorter = starts.iter().find_map(|start| {
        let head = text.get(..start.len())?;
        let rest = text.get(start.len()..)?;
        (head.eq_ignore_ascii_case(start) && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
    });
    shorter
        .map_or(text, |rest| rest.trim_start_matches([':', ';', '–', '-']))
        .trim_start_matches(['.', '…', ' ', ',', '–'])
}

#[cfg(test)]
mod tests;
