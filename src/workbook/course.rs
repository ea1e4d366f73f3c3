//! The course of the money over the months: as planned on the sheets Result and Cash, and under each change on a hidden
//! sheet of its own, by the same lines.

use super::book::Book;
use super::charts;
use super::costs;
use super::lines::{LINES, Line, Look, MONTH, Months, NUMBER, Years, line, over_time, plain};
use super::page::Page;
use super::place::{BEFORE, HERE, Rows, Sheet, at};
use super::sales::{self, Block, calendar};
use super::sources::{self, Loan};
use super::style::{self, Kind};
use super::tables::{ASKED_ELSEWHERE, ASKED_HERE};
use super::usual;
use super::value::{NOTHING, Value};
use super::what_if::Cells;
use crate::figures::{Bill, Change, Exact, MONTHS_AHEAD, Month, Year};
use rust_xlsxwriter::XlsxError;
use std::borrow::Cow;

/// One line of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Revenue,
    Direct,
    Gross,
    Fixed,
    Pay,
    Operating,
    Depreciation,
    Interest,
    Result,
    Loss,
    Tax,
    Costs,
    Receipts,
    DirectPaid,
    BillsPaid,
    PayPaid,
    Investment,
    Drawn,
    InterestPaid,
    Repayment,
    Vat,
    TaxPaid,
    Cash,
    VatDue,
    Running,
    Earned,
    Cover,
}

/// What is earned, and what comes in and is paid, in the order of their lines.
const RESULT: [(Part, &str); 12] = [
    (Part::Revenue, "Revenue"),
    (Part::Direct, "Direct costs"),
    (Part::Gross, "Gross margin"),
    (Part::Fixed, "Fixed costs and staff"),
    (Part::Pay, "Founders' pay"),
    (Part::Operating, "Operating result"),
    (Part::Depreciation, "Depreciation"),
    (Part::Interest, "Interest"),
    (Part::Result, "Result before tax"),
    (Part::Loss, "Losses of earlier years"),
    (Part::Tax, "Tax on it"),
    (Part::Costs, "All costs together"),
];
const CASH: [(Part, &str); 15] = [
    (Part::Receipts, "Receipts from customers, with VAT"),
    (Part::DirectPaid, "Direct costs, with VAT"),
    (Part::BillsPaid, "Fixed costs and staff as billed, with VAT"),
    (Part::PayPaid, "Founders' pay"),
    (Part::Investment, "Bought once, with VAT"),
    (Part::Drawn, "Money from others and own"),
    (Part::InterestPaid, "Interest paid"),
    (Part::Repayment, "Repayment"),
    (Part::Vat, "VAT settled"),
    (Part::TaxPaid, "Tax paid"),
    (Part::Cash, "Cash at the end"),
    (Part::VatDue, "VAT of the month, whenever it is settled"),
    (Part::Running, "Receipts less payments and loan service so far"),
    (Part::Earned, "Earned so far, less what was bought once"),
    (Part::Cover, "Operating result divided by interest and repayment"),
];

/// What the tax and the cover of a year are worked out from.
const YEARLY: [Part; 4] = [Part::Operating, Part::Interest, Part::Repayment, Part::Result];

/// What the cash changes by in a month.
const FLOWS: [Part; 10] = [
    Part::Receipts,
    Part::DirectPaid,
    Part::BillsPaid,
    Part::PayPaid,
    Part::Investment,
    Part::Drawn,
    Part::InterestPaid,
    Part::Repayment,
    Part::Vat,
    Part::TaxPaid,
];

/// What a change may change; all else is as planned.
const CHANGED: [Part; 18] = [
    Part::Revenue,
    Part::Direct,
    Part::Fixed,
    Part::Operating,
    Part::Interest,
    Part::Result,
    Part::Loss,
    Part::Tax,
    Part::Receipts,
    Part::DirectPaid,
    Part::BillsPaid,
    Part::Drawn,
    Part::Repayment,
    Part::VatDue,
    Part::Vat,
    Part::TaxPaid,
    Part::Cash,
    Part::Cover,
];

/// The first row of the loans of a changed course, each with its numbers in the columns before the months.
const LOANS: u32 = LINES + 20;
const AMOUNT: u16 = 1;
const MONTHLY: u16 = 2;
const PAYMENT: u16 = 3;
const SERVICE: u16 = 4;

