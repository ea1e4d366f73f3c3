//! `canvass check`: what does not hold together.
//!
//! With `--json`, standard output is one object:
//!
//! ```text
//! phase       "halfway" or "final"
//! counts      {gap, warning, hint, waived}: numbers of findings; waived ones count only as waived
//! findings    [{rule, severity, subject: [{id, list, title}], message, advice,
//!               question: {id, item, step, title, label} or null, waived: reason or null, hash}]
//!             gaps first, then warnings, then hints; `item` is an item's id or null, `step` the number of the step
//!             or null, `title` its title; `hash` changes when something the check read has changed
//! comments    [{id, on, entry, about, by, at, says, resolved}], those of the file beside the plan
//! rules       [{rule, severity, checked, failing}], one for each check of the phase
//! ```
//!
//! Of several plans it is one object a line, each with its `file`, and `problem` alone where it cannot be read.

use super::findings::{find, phase_reached, place, tell_misfits};
use super::many::{self, Told};
use super::{DONE, FALLS_SHORT, Failure, World, comment, opening};
use crate::bank::{Bank, Part, Phase, Severity};
use crate::checks::{Finding, Report};
use crate::cli::{CheckArgs, PhaseName};
use crate::facts::Facts;
use crate::report::findings::{self, PlacedFinding};
use serde_json::{Value as Json, json};
use std::path::Path;

pub(super) fn run(args: &CheckArgs, world: &mut World) -> Result<u8, Failure> {
    many::each_told(&args.plans, args.json, world, |path, world| {
        let (found, has_gaps) = one(args, path, world)?;
        Ok((found, if has_gaps { FALLS_SHORT } else { DONE }))
    })
}

/// What is found in one plan, and whether that is gaps.
fn one(args: &CheckArgs, path: &Path, world: &mut World) -> Result<(Told, bool), Failure> {
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    let mut facts = Facts::new(&bank, &plan);
    let phase = match args.phase {
        Some(PhaseName::Halfway) => Phase::Halfway,
        Some(PhaseName::Final) => Phase::Final,
        None => phase_reached(&facts, &bank),
    };
    tell_misfits(&facts, world);
    let report = find(&bank, &plan, &mut facts, phase, world)?;
    let (comments, said) = comment::said(path, &bank, &facts, world.text_columns())?;
    let told = if args.json {
        let mut found = as_json(&report, phase, &bank, &facts);
        if let Json::Object(found) = &mut found {
            found.insert("comments".to_owned(), comment::as_json(&comments, &bank, &facts).into());
        }
        Told::Json(found)
    } else {
        let entries: Vec<PlacedFinding<'_>> =
            report.findings.iter().map(|finding| entry(finding, &bank, &facts)).collect();
        let waive = world.command(&["waive", &path.display().to_string()]);
        let (width, colour) = (world.text_columns(), world.output_colour());
        let mut text = findings::draw(&entries, report.tallies.len(), &waive, width, colour);
        if !said.is_empty() {
            text.push('\n');
            text.push_str(&said);
        }
        Told::Text(text)
    };
    Ok((told, report.has_gaps()))
}

/// A finding with the place to go to.
fn entry<'f>(finding: &'f Finding, bank: &Bank, facts: &Facts<'_>) -> PlacedFinding<'f> {
    let point = finding.address(bank, facts).and_then(|address| facts.point(&address));
    let place = point.map(|point| place(bank, point));
    PlacedFinding { finding, place }
}

fn as_json(report: &Report, phase: Phase, bank: &Bank, facts: &Facts<'_>) -> Json {
    let open = |severity: Severity| report.of(severity).filter(|finding| finding.waived.is_none()).count();
    let rules = report.tallies.iter().map(|tally| {
        json!({ "rule": tally.rule, "severity": tally.severity, "checked": tally.checked, "failing": tally.failing })
    });
    json!({
        "phase": if phase == Phase::Halfway { "halfway" } else { "final" },
        "counts": {
            "gap": open(Severity::Gap), "warning": open(Severity::Warning), "hint": open(Severity::Hint),
            "waived": report.findings.iter().filter(|finding| finding.waived.is_some()).count(),
        },
        "findings": report.findings.iter().map(|finding| finding_json(finding, bank, facts)).collect::<Vec<_>>(),
        "rules": rules.collect::<Vec<_>>(),
    })
}

fn finding_json(finding: &Finding, bank: &Bank, facts: &Facts<'_>) -> Json {
    let subject = finding.subject.iter().map(|id| {
        let list = facts.item(id).get("list");
        json!({ "id": id, "list": list.as_text(), "title": facts.title(id) })
    });
    let point = finding.address(bank, facts).and_then(|address| facts.point(&address));
    let question = point.map(|point| {
        let step = bank.steps.get(point.step);
        let number = step.and_then(|step| match step.part {
            Part::Step(number) => Some(number),
            Part::Profile | Part::Pause => None,
        });
        json!({
            "id": point.address.question_id(), "item": point.address.item(), "step": number,
            "title": step.map(|step| &step.title), "label": point.label,
        })
    });
    json!({
        "rule": finding.rule, "severity": finding.severity, "subject": subject.collect::<Vec<_>>(),
        "message": finding.message, "advice": finding.advice, "question": question,
        "waived": finding.waived, "hash": finding.read_hash,
    })
}
