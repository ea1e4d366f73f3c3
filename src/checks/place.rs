//! Where a finding can be mended.

use super::Finding;
use crate::bank::Bank;
use crate::facts::Facts;
use crate::plan::Address;

impl Finding {
    /// The place to go to: the field of the first item it is about that has one, else the question or list itself,
    /// else the list of that item. Only places that are asked at present count.
    #[must_use]
    pub fn address(&self, bank: &Bank, facts: &Facts<'_>) -> Option<Address> {
        let question = self.question.as_ref()?;
        let subject =
            || self.subject.iter().filter_map(|id| Some((id, facts.item(id).get("list").as_text()?.to_owned())));
        let field = subject().filter(|(_, list)| bank.field(list, question).is_some());
        let field = field.map(|(item, list)| Address::Field { list, item: item.clone(), field: question.clone() });
        let list = subject().map(|(_, list)| Address::Question(list));
        let mut places = field.chain([Address::Question(question.clone())]).chain(list);
        places.find(|address| facts.point(address).is_some())
    }
}
