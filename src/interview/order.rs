//! The order of the walk: what comes before what, whether it is asked now or not.

use super::{Interview, Position, needs_asking};
use crate::bank::Kind;
use crate::facts::Point;
use crate::plan::Address;

/// After everything else of its kind.
const LAST: usize = usize::MAX;

/// Where something stands in the order of the walk. It is known of questions that are hidden now as well, so that
/// nobody is lost when the question they had come to is no longer asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    step: usize,
    question: usize,
    /// The run of fields of the list; 0 for the question itself.
    run: usize,
    /// The entry, from 1; 0 for the question itself.
    entry: usize,
    /// The field among those asked with the list, from 1. What is offered for a list comes before the list.
    field: usize,
}

impl Interview<'_> {
    /// Where a position stands. Menus that belong nowhere in the order count as its end.
    pub(super) fn place(&self, position: &Position) -> Place {
        let end = Place { step: LAST, question: LAST, run: LAST, entry: LAST, field: LAST };
        match position {
            Position::At(address) => self.place_of(address).unwrap_or(end),
            Position::Proposing(offer) => match self.place_of(&offer.address()) {
                Some(list) => Place { field: 0, ..list },
                None => end,
            },
            Position::Details(of) => match &of.entry {
                None => Place { step: of.step, question: LAST, run: 0, entry: 0, field: 0 },
                Some((list, item)) => {
                    let address = Address::Field { list: list.clone(), item: item.clone(), field: String::new() };
                    self.place_of(&address).map_or(end, |place| Place { field: LAST, ..place })
                }
            },
            Position::Pause => Place { step: self.pause_step().unwrap_or(LAST), ..end },
            _ => end,
        }
    }

    fn place_of(&self, address: &Address) -> Option<Place> {
        let (list, item, field) = match address {
            Address::Question(id) => (id, None, None),
            Address::Field { list, item, field } => (list, Some(item), Some(field)),
        };
        // An entry that was removed meanwhile stood among the others: its place is taken to be after them.
        let entry = item.map_or(0, |item| {
            let items = self.plan.items(list);
            items.iter().position(|own| own.id == *item).map_or(LAST, |index| index + 1)
        });
        let mut found = None;
        for (step, part) in self.bank.steps.iter().enumerate() {
            for (number, question) in part.questions.iter().enumerate() {
                let place = Place { step, question: number, run: 0, entry, field: 1 };
                let asked_later = question.of.as_ref() == Some(list) && Some(&question.id) == field;
                if asked_later {
                    return Some(place);
                }
                if question.of.is_some() || question.id != *list {
                    continue;
                }
                let Some(field) = field else { return Some(place) };
                let own = question.items().and_then(|list| {
                    let own = list.fields.iter().position(|own| own.id == *field)?;
                    let run = list.runs().position(|run| run.iter().any(|own| own.id == *field))?;
                    Some(Place { run, field: own + 1, ..place })
                });
                found = own.or_else(|| field.is_empty().then_some(place));
            }
        }
        found
    }

    /// Everything the walk comes by, in its order: the questions of the path, the details that are offered, the pause,
    /// the review. What a list asks for when an entry is begun stands in the list, and is asked by itself only where it
    /// is open or changed.
    pub(super) fn stops(&self) -> Vec<Position> {
        let is_stop = |point: &&Point<'_>| needs_asking(point) || !self.begins_entry(point);
        let points = self.on_path().filter(is_stop).map(|point| Position::At(point.address.clone()));
        let details = self.details_stops().into_iter().map(Position::Details);
        let mut stops: Vec<Position> =
            points.chain(details).chain(self.pause_step().map(|_| Position::Pause)).collect();
        stops.sort_by_cached_key(|stop| self.place(stop));
        stops.push(Position::Review);
        stops
    }

    /// The stop after a position.
    pub(super) fn stop_after(&self, here: &Position) -> Option<Position> {
        let place = self.place(here);
        self.stops().into_iter().find(|stop| self.place(stop) > place)
    }

    /// The stop before a position.
    pub(super) fn stop_before(&self, here: &Position) -> Option<Position> {
        let place = self.place(here);
        self.stops().into_iter().rev().find(|stop| self.place(stop) < place)
    }

    /// Whether a point is what an entry of its list is begun with: its name, or the link it is for.
    fn begins_entry(&self, point: &Point<'_>) -> bool {
        let Address::Field { list, field, .. } = &point.address else { return false };
        let Some((_, items)) = self.bank.list(list) else { return false };
        let linked = || items.fields.first().filter(|first| matches!(first.kind, Kind::Link(_)));
        items.title_field().or_else(linked).is_some_and(|first| first.id == *field)
    }
}
