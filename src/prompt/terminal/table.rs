//! Ticks for several entries at once: a row for each entry, a column for each choice, and one Enter for all of them.

use super::super::FrontError;
use super::frame::{Frame, Input, Picture};
use super::heading::answered;
use super::keys::{Cut, is_ctrl, is_enter};
use super::screen::{Screen, Tone, shorten};
use crate::interview::{Form, Prompt, Table, Then, Ticked, Ticks};
use crate::words::printable;
use crossterm::event::{KeyCode, KeyEvent};
use std::collections::BTreeSet;
use std::ops::Range;
use textwrap::core::display_width;

/// The columns of a box, and of what stands before it: a blank and the mark of the cursor.
const BOX: usize = 3;
const BEFORE: usize = 2;
/// A title is cut down to so many columns, and no further.
const LEAST_TITLE: usize = 12;
/// No text above a column is narrower than this: two signs of Chinese stay beside each other.
const LEAST_HEAD: usize = 4;
/// What stands above a column takes so many lines at most.
const MOST_LINES: usize = 3;
/// The rows that say what the cell under the cursor is, and those that name the keys.
const UNDER: usize = 2;
const HELP: usize = 2;
/// What the keys do, in full and where there is little room.
const KEYS: [&str; 2] =
    ["= as above · a: same for all · o: rest open · ?: explain", "= above · a: for all · o: rest open"];
const WAYS: [&str; 2] = ["↑↓←→ move · Space: tick · Enter: done · Esc: menu", "Space: tick · Enter: done · Esc: menu"];
const NONE_ABOVE: &str = "there is no row above this one";
const NO_TEXT: &str = "nothing can be typed here: Space ticks, ? explains";

/// Where the founder is in a table, and what is ticked: it outlives the menu behind Esc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells {
    /// The columns that are ticked in each row.
    ticked: Vec<BTreeSet<usize>>,
    /// The same to begin with.
    start: Vec<BTreeSet<usize>>,
    columns: usize,
    row: usize,
    column: usize,
    /// What the last key did that filled rows.
    filled: Option<Filled>,
    /// Why the last key did nothing.
    remark: Option<&'static str>,
}

/// What a key did that filled rows: the same key in the same row takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Filled {
    key: char,
    row: usize,
    before: Vec<BTreeSet<usize>>,
    after: Vec<BTreeSet<usize>>,
}

/// What a key comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// The table goes on.
    Stays,
    /// All rows are answered.
    Enter,
    /// Those without a tick are left open.
    LeaveRest,
    /// The longer explanation.
    Explain,
    /// The menu.
    Menu,
    /// The window has no room for the table any more.
    NoRoom,
}

impl Cells {
    /// The table of a prompt as it is to begin with, the cursor in the row at hand.
    pub(super) fn of(prompt: &Prompt) -> Option<Self> {
        let row = prompt.together.as_ref()?;
        let table = row.table.as_ref()?;
        let place = |key: &String| table.columns.iter().position(|column| column.key == *key);
        let start: Vec<BTreeSet<usize>> =
            table.rows.iter().map(|row| row.ticked.iter().filter_map(place).collect()).collect();
        let cursor = row.number.saturating_sub(1).min(start.len().saturating_sub(1));
        Some(Self {
            ticked: start.clone(),
            start,
            columns: table.columns.len(),
            row: cursor,
            column: 0,
            filled: None,
            remark: None,
        })
    }

    /// The row under the cursor.
    pub(super) fn row(&self) -> usize {
        self.row
    }

    /// What is ticked, for the interview.
    pub(super) fn ticked(&self, table: &Table, then: Then) -> Ticked {
        let at = table.rows.get(self.row).map(|row| row.item.clone()).unwrap_or_default();
        Ticked { rows: self.ticks(table), at, then }
    }

    /// What is ticked in each row.
    pub(super) fn ticks(&self, table: &Table) -> Vec<Ticks> {
        let keys = |ticked: &BTreeSet<usize>| {
            ticked.iter().filter_map(|index| table.columns.get(*index)).map(|column| column.key.clone()).collect()
        };
        let rows = table.rows.iter().zip(&self.ticked);
        rows.map(|(row, ticked)| Ticks { item: row.item.clone(), keys: keys(ticked) }).collect()
    }

