//! A prompt for picks: typed text narrows the options down and is never an answer itself.

use super::super::FrontError;
use super::frame::{Frame, Input, Picture};
use super::heading::{InRow, capital};
use super::keys::{Cut, is_ctrl, is_enter};
use super::screen::{Screen, Tone, shorten};
use super::typing::Typing;
use crate::interview::Reply;
use crate::words::{has_words, printable};
use crossterm::event::{KeyCode, KeyEvent};
use std::collections::BTreeSet;
use textwrap::core::display_width;

/// More options than this are never shown at once.
const PAGE: usize = 7;
/// Fewer options than this are never shown at once, even if what stands above has to scroll away.
const SMALLEST_PAGE: usize = 3;
/// The same for a menu that is to be seen as a whole.
const SMALLEST_MENU: usize = 5;
/// The lines a list of options needs besides the options.
const FRAME: usize = 2;
/// The columns of the mark of the cursor, and of the box of a tick.
const MARK: usize = 2;
const BOX: usize = 4;
/// No more rows than this say what the option under the cursor means.
const UNDER: usize = 2;
/// The columns that are kept for what is searched for.
const SEARCH: usize = 8;

/// A prompt for picks.
pub(super) struct Options<'a> {
    /// What stands before the options, such as `pick one`.
    lead: &'a str,
    /// The options, shortened here to the width of the window.
    labels: Vec<String>,
    /// A word on each of the first of them; empty where there is none.
    helps: Vec<String>,
    /// The help line, at most 38 columns wide.
    help: &'a str,
    /// The help line while something is searched for, where it is another one.
    searching: &'a str,
    /// How many options may be shown at once, if the room allows.
    page: usize,
    /// How many are shown even if what stands above has to scroll away.
    least: usize,
    /// Whether text that fits no option is taken as it is.
    takes_text: bool,
    /// The row that is answered here, if it is one. The sign that repeats the answer above is taken as it is then.
    row: Option<InRow<'a>>,
    /// How many of the first options say that nothing is picked: no search finds them.
    neutral: usize,
    /// How many of the last options are ways to add something.
    adding: usize,
}

/// What was picked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// The option of that index.
    Option(usize),
    /// What was typed, where it fits none of them.
    Text(String),
}

/// Where the founder is among the options, and what is ticked: it outlives the menu behind Esc.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// The option under the cursor.
    pub(super) cursor: usize,
    /// The options that are ticked.
    pub(super) ticked: BTreeSet<usize>,
    /// The sign that was typed instead: the answer above is repeated.
    pub(super) sign: Option<String>,
}

/// What Enter comes to.
enum Outcome {
    /// This is the answer.
    Settled,
    /// Nothing is taken, for a reason that is said.
    Stays(String),
}

impl<'a> Options<'a> {
    /// Options shown a few at a time.
    pub(super) fn new(lead: &'a str, labels: Vec<String>, help: &'a str) -> Self {
        Self {
            lead,
            labels,
            helps: Vec::new(),
            help,
            searching: help,
            page: PAGE,
            least: SMALLEST_PAGE,
            takes_text: false,
            row: None,
            neutral: 0,
            adding: 0,
        }
    }

    /// The same in a row, if it is one.
    pub(super) fn in_row(self, row: Option<InRow<'a>>) -> Self {
        Self { row, ..self }
    }

    /// The same, each with what it means: beside it where the window is wide enough, else under the cursor.
    pub(super) fn explained(self, helps: Vec<String>) -> Self {
        Self { helps, ..self }
    }

    /// Options shown all at once if there is room, and most of them even if there is none.
    pub(super) fn whole(self) -> Self {
        Self { page: usize::MAX, least: SMALLEST_MENU, ..self }
    }

    /// The same, with another help line while something is searched for.
    pub(super) fn searching(self, searching: &'a str) -> Self {
        Self { searching, ..self }
    }

