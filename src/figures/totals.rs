//! The sums of a normal month, and what was left out of them.

use super::cost::CostFigures;
use super::exchange::Exchange;
use super::inputs::{CostKind, Inputs, Step};
use super::stream::StreamFigures;
use super::{Exact, NOT_KNOWN};
use crate::words::counted;

/// A sum of what is known, and how much of it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// The sum; `None` where nothing of it is known.
    pub amount: Option<Exact>,
    /// How many of its parts are known.
    pub known: usize,
    /// How many parts it has.
    pub of: usize,
    /// What a part is called, and several.
    pub parts: (&'static str, &'static str),
}

impl Total {
    /// Adds up what is known.
    pub(super) fn of<'a>(parts: impl Iterator<Item = Option<&'a Exact>>, called: (&'static str, &'static str)) -> Self {
        let (mut known, mut of, mut amount) = (0, 0, Exact::zero());
        for part in parts {
            of += 1;
            if let Some(part) = part {
                known += 1;
                amount = &amount + part;
            }
        }
        Self { amount: (known > 0).then_some(amount), known, of, parts: called }
    }

    /// Whether something is left out of it.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.known < self.of
    }

    /// The sum, where all of it is known.
    #[must_use]
    pub fn whole(&self) -> Option<&Exact> {
        self.amount.as_ref().filter(|_| !self.is_partial())
    }

    /// Why the sum is not there or not whole: `partial: 2 of 3 streams`.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        match self.known {
            0 if self.amount.is_none() => Some(NOT_KNOWN.to_owned()),
            known if known < self.of => {
                Some(format!("partial: {known} of {}", counted(self.of, self.parts.0, self.parts.1)))
            }
            _ => None,
        }
    }
}

/// The sums of a normal month.
#[derive(Clone, Debug, PartialEq)]
pub struct Totals {
    /// What comes in, over the streams that are known in full. While none is, over those whose price and sales are
    /// known, so that an income is shown where nothing stands beside it that could be taken from it.
    pub revenue: Total,
    /// What the sales cost, over the streams that are known in full.
    pub variable_cost: Total,
    /// What the sales leave, over the streams that are known in full.
    pub contribution: Total,
    /// What is paid every month whatever is sold, founders' pay included.
    pub fixed_costs: Total,
    /// What is paid once, before the opening.
    pub one_offs: Total,
    /// Contribution divided by the revenue of the same streams; `None` without revenue.
    pub contribution_ratio: Option<Exact>,
    /// Contribution less fixed costs.
    pub profit: Option<Exact>,
    /// The revenue of the streams that are known in full.
    pub(super) counted_revenue: Exact,
}

impl Totals {
    pub(super) fn new(streams: &[StreamFigures], costs: &[CostFigures], founders_pay: &[Step]) -> Self {
        let called = ("stream", "streams");
        let contribution = Total::of(streams.iter().map(StreamFigures::counted_contribution), called);
        let variable = streams.iter().map(|stream| stream.counted_contribution().and(stream.variable_cost.as_ref()));
        let none_whole = contribution.known == 0;
        let earned = |stream: &&StreamFigures| none_whole || stream.is_whole();
        let revenue = Total::of(streams.iter().map(|stream| Some(stream).filter(earned)?.counted_revenue()), called);
        let whole = streams.iter().filter(|stream| stream.is_whole());
        let counted_revenue: Exact = whole.filter_map(StreamFigures::counted_revenue).sum();
        let pay = usual_pay(founders_pay);
        let is_fixed = |cost: &&CostFigures| cost.kind.is_some_and(CostKind::is_fixed) && !cost.ends;
        let fixed = costs.iter().filter(is_fixed).map(|cost| cost.monthly.as_ref().filter(|_| cost.counted));
        let fixed_costs = Total::of(fixed.chain([pay.as_ref()]), ("fixed cost", "fixed costs"));
        let once = costs
            .iter()
            .filter(|cost| cost.kind == Some(CostKind::OneOff))
            .map(|cost| cost.once.as_ref().filter(|_| cost.counted));
        let mut one_offs = Total::of(once, ("one-off cost", "one-off costs"));
        if one_offs.of == 0 {
            one_offs.amount = Some(Exact::zero());
        }
        let contributed = contribution.amount.as_ref();
        Self {
            contribution_ratio: contributed.and_then(|amount| amount.over(&counted_revenue)),
            profit: super::stream::both(contributed, fixed_costs.amount.as_ref(), |left, right| left - right),
            variable_cost: Total::of(variable, called),
            revenue,
            contribution,
            fixed_costs,
            one_offs,
            counted_revenue,
        }
    }

