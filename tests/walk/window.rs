//! A founder's desk with a terminal on it.

use crate::founder::{Desk, Say, Shown, squeezed};
use crate::lines::is_offered;
use crate::program::PROGRAM;
use crate::pty::{DOWN, ENTER, ESC, LEFT, RIGHT, Terminal};
use std::path::Path;
use std::process::Stdio;

/// The heading of the menu behind Esc.
pub const MENU: &str = "What would you like to do?";
/// What the last line says where Enter turns the page.
const PAGES: [&str; 3] = ["Enter: go on", "Enter: more", "Enter: back to the question"];
/// What the keys of a table are called, in every window.
const TABLE: &str = " · o: rest open";
/// What stands in a row of a table in place of an answer.
const SAID: [&str; 3] = ["),don'tknowyet:", "),doesnotapply:", "),skipped:"];
/// More options than this are in no list.
const OPTIONS: usize = 200;

/// A terminal with the program in it.
pub struct Window {
    /// The terminal, for keys and screens.
    pub terminal: Terminal,
    /// Every screen that waited for a key, in order.
    pub screens: Vec<String>,
    /// What every screen has to stand.
    check: fn(&Terminal, &str),
    before: String,
}

impl Window {
    /// Starts the program in a folder.
    pub fn open(folder: &Path, size: (u16, u16), arguments: &[&str]) -> Self {
        Self::with(folder, size, arguments, &[])
    }

    /// Starts the program in a folder with variables.
    pub fn with(folder: &Path, size: (u16, u16), arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let script = r#"cd "$0" && exec "$@""#;
        let mut all = vec!["-c", script, folder.to_str().unwrap(), PROGRAM];
        all.extend(arguments);
        let fixed = [("EDITOR", ""), ("VISUAL", ""), ("CANVASS_BANK", ""), ("NO_COLOR", "")];
        let variables: Vec<(&str, &str)> = fixed.iter().chain(variables).copied().collect();
        let terminal = Terminal::start(size.0, size.1, "sh", &all, &variables, Some(Stdio::null()));
        Self { terminal, screens: Vec::new(), check: |_, _| {}, before: String::new() }
    }

    /// Lets every screen stand a check.
    pub fn checked(mut self, check: fn(&Terminal, &str)) -> Self {
        self.check = check;
        self
    }

    /// Waits until a key is awaited on a screen that was not there before, or the program has ended.
    fn wait(&mut self) -> Option<String> {
        let before = self.before.clone();
        let awaited = |screen: &str| screen != before && help(screen).is_some();
        let screen = self.terminal.wait_until_or_end("a key is awaited", awaited)?;
        if self.screens.last() != Some(&screen) {
            (self.check)(&self.terminal, &screen);
            self.screens.push(screen.clone());
        }
        Some(screen)
    }

    /// Presses keys after which the screen looks different, and something else is asked.
    pub fn press(&mut self, keys: &str) {
        self.before = self.terminal.screen();
        self.terminal.send(keys);
    }

    /// Types text and waits until it can be seen.
    pub fn type_text(&mut self, text: &str) {
        self.terminal.send(text);
        let wanted = squeezed(text);
        let end: String = wanted.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        self.terminal.wait_until(&format!("`{end}` is typed"), |screen| {
            let rows: Vec<&str> = screen.lines().collect();
            squeezed(&rows[..rows.len().saturating_sub(1)].concat()).ends_with(&end)
        });
    }

    /// Opens the menu behind Esc and picks an entry.
    pub fn menu(&mut self, entry: &str) {
        self.look();
        self.press(ESC);
        self.terminal.wait_for(MENU);
        self.look();
        self.pick(entry);
    }

    /// Does something with the first entry of a list.
    pub fn change_first(&mut self, change: &str) {
        self.menu("change an entry");
        self.wait();
        self.press(ENTER);
        self.pick(change);
    }

