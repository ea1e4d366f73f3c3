//! `canvass figures`: the money, worked out, with the formulas in words.
//!
//! With `--json`, standard output is one object in the shape that [`crate::figures::Figures::to_fact`] documents;
//! decimals are written as texts, such as `"1092"` or `"0.66"`, so that no reader rounds them. Of several plans it is one
//! object a line, each with its `file`, and `problem` alone where it cannot be read.

use super::findings::tell_misfits;
use super::many::{self, Told};
use super::{DONE, Failure, World, opening};
use crate::checks;
use crate::cli::FiguresArgs;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::figures::{Figures, Refusal, Shown};
use crate::report;
use std::path::Path;

pub(super) fn run(args: &FiguresArgs, world: &mut World) -> Result<u8, Failure> {
    many::each_told(&args.plans, args.json, world, |path, world| Ok((one(args, path, world)?, DONE)))
}

fn one(args: &FiguresArgs, path: &Path, world: &mut World) -> Result<Told, Failure> {
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    let mut facts = Facts::new(&bank, &plan);
    tell_misfits(&facts, world);
    let figures = if args.json { facts.add_full_figures(&bank) } else { facts.add_figures(&bank) };
    let figures = figures.map_err(|refusal| refused(&refusal))?;
    if args.json {
        let _ = checks::add_insights(&bank, &mut facts);
        return Ok(Told::Json(serde_json::to_value(with_insights(&facts)).unwrap_or_default()));
    }
    Ok(Told::Text(tables(&figures, Shown { months: args.months, what_if: args.what_if }, world)))
}

/// The figures, and what follows from them under `insights`.
fn with_insights(facts: &Facts<'_>) -> Fact {
    let Fact::Map(figures) = facts.view.get("figures") else { return Fact::Null };
    let mut figures = figures.as_ref().clone();
    figures.insert("insights".into(), facts.view.get("insights"));
    Fact::map(figures)
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
