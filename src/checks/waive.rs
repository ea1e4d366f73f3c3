//! Findings that the founder lets stand, with a reason.

use super::{Finding, Report, alike, run};
use crate::bank::{Bank, Phase};
use crate::facts::Facts;
use crate::plan::{Plan, Waiver};

/// Runs the checks of a phase over facts that hold the figures, notes what the founder lets stand, tells alike findings
/// as one, and puts the findings into the view.
#[must_use]
pub fn judge(bank: &Bank, plan: &Plan, facts: &mut Facts<'_>, phase: Phase) -> Report {
    let mut report = run(bank, &facts.view, phase);
    apply_waivers(&mut report.findings, &plan.waivers);
    report.findings = alike::gathered(report.findings, &facts.view);
    facts.set("findings", report.to_fact());
    report
}

/// Notes on each finding why the founder lets it stand. A waiver holds for one rule and subject, and ends when
/// something the check read has changed; gaps cannot be waived.
pub fn apply_waivers(findings: &mut [Finding], waivers: &[Waiver]) {
    for finding in findings.iter_mut().filter(|finding| finding.can_be_waived()) {
        let waiver = waivers.iter().rev().find(|waiver| {
            waiver.rule == finding.rule && waiver.subject == finding.subject && waiver.hash == finding.read_hash
        });
        finding.waived = waiver.map(|waiver| waiver.because.clone());
    }
}
