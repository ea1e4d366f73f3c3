//! The blocks of the canvas for a drawing in the terminal: what stands in them and where they lie.

pub(crate) mod arrangement;

use crate::diagnostic::Diagnostic;
use crate::documents::Templates;
use crate::fact::Fact;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

impl Templates {
    /// The blocks of the canvas with their entries, for a drawing in the terminal.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn canvas_blocks(&self, facts: &Fact) -> Result<Canvas, Vec<Diagnostic>> {
        Ok(read(&self.render(&self.texts, "canvas.tsv", &self.context(facts))?))
    }
}

/// The canvas: its blocks in the order in which they are read, and the lines around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Canvas {
    /// What stands above the drawing; may be empty.
    pub title: String,
    /// The blocks in the order of a list.
    pub blocks: Vec<FilledBlock>,
    /// Whose canvas it is; may be empty.
    pub credit: String,
}

/// Where a block lies in the drawing. Sorted, places go through the columns from the left, each from the top, then through
/// the band below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its column, from the left; none for a block in the band below.
    pub column: Option<NonZeroUsize>,
    /// Its row in the column, from the top; in the band below, from the left.
    pub row: usize,
    /// How much of the band it takes beside the others there, at least 1.
    pub span: usize,
}

impl Default for Position {
    /// Alone in the band.
    fn default() -> Self {
        Self { column: None, row: 1, span: 1 }
    }
}

impl Position {
    /// The places of the blocks among the facts, in the order of the drawing.
    pub(crate) fn of_all(facts: &Fact) -> Vec<Self> {
        let canvas = facts.get("canvas");
        let mut places: Vec<Self> = canvas.as_list().iter().map(Self::of).collect();
        places.sort_by_key(|place| (place.column.is_none(), place.column, place.row));
        places
    }

    fn of(block: &Fact) -> Self {
        let number = |name: &str| match block.get(name) {
            Fact::Whole(number) => usize::try_from(number).ok(),
            _ => None,
        };
        Self {
            column: number("column").and_then(NonZeroUsize::new),
            row: number("row").unwrap_or(1),
            span: number("span").unwrap_or(1).max(1),
        }
    }
}

/// What lies in the drawing: columns from the left, each from the top, and the band below them, from the left.
pub(crate) struct Laid<T> {
    pub(crate) columns: Vec<Vec<T>>,
    pub(crate) band: Vec<T>,
}

impl<T> Laid<T> {
    /// Each thing where its place says.
    pub(crate) fn new(all: impl IntoIterator<Item = T>, place: impl Fn(&T) -> Position) -> Self {
        let mut columns: BTreeMap<NonZeroUsize, Vec<T>> = BTreeMap::new();
        let mut band = Vec::new();
        for one in all {
            match place(&one).column {
                Some(column) => columns.entry(column).or_default().push(one),
                None => band.push(one),
            }
        }
        let mut columns: Vec<Vec<T>> = columns.into_values().collect();
        columns.iter_mut().chain([&mut band]).for_each(|own| own.sort_by_key(|one| place(one).row));
        Self { columns, band }
    }
}

/// One block of the canvas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledBlock {
    /// Where it lies.
    pub place: Position,
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub entries: Vec<CanvasEntry>,
}

/// One entry of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CanvasEntry {
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
                block.entries.push(CanvasEntry { text: text.to_owned(), mark });
            }
            (place, _) => {
                let mut numbers = place.split('/');
                let column = numbers.next().and_then(|column| column.parse().ok());
                let mut number = || numbers.next().and_then(|number| number.parse().ok()).unwrap_or(1);
                let place = Position { column, row: number(), span: number().max(1) };
                canvas.blocks.push(FilledBlock { place, title: text.to_owned(), entries: Vec::new() });
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
            read("title\tLoaf\n\n2/1\tWork\n\tBake\topen\n\tSell\t\nbelow/2/3\tMoney\n\tstill open\tnote\ncredit\tS");
        assert_eq!((canvas.title.as_str(), canvas.credit.as_str()), ("Loaf", "S"));
        let places: Vec<Position> = canvas.blocks.iter().map(|block| block.place).collect();
        let second = Position { column: NonZeroUsize::new(2), row: 1, span: 1 };
        assert_eq!(places, [second, Position { column: None, row: 2, span: 3 }]);
        let entries: Vec<_> = canvas
            .blocks
            .iter()
            .flat_map(|block| &block.entries)
            .map(|entry| (entry.text.as_str(), entry.mark))
            .collect();
        assert_eq!(entries, [("Bake", Some(Mark::Open)), ("Sell", None), ("still open", Some(Mark::Note))]);
    }
}
