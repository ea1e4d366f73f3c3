//! The lists of what was said, as the sheet of the inputs holds them: their columns, their entries, and where each stands.
//!
//! Every list has spare rows, which all formulas cover: what is written into one counts at once.

use super::place::{Rows, Sheet};
use super::style::Kind;
use super::value::{cell, percent_cell};
use crate::figures::roles::CALENDAR;
use crate::figures::{
    Base, Billed, Certainty, CostInput, CostKind, DirectCostIs, Exact, Growth, Inputs, Period, Repayment, SeasonInput,
    SourceInput, SourceKind, Step, StreamInput,
};
use crate::words::capitalised;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// How many rows are free in every list.
pub(super) const SPARE: usize = 10;

/// The columns of every list: what it is called, its currency, and the rate that leads from there to that of the plan.
pub(super) const NAME: u16 = 0;
pub(super) const CURRENCY: u16 = 1;
pub(super) const RATE: u16 = 2;
const FIELDS: u16 = 3;

/// Rows above the first list, and between two: a free one, the title, the headings.
const ABOVE: u32 = 3;

/// The choices, as cells hold them.
pub(super) const DEAL: &str = "part of a deal";
pub(super) const NUMBERS: &str = "so many in some months";
pub(super) const SUMS: &str = "a sum a month";
/// When a bill for several months comes.
const AHEAD: &str = "ahead";
pub(super) const AFTERWARDS: &str = "afterwards";
pub(super) const COME_AND_GO: &str = "come and go";
pub(super) const STEADY: &str = "the same every month";
pub(super) const DOWN: &str = "broken down";
pub(super) const ON_TOP: &str = "on top";
pub(super) const WHOLE_DEAL: &str = "the whole deal";
pub(super) const ASKED_HERE: &str = "asked for with this plan";
pub(super) const ASKED_ELSEWHERE: &str = "asked for elsewhere";
pub(super) const LOAN: &str = "loan";
pub(super) const FAMILY: &str = "family";
pub(super) const INSTALMENTS: &str = "equal instalments";
pub(super) const AT_THE_END: &str = "at the end";
pub(super) const PERIODS: [&str; 4] = ["week", "month", "quarter", "year"];
pub(super) const YES: [&str; 1] = ["yes"];

/// One list of inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Streams,
    /// How many in which months, a row for each stream.
    Points,
    SaleCosts,
    Fixed,
    Staff,
    OfIncome,
    Once,
    /// Costs whose kind is not known.
    Loose,
    Pay,
    Sources,
    Seasons,
    Rates,
    /// What is said once.
    Whole,
}

/// What a column of a list holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Number(Kind<'static>),
    Choice(&'static [&'static str]),
    Words,
}

/// What an input cell holds.
#[derive(Clone, Debug)]
pub(super) enum Typed {
    Number(Option<f64>),
    Words(Option<String>),
}

/// A column: its id, which is a part of the names of its cells, its heading and what it holds.
pub(super) type Field = (Cow<'static, str>, String, Shape);

/// One row of a list.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) currency: Option<String>,
    pub(super) cells: Vec<Typed>,
}

/// One list and where it stands.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) list: List,
    pub(super) title: &'static str,
    /// The beginning of the names of its cells.
    pub(super) stem: &'static str,
    /// What its first column is called.
    pub(super) called: &'static str,
    /// Whether its entries are in a currency of their own.
    pub(super) abroad: bool,
    pub(super) fields: Vec<Field>,
    pub(super) entries: Vec<Entry>,
    /// All rows, the spare ones included.
    pub(super) rows: Rows,
}

impl Table {
    /// How many entries it may hold.
    pub(super) fn slots(&self) -> usize {
        usize::try_from(self.rows.count).unwrap_or_default()
    }

    pub(super) fn column(&self, field: &str) -> u16 {
        match field {
            "name" => NAME,
            "currency" => CURRENCY,
            "rate" => RATE,
            _ => {
                let position = self.fields.iter().position(|(id, ..)| id == field).unwrap_or(usize::from(u16::MAX));
                FIELDS.saturating_add(u16::try_from(position).unwrap_or(u16::MAX))
            }
        }
    }

