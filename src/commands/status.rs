//! `canvass status`: how far plans have come, a line each.

use super::many::{self, Listed};
use super::{DONE, Failure, World, opening};
use crate::bank::Bank;
use crate::facts::{Agenda, Facts};
use crate::plan::Plan;
use crate::report;
use crate::words;
use std::path::{Path, PathBuf};

pub(super) fn run(plans: &[PathBuf], world: &mut World) -> Result<u8, Failure> {
    let mut code = DONE;
    for Listed { path, .. } in many::listed(plans)? {
        match line(&path, world) {
            Ok(line) => world.print(&line)?,
            Err(failure) => {
                world.print(&format!("{}: cannot be read\n", path.display()))?;
                world.complain(&failure);
                code = 1;
            }
        }
    }
    Ok(code)
}

fn line(path: &Path, world: &mut World) -> Result<String, Failure> {
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    let facts = Facts::new(&bank, &plan);
    let tally = facts.tally(plan.route);
    let (done, all) = facts.steps(&bank, plan.route);
    let changed = plan.last_change().map_or_else(
        || "never changed".to_owned(),
        |at| format!("last change {}", at.to_string().chars().take(10).collect::<String>()),
    );
    let stale = if tally.changed == 0 { String::new() } else { format!(", {} to look at again", tally.changed) };
    let misfits = match facts.points.iter().filter(|point| point.misfit.is_some()).count() {
        0 => String::new(),
        misfits => format!(", {misfits} kept that no longer fit"),
    };
    Ok(format!(
        "{}: {done} of {all} steps done, {}, {} open{stale}{misfits}{}, {changed}{}\n",
        path.display(),
        words::counted(tally.answered, "answer", "answers"),
        tally.open,
        elsewhere(&plan, &bank),
        Some(due(&bank, &facts, world))
            .filter(|due| !due.is_empty())
            .map_or_else(String::new, |due| format!("; {due}")),
    ))
}

/// What is due today and next, in a line; empty if nothing is. Days that a bank cannot tell are warned of.
pub(super) fn due(bank: &Bank, facts: &Facts<'_>, world: &mut World) -> String {
    match facts.due_days(bank) {
        Ok(days) => report::due::in_a_line(&Agenda::of(days, &world.today())),
        Err(problem) => {
            world.warn(&[problem]);
            String::new()
        }
    }
}

/// What the bank has renamed, split or taken out since the answers were given, and what is kept of that already.
fn elsewhere(plan: &Plan, bank: &Bank) -> String {
    let mut said: Vec<(usize, &str)> = Vec::new();
    if let Some(upgraded) = opening::waiting(plan, bank) {
        said.push((upgraded.renamed.len(), "renamed"));
        said.push((upgraded.split.len(), "split"));
        said.push((upgraded.entered.len(), "moved into a list"));
        said.push((upgraded.removed.len(), "not asked any more"));
        said.push((upgraded.added.map_or(0, |added| added.len()), "new"));
    }
    said.push((plan.former.len(), "kept of earlier questions"));
    let said = said.iter().filter(|(count, _)| *count > 0);
    said.fold(String::new(), |text, (count, what)| format!("{text}, {count} {what}"))
}
