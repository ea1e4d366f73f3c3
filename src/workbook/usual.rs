//! The sheet of a usual month: what one sale brings and costs, what the month leaves, and the sales at which nothing is
//! lost.

use super::book::{Book, HEAD, TOP, named, of_entry};
use super::costs;
use super::inputs::{NO_RATE, loose_costs, unrated_fixed};
use super::page::Page;
use super::place::{Rows, Sheet, across, at};
use super::style::{self, Kind};
use super::tables::{AFTERWARDS, COME_AND_GO, DEAL, DOWN, NUMBERS, ON_TOP, STEADY, SUMS, WHOLE_DEAL, rate};
use super::value::{NOT_KNOWN, NOTHING, Value};
use super::{charts, sources};
use crate::figures::{
    Base, Billed, BreakEven, CostFrom, CostInput, Exact, Growth, MONTHS_AHEAD, StreamFigures, StreamInput, Total,
};
use rust_xlsxwriter::XlsxError;

/// The columns of the streams.
const NO: u16 = 1;
const PRICE: u16 = 2;
const COST: u16 = 3;
const LEFT: u16 = 4;
const SALES: u16 = 5;
const REVENUE: u16 = 6;
const SPENT: u16 = 7;
const CONTRIBUTION: u16 = 8;
const SHARE: u16 = 9;
const NEEDED: u16 = 10;
const YIELD: u16 = 11;
pub(super) const MISSING: u16 = 12;
/// Those that only help: the deal, the direct cost as told, how many costs are listed, what they come to and the VAT in
/// them, which of the two counts and the VAT in it.
const DEAL_SUM: u16 = 14;
const TOLD: u16 = 15;
const LISTED: u16 = 16;
const ITEMS: u16 = 17;
const ITEMS_VAT: u16 = 18;
const DIRECT: u16 = 19;
const DIRECT_VAT: u16 = 20;
/// What the other sheets go by: whether a stream counts, and its numbers, which are zero where it does not.
const COUNTS: u16 = 21;
const UNIT_PRICE: u16 = 22;
const UNIT_COST: u16 = 23;
const UNIT_VAT: u16 = 24;
const VAT: u16 = 25;
const PAID_AFTER: u16 = 26;
const FIRST: u16 = 27;
const WAY: u16 = 28;
const BLOCKS: u16 = 29;
const TENTHS: u16 = 30;
const LOST: u16 = 31;
/// How often sales in numbers come to nothing, and those of the twelve months up to the last number.
const ENDS: u16 = 32;
const YEAR: u16 = 33;
/// How many months are on one bill, whether it comes after them, and whether a contract fixes what is paid.
const BILL_MONTHS: u16 = 45;
const BILLED_AFTER: u16 = 46;
const CONTRACTED: u16 = 47;

const HEADINGS: [&str; 32] = [
    "Stream",
    "No.",
    "Price of one sale",
    "Direct cost of one sale",
    "Left of one sale",
    "Sales of a usual month",
    "Revenue",
    "Direct costs",
    "Contribution",
    "Share of revenue",
    "Sales needed, rounded up",
    "What they leave together",
    "What is missing",
    "",
    "Whole deal",
    "Direct cost as told",
    "Costs listed for it",
    "What they come to",
    "VAT in them",
    "Direct cost that counts",
    "VAT in it",
    "Counts",
    "Price",
    "Direct cost",
    "VAT in that",
    "VAT on it",
    "Paid after months",
    "From month",
    "How sales go",
    "Stops the months",
    "Tenths of a percent, rounded down",
    "Lost by that",
];

/// The rows of a usual month, and of what is needed.
const MONTH: u32 = TOP + HEAD;
const TO_COVER: u32 = MONTH + 7 + HEAD;
const VERDICT: u32 = TO_COVER + 1;
const PART: u32 = TO_COVER + 2;
const REVENUE_NEEDED: u32 = TO_COVER + 3;
const SAFETY: u32 = TO_COVER + 4;
/// What the chart is drawn from, and how many points it has.
pub(super) const CHART: u32 = SAFETY + 2 + HEAD;
pub(super) const POINTS: u32 = 7;
/// Where it is drawn, beside all that.
pub(super) const DRAWING: u32 = TO_COVER - HEAD;
const STREAMS: u32 = CHART + POINTS + 1 + HEAD;

/// What the verdict says where there is a number.
const BREAKS_EVEN: &str = "breaks even";
const AT_ZERO: &str = "break-even at 0";

/// The columns of what one sale costs.
const OF: u16 = 1;
const NET: u16 = 2;
const NET_VAT: u16 = 3;

pub(super) fn stream_rows(book: &Book<'_>) -> Rows {
    Rows { first: STREAMS, count: book.tables.streams.rows.count }
}

fn total_row(book: &Book<'_>) -> u32 {
    stream_rows(book).end()
}

fn sale_cost_rows(book: &Book<'_>) -> Rows {
    Rows { first: total_row(book) + 4 + HEAD, count: book.tables.sale_costs.rows.count }
}

/// What other sheets ask of all streams: their numbers, those of streams that do not count being zero.
pub(super) fn numbers(book: &Book<'_>) -> String {
    Sheet::BreakEven.rows(NO, stream_rows(book))
}

pub(super) fn unit_vat(book: &Book<'_>) -> String {
    Sheet::BreakEven.rows(UNIT_VAT, stream_rows(book))
}

pub(super) fn vat(book: &Book<'_>) -> String {
    Sheet::BreakEven.rows(VAT, stream_rows(book))
}

/// What part of the sales planned there is of each stream when the part of all is `sales`: all of it where a contract fixes it.
pub(super) fn parts_sold(book: &Book<'_>, sales: &str) -> String {
    let contracted = Sheet::BreakEven.rows(CONTRACTED, stream_rows(book));
    format!("({contracted}+(1-{contracted})*{sales})")
}

/// Whether sales in numbers come back every year and are over at the last number, where `ends` counts how often they come
/// to nothing.
pub(super) fn comes_back(ends: &str, months: &str, many: &str) -> String {
    format!("AND(INDEX({many},COUNT({months}))=0,{ends}>1)")
}

/// The cells of one stream that its months are worked out from.
pub(super) struct Unit {
    pub(super) counts: String,
    pub(super) price: String,
    pub(super) cost: String,
    pub(super) usual: String,
    pub(super) first: String,
    pub(super) paid_after: String,
    pub(super) bill_months: String,
    pub(super) billed_after: String,
    pub(super) vat: String,
    /// -1: not known how they grow; 0: with the plan; 1: the same every month; 2: in some months; 3: come and go.
    pub(super) way: String,
    /// How often sales in numbers come to nothing.
    pub(super) ends: String,
}

