//! Several currencies, which are never added without a rate.

use super::Exact;
use super::inputs::Inputs;

/// The rates into the currency of the plan.
#[derive(Debug)]
pub(super) struct Exchange<'a> {
    plan: &'a str,
    rates: Vec<(&'a str, Exact)>,
}

/// The currency an item's figures are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// Its code.
    pub currency: String,
    /// Whether it is that of the plan, so that the item enters the totals.
    pub counted: bool,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(inputs: &'a Inputs) -> Self {
        let rates =
            inputs.rates.iter().filter_map(|rate| Some((rate.currency.as_str(), Exact::from(rate.rate?)))).collect();
        Self { plan: &inputs.currency, rates }
    }

    /// The currency of the plan where amounts in `currency` can be converted to it, else that currency itself.
    pub(super) fn home(&self, currency: Option<&str>) -> Home {
        match currency {
            Some(code) if self.rate(currency).is_none() => Home { currency: code.to_owned(), counted: false },
            _ => Home { currency: self.plan.to_owned(), counted: true },
        }
    }

    /// The amount in another item's currency; `None` where no rate leads there.
    pub(super) fn convert(&self, amount: &Exact, currency: Option<&str>, home: &Home) -> Option<Exact> {
        if home.counted {
            return Some(amount * &self.rate(currency)?);
        }
        (currency == Some(home.currency.as_str())).then(|| amount.clone())
    }

    fn rate(&self, currency: Option<&str>) -> Option<Exact> {
        match currency {
            None => Some(Exact::whole(1)),
            Some(code) if code == self.plan => Some(Exact::whole(1)),
            Some(code) => self.rates.iter().find(|(known, _)| *known == code).map(|(_, rate)| rate.clone()),
        }
    }
}
