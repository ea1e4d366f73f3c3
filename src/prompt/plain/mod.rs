//! The plain front: lines in, lines out. No redrawing and no colour, so that it serves screen readers, pipes and
//! terminals that can do little.

mod choice;
mod command;
mod cue;
mod detail;
mod entries;
mod input;
mod long;
mod menu;
mod output;
mod pick;
mod question;
mod reply;
#[cfg(test)]
mod script;

use super::{Front, FrontError};
use crate::interview::{Menu, MenuReply, Notice, Prompt, Response};
use input::Input;
use output::Output;
use std::collections::BTreeSet;
use std::io::{BufRead, Write};

/// A front that asks in plain lines, over any reader and writer.
///
/// The same question asked twice in a row, because a reply was rejected or a list grew, is not shown in full again.
#[derive(Debug)]
pub struct PlainFront<R, W> {
    input: Input<R>,
    output: Output<W>,
    /// The question just shown, if nothing else was said since.
    last: Option<Prompt>,
    /// Whether the way to the commands was shown.
    greeted: bool,
    /// What was explained once and is not explained again: examples, choices, what to type.
    told: BTreeSet<String>,
    /// The number of the question at which the progress was told in full.
    counted: Option<usize>,
}

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// A front that wraps at 78 columns.
    pub fn new(input: R, output: W) -> Self {
        Self {
            input: Input::new(input),
            output: Output::new(output),
            last: None,
            greeted: false,
            told: BTreeSet::new(),
            counted: None,
        }
    }

    /// The same front, wrapping at another width; at least 20 columns.
    #[must_use]
    pub fn with_width(mut self, columns: usize) -> Self {
        self.output.set_width(columns);
        self
    }

    /// Gives the writer back, for whoever wants to read what was written.
    pub fn into_output(self) -> W {
        self.output.into_inner()
    }

    /// Whether this is told for the first time.
    fn is_news(&mut self, text: &str) -> bool {
        self.told.insert(text.to_owned())
    }

    fn greet(&mut self) -> Result<(), FrontError> {
        if !self.greeted {
            self.greeted = true;
            self.output
                .paragraph("Type your answers line by line. /help lists the commands, /leave saves and stops.")?;
        }
        Ok(())
    }
}

impl<R: BufRead, W: Write> Front for PlainFront<R, W> {
    fn say(&mut self, notice: &Notice) -> Result<(), FrontError> {
        self.output.blank()?;
        match notice {
            Notice::Opens { number, title, purpose, guidance } => {
                (self.last, self.counted) = (None, None);
                let heading = if number.is_empty() { title.clone() } else { format!("{number}: {title}") };
                self.output.paragraph(&heading)?;
                self.output.paragraph(purpose)?;
                if let Some(guidance) = guidance {
                    self.output.blank()?;
                    self.output.paragraph(guidance)?;
                }
            }
            Notice::Closes(text) => {
                self.last = None;
                self.output.paragraph(text)?;
            }
            Notice::Remark(text) => self.output.paragraph(text)?,
            Notice::Page(text) => {
                self.last = None;
                self.output.laid_out(text)?;
            }
        }
        Ok(self.output.flush()?)
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Response, FrontError> {
        self.greet()?;
        self.show_question(prompt)?;
        self.last = Some(prompt.clone());
        self.reply(prompt)
    }

    fn choose(&mut self, menu: &Menu) -> Result<MenuReply, FrontError> {
        self.greet()?;
        self.last = None;
        self.show_menu(menu)?;
        self.menu_reply(menu)
    }
}

#[cfg(test)]
mod tests {
    use super::script::{ask_all, line, wide};
    use super::*;

    fn said(notice: &Notice) -> String {
        let mut front = PlainFront::new(std::io::Cursor::new(""), Vec::new()).with_width(30);
        front.say(notice).unwrap();
        String::from_utf8(front.into_output()).unwrap()
    }

    #[test]
    fn what_is_said_between_questions_is_wrapped_and_harmless() {
        let opens = Notice::Opens {
            number: "Step 1 of 10".into(),
            title: "Who pays".into(),
            purpose: "Find out who needs this enough to pay for it.".into(),
            guidance: Some("One person first.".into()),
        };
        let profile = Notice::Opens {
            number: String::new(),
            title: "About you".into(),
            purpose: "A few questions.".into(),
            guidance: None,
        };
        let cases = [
            (opens, "\nStep 1 of 10: Who pays\nFind out who needs this enough\nto pay for it.\n\nOne person first.\n"),
            (profile, "\nAbout you\nA few questions.\n"),
            (Notice::Closes("Two groups\u{1b}[2J\nare named.".into()), "\nTwo groups[2J\nare named.\n"),
            (Notice::Remark("Taken back: price.".into()), "\nTaken back: price.\n"),
            (
                Notice::Page("a column    another column that is long".into()),
                "\na column    another column that is long\n",
            ),
        ];
        for (notice, expected) in cases {
            assert_eq!(said(&notice), expected, "{notice:?}");
        }
    }

    #[test]
    fn a_question_that_comes_again_at_once_is_not_shown_in_full() {
        let first = line("");
        let mut again = line("");
        again.rejection = Some(crate::plan::Rejection("a name is needed".into()));
        let (responses, output) = ask_all(&[first, again], "\nAnna\n");
        assert_eq!(responses.len(), 2);
        assert_eq!(output, wide("Your answer:\n\nNot saved yet: a name is needed\nYour answer:\n"));
    }
}
