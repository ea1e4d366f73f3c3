//! The sheets of what is due whatever is sold: fixed costs and what is bought once, and the staff with the founders' pay.

use super::book::{Book, named};
use super::lines::{LINES, Line, Look, MONTH, line, over_time, plain};
use super::page::Page;
use super::place::{HERE, Rows, Sheet, at};
use super::sales::calendar;
use super::style::{self, Kind};
use super::tables::{List, Table, rate};
use super::value::{NOT_KNOWN, NOTHING, Value};
use crate::figures::{Bill, CostFigures, CostInput, Exact, Purchase};
use rust_xlsxwriter::XlsxError;

/// What stands beside the label of a line: what a month costs, or what is bought.
const BESIDE: u16 = 1;

/// The lines of a list of costs that come again: what each costs, and what is paid of it.
#[derive(Clone, Copy, Debug)]
struct Due {
    sheet: Sheet,
    cost: Rows,
    paid: Rows,
}

impl Due {
    fn new(sheet: Sheet, table: &Table) -> Self {
        let count = table.rows.count;
        let cost = Rows { first: LINES + 1, count };
        Self { sheet, cost, paid: Rows { first: cost.end() + 3, count } }
    }

    fn end(self) -> u32 {
        self.paid.end() + 1
    }
}

fn fixed(book: &Book<'_>) -> Due {
    Due::new(Sheet::Costs, &book.tables.fixed)
}

fn staff(book: &Book<'_>) -> Due {
    Due::new(Sheet::Staff, &book.tables.staff)
}

/// What is bought once and how it is used up, a line each, and their sums.
struct Once {
    bought: Rows,
    used: Rows,
}

impl Once {
    fn new(book: &Book<'_>) -> Self {
        let count = book.tables.once.rows.count;
        let bought = Rows { first: fixed(book).end() + 2, count };
        Self { bought, used: Rows { first: bought.end() + 4, count } }
    }
}

/// All that is bought once, as far as it is known.
pub(super) fn one_offs(book: &Book<'_>) -> String {
    let amounts = Sheet::Costs.rows(BESIDE, Once::new(book).bought);
    let any = format!("SUMPRODUCT(({}<>\"\")*1)", book.tables.once.all("name"));
    format!("IF(AND({any}>0,COUNT({amounts})=0),\"{NOT_KNOWN}\",SUM({amounts}))")
}

/// What is bought once in the month of the formula, with VAT; the VAT in it; and what is used up.
pub(super) fn once_here(book: &Book<'_>) -> [String; 3] {
    let once = Once::new(book);
    [once.bought.end() + 1, once.bought.end(), once.used.end()].map(|row| Sheet::Costs.here(row))
}

/// The net amounts bought in the month of the formula.
pub(super) fn bought_here(book: &Book<'_>) -> String {
    Sheet::Costs.rows_here(Once::new(book).bought)
}

/// The row of the founders' pay.
fn pay_row(book: &Book<'_>) -> u32 {
    staff(book).end() + 1
}

pub(super) fn pay_here(book: &Book<'_>) -> String {
    Sheet::Staff.here(pay_row(book))
}

/// What founders are paid after the last step.
pub(super) fn usual_pay(book: &Book<'_>) -> String {
    Sheet::Staff.cell(BESIDE, pay_row(book))
}

/// What fixed costs and staff cost in the month of the formula.
pub(super) fn fixed_here(book: &Book<'_>) -> String {
    let each = [fixed(book), staff(book)].map(|due| format!("SUM({})", due.sheet.rows_here(due.cost)));
    format!("({})", each.join("+"))
}

/// What is paid of them in that month, and the VAT in that.
pub(super) fn paid_here(book: &Book<'_>) -> [String; 2] {
    let both = [(fixed(book), &book.tables.fixed), (staff(book), &book.tables.staff)];
    let paid = both.map(|(due, _)| format!("SUM({})", due.sheet.rows_here(due.paid)));
    let vat = both.map(|(due, table)| format!("SUMPRODUCT({},{})", table.all("vat"), due.sheet.rows_here(due.paid)));
    [format!("({})", paid.join("+")), format!("({})", vat.join("+"))]
}

