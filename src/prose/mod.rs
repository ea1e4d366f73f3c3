//! Founders' words beside ours: in one line, with one full stop. No letter of theirs is made small where nobody can tell a
//! name or a German noun from a word that only began a line; so a sentence ends in a colon before them.

mod address;
mod flow;
mod shape;

use crate::words;
pub(crate) use crate::words::{beginning as capitalised, quoted, within_quotes};
pub(crate) use address::said_of_founders;
pub(crate) use shape::{is_brief, several};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// A sentence of its own, or several: in one line, with a capital and exactly one mark at the end. Nothing stays nothing.
pub(crate) fn sentence(text: &str) -> String {
    let text = flow::flowing(text, ":");
    let bare = text.trim_end_matches(['.', ' ', ';', ',', ':', '؛', '،']);
    if bare.is_empty() {
        return String::new();
    }
    let ended = bare.ends_with(['!', '?', '…', '。', '！', '？', '؟']) || ends_inside_quotation(bare);
    let mut out = capitalised(bare);
    if !ended {
        out.push('.');
    }
    out
}

/// The sentences of a text, one after the other. Where the last word is a short one, as in `St. Anna` or `Mr. Feuerstein`, the
/// next one belongs to it. A new line begins a new one, and so does a number after a full stop, which Unicode does not say.
pub(crate) fn sentences(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for block in blocks(text) {
        let block = flow::flowing(&block, " –");
        let before_block = all.len();
        for part in block.unicode_sentences().flat_map(before_numbers) {
            match all.get_mut(before_block..).and_then(<[_]>::last_mut).filter(|before| goes_on(before, part)) {
                Some(before) => before.push_str(part),
                None => all.push(part.to_owned()),
            }
        }
    }
    all.iter().map(|sentence| sentence.trim().to_owned()).filter(|sentence| !sentence.is_empty()).collect()
}

/// The paragraphs of a text, which empty lines part, each in one line. Each line of a list is one of its own, and keeps its
/// number, or its bullet as a hyphen.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = Vec::new();
    let mut number = 1;
    for line in text.lines().map(str::trim) {
        let bare = without_bullet(line);
        // Counted from one: a line may also begin with a date.
        let is_numbered = line.strip_prefix(&number.to_string()).is_some_and(|rest| rest.starts_with(". "));
        number += i32::from(is_numbered);
        if line.is_empty() || is_numbered || bare.len() < line.len() {
            all.push(std::mem::take(&mut open).join(" "));
        }
        if bare.len() < line.len() {
            open.push("-");
        }
        open.extend((!bare.is_empty()).then_some(bare));
    }
    all.push(open.join(" "));
    all.retain(|paragraph| !paragraph.is_empty());
    all
}

/// The lines of a text, each for itself, but for a list after a colon, which belongs to what introduces it.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut introduced = false;
    for line in text.lines() {
        let bare = without_bullet(line);
        let is_of_list = introduced && bare.len() < line.trim_start().len();
        if let Some(block) = blocks.last_mut().filter(|_| is_of_list) {
            block.extend(["\n", line]);
        } else {
            introduced = bare.trim_end().ends_with(':');
            blocks.push(bare.to_owned());
        }
    }
    blocks
}

/// A line without the mark that makes it one of a list.
fn without_bullet(line: &str) -> &str {
    let line = line.trim_start();
    let bare = line.trim_start_matches(['-', '–', '*', '•']);
    if bare.len() < line.len() && bare.starts_with(' ') { bare.trim_start() } else { line }
}

/// Signs that stand before an amount.
const CURRENCIES: &str = "€$£¥";

/// A text in parts, of which each but the first begins with a number or a sign of a currency after a full stop.
fn before_numbers(text: &str) -> Vec<&str> {
    let begins = |at: &usize| {
        let rest = text.get(at + 2..).unwrap_or_default();
        let before = text.get(..*at).unwrap_or_default();
        // After `No. 5` and `approx. 5` the sentence goes on.
        let word = before.split_whitespace().last().unwrap_or_default();
        let is_whole = word.chars().count() > 2 && !["approx", "Fig", "fig", "Vol", "vol"].contains(&word)
            || word.ends_with(|last: char| last.is_numeric());
        is_whole && rest.starts_with(|first: char| first.is_numeric() || CURRENCIES.contains(first))
    };
    let starts = text.match_indices(". ").map(|(at, _)| at).filter(begins).map(|at| at + 2);
    let mut from = 0;
    let mut parts: Vec<&str> = Vec::new();
    for start in starts.chain([text.len()]) {
        parts.extend(text.get(from..start));
        from = start;
    }
    parts
}