    /// Moves the cursor to an option and presses Enter.
    pub fn pick(&mut self, label: &str) {
        self.wait();
        self.reach(label);
        self.press(ENTER);
    }

    /// Ticks options and presses Enter.
    pub fn tick(&mut self, labels: &[String]) {
        self.wait();
        for label in labels {
            if !self.reach(label).contains("[x]") {
                let before = self.terminal.screen();
                self.terminal.send(" ");
                self.terminal.wait_until("the tick is there", |screen| screen != before);
            }
        }
        self.press(ENTER);
    }

    /// Ticks those of the options that are there and presses Enter.
    fn tick_offered(&mut self, labels: &[String]) {
        self.wait();
        let wanted = |row: &str| {
            let text = squeezed(row.get(6..).unwrap_or_default());
            let cut = text.strip_suffix('…');
            labels.iter().map(|label| squeezed(label)).any(|label| match cut {
                Some(short) => label.starts_with(short),
                None => is_offered(&text, &label),
            })
        };
        let first = self.current();
        let mut found = 0;
        while found < labels.len() {
            let row = self.current();
            let before = self.terminal.screen();
            if wanted(&row) && !row.contains("[x]") {
                found += 1;
                self.terminal.send(" ");
                self.terminal.wait_until("the tick is there", |screen| screen != before);
            }
            let before = self.terminal.screen();
            self.terminal.send(DOWN);
            self.terminal.wait_until("the cursor moves", |screen| screen != before);
            if self.current().get(6..) == first.get(6..) {
                break;
            }
        }
        self.press(ENTER);
    }

    /// Whether ticks for several entries are asked at once.
    pub fn is_table(&self) -> bool {
        self.terminal.screen().contains(TABLE)
    }

    /// In a table: the number of the row at hand, and of all rows.
    pub fn row_at_hand(&self) -> Option<(usize, usize)> {
        let screen = self.terminal.screen();
        let numbers = |text: &str| {
            let (number, count) = text.split_once(')')?.0.split_once(" of ")?;
            Some((number.parse().ok()?, count.parse().ok()?))
        };
        screen.rmatch_indices('(').find_map(|(at, mark)| numbers(&screen[at + mark.len()..]))
    }

    /// In a table: what is said below it of the cell at hand, behind the number of the row, without blanks.
    fn said_of_cell(&self) -> String {
        let screen = squeezed(&self.terminal.screen());
        let (number, count) = self.row_at_hand().unwrap();
        screen.rsplit_once(&format!("({number}of{count}")).unwrap().1.to_owned()
    }

    /// In a table: whether the cell at hand is in the column of a choice.
    fn is_at(&self, label: &str) -> bool {
        let said = self.said_of_cell();
        let said = said.split_once(':').map_or("", |(_, said)| said);
        // Behind it comes what it means, what the numbers stand for, or what the keys do.
        said.strip_prefix(&squeezed(label)).is_some_and(|rest| rest.starts_with(['-', '1', '=']))
    }

    /// Presses a key and waits until it does something.
    fn press_and_see(&self, key: &str) {
        let before = self.terminal.screen();
        self.terminal.send(key);
        self.terminal.wait_until("the key does something", |screen| screen != before);
    }

    /// Ticks these choices, and no others, for the entry at hand: from one end of its row to the other.
    fn tick_row(&self, labels: &[String]) {
        let screen = self.terminal.screen();
        let row = screen.lines().find(|row| row.contains(">[")).unwrap();
        let boxes = |text: &str| ["[ ]", "[x]", "[-]"].map(|own| text.matches(own).count()).iter().sum::<usize>();
        let is_first = boxes(&row[..row.find(">[").unwrap()]) == 0;
        let mut found = 0;
        for column in 0..boxes(row) {
            if column > 0 {
                self.press_and_see(if is_first { RIGHT } else { LEFT });
            }
            let is_wanted = labels.iter().any(|label| self.is_at(label));
            if is_wanted != self.terminal.screen().contains(">[x]") {
                self.press_and_see(" ");
            }
            found += usize::from(is_wanted);
        }
        assert_eq!(found, labels.len(), "not all of {labels:?} are in\n{}", self.terminal.screen());
    }

