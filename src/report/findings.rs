//! Findings as text: what is wrong, what to do about it, and where.

use super::styles::{self, Colour};
use crate::bank::Severity;
use crate::checks::Finding;
use crate::words;
use std::fmt::Write;

/// A finding and the place where it can be mended, as it is shown.
#[derive(Clone, Debug)]
pub struct PlacedFinding<'f> {
    /// What was found.
    pub finding: &'f Finding,
    /// The step and the question.
    pub place: Option<String>,
}

/// The findings by severity, those let stand among them, and a summary. `waive` is the
/// command that lets one stand, without the rule and the reason.
#[must_use]
pub fn draw(entries: &[PlacedFinding<'_>], checks: usize, waive: &str, width: usize, colour: Colour) -> String {
    let width = width.clamp(20, 90);
    let mut text = String::new();
    for severity in [Severity::Gap, Severity::Warning, Severity::Hint] {
        let own: Vec<&PlacedFinding<'_>> = entries.iter().filter(|entry| entry.finding.severity == severity).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{}", heading(severity, colour));
        for entry in own {
            text.push_str(&drawn(entry, width, colour));
        }
        text.push('\n');
    }
    text.push_str(&summary(entries, checks, width));
    let can_stand = |entry: &&PlacedFinding<'_>| entry.finding.can_be_waived() && entry.finding.waived.is_none();
    if entries.iter().find(can_stand).is_some() {
        let command = format!("{waive} RULE --because \"...\"");
        let _ = writeln!(text, "To let a warning or a hint stand: {}", words::printable(&command));
    }
    text
}

fn heading(severity: Severity, colour: Colour) -> String {
    match severity {
        Severity::Gap => styles::error("Gaps: with these the model cannot work", colour),
        Severity::Warning => styles::warning("Warnings: probably not what you mean", colour),
        Severity::Hint => styles::heading("Hints: worth a look", colour),
    }
}

fn drawn(entry: &PlacedFinding<'_>, width: usize, colour: Colour) -> String {
    let finding = entry.finding;
    let mut text = wrapped(&finding.message, width, "  - ");
    if let Some(because) = &finding.waived {
        text.push_str(&wrapped(&format!("You let it stand: {because}"), width, "    "));
    } else {
        text.push_str(&wrapped(&finding.advice, width, "    "));
    }
    let place = entry.place.as_ref().map(|place| wrapped(&format!("Go to {place}."), width, "    "));
    let rule = format!("    Rule: {}\n", words::printable(&finding.rule));
    let lines = format!("{}{rule}", place.unwrap_or_default());
    for line in lines.lines() {
        let _ = writeln!(text, "{}", styles::dimmed(line, colour));
    }
    text
}

fn summary(entries: &[PlacedFinding<'_>], checks: usize, width: usize) -> String {
    let checks = words::counted(checks, "check", "checks");
    if entries.is_empty() {
        return wrapped(&format!("Nothing found: the answers pass all {checks}."), width, "");
    }
    let open = |severity: Severity| {
        entries.iter().filter(|entry| entry.finding.severity == severity && entry.finding.waived.is_none()).count()
    };
    let mut parts = vec![
        words::counted(open(Severity::Gap), "gap", "gaps"),
        words::counted(open(Severity::Warning), "warning", "warnings"),
        words::counted(open(Severity::Hint), "hint", "hints"),
    ];
    let waived = entries.iter().filter(|entry| entry.finding.waived.is_some()).count();
    if waived > 0 {
        parts.push(format!("{waived} let stand"));
    }
    let counts = words::capitalised(&words::listed(&parts));
    wrapped(&format!("{counts}, from {checks}."), width, "")
}

/// A paragraph behind a mark; the lines below stand under its text.
fn wrapped(text: &str, width: usize, first: &str) -> String {
    let rest = " ".repeat(first.len());
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(&rest);
    format!("{}\n", textwrap::fill(&words::printable(text), options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(severity: Severity, waived: Option<&str>) -> Finding {
        Finding {
            rule: "a-rule".into(),
            severity,
            subject: Vec::new(),
            message: "Schools have\u{1b}[31m no offer.".into(),
            advice: "Offer them something.".into(),
            risk: None,
            question: None,
            waived: waived.map(str::to_owned),
            read_hash: String::new(),
            parts: Vec::new(),
        }
    }

    #[test]
    fn findings_are_grouped_and_counted() {
        let (gap, hint) = (finding(Severity::Gap, None), finding(Severity::Hint, Some("on purpose")));
        let place = Some("step 2, Value propositions: the offers".to_owned());
        let entries = [PlacedFinding { finding: &gap, place }, PlacedFinding { finding: &hint, place: None }];
        let expected = "\
Gaps: with these the model cannot work
  - Schools have[31m no offer.
    Offer them something.
    Go to step 2, Value propositions: the offers.
    Rule: a-rule

Hints: worth a look
  - Schools have[31m no offer.
    You let it stand: on purpose
    Rule: a-rule

1 gap, no warnings, no hints and 1 let stand, from 60 checks.
";
        assert_eq!(draw(&entries, 60, "canvass waive plan.json", 80, Colour::Off), expected);
    }

    #[test]
    fn the_way_to_let_a_warning_stand_is_named_where_there_is_one() {
        let warning = finding(Severity::Warning, None);
        let text = draw(
            &[PlacedFinding { finding: &warning, place: None }],
            1,
            "canvass waive 'my plan.json'",
            80,
            Colour::Off,
        );
        assert!(
            text.ends_with("To let a warning or a hint stand: canvass waive 'my plan.json' RULE --because \"...\"\n")
        );
        assert_eq!(draw(&[], 60, "a", 80, Colour::Off), "Nothing found: the answers pass all 60 checks.\n");
    }
}
