//! The blocks of the canvas for a drawing in the terminal: what stands in them and where they lie.

use super::{Templates, values};
use crate::diagnostic::Diagnostic;
use crate::fact::Fact;
use std::num::NonZeroUsize;

impl Templates {
    /// The blocks of the canvas with their entries, for a drawing in the terminal.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn canvas_blocks(&self, facts: &Fact) -> Result<Canvas, Vec<Diagnostic>> {
        let context = values::context(facts, &self.vocabulary);
        Ok(read(&self.render(&self.texts, "canvas.tsv", &context)?))
    }
}

/// The canvas: its blocks in the order in which they are read, and the lines around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Canvas {
    /// What stands above the drawing; may be empty.
    pub title: String,
    /// The blocks in the order of a list.
    pub blocks: Vec<Block>,
    /// Whose canvas it is; may be empty.
    pub credit: String,
}

/// One block of the canvas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Its column in the drawing, from the left; none for a block in the band below.
    pub column: Option<NonZeroUsize>,
    /// Its row in the column, from the top; in the band below, from the left.
    pub row: usize,
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub entries: Vec<Entry>,
}

/// One entry of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The text.
    pub text: String,
    /// What there is to say about it.
    pub mark: Option<Mark>,
}

/// What there is to say about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Something required about it is still open.
    Open,
    /// It was settled before something it rests on changed.
    Stale,
    /// It is no entry: it says why there is none.
    Note,
}

/// The canvas as its template writes it: a line each, cells parted by tabs.
fn read(text: &str) -> Canvas {
    let mut canvas = Canvas::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut cells = line.split('\t').map(str::trim);
        let (first, text) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        match (first, canvas.blocks.last_mut()) {
            ("title", _) => text.clone_into(&mut canvas.title),
            ("credit", _) => text.clone_into(&mut canvas.credit),
            ("", Some(block)) => {
                let mark = mark(cells.next().unwrap_or_default());
                block.entries.push(Entry { text: text.to_owned(), mark });
            }
            (place, _) => {
                let (column, row) = place.split_once('/').unwrap_or((place, ""));
                canvas.blocks.push(Block {
                    column: column.parse().ok(),
                    row: row.parse().unwrap_or_default(),
                    title: text.to_owned(),
                    entries: Vec::new(),
                });
            }
        }
    }
    canvas
}

fn mark(word: &str) -> Option<Mark> {
    match word {
        "open" => Some(Mark::Open),
        "stale" => Some(Mark::Stale),
        "note" => Some(Mark::Note),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_blocks_with_a_place_and_entries_with_a_mark() {
        let canvas =
            read("title\tLoaf\n\n2/1\tWork\n\tBake\topen\n\tSell\t\nbelow/2\tMoney\n\tstill open\tnote\ncredit\tS");
        assert_eq!((canvas.title.as_str(), canvas.credit.as_str()), ("Loaf", "S"));
        let places: Vec<_> =
            canvas.blocks.iter().map(|block| (block.column.map(NonZeroUsize::get), block.row)).collect();
        assert_eq!(places, [(Some(2), 1), (None, 2)]);
        let entries: Vec<_> = canvas
            .blocks
            .iter()
            .flat_map(|block| &block.entries)
            .map(|entry| (entry.text.as_str(), entry.mark))
            .collect();
        assert_eq!(entries, [("Bake", Some(Mark::Open)), ("Sell", None), ("still open", Some(Mark::Note))]);
    }
}
