//! The canvas of the business as text: blocks with box characters, or a list with headings.

mod boxes;
mod grid;
mod lines;

use super::layout::wrapped;
use super::styles::{self, Colour};
use crate::documents::{Canvas, FilledBlock, Mark};
use crate::words;
use lines::{CanvasLine, Tone};

/// From this width on, the blocks lie side by side as on paper; below it they are stacked.
const CLASSIC: usize = 100;

/// No line is drawn shorter than this.
const NARROWEST: usize = 20;

/// How the canvas is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// With box characters: as on paper from 100 columns on, else one block below another.
    Boxes,
    /// As headings and lists, for screen readers and for terminals without box characters.
    List,
}

/// Draws the canvas with its title, what its marks mean, and whose it is. No line is wider than `width`, which counts
/// as 20 at least.
#[must_use]
pub fn draw(canvas: &Canvas, shape: Shape, width: usize, colour: Colour) -> String {
    let width = width.max(NARROWEST);
    let around = |text: &str| wrapped(text, width, "");
    let mut parts = vec![styled(&around(&canvas.title), Tone::Title, colour)];
    parts.push(blocks(&canvas.blocks, shape, width, colour));
    parts.push(styled(&around(&canvas.credit), Tone::Note, colour));
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

/// Draws the blocks alone, with what their marks mean.
#[must_use]
pub fn blocks(blocks: &[FilledBlock], shape: Shape, width: usize, colour: Colour) -> String {
    let width = width.max(NARROWEST);
    if shape == Shape::List {
        return list(blocks, width, colour);
    }
    let frames = if width >= CLASSIC { grid::classic(blocks, width) } else { grid::stacked(blocks, width) };
    let mut text = boxes::draw(&frames, colour);
    let has = |mark: Mark| blocks.iter().flat_map(|block| &block.entries).any(|entry| entry.mark == Some(mark));
    for mark in [Mark::Open, Mark::Stale].into_iter().filter(|mark| has(*mark)) {
        let legend = wrapped(&format!("{} {}", lines::sign(mark), lines::meaning(mark)), width, "  ");
        text.push_str(&styled(&legend, Tone::of(Some(mark)), colour));
        text.push('\n');
    }
    text
}

/// A heading and a list for each block; what a mark means is said in words.
fn list(blocks: &[FilledBlock], width: usize, colour: Colour) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        for CanvasLine { text: line, tone } in lines::listed(block, width) {
            text.push_str(&styled(&line, tone, colour));
            text.push('\n');
        }
    }
    text
}

fn styled(text: &str, tone: Tone, colour: Colour) -> String {
    match tone {
        Tone::Plain => text.to_owned(),
        _ if text.is_empty() => String::new(),
        Tone::Title => styles::heading(text, colour),
        Tone::Note => styles::dimmed(text, colour),
        Tone::Marked => styles::warning(text, colour),
    }
}

/// The text of a block or an entry, harmless to a terminal; one that is empty is named so.
fn shown(text: &str) -> String {
    let text = words::printable(text);
    if text.trim().is_empty() { "without a name".to_owned() } else { text }
}

#[cfg(test)]
mod tests;
