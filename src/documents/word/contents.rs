//! The contents: a link to each chapter and annex. They name no pages, which only Word knows, and so Word has nothing to ask
//! when it opens the document.

use super::inline;
use crate::documents::blocks::{self, Block};
use docx_rs::{Paragraph, Run};

/// Headings down to this level are listed.
const DEEPEST: usize = 1;

/// Headings of a document, and how far it is written.
pub(super) struct Contents {
    headings: Vec<(usize, String)>,
    written: usize,
}

impl Contents {
    /// What a document of these blocks contains.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let headings = blocks.iter().filter_map(|block| match block {
            Block::Heading { level, text } => Some((*level, blocks::plain(text))),
            _ => None,
        });
        Self { headings: headings.collect(), written: 0 }
    }

    /// Whether there is nothing to list.
    pub(super) fn is_empty(&self) -> bool {
        self.headings.iter().all(|(level, _)| *level > DEEPEST)
    }

    /// The bookmark of the next heading.
    pub(super) fn bookmark(&mut self) -> usize {
        self.written += 1;
        self.written
    }

    /// The heading of the contents, and a link to each heading that is listed.
    pub(super) fn paragraphs(&self, heading: &str) -> Vec<Paragraph> {
        let listed = self.headings.iter().enumerate().filter(|(_, (level, _))| *level <= DEEPEST);
        let entries = listed.map(|(index, (level, text))| {
            inline::led(Paragraph::new().style(&format!("TOC{level}")), text, name(index + 1))
        });
        let title = Paragraph::new().style("TOCHeading").add_run(Run::new().add_text(heading));
        std::iter::once(title).chain(entries).collect()
    }
}

/// The name of a bookmark.
pub(super) fn name(bookmark: usize) -> String {
    format!("_Toc{bookmark:08}")
}
