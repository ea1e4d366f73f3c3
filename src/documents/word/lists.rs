//! Bullets and numbers of lists, and what counts headings.

use super::STEP;
use super::headings::{ANNEXES, CHAPTERS};
use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering,
    NumberingId, Paragraph, SpecialIndentType, Start,
};

/// The kinds of list; 1 is one that the library writes itself, and those after it count headings.
const BULLETS: usize = ANNEXES + 1;
const NUMBERS: usize = BULLETS + 1;

/// Levels that Word has.
const LEVELS: usize = 9;

/// The lists of a document: each numbered one counts for itself.
#[derive(Default)]
pub(super) struct Lists {
    /// The kind and the first number of each that counts.
    first: Vec<(usize, usize)>,
}

impl Lists {
    /// The number under which a list is declared; `first` is where it starts to count, if it does.
    pub(super) fn begin(&mut self, first: Option<u64>) -> usize {
        first.map_or(BULLETS, |first| self.from(NUMBERS, usize::try_from(first).unwrap_or(1)))
    }

    /// The number under which something is declared that counts in the way of its kind, from a first number on.
    pub(super) fn from(&mut self, kind: usize, first: usize) -> usize {
        self.first.push((kind, first));
        NUMBERS + self.first.len() - 1
    }

    /// The document with its lists declared.
    pub(super) fn declared(self, docx: Docx) -> Docx {
        let bullets = (0..LEVELS).map(|level| {
            let sign = ["•", "–", "▪"].get(level % 3).copied().unwrap_or("•");
            self::level(level, "bullet", sign)
        });
        let numbers = (0..LEVELS).map(|level| self::level(level, "decimal", &format!("%{}.", level + 1)));
        let mut docx = docx
            .add_abstract_numbering(bullets.fold(AbstractNumbering::new(BULLETS), AbstractNumbering::add_level))
            .add_abstract_numbering(numbers.fold(AbstractNumbering::new(NUMBERS), AbstractNumbering::add_level))
            .add_numbering(Numbering::new(BULLETS, BULLETS));
        for kind in [CHAPTERS, ANNEXES] {
            docx = docx.add_numbering(Numbering::new(kind, kind));
        }
        for (index, (kind, first)) in self.first.into_iter().enumerate() {
            // The parts of a chapter are counted from 1 whichever its number is.
            let levels = if kind == NUMBERS { LEVELS } else { 1 };
            let overrides = (0..levels).map(|level| LevelOverride::new(level).start(first));
            docx = docx.add_numbering(overrides.fold(Numbering::new(NUMBERS + index, kind), Numbering::add_override));
        }
        docx
    }
}

/// A paragraph as the first of an entry, `depth` lists deep.
pub(super) fn marked(paragraph: Paragraph, list: usize, depth: usize) -> Paragraph {
    paragraph.numbering(NumberingId::new(list), IndentLevel::new(depth.min(LEVELS - 1)))
}

fn level(level: usize, format: &str, text: &str) -> Level {
    let left = i32::try_from(level + 1).unwrap_or(1) * STEP;
    Level::new(level, Start::new(1), NumberFormat::new(format), LevelText::new(text), LevelJc::new("left")).indent(
        Some(left),
        Some(SpecialIndentType::Hanging(STEP)),
        None,
        None,
    )
}
