//! A prompt for a line of text, with the keys of readline. A text longer than the window is wide runs over several
//! rows; one that is longer than there is room for is seen around the cursor.

use super::super::FrontError;
use super::frame::{Frame, Input, Picture};
use super::heading::InRow;
use super::keys::{Cut, is_ctrl, is_enter};
use super::screen::{Screen, Tone, shorten};
use super::typing::{Typing, wrapped};
use crate::words::printable_lines;
use crossterm::event::KeyCode;
use textwrap::core::display_width;

/// What the first row of a text begins with.
const FIRST: &str = "> ";
/// What the other rows begin with.
const NEXT: &str = "  ";
/// What a row begins with that others are hidden behind.
const HIDING: &str = "… ";
/// However little room there is, so many rows of the text are seen.
const FEWEST: usize = 2;
/// The last part of a text's length, and the fewest characters, in which it is said how many are left.
const NEAR: usize = 5;
const FEW_LEFT: usize = 10;

/// What came of a prompt for a line.
pub(super) enum Typed {
    /// Enter.
    Entered(String),
    /// Esc, with the text typed so far.
    Escaped(String),
}

/// A prompt for a line.
pub(super) struct Line<'a> {
    /// What stands before the line, such as a unit.
    pub(super) label: &'a str,
    /// The row that the line is, if it is one.
    pub(super) row: Option<InRow<'a>>,
    /// What stands in the line to begin with.
    pub(super) start: &'a str,
    /// The help line, at most 38 columns wide.
    pub(super) help: &'a str,
    /// The number the entry gets, if it is one of several.
    pub(super) number: Option<usize>,
    /// Whether a text of several lines is taken as it is, and nobody asks what is to become of them.
    pub(super) takes_lines: bool,
    /// No text may be longer, in characters: it is shown as that nears.
    pub(super) limit: Option<usize>,
}

