//! The answers as the figures read them: by the roles that the bank gives to its questions.

use crate::bank::{Bank, Kind, Question};
use crate::fact::Fact;
use crate::figures::roles::{List, Role};
use crate::figures::{Answers, Inputs, Item, inputs as read};

/// The inputs of the figures, from the view of the answers.
pub(super) fn inputs(bank: &Bank, view: &Fact) -> Inputs {
    let fields = lists(bank).flat_map(|list| bank.fields(list));
    let asked = bank.questions().map(|(_, question)| question).chain(fields);
    let roles = asked.filter_map(|question| Some((question.role?, question))).collect();
    read(&Answered { bank, view, roles })
}

struct Answered<'a> {
    bank: &'a Bank,
    view: &'a Fact,
    /// The questions that have a role, then the fields of lists that do.
    roles: Vec<(Role, &'a Question)>,
}

/// The lists of a bank.
fn lists(bank: &Bank) -> impl Iterator<Item = &str> {
    let lists = bank.questions().filter(|(_, question)| question.items().is_some());
    lists.map(|(_, question)| question.id.as_str())
}

impl<'a> Answered<'a> {
    /// The questions and fields of a role.
    fn of(&self, role: Role) -> impl Iterator<Item = &'a Question> {
        self.roles.iter().filter(move |(own, _)| *own == role).map(|(_, question)| *question)
    }

    fn entries(&self, list: &str) -> Vec<Fact> {
        self.view.get(list).as_list().to_vec()
    }
}

impl Answers for Answered<'_> {
    fn answer(&self, role: Role) -> Fact {
        let question = self.bank.questions().map(|(_, question)| question).find(|question| question.role == Some(role));
        question.filter(|question| question.of.is_none()).map_or(Fact::Null, |question| self.view.get(&question.id))
    }

    fn label(&self, role: Role, key: &str) -> String {
        let choice = self.of(role).flat_map(Question::choices).find(|choice| choice.key == key);
        choice.map_or_else(|| key.to_owned(), |choice| choice.label.clone())
    }

    fn items(&self, wanted: List) -> Vec<Item> {
        let is_wanted = |field: &Question| field.role.and_then(Role::list) == Some(wanted);
        let Some(list) = lists(self.bank).find(|list| self.bank.fields(list).any(is_wanted)) else { return Vec::new() };
        let fields = self.bank.fields(list);
        let roles: Vec<(Role, String)> = fields.filter_map(|field| Some((field.role?, field.id.clone()))).collect();
        self.entries(list).into_iter().map(|fact| Item { fact, roles: roles.clone() }).collect()
    }

    fn led_to(&self, role: Role) -> Vec<Fact> {
        let fields = lists(self.bank).flat_map(|list| self.bank.fields(list));
        let list = fields.filter(|field| field.role == Some(role)).find_map(|field| match &field.kind {
            Kind::Link(link) => link.to.first(),
            _ => None,
        });
        list.map_or_else(Vec::new, |list| self.entries(list))
    }

    fn deriving(&self, name: &str) -> Vec<(String, Vec<Fact>)> {
        let derived = self.bank.steps.iter().flat_map(|step| &step.facts).filter(|fact| fact.id == name);
        derived.map(|fact| (fact.of.clone(), self.entries(&fact.of))).collect()
    }
}
