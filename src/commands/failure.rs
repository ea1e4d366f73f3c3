//! Why a command cannot go on, and how that is said.

use super::last_good::LastGood;
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, reason};
use crate::report::styles::Colour;
use crate::report::{self, styles};
use crate::words;
use std::io;

/// Why a command cannot go on.
#[derive(Debug)]
pub enum Failure {
    /// A file cannot be read, saved or reserved.
    File(FileError),
    /// A bank, a plan, a template or an answers file has problems.
    Content(Vec<Diagnostic>),
    /// Anything else that can be said in a line, with a remedy.
    Trouble {
        /// What is wrong.
        message: String,
        /// What to do about it.
        help: String,
        /// The exit code: 1 could not be done, 2 wrong usage.
        code: u8,
    },
    /// A plan is damaged, and a state of it that can be read is kept beside it.
    Damaged {
        /// What is wrong with it.
        by: Box<Failure>,
        /// What can be gone on from.
        state: Box<LastGood>,
    },
    /// A template does not come to an end; whatever goes on would share the machine with it.
    Runaway {
        /// What is wrong.
        message: String,
        /// What to do about it.
        help: String,
    },
    /// The reader of standard output has gone: a quiet success.
    ReaderGone,
    /// Standard output cannot be written to.
    Output(io::Error),
}

impl Failure {
    /// Something that could not be done, exit code 1.
    pub fn trouble(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Trouble { message: message.into(), help: help.into(), code: 1 }
    }

    /// Something that was asked for in the wrong way, exit code 2.
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Trouble { message: message.into(), help: help.into(), code: 2 }
    }

    /// The exit code.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::ReaderGone => 0,
            Self::Trouble { code, .. } => *code,
            _ => 1,
        }
    }

    /// The message as it is shown; empty for a quiet success.
    #[must_use]
    pub fn text(&self, colour: Colour) -> String {
        match self {
            Self::ReaderGone => String::new(),
            Self::File(error) => said(&error.to_string(), &error.help, colour),
            Self::Content(problems) => report::draw(problems, colour.is_on()),
            Self::Trouble { message, help, .. } | Self::Runaway { message, help } => said(message, help, colour),
            Self::Damaged { by, state } => {
                format!("{}{}", by.text(colour), helped(&state.help(), colour))
            }
            Self::Output(error) => said(
                &format!("standard output cannot be written to: {}", reason(error)),
                "write to a file with -o",
                colour,
            ),
        }
    }
}

impl Failure {
    /// What is wrong in one line, without what to do about it: for a list of many.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let line = match self {
            Self::ReaderGone => String::new(),
            Self::File(error) => error.to_string(),
            Self::Trouble { message, .. } | Self::Runaway { message, .. } => message.clone(),
            Self::Output(error) => reason(error),
            Self::Damaged { by, state } => format!("{}; {}", by.in_a_line(), state.help()),
            Self::Content(problems) => {
                let more = problems.len().saturating_sub(1);
                let first = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
                if more == 0 { first } else { format!("{first}, and {more} more") }
            }
        };
        words::tidied(&line)
    }
}

fn said(message: &str, help: &str, colour: Colour) -> String {
    let message = words::guarded(message, false);
    format!("{}: {message}\n{}", styles::error("error", colour), helped(help, colour))
}

fn helped(help: &str, colour: Colour) -> String {
    format!("{}: {}\n", styles::heading("help", colour), words::guarded(help, false))
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<Diagnostic> for Failure {
    fn from(problem: Diagnostic) -> Self {
        Self::Content(vec![problem])
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(problems: Vec<Diagnostic>) -> Self {
        Self::Content(problems)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ReaderGone } else { Self::Output(error) }
    }
}
