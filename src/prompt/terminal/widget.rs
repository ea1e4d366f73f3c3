//! The widgets of inquire with every default text of theirs replaced: a line, one pick, several picks.

use super::super::FrontError;
use super::heading::capital;
use super::screen::{Screen, shorten, take_back_line};
use crate::words::{has_words, printable_lines};
use inquire::autocompletion::Replacement;
use inquire::list_option::ListOption;
use inquire::ui::{Attributes, Color, RenderConfig, StyleSheet, Styled};
use inquire::{Autocomplete, CustomUserError, InquireError, MultiSelect, Select, Text};
use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use textwrap::core::display_width;

/// More options than this are never shown at once.
const PAGE: usize = 7;
/// Fewer options than this are never shown at once, even if what stands above has to scroll away.
const SMALLEST_PAGE: usize = 3;
/// The same for a menu that is to be seen as a whole.
const SMALLEST_MENU: usize = 5;
/// The lines a list of options needs besides the options.
const FRAME: usize = 2;

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
    /// What stands in the line to begin with.
    pub(super) start: &'a str,
    /// The help line, at most 38 columns wide.
    pub(super) help: &'a str,
    /// The number the entry gets, if it is one of several.
    pub(super) number: Option<usize>,
}

impl Line<'_> {
    /// Asks for the line. Control characters are taken out; pasted line breaks stay.
    ///
    /// # Errors
    /// [`FrontError::Interrupted`] with the text on Ctrl-C, [`FrontError::Io`] when the terminal fails.
    pub(super) fn ask(&self, screen: &mut Screen) -> Result<Typed, FrontError> {
        let kept = Kept::default();
        let width = screen.width();
        let shown = |text: &str| match self.number {
            Some(_) if text.is_empty() => "done".to_owned(),
            Some(number) => shorten(&format!("{number}. {text}"), width.saturating_sub(2)),
            None => shorten(text, width.saturating_sub(3 + display_width(self.label))),
        };
        let result = Text::new(self.label)
            .with_initial_value(self.start)
            .with_help_message(self.help)
            .with_autocomplete(kept.clone())
            .with_formatter(&shown)
            .with_render_config(look(screen.colour(), ">"))
            .prompt();
        let typed = printable_lines(&kept.0.borrow());
        let typed = typed.trim();
        match result {
            Ok(_) => {
                screen.count(1);
                screen.wipe_if_outgrown(typed)?;
                Ok(Typed::Entered(typed.to_owned()))
            }
            Err(InquireError::OperationCanceled) => {
                take_back_line()?;
                screen.wipe_if_outgrown(typed)?;
                screen.note_scrolling(typed);
                Ok(Typed::Escaped(typed.to_owned()))
            }
            Err(error) => Err(failed(error, typed)),
        }
    }
}

/// A prompt for picks.
pub(super) struct Options<'a> {
    /// What stands before the options, such as `pick one`.
    pub(super) lead: &'a str,
    /// The options, shortened here to the width of the window.
    pub(super) labels: Vec<String>,
    /// The help line, at most 38 columns wide.
    pub(super) help: &'a str,
    /// How many options may be shown at once, if the room allows.
    pub(super) page: usize,
    /// How many are shown even if what stands above has to scroll away.
    pub(super) least: usize,
}

impl<'a> Options<'a> {
    /// Options shown a few at a time.
    pub(super) fn new(lead: &'a str, labels: Vec<String>, help: &'a str) -> Self {
        Self { lead, labels, help, page: PAGE, least: SMALLEST_PAGE }
    }

    /// Options shown all at once if there is room, and most of them even if there is none.
    pub(super) fn whole(self) -> Self {
        Self { page: usize::MAX, least: SMALLEST_MENU, ..self }
    }

    /// How many lines the prompt takes where there is room.
    pub(super) fn lines(count: usize) -> usize {
        FRAME + count.min(PAGE)
    }

    /// Asks for one option and gives its index, or nothing on Esc.
    ///
    /// # Errors
    /// [`FrontError::Interrupted`] on Ctrl-C, [`FrontError::Io`] when the terminal fails.
    pub(super) fn pick(&self, screen: &mut Screen, cursor: usize) -> Result<Option<usize>, FrontError> {
        let labels = self.shortened(screen.width().saturating_sub(2));
        let cursor = cursor.min(labels.len().saturating_sub(1));
        let (page, filter) = self.paging(screen);
        let lead = self.lead(screen);
        let formatter = |option: ListOption<&String>| option.value.clone();
        let mut select = Select::new("", labels)
            .with_starting_cursor(cursor)
            .with_page_size(page)
            .with_help_message(self.help)
            .with_formatter(&formatter)
            .with_render_config(look(screen.colour(), &lead));
        if !filter {
            select = select.without_filtering();
        }
        settled(screen, select.raw_prompt().map(|option| option.index))
    }

