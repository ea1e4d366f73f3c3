//! Sources and uses of funds, loans, years and what-ifs as facts.

use super::form::{FigureMap, amount};
use crate::fact::Fact;
use crate::figures::alternatives::Alternative;
use crate::figures::cash::{LowestCash, Shortfall, Within36};
use crate::figures::course::{Month, Year};
use crate::figures::inputs::Certainty;
use crate::figures::loan::{Payment, Source};
use crate::figures::what_if::WhatIf;
use crate::figures::{Exact, Figures, HoursOfMonth, Level, NOT_KNOWN};

impl Figures {
    pub(super) fn add_funding(&self, shape: &mut FigureMap) {
        let funding = &self.funding;
        shape.number("own_money", funding.own.as_ref());
        let asked_note = funding.asked.note().filter(|_| funding.is_asked_for());
        shape.noted("asked_money", funding.asked.amount.as_ref(), asked_note);
        shape.noted("sources", funding.all.amount.as_ref(), funding.sources_note());
        shape.set("money_sources", Fact::list(funding.sources.iter().map(source)));
        shape.set("loan_years", loan_years(&funding.sources));
        shape.number("own_share", funding.own_share.as_ref());
        shape.number("bought", funding.bought.as_ref());
        add_lowest(shape, "start_losses", funding.losses.as_ref());
        let note = funding.uses_note(&self.totals);
        shape.noted("reserve", funding.reserve.as_ref(), note.clone());
        shape.noted("uses", funding.uses.as_ref(), note);
        shape.number("instalment", funding.instalment.as_ref());
        shape.number("loan_service", funding.service.as_ref());
        let after = self.totals.profit.as_ref().zip(funding.service.as_ref()).map(|(profit, service)| profit - service);
        shape.number("after_loans", after.as_ref());
        shape.number("loan_interest", funding.interest.as_ref());
        shape.number("funded_safety", funding.safety.as_ref());
    }
}

/// How far the cash falls, under names that begin so.
pub(super) fn add_shortfall(shape: &mut FigureMap, before: &str, shortfall: &Shortfall) {
    let unknown = shortfall.lowest.is_none().then(|| NOT_KNOWN.to_owned());
    shape.month(&format!("{before}out_of_cash_month"), shortfall.out_of_cash);
    add_lowest(shape, &format!("{before}lowest_cash"), shortfall.lowest.as_ref());
    shape.note(&format!("{before}lowest_cash"), unknown.clone());
    shape.noted(&format!("{before}funding_gap"), shortfall.gap.as_ref(), unknown);
}

/// An amount and the month it belongs to.
fn add_lowest(shape: &mut FigureMap, name: &str, lowest: Option<&LowestCash>) {
    shape.number(name, lowest.map(|lowest| &lowest.amount));
    shape.set(&format!("{name}_month"), lowest.map_or(Fact::Null, |lowest| Fact::Whole(lowest.month.into())));
}

fn source(source: &Source) -> Fact {
    let mut own = FigureMap::default();
    own.text("id", &source.id);
    own.text("title", &source.title);
    own.set("kind", source.kind.map_or(Fact::Null, |kind| Fact::text(kind.key())));
    own.text("certainty", certainty_key(source.certainty));
    own.number("amount", source.amount.as_ref());
    own.set("month", Fact::Whole(source.month.into()));
    own.number("rate", source.interest.as_ref());
    own.set("stand_in", Fact::Bool(source.stand_in));
    own.set("months", source.months.map_or(Fact::Null, |months| Fact::Whole(months.into())));
    own.number("payment", source.months.map(|_| source.service(&Exact::zero())).as_ref());
    own.number("interest", source.months.map(|_| source.interest_in_all()).as_ref());
    let other = |months: Option<u32>| months.and_then(|months| source.over(months));
    let (less, more) =
        (source.months.and_then(|months| months.checked_sub(12)), source.months.map(|months| months + 12));
    for (name, other) in [("payment_a_year_less", other(less)), ("payment_a_year_more", other(more))] {
        own.number(name, other.map(|other| other.service(&Exact::zero())).as_ref());
    }
    own.set("schedule", Fact::list(source.planned().iter().map(payment)));
    own.fact()
}

/// What is owed of all sources at the end of a month.
fn owed_after(month: u32, sources: &[Source]) -> Exact {
    sources.iter().filter_map(|source| source.owed_after(month, source.planned())).sum()
}

/// What the loans take in each year until the last of them is paid back.
fn loan_years(sources: &[Source]) -> Fact {
    let payments: Vec<&Payment> = sources.iter().flat_map(Source::planned).collect();
    let last = payments.iter().map(|payment| payment.month.div_ceil(12)).max().unwrap_or(0);
    Fact::list((1..=last).map(|year| {
        let in_year = || payments.iter().filter(|payment| payment.month.div_ceil(12) == year);
        let mut own = FigureMap::default();
        own.set("year", Fact::Whole(year.into()));
        own.number("interest", Some(&in_year().map(|payment| &payment.interest).sum()));
        own.number("repayment", Some(&in_year().map(|payment| &payment.repayment).sum()));
        own.number("owed", Some(&owed_after(year * 12, sources)));
        own.fact()
    }))
}

fn payment(payment: &Payment) -> Fact {
    let mut own = FigureMap::default();
    own.set("month", Fact::Whole(payment.month.into()));
    own.number("interest", Some(&payment.interest));
    own.number("repayment", Some(&payment.repayment));
    own.number("balance", Some(&payment.balance));
    own.fact()
}

