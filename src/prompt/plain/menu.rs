//! Several ways to go on.

use super::command::{self, Command, IN_MENUS, Parsed};
use super::{PlainFront, choice};
use crate::interview::{Menu, MenuReply, Pick};
use crate::prompt::FrontError;
use crate::words::has_words;
use std::io::{self, BufRead, Write};

/// A menu to be searched is shown as a whole if it has no more entries than this.
const SHOWN_AT_ONCE: usize = 12;

/// What a line typed in a menu came to.
enum MenuLine {
    /// Neither a command nor a reply yet.
    Text(String),
    /// A reply, ready to be brought back.
    Reply(MenuReply),
    /// Something was said instead; the menu is still open.
    Said,
}

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// Shows a menu with its choices numbered. One that is there to be searched is shown when it is known what for.
    pub(super) fn show_menu(&mut self, menu: &Menu) -> io::Result<()> {
        self.output.blank()?;
        for text in &menu.text {
            self.output.paragraph(text)?;
            self.output.blank()?;
        }
        self.output.paragraph(&menu.title)?;
        if menu.search.is_some() {
            return Ok(());
        }
        let shown = menu.entries.len().saturating_sub(menu.folded);
        self.show_picks(menu.entries.get(..shown).unwrap_or_default())?;
        if menu.folded > 0 {
            self.output.paragraph("Your answers by step: /explain lists them.")?;
        }
        Ok(())
    }

    /// Brings one choice back.
    pub(super) fn menu_reply(&mut self, menu: &Menu) -> Result<MenuReply, FrontError> {
        if let Some(search) = &menu.search {
            return self.searched(menu, search);
        }
        let names = choice::picks(&menu.entries);
        let selected = menu.entries.iter().find(|entry| entry.selected);
        let cue = match selected {
            Some(entry) => format!("Your choice, or an empty line for [{}]:", entry.label),
            None => "Your choice, a number or a name:".to_owned(),
        };
        loop {
            let text = match self.menu_line(menu, &cue)? {
                MenuLine::Reply(reply) => return Ok(reply),
                MenuLine::Said => continue,
                MenuLine::Text(text) => text,
            };
            let picked = match selected {
                Some(entry) if text.is_empty() => Some(entry),
                _ => match choice::find(&text, &names) {
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

    /// Brings back one choice among many: words narrow them down, a number picks. The only one with these words is it.
    fn searched(&mut self, menu: &Menu, search: &str) -> Result<MenuReply, FrontError> {
        let mut shown: Vec<Pick> = Vec::new();
        let mut wanted = Some(search.to_owned()).filter(|search| !search.is_empty());
        if wanted.is_none() && menu.entries.len() <= SHOWN_AT_ONCE {
            wanted = Some(String::new());
        }
        loop {
            if let Some(words) = wanted.take() {
                let found: Vec<Pick> =
                    menu.entries.iter().filter(|entry| has_words(&entry.label, &words)).cloned().collect();
                match found.as_slice() {
                    [] => self.output.paragraph(&format!("Nothing here has `{words}` in it."))?,
                    [only] if !words.is_empty() => return Ok(MenuReply::Picked(only.key.clone())),
                    _ => {
                        self.show_numbered(found.iter().enumerate())?;
                        shown = found;
                    }
                }
            }
            let cue = match shown.len() {
                0 => format!(
                    "A word of the question or of the answer, or an empty line to see all {}:",
                    menu.entries.len()
                ),
                _ => "Its number, or other words to search for; /back leaves all as it is:".to_owned(),
            };
            match self.menu_line(menu, &cue)? {
                MenuLine::Reply(MenuReply::Change { search }) => wanted = Some(search),
                MenuLine::Reply(reply) => return Ok(reply),
                MenuLine::Said => {}
                MenuLine::Text(text) => match text.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) {
                    Some(place) if place < shown.len() => {
                        if let Some(entry) = shown.get(place) {
                            return Ok(MenuReply::Picked(entry.key.clone()));
                        }
                    }
                    _ => wanted = Some(text),
                },
            }
        }
    }

    /// A line in a menu, its commands told apart.
    fn menu_line(&mut self, menu: &Menu, cue: &str) -> Result<MenuLine, FrontError> {
        let line = self.cued_line(cue)?;
        Ok(match command::parse(line.trim()) {
            Parsed::Text(text) => MenuLine::Text(text.trim().to_owned()),
            Parsed::Command(Command::Back, _) => MenuLine::Reply(MenuReply::Back),
            Parsed::Command(Command::Leave, _) => MenuLine::Reply(MenuReply::Leave),
            Parsed::Command(Command::Earlier, words) => MenuLine::Reply(MenuReply::Change { search: words.to_owned() }),
            Parsed::Command(Command::Jump, words) => MenuLine::Reply(MenuReply::Jump { step: words.parse().ok() }),
            Parsed::Command(command, _) => {
                self.menu_command(menu, command)?;
                MenuLine::Said
            }
            Parsed::Stray(message) => {
                self.output.paragraph(&message)?;
                MenuLine::Said
            }
        })
    }

    fn menu_command(&mut self, menu: &Menu, command: Command) -> io::Result<()> {
        match command {
            Command::Explain => self.show_picks(&menu.entries),
            Command::Again => self.show_menu(menu),
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
        Menu {
            title: "How do you want to go on?".into(),
            text: vec!["Half is done.".into()],
            entries,
            folded: 0,
            search: None,
        }
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
            ("/change a word\n", MenuReply::Change { search: "a word".into() }, CUE.to_owned()),
            ("/jump\n", MenuReply::Jump { step: None }, CUE.to_owned()),
            ("/jump 3\n", MenuReply::Jump { step: Some(3) }, CUE.to_owned()),
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
    fn a_menu_to_be_searched_is_narrowed_down_by_words_and_picked_from_by_number() {
        let labels = ["Commuters (how many): 400", "Commuters (where): the Ring", "the kind: mass market"];
        let many = (0..20).map(|number| script::pick(&number.to_string(), &format!("Entry no {number}")));
        let named = labels.iter().map(|label| script::pick(label, label));
        let menu = |search: &str, more: bool| Menu {
            title: "Which one?".into(),
            text: Vec::new(),
            entries: named.clone().chain(many.clone().take(if more { 20 } else { 0 })).collect(),
            folded: 0,
            search: Some(search.to_owned()),
        };
        let first = MenuReply::Picked(labels[0].to_owned());
        let second = MenuReply::Picked(labels[1].to_owned());
        let search = MenuReply::Picked(labels[2].to_owned());
        let both = "  1. Commuters (how many): 400\n  2. Commuters (where): the Ring\n";
        let ask = "A word of the question or of the answer, or an empty line to see all 23:\n";
        let number = "Its number, or other words to search for; /back leaves all as it is:\n";
        let cases = [
            (menu("commut", true), "2\n", second.clone(), format!("{both}{number}")),
            (menu("", true), "COMMUT\n1\n", first.clone(), format!("{ask}{both}{number}")),
            (menu("", true), "ring commuters\n", second.clone(), ask.to_owned()),
            (menu("mass", true), "", search.clone(), String::new()),
            (menu("xyz", true), "mass\n", search.clone(), format!("Nothing here has `xyz` in it.\n{ask}")),
            (menu("commut", true), "/change mass\n", search, format!("{both}{number}")),
            (
                menu("commut", true),
                "9\n2\n",
                MenuReply::Picked("19".into()),
                format!("{both}{number}  1. Entry no 9\n  2. Entry no 19\n{number}"),
            ),
            (menu("commut", true), "/back\n", MenuReply::Back, format!("{both}{number}")),
            (menu("commut", true), "/jump 3\n", MenuReply::Jump { step: Some(3) }, format!("{both}{number}")),
            (menu("", false), "1\n", first, format!("{both}  3. the kind: mass market\n{number}")),
        ];
        for (menu, input, reply, shown) in cases {
            let (result, output) = choose(&menu, input);
            assert_eq!(result.unwrap(), reply, "{input}");
            assert_eq!(output, format!("\nWhich one?\n{shown}"), "{input}");
        }
    }

    #[test]
    fn the_end_of_the_input_is_told() {
        for input in ["", "9", "/help\n", "/bakc\n"] {
            assert!(matches!(choose(&menu(false), input).0, Err(FrontError::Ended)), "{input}");
        }
    }
}
