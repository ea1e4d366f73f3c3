//! What can be worked out is not asked: a link for which there is one candidate only.

use super::{Interview, Position, Reply};
use crate::bank::Kind;
use crate::fact::Fact;
use crate::plan::{Address, Answer, State};
use jiff::Timestamp;
use serde_json::Value as Json;

impl Interview<'_> {
    /// Answers the links that the walk has come to and that have one candidate, and goes on behind them. It is said what
    /// they are taken to be. An undo takes it back together with the reply that led here.
    pub(super) fn take_sole_candidates(&mut self, now: Timestamp) {
        let mut taken: Vec<(String, String, String)> = Vec::new();
        loop {
            let Position::At(address) = self.position.clone() else { break };
            if let Some((answer, said)) = self.sole_candidate(&address) {
                self.with_last_change(|interview| interview.settle(&address, answer, now));
                taken.push(said);
                self.advance(&address);
            } else if let Some((key, said)) = self.sole_entry(&address) {
                let added = Reply::AddPicked(vec![key]);
                self.with_last_change(|interview| interview.change_list(&address, added, now));
                taken.push(said);
            } else {
                break;
            }
        }
        self.tell_of(&taken);
    }

    /// Says what was taken: of what several entries got alike, once.
    fn tell_of(&mut self, taken: &[(String, String, String)]) {
        for (index, (about, what, title)) in taken.iter().enumerate() {
            let alike = |own: &&(String, String, String)| (&own.1, &own.2) == (what, title);
            if taken.iter().take(index).any(|own| alike(&own)) {
                continue;
            }
            let is_alone = taken.iter().filter(alike).count() == 1;
            let about = if is_alone && !about.is_empty() { format!("{about}: ") } else { String::new() };
            self.remark(format!("{about}{what} is {title}, the only one so far"));
        }
    }

    /// The one candidate for the entries of a required list that are picked, and what to say of it.
    fn sole_entry(&self, address: &Address) -> Option<(String, (String, String, String))> {
        let point = self.facts.point(address).filter(|point| point.state == State::Open && point.question.required)?;
        let list = point.question.items().filter(|list| list.count.at_least <= 1)?;
        let first = list.picked_field().filter(|_| self.plan.items(&point.question.id).is_empty())?;
        let Kind::Link(link) = &first.kind else { return None };
        let [(id, _)] = <[_; 1]>::try_from(self.adding_candidates(first)).ok().filter(|_| link.sole)?;
        let said = (String::new(), self.fill_with(&first.label, Fact::Null), self.facts.title(&id));
        Some((id, said))
    }

    /// The answer to an open link that has one candidate, and what to say of it: whose it is, what it is, the candidate.
    fn sole_candidate(&self, address: &Address) -> Option<(Answer, (String, String, String))> {
        let point = self.facts.point(address).filter(|point| point.state == State::Open && point.question.required)?;
        let Kind::Link(link) = &point.question.kind else { return None };
        if !link.sole || self.picked.is_some() || self.plan.drafts.contains_key(&address.to_string()) {
            return None;
        }
        let [(id, _)] = <[_; 1]>::try_from(self.candidates(address, point.question)).ok()?;
        let title = self.facts.title(&id);
        let about = point.item_title.as_deref().unwrap_or_default();
        let value = if link.many { Json::from(vec![id]) } else { Json::from(id) };
        Some((Answer::answered(value), (about.to_owned(), point.label.clone(), title)))
    }
}
