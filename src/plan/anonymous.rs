//! A plan without the founders' own words: what can be counted stays, whoever said it does not.

use super::{Answer, Named, Plan, State};
use crate::bank::{Bank, Kind, Question};
use crate::figures::Role;
use crate::words;
use serde_json::{Map, Value as Json};

/// What stands where somebody wrote something.
const LEFT_OUT: &str = "left out";

/// A copy of a plan for counting and comparing: numbers, amounts, dates, choices and links stay as they are. Every text,
/// note and reason is replaced, names of entries by what they are and a number; and so are addresses, the times of the
/// answers, half-typed lines, former answers and whatever canvass does not know.
#[must_use]
pub fn anonymised(bank: &Bank, plan: &Plan) -> Plan {
    let mut answers = Named::default();
    for (id, answer) in &plan.answers {
        // What no question of the bank explains may be anything.
        let Some(question) = bank.question(id) else { continue };
        let mut own = without_words(question, answer, 1);
        let Some(list) = question.items() else {
            answers.insert(id.clone(), own);
            continue;
        };
        own.items.clone_from(&answer.items);
        let title = list.title_field().map(|field| field.id.as_str());
        for (number, item) in (1..).zip(&mut own.items) {
            item.extra = Map::new();
            let fields = std::mem::take(&mut item.fields);
            for (field, answer) in fields {
                let Some(question) = bank.field(id, &field) else { continue };
                let mut answer = without_words(question, &answer, number);
                if Some(field.as_str()) == title && answer.state == State::Answered {
                    answer.value = Json::from(shortened(&words::capitalised(&list.one), number, question));
                }
                item.fields.insert(field, answer);
            }
        }
        answers.insert(id.clone(), own);
    }
    Plan {
        answers,
        created: None,
        drafts: Named::default(),
        waivers: plan
            .waivers
            .iter()
            .map(|waiver| super::Waiver { because: LEFT_OUT.to_owned(), at: None, ..waiver.clone() })
            .collect(),
        confirmations: plan
            .confirmations
            .iter()
            .map(|own| super::Confirmation { by: None, at: None, ..own.clone() })
            .collect(),
        going_on_because: plan.going_on_because.as_ref().map(|_| LEFT_OUT.to_owned()),
        former: Vec::new(),
        withholds: false,
        extra: Map::new(),
        ..plan.clone()
    }
}

/// The name of an entry that gives nothing away, within the limit of the question.
fn shortened(one: &str, number: usize, question: &Question) -> String {
    let number = number.to_string();
    let room = question.kind.limit().unwrap_or(usize::MAX).saturating_sub(number.len() + 1);
    let one: String = one.chars().take(room).collect();
    format!("{} {number}", one.trim_end())
}

/// An answer without its words.
fn without_words(question: &Question, answer: &Answer, number: usize) -> Answer {
    let value = match (&question.kind, &answer.value) {
        (_, Json::Null) => Json::Null,
        // What is kept behind "don't know yet" was never the answer.
        _ if answer.state != State::Answered => Json::Null,
        (Kind::Text { .. } | Kind::LongText { .. }, _) if question.role == Some(Role::Name) => {
            Json::from(shortened("Venture", number, question))
        }
        (Kind::Text { max_length } | Kind::LongText { max_length }, _) => {
            Json::from(LEFT_OUT.chars().take(max_length.unwrap_or(usize::MAX)).collect::<String>())
        }
        (kind, value) => kind.of_nobody().map_or_else(|| value.clone(), Json::from),
    };
    Answer {
        value,
        note: answer.note.as_ref().map(|_| LEFT_OUT.to_owned()),
        because: answer.because.as_ref().map(|_| LEFT_OUT.to_owned()),
        stale: answer.stale.clone(),
        ..Answer::new(answer.state)
    }
}
