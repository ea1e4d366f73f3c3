//! `canvass status`: how far plans have come, a line each.

use super::{DONE, Failure, World, opening};
use crate::facts::Facts;
use crate::words;
use std::path::{Path, PathBuf};

pub(super) fn run(plans: &[PathBuf], world: &mut World) -> Result<u8, Failure> {
    let mut code = DONE;
    for path in plans {
        match line(path, world) {
            Ok(line) => world.print(&line)?,
            Err(failure) => {
                world.print(&format!("{}: cannot be read\n", path.display()))?;
                let text = failure.text(world.colour());
                world.tell(&text);
                code = 1;
            }
        }
    }
    Ok(code)
}

fn line(path: &Path, world: &mut World) -> Result<String, Failure> {
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    let facts = Facts::new(&bank, &plan);
    let tally = facts.tally(plan.depth);
    let (done, all) = facts.steps(&bank, plan.depth);
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
        "{}: {done} of {all} steps done, {}, {} open{stale}{misfits}, {changed}\n",
        path.display(),
        words::counted(tally.answered, "answer", "answers"),
        tally.open,
    ))
}
