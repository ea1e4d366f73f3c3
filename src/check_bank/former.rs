//! Ids of earlier versions: each is gone, and claimed once.

use super::entry::Asked;
use super::ids;
use crate::bank::read::{Folder, Problems};
use crate::bank::source::{At, List, Names, RawChoice};
use crate::bank::written::{Written, error};
use crate::bank::{Bank, FormerPlace, Part};
use crate::diagnostic::{Diagnostic, Place};
use crate::words::printable;
use std::ops::Range;

pub(super) fn check(
    folder: &Folder,
    bank: &Bank,
    parts: &[Written<'_>],
    entries: &[Asked<'_>],
    problems: &mut Problems,
) {
    steps(bank, parts, problems);
    questions(bank, entries, problems);
    parts_of_others(bank, entries, problems);
    for (name, choices) in &folder.bank.raw.choices {
        let owner = format!("the set `{}`", printable(name));
        keys(&owner, choices, |span| folder.bank.place(span), problems);
    }
    for entry in entries {
        keys(&entry.called(), &entry.raw.value.choice, |span| entry.place(span), problems);
    }
    for upgrade in &folder.bank.raw.upgrade {
        for name in upgrade.value.from.iter().flat_map(|from| &from.value) {
            let place = FormerPlace::read(&name.value);
            let claimed = bank
                .question_that_was(place.list.as_ref().unwrap_or(&place.id))
                .or_else(|| place.list.as_ref().and_then(|list| bank.field_that_was(list, &place.id)));
            if let Some(question) = claimed {
                let (old, new) = (printable(&name.value), printable(&question.id));
                let message = format!("an upgrade takes `{old}`, which question `{new}` was");
                let help = "take it out of `from` or out of `was`: an answer can move to one place";
                problems.push(error("claimed-twice", message, folder.bank.place(&name.span), help));
            }
        }
    }
}

/// What one `was` says, looked at beside the ids that exist and those that were claimed before.
struct Claims<'a> {
    what: &'a str,
    /// The ids that exist beside it.
    present: Vec<&'a str>,
    /// The ids claimed so far, and by whom.
    claimed: Vec<(String, String)>,
}

impl<'a> Claims<'a> {
    fn new(what: &'a str, present: Vec<&'a str>) -> Self {
        Self { what, present, claimed: Vec::new() }
    }

    /// Looks at the old ids of `id`.
    fn note(&mut self, owner: &str, id: &str, was: &At<Names>, place: &Place, problems: &mut Problems) {
        for old in &was.value.0 {
            let shown = printable(old);
            let (message, help) = if old == id {
                (format!("{owner} was called `{shown}`, as it is now"), "take it out of `was`".to_owned())
            } else if self.present.contains(&old.as_str()) {
                let message = format!("{owner} was called `{shown}`, and a {} of this id is still here", self.what);
                (message, format!("take it out of `was`: the answers to `{shown}` stay there"))
            } else if let Some((_, other)) = self.claimed.iter().find(|(claimed, _)| claimed == old) {
                let message = format!("{owner} was called `{shown}`, and so was {other}");
                let help = "leave it with the one that the old answer belongs to";
                let several = "; where one question became several, write `split_from` instead";
                (message, format!("{help}{}", if self.what == "question" { several } else { "" }))
            } else {
                self.claimed.push((old.clone(), owner.to_owned()));
                ids::old_form(old, self.what, place.clone(), problems);
                continue;
            };
            problems.push(error("wrong-old-id", message, place.clone(), help));
        }
    }
}

fn steps(bank: &Bank, parts: &[Written<'_>], problems: &mut Problems) {
    let present = bank.steps.iter().map(|step| step.id.as_str()).collect();
    let mut claims = Claims::new("step", present);
    for part in parts {
        let Some(was) = &part.step.was else { continue };
        let place = part.place(&was.span);
        match (&part.step.id, part.part) {
            (Some(id), Part::Step(_)) => claims.note(&part.called(), &id.value, was, &place, problems),
            (_, Part::Profile | Part::Pause) => {
                let message = format!("{} has a fixed id, and never had another", part.called());
                problems.push(error("unused-key", message, place, "take `was` out"));
            }
            (None, _) => {}
        }
    }
}

fn questions(bank: &Bank, entries: &[Asked<'_>], problems: &mut Problems) {
    let mut lists: Vec<Option<&str>> = entries.iter().map(|entry| entry.list).collect();
    lists.sort_unstable();
    lists.dedup();
    for list in lists {
        let mut claims = Claims::new("question", ids_beside(bank, list));
        for entry in entries.iter().filter(|entry| entry.list == list) {
            let Some(was) = &entry.raw.value.was else { continue };
            let place = entry.place(&was.span);
            claims.note(&entry.called(), &entry.question.id, was, &place, problems);
        }
    }
}

/// The ids of the questions, or of the fields of a list.
fn ids_beside<'b>(bank: &'b Bank, list: Option<&'b str>) -> Vec<&'b str> {
    if let Some(list) = list {
        return bank.fields(list).map(|field| field.id.as_str()).collect();
    }
    let top = bank.questions().map(|(_, question)| question).filter(|question| question.of.is_none());
    top.map(|question| question.id.as_str()).collect()
}

/// A part of an old question names that, and is not the only one.
fn parts_of_others(bank: &Bank, entries: &[Asked<'_>], problems: &mut Problems) {
    for entry in entries {
        let Some(old) = &entry.raw.value.split_from else { continue };
        let place = entry.place(&old.span);
        let shown = printable(&old.value);
        if entry.question.items().is_some() {
            let message = format!("{} is a list, which cannot be a part of another question", entry.called());
            let help = "move old answers into its entries with `[[upgrade]]` in bank.toml";
            problems.push(error("unused-key", message, place, help));
            continue;
        }
        if old.value == entry.question.id {
            let message = format!("{} is split from itself", entry.called());
            problems.push(error("wrong-old-id", message, place, "name the question that it was a part of"));
            continue;
        }
        ids::old_form(&old.value, "question", place.clone(), problems);
        let beside = entries.iter().filter(|other| other.list == entry.list);
        let others = beside.filter(|other| {
            let claims = other.question.was.iter().chain(&other.question.split_from);
            other.question.id != entry.question.id && claims.into_iter().any(|claimed| *claimed == old.value)
        });
        let is_present = ids_beside(bank, entry.list).contains(&old.value.as_str());
        if !is_present && others.count() == 0 {
            let message = format!("{} is the only part of `{shown}`", entry.called());
            let help = format!("write `was = \"{shown}\"`, and old answers move along");
            problems.push(Diagnostic::warning("lone-part", message).at(place).help(help));
        }
    }
}

fn keys(owner: &str, choices: &List<RawChoice>, place: impl Fn(&Range<usize>) -> Place, problems: &mut Problems) {
    let present = choices.iter().filter_map(|choice| Some(choice.value.key.as_ref()?.value.as_str())).collect();
    let mut claims = Claims::new("choice", present);
    for choice in choices {
        let (Some(key), Some(was)) = (&choice.value.key, &choice.value.was) else { continue };
        let called = format!("the choice `{}` of {owner}", printable(&key.value));
        claims.note(&called, &key.value, was, &place(&was.span), problems);
    }
}
