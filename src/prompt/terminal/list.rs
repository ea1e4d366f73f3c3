//! A list: brainstormed name by name, then changed entry by entry.

use super::super::FrontError;
use super::Turn;
use super::line::{Line, Typed};
use super::options::Options;
use super::paste::{self, Origin, Pasted};
use super::screen::{Screen, Tone};
use crate::interview::{Adding, Beside, Entry, Form, ListForm, Prompt, Reply};
use crate::words::counted;
use std::collections::VecDeque;

const HELP: &str = "Enter: add · empty: done · Esc: menu";
const PICK: &str = "↑↓ move · Enter: pick · Esc: back";
const NAME: &str = "Enter: done · Esc: leave as it is";
/// Rows that a prompt for a line takes.
const ROWS_OF_A_LINE: usize = 2;
/// No more entries than this are shown above the prompt.
const SHOWN: usize = 12;

/// A list between two prompts: the names typed one after the other, and pasted lines that wait for their turn.
#[derive(Debug)]
pub(super) struct Brainstorm {
    ask: String,
    item: Option<String>,
    entries: usize,
    /// The screen as it was left; none once something else was shown on it.
    screen: Option<Screen>,
    waiting: VecDeque<String>,
}

impl Brainstorm {
    /// The state after a name was entered at this prompt; none if the prompt is for no list.
    pub(super) fn after(prompt: &Prompt, screen: Screen, waiting: VecDeque<String>) -> Option<Self> {
        let Form::List(form) = &prompt.form else { return None };
        let (ask, item) = (prompt.ask.clone(), prompt.item.clone());
        Some(Self { ask, item, entries: form.entries.len(), screen: Some(screen), waiting })
    }

    /// Whether the prompt is the one the names belong to.
    pub(super) fn belongs_to(&self, prompt: &Prompt) -> bool {
        matches!(prompt.form, Form::List(_)) && self.ask == prompt.ask && self.item == prompt.item
    }

    /// Whether the last name was taken and nothing has to be said, so that the next can follow at once.
    pub(super) fn goes_on(&self, prompt: &Prompt) -> bool {
        let taken = matches!(&prompt.form, Form::List(form) if form.entries.len() > self.entries);
        taken && self.screen.is_some() && prompt.rejection.is_none() && prompt.reason.is_none()
    }

    /// Something else was shown in between, so that the question has to be shown again.
    pub(super) fn interrupt(&mut self) {
        self.screen = None;
    }

    /// A word on pasted lines that wait for a list which is not asked for any more.
    pub(super) fn left_over(&self) -> Option<String> {
        let lines: Vec<&str> = self.waiting.iter().map(String::as_str).collect();
        (!lines.is_empty()).then(|| format!("! Not added, please enter them again: {}", lines.join("; ")))
    }

    /// The screen, unless something else was shown on it, and the pasted lines that wait.
    pub(super) fn into_parts(self) -> (Option<Screen>, VecDeque<String>) {
        (self.screen, self.waiting)
    }
}

/// Shows the entries so far, the last ones if not all have room above `frame` lines.
fn show(screen: &mut Screen, form: &ListForm, frame: usize) -> Result<(), FrontError> {
    let room = screen.room().saturating_sub(frame + 1).clamp(2, SHOWN);
    let mut earlier = 0;
    let mut block = screen.block();
    for start in 0..=form.entries.len() {
        block = screen.block();
        for (index, entry) in form.entries.iter().enumerate().skip(start) {
            block.hanging(Tone::Plain, &format!("{}. ", index + 1), &entry_label(entry));
        }
        earlier = start;
        if block.height() <= room {
            break;
        }
    }
    if earlier > 0 {
        screen.say(Tone::Dim, &format!("({} earlier)", counted(earlier, "entry", "entries")))?;
    }
    screen.print(&block)
}

fn entry_label(entry: &Entry) -> String {
    match entry.open {
        0 => entry.title.clone(),
        open => format!("{} ({} open)", entry.title, counted(open, "question", "questions")),
    }
}

/// Shows what stands between the heading of a list and its prompt.
///
/// # Errors
/// When the terminal cannot be written to.
pub(super) fn open(screen: &mut Screen, form: &ListForm) -> Result<(), FrontError> {
    match &form.adding {
        Adding::Name => {
            introduce(screen, form)?;
            show(screen, form, ROWS_OF_A_LINE)
        }
        Adding::Pick(picks) => show(screen, form, Options::lines(picks.len())),
        Adding::Begin => show(screen, form, Options::lines(super::picks::WAYS_ON)),
    }
}

/// One line on how the list is entered.
fn introduce(screen: &mut Screen, form: &ListForm) -> Result<(), FrontError> {
    let how_many = if form.how_many.is_empty() { String::new() } else { format!(", {}", form.how_many) };
    screen.say(Tone::Dim, &format!("One {} per line{how_many}, or all in one line with ; between.", form.one))
}

