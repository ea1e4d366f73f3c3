//! The recap of half-way, laid out for the width at hand.

use super::canvas::{self, Shape};
use super::layout::{spoken, stacked, table, wrapped};
use super::styles::Colour;
use crate::documents::FilledBlock;
use crate::words;
use console::Term;
use std::fmt::Write;

/// Lines longer than this are hard to read, and no front shows longer ones.
const WIDEST: usize = 78;

/// What the recap shows.
#[derive(Clone, Debug, Default)]
pub struct Recap {
    /// The model read back in a paragraph.
    pub paragraph: String,
    /// The canvas, block by block.
    pub canvas: Vec<FilledBlock>,
    /// The fit table: a heading row, then a row for each group; empty cells hold a dash.
    pub table: Vec<Vec<String>>,
    /// Whether it is read out: then the table is said in sentences.
    pub is_spoken: bool,
    /// What was answered and the templates of the bank do not tell: a line each.
    pub further: Vec<String>,
    /// What is required and still open.
    pub missing: Vec<String>,
    /// What was settled before something it rests on changed: a line each.
    pub again: Vec<String>,
    /// What does not hold together, gaps first: a line each.
    pub findings: Vec<String>,
    /// What rests on the least evidence, weakest first.
    pub beliefs: Vec<String>,
}

/// The most missing answers and findings that are named; the rest is counted.
const NAMED: usize = 7;

/// The most weak beliefs that are named.
const BELIEFS_NAMED: usize = 3;

/// Lays the recap out, the canvas in the shape asked for.
#[must_use]
pub fn draw(recap: &Recap, shape: Shape, width: usize, colour: Colour) -> String {
    let width = width.clamp(20, 120);
    let mut parts: Vec<String> = recap.paragraph.lines().map(|line| wrapped(line, width.min(78), "")).collect();
    parts.push(String::new());
    if !recap.canvas.is_empty() {
        parts.push(canvas::blocks(&recap.canvas, shape, width, colour));
    }
    if recap.table.len() > 1 {
        let drawn = if recap.is_spoken { None } else { table(&recap.table, width) };
        let otherwise = if recap.is_spoken { spoken } else { stacked };
        parts.push(drawn.unwrap_or_else(|| otherwise(&recap.table, width)));
        parts.push(String::new());
    }
    parts.extend(Some(further(&recap.further, width)).filter(|further| !further.is_empty()));
    parts.push(missing(&recap.missing, width));
    if !recap.again.is_empty() {
        parts.push(listing(&format!("To look at again ({}):", recap.again.len()), &recap.again, NAMED, width));
    }
    parts.push(findings(&recap.findings, width));
    if !recap.beliefs.is_empty() {
        let weakest = recap.beliefs.get(..BELIEFS_NAMED).unwrap_or(&recap.beliefs);
        parts.push(listing("The weakest beliefs so far:", weakest, BELIEFS_NAMED, width));
    }
    parts.join("\n")
}

fn missing(missing: &[String], width: usize) -> String {
    if missing.is_empty() {
        return "Nothing that is required is missing up to here.\n".into();
    }
    listing(&format!("Still to be settled ({}):", missing.len()), missing, NAMED, width)
}

fn findings(findings: &[String], width: usize) -> String {
    if findings.is_empty() {
        return "The checks found nothing to mend in what is settled.\n".into();
    }
    listing(&format!("What does not hold together yet ({}):", findings.len()), findings, NAMED, width)
}

/// What was answered beside what a page shows; empty where nothing was.
#[must_use]
pub fn further(answers: &[String], width: usize) -> String {
    if answers.is_empty() {
        return String::new();
    }
    listing("Further answers:", answers, usize::MAX, width)
}

fn listing(heading: &str, lines: &[String], named: usize, width: usize) -> String {
    let mut text = wrapped(heading, width, "");
    for line in lines.iter().take(named) {
        text.push('\n');
        text.push_str(&bullet(line, width));
    }
    if lines.len() > named {
        let _ = write!(text, "\n  and {} more", lines.len() - named);
    }
    text.push('\n');
    text
}

fn bullet(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).initial_indent("  - ").subsequent_indent("    ");
    textwrap::fill(&words::printable(text), options)
}

/// The width of the terminal standard output goes to, if it goes to one.
#[must_use]
pub fn output_columns() -> Option<usize> {
    columns_of(&Term::stdout())
}

/// The width of the terminal standard error goes to, if it goes to one.
#[must_use]
pub fn message_columns() -> Option<usize> {
    columns_of(&Term::stderr())
}

fn columns_of(term: &Term) -> Option<usize> {
    term.size_checked().map(|(_, columns)| usize::from(columns))
}

/// How wide a page between the prompts can be: one column less than the terminal, and no more than is read easily.
#[must_use]
pub fn page_width(terminal: Option<usize>) -> usize {
    terminal.map_or(WIDEST, |columns| columns.saturating_sub(1).min(WIDEST))
}

/// A text laid out for the prompts: paragraphs wrapped at words.
#[must_use]
pub fn paragraphs(text: &str, width: usize) -> String {
    text.lines().map(|line| wrapped(line, width.clamp(20, 78), "")).collect::<Vec<_>>().join("\n")
}
