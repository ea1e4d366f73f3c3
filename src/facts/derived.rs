//! Fields of items that follow from other answers: the `[[fact]]` of a bank.

use super::builder::Builder;
use super::list::GrowingItem;
use crate::bank::Step;
use crate::fact::Fact;

impl<'b> Builder<'b, '_> {
    /// Works out the derived fields of a step whose questions have all been read.
    pub(super) fn derive(&mut self, step: &'b Step) {
        for derived in &step.facts {
            let items: Vec<Fact> =
                self.lists.get(derived.of.as_str()).into_iter().flatten().map(GrowingItem::fact).collect();
            let values: Vec<Fact> =
                items.into_iter().map(|item| self.value(&derived.id, &derived.value, item)).collect();
            let Some(growing) = self.lists.get_mut(derived.of.as_str()) else { continue };
            for (item, value) in growing.iter_mut().zip(values) {
                item.derive(&derived.id, value);
            }
            self.changed(&derived.of);
        }
    }

    fn value(&mut self, id: &str, value: &'b crate::expression::Expression, item: Fact) -> Fact {
        let outcome = value.evaluate(&self.scope().with("item", item));
        outcome.unwrap_or_else(|problem| {
            let owner = format!("the fact `{id}` cannot be worked out");
            self.problems.push(problem.diagnostic("no-value", &owner));
            Fact::Null
        })
    }
}
