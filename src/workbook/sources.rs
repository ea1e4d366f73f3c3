//! The sheets of the money from others and the founders: the schedules of the loans, and sources and uses of funds.

use super::book::{Book, HEAD, TOP, named};
use super::costs;
use super::course::{Course, Part};
use super::lines::{LINES, Line, Look, MONTH, Months, Years, line, over_time, plain};
use super::page::Page;
use super::place::{BEFORE, HERE, Rows, Sheet, at};
use super::style::{self, Kind};
use super::tables::{AT_THE_END, FAMILY, INSTALMENTS, LOAN};
use super::value::{NOTHING, Value};
use crate::figures::{Exact, Payment, STAND_IN, Source};
use rust_xlsxwriter::XlsxError;

/// No schedule is shown beyond that month.
const LONGEST: u32 = 480;

/// The columns of the sources.
const AMOUNT: u16 = 1;
const ARRIVES: u16 = 2;
const CERTAIN: u16 = 3;
const YEARLY: u16 = 4;
const TERM: u16 = 5;
const FREE: u16 = 6;
const INSTALMENT: u16 = 7;
const PAYMENT: u16 = 8;
const SERVICE: u16 = 9;
const INTEREST: u16 = 10;
const NOTE: u16 = 11;

const HEADINGS: [&str; 12] = [
    "Source",
    "Amount",
    "In month",
    "How certain",
    "Interest a year",
    "Paid back in months",
    "Without repayment",
    "Equal instalment",
    "Equal payment",
    "First full payment",
    "Interest in all",
    "",
];

fn rows(book: &Book<'_>) -> Rows {
    Rows { first: TOP + HEAD, count: book.tables.sources.rows.count }
}

fn column(book: &Book<'_>, column: u16) -> String {
    Sheet::Sources.rows(column, rows(book))
}

/// What all loans cost in the first month of full payment.
pub(super) fn service(book: &Book<'_>) -> String {
    Sheet::Sources.cell(SERVICE, rows(book).end())
}

/// Whether it is known of any source how much it is.
pub(super) fn any_known(book: &Book<'_>) -> String {
    format!("COUNT({})>0", column(book, AMOUNT))
}

/// The amounts of all sources and the months in which they come.
pub(super) fn amounts(book: &Book<'_>) -> [String; 2] {
    [column(book, AMOUNT), column(book, ARRIVES)]
}

/// A source, where there is one in that row.
pub(super) fn source<'b>(book: &'b Book<'_>, slot: usize) -> Option<&'b Source> {
    book.figures.funding.sources.get(slot)
}

/// What the balance of a loan is worked out from: cells of one source.
pub(super) struct Loan {
    pub(super) amount: String,
    pub(super) monthly: String,
    pub(super) payment: String,
}

impl Loan {
    /// What is owed at the end of a month.
    pub(super) fn balance(&self, book: &Book<'_>, slot: usize, row: u32) -> String {
        let Self { amount, monthly, payment } = self;
        let cell = |column| Sheet::Sources.cell(column, rows(book).row(slot));
        let (arrives, term, free, instalment) = (cell(ARRIVES), cell(TERM), cell(FREE), cell(INSTALMENT));
        let how = book.tables.sources.cell("how", slot);
        let before = format!("{BEFORE}{}", row + 1);
        format!(
            "IF(OR({term}=0,{MONTH}<{arrives},{MONTH}>={arrives}+{term}),0,IF({MONTH}={arrives},{amount},IF({MONTH}-{arrives}<={free},{before},\
             IF({how}=\"{AT_THE_END}\",{before},{before}-MIN({before},IF({how}=\"{INSTALMENTS}\",{instalment},{payment}-{}))))))",
            cents(&format!("{before}*{monthly}"))
        )
    }

    /// What is owed before the opening.
    pub(super) fn opening(&self, book: &Book<'_>, slot: usize) -> String {
        let cell = |column| Sheet::Sources.cell(column, rows(book).row(slot));
        format!("IF(OR({}=0,{}>0),0,{})", cell(TERM), cell(ARRIVES), self.amount)
    }

