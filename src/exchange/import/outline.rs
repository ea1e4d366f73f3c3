//! A text in Markdown as a row of lines, each with its number and what it is: a heading, an entry, a line, a table.

use super::markup::{Tag, tags};
use pulldown_cmark::{CodeBlockKind, Event, MetadataBlockKind, Options, Parser, Tag as Md, TagEnd};
use std::ops::Range;

/// A line of somebody's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub at: usize,
    /// What it says.
    pub text: String,
    /// How many bytes of it at the beginning are stressed.
    pub stressed: usize,
    /// What it is.
    pub form: Form,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A heading, 1 for the highest.
    Heading(usize),
    /// An entry of a list, 0 for the outermost.
    Entry(usize),
    /// A line.
    Plain,
    /// Something that is no part of the text, such as where a link leads.
    Aside(&'static str),
}

/// A part of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A line.
    Line(Line),
    /// A table: rows of cells of lines.
    Table(Vec<Vec<Vec<Line>>>),
}

impl Line {
    /// A line without anything stressed.
    pub(super) fn new(at: usize, text: impl Into<String>, form: Form) -> Self {
        Self { at, text: text.into(), stressed: 0, form }
    }
}

/// The deepest headings that Markdown and HTML have.
pub(super) const DEEPEST: usize = 6;

/// Signs that people put before the entries of a list where it is no list to Markdown.
const BULLETS: [char; 9] = ['•', '·', '・', '●', '▪', '◦', '‣', '*', '+'];

/// Reads a text in Markdown.
pub(super) fn outline(text: &str) -> Vec<Piece> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut reading = Reading { text, starts, ..Reading::default() };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reading.event(event, &range);
    }
    reading.end_line(Form::Plain);
    reading.end_table();
    reading.pieces
}

#[derive(Default)]
struct Reading<'t> {
    text: &'t str,
    starts: Vec<usize>,
    pieces: Vec<Piece>,
    /// The line that is being read, and how many bytes at its beginning are stressed so far.
    line: String,
    at: usize,
    stressed: usize,
    is_stressed: bool,
    /// How deep the lists are nested, and whether the first line of an entry is still to come.
    depth: usize,
    begins_entry: bool,
    heading: Option<usize>,
    links: Vec<String>,
    /// The kind of the code that is being read, or nothing for what stands above the text.
    code: Option<String>,
    /// The rows of the table that is being read.
    table: Option<Vec<Vec<Vec<Line>>>>,
    /// Whether the text stands in braces of HTML.
    hidden: bool,
}

