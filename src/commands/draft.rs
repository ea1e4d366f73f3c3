//! `canvass draft`: the plan as a document.

use super::findings::{find, phase_reached, tell_misfits};
use super::{DONE, Failure, World, opening};
use crate::bank::Bank;
use crate::cli::{DraftArgs, To};
use crate::documents::{Format, Templates};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::files;
use crate::plan::Plan;

pub(super) fn run(args: &DraftArgs, world: &mut World) -> Result<u8, Failure> {
    spare_the_plan(args)?;
    let (plan, bank) = opening::plan_and_bank(&args.plan, world)?;
    let facts = worked_out(&bank, &plan)?;
    tell_misfits(&facts, world);
    let text = Templates::built_in()?.draft(&dated(&facts, world), format(args)?)?;
    match &args.output {
        Some(path) => files::save(path, &text)?,
        None => world.print(&text)?,
    }
    Ok(DONE)
}

/// A document never takes the place of the plan it is made from.
fn spare_the_plan(args: &DraftArgs) -> Result<(), Failure> {
    let Some(output) = &args.output else { return Ok(()) };
    let same = match (args.plan.canonicalize(), output.canonicalize()) {
        (Ok(plan), Ok(output)) => plan == output,
        _ => false,
    };
    if same {
        let message = format!("`{}` is the plan itself, so nothing was written", output.display());
        return Err(Failure::usage(message, "name another file for the document, such as plan.md or plan.html"));
    }
    Ok(())
}

/// The facts of a plan with its figures and what the checks find.
pub(super) fn worked_out<'b>(bank: &'b Bank, plan: &Plan) -> Result<Facts<'b>, Failure> {
    let mut facts = Facts::new(bank, plan);
    let phase = phase_reached(&facts, bank);
    find(bank, plan, &mut facts, phase)?;
    Ok(facts)
}

/// The facts with the date the document is made on.
pub(super) fn dated(facts: &Facts<'_>, world: &World) -> Fact {
    let Fact::Map(view) = &facts.view else { return Fact::Null };
    let mut view = view.as_ref().clone();
    view.insert("made_on".into(), Fact::text(world.today()));
    Fact::map(view)
}

fn format(args: &DraftArgs) -> Result<Format, Failure> {
    let extension = args.output.as_ref().and_then(|path| path.extension()?.to_str().map(str::to_lowercase));
    match (args.to, extension.as_deref()) {
        (Some(To::Md), _) | (None, None | Some("md" | "markdown")) => Ok(Format::Markdown),
        (Some(To::Html), _) | (None, Some("html" | "htm")) => Ok(Format::Html),
        (None, Some(other)) => {
            Err(Failure::usage(format!("there is no format for `.{other}`"), "say which one with --to md or --to html"))
        }
    }
}
