//! Stored values as facts, and as the text people see.

use crate::bank::{Kind, Question};
use crate::expression::Type;
use crate::fact::Fact;
use crate::plan::{exact_number, stored_steps};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// The fact of an accepted value.
pub(super) fn fact(question: &Question, value: &Json) -> Fact {
    match value {
        Json::Null => nothing(question),
        Json::Bool(yes) => Fact::Bool(*yes),
        Json::Number(number) => number.as_i64().map_or(Fact::Null, Fact::Whole),
        Json::String(text) if matches!(question.kind, Kind::ByMonth { .. }) => {
            let step = |(month, amount): &(u32, Decimal)| {
                Fact::named([("month", Fact::Whole((*month).into())), ("amount", Fact::Decimal(*amount))])
            };
            Fact::list(stored_steps(text).unwrap_or_default().iter().map(step))
        }
        Json::String(text) if question.kind.gives() == Type::Number => {
            exact_number(text).map_or(Fact::Null, Fact::Decimal)
        }
        Json::String(text) => Fact::text(text.as_str()),
        Json::Array(values) => Fact::list(values.iter().map(|value| fact(question, value))),
        Json::Object(_) => Fact::Null,
    }
}

/// The fact of a question without an answer: an empty list where a list is meant.
pub(super) fn nothing(question: &Question) -> Fact {
    if matches!(question.kind.gives(), Type::List(_)) { Fact::list([]) } else { Fact::Null }
}

/// What people see of an accepted value that became this fact: labels of choices, titles of links, yes and no.
pub(super) fn label<S: BuildHasher>(
    question: &Question,
    value: &Json,
    fact: &Fact,
    titles: &HashMap<String, String, S>,
) -> Fact {
    match (&question.kind, value) {
        (_, Json::Array(values)) => {
            Fact::list(values.iter().zip(fact.as_list()).map(|(value, fact)| label(question, value, fact, titles)))
        }
        (Kind::OneOf(_) | Kind::Currency(_) | Kind::SomeOf { .. }, Json::String(key)) => {
            let choice = question.choices().iter().find(|choice| choice.key == *key);
            Fact::text(choice.map_or(key.as_str(), |choice| choice.label.as_str()))
        }
        (Kind::Link(_), Json::String(id)) => Fact::text(titles.get(id).map_or("", String::as_str)),
        (_, Json::Bool(yes)) => Fact::text(if *yes { "yes" } else { "no" }),
        (_, Json::String(text)) => match fact {
            Fact::Text(_) => fact.clone(),
            _ => Fact::text(text.as_str()),
        },
        (_, Json::Number(number)) => Fact::text(number.to_string()),
        _ => Fact::Null,
    }
}
