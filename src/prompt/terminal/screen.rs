//! The terminal as a sheet of paper: its size, wrapped lines, tones, what still fits.

use super::super::FrontError;
use crate::words::printable;
use console::{Style, Term};
use std::io::{self, Write};
use textwrap::core::display_width;

/// The smallest window that the terminal front can work in.
const SMALLEST: (usize, usize) = (10, 40);
/// Lines longer than this are hard to read, however wide the window is.
const WIDEST: usize = 78;

/// How a line is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Running text.
    Plain,
    /// What is asked.
    Strong,
    /// What may be passed over.
    Dim,
    /// What wants attention.
    Warning,
}

/// Lines wrapped at words, each with its tone, not yet printed.
pub(super) struct Block {
    width: usize,
    lines: Vec<(Tone, String)>,
}

impl Block {
    /// An empty line.
    pub(super) fn blank(&mut self) -> &mut Self {
        self.lines.push((Tone::Plain, String::new()));
        self
    }

    /// A paragraph; line breaks in it are taken for spaces.
    pub(super) fn text(&mut self, tone: Tone, text: &str) -> &mut Self {
        self.hanging(tone, "", text)
    }

    /// A paragraph that begins with a mark, the following lines indented by its width.
    pub(super) fn hanging(&mut self, tone: Tone, mark: &str, text: &str) -> &mut Self {
        let indent = " ".repeat(display_width(mark));
        let options = textwrap::Options::new(self.width).initial_indent(mark).subsequent_indent(&indent);
        let clean = printable(text);
        let wrapped = textwrap::wrap(clean.trim(), options);
        self.lines.extend(wrapped.into_iter().map(|line| (tone, line.into_owned())));
        self
    }

    /// Paragraphs, one for each line of the text.
    pub(super) fn paragraphs(&mut self, tone: Tone, text: &str) -> &mut Self {
        for line in text.lines() {
            let options = textwrap::Options::new(self.width);
            let clean = printable(line);
            let wrapped = textwrap::wrap(clean.trim_end(), options);
            self.lines.extend(wrapped.into_iter().map(|line| (tone, line.into_owned())));
        }
        self
    }

    /// Puts another block below.
    pub(super) fn append(&mut self, mut other: Self) -> &mut Self {
        self.lines.append(&mut other.lines);
        self
    }

    /// How many lines there are.
    pub(super) fn height(&self) -> usize {
        self.lines.len()
    }

    /// Keeps the first lines and returns the rest.
    pub(super) fn split_off(&mut self, at: usize) -> Self {
        Self { width: self.width, lines: self.lines.split_off(at.min(self.lines.len())) }
    }
}

/// The window as it was when the question came up, and how much of it is written on.
pub(super) struct Screen {
    columns: usize,
    rows: usize,
    colour: bool,
    used: usize,
    gone: bool,
}

impl Screen {
    /// The window of the standard error stream; none if there is none, or if it is too small.
    pub(super) fn measure(colour: bool) -> Option<Self> {
        let (rows, columns) = Term::stderr().size_checked()?;
        let (rows, columns) = (usize::from(rows), usize::from(columns));
        let fits = rows >= SMALLEST.0 && columns >= SMALLEST.1;
        fits.then_some(Self { columns, rows, colour, used: 0, gone: false })
    }

    /// Whether colours and bold type are wanted.
    pub(super) fn colour(&self) -> bool {
        self.colour
    }

    /// How many columns a single line may take.
    pub(super) fn width(&self) -> usize {
        self.columns.saturating_sub(1).min(WIDEST)
    }

    /// How many rows are left under what was printed, one kept free for the answer.
    pub(super) fn room(&self) -> usize {
        self.rows.saturating_sub(self.used + 1)
    }

    /// How many rows there are at all, one kept free for the answer.
    pub(super) fn height(&self) -> usize {
        self.rows.saturating_sub(1)
    }

    /// Begins anew: what was printed so far may scroll away.
    pub(super) fn restart(&mut self) {
        self.used = 0;
        self.gone = false;
    }

    /// Counts lines that somebody else has printed.
    pub(super) fn count(&mut self, lines: usize) {
        self.used += lines;
    }

    /// Whether what stood above the prompt has gone since [`Screen::restart`] and has to be shown again.
    pub(super) fn gone(&self) -> bool {
        self.gone
    }

