//! Which part of a canvas each line belongs to, and what it says there.

use super::names::{Part, Parts, letters};
use super::outline::{Form, Line, Piece};
use super::{Found, Left};
use crate::bank::{Bank, Question};
use crate::words;

/// Longer lines are no names.
const LONGEST_NAME: usize = 60;

/// Longer labels are the beginning of a sentence.
const MOST_WORDS_OF_LABEL: usize = 6;

/// Deeper than any heading: where a line that is no heading stands for one.
const LINE_LEVEL: usize = 50;

/// An entry as it was found.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The part it belongs to.
    pub part: usize,
    /// The number of its line.
    pub at: usize,
    /// What it says as a whole.
    pub whole: String,
    /// The label before the rest of the line.
    pub label: Option<(String, String)>,
    /// What is said of it below, with the numbers of the lines.
    pub below: Vec<(usize, String)>,
    /// The captions it stands under, as indexes.
    pub captions: Vec<usize>,
    /// How deep it stands; -1 for a heading.
    pub depth: isize,
}

/// A heading inside a part, which is no entry itself.
#[derive(Debug)]
pub(super) struct Caption {
    /// The number of its line.
    pub at: usize,
    /// What it says.
    pub text: String,
    /// The part it stands in.
    part: usize,
    level: usize,
    /// Whether something stands below it.
    pub is_used: bool,
    /// Whether something follows from it.
    pub is_meant: bool,
}

/// Where the reading is.
#[derive(Clone, Debug)]
enum Place {
    /// Before the first part.
    Before,
    /// In a part.
    In { part: usize, level: usize, set_by: Form, stressed: bool },
    /// Below a heading that no part is called by.
    Outside(String),
}

/// What was found in a text.
pub(super) struct Placing<'b> {
    bank: &'b Bank,
    pub parts: &'b Parts<'b>,
    place: Place,
    pub entries: Vec<Entry>,
    pub captions: Vec<Caption>,
    open: Vec<usize>,
    pub found: Vec<Found>,
    pub left: Vec<Left>,
    /// Answers to single questions: the part, the line and what was said.
    pub singles: Vec<(usize, usize, String)>,
}

impl<'b> Placing<'b> {
    pub(super) fn new(bank: &'b Bank, parts: &'b Parts<'b>) -> Self {
        Self {
            bank,
            parts,
            place: Place::Before,
            entries: Vec::new(),
            captions: Vec::new(),
            open: Vec::new(),
            found: Vec::new(),
            left: Vec::new(),
            singles: Vec::new(),
        }
    }

