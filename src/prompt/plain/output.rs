//! Lines as they are shown: wrapped, and free of what could upset a terminal.

use crate::words::printable_lines;
use std::io::{self, Write};
use textwrap::{Options, WrapAlgorithm};

const USUAL_WIDTH: usize = 78;
const LEAST_WIDTH: usize = 20;

/// Writes wrapped lines. Everything shown passes through here.
#[derive(Debug)]
pub(super) struct Output<W> {
    to: W,
    width: usize,
}

impl<W: Write> Output<W> {
    pub(super) fn new(to: W) -> Self {
        Self { to, width: USUAL_WIDTH }
    }

    pub(super) fn set_width(&mut self, columns: usize) {
        self.width = columns.max(LEAST_WIDTH);
    }

    pub(super) fn into_inner(self) -> W {
        self.to
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    pub(super) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.to)
    }

    /// Wrapped from the first column; line breaks in the text are kept.
    pub(super) fn paragraph(&mut self, text: &str) -> io::Result<()> {
        self.hanging("", text)
    }

    /// Wrapped after a mark such as a number; further lines stand under the first word.
    pub(super) fn hanging(&mut self, mark: &str, text: &str) -> io::Result<()> {
        let indent = " ".repeat(textwrap::core::display_width(mark));
        let mut start = mark;
        for line in printable_lines(text).split('\n') {
            let options = Options::new(self.width)
                .wrap_algorithm(WrapAlgorithm::FirstFit)
                .initial_indent(start)
                .subsequent_indent(&indent);
            for row in textwrap::wrap(line, options) {
                writeln!(self.to, "{}", row.trim_end())?;
            }
            start = &indent;
        }
        Ok(())
    }

    /// As it is, for what is laid out in lines already.
    pub(super) fn laid_out(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.to, "{}", printable_lines(text).trim_end_matches('\n'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_between_words_and_hangs_under_its_mark() {
        let mut output = Output::new(Vec::new());
        output.set_width(5);
        output.paragraph("one two three four five six").unwrap();
        output.hanging("  1. ", "seven eight nine\n\nten\u{7}").unwrap();
        let text = String::from_utf8(output.into_inner()).unwrap();
        assert_eq!(text, "one two three four\nfive six\n  1. seven eight\n     nine\n\n     ten\n");
    }
}
