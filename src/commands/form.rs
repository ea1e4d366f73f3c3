//! `canvass form`: the questions as one page for a browser, blank or with what a plan holds.

use super::written::Target;
use super::{DONE, Failure, World, opening};
use crate::bank::Route;
use crate::cli::FormArgs;
use crate::documents::Format;
use crate::exchange::form;

pub(super) fn run(args: &FormArgs, world: &mut World) -> Result<u8, Failure> {
    let (plan, bank) = opening::plan_or_blank(args.plan.as_deref(), world)?;
    let mut plan = opening::to_be_asked(plan, &bank, false);
    if args.essentials {
        plan.route = Route::Short;
    }
    let page = form(&bank, &plan).into_bytes();
    // Nobody writes into the page itself: what is filled in stays in the browser and in the file that it saves.
    match args.output.as_deref() {
        Some(path) => Target { path, force: args.force }.write_sealed(page, Format::Html, world)?,
        None => world.print_bytes(&page)?,
    }
    Ok(DONE)
}
