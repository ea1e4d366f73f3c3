//! What was picked: choices by their keys or labels, entries by their ids.

use super::{Given, Rejection};
use crate::bank::{Choice, Count, Link};
use crate::words;
use serde_json::{Value as Json, json};

pub(super) fn one_of(given: &Given, choices: &[Choice]) -> Result<Json, Rejection> {
    match given {
        Given::Typed(word) | Given::Stored(Json::String(word)) => Ok(Json::String(choice_key(word, choices)?)),
        Given::Picked(keys) if keys.len() == 1 => {
            Ok(Json::String(choice_key(keys.first().map_or("", String::as_str), choices)?))
        }
        Given::Picked(_) | Given::Stored(_) => Err(Rejection("pick one of the answers offered".into())),
    }
}

fn choice_key(word: &str, choices: &[Choice]) -> Result<String, Rejection> {
    let wanted = word.trim();
    let found = choices.iter().find(|choice| choice.key == wanted).or_else(|| {
        let wanted = wanted.to_lowercase();
        choices.iter().find(|choice| choice.key.to_lowercase() == wanted || choice.label.to_lowercase() == wanted)
    });
    match found {
        Some(choice) => Ok(choice.key.clone()),
        None => Err(Rejection(not_offered(wanted, choices))),
    }
}

fn not_offered(wanted: &str, choices: &[Choice]) -> String {
    if let Some(close) = words::closest(wanted, choices.iter().map(|choice| choice.key.as_str())) {
        return format!("`{wanted}` is not one of the answers: did you mean `{close}`?");
    }
    let keys: Vec<String> = choices.iter().map(|choice| format!("`{}`", choice.key)).collect();
    format!("`{wanted}` is not one of the answers: they are {}", words::listed(&keys))
}

/// The words of a reply that holds several keys.
fn several(given: &Given) -> Result<Vec<String>, Rejection> {
    match given {
        Given::Picked(keys) => Ok(keys.clone()),
        Given::Typed(text) => {
            Ok(text.split(',').map(|word| word.trim().to_owned()).filter(|w| !w.is_empty()).collect())
        }
        Given::Stored(Json::String(word)) => Ok(vec![word.clone()]),
        Given::Stored(Json::Array(words)) => words
            .iter()
            .map(|word| word.as_str().map(str::to_owned).ok_or_else(|| Rejection("write the answers as text".into())))
            .collect(),
        Given::Stored(_) => Err(Rejection("write a list of answers".into())),
    }
}

pub(super) fn some_of(given: &Given, choices: &[Choice], count: Count) -> Result<Json, Rejection> {
    let mut keys: Vec<String> =
        several(given)?.iter().map(|word| choice_key(word, choices)).collect::<Result<_, _>>()?;
    keys.sort_by_key(|key| choices.iter().position(|choice| choice.key == *key));
    keys.dedup();
    enough(keys.len(), count)?;
    Ok(json!(keys))
}

pub(super) fn links(given: &Given, link: &Link, candidates: &[&str]) -> Result<Json, Rejection> {
    let mut ids = several(given)?;
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    if let Some(stranger) = ids.iter().find(|id| !candidates.contains(&id.as_str())) {
        return Err(Rejection(format!("`{stranger}` is not among the entries that can be linked here")));
    }
    if link.many {
        enough(ids.len(), link.count)?;
        return Ok(json!(ids));
    }
    match ids.as_slice() {
        [only] => Ok(Json::String(only.clone())),
        _ => Err(Rejection("pick one entry".into())),
    }
}

/// How many are accepted; nothing at all is never an answer.
fn enough(picked: usize, count: Count) -> Result<(), Rejection> {
    let least = count.at_least.max(1);
    if picked < least {
        return Err(Rejection(if least == 1 {
            "pick at least one; if none fits, skip it or say why it does not apply".into()
        } else {
            format!("pick at least {least}: you picked {picked}")
        }));
    }
    match count.at_most {
        Some(most) if picked > most => Err(Rejection(format!("pick at most {most}: you picked {picked}"))),
        _ => Ok(()),
    }
}
