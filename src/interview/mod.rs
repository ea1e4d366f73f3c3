//! What to ask next: a pure state machine that every front passes through.

mod additions;
mod answers;
mod aside;
mod begun;
mod cautions;
mod details;
mod fill;
mod findings;
mod foreign;
mod forms;
mod length;
mod lists;
mod menus;
mod moves;
mod order;
mod progress;
mod prompt;
mod proposals;
mod remarks;
mod sole;
mod staleness;
mod table;
mod together;
mod unanswered;

pub use aside::{Aside, Beside};
pub use fill::{Filled, fill, filled};
pub use length::{About, Length};
pub use prompt::{
    Addable, Adding, Entry, Form, ListForm, Menu, MenuReply, Notice, Pick, Progress, Prompt, Reply, Response,
};
pub use table::{Column, Table, TableRow, Then, Ticked, Ticks};
pub use together::{Row, Said};
pub use unanswered::texts_without_answer;

use crate::bank::{Bank, Part, Question, Route};
use crate::checks::Finding;
use crate::facts::{Facts, Point, Tally};
use crate::plan::{Address, Comments, Plan, Rejection};
use begun::Added;
use details::DetailsOf;
use findings::Reason;
use foreign::Foreign;
use jiff::Timestamp;
use length::Pace;
use moves::Detour;
use proposals::Offer;
use std::collections::BTreeSet;
use unanswered::Doubt;

/// A walk through a bank, with the plan it fills in.
#[derive(Debug)]
pub struct Interview<'b> {
    bank: &'b Bank,
    plan: Plan,
    facts: Facts<'b>,
    position: Position,
    /// Up to here every question is passed again, after going back or to a step; from here on only open ones come.
    frontier: Option<Position>,
    /// The ways aside that the founder is on, the innermost last.
    detours: Vec<Detour>,
    undo: Vec<(Plan, Position)>,
    rejection: Option<Rejection>,
    /// What the text just typed comes to, where it is not taken as it stands: it stands in the line instead.
    offer: Option<(Address, String)>,
    picked: Option<(Address, Vec<String>)>,
    /// Items added from a link, whose own questions come before the walk leaves the step.
    added: Vec<Added>,
    wanted_step: Option<usize>,
    opened_step: Option<usize>,
    events: Vec<Event>,
    findings: Vec<Finding>,
    /// The pause or the review, whichever the founder came from to fix or let stand.
    seat: Position,
    reason_asked: bool,
    /// The lists that were offered entries in this session.
    offered: BTreeSet<String>,
    /// Where details were offered in this session.
    details_seen: Vec<DetailsOf>,
    /// How often in a row the founder went on without any.
    details_passed: usize,
    /// What others remarked on the plan.
    comments: Comments,
    /// What was said in this session of checks that gave no answer.
    failed: BTreeSet<String>,
    pace: Pace,
    /// The minutes that were said to be left.
    promised: About,
    /// The questions that were said to be in the whole walk.
    counted: About,
}

/// Where the founder is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Position {
    /// At a question.
    At(Address),
    /// At the ways to go on from the pause.
    Pause,
    /// Choosing an answer to change.
    Change {
        /// Text to search for from the start.
        search: String,
    },
    /// Choosing a step to add details to.
    StepsWithDetails,
    /// Choosing a finding to let stand.
    Waive,
    /// Reading a finding whole, and choosing what to do about it.
    Finding(usize),
    /// Choosing among the answers of a step, by its place in the bank.
    StepAnswers(usize),
    /// Offered entries for a list that has none.
    Proposing(Offer),
    /// Offered details to tell.
    Details(DetailsOf),
    /// Asked for a reason.
    Why(Reason),
    /// Asked what is meant by words that say that there is no answer.
    Doubt(Doubt),
    /// Looking over everything.
    Review,
    /// Choosing a step to jump to.
    Steps,
    /// Choosing a field of one item to change.
    Item { list: String, item: String },
    /// Asked whether an item that others rest on shall go.
    Removing { list: String, item: String },
    /// Asked whether an entry is in the currency of the amount just typed.
    Foreign(Foreign),
    /// The walk is over; everything is saved.
    Finished,
}

/// What the interview wants next.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// Ask this question.
    Ask(Box<Prompt>),
    /// Offer these ways to go on.
    Choose(Menu),
    /// The walk is over.
    Finished,
}