    /// The equal payment that clears a loan, at an interest a month.
    pub(super) fn equal_payment(book: &Book<'_>, slot: usize, amount: &str, monthly: &str) -> String {
        let cell = |column| Sheet::Sources.cell(column, rows(book).row(slot));
        let count = format!("({}-{})", cell(TERM), cell(FREE));
        let annuity = cents(&format!("{amount}*{monthly}/(1-(1+{monthly})^-{count})"));
        format!("IF({}=0,0,IF({monthly}=0,{},{annuity}))", cell(TERM), cents(&format!("{amount}/{count}")))
    }
}

/// The cells of a source as it is planned.
pub(super) fn planned(book: &Book<'_>, slot: usize) -> Loan {
    let cell = |column| Sheet::Sources.cell(column, rows(book).row(slot));
    Loan { amount: cell(AMOUNT), monthly: format!("({}/12)", cell(YEARLY)), payment: cell(PAYMENT) }
}

/// The interest a year that is counted for a source.
pub(super) fn yearly(book: &Book<'_>, slot: usize) -> String {
    Sheet::Sources.cell(YEARLY, rows(book).row(slot))
}

/// What a loan costs in the first month of full payment: after the months without repayment.
pub(super) fn first_full_payment(book: &Book<'_>, slot: usize, loan: &Loan) -> String {
    let Loan { amount, monthly, payment } = loan;
    let cell = |column| Sheet::Sources.cell(column, rows(book).row(slot));
    let (term, free, instalment) = (cell(TERM), cell(FREE), cell(INSTALMENT));
    let how = book.tables.sources.cell("how", slot);
    let interest = cents(&format!("{amount}*{monthly}"));
    format!(
        "IF({term}=0,0,{interest}+IF({how}=\"{AT_THE_END}\",0,IF({free}+1={term},{amount},\
         MIN({amount},IF({how}=\"{INSTALMENTS}\",{instalment},{payment}-{interest})))))"
    )
}

/// Whole cents, as lenders round; first to more places, so that what calculating in binary adds turns no half.
pub(super) fn cents(number: &str) -> String {
    format!("ROUND(ROUND({number},8),2)")
}

/// The lines of a loan, of all loans, and their sums.
fn lines_of(slot: usize) -> u32 {
    LINES + 5 + u32::try_from(slot).unwrap_or(u32::MAX) * 4
}

/// What all loans bring and cost in the month of the formula.
pub(super) fn all_here() -> [String; 2] {
    [LINES + 1, LINES + 2].map(|row| Sheet::Loans.here(row))
}

/// The months of the schedules, which run to their end.
fn loan_months(book: &Book<'_>) -> Months {
    let end = |source: &Source| source.planned().last().map(|last| last.month);
    let last = book.figures.funding.sources.iter().filter_map(end).max().unwrap_or(0);
    Months { last: last.clamp(book.months.last, LONGEST), ..book.months }
}