    /// What is left out of the profit and of everything worked out from it: `partial: 2 of 3 streams, 4 of 5 fixed costs`.
    #[must_use]
    pub fn profit_note(&self) -> Option<String> {
        if self.profit.is_none() {
            return Some(NOT_KNOWN.to_owned());
        }
        partial_note(&[&self.contribution, &self.fixed_costs])
    }

    /// What is left out of the cash course.
    #[must_use]
    pub fn cash_note(&self) -> Option<String> {
        partial_note(&[&self.contribution, &self.fixed_costs, &self.one_offs])
    }
}

/// What all founders are paid a month after the last step; `None` while it is not known.
pub(super) fn usual_pay(steps: &[Step]) -> Option<Exact> {
    steps.iter().max_by_key(|step| step.month).map(|step| step.amount.into())
}

/// How much of some totals is known, where it is not all.
pub(super) fn partial_note(totals: &[&Total]) -> Option<String> {
    let parts: Vec<String> = totals
        .iter()
        .filter(|total| total.is_partial())
        .map(|total| format!("{} of {}", total.known, counted(total.of, total.parts.0, total.parts.1)))
        .collect();
    (!parts.is_empty()).then(|| format!("partial: {}", parts.join(", ")))
}

/// Amounts in a currency without a rate, kept apart from the totals.
#[derive(Clone, Debug, PartialEq)]
pub struct CurrencyTotals {
    /// Its code.
    pub currency: String,
    /// What comes in a month; `None` where nothing is known to, here and below.
    pub revenue: Option<Exact>,
    /// What the sales leave a month.
    pub contribution: Option<Exact>,
    /// What is paid every month.
    pub fixed_costs: Option<Exact>,
    /// What is paid once.
    pub one_offs: Option<Exact>,
    /// What it is about, in the founder's words.
    pub titles: Vec<String>,
}

/// An item that the totals leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The item's id.
    pub id: String,
    /// What the founder calls it.
    pub title: String,
    /// Why: the code of a currency without a rate, or what is not known.
    pub why: String,
    /// What a stream would bring on top of the revenue total; `None` where that is not known or is in it.
    pub brings: Option<Exact>,
    /// Whether it is a cost that only makes every result worse: conclusions are drawn without it, and it is named.
    pub(super) is_uncounted: bool,
}

impl LeftOut {
    fn new(id: &str, title: &str, why: &str) -> Self {
        Self { id: id.to_owned(), title: title.to_owned(), why: why.to_owned(), brings: None, is_uncounted: false }
    }

    /// Whether it is a stream without which the months can be shown: of its sales nothing is counted anyway, or only
    /// what they cost is open.
    pub(super) fn may_stay_out(&self) -> bool {
        self.why == "direct cost not known" || self.why.ends_with("and sales not known")
    }

    /// What would have to be said about it, in the founder's words: `the price of Repair visit`.
    fn needed(&self) -> String {
        let title = &self.title;
        match self.why.as_str() {
            "kind of cost not known" => format!("what kind of cost {title} is"),
            "revenue stream not known" => format!("which income {title} comes with"),
            "part of income not known" => format!("what part of all income {title} takes"),
            "how often it is paid not known" => format!("how often {title} is paid"),
            why => format!("the {} of {title}", why.trim_end_matches(" not known")),
        }
    }
}