impl Unit {
    pub(super) fn new(book: &Book<'_>, slot: usize) -> Self {
        let cell = |column| Sheet::BreakEven.cell(column, stream_rows(book).row(slot));
        Self {
            counts: cell(COUNTS),
            price: cell(UNIT_PRICE),
            cost: cell(UNIT_COST),
            usual: cell(SALES),
            first: cell(FIRST),
            paid_after: cell(PAID_AFTER),
            bill_months: cell(BILL_MONTHS),
            billed_after: cell(BILLED_AFTER),
            vat: cell(VAT),
            way: cell(WAY),
            ends: cell(ENDS),
        }
    }
}

/// The usual sales of a stream, and what one sale leaves.
pub(super) fn sold_and_left(book: &Book<'_>, slot: usize) -> [String; 2] {
    [SALES, LEFT].map(|column| Sheet::BreakEven.cell(column, stream_rows(book).row(slot)))
}

/// How many streams count, how many stop the months, how many are left out of them, and for how many it is not known how
/// they grow: formulas.
pub(super) fn known(book: &Book<'_>) -> [String; 4] {
    let of = |column| Sheet::BreakEven.rows(column, stream_rows(book));
    [
        format!("SUM({})", of(COUNTS)),
        format!("SUM({})", of(BLOCKS)),
        format!("SUMPRODUCT(({}<>\"\")*1)", of(MISSING)),
        format!("SUMPRODUCT(({}<0)*{})", of(WAY), of(COUNTS)),
    ]
}

pub(super) fn names() -> Vec<(&'static str, String)> {
    let month =
        (MONTH..).zip(["Revenue", "Cost_of_sales", "Contribution", "Contribution_ratio", "Fixed_costs", "Profit"]);
    let needed = [
        ("Verdict", 1, VERDICT),
        ("Part_needed", 1, PART),
        ("Revenue_needed", 1, REVENUE_NEEDED),
        ("Safety", 1, SAFETY),
        ("Revenue_needed_without_pay", 2, REVENUE_NEEDED),
        ("Revenue_needed_with_loans", 3, REVENUE_NEEDED),
    ];
    let month = month.map(|(row, name)| (name, Sheet::BreakEven.cell(1, row)));
    month.chain(needed.map(|(name, column, row)| (name, Sheet::BreakEven.cell(column, row)))).collect()
}

pub(super) fn page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let widths: Vec<f64> = [36.0]
        .into_iter()
        .chain(std::iter::repeat_n(15.0, 11))
        .chain([28.0, 3.0])
        .chain(std::iter::repeat_n(12.0, 18))
        .collect();
    let hint = "What a usual month leaves, after all growth and in no season, and how much must be sold so that nothing is lost.";
    let mut page = Page::new(book.paint, Sheet::BreakEven, "Break-even", hint, &widths)?;
    page.keep_in_sight(2, 1)?;
    month(&mut page, book)?;
    needed(&mut page, book)?;
    chart(&mut page, book)?;
    streams(&mut page, book)?;
    sale_costs(&mut page, book)?;
    page.sheet().set_print_area(0, 0, sale_cost_rows(book).end(), MISSING)?;
    Ok(page)
}

/// How many parts a total holds, as a formula, and of how many.
struct Parts<'t> {
    known: String,
    of: String,
    total: &'t Total,
}