pub(super) fn loans_page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let months = loan_months(book);
    let hint = "Every loan with its interest, its repayment and what is owed at the end of each month, in whole cents as lenders do.";
    let mut page = over_time(book.paint, Sheet::Loans, "Loans", hint, months, book.inputs.start_month)?;
    let slots = book.tables.sources.slots();
    let schedules: Vec<&[Payment]> =
        (0..slots).map(|slot| source(book, slot).map(Source::planned).unwrap_or_default()).collect();
    let paid =
        |slot: usize, month: u32| schedules.get(slot).and_then(|all| all.iter().find(|paid| paid.month == month));
    let owed = |slot: usize, month: u32| {
        let schedule = schedules.get(slot).copied().unwrap_or_default();
        owed_after(source(book, slot), schedule, month)
    };
    page.words(LINES, 0, "All loans", &page.paint.section())?;
    let last = lines_of(slots.saturating_sub(1));
    for (row, label, pick) in [
        (LINES + 1, "Interest", (|paid| &paid.interest) as fn(&Payment) -> &Exact),
        (LINES + 2, "Repayment", |paid| &paid.repayment),
        (LINES + 3, "Owed at the end", |paid| &paid.balance),
    ] {
        page.words(row, 0, label, &style::total(Kind::Words))?;
        let offset = row - LINES;
        // The lines of one kind stand four rows apart.
        let block = format!("{HERE}${}:{HERE}${}", lines_of(0) + offset, last + offset);
        let first = (lines_of(0) + offset) % 4;
        let formula = format!("SUMPRODUCT((MOD(ROW({block}),4)={first})*1,{block})");
        let value = |month: u32| {
            let owed_line = offset == 3;
            let each = (0..slots).map(|slot| {
                if owed_line {
                    owed(slot, month)
                } else {
                    paid(slot, month).map_or_else(Exact::zero, |paid| pick(paid).clone())
                }
            });
            Value::Number(each.sum())
        };
        let years = if offset == 3 { Years::Last } else { Years::Sum };
        let own = Line { look: Look::Total, first: 0, years, ..plain(formula, &value) };
        line(&mut page, months, row, &own)?;
    }
    for slot in 0..slots {
        let (top, loan) = (lines_of(slot), planned(book, slot));
        let (label, name) = named(&book.tables.sources, slot);
        page.formula(top - 1, 0, &page.paint.section(), &label, &name)?;
        let [interest, repayment, balance] = [top, top + 1, top + 2];
        for (row, label) in [(interest, "Interest"), (repayment, "Repayment"), (balance, "Owed at the end")] {
            page.label(row, 0, label)?;
        }
        let (before, here) = (format!("{BEFORE}{}", balance + 1), format!("{HERE}{}", balance + 1));
        let of = |pick: fn(&Payment) -> &Exact| move |month: u32| pick_of(paid(slot, month), pick);
        let formula = cents(&format!("{before}*{}", loan.monthly));
        line(&mut page, months, interest, &plain(formula, &of(|paid| &paid.interest)))?;
        let formula = format!("{before}+{}-{here}", arriving(book, slot, &loan.amount));
        line(&mut page, months, repayment, &plain(formula, &of(|paid| &paid.repayment)))?;
        let value = |month: u32| Value::Number(owed(slot, month));
        let own = Line {
            first: 0,
            years: Years::Last,
            opening: Some(loan.opening(book, slot)),
            ..plain(loan.balance(book, slot, balance), &value)
        };
        line(&mut page, months, balance, &own)?;
    }
    Ok(page)
}

fn pick_of(paid: Option<&Payment>, pick: fn(&Payment) -> &Exact) -> Value {
    Value::Number(paid.map_or_else(Exact::zero, |paid| pick(paid).clone()))
}

/// What comes of a loan that is paid back, in the month of the formula.
fn arriving(book: &Book<'_>, slot: usize, amount: &str) -> String {
    let cell = |column| Sheet::Sources.cell(column, rows(book).row(slot));
    format!("IF(AND({}>0,{MONTH}={}),{amount},0)", cell(TERM), cell(ARRIVES))
}

/// What comes of all loans that are paid back, in the month of the formula.
pub(super) fn lent_here(book: &Book<'_>, amounts: &str) -> String {
    format!("SUMPRODUCT(({}>0)*({}={MONTH}),{amounts})", column(book, TERM), column(book, ARRIVES))
}

/// What is owed at the end of a month.
pub(super) fn owed_after(source: Option<&Source>, schedule: &[Payment], month: u32) -> Exact {
    let Some(first) = schedule.first() else { return Exact::zero() };
    if month + 1 == first.month {
        return source.and_then(|source| source.amount.clone()).unwrap_or_else(Exact::zero);
    }
    schedule.iter().find(|paid| paid.month == month).map_or_else(Exact::zero, |paid| paid.balance.clone())
}