    pub(super) fn all(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            match piece {
                Piece::Line(line) => self.line(&line),
                Piece::Table(rows) => self.table(&rows),
            }
        }
        // A heading with nothing below it is an entry after all.
        for index in 0..self.captions.len() {
            let Some(caption) = self.captions.get_mut(index).filter(|caption| !caption.is_used) else { continue };
            caption.is_meant = true;
            let (part, at, whole) = (caption.part, caption.at, caption.text.clone());
            self.entries.push(Entry { part, at, whole, ..Entry::default() });
        }
        self.entries.sort_by_key(|entry| entry.at);
    }

    fn leave(&mut self, at: usize, text: &str, why: impl Into<String>) {
        if text.chars().any(char::is_alphanumeric) {
            self.left.push(Left { at, text: words::tidied(text), why: why.into() });
        }
    }

    fn part(&self, index: usize) -> Option<&'b Part<'b>> {
        let parts: &'b Parts<'b> = self.parts;
        parts.all.get(index)
    }

    fn line(&mut self, line: &Line) {
        let text = line.text.trim();
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        if let Form::Aside(why) = line.form {
            self.leave(line.at, text, format!("is {why}"));
            return;
        }
        if let Some((part, rest)) = self.name(line) {
            let before = self.place.clone();
            self.enter(part, line);
            if let Some(rest) = rest {
                let rest = Line::new(line.at, rest, Form::Plain);
                if self.part(part).is_some_and(|part| part.question.items().is_some()) {
                    self.said(&rest);
                } else {
                    // An answer in a line of its own ends there.
                    if !self.is_titled(part) || !self.page_title(&rest) {
                        self.said(&rest);
                    }
                    self.place = before;
                }
            }
            return;
        }
        match (line.form, self.place.clone()) {
            (Form::Heading(level), Place::In { part, level: own, .. }) if level > own => {
                self.caption(part, line.at, text, level);
            }
            (Form::Heading(_), Place::Before) if self.page_title(line) => {}
            (Form::Heading(_), _) if self.is_method(&line.text) => {
                self.found.push(Found { at: line.at, text: words::tidied(text), part: None });
                self.place = Place::Before;
                self.open.clear();
            }
            (Form::Plain, Place::Before) if self.is_page_title(line) && self.page_title(line) => {}
            (Form::Plain, Place::Outside(_)) if is_name_like(line).is_some() => {
                self.leave(line.at, text, "is no part that these questions know");
                self.place = Place::Outside(words::tidied(text));
            }
            (Form::Heading(_), place) => {
                let why = "is no part that these questions know";
                self.leave(line.at, text, why);
                if !matches!(place, Place::Before) {
                    self.place = Place::Outside(words::tidied(text));
                    self.open.clear();
                }
            }
            (_, Place::In { part, set_by: Form::Plain, stressed, .. })
                if line.form == Form::Plain && is_name_like(line) == Some(stressed) && !self.is_choice(part, text) =>
            {
                self.leave(line.at, text, "is no part that these questions know");
                self.place = Place::Outside(words::tidied(text));
                self.open.clear();
            }
            _ => self.said(line),
        }
    }

    /// The part that a line names, and what stands behind the name.
    fn name(&self, line: &Line) -> Option<(usize, Option<String>)> {
        let text = line.text.trim();
        let (left, right) = parted(text).unwrap_or((text, ""));
        if left.chars().count() > LONGEST_NAME {
            return None;
        }
        let rest = |part: usize| {
            let is_name = right.is_empty() || self.parts.named(right, true) == Some(part);
            (part, (!is_name).then(|| right.to_owned()))
        };
        let is_list = |part: &usize| self.part(*part).is_some_and(|part| part.question.items().is_some());
        if let Form::Heading(level) = line.form {
            let may = |part: &usize| match &self.place {
                Place::In { level: own, .. } => level <= *own || is_list(part),
                _ => true,
            };
            let found = self.parts.named(left, true).map(rest);
            let found = found.or_else(|| self.parts.named(text, false).map(|part| (part, None)));
            return found.filter(|(part, _)| may(part));
        }
        let part = self.parts.named(left, true)?;
        let is_whole = right.is_empty();
        let is_marked = is_name_like(line).is_some();
        let may = match &self.place {
            // Bare words before the first part are its name only where nothing else stands on the line.
            Place::Before | Place::Outside(_) => is_marked || is_whole || line.stressed > 0 || text.contains(left),
            Place::In { .. } if !is_list(&part) => false,
            Place::In { set_by: Form::Heading(_), .. } => line.form == Form::Plain && is_whole && is_marked,
            Place::In { set_by, stressed, .. } => {
                *set_by == line.form
                    && (!*stressed || line.stressed > 0)
                    && (is_marked || is_whole || line.stressed > 0)
            }
        };
        may.then(|| rest(part))
    }

    fn enter(&mut self, part: usize, line: &Line) {
        let level = if let Form::Heading(level) = line.form { level } else { LINE_LEVEL };
        self.place = Place::In { part, level, set_by: line.form, stressed: line.stressed > 0 };
        self.open.clear();
        self.found.push(Found { at: line.at, text: words::tidied(&line.text), part: Some(part) });
    }

    /// What pages are called that hold such a canvas, for the part that takes the rest of the title.
    fn beside(&self, part: usize) -> Vec<String> {
        let import = self.part(part).and_then(|part| part.import);
        import.into_iter().flat_map(|import| &import.beside).map(|name| letters(name)).collect()
    }

    fn is_titled(&self, part: usize) -> bool {
        !self.beside(part).is_empty()
    }

    /// Whether a text is what such canvases are called, and nothing else.
    fn is_method(&self, text: &str) -> bool {
        (0..self.parts.all.len()).any(|part| self.beside(part).contains(&letters(text)))
    }

    /// Whether a line that is no heading is the title of the page: the first of all, stressed or with the name of the
    /// method in it.
    fn is_page_title(&self, line: &Line) -> bool {
        let is_first = self.found.is_empty() && self.left.is_empty() && self.singles.is_empty();
        let text = format!(" {} ", letters(&line.text));
        let has_method =
            |part| self.beside(part).iter().any(|name| name.contains(' ') && text.contains(&format!(" {name} ")));
        is_first && (is_name_like(line) == Some(true) || (0..self.parts.all.len()).any(has_method))
    }

    /// The title of the page answers the question what all this is called, once the name of the method is taken away.
    fn page_title(&mut self, line: &Line) -> bool {
        let titled = (0..self.parts.all.len()).find(|part| self.is_titled(*part));
        let Some(index) = titled.filter(|index| self.singles.iter().all(|(own, ..)| own != index)) else {
            return false;
        };
        let beside = self.beside(index);
        let marks = [':', '：', '–', '—', '|', '(', ')', '（', '）'];
        let parts = line.text.split(marks).flat_map(|part| part.split(" - "));
        let mut left: Vec<String> = Vec::new();
        // No more words are tried together than a name of the method has, with a few that are no letters: a page may be one line.
        let most = beside.iter().map(|name| name.split(' ').count()).max().unwrap_or_default() + 3;
        for part in parts {
            let all: Vec<&str> = part.split_whitespace().collect();
            let mut words = all.as_slice();
            // The name of the method may stand on either side of the name of the venture.
            loop {
                let longest = (1..=words.len().min(most)).rev();
                let is_beside = |some: &[&str]| {
                    let some = letters(&some.join(" "));
                    some.is_empty() || beside.contains(&some)
                };
                let cut = longest.clone().find(|count| is_beside(words.get(..*count).unwrap_or_default()));
                let end = longest.clone().find(|count| is_beside(words.get(words.len() - count..).unwrap_or_default()));
                match (cut, end) {
                    (Some(count), _) => words = words.get(count..).unwrap_or_default(),
                    (None, Some(count)) => words = words.get(..words.len() - count).unwrap_or_default(),
                    (None, None) => break,
                }
            }
            if !words.is_empty() {
                left.push(words.join(" "));
            }
        }
        if self.found.last().is_none_or(|found| found.at != line.at) {
            let part = (!left.is_empty()).then_some(index);
            self.found.push(Found { at: line.at, text: words::tidied(&line.text), part });
        }
        if !left.is_empty() {
            self.singles.push((index, line.at, left.join(": ")));
        }
        true
    }

    /// Whether a text is a word for a choice that entries of a part have.
    fn is_choice(&self, part: usize, text: &str) -> bool {
        self.part(part).is_some_and(|part| !choices_named(self.bank, part, text).is_empty())
    }

    fn caption(&mut self, part: usize, at: usize, text: &str, level: usize) {
        let captions = &self.captions;
        self.open.retain(|index| captions.get(*index).is_some_and(|caption| caption.level < level));
        let text = text.trim_end_matches([':', '：']).trim();
        let takes_headings = self.part(part).and_then(|part| part.import).is_some_and(|import| import.headings);
        if takes_headings && !self.is_choice(part, text) {
            let (whole, label) = (words::tidied(text), None);
            self.entries.push(Entry { part, at, whole, label, depth: -1, ..Entry::default() });
            return;
        }
        self.open.push(self.captions.len());
        let text = words::tidied(text);
        self.captions.push(Caption { at, text, part, level, is_used: false, is_meant: false });
    }

    /// A line that is neither a heading nor the name of a part.
    fn said(&mut self, line: &Line) {
        let text = line.text.trim();
        let part = match &self.place {
            Place::Before => {
                self.leave(line.at, text, "stands before the first part of the canvas");
                return;
            }
            Place::Outside(heading) => {
                let why = format!("stands below “{heading}”");
                self.leave(line.at, text, why);
                return;
            }
            Place::In { part, .. } => *part,
        };
        let Some(list) = self.part(part).and_then(|part| part.question.items()) else {
            self.singles.push((part, line.at, words::tidied(text)));
            return;
        };
        if text.ends_with(['?', '？']) {
            self.leave(line.at, text, "is a question, perhaps of a template");
            return;
        }
        if self.bank.unanswered.meant(text).is_some() {
            self.leave(line.at, text, format!("names none of the {}", list.many));
            return;
        }
        let depth = match line.form {
            Form::Entry(depth) => depth.cast_signed(),
            _ => 0,
        };
        let level = LINE_LEVEL + 1 + depth.unsigned_abs();
        let captions = &self.captions;
        let is_above = |index: &usize| captions.get(*index).is_some_and(|caption| caption.level < level);
        self.open.retain(is_above);
        let is_caption = text.ends_with([':', '：'])
            || line.form == Form::Plain && is_name_like(line).is_some()
            || self.is_choice(part, text) && depth == 0 && line.form != Form::Plain;
        if is_caption {
            let level = if line.form == Form::Plain { LINE_LEVEL } else { level };
            self.caption(part, line.at, text, level);
            return;
        }
        let above = self.entries.last_mut().filter(|entry| entry.part == part && entry.depth < depth);
        if let Some(above) = above.filter(|_| {
            self.open.iter().all(|index| self.captions.get(*index).is_none_or(|own| own.level < LINE_LEVEL))
        }) {
            above.below.push((line.at, words::tidied(text)));
            return;
        }
        for index in &self.open {
            if let Some(caption) = self.captions.get_mut(*index) {
                caption.is_used = true;
            }
        }
        let label = labelled(line).map(|(label, rest)| (words::tidied(label), words::tidied(rest)));
        let captions = self.open.clone();
        self.entries.push(Entry {
            part,
            at: line.at,
            whole: words::tidied(text),
            label,
            below: Vec::new(),
            captions,
            depth,
        });
    }

    /// A table holds parts in its columns, in its rows or in its cells, or the entries of one part.
    fn table(&mut self, rows: &[Vec<Vec<Line>>]) {
        let outer = self.place.clone();
        let mut columns: Vec<Option<Place>> = Vec::new();
        let mut heads: Vec<&Line> = Vec::new();
        let mut in_rows = false;
        for (number, row) in rows.iter().enumerate() {
            let named: Vec<Option<(usize, Option<String>)>> =
                row.iter().map(|cell| cell.first().and_then(|line| self.name_of_cell(line))).collect();
            let filled = row.iter().filter(|cell| !cell.is_empty()).count();
            let count = named.iter().flatten().count();
            let is_head = named.first().is_some_and(Option::is_some) && row.first().is_some_and(|cell| cell.len() == 1);
            if count == 1 && is_head && filled > 1 {
                in_rows = true;
            } else if count == 0 && in_rows && row.first().is_some_and(|cell| !cell.is_empty()) {
                let head = row.first().and_then(|cell| cell.first());
                let text = head.map_or_else(String::new, |line| words::tidied(&line.text));
                self.leave(head.map_or(1, |line| line.at), &text, "is no part that these questions know");
                self.place = Place::Outside(text);
                row.iter().skip(1).for_each(|cell| self.cell(cell));
                continue;
            }
            if in_rows {
                for (cell, named) in row.iter().zip(&named) {
                    match (cell.first(), named) {
                        (Some(line), Some((part, rest))) => self.cell_of(*part, line, rest.as_deref(), cell),
                        _ => self.cell(cell),
                    }
                }
            } else if count > 0 {
                for (column, (cell, named)) in row.iter().zip(&named).enumerate() {
                    if let (Some(line), Some((part, rest))) = (cell.first(), named) {
                        self.cell_of(*part, line, rest.as_deref(), cell);
                        columns.resize(columns.len().max(column + 1), None);
                        if let Some(own) = columns.get_mut(column) {
                            *own = Some(self.place.clone());
                        }
                    } else {
                        self.place = columns.get(column).cloned().flatten().unwrap_or_else(|| outer.clone());
                        self.cell(cell);
                    }
                }
            } else if columns.iter().any(Option::is_some) {
                for (column, cell) in row.iter().enumerate() {
                    let own = columns.get(column).cloned().flatten();
                    self.place = own.unwrap_or_else(|| Place::Outside("the table".to_owned()));
                    self.cell(cell);
                }
            } else if number == 0 && rows.len() > 1 && row.len() > 1 {
                heads = row.iter().filter_map(|cell| cell.first()).collect();
                for line in row.iter().flatten() {
                    self.leave(line.at, &line.text, "is the head of a table");
                }
            } else {
                self.row(row, &heads);
            }
        }
        self.place = outer;
        self.open.clear();
    }

    fn name_of_cell(&self, line: &Line) -> Option<(usize, Option<String>)> {
        let (left, right) = parted(&line.text).unwrap_or((&line.text, ""));
        let is_short = left.chars().count() <= LONGEST_NAME;
        let part = if is_short { self.parts.named(left, true) } else { None };
        let part = part.filter(|part| self.part(*part).is_some_and(|part| part.question.items().is_some()))?;
        Some((part, Some(right.to_owned()).filter(|right| !right.is_empty())))
    }

    /// A cell that begins with the name of a part.
    fn cell_of(&mut self, part: usize, line: &Line, rest: Option<&str>, cell: &[Line]) {
        self.enter(part, &Line { form: Form::Heading(super::outline::DEEPEST), ..line.clone() });
        if let Some(rest) = rest {
            self.entry_of_cell(&Line::new(line.at, rest, Form::Plain));
        }
        cell.iter().skip(1).for_each(|line| self.entry_of_cell(line));
    }

    fn cell(&mut self, cell: &[Line]) {
        for line in cell {
            self.entry_of_cell(line);
        }
    }

    /// In a cell, a semicolon parts entries.
    fn entry_of_cell(&mut self, line: &Line) {
        if matches!(line.form, Form::Aside(_)) {
            self.line(line);
        } else if line.stressed == 0 && line.text.contains([';', '；']) {
            for part in line.text.split([';', '；']).filter(|part| !part.trim().is_empty()) {
                self.said(&Line::new(line.at, part.trim(), line.form));
            }
        } else if line.text.chars().any(char::is_alphanumeric) {
            self.said(line);
        }
    }

    /// A row of a table about the entries of one part: the first cell names the entry, the others say something of it.
    fn row(&mut self, row: &[Vec<Line>], heads: &[&Line]) {
        let mut cells = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let Some((_, first)) = cells.next() else { return };
        let before = self.entries.len();
        self.cell(first);
        let is_one = self.entries.len() == before + 1;
        for (column, cell) in cells {
            for line in cell {
                let head =
                    heads.get(column).map(|head| head.text.trim_end_matches(':')).filter(|head| !head.is_empty());
                match self.entries.last_mut().filter(|_| is_one && !matches!(line.form, Form::Aside(_))) {
                    Some(entry) => {
                        let text = words::tidied(&line.text);
                        entry.below.push((line.at, head.map_or(text.clone(), |head| format!("{head}: {text}"))));
                    }
                    None => self.entry_of_cell(line),
                }
            }
        }
    }
}

