//! Something still missing from a reply: a reason, a name, which list.

use super::PlainFront;
use super::command::{self, Parsed};
use super::reply::Typed;
use crate::interview::{Beside, Reply};
use crate::prompt::FrontError;
use std::io::{BufRead, Write};

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// Asks for a word or two beside the answer, if they are kept when they are half typed; what was typed earlier is
    /// entered by an empty line. Else an empty line gives up, which leaves the question open; commands that lead
    /// elsewhere do.
    pub(super) fn detail(&mut self, cue: &str, beside: Option<&Beside>) -> Result<Typed, FrontError> {
        let begun = beside.zip(self.last.as_ref()).map(|(beside, prompt)| prompt.begun(beside).to_owned());
        let begun = begun.unwrap_or_default();
        let end = if begun.is_empty() {
            "an empty line goes back to the question".to_owned()
        } else {
            format!("an empty line enters [{begun}]")
        };
        loop {
            let line = self.cued_line(&format!("{cue} ({end})")).map_err(|error| {
                let error = error.map_draft(|half| half.filter(|half| matches!(command::parse(half), Parsed::Text(_))));
                match beside {
                    Some(beside) => error.beside(beside.clone()),
                    None => error.map_draft(|_| None),
                }
            })?;
            match command::parse(line.trim()) {
                Parsed::Text("") if !begun.is_empty() => return Ok(Typed::Text(begun)),
                Parsed::Text("") => return Ok(Typed::Open),
                Parsed::Text(text) => return Ok(Typed::Text(text.to_owned())),
                Parsed::Command(command, words) => match command.reply(words) {
                    Some(reply) => return Ok(Typed::Reply(reply)),
                    None => self.output.paragraph("That command does nothing here.")?,
                },
                Parsed::Stray(message) => self.output.paragraph(&message)?,
            }
        }
    }

    /// Asks why a question does not apply.
    pub(super) fn reason(&mut self) -> Result<Typed, FrontError> {
        Ok(match self.detail("Why does this not apply?", Some(&Beside::Reason))? {
            Typed::Text(because) => Typed::Reply(Reply::NotApplicable { because }),
            other => other,
        })
    }
}
