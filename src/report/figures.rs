//! The tables of figures, laid out for the width at hand, each with its formulas in words.

use super::layout;
use crate::figures::FigureTable;

/// Draws the tables, one below the other.
#[must_use]
pub fn draw(tables: &[FigureTable], width: usize) -> String {
    tables.iter().map(|table| drawn(table, width)).collect::<Vec<_>>().join("\n")
}

fn drawn(table: &FigureTable, width: usize) -> String {
    let headings = table.headings.iter().map(|heading| (*heading).to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(headings).chain(table.rows.iter().cloned()).collect();
    let formulas = table.formula_in_words.iter().map(|formula| layout::wrapped(formula, width.min(78), "  "));
    let body = layout::sheet(&rows, width).unwrap_or_else(|| layout::stacked(&rows, width));
    let formulas: String = formulas.map(|formula| formula + "\n").collect();
    format!("{}\n{body}\n{formulas}", table.title)
}