/// One course of the money and where it stands.
pub(super) struct Course<'b> {
    book: &'b Book<'b>,
    /// Its number among the changes; `None` as planned.
    number: Option<usize>,
    change: Change,
    months: Cow<'b, [Month]>,
    years: Cow<'b, [Year]>,
}

impl<'b> Course<'b> {
    pub(super) fn plan(book: &'b Book<'b>) -> Self {
        let cash = &book.figures.cash;
        let (months, years) = (Cow::Borrowed(cash.months.as_slice()), Cow::Borrowed(cash.years.as_slice()));
        Self { book, number: None, change: Change::default(), months, years }
    }

    pub(super) fn changed(book: &'b Book<'b>, number: usize, change: &Change) -> Self {
        let (months, years) = book.figures.course(change);
        Self { book, number: Some(number), change: change.clone(), months: months.into(), years: years.into() }
    }

    /// Where the course under a change stands.
    pub(super) fn placed(book: &'b Book<'b>, number: usize) -> Self {
        Self { number: Some(number), months: Cow::Borrowed(&[]), years: Cow::Borrowed(&[]), ..Self::plan(book) }
    }

    fn place(&self, part: Part) -> (Sheet, u32) {
        let position = |lines: &[(Part, &str)]| lines.iter().position(|(own, _)| *own == part);
        let (is_result, position) = match position(&RESULT) {
            Some(position) => (true, position),
            None => (false, position(&CASH).unwrap_or_default()),
        };
        if let Some(number) = self.number {
            return match CHANGED.iter().position(|own| *own == part) {
                Some(position) => (Sheet::Course(number), LINES + u32::try_from(position).unwrap_or_default()),
                None if part == Part::InterestPaid => self.place(Part::Interest),
                None => Self::plan(self.book).place(part),
            };
        }
        // What only helps to work out others stands a little apart.
        let apart = u32::from(!is_result && position > 10);
        let row = u32::try_from(position).unwrap_or_default() + apart;
        (if is_result { Sheet::Result } else { Sheet::Cash }, LINES + row)
    }

    /// The cell of a line in the column of the formula, and in the column before.
    fn here(&self, part: Part) -> String {
        let (sheet, row) = self.place(part);
        sheet.here(row)
    }

    fn before(&self, part: Part) -> String {
        self.here(part).replace(HERE, BEFORE)
    }

    /// The months of a line that turning points are looked for in, month 0 included.
    pub(super) fn range(&self, part: Part) -> String {
        let (sheet, row) = self.place(part);
        let months = self.book.months;
        sheet.block((months.month(0), months.month(MONTHS_AHEAD)), Rows { first: row, count: 1 })
    }

    /// The numbers of those months, and the names of the years.
    pub(super) fn numbers(&self) -> String {
        let months = self.book.months;
        Sheet::Cash.block((months.month(0), months.month(MONTHS_AHEAD)), Rows { first: NUMBER, count: 1 })
    }

    pub(super) fn year_names(&self) -> String {
        let months = self.book.months;
        Sheet::Result.block((Months::year(0), Months::year(months.years - 1)), Rows { first: NUMBER - 1, count: 1 })
    }

    /// All years of a line.
    pub(super) fn years_of(&self, part: Part) -> String {
        let ((sheet, row), months) = (self.place(part), self.book.months);
        sheet.block((Months::year(0), Months::year(months.years - 1)), Rows { first: row, count: 1 })
    }

    /// The cell of a line in a month.
    pub(super) fn month(&self, part: Part, month: u32) -> String {
        let (sheet, row) = self.place(part);
        sheet.cell(self.book.months.month(month), row)
    }

    /// The cell of a line in a year, counted from 0.
    pub(super) fn year(&self, part: Part, year: u16) -> String {
        let (sheet, row) = self.place(part);
        sheet.cell(Months::year(year), row)
    }

    /// What all loans cost in the first month of full payment.
    pub(super) fn service(&self) -> String {
        match self.number {
            None => sources::service(self.book),
            Some(number) => format!("SUM({})", Sheet::Course(number).rows(SERVICE, self.loans())),
        }
    }

    fn loans(&self) -> Rows {
        Rows { first: LOANS, count: self.book.tables.sources.rows.count }
    }

