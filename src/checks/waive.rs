//! Findings that the founder lets stand, with a reason.

use super::Finding;
use crate::plan::Waiver;

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
