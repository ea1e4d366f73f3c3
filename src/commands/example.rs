//! `canvass example`: the worked example as a plan.

use super::written::Target;
use super::{DONE, Failure, World, opening};
use crate::bank::{Bank, File, Route};
use crate::diagnostic::Diagnostic;
use crate::interview;
use crate::plan::{self, Plan};
use jiff::Timestamp;
use std::path::Path;

/// The file of a bank's folder that holds its worked example.
const EXAMPLE: &str = "example.toml";

pub(super) fn run(output: Option<&Path>, force: bool, world: &mut World) -> Result<u8, Failure> {
    let files = opening::files_for_new_plan(world)?;
    let bank = opening::bank_for_new_plan(world)?;
    let Some(filled) = filled(&bank, &files, world.now())? else {
        return Err(Failure::trouble("this bank has no example", "add an `example.toml` with answers to its folder"));
    };
    let text = plan::write(&filled, &bank);
    match output {
        Some(path) => Target { path, force }.write(text.as_bytes(), world)?,
        None => world.print_bytes(text.as_bytes())?,
    }
    Ok(DONE)
}

/// The worked example among the files of a bank, filled in; nothing where there is none.
pub(super) fn filled(bank: &Bank, files: &[File], now: Timestamp) -> Result<Option<Plan>, Failure> {
    let Some((path, text)) = files.iter().find(|(path, _)| path.ends_with(EXAMPLE)) else { return Ok(None) };
    let answers = plan::read_answers(text, path)?;
    let begun = Plan::new(bank, Route::Full, Some(now));
    interview::fill(bank, &begun, &answers, now).map(Some).map_err(|problems| in_file(problems, path))
}

fn in_file(problems: Vec<Diagnostic>, path: &str) -> Failure {
    let named =
        problems.into_iter().map(|problem| Diagnostic { message: format!("{path}: {}", problem.message), ..problem });
    Failure::Content(named.collect())
}