    /// A block as wide as the window.
    pub(super) fn block(&self) -> Block {
        Block { width: self.width(), lines: Vec::new() }
    }

    /// Prints a block above the prompt to come.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn print(&mut self, block: &Block) -> Result<(), FrontError> {
        let mut text = String::new();
        for (tone, line) in &block.lines {
            text.push_str(&self.toned(*tone, line));
            text.push('\n');
        }
        self.used += block.height();
        let mut stderr = io::stderr().lock();
        stderr.write_all(text.as_bytes())?;
        Ok(stderr.flush()?)
    }

    /// Prints one paragraph.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn say(&mut self, tone: Tone, text: &str) -> Result<(), FrontError> {
        let mut block = self.block();
        block.text(tone, text);
        self.print(&block)
    }

    /// Wipes the screen if typed text has outgrown it, because then the picture is no longer right.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn wipe_if_outgrown(&mut self, text: &str) -> Result<(), FrontError> {
        if self.typed_rows(text) + 1 > self.rows {
            Term::stderr().clear_screen()?;
            self.used = 0;
            self.gone = true;
        }
        Ok(())
    }

    /// Notes whether typed text has pushed what stands above it out of the window.
    pub(super) fn note_scrolling(&mut self, text: &str) {
        self.gone = self.gone || self.used + self.typed_rows(text) + 1 > self.rows;
    }

    fn typed_rows(&self, text: &str) -> usize {
        text.lines().map(|line| 1 + (display_width(line) + 2) / self.columns).sum()
    }

    fn toned(&self, tone: Tone, line: &str) -> String {
        if line.is_empty() || !self.colour {
            return line.to_owned();
        }
        let style = Style::new().for_stderr().force_styling(true);
        match tone {
            Tone::Plain => line.to_owned(),
            Tone::Strong => style.bold().apply_to(line).to_string(),
            Tone::Dim => style.dim().apply_to(line).to_string(),
            Tone::Warning => style.yellow().apply_to(line).to_string(),
        }
    }
}

/// Takes the last line away: what a cancelled prompt or a pause leaves behind.
///
/// # Errors
/// When the terminal cannot be written to.
pub(super) fn take_back_line() -> Result<(), FrontError> {
    Ok(Term::stderr().clear_last_lines(1)?)
}

/// Shortens to a display width, at a word if possible, with an ellipsis; one line comes out of several.
pub(super) fn shorten(text: &str, width: usize) -> String {
    let text = printable(text);
    let text = text.trim();
    if display_width(text) <= width {
        return text.to_owned();
    }
    let wrapped = textwrap::wrap(text, width.saturating_sub(1).max(1));
    wrapped.first().map(|line| format!("{}…", line.trim_end())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(columns: usize) -> Screen {
        Screen { columns, rows: 16, colour: false, used: 0, gone: false }
    }

    #[test]
    fn labels_are_shortened_at_a_word_and_by_display_width() {
        assert_eq!(shorten("short", 10), "short");
        assert_eq!(shorten("people who repair bicycles", 16), "people who…");
        assert_eq!(shorten("周末骑自行车的人们", 9), "周末骑自…");
        assert_eq!(shorten("incomprehensibilities", 8), "incompr…");
        assert_eq!(shorten("two\nlines", 20), "two lines");
        assert_eq!(shorten("", 5), "");
    }

    #[test]
    fn paragraphs_wrap_at_words_and_hang_under_their_mark() {
        let screen = screen(20);
        let mut block = screen.block();
        block.hanging(Tone::Plain, "1. ", "people who repair bicycles");
        assert_eq!(
            block.lines,
            [(Tone::Plain, "1. people who".to_owned()), (Tone::Plain, "   repair bicycles".to_owned())]
        );
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let mut block = screen(40).block();
        block.text(Tone::Plain, "a\u{1b}[2Jb").paragraphs(Tone::Plain, "c\u{7}\nd");
        let lines: Vec<&str> = block.lines.iter().map(|(_, line)| line.as_str()).collect();
        assert_eq!(lines, ["a[2Jb", "c", "d"]);
    }

    #[test]
    fn printed_lines_use_up_the_room() {
        let mut screen = screen(40);
        assert_eq!(screen.room(), 15);
        screen.count(6);
        assert_eq!(screen.room(), 9);
        screen.count(60);
        assert_eq!(screen.room(), 0);
        screen.restart();
        assert_eq!((screen.room(), screen.height()), (15, 15));
    }
}
