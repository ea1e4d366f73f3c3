//! What a walk asks of a person: counted while a founder walks it, at any desk.

use crate::founder::{Desk, Say, Shown};
use crate::lines::Lines;
use crate::window::{Window, is_progress};
use std::collections::BTreeSet;

/// Seconds for a word read silently: 238 a minute, the mean of 190 studies (Brysbaert, "How many words do we read per minute? A
/// review and meta-analysis of reading rate", Journal of Memory and Language 109, 2019).
const READ: f64 = 60.0 / 238.0;
/// Seconds for a key: 51.56 words of five keys a minute, the mean of 168,000 people (Dhakal, Feit, Kristensson and
/// Oulasvirta, "Observations on typing from 136 million keystrokes", CHI 2018).
const KEY: f64 = 60.0 / (51.56 * 5.0);
/// Seconds to make up one's mind, before a prompt and before a pick: the mental operator of the keystroke-level model, whose
/// rules put none before the keys of a text that is given as an answer (Card, Moran and Newell, "The keystroke-level model
/// for user performance time with interactive systems", Communications of the ACM 23, 1980).
const MIND: f64 = 1.35;
/// Seconds to know again a line that was read before in this walk, to see each number that is another one now, and to know
/// again what oneself has typed: one movement of the eyes (Card, Moran and Newell, "The
/// psychology of human-computer interaction", 1983, the model human processor).
const KNOWN: f64 = 0.23;
/// Words a minute of somebody who thinks the text up while typing it (Karat, Halverson, Horn and Karat, "Patterns of
/// entry and correction in large vocabulary continuous speech recognition systems", 1999: 19 against 33 when copying).
const COMPOSED: f64 = 19.0;
/// Keys in a word of English, with its blank.
const KEYS_IN_A_WORD: usize = 6;

/// What was counted.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The questions that were put, each once.
    questions: BTreeSet<String>,
    /// Everything that waited for a reply; the rows under one heading are one prompt.
    pub prompts: usize,
    /// The words on the final screen of each prompt.
    pub printed: usize,
    /// The words that were typed, a choice counting one.
    pub typed: usize,
    /// Keys that are no text: Enter, arrows, ticks, numbers.
    pub keys: usize,
    /// Replies to think about: one at each prompt, one at each pick.
    minds: usize,
    /// What the program said to be left, in minutes, at the first prompt that gave one number, and the minutes worked out
    /// up to there.
    pub promise: Option<(usize, f64)>,
    /// The words of text among what was typed.
    text: usize,
    /// What was typed, by its length: it is known again as a whole.
    own: BTreeSet<(usize, String)>,
    /// The lines that were read, without the numbers and what was typed.
    lines: BTreeSet<String>,
    /// The words of lines that had not been read before.
    read: usize,
    /// How often a line was shown that had been read before, and how many numbers stood in it.
    known: usize,
    /// What was shown each time that a reply was given, and what the walk had asked until then.
    pub shown: Vec<Step>,
}

/// What was shown until one reply, and what the walk had asked with it.
#[derive(Clone, Debug)]
pub struct Step {
    /// The text.
    pub text: String,
    /// The prompts so far.
    pub prompts: usize,
    /// The words shown so far.
    pub printed: usize,
    /// The minutes so far.
    pub minutes: f64,
}

impl Tally {
    /// The questions that were put.
    pub fn questions(&self) -> usize {
        self.questions.len()
    }

    /// The words that were shown for each one that was typed.
    pub fn printed_for_each_typed(&self) -> f64 {
        float(self.printed) / float(self.typed.max(1))
    }

    /// The minutes the keystroke-level model gives so far.
    pub fn minutes(&self) -> f64 {
        let read = float(self.read) * READ + float(self.known) * KNOWN;
        let typed = float(self.text * KEYS_IN_A_WORD + self.keys) * KEY;
        (read + typed + float(self.minds) * MIND) / 60.0
    }

    /// The same for somebody who thinks up each text while typing it, and has not known it before.
    #[allow(dead_code, reason = "printed by the bench")]
    pub fn minutes_composing(&self) -> f64 {
        self.minutes() + float(self.text) * (1.0 / COMPOSED - float(KEYS_IN_A_WORD) * KEY / 60.0)
    }

