//! Plans to write up, with their facts and figures: the two examples, an essential one, an empty one, and small ones.

use crate::bank::{self, Bank, Route};
use crate::checks;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::interview;
use crate::plan::{self, Address, Answer, Plan, State};
use std::sync::OnceLock;

const SPOKE: &str = include_str!("../../../questions/business-model/example.toml");
const ALLOTLY: &str = include_str!("../../../tests/cases/allotly/answers.toml");

pub fn bank() -> &'static Bank {
    static BANK: OnceLock<Bank> = OnceLock::new();
    BANK.get_or_init(|| bank::read(&bank::built_in_files()).unwrap_or_else(|found| panic!("{found:?}")))
}

/// The plan that an answers file makes.
pub fn plan(answers: &str) -> Plan {
    let answers = plan::read_answers(answers, "answers.toml").unwrap_or_else(|found| panic!("{found:?}"));
    let empty = Plan::new(bank(), Route::Full, None);
    let now = "2026-02-01T10:00:00Z".parse().unwrap();
    interview::fill(bank(), &empty, &answers, now).unwrap_or_else(|found| panic!("{found:?}"))
}

/// The facts of a plan, with its figures and what follows from them.
pub fn facts(plan: &Plan) -> Fact {
    let mut facts = Facts::new(bank(), plan);
    facts.add_full_figures(bank()).unwrap_or_else(|refusal| panic!("{refusal}"));
    let failed = checks::add_insights(bank(), &mut facts);
    assert!(failed.is_empty(), "{failed:#?}");
    facts.for_documents(bank(), plan, "2026-02-02")
}

/// Every question is answered.
pub fn full_plan() -> Plan {
    plan(SPOKE)
}

pub fn full() -> Fact {
    static FACTS: OnceLock<Fact> = OnceLock::new();
    FACTS.get_or_init(|| facts(&full_plan())).clone()
}

/// The second example: a business that loses money.
pub fn allotly() -> Fact {
    facts(&plan(ALLOTLY))
}

/// Only what the essential path asks is answered, and the partners are not known yet.
pub fn essential() -> Fact {
    static FACTS: OnceLock<Fact> = OnceLock::new();
    FACTS.get_or_init(|| facts(&essential_plan())).clone()
}

fn essential_plan() -> Plan {
    let mut plan = plan(ALLOTLY);
    for point in Facts::new(bank(), &plan).points.iter().filter(|point| !point.is_on(Route::Short)) {
        remove(&mut plan, &point.address);
    }
    let unknown = Answer { note: Some("two garden clubs have shown interest".into()), ..Answer::new(State::Unknown) };
    plan.put(&Address::Question("partners".into()), unknown);
    plan
}

/// Nothing is answered.
pub fn empty() -> Fact {
    facts(&Plan::new(bank(), Route::Full, None))
}

/// Takes an answer out of a plan.
pub fn remove(plan: &mut Plan, address: &Address) {
    match address {
        Address::Question(id) => {
            plan.answers.shift_remove(id);
        }
        Address::Field { list, item, field } => {
            for found in plan.items_mut(list).iter_mut().filter(|found| found.id == *item) {
                found.fields.shift_remove(field);
            }
        }
    }
}

/// The facts with a text in them replaced wherever it stands.
pub fn replaced(fact: &Fact, old: &str, new: &str) -> Fact {
    match fact {
        Fact::Text(text) => Fact::text(text.replace(old, new)),
        Fact::List(values) => Fact::list(values.iter().map(|value| replaced(value, old, new))),
        Fact::Map(map) => Fact::map(map.iter().map(|(name, fact)| (name.clone(), replaced(fact, old, new))).collect()),
        other => other.clone(),
    }
}