/// Whether a sentence goes on after what looks like its end: `St. Anna`, `No. 5`, but not `in May. 17 visits`.
fn goes_on(before: &str, part: &str) -> bool {
    let last = before.trim_end().trim_end_matches('.').split_whitespace().last().unwrap_or_default();
    let is_number = part.starts_with(|first: char| first.is_numeric() || CURRENCIES.contains(first));
    ends_in_abbreviation(before) && (!is_number || last.chars().count() < 3)
}

fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.trim_end().strip_suffix('.').and_then(|text| text.split_whitespace().last());
    last.is_some_and(|word| {
        let letters = word.trim_start_matches(['(', '"', '“']);
        letters.chars().count() <= 3 && letters.chars().next().is_some_and(char::is_uppercase)
    })
}

fn ends_inside_quotation(text: &str) -> bool {
    let inside = text.trim_end_matches(['"', '”', '\u{2019}', ')', '»']);
    inside.len() < text.len() && inside.ends_with(['.', '!', '?'])
}

/// What may stand at the end of an answer and has to go where the sentence goes on: also the marks of Chinese and Arabic texts.
const LOOSE_ENDS: [char; 14] = ['.', ' ', ';', ',', ':', '!', '。', '．', '，', '；', '：', '！', '؛', '،'];

/// An answer inside a sentence of ours: in one line, as it was typed, without a full stop. Several sentences stay what they
/// are, but for the last full stop: then they can only follow a colon.
pub(crate) fn clause(text: &str) -> String {
    let text = flow::flowing(text, " –");
    let loose: &[char] = if several(&text) { &['.', ' ', ';', ',', ':', '。'] } else { &LOOSE_ENDS };
    text.trim_end_matches(loose).to_owned()
}

/// What a price is paid for, after `per`: `a visit` is `visit`.
pub(crate) fn unit(text: &str) -> String {
    const LEADING: [&str; 4] = ["per ", "for each ", "each ", "every "];
    // With a capital it may be a name: `A levels`.
    const ARTICLES: [&str; 3] = ["a ", "an ", "one "];
    let text = text.trim();
    let starts = |start: &&&str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let leading = LEADING.iter().find(starts).and_then(|start| text.get(start.len()..));
    let article = || ARTICLES.iter().find_map(|article| text.strip_prefix(article));
    clause(leading.or_else(article).unwrap_or(text))
}

/// Texts joined as in speech, with semicolons where commas inside one of them would mislead.
pub(crate) fn listed<T: AsRef<str>>(texts: &[T]) -> String {
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
pub(crate) fn place(country: &str) -> String {
    const WITH_ARTICLE: &str = "uk usa us u.s u.k uae netherlands philippines gambia bahamas maldives";
    const OF_TWO_WORDS: [&str; 3] = ["czech republic", "united kingdom", "united states"];
    let country = country.trim().trim_end_matches([',', ';', ':', ' ']);
    let bare = country.trim_end_matches('.').to_lowercase();
    let country = if bare.contains('.') { country } else { country.trim_end_matches('.') };
    if words::has_word(WITH_ARTICLE, &bare) || OF_TWO_WORDS.contains(&bare.as_str()) {
        format!("the {country}")
    } else {
        country.to_owned()
    }
}

/// A line of a document without a full stop after another mark that ends a sentence: `Is it safe?.` is `Is it safe?`.
/// Three dots stay.
pub(crate) fn once_ended(line: &str) -> Cow<'_, str> {
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

/// An answer after a colon, without a full stop: with a capital, or in quotation marks if it speaks in the first person,
/// because then the words are those of a customer.
pub(crate) fn spoken(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let first = first.split(['\'', '\u{2019}']).next().unwrap_or_default().to_lowercase();
    if ["i", "my", "me", "we", "our"].contains(&first.as_str()) {
        return quoted(&capitalised(flow::flowing(text, ":").trim_end_matches(['.', ' ', ';', ',', ':'])));
    }
    capitalised(&clause(text))
}

/// The text without the first of these beginnings that it has as whole words, whatever their capitals, and without the
/// marks after it.
pub(crate) fn without_start<'a>(text: &'a str, starts: &[&str]) -> &'a str {
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
