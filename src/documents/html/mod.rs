//! Markdown as HTML: raw HTML becomes text, links keep to safe schemes, headings get ids, tables and drawings stand in
//! regions of their own, and every text runs the way of its script.

mod direction;
mod headings;
mod tables;

use super::Drawing;
use super::parsed::{self, is_safe};
use super::templating::filters::named;
pub(super) use direction::Letters;
use direction::{Directions, told};
use headings::{Heading, Headings};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd, html};
use tables::Table;
use tera::Value;

/// A document in the parts of a page, in HTML.
pub(super) struct Parts {
    /// The title and what stands before the first chapter.
    pub(super) opening: String,
    /// The chapters.
    pub(super) body: String,
    /// What stands below a line at the very end.
    pub(super) credit: String,
    /// The headings of the chapters and of their parts, in order.
    pub(super) contents: Vec<Heading>,
}

impl Parts {
    /// The parts under the names that page templates know them by.
    pub(super) fn values(&self) -> [(&'static str, Value); 4] {
        let heading = |heading: &Heading| {
            let text = Value::normal_string(&heading.text);
            named([("level", Value::from(heading.level)), ("id", Value::normal_string(&heading.id)), ("text", text)])
        };
        [
            ("opening", Value::safe_string(&self.opening)),
            ("body", Value::safe_string(&self.body)),
            ("credit", Value::safe_string(&self.credit)),
            ("contents", Value::from(self.contents.iter().map(heading).collect::<Vec<_>>())),
        ]
    }
}

/// The Markdown as the parts of a page, with drawings in the place of the pictures of their names; a picture whose drawing is
/// empty is left out.
pub(super) fn from_markdown(markdown: &str, drawings: &[Drawing]) -> Parts {
    let mut page = Page { drawings, ..Page::default() };
    let mut parsed = parsed::events(markdown).peekable();
    let mut waiting = Vec::new();
    while let Some(event) = parsed.next() {
        if matches!(event, Event::Start(Tag::Heading { .. })) || !waiting.is_empty() {
            let closes = matches!(event, Event::End(TagEnd::Heading(_)));
            waiting.push(event);
            if closes || parsed.peek().is_none() {
                page.heading(std::mem::take(&mut waiting));
            }
        } else {
            page.take(event);
        }
    }
    let drawn: usize = drawings.iter().map(|(_, drawing)| drawing.len()).sum();
    page.parts(markdown.len() * 2 + drawn)
}

/// The opening and the chapters with their headings, which have ids and levels of their own page, as words in bold.
pub(super) fn without_headings(parts: &Parts) -> String {
    let mut html = String::new();
    let mut rest = format!("{}{}", parts.opening, parts.body);
    // Only headings of ours begin so: whatever somebody wrote is escaped.
    for level in 1..=6 {
        rest = rest.replace(&format!("</h{level}>"), "</p>");
    }
    let mut parts = rest.split("<h").peekable();
    html.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.split_once('>') {
            Some((head, after)) if head.starts_with(|c: char| c.is_ascii_digit()) => {
                html.push_str("<p class=\"heading\" dir=\"auto\">");
                html.push_str(after);
            }
            _ => {
                html.push_str("<h");
                html.push_str(part);
            }
        }
    }
    html
}

#[derive(Default)]
struct Page<'a> {
    drawings: &'a [Drawing],
    headings: Headings,
    /// Whether each open link or picture is kept.
    links: Vec<bool>,
    /// How deep inside a picture that is left out or replaced.
    hidden: usize,
    /// A drawing with the words under it, until its picture ends.
    figure: Option<(&'a str, String)>,
    /// Whether a figure has just taken the place of the paragraph it stood in.
    ended_paragraph: bool,
    table: Table,
    directions: Directions,
    /// Where the chapters begin.
    chapters: Option<usize>,
    /// Where a line was drawn after which no heading has come.
    rule: Option<usize>,
    events: Vec<Event<'a>>,
}

