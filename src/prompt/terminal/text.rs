//! A line, and several sentences.

use super::super::FrontError;
use super::super::editor::Editor;
use super::Turn;
use super::heading::InRow;
use super::line::{Line, Typed};
use super::options::Options;
use super::paste::{self, Origin, Pasted};
use super::screen::{Screen, Tone};
use crate::interview::{Prompt, Reply};
use textwrap::core::display_width;

/// In a row with an answer above.
const HELP_IN_ROW: &str = "Enter: next · = as above · Esc: menu";
const HELP: &str = "Enter: next · Esc: menu, back, help";
/// A text of more rows than this is not changed in a line any more.
const ROWS_IN_A_LINE: usize = 4;

/// Asks for one line.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn line(screen: &mut Screen, prompt: &Prompt, unit: Option<&str>, text: &str) -> Result<Turn, FrontError> {
    let row = InRow::of(prompt);
    let title = row.map(|row| row.label(screen));
    let unit = unit.map(|unit| format!("({})", super::screen::shorten(unit, screen.width() / 3)));
    let label = title.into_iter().chain(unit).collect::<Vec<_>>().join(" ");
    let start = paste::joined(text);
    let help = if row.is_some_and(InRow::repeats) { HELP_IN_ROW } else { HELP };
    let line = Line { label: &label, row, start: &start, help, number: None, takes_lines: false, limit: prompt.limit };
    Ok(match line.ask(screen)? {
        Typed::Escaped(text) => Turn::Menu(text),
        Typed::Entered(text) if !paste::has_lines(&text) => {
            let repeat = row.and_then(|_| Reply::repeating(&text));
            Turn::Reply(repeat.unwrap_or(Reply::Text(text)))
        }
        Typed::Entered(text) => match paste::settle(screen, &text, Origin::Line)? {
            Pasted::Joined(text) => Turn::Reply(Reply::Text(text)),
            Pasted::Changed(text) => Turn::Again(text),
            Pasted::Each(lines) => Turn::Again(lines.join(" ")),
        },
    })
}

/// A text of several sentences, being asked for.
pub(super) struct Long<'a> {
    /// The question, for the editor.
    pub(super) ask: &'a str,
    /// The most characters it may have.
    pub(super) limit: Option<usize>,
    /// The editor, if there is one.
    pub(super) editor: Option<&'a Editor>,
}

/// What can be done with a text that is there already.
#[derive(Clone, Copy)]
enum Treatment {
    Keep,
    Edit,
    Here,
    Anew,
}

impl Long<'_> {
    /// Asks for the text. What does not go into a line is offered as it is, for the editor, or to be replaced;
    /// it is shown unless it has been `seen`.
    ///
    /// # Errors
    /// As for [`crate::prompt::Front::ask`].
    pub(super) fn ask(&self, screen: &mut Screen, text: &str, seen: bool) -> Result<Turn, FrontError> {
        if !paste::has_lines(text) && display_width(text) < screen.width().saturating_sub(3) {
            return typed(screen, text, text, self.limit);
        }
        let treatments = self.treatments(screen, text);
        let labels = treatments.iter().map(|(label, _)| (*label).to_owned()).collect();
        if !seen {
            preview(screen, text, Options::lines(treatments.len()))?;
        }
        let options = Options::new("This text is there already:", labels, "↑↓ move · Enter: pick · Esc: menu");
        let picked = options.pick(screen, 0).map_err(|error| error.keeping(text))?;
        let treatment = picked.and_then(|index| treatments.get(index)).map(|(_, treatment)| *treatment);
        match treatment {
            None => Ok(Turn::Menu(text.to_owned())),
            Some(Treatment::Keep) => Ok(Turn::Reply(Reply::Text(text.to_owned()))),
            Some(Treatment::Edit) => self.edit(screen, text),
            Some(Treatment::Here) => typed(screen, text, text, self.limit),
            Some(Treatment::Anew) => typed(screen, "", text, self.limit),
        }
    }

    /// Opens the editor; without one that works, the text is typed after a line of explanation.
    ///
    /// # Errors
    /// As for [`crate::prompt::Front::ask`].
    pub(super) fn edit(&self, screen: &mut Screen, text: &str) -> Result<Turn, FrontError> {
        let Some(editor) = self.editor else { return typed(screen, text, text, self.limit) };
        match editor.write(self.ask, text) {
            Ok(written) if written.is_empty() => {
                screen.say(Tone::Plain, "Nothing was written. Your text is as it was.")?;
                typed(screen, "", text, self.limit)
            }
            Ok(written) => {
                preview(screen, &written, 0)?;
                Ok(Turn::Reply(Reply::Text(crate::words::printable_lines(&written))))
            }
            Err(error) => {
                screen.say(Tone::Warning, &format!("! {error}; type the text here instead"))?;
                typed(screen, if paste::has_lines(text) { "" } else { text }, text, self.limit)
            }
        }
    }

    fn treatments(&self, screen: &Screen, text: &str) -> Vec<(&'static str, Treatment)> {
        let mut treatments = vec![("keep it as it is", Treatment::Keep)];
        if self.editor.is_some() {
            treatments.push(("change it in my editor", Treatment::Edit));
        }
        if !paste::has_lines(text) && display_width(text) < screen.width() * ROWS_IN_A_LINE {
            treatments.push(("change it here", Treatment::Here));
        }
        treatments.push(("write it anew", Treatment::Anew));
        treatments
    }
}

/// Asks for the text in a line. While nothing is typed, the text held is not lost.
fn typed(screen: &mut Screen, start: &str, held: &str, limit: Option<usize>) -> Result<Turn, FrontError> {
    let line = Line { label: "", row: None, start, help: HELP, number: None, takes_lines: true, limit };
    match line.ask(screen).map_err(|error| error.keeping_if_empty(held))? {
        Typed::Entered(text) => Ok(Turn::Reply(Reply::Text(text))),
        Typed::Escaped(text) if text.is_empty() => Ok(Turn::Menu(held.to_owned())),
        Typed::Escaped(text) => Ok(Turn::Menu(text)),
    }
}

/// Shows as much of a text as there is room for above `frame` lines.
fn preview(screen: &mut Screen, text: &str, frame: usize) -> Result<(), FrontError> {
    let mut block = screen.block();
    block.paragraphs(Tone::Plain, text);
    let room = screen.room().saturating_sub(frame + 1).max(2);
    let lines = block.height();
    if lines > room {
        let _ = block.split_off(room);
        block.text(Tone::Dim, &format!("… and {} more", crate::words::counted(lines - room, "line", "lines")));
    }
    screen.print(&block)
}
