//! From one question to another: on, back, to a step, to the pause.

use super::additions::Sorted;
use super::{Event, Interview, Notice, Position, Start, needs_asking};
use crate::bank::Part;
use crate::facts::Point;
use crate::plan::Address;
use crate::words;

impl Interview<'_> {
    pub(super) fn begin(&mut self, start: Start) {
        match start {
            Start::Step(number) => {
                if let Some(step) = self.bank.steps.iter().position(|step| step.part == Part::Step(number)) {
                    self.enter_step(step);
                }
            }
            Start::FirstOpen => self.begin_at_first_open(),
        }
    }

    /// The first open question; half-way, with nothing said after the pause yet, the recap comes again.
    fn begin_at_first_open(&mut self) {
        let Some(next) = self.on_path().find(|point| needs_asking(point)) else {
            self.arrive(Position::Review);
            return;
        };
        let (address, step) = (next.address.clone(), next.step);
        let address = self.left_in_the_middle(&address).unwrap_or(address);
        let untouched_after_pause = self
            .pause_step()
            .is_some_and(|pause| step > pause && self.on_path().filter(|point| point.step > pause).all(Point::is_open));
        self.arrive(if untouched_after_pause { Position::Pause } else { Position::At(address) });
    }

    /// Goes forward to a position, so that `back` returns to the present one.
    pub(super) fn go(&mut self, to: Position) {
        let from = std::mem::replace(&mut self.position, to.clone());
        if self.history.last() != Some(&from) {
            self.history.push(from);
        }
        self.arrive(to);
    }

    /// Is at a position, and announces what it opens.
    pub(super) fn arrive(&mut self, at: Position) {
        let at = self.offered_first(at);
        let step = match &at {
            Position::At(address) => self.facts.point(address).map(|point| point.step),
            Position::Proposing(offer) => self.facts.point(&offer.address()).map(|point| point.step),
            Position::Pause => self.pause_step(),
            _ => None,
        };
        self.position = at;
        let Some(step) = step.filter(|step| self.opened_step != Some(*step)) else {
            if self.position == Position::Pause && self.returns.is_empty() {
                self.opened_step = self.pause_step();
            }
            return;
        };
        self.close_step();
        self.open_step(step);
    }

    fn close_step(&mut self) {
        let Some(step) = self.opened_step.take().and_then(|index| self.bank.steps.get(index)) else { return };
        let Some(produced) = &step.produced else { return };
        if let Ok(text) = produced.fill(&self.facts.scope())
            && !text.is_empty()
        {
            self.events.push(Event::Say(Notice::Closes(text)));
        }
    }

    fn open_step(&mut self, index: usize) {
        let Some(step) = self.bank.steps.get(index) else { return };
        let number = match step.part {
            Part::Step(number) => format!("Step {number} of {}", self.bank.counted_steps()),
            Part::Profile | Part::Pause => String::new(),
        };
        self.opened_step = Some(index);
        self.events.push(Event::Say(Notice::Opens {
            number,
            title: step.title.clone(),
            purpose: step.purpose.clone(),
            guidance: step.guidance.clone(),
        }));
        if step.part == Part::Pause {
            self.events.push(Event::Recap);
        }
    }

    /// On from a settled question: back to where it was called from, else to the next one that is open.
    pub(super) fn advance(&mut self, from: &Address) {
        if self.goes_on_beginning(from) {
            return;
        }
        let sorted = self.sorted_in(from);
        let from = match sorted {
            Sorted::Elsewhere => from,
            Sorted::Asks(position) => return self.go(position),
            Sorted::Into(ref link) => link,
        };
        if let Some(back_to) = self.returns.last().cloned() {
            let rest = self.on_path().find(|point| belongs_to(point, from) && needs_asking(point));
            match rest.map(|point| point.address.clone()) {
                Some(next) => self.go(Position::At(next)),
                None => self.return_to(back_to),
            }
            return;
        }
        let next = self.next_open(Some(from));
        let leaves =
            next.as_ref().is_none_or(|(_, step)| Some(*step) != self.facts.point(from).map(|point| point.step));
        let added = if leaves { self.open_in_added() } else { None };
        match added {
            Some(address) => self.go(Position::At(address)),
            None => self.go_to_open(next),
        }
    }

    /// The first open question of an item that was added from a link.
    fn open_in_added(&self) -> Option<Address> {
        let is_added =
            |point: &Point<'_>| point.address.item().is_some_and(|item| self.added.iter().any(|own| own.item == item));
        let open = self.on_path().find(|point| is_added(point) && needs_asking(point));
        open.map(|point| point.address.clone())
    }

    fn return_to(&mut self, to: Position) {
        self.returns.pop();
        if let Position::At(address) = &to
            && self.facts.point(address).is_none()
        {
            let next = self.next_open(None);
            self.go_to_open(next);
            return;
        }
        if to == Position::Pause {
            self.events.push(Event::Recap);
        }
        let asked_again = self.on_path().find(|point| Some(point.step) == self.pause_step() && needs_asking(point));
        let asked_again = asked_again.filter(|_| to == Position::Pause).map(|point| point.address.clone());
        self.position = asked_again.map_or(to, Position::At);
    }

    /// Goes to an open question; the pause comes first where it lies between.
    pub(super) fn go_to_open(&mut self, next: Option<(Address, usize)>) {
        match next {
            Some((address, step)) => match self.pause_before(step) {
                Some(position) => self.go(position),
                None => self.go(Position::At(address)),
            },
            None => self.leave_pause_or_review(),
        }
    }

    fn leave_pause_or_review(&mut self) {
        let at_pause = matches!(&self.position, Position::At(address)
            if self.facts.point(address).is_some_and(|point| Some(point.step) == self.pause_step()));
        self.go(if at_pause { Position::Pause } else { Position::Review });
    }

    /// Where the founder has to go before entering a step: the pause, if it lies before the step and is not passed,
    /// or its ways to go on, if its last question has just been settled.
    fn pause_before(&self, step: usize) -> Option<Position> {
        let pause = self.pause_step().filter(|pause| step > *pause)?;
        if !self.pause_is_passed() {
            let first = self.on_path().find(|point| point.step == pause && needs_asking(point))?;
            return Some(Position::At(first.address.clone()));
        }
        let just_settled = matches!(&self.position, Position::At(address)
            if self.facts.point(address).is_some_and(|point| point.step == pause));
        just_settled.then_some(Position::Pause)
    }

    /// The first open question after an address in the order of the walk; after the last one, the first of all.
    pub(super) fn next_open(&self, after: Option<&Address>) -> Option<(Address, usize)> {
        let points: Vec<&Point<'_>> = self.on_path().collect();
        let position = after.and_then(|address| points.iter().position(|point| point.address == *address));
        let (before, rest) = points.split_at(position.map_or(0, |position| position + 1));
        let found = rest.iter().chain(before).find(|point| needs_asking(point));
        found.map(|point| (point.address.clone(), point.step))
    }

    /// To the question before: where the founder came from, else the one before in the order of the walk.
    pub(super) fn back(&mut self) {
        while let Some(previous) = self.history.pop() {
            if previous == self.position || !self.is_reachable(&previous) {
                continue;
            }
            if self.returns.last() == Some(&previous) {
                self.returns.pop();
            }
            self.arrive_quietly(previous);
            return;
        }
        let before = match &self.position {
            Position::At(address) => self.point_before(address),
            Position::Proposing(offer) => self.point_before(&offer.address()),
            Position::Pause => self.on_path().take_while(|point| Some(point.step) < self.pause_step()).last(),
            _ => self.on_path().last(),
        };
        match before.map(|point| point.address.clone()) {
            Some(address) => self.arrive_quietly(Position::At(address)),
            None => self.remark("this is the first question; there is nothing before it"),
        }
    }

    fn point_before(&self, address: &Address) -> Option<&Point<'_>> {
        self.on_path().take_while(|point| point.address != *address).last()
    }

    fn is_reachable(&self, position: &Position) -> bool {
        match position {
            Position::At(address) => self.facts.point(address).is_some(),
            Position::Item { list, item } => self.plan.item(list, item).is_some(),
            Position::Removing { .. }
            | Position::Finished
            | Position::Steps
            | Position::Why(_)
            | Position::Doubt(_) => false,
            Position::Proposing(offer) => {
                let list = offer.address();
                self.facts.point(&list).is_some() && self.plan.items(list.question_id()).is_empty()
            }
            Position::Pause | Position::Fix | Position::Waive | Position::Review => true,
        }
    }

    /// Is at a position without opening its step again.
    fn arrive_quietly(&mut self, position: Position) {
        if let Position::At(address) = &position {
            self.opened_step = self.facts.point(address).map(|point| point.step);
        }
        self.position = position;
    }

    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.events.push(Event::Say(Notice::Remark(words::printable(&text.into()))));
    }

    /// To a step: its first open question, else its first one. The pause comes first where it lies between.
    pub(super) fn enter_step(&mut self, step: usize) {
        self.returns.clear();
        let first = self.on_path().find(|point| point.step == step).map(|point| point.address.clone());
        let Some(first) = first else {
            self.remark("this step has no questions on the path you chose");
            self.back();
            return;
        };
        let open = self.on_path().find(|point| point.step == step && needs_asking(point));
        let address = open.map_or(first, |point| point.address.clone());
        let address = self.left_in_the_middle(&address).unwrap_or(address);
        if let Some(position) = self.pause_before(step).filter(|_| !self.pause_is_passed()) {
            self.wanted_step = Some(step);
            self.go(position);
            return;
        }
        self.go(Position::At(address));
    }

    /// On from the pause: to the step the founder had wanted, else to the first open question after it.
    pub(super) fn leave_pause(&mut self) {
        if let Some(step) = self.wanted_step.take() {
            self.enter_step(step);
            return;
        }
        let pause = self.pause_step().unwrap_or_default();
        let after = self.on_path().find(|point| point.step > pause && needs_asking(point));
        let next = after.map(|point| (point.address.clone(), point.step)).or_else(|| self.next_open(None));
        match next {
            Some((address, _)) => self.go(Position::At(address)),
            None => self.go(Position::Review),
        }
    }
}

/// Whether a point is the same question as an address, or a field of the same list.
fn belongs_to(point: &Point<'_>, address: &Address) -> bool {
    let list = |address: &Address| match address {
        Address::Question(id) => id.clone(),
        Address::Field { list, .. } => list.clone(),
    };
    list(&point.address) == list(address)
}
