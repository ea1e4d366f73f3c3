//! Confirmations: a choice between two, where nothing is typed and nothing is searched for.

use super::super::FrontError;
use super::screen::{Screen, shorten};
use inquire::ui::{Attributes, Color, RenderConfig, StyleSheet, Styled};
use inquire::{InquireError, Select};
use std::io;

/// Asks for one of a few options and gives its index, or nothing on Esc.
///
/// # Errors
/// [`FrontError::Interrupted`] on Ctrl-C, [`FrontError::Io`] when the terminal fails.
pub(super) fn confirm(
    screen: &Screen,
    labels: &[String],
    cursor: usize,
    help: &str,
) -> Result<Option<usize>, FrontError> {
    let width = screen.width().saturating_sub(2);
    let labels: Vec<String> = labels.iter().map(|label| shorten(label, width)).collect();
    let cursor = cursor.min(labels.len().saturating_sub(1));
    let select = Select::new("", labels).with_starting_cursor(cursor).with_help_message(help).without_filtering();
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
    look.prompt_prefix = Styled::new("Pick one:");
    look.answered_prompt_prefix = Styled::new(">");
    look.canceled_prompt_indicator = Styled::new("");
    if colour {
        look.prompt_prefix = look.prompt_prefix.with_fg(Color::LightGreen);
        look.answered_prompt_prefix = look.answered_prompt_prefix.with_fg(Color::LightGreen);
        look.selected_option = Some(StyleSheet::new().with_fg(Color::LightCyan).with_attr(Attributes::BOLD));
    }
    look
}
