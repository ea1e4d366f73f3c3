//! A list, brainstormed and edited entry by entry.

use super::command::Change;
use super::reply::Typed;
use super::{PlainFront, choice, pick};
use crate::interview::{Adding, Beside, Entry, Form, ListForm, Reply};
use crate::prompt::FrontError;
use std::io::{BufRead, Write};

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// New entries: a name typed, picks, or a plus that begins one. Text typed instead of the plus is left to the
    /// interview, which makes of it what it can.
    pub(super) fn added(&mut self, list: &ListForm, text: &str) -> Result<Option<Reply>, FrontError> {
        let picks = match &list.adding {
            Adding::Name => return Ok(Some(Reply::Add(text.to_owned()))),
            Adding::Begin => {
                let typed = text.strip_prefix('+').unwrap_or(text).trim();
                return Ok(Some(if typed.is_empty() { Reply::Begin } else { Reply::Add(typed.to_owned()) }));
            }
            Adding::Pick(picks) => picks,
        };
        let names = choice::picks(picks);
        match choice::find_all(text, &names) {
            Ok(found) => Ok(Some(Reply::AddPicked(pick::keys(picks, &found)))),
            Err(miss) => {
                self.output.paragraph(&miss.message(&names))?;
                Ok(None)
            }
        }
    }

    /// A change to an entry, named by its number or its title.
    pub(super) fn changed(&mut self, form: &Form, change: Change, words: &str) -> Result<Option<Reply>, FrontError> {
        let Form::List(ListForm { entries, .. }) = form else { return Ok(None) };
        let (place, name) = match meant(entries, change, words) {
            Ok(meant) => meant,
            Err(message) => {
                self.output.paragraph(&message)?;
                return Ok(None);
            }
        };
        let Some(Entry { id, title, .. }) = entries.get(place) else { return Ok(None) };
        let item = id.clone();
        let there = match change {
            Change::Edit => return Ok(Some(Reply::Edit { item })),
            Change::Remove => return Ok(Some(Reply::Remove { item })),
            Change::Rename => return self.renamed(item, title, name),
            Change::Up if place > 0 => return Ok(Some(Reply::Move { item, to: place - 1 })),
            Change::Down if place + 1 < entries.len() => return Ok(Some(Reply::Move { item, to: place + 1 })),
            Change::Up => "first",
            Change::Down => "last",
        };
        self.output.paragraph(&format!("`{title}` is {there} already."))?;
        Ok(None)
    }

    fn renamed(&mut self, item: String, title: &str, name: &str) -> Result<Option<Reply>, FrontError> {
        if !name.is_empty() {
            return Ok(Some(Reply::Rename { item, name: name.to_owned() }));
        }
        let beside = Beside::Name(item.clone());
        Ok(match self.detail(&format!("What is the new name of `{title}`?"), Some(&beside))? {
            Typed::Text(name) => Some(Reply::Rename { item, name }),
            Typed::Reply(reply) => Some(reply),
            Typed::Change(..) | Typed::Open => None,
        })
    }
}

/// The place of the entry meant, and the new name if one was typed after its number; otherwise what to type.
fn meant<'a>(entries: &[Entry], change: Change, words: &'a str) -> Result<(usize, &'a str), String> {
    let names = choice::entries(entries);
    let command = change.name();
    if entries.is_empty() {
        return Err(format!("The list is empty, so {command} has nothing to change."));
    }
    if words.is_empty() {
        let more = if change == Change::Rename { " New name" } else { "" };
        return Err(format!("{command} needs the number of an entry: {command} {}{more}", entries.len()));
    }
    match (change, words.split_once(char::is_whitespace)) {
        (Change::Rename, Some((number, name))) if choice::find(words, &names).is_err() => {
            choice::find(number, &names).map(|place| (place, name.trim()))
        }
        _ => choice::find(words, &names).map(|place| (place, "")),
    }
    .map_err(|miss| miss.message(&names))
}

#[cfg(test)]
mod tests {
    use super::super::script::{Case, ask_all, check, entries, list, pick};
    use super::*;

    const ANOTHER: &str = "Another group, an empty line when done:\n";
    const RANGE: &str = "Type a number from 1 to 2 or the beginning of a name.";

    fn ab() -> crate::interview::Prompt {
        list(entries(&["Apples", "Bananas"]))
    }

    #[test]
    fn names_are_added_until_an_empty_line() {
        let mut typed = entries(&[]);
        typed.start = "Dates".into();
        typed.how_many = "at least 3".into();
        let offered = "Groups (at least 3) with ; between, an empty line to enter [Dates], /done when done:\n";
        let add = |name: &str| Reply::Add(name.into());
        let first = "Groups with ; between, or one a line:\n";
        check(vec![
            Case::new(list(entries(&[])), "Dates\n", add("Dates"), first),
            Case::new(list(entries(&[])), "2", add("2"), first),
            Case::new(list(entries(&[])), "//a\n", add("/a"), first),
            Case::new(list(entries(&[])), "\n", Reply::Done, first),
            Case::new(ab(), "\n", Reply::Done, ANOTHER),
            Case::new(ab(), "/done\n", Reply::Done, ANOTHER),
            Case::new(list(typed.clone()), "\n", add("Dates"), offered),
            Case::new(list(typed.clone()), "/keep\n", add("Dates"), offered),
            Case::new(list(typed), "/done\n", Reply::Done, offered),
        ]);
    }