/// The formula that says what is left out: `partial: 2 of 3 streams, 4 of 5 fixed costs`.
fn left_out(parts: &[&Parts<'_>]) -> String {
    let is_partial = |part: &Parts<'_>| format!("{}<{}", part.known, part.of);
    let any = |parts: &[&Parts<'_>]| parts.iter().map(|part| is_partial(part)).collect::<Vec<_>>().join(",");
    let pieces: Vec<String> = (0..parts.len())
        .zip(parts)
        .map(|(position, part)| {
            let before = parts.get(..position).unwrap_or_default();
            let comma = if before.is_empty() { String::new() } else { format!("IF(OR({}),\", \",\"\")&", any(before)) };
            let (one, many) = part.total.parts;
            let (known, of) = (&part.known, &part.of);
            format!("IF({},{comma}{known}&\" of \"&{of}&IF({of}=1,\" {one}\",\" {many}\"),\"\")", is_partial(part))
        })
        .collect();
    format!("IF(OR({}),\"partial: \"&{},\"\")", any(parts), pieces.join("&"))
}

fn month(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    page.section(TOP, "A usual month", &["Figure", "A month", "What is left out", "", "", "How it is worked out"], 1)?;
    page.headings(TOP + 1, 2, &["What is left out", "", "", "How it is worked out", "", ""], 6)?;
    let totals = &book.figures.totals;
    let (rows, row) = (stream_rows(book), total_row(book));
    let of = format!("SUMPRODUCT(({}<>\"\")*1)", rows.of(0));
    let streams = |column, total| Parts { known: at(column, row + 1), of: of.clone(), total };
    let (known, of_fixed) = costs::known_fixed(book);
    let fixed = Parts { known: known.clone(), of: of_fixed, total: &totals.fixed_costs };
    let contribution = streams(CONTRIBUTION, &totals.contribution);
    let money = Kind::Money(&book.inputs.currency);
    let usual = costs::usual_fixed(book);
    let total_fixed = format!("IF({known}=0,\"{NOT_KNOWN}\",{usual})");
    let lines = [
        (0, "Revenue", at(REVENUE, row), streams(REVENUE, &totals.revenue), "Price times sales, all streams together."),
        (
            1,
            "Direct costs",
            at(SPENT, row),
            streams(CONTRIBUTION, &totals.variable_cost),
            "Cost of one sale times sales.",
        ),
        (
            2,
            "Contribution",
            at(CONTRIBUTION, row),
            streams(CONTRIBUTION, &totals.contribution),
            "Revenue less direct costs: what the sales leave.",
        ),
        (
            4,
            "Fixed costs",
            total_fixed,
            Parts { known, of: fixed.of.clone(), total: &totals.fixed_costs },
            "What is due whatever is sold: staff and the founders' pay included, costs that end left out.",
        ),
    ];
    for (position, label, formula, part, how) in lines {
        let row = MONTH + position;
        page.label(row, 0, label)?;
        page.formula(row, 1, &style::worked_out(money), &formula, &Value::or(part.total.amount.as_ref(), None))?;
        let note = format!("IF(COUNT({})=0,\"\",{})", at(1, row), left_out(&[&part]));
        page.remark(row, 2, &note, &part.total.note().filter(|_| part.total.amount.is_some()).unwrap_or_default())?;
        page.how(row, 5, how)?;
    }
    let behind = at(CONTRIBUTION, row + 2);
    let ratio =
        format!("IF(COUNT(Contribution)=0,\"{NOT_KNOWN}\",IF({behind}=0,\"no revenue\",Contribution/{behind}))");
    let no_ratio = totals.contribution.amount.as_ref().map_or(NOT_KNOWN, |_| "no revenue");
    page.label(MONTH + 3, 0, "Contribution ratio")?;
    let value = Value::or(totals.contribution_ratio.as_ref(), Some(no_ratio));
    page.formula(MONTH + 3, 1, &style::worked_out(Kind::Part), &ratio, &value)?;
    page.how(MONTH + 3, 5, "Contribution divided by the revenue of the same streams.")?;
    let row = MONTH + 5;
    page.words(row, 0, "Result", &style::total(Kind::Words))?;
    let profit = format!("IF(COUNT(Contribution,Fixed_costs)=2,Contribution-Fixed_costs,\"{NOT_KNOWN}\")");
    page.formula(row, 1, &style::total(money), &profit, &Value::or(totals.profit.as_ref(), None))?;
    let note = format!("IF(COUNT(Profit)=0,\"\",{})", left_out(&[&contribution, &fixed]));
    page.remark(row, 2, &note, &totals.profit_note().filter(|_| totals.profit.is_some()).unwrap_or_default())?;
    page.how(row, 5, "Contribution less fixed costs, before loans and taxes.")
}

/// The formula of the verdict on what has to be covered, which stands in that column.
fn verdict(book: &Book<'_>, column: u16) -> String {
    let (rows, fixed) = (stream_rows(book), at(column, TO_COVER));
    let (pay, unrated) = (costs::usual_pay(book), unrated_fixed(book));
    let (alone, left) = (alone(book), format!("SUM({})", rows.of(LEFT)));
    let missing = rows.of(MISSING);
    // Whoever has neither a price nor sales is only an idea, and stays out of the mix.
    let idea = format!("(RIGHT({missing},{})=\"{IDEA}\")", IDEA.len());
    let half_known = format!("SUMPRODUCT(({missing}<>\"\")*(1-{idea}))");
    format!(
        "IF(OR(COUNT({fixed})=0,COUNT({pay})=0,{unrated}>0,{}>0),\"{NOT_KNOWN}\",IF(AND({alone},ROUND({left},9)>0),\
         IF(ROUND({fixed},6)>0,\"{BREAKS_EVEN}\",\"{AT_ZERO}\"),IF(OR(COUNT(Contribution)=0,{half_known}>0),\"{NOT_KNOWN}\",\
         IF(ROUND({fixed},6)>0,IF(ROUND(Contribution,6)>0,\"{BREAKS_EVEN}\",\"no volume breaks even\"),\
         IF(ROUND(Contribution,6)>0,\"{AT_ZERO}\",IF(ROUND(Contribution,6)<0,\"even only without sales\",\"always exactly even\"))))))",
        loose_costs(book)
    )
}

/// How the words end that are said of a stream which is only an idea.
const IDEA: &str = " and sales not known";

/// Whether there is just one stream.
fn alone(book: &Book<'_>) -> String {
    format!("SUMPRODUCT(({}<>\"\")*1)=1", stream_rows(book).of(0))
}

fn needed(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let figures = &book.figures;
    page.section(
        TO_COVER - HEAD,
        "Break-even",
        &["Figure", "All costs", "Without the founders' pay", "With the loans"],
        1,
    )?;
    let (rows, row) = (stream_rows(book), total_row(book));
    let (left, price, sold) = (rows.of(LEFT), rows.of(PRICE), rows.of(SALES));
    let behind = at(CONTRIBUTION, row + 2);
    let money = Kind::Money(&book.inputs.currency);
    let fixed = figures.totals.fixed_costs.amount.as_ref();
    let service: Exact = figures.funding.sources.iter().map(|source| source.service(&Exact::zero())).sum();
    let no_pay = fixed.zip(figures.founders_pay.as_ref()).map(|(fixed, pay)| fixed - pay);
    let with_loans = fixed.map(|fixed| fixed + &service);
    let pay = costs::usual_pay(book);
    let columns: [(u16, String, Option<&Exact>, &BreakEven); 3] = [
        (1, "Fixed_costs".to_owned(), fixed, &figures.break_even),
        (
            2,
            format!("IF(COUNT(Fixed_costs,{pay})=2,Fixed_costs-{pay},\"{NOT_KNOWN}\")"),
            no_pay.as_ref(),
            &figures.break_even_without_pay,
        ),
        (
            3,
            format!("IF(COUNT(Fixed_costs)=1,Fixed_costs+{},\"{NOT_KNOWN}\")", sources::service(book)),
            with_loans.as_ref(),
            &figures.break_even_with_loans,
        ),
    ];
    for (row, label) in (TO_COVER..).zip([
        "To be covered every month",
        "Does the business break even?",
        "Part of a usual month's sales needed",
        "Revenue needed",
        "Safety: by how much sales may fall",
    ]) {
        page.label(row, 0, label)?;
    }
    for (column, formula, cover, break_even) in columns {
        page.formula(TO_COVER, column, &style::worked_out(money), &formula, &Value::or(cover, None))?;
        let words = style::worked_out(Kind::Count).set_text_wrap();
        let note = break_even.note().unwrap_or(BREAKS_EVEN);
        page.formula(VERDICT, column, &words, &verdict(book, column), &Value::words(note))?;
        let (fixed, said) = (at(column, TO_COVER), at(column, VERDICT));
        let guarded =
            |formula: &str| format!("IF({said}=\"{BREAKS_EVEN}\",{formula},IF({said}=\"{AT_ZERO}\",0,{said}))");
        let alone = alone(book);
        let part = format!(
            "IF({alone},IF(SUM({sold})>0,{fixed}/SUM({left})/SUM({sold}),\"{NOT_KNOWN}\"),{fixed}/Contribution)"
        );
        let value = Value::or(break_even.factor().as_ref(), break_even.note());
        page.formula(PART, column, &style::worked_out(Kind::Part), &guarded(&part), &value)?;
        let sales = format!("IF({alone},{fixed}/SUM({left})*SUM({price}),{fixed}/Contribution*{behind})");
        let value = Value::or(break_even.sales().as_ref(), break_even.note());
        page.formula(REVENUE_NEEDED, column, &style::worked_out(money), &guarded(&sales), &value)?;
        let needed = at(column, REVENUE_NEEDED);
        let safety = format!("IF(AND(COUNT({needed})=1,{behind}>0),1-{needed}/{behind},\"-\")");
        let revenue = counted_revenue(book);
        let value = break_even.sales().and_then(|sales| (&revenue - &sales).over(&revenue));
        page.formula(
            SAFETY,
            column,
            &style::worked_out(Kind::Percent),
            &safety,
            &Value::or(value.as_ref(), Some(NOTHING)),
        )?;
    }
    Ok(())
}

/// The revenue of the streams whose contribution is known.
fn counted_revenue(book: &Book<'_>) -> Exact {
    let counted = book.figures.streams.iter().filter(|stream| stream.is_whole());
    counted.filter_map(|stream| stream.revenue.as_ref()).sum()
}

/// Revenue and costs at several parts of a usual month's sales, drawn as lines that cross at break-even.
fn chart(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    page.section(
        CHART - HEAD,
        "Revenue and costs as sales grow",
        &["Part of a usual month's sales", "Revenue", "All costs", "With the loans"],
        1,
    )?;
    let money = style::worked_out(Kind::Money(&book.inputs.currency));
    let totals = &book.figures.totals;
    let behind = at(CONTRIBUTION, total_row(book) + 2);
    for point in 0..POINTS {
        let row = CHART + point;
        let part = Exact::whole(i64::from(point) * 25).over(&Exact::whole(100)).unwrap_or_else(Exact::zero);
        page.sheet().write_number_with_format(row, 0, f64::from(point) / 4.0, &style::worked_out(Kind::Percent))?;
        let here = at(0, row);
        let revenue = totals.contribution.amount.as_ref().map(|_| &counted_revenue(book) * &part);
        let formula = format!("IF(COUNT(Contribution)=1,{here}*{behind},\"-\")");
        page.formula(row, 1, &money, &formula, &Value::known(revenue.as_ref()))?;
        let service: Exact = book.figures.funding.sources.iter().map(|source| source.service(&Exact::zero())).sum();
        for (column, more) in [(2, Exact::zero()), (3, service)] {
            let covered = at(if column == 2 { 1 } else { 3 }, TO_COVER);
            let formula = format!("IF(COUNT(Cost_of_sales,{covered})=2,{here}*Cost_of_sales+{covered},\"-\")");
            let cost = totals.variable_cost.amount.as_ref().zip(totals.fixed_costs.amount.as_ref());
            let cost = cost.map(|(direct, fixed)| &(&(direct * &part) + fixed) + &more);
            page.formula(row, column, &money, &formula, &Value::known(cost.as_ref()))?;
        }
    }
    charts::break_even(page, book)
}

fn streams(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let rows = stream_rows(book);
    let year: Vec<String> = (1..=12).map(|month| format!("{month} of the last 12 months")).collect();
    let headings: Vec<&str> =
        HEADINGS.into_iter().chain(["Comes to nothing"]).chain(year.iter().map(String::as_str)).collect();
    page.section(rows.first - HEAD, "What one sale brings, and a usual month", &headings, 1)?;
    page.headings(rows.first - 1, MISSING, &["What is missing"], 1)?;
    for slot in 0..book.tables.streams.slots() {
        let stream = Stream { book, slot, row: rows.row(slot), known: book.stream(slot) };
        stream.write(page)?;
    }
    totals(page, book)
}

/// One stream being written.
struct Stream<'b> {
    book: &'b Book<'b>,
    slot: usize,
    row: u32,
    known: Option<(&'b StreamInput, &'b StreamFigures)>,
}

impl Stream<'_> {
    fn input(&self, field: &str) -> String {
        self.book.tables.streams.cell(field, self.slot)
    }

    fn at(&self, column: u16) -> String {
        at(column, self.row)
    }

    /// The rate that leads from its currency to that of the plan.
    fn rate(&self) -> Option<Exact> {
        rate(self.book.inputs, self.known?.0.currency.as_deref())
    }

    /// A number of a stream whose currency has a rate.
    fn counted(&self, number: impl Fn(&StreamFigures) -> Option<Exact>) -> Value {
        of_entry(self.known, |(_, figures)| number(figures).filter(|_| figures.counted))
    }

    fn put(&self, page: &mut Page, column: u16, kind: Kind<'_>, formula: &str, value: &Value) -> Result<(), XlsxError> {
        let format = if column > MISSING { style::quiet(kind) } else { style::worked_out(kind) };
        page.formula(self.row, column, &format, &format!("IF({}=\"\",\"\",{formula})", self.at(0)), value)
    }

    fn write(&self, page: &mut Page) -> Result<(), XlsxError> {
        let (label, name) = named(&self.book.tables.streams, self.slot);
        page.formula(self.row, 0, &style::worked_out(Kind::Words).set_text_wrap(), &label, &name)?;
        let number = u32::try_from(self.slot + 1).unwrap_or(u32::MAX);
        page.sheet().write_number_with_format(self.row, NO, number, &style::quiet(Kind::Whole))?;
        self.price(page)?;
        self.direct_cost(page)?;
        self.month(page)?;
        self.share(page)?;
        self.needed(page)?;
        self.for_other_sheets(page)
    }

    fn price(&self, page: &mut Page) -> Result<(), XlsxError> {
        let [price, deal, kept, rate, way, earned] =
            ["price", "deal", "kept", "rate", "way", "earned_as"].map(|field| self.input(field));
        let sum = format!("IF({way}=\"{SUMS}\",COUNT({rate}),0)");
        let formula = format!(
            "IF({sum}=1,{rate},IF({way}=\"{SUMS}\",\"-\",IF({earned}=\"{DEAL}\",IF(COUNT({deal},{kept},{rate})=3,\
             {deal}*{kept}*{rate},\"-\"),IF(COUNT({price},{rate})=2,{price}*{rate},\"-\"))))"
        );
        let value = self.counted(|figures| figures.unit_price.clone());
        self.put(page, PRICE, Kind::Money(""), &formula, &value)?;
        let ticket = of_entry(self.known, |(input, _)| Some(&Exact::from(input.ticket?) * &self.rate()?));
        let formula = format!("IF(COUNT({deal},{rate})=2,{deal}*{rate},\"-\")");
        self.put(page, DEAL_SUM, Kind::Money(""), &formula, &ticket)
    }

    /// What one more sale costs: as told, the costs listed for it, and which of them counts.
    fn direct_cost(&self, page: &mut Page) -> Result<(), XlsxError> {
        let money = Kind::Money("");
        let [direct, part, rate, way, is, vat] =
            ["direct", "direct_part", "rate", "way", "direct_is", "vat"].map(|field| self.input(field));
        let [price, sales, told, listed, items, items_vat, counts] =
            [PRICE, SALES, TOLD, LISTED, ITEMS, ITEMS_VAT, DIRECT].map(|column| self.at(column));
        let sums = format!("AND(COUNT({direct})=1,{way}=\"{SUMS}\")");
        let formula = format!(
            "IF(COUNT({direct},{part})=0,\"\",IF(OR(AND({sums},N({sales})=0),COUNT({rate})=0,AND(COUNT({part})=1,COUNT({price})=0)),\
             \"-\",N({direct})*{rate}/IF({sums},{sales},1)+N({part})*N({price})))"
        );
        let value = match self.known {
            Some((input, figures)) if input.direct_cost.is_some() || input.direct_cost_percent.is_some() => {
                Value::known(figures.direct_cost.told.as_ref().filter(|_| figures.counted))
            }
            _ => Value::blank(),
        };
        self.put(page, TOLD, money, &formula, &value)?;
        let (rows, costs) = (sale_cost_rows(self.book), &self.book.tables.sale_costs);
        let no = self.at(NO);
        let own = format!("({}<>\"\")*({}={no})", costs.all("name"), costs.all("of"));
        let list = self.own_costs();
        let count = self.known.map_or_else(Value::blank, |_| Value::count(list.len()));
        self.put(page, LISTED, Kind::Whole, &format!("SUMPRODUCT({own})"), &count)?;
        let formula = format!(
            "IF({listed}=0,\"\",IF(SUMPRODUCT({own}*ISNUMBER({}))<{listed},\"-\",SUMIF({},{no},{})))",
            rows.of(NET),
            costs.all("of"),
            rows.of(NET)
        );
        let nets: Option<Vec<(Exact, Exact)>> = list.iter().map(|cost| net(self.book, cost)).collect();
        let value = |pick: fn(&(Exact, Exact)) -> &Exact| match (&nets, list.is_empty()) {
            (_, true) => Value::blank(),
            (nets, false) => Value::known(nets.as_ref().map(|nets| nets.iter().map(pick).sum()).as_ref()),
        };
        self.put(page, ITEMS, money, &formula, &value(|(net, _)| net))?;
        let formula = format!("IF(COUNT({items})=0,{items},SUMIF({},{no},{}))", costs.all("of"), rows.of(NET_VAT));
        self.put(page, ITEMS_VAT, money, &formula, &value(|(_, vat)| vat))?;
        let none = format!("OR({told}=\"\",AND(COUNT({told})=1,N({told})=0))");
        let formula = format!(
            "IF(COUNT({rate})=0,\"-\",IF({listed}=0,IF({told}=\"\",\"-\",{told}),IF({none},{items},IF({is}=\"{DOWN}\",{items},\
             IF(COUNT({told},{items})<2,\"-\",IF({is}=\"{ON_TOP}\",{told}+{items},MAX({told},{items})))))))"
        );
        self.put(page, DIRECT, money, &formula, &self.counted(|figures| figures.direct_cost.counted.clone()))?;
        let (told_vat, both) = (format!("N({told})*N({vat})"), format!("N({items_vat})"));
        let formula = format!(
            "IF(COUNT({counts})=0,0,IF({listed}=0,{told_vat},IF({none},{both},IF({is}=\"{DOWN}\",{both},IF({is}=\"{ON_TOP}\",\
             {told_vat}+{both},IF({told}>{items},{told_vat},{both}))))))"
        );
        let zero = || Some(Exact::zero());
        let value = of_entry(self.known, |(input, figures)| {
            if !figures.counted {
                return zero();
            }
            let told = figures
                .direct_cost
                .told
                .as_ref()
                .map_or_else(Exact::zero, |told| told * &Exact::percent(input.vat.unwrap_or_default()));
            let items = nets.as_ref().map_or_else(Exact::zero, |nets| nets.iter().map(|(_, vat)| vat).sum());
            match figures.direct_cost.from {
                None => zero(),
                Some(CostFrom::Told | CostFrom::LargerTold) => Some(told),
                Some(CostFrom::Items | CostFrom::LargerItems) => Some(items),
                Some(CostFrom::Both) => Some(&told + &items),
            }
        });
        self.put(page, DIRECT_VAT, money, &formula, &value)?;
        let formula =
            format!("IF(COUNT({counts})=1,{counts}+N({price})*SUM({}),\"-\")", self.book.tables.of_income.all("part"));
        self.put(page, COST, money, &formula, &self.counted(|figures| figures.unit_variable_cost.clone()))
    }

    /// The costs listed for a sale of it.
    fn own_costs(&self) -> Vec<&CostInput> {
        let Some((stream, _)) = self.known else { return Vec::new() };
        let own = |cost: &CostInput| cost.stream.as_ref() == Some(&stream.id);
        let costs = self.book.costs_of(super::tables::List::SaleCosts);
        costs.into_iter().map(|(cost, _)| cost).filter(|cost| own(cost)).collect()
    }

    fn month(&self, page: &mut Page) -> Result<(), XlsxError> {
        let [customers, purchases, units, way, new, lost, start] =
            ["customers", "purchases", "units", "way", "new", "lost", "at_start"].map(|field| self.input(field));
        let (months, many) = points(self.book, self.slot);
        let ahead = format!("({}-{})", MONTHS_AHEAD + 1, self.at(FIRST));
        let (comes_back, latest) =
            (comes_back(&self.at(ENDS), &months, &many), format!("INDEX({many},COUNT({months}))"));
        let year = across(YEAR, YEAR + 11, self.row);
        self.year(page, &months, &many)?;
        let formula = format!(
            "IF(OR({way}=\"{NUMBERS}\",{way}=\"{SUMS}\"),IF(COUNT({months})=0,\"-\",IF({comes_back},SUM({year})/12,{latest})),\
             IF({way}=\"{COME_AND_GO}\",IF(COUNT({new})=0,\"-\",IF({ahead}<1,0,{})),\
             IF(COUNT({customers},{purchases})=2,{customers}*{purchases},IF(COUNT({units})=1,{units},\"-\"))))",
            customers_after(&ahead, &new, &lost, &start)
        );
        let value = of_entry(self.known, |(_, figures)| figures.units.clone());
        self.put(page, SALES, Kind::Sales, &formula, &value)?;
        let both = |left: u16, sign: &str, right: u16| {
            let (left, right) = (self.at(left), self.at(right));
            format!("IF(COUNT({left},{right})=2,{left}{sign}{right},\"-\")")
        };
        for (column, formula, value) in [
            (LEFT, both(PRICE, "-", COST), self.counted(|figures| figures.unit_contribution.clone())),
            (REVENUE, both(PRICE, "*", SALES), self.counted(|figures| figures.revenue.clone())),
            (SPENT, both(COST, "*", SALES), self.counted(|figures| figures.variable_cost.clone())),
            (CONTRIBUTION, both(LEFT, "*", SALES), self.counted(|figures| figures.contribution.clone())),
        ] {
            self.put(page, column, Kind::Money(""), &formula, &value)?;
        }
        page.remark(self.row, MISSING, &self.says_what_is_missing(), &missing(self.book, self.slot))
    }

    fn says_what_is_missing(&self) -> String {
        let [price, deal, kept, rate, way, earned] =
            ["price", "deal", "kept", "rate", "way", "earned_as"].map(|field| self.input(field));
        let priced =
            format!("IF({way}=\"{SUMS}\",TRUE,IF({earned}=\"{DEAL}\",COUNT({deal},{kept})=2,COUNT({price})=1))");
        // Of a commission the deal and the rate make the price.
        let lacks = |both: &str| {
            format!(
                "IF({earned}=\"{DEAL}\",IF(COUNT({deal},{kept})=0,\"{both}\",IF(COUNT({deal})=0,\"deal\",\"rate\")),\"price\")"
            )
        };
        let (sales, cost) = (self.at(SALES), self.at(COST));
        format!(
            "IF({name}=\"\",\"\",IF(AND(COUNT({sales})=0,NOT({priced})),{}&\"{IDEA}\",IF(COUNT({rate})=0,\"{NO_RATE}\",\
             IF(NOT({priced}),{}&\" not known\",IF(COUNT({sales})=0,\"sales not known\",\
             IF(COUNT({cost})=0,\"direct cost not known\",\"\"))))))",
            lacks("deal, rate"),
            lacks("deal and rate"),
            name = self.at(0)
        )
    }

    /// What comes back every year: how often its sales come to nothing, and those of the year up to its last number.
    fn year(&self, page: &mut Page, months: &str, many: &str) -> Result<(), XlsxError> {
        let most = most_points(self.book);
        let of = |stem, first, last| some_points(self.book, self.slot, stem, (first, last));
        let formula = if most < 2 {
            "0".to_owned()
        } else {
            let (before, after) = (of("many", 1, most - 1), of("many", 2, most));
            format!("SUMPRODUCT(({before}>0)*({after}=0)*({}<>\"\"))", of("month", 2, most))
        };
        let value = self.known.map_or_else(Value::blank, |(_, figures)| Value::count(figures.times_over()));
        self.put(page, ENDS, Kind::Whole, &formula, &value)?;
        let year = self.known.map_or_else(Vec::new, |(_, figures)| figures.last_year());
        for (column, place) in (YEAR..).zip(0..12) {
            let month = format!("(MAX({months})-{})", 11 - place);
            let formula =
                format!("IF(COUNT({months})=0,0,IF({month}<{},0,{}))", self.at(FIRST), between(&month, months, many));
            let sold = || year.get(place).cloned().unwrap_or_else(Exact::zero);
            let value = self.known.map_or_else(Value::blank, |_| Value::Number(sold()));
            self.put(page, column, Kind::Sales, &formula, &value)?;
        }
        Ok(())
    }

    /// The share of the revenue by largest remainder, so that what is shown makes 100.0 %.
    fn share(&self, page: &mut Page) -> Result<(), XlsxError> {
        let rows = stream_rows(self.book);
        let total = total_row(self.book);
        let exact = |figures: &StreamFigures| Some(figures.share.as_ref()? * &Exact::whole(10));
        let [revenue, tenths, lost] = [REVENUE, TENTHS, LOST].map(|column| self.at(column));
        let whole = at(REVENUE, total);
        // A part of an unknown whole would be too large: there are no shares while a stream is not known in full.
        let is_shared = format!(
            "AND(COUNT({revenue})=1,N({whole})>0,{}=SUMPRODUCT(({}<>\"\")*1))",
            at(CONTRIBUTION, total + 1),
            rows.of(0)
        );
        let of = format!("N({revenue})/{whole}*1000");
        let down = |figures: &StreamFigures| Some(exact(figures)?.floor());
        let formula = format!("IF({is_shared},INT(ROUND({of},9)),\"-\")");
        self.put(page, TENTHS, Kind::Count, &formula, &of_entry(self.known, |(_, figures)| down(figures)))?;
        let rest = |figures: &StreamFigures| Some(&exact(figures)? - &down(figures)?);
        let formula = format!("IF(COUNT({tenths})=1,ROUND({of}-{tenths},9),\"-\")");
        self.put(page, LOST, Kind::Count, &formula, &of_entry(self.known, |(_, figures)| rest(figures)))?;
        let (all_tenths, all_lost) = (rows.of(TENTHS), rows.of(LOST));
        let earlier = Rows::new(rows.first, self.slot + 1).of(LOST);
        let rank = format!("SUMPRODUCT(ISNUMBER({all_lost})*({all_lost}>{lost}))+SUMPRODUCT(({earlier}={lost})*1)-1");
        let formula = format!("IF(COUNT({tenths})=1,({tenths}+IF({rank}<1000-SUM({all_tenths}),1,0))/1000,\"-\")");
        let value = of_entry(self.known, |(_, figures)| figures.share_shown.as_ref()?.over(&Exact::whole(100)));
        self.put(page, SHARE, Kind::Percent, &formula, &value)
    }

    /// The sales at break-even.
    fn needed(&self, page: &mut Page) -> Result<(), XlsxError> {
        let [left, sold, contribution, here] = [LEFT, SALES, CONTRIBUTION, NEEDED].map(|column| self.at(column));
        // What calculating in binary adds behind the last digit must not become one sale more.
        let up = |number: &str| format!("ROUNDUP({number}*(1-1E-12),0)");
        let formula = format!(
            "IF(AND(Verdict=\"{AT_ZERO}\",COUNT({left})=1),0,IF(Verdict<>\"{BREAKS_EVEN}\",\"-\",IF({},IF(COUNT({left})=1,{},\"-\"),\
             IF(COUNT({contribution})=1,{},\"-\"))))",
            alone(self.book),
            up(&format!("Fixed_costs/{left}")),
            up(&format!("Part_needed*{sold}"))
        );
        let units = |figures: &StreamFigures| figures.break_even_units.clone();
        self.put(page, NEEDED, Kind::Whole, &formula, &of_entry(self.known, |(_, figures)| units(figures)))?;
        let formula = format!("IF(COUNT({here},{left})=2,{here}*{left},\"-\")");
        let value = |figures: &StreamFigures| Some(&units(figures)? * figures.unit_contribution.as_ref()?);
        self.put(page, YIELD, Kind::Money(""), &formula, &of_entry(self.known, |(_, figures)| value(figures)))
    }

    /// The numbers that other sheets go by. They are numbers in every row, so that whole columns can be multiplied.
    fn for_other_sheets(&self, page: &mut Page) -> Result<(), XlsxError> {
        let counts = self.at(COUNTS);
        let (price, cost, direct_vat) = (self.at(PRICE), self.at(COST), self.at(DIRECT_VAT));
        let [vat, after, first, way, rate] =
            ["vat", "paid_after", "first", "way", "rate"].map(|field| self.input(field));
        let [bill_months, billed, contract] = ["bill_months", "billed", "contract"].map(|field| self.input(field));
        let billed_as = self.known.map(|(input, _)| input.billed).unwrap_or_default();
        let is_contracted = self.known.is_some_and(|(input, _)| input.is_contracted);
        let of_income = &self.book.tables.of_income;
        let part_vat = format!("SUMPRODUCT({},{})", of_income.all("part"), of_income.all("vat"));
        let growth = format!(
            "IF(OR({way}=\"{NUMBERS}\",{way}=\"{SUMS}\"),2,IF({way}=\"{COME_AND_GO}\",3,IF({way}=\"{STEADY}\",1,\
             IF(AND(N(Full_sales_month)>1,COUNT(First_month_sales)=0),-1,0))))"
        );
        let missing = self.at(MISSING);
        let blocks = format!(
            "IF({missing}=\"\",0,IF(AND(COUNT({rate})=1,OR({missing}=\"direct cost not known\",RIGHT({missing},{})=\"{IDEA}\")),0,1))",
            IDEA.len()
        );
        let whole = self.known.filter(|(_, figures)| figures.is_whole());
        let number = |number: Option<Exact>| Value::Number(number.unwrap_or_else(Exact::zero));
        let counted = |number: u32| Exact::whole(number.into());
        let unit =
            |pick: fn(&StreamFigures) -> Option<&Exact>| number(whole.and_then(|(_, figures)| pick(figures).cloned()));
        let stops = missing_of(self.book, self.slot).is_some_and(|(words, rated)| {
            !words.is_empty() && !(rated && (words == "direct cost not known" || words.ends_with(IDEA)))
        });
        for (column, formula, value) in [
            (COUNTS, format!("IF(AND({}<>\"\",{missing}=\"\"),1,0)", self.at(0)), number(whole.map(|_| counted(1)))),
            (UNIT_PRICE, format!("IF({counts}=1,{price},0)"), unit(|figures| figures.unit_price.as_ref())),
            (UNIT_COST, format!("IF({counts}=1,{cost},0)"), unit(|figures| figures.unit_variable_cost.as_ref())),
            (
                UNIT_VAT,
                format!("IF({counts}=1,{direct_vat}+N({price})*{part_vat},0)"),
                unit(|figures| Some(&figures.unit_input_tax)),
            ),
            (VAT, format!("N({vat})"), number(self.known.and_then(|(input, _)| input.vat).map(Exact::percent))),
            (
                PAID_AFTER,
                format!("N({after})"),
                number(self.known.and_then(|(input, _)| input.paid_after).map(counted)),
            ),
            (
                BILL_MONTHS,
                format!("IF({billed}=\"\",1,MAX(1,N({bill_months})))"),
                number(Some(counted(billed_as.months().max(1)))),
            ),
            (
                BILLED_AFTER,
                format!("IF({billed}=\"{AFTERWARDS}\",1,0)"),
                number(Some(counted(u32::from(matches!(billed_as, Billed::After(_)))))),
            ),
            (
                CONTRACTED,
                format!("IF(AND({contract}=\"yes\",{way}=\"{SUMS}\"),1,0)"),
                number(Some(counted(u32::from(is_contracted)))),
            ),
            (
                FIRST,
                format!("MAX(1,N({first}))"),
                number(Some(counted(self.known.and_then(|(input, _)| input.first_month).unwrap_or(1).max(1)))),
            ),
            (WAY, growth, Value::Number(self.way())),
            (BLOCKS, blocks, number(Some(counted(u32::from(stops))))),
        ] {
            page.formula(self.row, column, &style::quiet(Kind::Count), &formula, &value)?;
        }
        Ok(())
    }

    fn way(&self) -> Exact {
        let ramp = self.book.figures.cash.ramp == crate::figures::Ramp::StartUnknown;
        let unknown =
            self.book.inputs.ramp_months.is_some_and(|months| months > 1) && self.book.inputs.ramp_start.is_none();
        Exact::whole(match self.known.map(|(input, _)| &input.growth) {
            Some(Growth::Numbers(_) | Growth::Amounts(_)) => 2,
            Some(Growth::Customers { .. }) => 3,
            Some(Growth::Steady) => 1,
            _ if ramp || unknown => -1,
            _ => 0,
        })
    }
}

