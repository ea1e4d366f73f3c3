//! `canvass import`: a canvas that others wrote becomes a file of answers.

use super::written::hand_over;
use super::{DONE, FALLS_SHORT, Failure, World, opening};
use crate::bank::{self, Bank, Route};
use crate::cli::ImportArgs;
use crate::exchange::{Imported, answers_file, imported};
use crate::interview;
use crate::plan::{Plan, read_answers};
use crate::words;
use std::fmt::Write;

pub(super) fn run(args: &ImportArgs, world: &mut World) -> Result<u8, Failure> {
    let (text, shown) = opening::text_at(&args.canvas, world)?;
    let bank = opening::bank_for_new_plan(world)?;
    let found = imported(&bank, &text, &shown)?;
    let shown = words::printable(&shown);
    if found.parts.is_empty() || found.answers.is_empty() {
        let message = format!("`{shown}` holds no canvas that these questions know");
        let title = bank.canvas.first().map_or("What it is about", |block| block.title.as_str());
        let help = format!(
            "a part of a canvas begins with a heading such as “## {title}”; other questions may know it: try \
             `--bank lean-canvas`"
        );
        return Err(Failure::trouble(message, help));
    }
    let begun = Plan::new(&bank, Route::Full, None);
    let filled = interview::filled(&bank, &begun, &found.answers, world.now())?;
    let mut plan = filled.plan;
    // What a question offers beforehand was not said by anybody here.
    plan.answers.retain(|id, _| found.answers.contains_key(id));
    let mut file = answers_file(&bank, &plan);
    file.push_str(&remarks(&found));
    read_answers(&file, "the answers file")?;
    hand_over(file.as_bytes(), args.output.as_deref(), args.force, world)?;
    tell(&bank, &found, &shown, world);
    if let Some(better) = better_bank(&bank, &found, &text, world) {
        world.tell(&format!(
            "note: more of it fits other questions: `canvass --bank {better} import {}`\n",
            shell_words::quote(&shown)
        ));
    }
    Ok(if found.left.is_empty() { DONE } else { FALLS_SHORT })
}

fn tell(bank: &Bank, found: &Imported, shown: &str, world: &mut World) {
    let entries = words::counted(found.placed, "entry", "entries");
    world.tell(&format!("{entries} of `{shown}` taken over\n"));
    for part in &found.parts {
        let (at, text) = (part.at, words::printable(&part.text));
        let question = part.into.as_deref().and_then(|id| bank.question(id));
        let into = question.map(|question| question.items().map_or(question.label.source(), |list| list.many.as_str()));
        match into {
            Some(into) => world.tell(&format!("  line {at}: “{text}” is read as {into}\n")),
            None => world.tell(&format!("  line {at}: “{text}” is what the whole is called\n")),
        }
    }
    for read in &found.understood {
        world.tell(&format!("  line {}: “{}” {}\n", read.at, words::printable(&read.text), read.why));
    }
    if !found.unlinked.is_empty() {
        let links: Vec<String> =
            found.unlinked.iter().map(|(list, field, count)| format!("`{field}` of `{list}` ({count})")).collect();
        world.tell(&format!("more than one entry could be meant, so the walk asks: {}\n", words::listed(&links)));
    }
    if !found.left.is_empty() {
        world.tell("not taken over:\n");
        for left in &found.left {
            world.tell(&format!(
                "  line {}: “{}” {}\n",
                left.at,
                words::printable(&left.text),
                words::printable(&left.why)
            ));
        }
    }
}

/// What was not taken over, as comments: nothing of it is lost where the canvas is.
fn remarks(found: &Imported) -> String {
    let mut text = String::new();
    if !found.left.is_empty() {
        text.push_str("\n\n# ==== What the canvas says beside this ====\n");
    }
    for left in &found.left {
        let _ = writeln!(text, "# line {}: {}", left.at, words::tidied(&left.text));
    }
    text
}

/// A bank that is built in and takes more of the canvas, where nobody said which one it should be.
fn better_bank(bank: &Bank, found: &Imported, text: &str, world: &World) -> Option<&'static str> {
    if world.settings.bank.is_some() || bank.id != bank::USUAL {
        return None;
    }
    let others = bank::built_in_ids().filter(|id| *id != bank.id);
    let placed = others.filter_map(|id| {
        let other = bank::read(&bank::files_of(id)?).ok()?;
        let other = imported(&other, text, "").ok()?;
        Some(((other.parts.len(), other.placed), id))
    });
    let own = (found.parts.len(), found.placed);
    placed.max_by_key(|(placed, _)| *placed).filter(|(placed, _)| *placed > own).map(|(_, id)| id)
}
