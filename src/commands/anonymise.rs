//! `canvass anonymise`: a plan for counting, without anybody's words; and the end of one whose founders withdraw.

use super::written::hand_over_text;
use super::{DONE, Failure, World, comment, opening};
use crate::cli::AnonymiseArgs;
use crate::files::{self, Lock};
use crate::plan::{self, anonymised};
use crate::words;
use std::path::Path;

pub(super) fn run(args: &AnonymiseArgs, world: &mut World) -> Result<u8, Failure> {
    if let Some(output) = &args.output {
        let (plan, bank) = opening::plan_and_bank(&args.plan, world)?;
        let is_plan = |path: &Path| path.canonicalize().ok();
        if is_plan(output).is_some() && is_plan(output) == is_plan(&args.plan) {
            let message = format!(
                "`{}` is the plan itself, so nothing was written",
                words::printable(&output.display().to_string())
            );
            return Err(Failure::usage(message, "name another file for the copy"));
        }
        let plan = opening::told(plan, &bank, args.more.with.is_some());
        let text = plan::write(&anonymised(&bank, &plan), &bank);
        hand_over_text(&text, Some(output), args.force, world)?;
    }
    if args.erase {
        erase(&args.plan, world)?;
    }
    Ok(DONE)
}

/// Removes a plan and everything that canvass put beside it, and says what that was.
fn erase(path: &Path, world: &mut World) -> Result<(), Failure> {
    if path == Path::new("-") {
        return Err(Failure::usage("what comes from standard input cannot be removed", "name the file of the plan"));
    }
    // Only what is a plan is removed, and nobody is at work on it meanwhile.
    opening::plan_at(path, world)?;
    let lock = Lock::wait(path)?;
    let comments = comment::beside(path);
    let mut removed = Vec::new();
    for plan in [path, comments.as_path()] {
        removed.extend(files::copies(plan));
        if plan.exists() {
            removed.push(plan.to_owned());
        }
    }
    for file in &removed {
        std::fs::remove_file(file).map_err(|error| {
            let message = format!(
                "`{}` cannot be removed: {}",
                words::printable(&file.display().to_string()),
                files::reason(&error)
            );
            Failure::trouble(message, "remove it yourself; everything before it is gone already")
        })?;
    }
    drop(lock);
    let named: Vec<String> =
        removed.iter().map(|file| format!("`{}`", words::printable(&file.display().to_string()))).collect();
    world.tell(&format!("removed: {}\n", words::listed(&named)));
    world.tell("documents made of the plan, and copies that somebody made or sent, are not known to canvass: remove them, too\n");
    Ok(())
}