    #[test]
    fn picks_are_added_as_entries() {
        let mut form = entries(&["Apples"]);
        form.adding = Adding::Pick(vec![pick("b", "Bananas"), pick("c", "Cherries")]);
        let cue = "Numbers to add, an empty line when done:\n";
        let added = |keys: &[&str]| Reply::AddPicked(keys.iter().map(ToString::to_string).collect());
        check(vec![
            Case::new(list(form.clone()), "2 1\n", added(&["b", "c"]), cue),
            Case::new(list(form.clone()), "che\n", added(&["c"]), cue),
            Case::new(list(form.clone()), "\n", Reply::Done, cue),
            Case::new(list(form), "7\n1\n", added(&["b"]), &format!("{cue}`7` is none of the choices. {RANGE}\n{cue}")),
        ]);
    }

    #[test]
    fn after_a_pick_the_numbers_that_stand_there_are_still_those_of_the_choices() {
        let picking = |titles: &[&str]| {
            let mut form = entries(titles);
            form.adding = Adding::Pick(vec![pick("b", "Bananas"), pick("c", "Cherries")]);
            list(form)
        };
        let (_, output) =
            ask_all(&[picking(&[]), picking(&["Cherries"]), picking(&["Cherries", "Bananas"])], "2\n1\n\n");
        let cue = "Numbers to add, an empty line when done:\n";
        let choices = "  1. Bananas\n  2. Cherries\n";
        let asked = format!("{choices}{cue}\nAdded: Cherries\n{cue}\nAdded: Bananas\n{cue}");
        assert!(output.ends_with(&asked), "{output}");
    }

    #[test]
    fn an_entry_without_a_name_is_begun_by_a_plus_or_by_any_text() {
        let mut form = entries(&["Apples"]);
        form.adding = Adding::Begin;
        let cue = "Type + to add a new group, an empty line when done:\n";
        check(vec![
            Case::new(list(form.clone()), "+\n", Reply::Begin, cue),
            Case::new(list(form.clone()), "Loan\n", Reply::Add("Loan".into()), cue),
            Case::new(list(form.clone()), "+ Loan\n", Reply::Add("Loan".into()), cue),
            Case::new(list(form), "\n", Reply::Done, cue),
        ]);
    }

    #[test]
    fn entries_are_changed_by_number_or_name() {
        let item = |number: usize| format!("groups-{number}");
        let name = String::from("Pears and figs");
        let asked = "What is the new name of `Bananas`? (an empty line goes back to the question)\n";
        let renaming = format!("{ANOTHER}{asked}");
        check(vec![
            Case::new(ab(), "/edit 2\n", Reply::Edit { item: item(2) }, ANOTHER),
            Case::new(ab(), "/edit ban\n", Reply::Edit { item: item(2) }, ANOTHER),
            Case::new(ab(), "/rename 2 Pears and figs\n", Reply::Rename { item: item(2), name: name.clone() }, ANOTHER),
            Case::new(ab(), "/rename 2\nPears and figs\n", Reply::Rename { item: item(2), name }, &renaming),
            Case::new(ab(), "/rename 2\n\n\n", Reply::Done, &format!("{renaming}{ANOTHER}")),
            Case::new(ab(), "/remove 1\n", Reply::Remove { item: item(1) }, ANOTHER),
            Case::new(ab(), "/up 2\n", Reply::Move { item: item(2), to: 0 }, ANOTHER),
            Case::new(ab(), "/down 1\n", Reply::Move { item: item(1), to: 1 }, ANOTHER),
        ]);
    }

    #[test]
    fn a_change_that_cannot_be_made_says_what_can() {
        let cases = [
            ("/up 1", "`Apples` is first already."),
            ("/down 2", "`Bananas` is last already."),
            ("/edit", "/edit needs the number of an entry: /edit 2"),
            ("/rename", "/rename needs the number of an entry: /rename 2 New name"),
            ("/remove 3", &format!("`3` is none of the choices. {RANGE}")),
        ];
        for (line, message) in cases {
            let shown = format!("{ANOTHER}{message}\n{ANOTHER}");
            check(vec![Case::new(ab(), &format!("{line}\n\n"), Reply::Done, &shown)]);
        }
        let first = "Groups with ; between, or one a line:\n";
        let shown = format!("{first}The list is empty, so /edit has nothing to change.\n{first}");
        check(vec![Case::new(list(entries(&[])), "/edit 1\n\n", Reply::Done, &shown)]);
    }
}