    /// The same, where the first of them say that nothing is picked: whoever searches wants something.
    pub(super) fn after_neutral(self, neutral: usize) -> Self {
        Self { neutral, ..self }
    }

    /// The same, where the last of them are ways to add something: Enter on one is as good as a tick.
    pub(super) fn before_adding(self, adding: usize) -> Self {
        Self { adding, ..self }
    }

    /// How many lines the prompt takes where there is room.
    pub(super) fn lines(count: usize) -> usize {
        FRAME + count.min(PAGE)
    }

    /// Asks for one option and gives its index, or nothing on Esc.
    ///
    /// # Errors
    /// [`FrontError::Interrupted`] on Ctrl-C and on a signal to stop, [`FrontError::Io`] when the terminal fails.
    pub(super) fn pick(&self, screen: &mut Screen, cursor: usize) -> Result<Option<usize>, FrontError> {
        self.search(screen, cursor, "")
    }

    /// The same, with text that is searched for from the start.
    ///
    /// # Errors
    /// As for [`Options::pick`].
    pub(super) fn search(&self, screen: &mut Screen, cursor: usize, start: &str) -> Result<Option<usize>, FrontError> {
        let mut choice = Choice::new(self, Marks { cursor, ..Marks::default() }, false);
        if !start.is_empty() {
            choice.search.insert(&printable(start));
            choice.narrow();
        }
        let settled = choice.ask(screen, |choice| choice.label(choice.marks.cursor))?;
        Ok(settled.then_some(choice.marks.cursor))
    }

    /// The same, where text that fits no option is taken as well.
    ///
    /// # Errors
    /// As for [`Options::pick`].
    pub(super) fn pick_or_text(self, screen: &mut Screen, cursor: usize) -> Result<Option<Picked>, FrontError> {
        let options = Self { takes_text: true, ..self };
        let mut choice = Choice::new(&options, Marks { cursor, ..Marks::default() }, false);
        let settled = choice.ask(screen, |choice| match choice.found.first() {
            Some(_) => choice.label(choice.marks.cursor),
            None => choice.searched().to_owned(),
        })?;
        let picked = if choice.found.is_empty() {
            Picked::Text(choice.searched().to_owned())
        } else {
            Picked::Option(choice.marks.cursor)
        };
        Ok(settled.then_some(picked))
    }

    /// Asks for one option, or any number of them, in a row.
    ///
    /// # Errors
    /// As for [`Options::pick`].
    pub(super) fn pick_in_row(&self, screen: &mut Screen, cursor: usize) -> Result<Option<Picked>, FrontError> {
        let mut choice = Choice::new(self, Marks { cursor, ..Marks::default() }, false);
        let settled = choice.ask(screen, |choice| choice.label(choice.marks.cursor))?;
        let picked = if choice.repeats() {
            Picked::Text(choice.searched().to_owned())
        } else {
            Picked::Option(choice.marks.cursor)
        };
        Ok(settled.then_some(picked))
    }

    /// Asks for any number of options and gives their indices, or nothing on Esc.
    ///
    /// # Errors
    /// As for [`Options::pick`].
    pub(super) fn tick(&self, screen: &mut Screen, marks: &mut Marks) -> Result<Option<Vec<usize>>, FrontError> {
        let mut choice = Choice::new(self, marks.clone(), true);
        let settled = choice.ask(screen, |choice| {
            let labels: Vec<String> = choice.marks.ticked.iter().map(|index| choice.label(*index)).collect();
            if labels.is_empty() { "nothing picked".to_owned() } else { labels.join("; ") }
        });
        choice.marks.sign = choice.repeats().then(|| choice.searched().to_owned());
        *marks = choice.marks;
        Ok(settled?.then(|| marks.ticked.iter().copied().collect()))
    }