pub(super) fn names(book: &Book<'_>) -> Vec<(&'static str, String)> {
    vec![("One_off_costs", Sheet::Sources.cell(1, rows(book).end() + 2 + HEAD + 5))]
}

pub(super) fn page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let widths: Vec<f64> = [40.0].into_iter().chain(std::iter::repeat_n(16.0, 10)).chain([36.0]).collect();
    let hint = "Where the money comes from and what it is for: both sides come to the same. Nothing is typed here.";
    let mut page = Page::new(book.paint, Sheet::Sources, "Sources and uses of funds", hint, &widths)?;
    page.keep_in_sight(2, 1)?;
    page.section(TOP, "Sources", &HEADINGS, 1)?;
    for slot in 0..book.tables.sources.slots() {
        write(&mut page, book, slot)?;
    }
    total(&mut page, book)?;
    uses(&mut page, book)?;
    Ok(page)
}

fn write(page: &mut Page, book: &Book<'_>, slot: usize) -> Result<(), XlsxError> {
    let row = rows(book).row(slot);
    let known = source(book, slot);
    let input = |field: &str| book.tables.sources.cell(field, slot);
    let (label, name) = named(&book.tables.sources, slot);
    page.formula(row, 0, &style::worked_out(Kind::Words), &label, &name)?;
    let [amount, month, certain, kind, interest, months, free] =
        ["amount", "month", "sure", "kind", "interest", "months", "free"].map(input);
    let money = Kind::Money("");
    let is_lent = format!("AND(COUNT({amount})=1,OR({kind}=\"{LOAN}\",{kind}=\"{FAMILY}\"),N({months})>0)");
    let loan = planned(book, slot);
    let terms = known.and_then(|source| source.amount.as_ref().and_then(|_| source.terms(&Exact::zero())));
    let of_terms =
        |pick: &dyn Fn(&crate::figures::Terms) -> Exact| Value::Number(terms.as_ref().map_or_else(Exact::zero, pick));
    let stand_in = format!("IF(COUNT({interest})=1,{interest},IF({kind}=\"{LOAN}\",{STAND_IN}/100,0))");
    let term = at(TERM, row);
    let rate = known.filter(|_| terms.is_some()).map(|source| source.rate(&Exact::zero()));
    let rate = rate.and_then(|rate| rate.over(&Exact::whole(100))).unwrap_or_else(Exact::zero);
    let certainty = book.tables.sources.entries.get(slot).and_then(|entry| match entry.cells.get(3) {
        Some(super::tables::Typed::Words(words)) => words.clone(),
        _ => None,
    });
    for (column, kind, formula, value) in [
        (
            AMOUNT,
            money,
            format!("IF(COUNT({amount})=1,{amount},IF({}=\"\",\"\",\"-\"))", at(0, row)),
            known.map_or_else(Value::blank, |source| Value::known(source.amount.as_ref())),
        ),
        (ARRIVES, Kind::Whole, format!("N({month})"), Value::number(known.map_or(0, |source| source.month))),
        (
            CERTAIN,
            Kind::Words,
            format!("IF({certain}=\"\",\"\",{certain})"),
            Value::words(certainty.unwrap_or_default()),
        ),
        (YEARLY, Kind::Percent, format!("IF({term}=0,0,{stand_in})"), Value::Number(rate)),
        (TERM, Kind::Whole, format!("IF({is_lent},{months},0)"), of_terms(&|terms| Exact::whole(terms.months.into()))),
        (
            FREE,
            Kind::Whole,
            format!("IF({term}=0,0,MIN(N({free}),{term}-1))"),
            of_terms(&|terms| Exact::whole(terms.free.into())),
        ),
        (
            INSTALMENT,
            money,
            format!("IF({term}=0,0,{})", cents(&format!("{}/({term}-{})", at(AMOUNT, row), at(FREE, row)))),
            of_terms(&|terms| terms.instalment.clone()),
        ),
        (
            PAYMENT,
            money,
            Loan::equal_payment(book, slot, &loan.amount, &loan.monthly),
            of_terms(&|terms| terms.payment.clone()),
        ),
        (
            SERVICE,
            money,
            first_full_payment(book, slot, &loan),
            Value::Number(known.map_or_else(Exact::zero, |source| source.service(&Exact::zero()))),
        ),
        (
            INTEREST,
            money,
            format!("SUM({})", Sheet::Loans.block(loan_months(book).from(1), Rows { first: lines_of(slot), count: 1 })),
            Value::Number(known.map_or_else(Exact::zero, Source::interest_in_all)),
        ),
    ] {
        page.formula(row, column, &style::worked_out(kind), &formula, &value)?;
    }
    let words = format!("no interest named: {STAND_IN} % is counted");
    let formula = format!("IF(AND({term}>0,{kind}=\"{LOAN}\",COUNT({interest})=0),\"{words}\",\"\")");
    let is_assumed = known.is_some_and(|source| source.stand_in && source.amount.is_some());
    page.remark(row, NOTE, &formula, if is_assumed { &words } else { "" })
}