    /// Does what a key does.
    pub(super) fn press(&mut self, key: KeyEvent) -> Deed {
        self.remark = None;
        let (rows, columns) = (self.ticked.len().saturating_sub(1), self.columns.saturating_sub(1));
        match key.code {
            _ if is_enter(key) => return Deed::Enter,
            KeyCode::Esc => return Deed::Menu,
            _ if is_ctrl(key, 'g') => return Deed::Menu,
            KeyCode::Up => self.row = self.row.saturating_sub(1),
            _ if is_ctrl(key, 'p') => self.row = self.row.saturating_sub(1),
            KeyCode::Down => self.row = (self.row + 1).min(rows),
            _ if is_ctrl(key, 'n') => self.row = (self.row + 1).min(rows),
            KeyCode::Left => self.column = self.column.saturating_sub(1),
            KeyCode::Right => self.column = (self.column + 1).min(columns),
            KeyCode::Tab => self.next_cell(),
            KeyCode::BackTab => self.cell_before(),
            KeyCode::Home => self.column = 0,
            KeyCode::End => self.column = columns,
            KeyCode::PageUp => self.row = 0,
            KeyCode::PageDown => self.row = rows,
            KeyCode::Char(' ') => self.tick(),
            KeyCode::Char('=') => self.repeat_above(),
            KeyCode::Char('a' | 'A') => self.same_for_all(),
            KeyCode::Char('o' | 'O') => return Deed::LeaveRest,
            KeyCode::Char('?') => return Deed::Explain,
            KeyCode::Char(_) => self.remark = Some(NO_TEXT),
            _ => {}
        }
        Deed::Stays
    }

    fn next_cell(&mut self) {
        if self.column + 1 < self.columns {
            self.column += 1;
        } else if self.row + 1 < self.ticked.len() {
            (self.row, self.column) = (self.row + 1, 0);
        }
    }

    fn cell_before(&mut self) {
        if let Some(before) = self.column.checked_sub(1) {
            self.column = before;
        } else if let Some(above) = self.row.checked_sub(1) {
            (self.row, self.column) = (above, self.columns.saturating_sub(1));
        }
    }

    fn tick(&mut self) {
        let column = self.column;
        if let Some(row) = self.ticked.get_mut(self.row)
            && !row.remove(&column)
        {
            row.insert(column);
        }
    }

    fn repeat_above(&mut self) {
        let above = self.row.checked_sub(1).and_then(|above| self.ticked.get(above)).cloned();
        match above {
            None => self.remark = Some(NONE_ABOVE),
            Some(above) => self.fill('=', &above, self.row..self.row + 1),
        }
    }

    /// Ticks in all rows what is ticked in this one; once more, and everything is as it was.
    pub(super) fn same_for_all(&mut self) {
        let own = self.ticked.get(self.row).cloned().unwrap_or_default();
        self.fill('a', &own, 0..self.ticked.len());
    }

    fn fill(&mut self, key: char, with: &BTreeSet<usize>, rows: Range<usize>) {
        let again = |last: &Filled| last.key == key && last.row == self.row && last.after == self.ticked;
        if let Some(last) = self.filled.take().filter(again) {
            self.ticked = last.before;
            return;
        }
        let before = self.ticked.clone();
        for row in self.ticked.iter_mut().take(rows.end).skip(rows.start) {
            row.clone_from(with);
        }
        self.filled = Some(Filled { key, row: self.row, before, after: self.ticked.clone() });
    }

    fn is_untouched(&self, row: usize) -> bool {
        self.ticked.get(row) == self.start.get(row)
    }
}

/// A row of the picture, in parts with their tones.
type Parts = Vec<(Tone, String)>;

/// How a table stands in a window: the widths, and what is above the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    width: usize,
    title: usize,
    columns: Vec<Head>,
    /// What the numbers above the columns stand for; empty where their names are there.
    legend: Vec<String>,
}

/// What stands above a column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Head {
    width: usize,
    lines: Vec<String>,
}

