//! The table of contents: a field that Word and `LibreOffice` can update, holding the headings until they do. Only they
//! know on which page a heading is.

use super::inline;
use crate::documents::blocks::{self, Block};
use docx_rs::{FieldCharType, Hyperlink, HyperlinkType, Paragraph, Run};

/// Headings down to this level are listed.
const DEEPEST: usize = 3;

/// Headings of a document, and how far it is written.
pub(super) struct Contents {
    headings: Vec<(usize, String)>,
    written: usize,
    /// Whether the next heading begins a page.
    pub(super) starts_page: bool,
}

impl Contents {
    /// What a document of these blocks contains.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let headings = blocks.iter().filter_map(|block| match block {
            Block::Heading { level, text } => Some((*level, blocks::plain(text))),
            _ => None,
        });
        Self { headings: headings.collect(), written: 0, starts_page: false }
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

    /// The heading of the contents and an entry for each heading of the document, all but the first within the field.
    pub(super) fn paragraphs(&self, heading: &str) -> Vec<Paragraph> {
        let listed: Vec<(usize, &(usize, String))> =
            self.headings.iter().enumerate().filter(|(_, (level, _))| *level <= DEEPEST).collect();
        let title = Paragraph::new().style("TOCHeading").add_run(Run::new().add_text(heading));
        let mut paragraphs = vec![title];
        for (place, (index, (level, text))) in listed.iter().enumerate() {
            let mut entry = Paragraph::new().style(&format!("TOC{level}"));
            if place == 0 {
                entry = inline::opened(entry, &format!("TOC \\o \"1-{DEEPEST}\" \\h \\z \\u"));
            }
            let link = Hyperlink::new(name(index + 1), HyperlinkType::Anchor);
            entry = entry.add_hyperlink(link.add_run(Run::new().add_text(text)));
            if place + 1 == listed.len() {
                entry = entry.add_run(inline::mark(FieldCharType::End));
            }
            paragraphs.push(entry);
        }
        paragraphs
    }
}

/// The name of a bookmark.
pub(super) fn name(bookmark: usize) -> String {
    format!("_Toc{bookmark:08}")
}
