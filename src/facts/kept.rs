//! What a plan holds over and above its facts, so that a draft in JSON can become the plan again.

use super::Facts;
use crate::fact::Fact;
use crate::plan::{Address, Answer, Plan, State};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// The key of a draft in JSON under which it stands; no question can have such an id.
pub const KEPT: &str = "_kept";

/// What the facts of a plan do not say.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    /// The plan without its answers.
    #[serde(default)]
    plan: Option<Plan>,
    /// Answers to questions that are not asked now, that no longer fit, or whose text is kept behind "don't know yet".
    #[serde(default)]
    answers: Vec<KeptAnswer>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct KeptAnswer {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    answer: Answer,
}

impl Kept {
    /// What the facts of this plan do not say.
    #[must_use]
    pub fn new(facts: &Facts<'_>, plan: &Plan) -> Self {
        let answers = plan
            .all_answers()
            .filter(|(address, answer)| !is_told(facts, address, answer))
            .map(|(address, answer)| {
                let answer = Answer { items: Vec::new(), ..answer.clone() };
                match address {
                    Address::Question(id) => KeptAnswer { id, list: None, item: None, answer },
                    Address::Field { list, item, field } => {
                        KeptAnswer { id: field, list: Some(list), item: Some(item), answer }
                    }
                }
            })
            .collect();
        Self { plan: Some(Plan { answers: crate::plan::Named::default(), ..plan.clone() }), answers }
    }

    /// As a value to put into the view.
    #[must_use]
    pub fn to_fact(&self) -> Fact {
        serde_json::to_value(self).map_or(Fact::Null, |json| fact(&json))
    }

    /// Puts it back into a plan that has the answers already. A new plan is begun as the old one was.
    pub fn put_into(self, plan: &mut Plan, is_new: bool) {
        if let Some(old) = self.plan {
            for (list, counter) in &old.counters {
                let own = plan.counters.entry(list.clone()).or_default();
                *own = (*own).max(*counter);
            }
            if is_new {
                let (answers, counters) = (std::mem::take(&mut plan.answers), std::mem::take(&mut plan.counters));
                *plan = Plan { answers, counters, bank: plan.bank.clone(), ..old };
            }
        }
        for KeptAnswer { id, list, item, answer } in self.answers {
            let address = match (list, item) {
                (Some(list), Some(item)) => Address::Field { list, item, field: id },
                _ => Address::Question(id),
            };
            let items = plan.answer(&address).map(|own| own.items.clone()).unwrap_or_default();
            plan.put(&address, Answer { items, ..answer });
        }
    }
}

/// Whether the facts say all there is to an answer.
fn is_told(facts: &Facts<'_>, address: &Address, answer: &Answer) -> bool {
    let Some(point) = facts.point(address) else { return false };
    let is_list = point.question.items().is_some();
    point.misfit.is_none()
        && answer.extra.is_empty()
        && (answer.state == State::Answered || is_list || answer.value.is_null())
}

fn fact(json: &Json) -> Fact {
    match json {
        Json::Null => Fact::Null,
        Json::Bool(truth) => Fact::Bool(*truth),
        Json::Number(number) => number.as_i64().map_or_else(|| Fact::text(number.to_string()), Fact::Whole),
        Json::String(text) => Fact::text(text.as_str()),
        Json::Array(values) => Fact::list(values.iter().map(fact)),
        Json::Object(values) => {
            Fact::map(values.iter().map(|(key, value)| (key.as_str().into(), fact(value))).collect())
        }
    }
}