    /// The sum of a block of the sales in the month of the formula, each stream with its weight.
    fn sold(&self, block: Block, weights: &str) -> String {
        let rows = |sheet: Sheet| sheet.rows_here(sales::rows(self.book, block));
        let Some(cells) = self.cells() else {
            let rows = rows(Sheet::Sales);
            return if weights.is_empty() { format!("SUM({rows})") } else { format!("SUMPRODUCT({weights},{rows})") };
        };
        let mask = format!("{}*{}", self.mask(&cells), if weights.is_empty() { "1" } else { weights });
        let sum = |sheet: Sheet| format!("SUMPRODUCT({mask},{})", rows(sheet));
        format!("IF({}=\"yes\",{},{})", cells.slower, sum(Sheet::Slower), sum(Sheet::Sales))
    }

    /// What part of the sales planned there is of each stream.
    fn mask(&self, cells: &Cells) -> String {
        format!("({}<>{})*{}", usual::numbers(self.book), cells.without, usual::parts_sold(self.book, &cells.sales))
    }

    fn cells(&self) -> Option<Cells> {
        self.number.map(Cells::new)
    }

    /// A factor of the change, where there is one.
    fn times(&self, pick: fn(Cells) -> String) -> String {
        self.cells().map(|cells| format!("{}*", pick(cells))).unwrap_or_default()
    }

    /// The formula of a month.
    fn formula(&self, part: Part) -> String {
        let (book, here) = (self.book, |part| self.here(part));
        let [bought, bought_vat, used] = costs::once_here(book);
        let [paid, paid_vat] = costs::paid_here(book);
        let (direct, fixed) = (self.times(|cells| cells.direct), self.times(|cells| cells.fixed));
        let loans = |number: usize, marker: &str| Sheet::Course(number).rows_here(self.loans()).replace(HERE, marker);
        match (part, self.number) {
            (Part::Revenue, _) => self.sold(Block::Revenue, ""),
            (Part::Direct, _) => format!("-{direct}{}", self.sold(Block::Direct, "")),
            (Part::Gross, _) => format!("{}+{}", here(Part::Revenue), here(Part::Direct)),
            (Part::Fixed, _) => format!("-{fixed}{}", costs::fixed_here(book)),
            (Part::Pay | Part::PayPaid, _) => format!("-{}", costs::pay_here(book)),
            (Part::Operating, _) => {
                let [revenue, direct] = [here(Part::Revenue), here(Part::Direct)];
                format!("{revenue}+{direct}+{}+{}", here(Part::Fixed), here(Part::Pay))
            }
            (Part::Depreciation, _) => format!("-{used}"),
            (Part::Interest, None) => format!("-{}", sources::all_here()[0]),
            (Part::Interest, Some(number)) => {
                let monthly = Sheet::Course(number).rows(MONTHLY, self.loans());
                format!("-SUMPRODUCT({})", sources::cents(&format!("{}*{monthly}", loans(number, BEFORE))))
            }
            (Part::Result, _) => {
                format!("{}+{}+{}", here(Part::Operating), here(Part::Depreciation), here(Part::Interest))
            }
            (Part::Costs, _) => format!("{}-{}", here(Part::Revenue), here(Part::Result)),
            (Part::Receipts, _) => self.receipts(),
            (Part::DirectPaid, _) => {
                let vat = self.sold(Block::Units, &usual::unit_vat(book));
                format!("{}-{direct}{vat}", here(Part::Direct))
            }
            (Part::BillsPaid, _) => format!("-{fixed}({paid}+{paid_vat})"),
            (Part::Investment, _) => format!("-{bought}"),
            (Part::Drawn, number) => {
                let [amounts, arrives] = sources::amounts(book);
                let amounts = number.map_or(amounts, |number| Sheet::Course(number).rows(AMOUNT, self.loans()));
                format!("SUMPRODUCT(({arrives}={MONTH})*1,{amounts})")
            }
            (Part::InterestPaid, _) => here(Part::Interest),
            (Part::Repayment, None) => format!("-{}", sources::all_here()[1]),
            (Part::Repayment, Some(number)) => {
                let lent = sources::lent_here(book, &Sheet::Course(number).rows(AMOUNT, self.loans()));
                format!("SUM({})-SUM({})-{lent}", loans(number, HERE), loans(number, BEFORE))
            }
            (Part::VatDue, _) => {
                let (on, inside) =
                    (self.sold(Block::Revenue, &usual::vat(book)), self.sold(Block::Units, &usual::unit_vat(book)));
                format!("{on}-{direct}{inside}-{fixed}{paid_vat}-{bought_vat}")
            }
            (Part::Vat, _) => {
                let so_far = |part, from| {
                    let (sheet, row) = self.place(part);
                    let first = sheet.cell(book.months.month(from), row);
                    format!("SUM({first}:{BEFORE}${})", row + 1)
                };
                let every = "IF(VAT_period=\"month\",1,IF(VAT_period=\"year\",12,3))";
                let open = format!("-({}+{})", so_far(Part::VatDue, 0), so_far(Part::Vat, 1));
                format!("IF(MOD({}-1,{every})=0,{open},0)", calendar())
            }
            (Part::TaxPaid, _) => {
                let years = self.years_of(Part::Tax);
                format!("IF(AND({MONTH}>=18,MOD({MONTH}-6,12)=0),INDEX({years},({MONTH}-6)/12),0)")
            }
            (Part::Cash, _) => {
                let each = [self.before(Part::Cash)].into_iter().chain(FLOWS.map(here));
                each.collect::<Vec<_>>().join("+")
            }
            (Part::Running, _) => format!(
                "{}+SUM({}:{})+SUM({}:{})",
                self.before(Part::Running),
                here(Part::Receipts),
                self.plain_here(Part::PayPaid),
                here(Part::InterestPaid),
                self.plain_here(Part::TaxPaid)
            ),
            (Part::Earned, _) => format!(
                "{}+{}+{}-SUM({})",
                self.before(Part::Earned),
                here(Part::Operating),
                here(Part::Interest),
                costs::bought_here(book)
            ),
            (Part::Loss | Part::Tax | Part::Cover, _) => String::new(),
        }
    }

