//! What stands in a plan and nobody knows: a field misspelt by hand, a question that its bank does not have. It is kept,
//! and counts for nothing, which has to be said.

use super::Plan;
use crate::bank::{Bank, Question};
use crate::words;
use serde_json::{Map, Value as Json};

/// The keys of an answer and of an item that a misspelt one may have meant.
const OF_ANSWER: [&str; 7] = ["state", "value", "items", "note", "because", "at", "stale"];
const OF_ITEM: [&str; 2] = ["id", "fields"];

/// A key that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// Where it stands: `costs-3.amnunt`.
    pub place: String,
    /// A key of that place which is written almost the same.
    pub meant: Option<String>,
}

/// Every key of the plan that neither canvass nor the bank knows.
#[must_use]
pub fn strangers(plan: &Plan, bank: &Bank) -> Vec<Stranger> {
    let mut found: Vec<Stranger> = plan.extra.keys().map(|key| Stranger { place: key.clone(), meant: None }).collect();
    let hidden = |id: &str, of: Option<&str>| bank.hidden.iter().any(|own| own.id == id && own.of.as_deref() == of);
    for (id, answer) in &plan.answers {
        if bank.question(id).is_none() && !hidden(id, None) {
            let questions = bank.questions().map(|(_, question)| question).filter(|question| question.of.is_none());
            found.push(stranger("", id, questions.map(|question| question.id.as_str())));
            continue;
        }
        extra(&mut found, id, &answer.extra, &OF_ANSWER);
        let fields: Vec<&Question> = bank.fields(id).collect();
        for item in &answer.items {
            extra(&mut found, &item.id, &item.extra, &OF_ITEM);
            for (field, answer) in &item.fields {
                if !fields.iter().any(|known| known.id == *field) && !hidden(field, Some(id)) {
                    found.push(stranger(&item.id, field, fields.iter().map(|known| known.id.as_str())));
                    continue;
                }
                extra(&mut found, &format!("{}.{field}", item.id), &answer.extra, &OF_ANSWER);
            }
        }
    }
    found
}

fn extra(found: &mut Vec<Stranger>, place: &str, keys: &Map<String, Json>, known: &[&str]) {
    found.extend(keys.keys().map(|key| stranger(place, key, known.iter().copied())));
}

fn stranger<'k>(within: &str, key: &str, known: impl Iterator<Item = &'k str>) -> Stranger {
    let place = if within.is_empty() { key.to_owned() } else { format!("{within}.{key}") };
    Stranger { place, meant: words::closest(key, known).map(str::to_owned) }
}
