//! Lines as they are typed or piped.

use std::io::{self, BufRead, Read};

/// Reads lines; the only place that does.
#[derive(Debug)]
pub(super) struct Input<R> {
    from: R,
    /// What had arrived of a line when the reading was interrupted.
    half: Option<String>,
    /// The last line, and how many times in a row it came.
    last: (String, u32),
}

/// Whoever sends one line more often in a row is a program that never stops.
const MOST_ALIKE: u32 = 1000;

/// No line that a person types is longer, in bytes.
const LONGEST: u64 = 1024 * 1024;

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
        Self { from, half: None, last: (String::new(), 0) }
    }

    /// The half line that an interruption left.
    pub(super) fn take_half(&mut self) -> Option<String> {
        self.half.take()
    }

    pub(super) fn line(&mut self) -> io::Result<Line> {
        let mut bytes = Vec::new();
        match self.from.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(Line::End),
            Ok(read) if read as u64 >= LONGEST => return Ok(Line::End),
            Ok(_) => {}
            Err(error) => {
                self.half = String::from_utf8(bytes).ok().filter(|half| !half.trim().is_empty());
                return Err(error);
            }
        }
        Ok(match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_suffix('\n').unwrap_or(&text);
                let text = text.strip_suffix('\r').unwrap_or(text);
                let text = text.trim_start_matches('\u{feff}').to_owned();
                self.last.1 = if self.last.0 == text { self.last.1 + 1 } else { 1 };
                self.last.0.clone_from(&text);
                if self.last.1 > MOST_ALIKE { Line::End } else { Line::Text(text) }
            }
            Err(_) => Line::NotText,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_comes_for_ever_and_one_without_an_end_are_the_end() {
        let mut input = Input::new(io::Cursor::new("y\n".repeat(3000)));
        assert_eq!((0..9000).take_while(|_| input.line().unwrap() != Line::End).count(), 1000);
        let mut changing = Input::new(io::Cursor::new("y\nn\n".repeat(3000)));
        assert_eq!((0..9000).take_while(|_| changing.line().unwrap() != Line::End).count(), 6000);
        let mut endless = Input::new(io::BufReader::new(io::repeat(b'y')));
        assert_eq!(endless.line().unwrap(), Line::End);
    }

    #[test]
    fn lines_come_without_their_ends_and_the_last_one_counts() {
        let mut input = Input::new(&b"\xef\xbb\xbfone\r\n\ntw\xff\nthree"[..]);
        let lines: Vec<Line> = (0..6).map(|_| input.line().unwrap()).collect();
        let text = |text: &str| Line::Text(text.to_owned());
        assert_eq!(lines, [text("one"), text(""), Line::NotText, text("three"), Line::End, Line::End]);
    }

    /// A reader that is interrupted when it has given everything.
    struct Cut(&'static [u8]);

    impl Read for Cut {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.fill_buf()?.read(buffer)?;
            self.consume(count);
            Ok(count)
        }
    }

    impl BufRead for Cut {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            if self.0.is_empty() { Err(io::Error::other("cut")) } else { Ok(self.0) }
        }

        fn consume(&mut self, count: usize) {
            self.0 = &self.0[count..];
        }
    }

    #[test]
    fn half_a_line_is_kept_when_the_reading_is_interrupted() {
        for (bytes, half) in [("one\nhalf 周", Some("half 周")), ("one\n", None), ("one\n  ", None)] {
            let mut input = Input::new(Cut(bytes.as_bytes()));
            assert_eq!(input.line().unwrap(), Line::Text("one".to_owned()));
            assert!(input.line().is_err());
            assert_eq!(input.take_half().as_deref(), half, "{bytes:?}");
        }
    }
}
