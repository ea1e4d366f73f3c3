//! How sales grow to those of a normal month.

use super::Exact;
use super::inputs::Inputs;

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
        match (inputs.ramp_months, inputs.ramp_start) {
            (None, _) => Self::NotGiven,
            (Some(months), Some(start)) => Self::Steps { months, start: Exact::percent(start).min(Exact::whole(1)) },
            (Some(months), None) if months <= 1 => Self::Steps { months, start: Exact::whole(1) },
            (Some(_), None) => Self::StartUnknown,
        }
    }

    /// Sales of a month, counted from 1, as a part of full sales; `None` where it is not known.
    #[must_use]
    pub fn level(&self, month: u32) -> Option<Exact> {
        let full = Exact::whole(1);
        match self {
            Self::StartUnknown => None,
            Self::Steps { months, start } if month < *months => {
                let steps = Exact::whole(i64::from(*months) - 1);
                let done = Exact::whole(i64::from(month) - 1).over(&steps)?;
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
        (1..=6).map(|month| ramp.level(month).map(|level| level.text(2))).collect()
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