impl Head {
    /// The narrowest column with the text above it in so many lines.
    fn of(text: &str, lines: usize) -> Self {
        let whole = display_width(text).max(BOX);
        let fits = |width: &usize| {
            let wrapped = wrap(text, *width);
            wrapped.len() <= lines && wrapped.iter().all(|line| display_width(line) <= *width)
        };
        let width = (LEAST_HEAD..whole).find(fits).unwrap_or(whole);
        Self { width, lines: wrap(text, width) }
    }
}

impl Layout {
    /// How a table stands in so many columns, with how many may be ticked in its corner; nothing if it does not fit.
    pub(super) fn of(table: &Table, how_many: &str, width: usize) -> Option<Self> {
        let corner = display_width(how_many);
        let titles = table.rows.iter().map(|row| display_width(&printable(&row.title)));
        let widest = titles.max().unwrap_or(0).max(corner);
        let least = widest.min(LEAST_TITLE).max(corner);
        let named = [widest.min(width / 2).max(least), least]
            .into_iter()
            .flat_map(|title| (1..=MOST_LINES).map(move |lines| (title, lines)))
            .find_map(|(title, lines)| {
                let heads = table.columns.iter().map(|column| {
                    let name = column.short.as_ref().unwrap_or(&column.label);
                    Head::of(printable(name).trim(), lines)
                });
                Self::within(width, title, widest, heads.collect(), Vec::new())
            });
        named.or_else(|| {
            let heads = (1..=table.columns.len()).map(|number| Head::of(&number.to_string(), 1));
            Self::within(width, least, widest, heads.collect(), legend(table, width))
        })
    }

    fn within(width: usize, title: usize, widest: usize, columns: Vec<Head>, legend: Vec<String>) -> Option<Self> {
        let taken: usize = columns.iter().map(|head| BEFORE + head.width).sum();
        let room = width.checked_sub(taken).filter(|room| *room >= title)?;
        Some(Self { width, title: widest.min(room), columns, legend })
    }

    /// How many lines the table takes, with what stands under it.
    pub(super) fn height(&self, rows: usize) -> usize {
        self.lines() + rows + UNDER + self.legend.len() + HELP
    }

    /// How many lines stand above the boxes.
    fn lines(&self) -> usize {
        self.columns.iter().map(|head| head.lines.len()).max().unwrap_or(0)
    }

    fn picture(&self, cells: &Cells, table: &Table, how_many: &str) -> Picture {
        let lines = self.lines();
        let mut rows: Vec<Parts> = (0..lines).map(|line| self.head_row(line, lines, how_many)).collect();
        let mut before = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            let (drawn, start) = self.entry_row(index, &row.title, row.said.is_some(), cells);
            if index == cells.row {
                before = start;
            }
            rows.push(drawn);
        }
        let cursor = lines + cells.row;
        match cells.remark {
            Some(remark) => rows.push(vec![(Tone::Warning, format!("! {}", shorten(remark, self.width - 2)))]),
            None => rows.extend(under(cells, table, self.width).into_iter().map(|line| vec![(Tone::Plain, line)])),
        }
        rows.extend(self.legend.iter().map(|line| vec![(Tone::Dim, line.clone())]));
        let fitting = |texts: [&str; 2], around: usize| {
            let [full, short] = texts;
            if display_width(full) + around <= self.width { full.to_owned() } else { short.to_owned() }
        };
        rows.push(vec![(Tone::Dim, fitting(KEYS, 0))]);
        rows.push(vec![(Tone::Dim, format!("[{}]", fitting(WAYS, 2)))]);
        Picture { rows, row: cursor, before }
    }

    /// A line above the boxes. What is short stands at the foot.
    fn head_row(&self, line: usize, lines: usize, how_many: &str) -> Parts {
        let corner = if line + 1 == lines { how_many } else { "" };
        let mut text = String::new();
        for head in &self.columns {
            let own = (line + head.lines.len()).checked_sub(lines).and_then(|at| head.lines.get(at));
            text += &" ".repeat(BEFORE);
            text += &padded(own.map_or("", String::as_str), head.width);
        }
        vec![(Tone::Dim, padded(corner, self.title)), (Tone::Strong, text.trim_end().to_owned())]
    }

    /// The boxes of an entry behind its title, and what of the row stands before the cursor.
    fn entry_row(&self, index: usize, title: &str, is_said: bool, cells: &Cells) -> (Parts, Parts) {
        let is_current = index == cells.row;
        let tone = if is_current { Tone::Chosen } else { Tone::Plain };
        let title = padded(&shorten(title, self.title), self.title);
        let ticked = cells.ticked.get(index);
        let empty = if is_said && cells.is_untouched(index) { "[-]" } else { "[ ]" };
        let (mut text, mut before) = (String::new(), String::new());
        for (column, head) in self.columns.iter().enumerate() {
            let is_here = is_current && column == cells.column;
            text += if is_here { " >" } else { "  " };
            if is_here {
                before = format!("{text}[");
            }
            let is_ticked = ticked.is_some_and(|ticked| ticked.contains(&column));
            text += &padded(if is_ticked { "[x]" } else { empty }, head.width);
        }
        (vec![(tone, title.clone()), (tone, text.trim_end().to_owned())], vec![(tone, title), (tone, before)])
    }
}

