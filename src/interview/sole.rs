//! What can be worked out is not asked: a link for which there is one candidate only.

use super::{Interview, Position};
use crate::bank::Kind;
use crate::plan::{Address, Answer, State};
use jiff::Timestamp;
use serde_json::Value as Json;

impl Interview<'_> {
    /// Answers the links that the walk has come to and that have one candidate, and goes on behind them. It is said what
    /// they are taken to be. An undo takes it back together with the reply that led here.
    pub(super) fn take_sole_candidates(&mut self, now: Timestamp) {
        while let Position::At(address) = self.position.clone()
            && let Some((answer, taken)) = self.sole_candidate(&address)
        {
            self.with_last_change(|interview| interview.settle(&address, answer, now));
            self.remark(taken);
            self.advance(&address);
        }
    }

    /// The answer to an open link that has one candidate, and the sentence that says so.
    fn sole_candidate(&self, address: &Address) -> Option<(Answer, String)> {
        let point = self.facts.point(address).filter(|point| point.state == State::Open && point.question.required)?;
        let Kind::Link(link) = &point.question.kind else { return None };
        if !link.sole || self.picked.is_some() || self.plan.drafts.contains_key(&address.to_string()) {
            return None;
        }
        let [(id, _)] = <[_; 1]>::try_from(self.candidates(address, point.question)).ok()?;
        let title = self.facts.title(&id);
        let about = point.item_title.as_deref().unwrap_or_default();
        let value = if link.many { Json::from(vec![id]) } else { Json::from(id) };
        Some((Answer::answered(value), format!("{about}: {} is {title}, the only one so far", point.label)))
    }
}
