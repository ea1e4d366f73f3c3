//! Works the formulas of a workbook out again, without an office suite: only what these workbooks use, and quickly enough
//! for hundreds of plans typed into one workbook. The tests with the office suite show that it comes to the same.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places and counts are small, and cells hold nothing but floats"
)]

use super::contents::{Cell, Content, Contents};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A value of a cell or of a part of a formula.
#[derive(Clone, Debug, PartialEq)]
enum Worth {
    Empty,
    Number(f64),
    Truth(bool),
    Words(Rc<str>),
    Fault,
}

/// A part of a formula that was read.
#[derive(Debug)]
enum Part {
    Plain(Worth),
    /// Cells by their numbers, in how many columns, from which row on.
    Range(Vec<usize>, usize, u32),
    Call(String, Vec<Part>),
    /// Whether neither side is a table stands last.
    Sign(Sign, Box<Part>, Box<Part>, bool),
    Minus(Box<Part>),
}

impl Part {
    /// Whether it comes to one value.
    fn is_single(&self) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::Range(cells, ..) => cells.len() == 1,
            Self::Minus(part) => part.is_single(),
            Self::Sign(_, _, _, single) => *single,
            Self::Call(name, parts) => match name.as_str() {
                "SUM" | "COUNT" | "MIN" | "MAX" | "SUMPRODUCT" | "SUMIF" | "MATCH" | "AND" | "OR" => true,
                "INDEX" => parts.len() == 2,
                _ => parts.iter().all(Self::is_single),
            },
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Join,
    Is,
    IsNot,
    Less,
    LessOrIs,
    More,
    MoreOrIs,
}

/// A table of values; of a single one, one row and one column.
struct Grid {
    columns: usize,
    values: Vec<Worth>,
}

/// Sheet, column and row.
type Place = (usize, u32, u32);

/// The number of all cells that are not there.
const NOWHERE: usize = 0;

/// A workbook whose inputs can be typed over.
pub struct Evaluator {
    sheets: Vec<String>,
    names: HashMap<String, Place>,
    numbers: HashMap<Place, usize>,
    formulas: Vec<Option<Part>>,
    typed: Vec<Worth>,
    known: RefCell<Vec<Option<Worth>>>,
    /// Whether something was typed since what is known was worked out.
    stale: std::cell::Cell<bool>,
}

impl Evaluator {
    pub fn new(book: &Contents) -> Self {
        let sheets: Vec<String> = book.sheets.keys().cloned().collect();
        let number = |name: &str| sheets.iter().position(|own| own == name).unwrap();
        let cells = book.names.iter().filter(|(_, (_, place))| !place.contains(':'));
        let names = cells.map(|(name, (sheet, place))| {
            let (column, row) = column_and_row(place);
            (name.clone(), (number(sheet), column, row))
        });
        let names: HashMap<String, Place> = names.collect();
        let all: Vec<(Place, &Cell)> = (0..)
            .zip(book.sheets.values())
            .flat_map(|(sheet, cells)| {
                cells.iter().map(move |(place, cell)| {
                    let (column, row) = column_and_row(place);
                    ((sheet, column, row), cell)
                })
            })
            .collect();
        let numbers: HashMap<Place, usize> = all.iter().zip(1..).map(|((place, _), number)| (*place, number)).collect();
        let (mut formulas, mut typed) = (vec![None], vec![Worth::Empty]);
        for ((sheet, ..), cell) in &all {
            formulas.push(cell.formula.as_ref().map(|formula| {
                let (text, at) = (formula.as_bytes(), RefCell::new(0));
                Reader { text, at, sheet: *sheet, sheets: &sheets, names: &names, numbers: &numbers }.whole()
            }));
            typed.push(match (&cell.formula, &cell.content) {
                (None, content) => worth(content.clone()),
                _ => Worth::Empty,
            });
        }
        let known = RefCell::new(vec![None; typed.len()]);
        Self { sheets, names, numbers, formulas, typed, known, stale: std::cell::Cell::new(false) }
    }

    /// Types into a named cell; `None` clears it.
    pub fn type_into(&mut self, name: &str, content: Option<Content>) {
        let place = *self.names.get(name).unwrap_or_else(|| panic!("no cell is named {name}"));
        self.put(place, content);
    }

