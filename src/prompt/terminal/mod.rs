//! The terminal front: questions in a window, with keys to move and Esc for everything else.
//!
//! What is long is printed above a prompt as plain lines, wrapped at words; what is drawn anew after every key stays
//! small, because a frame that is taller than the window would destroy the picture.

mod escape;
mod files;
mod frame;
mod heading;
mod keys;
mod line;
mod list;
mod options;
mod paste;
mod picks;
mod question;
mod screen;
mod table;
mod text;
mod typing;

use super::editor::Editor;
use super::signals;
use super::{Front, FrontError};
use crate::interview::{Form, ListForm, Menu, MenuReply, Notice, Prompt, Reply, Response};
use line::pause;
use list::Brainstorm;
use options::Options;
use question::{Question, Turn};
use screen::{Block, Screen, Tone};
use std::collections::VecDeque;
use std::io::{self, IsTerminal};

const MENU: &str = "↑↓ move · Enter: pick · Esc: back";
/// Rows that are left for the prompt under the text of a menu.
const ROWS_OF_A_MENU: usize = 5;

/// A front in a terminal window of at least 40 columns and 10 rows.
#[derive(Debug)]
pub struct TerminalFront {
    colour: bool,
    editor: Option<Editor>,
    brainstorm: Option<Brainstorm>,
    /// The rows under one heading as they stand, unless something else was shown since.
    rows: Option<Rows>,
    /// The text brought back last, so that it stands in the line again if it is refused.
    entered: Option<Entered>,
}

/// Rows that were answered one below the other.
#[derive(Debug)]
struct Rows {
    /// The heading.
    ask: String,
    /// The number of the last row.
    number: usize,
    screen: Screen,
}

impl Rows {
    /// Whether the prompt is the next row under the same heading, and has room there.
    fn go_on(&self, prompt: &Prompt) -> bool {
        let next = prompt.together.as_ref().is_some_and(|row| row.ask == self.ask && row.number > self.number);
        let plain = prompt.rejection.is_none() && prompt.reason.is_none();
        next && plain && heading::frame(&prompt.form) <= self.screen.room()
    }
}

/// A text brought back, with the question it was for.
#[derive(Debug)]
struct Entered {
    ask: String,
    item: Option<String>,
    text: String,
}

impl Entered {
    /// The text of a reply, if it has any.
    fn after(prompt: &Prompt, reply: &Reply) -> Option<Self> {
        let (Reply::Text(text) | Reply::Add(text)) = reply else { return None };
        Some(Self { ask: prompt.ask.clone(), item: prompt.item.clone(), text: text.clone() })
    }

    /// The prompt that refuses the text, with the text to begin with, unless it begins with what that may mean.
    fn offered_in(self, prompt: &Prompt) -> Option<Prompt> {
        if prompt.rejection.is_none() || prompt.offers || prompt.ask != self.ask || prompt.item != self.item {
            return None;
        }
        let mut prompt = prompt.clone();
        match &mut prompt.form {
            Form::Line { start, .. } | Form::Long { start } | Form::List(ListForm { start, .. }) => *start = self.text,
            Form::One { .. } | Form::Some { .. } => {}
        }
        Some(prompt)
    }
}

impl TerminalFront {
    /// A front on the standard error stream, with or without colours, and with the editor for longer texts.
    ///
    /// From now on a signal to stop, or the end of the window, interrupts the question with what was typed.
    #[must_use]
    pub fn new(colour: bool, editor: Option<Editor>) -> Self {
        signals::watch();
        Self { colour, editor, brainstorm: None, rows: None, entered: None }
    }

    /// Whether keys come from a terminal, and there is a window of at least 40 columns and 10 rows.
    #[must_use]
    pub fn fits() -> bool {
        io::stdin().is_terminal() && Screen::measure(false).is_some()
    }

    fn screen(&self) -> Result<Screen, FrontError> {
        Screen::measure(self.colour).ok_or_else(|| {
            let message = "the window has fewer than 40 columns or 10 rows";
            FrontError::Io(io::Error::new(io::ErrorKind::Unsupported, message))
        })
    }

    /// Asks on a screen that may show the question already, with the lines that still wait from a paste.
    fn put(
        &mut self,
        prompt: &Prompt,
        screen: Screen,
        waiting: VecDeque<String>,
        shown: bool,
    ) -> Result<Response, FrontError> {
        let mut question = Question::new(prompt, screen, self.editor.as_ref(), waiting);
        if !shown {
            question.open()?;
        }
        let response = question.ask()?;
        let Question { screen, waiting, .. } = question;
        let answers = matches!(response.reply, Reply::Text(_) | Reply::Picked(_) | Reply::Repeat { all: false });
        if let Some(row) = prompt.together.as_ref().filter(|_| answers) {
            self.rows = Some(Rows { ask: row.ask.clone(), number: row.number, screen });
            self.entered = Entered::after(prompt, &response.reply);
            return Ok(response);
        }
        if matches!(response.reply, Reply::Add(_)) {
            self.brainstorm = Brainstorm::after(prompt, screen, waiting);
        }
        self.entered = Entered::after(prompt, &response.reply);
        Ok(response)
    }
}

