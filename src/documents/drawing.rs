//! Text fitted into the blocks of the drawn canvas: wrapped by the width it takes on screen, cut where a block is full.

use super::filters::named;
use std::borrow::Cow;
use tera::{Kwargs, TeraResult, Value};
use unicode_width::UnicodeWidthChar;

/// The lines of a block: a list of maps with `text` and `first` (whether an entry begins there).
///
/// `width` is how many characters of ordinary width fit on a line, `lines` how many lines fit into the block.
/// What does not fit is counted in a last line, `+ 3 more`.
pub(super) fn fitted(entries: &[Cow<'_, str>], kwargs: &Kwargs) -> TeraResult<Value> {
    let (width, lines) = (kwargs.must_get::<usize>("width")?, kwargs.must_get::<usize>("lines")?);
    let fitted = fit(entries, width.max(4), lines.max(2));
    Ok(Value::from(fitted.into_iter().map(Line::value).collect::<Vec<_>>()))
}

#[derive(Debug, PartialEq)]
struct Line {
    text: String,
    first: bool,
}

impl Line {
    fn value(self) -> Value {
        named([("text", Value::from(self.text)), ("first", Value::from(self.first))])
    }
}

fn fit(entries: &[Cow<'_, str>], width: usize, lines: usize) -> Vec<Line> {
    let mut fitted: Vec<Line> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut wrapped = wrap(entry, width);
        let is_last = index + 1 == entries.len();
        let room = lines.saturating_sub(fitted.len() + usize::from(!is_last));
        if wrapped.len() > room && index > 0 {
            fitted.push(Line { text: format!("+ {} more", entries.len() - index), first: true });
            return fitted;
        }
        if wrapped.len() > room {
            wrapped.truncate(room.max(1));
            if let Some(last) = wrapped.last_mut() {
                *last = shortened(last, width);
            }
        }
        fitted.extend(wrapped.into_iter().enumerate().map(|(line, text)| Line { text, first: line == 0 }));
    }
    fitted
}

/// Lines of at most `width`; a word that is longer than a line is broken.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let room = width * UNIT;
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in text.split_whitespace() {
        let gap = if line.is_empty() { 0 } else { UNIT };
        if used + gap + measured(word) <= room {
            if gap > 0 {
                line.push(' ');
            }
            line.push_str(word);
            used += gap + measured(word);
            continue;
        }
        if !line.is_empty() && breakable(word, room) > used + gap {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if !line.is_empty() {
            line.push(' ');
            used += gap;
        }
        for c in word.chars() {
            if used + units(c) > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            line.push(c);
            used += units(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Words of scripts without spaces may break anywhere, others only if they are longer than a line: for those the
/// line used so far never counts as too little.
fn breakable(word: &str, room: usize) -> usize {
    if word.chars().any(|c| c.width() == Some(2)) { room / 2 } else { usize::MAX }
}

fn shortened(line: &str, width: usize) -> String {
    let mut short = line.trim_end().to_owned();
    while !short.is_empty() && measured(&short) + UNIT > width * UNIT {
        short.pop();
    }
    format!("{}…", short.trim_end())
}

/// An ordinary character counts this much.
const UNIT: usize = 10;

fn measured(text: &str) -> usize {
    text.chars().map(units).sum()
}

/// How wide a character is drawn in a proportional typeface, in tenths of an ordinary one.
fn units(c: char) -> usize {
    match c {
        'W' | 'M' | '@' | '%' | 'm' | 'w' | '—' | '…' => 17,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '~' => 13,
        c => c.width().unwrap_or(0) * UNIT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entries: &[&str], width: usize, lines: usize) -> Vec<String> {
        let entries: Vec<Cow<str>> = entries.iter().map(|entry| Cow::Borrowed(*entry)).collect();
        fit(&entries, width, lines).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn entries_wrap_between_words_and_what_is_left_is_counted() {
        assert_eq!(shown(&["rack stickers", "ads"], 8, 9), ["rack", "stickers", "ads"]);
        assert_eq!(shown(&["a", "b", "c", "d"], 8, 3), ["a", "b", "+ 2 more"]);
        assert_eq!(shown(&["a", "b", "c"], 8, 3), ["a", "b", "c"]);
    }

    #[test]
    fn a_long_word_and_chinese_break_where_the_line_ends() {
        assert_eq!(shown(&["donaudampfschiff"], 8, 9), ["donauda", "mpfschi", "ff"]);
        assert_eq!(shown(&["自行车修理服务"], 8, 9), ["自行车修", "理服务"]);
    }

    #[test]
    fn a_single_entry_that_is_too_long_is_shortened() {
        let lines = shown(&["one two three four five"], 6, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
    }

    #[test]
    fn no_line_is_wider_than_the_block() {
        for text in ["WWWW WWWWWWWW", "自行 abc 车修理 defghijklmnop", "a b c d e f g h"] {
            for line in wrap(text, 8) {
                assert!(measured(&line) <= 8 * UNIT, "{line}");
            }
        }
    }
}