/// What is missing of a stream, as its cell says it.
pub(super) fn missing(book: &Book<'_>, slot: usize) -> String {
    missing_of(book, slot).map(|(words, _)| words.to_owned()).unwrap_or_default()
}

/// What is missing of a stream, and whether its currency has a rate.
fn missing_of<'b>(book: &'b Book<'_>, slot: usize) -> Option<(&'b str, bool)> {
    let (input, figures) = book.stream(slot)?;
    let (missing, rated) =
        (figures.missing.unwrap_or_default(), rate(book.inputs, input.currency.as_deref()).is_some());
    let words = if rated || missing.ends_with(IDEA) { missing } else { NO_RATE };
    Some((words, rated))
}

/// The months and the numbers of a stream that has them.
pub(super) fn points(book: &Book<'_>, slot: usize) -> (String, String) {
    let of = |stem| some_points(book, slot, stem, (1, most_points(book)));
    (of("month"), of("many"))
}

/// How many points a stream has room for.
fn most_points(book: &Book<'_>) -> usize {
    book.tables.points.fields.len() / 2
}

fn some_points(book: &Book<'_>, slot: usize, stem: &str, (first, last): (usize, usize)) -> String {
    book.tables.points.across((&format!("{stem}_{first}"), &format!("{stem}_{last}")), slot)
}

