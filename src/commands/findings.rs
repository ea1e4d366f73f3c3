//! What the checks find in a plan, for the commands that show it.

use super::figures::refused;
use super::{Failure, World};
use crate::bank::{Bank, Part, Phase};
use crate::checks::{self, Report};
use crate::facts::{Facts, Point};
use crate::figures::Figures;
use crate::plan::{Plan, State};
use crate::words;

/// Works out the figures and runs the checks; both are in the view afterwards. Checks that fail while they run are
/// named and left out: a fault of the bank does not keep a founder from the plan.
pub(super) fn find(
    bank: &Bank,
    plan: &Plan,
    facts: &mut Facts<'_>,
    phase: Phase,
    world: &mut World,
) -> Result<Report, Failure> {
    judged(bank, plan, facts, phase, world).map(|(report, _)| report)
}

/// The same with the figures, for whoever goes on with them.
pub(super) fn judged(
    bank: &Bank,
    plan: &Plan,
    facts: &mut Facts<'_>,
    phase: Phase,
    world: &mut World,
) -> Result<(Report, Figures), Failure> {
    let figures = facts.add_figures(bank).map_err(|refusal| refused(&refusal))?;
    let report = checks::judge(bank, plan, facts, phase);
    world.warn(&report.problems);
    Ok((report, figures))
}

/// Tells which stored answers no longer fit their questions; they are kept, and count as open.
pub(super) fn tell_misfits(facts: &Facts<'_>, world: &mut World) {
    for point in &facts.points {
        if let Some(rejection) = &point.misfit {
            let why = words::printable(&rejection.to_string());
            world.tell(&format!(
                "warning: the answer kept at `{}` no longer fits and counts as open: {why}\n",
                point.address
            ));
        }
    }
}

/// The phase a plan has reached: final once something behind the pause is settled.
pub(super) fn phase_reached(facts: &Facts<'_>, bank: &Bank) -> Phase {
    let has_pause = bank.steps.iter().any(|step| step.part == Part::Pause);
    let behind =
        |step: usize| !facts.before_pause(step) && bank.steps.get(step).is_some_and(|step| step.part != Part::Pause);
    let is_past = facts.points.iter().any(|point| behind(point.step) && point.state != State::Open);
    if is_past || !has_pause { Phase::Final } else { Phase::Halfway }
}

/// Where a point is asked: the step and what it is about.
pub(super) fn place(bank: &Bank, point: &Point<'_>) -> String {
    let step = bank.steps.get(point.step);
    let number = match step.map(|step| step.part) {
        Some(Part::Step(number)) => format!("step {number}, "),
        _ => String::new(),
    };
    format!("{number}{}: {}", step.map_or("", |step| step.title.as_str()), point.label)
}
