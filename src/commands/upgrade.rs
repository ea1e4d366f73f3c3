//! `canvass upgrade`: moves a plan to the bank at hand, and keeps every old answer.
//!
//! With `--json`, standard output is one object:
//!
//! ```text
//! plan        the file
//! from, to    {id, version} of the bank the plan was made with, and of the one at hand
//! changed     whether anything in the plan is not as it was
//! written     whether the plan was written; false with --dry-run, and where nothing changed
//! copy        the file as it was, or null
//! renamed     [{choice_of: question or null, from, to, answers}]: other ids, or other keys of choices
//! split       [{from, into: [question]}]: the old text is offered for these
//! entered     [{from: [question], list, item}]: answers that became an entry
//! returned    [{from, to, answers}]: kept answers that are asked for again
//! removed     [{question, answers: [answer]}]: not asked any more, kept in the plan under `former`
//! added       [question], or null where the plan does not know what its bank asked
//! unfitting   [{at, because}]: kept where they are, and asked again
//! ```

use super::{DONE, Failure, World, opening};
use crate::bank::Bank;
use crate::cli::UpgradeArgs;
use crate::files::{self, Lock};
use crate::plan::{self, Answer, BankRef, Moved, Plan, Upgraded, upgraded};
use crate::words;
use serde_json::{Value as Json, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// More of a kind are counted, not listed.
const LISTED: usize = 12;
/// So much of an old answer is shown.
const SHOWN: usize = 60;

pub(super) fn run(args: &UpgradeArgs, world: &mut World) -> Result<u8, Failure> {
    if args.plan == Path::new("-") && !args.dry_run {
        let help = "name a file, or add --dry-run to be told what would change";
        return Err(Failure::usage("a plan on standard input cannot be changed", help));
    }
    let lock = if args.dry_run { None } else { Some(Lock::wait(&args.plan)?) };
    let plan = opening::plan_at(&args.plan, world)?;
    let bank = opening::bank_to_move_to(&plan, &args.plan, world)?;
    let upgraded = upgraded(&bank, &plan);
    world.warn(&upgraded.problems);
    let copy = if args.dry_run || !upgraded.changed {
        None
    } else {
        let copy = files::keep_copy(&args.plan)?;
        files::save_plan(&args.plan, &plan::write(&upgraded.plan, &bank))?;
        Some(copy)
    };
    drop(lock);
    let said = Said { path: &args.plan, old: &plan.bank, bank: &bank, upgraded: &upgraded, copy: copy.as_ref() };
    if args.json {
        world.print_json(&said.json())?;
    } else {
        let going_on = world.command(&["walk", &args.plan.display().to_string()]);
        world.print(&said.text(&plan, args.dry_run, &going_on))?;
    }
    Ok(DONE)
}

/// What is reported.
struct Said<'a> {
    path: &'a Path,
    old: &'a BankRef,
    bank: &'a Bank,
    upgraded: &'a Upgraded,
    copy: Option<&'a PathBuf>,
}