/// How many of the fixed costs that go on are known, the founders' pay included, and how many there are: formulas.
pub(super) fn known_fixed(book: &Book<'_>) -> (String, String) {
    let pay = format!("COUNT({})", usual_pay(book));
    let both = [(fixed(book), &book.tables.fixed), (staff(book), &book.tables.staff)];
    let going_on = |table: &Table| format!("({}=\"\")", table.all("until"));
    let known = both
        .map(|(due, table)| format!("SUMPRODUCT({}*ISNUMBER({}))", going_on(table), due.sheet.rows(BESIDE, due.cost)));
    let all = both.map(|(_, table)| format!("SUMPRODUCT({}*({}<>\"\"))", going_on(table), table.all("name")));
    (format!("({}+{pay})", known.join("+")), format!("({}+1)", all.join("+")))
}

/// The fixed costs of a usual month, as far as they are known.
pub(super) fn usual_fixed(book: &Book<'_>) -> String {
    let both = [(fixed(book), &book.tables.fixed), (staff(book), &book.tables.staff)];
    let each = both.map(|(due, table)| {
        format!("SUMPRODUCT(({}=\"\")*1,{})", table.all("until"), due.sheet.rows(BESIDE, due.cost))
    });
    format!("{}+N({})", each.join("+"), usual_pay(book))
}

pub(super) fn page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let hint = "What is due whatever is sold, and what is bought once. Blue numbers may be typed over in any month.";
    let mut page = over_time(book.paint, Sheet::Costs, "Costs", hint, book.months, book.inputs.start_month)?;
    due(
        &mut page,
        book,
        fixed(book),
        &book.tables.fixed,
        ["Fixed costs, as they belong to each month", "What is paid of them, without VAT"],
    )?;
    once(&mut page, book)?;
    Ok(page)
}

pub(super) fn staff_page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let hint =
        "The pay of the employed with what comes on top, and what the founders take. Blue numbers may be typed over.";
    let mut page = over_time(book.paint, Sheet::Staff, "Staff", hint, book.months, book.inputs.start_month)?;
    due(
        &mut page,
        book,
        staff(book),
        &book.tables.staff,
        ["Staff, as it belongs to each month", "What is paid of it, without VAT"],
    )?;
    pay(&mut page, book)?;
    Ok(page)
}

fn label(page: &mut Page, table: &Table, slot: usize, row: u32) -> Result<(), XlsxError> {
    let (label, name) = named(table, slot);
    page.formula(row, 0, &style::worked_out(Kind::Words), &label, &name)
}

/// A number of the plan's currency, or nothing in a spare row.
fn counted(book: &Book<'_>, cost: Option<&(&CostInput, &CostFigures)>, number: Option<&Exact>) -> Value {
    let Some((input, _)) = cost else { return Value::blank() };
    let rated = rate(book.inputs, input.currency.as_deref()).is_some();
    Value::known(number.filter(|_| rated))
}