    /// The options that fit what is searched for: every word of it is somewhere in their label. One that is called
    /// just so comes first.
    fn found(&self, search: &str) -> Vec<usize> {
        let neutral = if search.trim().is_empty() { 0 } else { self.neutral };
        let fits = |label: &String| has_words(&printable(label), search);
        let fitting = self.labels.iter().enumerate().skip(neutral).filter(|(_, label)| fits(label));
        let mut found: Vec<usize> = fitting.map(|(index, _)| index).collect();
        found.sort_by_key(|index| !self.is_called(*index, search));
        found
    }

    /// Whether the label is what is searched for, to the letter.
    fn is_called(&self, index: usize, search: &str) -> bool {
        self.labels.get(index).is_some_and(|label| printable(label).to_lowercase() == search.trim().to_lowercase())
    }
}

/// Options being asked for.
struct Choice<'a> {
    options: &'a Options<'a>,
    marks: Marks,
    ticks: bool,
    search: Typing,
    /// The options that fit the search, in the order shown.
    found: Vec<usize>,
    /// The first one that is seen of them.
    top: usize,
    /// What Enter did not take, and why.
    remark: Option<String>,
    /// Whether the cursor was led to where it is.
    is_led: bool,
}

impl<'a> Choice<'a> {
    fn new(options: &'a Options<'a>, marks: Marks, ticks: bool) -> Self {
        let last = options.labels.len().saturating_sub(1);
        let marks = Marks { cursor: marks.cursor.min(last), ..marks };
        let found = options.found("");
        Self { options, marks, ticks, search: Typing::new(""), found, top: 0, remark: None, is_led: false }
    }

    fn label(&self, index: usize) -> String {
        self.options.labels.get(index).cloned().unwrap_or_default()
    }

    fn searched(&self) -> &str {
        self.search.text().trim()
    }

    /// Whether what was typed repeats the answer above.
    fn repeats(&self) -> bool {
        self.options.row.is_some_and(InRow::repeats) && Reply::repeating(self.searched()).is_some()
    }

    /// Asks until Enter takes something (true) or Esc is pressed (false).
    fn ask(&mut self, screen: &mut Screen, answer: impl Fn(&Self) -> String) -> Result<bool, FrontError> {
        let mut frame = Frame::open(screen)?;
        match self.choose(&mut frame) {
            Ok(true) => {
                let answer = if self.repeats() { self.searched().to_owned() } else { answer(self) };
                let width = frame.screen.width();
                match self.options.row {
                    None => frame.answer(&shorten(&answer, width.saturating_sub(2)))?,
                    Some(row) => frame.answer_row(row, &answer)?,
                }
                Ok(true)
            }
            Ok(false) => {
                frame.close()?;
                Ok(false)
            }
            Err(cut) => {
                let _ = frame.close();
                Err(FrontError::cut(cut, ""))
            }
        }
    }

    fn choose(&mut self, frame: &mut Frame<'_>) -> Result<bool, Cut> {
        loop {
            let picture = self.picture(frame.screen);
            frame.draw(&picture)?;
            let input = frame.next()?;
            if !matches!(input, Input::Redraw) {
                self.remark = None;
            }
            match input {
                Input::Redraw => {}
                Input::Paste(text) => {
                    self.search.insert(&printable(&text));
                    self.narrow();
                }
                Input::Key(key) if key.code == KeyCode::Esc || is_ctrl(key, 'g') => return Ok(false),
                Input::Key(key) if is_enter(key) => match self.entered() {
                    Outcome::Settled => return Ok(true),
                    Outcome::Stays(remark) => self.remark = Some(remark),
                },
                Input::Key(key) => self.press(key),
            }
        }
    }

