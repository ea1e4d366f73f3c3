//! From the pieces of the Markdown to blocks.

use super::{Block, Face, Position, Span, Table};
use crate::documents::Drawing;
use crate::documents::parsed::{self, is_safe};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::rc::Rc;

/// Blocks within blocks deeper than this stand side by side: no person nests so deep.
const DEEPEST: usize = 16;

/// What programs for reading documents take as an address at most.
const LONGEST_LINK: usize = 2000;

/// The picture before the list that holds the blocks of the canvas.
const CANVAS: &str = "canvas.svg";

/// The blocks of a document. The list behind the picture of the canvas is the canvas itself, if it has an entry for
/// each of these places; a picture with the name of one of the drawings is that drawing.
pub(in crate::documents) fn blocks(markdown: &str, places: &[Position], drawings: &[Drawing]) -> Vec<Block> {
    let mut reading = Reading { places, drawings, ..Reading::default() };
    reading.open.push(Vec::new());
    for event in parsed::events(markdown) {
        reading.take(event);
    }
    reading.flush();
    reading.open.pop().unwrap_or_default()
}

#[derive(Default)]
struct Reading<'p> {
    /// The places of the canvas in the order of its list.
    places: &'p [Position],
    drawings: &'p [Drawing],
    /// The drawing whose description is being read, with what of it has been.
    picture: Option<(&'p str, String)>,
    /// The blocks of the document, then of every quotation and list entry that is open.
    open: Vec<Vec<Block>>,
    /// Every list that is open: its first number and its entries.
    lists: Vec<(Option<u64>, Vec<Vec<Block>>)>,
    /// Whether each quotation, list and entry that has begun is one of its own, and not too deep to be.
    nested: Vec<bool>,
    spans: Vec<Span>,
    look: Look,
    table: Table,
    row: Vec<Vec<Span>>,
    code: Option<String>,
    /// Whether the next list is drawn as the canvas.
    canvas: bool,
}

/// How many marks of each kind are open.
#[derive(Default)]
struct Look {
    bold: usize,
    italic: usize,
    struck: usize,
    links: Vec<Option<Rc<str>>>,
    /// Pictures whose descriptions are left out.
    hidden: usize,
}

