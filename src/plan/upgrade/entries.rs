//! Answers of old plans that become entries of a list: the `[[upgrade]]` of a bank.

use super::{Entered, Upgrading};
use crate::bank::{FormerPlace, Upgrade};
use crate::diagnostic::{Diagnostic, Severity};
use crate::expression::{EvaluationProblem, Expression, Scope};
use crate::fact::{Fact, FactMap};
use crate::plan::{Address, Answer, Given, Item, State, accept};
use jiff::Timestamp;
use serde_json::Value as Json;

/// The old answers that one entry is made of, each with its place.
type Sources = Vec<(FormerPlace, Option<Answer>)>;

impl Upgrading<'_> {
    /// Makes the entries. A list that was put back has them already.
    pub(super) fn enter(&mut self) {
        let bank = self.bank;
        for upgrade in &bank.upgrades {
            if self.returned.values().any(|(now, _)| *now == upgrade.into) {
                continue;
            }
            match upgrade.from_list() {
                None => self.enter_one(upgrade, None),
                Some(list) => {
                    for item in self.plan.items(list).to_vec() {
                        self.enter_one(upgrade, Some((list, &item)));
                    }
                }
            }
        }
    }

    /// Makes one entry of what was said, where anything was.
    fn enter_one(&mut self, upgrade: &Upgrade, item: Option<(&str, &Item)>) {
        let sources = self.sources(upgrade, item.map(|(_, item)| item));
        if sources.iter().all(|(_, answer)| answer.as_ref().is_none_or(|answer| answer.value.is_null())) {
            return;
        }
        let scope = scope(&sources, item.map(|(_, item)| item));
        let owner = format!("the upgrade of `{}`", upgrade.into);
        let given = upgrade.given.as_ref().map_or(Ok(true), |given| given.holds(&scope));
        if !given.unwrap_or_else(|problem| self.fails(&owner, &problem, false)) {
            return;
        }
        let id = match item {
            Some((list, item)) if !self.is_asked(list) && self.is_only_in(list, &item.id) => {
                self.plan.add_item_with_id(&upgrade.into, &item.id);
                item.id.clone()
            }
            _ => self.plan.add_item(&upgrade.into),
        };
        let at = sources.iter().filter_map(|(_, answer)| answer.as_ref()?.at).max();
        for (field, value) in &upgrade.fields {
            let moved = sources.iter().find(|(place, _)| place.in_expressions() == value.source().trim());
            let answer = match moved {
                Some((_, answer)) => answer.clone(),
                None => self.worked_out(&owner, value, &scope, at),
            };
            let Some(answer) = answer else { continue };
            let address = Address::Field { list: upgrade.into.clone(), item: id.clone(), field: field.clone() };
            let answer = Answer { value: self.stored(&address, answer.value), ..answer };
            self.plan.put(&address, answer);
        }
        self.settle(upgrade, at);
        let from = upgrade.from.iter().map(ToString::to_string).collect();
        self.used.extend(upgrade.from.iter().filter(|place| place.list.is_none()).cloned());
        self.used_items.extend(item.map(|(_, item)| item.id.clone()));
        self.entered.push(Entered { from, list: upgrade.into.clone(), item: id });
    }

    /// Whether an item stands in one list only, so that an entry made of it can have its id: links to it then lead on.
    fn is_only_in(&self, list: &str, id: &str) -> bool {
        let others = self.plan.answers.iter().filter(|(own, _)| *own != list);
        others.flat_map(|(_, answer)| &answer.items).all(|item| item.id != id)
    }

    fn sources(&self, upgrade: &Upgrade, item: Option<&Item>) -> Sources {
        let answer = |place: &FormerPlace| match &place.list {
            None => self.plan.answers.get(&place.id).cloned(),
            Some(_) => item.and_then(|item| item.fields.get(&place.id)).cloned(),
        };
        upgrade.from.iter().map(|place| (place.clone(), answer(place))).collect()
    }

    fn worked_out(&mut self, owner: &str, value: &Expression, scope: &Scope, at: Option<Timestamp>) -> Option<Answer> {
        let fact = value.evaluate(scope).unwrap_or_else(|problem| self.fails(owner, &problem, Fact::Null));
        let json = serde_json::to_value(&fact).unwrap_or_default();
        (!json.is_null()).then(|| Answer { at, ..Answer::answered(json) })
    }

    /// Notes a fault of the bank, and gives what is taken instead.
    fn fails<T>(&mut self, owner: &str, problem: &EvaluationProblem, instead: T) -> T {
        let found = problem.diagnostic("no-value", &format!("{owner} gives no answer"));
        let help = "the old answers are kept in the plan; tell whoever made these questions";
        self.problems.push(Diagnostic { severity: Severity::Warning, ..found }.help(help));
        instead
    }

    /// A value as its field stores it; as it is, where it does not fit.
    fn stored(&self, address: &Address, value: Json) -> Json {
        let given = Given::Stored(value.clone());
        address.question(self.bank).and_then(|field| accept(field, &given, &[]).ok()).unwrap_or(value)
    }

    /// A list that has entries enough is answered.
    fn settle(&mut self, upgrade: &Upgrade, at: Option<Timestamp>) {
        let Some((_, list)) = self.bank.list(&upgrade.into) else { return };
        let Some(answer) = self.plan.answers.get_mut(&upgrade.into) else { return };
        if answer.items.len() >= list.count.at_least.max(1) {
            answer.state = State::Answered;
            answer.at = answer.at.max(at);
        }
    }
}

/// What the expressions of an upgrade see: the old answers as the plan holds them.
fn scope(sources: &Sources, item: Option<&Item>) -> Scope {
    let mut top = FactMap::default();
    let mut fields = FactMap::default();
    for (place, answer) in sources {
        let answered = answer.as_ref().filter(|answer| answer.state == State::Answered);
        let value = answered
            .map_or(Fact::Null, |answer| if answer.items.is_empty() { fact(&answer.value) } else { entries(answer) });
        let map = if place.list.is_some() { &mut fields } else { &mut top };
        map.insert(place.id.as_str().into(), value);
    }
    if let Some(item) = item {
        fields.insert("id".into(), Fact::text(item.id.as_str()));
    }
    top.insert("item".into(), Fact::map(fields));
    Scope::new(&Fact::map(top))
}

/// The entries of an old list, for an expression that reads them all.
fn entries(list: &Answer) -> Fact {
    let entry = |item: &Item| {
        let field = |(id, answer): (&String, &Answer)| {
            let answered = Some(answer).filter(|answer| answer.state == State::Answered);
            (id.as_str().into(), answered.map_or(Fact::Null, |answer| fact(&answer.value)))
        };
        Fact::map(item.fields.iter().map(field).collect())
    };
    Fact::list(list.items.iter().map(entry))
}

/// A stored value for an expression. Numbers and amounts are texts in a plan.
fn fact(value: &Json) -> Fact {
    match value {
        Json::Bool(truth) => Fact::Bool(*truth),
        Json::Number(number) => number.as_i64().map_or_else(|| Fact::text(number.to_string()), Fact::Whole),
        Json::String(text) => Fact::text(text.as_str()),
        Json::Array(values) => Fact::list(values.iter().map(fact)),
        Json::Null | Json::Object(_) => Fact::Null,
    }
}
