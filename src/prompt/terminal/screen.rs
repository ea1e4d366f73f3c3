//! The terminal as a sheet of paper: its size, wrapped lines, tones, what still fits.

use super::super::FrontError;
use crate::words::{guarded, printable};
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
    /// What stands before an answer.
    Lead,
    /// The option under the cursor.
    Chosen,
}

/// Paragraphs with their tones, wrapped at words to a width, not yet printed.
#[derive(Clone, Debug)]
pub(super) struct Block {
    width: usize,
    paragraphs: Vec<Paragraph>,
}

/// A line of text before it is wrapped.
#[derive(Clone, Debug)]
struct Paragraph {
    tone: Tone,
    /// What it begins with; the following lines are indented by its width.
    mark: String,
    text: String,
}

impl Paragraph {
    fn lines(&self, width: usize) -> impl Iterator<Item = (Tone, String)> {
        let indent = " ".repeat(display_width(&self.mark));
        let options = textwrap::Options::new(width).initial_indent(&self.mark).subsequent_indent(&indent);
        let wrapped = textwrap::wrap(&self.text, options);
        wrapped.into_iter().map(|line| (self.tone, line.into_owned())).collect::<Vec<_>>().into_iter()
    }
}

impl Block {
    /// An empty line.
    pub(super) fn blank(&mut self) -> &mut Self {
        self.text(Tone::Plain, "")
    }

    /// A paragraph; line breaks in it are taken for spaces.
    pub(super) fn text(&mut self, tone: Tone, text: &str) -> &mut Self {
        self.hanging(tone, "", text)
    }

    /// A paragraph that begins with a mark, the following lines indented by its width.
    pub(super) fn hanging(&mut self, tone: Tone, mark: &str, text: &str) -> &mut Self {
        let text = printable(text).trim().to_owned();
        self.paragraphs.push(Paragraph { tone, mark: mark.to_owned(), text });
        self
    }

    /// Paragraphs, one for each line of the text.
    pub(super) fn paragraphs(&mut self, tone: Tone, text: &str) -> &mut Self {
        let clean = text.lines().map(|line| printable(line).trim_end().to_owned());
        self.paragraphs.extend(clean.map(|text| Paragraph { tone, mark: String::new(), text }));
        self
    }

    /// Puts another block below.
    pub(super) fn append(&mut self, mut other: Self) -> &mut Self {
        self.paragraphs.append(&mut other.paragraphs);
        self
    }

    fn lines(&self) -> Vec<(Tone, String)> {
        self.paragraphs.iter().flat_map(|paragraph| paragraph.lines(self.width)).collect()
    }

    /// How many lines there are.
    pub(super) fn height(&self) -> usize {
        self.lines().len()
    }

    /// Keeps the first lines and returns the rest.
    pub(super) fn split_off(&mut self, at: usize) -> Self {
        let laid_out = |(tone, text)| Paragraph { tone, mark: String::new(), text };
        let mut paragraphs: Vec<Paragraph> = self.lines().into_iter().map(laid_out).collect();
        let rest = paragraphs.split_off(at.min(paragraphs.len()));
        self.paragraphs = paragraphs;
        Self { width: self.width, paragraphs: rest }
    }
}

/// The window as it is, and what was written on it since the question came up.
#[derive(Debug)]
pub(super) struct Screen {
    columns: usize,
    rows: usize,
    colour: bool,
    used: usize,
    sheet: Vec<Block>,
}

impl Screen {
    /// Whether anything is coloured.
    pub(super) fn has_colour(&self) -> bool {
        self.colour
    }

    /// The window of the standard error stream; none if there is none, or if it is too small.
    pub(super) fn measure(colour: bool) -> Option<Self> {
        let (rows, columns) = Term::stderr().size_checked()?;
        let (rows, columns) = (usize::from(rows), usize::from(columns));
        let fits = rows >= SMALLEST.0 && columns >= SMALLEST.1;
        fits.then_some(Self { columns, rows, colour, used: 0, sheet: Vec::new() })
    }

    /// Takes over what stands on a screen, for a question that goes on there; in a window of another size it is
    /// shown anew.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn take_over(&mut self, before: Self) -> Result<(), FrontError> {
        let same = (self.rows, self.columns) == (before.rows, before.columns);
        (self.sheet, self.used) = (before.sheet, before.used);
        if same { Ok(()) } else { self.show_again() }
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
        self.sheet.clear();
    }

    /// A block as wide as the window.
    pub(super) fn block(&self) -> Block {
        Block { width: self.width(), paragraphs: Vec::new() }
    }

    /// Prints a block above the prompt to come.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn print(&mut self, block: &Block) -> Result<(), FrontError> {
        self.write(block)?;
        self.sheet.push(block.clone());
        Ok(())
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

    /// Wipes the window and prints again what stood there since [`Screen::restart`], wrapped to the size that the
    /// window has now: after it was made larger or smaller, and after something else was written on it.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn show_again(&mut self) -> Result<(), FrontError> {
        if let Some((rows, columns)) = Term::stderr().size_checked() {
            (self.rows, self.columns) = (usize::from(rows), usize::from(columns));
        }
        Term::stderr().clear_screen()?;
        self.used = 0;
        let width = self.width();
        for mut block in std::mem::take(&mut self.sheet) {
            block.width = width;
            self.print(&block)?;
        }
        Ok(())
    }

    fn write(&mut self, block: &Block) -> Result<(), FrontError> {
        let lines = block.lines();
        let text = lines.iter().fold(String::new(), |text, (tone, line)| text + &self.toned(*tone, line) + "\r\n");
        self.used += lines.len();
        let mut stderr = io::stderr().lock();
        stderr.write_all(text.as_bytes())?;
        Ok(stderr.flush()?)
    }

    /// The text as it is sent to the terminal.
    pub(super) fn toned(&self, tone: Tone, line: &str) -> String {
        let line = guarded(line, false);
        if line.is_empty() || !self.colour {
            return line.into_owned();
        }
        let style = Style::new().for_stderr().force_styling(true);
        match tone {
            Tone::Plain => line.into_owned(),
            Tone::Strong => style.bold().apply_to(line).to_string(),
            Tone::Dim => style.dim().apply_to(line).to_string(),
            Tone::Warning => style.yellow().apply_to(line).to_string(),
            Tone::Lead => style.green().apply_to(line).to_string(),
            Tone::Chosen => style.cyan().bold().apply_to(line).to_string(),
        }
    }
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
        Screen { columns, rows: 16, colour: false, used: 0, sheet: Vec::new() }
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
            block.lines(),
            [(Tone::Plain, "1. people who".to_owned()), (Tone::Plain, "   repair bicycles".to_owned())]
        );
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let mut block = screen(40).block();
        block.text(Tone::Plain, "a\u{1b}[2Jb").paragraphs(Tone::Plain, "c\u{7}\nd");
        let lines: Vec<String> = block.lines().into_iter().map(|(_, line)| line).collect();
        assert_eq!(lines, ["a[2Jb", "c", "d"]);
    }

    #[test]
    fn printed_lines_use_up_the_room() {
        let mut screen = screen(40);
        assert_eq!(screen.room(), 15);
        screen.used = 6;
        assert_eq!(screen.room(), 9);
        screen.used = 66;
        assert_eq!(screen.room(), 0);
        screen.restart();
        assert_eq!((screen.room(), screen.height()), (15, 15));
    }
}
