//! Replies become answers.

use super::{Interview, Position, Reply, staleness};
use crate::bank::Kind;
use crate::plan::{Address, Answer, Doubt, Given, Plan, Rejection, State, Within, consider};
use jiff::Timestamp;
use serde_json::Value as Json;

/// How many changes can be taken back.
const UNDO_DEPTH: usize = 50;

impl Interview<'_> {
    /// Settles a question with an answer, or with the reason why there is none.
    pub(super) fn answer(&mut self, address: &Address, reply: Reply, now: Timestamp) {
        let typed = match &reply {
            Reply::Text(text) => text.clone(),
            _ => String::new(),
        };
        match self.settled(address, reply) {
            Ok(answer) => {
                self.settle(address, answer, now);
                self.advance(address);
            }
            Err(doubt) => self.doubted(address, doubt, &typed),
        }
    }

    /// The answer that a reply comes to, or the reason why there is none.
    pub(super) fn settled(&self, address: &Address, reply: Reply) -> Result<Answer, Doubt> {
        match reply {
            reply if is_nothing(&reply) && self.may_stay_empty(address) => Ok(self.unanswered(address, State::Skipped)),
            Reply::Text(text) => self.accepted(address, &Given::Typed(text)),
            Reply::Picked(keys) => self.accepted(address, &Given::Picked(keys)),
            Reply::Unknown { note } => {
                let note = note.filter(|note| !note.trim().is_empty());
                Ok(Answer { note, ..self.unanswered(address, State::Unknown) })
            }
            Reply::NotApplicable { because } if because.trim().is_empty() => {
                Err(Rejection("say in a few words why this does not apply".into()).into())
            }
            Reply::NotApplicable { because } => {
                Ok(Answer { because: Some(because), ..self.unanswered(address, State::NotApplicable) })
            }
            _ => Ok(self.unanswered(address, State::Skipped)),
        }
    }

    /// Says why a reply is not taken, and offers what it may mean.
    fn doubted(&mut self, address: &Address, doubt: Doubt, typed: &str) {
        if let Some(foreign) = self.foreign(address, typed, &doubt.foreign) {
            self.position = Position::Foreign(foreign);
            return;
        }
        self.rejection = Some(doubt.rejection);
        self.offer = doubt.offer.map(|offer| (address.clone(), offer));
    }

    /// Whether Enter alone passes a question by, whatever its kind: it is optional, and nothing stands there that it
    /// could lose.
    fn may_stay_empty(&self, address: &Address) -> bool {
        let Some(point) = self.facts.point(address).filter(|point| !point.question.required) else { return false };
        let is_empty = |text: Option<String>| text.is_none_or(|text| text.is_empty());
        self.selected(point).is_empty() && is_empty(self.start_text(address)) && is_empty(self.standing_text(address))
    }

    pub(super) fn accepted(&self, address: &Address, given: &Given) -> Result<Answer, Doubt> {
        let Some(question) = address.question(self.bank) else {
            return Err(Rejection("this is not asked".into()).into());
        };
        let candidates: Vec<String> = self.candidates(address, question).into_iter().map(|(id, _)| id).collect();
        let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
        let currency = self.facts.currency_at(self.bank, address);
        let within = Within { candidates: &candidates, currency: currency.as_deref() };
        let value = match self.confirmed(address, given) {
            // What stands there means one thing, also where its text could be read in two ways.
            Some(value) => consider(question, &Given::Stored(value), within)?,
            None => consider(question, given, within)?,
        };
        let mut answer = Answer::answered(value);
        if let Some(old) = self.plan.answer(address) {
            answer.extra.clone_from(&old.extra);
            answer.items.clone_from(&old.items);
        }
        Ok(answer)
    }

    /// The stored answer, where it is given once more as it was shown.
    fn confirmed(&self, address: &Address, given: &Given) -> Option<Json> {
        let Given::Typed(text) = given else { return None };
        let value = self.plan.answer(address).filter(|answer| answer.state == State::Answered)?.value.clone();
        (plain_text(&value) == text.trim()).then_some(value)
    }

    /// What stands there now, in another state: the old value is kept.
    pub(super) fn unanswered(&self, address: &Address, state: State) -> Answer {
        let old = self.plan.answer(address);
        Answer {
            state,
            note: None,
            because: None,
            stale: Vec::new(),
            ..old.cloned().unwrap_or_else(|| Answer::new(state))
        }
    }

    /// Puts an answer in its place. Confirming what stands there keeps its time.
    pub(super) fn settle(&mut self, address: &Address, mut answer: Answer, now: Timestamp) {
        let same = self.plan.answer(address).is_some_and(|old| {
            (old.state, &old.value, &old.note, &old.because)
                == (answer.state, &answer.value, &answer.note, &answer.because)
        });
        self.remember();
        answer.at = if same { self.plan.answer(address).and_then(|old| old.at) } else { Some(now) };
        self.plan.drafts.shift_remove(&address.to_string());
        self.drop_asides(address);
        self.picked = None;
        let old = self.plan.answer(address).cloned();
        let is_new = !same && answer.state == State::Answered;
        let before = self.details_that_may_be_added();
        self.plan.put(address, answer);
        staleness::mark(self.bank, &mut self.plan, address, old.as_ref());
        self.refresh();
        self.pick_what_follows(address, &before);
        if is_new {
            self.caution(address);
        }
    }

    pub(super) fn remember(&mut self) {
        if self.undo.len() == UNDO_DEPTH {
            self.undo.remove(0);
        }
        self.undo.push((self.plan.clone(), self.position.clone()));
    }

    /// What is changed here is taken back together with the last change.
    pub(super) fn with_last_change(&mut self, change: impl FnOnce(&mut Self)) {
        let last = self.undo.pop();
        let earlier = self.undo.len();
        change(self);
        self.undo.truncate(earlier);
        self.undo.extend(last);
    }

    /// Takes the last change back and returns to where it was made.
    pub(super) fn take_back(&mut self) {
        let Some((plan, position)) = self.undo.pop() else {
            self.remark("there is nothing to undo since you opened this plan");
            return;
        };
        self.put_back(plan);
        self.refresh();
        let place = match &position {
            Position::At(address) => Some(address.clone()),
            Position::Proposing(offer) => Some(offer.address()),
            _ => None,
        };
        if let Some(address) = place {
            let label = self.facts.point(&address).map_or_else(String::new, |point| point.label.clone());
            self.remark(format!("taken back: {label}"));
        }
        self.arrive_at_undone(position);
    }

    /// Puts an earlier plan back, with the texts typed since and the ids used up.
    pub(super) fn put_back(&mut self, before: Plan) {
        let now = std::mem::replace(&mut self.plan, before);
        self.plan.drafts = now.drafts;
        self.plan.counters = now.counters;
    }

    /// The text offered at the start of a line: what was typed and not entered, the stored answer, a first draft.
    pub(super) fn start_text(&self, address: &Address) -> Option<String> {
        let offer = self.offered(address).map(str::to_owned);
        offer.or_else(|| self.plan.drafts.get(&address.to_string()).cloned()).or_else(|| self.standing_text(address))
    }

    /// What the reply that was not taken may mean.
    pub(super) fn offered(&self, address: &Address) -> Option<&str> {
        self.offer.as_ref().filter(|(own, _)| own == address).map(|(_, offer)| offer.as_str())
    }

    /// The text at the start of a line that nothing was typed in: the stored answer, or a first draft.
    pub(super) fn standing_text(&self, address: &Address) -> Option<String> {
        let question = address.question(self.bank)?;
        let stored = self.plan.answer(address).map(|answer| &answer.value).filter(|value| !value.is_null());
        if let Some(value) = stored {
            return Some(plain_text(value));
        }
        let drafted = question.start.as_ref().and_then(|start| {
            let scope = self.facts.scope();
            let scope = address.item().map_or_else(
                || scope.with("item", crate::fact::Fact::Null),
                |item| self.facts.scope().with("item", self.facts.item(item)),
            );
            start.evaluate(&scope).ok()?.as_text().map(str::to_owned)
        });
        drafted.filter(|text| !text.is_empty()).or_else(|| match question.kind {
            Kind::OneOf(_) | Kind::Currency(_) | Kind::SomeOf { .. } | Kind::YesNo => None,
            _ => question.default.clone(),
        })
    }
}

/// Whether a reply is Enter alone: nothing typed and nothing picked.
fn is_nothing(reply: &Reply) -> bool {
    match reply {
        Reply::Text(text) => text.trim().is_empty(),
        Reply::Picked(keys) => keys.is_empty(),
        _ => false,
    }
}

fn plain_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(values) => values.iter().map(plain_text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