    fn reads(&mut self, told: &str) {
        self.printed += told.split_whitespace().count();
        for line in told.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut line = line.to_owned();
            for own in self.own.iter().rev().map(|(_, own)| own) {
                self.known += line.matches(own).count();
                line = line.replace(own, "");
            }
            let line = line.replace(char::is_numeric, "0");
            let words = line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            if self.lines.contains(&line) {
                self.known += 1 + words.filter(|word| word.contains('0')).count();
            } else {
                self.read += words.count();
                self.lines.insert(line);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let words = text.split_whitespace().count();
        if text.chars().filter(|letter| letter.is_alphabetic()).count() > 3 {
            self.own.insert((text.len(), text.to_owned()));
        }
        self.text += words;
        self.typed += words;
        self.keys += 1;
    }

    fn picks(&mut self, count: usize) {
        self.typed += count;
        self.minds += count;
        self.keys += count + 1;
    }

    fn prompts(&mut self, count: usize) {
        self.prompts += count;
        self.minds += count;
    }

    /// One more row under the heading of a prompt that was counted.
    fn row(&mut self) {
        self.minds += 1;
    }
}

#[allow(clippy::cast_precision_loss, reason = "a walk has no four thousand million prompts")]
fn float(count: usize) -> f64 {
    count as f64
}

/// A desk that tells what it showed.
pub trait Telling: Desk {
    /// What was shown since this was asked last, or what is on show.
    fn told(&mut self) -> String;
    /// Whether another row is on show, under a heading that was told before.
    fn is_row(&self) -> bool {
        false
    }
    /// In how many lines so many names are typed.
    fn lines_for(&self, names: usize) -> usize {
        names
    }
    /// Whether the list that was picked for had to be ended.
    fn had_to_end(&self) -> bool {
        true
    }
    /// How many keys were pressed beyond those that the tally counts itself, such as arrows.
    fn beyond(&mut self) -> usize {
        0
    }
}

impl Telling for Lines {
    fn told(&mut self) -> String {
        self.unseen()
    }

    fn is_row(&self) -> bool {
        self.is_row
    }

    fn lines_for(&self, names: usize) -> usize {
        names.min(1)
    }

    fn had_to_end(&self) -> bool {
        self.is_ended_by_hand()
    }
}

impl Telling for Window {
    fn told(&mut self) -> String {
        let screen = self.terminal.screen();
        let rows: Vec<&str> = screen.lines().collect();
        if self.is_row() {
            // Nothing of a table is new in its next row but what is said of that.
            let (number, count) = self.row_at_hand().unwrap();
            return rows.into_iter().filter(|row| row.contains(&format!("({number} of {count})"))).collect();
        }
        let start = rows.iter().rposition(|row| is_progress(row)).unwrap_or_default();
        rows[start..].join("\n")
    }

    fn is_row(&self) -> bool {
        self.is_table() && self.row_at_hand().is_some_and(|(number, _)| number > 1)
    }

    fn beyond(&mut self) -> usize {
        self.terminal.take_arrows()
    }
}

/// A desk at which everything is counted.
pub struct Counted<D> {
    /// The desk.
    pub desk: D,
    /// What was counted so far.
    pub tally: Tally,
}

impl<D: Telling> Counted<D> {
    /// A desk at which nothing was done yet.
    pub fn new(desk: D) -> Self {
        Self { desk, tally: Tally::default() }
    }

    fn reads(&mut self) {
        let told = self.desk.told();
        let (prompts, printed, minutes) = (self.tally.prompts, self.tally.printed, self.tally.minutes());
        self.tally.shown.push(Step { text: told.clone(), prompts, printed, minutes });
        self.tally.reads(&told);
        self.tally.keys += self.desk.beyond();
        if self.tally.promise.is_none()
            && let Some(minutes) = promised(&told)
        {
            self.tally.promise = Some((minutes, self.tally.minutes()));
        }
    }
}

/// The one number of minutes that is said to be left.
fn promised(told: &str) -> Option<usize> {
    let line = told.lines().find(|line| is_progress(line))?;
    let (before, _) = line.rsplit_once(" min")?;
    let mut words = before.split_whitespace().rev();
    let minutes = words.next()?.parse().ok()?;
    (words.next() != Some("to")).then_some(minutes)
}

impl<D: Telling> Desk for Counted<D> {
    fn look(&mut self) -> Shown {
        self.desk.look()
    }

    fn say(&mut self, say: &Say) {
        let Shown::Question(shown) = self.desk.look() else { panic!("nothing is asked") };
        self.reads();
        self.tally.questions.insert(shown.split("(optional)").next().unwrap_or_default().to_owned());
        let is_row = self.desk.is_row();
        let one = |tally: &mut Tally| if is_row { tally.row() } else { tally.prompts(1) };
        match say {
            Say::Line(text) | Say::Long(text) | Say::NotApplicable(text) => {
                one(&mut self.tally);
                self.tally.text(text);
            }
            Say::One(_) | Say::Unknown | Say::Skip => {
                one(&mut self.tally);
                self.tally.picks(1);
            }
            Say::Some(labels) | Say::Any(labels) => {
                one(&mut self.tally);
                self.tally.picks(labels.len());
            }
            Say::Names(names) => {
                let lines = self.desk.lines_for(names.len());
                self.tally.prompts(lines);
                for name in names {
                    self.tally.text(name);
                }
            }
            Say::Picks(labels) => {
                self.tally.prompts(1);
                self.tally.picks(labels.len());
            }
            Say::Begun(..) => {}
        }
        self.desk.say(say);
        if matches!(say, Say::Picks(_) | Say::Names(_)) && self.desk.had_to_end() {
            self.tally.prompts(1);
            self.tally.keys += 1;
        }
    }

    fn take(&mut self, way: &str) {
        self.reads();
        self.tally.prompts(1);
        self.tally.picks(1);
        self.desk.take(way);
    }

    fn begin(&mut self, one: Option<&str>) {
        self.reads();
        self.tally.prompts(1);
        self.tally.picks(1);
        self.desk.begin(one);
    }
}