    /// Types into a cell, over its formula if it has one.
    pub fn type_over(&mut self, sheet: &str, place: &str, content: Content) {
        let place = self.place(sheet, place);
        self.formulas[self.numbers[&place]] = None;
        self.put(place, Some(content));
    }

    fn put(&mut self, place: Place, content: Option<Content>) {
        self.stale.set(true);
        self.typed[self.numbers[&place]] = worth(content.unwrap_or_default());
    }

    fn place(&self, sheet: &str, place: &str) -> Place {
        let (column, row) = column_and_row(place);
        (self.sheets.iter().position(|own| own == sheet).unwrap(), column, row)
    }

    /// What a cell comes to.
    pub fn at(&self, sheet: &str, place: &str) -> Content {
        content(self.now(self.numbers[&self.place(sheet, place)]))
    }

    pub fn named(&self, name: &str) -> Content {
        let place = self.names.get(name).unwrap_or_else(|| panic!("no cell is named {name}"));
        content(self.now(self.numbers[place]))
    }

    fn now(&self, number: usize) -> Worth {
        if self.stale.take() {
            self.known.borrow_mut().fill(None);
        }
        self.cell(number)
    }

    fn cell(&self, number: usize) -> Worth {
        if let Some(known) = &self.known.borrow()[number] {
            return known.clone();
        }
        let Some(formula) = &self.formulas[number] else { return self.typed[number].clone() };
        let worth = match self.single(formula) {
            Worth::Empty => Worth::Number(0.0),
            worth => worth,
        };
        self.known.borrow_mut()[number] = Some(worth.clone());
        worth
    }

    fn single(&self, part: &Part) -> Worth {
        match part {
            Part::Plain(worth) => worth.clone(),
            Part::Range(cells, ..) => self.cell(cells[0]),
            Part::Sign(sign, left, right, true) => signed(*sign, &self.single(left), &self.single(right)),
            _ => self.grid(part).values.into_iter().next().unwrap_or(Worth::Fault),
        }
    }

    fn number(&self, part: &Part) -> Option<f64> {
        number(&self.single(part))
    }

    fn grid(&self, part: &Part) -> Grid {
        match part {
            Part::Plain(worth) => Grid::one(worth.clone()),
            Part::Range(cells, columns, _) => {
                Grid { columns: *columns, values: cells.iter().map(|cell| self.cell(*cell)).collect() }
            }
            Part::Minus(part) => {
                self.grid(part).each(|worth| number(&worth).map_or(Worth::Fault, |n| Worth::Number(-n)))
            }
            Part::Sign(_, _, _, true) => Grid::one(self.single(part)),
            Part::Sign(sign, left, right, false) => {
                let (left, right) = (self.grid(left), self.grid(right));
                left.with(&right, |left, right| signed(*sign, left, right))
            }
            Part::Call(name, parts) => self.call(name, parts),
        }
    }

