//! What is drawn under the printed lines while keys are pressed: a few rows that are drawn anew after every key, and
//! that leave nothing behind.

use super::super::FrontError;
use super::heading::InRow;
use super::keys::{Cut, Happening, Keys};
use super::screen::{Screen, Tone};
use crossterm::event::KeyEvent;
use crossterm::{cursor, queue, style, terminal};
use std::io::{self, BufWriter, Write};

/// Rows as they are to be seen, each of parts with a tone, and none wider than the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Picture {
    /// The rows from the top.
    pub(super) rows: Vec<Vec<(Tone, String)>>,
    /// The row of the cursor.
    pub(super) row: usize,
    /// What stands before the cursor in its row. It is written last, so that the cursor is right in every terminal,
    /// however wide that takes an emoji to be.
    pub(super) before: Vec<(Tone, String)>,
}

/// Something to react to.
#[derive(Debug)]
pub(super) enum Input {
    /// A key.
    Key(KeyEvent),
    /// Pasted text, with its line breaks.
    Paste(String),
    /// Nothing but that the picture has to be made anew: the window has another size.
    Redraw,
}

/// A picture under the lines of a screen, and the keys for it.
#[derive(Debug)]
pub(super) struct Frame<'s> {
    /// What stands above.
    pub(super) screen: &'s mut Screen,
    /// Holds the terminal as long as the frame is there.
    _keys: Keys,
    /// The row of the cursor in the picture that is on show.
    row: usize,
    /// How many rows this picture has.
    height: usize,
}

impl<'s> Frame<'s> {
    /// Takes the terminal over, with nothing drawn yet.
    ///
    /// # Errors
    /// When there is no terminal, or it cannot send single keys.
    pub(super) fn open(screen: &'s mut Screen) -> Result<Self, FrontError> {
        Ok(Self { screen, _keys: Keys::open()?, row: 0, height: 0 })
    }

    /// Draws a picture in the place of the one before, unless more keys wait already.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn draw(&mut self, picture: &Picture) -> Result<(), Cut> {
        if self.height > 0 && Keys::more() {
            return Ok(());
        }
        let mut out = BufWriter::new(io::stderr().lock());
        queue!(out, cursor::Hide)?;
        to_the_top(&mut out, self.row)?;
        // What does not fit into the window would destroy the picture; the part around the cursor is what counts.
        let most = self.screen.height().max(1);
        let first = (picture.row + 1).saturating_sub(most);
        let rows = picture.rows.iter().skip(first).take(most);
        let toned = |parts: &[(Tone, String)]| {
            parts.iter().map(|(tone, text)| self.screen.toned(*tone, text)).collect::<String>()
        };
        let mut drawn = 0_usize;
        for row in rows {
            if drawn > 0 {
                queue!(out, style::Print("\r\n"))?;
            }
            queue!(out, style::Print(toned(row)))?;
            drawn += 1;
        }
        let row = picture.row - first;
        let below = u16::try_from(drawn.saturating_sub(row + 1)).unwrap_or(u16::MAX);
        if below > 0 {
            queue!(out, cursor::MoveUp(below))?;
        }
        queue!(out, style::Print("\r"), style::Print(toned(&picture.before)), cursor::Show)?;
        out.flush()?;
        (self.row, self.height) = (row, drawn);
        Ok(())
    }

    /// Waits for something to react to. Ctrl-Z stops the program here and comes back to the same screen.
    ///
    /// # Errors
    /// When the founder wants to stop, or the terminal fails.
    pub(super) fn next(&mut self) -> Result<Input, Cut> {
        match Keys::wait()? {
            Happening::Key(key) => return Ok(Input::Key(key)),
            Happening::Paste(text) => return Ok(Input::Paste(text)),
            Happening::Disturbed => {}
            Happening::Suspend => {
                self.erase()?;
                Keys::suspend()?;
            }
        }
        self.screen.show_again().map_err(io::Error::other)?;
        (self.row, self.height) = (0, 0);
        Ok(Input::Redraw)
    }

    /// Takes the picture away.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn erase(&mut self) -> io::Result<()> {
        let mut out = io::stderr().lock();
        to_the_top(&mut out, self.row)?;
        (self.row, self.height) = (0, 0);
        out.flush()
    }

    /// Takes the picture away and gives the terminal back.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn close(mut self) -> Result<(), FrontError> {
        Ok(self.erase()?)
    }

    /// The same, with one line in the place of the picture: what was answered.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn answer(mut self, answer: &str) -> Result<(), FrontError> {
        self.erase()?;
        let mut block = self.screen.block();
        block.text(Tone::Chosen, &format!("> {answer}"));
        self.screen.print(&block)
    }

    /// The same in a row, which has a title.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn answer_row(mut self, row: InRow<'_>, answer: &str) -> Result<(), FrontError> {
        self.erase()?;
        let block = row.answered(answer, self.screen);
        self.screen.print(&block)
    }
}

impl FrontError {
    /// Why a prompt ends without a reply, with what was typed in it.
    pub(super) fn cut(cut: Cut, typed: &str) -> Self {
        match cut {
            // Text is worth more than going on in a terminal that fails.
            Cut::Io(error) if typed.is_empty() => Self::Io(error),
            Cut::Stopped | Cut::Io(_) => Self::Interrupted { draft: (!typed.is_empty()).then(|| typed.to_owned()) },
        }
    }
}

/// Goes to the first row of a picture and wipes everything from there on.
fn to_the_top(out: &mut impl Write, row: usize) -> io::Result<()> {
    if let Ok(row @ 1..) = u16::try_from(row) {
        queue!(out, cursor::MoveUp(row))?;
    }
    queue!(out, style::Print("\r"), terminal::Clear(terminal::ClearType::FromCursorDown))
}