fn due(page: &mut Page, book: &Book<'_>, due: Due, table: &Table, titles: [&str; 2]) -> Result<(), XlsxError> {
    let [cost_title, paid_title] = titles;
    page.words(due.cost.first - 1, 0, cost_title, &page.paint.section())?;
    page.words(due.cost.first - 1, BESIDE, "A month", &style::beside())?;
    page.words(due.paid.first - 1, 0, paid_title, &page.paint.section())?;
    let list = book.costs_of(table.list);
    for slot in 0..table.slots() {
        let cost = list.get(slot);
        let bill = cost.and_then(|(input, figures)| Bill::new(input, figures).filter(|_| figures.counted));
        let known = |number: &dyn Fn(&Bill) -> Exact| counted(book, cost, bill.as_ref().map(number).as_ref());
        let (row, paid) = (due.cost.row(slot), due.paid.row(slot));
        label(page, table, slot, row)?;
        label(page, table, slot, paid)?;
        let input = |field: &str| table.cell(field, slot);
        let monthly = monthly(table, slot);
        let value = counted(book, cost, cost.and_then(|(_, figures)| figures.monthly.as_ref()));
        page.formula(row, BESIDE, &style::worked_out(Kind::Flow), &monthly, &value)?;
        let (from, until, beside) = (input("from"), input("until"), at(BESIDE, row));
        let formula = format!(
            "IF(COUNT({beside})=0,{beside},IF(AND({MONTH}>=MAX(1,N({from})),OR(COUNT({until})=0,{MONTH}<=N({until}))),{beside},0))"
        );
        let value = |month: u32| known(&|bill| bill.of_month(month));
        let own = Line { look: Look::Open, ..plain(formula, &value) };
        line(page, book.months, row, &own)?;
        // A bill comes every so many months; 0 where it is spread over them.
        let (every, bill_month) = (input("every"), input("due"));
        let times = format!("IF(COUNT({bill_month})=0,0,IF({every}=\"quarter\",3,IF({every}=\"year\",12,0)))");
        let apart = cost.map_or(0, |(input, figures)| match (input.due, figures.period) {
            (Some(_), Some(crate::figures::Period::Quarterly)) => 3,
            (Some(_), Some(crate::figures::Period::Yearly)) => 12,
            _ => 0,
        });
        page.formula(paid, BESIDE, &style::quiet(Kind::Bill), &times, &Value::number(apart))?;
        let (here, beside) = (format!("{HERE}{}", row + 1), at(BESIDE, paid));
        let formula = format!(
            "IF(COUNT({here})=0,{here},IF({beside}=0,{here},IF(MOD({}+12-{bill_month},MAX(1,{beside}))=0,{here}*{beside},0)))",
            calendar()
        );
        let value = |month: u32| known(&|bill| bill.paid(month, book.figures.calendar(month)));
        let own = Line { look: Look::Open, ..plain(formula, &value) };
        line(page, book.months, paid, &own)?;
    }
    let bills: Vec<Bill> = list
        .iter()
        .filter(|(_, figures)| figures.counted)
        .filter_map(|(input, figures)| Bill::new(input, figures))
        .collect();
    together(page, book, due.cost, 1, &|month| bills.iter().map(|bill| bill.of_month(month)).sum())?;
    let paid = |month: u32| bills.iter().map(|bill| bill.paid(month, book.figures.calendar(month))).sum();
    together(page, book, due.paid, 1, &paid)
}

/// What an entry costs a month.
fn monthly(table: &Table, slot: usize) -> String {
    let input = |field: &str| table.cell(field, slot);
    let (amount, rate, every) = (input("amount"), input("rate"), input("every"));
    let factor = format!("IF({every}=\"week\",52/12,IF({every}=\"quarter\",1/3,IF({every}=\"year\",1/12,1)))");
    let (people, open) = if table.list == List::Staff {
        let (people, on_top) = (input("people"), input("on_costs"));
        (format!("*IF(COUNT({people})=1,{people},1)*(1+N({on_top}))"), String::new())
    } else {
        (String::new(), format!(",{every}=\"\""))
    };
    format!(
        "IF({}=\"\",\"\",IF(OR(COUNT({amount},{rate})<2{open}),\"-\",{amount}*{rate}*{factor}{people}))",
        input("name")
    )
}

/// The sum of some lines.
fn together(
    page: &mut Page,
    book: &Book<'_>,
    rows: Rows,
    first: u32,
    value: &dyn Fn(u32) -> Exact,
) -> Result<(), XlsxError> {
    page.words(rows.end(), 0, "Together", &style::total(Kind::Words))?;
    let value = |month: u32| Value::Number(value(month));
    let formula = format!("SUM({HERE}{}:{HERE}{})", rows.first + 1, rows.end());
    let own = Line { look: Look::Total, first, ..plain(formula, &value) };
    line(page, book.months, rows.end(), &own)
}

