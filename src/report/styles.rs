//! Whether there is colour, decided once, and the few styles there are.

use console::Style;

/// Whether styled text may be written. Everything is complete without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Styles are written.
    On,
    /// Plain text only.
    Off,
}

/// What the user, the environment and the stream say about colour.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes<'a> {
    /// Said on the command line, if anything was.
    pub flag: Option<bool>,
    /// The variable `NO_COLOR`; no colour if it is there and not empty.
    pub no_color: Option<&'a str>,
    /// The variable `CLICOLOR`; no colour if it is `0`.
    pub clicolor: Option<&'a str>,
    /// The variable `CLICOLOR_FORCE`; colour even into a pipe, unless it is empty or `0`.
    pub clicolor_force: Option<&'a str>,
    /// The variable `TERM`; no colour if it is `dumb`.
    pub term: Option<&'a str>,
    /// Whether the stream written to is a terminal.
    pub is_terminal: bool,
}

impl Colour {
    /// Weighs the wishes: the command line first, then `NO_COLOR`, then `CLICOLOR_FORCE`, then the rest.
    #[must_use]
    pub fn decide(wishes: &Wishes) -> Self {
        let on = if let Some(flag) = wishes.flag {
            flag
        } else if wishes.no_color.is_some_and(|value| !value.is_empty()) {
            false
        } else if wishes.clicolor_force.is_some_and(|value| !value.is_empty() && value != "0") {
            true
        } else {
            wishes.is_terminal && wishes.term != Some("dumb") && wishes.clicolor != Some("0")
        };
        if on { Self::On } else { Self::Off }
    }

    /// Whether styles are written.
    #[must_use]
    pub fn is_on(self) -> bool {
        self == Self::On
    }

    fn apply(self, style: Style, text: &str) -> String {
        match self {
            Self::On => style.force_styling(true).apply_to(text).to_string(),
            Self::Off => text.to_owned(),
        }
    }
}

/// A heading: bold.
#[must_use]
pub fn heading(text: &str, colour: Colour) -> String {
    colour.apply(Style::new().bold(), text)
}

/// Something that stands back, such as an example: dim.
#[must_use]
pub fn dimmed(text: &str, colour: Colour) -> String {
    colour.apply(Style::new().dim(), text)
}

/// Something to look at before going on: yellow.
#[must_use]
pub fn error(text: &str, colour: Colour) -> String {
    colour.apply(Style::new().red().bold(), text)
}

/// A word of warning.
#[must_use]
pub fn warning(text: &str, colour: Colour) -> String {
    colour.apply(Style::new().yellow(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_decided_by_the_strongest_wish() {
        let terminal = Wishes { is_terminal: true, ..Wishes::default() };
        let pipe = Wishes::default();
        let cases = [
            (terminal, true, "a terminal has colour"),
            (pipe, false, "a pipe has none"),
            (Wishes { flag: Some(true), no_color: Some("1"), ..pipe }, true, "the flag wins"),
            (Wishes { flag: Some(false), clicolor_force: Some("1"), ..terminal }, false, "the flag wins both ways"),
            (Wishes { no_color: Some("1"), ..terminal }, false, "NO_COLOR"),
            (Wishes { no_color: Some(""), ..terminal }, true, "an empty NO_COLOR says nothing"),
            (Wishes { no_color: Some("0"), ..terminal }, false, "NO_COLOR counts by presence"),
            (Wishes { no_color: Some("1"), clicolor_force: Some("1"), ..terminal }, false, "NO_COLOR over force"),
            (Wishes { clicolor_force: Some("1"), ..pipe }, true, "force into a pipe"),
            (Wishes { clicolor_force: Some("0"), ..pipe }, false, "force set to 0"),
            (Wishes { clicolor_force: Some(""), ..pipe }, false, "force left empty"),
            (Wishes { clicolor_force: Some("1"), term: Some("dumb"), ..pipe }, true, "force over TERM"),
            (Wishes { clicolor: Some("0"), ..terminal }, false, "CLICOLOR=0"),
            (Wishes { clicolor: Some("1"), ..terminal }, true, "CLICOLOR=1 in a terminal"),
            (Wishes { clicolor: Some("1"), ..pipe }, false, "CLICOLOR=1 in a pipe"),
            (Wishes { term: Some("dumb"), ..terminal }, false, "TERM=dumb"),
            (Wishes { term: Some("xterm-256color"), ..terminal }, true, "any other TERM"),
        ];
        for (wishes, on, why) in cases {
            assert_eq!(Colour::decide(&wishes).is_on(), on, "{why}");
        }
    }

    #[test]
    fn styles_are_written_only_where_there_is_colour() {
        assert_eq!(heading("Plan", Colour::Off), "Plan");
        assert_eq!(dimmed("Plan", Colour::Off), "Plan");
        assert_eq!(warning("Plan", Colour::Off), "Plan");
        assert_eq!(heading("Plan", Colour::On), "\u{1b}[1mPlan\u{1b}[0m");
        assert_eq!(dimmed("Plan", Colour::On), "\u{1b}[2mPlan\u{1b}[0m");
        assert_eq!(warning("Plan", Colour::On), "\u{1b}[33mPlan\u{1b}[0m");
    }
}