    /// The cell without its sheet, as the end of a range.
    fn plain_here(&self, part: Part) -> String {
        format!("{HERE}${}", self.place(part).1 + 1)
    }

    /// What customers pay in a month: as planned, or so many months later.
    fn receipts(&self) -> String {
        let Some(cells) = self.cells() else { return self.sold(Block::Receipts, "") };
        let mask = self.mask(&cells);
        let late = &cells.late;
        let sum = |sheet: Sheet| {
            format!("SUMPRODUCT({mask},INDEX({},0,{MONTH}-{late}))", sales::all_receipts(self.book, sheet))
        };
        let (slower, plan) = (sum(Sheet::Slower), sum(Sheet::Sales));
        format!("IF({MONTH}<={late},0,IF({}=\"yes\",{slower},{plan}))", cells.slower)
    }

    /// The formula of month 0, of lines that have one.
    fn opening(&self, part: Part) -> Option<String> {
        let [_, bought_vat, _] = costs::once_here(self.book);
        match part {
            Part::Cash => Some(format!("{}+{}", self.here(Part::Investment), self.here(Part::Drawn))),
            Part::VatDue => Some(format!("-{bought_vat}")),
            Part::Running => Some("0".to_owned()),
            Part::Earned => Some(format!("-SUM({})", costs::bought_here(self.book))),
            _ => None,
        }
    }

    fn of_month(&self, part: Part, month: u32) -> Value {
        let at = usize::try_from(month).unwrap_or(usize::MAX);
        let Some(own) = self.months.get(at) else { return Value::words(NOTHING) };
        let so_far = || self.months.get(..=at).unwrap_or_default().iter();
        Value::Number(match part {
            Part::Revenue => own.revenue.clone(),
            Part::Direct => -&own.direct,
            Part::Gross => own.gross_margin(),
            Part::Fixed => -&own.fixed,
            Part::Pay | Part::PayPaid => -&own.pay,
            Part::Operating => own.operating_result.clone(),
            Part::Depreciation => -&own.depreciation,
            Part::Interest | Part::InterestPaid => -&own.interest,
            Part::Result => own.result.clone(),
            Part::Costs => &own.revenue - &own.result,
            Part::Receipts => own.receipts.clone(),
            Part::DirectPaid => -&(&(&own.payments - &self.billed(month)) - &own.pay),
            Part::BillsPaid => -&self.billed(month),
            Part::Investment => -&own.investment,
            Part::Drawn => own.drawn.clone(),
            Part::Repayment => -&own.repayment,
            Part::Vat => -&own.vat,
            Part::TaxPaid => -&own.tax,
            Part::VatDue => own.vat_due.clone(),
            Part::Running => so_far().map(Month::running).sum(),
            Part::Earned => so_far().map(|month| &(&month.operating_result - &month.interest) - &month.bought).sum(),
            Part::Cash => return Value::known(own.cash.as_ref()),
            Part::Loss | Part::Tax | Part::Cover => return Value::words(NOTHING),
        })
    }