fn certainty_key(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Sure => "sure",
        Certainty::AskedElsewhere => "asked_elsewhere",
        Certainty::AskedHere => "asked_here",
    }
}

/// The amounts of a month, or of the months of a year together.
fn amounts(month: &Month, ids: &[&str]) -> FigureMap {
    let mut own = FigureMap::of(26);
    let loans = &month.interest + &month.repayment;
    for (name, amount) in [
        ("revenue", &month.revenue),
        ("direct", &month.direct),
        ("gross_margin", &month.gross_margin()),
        ("fixed", &month.fixed),
        ("pay", &month.pay),
        ("fixed_and_pay", &(&month.fixed + &month.pay)),
        ("operating_result", &month.operating_result),
        ("depreciation", &month.depreciation),
        ("interest", &month.interest),
        ("result", &month.result),
        ("receipts", &month.receipts),
        ("payments", &month.payments),
        ("vat", &month.vat),
        ("tax", &month.tax),
        ("investment", &month.investment),
        ("drawn", &month.drawn),
        ("repayment", &month.repayment),
        ("loan_payments", &loans),
        ("after_loans", &(&month.operating_result - &loans)),
    ] {
        own.number(name, Some(amount));
    }
    own.number("cash", month.cash.as_ref());
    let mut streams = FigureMap::default();
    for (id, brought) in ids.iter().zip(&month.by_stream) {
        streams.number(id, Some(brought));
    }
    own.set("revenue_streams", streams.fact());
    own
}

/// The hours that a month takes, and those there are.
pub(super) fn hours(own: &HoursOfMonth) -> Fact {
    Fact::named([
        ("month", Fact::Whole(own.month.into())),
        ("needed", amount(Some(&own.needed))),
        ("there", amount(Some(&own.there))),
    ])
}

/// A month, and its cash without what nobody has promised.
pub(super) fn month(month: &Month, unfunded: Option<&Exact>, ids: &[&str]) -> Fact {
    let mut own = amounts(month, ids);
    own.number("unfunded_cash", unfunded);
    own.set("month", Fact::Whole(month.month.into()));
    own.set("calendar", month.calendar.map_or(Fact::Null, |calendar| Fact::Whole(calendar.into())));
    own.fact()
}

/// A year, with what is owed at its end of the sources.
pub(super) fn year(year: &Year, ids: &[&str], sources: &[Source]) -> Fact {
    let mut own = amounts(&year.sums, ids);
    let owed = owed_after(year.sums.month, sources);
    own.number("owed", Some(&owed));
    own.set("year", Fact::Whole(year.year.into()));
    own.number("cover", year.cover.as_ref());
    own.fact()
}

pub(super) fn level(level: &Level) -> Fact {
    let mut own = FigureMap::default();
    own.text("key", level.key);
    own.number("part", Some(&level.part));
    own.number("revenue", Some(&level.revenue));
    own.number("result", Some(&level.result));
    own.number("after_loans", Some(&level.after_loans));
    own.number("cover", level.cover.as_ref());
    own.fact()
}

pub(super) fn alternative(alternative: &Alternative) -> Fact {
    let mut own = FigureMap::default();
    own.text("key", alternative.key);
    own.number("asked", Some(&alternative.asked));
    own.set("months", alternative.months.map_or(Fact::Null, |months| Fact::Whole(months.into())));
    own.number("pay", alternative.pay.as_ref());
    own.number("loan_service", Some(&alternative.service));
    own.number("kept_back", alternative.kept_back.as_ref());
    let [planned, lower] = &alternative.paid;
    for (name, paid) in [("paid", planned), ("lower_paid", lower)] {
        own.set(name, Fact::list(paid.iter().map(|paid| amount(Some(paid)))));
    }
    let [planned, lower] = &alternative.cover;
    own.number("cover", planned.as_ref());
    own.number("lower_cover", lower.as_ref());
    for (before, case) in [
        ("", Some(&alternative.planned)),
        ("lower_", Some(&alternative.lower)),
        ("hours_", alternative.within_hours.as_ref()),
    ] {
        let lowest = if before.is_empty() { "lowest_cash".to_owned() } else { format!("{before}cash") };
        add_lowest(&mut own, &lowest, case.and_then(|case| case.lowest.as_ref()));
        own.month(&format!("{before}out_of_cash_month"), case.map_or(Within36::Unknown, |case| case.out_of_cash));
    }
    own.set("short", Fact::list(alternative.short().into_iter().map(Fact::text)));
    own.set("holds", Fact::Bool(alternative.holds()));
    own.fact()
}

pub(super) fn what_if(what_if: &WhatIf) -> Fact {
    let mut own = FigureMap::default();
    own.text("key", &what_if.key);
    own.text("title", &what_if.title);
    own.month("out_of_cash_month", what_if.out_of_cash);
    add_lowest(&mut own, "lowest_cash", what_if.lowest.as_ref());
    own.number("operating_result", Some(&what_if.operating_result));
    own.number("cash", what_if.cash.as_ref());
    own.set("carried", what_if.carried.map_or(Fact::Null, Fact::Bool));
    own.number("loan_service", Some(&what_if.service));
    own.number("year_result", Some(&what_if.year_result));
    own.number("after_loans", Some(&what_if.after_loans));
    own.number("left_over", what_if.left_over.as_ref());
    own.number("left_for_pay", what_if.left_for_pay.as_ref());
    own.set("paid", Fact::list(what_if.paid.iter().map(|paid| amount(Some(paid)))));
    own.number("cover", what_if.cover.as_ref());
    own.fact()
}
