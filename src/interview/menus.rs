//! Ways to go on: at the pause, in the review, to another step, within one entry.

use super::findings::Reason;
use super::{Event, Interview, Menu, MenuReply, Pick, Position, staleness};
use crate::bank::{Depth, Part};
use crate::facts::{Point, Tally};
use crate::plan::{Address, State};
use crate::words;
use jiff::Timestamp;
use std::collections::BTreeMap;

const CONTINUE: &str = "continue";
const FIX: &str = "fix";
const CHANGE: &str = "change";
const WRITE: &str = "write";
const LEAVE: &str = "leave";
const WAIVE: &str = "waive";
const DETAILS: &str = "details";
const REMOVE: &str = "remove";
const RECAP: &str = "recap";
const STILL_RIGHT: &str = "still-right";
/// What the key of a step's answers begins with. No address has a blank.
const ANSWERS_OF: &str = "answers of ";
pub(super) const KEEP: &str = "keep";
/// No more open answers than this are named before the walk ends.
const OPEN_NAMED: usize = 5;

impl Interview<'_> {
    /// Takes the choice from a menu.
    pub fn choose(&mut self, reply: MenuReply, now: Timestamp) {
        match reply {
            MenuReply::Leave => self.position = Position::Finished,
            MenuReply::Back => self.back(),
            MenuReply::Change { search } => self.change(search),
            MenuReply::Jump { step } => self.jump(step),
            MenuReply::Picked(key) => self.picked_from_menu(&key, now),
        }
        self.drop_ghosts();
        self.reckon(None, now);
        self.assess_if_shown();
    }

    fn picked_from_menu(&mut self, key: &str, now: Timestamp) {
        match (self.position.clone(), key) {
            (_, LEAVE) | (Position::Review, CONTINUE) => self.position = Position::Finished,
            (_, WRITE) => self.write(),
            (Position::Pause, CONTINUE) => {
                // Who goes on from the pause has seen what changed.
                let pause = self.pause_step();
                let marked = self.marked(|point| Some(point.step) == pause);
                self.take_marks_off(&marked);
                if self.asks_why() {
                    self.position = Position::Why(Reason::GoingOn);
                } else {
                    self.leave_pause();
                }
            }
            (Position::Pause, RECAP) => self.events.push(Event::Recap),
            (Position::Pause | Position::Review, STILL_RIGHT) => {
                let end = self.place(&self.position);
                let marked = self.marked(|point| self.place(&Position::At(point.address.clone())) < end);
                self.remember();
                self.take_marks_off(&marked);
                self.remark("noted: they are still right");
            }
            (Position::Finding(number), key) => self.about_finding(number, key),
            (Position::Pause | Position::Review, WAIVE) => self.go(Position::Waive),
            (Position::Waive, key) => self.let_stand(key),
            (Position::Pause | Position::Review, DETAILS) => self.go(Position::StepsWithDetails),
            (Position::StepsWithDetails, key) => {
                if let Some(step) = self.step_named(key) {
                    self.offer_details_of(step);
                }
            }
            (Position::Pause, FIX) | (Position::Review, CHANGE) => self.change(String::new()),
            (Position::Change { .. } | Position::Review | Position::StepAnswers(_), key) => self.fix(key),
            (Position::At(_), key) => {
                self.position = Position::Review;
                self.fix(key);
            }
            (Position::Steps, key) => {
                if let Some(step) = self.step_named(key) {
                    self.enter_step(step);
                }
            }
            (Position::Item { .. }, KEEP) => self.end_detour(false),
            (Position::Removing { .. }, KEEP) => self.come_home(false),
            (Position::Item { list, item }, field) => {
                let address = Address::Field { list, item, field: field.to_owned() };
                if self.facts.point(&address).is_some() {
                    self.go_aside(address);
                }
            }
            (Position::Removing { list, item }, REMOVE) => {
                self.remove_now(&list, &item, now);
                self.come_home(false);
            }
            (Position::Foreign(foreign), key) => self.foreign_picked(foreign, key, now),
            (Position::Doubt(doubt), key) => self.settle_doubt(doubt, key, now),
            (
                Position::Pause
                | Position::Removing { .. }
                | Position::Why(_)
                | Position::Proposing(_)
                | Position::Details(_)
                | Position::Finished,
                _,
            ) => {}
        }
    }

    fn write(&mut self) {
        self.events.push(Event::WriteDocuments);
        if self.position == Position::Review {
            self.position = Position::Finished;
        }
    }

    /// Goes to an answer, by its address, or to where a finding can be mended.
    fn fix(&mut self, key: &str) {
        let address = self.facts.points.iter().map(|point| &point.address).find(|own| own.to_string() == key).cloned();
        let step = key.strip_prefix(ANSWERS_OF).and_then(|id| self.step_named(id));
        match (address, step) {
            (Some(address), _) => self.go_aside(address),
            (None, Some(step)) => self.go(Position::StepAnswers(step)),
            (None, None) => self.read_finding(key),
        }
    }

    /// The answers that something behind them changed for.
    fn marked(&self, which: impl Fn(&Point<'_>) -> bool) -> Vec<Address> {
        let marked = self.facts.points.iter().filter(|point| point.is_stale() && which(point));
        marked.map(|point| point.address.clone()).collect()
    }

    /// Takes the marks off answers that are still right.
    fn take_marks_off(&mut self, marked: &[Address]) {
        staleness::clear(&mut self.plan, marked);
        self.refresh();
    }

    /// The place of a step in the bank.
    fn step_named(&self, id: &str) -> Option<usize> {
        self.bank.steps.iter().position(|step| step.id == id)
    }

    pub(super) fn pause_menu(&self) -> Menu {
        let title = "How would you like to go on?".to_owned();
        let mut entries = vec![
            entry(CONTINUE, "go on", "to the next step"),
            entry(FIX, "fix one item", "and come back here"),
            entry(WRITE, "write an interim draft", "Markdown and HTML"),
            entry(LEAVE, "save and leave", "come back whenever you like"),
        ];
        let pause = self.pause_step().unwrap_or(usize::MAX);
        let again = self.stale_entries(|point| point.step < pause).len();
        let recap = entry(RECAP, "show the recap again", "all of it on one page");
        let more = still_right_entry(again).into_iter().chain(self.details_entry(&Position::Pause));
        entries.splice(2..2, more.chain(self.waive_entry()).chain([recap]));
        let text = [look_again(again)].into_iter().filter(|text| !text.is_empty()).collect();
        Menu { title, text, entries, folded: 0, search: None }
    }

    /// The way to tell what was not asked, where there is anything.
    fn details_entry(&self, home: &Position) -> Option<Pick> {
        let count: usize = self.steps_with_details(home).iter().map(|(_, count)| count).sum();
        let help = format!("{} you may tell", words::counted(count, "detail", "details"));
        (count > 0).then(|| entry(DETAILS, "add details", &help))
    }

    /// The steps before a position that have details to tell, in the order of the walk, each with how many.
    fn steps_with_details(&self, home: &Position) -> Vec<(usize, usize)> {
        let end = self.place(home);
        let mut steps: BTreeMap<usize, usize> = BTreeMap::new();
        let told = |point: &&Point<'_>| point.may_be_added() && self.place(&Position::At(point.address.clone())) < end;
        for point in self.facts.points.iter().filter(told) {
            *steps.entry(point.step).or_default() += 1;
        }
        steps.into_iter().collect()
    }

    pub(super) fn steps_with_details_menu(&self) -> Menu {
        let home = self.home().cloned().unwrap_or(Position::Review);
        let steps = self.steps_with_details(&home).into_iter().filter_map(|(index, count)| {
            let step = self.bank.steps.get(index)?;
            let label = format!("{}: {}", step.title, words::counted(count, "detail", "details"));
            Some(Pick { key: step.id.clone(), label, help: None, selected: false })
        });
        Menu {
            title: "What would you like to add to?".into(),
            text: Vec::new(),
            entries: steps.collect(),
            folded: 0,
            search: None,
        }
    }

    /// The way to let a warning or hint stand, where there is one.
    fn waive_entry(&self) -> Option<Pick> {
        let any = !self.finding_entries(true).is_empty();
        any.then(|| entry(WAIVE, "let a warning stand", "with a reason, which the plan shows"))
    }

    /// Everything answered, entries and their fields included, and what is open before the place where the menu was
    /// opened; at the pause what does not hold together, and what changed, come first.
    pub(super) fn change_menu(&self, search: &str) -> Menu {
        let home = self.home().cloned().unwrap_or(Position::Review);
        let mut entries = Vec::new();
        if home == Position::Pause {
            let pause = self.pause_step().unwrap_or(usize::MAX);
            entries.extend(self.finding_entries(false));
            entries.extend(self.stale_entries(|point| point.step < pause));
            entries.extend(self.needed_entries(|point| point.step < pause));
        }
        let first: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
        entries.extend(self.answer_entries(&home).into_iter().filter(|entry| !first.contains(&entry.key)));
        let title = "Which answer would you like to change?".into();
        Menu { title, text: Vec::new(), entries, folded: 0, search: Some(search.to_owned()) }
    }

    /// Every answer, whatever the path, and what the path asks or offers before a position and has no answer yet, each by
    /// its address. For a question the cursor is at the nearest one before it.
    fn answer_entries(&self, home: &Position) -> Vec<Pick> {
        let end = self.place(home);
        let mut entries = Vec::new();
        let mut nearest = None;
        for point in &self.facts.points {
            let at = Position::At(point.address.clone());
            let is_earlier = self.place(&at) < end;
            let may_be_told = is_earlier && (point.is_on(self.plan.route) || point.may_be_added());
            if at == *home || (point.is_open() && !may_be_told) {
                continue;
            }
            if is_earlier {
                nearest = Some(entries.len());
            }
            entries.push(Pick {
                key: point.address.to_string(),
                label: format!("{}: {}", words::printable(&point.named()), self.short_answer(point)),
                help: self.comments_counted(point),
                selected: false,
            });
        }
        if matches!(home, Position::At(_))
            && let Some(nearest) = nearest.and_then(|index| entries.get_mut(index))
        {
            nearest.selected = true;
        }
        entries
    }

    pub(super) fn review_menu(&self) -> Menu {
        let tally = self.tally();
        let given = words::counted(tally.answered, "answer is given", "answers are given");
        let count = words::counted(tally.open, "answer is", "answers are");
        let needed = self.needed_entries(|_| true);
        // What the plan rests on stands in the list below and is not told twice.
        let is_below = |point: &&Point<'_>| needed.iter().any(|pick| pick.key == point.address.to_string());
        let open = self.on_path().filter(|point| point.is_unsaid() && !is_below(point));
        let open: Vec<String> = open.map(Point::named).collect();
        let mut settled = match (tally.open, open.len()) {
            (0, _) => format!("{given}. Everything this path asks for is settled. You can still change any answer."),
            (_, 1..=OPEN_NAMED) if needed.is_empty() => {
                format!("{given}. {count} still open: {}. The plan will say so.", words::listed(&open))
            }
            (_, 1..=OPEN_NAMED) => {
                format!("{given}. {count} still open, among them {}. The plan will say so.", words::listed(&open))
            }
            _ => format!("{given}. {count} still open. The plan will say so."),
        };
        if !needed.is_empty() {
            settled.push_str(" What it rests on stands below.");
        }
        let again = self.stale_entries(|_| true);
        let mut entries = vec![
            entry(WRITE, "write the plan and finish", "Markdown and HTML"),
            entry(CONTINUE, "finish without writing", "everything is saved"),
            entry(CHANGE, "change an answer", "found by a word of it"),
        ];
        entries.extend(still_right_entry(again.len()));
        entries.extend(self.details_entry(&Position::Review));
        entries.extend(self.waive_entry());
        entries.extend(self.finding_entries(false));
        let text = [settled, look_again(again.len()), self.comments_open()];
        let text = text.into_iter().filter(|text| !text.is_empty()).collect();
        entries.extend(again);
        entries.extend(needed);
        let steps = self.answers_of_steps();
        let folded = steps.len();
        entries.extend(steps);
        Menu {
            title: "Look it all over: finish, or pick an answer to change".into(),
            text,
            entries,
            folded,
            search: None,
        }
    }

    /// The answers by step, folded: one entry for each step.
    fn answers_of_steps(&self) -> Vec<Pick> {
        let steps = self.bank.steps.iter().enumerate().filter_map(|(index, step)| {
            let tally = self.facts.tally_of_step(index, self.plan.route);
            let given = words::counted(tally.answered, "answer", "answers");
            let state: Vec<String> = [given].into_iter().chain(to_do(tally)).collect();
            (tally.asked > 0).then(|| Pick {
                key: format!("{ANSWERS_OF}{}", step.id),
                label: format!("{}: {}", step.title, state.join(", ")),
                help: self.comments_in_step(index),
                selected: false,
            })
        });
        steps.collect()
    }

    pub(super) fn step_answers_menu(&self, index: usize) -> Menu {
        let title = self.bank.steps.get(index).map_or("", |step| step.title.as_str());
        let title = format!("{title}: which answer would you like to look at?");
        Menu {
            title,
            text: Vec::new(),
            entries: self.question_entries(|point| point.step == index),
            folded: 0,
            search: None,
        }
    }

    /// What the plan rests on and does not say yet, each by its address: required, and open or not known.
    fn needed_entries(&self, keep: impl Fn(&Point<'_>) -> bool) -> Vec<Pick> {
        let is_unknown =
            |point: &Point<'_>| point.question.required && point.depth != Depth::More && point.state == State::Unknown;
        let is_needed = |point: &&Point<'_>| point.is_missing() || is_unknown(point);
        let needed = self.on_path().filter(is_needed).filter(|point| keep(point) && !point.is_stale());
        let picks = needed.map(|point| Pick {
            key: point.address.to_string(),
            label: format!("{}: {}", words::printable(&point.named()), self.short_answer(point)),
            help: None,
            selected: false,
        });
        picks.collect()
    }

    /// The answers that something they rest on has changed for, each by its address.
    fn stale_entries(&self, keep: impl Fn(&Point<'_>) -> bool) -> Vec<Pick> {
        let stale = self.on_path().filter(|point| point.is_stale() && keep(point));
        stale
            .map(|point| Pick {
                key: point.address.to_string(),
                label: format!("look again: {}", words::printable(&point.named())),
                help: Some(words::printable(&format!("{} changed", words::listed(&self.facts.changed(point))))),
                selected: false,
            })
            .collect()
    }

    /// One entry per question; a list is one entry.
    fn question_entries(&self, keep: impl Fn(&Point<'_>) -> bool) -> Vec<Pick> {
        let top = self.on_path().filter(|point| point.address.item().is_none() && keep(point));
        top.map(|point| Pick {
            key: point.question.id.clone(),
            label: format!("{}: {}", point.label, self.short_answer(point)),
            help: self.inside(point),
            selected: false,
        })
        .collect()
    }

    /// What was said so far, a line each: for banks that no template knows.
    #[must_use]
    pub fn outline(&self) -> String {
        let lines: Vec<String> =
            self.question_entries(|point| !point.is_open()).into_iter().map(|entry| entry.label).collect();
        lines.join("\n")
    }

    /// What is open in a list, and whether others remarked on the answer.
    fn inside(&self, point: &Point<'_>) -> Option<String> {
        let said: Vec<String> = self.open_in_list(point).into_iter().chain(self.comments_counted(point)).collect();
        (!said.is_empty()).then(|| said.join("; "))
    }

    fn open_in_list(&self, point: &Point<'_>) -> Option<String> {
        point.question.items()?;
        let own = |address: &Address| matches!(address, Address::Field { list, .. } if *list == point.question.id);
        let fields = self.facts.points.iter().filter(|field| own(&field.address));
        let tally = Tally::of(fields, self.plan.route);
        let open = (tally.open > 0).then(|| format!("{} open", words::counted(tally.open, "answer", "answers")));
        let again = (tally.changed > 0).then(|| format!("{} to look at again", tally.changed));
        let inside: Vec<String> = open.into_iter().chain(again).collect();
        (!inside.is_empty()).then(|| format!("{} inside", words::listed(&inside)))
    }

    /// The steps to jump to. The numbered ones come first, so that the number of a row is that of its step.
    pub(super) fn steps_menu(&self) -> Menu {
        let steps = self.bank.steps.iter().enumerate().filter(|(_, step)| step.part != Part::Pause);
        let (numbered, others): (Vec<_>, Vec<_>) = steps.partition(|(_, step)| matches!(step.part, Part::Step(_)));
        let entries = numbered.into_iter().chain(others).map(|(index, step)| {
            let tally = self.facts.tally_of_step(index, self.plan.route);
            let to_do = words::listed(&to_do(tally));
            let state = match tally.is_done() {
                true if to_do.is_empty() => "done".to_owned(),
                true => format!("done, with {to_do}"),
                false if tally.asked == 0 => "nothing is asked here on this path".to_owned(),
                false => to_do,
            };
            let number = match step.part {
                Part::Step(number) => format!("{number} "),
                _ => String::new(),
            };
            let selected = Some(index) == self.opened_step;
            Pick { key: step.id.clone(), label: format!("{number}{}: {state}", step.title), help: None, selected }
        });
        Menu {
            title: "Which step would you like to go to?".into(),
            text: Vec::new(),
            entries: entries.collect(),
            folded: 0,
            search: None,
        }
    }

    pub(super) fn item_menu(&self, list: &str, item: &str) -> Menu {
        let own = |point: &&Point<'_>| point.address.item() == Some(item);
        let mut entries = vec![entry(KEEP, "back to the list", "leave this entry as it is")];
        entries.extend(self.facts.points.iter().filter(own).map(|point| Pick {
            key: point.question.id.clone(),
            label: format!("{}: {}", point.label, self.short_answer(point)),
            help: self.comments_counted(point),
            selected: false,
        }));
        let one = self.bank.list(list).map_or("entry", |(_, items)| items.one.as_str());
        let title = format!("What would you like to change about the {one} `{}`?", self.facts.title(item));
        Menu { title, text: Vec::new(), entries, folded: 0, search: None }
    }

    pub(super) fn removing_menu(&self, list: &str, item: &str) -> Menu {
        let title = self.facts.title(item);
        let pointing = self.plan.links_to(self.bank, item);
        let pointing: Vec<String> =
            pointing.iter().filter_map(|address| self.facts.point(address)).map(Point::named).collect();
        let fields = self
            .plan
            .item(list, item)
            .map_or(0, |item| item.fields.values().filter(|answer| answer.state == State::Answered).count());
        let mut text = format!("It holds {}.", words::counted(fields, "answer", "answers"));
        if !pointing.is_empty() {
            let these = if pointing.len() == 1 { "This points" } else { "These point" };
            text = format!("{text} {these} to it: {}.", words::listed(&pointing));
        }
        let entries = vec![
            entry(KEEP, "keep it", "nothing changes"),
            entry(REMOVE, "remove it", "the links to it go as well; undo brings all back"),
        ];
        Menu { title: format!("Remove `{title}`?"), text: vec![text], entries, folded: 0, search: None }
    }
}

/// What is left to do among answers: how many are open, and how many are to be looked at again.
fn to_do(tally: Tally) -> Vec<String> {
    let open = (tally.open > 0).then(|| format!("{} open", tally.open));
    let again = (tally.changed > 0).then(|| format!("{} to look at again", tally.changed));
    open.into_iter().chain(again).collect()
}

/// The one way to say that all answers to be looked at again are still right.
fn still_right_entry(count: usize) -> Option<Pick> {
    let help = format!("{} to look at again", words::counted(count, "answer is", "answers are"));
    (count > 0).then(|| entry(STILL_RIGHT, "all still right", &help))
}

/// A word on how many answers should be looked at again; empty if none.
fn look_again(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "One answer is to be looked at again, because something behind it changed.".to_owned(),
        _ => format!("{count} answers are to be looked at again, because something behind them changed."),
    }
}

pub(super) fn entry(key: &str, label: &str, help: &str) -> Pick {
    Pick { key: key.to_owned(), label: label.to_owned(), help: Some(help.to_owned()), selected: false }
}