/// Asks for the next name. Pasted lines come back as the first name and those that wait.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn name(
    screen: &mut Screen,
    form: &ListForm,
    text: &str,
    waiting: &mut VecDeque<String>,
) -> Result<Turn, FrontError> {
    let number = Some(form.entries.len() + 1);
    let line = Line { label: "", row: None, start: text, help: HELP, number, takes_lines: false, limit: None };
    let (origin, typed) = if paste::has_lines(text) {
        (Origin::Earlier, Typed::Entered(text.to_owned()))
    } else {
        (Origin::List, line.ask(screen)?)
    };
    let text = match typed {
        Typed::Escaped(text) => return Ok(Turn::Menu(text)),
        Typed::Entered(text) => text,
    };
    if !text.is_empty() && !paste::has_lines(&text) {
        return Ok(Turn::Reply(Reply::Add(text)));
    }
    if !text.is_empty() {
        match paste::settle(screen, &text, origin)? {
            Pasted::Joined(text) => return Ok(Turn::Reply(Reply::Add(text))),
            Pasted::Changed(text) => return Ok(Turn::Again(text)),
            Pasted::Each(lines) => waiting.extend(lines),
        }
    }
    let name = next_waiting(screen, form, waiting)?;
    Ok(Turn::Reply(name.map_or(Reply::Done, Reply::Add)))
}

/// The next of the pasted lines that wait, shown as if it had been typed.
///
/// # Errors
/// When the terminal cannot be written to.
pub(super) fn next_waiting(
    screen: &mut Screen,
    form: &ListForm,
    waiting: &mut VecDeque<String>,
) -> Result<Option<String>, FrontError> {
    // Names in a pasted line are not all of the list.
    let next = waiting.pop_front().map(|name| if name.contains(';') { name + ";" } else { name });
    if let Some(name) = &next {
        screen.say(Tone::Plain, &format!("> {}. {name}", form.entries.len() + 1))?;
    }
    Ok(next)
}

/// What can be done with an entry.
enum Change {
    Fields,
    Rename,
    Move(usize),
    Remove,
}

/// Asks which entry is to be changed and how; nothing on Esc.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn change(screen: &mut Screen, form: &ListForm, prompt: &Prompt) -> Result<Option<Reply>, FrontError> {
    let labels: Vec<String> = form.entries.iter().map(entry_label).collect();
    let lead = format!("Which {}?", form.one);
    let Some(index) = Options::new(&lead, labels, PICK).pick(screen, 0)? else { return Ok(None) };
    let Some(entry) = form.entries.get(index) else { return Ok(None) };
    let mut changes = changes(form, index);
    let labels = changes.iter().map(|(label, _)| label.clone()).collect();
    let Some(picked) = Options::new("What shall be done with it?", labels, PICK).pick(screen, 0)? else {
        return Ok(None);
    };
    let item = entry.id.clone();
    match changes.swap_remove(picked).1 {
        Change::Fields => Ok(Some(Reply::Edit { item })),
        Change::Move(to) => Ok(Some(Reply::Move { item, to })),
        Change::Remove => Ok(Some(Reply::Remove { item })),
        Change::Rename => rename(screen, entry, prompt),
    }
}

fn changes(form: &ListForm, index: usize) -> Vec<(String, Change)> {
    let open = form.entries.get(index).map_or(0, |entry| entry.open);
    let fields = match open {
        0 => "go through its questions".to_owned(),
        open => format!("go through its questions ({open} open)"),
    };
    let mut changes = vec![(fields, Change::Fields)];
    if form.adding == Adding::Name {
        changes.push(("give it another name".to_owned(), Change::Rename));
    }
    if let Some(to) = index.checked_sub(1) {
        changes.push(("move it up".to_owned(), Change::Move(to)));
    }
    if index + 1 < form.entries.len() {
        changes.push(("move it down".to_owned(), Change::Move(index + 1)));
    }
    changes.push(("remove it".to_owned(), Change::Remove));
    changes
}

fn rename(screen: &mut Screen, entry: &Entry, prompt: &Prompt) -> Result<Option<Reply>, FrontError> {
    let beside = Beside::Name(entry.id.clone());
    let start = Some(prompt.begun(&beside)).filter(|begun| !begun.is_empty()).unwrap_or(&entry.title);
    let line = Line { label: "", row: None, start, help: NAME, number: None, takes_lines: true, limit: None };
    let typed = line.ask(screen).map_err(|error| error.beside(beside))?;
    Ok(match typed {
        Typed::Entered(name) if !name.is_empty() => {
            Some(Reply::Rename { item: entry.id.clone(), name: paste::joined(&name) })
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(titles: &[&str], adding: Adding) -> ListForm {
        let entry = |title: &&str| Entry { id: format!("id-{title}"), title: (*title).to_owned(), open: 1 };
        ListForm {
            one: "group".to_owned(),
            many: "groups".to_owned(),
            entries: titles.iter().map(entry).collect(),
            adding,
            how_many: String::new(),
            start: String::new(),
        }
    }

    #[test]
    fn an_entry_is_offered_only_the_changes_that_are_possible() {
        let labels = |adding, index| {
            let form = form(&["a", "b", "c"], adding);
            changes(&form, index).into_iter().map(|(label, _)| label).collect::<Vec<_>>()
        };
        let fields = "go through its questions (1 open)";
        assert_eq!(labels(Adding::Name, 0), [fields, "give it another name", "move it down", "remove it"]);
        assert_eq!(labels(Adding::Pick(Vec::new()), 1), [fields, "move it up", "move it down", "remove it"]);
        assert_eq!(labels(Adding::Pick(Vec::new()), 2), [fields, "move it up", "remove it"]);
    }
}