/// Whether a table has room under the heading of its question, and how many lines it takes then.
pub(super) fn fits(prompt: &Prompt, screen: &Screen) -> Option<usize> {
    let table = prompt.together.as_ref()?.table.as_ref()?;
    let height = Layout::of(table, how_many(prompt), screen.width())?.height(table.rows.len());
    let heading = super::heading::heading(prompt, screen, Some(height)).height();
    (heading + height <= screen.height()).then_some(height)
}

/// Lets a table be filled in, until a key leads out of it.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn fill(screen: &mut Screen, prompt: &Prompt, table: &Table, cells: &mut Cells) -> Result<Deed, FrontError> {
    let mut frame = Frame::open(screen)?;
    match filled(&mut frame, table, how_many(prompt), cells) {
        Ok(deed) => {
            frame.close()?;
            if matches!(deed, Deed::Enter | Deed::LeaveRest) {
                show_answers(screen, table, cells)?;
            }
            Ok(deed)
        }
        Err(cut) => {
            let _ = frame.close();
            Err(FrontError::cut(cut, ""))
        }
    }
}

/// A word on how many may be ticked in a row; empty if any number will do.
fn how_many(prompt: &Prompt) -> &str {
    match &prompt.form {
        Form::Some { how_many, .. } => how_many.trim(),
        _ => "",
    }
}

fn filled(frame: &mut Frame<'_>, table: &Table, how_many: &str, cells: &mut Cells) -> Result<Deed, Cut> {
    loop {
        let layout = Layout::of(table, how_many, frame.screen.width());
        let layout = layout.filter(|layout| layout.height(table.rows.len()) <= frame.screen.room());
        let Some(layout) = layout else { return Ok(Deed::NoRoom) };
        frame.draw(&layout.picture(cells, table, how_many))?;
        match frame.next()? {
            Input::Redraw => {}
            Input::Paste(_) => cells.remark = Some(NO_TEXT),
            Input::Key(key) => match cells.press(key) {
                Deed::Stays => {}
                deed => return Ok(deed),
            },
        }
    }
}

/// The rows as they stay on the screen.
fn show_answers(screen: &mut Screen, table: &Table, cells: &Cells) -> Result<(), FrontError> {
    let mut block = screen.block();
    for (index, (row, ticked)) in table.rows.iter().zip(&cells.ticked).enumerate() {
        let labels: Vec<&str> =
            ticked.iter().filter_map(|column| table.columns.get(*column)).map(|column| column.label.as_str()).collect();
        let said = row.said.as_deref().filter(|_| cells.is_untouched(index));
        let answer = if labels.is_empty() { said.unwrap_or("nothing picked").to_owned() } else { labels.join("; ") };
        block.append(answered(&row.title, &answer, screen));
    }
    screen.print(&block)
}

/// What the cell under the cursor is: the entry, and the choice with what it means.
fn under(cells: &Cells, table: &Table, width: usize) -> Vec<String> {
    let (Some(row), Some(column)) = (table.rows.get(cells.row), table.columns.get(cells.column)) else {
        return Vec::new();
    };
    let said = row.said.as_ref().filter(|_| cells.is_untouched(cells.row));
    let said = said.map_or_else(String::new, |said| format!(", {said}"));
    let help = column.help.as_ref().map_or_else(String::new, |help| format!(" - {help}"));
    let place = format!("({} of {}){said}", cells.row + 1, table.rows.len());
    let text = format!("{} {place}: {}{help}", shorten(&row.title, width / 2), column.label);
    let mut lines = wrap(&printable(&text), width);
    if lines.len() > UNDER {
        let rest = lines.split_off(UNDER - 1).join(" ");
        lines.push(shorten(&rest, width));
    }
    lines
}