    /// What is paid for fixed costs and staff in a month, with VAT.
    fn billed(&self, month: u32) -> Exact {
        if month == 0 {
            return Exact::zero();
        }
        let calendar = self.book.figures.calendar(month);
        let costs = self.book.inputs.costs.iter().zip(&self.book.figures.costs).filter(|(_, figures)| figures.counted);
        let bills = costs.filter_map(|(input, figures)| Bill::new(input, figures));
        let each = bills.map(|bill| &bill.paid(month, calendar) * &(&Exact::whole(1) + &bill.vat));
        &each.sum::<Exact>() * &self.change.fixed
    }

    /// The losses that a year starts with, its tax, and how its result covers the loans.
    fn of_year(&self, part: Part, year: u16) -> Value {
        let Some(own) = self.years.get(usize::from(year)) else { return Value::words(NOTHING) };
        match part {
            Part::Tax => Value::Number(-&own.sums.tax),
            Part::Cover => Value::known(own.cover.as_ref()),
            _ => {
                let before = self.years.get(..usize::from(year)).unwrap_or_default();
                let loss =
                    before.iter().fold(Exact::zero(), |loss, year| (&loss + &year.sums.result).min(Exact::zero()));
                Value::Number(loss)
            }
        }
    }

    fn write_line(&self, page: &mut Page, part: Part, label: &str) -> Result<(), XlsxError> {
        let ((_, row), book) = (self.place(part), self.book);
        let months = if self.number.is_some() { book.months_ahead() } else { book.months };
        let is_sum = matches!(part, Part::Gross | Part::Operating | Part::Result | Part::Cash);
        let helps =
            matches!(part, Part::Costs | Part::VatDue | Part::Running | Part::Earned | Part::Loss | Part::Cover);
        let look = if is_sum {
            Look::Total
        } else if helps {
            Look::Quiet
        } else {
            Look::Plain
        };
        let words = if is_sum { style::total(Kind::Words) } else { style::worked_out(Kind::Words) };
        page.words(row, 0, label, &words)?;
        let known = if part == Part::Cash { "Cash_known" } else { "Months_known" };
        let guarded = |formula: String| format!("IF({known}=1,{formula},\"{NOTHING}\")");
        let of_year = |year: u16| self.of_year(part, year);
        if matches!(part, Part::Loss | Part::Tax | Part::Cover) {
            let (result, loss) = (self.here(Part::Result), self.here(Part::Loss));
            let (interest, repayment) = (self.here(Part::Interest), self.here(Part::Repayment));
            let formula = match part {
                Part::Loss => format!("MIN(0,N({})+N({}))", self.before(Part::Result), self.before(Part::Loss)),
                Part::Tax => format!("-MAX(0,{result}+{loss})*N(Tax_rate)"),
                _ => format!(
                    "IF(ROUND({interest}+{repayment},6)=0,\"{NOTHING}\",-{}/({interest}+{repayment}))",
                    self.here(Part::Operating)
                ),
            };
            let kind = if part == Part::Cover { Kind::Ratio } else { Kind::Flow };
            let years = Years::Own(guarded(formula), &of_year);
            let none = |_| Value::blank();
            // No month has such a line.
            let first = book.months.last + 1;
            return line(page, months, row, &Line { kind, look, first, years, ..plain(String::new(), &none) });
        }
        let value = |month: u32| self.of_month(part, month);
        let years = match part {
            Part::Cash | Part::Running | Part::Earned => Years::Last,
            // Of a change, no more is asked for.
            _ if self.number.is_some() && !YEARLY.contains(&part) => Years::Nothing,
            _ => Years::Sum,
        };
        let from_opening =
            matches!(part, Part::Investment | Part::Drawn | Part::Cash | Part::VatDue | Part::Running | Part::Earned);
        // VAT is settled for the first time in month 2.
        let opening = if part == Part::Vat { Some("0".to_owned()) } else { self.opening(part) };
        let own = Line {
            look,
            first: u32::from(!from_opening),
            years,
            opening: opening.map(guarded),
            ..plain(guarded(self.formula(part)), &value)
        };
        line(page, months, row, &own)
    }

