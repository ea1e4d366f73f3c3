//! One pick, several picks, and new things added there and then.

use super::super::FrontError;
use super::Turn;
use super::heading::InRow;
use super::line::{Line, Typed};
use super::options::{Marks, Options, Picked};
use super::paste;
use super::screen::{Screen, Tone};
use crate::interview::{Addable, Adding, Beside, Form, ListForm, Pick, Prompt, Reply};

const PICK: &str = "↑↓ move · Enter: pick · Esc: menu";
const TICK: &str = "Space: tick · Enter: done · Esc: menu";
/// In a search, a space is a space.
const TICK_FOUND: &str = "Tab: tick · Enter: done · Esc: menu";
/// In a row with an answer above.
const PICK_IN_ROW: &str = "Enter: pick · = as above · Esc: menu";
const TICK_IN_ROW: &str = "Space: tick · = as above · Esc: menu";
const NAME: &str = "Enter: add · Esc: back to the picks";
const NOTHING: &str = "There is nothing to pick yet.";

/// The ways on from a list whose entries have no name to begin with.
pub(super) const WAYS_ON: usize = 2;
/// Where the cursor starts while nothing is picked: Enter there picks nothing.
const LEAVE_OPEN: &str = "leave it open";
const NOT_PICKED: &str = "(nothing picked yet)";

/// Whether nothing is picked to begin with, so that the cursor starts on neither of the picks.
pub(super) fn is_untouched(picks: &[Pick]) -> bool {
    !picks.iter().any(|pick| pick.selected)
}

/// Asks for exactly one pick. Enter on a question that nothing was picked for brings back that nothing is.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn one(
    screen: &mut Screen,
    picks: &[Pick],
    add: &[Addable],
    prompt: &Prompt,
    marks: &mut Marks,
) -> Result<Turn, FrontError> {
    let neutral = is_untouched(picks).then(|| if prompt.required { NOT_PICKED } else { LEAVE_OPEN }.to_owned());
    if picks.is_empty() {
        screen.say(Tone::Plain, NOTHING)?;
    }
    let before = usize::from(neutral.is_some());
    let labels = neutral.into_iter().chain(labels(picks, add)).collect();
    let row = InRow::of(prompt);
    let (lead, help) = match row {
        Some(row) => (row.lead(screen), if row.repeats() { PICK_IN_ROW } else { PICK }),
        None => ("Pick one".to_owned(), PICK),
    };
    let helps = std::iter::repeat_n(String::new(), before).chain(helps(picks)).collect();
    let options = Options::new(&lead, labels, help).explained(helps).after_neutral(before).in_row(row);
    let mut name = begun(prompt, add);
    loop {
        let index = match options.pick_in_row(screen, marks.cursor)? {
            None => return Ok(Turn::Menu(String::new())),
            Some(Picked::Text(sign)) => return Ok(repeated(&sign)),
            Some(Picked::Option(index)) => index,
        };
        marks.cursor = index;
        let Some(index) = index.checked_sub(before) else { return Ok(Turn::Reply(Reply::Picked(Vec::new()))) };
        if let Some(pick) = picks.get(index) {
            return Ok(Turn::Reply(Reply::Picked(vec![pick.key.clone()])));
        }
        if let Some(addable) = index.checked_sub(picks.len()).and_then(|index| add.get(index))
            && let Some(reply) = add_to(screen, addable, &mut name, Vec::new())?
        {
            return Ok(Turn::Reply(reply));
        }
    }
}

/// Asks for any number of picks.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn some(
    screen: &mut Screen,
    picks: &[Pick],
    how_many: &str,
    add: &[Addable],
    prompt: &Prompt,
    marks: &mut Marks,
) -> Result<Turn, FrontError> {
    let labels = labels(picks, add);
    if labels.is_empty() {
        screen.say(Tone::Plain, NOTHING)?;
        return Ok(Turn::Menu(String::new()));
    }
    let how_many = if how_many.trim().is_empty() { "any number" } else { how_many };
    let row = InRow::of(prompt);
    let (lead, help) = match row {
        Some(row) => (format!("{}, {how_many}", row.lead(screen)), if row.repeats() { TICK_IN_ROW } else { TICK }),
        None => (format!("Tick with Space, {how_many}"), TICK),
    };
    let options = Options::new(&lead, labels, help).explained(helps(picks).collect());
    let options = options.searching(TICK_FOUND).before_adding(add.len()).in_row(row);
    let mut name = begun(prompt, add);
    loop {
        let Some(indices) = options.tick(screen, marks)? else { return Ok(Turn::Menu(String::new())) };
        if let Some(sign) = marks.sign.take() {
            return Ok(repeated(&sign));
        }
        let keys = keys(picks, &indices);
        let addable = indices.iter().find_map(|index| add.get(index.checked_sub(picks.len())?));
        let Some(addable) = addable else { return Ok(Turn::Reply(Reply::Picked(keys))) };
        if let Some(reply) = add_to(screen, addable, &mut name, keys)? {
            return Ok(Turn::Reply(reply));
        }
        marks.ticked.retain(|index| *index < picks.len());
    }
}