    fn press(&mut self, key: KeyEvent) {
        self.is_led = true;
        let page = isize::try_from(PAGE).unwrap_or(isize::MAX);
        let free = self.search.text().is_empty();
        match key.code {
            KeyCode::Up => self.step(-1),
            KeyCode::Down => self.step(1),
            _ if is_ctrl(key, 'p') => self.step(-1),
            _ if is_ctrl(key, 'n') => self.step(1),
            KeyCode::PageUp => self.leap(-page),
            KeyCode::PageDown => self.leap(page),
            KeyCode::Home if free => self.leap(isize::MIN),
            KeyCode::End if free => self.leap(isize::MAX),
            KeyCode::Tab => self.tick(),
            KeyCode::Char(' ') if free => self.tick(),
            _ => {
                let before = self.search.text().to_owned();
                self.search.press(key);
                if self.search.text() != before {
                    self.narrow();
                }
            }
        }
    }

    /// Finds anew, after the search has changed. The cursor goes to the first that fits.
    fn narrow(&mut self) {
        self.found = self.options.found(self.search.text());
        self.top = 0;
        if let Some(first) = self.found.first().filter(|_| !self.searched().is_empty()) {
            self.marks.cursor = *first;
        }
    }

    fn place(&self) -> usize {
        self.found.iter().position(|index| *index == self.marks.cursor).unwrap_or_default()
    }

    /// Moves the cursor, from the last option to the first and the other way round as well.
    fn step(&mut self, by: isize) {
        let count = self.found.len();
        let to = self.place().checked_add_signed(by).filter(|to| *to < count);
        let to = to.unwrap_or(if by < 0 { count.saturating_sub(1) } else { 0 });
        self.go_to(to);
    }

    /// Moves the cursor as far as the first or the last option.
    fn leap(&mut self, by: isize) {
        self.go_to(self.place().saturating_add_signed(by).min(self.found.len().saturating_sub(1)));
    }

    fn go_to(&mut self, place: usize) {
        if let Some(index) = self.found.get(place) {
            self.marks.cursor = *index;
        }
    }

    fn tick(&mut self) {
        let cursor = self.marks.cursor;
        if self.ticks && self.found.contains(&cursor) && !self.marks.ticked.remove(&cursor) {
            self.marks.ticked.insert(cursor);
        }
    }

    /// Whether Enter takes what is marked. A search that leaves one option and nothing ticked takes that one.
    fn entered(&mut self) -> Outcome {
        if self.repeats() {
            return Outcome::Settled;
        }
        if self.found.is_empty() && !self.options.takes_text {
            return Outcome::Stays(self.nothing_found());
        }
        if self.ticks && self.is_led && self.is_on_adding() {
            self.marks.ticked.insert(self.marks.cursor);
            return Outcome::Settled;
        }
        if !self.ticks || self.searched().is_empty() {
            return Outcome::Settled;
        }
        let is_meant = |first: &usize| self.found.len() == 1 || self.options.is_called(*first, self.searched());
        let only = self.found.first().copied().filter(is_meant);
        match only {
            Some(only) if self.marks.ticked.is_empty() => {
                self.marks.ticked.insert(only);
                Outcome::Settled
            }
            Some(only) if self.marks.ticked.contains(&only) => Outcome::Settled,
            None if self.found.iter().any(|index| self.marks.ticked.contains(index)) => Outcome::Settled,
            _ => Outcome::Stays("none of these is ticked; Tab ticks".to_owned()),
        }
    }

    fn is_on_adding(&self) -> bool {
        let first = self.options.labels.len() - self.options.adding.min(self.options.labels.len());
        self.marks.cursor >= first && self.found.contains(&self.marks.cursor)
    }

    fn nothing_found(&self) -> String {
        format!("nothing here is called `{}`", self.searched())
    }