    fn call(&self, name: &str, parts: &[Part]) -> Grid {
        let truth = |part: &Part| truth(&self.single(part));
        let of = |number: Option<f64>| number.map_or(Worth::Fault, Worth::Number);
        Grid::one(match (name, parts) {
            ("IF", [holds, yes, no]) => return self.chosen(truth(holds), yes, no),
            ("IFERROR", [part, other]) => {
                let worth = self.single(part);
                if worth == Worth::Fault { self.single(other) } else { worth }
            }
            ("CHOOSE", [at, of @ ..]) => {
                let at = self.number(at).map(|at| at as usize).filter(|at| *at > 0);
                return at
                    .and_then(|at| of.get(at - 1))
                    .map_or_else(|| Grid::one(Worth::Fault), |part| self.grid(part));
            }
            ("AND" | "OR", _) => {
                let each: Option<Vec<bool>> = parts.iter().map(truth).collect();
                let join =
                    |each: Vec<bool>| if name == "AND" { each.iter().all(|t| *t) } else { each.iter().any(|t| *t) };
                each.map_or(Worth::Fault, |each| Worth::Truth(join(each)))
            }
            ("NOT", [part]) => truth(part).map_or(Worth::Fault, |truth| Worth::Truth(!truth)),
            ("TRUE", []) => Worth::Truth(true),
            ("N", [part]) => match self.single(part) {
                Worth::Number(number) => Worth::Number(number),
                Worth::Fault => Worth::Fault,
                _ => Worth::Number(0.0),
            },
            ("ISNUMBER", [part]) => {
                return self.grid(part).each(|worth| Worth::Truth(matches!(worth, Worth::Number(_))));
            }
            ("COUNT", _) => {
                Worth::Number(numbers(parts.iter().flat_map(|part| self.grid(part).values).collect()).len() as f64)
            }
            ("SUM" | "MIN" | "MAX", _) => {
                let all: Vec<Worth> = parts.iter().flat_map(|part| self.grid(part).values).collect();
                if all.contains(&Worth::Fault) {
                    return Grid::one(Worth::Fault);
                }
                let numbers = numbers(all);
                Worth::Number(match name {
                    "SUM" => numbers.iter().sum(),
                    "MIN" => numbers.iter().copied().reduce(f64::min).unwrap_or(0.0),
                    _ => numbers.iter().copied().reduce(f64::max).unwrap_or(0.0),
                })
            }
            ("SUMPRODUCT", [part]) => {
                let values = self.grid(part).values;
                of(values
                    .iter()
                    .map(|worth| match worth {
                        Worth::Number(number) => Some(*number),
                        Worth::Fault => None,
                        _ => Some(0.0),
                    })
                    .sum())
            }
            ("SUMPRODUCT", [one, other]) => {
                let (one, other) = (self.grid(one), self.grid(other));
                assert_eq!(one.values.len(), other.values.len(), "SUMPRODUCT of unlike tables");
                let plain = |worth: &Worth| match worth {
                    Worth::Number(number) => Some(*number),
                    Worth::Fault => None,
                    _ => Some(0.0),
                };
                of(one.values.iter().zip(&other.values).map(|(one, other)| Some(plain(one)? * plain(other)?)).sum())
            }
            ("SUMIF", [range, wanted, sum]) => {
                let (range, wanted, sum) = (self.grid(range), self.single(wanted), self.grid(sum));
                let found = range.values.iter().zip(&sum.values).filter(|(own, _)| **own == wanted);
                Worth::Number(
                    found.filter_map(|(_, worth)| if let Worth::Number(n) = worth { Some(*n) } else { None }).sum(),
                )
            }
            _ => return self.looked_up(name, parts),
        })
    }

    /// The functions that look for places, and those that round.
    fn looked_up(&self, name: &str, parts: &[Part]) -> Grid {
        let of = |number: Option<f64>| number.map_or(Worth::Fault, Worth::Number);
        Grid::one(match (name, parts) {
            ("INDEX", [range, at]) => {
                let grid = self.grid(range);
                let at = self.number(at).filter(|at| *at >= 1.0).map(|at| at as usize - 1);
                at.and_then(|at| grid.values.get(at).cloned()).unwrap_or(Worth::Fault)
            }
            ("INDEX", [range, _, column]) => {
                let (grid, column) = (self.grid(range), self.number(column).unwrap_or(0.0) as usize);
                let values = grid.values.chunks(grid.columns).map(|row| row[column - 1].clone()).collect();
                return Grid { columns: 1, values };
            }
            ("MATCH", [wanted, range, way]) => {
                let (wanted, values) = (self.single(wanted), self.grid(range).values);
                let found = if self.number(way) == Some(0.0) {
                    values.iter().position(|own| same(own, &wanted))
                } else {
                    let is_before = |own: &Worth| matches!((own, &wanted), (Worth::Number(own), Worth::Number(wanted)) if own <= wanted);
                    values.iter().rposition(is_before)
                };
                found.map_or(Worth::Fault, |at| Worth::Number(at as f64 + 1.0))
            }
            ("ROUND" | "ROUNDUP", [part, places]) => {
                let places = self.number(places).unwrap_or(0.0);
                let up = name == "ROUNDUP";
                return self
                    .grid(part)
                    .each(|worth| number(&worth).map_or(Worth::Fault, |n| Worth::Number(rounded(n, places, up))));
            }
            ("INT", [part]) => of(self.number(part).map(f64::floor)),
            ("MOD", [part, by]) => {
                let (part, by) = (self.grid(part), self.grid(by));
                return part.with(&by, |one, other| {
                    let both = number(one).zip(number(other)).filter(|(_, by)| *by != 0.0);
                    both.map_or(Worth::Fault, |(one, by)| Worth::Number(one - by * (one / by).floor()))
                });
            }
            ("ROW", [Part::Range(cells, _, first)]) => {
                let values = (*first..).take(cells.len()).map(|row| Worth::Number(f64::from(row))).collect();
                return Grid { columns: 1, values };
            }
            ("RIGHT", [part, count]) => {
                let count = self.number(count).unwrap_or(0.0) as usize;
                return self.grid(part).each(|worth| {
                    let words = words(&worth);
                    Worth::Words(words[words.len().saturating_sub(count)..].into())
                });
            }
            _ => panic!("{name} with {} parts is not known", parts.len()),
        })
    }

