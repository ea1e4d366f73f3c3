//! Answers with line breaks and bullets, made to flow in a paragraph.

use super::several;
use crate::words;
use std::borrow::Cow;

const BULLETS: [&str; 4] = ["- ", "* ", "• ", "– "];

/// A line with more letters is not an entry of a list without bullets.
const LONGEST_ENTRY: usize = 60;

/// Words after which a line goes on in the next one.
const GOES_ON: &str = "a an the and or of to for with in on at by from our as but that";

/// Words after which a list needs no colon.
const LEADS_ON: &str = "has have sell sells said say says are is need needs want wants offers";

/// The answer in one line. `mark` stands between what introduces a list and its entries.
pub(crate) fn flowing<'a>(text: &'a str, mark: &str) -> Cow<'a, str> {
    let text = text.trim();
    if let Some((before, entries)) = inline(text) {
        return Cow::Owned(introduced(before, &entries, mark));
    }
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if is_bare_list(&lines) {
        return Cow::Owned(introduced("", &lines, mark));
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = lines.as_slice();
    while let Some((line, after)) = rest.split_first() {
        let count = rest.iter().take_while(|line| entry(line).is_some()).count();
        if count > 1 {
            let (entries, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            let entries: Vec<&str> = entries.iter().filter_map(|line| entry(line)).collect();
            out = introduced(&out, &entries, mark);
            out.push_str(if after.is_empty() { "" } else { "." });
            rest = after;
        } else {
            append(&mut out, line);
            rest = after;
        }
    }
    Cow::Owned(out)
}

/// Puts a line after others: as a sentence of its own if it begins like one.
fn append(out: &mut String, line: &str) {
    let ended = out.ends_with(|c: char| c.is_ascii_punctuation() || matches!(c, '…' | '–' | '。' | '！' | '？' | '”'));
    let last = out.split_whitespace().next_back().unwrap_or_default();
    let begins =
        line.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()) && !words::has_word(GOES_ON, last);
    if !out.is_empty() {
        out.push_str(if begins && !ended { ". " } else { " " });
    }
    out.push_str(line);
}

/// Entries after what introduces them, joined as in speech.
fn introduced(before: &str, entries: &[&str], mark: &str) -> String {
    let before = before.trim();
    let entries: Vec<&str> = entries.iter().map(|entry| entry.trim().trim_end_matches(['.', ';', ','])).collect();
    let apart =
        entries.iter().any(|entry| entry.contains([',', ';', ':']) || entry.contains(" and ") || several(entry));
    let list = if apart { entries.join("; ") } else { words::listed(&entries) };
    let introduction = before.trim_end_matches(':').split_whitespace().next_back().unwrap_or_default();
    let mark = if [GOES_ON, LEADS_ON].iter().any(|list| words::has_word(list, introduction)) { "" } else { mark };
    match before.strip_suffix(':') {
        _ if before.is_empty() => list,
        _ if before.ends_with(['.', '!', '?']) => format!("{before} {}", super::capitalised(&list)),
        Some(before) => format!("{before}{mark} {list}"),
        None => format!("{before}{mark} {list}"),
    }
}

/// Short lines that begin like entries and end like them, without a bullet before any.
fn is_bare_list(lines: &[&str]) -> bool {
    lines.len() > 1
        && lines.iter().all(|line| {
            line.chars().count() <= LONGEST_ENTRY
                && line.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                && line.ends_with(|c: char| c.is_alphanumeric() || c == ')')
                && !words::has_word(GOES_ON, line.split_whitespace().next_back().unwrap_or_default())
        })
}

/// What stands after the bullet or the number of a line.
fn entry(line: &str) -> Option<&str> {
    let bulleted = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet));
    bulleted.or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = (1..=2).contains(&(line.len() - rest.len()));
        let after = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
        after.filter(|_| is_number)
    })
}

/// What stands before a list inside one line, and its entries: `firms with: - 10 people - no kitchen`.
fn inline(text: &str) -> Option<(&str, Vec<&str>)> {
    if text.contains('\n') {
        return None;
    }
    let place = BULLETS.iter().chain(&["1. ", "1) "]).find_map(|mark| {
        let at_start = text.starts_with(mark).then_some(0);
        at_start.or_else(|| colons(text).find(|place| text.get(*place..).is_some_and(|rest| rest.starts_with(mark))))
    })?;
    let (before, list) = text.split_at_checked(place)?;
    let entries =
        BULLETS.iter().find_map(|bullet| Some(list.strip_prefix(bullet)?.split(&format!(" {bullet}")).collect()));
    let entries: Vec<&str> = entries.unwrap_or_else(|| numbered(list));
    (entries.len() > 1).then_some((before, entries))
}

/// The places after a colon and a space.
fn colons(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(": ").map(|(place, colon)| place + colon.len())
}

/// The entries of `1. this 2. that`.
fn numbered(list: &str) -> Vec<&str> {
    let sign = list.get(1..3).unwrap_or_default();
    let mut entries = Vec::new();
    let mut rest = list.get(3..).unwrap_or_default();
    for number in 2..10 {
        let Some((entry, after)) = rest.split_once(&format!(" {number}{sign}")) else { break };
        entries.push(entry);
        rest = after;
    }
    entries.push(rest);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_become_a_list_as_in_speech() {
        for (text, expected) in [
            ("- soup\n- stew", "soup and stew"),
            ("* weddings * evenings", "weddings and evenings"),
            ("Two are missing:\n- a pot\n- a permit", "Two are missing: a pot and a permit"),
            ("Free: - soup - stew", "Free: soup and stew"),
            ("Firms with:\n- ten people\n- no kitchen", "Firms with ten people and no kitchen"),
            ("1. rent it 2. buy it 3. build it", "rent it, buy it and build it"),
            ("Three ways:\n1) rent\n2) buy, later\n3) build", "Three ways: rent; buy, later; build"),
            ("• A cake\n• Tea\nThat is all.", "A cake and Tea. That is all."),
            ("- only one", "- only one"),
            ("minus - or dash", "minus - or dash"),
            ("It is ready. - One pot - One van", "It is ready. - One pot - One van"),
        ] {
            assert_eq!(flowing(text, ":"), expected);
        }
    }

    #[test]
    fn lines_become_sentences_or_one() {
        for (text, expected) in [
            ("People eat anyway.\nWe come.\n\nNobody books.", "People eat anyway. We come. Nobody books."),
            ("plates paid\nper firm", "plates paid per firm"),
            ("Rice by the sack\nA bigger pot", "Rice by the sack and A bigger pot"),
            ("We ask the people of\nGent", "We ask the people of Gent"),
            (
                "We asked twenty people on the street in one afternoon of rain and wind\nNobody minded",
                "We asked twenty people on the street in one afternoon of rain and wind. Nobody minded",
            ),
        ] {
            assert_eq!(flowing(text, ":"), expected);
        }
    }
}
