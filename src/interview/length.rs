//! How long the walk is, in questions and in minutes. Everything that says so, says this.
//!
//! A prompt costs the words that are read, the words that are written, and a moment to decide. Entries of lists that are
//! not begun are expected; how many there will be is not known before the lists stand that the rest is asked about, so
//! until then a range is said.

use super::{Interview, needs_asking, together};
use crate::bank::{ItemList, Part, Question, Route};
use crate::facts::Point;
use crate::plan::Address;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::ptr;

/// Milliseconds for a word that is read: 238 words a minute, silently (Brysbaert, "How many words do we read per
/// minute?", Journal of Memory and Language 109, 2019).
const READ: u64 = 252;
/// Milliseconds for a word that is written: 43 a minute, between typists who are none by trade (Card, Moran and Newell, as
/// below: 36) and people of today (Dhakal and others, "Observations on typing from 136 million keystrokes", CHI 2018: 52). Who
/// thinks while writing takes longer, and the pace of the walk shows it.
const WRITE: u64 = 1400;
/// Milliseconds to decide what to do at a prompt: the mental operator of the keystroke-level model (Card, Moran and
/// Newell, "The Psychology of Human-Computer Interaction", 1983).
const DECIDE: u64 = 1350;
/// The words around each question that are read as well: where it stands, what can be typed, what was answered above.
const AROUND: u64 = 8;
/// The words that are read in a row: the title of its entry, the answer above, what can be typed.
const ROW: u64 = 4;
/// What may have so many characters at most is a name, and has so many words.
const LONGEST_NAME: usize = 80;
const IN_A_NAME: u64 = 4;
/// The words of the recap at the pause, for a plan of usual size.
const RECAP: u64 = 200;
/// Nobody reads more of what is offered than so many: the rest is found by typing.
const MOST_LABELS: usize = 20;
/// Before the first lists stand, a founder has at least so many, and at most so many, in a hundred of the usual entries.
const ANY_FOUNDER: (usize, usize) = (50, 150);
/// While a range is said, it ends with those who think their texts up while typing: so many hundredths of what it takes to read,
/// type and decide (19 words a minute: Karat, Halverson, Horn and Karat, "Patterns of entry and correction in large vocabulary
/// continuous speech recognition systems", CHI 1999; `cargo bench --bench walks` prints both).
const THINKING: u64 = 145;
/// Nobody answers in less than so many seconds: then something else types.
const FASTEST: i64 = 2;
/// Whoever takes longer than so many seconds for one prompt does something else meanwhile.
const SLOWEST: i64 = 300;
/// So many minutes more are no news.
const SLACK: usize = 2;
/// So many milliseconds of the usual pace count before anything of this walk does.
const USUAL: u64 = 180_000;

/// About how many: one number, or a range while that is all that can be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The fewest.
    pub least: usize,
    /// The most; as the fewest where one number is known.
    pub most: usize,
}

impl About {
    /// One number.
    #[must_use]
    pub const fn exactly(count: usize) -> Self {
        Self { least: count, most: count }
    }

    /// Rounded to fives, at least five.
    fn in_fives(self) -> Self {
        let five = |count: usize| ((count + 2) / 5 * 5).max(5);
        Self { least: five(self.least), most: five(self.most) }
    }
}

impl fmt::Display for About {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.least == self.most {
            write!(formatter, "{}", self.most)
        } else {
            write!(formatter, "{} to {}", self.least, self.most)
        }
    }
}

/// How much a path asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The questions: a list with the names typed there is one, and so is one with a row for each entry.
    pub questions: About,
    /// The minutes.
    pub minutes: About,
}

/// What prompts cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Effort {
    questions: usize,
    milliseconds: u64,
}

impl Add for Effort {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { questions: self.questions + other.questions, milliseconds: self.milliseconds + other.milliseconds }
    }
}

impl Sum for Effort {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

impl Effort {
    /// The first prompt of a question, with its example and what its choices mean.
    fn of(question: &Question) -> Self {
        let explained: u64 = question.choices().iter().filter_map(|choice| choice.help.as_deref()).map(words).sum();
        let more = explained + question.example.as_deref().map_or(0, words);
        Self { milliseconds: more * READ, ..Self::default() } + Self::again(question)
    }

    /// Another prompt of a question.
    fn again(question: &Question) -> Self {
        let labels: u64 = question.choices().iter().take(MOST_LABELS).map(|choice| words(&choice.label)).sum();
        let read = AROUND + words(question.ask.source()) + labels;
        Self { questions: 1, milliseconds: read * READ + written(question) * WRITE + DECIDE }
    }

