//! From one question to another: on, back, aside and home again, to a step, to the pause.
//!
//! Where the founder is, is a position in the order of the walk. Who went back finds every question between there and
//! the frontier, which is where they came from, again on the way forward. Who goes aside, to mend one answer, comes home.

use super::additions::Sorted;
use super::{Event, Interview, Notice, Position, Start, needs_asking};
use crate::bank::Part;
use crate::facts::{Facts, Point};
use crate::plan::{Address, Plan};
use crate::words;

/// So many changed answers are told after a way aside.
const CHANGES_TOLD: usize = 2;

/// A way aside: to a menu, and from there to a question, that leads back to where it was begun.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Detour {
    /// Where it was begun.
    home: Position,
    /// The question it is for; none while it is being chosen.
    to: Option<Address>,
    /// The frontier of the way that was left.
    frontier: Option<Position>,
    /// Whether it was said that it brings up more questions.
    says_more: bool,
    /// The plan when it was begun.
    before: Plan,
    /// What is wrong with the answer it is for, and what would mend it.
    because: Option<String>,
}

impl Detour {
    /// Whether it is for this one question.
    pub(super) fn is_to(&self, address: &Address) -> bool {
        self.to.as_ref() == Some(address)
    }

    /// Whether it is for a list with all its entries.
    pub(super) fn is_to_a_list(&self) -> bool {
        matches!(self.to, Some(Address::Question(_)))
    }
}

impl Position {
    /// Whether it is a menu beside the walk, which leads back to where it was opened.
    fn is_aside(&self) -> bool {
        matches!(
            self,
            Self::Change { .. }
                | Self::StepsWithDetails
                | Self::Waive
                | Self::Steps
                | Self::Finding(_)
                | Self::StepAnswers(_)
                | Self::Item { .. }
                | Self::Removing { .. }
        )
    }
}