/// The choices of a part's entries that a whole text names, by their fields: words that the bank knows, or a label.
pub(super) fn choices_named<'b>(bank: &'b Bank, part: &Part<'b>, text: &str) -> Vec<(&'b Question, &'b str)> {
    let wanted = letters(text);
    let mut found: Vec<(&Question, &str)> = Vec::new();
    for field in bank.fields(&part.question.id) {
        for choice in field.choices() {
            let listed = part.import.into_iter().flat_map(|import| &import.words);
            let mut own =
                listed.filter(|own| own.field == field.id && own.key == choice.key).flat_map(|own| &own.words);
            if own.any(|word| letters(word) == wanted) || letters(&choice.label) == wanted {
                found.push((field, &choice.key));
            }
        }
    }
    found
}

/// Whether a line looks like a name that stands over others: stressed as a whole, or with a colon at its end. Tells
/// whether it is stressed.
fn is_name_like(line: &Line) -> Option<bool> {
    let text = line.text.trim_end();
    let stressed = text.get(line.stressed..).is_some_and(|rest| !rest.chars().any(char::is_alphanumeric));
    if stressed && line.stressed > 0 {
        return Some(true);
    }
    text.ends_with([':', '：']).then_some(false)
}

/// A line parted at its first colon.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (left, right) = text.split_once([':', '：'])?;
    // The colon of a time or of an address parts nothing.
    let is_colon = right.is_empty() || right.starts_with([' ', '*', '\u{3000}']) || !right.is_ascii();
    is_colon.then(|| (left.trim(), right.trim()))
}

/// A line parted into its label and the rest: what is stressed, or what stands before a colon or a dash.
fn labelled(line: &Line) -> Option<(&str, &str)> {
    let text = line.text.as_str();
    let marks = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '–' | '—' | '-' | '.');
    let (label, rest) = if line.stressed > 0 && line.stressed < text.trim_end().len() {
        (text.get(..line.stressed)?, text.get(line.stressed..)?)
    } else {
        let dash = [" – ", " — ", " - "]
            .into_iter()
            .filter_map(|dash| text.split_once(dash))
            .min_by_key(|(left, _)| left.len());
        match (parted(text), dash) {
            (Some(colon), Some(dash)) => {
                if colon.0.len() < dash.0.len() {
                    colon
                } else {
                    dash
                }
            }
            (colon, dash) => colon.or(dash)?,
        }
    };
    let (label, rest) = (label.trim_matches(marks), rest.trim_start_matches(marks));
    let fits = label.split_whitespace().count() <= MOST_WORDS_OF_LABEL && label.chars().any(char::is_alphabetic);
    (fits && rest.chars().any(char::is_alphanumeric)).then_some((label, rest))
}
