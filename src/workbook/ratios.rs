//! The sheet of the ratios year by year, the moments that matter, and what is known so that any can be worked out.

use super::book::{Book, HEAD, TOP};
use super::costs;
use super::course::{Course, Part};
use super::inputs::open_costs;
use super::page::Page;
use super::place::Sheet;
use super::style::{self, Kind};
use super::value::{NOT_KNOWN, NOTHING, Value};
use super::{sources, usual};
use crate::figures::{Exact, MONTHS_AHEAD, Runway, Within36, Year};
use rust_xlsxwriter::XlsxError;

const NEVER: &str = "not within 36 months";

const VALUE: u16 = 1;
const HOW: u16 = 7;

/// The rows of the ratios.
const YEARS: u32 = TOP + HEAD;
/// The rows of the moments that matter.
const POINTS: u32 = YEARS + 7 + HEAD;
/// The rows of what is known.
const KNOWN: u32 = POINTS + 13 + HEAD;

/// The moments that matter, by the names of their cells.
const MOMENTS: [(&str, &str); 12] = [
    ("Opening_cash", "Money left for the start"),
    ("First_profitable_month", "First month without a loss"),
    ("Out_of_cash_month", "Money runs out"),
    ("Lowest_cash", "Lowest cash"),
    ("Lowest_cash_month", "When that is, first"),
    ("Funding_gap", "Money that is missing"),
    ("Unfunded_out_of_cash_month", "Money runs out, without what nobody has promised"),
    ("Unfunded_lowest_cash", "Lowest cash then"),
    ("Unfunded_funding_gap", "Money that is missing then"),
    ("Payback_month", "One-off costs earned back"),
    ("Steady_runway", "Months the money lasts, usual sales"),
    ("No_sales_runway", "Months the money lasts, no sales at all"),
];

const FLAGS: [(&str, &str); 4] = [
    ("Nothing_missing", "Every amount is known"),
    ("Months_known", "The months can be worked out"),
    ("All_known", "Conclusions can be drawn from them"),
    ("Cash_known", "It is known how much money there is to begin with"),
];

pub(super) fn names() -> Vec<(&'static str, String)> {
    let moments = (POINTS..).zip(MOMENTS);
    let flags = (KNOWN..).zip(FLAGS);
    moments.chain(flags).map(|(row, (name, _))| (name, Sheet::Ratios.cell(VALUE, row))).collect()
}

/// The month in which a course is lowest, the first on a tie.
pub(super) fn when_lowest(range: &str) -> String {
    format!("MATCH(ROUND(MIN({range}),6),ROUND({range},6),0)-1")
}

pub(super) fn page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let widths = [52.0, 22.0, 16.0, 16.0, 16.0, 16.0, 2.0, 70.0];
    let hint = "How the business stands year by year, and the moments that matter. Nothing is typed here.";
    let mut page = Page::new(book.paint, Sheet::Ratios, "Ratios", hint, &widths)?;
    page.keep_in_sight(2, 1)?;
    years(&mut page, book)?;
    moments(&mut page, book)?;
    flags(&mut page, book)?;
    Ok(page)
}

type Ratio = fn(&Year) -> Option<Exact>;

