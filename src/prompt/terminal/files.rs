//! The list of plans to go on with: asked before a plan is open and before anything of ours is drawn, so that the list
//! of inquire can have the screen for itself. Typed letters filter it, and what matches nothing takes nothing.

use super::super::FrontError;
use super::screen::{Screen, shorten};
use inquire::ui::{Attributes, Color, RenderConfig, StyleSheet, Styled};
use inquire::{InquireError, Select};
use std::io;

/// What is said of the keys.
const KEYS: &str = "Up, Down · letters: search · Enter: take it · Esc: leave";

/// Rows around the entries: the question, the keys, and one to spare.
const AROUND: usize = 3;

/// Asks for one of several entries and gives its index, or nothing on Esc.
///
/// # Errors
/// [`FrontError::Interrupted`] on Ctrl-C, [`FrontError::Io`] when the terminal fails.
pub(super) fn pick(screen: &Screen, title: &str, labels: &[String]) -> Result<Option<usize>, FrontError> {
    let width = screen.width().saturating_sub(2);
    let labels: Vec<String> = labels.iter().map(|label| shorten(label, width)).collect();
    let rows = screen.height().saturating_sub(AROUND).max(1);
    let select = Select::new(title, labels).with_help_message(KEYS).with_page_size(rows);
    match select.with_render_config(look(screen.has_colour())).raw_prompt() {
        Ok(option) => Ok(Some(option.index)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(FrontError::Interrupted { draft: None }),
        Err(InquireError::IO(error)) => Err(FrontError::Io(error)),
        Err(InquireError::NotTTY) => Err(FrontError::Io(io::Error::new(io::ErrorKind::Unsupported, "not a terminal"))),
        Err(other) => Err(FrontError::Io(io::Error::other(other.to_string()))),
    }
}

/// Colours and marks. Everything that inquire would say in words of its own is set here.
fn look(colour: bool) -> RenderConfig<'static> {
    let mut look = if colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
    look.prompt_prefix = Styled::new("");
    look.answered_prompt_prefix = Styled::new(">");
    look.canceled_prompt_indicator = Styled::new("");
    if colour {
        look.answered_prompt_prefix = look.answered_prompt_prefix.with_fg(Color::LightGreen);
        look.selected_option = Some(StyleSheet::new().with_fg(Color::LightCyan).with_attr(Attributes::BOLD));
    }
    look
}