    /// The cell of an entry, counted from 0.
    pub(super) fn cell(&self, field: &str, slot: usize) -> String {
        Sheet::Inputs.cell(self.column(field), self.rows.row(slot))
    }

    /// The cells of all entries.
    pub(super) fn all(&self, field: &str) -> String {
        Sheet::Inputs.rows(self.column(field), self.rows)
    }

    /// The column behind the others, which says what is missing of an entry.
    pub(super) fn missing(&self) -> u16 {
        FIELDS.saturating_add(u16::try_from(self.fields.len()).unwrap_or(u16::MAX))
    }

    /// The cells of an entry from one field to another.
    pub(super) fn across(&self, (first, last): (&str, &str), slot: usize) -> String {
        let row = self.rows.row(slot);
        Sheet::Inputs.block((self.column(first), self.column(last)), Rows { first: row, count: 1 })
    }

    /// The name of the cell of an entry: `Income_1_price`.
    pub(super) fn name(&self, field: &str, slot: usize) -> String {
        if self.list == List::Whole {
            return WHOLE.get(slot).map(|(name, _)| (*name).to_owned()).unwrap_or_default();
        }
        format!("{}_{}_{field}", self.stem, slot + 1)
    }
}

fn money(id: &'static str, heading: &str) -> Field {
    (id.into(), heading.to_owned(), Shape::Number(Kind::Money("")))
}

fn count(id: &'static str, heading: &str) -> Field {
    (id.into(), heading.to_owned(), Shape::Number(Kind::Count))
}

fn whole(id: &'static str, heading: &str) -> Field {
    (id.into(), heading.to_owned(), Shape::Number(Kind::Whole))
}

fn part(id: &'static str, heading: &str) -> Field {
    (id.into(), heading.to_owned(), Shape::Number(Kind::TypedPercent))
}

fn choice(id: &'static str, heading: &str, choices: &'static [&'static str]) -> Field {
    (id.into(), heading.to_owned(), Shape::Choice(choices))
}

fn sure() -> Field {
    ("sure".into(), "How sure it is".to_owned(), Shape::Words)
}

fn number(number: Option<Decimal>) -> Typed {
    Typed::Number(cell(number))
}

fn months(number: Option<u32>) -> Typed {
    Typed::Number(number.map(f64::from))
}

fn percent(percent: Option<Decimal>) -> Typed {
    Typed::Number(percent_cell(percent))
}

fn words(words: Option<&str>) -> Typed {
    Typed::Words(words.map(str::to_owned))
}

/// All lists of a plan, one below the other.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) streams: Table,
    pub(super) points: Table,
    pub(super) sale_costs: Table,
    pub(super) fixed: Table,
    pub(super) staff: Table,
    pub(super) of_income: Table,
    pub(super) once: Table,
    pub(super) loose: Table,
    pub(super) pay: Table,
    pub(super) sources: Table,
    pub(super) seasons: Table,
    pub(super) rates: Table,
    pub(super) whole: Table,
}

impl Tables {
    /// The lists of a plan, from that row on.
    pub(super) fn new(inputs: &Inputs, first: u32) -> Self {
        let mut tables = Self {
            streams: streams(inputs),
            points: points(inputs),
            sale_costs: sale_costs(inputs),
            fixed: fixed(inputs),
            staff: staff(inputs),
            of_income: of_income(inputs),
            once: once(inputs),
            loose: loose(inputs),
            pay: pay(inputs),
            sources: sources(inputs),
            seasons: seasons(inputs),
            rates: rates(inputs),
            whole: whole_plan(inputs),
        };
        let Self {
            streams,
            points,
            sale_costs,
            fixed,
            staff,
            of_income,
            once,
            loose,
            pay,
            sources,
            seasons,
            rates,
            whole,
        } = &mut tables;
        let mut row = first;
        for table in
            [streams, points, sale_costs, fixed, staff, of_income, once, pay, sources, seasons, whole, rates, loose]
        {
            for (number, entry) in (1..).zip(&mut table.entries) {
                // What has no name would not count.
                if entry.name.trim().is_empty() && table.list != List::Points {
                    entry.name = format!("{} {number}", table.called);
                }
            }
            let spare = if matches!(table.list, List::Seasons | List::Whole | List::Points) { 0 } else { SPARE };
            table.rows = Rows::new(row + ABOVE, table.entries.len() + spare);
            row = table.rows.end();
        }
        tables
    }

