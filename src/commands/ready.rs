//! Whether a plan can be called final, and if not, what is still missing.

use super::World;
use super::findings::place;
use crate::bank::{Bank, Severity};
use crate::checks::Report;
use crate::facts::{Facts, Point};
use crate::words;
use std::fmt::Write;

/// What holds the plan of that file back from being final, all of it; nothing if it is ready.
pub(super) fn refusal(name: &str, bank: &Bank, facts: &Facts<'_>, report: &Report, world: &World) -> Option<String> {
    let gaps: Vec<String> = report.of(Severity::Gap).map(|finding| finding.message.clone()).collect();
    let points = |keep: &dyn Fn(&Point<'_>) -> bool| {
        facts.points.iter().filter(|point| keep(point)).map(|point| about(bank, point)).collect::<Vec<_>>()
    };
    let stale = points(&|point| point.is_stale());
    let missing = points(&|point| point.is_missing());
    let groups = [
        (gaps, "gap in the model", "gaps in the model"),
        (stale, "answer to look at again", "answers to look at again"),
        (missing, "required question without an answer", "required questions without an answer"),
    ];
    let held: Vec<_> = groups.iter().filter(|(lines, ..)| !lines.is_empty()).collect();
    if held.is_empty() {
        return None;
    }
    let counts: Vec<String> = held.iter().map(|(lines, one, many)| words::counted(lines.len(), one, many)).collect();
    let mut text = format!("`{name}` is not final yet, so nothing was written: {}\n", words::listed(&counts));
    for (lines, one, many) in held {
        let _ = writeln!(text, "\n{}:", words::counted(lines.len(), one, many));
        for line in lines {
            let _ = writeln!(text, "  - {}", words::printable(line));
        }
    }
    let command = world.command(&["walk", name]);
    let _ = writeln!(text, "\nhelp: go on with `{command}`, or leave out --final to get a draft");
    Some(text)
}

/// A point with the item it belongs to and the place where it is asked.
fn about(bank: &Bank, point: &Point<'_>) -> String {
    match &point.item_title {
        Some(title) => format!("{title}: {}", place(bank, point)),
        None => place(bank, point),
    }
}
