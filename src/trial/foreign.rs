//! The same facts as another bank would give them, whose questions offer a choice more.

use crate::bank::{Bank, Kind, Question};
use crate::fact::Fact;

/// What is chosen where the bank that the templates were written for offers something else.
const FOREIGN: &str = "a_choice_of_another_bank";

/// Parts of the view that hold no choices.
const OTHERS: [&str; 8] = ["labels", "states", "figures", "findings", "open_points", "stale", "walk", "bank"];

/// The facts with every single choice replaced, except where figures are made of it.
pub(super) fn foreign(bank: &Bank, facts: &Fact) -> Fact {
    let single = |question: &Question| matches!(question.kind, Kind::OneOf(_)) && question.role.is_none();
    let mut names: Vec<&str> = Vec::new();
    for (_, question) in bank.questions() {
        let fields = question.items().into_iter().flat_map(|list| &list.fields);
        let singles = std::iter::once(question).chain(fields).filter(|question| single(question));
        names.extend(singles.map(|question| question.id.as_str()));
    }
    replaced(facts, &names)
}

fn replaced(fact: &Fact, names: &[&str]) -> Fact {
    match fact {
        Fact::List(values) => Fact::list(values.iter().map(|value| replaced(value, names))),
        Fact::Map(entries) => {
            let entries = entries.iter().map(|(name, value)| {
                let value = match value {
                    Fact::Text(_) if names.contains(&&**name) => Fact::text(FOREIGN),
                    value if OTHERS.contains(&&**name) => value.clone(),
                    value => replaced(value, names),
                };
                (name.clone(), value)
            });
            Fact::map(entries.collect())
        }
        other => other.clone(),
    }
}
