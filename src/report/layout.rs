//! Tables and paragraphs for the width at hand.

use crate::words;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

/// The space on each side of a cell.
const CELL_PADDING: u16 = 1;

/// A paragraph wrapped at words, its later lines indented.
pub(super) fn wrapped(text: &str, width: usize, indent: &str) -> String {
    textwrap::fill(&words::printable(text), textwrap::Options::new(width).subsequent_indent(indent))
}

/// A table of words with a line under each row, unless a word would have to be cut for it.
pub(super) fn table(rows: &[Vec<String>], width: usize) -> Option<String> {
    fitted(drawn(rows, width, CELL_PADDING)?, width)
}

/// A table of numbers: right-aligned but for the first column, no lines between the rows.
pub(super) fn sheet(rows: &[Vec<String>], width: usize) -> Option<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let of_words: Vec<bool> = (0..columns).map(|column| column == 0).collect();
    listed(rows, &of_words, width, CELL_PADDING)
}

/// A table with no lines between the rows; columns that are not of words are right-aligned. Where there is little room
/// they move together.
pub(super) fn listing(rows: &[Vec<String>], of_words: &[bool], width: usize) -> Option<String> {
    let set = |padding: u16| listed(rows, of_words, width, padding);
    set(CELL_PADDING).or_else(|| set(0))
}

fn listed(rows: &[Vec<String>], of_words: &[bool], width: usize, padding: u16) -> Option<String> {
    let mut table = drawn(rows, width, padding)?;
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    for (column, _) in table.column_iter_mut().zip(of_words).filter(|(_, is_of_words)| !**is_of_words) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    fitted(table, width)
}

/// The table as text. Columns that may not shrink can push it over its width; then the others make room, or there
/// is no table.
fn fitted(mut table: Table, width: usize) -> Option<String> {
    let widest = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
    let text = table.trim_fmt();
    let excess = widest(&text).saturating_sub(width);
    if excess == 0 {
        return Some(text);
    }
    table.set_width(u16::try_from(width.saturating_sub(excess)).unwrap_or(80));
    Some(table.trim_fmt()).filter(|text| widest(text) <= width)
}

fn drawn(rows: &[Vec<String>], width: usize, padding: u16) -> Option<Table> {
    let longest = longest_words(rows);
    if longest.iter().map(|word| word + 2 * usize::from(padding)).sum::<usize>() > width {
        return None;
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(80));
    let mut rows = rows.iter().map(|row| row.iter().map(|cell| words::printable(cell)).collect::<Vec<_>>());
    if let Some(heading) = rows.next() {
        table.set_header(heading);
    }
    table.add_rows(rows);
    for (column, word) in table.column_iter_mut().zip(longest) {
        let least = u16::try_from(word).unwrap_or(u16::MAX).saturating_add(2 * padding);
        column.set_padding((padding, padding));
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
    }
    Some(table)
}

/// The width of the longest word of each column.
fn longest_words(rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let longest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.flat_map(|cell| cell.split_whitespace()).map(UnicodeWidthStr::width).max().unwrap_or_default()
    };
    (0..columns).map(longest).collect()
}

/// One block a row, for narrow windows and screen readers: the row's name, then `heading: cell` lines.
pub(super) fn stacked(rows: &[Vec<String>], width: usize) -> String {
    let Some((headings, rows)) = rows.split_first() else { return String::new() };
    let block = |row: &Vec<String>| {
        let mut cells = headings.iter().zip(row);
        let name = cells.next().map_or_else(String::new, |(_, name)| wrapped(name, width, ""));
        let lines = cells.map(|(heading, cell)| {
            let options = textwrap::Options::new(width).initial_indent("  ").subsequent_indent("    ");
            textwrap::fill(&words::printable(&format!("{heading}: {cell}")), options)
        });
        std::iter::once(name).chain(lines).collect::<Vec<_>>().join("\n")
    };
    rows.iter().map(block).collect::<Vec<_>>().join("\n")
}
