//! Markdown as HTML: raw HTML becomes text, links keep to safe schemes, headings get ids.

use super::parsed::{self, is_safe};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd, html};
use std::collections::HashMap;

/// The drawings of a document: a picture with one of these destinations is replaced by its SVG.
pub(super) type Drawings<'a> = [(&'static str, &'a str)];

/// The Markdown as the inside of an HTML body, with drawings in the place of the pictures of their names.
pub(super) fn from_markdown(markdown: &str, drawings: &Drawings<'_>) -> String {
    let mut page = Page { drawings, slugs: HashMap::new(), links: Vec::new(), hidden: 0, events: Vec::new() };
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
    let mut out = String::with_capacity(markdown.len() * 3 / 2 + drawn);
    html::push_html(&mut out, page.events.into_iter());
    out
}

struct Page<'a> {
    drawings: &'a Drawings<'a>,
    slugs: HashMap<String, usize>,
    /// Whether each open link or picture is kept.
    links: Vec<bool>,
    /// How deep inside a picture that is left out or replaced.
    hidden: usize,
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
        let slug = self.slug(&text);
        for event in events {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let id = Some(CowStr::from(slug.clone()));
                    self.events.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
                }
                event => self.take(event),
            }
        }
    }

    fn slug(&mut self, text: &str) -> String {
        let mut slug = String::from("h-");
        for c in text.trim().chars().flat_map(char::to_lowercase) {
            match c {
                c if c.is_alphanumeric() || c == '_' => slug.push(c),
                c if (c == '-' || c.is_whitespace()) && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
        }
        let slug = slug.trim_end_matches('-').to_owned();
        let seen = self.slugs.entry(slug.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 { slug } else { format!("{slug}-{}", *seen - 1) }
    }

    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => self.picture(link_type, dest_url, title, id),
            Event::End(TagEnd::Image) => {
                if self.hidden > 0 {
                    self.hidden -= 1;
                } else if self.links.pop() == Some(true) {
                    self.events.push(Event::End(TagEnd::Image));
                }
            }
            _ if self.hidden > 0 => {}
            Event::Html(text) | Event::InlineHtml(text) => self.events.push(Event::Text(text)),
            Event::Start(Tag::HtmlBlock) => self.events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => self.events.push(Event::End(TagEnd::Paragraph)),
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
            Event::Start(Tag::Table(alignment)) => {
                self.events.push(Event::Html("<div class=\"table\">".into()));
                self.events.push(Event::Start(Tag::Table(alignment)));
            }
            Event::End(TagEnd::Table) => {
                self.events.push(Event::End(TagEnd::Table));
                self.events.push(Event::Html("</div>\n".into()));
            }
            event => self.events.push(event),
        }
    }

    fn picture(&mut self, link_type: LinkType, dest_url: CowStr<'a>, title: CowStr<'a>, id: CowStr<'a>) {
        let drawing = self.drawings.iter().find(|(name, _)| *name == &*dest_url);
        if self.hidden > 0 {
            self.hidden += 1;
        } else if let Some((_, drawing)) = drawing {
            self.events.push(Event::InlineHtml((*drawing).into()));
            self.hidden = 1;
        } else {
            let safe = is_safe(&dest_url);
            self.links.push(safe);
            if safe {
                self.events.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html_of(markdown: &str) -> String {
        from_markdown(markdown, &[("canvas.svg", "<svg/>"), ("cash.svg", "<svg>")])
    }

    #[test]
    fn raw_html_becomes_text() {
        assert_eq!(html_of("a <b>x</b>\n"), "<p>a &lt;b&gt;x&lt;/b&gt;</p>\n");
        let block = html_of("<script>alert(1)</script>\n");
        assert!(!block.contains("<script"), "{block}");
        assert!(block.contains("&lt;script&gt;"), "{block}");
    }

    #[test]
    fn links_keep_to_safe_schemes() {
        assert_eq!(html_of("[a](&#106;avascript:x)"), "<p>a</p>\n");
        assert_eq!(html_of("![a](data:image/png,x) [b](x.html)"), "<p>a <a href=\"x.html\">b</a></p>\n");
    }

    #[test]
    fn headings_get_ids_that_keep_their_letters_and_never_clash() {
        let html = html_of("# Über uns\n\n# Über *uns*\n\n# A & B\n");
        assert!(html.contains("id=\"h-über-uns\""), "{html}");
        assert!(html.contains("id=\"h-über-uns-1\""), "{html}");
        assert!(html.contains("id=\"h-a-b\""), "{html}");
    }

    #[test]
    fn a_picture_with_the_name_of_a_drawing_is_replaced_by_it() {
        assert_eq!(html_of("![The canvas](canvas.svg)"), "<p><svg/></p>\n");
        assert_eq!(html_of("![The cash](cash.svg)"), "<p><svg></p>\n");
    }
}