    pub(super) fn all(&self) -> [&Table; 13] {
        let Self {
            streams,
            points,
            sale_costs,
            fixed,
            staff,
            of_income,
            once,
            loose,
            pay,
            sources,
            seasons,
            rates,
            whole,
        } = self;
        [streams, points, sale_costs, fixed, staff, of_income, once, pay, sources, seasons, whole, rates, loose]
    }
}

fn table(
    list: List,
    (title, stem, called): (&'static str, &'static str, &'static str),
    abroad: bool,
    fields: Vec<Field>,
    entries: Vec<Entry>,
) -> Table {
    Table { list, title, stem, called, abroad, fields, entries, rows: Rows::new(0, 0) }
}

fn streams(inputs: &Inputs) -> Table {
    let fields = vec![
        choice("earned_as", "Earned as", &["price", DEAL]),
        money("price", "Price of one sale"),
        money("deal", "Whole deal"),
        part("kept", "Part of it kept"),
        count("customers", "Customers a month"),
        count("purchases", "Purchases of each a month"),
        count("units", "Sales a month, where given directly"),
        choice("way", "How sales go", &["grow with the plan", STEADY, NUMBERS, SUMS, COME_AND_GO]),
        count("new", "New customers a month"),
        part("lost", "Part lost a month"),
        count("at_start", "Customers at the start"),
        whole("first", "From month"),
        whole("paid_after", "Paid after so many months"),
        whole("bill_months", "Months on one bill"),
        choice("billed", "Billed", &[AHEAD, AFTERWARDS]),
        choice("contract", "A sum fixed by contract", &YES),
        part("vat", "VAT on it"),
        money("direct", "Direct cost of one sale"),
        part("direct_part", "And a part of the price"),
        choice("direct_is", "The listed costs are that", &[DOWN, ON_TOP]),
        money("win_cost", "Cost of winning customers a month"),
        sure(),
    ];
    let entries = inputs.streams.iter().map(|stream| {
        let at_start = match &stream.growth {
            Growth::Customers { at_start } => *at_start,
            _ => None,
        };
        let (bill_months, billed) = match stream.billed {
            Billed::Monthly => (None, None),
            Billed::Ahead(months) => (Some(months), Some(AHEAD)),
            Billed::After(months) => (Some(months), Some(AFTERWARDS)),
        };
        Entry {
            name: stream.title.clone(),
            currency: stream.currency.clone(),
            cells: vec![
                words(Some(if stream.commission { DEAL } else { "price" })),
                number(stream.price),
                number(stream.ticket),
                percent(stream.rate),
                number(stream.customers),
                number(stream.purchases),
                number(stream.units),
                words(Some(way(&stream.growth))),
                number(stream.new_customers),
                percent(stream.monthly_loss),
                number(at_start),
                months(stream.first_month),
                months(stream.paid_after),
                months(bill_months),
                words(billed),
                words(stream.is_contracted.then_some("yes")),
                percent(stream.vat),
                number(stream.direct_cost),
                percent(stream.direct_cost_percent),
                words(stream.direct_cost_is.map(|is| if is == DirectCostIs::BrokenDown { DOWN } else { ON_TOP })),
                number(stream.acquisition_cost),
                words(stream.certainty.as_deref()),
            ],
        }
    });
    table(List::Streams, ("Income", "Income", "Income"), true, fields, entries.collect())
}

fn way(growth: &Growth) -> &'static str {
    match growth {
        Growth::Ramp => "grow with the plan",
        Growth::Steady => STEADY,
        Growth::Numbers(_) => NUMBERS,
        Growth::Amounts(_) => SUMS,
        Growth::Customers { .. } => COME_AND_GO,
    }
}

fn steps(stream: &StreamInput) -> Vec<Step> {
    let mut steps = match &stream.growth {
        Growth::Numbers(steps) | Growth::Amounts(steps) => steps.clone(),
        _ => Vec::new(),
    };
    steps.sort_by_key(|step| step.month);
    steps
}

