//! Amounts typed in another currency than the one they are asked in: the entry can be said to be in that one.

use super::menus::entry;
use super::{Interview, Menu, Pick, Position, Reply};
use crate::facts::Facts;
use crate::figures::Role;
use crate::plan::{Address, Answer, Plan};
use crate::{currency, words};
use jiff::Timestamp;
use serde_json::json;

/// Leaves the currency as it is.
const KEEP: &str = "keep";

/// An amount in another currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    pub(super) address: Address,
    /// What was typed.
    text: String,
    /// The currencies it can be in, by code.
    codes: Vec<String>,
}

impl Interview<'_> {
    /// What can be offered for an amount with the sign of another currency; nothing where its entry has no currency
    /// of its own. Of currencies that share the sign, those with a rate are meant, else the most usual one.
    pub(super) fn foreign(&self, address: &Address, text: &str, meant: &[&str]) -> Option<Foreign> {
        let settable: Vec<&str> =
            meant.iter().copied().filter(|code| self.with_currency(address, code, None).is_some()).collect();
        let mut codes: Vec<&str> = settable.iter().copied().filter(|code| self.has_rate(code)).collect();
        if codes.is_empty() {
            codes.extend(settable.first());
        }
        let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
        (!codes.is_empty()).then(|| Foreign { address: address.clone(), text: text.to_owned(), codes })
    }

    /// The list that holds the rates of other currencies, and its field for the currency.
    fn rates(&self) -> Option<(&str, &str)> {
        let lists = self.bank.questions().filter(|(_, question)| question.items().is_some());
        lists.map(|(_, list)| list.id.as_str()).find_map(|list| {
            let field = self.bank.fields(list).find(|field| field.role == Some(Role::OtherCurrency))?;
            Some((list, field.id.as_str()))
        })
    }

    fn has_rate(&self, code: &str) -> bool {
        self.rates().is_some_and(|(list, field)| {
            let mut items = self.plan.items(list).iter();
            items.any(|item| item.fields.get(field).is_some_and(|answer| answer.value == code))
        })
    }

    /// The plan with an entry said to be in a currency, listed among the other currencies; none where the entry
    /// cannot be said to be in one.
    fn with_currency(&self, address: &Address, code: &str, now: Option<Timestamp>) -> Option<Plan> {
        let Address::Field { list, item, .. } = address else { return None };
        let field = self.bank.currency_field(list)?;
        let mut plan = self.plan.clone();
        let answer = || Answer { at: now, ..Answer::answered(json!(code)) };
        if let Some((rates, of)) = self.rates().filter(|_| !self.has_rate(code)) {
            let new = plan.add_item(rates);
            plan.put(&Address::Field { list: rates.to_owned(), item: new, field: of.to_owned() }, answer());
            let listed = plan.answers.get_mut(rates)?;
            listed.state = crate::plan::State::Answered;
            listed.at = now;
            listed.because = None;
            listed.note = None;
        }
        let own = Address::Field { list: list.clone(), item: item.clone(), field: field.id.clone() };
        plan.put(&own, answer());
        Facts::new(self.bank, &plan).point(&own).is_some().then_some(plan)
    }

    pub(super) fn foreign_menu(&self, foreign: &Foreign) -> Menu {
        let own = self.facts.currency_at(self.bank, &foreign.address).unwrap_or_default();
        let item = foreign.address.item().map(|item| self.facts.title(item)).unwrap_or_default();
        let mut entries = vec![entry(KEEP, &format!("no, in {}", named(&own)), "the question comes again")];
        entries.extend(foreign.codes.iter().map(|code| {
            let help = if self.has_rate(code) {
                "the rate you gave turns it into the currency of the plan".to_owned()
            } else {
                format!("all its amounts; you will be asked what one {code} is worth")
            };
            Pick { key: code.clone(), label: format!("yes, in {}", named(code)), help: Some(help), selected: false }
        }));
        entries.rotate_left(1);
        let text = format!("You wrote `{}`, and amounts are in {} here.", foreign.text, named(&own));
        Menu {
            title: format!("Is `{item}` in another currency?"),
            text: vec![words::printable(&text)],
            entries,
            folded: 0,
            search: None,
        }
    }

    pub(super) fn foreign_picked(&mut self, foreign: Foreign, key: &str, now: Timestamp) {
        let Foreign { address, text, .. } = foreign;
        let set = (key != KEEP).then(|| self.with_currency(&address, key, Some(now))).flatten();
        self.position = Position::At(address.clone());
        let Some(plan) = set else {
            self.plan.drafts.insert(address.to_string(), text);
            return;
        };
        let lacks_rate = !self.has_rate(key);
        self.remember();
        self.plan = plan;
        self.refresh();
        if lacks_rate {
            self.remark(format!("{key} now stands among the other currencies; say there what it is worth"));
        }
        self.with_last_change(|own| own.answer(&address, Reply::Text(text), now));
    }
}

fn named(code: &str) -> String {
    currency::name(code).map_or_else(|| code.to_owned(), |name| format!("{name} ({code})"))
}
