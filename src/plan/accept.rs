//! The one rule of validity: what was given becomes what is stored, or is refused with a reason.

use super::{Rejection, date, number};
use crate::bank::{Choice, Count, Kind, Link, Question, Range};
use crate::words;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

/// What somebody gave as an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Typed by a person.
    Typed(String),
    /// Picked from what was offered: choice keys, `yes` or `no`, item ids.
    Picked(Vec<String>),
    /// Read from a file: numbers and amounts are exact decimals there.
    Stored(Json),
}

/// Turns what was given into what a plan stores. `candidates` are the ids a link may hold.
///
/// # Errors
/// One sentence that says what would be accepted.
pub fn accept(question: &Question, given: &Given, candidates: &[&str]) -> Result<Json, Rejection> {
    match &question.kind {
        Kind::Text { max_length } => text(given, *max_length, false),
        Kind::LongText { max_length } => text(given, *max_length, true),
        Kind::YesNo => yes_no(given),
        Kind::Number { range, whole, .. } => numeric(given, *range, *whole),
        Kind::Money(range) | Kind::Percent(range) => numeric(given, *range, false),
        Kind::Date => calendar_date(given),
        Kind::OneOf(choices) => one_of(given, choices),
        Kind::SomeOf { choices, count, .. } => some_of(given, choices, *count),
        Kind::Link(link) => links(given, link, candidates),
        Kind::Items(list) => Err(Rejection(format!("add {} one by one", list.many))),
    }
}

fn text(given: &Given, max_length: Option<usize>, lines: bool) -> Result<Json, Rejection> {
    let raw = match given {
        Given::Typed(raw) | Given::Stored(Json::String(raw)) => raw.clone(),
        Given::Stored(Json::Number(number)) => number.to_string(),
        Given::Picked(_) | Given::Stored(_) => return Err(Rejection("write it as text".into())),
    };
    let clean = if lines { tidy_lines(&raw) } else { tidy_line(&raw) };
    if clean.is_empty() {
        return Err(Rejection("write a few words; if there is nothing to say yet, skip it or say `don't know`".into()));
    }
    let length = clean.chars().count();
    match max_length {
        Some(most) if length > most => {
            Err(Rejection(format!("this is {length} characters long: please keep it to {most}")))
        }
        _ => Ok(Json::String(clean)),
    }
}

/// One line: control characters out, white space folded.
fn tidy_line(raw: &str) -> String {
    words::printable(raw).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines: each tidied, at most one empty line in a row.
fn tidy_lines(raw: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in raw.replace("\r\n", "\n").replace('\r', "\n").split('\n') {
        let line = tidy_line(line);
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

fn yes_no(given: &Given) -> Result<Json, Rejection> {
    let word = match given {
        Given::Stored(Json::Bool(yes)) => return Ok(Json::Bool(*yes)),
        Given::Typed(word) | Given::Stored(Json::String(word)) => word.trim().to_lowercase(),
        Given::Picked(keys) => keys.first().cloned().unwrap_or_default(),
        Given::Stored(_) => String::new(),
    };
    match word.as_str() {
        "yes" | "y" | "true" => Ok(Json::Bool(true)),
        "no" | "n" | "false" => Ok(Json::Bool(false)),
        _ => Err(Rejection("answer yes or no".into())),
    }
}

fn numeric(given: &Given, range: Range, whole: bool) -> Result<Json, Rejection> {
    let value = match given {
        Given::Typed(text) => number::read_typed(text, whole)?,
        Given::Stored(Json::String(text)) => number::exact(text).map_or_else(|| number::read_typed(text, whole), Ok)?,
        Given::Stored(Json::Number(stored)) => {
            let text = stored.to_string();
            number::exact(&text).ok_or_else(|| Rejection(format!("`{text}` is not a plain number: write 1250.50")))?
        }
        Given::Stored(_) | Given::Picked(_) => return Err(Rejection("write a number, such as 60 or 1250.50".into())),
    };
    if whole && !value.fract().is_zero() {
        return Err(Rejection(format!("`{value}` is not a whole number: write {} or {}", value.floor(), value.ceil())));
    }
    in_range(value, range)?;
    Ok(if whole { whole_json(value) } else { Json::String(value.to_string()) })
}

fn whole_json(value: Decimal) -> Json {
    i64::try_from(value).map_or_else(|_| Json::String(value.to_string()), |whole| json!(whole))
}

fn in_range(value: Decimal, range: Range) -> Result<(), Rejection> {
    let below = range.min.is_some_and(|min| value < min);
    let above = range.max.is_some_and(|max| value > max);
    if !below && !above {
        return Ok(());
    }
    Err(Rejection(match (range.min, range.max) {
        (Some(min), Some(max)) => format!("`{value}` is outside what fits here: write a number from {min} to {max}"),
        (Some(min), None) => format!("`{value}` is too small: write {min} or more"),
        (_, max) => format!("`{value}` is too large: write {} or less", max.unwrap_or_default()),
    }))
}

fn calendar_date(given: &Given) -> Result<Json, Rejection> {
    match given {
        Given::Typed(text) | Given::Stored(Json::String(text)) => Ok(Json::String(date::read_typed(text)?.to_string())),
        _ => Err(Rejection("write a date, such as 2026-03-31".into())),
    }
}

fn one_of(given: &Given, choices: &[Choice]) -> Result<Json, Rejection> {
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
    match words::closest(wanted, choices.iter().map(|choice| choice.key.as_str())) {
        Some(close) => format!("`{wanted}` is not one of the answers: did you mean `{close}`?"),
        None => {
            let keys: Vec<String> = choices.iter().map(|choice| format!("`{}`", choice.key)).collect();
            format!("`{wanted}` is not one of the answers: they are {}", words::listed(&keys))
        }
    }
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

fn some_of(given: &Given, choices: &[Choice], count: Count) -> Result<Json, Rejection> {
    let mut keys: Vec<String> =
        several(given)?.iter().map(|word| choice_key(word, choices)).collect::<Result<_, _>>()?;
    keys.sort_by_key(|key| choices.iter().position(|choice| choice.key == *key));
    keys.dedup();
    enough(keys.len(), count)?;
    Ok(json!(keys))
}

fn links(given: &Given, link: &Link, candidates: &[&str]) -> Result<Json, Rejection> {
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
