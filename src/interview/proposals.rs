//! What the other answers suggest for a list is offered once, before the empty list is asked.

use super::forms::how_many;
use super::{Event, Form, Interview, Pick, Position, Prompt, Reply};
use crate::bank::{Count, Phase};
use crate::fact::Fact;
use crate::facts::Point;
use crate::plan::{Address, Given, Rejection, accept};
use crate::words;
use jiff::Timestamp;
use serde_json::Value as Json;

const HELP: &str = "Each one you pick becomes an entry of the list that comes next. There you can reword it, take it out \
                    and add more. Pick none to begin with an empty list.";

/// More than this many are a burden, not a help.
const OFFERED_AT_MOST: usize = 12;

/// Texts offered as the first entries of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    list: String,
    texts: Vec<String>,
}

impl Offer {
    /// The list the texts are for.
    pub(super) fn address(&self) -> Address {
        Address::Question(self.list.clone())
    }
}

impl Interview<'_> {
    /// The position itself, or the offer that comes before it.
    pub(super) fn offered_first(&mut self, at: Position) -> Position {
        let Position::At(Address::Question(list)) = &at else { return at };
        match self.offer(list) {
            Some(offer) => {
                self.offered.insert(offer.list.clone());
                Position::Proposing(offer)
            }
            None => at,
        }
    }

    /// The offer that comes before the empty list the founder is at, if it was made.
    pub(super) fn offer_before(&mut self) -> Option<Position> {
        let Position::At(Address::Question(list)) = self.position.clone() else { return None };
        let offer = if self.offered.contains(&list) { self.suggested(&list) } else { None };
        offer.map(Position::Proposing)
    }

    /// What the answers suggest for a list that was not offered any entries in this session.
    fn offer(&mut self, id: &str) -> Option<Offer> {
        if self.offered.contains(id) { None } else { self.suggested(id) }
    }

    /// What the answers suggest for a list that has no entries.
    fn suggested(&mut self, id: &str) -> Option<Offer> {
        let (_, list) = self.bank.list(id)?;
        let (proposals, title) = (list.proposals.as_ref()?, list.title_field()?);
        let is_empty = self.plan.items(id).is_empty();
        self.facts.point(&Address::Question(id.to_owned())).filter(|_| is_empty)?;
        self.assess(Phase::Final);
        let given = proposals.texts.evaluate(&self.facts.scope()).ok()?;
        let mut texts: Vec<String> = Vec::new();
        for text in given.as_list().iter().filter_map(Fact::as_text) {
            if texts.len() == OFFERED_AT_MOST {
                break;
            }
            let Ok(Json::String(text)) = accept(title, &Given::Typed(text.to_owned()), &[]) else { continue };
            if !texts.iter().any(|known| known.to_lowercase() == text.to_lowercase()) {
                texts.push(text);
            }
        }
        (!texts.is_empty()).then(|| Offer { list: id.to_owned(), texts })
    }

    /// The offer as a front has to show it; each pick's key is its number, from 1.
    pub(super) fn offer_prompt(&self, offer: &Offer, point: &Point<'_>) -> Prompt {
        let list = point.question.items();
        let ask = list.and_then(|list| list.proposals.as_ref()).map(|proposals| self.fill(&proposals.ask, point));
        let most = list.and_then(|list| list.count.at_most);
        let picks = offer.texts.iter().enumerate().map(|(index, text)| Pick {
            key: (index + 1).to_string(),
            label: words::printable(text),
            help: None,
            selected: false,
        });
        Prompt {
            ask: ask.unwrap_or_default(),
            help: Some(HELP.into()),
            example: None,
            mistakes: Vec::new(),
            progress: self.progress(point),
            item: None,
            required: false,
            rejection: self.rejection.clone(),
            reason: None,
            form: Form::Some {
                picks: picks.collect(),
                how_many: how_many(Count { at_least: 0, at_most: most }, None),
                add: Vec::new(),
            },
        }
    }

    /// Takes the reply to an offer.
    pub(super) fn respond_to_offer(&mut self, offer: &Offer, reply: Reply, now: Timestamp) {
        match reply {
            Reply::Picked(keys) => {
                if let Err(rejection) = self.take_over(offer, &keys, now) {
                    self.rejection = Some(rejection);
                }
            }
            Reply::Skip | Reply::Done | Reply::Unknown { .. } | Reply::NotApplicable { .. } => {
                self.go(Position::At(offer.address()));
            }
            Reply::Back => self.back(),
            Reply::Undo => self.take_back(),
            Reply::Jump => self.jump(None),
            Reply::JumpTo(step) => self.jump(Some(step)),
            Reply::Change { search } => self.change(search),
            Reply::Show => self.events.push(Event::SoFar),
            Reply::Leave => self.position = Position::Finished,
            _ => self.rejection = Some(Rejection("pick what belongs in your list, or pick none".into())),
        }
    }

    /// Makes an entry of each text picked, and goes on to the list.
    fn take_over(&mut self, offer: &Offer, keys: &[String], now: Timestamp) -> Result<(), Rejection> {
        let mut texts = Vec::with_capacity(keys.len());
        for key in keys {
            let number = key.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let text = number.and_then(|number| offer.texts.get(number));
            let stranger = || Rejection(format!("`{}` is not among the entries offered", words::printable(key)));
            texts.push(text.ok_or_else(stranger)?.as_str());
        }
        if !texts.is_empty() {
            self.add_all(&offer.list, &texts, now)?;
        }
        self.go(Position::At(offer.address()));
        Ok(())
    }
}
