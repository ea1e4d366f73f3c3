//! Details: what is never asked in a row and can be told all the same. After an entry's questions, and at the end of a
//! step, one prompt lists them; those that are picked are asked, and the walk goes on.
//!
//! What was picked is on the path like any question until it is told, so that nothing of it is lost when the walk is
//! left, and asked in its place when the walk comes by.

use super::forms::how_many;
use super::{Event, Form, Interview, Pick, Position, Progress, Prompt, Reply, needs_asking};
use crate::bank::{Count, Depth, Route};
use crate::facts::Point;
use crate::plan::{Address, Rejection};
use crate::words;

const HELP: &str = "Nothing here has to be told. What you pick is asked next, one after the other, and what you leave can \
                    be told at any time.";

/// The key of the pick that ends the offers of a step. No id has a hyphen.
const ENOUGH: &str = "no-more";

/// After so many offers that were left in a row, nothing is offered in this session but on request.
const OFTEN: usize = 3;

/// Where details are offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DetailsOf {
    /// The position of the step in the bank.
    pub(super) step: usize,
    /// The list and the item, after an entry's questions; none at the end of the step.
    pub(super) entry: Option<(String, String)>,
    /// Whether those of entries are offered at the end of the step as well.
    whole: bool,
}

/// What one line of the offer stands for: the same detail of one or more entries.
struct Line {
    key: String,
    label: String,
    addresses: Vec<Address>,
    picked: bool,
}

