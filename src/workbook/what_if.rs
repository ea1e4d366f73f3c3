//! The sheet of what might go differently: changes that may be typed over, each with what it leads to.

use super::book::{Book, HEAD, TOP};
use super::course::{Course, Part};
use super::page::Page;
use super::place::{Sheet, at};
use super::ratios;
use super::style::{self, Kind};
use super::tables::YES;
use super::value::{NOTHING, Value, part_cell};
use crate::figures::{Change, Exact, MONTHS_AHEAD, WhatIf};
use rust_xlsxwriter::XlsxError;

const SALES: u16 = 1;
const SLOWER: u16 = 2;
const LATE: u16 = 3;
const FIXED: u16 = 4;
const DIRECT: u16 = 5;
const WITHOUT: u16 = 6;
const POINTS: u16 = 7;
const UNFUNDED: u16 = 8;
const LOWEST: u16 = 9;

/// The parts of a change as names of cells have them, in the order of their columns.
const FIELDS: [&str; 8] =
    ["sales", "slower", "late", "fixed_costs", "direct_costs", "without", "interest_points", "without_promise"];

/// The row of the plan as it is; the changes follow.
const PLANNED: u32 = TOP + HEAD;

fn row(number: usize) -> u32 {
    PLANNED + 1 + u32::try_from(number).unwrap_or(u32::MAX)
}

/// What is changed, as a course works with it: factors, cells and months.
pub(super) struct Cells {
    pub(super) sales: String,
    pub(super) slower: String,
    pub(super) late: String,
    pub(super) fixed: String,
    pub(super) direct: String,
    pub(super) without: String,
    pub(super) points: String,
    pub(super) unfunded: String,
}

impl Cells {
    pub(super) fn new(number: usize) -> Self {
        let cell = |column| Sheet::WhatIf.cell(column, row(number));
        let factor = |column| format!("MAX(0,1+{})", cell(column));
        Self {
            sales: factor(SALES),
            slower: cell(SLOWER),
            late: format!("N({})", cell(LATE)),
            fixed: factor(FIXED),
            direct: factor(DIRECT),
            without: cell(WITHOUT),
            points: format!("N({})", cell(POINTS)),
            unfunded: cell(UNFUNDED),
        }
    }
}

pub(super) fn names(book: &Book<'_>) -> Vec<(String, String)> {
    let of = |number: usize| {
        (SALES..).zip(FIELDS).map(move |(column, field)| {
            (format!("What_if_{}_{field}", number + 1), Sheet::WhatIf.cell(column, row(number)))
        })
    };
    (0..book.changes.len()).flat_map(of).collect()
}

pub(super) fn page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let widths: Vec<f64> = [44.0].into_iter().chain(std::iter::repeat_n(13.0, 15)).collect();
    let hint = "What if it goes differently. Change the coloured cells: each row is worked out anew, month by month.";
    let mut page = Page::new(book.paint, Sheet::WhatIf, "What if", hint, &widths)?;
    page.keep_in_sight(PLANNED, 1)?;
    let last = format!("Result, month {MONTHS_AHEAD}");
    let cash = format!("Cash, month {MONTHS_AHEAD}");
    let headings = [
        "What if",
        "Sales",
        "Growth takes twice as long",
        "Paid so many months later",
        "Fixed costs and staff",
        "Direct costs",
        "Without income no.",
        "Interest, points",
        "Without money nobody has promised",
        "Lowest cash",
        "In month",
        &last,
        &cash,
        "Loans carried",
        "First full payment of the loans",
        "Lowest cover in three years",
    ];
    page.section(TOP, "One change each, the rest as planned", &headings, 1)?;
    page.words(PLANNED, 0, "as planned", &style::label())?;
    let plan = what_if(book, &Change::default());
    results(&mut page, PLANNED, &Course::plan(book), plan.as_ref())?;
    for (number, (title, change)) in book.changes.iter().enumerate() {
        let row = row(number);
        page.typed_words(row, 0, Some(title))?;
        inputs(&mut page, row, change)?;
        results(&mut page, row, &Course::placed(book, number), what_if(book, change).as_ref())?;
    }
    let below = row(book.changes.len()) + 1;
    for (row, words) in (below..).zip([
        "Loans are carried where the cash never falls below zero within 36 months.",
        "Cover is the operating result divided by interest and repayment.",
        "The number of an income stands on the sheet Break-even. Points are added to the interest of loans that bear any.",
    ]) {
        page.words(row, 0, words, &style::hint())?;
    }
    Ok(page)
}

