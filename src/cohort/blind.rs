//! The table for reviewers who shall not know whose plan they read.

use super::measure::{Cell, Value};
use super::table::Table;
use crate::bank::ColumnKind;

/// Names that give nothing away, one for each row; words of the founders, files and dates are taken out, and the rows
/// come in the order of their names.
pub fn blind(table: &mut Table, names: &[String]) {
    // The day of the last answer, read beside a folder of files, tells which file it is.
    let hidden = ["file", "changed", "problem"];
    let is_told = |id: &str, kind: ColumnKind| kind == ColumnKind::Text || hidden.contains(&id);
    let (kept, told): (Vec<_>, Vec<_>) =
        table.headings.iter().cloned().enumerate().partition(|(_, heading)| !is_told(&heading.id, heading.kind));
    drop(told);
    for (row, name) in table.rows.iter_mut().zip(names) {
        row.cells = kept
            .iter()
            .map(|(place, heading)| match heading.id.as_str() {
                "venture" => Cell { value: Value::Words(name.clone()), is_partial: false },
                _ => row.cells.get(*place).cloned().unwrap_or_default(),
            })
            .collect();
        row.summary = None;
        row.found.iter_mut().for_each(|found| found.message.clear());
        if let Some(score) = &mut row.score {
            score.advice.clear();
        }
    }
    table.headings = kept.into_iter().map(|(_, heading)| heading).collect();
    table.sort("venture", false);
}
