//! The lines that stand in a block, wrapped by the width they take on screen.

use super::shown;
use crate::documents::{CanvasEntry, FilledBlock, Mark};
use textwrap::WordSeparator;
use unicode_width::UnicodeWidthStr;

/// How a line is set off where there is colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Title,
    Note,
    Marked,
}

impl Tone {
    pub(super) fn of(mark: Option<Mark>) -> Self {
        match mark {
            None => Self::Plain,
            Some(Mark::Note) => Self::Note,
            Some(Mark::Open | Mark::Stale) => Self::Marked,
        }
    }
}

/// One line and how it is set off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CanvasLine {
    pub(super) text: String,
    pub(super) tone: Tone,
}

/// The sign that stands behind an entry in a box.
pub(super) fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Open => "(?)",
        Mark::Stale => "(!)",
        Mark::Note => "",
    }
}

/// What a sign stands for.
pub(super) fn meaning(mark: Mark) -> &'static str {
    match mark {
        Mark::Open => "something about it is still open",
        Mark::Stale => "look at it again, for something it rests on has changed",
        Mark::Note => "",
    }
}

/// The lines of a block in a box of this inner width: its title, then its entries.
pub(super) fn boxed(block: &FilledBlock, width: usize) -> Vec<CanvasLine> {
    let mut lines = title(block, width);
    for entry in &block.entries {
        let mark = entry.mark.filter(|mark| *mark != Mark::Note).map(|mark| format!(" {}", sign(mark)));
        lines.extend(entry_lines(entry, &mark.unwrap_or_default(), width));
    }
    lines
}

/// The lines of a block whose title and only remark have room on one line, else as in any box.
pub(super) fn compact(block: &FilledBlock, width: usize) -> Vec<CanvasLine> {
    if let [CanvasEntry { text, mark: Some(Mark::Note) }] = block.entries.as_slice() {
        let text = format!("{}: {}", shown(&block.title), shown(text));
        if text.width() <= width {
            return vec![CanvasLine { text, tone: Tone::Note }];
        }
    }
    boxed(block, width)
}

/// The lines of a block in a list: what a mark means is said in words.
pub(super) fn listed(block: &FilledBlock, width: usize) -> Vec<CanvasLine> {
    let mut lines = title(block, width);
    for entry in &block.entries {
        let mark = entry.mark.filter(|mark| *mark != Mark::Note).map(|mark| format!(" ({})", meaning(mark)));
        lines.extend(entry_lines(entry, &mark.unwrap_or_default(), width));
    }
    lines
}

fn title(block: &FilledBlock, width: usize) -> Vec<CanvasLine> {
    let lines = wrap(&shown(&block.title), width);
    lines.into_iter().map(|text| CanvasLine { text, tone: Tone::Title }).collect()
}

/// An entry behind a dash, a remark without one.
fn entry_lines(entry: &CanvasEntry, mark: &str, width: usize) -> impl Iterator<Item = CanvasLine> {
    let tone = Tone::of(entry.mark);
    let (first, later) = if entry.mark == Some(Mark::Note) { ("", "") } else { ("- ", "  ") };
    let lines = wrap(&format!("{}{mark}", shown(&entry.text)), width.saturating_sub(first.len()));
    lines.into_iter().enumerate().map(move |(index, line)| {
        let start = if index == 0 { first } else { later };
        CanvasLine { text: format!("{start}{line}"), tone }
    })
}

/// Lines of at most `width` columns, parted between words; a word that is longer than a line is broken. Measured as
/// whole texts, so that characters that join into one on screen count as one.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        if format!("{line}{}", word.word).width() > width && !line.trim().is_empty() {
            finish(&mut lines, &mut line);
        }
        if word.word.width() > width {
            broken(word.word, width, &mut lines, &mut line);
        } else {
            line.push_str(word.word);
        }
        line.push_str(word.whitespace);
    }
    finish(&mut lines, &mut line);
    lines
}

/// Ends a line; spaces at its end are left out.
fn finish(lines: &mut Vec<String>, line: &mut String) {
    let text = std::mem::take(line);
    if !text.trim().is_empty() {
        lines.push(text.trim_end().to_owned());
    }
}

/// Fills lines with the characters of a word that is longer than a line.
fn broken(word: &str, width: usize, lines: &mut Vec<String>, line: &mut String) {
    for c in word.chars() {
        line.push(c);
        if line.width() > width {
            line.pop();
            finish(lines, line);
            line.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_part_between_words_and_long_words_break() {
        let cases: [(&str, usize, &[&str]); 7] = [
            ("rack stickers", 8, &["rack", "stickers"]),
            ("donaudampfschiff", 8, &["donaudam", "pfschiff"]),
            ("a donaudampfschiff b", 8, &["a", "donaudam", "pfschiff", "b"]),
            ("自行车修理服务", 8, &["自行车修", "理服务"]),
            ("修理 🚲🚲🚲", 6, &["修理", "🚲🚲🚲"]),
            ("", 8, &[]),
            ("  a   b  ", 8, &["  a   b"]),
        ];
        for (text, width, expected) in cases {
            assert_eq!(wrap(text, width), expected, "{text}");
        }
    }

    #[test]
    fn a_remark_stands_beside_its_title_where_there_is_room() {
        let note = CanvasEntry { text: "still open".into(), mark: Some(Mark::Note) };
        let block = FilledBlock { title: "Channels".into(), entries: vec![note], ..FilledBlock::default() };
        assert_eq!(compact(&block, 20), [CanvasLine { text: "Channels: still open".into(), tone: Tone::Note }]);
        assert_eq!(compact(&block, 19).len(), 2);
    }
}
