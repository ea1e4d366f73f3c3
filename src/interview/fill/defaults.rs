//! What a question offers beforehand is the answer where a file says nothing of it, for what is new in the plan.

use super::Filling;
use crate::facts::Facts;
use crate::plan::{Address, Given, State, Within, consider};
use indexmap::IndexMap;

impl Filling<'_> {
    /// The currency offered beforehand is that of a new plan before any amount is read.
    pub(super) fn take_default_currency(&mut self) {
        let Some(question) = self.bank.currency() else { return };
        let address = Address::Question(question.id.clone());
        let Some(default) = question.default.clone().filter(|_| self.plan.answer(&address).is_none()) else { return };
        let Ok(value) = consider(question, &Given::Typed(default.clone()), Within::default()) else { return };
        self.remarks.push(format!("`{}` is not in the file: `{default}` is taken", question.id));
        self.put(&address, State::Answered, value);
    }

    /// Takes the defaults of new entries, and of all questions of a plan that is new.
    pub(super) fn take_defaults(&mut self, plan_is_new: bool) {
        let mut told: IndexMap<String, (String, usize)> = IndexMap::new();
        // A default can bring up a question that has one as well.
        loop {
            let facts = Facts::new(self.bank, &self.plan);
            let is_new = |address: &Address| match address.item() {
                Some(item) => self.added.iter().any(|added| added == item),
                None => plan_is_new,
            };
            let due = facts.points.iter().filter(|point| {
                let untouched = self.plan.answer(&point.address).is_none();
                untouched && point.is_on(self.plan.route) && is_new(&point.address)
            });
            let taken: Vec<_> = due
                .filter_map(|point| {
                    let default = point.question.default.clone()?;
                    let value = consider(point.question, &Given::Typed(default.clone()), Within::default()).ok()?;
                    Some((point.address.clone(), default, value))
                })
                .collect();
            if taken.is_empty() {
                break;
            }
            for (address, default, value) in taken {
                let named = match &address {
                    Address::Question(id) => format!("`{id}`"),
                    Address::Field { list, field, .. } => format!("`{field}` of `{list}`"),
                };
                told.entry(named).or_insert((default, 0)).1 += 1;
                self.put(&address, State::Answered, value);
            }
        }
        self.remarks.extend(told.into_iter().map(|(named, (default, count))| {
            let entries = if count > 1 { format!(" ({count} times)") } else { String::new() };
            format!("{named} is not in the file{entries}: `{default}` is taken")
        }));
    }
}
