//! `canvass recap`: what the pause shows, at any time.

use super::findings::{find, tell_misfits};
use super::press::Press;
use super::{DONE, Failure, World, opening};
use crate::bank::{Bank, Phase, Route};
use crate::cli::More;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::{Address, State};
use crate::report::canvas::Shape;
use crate::report::recap::{self, Recap};
use crate::report::styles::Colour;
use crate::words;
use std::collections::HashSet;
use std::path::Path;

/// How wide the recap is where no terminal says it.
const USUAL: usize = 80;

/// What the recap is drawn on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    /// The shape of the canvas.
    pub(super) shape: Shape,
    /// The columns there are.
    pub(super) width: usize,
    /// Whether there is colour.
    pub(super) colour: Colour,
    /// Whether it is read out between questions: the paragraph says what the canvas would draw, and the table is said.
    pub(super) is_spoken: bool,
}

pub(super) fn run(path: &Path, more: More, world: &mut World) -> Result<u8, Failure> {
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    let plan = opening::told(plan, &bank, more.with.is_some());
    let mut facts = Facts::new(&bank, &plan);
    tell_misfits(&facts, world);
    find(&bank, &plan, &mut facts, Phase::Halfway, world)?;
    let paper = Paper {
        shape: world.shape(),
        width: world.output_columns(USUAL),
        colour: world.output_colour(),
        is_spoken: false,
    };
    let text = text(&facts, &bank, plan.route, &Press::open(&bank, world)?, paper)?;
    world.print(&text)?;
    Ok(DONE)
}

/// The paragraph read back, the canvas, the fit table, and what is still missing or to be looked at again on the path chosen.
pub(super) fn text(
    facts: &Facts<'_>,
    bank: &Bank,
    depth: Route,
    press: &Press,
    paper: Paper,
) -> Result<String, Failure> {
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
            paragraph: press.recap(&facts.view)?,
            canvas: if paper.is_spoken { Vec::new() } else { press.canvas_blocks(&facts.view)?.blocks },
            is_spoken: paper.is_spoken,
            table: press.fit_table(&facts.view)?,
            further: further(facts, bank, press, halfway),
            missing: missing.collect(),
            again: again.collect(),
            findings: facts.view.get("findings").as_list().iter().map(finding).collect(),
            beliefs: press.weakest_beliefs(&facts.view)?,
        },
        paper.shape,
        paper.width,
        paper.colour,
    ))
}

/// What was answered and no template of the bank tells, a line each; nothing for a bank without templates, whose pages are
/// made of all answers.
pub(super) fn further(facts: &Facts<'_>, bank: &Bank, press: &Press, is_meant: impl Fn(usize) -> bool) -> Vec<String> {
    if bank.templates.is_empty() {
        return Vec::new();
    }
    let untold: HashSet<String> = press.untold(bank).into_iter().map(|(_, id)| id).collect();
    let is_untold = |address: &Address| match address {
        Address::Question(id) => untold.contains(id),
        Address::Field { list, field, .. } => untold.contains(&format!("{list}.{field}")),
    };
    let said = facts.points.iter().filter(|point| point.state == State::Answered && is_meant(point.step));
    said.filter(|point| is_untold(&point.address))
        .map(|point| {
            let written = match point.question.items() {
                Some(_) => titles(&facts.view.get(point.address.question_id())),
                None => facts.written(bank, point),
            };
            format!("{}: {written}", words::capitalised(&point.named()))
        })
        .collect()
}

fn titles(entries: &Fact) -> String {
    entries
        .as_list()
        .iter()
        .filter_map(|entry| entry.get("title").as_text().map(str::to_owned))
        .collect::<Vec<_>>()
        .join("; ")
}

/// A finding in a line: how much it weighs, what is wrong, and the reason if it is let stand.
fn finding(finding: &Fact) -> String {
    let text = |name: &str| finding.get(name).as_text().unwrap_or_default().to_owned();
    match finding.get("waived").as_text() {
        Some(because) => format!("{} (let stand: {because}): {}", text("severity"), text("message")),
        None => format!("{}: {}", text("severity"), text("message")),
    }
}