fn once(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let (table, once) = (&book.tables.once, Once::new(book));
    let list = book.costs_of(List::Once);
    page.words(once.bought.first - 1, 0, "What is bought once, without VAT", &page.paint.section())?;
    page.words(once.bought.first - 1, BESIDE, "Amount", &style::beside())?;
    page.words(once.used.first - 1, 0, "What is used up of it", &page.paint.section())?;
    for slot in 0..table.slots() {
        let cost = list.get(slot);
        let bought = cost.and_then(|(input, figures)| Purchase::new(input, figures).filter(|_| figures.counted));
        let known = |number: &dyn Fn(&Purchase) -> Exact| counted(book, cost, bought.as_ref().map(number).as_ref());
        let input = |field: &str| table.cell(field, slot);
        let (row, used) = (once.bought.row(slot), once.used.row(slot));
        label(page, table, slot, row)?;
        label(page, table, slot, used)?;
        let (amount, rate, month, life) = (input("amount"), input("rate"), input("month"), input("life"));
        let formula = format!("IF({}=\"\",\"\",IF(COUNT({amount},{rate})=2,{amount}*{rate},\"-\"))", input("name"));
        page.formula(row, BESIDE, &style::worked_out(Kind::Flow), &formula, &known(&|bought| bought.amount.clone()))?;
        let beside = at(BESIDE, row);
        let value =
            |number: u32| known(&|bought| if bought.month == number { bought.amount.clone() } else { Exact::zero() });
        let formula = format!("IF(COUNT({beside})=0,{beside},IF({MONTH}=N({month}),{beside},0))");
        let own = Line { look: Look::Open, first: 0, ..plain(formula, &value) };
        line(page, book.months, row, &own)?;
        let value = |number: u32| known(&|bought| bought.used_up(number));
        let formula = format!(
            "IF(COUNT({beside})=0,{beside},IF(AND(N({life})>0,{MONTH}>N({month})),\
             {beside}/(12*{life})*MAX(0,MIN(1,12*{life}-({MONTH}-N({month}))+1)),0))"
        );
        let own = Line { look: Look::Open, first: 0, ..plain(formula, &value) };
        line(page, book.months, used, &own)?;
    }
    let purchases: Vec<Purchase> = list
        .iter()
        .filter(|(_, figures)| figures.counted)
        .filter_map(|(input, figures)| Purchase::new(input, figures))
        .collect();
    together(page, book, once.used, 0, &|month| purchases.iter().map(|bought| bought.used_up(month)).sum())?;
    let sum = |month: u32, of: &dyn Fn(&Purchase) -> Exact| {
        Value::Number(purchases.iter().filter(|bought| bought.month == month).map(of).sum())
    };
    let range = format!("{HERE}{}:{HERE}{}", once.bought.first + 1, once.bought.end());
    let (row, total) = (once.bought.end(), once.bought.end() + 1);
    page.words(row, 0, "VAT in it", &style::worked_out(Kind::Words))?;
    let value = |month: u32| sum(month, &|bought| &bought.amount * &bought.vat);
    let formula = format!("SUMPRODUCT({},{range})", table.all("vat"));
    let own = Line { first: 0, ..plain(formula, &value) };
    line(page, book.months, row, &own)?;
    page.words(total, 0, "Paid for it, with VAT", &style::total(Kind::Words))?;
    let value = |month: u32| sum(month, &|bought| &bought.amount + &(&bought.amount * &bought.vat));
    let formula = format!("SUM({range})+{HERE}{}", row + 1);
    let own = Line { look: Look::Total, first: 0, ..plain(formula, &value) };
    line(page, book.months, total, &own)
}

/// The founders' pay: the step with the latest month that has come.
fn pay(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let (row, table) = (pay_row(book), &book.tables.pay);
    let (months, amounts) = (table.all("month"), table.all("amount"));
    page.words(row - 1, 0, "The founders", &page.paint.section())?;
    page.words(row - 1, BESIDE, "After the last step", &style::beside())?;
    page.label(row, 0, "Founders' pay, all together")?;
    let is_known = format!("ISNUMBER({months})*ISNUMBER({amounts})");
    let last = format!("SUMPRODUCT(MAX({is_known}*{months}))");
    let formula = format!("IF(COUNT({amounts})=0,\"-\",SUMIF({months},{last},{amounts}))");
    let usual = Value::known(book.figures.founders_pay.as_ref());
    page.formula(row, BESIDE, &style::worked_out(Kind::Flow), &formula, &usual)?;
    let latest = format!("SUMPRODUCT(MAX({is_known}*({months}<={MONTH})*{months}))");
    let formula = format!("IF(COUNT({amounts})=0,\"-\",IF({latest}=0,0,SUMIF({months},{latest},{amounts})))");
    let mut steps: Vec<_> = book.inputs.founders_pay.clone();
    steps.sort_by_key(|step| step.month);
    let value = |month: u32| match steps.iter().rev().find(|step| step.month <= month) {
        _ if steps.is_empty() => Value::words(NOTHING),
        Some(step) => Value::Number(step.amount.into()),
        None => Value::Number(Exact::zero()),
    };
    let own = Line { look: Look::Open, ..plain(formula, &value) };
    line(page, book.months, row, &own)
}
