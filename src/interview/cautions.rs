//! A word of help at the moment an answer is given: a hint, never a wall.

use super::Interview;
use crate::bank::Question;
use crate::fact::Fact;
use crate::plan::Address;
use crate::words;

impl Interview<'_> {
    /// Says what the bank has to say about an answer that was just accepted. An expression that gives no answer is
    /// passed over.
    pub(super) fn caution(&mut self, address: &Address) {
        let Some(question) = address.question(self.bank).filter(|question| !question.cautions.is_empty()) else {
            return;
        };
        let (item, answer) = match address {
            Address::Question(id) => (Fact::Null, self.facts.view.get(id)),
            Address::Field { item, field, .. } => {
                let item = self.facts.item(item);
                let answer = item.get(field);
                (item, answer)
            }
        };
        if answer == Fact::Null {
            return;
        }
        for text in self.cautions(question, item, answer) {
            self.remark(text);
        }
    }

    /// What the bank has to say about an answer to a question.
    pub(super) fn cautions(&self, question: &Question, item: Fact, answer: Fact) -> Vec<String> {
        let scope = self.facts.scope().with("item", item).with("answer", answer);
        let holding = question.cautions.iter().filter(|caution| caution.when.holds(&scope).unwrap_or(false));
        holding.filter_map(|caution| caution.say.fill(&scope).ok()).map(|text| words::printable(&text)).collect()
    }
}
