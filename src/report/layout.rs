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

/// A table as it is said: a paragraph for each row, nothing told by its position. `x` and `-` beneath a heading that
/// names several things say which of them are there.
pub(super) fn spoken(rows: &[Vec<String>], width: usize) -> String {
    let Some((headings, rows)) = rows.split_first() else { return String::new() };
    let sentence = |row: &Vec<String>| {
        let mut cells = headings.iter().zip(row);
        let name = cells.next().map_or_else(String::new, |(_, name)| format!("{name}."));
        let said = cells.filter(|(_, cell)| !matches!(cell.as_str(), "" | "–")).map(|(heading, cell)| {
            let cell = marked(heading, cell).unwrap_or_else(|| cell.clone());
            format!("{heading}: {cell}.")
        });
        wrapped(&words::printable(&std::iter::once(name).chain(said).collect::<Vec<_>>().join(" ")), width, "")
    };
    rows.iter().map(sentence).collect::<Vec<_>>().join("\n")
}

/// Which of the things that a heading names are marked; none where the cell holds no marks.
fn marked(heading: &str, cell: &str) -> Option<String> {
    let (things, marks): (Vec<&str>, Vec<&str>) = (heading.split(", ").collect(), cell.split(' ').collect());
    if things.len() < 2 || things.len() != marks.len() || !marks.iter().all(|mark| matches!(*mark, "x" | "-")) {
        return None;
    }
    let missing: Vec<String> =
        things.iter().zip(&marks).filter(|(_, mark)| **mark == "-").map(|(thing, _)| thing.to_lowercase()).collect();
    Some(match missing.len() {
        0 => "all of them".to_owned(),
        all if all == things.len() => "none yet".to_owned(),
        _ => format!("all but {}", words::listed(&missing)),
    })
}

/// One block a row, for narrow windows: the row's name, then `heading: cell` lines.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_said_without_marks_and_positions() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let headings = row(["Group", "Offers", "Hear, judge, buy", "Evidence"]);
        for (cells, said) in [
            (["Commuters", "Repairs", "x x x", "–"], "Commuters. Offers: Repairs. Hear, judge, buy: all of them."),
            (["周末 🚲", "", "x - x", "tried out"], "周末 🚲. Hear, judge, buy: all but judge. Evidence: tried out."),
            (["Firms", "–", "- - -", ""], "Firms. Hear, judge, buy: none yet."),
            (["Clubs", "x - x", "by x", "x"], "Clubs. Offers: x - x. Hear, judge, buy: by x. Evidence: x."),
        ] {
            assert_eq!(spoken(&[headings.clone(), row(cells)], 100), said);
        }
        let narrow = spoken(&[headings, row(["Commuters", "Repairs\u{1b}[2J", "x x x", "–"])], 24);
        assert!(narrow.lines().all(|line| line.len() <= 24) && !narrow.contains('\u{1b}'), "{narrow}");
    }
}