fn points(inputs: &Inputs) -> Table {
    let most = inputs.streams.iter().map(|stream| steps(stream).len()).max().unwrap_or(0).max(4) + 2;
    let heading = |words: &str, number: usize| format!("{words} {number}");
    let fields = (1..=most)
        .map(|at| (Cow::Owned(format!("month_{at}")), heading("Month", at), Shape::Number(Kind::Whole)))
        .chain(
            (1..=most).map(|at| (Cow::Owned(format!("many_{at}")), heading("So many", at), Shape::Number(Kind::Count))),
        )
        .collect();
    let entries = (0..inputs.streams.len() + SPARE).map(|slot| {
        let steps = inputs.streams.get(slot).map(steps).unwrap_or_default();
        let step = |at: usize| steps.get(at);
        let month = |at: usize| months(step(at).map(|step| step.month));
        let many = |at: usize| number(step(at).map(|step| step.amount));
        Entry { cells: (0..most).map(month).chain((0..most).map(many)).collect(), ..Entry::default() }
    });
    table(List::Points, ("Sales in some months", "Growth", "Income"), false, fields, entries.collect())
}

fn of_kind(inputs: &Inputs, kind: CostKind) -> impl Iterator<Item = &CostInput> {
    inputs.costs.iter().filter(move |cost| cost.kind == Some(kind))
}

fn cost_entry(cost: &CostInput, mut cells: Vec<Typed>) -> Entry {
    cells.push(words(cost.certainty.as_deref()));
    Entry { name: cost.title.clone(), currency: cost.currency.clone(), cells }
}

fn sale_costs(inputs: &Inputs) -> Table {
    let fields = vec![
        whole("of", "For each sale of income no."),
        money("amount", "Amount a sale"),
        part("part", "And a part"),
        choice("base", "Of", &["the price", WHOLE_DEAL]),
        part("vat", "VAT in it"),
        sure(),
    ];
    let position = |cost: &CostInput| inputs.streams.iter().position(|stream| Some(&stream.id) == cost.stream.as_ref());
    let entries = of_kind(inputs, CostKind::Variable).map(|cost| {
        let of = position(cost).and_then(|at| u32::try_from(at + 1).ok());
        let base = if cost.base == Base::Ticket { WHOLE_DEAL } else { "the price" };
        let cells = vec![months(of), number(cost.amount), percent(cost.percent), words(Some(base)), percent(cost.vat)];
        cost_entry(cost, cells)
    });
    table(List::SaleCosts, ("What one sale costs", "Sale_cost", "Cost"), true, fields, entries.collect())
}

fn period(cost: &CostInput) -> Typed {
    words(cost.period.map(|period| match period {
        Period::Weekly => "week",
        Period::Monthly => "month",
        Period::Quarterly => "quarter",
        Period::Yearly => "year",
    }))
}

/// When a cost is due, and what comes on top.
fn terms_of_cost() -> Vec<Field> {
    vec![
        choice("every", "Paid every", &PERIODS),
        whole("from", "From month"),
        whole("until", "Until month"),
        whole("due", "Bill in calendar month, 1 to 12"),
        part("vat", "VAT in it"),
        sure(),
    ]
}

fn due_cells(cost: &CostInput) -> [Typed; 5] {
    [period(cost), months(cost.from), months(cost.until), months(cost.due), percent(cost.vat)]
}

fn fixed(inputs: &Inputs) -> Table {
    let fields = [money("amount", "Amount")].into_iter().chain(terms_of_cost()).collect();
    let entries = of_kind(inputs, CostKind::Fixed)
        .map(|cost| cost_entry(cost, [number(cost.amount)].into_iter().chain(due_cells(cost)).collect()));
    table(List::Fixed, ("Fixed costs", "Fixed_cost", "Cost"), true, fields, entries.collect())
}