    /// Says something of the entry at hand in a table; after the last one, all of them are entered.
    fn say_in_table(&mut self, say: &Say) {
        let (number, count) = self.row_at_hand().unwrap();
        let is_said = SAID.iter().any(|said| self.said_of_cell().starts_with(said));
        match say {
            Say::Some(labels) => self.tick_row(labels),
            Say::Skip if self.terminal.screen().contains("(optional)") => self.tick_row(&[]),
            Say::Skip if !is_said => return self.menu("skip it for now"),
            Say::Unknown | Say::NotApplicable(_) if !is_said => return self.say_in_menu(say),
            Say::Skip | Say::Unknown | Say::NotApplicable(_) => {}
            other => panic!("no table takes {other:?}"),
        }
        self.press(if number == count { ENTER } else { DOWN });
    }

    /// Says in the menu why there is no answer.
    fn say_in_menu(&mut self, say: &Say) {
        if let Say::NotApplicable(because) = say {
            self.menu("this does not apply to me");
            self.wait();
            self.write(because);
        } else {
            self.menu("I don't know yet");
            self.wait();
            self.press(ENTER);
        }
    }

    /// Moves the cursor to an option and gives its row.
    fn reach(&self, label: &str) -> String {
        // An option may begin with the whole of another one.
        let is_whole = |row: &&str| {
            let row = row.trim_start_matches(['>', ' ']);
            let row = row.trim_start_matches("[ ] ").trim_start_matches("[x] ");
            row == label || row.starts_with(&format!("{label} - "))
        };
        let stands = self.terminal.screen().lines().any(|row| is_whole(&row));
        for _ in 0..OPTIONS {
            let row = self.current();
            let text = row.trim_start_matches("> ").trim_start_matches("[ ] ").trim_start_matches("[x] ");
            // What an option means may stand beside it.
            let text = if text.starts_with(&format!("{label} - ")) { label } else { text };
            let reached = text.strip_suffix('…').map_or(text == label, |short| label.starts_with(short));
            if reached
                || (!stands
                    && text.starts_with(label)
                    && label.chars().count() < 24
                    && !text[label.len()..].starts_with(char::is_alphanumeric))
            {
                return row;
            }
            let before = self.terminal.screen();
            self.terminal.send(DOWN);
            self.terminal.wait_until("the cursor moves", |screen| screen != before);
        }
        panic!("no option `{label}` in\n{}", self.terminal.screen());
    }

    /// The row of the option under the cursor: the last one with a mark.
    fn current(&self) -> String {
        let rows = self.terminal.rows();
        rows.into_iter().rev().find(|row| row.starts_with("> ")).unwrap_or_default()
    }

    /// What stands in the line of a prompt for text.
    pub fn line(&self) -> String {
        line_of(&self.terminal.screen())
    }

    /// Waits until the line of a prompt for text ends with a text, white space aside.
    pub fn wait_for_line(&self, text: &str) {
        let end = squeezed(text);
        self.terminal
            .wait_until(&format!("`{text}` is offered again"), |screen| squeezed(&line_of(screen)).ends_with(&end));
    }

    /// Takes out what stands in the line of a prompt for text.
    pub fn wipe(&mut self) {
        let line = self.line();
        if is_blank(&line) {
            return;
        }
        self.terminal.send(&"\u{7f}".repeat(line.chars().count() + 10));
        self.terminal.wait_until("the line is empty", |screen| {
            screen.lines().rev().nth(1).and_then(|row| row.strip_prefix('>')).is_some_and(|row| is_blank(row.trim()))
        });
    }

    fn write(&mut self, text: &str) {
        let line = self.line();
        let typed = line.split_once(") ").filter(|_| line.starts_with('(')).map_or(line.as_str(), |(_, typed)| typed);
        let typed = if typed.starts_with('(') { "" } else { typed };
        if squeezed(typed) != squeezed(text) {
            self.wipe();
            self.type_text(text);
        }
        self.press(ENTER);
    }
}

