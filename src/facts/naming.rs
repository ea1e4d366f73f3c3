//! Names of items inside a sentence of ours: without quotation marks where they read as words of it, with a small letter
//! where the founders themselves write the word so.

use crate::bank::Bank;
use crate::fact::{Fact, FactMap};
use crate::words::quoted;
use std::collections::HashSet;
use std::sync::Arc;

/// The most words a name in a sentence has.
const MOST_WORDS: usize = 8;

/// What parts a name from what is only added to it: `Crowdfunding, not begun`.
const ADDED: [&str; 6] = [", ", " (", "; ", ": ", " – ", " - "];

/// Marks that may stand in a name, beside letters, digits and spaces.
const MARKS: [char; 7] = ['\'', '’', '-', '‐', '&', '%', '/'];

/// The words and names of a plan.
#[derive(Debug)]
struct Names<'a> {
    /// Words that somewhere begin with a small letter.
    small: HashSet<&'a str>,
    titles: Vec<&'a str>,
}

impl<'a> Names<'a> {
    /// From the texts of a plan and the titles of its items. The texts of the questions count, too, where the plan is in
    /// the same language: where four in ten of its small words stand in them.
    fn new(
        texts: impl Iterator<Item = &'a str>,
        questions: impl Iterator<Item = &'a str>,
        titles: Vec<&'a str>,
    ) -> Self {
        let (mut small, asked) = (small_words(texts), small_words(questions));
        if small.intersection(&asked).count() * 5 >= small.len() * 2 {
            small.extend(asked);
        }
        Self { small, titles }
    }

    /// The title as it stands in a sentence: `Fittings that the insurers pay` is `fittings that the insurers pay`. What is
    /// added after a comma is left out where it tells the item from no other. In quotation marks where it is long, or holds
    /// other marks or another script; a capital stays where nobody can tell whether it belongs to a name.
    fn in_sentence(&self, title: &str) -> String {
        let title = title.trim();
        let end = ADDED.iter().filter_map(|mark| title.find(mark)).min().unwrap_or(title.len());
        let name = title.get(..end).unwrap_or(title);
        let is_other = |other: &str| {
            let added = other.strip_prefix(name).filter(|_| other != title);
            added.is_some_and(|added| ADDED.iter().any(|mark| added.starts_with(mark)))
        };
        let is_alone = || !self.titles.iter().any(|other| is_other(other));
        if !fits(name) || end < title.len() && !is_alone() {
            return quoted(title);
        }
        let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
        let mut letters = first.chars();
        let Some(capital) = letters.next().filter(|c| c.is_uppercase()) else { return name.to_owned() };
        if letters.as_str().contains(char::is_uppercase) || rest.starts_with(char::is_uppercase) || is_owner(first) {
            return name.to_owned();
        }
        let small: String = capital.to_lowercase().chain(letters).collect();
        if !self.is_small(&small) {
            return name.to_owned();
        }
        if rest.is_empty() { small } else { format!("{small} {rest}") }
    }

    /// Whether the word, one more or one less of it, or what stands before its hyphen is written with a small letter.
    fn is_small(&self, word: &str) -> bool {
        let one = word.strip_suffix('s').unwrap_or(word);
        let before_hyphen = word.split_once('-').map_or(word, |(before, _)| before);
        let many = format!("{word}s");
        [word, one, before_hyphen, many.as_str()].iter().any(|word| self.small.contains(word))
    }
}

/// What of the view is not in the words of whoever answered.
const NOT_TYPED: [&str; 5] = ["bank", "canvas", "labels", "open_points", "states"];

/// The titles of the items as they stand in a sentence, by their ids; nothing where there are no items. The texts of the
/// questions help to tell names from other words.
#[must_use]
pub fn named(bank: Option<&Bank>, view: &Fact) -> Fact {
    let Fact::Map(items) = view.get("items") else { return Fact::map(FactMap::default()) };
    let mut texts = Vec::new();
    add_texts(view, &mut texts);
    let entry = |(id, item): (&Arc<str>, &Fact)| Some((Arc::clone(id), item.get("title").as_text()?.to_owned()));
    let titles: Vec<(Arc<str>, String)> = items.iter().filter_map(entry).collect();
    let asked =
        bank.into_iter().flat_map(Bank::questions).flat_map(|(_, question)| [&question.help, &question.example]);
    let asked = asked.flatten().map(String::as_str);
    let names =
        Names::new(texts.iter().map(|text| &**text), asked, titles.iter().map(|(_, title)| title.as_str()).collect());
    Fact::map(titles.iter().map(|(id, title)| (Arc::clone(id), Fact::text(names.in_sentence(title)))).collect())
}

/// Adds the texts of several words: of one, nobody can tell whether it is a key.
fn add_texts(fact: &Fact, texts: &mut Vec<Arc<str>>) {
    match fact {
        Fact::Text(text) if text.contains(' ') => texts.push(Arc::clone(text)),
        Fact::List(list) => list.iter().for_each(|fact| add_texts(fact, texts)),
        Fact::Map(map) => {
            let typed = map.iter().filter(|(name, _)| !NOT_TYPED.contains(&&***name));
            typed.for_each(|(_, fact)| add_texts(fact, texts));
        }
        _ => (),
    }
}

/// The words that begin with a small letter.
fn small_words<'a>(texts: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && !MARKS.contains(&c)));
    words.filter(|word| word.starts_with(char::is_lowercase)).collect()
}

/// Whether a name is a short run of words in a script that a sentence of ours can go on in.
fn fits(name: &str) -> bool {
    !name.is_empty()
        && name.split_whitespace().count() <= MOST_WORDS
        && name.chars().all(|c| (c.is_alphanumeric() || c == ' ' || MARKS.contains(&c)) && c < '\u{590}' || c == '’')
}

/// Whether the word is a name to which something belongs: `Ruth's`.
fn is_owner(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_a_sentence_as_the_founders_would_write_it() {
        let titles = vec!["Bank", "Rent, hall", "Rent, room", "Crowdfunding, not begun"];
        let texts = [
            "a fitting takes two visits",
            "The van comes; crowdfunding and rent",
            "hearing-aid",
            "Ruth fährt alte Räder",
        ];
        let asked = ["a call, the room and a fitting takes time"];
        let names = Names::new(texts.into_iter(), asked.into_iter(), titles);
        for (title, expected) in [
            ("Fittings that the insurers pay", "fittings that the insurers pay"),
            ("van with cabin", "van with cabin"),
            ("Crowdfunding, not begun", "crowdfunding"),
            ("Rent, hall", "“Rent, hall”"),
            ("Ruth's licence", "Ruth's licence"),
            ("Quay Street", "Quay Street"),
            ("VAT advice", "VAT advice"),
            ("Hearing-aids", "hearing-aids"),
            ("Alte Räder", "Alte Räder"),
            ("Räder", "Räder"),
            ("Ask again. In writing", "“Ask again. In writing”"),
            ("One two three four five six seven eight nine", "“One two three four five six seven eight nine”"),
            ("自己洗", "“自己洗”"),
            ("iPhone repair", "iPhone repair"),
            // The questions are in another language.
            ("Room of one", "Room of one"),
        ] {
            assert_eq!(names.in_sentence(title), expected, "{title}");
        }
        let names = Names::new(["a fitting takes time"].into_iter(), asked.into_iter(), vec!["Calls, by day", "Calls"]);
        assert_eq!(names.in_sentence("Calls, by day"), "calls");
    }
}