/// The items left out for want of a rate.
pub(super) fn without_rate(streams: &[StreamFigures], costs: &[CostFigures]) -> Vec<LeftOut> {
    let streams =
        streams.iter().filter(|stream| !stream.counted).map(|stream| (&stream.id, &stream.title, &stream.currency));
    let costs = costs.iter().filter(|cost| !cost.counted).map(|cost| (&cost.id, &cost.title, &cost.currency));
    streams.chain(costs).map(|(id, title, currency)| LeftOut::new(id, title, currency)).collect()
}

/// The items left out because something of them is not known.
pub(super) fn incomplete(streams: &[StreamFigures], costs: &[CostFigures]) -> Vec<LeftOut> {
    let any_whole = streams.iter().any(StreamFigures::is_whole);
    let streams = streams.iter().filter_map(|stream| {
        let brings = stream.counted_revenue().filter(|_| any_whole).cloned();
        Some(LeftOut { brings, ..LeftOut::new(&stream.id, &stream.title, stream.missing?) })
    });
    let costs = costs.iter().filter_map(|cost| {
        Some(LeftOut { is_uncounted: cost.is_uncounted(), ..LeftOut::new(&cost.id, &cost.title, cost.missing?) })
    });
    streams.chain(costs).collect()
}

/// What has to be said before anything can be concluded from the totals, in the founder's words; empty where nothing
/// is left out of them but costs that make every result worse.
pub(super) fn needed(incomplete: &[LeftOut], without_rate: &[LeftOut], pay_known: bool) -> Vec<String> {
    let rates = without_rate.iter().map(|item| format!("the exchange rate of {}", item.why));
    let pay = (!pay_known).then(|| "the founders' pay".to_owned());
    let mut needed: Vec<String> = Vec::new();
    for one in incomplete.iter().filter(|one| !one.is_uncounted).map(LeftOut::needed).chain(rates).chain(pay) {
        if !needed.contains(&one) {
            needed.push(one);
        }
    }
    needed
}

/// Sums by currency of what no rate leads to the plan's totals.
pub(super) fn by_currency(inputs: &Inputs, streams: &[StreamFigures], costs: &[CostFigures]) -> Vec<CurrencyTotals> {
    let exchange = Exchange::new(inputs);
    let mut codes: Vec<&str> = Vec::new();
    let given = streams.iter().map(|stream| &stream.currency).chain(costs.iter().map(|cost| &cost.currency));
    for code in given {
        if !exchange.home(Some(code)).counted && !codes.contains(&code.as_str()) {
            codes.push(code);
        }
    }
    codes.into_iter().map(|code| CurrencyTotals::new(code, streams, costs)).collect()
}

impl CurrencyTotals {
    fn new(code: &str, streams: &[StreamFigures], costs: &[CostFigures]) -> Self {
        let streams: Vec<_> = streams.iter().filter(|stream| stream.currency == code).collect();
        let costs: Vec<_> = costs.iter().filter(|cost| cost.currency == code).collect();
        let titles = streams.iter().map(|stream| &stream.title).chain(costs.iter().map(|cost| &cost.title));
        Self {
            currency: code.to_owned(),
            revenue: known(streams.iter().map(|stream| stream.revenue.as_ref())),
            contribution: known(streams.iter().map(|stream| stream.contribution.as_ref())),
            fixed_costs: known(costs.iter().map(|cost| cost.monthly.as_ref())),
            one_offs: known(costs.iter().map(|cost| cost.once.as_ref())),
            titles: titles.cloned().collect(),
        }
    }
}

/// The sum of what is known; `None` where nothing is.
fn known<'a>(parts: impl Iterator<Item = Option<&'a Exact>>) -> Option<Exact> {
    parts.flatten().fold(None, |sum, part| Some(sum.map_or_else(|| part.clone(), |sum: Exact| &sum + part)))
}