    fn chosen(&self, holds: Option<bool>, yes: &Part, no: &Part) -> Grid {
        match holds {
            Some(true) => self.grid(yes),
            Some(false) => self.grid(no),
            None => Grid::one(Worth::Fault),
        }
    }
}

impl Grid {
    fn one(worth: Worth) -> Self {
        Self { columns: 1, values: vec![worth] }
    }

    fn each(self, change: impl FnMut(Worth) -> Worth) -> Self {
        Self { columns: self.columns, values: self.values.into_iter().map(change).collect() }
    }

    /// Two tables, of which a single value goes with every other.
    fn with(&self, other: &Self, join: impl Fn(&Worth, &Worth) -> Worth) -> Self {
        match (self.values.as_slice(), other.values.as_slice()) {
            ([one], all) => Self { columns: other.columns, values: all.iter().map(|other| join(one, other)).collect() },
            (all, [other]) => Self { columns: self.columns, values: all.iter().map(|one| join(one, other)).collect() },
            (all, others) => {
                assert_eq!(all.len(), others.len(), "two tables that are not alike");
                Self {
                    columns: self.columns,
                    values: all.iter().zip(others).map(|(one, other)| join(one, other)).collect(),
                }
            }
        }
    }
}

fn number(worth: &Worth) -> Option<f64> {
    match worth {
        Worth::Number(number) => Some(*number),
        Worth::Truth(truth) => Some(f64::from(u8::from(*truth))),
        Worth::Empty => Some(0.0),
        Worth::Words(_) | Worth::Fault => None,
    }
}

fn truth(worth: &Worth) -> Option<bool> {
    match worth {
        Worth::Truth(truth) => Some(*truth),
        other => number(other).map(|number| number != 0.0),
    }
}

fn words(worth: &Worth) -> String {
    match worth {
        Worth::Words(words) => words.to_string(),
        Worth::Number(number) => number.to_string(),
        Worth::Truth(truth) => truth.to_string(),
        Worth::Empty | Worth::Fault => String::new(),
    }
}

fn same(one: &Worth, other: &Worth) -> bool {
    match (one, other) {
        (Worth::Empty, Worth::Words(words)) | (Worth::Words(words), Worth::Empty) => words.is_empty(),
        (Worth::Empty, Worth::Number(number)) | (Worth::Number(number), Worth::Empty) => *number == 0.0,
        (Worth::Words(one), Worth::Words(other)) => one.to_lowercase() == other.to_lowercase(),
        (one, other) => one == other,
    }
}

