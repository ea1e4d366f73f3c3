//! Entries added from a link that offers only some of its list: what decides whether they belong there is asked next.

use super::begun::Added;
use super::forms::with;
use super::{Interview, Position, staleness};
use crate::bank::{Kind, Link};
use crate::fact::Fact;
use crate::plan::{Address, State, linked_ids};

/// Where an answer leads that may have to do with an entry added from a link.
pub(super) enum Sorted {
    /// Nowhere: it has nothing to do with one.
    Elsewhere,
    /// First to another question.
    Asks(Position),
    /// On from the link, whose new entries are all sorted in.
    Into(Address),
}

impl Interview<'_> {
    /// After a link, or after a field that its filter reads: where to go on.
    pub(super) fn sorted_in(&mut self, from: &Address) -> Sorted {
        let Some(link) = self.link_behind(from) else { return Sorted::Elsewhere };
        let added: Vec<Added> = self.added.iter().filter(|added| added.link == link).cloned().collect();
        for added in added.iter().filter(|added| self.is_linked(&link, &added.item)) {
            let points = self.read_by(&link, added);
            if let Some(open) = points.into_iter().find(|field| self.is_open(field)) {
                return Sorted::Asks(Position::At(open));
            }
        }
        let stranger = added.iter().find(|added| from.item() == Some(&added.item) && !self.belongs(&link, &added.item));
        if let Some(stranger) = stranger.filter(|added| self.is_linked(&link, &added.item)) {
            staleness::mark_links(&mut self.plan, std::slice::from_ref(&link), &stranger.item);
            let title = self.facts.title(&stranger.item);
            self.refresh();
            self.remark(format!("with this answer, `{title}` is not among those offered here any more"));
            return Sorted::Asks(Position::At(link));
        }
        Sorted::Into(link)
    }

    /// The link that an address is, or whose filter reads it of an entry that was added there.
    fn link_behind(&self, from: &Address) -> Option<Address> {
        let is_link = |added: &&Added| added.link == *from || self.read_by(&added.link, added).contains(from);
        self.added.iter().rev().find(is_link).map(|added| added.link.clone())
    }

    /// The fields of a new entry that the filter of its link reads, where they are asked.
    fn read_by(&self, link: &Address, added: &Added) -> Vec<Address> {
        let Some(among) = self.link(link).and_then(|link| link.among.as_ref()) else { return Vec::new() };
        let read = among.fields_of("x");
        let is_read = |field: &str| read.iter().any(|own| own == field);
        let own = self.facts.points.iter().map(|point| &point.address);
        own.filter(|address| address.item() == Some(&added.item) && is_read(address.question_id())).cloned().collect()
    }

    fn link(&self, address: &Address) -> Option<&Link> {
        match &address.question(self.bank)?.kind {
            Kind::Link(link) => Some(link),
            _ => None,
        }
    }

    fn is_open(&self, address: &Address) -> bool {
        self.facts.point(address).is_some_and(|point| point.state == State::Open)
    }

    fn is_linked(&self, link: &Address, item: &str) -> bool {
        self.plan.answer(link).is_some_and(|answer| linked_ids(&answer.value).any(|id| id == item))
    }

    fn belongs(&self, link: &Address, item: &str) -> bool {
        self.holds(link, self.facts.item(item))
    }

    fn holds(&self, address: &Address, candidate: Fact) -> bool {
        let Some(among) = self.link(address).and_then(|link| link.among.as_ref()) else { return true };
        let item = address.item().map_or(Fact::Null, |item| self.facts.item(item));
        among.holds(&self.facts.scope().with("item", item).with("x", candidate)).unwrap_or(true)
    }

    /// Whether an entry was added from a link, and what the link's filter reads of it is not all said yet: until then
    /// it is offered there.
    pub(super) fn is_unsorted(&self, link: &Address, item: &str) -> bool {
        let mut added = self.added.iter().filter(|added| added.link == *link && added.item == item);
        added.any(|added| {
            let fields = self.read_by(link, added);
            fields.is_empty() || fields.iter().any(|field| self.is_open(field))
        })
    }

    /// Whether picking something at a field of a new entry lets the entry belong to the link it was added from. Also
    /// where there is no such link.
    pub(super) fn fits_link(&self, field: &Address, key: &str) -> bool {
        let Some(added) = self.added.iter().rev().find(|added| field.item() == Some(&added.item)) else { return true };
        if !self.read_by(&added.link, added).contains(field) {
            return true;
        }
        let many = field.question(self.bank).is_some_and(|question| match &question.kind {
            Kind::SomeOf { .. } => true,
            Kind::Link(link) => link.many,
            _ => false,
        });
        let value = if many { Fact::list([Fact::text(key)]) } else { Fact::text(key) };
        self.holds(&added.link, with(self.facts.item(&added.item), field.question_id(), value))
    }
}
