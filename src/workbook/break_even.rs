//! The sheet of a normal month and of the sales at which nothing is lost.

use super::costs::{self, Places};
use super::income;
use super::ledger::{HEAD, Ledger, TOP};
use super::page::Page;
use super::place::{Rows, Sheet, at};
use super::style::{self, Kind};
use super::value::{NOT_KNOWN, NOTHING, Value};
use crate::figures::{Exact, Total};
use crate::words::counted;
use rust_xlsxwriter::XlsxError;

const AMOUNT: u16 = 1;
const NOTE: u16 = 2;
const HOW: u16 = 3;

/// The rows of a normal month.
const REVENUE: u32 = TOP + HEAD;
const SPENT: u32 = REVENUE + 1;
const CONTRIBUTION: u32 = REVENUE + 2;
const RATIO: u32 = REVENUE + 3;
const FIXED: u32 = REVENUE + 4;
const PROFIT: u32 = REVENUE + 5;
/// The rows of the break-even.
const VERDICT: u32 = PROFIT + 2 + HEAD;
const PART: u32 = VERDICT + 1;
const SALES: u32 = VERDICT + 2;
const SAFETY: u32 = VERDICT + 3;
/// The first row of the streams.
const STREAMS: u32 = SAFETY + 2 + HEAD;

/// What the verdict says where there is a number.
const BREAKS_EVEN: &str = "breaks even";
const AT_ZERO: &str = "break-even at 0";

pub(super) fn names() -> Vec<(&'static str, String)> {
    [
        ("Revenue", REVENUE),
        ("Cost_of_sales", SPENT),
        ("Contribution", CONTRIBUTION),
        ("Contribution_ratio", RATIO),
        ("Fixed_costs", FIXED),
        ("Profit", PROFIT),
        ("Verdict", VERDICT),
        ("Part_needed", PART),
        ("Revenue_needed", SALES),
        ("Safety", SAFETY),
    ]
    .map(|(name, row)| (name, Sheet::BreakEven.fixed(AMOUNT, row)))
    .to_vec()
}

pub(super) fn page(ledger: &Ledger<'_>) -> Result<Page, XlsxError> {
    let widths = [40.0, 24.0, 32.0, 66.0];
    let hint = "What a normal month leaves, and how much must be sold so that nothing is lost. Nothing is typed here.";
    let mut page = Page::new(Sheet::BreakEven, "Break-even", hint, &widths)?;
    page.keep_in_sight(2, 1)?;
    month(&mut page, ledger)?;
    needed(&mut page, ledger)?;
    streams(&mut page, ledger)?;
    Ok(page)
}

/// A number that may be partial: the cell that counts what it holds, and the total it comes from.
pub(super) struct Summand<'t> {
    known: String,
    total: &'t Total,
}

impl Summand<'_> {
    fn is_partial(&self) -> String {
        format!("{}<{}", self.known, self.total.of)
    }

    /// `2 of 3 streams`.
    fn said(&self) -> String {
        format!("{}&\" of {}\"", self.known, counted(self.total.of, self.total.parts.0, self.total.parts.1))
    }
}

/// The parts that the profit and, with the one-off costs, the course of the cash are made of.
pub(super) fn parts<'t>(ledger: &'t Ledger<'_>, with_one_offs: bool) -> Vec<Summand<'t>> {
    let (totals, places) = (&ledger.figures.totals, Places::new(ledger));
    let known = Sheet::Income.fixed(income::CONTRIBUTION, income::total_row(ledger) + 1);
    let mut parts = vec![
        Summand { known, total: &totals.contribution },
        Summand { known: Places::known(places.fixed), total: &totals.fixed_costs },
    ];
    if with_one_offs {
        parts.push(Summand { known: Places::known(places.once), total: &totals.one_offs });
    }
    parts
}

