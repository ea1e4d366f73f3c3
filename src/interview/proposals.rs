//! What the other answers suggest for a list is offered once, before the list is asked: names for the first entries of
//! an empty list, and whole entries, whose other answers were given before, for any list.

use super::forms::how_many;
use super::{Event, Form, Interview, Pick, Position, Prompt, Reply};
use crate::bank::{Count, ItemList, Kind, Phase, Question};
use crate::fact::Fact;
use crate::facts::Point;
use crate::plan::{Address, Given, Rejection, accept};
use crate::words;
use jiff::Timestamp;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero as HALF_UP;
use serde_json::Value as Json;

const HELP: &str = "Each one you pick becomes an entry of the list that comes next. There you can reword it, take it out \
                    and add more. Pick none to go on without them.";

/// More than this many are a burden, not a help.
const OFFERED_AT_MOST: usize = 12;

/// The key of a proposal under which it is told what is offered; its name where there is none.
const OFFERED_AS: &str = "offered";

/// Entries offered for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    list: String,
    entries: Vec<Proposed>,
}

/// One entry that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proposed {
    /// What it will be called.
    pub(super) name: String,
    /// As it is offered.
    shown: String,
    /// What is known of its other fields, under their ids.
    pub(super) fields: Vec<(String, Json)>,
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
        let was_made = self.offered.contains(&list) && self.plan.items(&list).is_empty();
        let offer = if was_made { self.suggested(&list) } else { None };
        offer.map(Position::Proposing)
    }

    /// What the answers suggest for a list that was not offered any entries in this session.
    fn offer(&mut self, id: &str) -> Option<Offer> {
        if self.offered.contains(id) { None } else { self.suggested(id) }
    }

    /// What the answers suggest for a list.
    fn suggested(&mut self, id: &str) -> Option<Offer> {
        let (_, list) = self.bank.list(id)?;
        let (proposals, title) = (list.proposals.as_ref()?, list.title_field()?);
        self.facts.point(&Address::Question(id.to_owned()))?;
        self.assess(Phase::Final);
        let given = proposals.texts.evaluate(&self.facts.scope()).ok()?;
        let held: Vec<String> = self.facts.view.get(id).as_list().iter().filter_map(title_of).collect();
        let mut entries: Vec<Proposed> = Vec::new();
        for proposal in given.as_list() {
            if entries.len() == OFFERED_AT_MOST {
                break;
            }
            let Some(entry) = self.proposed(list, title, proposal) else { continue };
            let name = entry.name.to_lowercase();
            // A bare name is a way to begin a list; to one that has begun it would bring back what was taken out.
            let is_late = entry.fields.is_empty() && !held.is_empty();
            if !is_late && !held.contains(&name) && !entries.iter().any(|known| known.name.to_lowercase() == name) {
                entries.push(entry);
            }
        }
        (!entries.is_empty()).then(|| Offer { list: id.to_owned(), entries })
    }

    /// A proposal as an entry: a name, or a map with the name and what else is known under the ids of the fields. What
    /// does not fit a field stays open there.
    fn proposed(&self, list: &ItemList, title: &Question, proposal: &Fact) -> Option<Proposed> {
        let text = proposal.as_text().map(str::to_owned);
        let given = text.or_else(|| proposal.get(&title.id).as_text().map(str::to_owned))?;
        let Ok(Json::String(name)) = accept(title, &Given::Typed(given), &[]) else { return None };
        let shown = proposal.get(OFFERED_AS).as_text().unwrap_or(&name).to_owned();
        let other = list.fields.iter().filter(|field| field.id != title.id);
        let fields =
            other.filter_map(|field| Some((field.id.clone(), self.prefilled(field, &proposal.get(&field.id))?)));
        Some(Proposed { shown, fields: fields.collect(), name })
    }

    /// What is proposed for a field, as a plan stores it.
    fn prefilled(&self, field: &Question, value: &Fact) -> Option<Json> {
        let value = match (&field.kind, value) {
            (_, Fact::Null) => return None,
            // An amount that was worked out has no more places than one that is typed.
            (Kind::Money(_), Fact::Decimal(amount)) => Fact::Decimal(amount.round_dp_with_strategy(2, HALF_UP)),
            (_, value) => value.clone(),
        };
        let candidates: Vec<&str> = match &field.kind {
            Kind::Link(link) => {
                link.to.iter().flat_map(|list| self.plan.items(list)).map(|item| item.id.as_str()).collect()
            }
            _ => Vec::new(),
        };
        accept(field, &Given::Stored(serde_json::to_value(value).ok()?), &candidates).ok()
    }

    /// The offer as a front has to show it; each pick's key is its number, from 1.
    pub(super) fn offer_prompt(&self, offer: &Offer, point: &Point<'_>) -> Prompt {
        let list = point.question.items();
        let ask = list.and_then(|list| list.proposals.as_ref()).map(|proposals| self.fill(&proposals.ask, point));
        let held = self.plan.items(&offer.list).len();
        let most = list.and_then(|list| list.count.at_most).map(|most| most.saturating_sub(held));
        let picks = offer.entries.iter().enumerate().map(|(index, entry)| Pick {
            key: (index + 1).to_string(),
            label: words::printable(&entry.shown),
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
            together: None,
            required: false,
            rejection: self.rejection.clone(),
            offers: false,
            reason: None,
            remarks: Vec::new(),
            form: Form::Some {
                picks: picks.collect(),
                how_many: how_many(Count { at_least: 0, at_most: most }, None),
                add: Vec::new(),
            },
            aside: None,
            limit: None,
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
            Reply::Details => self.ask_for_details(),
            Reply::Show => self.events.push(Event::SoFar),
            Reply::Leave => self.position = Position::Finished,
            _ => self.rejection = Some(Rejection("pick what belongs in your list, or pick none".into())),
        }
    }

    /// Makes an entry of each text picked, and goes on to the list.
    fn take_over(&mut self, offer: &Offer, keys: &[String], now: Timestamp) -> Result<(), Rejection> {
        let mut entries = Vec::with_capacity(keys.len());
        for key in keys {
            let number = key.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let entry = number.and_then(|number| offer.entries.get(number));
            let stranger = || Rejection(format!("`{}` is not among the entries offered", words::printable(key)));
            entries.push(entry.ok_or_else(stranger)?.clone());
        }
        if !entries.is_empty() {
            self.add_all(&offer.list, &entries, now)?;
        }
        self.go(Position::At(offer.address()));
        Ok(())
    }
}

/// The title of an item, for comparing.
fn title_of(item: &Fact) -> Option<String> {
    Some(item.get("title").as_text()?.to_lowercase())
}
