//! `canvass answers`: a file of answers to fill in with an editor, blank or with what a plan holds.

use super::written::{Target, is_output};
use super::{DONE, Failure, World, opening};
use crate::bank::Route;
use crate::cli::AnswersArgs;
use crate::exchange::answers_file;
use crate::plan::{Plan, read_answers};

pub(super) fn run(args: &AnswersArgs, world: &mut World) -> Result<u8, Failure> {
    let (plan, bank) = if let Some(path) = &args.plan {
        opening::plan_and_bank(path, world)?
    } else {
        let bank = opening::bank_for_new_plan(world)?;
        (Plan::new(&bank, Route::Full, None), bank)
    };
    let text = answers_file(&bank, &plan);
    // What is written has to be readable whatever somebody said: found out here and not when it is handed in.
    read_answers(&text, "the answers file")?;
    match args.output.as_deref().filter(|path| !is_output(path)) {
        Some(path) => Target { path, force: args.force }.write(text.as_bytes(), world)?,
        None => world.print_bytes(text.as_bytes())?,
    }
    Ok(DONE)
}