impl Reading<'_> {
    fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.code.is_some() => {
                let first = self.number(range.start);
                for (number, line) in (first..).zip(text.lines()) {
                    self.code_line(number, line);
                }
            }
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.say(&text, self.number(range.start));
            }
            Event::SoftBreak if self.depth > 0 || self.heading.is_some() => self.say(" ", self.number(range.start)),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.break_line(),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, self.number(range.start)),
            Event::FootnoteReference(name) => self.say(&format!("[{name}]"), self.number(range.start)),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Md<'_>, range: &Range<usize>) {
        match tag {
            Md::Heading { level, .. } => {
                self.break_line();
                // A line with a rule below it is a heading to Markdown, and hardly ever to the one who wrote it.
                let is_marked = self.text.get(range.clone()).is_some_and(|text| text.trim_start().starts_with('#'));
                self.heading = is_marked.then_some(level as usize);
            }
            Md::List(_) => {
                self.break_line();
                self.depth += 1;
            }
            Md::Item => {
                self.break_line();
                self.begins_entry = true;
            }
            Md::CodeBlock(kind) => {
                self.break_line();
                self.code = Some(match kind {
                    CodeBlockKind::Fenced(name) => name.to_string(),
                    CodeBlockKind::Indented => String::new(),
                });
            }
            Md::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                self.code = Some(String::new());
            }
            Md::Table(_) => {
                self.break_line();
                self.end_table();
                self.table = Some(Vec::new());
            }
            Md::TableHead | Md::TableRow => self.row(),
            Md::TableCell => self.cell(),
            Md::Strong => self.is_stressed = true,
            Md::Link { dest_url, .. } | Md::Image { dest_url, .. } => self.links.push(dest_url.to_string()),
            Md::Paragraph | Md::BlockQuote(_) | Md::FootnoteDefinition(_) => self.break_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                let form = self.heading.take().map_or(Form::Plain, Form::Heading);
                self.end_line(form);
            }
            TagEnd::List(_) => {
                self.break_line();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Item => {
                self.break_line();
                self.begins_entry = false;
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.code = None,
            TagEnd::Table => self.end_table(),
            TagEnd::Strong => self.is_stressed = false,
            TagEnd::Link | TagEnd::Image => {
                let at = self.number(range.start);
                // An address that is its own text stands there already.
                let address = self.links.pop().filter(|address| !address.is_empty() && !self.line.ends_with(address));
                if let Some(address) = address {
                    self.push(Line::new(at, address, Form::Aside("the address of a link")));
                }
            }
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::TableCell => self.break_line(),
            _ => {}
        }
    }

    fn say(&mut self, text: &str, at: usize) {
        if self.line.trim().is_empty() {
            self.line.clear();
            self.at = at;
            self.stressed = 0;
        }
        let was_stressed = self.stressed == self.line.trim_end().len();
        self.line.push_str(text);
        if self.is_stressed && was_stressed {
            self.stressed = self.line.trim_end().len();
        }
    }

    /// A new line of the file within a paragraph is a new line of the text, unless a sentence goes on in it.
    fn soft_break(&mut self, range: &Range<usize>) {
        let next = self.text.get(range.end..).unwrap_or_default().trim_start().chars().next();
        let goes_on = next.is_some_and(char::is_lowercase) && !self.line.trim_end().ends_with([':', '.', ';']);
        if goes_on && self.table.is_none() { self.say(" ", self.number(range.start)) } else { self.break_line() }
    }

    /// Ends a line wherever it stands.
    fn break_line(&mut self) {
        let form = match (self.heading, self.depth) {
            (Some(level), _) => Form::Heading(level),
            (None, 0) => Form::Plain,
            (None, depth) => Form::Entry(if self.begins_entry { depth - 1 } else { depth }),
        };
        self.end_line(form);
    }

    fn end_line(&mut self, form: Form) {
        let line = std::mem::take(&mut self.line);
        let (text, stressed, at) = (line.trim_end(), std::mem::take(&mut self.stressed), self.at);
        if text.trim().is_empty() {
            return;
        }
        self.begins_entry = false;
        let marked =
            text.strip_prefix(BULLETS).or_else(|| text.strip_prefix(['-', '–']).filter(|rest| !rest.is_empty()));
        let line = match marked {
            Some(rest) if form == Form::Plain && rest.chars().any(char::is_alphanumeric) => {
                let lost = text.len() - rest.trim_start().len();
                let stressed = stressed.saturating_sub(lost);
                Line { at, text: rest.trim_start().to_owned(), stressed, form: Form::Entry(0) }
            }
            _ => Line { at, text: text.to_owned(), stressed: stressed.min(text.len()), form },
        };
        self.push(line);
    }

    fn push(&mut self, line: Line) {
        let cell = self.table.as_mut().and_then(|rows| rows.last_mut()?.last_mut());
        match cell {
            Some(cell) => cell.push(line),
            None => self.pieces.push(Piece::Line(line)),
        }
    }

    fn row(&mut self) {
        self.break_line();
        self.table.get_or_insert_default().push(Vec::new());
    }

    fn cell(&mut self) {
        self.break_line();
        let rows = self.table.get_or_insert_default();
        if rows.is_empty() {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(Vec::new());
        }
    }

    fn end_table(&mut self) {
        self.break_line();
        if let Some(rows) = self.table.take() {
            self.pieces.push(Piece::Table(rows));
        }
    }

    /// A line of code, or of what stands above the text: diagrams hold their texts in quotation marks, and boxes are drawn
    /// around others.
    fn code_line(&mut self, at: usize, line: &str) {
        if self.code.as_deref().is_some_and(|code| code.starts_with("mermaid")) {
            if !line.contains('"') {
                self.push(Line::new(at, line.trim(), Form::Aside("how a diagram is drawn")));
            }
            for quoted in line.split('"').skip(1).step_by(2) {
                // A text of a diagram is a block of its own, like a cell.
                let lines =
                    quoted.replace("<br/>", "\n").replace("<br />", "\n").replace("<br>", "\n").replace("\\n", "\n");
                let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
                let cell = lines.map(|line| Line::new(at, line, Form::Plain)).collect();
                self.pieces.push(Piece::Table(vec![vec![cell]]));
            }
            return;
        }
        let is_drawn = |c: char| ('\u{2500}'..='\u{259f}').contains(&c) || matches!(c, '|' | '+');
        if line.trim_start().starts_with(is_drawn) {
            let texts = line.split(is_drawn).map(str::trim).filter(|text| text.chars().any(char::is_alphanumeric));
            for text in texts {
                self.push(Line::new(at, text, Form::Aside("a drawing")));
            }
            return;
        }
        self.say(line.trim(), at);
        self.break_line();
    }

    fn html(&mut self, html: &str, at: usize) {
        for (offset, tag) in tags(html) {
            let at = at + html.get(..offset).unwrap_or_default().matches('\n').count();
            match tag {
                Tag::Text(_) if self.hidden => {}
                Tag::Text(text) => {
                    for (number, part) in (at..).zip(text.split('\n')) {
                        if !part.trim().is_empty() {
                            let space = if self.line.is_empty() || part.starts_with(' ') { "" } else { " " };
                            let joined = format!("{space}{}", decoded(part));
                            self.say(&joined, number);
                        }
                    }
                }
                Tag::Comment(text) => self.push(Line::new(at, text.trim(), Form::Aside("a comment"))),
                Tag::Start(name) => self.start_html(&name),
                Tag::End(name) => self.end_html(&name),
            }
        }
    }

    fn start_html(&mut self, name: &str) {
        match name {
            "table" => {
                self.break_line();
                self.end_table();
                self.table = Some(Vec::new());
            }
            "tr" => self.row(),
            "td" | "th" => self.cell(),
            "b" | "strong" => self.is_stressed = true,
            "style" | "script" => self.hidden = true,
            "li" => {
                self.break_line();
                self.begins_entry = true;
                self.depth = self.depth.max(1);
            }
            "br" | "p" | "div" | "hr" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.break_line(),
            _ => {}
        }
    }

    fn end_html(&mut self, name: &str) {
        match name {
            "table" => self.end_table(),
            "b" | "strong" => self.is_stressed = false,
            "style" | "script" => self.hidden = false,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level =
                    name.chars().next_back().and_then(|c| c.to_digit(10)).map_or(DEEPEST, |level| level as usize);
                self.end_line(Form::Heading(level));
            }
            "ul" | "ol" => {
                self.break_line();
                self.depth = self.depth.saturating_sub(1);
            }
            "p" | "div" | "li" | "td" | "th" | "tr" => self.break_line(),
            _ => {}
        }
    }
}

/// A text of HTML with its references to characters read.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    // Markdown knows the same references, and this crate knows all their names.
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, from) = rest.split_at(start);
        decoded.push_str(before);
        let length = from.find(';').map_or(1, |end| end + 1);
        let (reference, after) = from.split_at(length);
        let mut told = String::new();
        for event in Parser::new(reference) {
            if let Event::Text(text) = event {
                told.push_str(&text);
            }
        }
        decoded.push_str(&told);
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}
