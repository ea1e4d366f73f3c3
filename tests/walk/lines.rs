//! A founder's desk with a pipe: lines in, lines out.

use crate::founder::{Desk, Say, Shown, squeezed};
use crate::program::PROGRAM;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a cue is waited for before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);
/// How the last paragraph begins when something may be typed.
const CUES: [&str; 10] = [
    "Its number, or other words",
    "Type +",
    "Your answer",
    "Your new answer",
    "Your choice",
    "One ",
    "Another ",
    "Numbers to add",
    "Why does",
    "What is",
];

/// The program at the other end of a pipe.
pub struct Lines {
    child: Child,
    input: Option<ChildStdin>,
    output: Arc<Mutex<String>>,
    read: usize,
    seen: usize,
    question: String,
    /// The question that rows stand under.
    heading: String,
    /// Whether what is on show is another row under it.
    pub is_row: bool,
    /// Whether entries can be picked for the list on show.
    is_picking: bool,
    /// Whether the last list that was picked for had to be ended.
    is_ended_by_hand: bool,
    picks: Vec<String>,
}

impl Lines {
    /// Starts the program in a folder.
    pub fn open(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(arguments)
            .current_dir(folder)
            .env("CANVASS_BANK", "")
            // At no pace of its own, so that no machine promises other minutes than another.
            .env("SOURCE_DATE_EPOCH", "1772366400")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = Arc::new(Mutex::new(String::new()));
        let (mut stderr, kept) = (child.stderr.take().unwrap(), Arc::clone(&output));
        thread::spawn(move || {
            let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
            while let Ok(count @ 1..) = stderr.read(&mut buffer) {
                bytes.extend_from_slice(&buffer[..count]);
                *kept.lock().unwrap() = String::from_utf8_lossy(&bytes).into_owned();
            }
        });
        let input = child.stdin.take();
        Self {
            child,
            input,
            output,
            read: 0,
            seen: 0,
            question: String::new(),
            heading: String::new(),
            is_row: false,
            is_picking: false,
            is_ended_by_hand: true,
            picks: Vec::new(),
        }
    }

    /// Everything shown so far.
    pub fn output(&self) -> String {
        self.output.lock().unwrap().clone()
    }

    /// What was shown since this was asked last.
    pub fn unseen(&mut self) -> String {
        let output = self.output();
        let new = output[self.seen..].to_owned();
        self.seen = output.len();
        new
    }