fn years(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let headings: Vec<String> = (1..=book.months.years).map(|year| format!("Year {year}")).collect();
    let headings: Vec<&str> = std::iter::once("Ratio").chain(headings.iter().map(String::as_str)).collect();
    page.section(TOP, "Ratios by year", &headings, 1)?;
    let course = Course::plan(book);
    let ratios: [(&str, Kind<'_>, Part, Ratio, &str); 5] = [
        (
            "Gross margin, of revenue",
            Kind::Percent,
            Part::Gross,
            |year| year.sums.gross_margin().over(&year.sums.revenue),
            "Revenue less direct costs, divided by revenue.",
        ),
        (
            "Operating result, of revenue",
            Kind::Percent,
            Part::Operating,
            |year| year.sums.operating_result.over(&year.sums.revenue),
            "Operating result divided by revenue.",
        ),
        (
            "Result before tax, of revenue",
            Kind::Percent,
            Part::Result,
            |year| year.sums.result.over(&year.sums.revenue),
            "Result after depreciation and interest, divided by revenue.",
        ),
        (
            "Cover of the loans",
            Kind::Ratio,
            Part::Cover,
            |year| year.cover.clone(),
            "Operating result divided by interest and repayment; none without a loan to serve.",
        ),
        ("Cash at the end of the year", Kind::Flow, Part::Cash, |year| year.sums.cash.clone(), ""),
    ];
    for (position, (label, kind, part, ratio, how)) in (0..).zip(ratios) {
        let row = YEARS + position;
        page.label(row, 0, label)?;
        for year in 0..book.months.years {
            let (own, revenue) = (course.year(part, year), course.year(Part::Revenue, year));
            let formula = if kind == Kind::Percent {
                format!("IF(COUNT({own},{revenue})<2,\"{NOTHING}\",IF({revenue}=0,\"{NOTHING}\",{own}/{revenue}))")
            } else {
                own
            };
            let value = book.figures.cash.years.get(usize::from(year)).and_then(ratio);
            page.formula(row, VALUE + year, &style::worked_out(kind), &formula, &Value::known(value.as_ref()))?;
        }
        page.how(row, HOW, how)?;
    }
    Ok(())
}

fn moments(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    page.section(POINTS - HEAD, "The moments that matter", &["Figure", "Result"], 1)?;
    for (row, (_, label)) in (POINTS..).zip(MOMENTS) {
        page.label(row, 0, label)?;
    }
    let (cash, course) = (&book.figures.cash, Course::plan(book));
    let number = book.changes.len().saturating_sub(1);
    let unfunded = Course::placed(book, number);
    let (money, month) = (style::worked_out(Kind::Money(&book.inputs.currency)), style::worked_out(Kind::Month));
    let number = |number: Option<&Exact>| Value::or(number, None);
    let [amounts, arrives] = sources::amounts(book);
    let bought = costs::once_here(book)[0].replace('§', &column(book));
    let opening =
        format!("IF({},SUMPRODUCT(({arrives}=0)*1,{amounts})-{bought},\"{NOT_KNOWN}\")", sources::any_known(book));
    page.formula(POINTS, VALUE, &money, &opening, &number(cash.opening.as_ref()))?;
    let judged = |formula: &str| format!("IF(All_known=1,{formula},\"{NOT_KNOWN}\")");
    let known = |formula: &str| format!("IF(AND(All_known=1,Cash_known=1),{formula},\"{NOT_KNOWN}\")");
    let first = |range: &str, holds: &str| format!("IFERROR(MATCH(TRUE,{range}{holds},0)-1,\"{NEVER}\")");
    // Month 0, which is empty in such a line, must not count as the first.
    let after = |part| {
        let months = format!(
            "{}:{}",
            course.month(part, 1),
            course.month(part, MONTHS_AHEAD).split('!').next_back().unwrap_or_default()
        );
        format!("IFERROR(MATCH(TRUE,ROUND({months},6)>=0,0),\"{NEVER}\")")
    };
    let out = |course: &Course<'_>| known(&first(&format!("ROUND({},6)", course.range(Part::Cash)), "<0"));
    for (position, formula, when, how) in [
        (
            1,
            judged(&after(Part::Operating)),
            cash.first_profitable,
            "The first operating result that is not below zero.",
        ),
        (2, out(&course), cash.funded.out_of_cash, "The first month that ends below zero."),
        (6, out(&unfunded), cash.unfunded.out_of_cash, "Without what is asked for, its interest and its repayment."),
        (
            9,
            judged(&after(Part::Earned)),
            cash.payback,
            "All results before depreciation so far together are as large as what was bought.",
        ),
    ] {
        page.array(POINTS + position, VALUE, &month, &formula, &when_value(when))?;
        page.how(POINTS + position, HOW, how)?;
    }
    for (position, course, fall) in [(3, &course, &cash.funded), (7, &unfunded, &cash.unfunded)] {
        let range = course.range(Part::Cash);
        let lowest = fall.lowest.as_ref();
        page.formula(
            POINTS + position,
            VALUE,
            &money,
            &known(&format!("MIN({range})")),
            &number(lowest.map(|lowest| &lowest.amount)),
        )?;
        let gap = POINTS + position + if position == 3 { 2 } else { 1 };
        page.formula(gap, VALUE, &money, &known(&format!("MAX(0,-MIN({range}))")), &number(fall.gap.as_ref()))?;
        page.how(gap, HOW, "How far the cash falls below zero.")?;
        if position == 3 {
            let when = lowest.map(|lowest| Exact::whole(lowest.month.into()));
            page.array(POINTS + 4, VALUE, &month, &known(&when_lowest(&range)), &number(when.as_ref()))?;
        }
    }
    let service = sources::service(book);
    for (position, needed, burn, runway, how) in [
        (
            10,
            "Profit",
            format!("({service}-Profit)"),
            &cash.steady_runway,
            "Money left for the start, divided by the monthly loss with the service of the loans.",
        ),
        (
            11,
            "Fixed_costs",
            format!("(Fixed_costs+{service})"),
            &cash.no_sales_runway,
            "Money left for the start, divided by the fixed costs and the service of the loans.",
        ),
    ] {
        let formula = format!(
            "IF(OR(Nothing_missing=0,COUNT({needed})=0),\"{NOT_KNOWN}\",IF(ROUND({burn},6)<=0,\"not shrinking\",\
             IF(COUNT(Opening_cash)=0,\"{NOT_KNOWN}\",IF(ROUND(Opening_cash,6)<0,\"no money left at the start\",Opening_cash/{burn}))))"
        );
        page.formula(POINTS + position, VALUE, &style::worked_out(Kind::Months), &formula, &runway_value(runway))?;
        page.how(POINTS + position, HOW, how)?;
    }
    Ok(())
}

/// The letter of month 0.
fn column(book: &Book<'_>) -> String {
    rust_xlsxwriter::utility::column_number_to_name(book.months.month(0))
}

fn when_value(when: Within36) -> Value {
    let month = when.month().map(|month| Exact::whole(month.into()));
    Value::or(month.as_ref(), when.note())
}

fn runway_value(runway: &Runway) -> Value {
    Value::or(runway.months(), runway.note())
}

/// What is known: 1 where it is so.
fn flags(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    page.section(KNOWN - HEAD, "What these sheets go by: 1 is yes", &["", ""], 1)?;
    let [counting, stopping, left_out, growing] = usual::known(book);
    let pay = format!("COUNT({})=1", costs::usual_pay(book));
    let open = open_costs(book);
    let stated = book.figures.needed.is_empty();
    for (row, (_, label), formula, holds) in [
        (KNOWN, FLAGS[0], format!("AND({left_out}=0,{open}=0,{pay})"), stated),
        (KNOWN + 1, FLAGS[1], format!("AND({counting}>0,{stopping}=0,{open}=0,{pay},{growing}=0)"), book.has_months()),
        (KNOWN + 2, FLAGS[2], "AND(Months_known=1,Nothing_missing=1)".to_owned(), book.is_judged()),
        (
            KNOWN + 3,
            FLAGS[3],
            format!("AND(Months_known=1,{})", sources::any_known(book)),
            book.figures.cash.months.first().is_some_and(|month| month.cash.is_some()),
        ),
    ] {
        page.words(row, 0, label, &style::hint())?;
        page.formula(
            row,
            VALUE,
            &style::quiet(Kind::Whole),
            &format!("IF({formula},1,0)"),
            &Value::number(u32::from(holds)),
        )?;
    }
    page.words(
        KNOWN + 4,
        0,
        "Each number can be followed by hand: every cell says how it is worked out.",
        &style::hint(),
    )?;
    Ok(())
}