/// What has to be shown or done between two questions, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something to say.
    Say(Notice),
    /// The recap of half-way has to be shown.
    Recap,
    /// Everything answered so far has to be shown.
    SoFar,
    /// The plan has to be written out as documents.
    WriteDocuments,
}

/// Where a walk begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At the first question that is open.
    FirstOpen,
    /// At a counted step, numbered from 1.
    Step(usize),
}

impl<'b> Interview<'b> {
    /// Begins a walk, or goes on with one.
    #[must_use]
    pub fn new(bank: &'b Bank, plan: Plan, start: Start) -> Self {
        let facts = Facts::new(bank, &plan);
        let mut interview = Self {
            bank,
            plan,
            facts,
            position: Position::Review,
            frontier: None,
            detours: Vec::new(),
            undo: Vec::new(),
            rejection: None,
            offer: None,
            picked: None,
            added: Vec::new(),
            wanted_step: None,
            opened_step: None,
            events: Vec::new(),
            findings: Vec::new(),
            seat: Position::Review,
            reason_asked: false,
            offered: BTreeSet::new(),
            details_seen: Vec::new(),
            details_passed: 0,
            comments: Comments::default(),
            failed: BTreeSet::new(),
            pace: Pace::default(),
            promised: About::default(),
            counted: About::default(),
        };
        interview.begin(start);
        interview.reckon_anew();
        interview.assess_if_shown();
        interview
    }

