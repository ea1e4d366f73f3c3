//! The recap of half-way, laid out for the width at hand.

use crate::words;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use console::Term;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The spaces on both sides of a cell.
const CELL_PADDING: usize = 2;

/// Lines longer than this are hard to read, and no front shows longer ones.
const WIDEST: usize = 78;

/// What the recap shows.
#[derive(Clone, Debug, Default)]
pub struct Recap {
    /// The model read back in a paragraph.
    pub paragraph: String,
    /// The fit table: a heading row, then a row for each group; empty cells hold a dash.
    pub table: Vec<Vec<String>>,
    /// What is required and still open.
    pub missing: Vec<String>,
}

/// The most missing answers that are named; the rest is counted.
const MISSING_NAMED: usize = 7;

/// Lays the recap out.
#[must_use]
pub fn draw(recap: &Recap, width: usize) -> String {
    let width = width.clamp(20, 120);
    let mut parts: Vec<String> = recap.paragraph.lines().map(|line| wrapped(line, width.min(78), "")).collect();
    parts.push(String::new());
    if recap.table.len() > 1 {
        parts.push(table(&recap.table, width).unwrap_or_else(|| stacked(&recap.table, width)));
        parts.push(String::new());
    }
    parts.push(missing(&recap.missing, width));
    parts.join("\n")
}

fn missing(missing: &[String], width: usize) -> String {
    if missing.is_empty() {
        return "Nothing that is required is missing up to here.\n".into();
    }
    let mut text = wrapped(&format!("Still to be settled ({}):", missing.len()), width, "");
    for label in missing.iter().take(MISSING_NAMED) {
        text.push('\n');
        text.push_str(&bullet(label, width));
    }
    if missing.len() > MISSING_NAMED {
        let _ = write!(text, "\n  and {} more", missing.len() - MISSING_NAMED);
    }
    text.push('\n');
    text
}

fn bullet(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).initial_indent("  - ").subsequent_indent("    ");
    textwrap::fill(&words::printable(text), options)
}

fn wrapped(text: &str, width: usize, indent: &str) -> String {
    textwrap::fill(&words::printable(text), textwrap::Options::new(width).subsequent_indent(indent))
}

/// A drawn table, unless a word would have to be cut for it.
fn table(rows: &[Vec<String>], width: usize) -> Option<String> {
    let longest = longest_words(rows);
    if longest.iter().map(|word| word + CELL_PADDING).sum::<usize>() > width {
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
        let least = u16::try_from(word + CELL_PADDING).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
    }
    Some(table.trim_fmt())
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
fn stacked(rows: &[Vec<String>], width: usize) -> String {
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

/// The width of the terminal standard output goes to; 80 where it is none.
#[must_use]
pub fn output_width() -> usize {
    width_of(&Term::stdout())
}

/// How wide a page between the prompts can be: one column less than the terminal, and no more than is read easily.
#[must_use]
pub fn prompt_width() -> usize {
    width_of(&Term::stderr()).saturating_sub(1).min(WIDEST)
}

fn width_of(term: &Term) -> usize {
    term.size_checked().map_or(80, |(_, columns)| usize::from(columns))
}

/// A text laid out for the prompts: paragraphs wrapped at words.
#[must_use]
pub fn paragraphs(text: &str, width: usize) -> String {
    text.lines().map(|line| wrapped(line, width.clamp(20, 78), "")).collect::<Vec<_>>().join("\n")
}