fn signed(sign: Sign, left: &Worth, right: &Worth) -> Worth {
    if *left == Worth::Fault || *right == Worth::Fault {
        return Worth::Fault;
    }
    let order = || match (left, right) {
        // Words come after numbers.
        (Worth::Words(one), Worth::Words(other)) => one.cmp(other),
        (Worth::Words(_), _) => std::cmp::Ordering::Greater,
        (_, Worth::Words(_)) => std::cmp::Ordering::Less,
        _ => number(left).unwrap().total_cmp(&number(right).unwrap()),
    };
    match sign {
        Sign::Is => return Worth::Truth(same(left, right)),
        Sign::IsNot => return Worth::Truth(!same(left, right)),
        Sign::Less => return Worth::Truth(order().is_lt()),
        Sign::LessOrIs => return Worth::Truth(order().is_le()),
        Sign::More => return Worth::Truth(order().is_gt()),
        Sign::MoreOrIs => return Worth::Truth(order().is_ge()),
        Sign::Join => return Worth::Words((words(left) + &words(right)).into()),
        _ => {}
    }
    let (Some(one), Some(other)) = (number(left), number(right)) else { return Worth::Fault };
    Worth::Number(match sign {
        Sign::Add => one + other,
        Sign::Subtract => one - other,
        Sign::Multiply => one * other,
        Sign::Divide if other == 0.0 => return Worth::Fault,
        Sign::Divide => one / other,
        _ => one.powf(other),
    })
}

/// As spreadsheets round: by the decimal digits of the number.
fn rounded(number: f64, places: f64, up: bool) -> f64 {
    let scale = 10_f64.powi(places as i32);
    let scaled: f64 = format!("{:.14e}", number.abs() * scale).parse().unwrap();
    let whole = if up { scaled.ceil() } else { (scaled + 0.5).floor() };
    (whole / scale).copysign(number)
}

fn worth(content: Content) -> Worth {
    match content {
        Content::Empty => Worth::Empty,
        Content::Number(number) => Worth::Number(number),
        Content::Words(words) => Worth::Words(words.into()),
    }
}

/// The numbers among some values.
fn numbers(all: Vec<Worth>) -> Vec<f64> {
    all.into_iter().filter_map(|worth| if let Worth::Number(number) = worth { Some(number) } else { None }).collect()
}

fn content(worth: Worth) -> Content {
    match worth {
        Worth::Empty => Content::Empty,
        Worth::Number(number) => Content::Number(number),
        Worth::Truth(truth) => Content::Number(f64::from(u8::from(truth))),
        Worth::Words(words) => Content::Words(words.to_string()),
        Worth::Fault => Content::Words("#FAULT".to_owned()),
    }
}

/// `AB12` as numbers, both counted from 1.
fn column_and_row(place: &str) -> (u32, u32) {
    let place = place.replace('$', "");
    let digits = place.find(|c: char| c.is_ascii_digit()).unwrap();
    let column = place[..digits].bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (column, place[digits..].parse().unwrap())
}

/// Reads a formula.
struct Reader<'f> {
    text: &'f [u8],
    at: RefCell<usize>,
    sheet: usize,
    sheets: &'f [String],
    names: &'f HashMap<String, Place>,
    numbers: &'f HashMap<Place, usize>,
}