/// The sales in a month of points: nothing before the first, evenly between two, steady after the last.
pub(super) fn between(month: &str, months: &str, many: &str) -> String {
    let place = format!("MATCH({month},{months},1)");
    let at = |of: &str, more: &str| format!("INDEX({of},{place}{more})");
    format!(
        "IF({month}<MIN({months}),0,IF({month}>=MAX({months}),INDEX({many},COUNT({months})),{}+({}-{})*({month}-{})/({}-{})))",
        at(many, ""),
        at(many, "+1"),
        at(many, ""),
        at(months, ""),
        at(months, "+1"),
        at(months, "")
    )
}

/// Customers who come and go, after so many whole months.
pub(super) fn customers_after(months: &str, new: &str, lost: &str, start: &str) -> String {
    format!(
        "IF(N({lost})=0,N({start})+{new}*{months},N({start})*(1-{lost})^{months}+{new}*(1-(1-{lost})^{months})/{lost})"
    )
}

fn totals(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let (rows, row, totals) = (stream_rows(book), total_row(book), &book.figures.totals);
    let money = style::total(Kind::Money(&book.inputs.currency));
    for column in 0..=YIELD {
        page.words(row, column, if column == 0 { "Total" } else { "" }, &style::total(Kind::Words))?;
    }
    let (counts, some) = (rows.of(COUNTS), format!("SUM({})=0", rows.of(COUNTS)));
    // Where no stream is known in full, an income is shown that nothing is taken from.
    let revenue = rows.of(REVENUE);
    let alone = format!("IF(COUNT({revenue})=0,\"{NOT_KNOWN}\",SUM({revenue}))");
    let unknown = format!("\"{NOT_KNOWN}\"");
    for (column, without, known, total) in [
        (REVENUE, alone, format!("COUNT({revenue})"), &totals.revenue),
        (SPENT, unknown.clone(), "0".to_owned(), &totals.variable_cost),
        (CONTRIBUTION, unknown, "0".to_owned(), &totals.contribution),
    ] {
        let formula = format!("IF({some},{without},SUMPRODUCT({counts},{}))", rows.of(column));
        page.formula(row, column, &money, &formula, &Value::or(total.amount.as_ref(), None))?;
        let formula = format!("IF({some},{known},SUM({counts}))");
        page.formula(row + 1, column, &style::worked_out(Kind::Whole), &formula, &Value::count(total.known))?;
    }
    let shared = book.figures.streams.iter().any(|stream| stream.share_shown.is_some());
    let together = |column: u16| format!("IF(COUNT({0})=0,\"-\",SUM({0}))", rows.of(column));
    let value = Value::known(shared.then(|| Exact::whole(1)).as_ref());
    page.formula(row, SHARE, &style::total(Kind::Percent), &together(SHARE), &value)?;
    page.formula(row, YIELD, &money, &together(YIELD), &Value::known(book.figures.break_even_yield.as_ref()))?;
    page.words(row + 1, 0, "Streams that are known and counted", &style::hint())?;
    page.words(row + 2, 0, "Revenue of the streams whose contribution is known", &style::hint())?;
    let formula = format!("SUMPRODUCT({counts},{revenue})");
    page.formula(
        row + 2,
        CONTRIBUTION,
        &style::worked_out(Kind::Money(&book.inputs.currency)),
        &formula,
        &Value::Number(counted_revenue(book)),
    )
}

