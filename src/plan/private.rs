//! A plan as others see it: without what its founders were asked for in private.

use super::{Address, Answer, Plan};
use crate::bank::{Bank, Kind, Private};
use serde_json::{Map, Value as Json};
use std::collections::HashSet;

impl Plan {
    /// The plan without the answers to private questions, without links to private entries, and without what else could
    /// tell of them: half-typed lines, reasons for letting a finding stand that goes by them, former answers, and what
    /// neither the bank nor canvass knows. The facts of such a plan do not have the private questions at all, so that
    /// nobody takes them for open. A plan of a bank without private questions stays as it is.
    #[must_use]
    pub fn for_others(mut self, bank: &Bank) -> Self {
        let private = bank.private();
        if private.is_empty() {
            return self;
        }
        let lists = self.answers.iter().filter(|(id, _)| private.has("", id)).map(|(_, answer)| answer);
        let gone: HashSet<String> = lists.flat_map(|answer| &answer.items).map(|item| item.id.clone()).collect();
        let is_told = |address: &Address| is_told(address, bank, private);
        self.answers.retain(|id, _| is_told(&Address::Question(id.clone())));
        for (list, answer) in &mut self.answers {
            for item in &mut answer.items {
                item.extra = Map::new();
                let id = item.id.clone();
                item.fields.retain(|field, answer| {
                    let address = Address::Field { list: list.clone(), item: id.clone(), field: field.clone() };
                    is_told(&address) && still_leads(&address, answer, bank, &gone)
                });
            }
        }
        self.answers.retain(|id, answer| still_leads(&Address::Question(id.clone()), answer, bank, &gone));
        self.drafts.clear();
        self.waivers.retain(|own| !private.has_check(&own.rule) && own.subject.iter().all(|id| !gone.contains(id)));
        self.confirmations.retain(|own| !gone.contains(&own.entry));
        self.former.clear();
        self.extra.clear();
        self.withholds = true;
        self
    }
}

/// Whether others may read what stands there. What no question of the bank explains may be anything.
fn is_told(address: &Address, bank: &Bank, private: &Private) -> bool {
    let is_private = match address {
        Address::Question(id) => private.has("", id),
        Address::Field { list, field, .. } => private.has(list, field),
    };
    !is_private && address.question(bank).is_some()
}

/// Takes links to entries that are gone out of an answer, and says whether any link is left, if it had some.
fn still_leads(address: &Address, answer: &mut Answer, bank: &Bank, gone: &HashSet<String>) -> bool {
    answer.extra.clear();
    answer.stale.retain(|id| !gone.contains(id));
    if !address.question(bank).is_some_and(|question| matches!(question.kind, Kind::Link(_))) {
        return true;
    }
    let is_gone = |value: &Json| value.as_str().is_some_and(|id| gone.contains(id));
    match &mut answer.value {
        Json::Array(values) => {
            let before = values.len();
            values.retain(|value| !is_gone(value));
            !values.is_empty() || before == 0
        }
        value => !is_gone(value),
    }
}
