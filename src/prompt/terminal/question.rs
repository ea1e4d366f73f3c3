//! One question being asked, from its heading to the reply, with any number of turns to the menu in between.

use super::super::FrontError;
use super::super::editor::Editor;
use super::escape::{self, Wish};
use super::list;
use super::options::Marks;
use super::screen::Screen;
use super::table::{self, Cells, Deed};
use super::text::{self, Long};
use super::{heading, leaf_through, picks};
use crate::interview::{Adding, Form, ListForm, Prompt, Reply, Response, Table, Then};
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
    /// The same in a table, where all rows are asked at once.
    cells: Option<Cells>,
}

impl<'a> Question<'a> {
    /// A question that nothing was typed to yet.
    pub(super) fn new(
        prompt: &'a Prompt,
        screen: Screen,
        editor: Option<&'a Editor>,
        waiting: VecDeque<String>,
    ) -> Self {
        let cells = table::fits(prompt, &screen).and_then(|_| Cells::of(prompt));
        Self { prompt, screen, editor, waiting, seen: None, marks: picks::selected(&prompt.form), cells }
    }

    /// The table, where all rows are asked at once.
    fn table(&self) -> Option<(&Cells, &'a Table)> {
        Some((self.cells.as_ref()?, self.prompt.together.as_ref()?.table.as_ref()?))
    }

    /// Shows the heading and the entries so far.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn open(&mut self) -> Result<(), FrontError> {
        self.screen.restart();
        self.seen = None;
        let table = self.cells.as_ref().and_then(|_| table::fits(self.prompt, &self.screen));
        let heading = heading::heading(self.prompt, &self.screen, table);
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
        self.reply().map_err(|error| match self.table() {
            Some((cells, table)) => {
                let kept = cells.ticked(table, Then::OneByOne);
                FrontError::Ticking { ticked: kept.rows, at: kept.at, why: Box::new(error) }
            }
            None => error.map_draft(|draft| self.left(draft)),
        })
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

    /// Lets the table be filled in. Where the window became too small for it, the rows are asked one after the other.
    fn fill(&mut self, cells: &mut Cells, table: &Table) -> Result<Turn, FrontError> {
        loop {
            let then = match table::fill(&mut self.screen, self.prompt, table, cells)? {
                Deed::Stays => continue,
                Deed::Menu => return Ok(Turn::Menu(String::new())),
                Deed::Explain => {
                    self.explain()?;
                    continue;
                }
                Deed::NoRoom if table::fits(self.prompt, &self.screen).is_some() => {
                    self.open()?;
                    continue;
                }
                Deed::NoRoom => Then::OneByOne,
                Deed::Enter => Then::Enter,
                Deed::LeaveRest => Then::LeaveRest,
            };
            return Ok(Turn::Reply(Reply::Ticked(cells.ticked(table, then))));
        }
    }

    fn turn(&mut self, text: &str) -> Result<Turn, FrontError> {
        if let Some((mut cells, table)) = self.table().map(|(cells, table)| (cells.clone(), table)) {
            let turn = self.fill(&mut cells, table);
            self.cells = Some(cells);
            return turn;
        }
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
        let at_hand = self.at_hand();
        let prompt = at_hand.as_ref().unwrap_or(self.prompt);
        match escape::menu(prompt, &mut self.screen, self.editor.is_some(), at_hand.is_some())? {
            Wish::Return => self.come_back(),
            Wish::Reply(Reply::Repeat { .. }) if at_hand.is_some() => {
                self.cells.iter_mut().for_each(Cells::same_for_all);
                self.come_back()
            }
            Wish::Reply(reply) => Ok(Some(self.leaving(reply, text))),
            Wish::Explain => {
                self.explain()?;
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

    fn explain(&mut self) -> Result<(), FrontError> {
        let block = heading::explanation(self.prompt, &self.screen);
        leaf_through(&mut self.screen, block, "Enter: back to the question")?;
        self.open()
    }

    /// In a table, the prompt as it is for the row under the cursor.
    fn at_hand(&self) -> Option<Prompt> {
        let (cells, table) = self.table()?;
        let title = table.rows.get(cells.row())?.title.clone();
        let is_own = self.prompt.item.as_ref() == Some(&title);
        let aside = self.prompt.aside.clone().filter(|_| is_own);
        Some(Prompt { item: Some(title), aside, ..self.prompt.clone() })
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
        if let Some((cells, table)) = self.table() {
            let then = if reply == Reply::SkipRest { Then::LeaveRest } else { Then::Reply(Box::new(reply)) };
            return Response { reply: Reply::Ticked(cells.ticked(table, then)), draft: None };
        }
        Response { reply, draft: self.left(with_waiting(Some(text), &self.waiting)) }
    }

    /// What is left for later: in the line, empty if there was something and it was taken out; or what is ticked, if that is
    /// not what was ticked to begin with.
    fn left(&self, draft: Option<String>) -> Option<String> {
        match &self.prompt.form {
            // What is typed to picks is the name of something new, and no answer.
            Form::One { .. } => None,
            Form::Some { picks, .. } | Form::List(ListForm { adding: Adding::Pick(picks), .. }) => {
                let ticked = |marks: &Marks| picks::keys(picks, &marks.ticked.iter().copied().collect::<Vec<_>>());
                let now = ticked(&self.marks);
                (now != ticked(&picks::selected(&self.prompt.form))).then(|| now.join(", "))
            }
            form @ (Form::Line { .. } | Form::Long { .. } | Form::List(_)) => {
                draft.or_else(|| (!start(form).is_empty()).then(String::new))
            }
        }
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
