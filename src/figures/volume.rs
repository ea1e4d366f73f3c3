//! How sales go over the months: the ramp of the whole plan, and the course of each stream.

use super::Exact;
use super::cash::MONTHS_AHEAD;
use super::inputs::{Growth, Inputs, Step, StreamInput};

/// Places that customers who come and go are carried to; far more than any cent needs.
const PLACES: u32 = 18;

/// The sales of a stream in any month.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Volume {
    course: Course,
    first: u32,
}

#[derive(Clone, Debug, PartialEq)]
enum Course {
    /// Of a normal month, along the ramp.
    Ramp(Exact, Ramp),
    /// In these months, and evenly between them.
    Numbers(Vec<(Exact, Exact)>),
    /// At the end of each month, from the opening on.
    Customers(Vec<Exact>),
}

impl Volume {
    /// `None` where the sales are not known.
    pub(super) fn new(input: &StreamInput, ramp: &Ramp, months: u32) -> Option<Self> {
        let course = match &input.growth {
            Growth::Ramp => Course::Ramp(units(input)?, ramp.clone()),
            Growth::Steady => Course::Ramp(units(input)?, Ramp::NotGiven),
            Growth::Numbers(steps) | Growth::Amounts(steps) if steps.is_empty() => return None,
            Growth::Numbers(steps) | Growth::Amounts(steps) => Course::Numbers(numbers(steps)),
            Growth::Customers { .. } => Course::Customers(customers(input, months)?),
        };
        Some(Self { course, first: input.first_month.unwrap_or(1).max(1) })
    }

    /// The sales of a usual month: after the last step, and of customers who come and go those of the last month that
    /// is looked at. What comes back every year and is over at the last step counts as a twelfth of its last year.
    pub(super) fn usual(&self) -> Exact {
        match &self.course {
            Course::Ramp(units, _) => units.clone(),
            Course::Numbers(_) if self.is_seasonal() => {
                let sold = self.last_year().iter().sum::<Exact>();
                sold.over(&Exact::whole(12)).unwrap_or_else(Exact::zero)
            }
            Course::Numbers(numbers) => numbers.last().map_or_else(Exact::zero, |(_, number)| number.clone()),
            Course::Customers(_) => self.at(MONTHS_AHEAD, false).unwrap_or_else(Exact::zero),
        }
    }

    /// The sales of its first month.
    pub(super) fn first(&self) -> Option<Exact> {
        self.at(self.first, false)
    }

    /// Whether its usual month is a twelfth of a year: sales are over at the last step, and had been over before. Who sells
    /// in a few weeks of each year says so in steps.
    pub(super) fn is_seasonal(&self) -> bool {
        let ends = matches!(&self.course, Course::Numbers(numbers) if numbers.last().is_some_and(|(_, last)| *last == Exact::zero()));
        ends && self.times_over() > 1
    }

    /// Whether its sales are told in steps, and not as a part of a normal month.
    pub(super) fn is_told_in_steps(&self) -> bool {
        matches!(self.course, Course::Numbers(_))
    }

    /// How often sales told in steps come to nothing.
    pub(super) fn times_over(&self) -> usize {
        let is_over = |pair: &&[(Exact, Exact)]| matches!(pair, [(_, before), (_, after)] if before.is_positive() && *after == Exact::zero());
        let Course::Numbers(numbers) = &self.course else { return 0 };
        numbers.windows(2).filter(is_over).count()
    }

    /// The sales of the twelve months up to the last step, where they are told in steps.
    pub(super) fn last_year(&self) -> Vec<Exact> {
        let end = self.end().and_then(|at| u32::try_from(at.to_usize()?).ok()).unwrap_or_default();
        let sold = |back| self.at(end.checked_sub(back)?, false);
        (0..12).rev().map(|back| sold(back).unwrap_or_else(Exact::zero)).collect()
    }

    /// The month itself; after the last step of what comes back every year, the same month of the last twelve.
    fn of_last_year(&self, month: Exact) -> Exact {
        let Some(end) = self.end().filter(|end| self.is_seasonal() && month > *end) else { return month };
        let years = (&month - &end).over(&Exact::whole(12)).map_or_else(Exact::zero, |years| years.ceil());
        &month - &(&years * &Exact::whole(12))
    }

    /// The month of the last step.
    fn end(&self) -> Option<Exact> {
        let Course::Numbers(numbers) = &self.course else { return None };
        numbers.last().map(|(at, _)| at.clone())
    }

    /// The sales of a month, counted from 1, where growth may take twice as long; `None` where the ramp does not say. What
    /// comes back every year is no growth, and keeps its time.
    pub(super) fn at(&self, month: u32, slower: bool) -> Option<Exact> {
        let slower = slower && !self.is_seasonal();
        if month < self.first {
            return Some(Exact::zero());
        }
        let shift = if matches!(self.course, Course::Numbers(_)) { 0 } else { i64::from(self.first) - 1 };
        let month = Exact::whole(i64::from(month) - shift);
        let month = if slower { halved(&(&month + &Exact::whole(1))) } else { month };
        match &self.course {
            Course::Ramp(units, ramp) => Some(units * &ramp.level(&month)?),
            Course::Numbers(numbers) => Some(between(numbers, &self.of_last_year(month))),
            Course::Customers(customers) => {
                let whole = month.floor();
                let number = |at: &Exact| customers.get(at.to_usize()?);
                let (before, part) = (number(&whole)?, &month - &whole);
                let after = number(&month.ceil()).unwrap_or(before);
                Some(before + &(&(after - before) * &part))
            }
        }
    }
}

