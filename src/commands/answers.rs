//! `canvass answers`: a file of answers to fill in with an editor, blank or with what a plan holds.

use super::written::hand_over;
use super::{DONE, Failure, World, opening};
use crate::cli::AnswersArgs;
use crate::exchange::answers_file;
use crate::plan::read_answers;

pub(super) fn run(args: &AnswersArgs, world: &mut World) -> Result<u8, Failure> {
    let (plan, bank) = opening::plan_or_blank(args.plan.as_deref(), world)?;
    let plan = opening::to_be_asked(plan, &bank, args.more.with.is_some());
    let text = answers_file(&bank, &plan);
    // What is written has to be readable whatever somebody said: found out here and not when it is handed in.
    read_answers(&text, "the answers file")?;
    hand_over(text.as_bytes(), args.output.as_deref(), args.force, world)?;
    Ok(DONE)
}