fn total(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let (rows, row, funding) = (rows(book), rows(book).end(), &book.figures.funding);
    for column in 0..=INTEREST {
        page.words(row, column, if column == 0 { "All sources" } else { "" }, &style::total(Kind::Words))?;
    }
    let money = style::total(Kind::Money(&book.inputs.currency));
    let sum = |column: u16| format!("SUM({})", rows.of(column));
    let amount = format!("IF(COUNT({0})=0,\"-\",SUM({0}))", rows.of(AMOUNT));
    page.formula(row, AMOUNT, &money, &amount, &Value::known(funding.all.amount.as_ref()))?;
    let service: Exact = funding.sources.iter().map(|source| source.service(&Exact::zero())).sum();
    page.formula(row, SERVICE, &money, &sum(SERVICE), &Value::Number(service))?;
    let interest: Exact = funding.sources.iter().map(Source::interest_in_all).sum();
    page.formula(row, INTEREST, &money, &sum(INTEREST), &Value::Number(interest))
}

fn uses(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let first = rows(book).end() + 2 + HEAD;
    page.section(first - HEAD, "Uses", &["Use", "Amount"], 1)?;
    let (funding, course) = (&book.figures.funding, Course::plan(book));
    let money = Kind::Money(&book.inputs.currency);
    let known = |formula: String| format!("IF(All_known=1,{formula},\"{NOTHING}\")");
    let all = at(AMOUNT, rows(book).end());
    let [bought, lost, reserve] = [first, first + 1, first + 2].map(|row| at(1, row));
    let spent = format!("({bought}+{lost})");
    let running = course.range(Part::Running);
    for (position, label, formula, value) in [
        (
            0,
            "Bought once within 36 months, with VAT",
            known(format!("-SUM({})", course.range(Part::Investment))),
            Value::known(funding.bought.as_ref()),
        ),
        (
            1,
            "What the first months lose together, up to the lowest point",
            known(format!("MAX(0,-MIN({running}))")),
            Value::known(funding.losses.as_ref().map(|losses| &losses.amount)),
        ),
        (
            2,
            "Left in reserve; below zero it is still missing",
            format!("IF(COUNT({all},{bought},{lost})=3,{all}-{spent},\"{NOTHING}\")"),
            Value::known(funding.reserve.as_ref()),
        ),
        (
            3,
            "All uses: the sources, unless they are not enough",
            format!("IF(COUNT({reserve})=1,{spent}+MAX(0,{reserve}),\"{NOTHING}\")"),
            Value::known(funding.uses.as_ref()),
        ),
        (
            5,
            "All that is named to be bought once, without VAT",
            costs::one_offs(book),
            Value::or(book.figures.totals.one_offs.amount.as_ref(), None),
        ),
    ] {
        let format = if position == 3 { style::total(money) } else { style::worked_out(money) };
        page.label(first + position, 0, label)?;
        page.formula(first + position, 1, &format, &formula, &value)?;
    }
    Ok(())
}