    /// Asks for one of many options, which typed words narrow down; those are searched for in the whole labels, also
    /// where a label is too long to be shown. Gives its index, or nothing on Esc; what has no match takes nothing.
    ///
    /// # Errors
    /// [`FrontError::Interrupted`] on Ctrl-C, [`FrontError::Io`] when the terminal fails.
    pub(super) fn search(&self, screen: &mut Screen, cursor: usize, start: &str) -> Result<Option<usize>, FrontError> {
        let shown = self.shortened(screen.width().saturating_sub(2));
        let cursor = cursor.min(shown.len().saturating_sub(1));
        let (page, _) = self.paging(screen);
        let lead = format!("{} (type to search):", capital(self.lead));
        let formatter = |option: ListOption<&String>| option.value.clone();
        let scorer = |typed: &str, _: &String, _: &str, index: usize| {
            self.labels.get(index).filter(|label| has_words(label, typed)).map(|_| 0)
        };
        // All matches are as good as each other, so that they stay in the order of the walk.
        let sorter = |_: &mut [(usize, i64)]| {};
        let select = Select::new("", shown)
            .with_starting_cursor(cursor)
            .with_starting_filter_input(start)
            .with_scorer(&scorer)
            .with_sorter(&sorter)
            .with_page_size(page)
            .with_help_message(self.help)
            .with_formatter(&formatter)
            .with_render_config(look(screen.colour(), &lead));
        settled(screen, select.raw_prompt().map(|option| option.index))
    }

    /// Asks for any number of options and gives their indices, or nothing on Esc.
    ///
    /// # Errors
    /// [`FrontError::Interrupted`] on Ctrl-C, [`FrontError::Io`] when the terminal fails.
    pub(super) fn tick(&self, screen: &mut Screen, ticked: &[usize]) -> Result<Option<Vec<usize>>, FrontError> {
        let labels = self.shortened(screen.width().saturating_sub(6));
        let (page, filter) = self.paging(screen);
        let lead = self.lead(screen);
        let width = screen.width().saturating_sub(2);
        let formatter = |options: &[ListOption<&String>]| {
            let labels: Vec<&str> = options.iter().map(|option| option.value.as_str()).collect();
            if labels.is_empty() { "nothing picked".to_owned() } else { shorten(&labels.join("; "), width) }
        };
        let mut select = MultiSelect::new("", labels)
            .with_default(ticked)
            .with_page_size(page)
            .with_help_message(self.help)
            .with_formatter(&formatter)
            .with_render_config(look(screen.colour(), &lead));
        if !filter {
            select = select.without_filtering();
        }
        settled(screen, select.raw_prompt().map(|options| options.iter().map(|option| option.index).collect()))
    }

    /// How many options a page holds, and whether typing is to narrow them down.
    fn paging(&self, screen: &Screen) -> (usize, bool) {
        let page = screen.room().saturating_sub(FRAME).clamp(self.least, self.page.max(self.least));
        (page, self.labels.len() > page && self.page == PAGE)
    }

    fn lead(&self, screen: &Screen) -> String {
        let (_, filter) = self.paging(screen);
        let hint = if filter { " (type to search)" } else { "" };
        let width = screen.width().saturating_sub(hint.len() + 2);
        let lead = capital(&shorten(self.lead, width));
        let colon = if lead.ends_with(|end: char| end.is_ascii_punctuation()) && hint.is_empty() { "" } else { ":" };
        format!("{lead}{hint}{colon}")
    }

    fn shortened(&self, width: usize) -> Vec<String> {
        self.labels.iter().map(|label| shorten(label, width)).collect()
    }
}

fn settled<T>(screen: &mut Screen, result: Result<T, InquireError>) -> Result<Option<T>, FrontError> {
    match result {
        Ok(value) => {
            screen.count(1);
            Ok(Some(value))
        }
        Err(InquireError::OperationCanceled) => {
            take_back_line()?;
            Ok(None)
        }
        Err(error) => Err(failed(error, "")),
    }
}

fn failed(error: InquireError, typed: &str) -> FrontError {
    match error {
        InquireError::OperationInterrupted => {
            FrontError::Interrupted { draft: (!typed.is_empty()).then(|| typed.to_owned()) }
        }
        InquireError::IO(error) => FrontError::Io(error),
        InquireError::NotTTY => FrontError::Io(io::Error::new(io::ErrorKind::Unsupported, "not a terminal")),
        other => FrontError::Io(io::Error::other(other.to_string())),
    }
}

/// Colours and marks. Everything that inquire would say in words of its own is set here.
fn look(colour: bool, lead: &str) -> RenderConfig<'_> {
    let mut look = if colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
    look.prompt_prefix = Styled::new(lead);
    look.answered_prompt_prefix = Styled::new(">");
    look.canceled_prompt_indicator = Styled::new("");
    look.error_message = look.error_message.with_prefix(Styled::new("!"));
    look.error_message.default_message = "this cannot be taken";
    if colour {
        look.prompt_prefix = look.prompt_prefix.with_fg(Color::LightGreen);
        look.answered_prompt_prefix = look.answered_prompt_prefix.with_fg(Color::LightGreen);
        look.selected_option = Some(StyleSheet::new().with_fg(Color::LightCyan).with_attr(Attributes::BOLD));
    }
    look
}

/// Remembers what is typed, because inquire throws it away on Esc and on Ctrl-C.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<String>>);

impl Autocomplete for Kept {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        input.clone_into(&mut self.0.borrow_mut());
        Ok(Vec::new())
    }

    fn get_completion(&mut self, _: &str, _: Option<String>) -> Result<Replacement, CustomUserError> {
        Ok(Replacement::None)
    }
}
