//! What a bank keeps out of everything that others read.

use super::{Bank, Binding, Kind, Question};
use crate::expression::{Expression, Insert, Path};
use std::collections::HashSet;

/// The names of the view under which something of every question, or of every field of an item, stands by its id.
pub(crate) const BY_QUESTION: [&str; 4] = ["labels", "notes", "reasons", "states"];

/// What is private, and what speaks of it.
#[derive(Debug, Default)]
pub struct Private {
    /// Each with its list, which is empty for a question.
    places: HashSet<(String, String)>,
    checks: HashSet<String>,
    insights: HashSet<String>,
}

impl Bank {
    /// What is private, with all that belongs to it: the fields of a private list, links that lead nowhere else, and facts
    /// that follow from it.
    pub fn private(&self) -> &Private {
        self.private.get_or_init(|| Private::of(self))
    }

    fn has_private(&self) -> bool {
        let is_private = |question: &Question| {
            question.private || question.items().is_some_and(|list| list.fields.iter().any(|field| field.private))
        };
        self.questions().any(|(_, question)| is_private(question))
    }
}

impl Private {
    fn of(bank: &Bank) -> Self {
        let mut private = Self::default();
        if !bank.has_private() {
            return private;
        }
        for step in &bank.steps {
            for question in &step.questions {
                let of = question.of.as_deref().unwrap_or_default();
                private.add(of, question);
                for field in question.items().iter().flat_map(|list| &list.fields) {
                    private.add(&question.id, field);
                }
            }
            for fact in &step.facts {
                if private.has("", &fact.of) || private.is_read_by(&fact.value, &[("item", vec![fact.of.clone()])]) {
                    private.places.insert((fact.of.clone(), fact.id.clone()));
                }
            }
        }
        for check in bank.checks() {
            let conditions = check.given.iter().chain([&check.holds]).chain(&check.gap_when);
            let texts = [&check.message, &check.advice].into_iter().chain(&check.risk);
            if private.is_read_by_any(&check.bindings, conditions, &check.values, texts) {
                private.checks.insert(check.id.clone());
            }
        }
        for insight in bank.insights() {
            let conditions = insight.given.iter().chain([&insight.tone]).chain(&insight.worked_out);
            if private.is_read_by_any(&insight.bindings, conditions, &insight.values, [&insight.say]) {
                private.insights.insert(insight.id.clone());
            }
        }
        private
    }

    fn add(&mut self, list: &str, question: &Question) {
        let leads_nowhere_else =
            matches!(&question.kind, Kind::Link(link) if link.to.iter().all(|list| self.has("", list)));
        if question.private || leads_nowhere_else || !list.is_empty() && self.has("", list) {
            self.places.insert((list.to_owned(), question.id.clone()));
        }
    }

    /// Whether nothing is private.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether that question is private, or that field of a list; `list` is empty for a question.
    #[must_use]
    pub fn has(&self, list: &str, id: &str) -> bool {
        self.places.contains(&(list.to_owned(), id.to_owned()))
    }

    /// Whether a question or a field of that id is private.
    #[must_use]
    pub fn has_anywhere(&self, id: &str) -> bool {
        self.places.iter().any(|(_, own)| own == id)
    }

    /// Whether that check goes by something private, or tells it.
    #[must_use]
    pub fn has_check(&self, id: &str) -> bool {
        self.checks.contains(id)
    }

    /// Whether that insight goes by something private, or tells it.
    #[must_use]
    pub fn has_insight(&self, id: &str) -> bool {
        self.insights.contains(id)
    }

    /// Whether an expression reads something private. A name in `bound` stands for an item of one of these lists.
    #[must_use]
    pub fn is_read_by(&self, expression: &Expression, bound: &[(&str, Vec<String>)]) -> bool {
        expression.paths().iter().any(|path| {
            let Some((first, rest)) = path.split_first() else { return false };
            if let Some((_, lists)) = bound.iter().find(|(name, _)| name == first) {
                return lists.iter().any(|list| self.has_field(list, rest));
            }
            match (first.as_str(), rest) {
                ("items", [_, rest @ ..]) => self.places.iter().any(|(list, _)| self.has_field(list, rest)),
                (name, [id, ..]) if BY_QUESTION.contains(&name) => self.has("", id),
                (list, [element, rest @ ..]) if element == "[]" => self.has("", list) || self.has_field(list, rest),
                (id, _) => self.has("", id),
            }
        })
    }

    fn has_field(&self, list: &str, path: &[String]) -> bool {
        match path {
            [name, id, ..] if BY_QUESTION.contains(&name.as_str()) => self.has(list, id),
            [id, ..] => !list.is_empty() && self.has(list, id),
            [] => false,
        }
    }

    fn is_read_by_any<'a>(
        &self,
        bindings: &'a [Binding],
        conditions: impl IntoIterator<Item = &'a Expression>,
        values: &'a [(String, Expression)],
        texts: impl IntoIterator<Item = &'a Insert>,
    ) -> bool {
        let list_of = |path: &Path| path.first().cloned();
        let lists = |binding: &'a Binding| binding.list.paths().iter().filter_map(list_of);
        let bound: Vec<(&str, Vec<String>)> =
            bindings.iter().map(|binding| (binding.name.as_str(), lists(binding).collect())).collect();
        let told = texts.into_iter().flat_map(Insert::expressions).map(|(_, expression)| expression);
        let mut all = bindings
            .iter()
            .map(|binding| &binding.list)
            .chain(conditions)
            .chain(values.iter().map(|(_, value)| value))
            .chain(told);
        all.any(|expression| self.is_read_by(expression, &bound))
    }
}
