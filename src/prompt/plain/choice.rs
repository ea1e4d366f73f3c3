//! Which choice is meant: by number, by key, by name or by the beginning of one.

use crate::interview::{Entry, Pick};
use crate::words::{closest, listed, tidied};

/// In a longer list any part of a name will do, and no more than so many are named at once.
const FEW: usize = 20;

/// Something that can be named, in the order shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    key: &'a str,
    label: &'a str,
}

/// Why no single choice is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Miss {
    word: String,
    /// The choices that fit, if several do.
    fits: Vec<usize>,
}

/// Picks as they can be named.
pub(super) fn picks(picks: &[Pick]) -> Vec<Named<'_>> {
    picks.iter().map(|pick| Named { key: &pick.key, label: &pick.label }).collect()
}

/// Entries as they can be named.
pub(super) fn entries(entries: &[Entry]) -> Vec<Named<'_>> {
    entries.iter().map(|entry| Named { key: &entry.id, label: &entry.title }).collect()
}

/// Words as they can be named.
pub(super) fn words<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Named<'a>> {
    words.map(|word| Named { key: word, label: word }).collect()
}

/// The one choice that a word means, counted from 0.
pub(super) fn find(word: &str, names: &[Named]) -> Result<usize, Miss> {
    let word = word.trim();
    let digits = word.trim_end_matches(['.', ')']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number
        && let Ok(number @ 1..) = digits.parse::<usize>()
        && number <= names.len()
    {
        return Ok(number - 1);
    }
    let wanted = tidied(word).to_lowercase();
    let miss = |fits| Miss { word: word.to_owned(), fits };
    let exact = fitting(names, |name| name == wanted);
    let mut fits = exact;
    if fits.is_empty() && !is_number && !wanted.is_empty() {
        fits = fitting(names, |name| name.starts_with(&wanted));
        // Nobody reads through a long list: any part of a name finds it.
        if fits.is_empty() && names.len() > FEW {
            fits = fitting(names, |name| name.contains(&wanted));
        }
    }
    match fits.as_slice() {
        [only] => Ok(*only),
        _ => Err(miss(fits)),
    }
}

/// All choices that a line means: one after the other, with commas, or spaces between numbers; in the order shown.
pub(super) fn find_all(line: &str, names: &[Named]) -> Result<Vec<usize>, Miss> {
    if let Ok(only) = find(line, names) {
        return Ok(vec![only]);
    }
    let mut found = Vec::new();
    for part in line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        match find(part, names) {
            Ok(index) => found.push(index),
            Err(miss) => found.extend(numbers_of(part, names).unwrap_or(Err(miss))?),
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.is_empty() { Err(Miss { word: line.trim().to_owned(), fits: Vec::new() }) } else { Ok(found) }
}

/// The choices of a part that holds nothing but numbers. In a name, a space is a space.
fn numbers_of(part: &str, names: &[Named]) -> Option<Result<Vec<usize>, Miss>> {
    let are_numbers = part.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    are_numbers.then(|| part.split_whitespace().map(|word| find(word, names)).collect())
}

fn fitting(names: &[Named], fits: impl Fn(&str) -> bool) -> Vec<usize> {
    names
        .iter()
        .enumerate()
        .filter(|(_, name)| fits(&name.label.to_lowercase()) || fits(&name.key.to_lowercase()))
        .map(|(index, _)| index)
        .collect()
}

impl Miss {
    /// Says what would be understood.
    pub(super) fn message(&self, names: &[Named]) -> String {
        let numbered = |index: &usize| names.get(*index).map(|name| format!("{} ({})", index + 1, name.label));
        let word = &self.word;
        if !self.fits.is_empty() {
            let mut fits: Vec<String> = self.fits.iter().take(FEW).filter_map(numbered).collect();
            if self.fits.len() > FEW {
                fits.push(format!("{} more", self.fits.len() - FEW));
            }
            return format!("`{word}` fits {}. Type the number.", listed(&fits));
        }
        let valid = match names.len() {
            0 => return "There is nothing to choose from yet.".to_owned(),
            1 => "Type 1 or the beginning of its name.".to_owned(),
            count => format!("Type a number from 1 to {count} or the beginning of a name."),
        };
        if word.is_empty() {
            return valid;
        }
        let lower: Vec<String> = names.iter().map(|name| name.label.to_lowercase()).collect();
        let close = closest(&word.to_lowercase(), lower.iter().map(String::as_str))
            .and_then(|label| lower.iter().position(|name| name == label))
            .and_then(|index| numbered(&index));
        match close {
            Some(close) => format!("`{word}` is none of the choices. Did you mean {close}? {valid}"),
            None => format!("`{word}` is none of the choices. {valid}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<Named<'static>> {
        [("b2c", "Consumers"), ("b2b", "Companies"), ("npo", "Clubs, associations"), ("x", "2 to 10 people")]
            .map(|(key, label)| Named { key, label })
            .to_vec()
    }

    #[test]
    fn one_choice_is_found_by_number_key_name_or_beginning() {
        let names = names();
        for (word, index) in [
            ("1", 0),
            ("2.", 1),
            ("2", 1),
            ("3)", 2),
            ("B2B", 1),
            ("companies", 1),
            ("cons", 0),
            ("clubs, a", 2),
            ("2 to", 3),
        ] {
            assert_eq!(find(word, &names), Ok(index), "{word}");
        }
    }

    #[test]
    fn several_are_found_in_the_order_shown() {
        let names = names();
        for (line, found) in [
            ("3,1", vec![0, 2]),
            ("3 1", vec![0, 2]),
            ("1, 1 2", vec![0, 1]),
            ("comp, b2c", vec![0, 1]),
            ("b2b, b2c", vec![0, 1]),
            ("Clubs, associations", vec![2]),
            ("1;4,", vec![0, 3]),
        ] {
            assert_eq!(find_all(line, &names), Ok(found), "{line}");
        }
    }

    #[test]
    fn what_is_not_found_says_what_would_be() {
        let names = names();
        let range = "Type a number from 1 to 4 or the beginning of a name.";
        let cases = [
            (",", format!("`,` is none of the choices. {range}")),
            ("9", format!("`9` is none of the choices. {range}")),
            ("0", format!("`0` is none of the choices. {range}")),
            ("1 9", format!("`9` is none of the choices. {range}")),
            ("1, zebras", format!("`zebras` is none of the choices. {range}")),
            ("comapnies", format!("`comapnies` is none of the choices. Did you mean 2 (Companies)? {range}")),
            ("co", "`co` fits 1 (Consumers) and 2 (Companies). Type the number.".to_owned()),
            ("b2b b2c", format!("`b2b b2c` is none of the choices. {range}")),
            (
                "companies clubs",
                format!("`companies clubs` is none of the choices. Did you mean 2 (Companies)? {range}"),
            ),
            ("b2", "`b2` fits 1 (Consumers) and 2 (Companies). Type the number.".to_owned()),
        ];
        for (line, message) in cases {
            assert_eq!(find_all(line, &names).unwrap_err().message(&names), message, "{line}");
        }
        assert_eq!(find("1", &[]).unwrap_err().message(&[]), "There is nothing to choose from yet.");
    }
}