    /// Types a line.
    pub fn type_line(&mut self, line: &str) {
        self.read = self.output().len();
        self.input.as_mut().unwrap().write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// Sends text as it is, and gives it time to arrive.
    pub fn type_text(&mut self, text: &str) {
        self.input.as_mut().unwrap().write_all(text.as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(200));
    }

    /// Whether the last list that was picked for had to be ended.
    pub fn is_ended_by_hand(&self) -> bool {
        self.is_ended_by_hand
    }

    /// The process id of the program.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until the program has ended, and gives its exit code.
    pub fn code(&mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap()
    }

    /// Waits for the next cue and gives what was shown since the last line typed; nothing at the end.
    pub fn wait(&mut self) -> Option<String> {
        let end = Instant::now() + PATIENCE;
        let mut asked_for_all = false;
        loop {
            let ended = self.child.try_wait().unwrap().is_some();
            let output = self.output();
            let new = &output[self.read..];
            if is_cued(new) {
                return Some(new.to_owned());
            }
            // A long list is searched first; an empty line shows all of it.
            if !asked_for_all
                && new.trim_end().lines().last().is_some_and(|line| line.starts_with("A word of the question"))
            {
                asked_for_all = true;
                self.type_text("\n");
            }
            if ended {
                return None;
            }
            assert!(Instant::now() < end, "waited in vain for a cue after\n{output}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Adds what is to be picked and was not asked for before, to the last list that can be added to.
    fn add_missing(&mut self, labels: &[String]) {
        for label in labels.iter().filter(|label| self.place(label).is_none()).cloned().collect::<Vec<_>>() {
            let shown = self.output();
            let way = shown.lines().rev().find_map(|line| line.strip_prefix("To add a new ")?.split_once(": +"));
            let (_, way) = way.unwrap_or_else(|| panic!("no choice `{label}` in {:?}", self.picks));
            self.type_line(&format!("+{}", way.replace("Name", &label)));
            self.look();
        }
    }

    /// The number a choice has.
    fn number(&self, label: &str) -> String {
        let place = self
            .place(label)
            .unwrap_or_else(|| panic!("no choice `{label}` in {:?} after\n{}", self.picks, self.output()));
        (place + 1).to_string()
    }

    fn place(&self, label: &str) -> Option<usize> {
        let wanted = squeezed(label);
        let exact = |pick: &String| pick.split('-').next() == Some(&wanted) || *pick == wanted;
        let place = self.picks.iter().position(exact);
        place.or_else(|| self.picks.iter().position(|pick| pick.starts_with(&wanted)))
    }
}

impl Desk for Lines {
    fn look(&mut self) -> Shown {
        let Some(shown) = self.wait() else { return Shown::End };
        self.is_picking = shown.contains("Numbers to add");
        let added = format!("  {}. ", self.picks.len() + 1);
        match picks(&shown) {
            picks if !picks.is_empty() => self.picks = picks,
            // What was added to them stands there alone.
            _ => self.picks.extend(
                shown
                    .lines()
                    .filter_map(|line| line.strip_prefix(&added))
                    .map(|pick| squeezed(&pick.replacen(" - ", "\u{0}", 1)).replacen('\u{0}', "-", 1)),
            ),
        }
        self.is_row = false;
        match shown.rfind("\nQuestion ") {
            Some(start) => {
                self.question = squeezed(&shown[start..]);
                self.heading.clone_from(&self.question);
            }
            // A row under the heading that was read already.
            None if is_row(&shown) => {
                self.is_row = true;
                self.question = format!("{}{}", self.heading, squeezed(&shown));
            }
            None if ["Your choice, a number or a name:", "Your choice:", "Its number, or other words"]
                .iter()
                .any(|cue| shown.contains(cue))
                && is_menu(&shown) =>
            {
                return Shown::Menu(squeezed(&shown));
            }
            None => {}
        }
        Shown::Question(self.question.clone())
    }

    fn say(&mut self, say: &Say) {
        match say {
            Say::Line(text) => self.type_line(text),
            Say::Long(text) => self.type_line(&format!("{text}\n.")),
            // Of very many choices none is read out.
            Say::One(label) => self.type_line(&self.place(label).map_or(label.clone(), |_| self.number(label))),
            Say::Some(labels) => {
                self.add_missing(labels);
                let numbers: Vec<String> = labels.iter().map(|label| self.number(label)).collect();
                self.type_line(&numbers.join(", "));
            }
            Say::Any(labels) => {
                let offered = self.picks.iter().enumerate();
                let numbers: Vec<String> = offered
                    .filter(|(_, pick)| labels.iter().any(|label| is_offered(pick, &squeezed(label))))
                    .map(|(place, _)| (place + 1).to_string())
                    .collect();
                self.type_line(&numbers.join(", "));
            }
            // As the list says: all in one line. A name with a semicolon stands alone, and is two.
            Say::Names(names) => {
                self.type_line(&names.join("; "));
                // Whoever begins with several is done with it.
                let another =
                    |shown: String| shown.trim_start().rsplit('\n').take(2).any(|line| line.starts_with("Another "));
                self.is_ended_by_hand = self.wait().is_some_and(another);
                if self.is_ended_by_hand {
                    self.type_line("");
                }
            }
            Say::Picks(labels) => {
                // What comes twice is picked once more.
                let mut left: Vec<String> = labels.clone();
                while !left.is_empty() {
                    let mut round: Vec<String> = Vec::new();
                    left.retain(|label| {
                        let is_new = !round.contains(label);
                        round.extend(is_new.then(|| label.clone()));
                        !is_new
                    });
                    self.say(&Say::Some(round));
                    self.look();
                }
                // A list in which each has an entry has ended by itself.
                self.is_ended_by_hand = self.is_picking;
                if self.is_picking {
                    self.type_line("");
                }
            }
            Say::Begun(..) => panic!("entries are begun one by one"),
            Say::Skip => self.type_line("/skip"),
            Say::Unknown => self.type_line("/unknown"),
            Say::NotApplicable(because) => self.type_line(&format!("/na {because}")),
        }
    }

    fn take(&mut self, way: &str) {
        // What is folded can be named as well.
        self.type_line(&self.place(way).map_or(way.to_owned(), |_| self.number(way)));
    }

    fn begin(&mut self, one: Option<&str>) {
        self.type_line(if one.is_some() { "+" } else { "" });
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a detail is offered by a line without blanks: by its label, with the entry it is of or how many have it.
pub fn is_offered(line: &str, label: &str) -> bool {
    line.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
        || line.strip_suffix(')').and_then(|line| line.strip_suffix(label)).is_some_and(|rest| rest.ends_with('('))
}

/// Whether the text ends with a line that says what to type.
fn is_cued(shown: &str) -> bool {
    if !shown.ends_with(":\n") && !shown.ends_with(")\n") {
        return false;
    }
    // A question that begins like a cue is no cue: what can be typed follows.
    if shown.ends_with("(optional)\n") {
        return false;
    }
    let last: Vec<&str> = shown.lines().rev().take(3).collect();
    if last.iter().rev().copied().collect::<Vec<_>>().join(" ").ends_with("when done:")
        || shown.ends_with("or one a line:\n")
    {
        return true;
    }
    is_row(shown) || last.iter().any(|line| CUES.iter().any(|cue| line.starts_with(cue)))
}

/// Whether the last line asks for a row: `Title, 2 of 3, or = for the same:`.
fn is_row(shown: &str) -> bool {
    let last = shown.rsplit("\n\n").next().unwrap_or_default().replace('\n', " ");
    last.match_indices(" of ").any(|(at, _)| {
        let number = last[..at].rsplit(", ").next().is_some_and(|number| number.parse::<usize>().is_ok());
        number && last[at + 4..].starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether new text without progress is a menu, and not a rejection.
fn is_menu(shown: &str) -> bool {
    !shown.contains("Not saved yet:") && !picks(shown).is_empty()
}

/// The choices shown, in order, without blanks, each with its explanation.
fn picks(shown: &str) -> Vec<String> {
    let mut picks: Vec<String> = Vec::new();
    for line in shown.lines() {
        let next = format!("  {}. ", picks.len() + 1);
        if let Some(pick) = line.strip_prefix(&next) {
            picks.push(pick.to_owned());
        } else if line.starts_with("  1. ") {
            picks = vec![line.trim_start_matches("  1. ").to_owned()];
        } else if let Some(last) = picks.last_mut().filter(|_| line.starts_with("    ")) {
            last.push_str(line);
        }
    }
    picks.iter().map(|pick| squeezed(&pick.replacen(" - ", "\u{0}", 1)).replacen('\u{0}', "-", 1)).collect()
}