    fn picture(&mut self, screen: &Screen) -> Picture {
        let width = screen.width();
        let (page, hint) = self.options.paging(screen);
        let (lead, search, before) = self.lead_row(hint, width);
        let mut rows = vec![vec![(Tone::Lead, lead.clone()), (Tone::Plain, search)]];
        let place = self.place();
        self.top = self.top.clamp((place + 1).saturating_sub(page), place.min(self.found.len().saturating_sub(page)));
        for (shown, index) in self.found.iter().enumerate().skip(self.top).take(page) {
            rows.push(self.option_row(shown, *index, page, width));
            if *index == self.marks.cursor {
                let room = screen.room().saturating_sub(FRAME + page.min(self.found.len()));
                rows.extend(self.under_cursor(*index, width).into_iter().take(room));
            }
        }
        let remark =
            if self.found.is_empty() && !self.repeats() { Some(self.nothing_found()) } else { self.remark.clone() };
        if let Some(remark) = remark {
            rows.push(vec![(Tone::Warning, format!("! {}", within(&remark, width.saturating_sub(2))))]);
        }
        let help = if self.searched().is_empty() { self.options.help } else { self.options.searching };
        rows.push(vec![(Tone::Dim, format!("[{help}]"))]);
        Picture { rows, row: 0, before: vec![(Tone::Lead, lead), (Tone::Plain, before)] }
    }

    /// What is asked, what is searched for, and what of it stands before the cursor, all in one row.
    fn lead_row(&self, hint: bool, width: usize) -> (String, String, String) {
        let text = self.search.text();
        let hint = if hint && text.is_empty() { " (type to search)" } else { "" };
        let kept = hint.len() + 2 + if text.is_empty() { 0 } else { SEARCH };
        let lead = capital(&shorten(self.options.lead, width.saturating_sub(kept)));
        let ends = lead.ends_with(|end: char| end.is_ascii_punctuation()) && hint.is_empty();
        let lead = format!("{lead}{hint}{}", if ends { "" } else { ":" });
        if text.is_empty() {
            return (lead, String::new(), String::new());
        }
        let lead = format!("{lead} ");
        let room = width.saturating_sub(display_width(&lead)).max(2);
        let before = tail(text.get(..self.search.cursor()).unwrap_or_default(), room);
        let after = text.get(self.search.cursor()..).unwrap_or_default();
        let after: String = head(after, room - display_width(&before));
        (lead, format!("{before}{after}"), before)
    }

    fn option_row(&self, shown: usize, index: usize, page: usize, width: usize) -> Vec<(Tone, String)> {
        let is_current = index == self.marks.cursor;
        let is_hiding = shown + 1 == self.top + page && shown + 1 < self.found.len();
        let (mark, tone) = match (is_current, shown == self.top && shown > 0, is_hiding) {
            (true, ..) => ("> ", Tone::Chosen),
            (_, true, _) => ("^ ", Tone::Plain),
            (_, _, true) => ("v ", Tone::Plain),
            _ => ("  ", Tone::Plain),
        };
        let box_mark = match (self.ticks, self.marks.ticked.contains(&index)) {
            (false, _) => "",
            (true, true) => "[x] ",
            (true, false) => "[ ] ",
        };
        let label = shorten(&self.label(index), width.saturating_sub(mark.len() + box_mark.len()));
        let mut row = vec![(tone, format!("{mark}{box_mark}{label}"))];
        let help = self.options.help_of(index);
        if !help.is_empty() && self.options.fits_beside(index, width, self.ticks) {
            row.push((Tone::Dim, format!(" - {help}")));
        }
        row
    }

    /// What has no room in the row of the option under the cursor: the whole of a long label, and what it means.
    fn under_cursor(&self, index: usize, width: usize) -> Vec<Vec<(Tone, String)>> {
        if self.options.fits_beside(index, width, self.ticks) {
            return Vec::new();
        }
        let label = self.label(index);
        let is_cut = MARK + display_width(&label) + usize::from(self.ticks) * BOX > width;
        let text = match (is_cut, self.options.help_of(index)) {
            (true, "") => label,
            (true, help) => format!("{label}: {help}"),
            (false, help) => help.to_owned(),
        };
        let wrap = textwrap::Options::new(width).initial_indent("    ").subsequent_indent("    ");
        let text = printable(&text);
        let lines = textwrap::wrap(&text, wrap);
        lines.iter().take(UNDER).map(|line| vec![(Tone::Dim, line.to_string())]).collect()
    }
}

