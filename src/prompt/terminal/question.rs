//! One question being asked, from its heading to the reply, with any number of turns to the menu in between.

use super::super::FrontError;
use super::super::editor::Editor;
use super::escape::{self, Wish};
use super::list;
use super::options::Marks;
use super::screen::Screen;
use super::text::{self, Long};
use super::{heading, leaf_through, picks};
use crate::interview::{Adding, Form, Prompt, Reply, Response};
use std::collections::VecDeque;

/// Rows that the menu behind Esc takes at least.
const ROWS_OF_THE_MENU: usize = 7;

/// What came of one showing of a prompt.
pub(super) enum Turn {
    /// A reply.
    Reply(Reply),
    /// Esc, with the text typed so far.
    Menu(String),
    /// The same question again with this text to begin with.
    Again(String),
}

/// A question on the screen.
pub(super) struct Question<'a> {
    /// What is asked.
    pub(super) prompt: &'a Prompt,
    /// Where it is asked.
    pub(super) screen: Screen,
    /// The editor for longer texts, if there is one.
    pub(super) editor: Option<&'a Editor>,
    /// Pasted lines that wait to become entries of a list.
    pub(super) waiting: VecDeque<String>,
    /// The longer text that is on the screen already.
    seen: Option<String>,
    /// Where the founder is among the picks, and what is ticked.
    marks: Marks,
}

impl<'a> Question<'a> {
    /// A question that nothing was typed to yet.
    pub(super) fn new(
        prompt: &'a Prompt,
        screen: Screen,
        editor: Option<&'a Editor>,
        waiting: VecDeque<String>,
    ) -> Self {
        Self { prompt, screen, editor, waiting, seen: None, marks: picks::selected(&prompt.form) }
    }

    /// Shows the heading and the entries so far.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn open(&mut self) -> Result<(), FrontError> {
        self.screen.restart();
        self.seen = None;
        let heading = heading::heading(self.prompt, &self.screen);
        self.screen.print(&heading)?;
        match &self.prompt.form {
            Form::List(form) => list::open(&mut self.screen, form),
            _ => Ok(()),
        }
    }

    /// Asks until there is a reply.
    ///
    /// # Errors
    /// As for [`crate::prompt::Front::ask`].
    pub(super) fn ask(&mut self) -> Result<Response, FrontError> {
        self.reply().map_err(|error| error.map_draft(|draft| self.left(draft)))
    }

    fn reply(&mut self) -> Result<Response, FrontError> {
        let mut text = start(&self.prompt.form).to_owned();
        loop {
            let menu;
            (menu, text) = match self.turn(&text)? {
                Turn::Reply(reply) => return Ok(Response { reply, draft: None }),
                Turn::Menu(typed) => (true, typed),
                Turn::Again(typed) => (false, typed),
            };
            if menu && let Some(response) = self.wish(&text).map_err(|error| error.keeping(&text))? {
                return Ok(response);
            }
        }
    }

    fn turn(&mut self, text: &str) -> Result<Turn, FrontError> {
        let screen = &mut self.screen;
        match &self.prompt.form {
            Form::Line { unit, .. } => text::line(screen, self.prompt, unit.as_deref(), text),
            Form::Long { .. } => {
                let seen = self.seen.replace(text.to_owned()).is_some_and(|seen| seen == text);
                Long { ask: &self.prompt.ask, limit: self.prompt.limit, editor: self.editor }.ask(screen, text, seen)
            }
            Form::One { picks, add } => picks::one(screen, picks, add, self.prompt, &mut self.marks),
            Form::Some { picks, how_many, add } => {
                picks::some(screen, picks, how_many, add, self.prompt, &mut self.marks)
            }
            Form::List(form) => match &form.adding {
                Adding::Pick(picks) => picks::entries(screen, form, picks, &mut self.marks),
                Adding::Begin => picks::begin(screen, form, self.prompt.required),
                Adding::Name => list::name(screen, form, text, &mut self.waiting)
                    .map_err(|error| error.map_draft(|draft| with_waiting(draft.as_deref(), &self.waiting))),
            },
        }
    }

    /// Opens the menu behind Esc; nothing if the question goes on.
    fn wish(&mut self, text: &str) -> Result<Option<Response>, FrontError> {
        match escape::menu(self.prompt, &mut self.screen, self.editor.is_some())? {
            Wish::Return => self.come_back(),
            Wish::Reply(reply) => Ok(Some(self.leaving(reply, text))),
            Wish::Explain => {
                let block = heading::explanation(self.prompt, &self.screen);
                leaf_through(&mut self.screen, block, "Enter: back to the question")?;
                self.open()?;
                Ok(None)
            }
            Wish::Edit => {
                let long = Long { ask: &self.prompt.ask, limit: self.prompt.limit, editor: self.editor };
                Ok(match long.edit(&mut self.screen, text)? {
                    Turn::Reply(reply) => Some(Response { reply, draft: None }),
                    Turn::Menu(_) | Turn::Again(_) => None,
                })
            }
            Wish::Change => match &self.prompt.form {
                Form::List(form) => {
                    let reply = list::change(&mut self.screen, form, self.prompt)?;
                    Ok(reply.map(|reply| self.leaving(reply, text)))
                }
                _ => Ok(None),
            },
        }
    }

    /// Back at the question, which may have scrolled away.
    fn come_back(&mut self) -> Result<Option<Response>, FrontError> {
        if self.screen.room() < ROWS_OF_THE_MENU {
            self.open()?;
        }
        Ok(None)
    }

    /// A reply that leaves the text in the line, and the lines that wait, for later.
    fn leaving(&self, reply: Reply, text: &str) -> Response {
        Response { reply, draft: self.left(with_waiting(Some(text), &self.waiting)) }
    }

    /// What is left in the line for later: empty, if there was something and it was taken out.
    fn left(&self, draft: Option<String>) -> Option<String> {
        // What is typed to picks is the name of something new, and no answer.
        let takes_text = match &self.prompt.form {
            Form::One { .. } | Form::Some { .. } => false,
            Form::List(list) => !matches!(list.adding, Adding::Pick(_)),
            Form::Line { .. } | Form::Long { .. } => true,
        };
        let emptied = || (!start(&self.prompt.form).is_empty()).then(String::new);
        draft.or_else(emptied).filter(|_| takes_text)
    }
}

/// What was typed, and below it the pasted lines that wait.
fn with_waiting(text: Option<&str>, waiting: &VecDeque<String>) -> Option<String> {
    let parts = text.into_iter().chain(waiting.iter().map(String::as_str));
    let draft = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    (!draft.is_empty()).then_some(draft)
}

/// What stands in the line to begin with.
fn start(form: &Form) -> &str {
    match form {
        Form::Line { start, .. } | Form::Long { start } => start,
        Form::List(list) => &list.start,
        Form::One { .. } | Form::Some { .. } => "",
    }
}