    /// The loans of a changed course: what is owed, and before that the numbers it is worked out from.
    fn write_loans(&self, page: &mut Page, number: usize) -> Result<(), XlsxError> {
        let (book, cells) = (self.book, Cells::new(number));
        page.headings(
            LOANS - 1,
            0,
            &["Owed at the end", "Amount", "Interest a month", "Equal payment", "First full payment"],
            1,
        )?;
        let points = &self.change.interest;
        for slot in 0..book.tables.sources.slots() {
            let row = self.loans().row(slot);
            let source = sources::source(book, slot);
            let missing = self.change.unfunded && source.is_some_and(|source| source.certainty.is_asked_for());
            let terms = source.filter(|source| source.amount.is_some()).and_then(|source| source.terms(points));
            let zero = || Value::Number(Exact::zero());
            let planned = sources::planned(book, slot);
            let sure = book.tables.sources.cell("sure", slot);
            let asked = format!("OR({sure}=\"{ASKED_HERE}\",{sure}=\"{ASKED_ELSEWHERE}\")");
            let amount = format!("IF(AND({}=\"yes\",{asked}),0,N({}))", cells.unfunded, planned.amount);
            let counted = source.and_then(|source| source.amount.clone()).filter(|_| !missing);
            let quiet = style::quiet(Kind::Flow);
            page.formula(row, AMOUNT, &quiet, &amount, &counted.clone().map_or_else(zero, Value::Number))?;
            let yearly = sources::yearly(book, slot);
            let monthly = format!("IF({yearly}>0,MAX(0,{yearly}+{}/100),0)/12", cells.points);
            let value = terms.as_ref().map_or_else(zero, |terms| Value::Number(terms.monthly.clone()));
            page.formula(row, MONTHLY, &style::quiet(Kind::Part), &monthly, &value)?;
            let loan = Loan { amount: at(AMOUNT, row), monthly: at(MONTHLY, row), payment: at(PAYMENT, row) };
            let payment = Loan::equal_payment(book, slot, &loan.amount, &loan.monthly);
            let value =
                terms.as_ref().filter(|_| !missing).map_or_else(zero, |terms| Value::Number(terms.payment.clone()));
            page.formula(row, PAYMENT, &quiet, &payment, &value)?;
            let service = source.filter(|_| !missing).map_or_else(Exact::zero, |source| source.service(points));
            let formula = sources::first_full_payment(book, slot, &loan);
            page.formula(row, SERVICE, &quiet, &formula, &Value::Number(service))?;
            let schedule = source.filter(|_| !missing).map(|source| source.schedule(points)).unwrap_or_default();
            let value = |month: u32| Value::Number(sources::owed_after(source, &schedule, month));
            let own = Line {
                look: Look::Quiet,
                first: 0,
                years: Years::Nothing,
                opening: Some(loan.opening(book, slot)),
                ..plain(loan.balance(book, slot, row), &value)
            };
            line(page, book.months_ahead(), row, &own)?;
        }
        Ok(())
    }
}

pub(super) fn result_page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let hint = "What each year and month earns, without VAT, in the month it belongs to.";
    let mut page = over_time(book.paint, Sheet::Result, "Result", hint, book.months, book.inputs.start_month)?;
    let course = Course::plan(book);
    for (part, label) in RESULT {
        course.write_line(&mut page, part, label)?;
    }
    charts::years(&mut page, book, &course)?;
    Ok(page)
}

pub(super) fn cash_page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let hint =
        "What each year and month brings in and takes out. Month 0 is before the opening and belongs to no year.";
    let mut page = over_time(book.paint, Sheet::Cash, "Cash", hint, book.months, book.inputs.start_month)?;
    let course = Course::plan(book);
    for (part, label) in CASH {
        course.write_line(&mut page, part, label)?;
    }
    charts::cash(&mut page, book, &course)?;
    Ok(page)
}

/// The hidden sheet of a change.
pub(super) fn changed_page(book: &Book<'_>, number: usize, title: &str, change: &Change) -> Result<Page, XlsxError> {
    let hint = "The course under one change of the sheet What if.";
    let mut page =
        over_time(book.paint, Sheet::Course(number), title, hint, book.months_ahead(), book.inputs.start_month)?;
    let course = Course::changed(book, number, change);
    for (part, label) in RESULT.into_iter().chain(CASH) {
        if CHANGED.contains(&part) {
            course.write_line(&mut page, part, label)?;
        }
    }
    course.write_loans(&mut page, number)?;
    Ok(page)
}