/// The formula that says what is left out: `partial: 2 of 3 streams, 4 of 5 fixed costs`.
pub(super) fn left_out(parts: &[Summand<'_>]) -> String {
    let mut pieces = Vec::new();
    for (position, part) in parts.iter().enumerate() {
        let before: Vec<String> = parts.iter().take(position).map(Summand::is_partial).collect();
        let comma =
            if before.is_empty() { String::new() } else { format!("IF(OR({}),\", \",\"\")&", before.join(",")) };
        pieces.push(format!("IF({},{comma}{},\"\")", part.is_partial(), part.said()));
    }
    let any: Vec<String> = parts.iter().map(Summand::is_partial).collect();
    format!("IF(OR({}),\"partial: \"&{},\"\")", any.join(","), pieces.join("&"))
}

fn month(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    page.section(TOP, "A normal month", &["Figure", "A month", "What is left out", "How it is worked out"], 1)?;
    page.headings(TOP + 1, NOTE, &["What is left out", "How it is worked out"], 2)?;
    let (totals, places) = (&ledger.figures.totals, Places::new(ledger));
    let total = |column| Sheet::Income.fixed(column, income::total_row(ledger));
    let known = |column| Sheet::Income.fixed(column, income::total_row(ledger) + 1);
    let fixed = costs::fixed_total(ledger);
    for (row, label, source, known, amount, how) in [
        (
            REVENUE,
            "Revenue",
            total(income::REVENUE),
            known(income::REVENUE),
            &totals.revenue,
            "Price times sales, all streams together.",
        ),
        (
            SPENT,
            "Cost of the sales",
            total(income::SPENT),
            known(income::CONTRIBUTION),
            &totals.variable_cost,
            "Cost of one sale times sales.",
        ),
        (
            CONTRIBUTION,
            "Contribution",
            total(income::CONTRIBUTION),
            known(income::CONTRIBUTION),
            &totals.contribution,
            "Revenue less the cost of the sales: what they leave.",
        ),
        (
            FIXED,
            "Fixed costs",
            fixed,
            Places::known(places.fixed),
            &totals.fixed_costs,
            "What is paid whatever is sold, founders' pay included.",
        ),
    ] {
        let money = style::worked_out(Kind::Money(&ledger.inputs.currency));
        page.label(row, 0, label)?;
        page.formula(row, AMOUNT, &money, &source, &Value::or(amount.amount.as_ref(), None))?;
        let part = Summand { known, total: amount };
        let note = format!("IF(COUNT({})=0,\"\",{})", at(AMOUNT, row), left_out(&[part]));
        page.remark(row, NOTE, &note, &amount.note().filter(|_| amount.amount.is_some()).unwrap_or_default())?;
        page.how(row, HOW, how)?;
    }
    let ratio = format!(
        "IF(COUNT(Contribution)=0,\"{NOT_KNOWN}\",IF(Revenue_behind_contribution=0,\"no revenue\",Contribution/Revenue_behind_contribution))"
    );
    let no_ratio = totals.contribution.amount.as_ref().map_or(NOT_KNOWN, |_| "no revenue");
    page.label(RATIO, 0, "Contribution ratio")?;
    let value = Value::or(totals.contribution_ratio.as_ref(), Some(no_ratio));
    page.formula(RATIO, AMOUNT, &style::worked_out(Kind::Part), &ratio, &value)?;
    page.how(RATIO, HOW, "Contribution divided by the revenue of the same streams.")?;
    let money = style::total(Kind::Money(&ledger.inputs.currency));
    page.words(PROFIT, 0, "Profit", &style::total(Kind::Words))?;
    let profit = format!("IF(COUNT(Contribution,Fixed_costs)=2,Contribution-Fixed_costs,\"{NOT_KNOWN}\")");
    page.formula(PROFIT, AMOUNT, &money, &profit, &Value::or(totals.profit.as_ref(), None))?;
    let note = format!("IF(COUNT(Profit)=0,\"\",{})", left_out(&parts(ledger, false)));
    page.remark(PROFIT, NOTE, &note, &totals.profit_note().filter(|_| totals.profit.is_some()).unwrap_or_default())?;
    page.how(PROFIT, HOW, "Contribution less fixed costs, before taxes.")
}

/// The cells of the only stream, if there is just one: whether it counts, its price, what a sale leaves, its sales.
fn only_stream(ledger: &Ledger<'_>) -> Option<[String; 4]> {
    let rows = income::rows(ledger);
    let cell = |column| Sheet::Income.fixed(column, rows.first);
    (ledger.inputs.streams.len() == 1).then(|| [income::COUNTED, income::PRICE, income::LEFT, income::SALES].map(cell))
}

fn verdict(ledger: &Ledger<'_>) -> String {
    let positive = |name: &str| format!("ROUND({name},6)>0");
    let general = format!(
        "IF(OR(COUNT(Contribution)=0,{}>0),\"{NOT_KNOWN}\",IF({},IF({},\"{BREAKS_EVEN}\",\"no volume breaks even\"),\
         IF({},\"{AT_ZERO}\",IF(ROUND(Contribution,6)<0,\"even only without sales\",\"always exactly even\"))))",
        half_known(ledger),
        positive("Fixed_costs"),
        positive("Contribution"),
        positive("Contribution"),
    );
    // One stream that leaves something on each sale breaks even, however much of it is sold so far.
    let rule = only_stream(ledger).map_or_else(
        || general.clone(),
        |[counted, _, left, _]| {
            format!(
                "IF(AND({counted}=\"yes\",ROUND(N({left}),9)>0),IF({},\"{BREAKS_EVEN}\",\"{AT_ZERO}\"),{general})",
                positive("Fixed_costs")
            )
        },
    );
    let known = Places::known(Places::new(ledger).fixed);
    let partial = format!("{known}<{}", ledger.figures.totals.fixed_costs.of);
    if ledger.has_loose_cost() {
        return format!("\"{NOT_KNOWN}\"");
    }
    format!("IF(OR(COUNT(Fixed_costs)=0,{partial}),\"{NOT_KNOWN}\",{rule})")
}

/// How many streams are known in part: whoever has neither a price nor sales is only an idea and stays out of the mix.
fn half_known(ledger: &Ledger<'_>) -> String {
    let rows = income::rows(ledger);
    let is = |column| format!("ISNUMBER({})", Sheet::Income.rows(column, rows));
    let counted = format!("({}=\"yes\")", Sheet::Income.rows(income::COUNTED, rows));
    let (price, sales, left) = (is(income::PRICE), is(income::SALES), is(income::CONTRIBUTION));
    format!("SUMPRODUCT((1-{counted}*{left})*(1-(1-{price})*(1-{sales})))")
}

fn needed(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let figures = &ledger.figures;
    let break_even = &figures.break_even;
    page.section(VERDICT - HEAD, "Break-even", &["Figure", "A month", "", "How it is worked out"], 1)?;
    page.headings(VERDICT - 1, NOTE, &["", "How it is worked out"], 2)?;
    let note = break_even.note().unwrap_or(BREAKS_EVEN);
    page.label(VERDICT, 0, "Does the business break even?")?;
    let words = style::worked_out(Kind::Count);
    page.formula(VERDICT, AMOUNT, &words, &verdict(ledger), &Value::words(note))?;
    let (part, sales) = match only_stream(ledger) {
        Some([_, price, left, sold]) => (
            format!("IF(N({sold})>0,Fixed_costs/{left}/{sold},\"{NOT_KNOWN}\")"),
            format!("Fixed_costs/{left}*{price}"),
        ),
        None => ("Fixed_costs/Contribution".to_owned(), "Part_needed*Revenue_behind_contribution".to_owned()),
    };
    let guarded =
        |formula: &str| format!("IF(Verdict=\"{BREAKS_EVEN}\",{formula},IF(Verdict=\"{AT_ZERO}\",0,Verdict))");
    let margin = "IF(AND(COUNT(Revenue_needed)=1,Revenue_behind_contribution>0),\
                  1-Revenue_needed/Revenue_behind_contribution,\"-\")";
    let safety = figures.safety.as_ref().and_then(|safety| safety.over(&Exact::whole(100)));
    let money = Kind::Money(&ledger.inputs.currency);
    for (row, label, kind, formula, value, how) in [
        (
            PART,
            "Part of a normal month's sales needed",
            Kind::Part,
            guarded(&part),
            Value::or(break_even.factor().as_ref(), break_even.note()),
            "Fixed costs divided by the contribution, the mix of the streams being kept.",
        ),
        (
            SALES,
            "Revenue needed",
            money,
            guarded(&sales),
            Value::or(break_even.sales().as_ref(), break_even.note()),
            "Fixed costs divided by the contribution ratio.",
        ),
        (
            SAFETY,
            "Safety: by how much sales may fall",
            Kind::Percent,
            margin.to_owned(),
            Value::or(safety.as_ref(), Some(NOTHING)),
            "Revenue less the revenue needed, divided by the revenue.",
        ),
    ] {
        page.label(row, 0, label)?;
        page.formula(row, AMOUNT, &style::worked_out(kind), &formula, &value)?;
        page.how(row, HOW, how)?;
    }
    Ok(())
}

fn streams(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let rows = Rows::new(STREAMS, ledger.inputs.streams.len());
    let headings = ["Stream", "Sales needed a month", "What they leave together"];
    page.section(STREAMS - HEAD, "Sales needed of each stream, rounded up", &headings, 1)?;
    if ledger.inputs.streams.is_empty() {
        page.nothing(STREAMS, "No revenue stream is named yet.")?;
    }
    for (position, (input, figures)) in ledger.streams().enumerate() {
        let (row, source) = (rows.row(position), income::rows(ledger).row(position));
        let cell = |column| Sheet::Income.at(column, source);
        let (left, sold) = (cell(income::LEFT), cell(income::SALES));
        page.label(row, 0, &input.title)?;
        // What calculating in binary adds behind the last digit must not become one sale more.
        let up = |number: String| format!("ROUNDUP({number}*(1-1E-12),0)");
        let (needed, known) = if only_stream(ledger).is_some() {
            (up(format!("Fixed_costs/{left}")), left.clone())
        } else {
            (up(format!("Part_needed*{sold}")), cell(income::CONTRIBUTION))
        };
        let formula = format!(
            "IF({}<>\"yes\",\"-\",IF(AND(Verdict=\"{BREAKS_EVEN}\",COUNT({known})=1),{needed},\
             IF(AND(Verdict=\"{AT_ZERO}\",COUNT({left})=1),0,\"-\")))",
            cell(income::COUNTED)
        );
        let units = figures.break_even_units.as_ref();
        page.formula(row, AMOUNT, &style::worked_out(Kind::Whole), &formula, &Value::known(units))?;
        let here = at(AMOUNT, row);
        let gives = format!("IF(COUNT({here},{left})=2,{here}*{left},\"-\")");
        let value = units.zip(figures.unit_contribution.as_ref()).map(|(units, unit)| units * unit);
        page.formula(row, NOTE, &style::worked_out(Kind::Money("")), &gives, &Value::known(value.as_ref()))?;
    }
    let (row, range) = (rows.end(), rows.of(NOTE));
    page.words(row, 0, "Together", &style::total(Kind::Words))?;
    page.words(row, AMOUNT, "", &style::total(Kind::Words))?;
    let sum = format!("IF(COUNT({range})=0,\"-\",SUM({range}))");
    let money = style::total(Kind::Money(&ledger.inputs.currency));
    page.formula(row, NOTE, &money, &sum, &Value::known(ledger.figures.break_even_yield.as_ref()))
}
