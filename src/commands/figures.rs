//! `canvass figures`: the money, worked out, with the formulas in words.
//!
//! With `--json`, standard output is one object in the shape that [`crate::figures::Figures::to_fact`] documents;
//! decimals are written as texts, such as `"1092"` or `"0.66"`, so that no reader rounds them.

use super::findings::tell_misfits;
use super::{DONE, Failure, World, opening};
use crate::cli::FiguresArgs;
use crate::facts::Facts;
use crate::figures::{Figures, Refusal, Shown};
use crate::report;

pub(super) fn run(args: &FiguresArgs, world: &mut World) -> Result<u8, Failure> {
    let (plan, bank) = opening::plan_and_bank(&args.plan, world)?;
    let mut facts = Facts::new(&bank, &plan);
    tell_misfits(&facts, world);
    let figures = facts.add_figures(&bank).map_err(|refusal| refused(&refusal))?;
    if args.json {
        world.print_json(&figures.to_full_fact())?;
    } else {
        world.print(&tables(&figures, Shown { months: args.months, what_if: args.what_if }, world))?;
    }
    Ok(DONE)
}

fn tables(figures: &Figures, shown: Shown, world: &World) -> String {
    let tables = figures.tables(shown);
    if tables.is_empty() {
        return "There is nothing to work out yet: no income and no cost is known.\n".to_owned();
    }
    report::figures::draw(&tables, world.text_columns())
}

/// A number that no figure can be made of.
pub(super) fn refused(refusal: &Refusal) -> Failure {
    Failure::trouble(refusal.to_string(), "change that answer, then try again")
}
