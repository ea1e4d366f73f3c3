//! What is said to the founders, turned round: in a document others read of them.

use crate::words;

/// Words after which `you` is whom something happens to.
const BEFORE_OBJECT: &str = "for to of with without from by about behind near makes meet notice leave leaves earns earn proves \
    prove pays pay told tell tells gives give costs lets brings keeps";

/// A text addressed to the founders, as it is said of them: `how far along you are` is `how far along the founders are`.
/// The texts to keep are names inside it that must not change: `Fixed where you park`.
pub(crate) fn said_of_founders(text: &str, kept: &[&str]) -> String {
    let first = kept.iter().filter_map(|name| text.find(name).map(|place| (place, *name))).min();
    let Some((place, name)) = first.filter(|(_, name)| !name.is_empty()) else { return turned_round(text) };
    let (before, rest) = text.split_at_checked(place).unwrap_or((text, ""));
    let after = rest.strip_prefix(name).unwrap_or_default();
    format!("{}{name}{}", turned_round(before), said_of_founders(after, kept))
}

fn turned_round(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let theirs = words.iter().enumerate().map(|(index, word)| their_word(word, is_object(&words, index)));
    theirs.collect::<Vec<_>>().join(" ")
}

/// One word with the marks around it, said of the founders; what happens to them happens to their business.
fn their_word(word: &str, is_object: bool) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let theirs = match bare {
        "your" => "the founders’",
        "Your" => "The founders’",
        "yours" => "theirs",
        "yourself" | "yourselves" => "themselves",
        "you" if is_object => "the business",
        "you" => "the founders",
        "You" => "The founders",
        _ => return word.to_owned(),
    };
    word.replacen(bare, theirs, 1)
}

/// Whether the `you` at this place is whom something happens to: at the end, before a mark, or after a verb or a
/// preposition that takes an object.
fn is_object(words: &[&str], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| words.get(before));
    let ends = words.get(index).is_some_and(|word| word.ends_with(|c: char| c.is_ascii_punctuation()));
    ends || index + 1 == words.len() || before.is_some_and(|word| words::has_word(BEFORE_OBJECT, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_addressed_to_the_founders_is_said_of_them() {
        for (label, expected) in [
            ("how far along you are", "how far along the founders are"),
            ("your consent to share", "the founders’ consent to share"),
            ("how they notice you", "how they notice the business"),
            ("how hard it is to leave you", "how hard it is to leave the business"),
            ("what makes you special", "what makes the business special"),
            ("the people you cannot do without", "the people the founders cannot do without"),
            ("the price", "the price"),
            ("No channel lets Growers hear of you.", "No channel lets Growers hear of the business."),
            ("None of your activities, or yours?", "None of the founders’ activities, or theirs?"),
            ("Do it yourselves, or link one you have.", "Do it themselves, or link one the founders have."),
            ("The day it is closed to you", "The day it is closed to the business"),
        ] {
            assert_eq!(said_of_founders(label, &[]), expected);
        }
    }

    #[test]
    fn names_inside_are_kept() {
        assert_eq!(
            said_of_founders("Nothing you do makes Fixed where you park happen for you.", &["Fixed where you park"]),
            "Nothing the founders do makes Fixed where you park happen for the business."
        );
    }
}