/// What the numbers above the columns stand for.
fn legend(table: &Table, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let name = column.short.as_ref().unwrap_or(&column.label);
        let own = shorten(&format!("{} {}", index + 1, printable(name).trim()), width);
        match lines.last_mut().filter(|last| display_width(last) + " · ".chars().count() + display_width(&own) <= width)
        {
            Some(last) => *last = format!("{last} · {own}"),
            None => lines.push(own),
        }
    }
    lines
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width.max(1)).break_words(false);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::{About, Column, Progress, Row, TableRow};
    use crossterm::event::KeyModifiers;

    const JOBS: [&str; 5] = ["awareness", "evaluation", "purchase", "delivery", "after-sales"];

    fn table(titles: &[&str], labels: &[&str]) -> Table {
        let column = |(index, label): (usize, &&str)| Column {
            key: format!("k{index}"),
            label: (*label).to_owned(),
            short: None,
            help: (index == 0).then(|| "They hear that you exist.".to_owned()),
        };
        let row = |(index, title): (usize, &&str)| TableRow {
            item: format!("ways-{}", index + 1),
            title: (*title).to_owned(),
            ticked: Vec::new(),
            said: None,
            notes: Vec::new(),
        };
        Table {
            columns: labels.iter().enumerate().map(column).collect(),
            rows: titles.iter().enumerate().map(row).collect(),
        }
    }

    fn prompt(table: Table, number: usize) -> Prompt {
        let together = Row {
            ask: "Which jobs does each way do?".to_owned(),
            number,
            count: table.rows.len(),
            above: Vec::new(),
            repeats: None,
            table: Some(table),
        };
        Prompt {
            ask: String::new(),
            help: None,
            example: None,
            mistakes: Vec::new(),
            progress: Progress { prompt: (1, About::exactly(2)), ..Progress::default() },
            item: None,
            together: Some(together),
            required: false,
            rejection: None,
            offers: false,
            reason: None,
            remarks: Vec::new(),
            form: Form::Some { picks: Vec::new(), how_many: String::new(), add: Vec::new() },
            aside: None,
            limit: None,
        }
    }

    /// What keys come to: `^`, `v`, `<`, `>` are arrows, `\t` is Tab, `\u{b}` Tab with Shift, `[` and `]` Home and End,
    /// `{` and `}` the pages.
    fn pressed(cells: &mut Cells, keys: &str) -> Deed {
        keys.chars().fold(Deed::Stays, |_, key| {
            cells.press(KeyEvent::new(
                match key {
                    '^' => KeyCode::Up,
                    'v' => KeyCode::Down,
                    '<' => KeyCode::Left,
                    '>' => KeyCode::Right,
                    '\t' => KeyCode::Tab,
                    '\u{b}' => KeyCode::BackTab,
                    '[' => KeyCode::Home,
                    ']' => KeyCode::End,
                    '{' => KeyCode::PageUp,
                    '}' => KeyCode::PageDown,
                    '\n' => KeyCode::Enter,
                    '\u{1b}' => KeyCode::Esc,
                    letter => KeyCode::Char(letter),
                },
                KeyModifiers::NONE,
            ))
        })
    }

    /// What is ticked after keys, in three rows and three columns: the columns of each row, and the cell at hand.
    fn ticked(keys: &str) -> (String, (usize, usize)) {
        let table = table(&["a", "b", "c"], &["x", "y", "z"]);
        let mut cells = Cells::of(&prompt(table, 1)).unwrap();
        assert_eq!(pressed(&mut cells, keys), Deed::Stays, "{keys:?}");
        let rows = cells.ticked.iter().map(|row| row.iter().map(ToString::to_string).collect::<String>());
        (rows.collect::<Vec<_>>().join("|"), (cells.row, cells.column))
    }

    #[test]
    fn keys_move_the_cell_and_tick_it() {
        for (keys, expected, cell) in [
            ("", "||", (0, 0)),
            (" ", "0||", (0, 0)),
            ("  ", "||", (0, 0)),
            ("> v ", "1|1|", (1, 1)),
            ("^< ", "0||", (0, 0)),
            (">>>> ", "2||", (0, 2)),
            ("vvvv ", "||0", (2, 0)),
            ("\t\t\t ", "|0|", (1, 0)),
            ("v\u{b} ", "2||", (0, 2)),
            ("\u{b} ", "0||", (0, 0)),
            ("]}\t ", "||2", (2, 2)),
            ("] [ ", "02||", (0, 0)),
            ("} { ", "0||0", (0, 0)),
            (" > v=", "01|01|", (1, 1)),
            (" v==", "0||", (1, 0)),
            (" v=v=", "0|0|0", (2, 0)),
            ("v = v=", "|0|0", (2, 0)),
            (" a", "0|0|0", (0, 0)),
            (" aa", "0||", (0, 0)),
            (" >a a", "01|01|01", (0, 1)),
            ("v aq", "0|0|0", (1, 0)),
            ("v a>a", "|0|", (1, 1)),
            ("xyz", "||", (0, 0)),
        ] {
            assert_eq!(ticked(keys), (expected.to_owned(), cell), "{keys:?}");
        }
    }

    #[test]
    fn keys_lead_out_of_the_table() {
        for (key, deed) in [
            ("\n", Deed::Enter),
            ("o", Deed::LeaveRest),
            ("?", Deed::Explain),
            ("\u{1b}", Deed::Menu),
            ("w", Deed::Stays),
            ("=", Deed::Stays),
        ] {
            let mut cells = Cells::of(&prompt(table(&["a", "b"], &["x", "y"]), 1)).unwrap();
            assert_eq!(pressed(&mut cells, key), deed, "{key:?}");
            let said = match key {
                "w" => Some(NO_TEXT),
                "=" => Some(NONE_ABOVE),
                _ => None,
            };
            assert_eq!(cells.remark, said, "{key:?}");
            pressed(&mut cells, "v");
            assert_eq!(cells.remark, None);
        }
    }

    #[test]
    fn what_stands_there_is_ticked_to_begin_with_and_brought_back_by_its_keys() {
        let mut table = table(&["a", "b"], &["x", "y"]);
        table.rows[1].ticked = vec!["k1".to_owned(), "gone".to_owned()];
        let mut cells = Cells::of(&prompt(table.clone(), 2)).unwrap();
        assert_eq!((cells.row(), cells.is_untouched(1)), (1, true));
        pressed(&mut cells, "^ v ");
        assert!(!cells.is_untouched(0));
        let ticked = cells.ticked(&table, Then::Enter);
        let keys: Vec<(&str, String)> = ticked.rows.iter().map(|row| (row.item.as_str(), row.keys.join(" "))).collect();
        assert_eq!(keys, [("ways-1", "k0".to_owned()), ("ways-2", "k0 k1".to_owned())]);
        assert_eq!(ticked.at, "ways-2");
    }

    fn drawn(table: &Table, how_many: &str, width: usize, keys: &str) -> Option<Vec<String>> {
        let mut cells = Cells::of(&prompt(table.clone(), 1)).unwrap();
        pressed(&mut cells, keys);
        let layout = Layout::of(table, how_many, width)?;
        let picture = layout.picture(&cells, table, how_many);
        let rows: Vec<String> =
            picture.rows.iter().map(|row| row.iter().map(|(_, text)| text.as_str()).collect()).collect();
        assert!(rows.iter().all(|row| display_width(row) <= width), "wider than {width}: {rows:#?}");
        assert!(rows.len() <= layout.height(table.rows.len()), "higher than said: {rows:#?}");
        let before: String = picture.before.iter().map(|(_, text)| text.as_str()).collect();
        assert!(rows[picture.row].starts_with(&before) && before.ends_with(">["), "{before:?} in {rows:#?}");
        Some(rows)
    }

    #[test]
    fn names_stand_above_the_columns_where_they_have_room_and_numbers_where_not() {
        let ways = table(&["Stickers", "周末的聚会 🚲", "A stall on the market, every other Saturday"], &JOBS);
        let wide = drawn(&ways, "", 78, " v> ").unwrap();
        assert_eq!(
            wide,
            [
                "                        awareness  evaluation  purchase  delivery  after-sales",
                "Stickers                [x]        [ ]         [ ]       [ ]       [ ]",
                "周末的聚会 🚲           [ ]       >[x]         [ ]       [ ]       [ ]",
                "A stall on the…         [ ]        [ ]         [ ]       [ ]       [ ]",
                "周末的聚会 🚲 (2 of 3): evaluation",
                "= as above · a: same for all · o: rest open · ?: explain",
                "[↑↓←→ move · Space: tick · Enter: done · Esc: menu]",
            ]
        );
        let narrow = drawn(&ways, "up to 3", 39, "").unwrap();
        assert_eq!(
            narrow,
            [
                "up to 3         1    2    3    4    5",
                "Stickers       >[ ]  [ ]  [ ]  [ ]  [ ]",
                "周末的聚会 🚲   [ ]  [ ]  [ ]  [ ]  [ ]",
                "A stall on…     [ ]  [ ]  [ ]  [ ]  [ ]",
                "Stickers (1 of 3): awareness - They",
                "hear that you exist.",
                "1 awareness · 2 evaluation · 3 purchase",
                "4 delivery · 5 after-sales",
                "= above · a: for all · o: rest open",
                "[Space: tick · Enter: done · Esc: menu]",
            ]
        );
        let many: Vec<String> = (0..11).map(|number| format!("choice {number}")).collect();
        let many = table(&["Stickers", "Vans"], &many.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(drawn(&many, "", 39, ""), None, "eleven boxes have no room in a narrow window");
    }

    #[test]
    fn long_names_are_wrapped_at_words_and_short_forms_are_taken() {
        let labels = ["getting the job done", "brand and status", "less risk", "a good price"];
        let mut gains = table(&["Bike wash", "Fleet care"], &labels);
        let rows = drawn(&gains, "best one to 3", 59, "").unwrap();
        assert_eq!(
            rows[..3],
            [
                "               getting the  brand and  less  a good",
                "best one to 3  job done     status     risk  price",
                "Bike wash     >[ ]          [ ]        [ ]   [ ]",
            ]
        );
        gains.columns[0].short = Some("job".to_owned());
        let rows = drawn(&gains, "", 59, "").unwrap();
        assert!(rows[0].trim_start().starts_with("job"), "{rows:#?}");
    }

    #[test]
    fn a_row_without_an_answer_says_so_until_it_is_touched() {
        let mut ways = table(&["Stickers", "Vans"], &["hear of it", "buy it"]);
        ways.rows[0].said = Some("don't know yet".to_owned());
        let rows = drawn(&ways, "", 59, "").unwrap();
        assert_eq!(
            rows[1..4].join("/"),
            "Stickers >[-]         [-]/Vans      [ ]         [ ]/Stickers (1 of 2), don't know yet: hear of it - They hear"
        );
        let rows = drawn(&ways, "", 59, " ").unwrap();
        assert_eq!(
            rows[1..4].join("/"),
            "Stickers >[x]         [ ]/Vans      [ ]         [ ]/Stickers (1 of 2): hear of it - They hear that you exist."
        );
    }

    proptest::proptest! {
        /// Whatever the titles, the choices and the window: what is drawn stands in it, and each cell has its own place.
        #[test]
        fn a_table_stands_within_its_window(
            titles in proptest::collection::vec("[a-z周🚲 ]{0,40}", 2..6),
            labels in proptest::collection::vec("[a-z末🔧 -]{1,30}", 1..12),
            how_many in "(|up to 3)",
            width in 39usize..=78,
            keys in "[v<>^ =a\t]{0,20}",
        ) {
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let table = table(&titles, &labels);
            if let Some(rows) = drawn(&table, &how_many, width, &keys) {
                let boxes = |row: &&String| row.matches("[ ]").count() + row.matches("[x]").count() == labels.len();
                proptest::prop_assert_eq!(rows.iter().filter(boxes).count(), titles.len());
                proptest::prop_assert_eq!(rows.iter().filter(|row| row.contains(">[")).count(), 1);
            } else {
                let least = labels.len() * (BOX + BEFORE);
                proptest::prop_assert!(least + 12 > width, "{} boxes have room in {width} columns", labels.len());
            }
        }
    }
}
