//! What a plan says, as the data of a page.

use crate::bank::{Bank, Question, Route};
use crate::facts::Facts;
use crate::plan::{Address, Answer, Plan, State};
use serde_json::{Map, Value as Json, json};

pub(super) fn of(bank: &Bank, plan: &Plan) -> Json {
    let page = Said { plan, facts: Facts::new(bank, plan) };
    let (mut answers, mut lists) = (Map::new(), Map::new());
    for (_, question) in bank.questions().filter(|(_, question)| question.of.is_none()) {
        let own = page.answer(&Address::Question(question.id.clone()), question);
        if question.items().is_some() {
            lists.insert(question.id.clone(), page.list(bank, question, own));
        } else if let Some(own) = own {
            answers.insert(question.id.clone(), own);
        }
    }
    let route = if plan.route == Route::Short { "short" } else { "full" };
    json!({ "route": route, "answers": answers, "lists": lists })
}

struct Said<'b> {
    plan: &'b Plan,
    facts: Facts<'b>,
}

impl Said<'_> {
    fn list(&self, bank: &Bank, question: &Question, own: Option<Json>) -> Json {
        let entries = self.plan.items(&question.id).iter().map(|item| {
            let fields = bank.fields(&question.id).filter_map(|field| {
                let (list, item) = (question.id.clone(), item.id.clone());
                let address = Address::Field { list, item, field: field.id.clone() };
                Some((field.id.clone(), self.answer(&address, field)?))
            });
            json!({ "id": item.id, "fields": fields.collect::<Map<_, _>>() })
        });
        let mut list = json!({ "entries": entries.collect::<Vec<_>>() });
        if let (Some(own), Some(list)) = (own, list.as_object_mut()) {
            list.insert("said".to_owned(), own);
        }
        list
    }

    /// An answer that holds, as a file of answers says it; a plain one stands in `value`. One that no longer fits its
    /// question stays in the plan and is asked anew.
    fn answer(&self, address: &Address, question: &Question) -> Option<Json> {
        let answer: &Answer = self.plan.answer(address)?;
        match self.facts.point(address).map_or(answer.state, |point| point.state) {
            State::Open => None,
            State::Answered if question.items().is_some() || answer.value.is_null() => None,
            State::Answered => Some(json!({ "value": typed(&answer.value) })),
            State::Skipped => Some(json!({ "skip": true })),
            State::Unknown => Some(match &answer.note {
                Some(note) => json!({ "unknown": true, "note": note }),
                None => json!({ "unknown": true }),
            }),
            State::NotApplicable => {
                Some(json!({ "not_applicable": answer.because.as_deref().unwrap_or("it does not apply") }))
            }
        }
    }
}

/// A value as it would be typed or picked.
fn typed(value: &Json) -> Json {
    match value {
        Json::Number(number) => json!(number.to_string()),
        other => other.clone(),
    }
}