    /// Another row under the heading of a question that is put once for all entries: a title is read, and no question
    /// counted.
    fn row(question: &Question) -> Self {
        Self { questions: 0, milliseconds: ROW * READ + written(question) * WRITE + DECIDE }
    }

    /// A question that was put before.
    fn more(question: &Question) -> Self {
        if question.together { Self::row(question) } else { Self::again(question) }
    }

    /// So many prompts of a question, which was perhaps put before.
    fn times(question: &Question, count: usize, is_known: bool) -> Self {
        let first = match count {
            0 => return Self::default(),
            _ if is_known && question.together => Self::row(question),
            _ => Self::of(question),
        };
        (1..count).fold(first, |sum, _| sum + Self::more(question))
    }

    fn minutes(self, pace: Pace) -> usize {
        usize::try_from((pace.of(self.milliseconds) + 30_000) / 60_000).unwrap_or(1).max(1)
    }
}

/// How many words an answer has that is written: a name has fewer than a sentence.
fn written(question: &Question) -> u64 {
    let is_name = question.kind.limit().is_some_and(|limit| limit <= LONGEST_NAME);
    question.kind.name().words().min(if is_name { IN_A_NAME } else { u64::MAX })
}

fn words(text: &str) -> u64 {
    u64::try_from(text.split_whitespace().count()).unwrap_or(0)
}

/// How fast this walk goes, against what is reckoned.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    last: Option<Timestamp>,
    taken: u64,
    reckoned: u64,
}

impl Pace {
    fn of(self, milliseconds: u64) -> u64 {
        milliseconds * (USUAL + self.taken) / (USUAL + self.reckoned)
    }

    /// Learns from one reply that came at that time, to so many rows of a question.
    fn learn(&mut self, replied_to: Option<(&Question, usize)>, now: Timestamp) {
        let seconds = self.last.replace(now).map_or(0, |last| now.as_second() - last.as_second());
        if let (Some((question, rows)), FASTEST..=SLOWEST) = (replied_to, seconds) {
            self.taken += u64::try_from(seconds).unwrap_or(0) * 1000;
            self.reckoned += Effort::times(question, rows, false).milliseconds;
        }
    }
}