fn staff(inputs: &Inputs) -> Table {
    let own = [money("amount", "Pay of one"), count("people", "People"), part("on_costs", "On top of pay")];
    let fields = own.into_iter().chain(terms_of_cost()).collect();
    let entries = of_kind(inputs, CostKind::Staff).map(|cost| {
        let own = [number(cost.amount), number(cost.people), percent(cost.on_costs)];
        cost_entry(cost, own.into_iter().chain(due_cells(cost)).collect())
    });
    table(List::Staff, ("Staff", "Staff", "Who"), true, fields, entries.collect())
}

fn of_income(inputs: &Inputs) -> Table {
    let fields = vec![part("part", "Part of all income"), part("vat", "VAT in it"), sure()];
    let entries = of_kind(inputs, CostKind::OfIncome)
        .map(|cost| cost_entry(cost, vec![percent(cost.percent), percent(cost.vat)]));
    table(
        List::OfIncome,
        ("Costs that are a part of all income", "Part_cost", "Cost"),
        false,
        fields,
        entries.collect(),
    )
}

fn once(inputs: &Inputs) -> Table {
    let fields = vec![
        money("amount", "Amount"),
        whole("month", "In month, 0 is before the opening"),
        count("life", "Years of use"),
        part("vat", "VAT in it"),
        sure(),
    ];
    let entries = of_kind(inputs, CostKind::OneOff).map(|cost| {
        let cells = vec![number(cost.amount), months(cost.month), number(cost.life), percent(cost.vat)];
        cost_entry(cost, cells)
    });
    table(List::Once, ("What is bought once", "Bought", "Cost"), true, fields, entries.collect())
}

fn loose(inputs: &Inputs) -> Table {
    let entries = inputs.costs.iter().filter(|cost| cost.kind.is_none());
    let entries = entries.map(|cost| cost_entry(cost, vec![number(cost.amount)])).collect();
    let fields = vec![money("amount", "Amount"), sure()];
    let title = "Costs whose kind is not known: write them into a list above, and clear their names here";
    table(List::Loose, (title, "Loose_cost", "Cost"), true, fields, entries)
}

fn pay(inputs: &Inputs) -> Table {
    let fields = vec![whole("month", "From month"), money("amount", "All founders together, a month")];
    let entries = inputs.founders_pay.iter().map(|step| Entry {
        name: "Founders' pay".to_owned(),
        cells: vec![months(Some(step.month)), number(Some(step.amount))],
        ..Entry::default()
    });
    table(List::Pay, ("Founders' pay", "Pay", "Pay"), false, fields, entries.collect())
}

fn sources(inputs: &Inputs) -> Table {
    let fields = vec![
        choice("kind", "Whose money", &["own", FAMILY, "grant", LOAN, "investor"]),
        money("amount", "Amount"),
        whole("month", "In month, 0 is before the opening"),
        choice("sure", "How certain", &["there or promised", ASKED_ELSEWHERE, ASKED_HERE]),
        part("interest", "Interest a year"),
        whole("months", "Paid back in months"),
        whole("free", "Of these without repayment"),
        choice("how", "How", &["equal payments", INSTALMENTS, AT_THE_END]),
    ];
    let entries = inputs.sources.iter().map(source).collect();
    table(List::Sources, ("Where the money comes from", "Source", "Source"), false, fields, entries)
}

fn source(source: &SourceInput) -> Entry {
    let certain = match source.certainty {
        Certainty::Sure => "there or promised",
        Certainty::AskedElsewhere => ASKED_ELSEWHERE,
        Certainty::AskedHere => ASKED_HERE,
    };
    let how = match source.repayment {
        Repayment::EqualPayments => "equal payments",
        Repayment::EqualInstalments => INSTALMENTS,
        Repayment::AtTheEnd => AT_THE_END,
    };
    Entry {
        name: source.title.clone(),
        currency: None,
        cells: vec![
            words(source.kind.map(SourceKind::key)),
            number(source.amount),
            months(source.month),
            words(Some(certain)),
            percent(source.interest),
            months(source.months),
            months(source.months_free),
            words(Some(how)),
        ],
    }
}

/// The column of the seasons of one income, by its number.
pub(super) fn own_season(number: usize) -> Cow<'static, str> {
    format!("income_{number}").into()
}

