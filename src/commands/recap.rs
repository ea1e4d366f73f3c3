//! `canvass recap`: what the pause shows, at any time.

use super::findings::find;
use super::{DONE, Failure, World, opening};
use crate::bank::{Depth, Phase};
use crate::documents::Templates;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::report::recap::{self, Recap};
use crate::words;
use std::path::Path;

pub(super) fn run(path: &Path, world: &mut World) -> Result<u8, Failure> {
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    let mut facts = Facts::new(&bank, &plan);
    find(&bank, &plan, &mut facts, Phase::Halfway)?;
    let text = text(&facts, plan.depth, &Templates::built_in()?, recap::output_width())?;
    world.print(&text)?;
    Ok(DONE)
}

/// The paragraph read back, the fit table, and what is still missing or to be looked at again on the path chosen.
pub(super) fn text(facts: &Facts<'_>, depth: Depth, templates: &Templates, width: usize) -> Result<String, Failure> {
    let halfway = |step: usize| facts.before_pause(step);
    let missing = facts.points.iter().filter(|point| point.is_missing() && point.is_on(depth) && halfway(point.step));
    let missing = missing.map(|point| match &point.item_title {
        Some(title) => format!("{title}: {}", point.label),
        None => point.label.clone(),
    });
    let stale = facts.points.iter().filter(|point| point.is_stale() && point.is_on(depth) && halfway(point.step));
    let again = stale.map(|point| format!("{}: {} changed", point.named(), words::listed(&facts.changed(point))));
    Ok(recap::draw(
        &Recap {
            paragraph: templates.recap(&facts.view)?,
            table: templates.fit_table(&facts.view)?,
            missing: missing.collect(),
            again: again.collect(),
            findings: facts.view.get("findings").as_list().iter().map(finding).collect(),
            beliefs: templates.weakest_beliefs(&facts.view)?,
        },
        width,
    ))
}

/// A finding in a line: how much it weighs, what is wrong, and the reason if it is let stand.
fn finding(finding: &Fact) -> String {
    let text = |name: &str| finding.get(name).as_text().unwrap_or_default().to_owned();
    match finding.get("waived").as_text() {
        Some(because) => format!("{} (let stand: {because}): {}", text("severity"), text("message")),
        None => format!("{}: {}", text("severity"), text("message")),
    }
}