impl Interview<'_> {
    /// Where the walk offers details, in no particular order. Who takes the short path is not stopped for them: they
    /// are offered at the pause and at the end.
    pub(super) fn details_stops(&self) -> Vec<DetailsOf> {
        let mut found: Vec<DetailsOf> = Vec::new();
        if self.plan.route == Route::Short {
            return found;
        }
        for point in self.facts.points.iter().filter(|point| point.may_be_added() && !self.is_enough(point.step)) {
            let of = self.offered_at(point);
            if !found.contains(&of) {
                found.push(of);
            }
        }
        found
    }

    /// Where the walk offers a detail: after the questions of its entry, or at the end of the step.
    fn offered_at(&self, point: &Point<'_>) -> DetailsOf {
        DetailsOf { step: point.step, whole: false, entry: self.entry_of(point) }
    }

    /// The entry after whose questions a detail is offered. Where a list is asked question by question, no entry has an
    /// end of its own.
    fn entry_of(&self, point: &Point<'_>) -> Option<(String, String)> {
        let Address::Field { list, item, .. } = &point.address else { return None };
        let (_, items) = self.bank.list(list).filter(|_| point.question.of.is_none())?;
        let by_entry = !items.fields.iter().any(|field| field.together);
        by_entry.then(|| (list.clone(), item.clone()))
    }

    fn is_enough(&self, step: usize) -> bool {
        self.bank.steps.get(step).is_some_and(|step| self.plan.details.enough.contains(&step.id))
    }

    /// The details that are offered somewhere, in the order of the walk.
    fn details(&self, of: &DetailsOf) -> impl Iterator<Item = &Point<'_>> {
        self.facts.points.iter().filter(move |point| {
            let is_here = (of.whole && of.entry.is_none()) || self.entry_of(point) == of.entry;
            point.step == of.step && is_here && point.may_be_added()
        })
    }

    /// The lines of an offer. At the end of a step, a detail that several entries have is one line.
    fn detail_lines(&self, of: &DetailsOf) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for point in self.details(of) {
            let (key, several) = match &point.address {
                Address::Field { list, field, .. } => {
                    let one = self.bank.list(list).map_or("entry", |(_, items)| items.many.as_str());
                    (format!("{list}.{field}"), one)
                }
                Address::Question(id) => (id.clone(), ""),
            };
            match lines.iter_mut().find(|line| line.key == key) {
                Some(line) => {
                    line.addresses.push(point.address.clone());
                    line.label = format!("{} ({} {several})", point.label, line.addresses.len());
                    line.picked &= point.picked;
                }
                None => lines.push(Line {
                    key,
                    label: if of.entry.is_some() { point.label.clone() } else { point.named() },
                    addresses: vec![point.address.clone()],
                    picked: point.picked,
                }),
            }
        }
        lines
    }

    /// The offer as a front has to show it; none where nothing is on offer.
    pub(super) fn details_prompt(&self, of: &DetailsOf) -> Option<Prompt> {
        let lines = self.detail_lines(of);
        let step = self.bank.steps.get(of.step)?;
        let about = match &of.entry {
            Some((_, item)) => self.facts.title(item),
            None => step.title.clone(),
        };
        let count: usize = lines.iter().map(|line| line.addresses.len()).sum();
        let point = self.details(of).next()?;
        let count = words::counted(count, "detail", "details");
        let mut picks: Vec<Pick> = lines
            .into_iter()
            .map(|line| Pick { key: line.key, label: words::printable(&line.label), help: None, selected: line.picked })
            .collect();
        picks.push(Pick {
            key: ENOUGH.to_owned(),
            label: "no more details in this step".to_owned(),
            help: None,
            selected: self.is_enough(of.step),
        });
        Some(Prompt {
            ask: format!("{}: {count} you may add", words::printable(&about)),
            help: Some(HELP.into()),
            example: None,
            mistakes: Vec::new(),
            progress: self.progress_of_details(of, point),
            item: None,
            together: None,
            required: false,
            rejection: self.rejection.clone(),
            offers: false,
            reason: None,
            remarks: Vec::new(),
            form: Form::Some { picks, how_many: how_many(Count { at_least: 0, at_most: None }, None), add: Vec::new() },
            aside: None,
            limit: None,
        })
    }

    /// An offer stands where the last question of its entry or step does.
    fn progress_of_details(&self, of: &DetailsOf, point: &Point<'_>) -> Progress {
        let list = of.entry.as_ref().and_then(|(list, _)| self.facts.point(&Address::Question(list.clone())));
        self.progress(list.unwrap_or(point))
    }

    /// Takes the reply to an offer of details.
    pub(super) fn respond_to_details(&mut self, of: &DetailsOf, reply: Reply) {
        match reply {
            Reply::Picked(keys) => self.pick_details(of, &keys),
            Reply::Skip | Reply::Done | Reply::Unknown { .. } | Reply::NotApplicable { .. } => self.leave_details(of),
            Reply::Text(text) if text.trim().is_empty() => self.leave_details(of),
            Reply::Back => self.back(),
            Reply::Undo => self.take_back(),
            Reply::Jump => self.jump(None),
            Reply::JumpTo(step) => self.jump(Some(step)),
            Reply::Change { search } => self.change(search),
            Reply::Show => self.events.push(Event::SoFar),
            Reply::Leave => self.position = Position::Finished,
            Reply::Details => {}
            _ => self.rejection = Some(Rejection("pick what you would like to add, or pick none".into())),
        }
    }

    /// Puts what was picked on the path, and goes to the first of it; where nothing was, on.
    fn pick_details(&mut self, of: &DetailsOf, keys: &[String]) {
        let lines = self.detail_lines(of);
        let is_by_itself = self.detours.is_empty() && !of.whole;
        let is_known = |key: &&String| *key == ENOUGH || lines.iter().any(|line| line.key == **key);
        if let Some(stranger) = keys.iter().find(|key| !is_known(key)) {
            self.rejection = Some(Rejection(format!("`{}` is not among what is offered", words::printable(stranger))));
            return;
        }
        if is_by_itself {
            let is_left = !keys.iter().any(|key| key != ENOUGH);
            self.details_passed = if is_left { self.details_passed + 1 } else { 0 };
            if self.details_passed == OFTEN {
                self.remark(
                    "you went on without details several times, so they are offered only when you ask for them now",
                );
            }
        }
        let mut details = self.plan.details.clone();
        for line in &lines {
            let addresses = line.addresses.iter().map(ToString::to_string);
            details.picked.retain(|own| !line.addresses.iter().any(|address| address.to_string() == *own));
            if keys.contains(&line.key) {
                details.picked.extend(addresses);
            }
        }
        if let Some(step) = self.bank.steps.get(of.step) {
            details.enough.retain(|own| *own != step.id);
            details.enough.extend(keys.iter().any(|key| key == ENOUGH).then(|| step.id.clone()));
        }
        if details != self.plan.details {
            self.remember();
            self.plan.details = details;
            self.refresh();
        }
        let first = self.details(of).find(|point| point.picked).map(|point| point.address.clone());
        match first {
            Some(first) => {
                self.set_out(Some(first.clone()));
                self.arrive_quietly(Position::At(first));
            }
            None => self.leave_details(of),
        }
    }

    /// On from an offer: home where it was asked for, else with the walk.
    pub(super) fn leave_details(&mut self, of: &DetailsOf) {
        if !self.details_seen.contains(of) {
            self.details_seen.push(of.clone());
        }
        let told: Vec<String> =
            self.facts.points.iter().filter(|point| point.told).map(|point| point.address.to_string()).collect();
        self.plan.details.picked.retain(|address| !told.contains(address));
        if !self.detours.is_empty() {
            self.end_detour(false);
            return;
        }
        let here = Position::Details(of.clone());
        match self.next_to_pass(&here) {
            Some(next) => self.arrive(next),
            None => self.go_on(&here),
        }
    }

    /// The next detail that was picked and is still to be told, with what it brings up.
    pub(super) fn next_detail(&self, of: &DetailsOf) -> Option<Address> {
        let next = self.on_path().find(|point| self.is_told_with(of, point) && needs_asking(point));
        next.map(|point| point.address.clone())
    }

    /// The detail before this one among those that were picked together.
    pub(super) fn detail_before(&self, of: &DetailsOf, here: &Address) -> Option<Address> {
        let end = self.place(&Position::At(here.clone()));
        let before = self.on_path().filter(|point| self.is_told_with(of, point));
        let before = before.filter(|point| self.place(&Position::At(point.address.clone())) < end);
        before.last().map(|point| point.address.clone())
    }

    /// The addresses of the details that may be added.
    pub(super) fn details_that_may_be_added(&self) -> Vec<Address> {
        self.facts.points.iter().filter(|point| point.may_be_added()).map(|point| point.address.clone()).collect()
    }

    /// A detail that is brought up by the answer to another one is told with it.
    pub(super) fn pick_what_follows(&mut self, from: &Address, before: &[Address]) {
        let Some(origin) = self.facts.point(from).filter(|point| point.depth == Depth::More) else { return };
        let step = origin.step;
        let follows = |address: &Address| {
            !before.contains(address) && self.facts.point(address).is_some_and(|point| point.step == step)
        };
        let new: Vec<String> = self
            .details_that_may_be_added()
            .iter()
            .filter(|address| follows(address))
            .map(ToString::to_string)
            .collect();
        if !new.is_empty() {
            self.plan.details.picked.extend(new);
            self.refresh();
        }
    }

    /// Whether a point was picked where details are offered, or belongs to an entry of a list that was.
    fn is_told_with(&self, of: &DetailsOf, point: &Point<'_>) -> bool {
        let list = match &point.address {
            Address::Field { list, .. } => self.facts.point(&Address::Question(list.clone())),
            Address::Question(_) => None,
        };
        point.step == of.step && (point.picked || list.is_some_and(|list| list.depth == Depth::More && list.picked))
    }

    /// The offer that comes between two places of one step and was not made yet in this session.
    pub(super) fn details_between(&self, here: &Position, next: Option<&Address>) -> Option<DetailsOf> {
        if self.details_passed >= OFTEN {
            return None;
        }
        let (step, place) = (self.step_of(here)?, self.place(here));
        let end = next.map(|next| self.place(&Position::At(next.clone()))).filter(|end| *end > place);
        let mut stops: Vec<_> = self
            .details_stops()
            .into_iter()
            .filter(|of| of.step == step && !self.details_seen.contains(of))
            .map(|of| (self.place(&Position::Details(of.clone())), of))
            .filter(|(own, _)| *own > place && end.is_none_or(|end| *own < end))
            .collect();
        stops.sort_by_key(|(place, _)| *place);
        stops.into_iter().next().map(|(_, of)| of)
    }

    /// Offers all details of the step that the founder is in, because they ask for them.
    pub(super) fn ask_for_details(&mut self) {
        let Some(step) = self.step_of(&self.position) else { return };
        let is_in_step = |point: &&Point<'_>| point.step == step;
        if !self.facts.points.iter().filter(is_in_step).any(Point::may_be_added) {
            self.remark("there is nothing more to add in this step so far");
            return;
        }
        self.set_out(None);
        self.offer_details_of(step);
    }

    /// Offers all details of a step, also where no more were wanted there.
    pub(super) fn offer_details_of(&mut self, step: usize) {
        if let Some(step) = self.bank.steps.get(step) {
            self.plan.details.enough.retain(|own| *own != step.id);
        }
        self.position = Position::Details(DetailsOf { step, entry: None, whole: true });
    }
}
