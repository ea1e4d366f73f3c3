//! `canvass bank diff`: what is different between two versions of a bank.
//!
//! With `--json`, standard output is one object:
//!
//! ```text
//! old, new      {id, version} of the banks
//! differences   [{what, of, id, key, old, new}], in the order of the new bank; `key`, `old` and `new` only where
//!               there is something to say
//! ```
//!
//! `what` is `added`, `removed`, `renamed`, `split`, `moved`, `reworded` or `changed`; `of` is `bank`, `step`, `question`,
//! `choice`, `check`, `fact`, `block`, `chapter`, `reader`, `column`, `template` or
//! `upgrade`.

use super::{DONE, FALLS_SHORT, Failure, World, opening};
use crate::bank::{Bank, Difference, Happening, Thing, differences};
use crate::words;
use serde_json::json;
use std::fmt::Write;
use std::path::Path;

pub(super) fn run(old: &Path, new: &Path, as_json: bool, tells: bool, world: &mut World) -> Result<u8, Failure> {
    let (old, new) = (opening::bank_named(old)?, opening::bank_named(new)?);
    let found = differences(&old, &new);
    if as_json {
        let about = |bank: &Bank| json!({ "id": bank.id, "version": bank.version });
        world.print_json(&json!({ "old": about(&old), "new": about(&new), "differences": found }))?;
    } else {
        world.print(&in_words(&old, &new, &found))?;
    }
    Ok(if tells && !found.is_empty() { FALLS_SHORT } else { DONE })
}

/// The titles of what can happen, in the order of telling.
const HAPPENINGS: [(Happening, &str); 7] = [
    (Happening::Added, "Added"),
    (Happening::Removed, "Removed"),
    (Happening::Renamed, "Renamed"),
    (Happening::Split, "Split off"),
    (Happening::Moved, "Moved"),
    (Happening::Reworded, "Said in other words"),
    (Happening::Changed, "Changed"),
];

fn in_words(old: &Bank, new: &Bank, found: &[Difference]) -> String {
    let named = |bank: &Bank| format!("`{}` {}", words::printable(&bank.id), words::printable(&bank.version));
    if found.is_empty() {
        return format!("{} and {} are the same\n", named(old), named(new));
    }
    let mut text = format!("From {} to {}\n", named(old), named(new));
    for (happening, title) in HAPPENINGS {
        let own: Vec<&Difference> = found.iter().filter(|one| one.what == happening).collect();
        if own.is_empty() {
            continue;
        }
        let _ = write!(text, "\n{title}:\n");
        let mut told: Option<(Thing, &str)> = None;
        for one in own {
            let is_more = told == Some((one.of, one.id.as_str()));
            told = Some((one.of, &one.id));
            let _ = if happening == Happening::Reworded && is_more {
                writeln!(trimmed(&mut text), ", {}", one.key.unwrap_or_default())
            } else {
                writeln!(text, "  {}", sentence(one))
            };
        }
    }
    text
}

/// The text without its last line break, to go on in the line.
fn trimmed(text: &mut String) -> &mut String {
    text.truncate(text.trim_end_matches('\n').len());
    text
}

fn sentence(one: &Difference) -> String {
    let called = called(one);
    let (old, new) = (said(one.old.as_deref()), said(one.new.as_deref()));
    match one.what {
        Happening::Added if one.new.is_some() => format!("{called}: {new}"),
        Happening::Removed if one.old.is_some() => format!("{called}: {old}"),
        Happening::Added | Happening::Removed => called,
        Happening::Renamed => format!("{called}, which was `{old}`"),
        Happening::Split => format!("{called}, from `{old}`: {new}"),
        Happening::Moved if one.old.is_some() => format!("{called}, from step `{old}` to step `{new}`"),
        Happening::Moved if new.is_empty() => format!("{called}, now the first"),
        Happening::Moved => format!("{called}, now behind `{new}`"),
        Happening::Reworded => format!("{called}: {}", one.key.unwrap_or_default()),
        Happening::Changed if one.key.is_none() => called,
        Happening::Changed => {
            let key = one.key.unwrap_or_default();
            match (&one.old, &one.new) {
                (Some(_), Some(_)) => format!("{called}: {key} was {old}, now {new}"),
                (None, _) => format!("{called}: {key} is now {new}"),
                (_, None) => format!("{called}: {key} was {old}, now nothing"),
            }
        }
    }
}

fn called(one: &Difference) -> String {
    let id = words::printable(&one.id);
    match (one.of, id.split_once('=')) {
        (Thing::Bank, _) => "the bank".to_owned(),
        (Thing::Choice, Some((question, key))) => format!("choice `{key}` of `{question}`"),
        (Thing::Step, _) => format!("step `{id}`"),
        (Thing::Question, _) => format!("question `{id}`"),
        (Thing::Choice, None) => format!("choice `{id}`"),
        (Thing::Check, _) => format!("check `{id}`"),
        (Thing::Fact, _) => format!("fact `{id}`"),
        (Thing::Block, _) => format!("canvas block `{id}`"),
        (Thing::Chapter, _) => format!("chapter `{id}`"),
        (Thing::Column, _) => format!("column `{id}`"),
        (Thing::Reader, _) => format!("reader `{id}`"),
        (Thing::Template, _) => format!("template `{id}`"),
        (Thing::Upgrade, _) => format!("upgrade of `{id}`"),
    }
}

fn said(text: Option<&str>) -> String {
    words::printable(&words::tidied(text.unwrap_or_default()))
}
