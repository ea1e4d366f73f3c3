//! Something still missing from a reply: a reason, a name, which list.

use super::PlainFront;
use super::command::{self, Parsed};
use super::reply::Typed;
use crate::interview::Reply;
use crate::prompt::FrontError;
use std::io::{BufRead, Write};

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// Asks for a word or two. An empty line gives up, which leaves the question open; commands that lead elsewhere do.
    pub(super) fn detail(&mut self, cue: &str) -> Result<Typed, FrontError> {
        loop {
            let line = self.cued_line(&format!("{cue} (an empty line goes back to the question)"))?;
            match command::parse(line.trim()) {
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
        Ok(match self.detail("Why does this not apply?")? {
            Typed::Text(because) => Typed::Reply(Reply::NotApplicable { because }),
            other => other,
        })
    }
}
