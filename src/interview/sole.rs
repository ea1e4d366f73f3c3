//! What can be worked out is not asked: a link for which there is one candidate only, and a list that has an entry for each.

use super::{Interview, Position, Reply};
use crate::bank::Kind;
use crate::fact::Fact;
use crate::plan::{Address, Answer, State};
use crate::words::listed;
use jiff::Timestamp;
use serde_json::Value as Json;

const ALONE: &str = "the only one so far";

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
            } else if let Some((keys, said)) = self.own_entries(&address) {
                let added = Reply::AddPicked(keys);
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
            self.remark(format!("{about}{what} is {title}"));
        }
    }

    /// The candidates that a required list has an entry for without being asked for, the only one or all, and what to say of them.
    fn own_entries(&self, address: &Address) -> Option<(Vec<String>, (String, String, String))> {
        let point = self.facts.point(address).filter(|point| point.state == State::Open && point.question.required)?;
        let list = point.question.items().filter(|list| list.count.at_least <= 1)?;
        let first = list.picked_field().filter(|_| self.plan.items(&point.question.id).is_empty())?;
        let Kind::Link(link) = &first.kind else { return None };
        let ids: Vec<String> = self.adding_candidates(first).into_iter().map(|(id, _)| id).collect();
        let label = self.fill_with(&first.label, Fact::Null);
        let (what, which) = match &ids[..] {
            [] => return None,
            [id] if link.sole => (label, format!("{}, {ALONE}", self.facts.title(id))),
            _ if !link.each || list.count.at_most.is_some_and(|most| ids.len() > most) => return None,
            ids => {
                let titles: Vec<String> = ids.iter().map(|id| self.facts.title(id)).collect();
                ("There".to_owned(), format!("one {} for each of {}.", list.one, listed(&titles)))
            }
        };
        Some((ids, (String::new(), what, which)))
    }

    /// The answer to an open link that has one candidate, and what to say of it: whose it is, what it is, the candidate.
    fn sole_candidate(&self, address: &Address) -> Option<(Answer, (String, String, String))> {
        let point = self.facts.point(address).filter(|point| point.state == State::Open && point.question.required)?;
        let Kind::Link(link) = &point.question.kind else { return None };
        if !link.sole || self.picked.is_some() || self.plan.drafts.contains_key(&address.to_string()) {
            return None;
        }
        let [(id, _)] = <[_; 1]>::try_from(self.candidates(address, point.question)).ok()?;
        let title = format!("{}, {ALONE}", self.facts.title(&id));
        let about = point.item_title.as_deref().unwrap_or_default();
        let value = if link.many { Json::from(vec![id]) } else { Json::from(id) };
        Some((Answer::answered(value), (about.to_owned(), point.label.clone(), title)))
    }
}
