//! The Markdown of a document as a tree of blocks, from which the Word document and the Typst source are made. Raw HTML
//! is text, unsafe links are plain words, pictures are their descriptions.

mod reading;
#[cfg(test)]
mod tests;

use super::drawing::canvas::{Laid, Position};
pub(super) use pulldown_cmark::Alignment;
pub(super) use reading::blocks;
use std::rc::Rc;
use unicode_width::UnicodeWidthStr;

/// One block of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// A heading; level 1 is the highest, 6 the lowest.
    Heading { level: usize, text: Vec<Span> },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list, numbered from `first` on if there is one.
    List { first: Option<u64>, entries: Vec<Vec<Self>> },
    /// The blocks of the canvas with their places, in the order of the drawing.
    Canvas(Vec<(Position, Vec<Span>)>),
    /// A drawing in SVG, with what it shows.
    Picture { drawing: String, caption: String },
    /// What is quoted.
    Quote(Vec<Self>),
    /// Text whose lines stay as they are.
    Code(String),
    /// A table.
    Table(Table),
    /// A line across the page.
    Rule,
}

/// A table: every row has a cell for each column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) columns: Vec<Alignment>,
    pub(super) head: Vec<Vec<Span>>,
    pub(super) rows: Vec<Vec<Vec<Span>>>,
}

/// Text of one look; never empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Span {
    /// The words; a line break within them is one that shows.
    pub(super) text: String,
    pub(super) face: Face,
    /// Where it leads to, by a safe scheme.
    pub(super) link: Option<Rc<str>>,
}

/// The look of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each look comes with each other")]
pub(super) struct Face {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) code: bool,
}

/// The canvas as it lies: its columns from the left, each with its blocks from the top, and the band below them, each block
/// with its share of it.
pub(super) struct Lattice<'c> {
    pub(super) columns: Vec<Vec<&'c [Span]>>,
    pub(super) band: Vec<(usize, &'c [Span])>,
}

impl<'c> Lattice<'c> {
    pub(super) fn new(canvas: &'c [(Position, Vec<Span>)]) -> Self {
        let Laid { columns, band } = Laid::new(canvas, |(place, _)| *place);
        let texts =
            |column: Vec<&'c (Position, Vec<Span>)>| column.into_iter().map(|(_, text)| text.as_slice()).collect();
        Self {
            columns: columns.into_iter().map(texts).collect(),
            band: band.into_iter().map(|(place, text)| (place.span, text.as_slice())).collect(),
        }
    }

    /// How many parts of a row a column takes, and each share of the band, so that both fill a row of as many parts.
    pub(super) fn parts(&self) -> (usize, usize) {
        let shares: usize = self.band.iter().map(|(share, _)| share).sum();
        (shares.max(1), self.columns.len().max(1))
    }
}

/// The words alone.
pub(super) fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect::<String>().replace('\n', " ")
}

/// Takes the title off a document that begins with the only heading of the highest level; the other headings then
/// rise by one level.
pub(super) fn titled(mut blocks: Vec<Block>) -> (Vec<Span>, Vec<Block>) {
    let is_top = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    if blocks.iter().filter(|block| is_top(block)).count() != 1 || !blocks.first().is_some_and(is_top) {
        return (Vec::new(), blocks);
    }
    let Block::Heading { text: title, .. } = blocks.remove(0) else { return (Vec::new(), blocks) };
    for block in &mut blocks {
        if let Block::Heading { level, .. } = block {
            *level = level.saturating_sub(1).max(1);
        }
    }
    (title, blocks)
}

/// The text of a block of the canvas with its name, which is bold, on a line of its own.
pub(super) fn named(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    if let [name, rest, ..] = spans.as_mut_slice()
        && name.face.bold
        && rest.text.starts_with(' ')
    {
        rest.text.remove(0);
        name.text.push('\n');
    }
    spans
}

/// What stands before the first heading, and the rest.
pub(super) fn opened(blocks: &[Block]) -> (&[Block], &[Block]) {
    let first = blocks.iter().position(|block| matches!(block, Block::Heading { .. })).unwrap_or(blocks.len());
    blocks.split_at_checked(first).unwrap_or((blocks, &[]))
}

/// So many letters of a table fit side by side on a page.
const LETTERS: usize = 84;

/// What a column wants beside its letters.
const AIR: usize = 3;

/// Longer words are broken.
const LONGEST_WORD: usize = 18;

/// Longer lines are wrapped.
const LONGEST_LINE: usize = 36;

impl Table {
    /// The shares of `whole` that the columns get, by what stands in them: the room of its longest word for each if
    /// that fits, more for those that have more to say.
    pub(super) fn widths(&self, whole: usize) -> Vec<usize> {
        let rooms: Vec<(usize, usize)> = (0..self.columns.len()).map(|column| self.rooms(column)).collect();
        let (words, lines) = rooms.iter().fold((0, 0), |sum, room| (sum.0 + room.0, sum.1 + room.1));
        let spare = LETTERS.saturating_sub(words);
        let part = |&(word, line): &(usize, usize)| {
            // What all columns want beyond their words shares what is left, in thousandths of a letter.
            word * 1000 + spare.min(lines - words) * 1000 * (line - word) / (lines - words).max(1)
        };
        let shares: Vec<usize> = rooms.iter().map(part).collect();
        let sum = shares.iter().sum::<usize>().max(1);
        let mut widths: Vec<usize> = shares.iter().map(|share| share * whole / sum).collect();
        let rest = whole - widths.iter().sum::<usize>();
        if let Some(last) = widths.last_mut() {
            *last += rest;
        }
        widths
    }

    /// How much room a column needs for its longest word and would like for its longest line, each within limits.
    fn rooms(&self, column: usize) -> (usize, usize) {
        let cells = std::iter::once(&self.head).chain(&self.rows).filter_map(|row| row.get(column));
        let (mut word, mut line) = (0, 0);
        for cell in cells {
            let text = plain(cell);
            word = text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0).max(word);
            line = text.width().max(line);
        }
        let word = word.clamp(3, LONGEST_WORD);
        (word + AIR, line.clamp(word, LONGEST_LINE) + AIR)
    }
}