impl Front for TerminalFront {
    fn say(&mut self, notice: &Notice) -> Result<(), FrontError> {
        let mut screen = self.screen()?;
        self.brainstorm.iter_mut().for_each(Brainstorm::interrupt);
        self.rows = None;
        let block = notice_block(notice, &screen);
        if block.height() > screen.height() / 2 {
            leaf_through(&mut screen, block, "Enter: go on")
        } else {
            screen.print(&block)
        }
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Response, FrontError> {
        let mut screen = self.screen()?;
        let refusing = self.entered.take().and_then(|entered| entered.offered_in(prompt));
        let prompt = refusing.as_ref().unwrap_or(prompt);
        let as_table = table::fits(prompt, &screen).is_some();
        if let Some(rows) = self.rows.take().filter(|rows| !as_table && rows.go_on(prompt)) {
            screen.take_over(rows.screen)?;
            return self.put(prompt, screen, VecDeque::new(), true);
        }
        let Some(storm) = self.brainstorm.take() else { return self.put(prompt, screen, VecDeque::new(), false) };
        if !storm.belongs_to(prompt) {
            if let Some(lost) = storm.left_over() {
                screen.say(Tone::Warning, &lost)?;
            }
            return self.put(prompt, screen, VecDeque::new(), false);
        }
        let goes_on = storm.goes_on(prompt);
        let (before, mut waiting) = storm.into_parts();
        if let Some(before) = before {
            screen.take_over(before)?;
        }
        if !goes_on {
            return self.put(prompt, screen, waiting, false);
        }
        if let Form::List(form) = &prompt.form
            && let Some(name) = list::next_waiting(&mut screen, form, &mut waiting)?
        {
            self.brainstorm = Brainstorm::after(prompt, screen, waiting);
            return Ok(Response { reply: Reply::Add(name), draft: None });
        }
        let shown = screen.room() > 2;
        self.put(prompt, screen, waiting, shown)
    }

    fn choose(&mut self, menu: &Menu) -> Result<MenuReply, FrontError> {
        let mut screen = self.screen()?;
        self.brainstorm.iter_mut().for_each(Brainstorm::interrupt);
        self.rows = None;
        let mut block = screen.block();
        for paragraph in &menu.text {
            block.blank().paragraphs(Tone::Plain, paragraph);
        }
        if block.height() + ROWS_OF_A_MENU > screen.height() {
            leaf_through(&mut screen, block, "Enter: go on")?;
        } else {
            screen.print(&block)?;
        }
        let mut block = screen.block();
        block.blank().text(Tone::Strong, &menu.title);
        screen.print(&block)?;
        let labels = menu.entries.iter().map(|entry| entry.label.clone()).collect::<Vec<_>>();
        if labels.is_empty() {
            return Ok(MenuReply::Back);
        }
        let cursor = menu.entries.iter().position(|entry| entry.selected).unwrap_or(0);
        let options = Options::new("Pick one", labels, MENU).explained(picks::helps(&menu.entries).collect());
        let picked = match &menu.search {
            Some(search) => options.search(&mut screen, cursor, search)?,
            None => options.pick(&mut screen, cursor)?,
        };
        let entry = picked.and_then(|index| menu.entries.get(index));
        Ok(entry.map_or(MenuReply::Back, |entry| MenuReply::Picked(entry.key.clone())))
    }

    fn choose_file(&mut self, menu: &Menu) -> Result<MenuReply, FrontError> {
        let screen = self.screen()?;
        let labels = menu.entries.iter().map(|entry| entry.label.clone()).collect::<Vec<_>>();
        let picked = files::pick(&screen, &menu.title, &labels)?.and_then(|index| menu.entries.get(index));
        Ok(picked.map_or(MenuReply::Back, |entry| MenuReply::Picked(entry.key.clone())))
    }
}

fn notice_block(notice: &Notice, screen: &Screen) -> Block {
    let mut block = screen.block();
    block.blank();
    match notice {
        Notice::Opens { number, title, purpose, guidance } => {
            let title = if number.is_empty() { title.clone() } else { format!("{number}: {title}") };
            block.text(Tone::Strong, &title).text(Tone::Plain, purpose);
            if let Some(guidance) = guidance {
                block.blank().paragraphs(Tone::Plain, guidance);
            }
        }
        Notice::Closes(text) | Notice::Remark(text) | Notice::Page(text) => {
            block.paragraphs(Tone::Plain, text);
        }
    }
    block
}

/// Prints a block a screenful at a time, and waits for Enter after each; Esc leaves the rest out.
fn leaf_through(screen: &mut Screen, mut block: Block, last: &str) -> Result<(), FrontError> {
    loop {
        let rest = block.split_off(screen.height().saturating_sub(2));
        screen.print(&block)?;
        let goes_on = pause(screen, if rest.height() == 0 { last } else { "Enter: more · Esc: enough" })?;
        screen.restart();
        if rest.height() == 0 || !goes_on {
            return Ok(());
        }
        block = rest;
    }
}

impl FrontError {
    /// The same, with this text as what was typed.
    fn keeping(self, text: &str) -> Self {
        self.map_draft(|_| (!text.is_empty()).then(|| text.to_owned()))
    }

    /// The same, with this text as what was typed if nothing was.
    fn keeping_if_empty(self, text: &str) -> Self {
        match self {
            Self::Interrupted { draft: None } => self.keeping(text),
            other => other,
        }
    }
}