fn seasons(inputs: &Inputs) -> Table {
    let entries = (1..).zip(CALENDAR).map(|(number, name)| {
        let level = |is_its: &dyn Fn(&SeasonInput) -> bool| {
            let season = inputs.seasons.iter().find(|season| season.month == number && is_its(season));
            percent(season.map(|season| season.level))
        };
        let own = inputs.streams.iter().map(|stream| level(&|season| season.names(&stream.id)));
        let own = own.chain(std::iter::repeat_n(percent(None), SPARE));
        let cells = std::iter::once(level(&|season| season.streams.is_empty())).chain(own).collect();
        Entry { name: capitalised(name), cells, ..Entry::default() }
    });
    let own = (1..=inputs.streams.len() + SPARE)
        .map(|number| (own_season(number), format!("Of income {number} alone"), Shape::Number(Kind::TypedPercent)));
    let fields = std::iter::once(part("level", "Sales, of those of a usual month")).chain(own).collect();
    table(List::Seasons, ("Seasons", "Season", "Month"), false, fields, entries.collect())
}

/// Foreign currencies in the order in which they turn up. Of several rates the first that is known counts.
fn rates(inputs: &Inputs) -> Table {
    let mut codes: Vec<&String> = Vec::new();
    let streams = inputs.streams.iter().map(|stream| &stream.currency);
    for code in streams.chain(inputs.costs.iter().map(|cost| &cost.currency)).flatten() {
        if *code != inputs.currency && !codes.contains(&code) {
            codes.push(code);
        }
    }
    let entries = codes.into_iter().map(|code| {
        let rate = inputs.rates.iter().filter(|rate| rate.currency == *code).find_map(|rate| rate.rate);
        Entry { name: code.clone(), cells: vec![number(rate)], ..Entry::default() }
    });
    let fields = vec![("worth".into(), "What one of it is worth".to_owned(), Shape::Number(Kind::Rate))];
    table(List::Rates, ("Exchange rates", "Rate", "Currency"), false, fields, entries.collect())
}

/// What is said once for the whole plan, in this order.
const WHOLE: [(&str, &str); 6] = [
    ("Plan_currency", "Currency of the plan"),
    ("Start_month", "Calendar month of the opening, 1 to 12"),
    ("Full_sales_month", "Month that first sees usual sales"),
    ("First_month_sales", "Sales of the first month, as a part of those"),
    ("VAT_period", "VAT is settled every"),
    ("Tax_rate", "Tax on the profit"),
];

fn whole_plan(inputs: &Inputs) -> Table {
    let start = inputs.start_month.filter(|month| (1..=12).contains(month));
    let period = inputs.vat_period.map(|period| match period {
        Period::Monthly => "month",
        Period::Yearly => "year",
        _ => "quarter",
    });
    let values = [
        words(Some(inputs.currency.as_str()).filter(|code| !code.is_empty())),
        months(start),
        months(inputs.ramp_months),
        percent(inputs.ramp_start),
        words(period),
        percent(inputs.tax_rate),
    ];
    let entries = WHOLE.iter().zip(values).map(|((_, title), value)| Entry {
        name: (*title).to_owned(),
        cells: vec![value],
        ..Entry::default()
    });
    let fields = vec![("value".into(), "Value".to_owned(), Shape::Words)];
    table(List::Whole, ("The whole plan", "", ""), false, fields, entries.collect())
}

/// What each row of the whole plan holds.
pub(super) fn whole_shape(slot: usize) -> Shape {
    match slot {
        0 => Shape::Words,
        1 | 2 => Shape::Number(Kind::Whole),
        4 => Shape::Choice(&["month", "quarter", "year"]),
        _ => Shape::Number(Kind::TypedPercent),
    }
}

/// What one unit of the plan's currency the amounts of an entry are worth; `None` where no rate is known.
pub(super) fn rate(inputs: &Inputs, currency: Option<&str>) -> Option<Exact> {
    match currency {
        None => Some(Exact::whole(1)),
        Some(code) if code == inputs.currency => Some(Exact::whole(1)),
        Some(code) => {
            inputs.rates.iter().filter(|rate| rate.currency == code).find_map(|rate| rate.rate).map(Exact::from)
        }
    }
}
