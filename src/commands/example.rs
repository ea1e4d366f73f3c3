//! `canvass example`: the worked example as a plan.

use super::{DONE, Failure, World, opening};
use crate::bank::{self, Depth};
use crate::diagnostic::Diagnostic;
use crate::files;
use crate::interview;
use crate::plan::{self, Plan};
use std::path::Path;

/// The file of a bank's folder that holds its worked example.
const EXAMPLE: &str = "example.toml";

pub(super) fn run(output: Option<&Path>, world: &mut World) -> Result<u8, Failure> {
    let files = match world.settings.bank.clone() {
        Some(folder) => opening::bank_files(&folder)?,
        None => bank::built_in_files(),
    };
    let bank = opening::bank_for_new_plan(world)?;
    let Some((path, text)) = files.iter().find(|(path, _)| path.ends_with(EXAMPLE)) else {
        return Err(Failure::trouble("this bank has no example", "add an `example.toml` with answers to its folder"));
    };
    let answers = plan::read_answers(text, path)?;
    let now = world.now();
    let begun = Plan::new(&bank, Depth::Full, Some(now));
    let filled = interview::fill(&bank, &begun, &answers, now).map_err(|problems| in_file(problems, path))?;
    let text = plan::write(&filled, &bank);
    match output {
        Some(path) if path.is_file() => {
            let message = format!("`{}` is there already, so nothing was written", path.display());
            return Err(Failure::trouble(message, "name a new file for the example"));
        }
        Some(path) => files::save(path, &text)?,
        None => world.print(&text)?,
    }
    Ok(DONE)
}

fn in_file(problems: Vec<Diagnostic>, path: &str) -> Failure {
    let named =
        problems.into_iter().map(|problem| Diagnostic { message: format!("{path}: {}", problem.message), ..problem });
    Failure::Content(named.collect())
}