impl Desk for Window {
    fn look(&mut self) -> Shown {
        loop {
            let Some(screen) = self.wait() else { return Shown::End };
            let help = help(&screen).unwrap_or_default();
            if PAGES.iter().any(|page| help.contains(page)) {
                self.press(ENTER);
                continue;
            }
            let rows: Vec<&str> = screen.lines().collect();
            let progress = rows.iter().rposition(|row| is_progress(row));
            if help.contains("Esc: menu") {
                let start = progress.unwrap_or_else(|| panic!("no progress in sight:\n{screen}"));
                return Shown::Question(squeezed(&rows[start..].concat()));
            }
            return Shown::Menu(squeezed(&screen));
        }
    }

    fn say(&mut self, say: &Say) {
        if self.is_table() {
            return self.say_in_table(say);
        }
        let screen = self.terminal.screen();
        match say {
            Say::Line(_) | Say::Long(_) if screen.contains("This text is there already:") => {
                self.pick("keep it as it is");
            }
            Say::Line(text) | Say::Long(text) => self.write(text),
            Say::One(label) => self.pick(label),
            Say::Some(labels) => self.tick(labels),
            Say::Any(labels) => self.tick_offered(labels),
            Say::Names(names) => {
                for name in names {
                    self.wait();
                    // One that is two goes on as well.
                    self.write(&if name.contains(';') { format!("{name};") } else { name.clone() });
                }
                self.wait();
                self.press(ENTER);
            }
            Say::Picks(labels) => {
                // What comes twice is picked once more.
                let mut left: Vec<String> = labels.clone();
                let mut screen = String::new();
                while !left.is_empty() {
                    let mut round: Vec<String> = Vec::new();
                    left.retain(|label| {
                        let is_new = !round.contains(label);
                        round.extend(is_new.then(|| label.clone()));
                        !is_new
                    });
                    self.tick(&round);
                    screen = self.wait().unwrap_or_default();
                }
                // A list in which each has an entry has ended by itself.
                if screen.lines().any(|row| row.trim_start().starts_with("1. ")) {
                    self.press(ENTER);
                }
            }
            Say::Begun(..) => panic!("entries are begun one by one"),
            Say::Skip => self.menu("skip it for now"),
            Say::Unknown | Say::NotApplicable(_) => self.say_in_menu(say),
        }
    }

    fn take(&mut self, way: &str) {
        self.pick(way);
    }

    fn begin(&mut self, one: Option<&str>) {
        match one {
            Some(one) => self.pick(&format!("+ add a new {one}")),
            None => self.pick("go on"),
        }
    }
}

/// What stands in the line of a prompt for text, above the help line.
fn line_of(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().collect();
    let start = rows.iter().rposition(|row| row.starts_with('>')).unwrap_or_default();
    rows[start..rows.len().saturating_sub(1).max(start)].concat().trim_start_matches('>').trim().to_owned()
}

/// Whether nothing is typed in a line: there may be the title of the entry it is about, and a unit.
fn is_blank(line: &str) -> bool {
    let has_unit = line.ends_with(')') && (line.starts_with('(') || line.contains(": ("));
    line.is_empty() || line.ends_with(':') || has_unit
}

/// The help line at the foot of a prompt.
fn help(screen: &str) -> Option<&str> {
    screen.lines().last().filter(|row| row.contains("Enter: ") || row.contains("empty: ") || row.contains("Esc: menu"))
}

/// Whether a row says where in the walk a question stands.
pub fn is_progress(row: &str) -> bool {
    let lower = row.to_lowercase();
    let counted = lower.split_once("question ").is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
    counted
        && (lower.contains(" left")
            || lower.starts_with("step ")
            || lower.contains(", question ")
            || lower.starts_with("question "))
}