/// Asks for the entries of a list that begin with picks; nothing ticked ends the list.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn entries(
    screen: &mut Screen,
    form: &ListForm,
    picks: &[Pick],
    marks: &mut Marks,
) -> Result<Turn, FrontError> {
    if picks.is_empty() {
        let options = Options::new("Nothing is left to pick", vec!["go on".to_owned()], PICK);
        let picked = options.pick(screen, 0)?;
        return Ok(picked.map_or(Turn::Menu(String::new()), |_| Turn::Reply(Reply::Done)));
    }
    let lead = if form.entries.is_empty() { "Tick what to add" } else { "Tick more to add, or none to go on" };
    let labels = labels(picks, &[]);
    let options = Options::new(lead, labels, TICK).explained(helps(picks).collect()).searching(TICK_FOUND);
    let Some(indices) = options.tick(screen, marks)? else { return Ok(Turn::Menu(String::new())) };
    let keys = keys(picks, &indices);
    Ok(Turn::Reply(if keys.is_empty() { Reply::Done } else { Reply::AddPicked(keys) }))
}

/// Asks whether to begin another entry of a list whose entries have no name to begin with. The cursor starts on the
/// way on, where the list may end.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn begin(screen: &mut Screen, form: &ListForm, required: bool) -> Result<Turn, FrontError> {
    let how_many = if form.how_many.is_empty() { String::new() } else { format!(" ({})", form.how_many) };
    let first = if form.entries.is_empty() { "A first" } else { "Another" };
    let lead = format!("{first} {}{how_many}?", form.one);
    let end = if form.entries.is_empty() && !required { LEAVE_OPEN } else { "go on" };
    let labels = vec![format!("+ add a new {}", form.one), end.to_owned()];
    let cursor = usize::from(!(required && form.entries.is_empty()));
    let picked = Options::new(&lead, labels, PICK).pick_or_text(screen, cursor)?;
    Ok(match picked {
        None => Turn::Menu(String::new()),
        Some(Picked::Text(text)) => Turn::Reply(Reply::Add(text)),
        Some(Picked::Option(0)) => Turn::Reply(Reply::Begin),
        Some(Picked::Option(_)) => Turn::Reply(Reply::Done),
    })
}

fn repeated(sign: &str) -> Turn {
    Reply::repeating(sign).map_or_else(|| Turn::Menu(String::new()), Turn::Reply)
}

/// What each pick means.
pub(super) fn helps(picks: &[Pick]) -> impl Iterator<Item = String> + '_ {
    picks.iter().map(|pick| pick.help.clone().unwrap_or_default())
}

fn labels(picks: &[Pick], add: &[Addable]) -> Vec<String> {
    let new = add.iter().map(|addable| format!("+ add a new {}", addable.one));
    picks.iter().map(|pick| pick.label.clone()).chain(new).collect()
}

/// What is selected to begin with, and the cursor on the first of it.
pub(super) fn selected(form: &Form) -> Marks {
    let (picks, ticks) = match form {
        Form::One { picks, .. } => (picks.as_slice(), false),
        Form::Some { picks, .. } | Form::List(ListForm { adding: Adding::Pick(picks), .. }) => (picks.as_slice(), true),
        Form::Line { .. } | Form::Long { .. } | Form::List(_) => (&[][..], false),
    };
    let selected = || picks.iter().enumerate().filter(|(_, pick)| pick.selected).map(|(index, _)| index);
    let cursor = if ticks { 0 } else { selected().next().unwrap_or_default() };
    Marks { cursor, ticked: selected().filter(|_| ticks).collect(), sign: None }
}

/// The keys of the picks at these places; what can be added is none of them.
pub(super) fn keys(picks: &[Pick], indices: &[usize]) -> Vec<String> {
    indices.iter().filter_map(|index| picks.get(*index)).map(|pick| pick.key.clone()).collect()
}

/// What was typed earlier of the name of a new thing.
fn begun(prompt: &Prompt, add: &[Addable]) -> String {
    let names = add.iter().map(|addable| prompt.begun(&Beside::New(addable.list.clone())));
    names.max_by_key(|name| name.len()).unwrap_or_default().to_owned()
}

/// Asks for the name of a new thing; nothing on Esc or on an empty name, and the name typed so far is kept.
fn add_to(
    screen: &mut Screen,
    addable: &Addable,
    name: &mut String,
    picked: Vec<String>,
) -> Result<Option<Reply>, FrontError> {
    if !addable.named {
        return Ok(Some(Reply::AddTo { list: addable.list.clone(), name: String::new(), picked }));
    }
    screen.say(Tone::Plain, &format!("What is the new {} called?", addable.one))?;
    let line = Line { label: "", row: None, start: name, help: NAME, number: None, takes_lines: true, limit: None };
    match line.ask(screen).map_err(|error| error.beside(Beside::New(addable.list.clone())))? {
        Typed::Entered(text) if text.is_empty() => Ok(None),
        Typed::Entered(text) => {
            Ok(Some(Reply::AddTo { list: addable.list.clone(), name: paste::joined(&text), picked }))
        }
        Typed::Escaped(text) => {
            *name = text;
            Ok(None)
        }
    }
}
