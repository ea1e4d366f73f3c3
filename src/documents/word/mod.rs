//! Blocks as a Word document. How it looks stands in the templates of the folder `word`; here is which style is used
//! for what.

mod contents;
mod headings;
mod inline;
mod lists;
mod package;
mod tables;

use super::blocks::{self, Block, Span};
use super::drawing::{
    self,
    raster::{Raster, raster},
};
use super::look::{self, Shown};
use crate::diagnostic::Diagnostic;
use crate::{prose, words};
use contents::Contents;
use docx_rs::{Docx, Footer, Paragraph, Pic, Run, SpecialIndentType, Table};
use headings::Headings;
use lists::Lists;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The parts that templates make.
pub(super) struct Parts<'l> {
    /// `styles.xml`: how each style looks.
    pub(super) styles: String,
    /// `settings.xml`.
    pub(super) settings: String,
    /// `core.xml`: title and language of the document.
    pub(super) properties: String,
    /// The heading of the contents; without one there are none.
    pub(super) contents: Option<String>,
    /// What a table is called before its number, and in a line of its own a picture.
    pub(super) captions: String,
    pub(super) logo: Option<&'l Shown>,
}

/// The text between the margins, in twentieths of a point: A4 less 18 mm on both sides.
const TEXT_WIDTH: usize = 9864;

/// How far each level of a list stands in, in twentieths of a point.
const STEP: i32 = 360;

/// The bytes of a document with this title.
pub(super) fn document(title: &[Span], blocks: &[Block], parts: &Parts<'_>) -> Result<Vec<u8>, Diagnostic> {
    let mut labels = parts.captions.lines().map(|label| label.trim().to_owned());
    let mut numbered = || Numbered { label: labels.next().unwrap_or_default(), count: 0 };
    let mut writing = Writing {
        docx: page(),
        lists: Lists::default(),
        contents: Contents::of(blocks),
        headings: Headings::of(&parts.styles),
        tables: numbered(),
        drawings: numbered(),
        section: String::new(),
        shares_section: false,
        names: BTreeSet::new(),
        links: 0,
        pictures: Vec::new(),
    };
    if let Some(Shown { png, alternative, size: (width, height), .. }) = parts.logo {
        let picture = writing.image(png.clone(), &look::attribute(alternative), (from_mm(*width), from_mm(*height)));
        writing.add(Paragraph::new().style("Logo").add_run(picture));
    }
    if !title.is_empty() {
        let title = writing.paragraph("Title", title);
        writing.add(title);
    }
    let (opening, chapters) = blocks::opened(blocks);
    writing.blocks(opening, Indent::default());
    if let Some(heading) = parts.contents.as_deref().filter(|_| !writing.contents.is_empty()) {
        for paragraph in writing.contents.paragraphs(heading) {
            writing.add(paragraph);
        }
    }
    writing.blocks(chapters, Indent::default());
    let Writing { docx, lists, pictures, .. } = writing;
    package::packed(lists.declared(docx), parts, &pictures)
}

/// An empty document: A4, the number of the page below.
fn page() -> Docx {
    let margins =
        docx_rs::PageMargin { top: 1021, bottom: 1134, left: 1021, right: 1021, header: 567, footer: 567, gutter: 0 };
    let number = Paragraph::new().style("Footer");
    let number = inline::field(number, "PAGE", "1").add_run(Run::new().add_text(" / "));
    let number = inline::field(number, "NUMPAGES", "1");
    Docx::new().page_size(11906, 16838).page_margin(margins).footer(Footer::new().add_paragraph(number))
}

/// Where a block stands.
#[derive(Clone, Copy, Default)]
struct Indent {
    /// How many lists it stands in.
    depth: usize,
    quoted: bool,
}

struct Writing {
    docx: Docx,
    lists: Lists,
    contents: Contents,
    headings: Headings,
    /// The tables and the drawings so far.
    tables: Numbered,
    drawings: Numbered,
    /// The heading that was last.
    section: String,
    /// Whether several tables stand below it.
    shares_section: bool,
    /// What captions of tables have said.
    names: BTreeSet<String>,
    /// How many links there are so far.
    links: usize,
    /// What each picture so far shows, in words.
    pictures: Vec<String>,
}

/// What is numbered in captions.
struct Numbered {
    /// What it is called before the number.
    label: String,
    count: usize,
}

impl Numbered {
    /// The caption of the next one.
    fn caption(&mut self, text: &str) -> Paragraph {
        self.count += 1;
        let kind: String = self.label.split_whitespace().collect();
        let caption = Paragraph::new().style("Caption").add_run(Run::new().add_text(format!("{} ", self.label)));
        let caption = inline::field(caption, &format!("SEQ {kind} \\* ARABIC"), &self.count.to_string());
        if text.is_empty() { caption } else { caption.add_run(Run::new().add_text(": ")) }
    }
}