impl Said<'_> {
    fn text(&self, before: &Plan, dry: bool, walk: &str) -> String {
        let shown = opening::shown(self.path);
        let mut text = match (self.upgraded.changed, dry) {
            (false, _) => format!("{shown} is up to date: there is nothing to move to {}\n", self.now()),
            (true, true) => format!("{shown} would go from {} to {}; nothing is written\n", self.before(), self.now()),
            (true, false) => format!("{shown} went from {} to {}\n", self.before(), self.now()),
        };
        if let Some(copy) = self.copy {
            let _ = writeln!(text, "The file as it was is kept in {}.", copy.display());
        }
        let upgraded = self.upgraded;
        section(&mut text, "Renamed; the answers moved along", upgraded.renamed.iter().map(moved));
        let split = upgraded.split.iter().map(|split| {
            format!("`{}` became {}: the old text stands there as a start", split.from, several(&split.into))
        });
        section(&mut text, "Split", split);
        let entered = upgraded.entered.iter().map(|entered| {
            format!("{} became an entry of `{}` (`{}`)", several(&entered.from), entered.list, entered.item)
        });
        section(&mut text, "Moved into entries", entered);
        section(&mut text, "Asked again, with the answers kept", upgraded.returned.iter().map(moved));
        let removed = upgraded.removed.iter().map(|removed| {
            let count = match removed.answers.len() {
                1 => String::new(),
                count => format!(" ({count} answers)"),
            };
            let first = removed.answers.first().map(brief).unwrap_or_default();
            format!("`{}`{count}: {first}", removed.place)
        });
        section(&mut text, "Not asked any more; the answers stay in the file", removed);
        let has_entries = |place: &&String| upgraded.entered.iter().any(|entered| entered.list == **place);
        let added = upgraded.added.iter().flatten().filter(|place| upgraded.changed && !has_entries(place));
        section(&mut text, "New", added.map(|place| self.asked(place)));
        let misfits = upgraded.misfits.iter().map(|misfit| {
            let value = before.answer(&misfit.address).or_else(|| upgraded.plan.answer(&misfit.address));
            let value = value.map(brief).unwrap_or_default();
            format!("`{}`, {value}: {}", misfit.address, words::printable(&misfit.because.to_string()))
        });
        section(&mut text, "Not fitting; the answers stay where they are and are asked again", misfits);
        if upgraded.changed && upgraded.unfitting() == 0 {
            text.push_str("\nAll answers fit.\n");
        }
        if upgraded.changed && !dry {
            let _ = write!(text, "\nGo on with: {walk}\n");
        }
        text
    }

    fn before(&self) -> String {
        named(&self.old.id, &self.old.version)
    }

    fn now(&self) -> String {
        named(&self.bank.id, &self.bank.version)
    }

    /// A question by its id, and how it is put.
    fn asked(&self, place: &str) -> String {
        let question = match place.split_once('.') {
            Some((list, field)) => self.bank.field(list, field),
            None => self.bank.question(place),
        };
        let ask = question.map_or_else(String::new, |question| words::printable(question.ask.source()));
        format!("`{place}`: {ask}")
    }

    fn json(&self) -> Json {
        let upgraded = self.upgraded;
        let moved = |one: &Moved| json!({ "from": one.from, "to": one.to, "answers": one.answers });
        let renamed = upgraded.renamed.iter().map(|one| {
            let mut json = moved(one);
            if let Some(json) = json.as_object_mut() {
                json.insert("choice_of".into(), json!(one.choice_of));
            }
            json
        });
        let split = upgraded.split.iter().map(|split| json!({ "from": split.from, "into": split.into }));
        let entered = upgraded.entered.iter();
        let entered = entered.map(|one| json!({ "from": one.from, "list": one.list, "item": one.item }));
        let removed = upgraded.removed.iter();
        let removed = removed.map(|one| json!({ "question": one.place, "answers": one.answers }));
        let misfits = upgraded.misfits.iter();
        let misfits = misfits.map(|one| json!({ "at": one.address.to_string(), "because": one.because.to_string() }));
        json!({
            "plan": self.path.display().to_string(),
            "from": self.old,
            "to": { "id": self.bank.id, "version": self.bank.version },
            "changed": upgraded.changed,
            "written": self.copy.is_some(),
            "copy": self.copy.map(|copy| copy.display().to_string()),
            "renamed": renamed.collect::<Vec<_>>(),
            "split": split.collect::<Vec<_>>(),
            "entered": entered.collect::<Vec<_>>(),
            "returned": upgraded.returned.iter().map(moved).collect::<Vec<_>>(),
            "removed": removed.collect::<Vec<_>>(),
            "added": upgraded.added,
            "unfitting": misfits.collect::<Vec<_>>(),
        })
    }
}

/// What has another id or key, or is back.
fn moved(moved: &Moved) -> String {
    let answers = words::counted(moved.answers, "answer", "answers");
    match &moved.choice_of {
        Some(question) => format!("`{}` is now `{}` at `{question}` ({answers})", moved.from, moved.to),
        None if moved.from == moved.to => format!("`{}` ({answers})", moved.to),
        None => format!("`{}` is now `{}` ({answers})", moved.from, moved.to),
    }
}

/// A bank by its id and version.
fn named(id: &str, version: &str) -> String {
    format!("`{}` {}", words::printable(id), words::printable(version))
}

fn section(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return;
    }
    let _ = write!(text, "\n{title}:\n");
    for line in lines.iter().take(LISTED) {
        let _ = writeln!(text, "  {line}");
    }
    if lines.len() > LISTED {
        let _ = writeln!(text, "  and {} more; --json lists them all", lines.len() - LISTED);
    }
}

fn several(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("`{}`", words::printable(id))).collect();
    words::listed(&ids)
}

/// What was said, in a few words.
fn brief(answer: &Answer) -> String {
    let said = match &answer.value {
        Json::Null if !answer.items.is_empty() => return words::counted(answer.items.len(), "entry", "entries"),
        Json::Null => return "nothing but that there is no answer".to_owned(),
        Json::String(text) => text.clone(),
        Json::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Json::Array(values) => values
            .iter()
            .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.to_string(),
    };
    let said = words::tidied(&said);
    let short: String = said.chars().take(SHOWN).collect();
    if short.len() < said.len() { format!("“{}…”", short.trim_end()) } else { format!("“{said}”") }
}
