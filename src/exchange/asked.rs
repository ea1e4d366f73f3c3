//! The questions of a bank in the words in which they are put about a plan.

use crate::bank::{Bank, ItemList, Kind, Question, Route};
use crate::expression::{Insert, Scope};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::{Address, Answer, Given, Plan, State, accept, typed_line};
use crate::words;
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A bank's questions about a plan.
pub(super) struct Asked<'b> {
    bank: &'b Bank,
    pub(super) facts: Facts<'b>,
    scope: Scope,
    /// A plan with one entry in each list, which is called `this` and what one entry is; its id is that of the list.
    samples: Facts<'b>,
    /// What every entry is called in links: its title, or its id where two have the same.
    pub(super) names: BTreeMap<String, String>,
}

impl<'b> Asked<'b> {
    pub(super) fn new(bank: &'b Bank, plan: &Plan) -> Self {
        let facts = Facts::new(bank, plan);
        let samples = Facts::new(bank, &samples(bank));
        Self { bank, scope: facts.scope(), samples, names: names(bank, plan, &facts), facts }
    }

    /// A text of the bank about the plan, or about an entry of a list: about a sample of one where there is none. What it cannot
    /// name yet is left to the reader.
    pub(super) fn worded(&self, text: &Insert, item: Option<&Fact>, list: &str) -> String {
        let sample = || Some((&self.samples, self.samples.item(list)));
        let about = item.map(|item| (&self.facts, item.clone())).or_else(|| (!list.is_empty()).then(sample).flatten());
        let scope = about.map_or_else(|| self.scope.clone(), |(facts, item)| facts.scope().with("item", item));
        if let Ok(filled) = text.fill(&scope) {
            return filled;
        }
        let mut worded = String::new();
        let mut position = 0;
        let source = text.source();
        for (start, expression) in text.expressions() {
            worded.push_str(source.get(position..start.saturating_sub(1)).unwrap_or_default());
            match expression.evaluate(&scope) {
                Ok(Fact::Text(value)) => worded.push_str(&value),
                _ => worded.push('…'),
            }
            position = start + expression.source().len() + 1;
        }
        worded.push_str(source.get(position..).unwrap_or_default());
        worded.replace("{{", "{")
    }

    /// What is known by an answer of the plan: nothing where what is stored does not fit, also where it is not asked now.
    pub(super) fn state(&self, plan: &Plan, question: &Question, address: &Address, answer: &Answer) -> State {
        if let Some(point) = self.facts.point(address) {
            return point.state;
        }
        let stored = || Given::Stored(answer.value.clone());
        let fits = question.items().is_some() || accept(question, &stored(), &plan.candidates(question)).is_ok();
        if answer.state == State::Answered && !fits { State::Open } else { answer.state }
    }

    /// An answer as it is typed: amounts over the months so that they can be read in one way only.
    pub(super) fn typed<'a>(question: &Question, text: &'a str) -> Cow<'a, str> {
        if matches!(question.kind, Kind::ByMonth { .. }) { typed_line(text) } else { Cow::Borrowed(text) }
    }

    /// What kind of answer is expected, in a few words.
    pub(super) fn kind(&self, question: &Question) -> String {
        match &question.kind {
            Kind::Number { unit: Some(unit), .. } => format!("a number of {unit}"),
            Kind::Number { .. } => "a number".to_owned(),
            Kind::Money(_) => "an amount of money".to_owned(),
            Kind::Percent(_) => "a number of percent".to_owned(),
            Kind::Date => "a date".to_owned(),
            Kind::YesNo => "true or false".to_owned(),
            Kind::OneOf(_) => "one of these".to_owned(),
            Kind::SomeOf { .. } => "some of these, in [ ]".to_owned(),
            Kind::Currency(_) => "the code of a currency, such as \"EUR\"".to_owned(),
            Kind::ByMonth { .. } => "a line such as \"900, 1400 from month 13\"".to_owned(),
            Kind::Link(link) => {
                let lists: Vec<&str> =
                    link.to.iter().filter_map(|list| Some(self.bank.list(list)?.1.many.as_str())).collect();
                let several = if link.many { "titles, in [ ], of" } else { "the title of one of the" };
                format!("{several} {}", words::listed(&lists))
            }
            _ => "text".to_owned(),
        }
    }
}

/// A plan in which each list has one entry that links to the others.
fn samples(bank: &Bank) -> Plan {
    let mut plan = Plan::new(bank, Route::Full, None);
    let lists: Vec<(&str, &ItemList)> =
        bank.questions().filter_map(|(_, question)| Some((question.id.as_str(), question.items()?))).collect();
    for (list, _) in &lists {
        plan.add_item_with_id(list, list);
    }
    for (list, items) in lists {
        let naming = items.naming_field().map(|field| (field, json!(format!("this {}", items.one))));
        let links = items.fields.iter().filter_map(|field| match &field.kind {
            Kind::Link(link) if link.many => Some((field, json!([link.to.first()?]))),
            Kind::Link(link) => Some((field, json!(link.to.first()?))),
            _ => None,
        });
        for (field, value) in naming.into_iter().chain(links) {
            let address = Address::Field { list: list.to_owned(), item: list.to_owned(), field: field.id.clone() };
            plan.put(&address, Answer::answered(value));
        }
    }
    plan
}

/// What every entry is called in links: its title, or its id where two have the same.
fn names(bank: &Bank, plan: &Plan, facts: &Facts<'_>) -> BTreeMap<String, String> {
    let lists = bank.questions().map(|(_, question)| question).filter(|question| question.items().is_some());
    let ids: Vec<&String> = lists.flat_map(|list| plan.items(&list.id)).map(|item| &item.id).collect();
    let titles: Vec<(&String, String)> = ids.into_iter().map(|id| (id, facts.title(id))).collect();
    let is_clear = |title: &str| {
        let title = words::tidied(title);
        let is_it = |(id, other): &&(&String, String)| words::tidied(other) == title || **id == title;
        !title.is_empty() && titles.iter().filter(is_it).count() == 1
    };
    let name =
        |(id, title): &(&String, String)| ((*id).clone(), if is_clear(title) { title.clone() } else { (*id).clone() });
    titles.iter().map(name).collect()
}
