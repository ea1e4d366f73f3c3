//! `canvass diff`: what is different between two plans, in words.
//!
//! With `--json`, standard output is one object:
//!
//! ```text
//! old, new    the files
//! changes     [{what, id, entry, label, title, old, new}]; `entry`, `title`, `old` and `new` only where there is one
//! ```
//!
//! `what` is `added`, `dropped` or `renamed` for an entry, `changed` for an answer, `linked` or `unlinked` for a link, and
//! `figure` for a number that follows from the answers.

use super::{DONE, FALLS_SHORT, Failure, World, opening};
use crate::cli::DiffArgs;
use crate::cohort::{Side, changes, in_words};
use serde_json::json;

pub(super) fn run(args: &DiffArgs, world: &mut World) -> Result<u8, Failure> {
    let (old_plan, old_bank) = opening::plan_and_bank(&args.old, world)?;
    let old = Side::new(&old_bank, &old_plan);
    let Some(path) = &args.new else {
        world.print(&old.lines())?;
        return Ok(DONE);
    };
    let (new_plan, new_bank) = opening::plan_and_bank(path, world)?;
    let found = changes(&old, &Side::new(&new_bank, &new_plan));
    if args.json {
        let (old, new) = (args.old.display().to_string(), path.display().to_string());
        world.print_json(&json!({ "old": old, "new": new, "changes": found }))?;
    } else {
        world.print(&in_words(&found))?;
    }
    Ok(if args.exit_code && !found.is_empty() { FALLS_SHORT } else { DONE })
}
