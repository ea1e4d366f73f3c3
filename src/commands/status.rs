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
    let walk = facts.view.get("walk");
    let count = |name: &str| match walk.get(name) {
        crate::fact::Fact::Whole(number) => usize::try_from(number).unwrap_or_default(),
        _ => 0,
    };
    let changed = plan.last_change().map_or_else(
        || "never changed".to_owned(),
        |at| format!("last change {}", at.to_string().chars().take(10).collect::<String>()),
    );
    let stale = facts.points.iter().filter(|point| point.is_stale() && point.is_on(plan.depth)).count();
    let stale = if stale == 0 { String::new() } else { format!(", {stale} to look at again") };
    let misfits = match facts.points.iter().filter(|point| point.misfit.is_some()).count() {
        0 => String::new(),
        misfits => format!(", {misfits} kept that no longer fit"),
    };
    Ok(format!(
        "{}: {} of {} steps done, {}, {} open{stale}{misfits}, {changed}\n",
        path.display(),
        count("steps_done"),
        count("steps_total"),
        words::counted(count("answered"), "answer", "answers"),
        count("open"),
    ))
}