impl Writing {
    fn add(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    /// What the caption of a table says: the heading above it. Several tables of one section are told apart by what heads their
    /// columns, by no more of it than that takes.
    fn named(&mut self, heads: &[Vec<Span>]) -> String {
        let heads: Vec<String> = heads.iter().map(|head| blocks::plain(head)).filter(|head| !head.is_empty()).collect();
        let least = usize::from(self.shares_section || self.section.is_empty());
        let names = (least..=heads.len()).map(|count| {
            let parts = heads.iter().take(count).map(String::as_str).collect::<Vec<_>>().join(", ");
            let between = if self.section.is_empty() || parts.is_empty() { "" } else { " – " };
            format!("{}{between}{parts}", self.section)
        });
        let names: Vec<String> = names.collect();
        let free = names.iter().find(|name| !self.names.contains(*name)).or(names.last());
        let name = free.cloned().unwrap_or_else(|| self.section.clone());
        self.names.insert(name.clone());
        name
    }

    /// A table below its caption.
    fn add_table(&mut self, table: Table, heads: &[Vec<Span>]) {
        let text = self.named(heads);
        let caption = self.tables.caption(&text).keep_next(true);
        self.add_caption(caption, text);
        self.docx = std::mem::take(&mut self.docx).add_table(table);
        // Two tables in a row would be one.
        self.add(Paragraph::new().style("AfterTable"));
    }

    fn add_caption(&mut self, caption: Paragraph, text: String) {
        let text = [Span { text, ..Span::default() }];
        let caption = inline::filled(caption, &text, &mut self.links);
        self.add(caption);
    }

    /// A picture with what it shows in words, which are escaped.
    fn image(&mut self, png: Vec<u8>, words: &str, (width, height): (u32, u32)) -> Run {
        let id = format!("rIdImage{:05}", self.pictures.len() + 1);
        self.pictures.push(words.to_owned());
        Run::new().add_image(Pic::new_with_dimensions(png, 0, 0).id(id).size(width, height))
    }

    fn paragraph(&mut self, style: &str, text: &[Span]) -> Paragraph {
        inline::filled(Paragraph::new().style(style), text, &mut self.links)
    }

    fn blocks(&mut self, blocks: &[Block], place: Indent) {
        for (index, block) in blocks.iter().enumerate() {
            if let Block::Heading { .. } = block {
                let below = blocks.iter().skip(index + 1);
                let below = below.take_while(|block| !matches!(block, Block::Heading { .. }));
                let tables = below.filter(|block| matches!(block, Block::Table(_) | Block::Canvas(_)));
                self.shares_section = tables.count() > 1;
            }
            self.block(block, blocks.get(index + 1), place);
        }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>, place: Indent) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => {
                let leads = matches!(next, Some(Block::List { .. } | Block::Table(_) | Block::Canvas(_)));
                let paragraph = self.paragraph(
                    if place.quoted {
                        "Quote"
                    } else if leads {
                        "LeadIn"
                    } else {
                        "BodyText"
                    },
                    text,
                );
                self.add(indented(paragraph, place));
            }
            Block::Code(code) => {
                let lines = [Span { text: code.trim_end().to_owned(), ..Span::default() }];
                let paragraph = self.paragraph("SourceCode", &lines);
                self.add(indented(paragraph, place));
            }
            Block::Quote(quoted) => self.blocks(quoted, Indent { quoted: true, ..place }),
            Block::List { first, entries } => self.list(*first, entries, place),
            Block::Table(table) => {
                let drawn = tables::table(table, &mut self.links);
                self.add_table(drawn, &table.head);
            }
            Block::Canvas(canvas) => {
                let table = tables::canvas(canvas, &mut self.links);
                self.add_table(table, &[]);
            }
            Block::Picture { drawing, caption } => self.picture(drawing, caption),
            Block::Rule => self.add(Paragraph::new().style("Rule")),
        }
    }

    fn heading(&mut self, level: usize, text: &[Span]) {
        let bookmark = self.contents.bookmark();
        let (heading, text) = self.headings.begun(level, text, &mut self.lists);
        let heading = heading.add_bookmark_start(bookmark, contents::name(bookmark));
        let heading = inline::filled(heading, &text, &mut self.links).add_bookmark_end(bookmark);
        self.section = words::capitalised(&blocks::plain(&text));
        self.add(heading);
    }

    /// A drawing in pixels, and what it shows under it.
    fn picture(&mut self, drawing: &str, caption: &str) {
        let mut caption = caption.to_owned();
        if let Some(Raster { png, width, height, missing }) = raster(drawing) {
            let words = drawing::described(drawing).map_or_else(|| look::attribute(&caption), str::to_owned);
            let picture = self.image(png, &words, (length(width), length(height)));
            self.add(Paragraph::new().style("Picture").add_run(picture));
            if !missing.is_empty() {
                let missing: Vec<String> = missing.iter().map(|character| format!("“{character}”")).collect();
                let _ = write!(caption, " (the letters of this drawing have no {})", prose::listed(&missing));
            }
        }
        let paragraph = self.drawings.caption(&caption);
        self.add_caption(paragraph, caption);
    }

    fn list(&mut self, first: Option<u64>, entries: &[Vec<Block>], place: Indent) {
        let number = self.lists.begin(first);
        for entry in entries {
            let inner = Indent { depth: place.depth + 1, ..place };
            let (marked, rest) = match entry.split_first() {
                Some((Block::Paragraph(text), rest)) => (text.as_slice(), rest),
                _ => (&[][..], entry.as_slice()),
            };
            let style = if first.is_some() { "ListNumber" } else { "ListBullet" };
            let paragraph = self.paragraph(style, marked);
            self.add(lists::marked(paragraph, number, place.depth));
            self.blocks(rest, inner);
        }
    }
}

/// A length of a drawing on paper, in the units of Word: 800 units of a drawing take the whole line of 174 mm.
fn length(units: f32) -> u32 {
    from_mm(units * (174.0 / 800.0))
}

/// A length in the units of Word.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what stands on paper is some hundred millimetres wide and high"
)]
fn from_mm(length: f32) -> u32 {
    (length * 36_000.0).round() as u32
}

/// A paragraph that goes on with an entry of a list.
fn indented(paragraph: Paragraph, place: Indent) -> Paragraph {
    match i32::try_from(place.depth) {
        Ok(depth) if depth > 0 => paragraph.indent(Some(depth * STEP), None::<SpecialIndentType>, None, None),
        _ => paragraph,
    }
}