impl Reading<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text, false),
            },
            Event::Code(text) => self.text(&text, true),
            Event::SoftBreak => self.text(" ", false),
            Event::HardBreak => self.line_break(),
            Event::Rule => self.block(Block::Rule),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.look.bold += 1,
            Tag::Emphasis => self.look.italic += 1,
            Tag::Strikethrough => self.look.struck += 1,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.look.links.push(destination(&format!("mailto:{dest_url}")));
            }
            Tag::Link { dest_url, .. } => self.look.links.push(destination(&dest_url)),
            Tag::Image { dest_url, .. } => self.picture(&dest_url),
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                if self.nest() {
                    self.lists.push((first, Vec::new()));
                }
            }
            Tag::Item | Tag::BlockQuote(_) => {
                if self.nest() {
                    self.open.push(Vec::new());
                }
            }
            Tag::Table(columns) => {
                self.flush();
                self.table = Table { columns, ..Table::default() };
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.look.bold = self.look.bold.saturating_sub(1),
            TagEnd::Emphasis => self.look.italic = self.look.italic.saturating_sub(1),
            TagEnd::Strikethrough => self.look.struck = self.look.struck.saturating_sub(1),
            TagEnd::Link => drop(self.look.links.pop()),
            TagEnd::Image => self.end_picture(),
            TagEnd::Heading(level) => {
                let text = self.line();
                self.block(Block::Heading { level: level as usize, text });
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.block(Block::Code(lines(&code)));
            }
            TagEnd::TableCell => {
                let cell = self.line();
                self.row.push(cell);
            }
            TagEnd::TableHead => self.table.head = std::mem::take(&mut self.row),
            TagEnd::TableRow => self.table.rows.push(std::mem::take(&mut self.row)),
            TagEnd::Table => {
                let table = std::mem::take(&mut self.table);
                self.block(Block::Table(table));
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_) => self.close(tag),
            _ => self.flush(),
        }
    }

    /// Begins a quotation, a list or an entry, and says whether it is one of its own.
    fn nest(&mut self) -> bool {
        self.flush();
        let own = self.nested.len() < DEEPEST;
        self.nested.push(own);
        own
    }

    fn close(&mut self, tag: TagEnd) {
        self.flush();
        if self.nested.pop() != Some(true) {
            return;
        }
        match tag {
            TagEnd::List(_) => {
                if let Some((first, entries)) = self.lists.pop() {
                    self.list(first, entries);
                }
            }
            TagEnd::Item => {
                let entry = self.open.pop().unwrap_or_default();
                if let Some((_, entries)) = self.lists.last_mut() {
                    entries.push(entry);
                }
            }
            _ => {
                let quoted = self.open.pop().unwrap_or_default();
                self.block(Block::Quote(quoted));
            }
        }
    }

    fn list(&mut self, first: Option<u64>, entries: Vec<Vec<Block>>) {
        if entries.is_empty() {
            return;
        }
        let canvas = std::mem::take(&mut self.canvas).then(|| placed(&entries, self.places)).flatten();
        self.block(canvas.unwrap_or(Block::List { first, entries }));
    }

    fn picture(&mut self, destination: &str) {
        let is_canvas = destination == CANVAS;
        self.canvas |= is_canvas;
        let drawing = self.drawings.iter().find(|(name, _)| name == destination && !is_canvas);
        if is_canvas || drawing.is_some() || self.look.hidden > 0 {
            if let Some((_, drawing)) = drawing.filter(|_| self.look.hidden == 0) {
                self.flush();
                self.picture = Some((drawing, String::new()));
            }
            self.look.hidden += 1;
        }
    }

    fn end_picture(&mut self) {
        self.look.hidden = self.look.hidden.saturating_sub(1);
        if self.look.hidden == 0
            && let Some((drawing, caption)) = self.picture.take()
            && !drawing.is_empty()
        {
            self.block(Block::Picture { drawing: drawing.to_owned(), caption });
        }
    }

    fn text(&mut self, text: &str, code: bool) {
        if self.look.hidden > 0 {
            if let Some((_, caption)) = &mut self.picture {
                caption.extend(text.chars().filter_map(visible));
            }
            return;
        }
        let text: String = text.chars().filter_map(visible).collect();
        let Look { bold, italic, struck, .. } = self.look;
        let face = Face { bold: bold > 0, italic: italic > 0, struck: struck > 0, code };
        let link = self.look.links.last().cloned().flatten();
        match self.spans.last_mut() {
            Some(last) if last.face == face && last.link == link => last.text.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.spans.push(Span { text, face, link }),
        }
    }

    fn line_break(&mut self) {
        match self.spans.last_mut() {
            Some(last) => last.text.push('\n'),
            None => self.text(" ", false),
        }
    }

    /// The text that has come together.
    fn line(&mut self) -> Vec<Span> {
        let mut spans = std::mem::take(&mut self.spans);
        if let Some(first) = spans.first_mut() {
            first.text.drain(..first.text.len() - first.text.trim_start().len());
        }
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        spans.retain(|span| !span.text.is_empty());
        spans
    }

    /// Ends a paragraph, if one has begun.
    fn flush(&mut self) {
        let text = self.line();
        if !text.is_empty() {
            self.block(Block::Paragraph(text));
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(blocks) = self.open.last_mut() {
            blocks.push(block);
        }
    }
}

fn destination(destination: &str) -> Option<Rc<str>> {
    let link: CowStr<'_> = destination.chars().filter(|c| !c.is_control()).collect::<String>().into();
    let fits = !link.is_empty() && link.len() <= LONGEST_LINK && !link.starts_with('#');
    (fits && is_safe(&link)).then(|| Rc::from(&*link))
}

/// The entries as the blocks of the canvas, if there are as many as places, of one paragraph each.
fn placed(entries: &[Vec<Block>], places: &[Position]) -> Option<Block> {
    if entries.len() != places.len() {
        return None;
    }
    let paragraph = |entry: &Vec<Block>| match entry.as_slice() {
        [Block::Paragraph(spans)] => Some(spans.clone()),
        _ => None,
    };
    let blocks = entries.iter().zip(places).map(|(entry, place)| Some((*place, paragraph(entry)?)));
    blocks.collect::<Option<Vec<_>>>().map(Block::Canvas)
}

/// Lines of code without what no document can hold.
fn lines(code: &str) -> String {
    code.trim_end().lines().map(|line| line.chars().filter_map(visible).collect::<String>() + "\n").collect()
}

/// A character as documents can hold it: control characters and those that stand for none are left out.
fn visible(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}
