//! What was picked: choices by their keys or labels, entries by their ids.

use super::{Doubt, Given, Rejection};
use crate::bank::{Choice, Count, Link};
use crate::currency;
use crate::words::{self, tidied};
use serde_json::{Value as Json, json};

pub(super) fn one_of(given: &Given, choices: &[Choice]) -> Result<Json, Rejection> {
    match given {
        Given::Typed(word) | Given::Written(Json::String(word)) | Given::Stored(Json::String(word)) => {
            Ok(Json::String(choice_key(word, choices)?))
        }
        Given::Picked(keys) if keys.len() == 1 => {
            Ok(Json::String(choice_key(keys.first().map_or("", String::as_str), choices)?))
        }
        Given::Picked(_) | Given::Written(_) | Given::Stored(_) => {
            Err(Rejection("pick one of the answers offered".into()))
        }
    }
}

/// A currency goes by its code, its name, or a sign or word that no other currency shares.
pub(super) fn one_currency(given: &Given, choices: &[Choice]) -> Result<Json, Rejection> {
    let word = match given {
        Given::Typed(word) | Given::Written(Json::String(word)) | Given::Stored(Json::String(word)) => word,
        Given::Picked(keys) if keys.len() == 1 => keys.first().map_or("", String::as_str),
        _ => return Err(Rejection("write the code of one currency, such as EUR".into())),
    };
    let wanted = tidied(word);
    if let Some(choice) = chosen(&wanted, choices) {
        return Ok(Json::String(choice.key.clone()));
    }
    let meant: Vec<&str> = currency::meant_by(&wanted);
    let offered: Vec<&Choice> = choices.iter().filter(|choice| meant.contains(&choice.key.as_str())).collect();
    match offered.as_slice() {
        [only] => Ok(Json::String(only.key.clone())),
        [] => {
            let close = words::closest(&wanted, choices.iter().map(|choice| choice.label.as_str()));
            let close = close.map_or_else(String::new, |close| format!("did you mean `{close}`? "));
            Err(Rejection(format!(
                "`{wanted}` is no currency known here: {close}write its code, such as EUR, or its name"
            )))
        }
        [first, second, ..] => {
            let several = format!("`{}` or `{}`", first.key, second.key);
            Err(Rejection(format!("`{wanted}` can mean more than one currency: write its code, such as {several}")))
        }
    }
}

/// Which of some choices, each with its key and its label, a word means.
pub(crate) fn meant<'c>(word: &str, choices: &(impl Iterator<Item = (&'c str, &'c str)> + Clone)) -> Option<usize> {
    choices.clone().position(|(key, _)| key == word).or_else(|| {
        let word = word.to_lowercase();
        choices.clone().position(|(key, label)| key.to_lowercase() == word || tidied(label).to_lowercase() == word)
    })
}

fn chosen<'c>(wanted: &str, choices: &'c [Choice]) -> Option<&'c Choice> {
    let named = choices.iter().map(|choice| (choice.key.as_str(), choice.label.as_str()));
    choices.get(meant(wanted, &named)?)
}

fn choice_key(word: &str, choices: &[Choice]) -> Result<String, Rejection> {
    let wanted = tidied(word);
    match chosen(&wanted, choices) {
        Some(choice) => Ok(choice.key.clone()),
        None => Err(Rejection(not_offered(&wanted, choices))),
    }
}

fn not_offered(wanted: &str, choices: &[Choice]) -> String {
    if let Some(close) = words::closest(wanted, choices.iter().map(|choice| choice.key.as_str())) {
        return format!("`{wanted}` is not one of the answers: did you mean `{close}`?");
    }
    let keys: Vec<String> = choices.iter().map(|choice| format!("`{}`", choice.key)).collect();
    format!("`{wanted}` is not one of the answers: they are {}", words::listed(&keys))
}

/// The words of a reply that holds several keys. A text is cut at its commas, unless the whole of it is one.
fn several(given: &Given, is_one: impl Fn(&str) -> bool) -> Result<Vec<String>, Rejection> {
    match given {
        Given::Picked(keys) => Ok(keys.clone()),
        Given::Typed(text) | Given::Written(Json::String(text)) if !is_one(text) => {
            Ok(text.split(',').map(|word| word.trim().to_owned()).filter(|w| !w.is_empty()).collect())
        }
        Given::Typed(word) | Given::Written(Json::String(word)) | Given::Stored(Json::String(word)) => {
            Ok(vec![word.clone()])
        }
        Given::Written(Json::Array(words)) | Given::Stored(Json::Array(words)) => words
            .iter()
            .map(|word| word.as_str().map(str::to_owned).ok_or_else(|| Rejection("write the answers as text".into())))
            .collect(),
        Given::Written(_) | Given::Stored(_) => Err(Rejection("write a list of answers".into())),
    }
}

pub(super) fn some_of(given: &Given, choices: &[Choice], count: Count) -> Result<Json, Doubt> {
    let is_one = |word: &str| chosen(&tidied(word), choices).is_some();
    let mut keys: Vec<String> =
        several(given, is_one)?.iter().map(|word| choice_key(word, choices)).collect::<Result<_, _>>()?;
    keys.sort_by_key(|key| choices.iter().position(|choice| choice.key == *key));
    keys.dedup();
    enough(keys.len(), count, &json!(keys))?;
    Ok(json!(keys))
}

pub(super) fn links(given: &Given, link: &Link, candidates: &[&str]) -> Result<Json, Doubt> {
    let mut ids = several(given, |word| candidates.contains(&word))?;
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    let strangers: Vec<String> =
        ids.iter().filter(|id| !candidates.contains(&id.as_str())).map(|id| format!("`{id}`")).collect();
    if !strangers.is_empty() {
        let are = if strangers.len() == 1 { "is" } else { "are" };
        let named = words::listed(&strangers);
        return Err(Doubt::new(format!("{named} {are} not among the entries that can be linked here")));
    }
    if link.many {
        enough(ids.len(), link.count, &json!(ids))?;
        return Ok(json!(ids));
    }
    match ids.as_slice() {
        [only] => Ok(Json::String(only.clone())),
        _ => Err(Doubt::new("pick one entry".into())),
    }
}

/// How many are accepted; nothing at all is never an answer.
fn enough(picked: usize, count: Count, so_far: &Json) -> Result<(), Doubt> {
    let least = count.at_least.max(1);
    if picked < least {
        let said = if least == 1 {
            "pick at least one; if none fits, skip it or say why it does not apply".into()
        } else {
            format!("pick at least {least}: you picked {picked}")
        };
        return Err(Doubt { short: (picked > 0).then(|| so_far.clone()), ..Doubt::new(said) });
    }
    match count.at_most {
        Some(most) if picked > most => Err(Doubt::new(format!("pick at most {most}: you picked {picked}"))),
        _ => Ok(()),
    }
}