fn halved(number: &Exact) -> Exact {
    number * &Exact::percent(50.into())
}

/// Customers times purchases, else the sales as given.
fn units(input: &StreamInput) -> Option<Exact> {
    match (input.customers, input.purchases) {
        (Some(customers), Some(purchases)) => Some(&Exact::from(customers) * &Exact::from(purchases)),
        _ => input.units.map(Exact::from),
    }
}

fn numbers(steps: &[Step]) -> Vec<(Exact, Exact)> {
    let mut steps = steps.to_vec();
    steps.sort_by_key(|step| step.month);
    steps.into_iter().map(|step| (Exact::whole(step.month.into()), step.amount.into())).collect()
}

/// Nothing before the first, even growth between two, and steady after the last.
fn between(numbers: &[(Exact, Exact)], month: &Exact) -> Exact {
    let after = numbers.iter().position(|(at, _)| at > month);
    let before = after.unwrap_or(numbers.len()).checked_sub(1).and_then(|before| numbers.get(before));
    match (before, after.and_then(|after| numbers.get(after))) {
        (None, _) => Exact::zero(),
        (Some((_, number)), None) => number.clone(),
        (Some((from, low)), Some((to, high))) => {
            let part = (month - from).over(&(to - from)).unwrap_or_else(Exact::zero);
            low + &(&(high - low) * &part)
        }
    }
}

/// What is left of the customers of the month before, and the new ones, month by month.
fn customers(input: &StreamInput, months: u32) -> Option<Vec<Exact>> {
    let Growth::Customers { at_start } = &input.growth else { return None };
    let new = Exact::from(input.new_customers?);
    let stay = &Exact::whole(1) - &Exact::percent(input.monthly_loss.unwrap_or_default());
    let first = at_start.map_or_else(Exact::zero, Exact::from);
    let next = |last: &Exact| Some((&(last * &stay) + &new).rounded(PLACES));
    Some(std::iter::successors(Some(first), next).take(usize::try_from(months).ok()? + 1).collect())
}

/// How sales grow to those of a normal month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ramp {
    /// In equal steps.
    Steps {
        /// The month that first sees full sales; 0 and 1 mean from the start.
        months: u32,
        /// The sales of the first month as a part of full sales; 1 is all, and more is taken as that.
        start: Exact,
    },
    /// Nothing was said about it: full sales from the first month are taken.
    NotGiven,
    /// It takes several months, but where it starts is not known.
    StartUnknown,
}

impl Ramp {
    pub(super) fn new(inputs: &Inputs) -> Self {
        let follows = |stream: &StreamInput| stream.growth == Growth::Ramp;
        if !inputs.streams.is_empty() && !inputs.streams.iter().any(follows) {
            return Self::Steps { months: 1, start: Exact::whole(1) };
        }
        match (inputs.ramp_months, inputs.ramp_start) {
            (None, _) => Self::NotGiven,
            (Some(months), Some(start)) => Self::Steps { months, start: Exact::percent(start).min(Exact::whole(1)) },
            (Some(months), None) if months <= 1 => Self::Steps { months, start: Exact::whole(1) },
            (Some(_), None) => Self::StartUnknown,
        }
    }

    /// Sales of a month, counted from 1, as a part of full sales; `None` where it is not known.
    #[must_use]
    pub fn level(&self, month: &Exact) -> Option<Exact> {
        let full = Exact::whole(1);
        match self {
            Self::StartUnknown => None,
            Self::Steps { months, start } if *month < Exact::whole((*months).into()) => {
                let steps = Exact::whole(i64::from(*months) - 1);
                let done = (month - &full).over(&steps)?;
                Some(start + &(&(&full - start) * &done))
            }
            Self::Steps { .. } | Self::NotGiven => Some(full),
        }
    }

    /// What was taken for granted, or what is not known.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        match self {
            Self::Steps { .. } => None,
            Self::NotGiven => Some("full sales from the first month are assumed"),
            Self::StartUnknown => Some("sales of the first month not known"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn levels(months: Option<u32>, start: Option<i64>) -> Vec<Option<String>> {
        let inputs = Inputs { ramp_months: months, ramp_start: start.map(Decimal::from), ..Default::default() };
        let ramp = Ramp::new(&inputs);
        (1..=6).map(|month| ramp.level(&Exact::whole(month)).map(|level| level.text(2))).collect()
    }

    fn known(levels: [&str; 6]) -> Vec<Option<String>> {
        levels.iter().map(|level| Some((*level).to_owned())).collect()
    }

    #[test]
    fn sales_grow_in_equal_steps_and_then_stay() {
        assert_eq!(levels(Some(5), Some(20)), known(["0.20", "0.40", "0.60", "0.80", "1.00", "1.00"]));
        assert_eq!(levels(Some(2), Some(0)), known(["0.00", "1.00", "1.00", "1.00", "1.00", "1.00"]));
        assert_eq!(levels(Some(4), Some(150)), known(["1.00"; 6]));
    }

    #[test]
    fn one_month_or_none_means_full_sales_from_the_start() {
        for months in [Some(0), Some(1), None] {
            assert_eq!(levels(months, Some(20)), known(["1.00"; 6]));
            assert_eq!(levels(months, None), known(["1.00"; 6]));
        }
    }

    #[test]
    fn without_a_start_the_steps_are_unknown() {
        assert_eq!(levels(Some(5), None), vec![None; 6]);
    }
}
