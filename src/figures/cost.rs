//! The figures of one cost.

use super::Exact;
use super::exchange::{Exchange, Home};
use super::inputs::{CostInput, CostKind, Period, StreamInput};
use rust_decimal::Decimal;

/// What is missing of a variable cost that comes with no income.
const NO_STREAM: &str = "revenue stream not known";

/// What one cost comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct CostFigures {
    /// The item's id.
    pub id: String,
    /// What the founder calls it.
    pub title: String,
    /// How it behaves.
    pub kind: Option<CostKind>,
    /// The currency of its amounts: that of the plan where a rate leads there, else its own.
    pub currency: String,
    /// Whether its amount can be added to the rest; not so while a rate is missing.
    pub counted: bool,
    /// The amount as given, before it is converted or brought to a month.
    pub given: Option<Decimal>,
    /// The currency the amount was given in; `None` is that of the plan.
    pub given_in: Option<String>,
    /// How often a fixed cost is paid.
    pub period: Option<Period>,
    /// A fixed cost brought to a month.
    pub monthly: Option<Exact>,
    /// Whether it ends one day, so that a usual month does not have it.
    pub ends: bool,
    /// A one-off cost.
    pub once: Option<Exact>,
    /// What is missing before it can be calculated.
    pub missing: Option<&'static str>,
}

impl CostFigures {
    pub(super) fn new(input: &CostInput, streams: &[StreamInput], exchange: &Exchange) -> Self {
        let own = exchange.home(input.currency.as_deref());
        let amount = input.amount.and_then(|amount| exchange.convert(&amount.into(), input.currency.as_deref(), &own));
        let stream = streams.iter().find(|stream| Some(&stream.id) == input.stream.as_ref());
        let is = |kind| input.kind == Some(kind);
        Self {
            id: input.id.clone(),
            title: input.title.clone(),
            kind: input.kind,
            given: input.amount,
            given_in: input.currency.clone(),
            period: period(input),
            monthly: per_month(input, amount.as_ref()),
            ends: input.until.is_some(),
            once: amount.filter(|_| is(CostKind::OneOff)),
            missing: missing(input, stream),
            counted: adds_up(input, &own, stream, exchange),
            currency: own.currency,
        }
    }
}

impl CostFigures {
    /// Whether it is not known where it belongs: what kind of cost it is, or with which income it comes.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        self.kind.is_none() || self.missing == Some(NO_STREAM)
    }

    /// Whether it is paid at any sales, and it is not known how much: results are worked out without it and say so, since
    /// it can only make them worse.
    #[must_use]
    pub fn is_uncounted(&self) -> bool {
        self.missing.is_some() && self.kind.is_some_and(|kind| kind.is_fixed() || kind == CostKind::OneOff)
    }

    /// Whether what is due whatever is sold cannot be added up: it may be part of it, or is in a currency without a rate.
    pub(super) fn hides_fixed_costs(&self) -> bool {
        self.is_loose() || !self.counted && self.monthly.is_some()
    }
}

/// How often a fixed cost is paid; the employed every month, where nothing else was said.
fn period(input: &CostInput) -> Option<Period> {
    match input.kind? {
        CostKind::Fixed => input.period,
        CostKind::Staff => Some(input.period.unwrap_or(Period::Monthly)),
        CostKind::Variable | CostKind::OneOff | CostKind::OfIncome => None,
    }
}

fn per_month(input: &CostInput, amount: Option<&Exact>) -> Option<Exact> {
    let monthly = period(input)?.monthly(amount?);
    if input.kind != Some(CostKind::Staff) {
        return Some(monthly);
    }
    let on_top = &Exact::whole(1) + &Exact::percent(input.on_costs.unwrap_or_default());
    Some(&(&monthly * &input.people.map_or_else(|| Exact::whole(1), Exact::from)) * &on_top)
}

/// A variable cost joins its stream, in whatever currency that is; any other cost joins the plan's totals.
fn adds_up(input: &CostInput, own: &Home, stream: Option<&StreamInput>, exchange: &Exchange) -> bool {
    match (input.kind, stream) {
        (Some(CostKind::Variable), Some(stream)) => {
            input.amount.is_none() || *own == exchange.home(stream.currency.as_deref())
        }
        _ => input.amount.is_none() || own.counted,
    }
}

fn missing(input: &CostInput, stream: Option<&StreamInput>) -> Option<&'static str> {
    match input.kind {
        None => Some("kind of cost not known"),
        Some(CostKind::Variable) if stream.is_none() => Some(NO_STREAM),
        Some(CostKind::Variable) => (input.amount.is_none() && input.percent.is_none()).then_some("amount not known"),
        Some(CostKind::OfIncome) => input.percent.is_none().then_some("part of income not known"),
        Some(_) if input.amount.is_none() => Some("amount not known"),
        Some(CostKind::Fixed) if input.period.is_none() => Some("how often it is paid not known"),
        Some(CostKind::Fixed | CostKind::OneOff | CostKind::Staff) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::inputs::Inputs;
    use super::*;

    fn cost(kind: Option<CostKind>, amount: Option<i64>, period: Option<Period>) -> CostInput {
        CostInput { kind, amount: amount.map(Decimal::from), period, ..Default::default() }
    }

    fn figures(cost: &CostInput) -> CostFigures {
        CostFigures::new(cost, &[], &Exchange::new(&Inputs::default()))
    }

    #[test]
    fn fixed_costs_are_brought_to_a_month() {
        for (period, amount, monthly) in [
            (Period::Weekly, 300, "1300.00"),
            (Period::Weekly, 10, "43.33"),
            (Period::Monthly, 520, "520.00"),
            (Period::Quarterly, 90, "30.00"),
            (Period::Yearly, 1200, "100.00"),
        ] {
            let figures = figures(&cost(Some(CostKind::Fixed), Some(amount), Some(period)));
            assert_eq!(figures.monthly.unwrap().text(2), monthly);
            assert_eq!(figures.once, None);
        }
    }

    #[test]
    fn a_one_off_is_never_a_monthly_cost() {
        let figures = figures(&cost(Some(CostKind::OneOff), Some(9000), Some(Period::Monthly)));
        assert_eq!((figures.monthly, figures.once), (None, Some(Exact::whole(9000))));
    }

    #[test]
    fn what_is_missing_is_named() {
        for (cost, missing) in [
            (cost(None, Some(1), None), Some("kind of cost not known")),
            (cost(Some(CostKind::Fixed), None, Some(Period::Monthly)), Some("amount not known")),
            (cost(Some(CostKind::Fixed), Some(1), None), Some("how often it is paid not known")),
            (cost(Some(CostKind::OneOff), None, None), Some("amount not known")),
            (cost(Some(CostKind::OneOff), Some(1), None), None),
            (cost(Some(CostKind::Variable), Some(1), None), Some("revenue stream not known")),
        ] {
            assert_eq!(figures(&cost).missing, missing);
        }
    }
}