impl Reader<'_> {
    fn whole(&self) -> Part {
        let part = self.comparison();
        assert_eq!(*self.at.borrow(), self.text.len(), "{} goes on", String::from_utf8_lossy(self.text));
        part
    }

    fn rest(&self) -> &[u8] {
        &self.text[*self.at.borrow()..]
    }

    fn takes(&self, start: &str) -> bool {
        let takes = self.rest().starts_with(start.as_bytes());
        if takes {
            *self.at.borrow_mut() += start.len();
        }
        takes
    }

    fn chain(&self, next: fn(&Self) -> Part, signs: &[(&str, Sign)]) -> Part {
        let mut left = next(self);
        while let Some((_, sign)) = signs.iter().find(|(text, _)| self.takes(text)) {
            let right = next(self);
            let single = left.is_single() && right.is_single();
            left = Part::Sign(*sign, Box::new(left), Box::new(right), single);
        }
        left
    }

    fn comparison(&self) -> Part {
        use Sign::{Is, IsNot, Less, LessOrIs, More, MoreOrIs};
        let signs = [("<>", IsNot), ("<=", LessOrIs), (">=", MoreOrIs), ("<", Less), (">", More), ("=", Is)];
        self.chain(Self::joined, &signs)
    }

    fn joined(&self) -> Part {
        self.chain(Self::sum, &[("&", Sign::Join)])
    }

    fn sum(&self) -> Part {
        self.chain(Self::product, &[("+", Sign::Add), ("-", Sign::Subtract)])
    }

    fn product(&self) -> Part {
        self.chain(Self::power, &[("*", Sign::Multiply), ("/", Sign::Divide)])
    }

    fn power(&self) -> Part {
        self.chain(Self::signed, &[("^", Sign::Power)])
    }

    fn signed(&self) -> Part {
        if self.takes("-") { Part::Minus(Box::new(self.signed())) } else { self.atom() }
    }

    fn atom(&self) -> Part {
        if self.takes("(") {
            let part = self.comparison();
            assert!(self.takes(")"));
            return part;
        }
        if self.takes("\"") {
            let end = self.rest().iter().position(|byte| *byte == b'"').unwrap();
            let words = String::from_utf8(self.rest()[..end].to_vec()).unwrap();
            *self.at.borrow_mut() += end + 1;
            return Part::Plain(Worth::Words(words.into()));
        }
        if self.takes("'") {
            let end = self.rest().iter().position(|byte| *byte == b'\'').unwrap();
            let sheet = String::from_utf8(self.rest()[..end].to_vec()).unwrap();
            *self.at.borrow_mut() += end + 1;
            assert!(self.takes("!"));
            return self.range(&sheet);
        }
        let word = self.word();
        if self.takes("!") {
            return self.range(&word);
        }
        if self.takes("(") {
            let mut parts = Vec::new();
            while !self.takes(")") {
                parts.push(self.comparison());
                self.takes(",");
            }
            return Part::Call(word, parts);
        }
        if let Ok(number) = word.parse() {
            return Part::Plain(Worth::Number(number));
        }
        if word == "TRUE" {
            return Part::Plain(Worth::Truth(true));
        }
        match self.names.get(&word) {
            Some((sheet, column, row)) => self.block(*sheet, (*column, *column), (*row, *row)),
            None => self.cells(self.sheet, &word),
        }
    }

    /// Letters, digits and what belongs to them; with the exponent of a number.
    fn word(&self) -> String {
        let rest = self.rest();
        let mut end = 0;
        while end < rest.len() {
            let exponent = rest[end] == b'-'
                && end > 1
                && rest[end - 1] == b'E'
                && rest[end - 2].is_ascii_digit()
                && rest[0].is_ascii_digit();
            if !(rest[end].is_ascii_alphanumeric() || b"$_.".contains(&rest[end]) || exponent) {
                break;
            }
            end += 1;
        }
        assert!(end > 0, "{} cannot be read at {}", String::from_utf8_lossy(self.text), *self.at.borrow());
        let word = String::from_utf8(rest[..end].to_vec()).unwrap();
        *self.at.borrow_mut() += end;
        word
    }

    fn range(&self, sheet: &str) -> Part {
        let number = self.sheets.iter().position(|own| own == sheet).unwrap_or_else(|| panic!("no sheet {sheet}"));
        let first = self.word();
        self.cells(number, &first)
    }

    fn cells(&self, sheet: usize, first: &str) -> Part {
        let (column, row) = column_and_row(first);
        let (last_column, last_row) = if self.takes(":") {
            let last = self.word();
            // The end of a range may name its sheet once more.
            column_and_row(&if self.takes("!") { self.word() } else { last })
        } else {
            (column, row)
        };
        self.block(sheet, (column, last_column), (row, last_row))
    }

    fn block(&self, sheet: usize, columns: (u32, u32), rows: (u32, u32)) -> Part {
        let all = (rows.0..=rows.1).flat_map(|row| (columns.0..=columns.1).map(move |column| (sheet, column, row)));
        let cells = all.map(|place| self.numbers.get(&place).copied().unwrap_or(NOWHERE)).collect();
        Part::Range(cells, (columns.1 - columns.0 + 1) as usize, rows.0)
    }
}

/// All cells with a formula, each with what it comes to.
pub fn worked_out(book: &Contents) -> BTreeMap<(String, String), Content> {
    let evaluator = Evaluator::new(book);
    book.results().map(|(sheet, place, _)| ((sheet.to_owned(), place.to_owned()), evaluator.at(sheet, place))).collect()
}