impl Options<'_> {
    fn help_of(&self, index: usize) -> &str {
        self.helps.get(index).map_or("", String::as_str)
    }

    /// Whether an option and what it means stand in one row.
    fn fits_beside(&self, index: usize, width: usize, ticks: bool) -> bool {
        let label = self.labels.get(index).map_or(0, |label| display_width(label));
        let help = match display_width(self.help_of(index)) {
            0 => 0,
            help => help + " - ".len(),
        };
        MARK + usize::from(ticks) * BOX + label + help <= width
    }

    /// How many options a page holds, and whether it is to be said that typing narrows them down.
    fn paging(&self, screen: &Screen) -> (usize, bool) {
        let width = screen.width();
        let under = if (0..self.labels.len()).all(|index| self.fits_beside(index, width, true)) { 0 } else { UNDER };
        let page = screen.room().saturating_sub(FRAME + under).clamp(self.least, self.page.max(self.least));
        (page, self.labels.len() > page && self.page == PAGE)
    }
}

/// A text cut down to a width in the middle, so that its end is seen.
fn within(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let end = tail(text, width / 3);
    format!("{}…{end}", head(text, width.saturating_sub(display_width(&end) + 1)))
}

/// As much of the beginning as a width holds.
fn head(text: &str, width: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += display_width(c.encode_utf8(&mut [0; 4]));
        used <= width
    };
    text.chars().take_while(fits).collect()
}

