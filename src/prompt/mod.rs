//! Fronts: they show one question and bring back one reply. They never decide what comes next.

pub mod editor;
mod interruptible;
mod plain;
mod signals;
pub mod terminal;

pub use interruptible::Interruptible;
pub use plain::PlainFront;
pub use signals::{endure_limits, stop_code};

use crate::interview::{Aside, Beside, Menu, MenuReply, Notice, Prompt, Response, Ticks};
use std::io;

/// A way to talk to the founder.
pub trait Front {
    /// Says something between two questions.
    ///
    /// # Errors
    /// When the terminal or the pipe can no longer be written to.
    fn say(&mut self, notice: &Notice) -> Result<(), FrontError>;

    /// Shows one question and brings back one reply.
    ///
    /// # Errors
    /// [`FrontError::Interrupted`] on Ctrl-C, [`FrontError::Ended`] when the input is over.
    fn ask(&mut self, prompt: &Prompt) -> Result<Response, FrontError>;

    /// Offers several ways to go on.
    ///
    /// # Errors
    /// As for [`Front::ask`].
    fn choose(&mut self, menu: &Menu) -> Result<MenuReply, FrontError>;

    /// Offers several files, before anything else is shown.
    ///
    /// # Errors
    /// As for [`Front::ask`].
    fn choose_file(&mut self, menu: &Menu) -> Result<MenuReply, FrontError> {
        self.choose(menu)
    }
}

/// Why a front brings nothing back.
#[derive(Debug, thiserror::Error)]
pub enum FrontError {
    /// Ctrl-C, or a signal to stop; with what was typed so far.
    #[error("stopped")]
    Interrupted {
        /// Text typed and not entered.
        draft: Option<String>,
    },
    /// The same, while something was typed beside the answer.
    #[error("stopped")]
    InterruptedBeside {
        /// Text typed for an answer and not entered.
        draft: Option<String>,
        /// What was typed beside it.
        aside: Aside,
    },
    /// Any of the others, while a table was being filled in.
    #[error("{why}")]
    Ticking {
        /// What was ticked and not entered.
        ticked: Vec<Ticks>,
        /// The id of the entry at hand.
        at: String,
        /// Why nothing else is brought back.
        why: Box<FrontError>,
    },
    /// The input is over: a closed pipe, Ctrl-D in the plain front.
    #[error("the input ended")]
    Ended,
    /// The terminal cannot be used.
    #[error("the terminal cannot be used")]
    Io(io::Error),
}

impl FrontError {
    /// The same, where what was typed is no answer but stands beside one.
    fn beside(self, beside: Beside) -> Self {
        match self {
            Self::Interrupted { draft: Some(text) } => {
                Self::InterruptedBeside { draft: None, aside: Aside { beside, text } }
            }
            other => other,
        }
    }

    /// The same, with what becomes of the text typed for an answer.
    fn map_draft(self, draft: impl FnOnce(Option<String>) -> Option<String>) -> Self {
        match self {
            Self::Interrupted { draft: text } => Self::Interrupted { draft: draft(text) },
            Self::InterruptedBeside { draft: text, aside } => Self::InterruptedBeside { draft: draft(text), aside },
            other => other,
        }
    }
}

impl From<io::Error> for FrontError {
    fn from(error: io::Error) -> Self {
        if error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<interruptible::Stopped>) {
            return Self::Interrupted { draft: None };
        }
        Self::Io(error)
    }
}
