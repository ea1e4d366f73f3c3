//! Where it leads: break-even, the years, the months, their turning points, and what if.

use super::super::course::{Month, Year};
use super::super::{Exact, Figures, Ramp, Runway, Shortfall, WhatIf, Within36};
use super::{FigureTable, NOTHING, count, money, or_note, percent, row, shown, with_note};
use crate::amounts;
use crate::words::listed;

/// A line of the years and a column of the months: what it is called, and its amount.
type Line = (&'static str, fn(&Month) -> Exact);

/// What is earned.
const RESULT: [Line; 9] = [
    ("Revenue", |month| month.revenue.clone()),
    ("Direct costs", |month| -&month.direct),
    ("Gross margin", Month::gross_margin),
    ("Fixed costs", |month| -&month.fixed),
    ("Founders' pay", |month| -&month.pay),
    ("Operating result", |month| month.operating_result.clone()),
    ("Depreciation", |month| -&month.depreciation),
    ("Interest", |month| -&month.interest),
    ("Result before tax", |month| month.result.clone()),
];

/// What comes in and is paid.
const CASH: [Line; 9] = [
    ("Receipts", |month| month.receipts.clone()),
    ("Payments", |month| -&month.payments),
    ("Bought once", |month| -&month.investment),
    ("Money from others and own", |month| month.drawn.clone()),
    ("Interest paid", |month| -&month.interest),
    ("Repayment", |month| -&month.repayment),
    ("VAT settled", |month| -&month.vat),
    ("Tax paid", |month| -&month.tax),
    ("Cash at the end", |month| month.cash.clone().unwrap_or_else(Exact::zero)),
];

/// The headings of up to five years.
const YEARS: [&str; 6] = ["", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5"];

impl Figures {
    pub(super) fn break_even_table(&self) -> FigureTable {
        let totals = &self.totals;
        let needed = |number: Option<Exact>, places| {
            or_note(number.map(|number| number.grouped(places)), self.break_even.note())
        };
        let mut rows = vec![
            row("Revenue", with_note(totals.revenue.amount.as_ref(), totals.revenue.note())),
            row("Variable cost", with_note(totals.variable_cost.amount.as_ref(), totals.variable_cost.note())),
            row("Contribution", with_note(totals.contribution.amount.as_ref(), totals.contribution.note())),
            row("Contribution ratio", shown(totals.contribution_ratio.as_ref(), 6)),
            row("Fixed costs", with_note(totals.fixed_costs.amount.as_ref(), totals.fixed_costs.note())),
            row("Profit", with_note(totals.profit.as_ref(), totals.profit_note())),
            row("Part of the sales needed", needed(self.break_even.factor(), 6)),
            row("Revenue needed", needed(self.break_even.sales(), 2)),
        ];
        let without_pay = self.break_even_without_pay.sales().filter(|_| self.founders_pay != Some(Exact::zero()));
        rows.extend(without_pay.map(|sales| row("Revenue needed without the founders' pay", sales.grouped(2))));
        if let (Some(service), Some(sales)) = (&self.funding.service, self.break_even_with_loans.sales()) {
            rows.push(row("Interest and repayment of loans", money(Some(service))));
            rows.push(row("Revenue needed with the loans", sales.grouped(2)));
            rows.push(row(
                "Part of the sales needed with the loans",
                shown(self.break_even_with_loans.factor().as_ref(), 6),
            ));
        }
        let units = self.streams.iter().filter(|stream| stream.break_even_units.is_some() && !stream.by_amount);
        rows.extend(units.map(|stream| {
            row(&format!("Sales of `{}` needed", stream.title), count(stream.break_even_units.as_ref()))
        }));
        if self.break_even_yield.is_some() {
            rows.push(row("Contribution of these sales", money(self.break_even_yield.as_ref())));
        }
        rows.push(row("Safety", percent(self.safety.as_ref())));
        if self.funding.safety.is_some() {
            rows.push(row("Safety, with the loans", percent(self.funding.safety.as_ref())));
        }
        self.table(
            "Break-even",
            &["Figure", "A month"],
            rows,
            &[
                "Contribution ratio is the contribution divided by the revenue: what stays of each unit of money.",
                "Profit is the contribution less the fixed costs.",
                "Part of the sales needed is the fixed costs divided by the contribution.",
                "Revenue needed is the fixed costs divided by the contribution ratio.",
                "The sales of each stream are multiplied by the part needed and rounded up.",
                "Safety is the revenue less the revenue needed, divided by the revenue: how far sales may fall.",
                "Loans are covered as the fixed costs are, with what they cost in the first month of full payment.",
            ],
        )
    }

    /// The years side by side; lines in which nothing stands are left out.
    pub(super) fn year_table(&self) -> FigureTable {
        let years = &self.cash.years;
        let line = |(name, amount): &Line| (*name, years.iter().map(|year| amount(&year.sums)).collect::<Vec<_>>());
        let streams = self.streams.iter().enumerate().filter(|_| self.streams.len() > 1).map(|(at, stream)| {
            let brought = |year: &Year| year.sums.by_stream.get(at).cloned().unwrap_or_else(Exact::zero);
            (stream.title.as_str(), years.iter().map(brought).collect::<Vec<_>>())
        });
        let tax = ("Tax on it", years.iter().map(|year| -&year.sums.tax).collect());
        let receipts = CASH.iter().filter(|(name, _)| *name != "Tax paid" && *name != "Interest paid");
        let mut rows: Vec<Vec<String>> = streams
            .chain(RESULT.iter().map(line))
            .chain([tax])
            .chain(receipts.map(line))
            .filter(|(name, amounts)| *name == "Revenue" || amounts.iter().any(|amount| *amount != Exact::zero()))
            .map(|(name, amounts)| with_label(name, amounts.iter().map(|amount| amount.grouped(0))))
            .collect();
        if years.iter().any(|year| year.cover.is_some()) {
            let cover = years.iter().map(|year| shown(year.cover.as_ref(), 2));
            rows.push(with_label("Cover of interest and repayment", cover));
        }
        let headings = YEARS.get(..=years.len()).unwrap_or(&YEARS);
        self.table(
            "Year by year",
            headings,
            if years.is_empty() { Vec::new() } else { rows },
            &[
                "Operating result is the revenue less direct costs, fixed costs and the founders' pay.",
                "The result before tax is the operating result less depreciation and interest.",
                "Cover is the operating result divided by interest and repayment.",
                "Amounts are rounded each by itself, so that a sum may differ by one from its parts.",
            ],
        )
    }

    /// What each month earns.
    pub(super) fn result_table(&self) -> FigureTable {
        let mut formulas = vec![
            "Revenue and costs are counted in the month they belong to, without VAT.",
            "What was bought for several years is used up in equal parts from the month after.",
        ];
        if self.cash.ramp == Ramp::NotGiven {
            formulas.push("Where it was not said how sales grow, full sales from the first month are assumed.");
        }
        self.months_table("Result by month", &RESULT, 1, &formulas)
    }

    /// What each month brings in and takes out.
    pub(super) fn cash_table(&self) -> FigureTable {
        self.months_table(
            "Cash by month",
            &CASH,
            0,
            &[
                "Month 0 is before the opening.",
                "Cash at the end is the cash of the month before, and all that stands in the row.",
            ],
        )
    }

    fn months_table(&self, title: &str, lines: &[Line], first: u32, formulas: &[&str]) -> FigureTable {
        let months: Vec<&Month> = self.cash.months.iter().filter(|month| month.month >= first).collect();
        let is_told =
            |(name, amount): &&Line| *name == "Revenue" || months.iter().any(|month| amount(month) != Exact::zero());
        let lines: Vec<&Line> = lines.iter().filter(is_told).collect();
        let shown = |month: &Month, (name, amount): &Line| {
            let unknown = *name == "Cash at the end" && month.cash.is_none();
            if unknown { NOTHING.to_owned() } else { amount(month).grouped(2) }
        };
        let row = |month: &&Month| {
            with_label(&month_name(month), lines.iter().map(|line| shown(month, line)).collect::<Vec<_>>().into_iter())
        };
        let headings: Vec<&'static str> = std::iter::once("Month").chain(lines.iter().map(|(name, _)| *name)).collect();
        self.table(title, &headings, months.iter().map(row).collect(), formulas)
    }

    pub(super) fn turning_points_table(&self) -> FigureTable {
        let cash = &self.cash;
        let mut rows = vec![
            row("First month without a loss", month(cash.first_profitable)),
            row("Money runs out", month(cash.funded.out_of_cash)),
            row("Lowest cash", lowest(&cash.funded)),
            row("Money that is missing", or_note(cash.funded.gap.as_ref().map(|gap| gap.grouped(2)), None)),
        ];
        if cash.unfunded != cash.funded {
            let gap = cash.unfunded.gap.as_ref().map(|gap| gap.grouped(2));
            rows.push(row("Money runs out, without what is asked for", month(cash.unfunded.out_of_cash)));
            rows.push(row("Money that is missing then", or_note(gap, None)));
        }
        rows.extend([
            row("One-off costs earned back", month(cash.payback)),
            row("Money lasts, sales as in a normal month", runway(&cash.steady_runway)),
            row("Money lasts, no sales at all", runway(&cash.no_sales_runway)),
        ]);
        if !self.needed.is_empty() {
            rows.push(row("To work these out, this is needed", listed(&self.needed)));
        }
        self.table(
            "What the cash course comes to",
            &["Figure", "Result"],
            rows,
            &[
                "Money runs out in the first month that ends below zero; what is missing is how far it falls.",
                "One-off costs are earned back when all results so far together, before depreciation, are as large as they are.",
                "At the sales of a normal month the money lasts the cash of month 0 divided by the monthly loss.",
                "Without any sales it lasts the cash of month 0 divided by the fixed costs, those of loans included.",
                "Only the first 36 months are looked at.",
            ],
        )
    }

    /// The plan under one change each.
    pub(super) fn what_if_table(&self) -> FigureTable {
        let rows = self.what_ifs().iter().map(what_if_row).collect();
        let mut formulas = vec![
            "Each line changes one thing and leaves the rest as planned.".to_owned(),
            "Loans are carried where the cash never falls below zero within 36 months.".to_owned(),
        ];
        formulas
            .extend(self.bearable_fall().map(|fall| {
                format!("Sales may fall by {fall} % of what is planned before the cash falls below zero.")
            }));
        let formulas: Vec<&str> = formulas.iter().map(String::as_str).collect();
        let headings = ["What if", "Lowest cash", "In month", "Result, month 36", "Cash, month 36", "Loans carried"];
        self.table("What if", &headings, rows, &formulas)
    }
}

fn what_if_row(what_if: &WhatIf) -> Vec<String> {
    let lowest = what_if.lowest.as_ref();
    let carried = what_if.carried.map_or(NOTHING, |carried| if carried { "yes" } else { "no" });
    vec![
        what_if.title.clone(),
        money(lowest.map(|lowest| &lowest.amount)),
        lowest.map_or_else(|| NOTHING.to_owned(), |lowest| lowest.month.to_string()),
        money(Some(&what_if.operating_result)),
        money(what_if.cash.as_ref()),
        carried.to_owned(),
    ]
}

fn with_label(label: &str, cells: impl Iterator<Item = String>) -> Vec<String> {
    std::iter::once(label.to_owned()).chain(cells).collect()
}

/// The number of a month, and the beginning of its name where the start is known.
fn month_name(month: &Month) -> String {
    let name = month.calendar.and_then(|calendar| amounts::month(usize::try_from(calendar).ok()?)?.get(..3));
    name.map_or_else(|| month.month.to_string(), |name| format!("{} {name}", month.month))
}

fn month(when: Within36) -> String {
    or_note(when.month().map(|month| format!("month {month}")), when.note())
}

fn lowest(shortfall: &Shortfall) -> String {
    let lowest = shortfall.lowest.as_ref();
    or_note(lowest.map(|lowest| format!("{} in month {}", lowest.amount.grouped(2), lowest.month)), None)
}

fn runway(runway: &Runway) -> String {
    let months = runway.months().map(|months| {
        let unit = if *months == Exact::whole(1) { "month" } else { "months" };
        format!("{} {unit}", months.grouped(2))
    });
    or_note(months, runway.note())
}
