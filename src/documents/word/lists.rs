//! Bullets and numbers of lists.

use super::STEP;
use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering,
    NumberingId, Paragraph, SpecialIndentType, Start,
};

/// The kinds of list; 1 is one that the library writes itself.
const BULLETS: usize = 2;
const NUMBERS: usize = 3;

/// Levels that Word has.
const LEVELS: usize = 9;

/// The lists of a document: each numbered one counts for itself.
#[derive(Default)]
pub(super) struct Lists {
    /// The first number of each numbered list.
    first: Vec<usize>,
}

impl Lists {
    /// The number under which a list is declared; `first` is where it starts to count, if it does.
    pub(super) fn begin(&mut self, first: Option<u64>) -> usize {
        let Some(first) = first else { return BULLETS };
        self.first.push(usize::try_from(first).unwrap_or(1));
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
        for (index, first) in self.first.into_iter().enumerate() {
            let overrides = (0..LEVELS).map(|level| LevelOverride::new(level).start(first));
            docx =
                docx.add_numbering(overrides.fold(Numbering::new(NUMBERS + index, NUMBERS), Numbering::add_override));
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
