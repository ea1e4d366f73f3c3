//! `canvass fill`: answers from a file, without a terminal.

use super::{DONE, FALLS_SHORT, Failure, World, opening};
use crate::bank::{Bank, Route};
use crate::cli::FillArgs;
use crate::exchange::{is_questionnaire, read_questionnaire};
use crate::facts::Facts;
use crate::files::{self, Lock};
use crate::interview::{self, Filled};
use crate::plan::{self, Plan};
use crate::words;
use serde_json::Map;
use std::path::Path;

pub(super) fn run(args: &FillArgs, world: &mut World) -> Result<u8, Failure> {
    if args.plan == Path::new("-") {
        return Err(Failure::usage("a plan cannot be filled in on standard input", "name a file for the plan"));
    }
    let (text, shown) = opening::text_at(&args.answers, world)?;
    let is_workbook = is_questionnaire(&text);
    let is_markdown = args.answers.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
    if is_markdown && !is_workbook {
        let message = format!("`{}` is no workbook, so there are no answers in it", words::printable(&shown));
        return Err(Failure::trouble(
            message,
            "`canvass workbook` prints one; `canvass import` reads a canvas that others wrote",
        ));
    }
    // What is no workbook can be refused before anything else is opened.
    let answers = if is_workbook { Map::new() } else { plan::read_answers(&text, &shown)? };
    let lock = Lock::wait(&args.plan)?;
    let now = world.now();
    let (begun, bank) = if args.plan.exists() {
        opening::plan_and_bank(&args.plan, world)?
    } else {
        let bank = opening::bank_for_new_plan(world)?;
        let depth = if args.essentials { Route::Short } else { Route::Full };
        (Plan::new(&bank, depth, Some(now)), bank)
    };
    let filled = if is_workbook {
        let read = read_questionnaire(&bank, &begun, &text, &shown)?;
        for (number, stray) in &read.strays {
            let stray = words::printable(stray);
            world.tell(&format!(
                "note: line {number} stands outside the answers and was not read: “{stray}”; an answer begins with >\n"
            ));
        }
        let filled = interview::filled(&bank, &begun, &read.answers, now);
        filled.map_err(|problems| problems.into_iter().map(|problem| read.placed(problem)).collect::<Vec<_>>())?
    } else {
        interview::filled(&bank, &begun, &answers, now)?
    };
    files::save_plan(&args.plan, &plan::write(&filled.plan, &bank))?;
    drop(lock);
    tell_texts(&bank, &begun, &filled.plan, world);
    Ok(report(&Facts::new(&bank, &filled.plan), &filled, &args.plan, world))
}

/// Names the texts that say that there is no answer. They are kept: in a file, they may well be meant.
fn tell_texts(bank: &Bank, before: &Plan, plan: &Plan, world: &mut World) {
    for (address, text, instead) in interview::texts_without_answer(bank, before, plan) {
        let text = words::printable(&text);
        world.tell(&format!(
            "note: `{address}` says “{text}” and was taken as text; if there is no answer, write {instead}\n"
        ));
    }
}

fn report(facts: &Facts<'_>, filled: &Filled, path: &Path, world: &mut World) -> u8 {
    for remark in &filled.remarks {
        world.tell(&format!("note: {remark}\n"));
    }
    let is_short = |address: &str| filled.short.iter().any(|(short, _)| short == address);
    let missing = facts.points.iter().filter(|point| point.is_missing() && point.is_on(filled.plan.route));
    let missing = missing.filter(|point| !is_short(&point.address.to_string()));
    let missing = missing.map(|point| format!("  `{}`: {}\n", point.address, point.label));
    let short = filled.short.iter().map(|(address, rejection)| format!("  `{address}`: {rejection}\n"));
    let missing: Vec<String> = missing.chain(short).collect();
    if missing.is_empty() {
        world.tell(&format!("saved in {}; every required question is settled\n", path.display()));
        return DONE;
    }
    let count = words::counted(missing.len(), "required answer is", "required answers are");
    world.tell(&format!("saved in {}; {count} still missing:\n{}", path.display(), missing.concat()));
    FALLS_SHORT
}
