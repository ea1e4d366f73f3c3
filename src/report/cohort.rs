//! The table of many plans for the width at hand.

use super::layout;
use crate::bank::ColumnKind;
use crate::cohort::{Benchmarks, READINESS_NOTE, Row, Table};
use crate::words;

/// The columns of a window of usual width, and those that a wide one has besides.
const USUAL: [&str; 7] = ["venture", "step", "required_open", "completeness", "gaps", "evidence", "readiness"];
const WIDE: [&str; 5] = ["step_title", "consistency", "confirmed", "warnings", "hints"];

/// From this width on a window is wide.
const WIDE_FROM: usize = 140;

/// Draws the table with the columns asked for beside the usual ones, and below it what cannot be read, with the reasons.
#[must_use]
pub fn draw(table: &Table, asked: &[String], width: usize) -> String {
    let usual: Vec<&str> = if width < WIDE_FROM { USUAL.to_vec() } else { [&USUAL[..], &WIDE[..]].concat() };
    let shown = table.shown(Some(&usual), asked);
    let headings: Vec<_> = shown.iter().filter_map(|place| table.headings.get(*place)).collect();
    let rows = table.rows.iter().filter(|row| !row.is_unreadable);
    let rows = rows.map(|row| {
        let currency = table.words(row, "currency");
        let cells = shown.iter().filter_map(|place| Some((table.headings.get(*place)?, row.cells.get(*place)?)));
        cells.map(|(heading, cell)| match cell.shown(heading.kind, currency) {
            text if text.is_empty() && heading.id == "venture" => table.words(row, "file").to_owned(),
            text if text.is_empty() => "–".to_owned(),
            text => text,
        })
    });
    let titles = headings.iter().map(|heading| heading.short.clone()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(titles).chain(rows.map(Iterator::collect)).collect();
    let is_words = |kind: ColumnKind| matches!(kind, ColumnKind::Text | ColumnKind::Choice | ColumnKind::YesNo);
    let of_words: Vec<bool> = headings.iter().map(|heading| is_words(heading.kind)).collect();
    let mut text = String::new();
    if rows.len() > 1 {
        let body = layout::listing(&rows, &of_words, width).unwrap_or_else(|| layout::stacked(&rows, width));
        text = format!("{body}\n");
    }
    text.push_str(&notes(table, &shown, width));
    text
}

fn notes(table: &Table, shown: &[usize], width: usize) -> String {
    let mut text = String::new();
    let mut say = |said: &str, indent: &str| {
        text.push_str(&layout::wrapped(said, width, indent));
        text.push('\n');
    };
    let read = || table.rows.iter().filter(|row| !row.is_unreadable);
    let is_marked = |row: &Row| shown.iter().filter_map(|place| row.cells.get(*place)).any(|cell| cell.is_partial);
    if read().any(is_marked) {
        say("* something is left out of this number", "  ");
    }
    if read().any(|row| row.score.as_ref().is_some_and(|score| score.readiness.is_some())) {
        say(READINESS_NOTE, "");
    }
    if let Some((score, name)) = only(table) {
        for cap in &score.caps {
            say(&format!("{name} has at most {} while {}.", cap.at, cap.because), "  ");
        }
        if let Some(first) = score.advice.first() {
            let gain = if first.gain > 0 { format!(", by {}", first.gain) } else { String::new() };
            say(&format!("What would raise it most{gain}: {}.", first.what), "  ");
        }
    }
    let incomplete: Vec<&Row> = read().filter(|row| !table.words(row, "problem").is_empty()).collect();
    let unreadable: Vec<&Row> = table.rows.iter().filter(|row| row.is_unreadable).collect();
    for (rows, what) in [(incomplete, "not worked out in full"), (unreadable, "not read")] {
        if rows.is_empty() {
            continue;
        }
        say(
            &format!("\u{2022} {}:", words::counted(rows.len(), &format!("plan {what}"), &format!("plans {what}"))),
            "",
        );
        for row in rows {
            let name = ["file", "venture"].map(|id| table.words(row, id)).into_iter().find(|name| !name.is_empty());
            let problem = Some(table.words(row, "problem")).filter(|problem| !problem.is_empty());
            say(&format!("  {}: {}", name.unwrap_or("–"), problem.unwrap_or("cannot be read")), "    ");
        }
    }
    text
}

/// The score of the only plan there is, and its name.
fn only(table: &Table) -> Option<(&crate::cohort::Score, &str)> {
    let [row] = table.rows.as_slice() else { return None };
    Some((row.score.as_ref()?, table.words(row, "venture")))
}

/// Draws what is usual among many ventures.
#[must_use]
pub fn draw_benchmarks(found: &Benchmarks, width: usize) -> String {
    let mut text = format!("What is usual among {} ventures or more that agreed to be counted\n\n", found.ventures);
    let headings = ["", "Ventures", "Lower quarter", "Middle", "Upper quarter"].map(str::to_owned).to_vec();
    let ranges = found.ranges.iter().map(|range| {
        let group =
            range.group.as_ref().map_or_else(|| range.title.clone(), |group| format!("  {}: {group}", range.title));
        let ventures = format!("{} or more", range.ventures);
        [&[group, ventures][..], &range.quartiles[..]].concat()
    });
    let rows: Vec<Vec<String>> = std::iter::once(headings).chain(ranges).collect();
    let of_words = [true, true, true, true, true];
    text.push_str(&layout::listing(&rows, &of_words, width).unwrap_or_else(|| layout::stacked(&rows, width)));
    text.push_str("\n\n");
    let shares = found
        .shares
        .iter()
        .map(|share| vec![share.title.clone(), share.what.clone(), format!("about {}%", share.percent)]);
    let headings = ["", "What", "Share"].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(headings).chain(shares).collect();
    if rows.len() > 1 {
        text.push_str(
            &layout::listing(&rows, &[true, true, false], width).unwrap_or_else(|| layout::stacked(&rows, width)),
        );
        text.push('\n');
    }
    let note = "Nothing here rests on fewer than five ventures. Numbers are told as the band in which they lie, counts in fives.";
    text + &layout::wrapped(note, width, "") + "\n"
}