    /// The bank that is walked through.
    #[must_use]
    pub fn bank(&self) -> &'b Bank {
        self.bank
    }

    /// The plan as it stands.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The facts as they stand.
    #[must_use]
    pub fn facts(&self) -> &Facts<'b> {
        &self.facts
    }

    /// How far the plan has come on the path that is walked.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.facts.tally(self.plan.route)
    }

    /// What has to be shown before the next turn; each event is handed out once.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// What to ask or offer now.
    #[must_use]
    pub fn turn(&self) -> Turn {
        match &self.position {
            Position::At(address) => match self.facts.point(address) {
                Some(point) => Turn::Ask(Box::new(self.prompt(point))),
                None => Turn::Choose(self.review_menu()),
            },
            Position::Proposing(offer) => match self.facts.point(&offer.address()) {
                Some(point) => Turn::Ask(Box::new(self.offer_prompt(offer, point))),
                None => Turn::Choose(self.review_menu()),
            },
            Position::Details(of) => match self.details_prompt(of) {
                Some(prompt) => Turn::Ask(Box::new(prompt)),
                None => Turn::Choose(self.review_menu()),
            },
            Position::Pause => Turn::Choose(self.pause_menu()),
            Position::Change { search } => Turn::Choose(self.change_menu(search)),
            Position::StepsWithDetails => Turn::Choose(self.steps_with_details_menu()),
            Position::Waive => Turn::Choose(self.waive_menu()),
            Position::Finding(number) => Turn::Choose(self.finding_menu(*number)),
            Position::StepAnswers(step) => Turn::Choose(self.step_answers_menu(*step)),
            Position::Why(reason) => Turn::Ask(Box::new(self.reason_prompt(reason))),
            Position::Doubt(doubt) => Turn::Choose(self.doubt_menu(doubt)),
            Position::Review => Turn::Choose(self.review_menu()),
            Position::Steps => Turn::Choose(self.steps_menu()),
            Position::Item { list, item } => Turn::Choose(self.item_menu(list, item)),
            Position::Removing { list, item } => Turn::Choose(self.removing_menu(list, item)),
            Position::Foreign(foreign) => Turn::Choose(self.foreign_menu(foreign)),
            Position::Finished => Turn::Finished,
        }
    }

    /// Takes a reply to the question asked. Replies that do not fit are answered with a rejection on the next prompt.
    pub fn respond(&mut self, response: Response, now: Timestamp) {
        self.rejection = None;
        self.offer = None;
        let replied_to = self.replied_to(&response.reply);
        let goes_on = response.reply.goes_on();
        match self.position.clone() {
            Position::At(address) => self.respond_at(&address, response, now),
            Position::Proposing(offer) => self.respond_to_offer(&offer, response.reply, now),
            Position::Details(of) => self.respond_to_details(&of, response.reply),
            Position::Why(reason) => {
                self.keep_reason(&reason, response.draft.as_deref());
                self.reason_given(&reason, response.reply, now);
            }
            _ => {}
        }
        self.drop_ghosts();
        if goes_on {
            self.take_sole_candidates(now);
        }
        self.reckon(replied_to, now);
        self.assess_if_shown();
    }

    /// The question that a reply is to, and how many rows of it; a table has all of them.
    fn replied_to(&self, reply: &Reply) -> Option<(&'b Question, usize)> {
        let Position::At(address) = &self.position else { return None };
        let rows = match reply {
            Reply::Ticked(Ticked { rows, then: Then::Enter | Then::LeaveRest, .. }) => rows.len(),
            Reply::Ticked(Ticked { then: Then::OneByOne, .. }) => return None,
            _ => 1,
        };
        Some((address.question(self.bank)?, rows))
    }

    fn respond_at(&mut self, address: &Address, response: Response, now: Timestamp) {
        if self.facts.point(address).is_none() {
            return;
        }
        self.keep_draft(address, response.draft.as_deref());
        let repeats = match (&response.reply, address) {
            // Above a question of its own there is no row, so that the sign is an answer like any other.
            (Reply::Text(text), Address::Field { .. }) => Reply::repeating(text.trim()),
            _ => None,
        };
        let reply = repeats.unwrap_or(response.reply);
        match reply {
            Reply::Text(text) | Reply::Add(text) if self.doubts(address, &text) => {}
            Reply::Text(_) | Reply::Picked(_) | Reply::Unknown { .. } | Reply::NotApplicable { .. } | Reply::Skip => {
                self.answer(address, reply, now);
            }
            Reply::Repeat { all } => self.repeat(address, all, now),
            Reply::SkipRest => self.leave_rows(address, now),
            Reply::Ticked(ticked) => self.ticked(address, ticked, now),
            Reply::Back => self.back(),
            Reply::Undo => self.take_back(),
            Reply::Jump => self.jump(None),
            Reply::JumpTo(step) => self.jump(Some(step)),
            Reply::Change { search } => self.change(search),
            Reply::Details => self.ask_for_details(),
            Reply::Show => self.events.push(Event::SoFar),
            Reply::Leave => self.position = Position::Finished,
            entry => self.change_list(address, entry, now),
        }
    }

    /// Keeps text that was typed and not entered, so that it is offered again, also after a restart. A line that was
    /// emptied stays empty.
    pub fn keep_draft(&mut self, address: &Address, draft: Option<&str>) {
        let Some(text) = draft else { return };
        let text = if text.trim().is_empty() { "" } else { text };
        if self.standing_text(address).unwrap_or_default() == text {
            self.plan.drafts.shift_remove(&address.to_string());
        } else {
            self.plan.drafts.insert(address.to_string(), text.to_owned());
        }
    }

    /// Takes the short or the full path from here on.
    pub fn set_route(&mut self, route: Route) {
        self.plan.route = route;
        self.refresh();
        self.begin(Start::FirstOpen);
        self.reckon_anew();
    }

    /// Keeps what was typed at the present question, and beside it, when the walk is interrupted.
    pub fn interrupt(&mut self, draft: Option<&str>, aside: Option<Aside>) {
        match self.position.clone() {
            Position::At(address) => {
                self.keep_draft(&address, draft);
                if let Some(aside) = aside {
                    self.keep_aside(&address, aside);
                }
            }
            Position::Why(reason) => self.keep_reason(&reason, draft),
            _ => {}
        }
        self.position = Position::Finished;
    }

    /// Whether every part of the walk that the chosen path asks is settled.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.on_path().any(needs_asking)
    }

    fn on_path(&self) -> impl Iterator<Item = &Point<'b>> {
        self.facts.points.iter().filter(|point| point.is_on(self.plan.route))
    }

    fn refresh(&mut self) {
        self.facts = Facts::new(self.bank, &self.plan);
    }

    fn pause_step(&self) -> Option<usize> {
        self.bank.steps.iter().position(|step| step.part == Part::Pause)
    }

    /// Whether the pause needs no second look: its questions are settled and nothing before it changed since.
    fn pause_is_passed(&self) -> bool {
        let Some(pause) = self.pause_step() else { return true };
        !self.on_path().any(|point| point.step == pause && needs_asking(point))
    }
}

/// Whether a point has something left to ask: open, or answered before something it rests on changed.
fn needs_asking(point: &Point<'_>) -> bool {
    point.is_open() || point.is_stale()
}