impl Line<'_> {
    /// Asks for the line. Control characters are taken out; pasted line breaks stay.
    ///
    /// # Errors
    /// [`FrontError::Interrupted`] with the text on Ctrl-C and on a signal to stop, [`FrontError::Io`] when the
    /// terminal fails.
    pub(super) fn ask(&self, screen: &mut Screen) -> Result<Typed, FrontError> {
        let mut typing = Typing::new(&printable_lines(self.start));
        let mut frame = Frame::open(screen)?;
        let is_entered = self.edit(&mut frame, &mut typing);
        let typed = printable_lines(typing.text()).trim().to_owned();
        match is_entered {
            Ok(true) if typed.contains('\n') && !self.takes_lines => {
                frame.close()?;
                Ok(Typed::Entered(typed))
            }
            Ok(true) => {
                let shown = self.shown(&typed, frame.screen.width());
                match self.row {
                    None => frame.answer(&shown)?,
                    Some(row) => frame.answer_row(row, &typed)?,
                }
                Ok(Typed::Entered(typed))
            }
            Ok(false) => {
                frame.close()?;
                Ok(Typed::Escaped(typed))
            }
            Err(cut) => {
                let _ = frame.close();
                Err(FrontError::cut(cut, &typed))
            }
        }
    }

    /// Lets the text be edited until Enter (true) or Esc (false).
    fn edit(&self, frame: &mut Frame<'_>, typing: &mut Typing) -> Result<bool, Cut> {
        let mut top = 0;
        loop {
            let picture = self.picture(typing, frame.screen, &mut top);
            frame.draw(&picture)?;
            match frame.next()? {
                Input::Redraw => {}
                Input::Paste(text) => typing.insert(&printable_lines(&text)),
                Input::Key(key) if is_enter(key) => return Ok(true),
                Input::Key(key) if key.code == KeyCode::Esc || is_ctrl(key, 'g') => return Ok(false),
                Input::Key(key) => match key.code {
                    KeyCode::Up => typing.move_rows(self.text_width(frame.screen), false),
                    KeyCode::Down => typing.move_rows(self.text_width(frame.screen), true),
                    _ => typing.press(key),
                },
            }
        }
    }

    /// The text in rows, as many as there is room for, and the help line below.
    fn picture(&self, typing: &Typing, screen: &Screen, top: &mut usize) -> Picture {
        let text = typing.text();
        let rows = wrapped(text, self.text_width(screen));
        let at = rows.iter().rposition(|row| row.start <= typing.cursor()).unwrap_or_default();
        let most = screen.room().saturating_sub(1).max(FEWEST);
        *top = (*top).clamp((at + 1).saturating_sub(most), at.min(rows.len().saturating_sub(most)));
        let mut picture = Picture { row: at - *top, ..Picture::default() };
        for (index, row) in rows.iter().enumerate().skip(*top).take(most) {
            let is_edge = (index == *top && index > 0) || (index + 1 == *top + most && index + 1 < rows.len());
            let mark = if is_edge {
                HIDING
            } else if index == 0 {
                FIRST
            } else {
                NEXT
            };
            let mut begun = vec![(Tone::Lead, mark.to_owned())];
            if !self.label.is_empty() {
                let label = if index == 0 { format!("{} ", self.label) } else { " ".repeat(self.label_width()) };
                begun.push((Tone::Plain, label));
            }
            if index == at {
                picture.before.clone_from(&begun);
                let before = text.get(row.start..typing.cursor().min(row.end)).unwrap_or_default();
                picture.before.push((Tone::Plain, before.to_owned()));
            }
            begun.push((Tone::Plain, text.get(row.clone()).unwrap_or_default().to_owned()));
            picture.rows.push(begun);
        }
        // Where not all fits beside it, the way out stays in sight.
        let room = screen.width().saturating_sub(2);
        picture.rows.push(match self.nearing(text) {
            Some((tone, left)) => {
                let out = self.help.split(" · ").find(|key| key.starts_with("Esc")).unwrap_or(self.help);
                let both = [self.help, out].map(|keys| format!("{left} · {keys}"));
                let fits = both.iter().find(|both| display_width(both) <= room).unwrap_or(&left);
                vec![(tone, format!("[{fits}]"))]
            }
            None => vec![(Tone::Dim, format!("[{}]", self.help))],
        });
        picture
    }

    /// How many characters are left, once that is worth saying.
    fn nearing(&self, text: &str) -> Option<(Tone, String)> {
        let limit = self.limit?;
        let count = text.trim().chars().count();
        match limit.checked_sub(count) {
            None => Some((Tone::Warning, format!("{} too many", count - limit))),
            Some(left) if left <= (limit / NEAR).max(FEW_LEFT) && count > 0 && left < count => {
                Some((Tone::Dim, format!("{left} left")))
            }
            Some(_) => None,
        }
    }

    fn label_width(&self) -> usize {
        if self.label.is_empty() { 0 } else { display_width(self.label) + 1 }
    }

    /// How many columns there are for the text; the cursor stands behind the last of them.
    fn text_width(&self, screen: &Screen) -> usize {
        screen.width().saturating_sub(FIRST.len() + self.label_width() + 1).max(2)
    }

    /// What stays of the prompt.
    fn shown(&self, text: &str, width: usize) -> String {
        match self.number {
            Some(_) if text.is_empty() => "done".to_owned(),
            Some(number) => shorten(&format!("{number}. {text}"), width.saturating_sub(2)),
            None => shorten(text, width.saturating_sub(3)),
        }
    }
}

/// Waits for Enter under a page; false on Esc. Whatever else is typed or pasted is let go.
///
/// # Errors
/// As for [`Line::ask`].
pub(super) fn pause(screen: &mut Screen, help: &str) -> Result<bool, FrontError> {
    let mut frame = Frame::open(screen)?;
    let row = vec![(Tone::Dim, format!("[{help}]"))];
    let picture = Picture { rows: vec![row.clone()], row: 0, before: row };
    let goes_on = loop {
        let input = frame.draw(&picture).and_then(|()| frame.next());
        match input {
            Ok(Input::Key(key)) if is_enter(key) => break true,
            Ok(Input::Key(key)) if key.code == KeyCode::Esc || is_ctrl(key, 'g') => break false,
            Ok(_) => {}
            Err(cut) => {
                let _ = frame.close();
                return Err(FrontError::cut(cut, ""));
            }
        }
    };
    frame.close()?;
    Ok(goes_on)
}