impl Interview<'_> {
    /// How much a path asks of this plan from here on, in fives.
    #[must_use]
    pub fn length(&self, route: Route) -> Length {
        let Length { questions, minutes } = self.left(route);
        Length { questions: questions.in_fives(), minutes: minutes.in_fives() }
    }

    /// What is left of a path.
    fn left(&self, route: Route) -> Length {
        let mut read = BTreeSet::new();
        let open = self.points_on(route).filter(|point| needs_asking(point)).map(|point| point.question);
        let open: Effort = open
            .map(
                |question| {
                    if read.insert(ptr::from_ref(question)) { Effort::of(question) } else { Effort::more(question) }
                },
            )
            .sum();
        let steps = self.unopened_steps(route);
        let (least, mut most) = self.range(route, |share| open + steps + self.expected(route, share));
        if least != most {
            most.milliseconds = most.milliseconds * THINKING / 100;
        }
        Length {
            questions: About { least: least.questions, most: most.questions },
            minutes: About { least: least.minutes(self.pace), most: most.minutes(self.pace) },
        }
    }

    /// What is read of the steps that nothing was said in yet, the recap among it.
    fn unopened_steps(&self, route: Route) -> Effort {
        let steps = 0..self.bank.steps.len();
        let unopened = steps.filter(|step| {
            let tally = self.facts.tally_of_step(*step, route);
            tally.asked > 0 && tally.open == tally.asked
        });
        let read = unopened.filter_map(|step| self.bank.steps.get(step)).map(|step| {
            let guidance = step.guidance.as_deref().map_or(0, words);
            let recap = if step.part == Part::Pause { RECAP } else { 0 };
            words(&step.title) + words(&step.purpose) + guidance + recap
        });
        Effort { questions: 0, milliseconds: read.sum::<u64>() * READ }
    }

    /// How many questions the path has, those that are answered included.
    pub(super) fn questions(&self) -> About {
        let known = together::questions(self.bank, self.on_path());
        let (least, most) = self.range(self.plan.route, |share| self.expected(self.plan.route, share));
        About { least: known + least.questions, most: known + most.questions }
    }

    /// Notes that a reply came. Where the walk got longer by it, or takes longer than was said, that is said.
    pub(super) fn reckon(&mut self, replied_to: Option<(&Question, usize)>, now: Timestamp) {
        let so_far = self.pace;
        self.pace.learn(replied_to, now);
        let (left, questions) = (self.left(self.plan.route).minutes, self.questions());
        let promised = std::mem::replace(&mut self.promised, left);
        let counted = std::mem::replace(&mut self.counted, questions);
        if left.most <= promised.most {
            return;
        }
        let more = questions.most.saturating_sub(counted.most);
        // What the reply brings is told at the pace so far: how long it took is another matter.
        let learned = std::mem::replace(&mut self.pace, so_far);
        let minutes = self.left(self.plan.route).minutes.most.saturating_sub(promised.most);
        self.pace = learned;
        // More entries make questions longer and not more.
        let adds_entries = replied_to.is_some_and(|(question, _)| question.items().is_some());
        let is_news = left.most > promised.most + (promised.most / 4).max(SLACK);
        let [more_questions, more_minutes] = [(more, "question"), (minutes, "minute")]
            .map(|(count, one)| crate::words::counted(count, one, &format!("{one}s")));
        if more > 0 && minutes > 0 {
            self.remark(format!("this brings about {more_questions} more, {more_minutes}"));
        } else if !is_news {
            self.promised = About { least: left.least.min(promised.most), most: promised.most };
        } else if adds_entries && minutes > SLACK {
            self.remark(format!("this brings about {more_minutes} more"));
        } else {
            self.remark(format!("at your pace about {left} minutes are left; stop and come back as you like"));
        }
    }

    /// Begins to count anew: on a path that was just taken.
    pub(super) fn reckon_anew(&mut self) {
        self.promised = self.left(self.plan.route).minutes;
        self.counted = self.questions();
    }

    fn points_on(&self, route: Route) -> impl Iterator<Item = &Point<'_>> {
        self.facts.points.iter().filter(move |point| point.is_on(route))
    }

    /// The least and the most of what depends on how many of the usual entries, in a hundred, the lists will have; one and
    /// the same once the lists stand that the rest is asked about: then those say how many this founder has.
    fn range<T: Copy>(&self, route: Route, reckoned: impl Fn(usize) -> T) -> (T, T) {
        let first = self.first_lists(route);
        if first.iter().any(|(point, _)| point.is_open()) {
            return (reckoned(ANY_FOUNDER.0), reckoned(ANY_FOUNDER.1));
        }
        let entries: usize = first.iter().map(|(point, _)| self.plan.items(&point.question.id).len()).sum();
        let usual: usize = first.iter().map(|(_, list)| list.usual).sum();
        let one = reckoned((entries * 100).checked_div(usual).unwrap_or(100));
        (one, one)
    }

    /// The lists before the pause that are required; without a pause, those of the first half of the steps.
    fn first_lists(&self, route: Route) -> Vec<(&Point<'_>, &ItemList)> {
        let half =
            self.bank.steps.iter().position(|step| step.part == Part::Pause).unwrap_or(self.bank.steps.len() / 2);
        let first = self.points_on(route).filter(|point| point.step < half && point.question.required);
        first.filter_map(|point| Some((point, point.question.items()?))).collect()
    }

    /// What the entries of lists that are not begun will ask.
    fn expected(&self, route: Route, share: usize) -> Effort {
        self.bank.questions().map(|(_, question)| self.expected_of(question, route, share)).sum()
    }

    fn expected_of(&self, question: &Question, route: Route, share: usize) -> Effort {
        let list = question.of.as_deref().unwrap_or(&question.id);
        let Some((parent, items)) = self.bank.list(list) else { return Effort::default() };
        let visible = self.facts.point(&Address::Question(list.to_owned())).is_some_and(Point::is_open);
        let purposes = self.plan.purposes(self.bank);
        let is_on = |question: &Question| route.asks(question.depth_for(&purposes));
        let entries = (items.usual * share).div_ceil(100);
        let missing = entries.max(items.count.at_least).saturating_sub(self.plan.items(list).len());
        if !visible || missing == 0 || !is_on(parent) || !parent.required {
            return Effort::default();
        }
        let fields: Vec<&Question> = if question.of.is_some() { vec![question] } else { items.fields.iter().collect() };
        let is_begun = !self.plan.items(list).is_empty();
        // What is asked only under a condition comes half the time.
        let times = |field: &Question| if field.when.is_none() { missing } else { missing / 2 };
        let effort = |field: &Question| match Effort::times(field, times(field), is_begun) {
            effort if items.is_said_in_list(field) => Effort { questions: 0, ..effort },
            effort => effort,
        };
        fields.into_iter().filter(|field| is_on(field)).map(effort).sum()
    }
}