/// As much of the end as a width holds.
fn tail(text: &str, width: usize) -> String {
    let backwards: String = text.chars().rev().collect();
    head(&backwards, width).chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyModifiers;

    fn options(labels: &[&str]) -> Options<'static> {
        Options::new("pick", labels.iter().map(|label| (*label).to_owned()).collect(), "help")
    }

    /// What is ticked or picked after keys: `\t` is Tab, `\n` Enter, `\u{8}` backspace, `↓` the arrow. What is refused
    /// comes with an exclamation mark.
    fn answered(labels: &[&str], ticks: bool, ticked: &[usize], keys: &str) -> String {
        let options = options(labels);
        let marks = Marks { ticked: ticked.iter().copied().collect(), ..Marks::default() };
        let mut choice = Choice::new(&options, marks, ticks);
        for key in keys.chars() {
            let code = match key {
                '\n' => match choice.entered() {
                    Outcome::Stays(remark) => return format!("! {remark}"),
                    Outcome::Settled if ticks => return format!("{:?}", choice.marks.ticked),
                    Outcome::Settled => return choice.marks.cursor.to_string(),
                },
                '\t' => KeyCode::Tab,
                '\u{8}' => KeyCode::Backspace,
                '↓' => KeyCode::Down,
                letter => KeyCode::Char(letter),
            };
            choice.press(KeyEvent::new(code, KeyModifiers::NONE));
        }
        panic!("no Enter in `{keys}`")
    }

    #[test]
    fn typed_text_only_narrows_picks_down() {
        let kinds = ["Goods and material", "Card and payment fees", "Other"];
        for (keys, expected) in [
            ("\n", "0"),
            ("19500\n", "! nothing here is called `19500`"),
            ("card\n", "1"),
            ("  card fees\n", "1"),
            ("CARD\n", "1"),
            ("a↓\n", "1"),
            ("and↓↓\n", "0"),
            ("x\u{8}\n", "0"),
            ("other\t\n", "2"),
        ] {
            assert_eq!(answered(&kinds, false, &[], keys), expected, "{keys:?}");
        }
    }

    #[test]
    fn a_space_in_a_search_is_a_space_and_another_key_ticks() {
        let cares = ["Fleet care", "Fleet bike", "Fleet bike wash"];
        let hearing = ["Hearing aids get lost", "Hearing test"];
        let unticked = "! none of these is ticked; Tab ticks";
        for (labels, ticked, keys, expected) in [
            (&cares[..2], &[][..], "fleet bike\n", "{1}"),
            (&cares[..], &[], "fleet bike\n", "{1}"),
            (&cares, &[], "bike wash\n", "{2}"),
            (&cares, &[], "fleet\n", unticked),
            (&cares, &[0], "bike wash\n", unticked),
            (&cares, &[0], "bike wash\t\n", "{0, 2}"),
            (&cares, &[0], "care\n", "{0}"),
            (&cares, &[], "zebra\n", "! nothing here is called `zebra`"),
            (&cares, &[0], "zebra\t\u{8}\u{8}\u{8}\u{8}\u{8}\n", "{0}"),
            (&cares, &[], " ↓ \n", "{0, 1}"),
            (&cares, &[0], " \n", "{}"),
            (&cares, &[], "\n", "{}"),
            (&hearing, &[], "hearing test\t\n", "{1}"),
            (&hearing, &[], "hearing  TEST\n", "{1}"),
        ] {
            assert_eq!(answered(labels, true, ticked, keys), expected, "{keys:?}");
        }
    }

    #[test]
    fn enter_on_a_way_to_add_something_adds_it() {
        for (labels, keys, ticked) in [
            (&["Riders", "+ add a new group"][..], "↓", &[1][..]),
            (&["Riders", "+ add a new group"], " ↓", &[0, 1]),
            (&["Riders", "+ add a new group"], "new", &[1]),
            (&["Riders", "+ add a new group"], "", &[]),
            (&["Riders", "+ add a new group"], "↓↓", &[]),
            (&["+ add a new group"], "", &[]),
        ] {
            let options = options(labels).before_adding(1);
            let mut choice = Choice::new(&options, Marks::default(), true);
            for key in keys.chars() {
                let code = if key == '↓' { KeyCode::Down } else { KeyCode::Char(key) };
                choice.press(KeyEvent::new(code, KeyModifiers::NONE));
            }
            assert!(matches!(choice.entered(), Outcome::Settled), "{labels:?} {keys:?}");
            assert_eq!(choice.marks.ticked.iter().copied().collect::<Vec<_>>(), ticked, "{labels:?} {keys:?}");
        }
    }

    #[test]
    fn no_search_finds_that_nothing_is_picked() {
        for (labels, typed, found) in [
            (&["(nothing picked yet)", "yes", "no"][..], "y", &[1][..]),
            (&["(nothing picked yet)", "yes", "no"], "n", &[2]),
            (&["leave it open", "at home", "online"], "o", &[1, 2]),
            (&["leave it open", "at home", "online"], " ", &[0, 1, 2]),
            (&["leave it open", "at home", "online"], "open", &[]),
        ] {
            assert_eq!(options(labels).after_neutral(1).found(typed), found, "{typed:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_search_takes_what_does_not_fit_it(keys in "[a-z 0-9\t]{1,8}", ticks in proptest::bool::ANY) {
            let labels = ["Theft", "Rain at night", "Flat tyres", "Nowhere to park 2"];
            let mut choice = Choice::new(&options(&labels), Marks::default(), ticks).marks;
            let options = options(&labels);
            let mut asked = Choice::new(&options, std::mem::take(&mut choice), ticks);
            for key in keys.chars() {
                let code = if key == '\t' { KeyCode::Tab } else { KeyCode::Char(key) };
                asked.press(KeyEvent::new(code, KeyModifiers::NONE));
            }
            let search = asked.searched().to_owned();
            if let Outcome::Settled = asked.entered() && !search.is_empty() && !ticks {
                let label = labels[asked.marks.cursor].to_lowercase();
                proptest::prop_assert!(search.split_whitespace().all(|word| label.contains(word)), "{search}: {label}");
            }
            if !search.is_empty() && asked.found.is_empty() {
                proptest::prop_assert!(matches!(asked.entered(), Outcome::Stays(_)));
            }
        }
    }
}