impl<'a> Page<'a> {
    /// A whole heading, with an id made from its text.
    fn heading(&mut self, events: Vec<Event<'a>>) {
        let mut text = String::new();
        for event in &events {
            if let Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) = event {
                text.push_str(part);
            }
        }
        self.rule = None;
        let way = Letters::of(&text).direction();
        for event in events {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    if level as usize > 1 && self.chapters.is_none() {
                        self.chapters = Some(self.events.len());
                    }
                    let id = Some(CowStr::from(self.headings.add(level as usize, &text)));
                    let attrs = vec![("dir".into(), Some(way.into()))];
                    self.events.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs }));
                }
                event => self.take(event),
            }
        }
    }

    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => self.picture(link_type, dest_url, title, id),
            Event::End(TagEnd::Image) => self.end_picture(),
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) if self.hidden > 0 => {
                if let Some((_, caption)) = &mut self.figure {
                    caption.push_str(&text);
                }
            }
            _ if self.hidden > 0 => {}
            Event::End(TagEnd::Paragraph) if std::mem::take(&mut self.ended_paragraph) => {}
            event => {
                if std::mem::take(&mut self.ended_paragraph) {
                    self.markup("<p dir=\"auto\">");
                }
                self.visible(event);
            }
        }
    }

    fn visible(&mut self, event: Event<'a>) {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => {
                self.directions.read(&text);
                self.events.push(Event::Text(text));
            }
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) => self.markup("<p dir=\"auto\">"),
            Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock) => self.markup("</p>\n"),
            Event::Start(Tag::Item) => self.markup("<li dir=\"auto\">"),
            Event::End(TagEnd::Item) => self.markup("</li>\n"),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let safe = is_safe(&dest_url);
                self.links.push(safe);
                if safe {
                    self.events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop() == Some(true) {
                    self.events.push(Event::End(TagEnd::Link));
                }
            }
            Event::Rule => {
                self.rule = Some(self.events.len());
                self.events.push(Event::Rule);
            }
            event => {
                if let Some(markup) = self.table.markup(&event, &self.headings) {
                    self.markup(markup);
                    return;
                }
                if let Event::Text(text) | Event::Code(text) = &event {
                    self.directions.read(text);
                }
                self.events.push(event);
            }
        }
    }

    fn markup(&mut self, markup: impl Into<CowStr<'a>>) {
        let markup = markup.into();
        if let Some((place, way)) = self.directions.pass(&markup, self.events.len())
            && let Some(Event::Html(tag)) = self.events.get_mut(place)
        {
            *tag = told(tag, way).into();
        }
        self.events.push(Event::Html(markup));
    }

    fn picture(&mut self, link_type: LinkType, dest_url: CowStr<'a>, title: CowStr<'a>, id: CowStr<'a>) {
        let drawing = self.drawings.iter().find(|(name, _)| **name == *dest_url);
        if self.hidden > 0 {
            self.hidden += 1;
        } else if let Some((_, drawing)) = drawing {
            self.figure = Some((drawing, String::new()));
            self.hidden = 1;
        } else {
            let safe = is_held(&dest_url);
            self.links.push(safe);
            if safe {
                self.events.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
            }
        }
    }

    fn end_picture(&mut self) {
        if self.hidden > 1 {
            self.hidden -= 1;
        } else if self.hidden == 1 {
            self.hidden = 0;
            if let Some((drawing, caption)) = self.figure.take() {
                self.end_figure(drawing, &escaped(&caption));
            }
        } else if self.links.pop() == Some(true) {
            self.events.push(Event::End(TagEnd::Image));
        }
    }

    /// A drawing, in the place of the paragraph it stands in.
    fn end_figure(&mut self, drawing: &'a str, caption: &str) {
        if matches!(self.events.last(), Some(Event::Html(markup)) if markup.starts_with("<p ")) {
            self.events.pop();
            self.directions.forget();
        } else {
            self.markup("</p>\n");
        }
        self.ended_paragraph = true;
        if drawing.is_empty() {
            return;
        }
        self.markup(format!(
            "<figure>\n<div class=\"drawing\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n"
        ));
        self.markup(drawing);
        self.markup(format!("\n</div>\n<figcaption dir=\"auto\">{caption}</figcaption>\n</figure>\n"));
    }

    fn parts(self, capacity: usize) -> Parts {
        let mut events = self.events;
        let mut credit = self.rule.map(|at| events.split_off(at)).unwrap_or_default().into_iter();
        credit.next();
        let chapters = self.chapters.unwrap_or_else(|| {
            let is_end = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Heading(_)));
            events.iter().position(is_end).map_or(0, |end| end + 1)
        });
        let chapters = events.split_off(chapters.min(events.len()));
        let written = |events: std::vec::IntoIter<Event<'a>>, capacity: usize| {
            let mut out = String::with_capacity(capacity);
            html::push_html(&mut out, events);
            out
        };
        Parts {
            opening: written(events.into_iter(), 1024),
            body: gathered(&written(chapters.into_iter(), capacity)),
            credit: written(credit, 256),
            contents: self.headings.into_contents(),
        }
    }
}

/// Drawings that follow one another stand in one element, so that a page can set them side by side. Only figures of ours begin
/// so: whatever somebody wrote is escaped.
fn gathered(html: &str) -> String {
    let (open, close) = ("<figure>", "</figure>\n");
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(open) {
        let (before, figures) = rest.split_at(start);
        let mut length = 0;
        while let Some(end) =
            figures.get(length..).filter(|rest| rest.starts_with(open)).and_then(|rest| rest.find(close))
        {
            length += end + close.len();
        }
        let (figures, after) = figures.split_at(length.max(open.len()));
        out.push_str(before);
        out.push_str("<div class=\"pictures\">\n");
        out.push_str(figures);
        out.push_str("</div>\n");
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A page without the characters that no page may hold, as HTML itself does with most of them: a sign stands in their place.
pub(super) fn without_controls(page: String) -> String {
    let is_none_of_a_page = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if page.contains(is_none_of_a_page) { page.replace(is_none_of_a_page, "\u{fffd}") } else { page }
}

/// Text for an attribute or between tags.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Whether a picture lies in the document itself, so that nothing has to be asked for.
fn is_held(destination: &str) -> bool {
    ["png", "jpeg", "gif", "webp"].iter().any(|kind| destination.starts_with(&format!("data:image/{kind};base64,")))
}

#[cfg(test)]
mod tests;
