//! Several ways to go on.

use super::command::{self, Command, IN_MENUS, Parsed};
use super::{PlainFront, choice};
use crate::interview::{Menu, MenuReply};
use crate::prompt::FrontError;
use std::io::{self, BufRead, Write};

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// Shows a menu with its choices numbered.
    pub(super) fn show_menu(&mut self, menu: &Menu) -> io::Result<()> {
        self.output.blank()?;
        for text in &menu.text {
            self.output.paragraph(text)?;
            self.output.blank()?;
        }
        self.output.paragraph(&menu.title)?;
        self.show_picks(&menu.entries)
    }

    /// Brings one choice back.
    pub(super) fn menu_reply(&mut self, menu: &Menu) -> Result<MenuReply, FrontError> {
        let names = choice::picks(&menu.entries);
        let selected = menu.entries.iter().find(|entry| entry.selected);
        let cue = match selected {
            Some(entry) => format!("Your choice, or an empty line for [{}]:", entry.label),
            None => "Your choice, a number or a name:".to_owned(),
        };
        loop {
            let line = self.cued_line(&cue)?;
            let text = match command::parse(line.trim()) {
                Parsed::Text(text) => text,
                Parsed::Command(Command::Back, _) => return Ok(MenuReply::Back),
                Parsed::Command(Command::Leave, _) => return Ok(MenuReply::Leave),
                Parsed::Command(command, _) => {
                    self.menu_command(menu, command)?;
                    continue;
                }
                Parsed::Stray(message) => {
                    self.output.paragraph(&message)?;
                    continue;
                }
            };
            let picked = match selected {
                Some(entry) if text.is_empty() => Some(entry),
                _ => match choice::find(text, &names) {
                    Ok(place) => menu.entries.get(place),
                    Err(miss) => {
                        self.output.paragraph(&miss.message(&names))?;
                        None
                    }
                },
            };
            if let Some(entry) = picked {
                return Ok(MenuReply::Picked(entry.key.clone()));
            }
        }
    }

    fn menu_command(&mut self, menu: &Menu, command: Command) -> io::Result<()> {
        match command {
            Command::Again | Command::Explain => self.show_menu(menu),
            Command::Help => {
                for line in IN_MENUS {
                    self.output.hanging("  ", line)?;
                }
                Ok(())
            }
            _ => self.output.paragraph("That command does nothing here. Choose a way to go on, /back or /leave."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::script;
    use super::*;
    use crate::prompt::Front;

    const SHOWN: &str =
        "\nHalf is done.\n\nHow do you want to go on?\n  1. Go on - five steps are left\n  2. Fix something\n";
    const CUE: &str = "Your choice, a number or a name:\n";

    fn menu(selected: bool) -> Menu {
        let mut on = script::pick("on", "Go on");
        on.help = Some("five steps are left".into());
        on.selected = selected;
        let entries = vec![on, script::pick("fix", "Fix something")];
        Menu { title: "How do you want to go on?".into(), text: vec!["Half is done.".into()], entries }
    }

    fn choose(menu: &Menu, input: &str) -> (Result<MenuReply, FrontError>, String) {
        let mut front = PlainFront::new(input.as_bytes(), Vec::new()).with_width(1000);
        front.greeted = true;
        let result = front.choose(menu);
        (result, String::from_utf8(front.into_output()).unwrap())
    }

    #[test]
    fn a_menu_brings_back_a_key_or_a_way_out() {
        let picked = |key: &str| MenuReply::Picked(key.to_owned());
        let valid = "Type a number from 1 to 2 or the beginning of a name.\n";
        let nothing = "That command does nothing here. Choose a way to go on, /back or /leave.\n";
        let cases = [
            ("2\n", picked("fix"), CUE.to_owned()),
            ("go", picked("on"), CUE.to_owned()),
            ("fix\n", picked("fix"), CUE.to_owned()),
            ("/back\n", MenuReply::Back, CUE.to_owned()),
            ("/leave\n", MenuReply::Leave, CUE.to_owned()),
            ("/quit\n", MenuReply::Leave, CUE.to_owned()),
            ("\n1\n", picked("on"), format!("{CUE}{valid}{CUE}")),
            ("3\n1\n", picked("on"), format!("{CUE}`3` is none of the choices. {valid}{CUE}")),
            ("/skip\n1\n", picked("on"), format!("{CUE}{nothing}{CUE}")),
            ("/again\n1\n", picked("on"), format!("{CUE}{SHOWN}{CUE}")),
        ];
        for (input, reply, shown) in cases {
            let (result, output) = choose(&menu(false), input);
            assert_eq!(result.unwrap(), reply, "{input}");
            assert_eq!(output, format!("{SHOWN}{shown}"), "{input}");
        }
    }

    #[test]
    fn an_empty_line_takes_the_way_offered() {
        let (result, output) = choose(&menu(true), "\n");
        assert_eq!(result.unwrap(), MenuReply::Picked("on".to_owned()));
        assert!(output.ends_with("Your choice, or an empty line for [Go on]:\n"));
    }

    #[test]
    fn the_end_of_the_input_is_told() {
        for input in ["", "9", "/help\n", "/bakc\n"] {
            assert!(matches!(choose(&menu(false), input).0, Err(FrontError::Ended)), "{input}");
        }
    }
}