fn what_if(book: &Book<'_>, change: &Change) -> Option<WhatIf> {
    book.figures.what_if(String::new(), String::new(), change.clone()).filter(|_| book.is_judged())
}

fn inputs(page: &mut Page, row: u32, change: &Change) -> Result<(), XlsxError> {
    let one = Exact::whole(1);
    let moved =
        |factor: &Exact| Some(factor - &one).filter(|moved| *moved != Exact::zero()).map(|moved| part_cell(&moved));
    for (column, factor) in [(SALES, &change.sales), (FIXED, &change.fixed), (DIRECT, &change.direct)] {
        page.input(row, column, Kind::Change, moved(factor))?;
    }
    let late = Some(change.late).filter(|late| *late > 0).map(f64::from);
    page.input(row, LATE, Kind::Whole, late)?;
    let without = change.without.first().and_then(|at| u32::try_from(at + 1).ok()).map(f64::from);
    page.input(row, WITHOUT, Kind::Whole, without)?;
    let points = Some(&change.interest).filter(|points| **points != Exact::zero()).map(part_cell);
    page.input(row, POINTS, Kind::Points, points)?;
    page.choice(row, SLOWER, &YES, change.slower.then_some("yes"))?;
    page.choice(row, UNFUNDED, &YES, change.unfunded.then_some("yes"))
}

/// What a course comes to.
fn results(page: &mut Page, row: u32, course: &Course<'_>, what_if: Option<&WhatIf>) -> Result<(), XlsxError> {
    let (all, money) = (course.range(Part::Cash), Kind::Money(""));
    let known = |formula: &str| format!("IF(AND(All_known=1,Cash_known=1),{formula},\"{NOTHING}\")");
    let judged = |formula: &str| format!("IF(All_known=1,{formula},\"{NOTHING}\")");
    let number = |number: Option<Exact>| Value::known(number.as_ref());
    let lowest = what_if.and_then(|what_if| what_if.lowest.clone());
    let carried = what_if.and_then(|what_if| what_if.carried).map(|carried| if carried { "yes" } else { "no" });
    let years: Vec<String> = (0..3).map(|year| course.year(Part::Cover, year)).collect();
    let cover = years.join(",");
    let last = |part| course.month(part, MONTHS_AHEAD);
    page.formula(
        row,
        LOWEST,
        &style::worked_out(money),
        &known(&format!("MIN({all})")),
        &number(lowest.as_ref().map(|lowest| lowest.amount.clone())),
    )?;
    let search = known(&ratios::when_lowest(&all));
    let month = lowest.map(|lowest| Exact::whole(lowest.month.into()));
    page.array(row, LOWEST + 1, &style::worked_out(Kind::Whole), &search, &number(month))?;
    for (column, kind, formula, value) in [
        (
            LOWEST + 2,
            money,
            judged(&last(Part::Operating)),
            number(what_if.map(|what_if| what_if.operating_result.clone())),
        ),
        (LOWEST + 3, money, known(&last(Part::Cash)), number(what_if.and_then(|what_if| what_if.cash.clone()))),
        (
            LOWEST + 4,
            Kind::Count,
            known(&format!("IF(ROUND({},6)<0,\"no\",\"yes\")", at(LOWEST, row))),
            Value::words(carried.unwrap_or(NOTHING)),
        ),
        (LOWEST + 5, money, judged(&course.service()), number(what_if.map(|what_if| what_if.service.clone()))),
        (
            LOWEST + 6,
            Kind::Ratio,
            judged(&format!("IF(COUNT({cover})=0,\"{NOTHING}\",MIN({cover}))")),
            number(what_if.and_then(|what_if| what_if.cover.clone())),
        ),
    ] {
        page.formula(row, column, &style::worked_out(kind), &formula, &value)?;
    }
    Ok(())
}
