//! The words of a document, whatever it is written as.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The paragraphs, headings, entries and cells of a Markdown document: the level of a heading, and the text with white
/// space folded. Empty ones are left out.
pub fn paragraphs_of(markdown: &str) -> Vec<(Option<usize>, String)> {
    let (mut found, mut text, mut level) = (Vec::new(), String::new(), None);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            event => {
                found.push((level.take(), folded(&std::mem::take(&mut text))));
                if let Event::Start(Tag::Heading { level: begun, .. }) = event {
                    level = Some(begun as usize);
                }
            }
        }
    }
    found.push((level, folded(&text)));
    found.retain(|(_, text)| !text.is_empty());
    found
}

/// The text with one space for any white space, none at the ends, and none of the characters that no document holds.
pub fn folded(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
