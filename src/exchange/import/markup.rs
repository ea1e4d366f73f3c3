//! HTML as tags and the texts between them, however it is nested: people leave half of it open.

/// A tag, or what stands between two.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag<'h> {
    /// An opening tag by its name, in lower case.
    Start(String),
    /// A closing tag.
    End(String),
    /// A comment.
    Comment(&'h str),
    /// A text.
    Text(&'h str),
}

/// The tags and texts in order, each with the byte at which it begins. What is no tag is text.
pub(super) fn tags(html: &str) -> Vec<(usize, Tag<'_>)> {
    let mut found = Vec::new();
    let mut position = 0;
    let mut text_from = 0;
    while let Some(open) = html.get(position..).and_then(|rest| rest.find('<')).map(|at| position + at) {
        let rest = html.get(open..).unwrap_or_default();
        let read = if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            let said = comment.get(..end).unwrap_or_default();
            Some((Tag::Comment(said), open + 4 + end + 3))
        } else {
            tag(rest).map(|(tag, length)| (tag, open + length))
        };
        let Some((tag, end)) = read else {
            position = open + 1;
            continue;
        };
        if let Some(text) = html.get(text_from..open).filter(|text| !text.is_empty()) {
            found.push((text_from, Tag::Text(text)));
        }
        found.push((open, tag));
        position = end.min(html.len());
        text_from = position;
    }
    if let Some(text) = html.get(text_from..).filter(|text| !text.is_empty()) {
        found.push((text_from, Tag::Text(text)));
    }
    found
}

/// A tag at the beginning of a text, and how many bytes it takes.
fn tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let inside = text.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..length)?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = text.find('>')? + 1;
    let name = name.to_ascii_lowercase();
    Some((if closes { Tag::End(name) } else { Tag::Start(name) }, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_part_texts_however_they_are_nested() {
        let found: Vec<Tag<'_>> =
            tags("a < b<TD class=x>Costs<p>Rent<!-- old --></td>").into_iter().map(|(_, tag)| tag).collect();
        assert_eq!(
            found,
            [
                Tag::Text("a < b"),
                Tag::Start("td".into()),
                Tag::Text("Costs"),
                Tag::Start("p".into()),
                Tag::Text("Rent"),
                Tag::Comment(" old "),
                Tag::End("td".into())
            ]
        );
    }
}
