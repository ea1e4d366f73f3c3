//! Lines as they are typed or piped.

use std::io::{self, BufRead};

/// Reads lines; the only place that does.
#[derive(Debug)]
pub(super) struct Input<R> {
    from: R,
}

/// One line, or why there is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Text without its line end. The last line counts even without one.
    Text(String),
    /// Bytes that are not UTF-8.
    NotText,
    /// There is no more.
    End,
}

impl<R: BufRead> Input<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from }
    }

    pub(super) fn line(&mut self) -> io::Result<Line> {
        let mut bytes = Vec::new();
        if self.from.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(Line::End);
        }
        Ok(match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_suffix('\n').unwrap_or(&text);
                let text = text.strip_suffix('\r').unwrap_or(text);
                Line::Text(text.trim_start_matches('\u{feff}').to_owned())
            }
            Err(_) => Line::NotText,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_without_their_ends_and_the_last_one_counts() {
        let mut input = Input::new(&b"\xef\xbb\xbfone\r\n\ntw\xff\nthree"[..]);
        let lines: Vec<Line> = (0..6).map(|_| input.line().unwrap()).collect();
        let text = |text: &str| Line::Text(text.to_owned());
        assert_eq!(lines, [text("one"), text(""), Line::NotText, text("three"), Line::End, Line::End]);
    }
}