/// What a listed cost comes to for one sale, and the VAT in it; `None` where that is not known.
fn net(book: &Book<'_>, cost: &CostInput) -> Option<(Exact, Exact)> {
    let position = book.inputs.streams.iter().position(|stream| Some(&stream.id) == cost.stream.as_ref())?;
    let (stream, figures) = book.stream(position)?;
    let amount = match cost.amount {
        None => Exact::zero(),
        Some(amount) => &Exact::from(amount) * &rate(book.inputs, cost.currency.as_deref())?,
    };
    let price = figures.unit_price.clone().filter(|_| figures.counted);
    let base = match cost.base {
        Base::Ticket if stream.commission && !figures.by_amount => {
            Some(&Exact::from(stream.ticket?) * &rate(book.inputs, stream.currency.as_deref())?)
        }
        _ => price,
    };
    let net = match (cost.amount, cost.percent) {
        (None, None) => return None,
        (_, None) => amount,
        (_, Some(percent)) => &amount + &(&base? * &Exact::percent(percent)),
    };
    let vat = &net * &Exact::percent(cost.vat.or(stream.vat).unwrap_or_default());
    Some((net, vat))
}

fn sale_costs(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let (rows, table, streams) = (sale_cost_rows(book), &book.tables.sale_costs, &book.tables.streams);
    page.section(
        rows.first - HEAD,
        "What is listed as a cost of one sale",
        &["Cost", "Of no.", "One sale costs", "VAT in it"],
        1,
    )?;
    let list = book.costs_of(super::tables::List::SaleCosts);
    for slot in 0..table.slots() {
        let row = rows.row(slot);
        let (label, name) = named(table, slot);
        page.formula(row, 0, &style::worked_out(Kind::Words).set_text_wrap(), &label, &name)?;
        let [of, amount, part, base, vat, rate] =
            ["of", "amount", "part", "base", "vat", "rate"].map(|field| table.cell(field, slot));
        let cost = list.get(slot).map(|(cost, _)| *cost);
        let number = cost
            .and_then(|cost| book.inputs.streams.iter().position(|stream| Some(&stream.id) == cost.stream.as_ref()));
        let shown =
            number.map_or_else(|| cost.map_or_else(Value::blank, |_| Value::words(NOTHING)), |at| Value::count(at + 1));
        let formula = format!("IF({}=\"\",\"\",IF(COUNT({of})=1,{of},\"-\"))", at(0, row));
        page.formula(row, OF, &style::worked_out(Kind::Whole), &formula, &shown)?;
        let of_stream = |column: u16| format!("INDEX({},{of})", stream_rows(book).of(column));
        let deal = format!(
            "AND({base}=\"{WHOLE_DEAL}\",INDEX({},{of})=\"{DEAL}\",INDEX({},{of})<>\"{SUMS}\")",
            streams.all("earned_as"),
            streams.all("way")
        );
        let base = format!("IF({deal},{},{})", of_stream(DEAL_SUM), of_stream(PRICE));
        let formula = format!(
            "IF({}=\"\",\"\",IF(COUNT({of})=0,\"-\",IFERROR(IF(COUNT({amount},{part})=0,\"-\",IF(COUNT({amount})=1,{amount}*{rate},0)\
             +IF(COUNT({part})=1,{part}*{base},0)),\"-\")))",
            at(0, row)
        );
        let net = |pick: fn((Exact, Exact)) -> Exact| of_entry(cost, |cost| net(book, cost).map(pick));
        page.formula(row, NET, &style::worked_out(Kind::Money("")), &formula, &net(|(net, _)| net))?;
        let here = at(NET, row);
        let formula =
            format!("IF(COUNT({here})=0,{here},{here}*IF(COUNT({vat})=1,{vat},N(INDEX({},{of}))))", streams.all("vat"));
        page.formula(row, NET_VAT, &style::worked_out(Kind::Money("")), &formula, &net(|(_, vat)| vat))?;
    }
    Ok(())
}