impl Interview<'_> {
    pub(super) fn begin(&mut self, start: Start) {
        self.detours.clear();
        self.frontier = None;
        match start {
            Start::Step(number) => {
                if let Some(step) = self.numbered_step(number) {
                    self.enter(step, true);
                }
            }
            Start::FirstOpen => self.begin_at_first_open(),
        }
    }

    pub(super) fn numbered_step(&self, number: usize) -> Option<usize> {
        self.bank.steps.iter().position(|step| step.part == Part::Step(number))
    }

    /// The first open question, or the answer before it that was being changed; half-way, with nothing said after the
    /// pause yet, the recap comes again.
    fn begin_at_first_open(&mut self) {
        let next = self.on_path().find(|point| needs_asking(point));
        if let Some(half) = self.half_changed(next.map(|point| &point.address)) {
            self.arrive(Position::At(half));
            return;
        }
        let Some(next) = next else {
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

    /// The last answer before a question, or before the end, over which something was typed that was not entered.
    fn half_changed(&self, before: Option<&Address>) -> Option<Address> {
        let asked = |point: &&Point<'_>| point.is_on(self.plan.route) || point.may_be_added();
        let said = self.facts.points.iter().take_while(|point| Some(&point.address) != before).filter(asked);
        let typed = said.filter(|point| self.plan.drafts.contains_key(&point.address.to_string()));
        typed.last().map(|point| point.address.clone())
    }

    /// Goes to a position. A menu beside the walk leads back to the present one.
    pub(super) fn go(&mut self, to: Position) {
        if to.is_aside() {
            self.set_out(None);
        }
        self.arrive(to);
    }

    /// Begins a detour, to a question or to a menu where it is chosen.
    pub(super) fn set_out(&mut self, to: Option<Address>) {
        let frontier = self.frontier.take();
        self.detours.push(Detour {
            home: self.position.clone(),
            to,
            frontier,
            says_more: false,
            before: self.plan.clone(),
            because: None,
        });
    }

    /// Goes to a question that was picked in a menu; answered, it leads back there, or to where the menu was opened.
    pub(super) fn go_aside(&mut self, address: Address) {
        match self.detours.last_mut() {
            Some(detour) if matches!(self.position, Position::Change { .. }) => detour.to = Some(address.clone()),
            _ => self.set_out(Some(address.clone())),
        }
        // Whoever changes one answer is still where they are: no step is opened for it.
        let at = self.offered_first(Position::At(address));
        self.arrive_quietly(at);
    }

    /// Goes to a question for a reason, which is said there.
    pub(super) fn go_aside_because(&mut self, address: Address, because: String) {
        self.go_aside(address);
        if let Some(detour) = self.detours.last_mut() {
            detour.because = Some(because);
        }
    }

    /// Why the founder was led to a question.
    pub(super) fn led_here_because(&self, address: &Address) -> Option<String> {
        let detour = self.detours.last().filter(|detour| detour.is_to(address))?;
        detour.because.clone()
    }

    /// Where the present detour was begun.
    pub(super) fn home(&self) -> Option<&Position> {
        self.detours.last().map(|detour| &detour.home)
    }

    /// Ends a detour: what it brought up, and the walk has passed already, is asked on the spot; then it leads home.
    pub(super) fn end_detour(&mut self, done: bool) {
        let brought_up = self.brought_up();
        let Some(next) = brought_up.first().cloned() else { return self.come_home(done) };
        let Some(detour) = self.detours.last_mut() else { return };
        detour.to = Some(next.clone());
        if !std::mem::replace(&mut detour.says_more, true) {
            let count = words::counted(brought_up.len(), "more question", "more questions");
            self.remark(format!("this brings up {count}; you come back here afterwards"));
        }
        self.arrive_quietly(Position::At(next));
    }

    /// The open questions that came up on the present detour, as far as the walk does not come by them later.
    fn brought_up(&self) -> Vec<Address> {
        let Some(detour) = self.detours.last() else { return Vec::new() };
        if !matches!(detour.home, Position::At(_) | Position::Pause | Position::Review) {
            return Vec::new();
        }
        let before = Facts::new(self.bank, &detour.before);
        let was_asked = |address: &Address| before.point(address).is_some_and(|point| point.is_on(self.plan.route));
        let end = self.place(&detour.home);
        let open = self.on_path().filter(|point| point.is_open()).map(|point| &point.address);
        let earlier = open.filter(|address| self.place(&Position::At((*address).clone())) < end);
        earlier.filter(|address| !was_asked(address)).cloned().collect()
    }

    /// Back to where the present detour was begun; `done` is whether what it was for is done.
    pub(super) fn come_home(&mut self, done: bool) {
        let Some(detour) = self.detours.pop() else {
            let next = self.next_open(None);
            self.go_to_open(next);
            return;
        };
        self.frontier = detour.frontier;
        match detour.home {
            Position::Pause => {
                self.tell_what_changed(&detour.before);
                self.opened_step = self.pause_step();
                self.position = Position::Pause;
            }
            Position::Item { list, item } if self.plan.item(&list, &item).is_none() => self.come_home(done),
            Position::At(address) if self.facts.point(&address).is_none() => {
                let rows = address.question(self.bank).map_or_else(Vec::new, |question| self.rows(question));
                let open_row =
                    rows.into_iter().find(|row| needs_asking(row)).map(|row| Position::At(row.address.clone()));
                let next = open_row.or_else(|| self.stop_after(&Position::At(address)));
                self.arrive(next.unwrap_or(Position::Review));
            }
            Position::Details(of) if done => self.leave_details(&of),
            home => self.arrive_quietly(home),
        }
    }

    /// Says what was changed on a way aside, in two lines.
    fn tell_what_changed(&mut self, before: &Plan) {
        let said = |plan: &Plan, address: &Address| {
            let answer = plan.answer(address)?;
            let entries: Vec<String> = answer.items.iter().map(|item| item.id.clone()).collect();
            Some((answer.state, answer.value.clone(), entries))
        };
        let is_changed = |point: &&Point<'_>| said(before, &point.address) != said(&self.plan, &point.address);
        let changed = self.facts.points.iter().filter(is_changed);
        let mut lines: Vec<String> =
            changed.map(|point| format!("changed: {}: {}", point.named(), self.short_answer(point))).collect();
        let more = lines.len().saturating_sub(CHANGES_TOLD);
        lines.truncate(CHANGES_TOLD);
        if let Some(last) = lines.last_mut().filter(|_| more > 0) {
            *last = format!("{last} (and {})", words::counted(more, "more answer", "more answers"));
        }
        for line in lines {
            self.remark(line);
        }
    }

    /// Is at a position, and announces what it opens.
    pub(super) fn arrive(&mut self, at: Position) {
        let at = self.offered_first(at);
        let step = self.step_of(&at);
        if self.is_aside_for_added(&at, step) {
            self.position = at;
            return;
        }
        self.position = at;
        let Some(step) = step.filter(|step| self.opened_step != Some(*step)) else {
            if self.position == Position::Pause && self.detours.is_empty() {
                self.opened_step = self.pause_step();
            }
            return;
        };
        self.close_step();
        self.open_step(step);
    }

    /// Whether a question is about an entry that was added from a link in another step: it is asked on the spot, and
    /// that step is not opened for it. How many there are is said once.
    fn is_aside_for_added(&mut self, at: &Position, step: Option<usize>) -> bool {
        let Position::At(address) = at else { return false };
        let Some(item) = address.item().filter(|item| self.added.iter().any(|own| own.item == *item)) else {
            return false;
        };
        if self.opened_step.is_none() || step == self.opened_step {
            return false;
        }
        let was_about = matches!(&self.position, Position::At(before) if before.item() == Some(item));
        if !was_about {
            let own = self.on_path().filter(|point| point.address.item() == Some(item) && needs_asking(point));
            let count = words::counted(own.count(), "question", "questions");
            let title = self.facts.title(item);
            self.remark(if title.is_empty() { format!("{count} about it") } else { format!("{count} about {title}") });
        }
        true
    }

    /// The step that a position belongs to.
    pub(super) fn step_of(&self, position: &Position) -> Option<usize> {
        match position {
            Position::At(address) => self.facts.point(address).map(|point| point.step),
            Position::Proposing(offer) => self.facts.point(&offer.address()).map(|point| point.step),
            Position::Details(of) => Some(of.step),
            Position::Pause => self.pause_step(),
            _ => None,
        }
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

    /// On from a settled question: through those the founder went back past, home from a detour, else to the next one
    /// that is open.
    pub(super) fn advance(&mut self, from: &Address) {
        if !self.passes_within(from) && self.goes_on_beginning(from) {
            return;
        }
        if let Some(next) = self.next_to_pass(&Position::At(from.clone())) {
            self.arrive(next);
            return;
        }
        let sorted = self.sorted_in(from);
        let from = match sorted {
            Sorted::Elsewhere => from,
            Sorted::Asks(position) => return self.go(position),
            Sorted::Into(ref link) => link,
        };
        if !self.detours.is_empty() {
            match self.rest_of_detour(from) {
                Some(next) => self.arrive(Position::At(next)),
                None => self.end_detour(true),
            }
            return;
        }
        self.go_on(&Position::At(from.clone()));
    }

    /// On to what is open after a position; details that may be added on the way are offered first.
    pub(super) fn go_on(&mut self, here: &Position) {
        let next = self.next_open_after(here);
        let leaves = next.as_ref().is_none_or(|(_, step)| Some(*step) != self.step_of(here));
        let added = if leaves { self.open_in_added() } else { None };
        let wanted = added.as_ref().or(next.as_ref().map(|(address, _)| address));
        if let Some(of) = self.details_between(here, wanted) {
            self.go(Position::Details(of));
            return;
        }
        match added {
            Some(address) => self.go(Position::At(address)),
            None => self.go_to_open(next),
        }
    }

    /// Whether the next stop on the way to the frontier is another field that begins the same entry.
    fn passes_within(&self, from: &Address) -> bool {
        let Some(frontier) = &self.frontier else { return false };
        match self.stop_after(&Position::At(from.clone())) {
            Some(next @ Position::At(_)) if self.place(&next) > self.place(frontier) => false,
            Some(Position::At(next)) => next.item() == from.item() && self.begins_entry_with(&next),
            _ => false,
        }
    }

    /// The next stop on the way to the frontier; none once that is reached, and then there is no frontier any more.
    pub(super) fn next_to_pass(&mut self, here: &Position) -> Option<Position> {
        let frontier = self.frontier.take()?;
        let end = self.place(&frontier);
        let next = self.stop_after(here).filter(|stop| self.place(stop) <= end)?;
        self.frontier = Some(frontier);
        Some(next)
    }

    /// What a detour still has to ask: the open questions of the same entry, or of the whole list if it was for that, as
    /// far as the walk does not come by them later. One field of an entry leads back to the menu of its fields.
    fn rest_of_detour(&self, from: &Address) -> Option<Address> {
        let home = self.home().filter(|home| !matches!(home, Position::Item { .. }))?;
        if let Position::Details(of) = home {
            return self.next_detail(of);
        }
        let end = self.place(home);
        let whole_list = self.detours.last().is_some_and(|detour| matches!(detour.to, Some(Address::Question(_))));
        let belongs =
            |point: &Point<'_>| belongs_to(point, from) && (whole_list || point.address.item() == from.item());
        let mut rest = self.on_path().filter(|point| belongs(point) && needs_asking(point));
        let next = rest.find(|point| self.place(&Position::At(point.address.clone())) < end)?;
        Some(next.address.clone())
    }

    /// The first open question of an item that was added from a link.
    fn open_in_added(&self) -> Option<Address> {
        let is_added =
            |point: &Point<'_>| point.address.item().is_some_and(|item| self.added.iter().any(|own| own.item == item));
        let open = self.on_path().find(|point| is_added(point) && needs_asking(point));
        open.map(|point| point.address.clone())
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
        let at_pause = self.pause_step().is_some() && self.step_of(&self.position) == self.pause_step();
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
        let just_settled = self.position != Position::Pause && self.step_of(&self.position) == Some(pause);
        just_settled.then_some(Position::Pause)
    }

    /// The first open question after a position in the order of the walk; after the last one, the first of all.
    fn next_open_after(&self, here: &Position) -> Option<(Address, usize)> {
        if let Position::At(address) = here {
            return self.next_open(Some(address));
        }
        let place = self.place(here);
        let open: Vec<&Point<'_>> = self.on_path().filter(|point| needs_asking(point)).collect();
        let later = open.iter().find(|point| self.place(&Position::At(point.address.clone())) > place);
        later.or(open.first()).map(|point| (point.address.clone(), point.step))
    }

    /// The first open question after an address in the order of the walk; after the last one, the first of all.
    pub(super) fn next_open(&self, after: Option<&Address>) -> Option<(Address, usize)> {
        let points: Vec<&Point<'_>> = self.on_path().collect();
        let position = after.and_then(|address| points.iter().position(|point| point.address == *address));
        let (before, rest) = points.split_at(position.map_or(0, |position| position + 1));
        let found = rest.iter().chain(before).find(|point| needs_asking(point));
        found.map(|point| (point.address.clone(), point.step))
    }

    /// To the stop before in the order of the walk. A detour's own question leads back to where it was begun.
    pub(super) fn back(&mut self) {
        let asked_about = match &self.position {
            Position::Foreign(foreign) => Some(&foreign.address),
            Position::Doubt(doubt) => Some(&doubt.address),
            _ => None,
        };
        if let Some(address) = asked_about.cloned() {
            self.position = Position::At(address);
            return;
        }
        let ends_detour = match &self.position {
            Position::At(address) => self.detours.last().is_some_and(|detour| detour.to.as_ref() == Some(address)),
            Position::Details(_) => !self.detours.is_empty(),
            other => other.is_aside(),
        };
        if ends_detour {
            if self.position.is_aside() {
                self.end_detour(false);
            } else {
                self.come_home(false);
            }
            return;
        }
        if let (Position::At(address), Some(Position::Details(of))) = (&self.position, self.home()) {
            match self.detail_before(of, address) {
                Some(before) => self.arrive_quietly(Position::At(before)),
                None => self.come_home(false),
            }
            return;
        }
        self.wanted_step = None;
        match self.offer_before().or_else(|| self.stop_before(&self.position)) {
            Some(before) => {
                self.move_frontier();
                self.arrive_quietly(before);
            }
            None => self.remark("this is the first question; there is nothing before it"),
        }
    }

    /// The frontier is not before the present position, which is about to be left for an earlier one.
    pub(super) fn move_frontier(&mut self) {
        let here = match &self.position {
            Position::Proposing(offer) => Position::At(offer.address()),
            position => position.clone(),
        };
        let known = self.frontier.as_ref().map(|frontier| self.place(frontier));
        if known.is_none_or(|known| known < self.place(&here)) {
            self.frontier = Some(here);
        }
    }

    /// Is where a change was made that has just been taken back. From there on it is as if the founder had gone back.
    pub(super) fn arrive_at_undone(&mut self, position: Position) {
        if matches!(position, Position::Details(_)) && self.home() == Some(&position) {
            self.come_home(false);
            return;
        }
        if self.detours.is_empty() {
            self.move_frontier();
        }
        let position = match position {
            Position::Item { list, .. } | Position::Removing { list, .. } => Position::At(Address::Question(list)),
            Position::Why(_) => self.seat.clone(),
            other => other,
        };
        self.arrive(position);
    }

    /// Is at a position without opening its step again.
    pub(super) fn arrive_quietly(&mut self, position: Position) {
        if let Position::At(address) = &position {
            self.opened_step = self.facts.point(address).map(|point| point.step);
        }
        self.position = position;
    }

    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.events.push(Event::Say(Notice::Remark(words::printable(&text.into()))));
    }

    /// To a step by its number, or to the menu of the steps.
    pub(super) fn jump(&mut self, number: Option<usize>) {
        let Some(number) = number else {
            self.leave_aside();
            self.go(Position::Steps);
            return;
        };
        match self.numbered_step(number) {
            Some(step) => self.enter_step(step),
            None => self.remark(format!("there is no step {number}: the steps are 1 to {}", self.bank.counted_steps())),
        }
    }

    /// To the menu of the answers that can be changed, with text to search for.
    pub(super) fn change(&mut self, search: String) {
        self.leave_aside();
        self.go(Position::Change { search });
    }

    /// Closes the menus beside the walk.
    pub(super) fn leave_aside(&mut self) {
        if matches!(self.position, Position::Why(_)) {
            self.position = self.seat.clone();
        }
        while self.position.is_aside() {
            self.come_home(false);
        }
    }

    /// To the first question of a step, answered or not, and through it to its end.
    pub(super) fn enter_step(&mut self, step: usize) {
        self.enter(step, false);
    }

    /// To a step: to its first question that is open, if that is wanted and there is one, else to its first one and
    /// through it to its end. The pause comes first where it lies between.
    fn enter(&mut self, step: usize, wants_open: bool) {
        let own = || self.on_path().filter(|point| point.step == step);
        let at = |point: &Point<'_>| Position::At(point.address.clone());
        let open = own().find(|point| wants_open && needs_asking(point)).map(|point| {
            Position::At(self.left_in_the_middle(&point.address).unwrap_or_else(|| point.address.clone()))
        });
        let (Some(first), Some(last)) = (own().next().map(at), own().last().map(at)) else {
            self.remark("this step has no questions on the path you chose");
            self.leave_aside();
            return;
        };
        self.detours.clear();
        self.frontier = None;
        if let Some(position) = self.pause_before(step).filter(|_| !self.pause_is_passed()) {
            self.wanted_step = Some(step);
            self.go(position);
            return;
        }
        if let Some(open) = open {
            self.go(open);
            return;
        }
        self.frontier = Some(last);
        self.go(first);
    }

    /// On from the pause: to the step the founder had wanted, to what they went back past, home from a detour, else to
    /// the first open question after it.
    pub(super) fn leave_pause(&mut self) {
        if let Some(step) = self.wanted_step.take() {
            self.enter_step(step);
            return;
        }
        if let Some(next) = self.next_to_pass(&Position::Pause) {
            self.arrive(next);
            return;
        }
        if !self.detours.is_empty() {
            self.come_home(true);
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
