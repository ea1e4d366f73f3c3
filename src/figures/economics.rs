//! Unit economics: what a customer costs to win, and what one brings.

use super::Exact;
use super::inputs::StreamInput;

/// What one customer of a stream costs and brings. It is shown, never judged.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitEconomics {
    /// What a customer leaves each month: unit contribution times purchases.
    pub monthly_contribution: Option<Exact>,
    /// What it costs to win one customer.
    pub acquisition_cost: AcquisitionCost,
    /// How long a customer stays.
    pub lifetime: Lifetime,
    /// What a customer leaves over the whole time; `None` where it is unknown or has no end.
    pub lifetime_value: Option<Exact>,
    /// Months until a customer has paid back what winning one cost.
    pub payback: CustomerPayback,
    /// Lifetime value divided by acquisition cost.
    pub value_to_cost: Option<Exact>,
}

/// What it costs to win one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcquisitionCost {
    /// Cost of selling and marketing divided by new customers.
    Each(Exact),
    /// Nobody new comes, so no cost can be put on anybody.
    NoNewCustomers,
    /// Something is not known yet.
    Unknown,
}

/// How long a customer stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// One divided by the share of customers lost in a month.
    Months(Exact),
    /// Nobody leaves.
    Unbounded,
    /// Not known yet.
    Unknown,
}

/// Months until a customer has paid back what winning one cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerPayback {
    /// Acquisition cost divided by monthly contribution.
    Months(Exact),
    /// A customer leaves nothing, so nothing is paid back.
    Never,
    /// Something is not known yet, or nobody new comes.
    Unknown,
}

impl UnitEconomics {
    /// From what is spent a month on winning customers and what a customer leaves a month.
    pub(super) fn new(input: &StreamInput, spent: Option<Exact>, monthly_contribution: Option<Exact>) -> Self {
        let acquisition_cost = acquisition_cost(spent, input.new_customers.map(Exact::from));
        let lifetime = match input.monthly_loss.map(Exact::percent) {
            None => Lifetime::Unknown,
            Some(loss) => Exact::whole(1).over(&loss).map_or(Lifetime::Unbounded, Lifetime::Months),
        };
        let lifetime_value = match (&lifetime, &monthly_contribution) {
            (Lifetime::Months(months), Some(monthly)) => Some(monthly * months),
            _ => None,
        };
        let payback = payback(&acquisition_cost, monthly_contribution.as_ref());
        let value_to_cost = match (&lifetime_value, &acquisition_cost) {
            (Some(value), AcquisitionCost::Each(cost)) => value.over(cost),
            _ => None,
        };
        Self { monthly_contribution, acquisition_cost, lifetime, lifetime_value, payback, value_to_cost }
    }

    /// Whether anything was said about winning or losing customers.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.acquisition_cost != AcquisitionCost::Unknown || self.lifetime != Lifetime::Unknown
    }
}

impl AcquisitionCost {
    /// Why there is no number.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        match self {
            Self::Each(_) => None,
            Self::NoNewCustomers => Some("no new customers"),
            Self::Unknown => Some(super::NOT_KNOWN),
        }
    }
}

impl Lifetime {
    /// Why there is no number.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        match self {
            Self::Months(_) => None,
            Self::Unbounded => Some("unbounded"),
            Self::Unknown => Some(super::NOT_KNOWN),
        }
    }
}

impl CustomerPayback {
    /// Why there is no number.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        match self {
            Self::Months(_) => None,
            Self::Never => Some("never paid back"),
            Self::Unknown => Some(super::NOT_KNOWN),
        }
    }
}

fn acquisition_cost(spent: Option<Exact>, new_customers: Option<Exact>) -> AcquisitionCost {
    match (spent, new_customers) {
        (_, Some(new)) if new == Exact::zero() => AcquisitionCost::NoNewCustomers,
        (Some(spent), Some(new)) => spent.over(&new).map_or(AcquisitionCost::NoNewCustomers, AcquisitionCost::Each),
        _ => AcquisitionCost::Unknown,
    }
}

fn payback(cost: &AcquisitionCost, monthly: Option<&Exact>) -> CustomerPayback {
    match (cost, monthly) {
        (AcquisitionCost::Each(cost), Some(monthly)) if monthly.is_positive() => {
            cost.over(monthly).map_or(CustomerPayback::Never, CustomerPayback::Months)
        }
        (AcquisitionCost::Each(_), Some(_)) => CustomerPayback::Never,
        _ => CustomerPayback::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn economics(new: Option<i64>, loss: Option<i64>, spent: Option<i64>, monthly: Option<i64>) -> UnitEconomics {
        let input = StreamInput {
            new_customers: new.map(Decimal::from),
            monthly_loss: loss.map(Decimal::from),
            ..Default::default()
        };
        UnitEconomics::new(&input, spent.map(Exact::whole), monthly.map(Exact::whole))
    }

    #[test]
    fn a_fleet_bike_costs_45_to_win_and_leaves_600() {
        let economics = economics(Some(16), Some(3), Some(720), Some(18));
        assert_eq!(economics.acquisition_cost, AcquisitionCost::Each(Exact::whole(45)));
        assert_eq!(economics.lifetime_value, Some(Exact::whole(600)));
        assert_eq!(economics.payback, CustomerPayback::Months(Exact::whole(5).over(&Exact::whole(2)).unwrap()));
        assert_eq!(economics.value_to_cost.unwrap().text(2), "13.33");
    }

    #[test]
    fn where_nobody_leaves_a_lifetime_has_no_end_and_no_value() {
        let economics = economics(Some(16), Some(0), Some(720), Some(18));
        assert_eq!(economics.lifetime, Lifetime::Unbounded);
        assert_eq!(economics.lifetime_value, None);
    }

    #[test]
    fn without_new_customers_there_is_no_cost_of_winning_one() {
        let economics = economics(Some(0), Some(3), Some(720), Some(18));
        assert_eq!(economics.acquisition_cost, AcquisitionCost::NoNewCustomers);
        assert_eq!(economics.payback, CustomerPayback::Unknown);
    }

    #[test]
    fn a_customer_who_leaves_nothing_never_pays_back() {
        assert_eq!(economics(Some(16), None, Some(720), Some(0)).payback, CustomerPayback::Never);
        assert_eq!(economics(Some(16), None, Some(720), Some(-2)).payback, CustomerPayback::Never);
    }

    #[test]
    fn what_was_not_said_stays_unknown() {
        let economics = economics(None, None, Some(720), Some(18));
        assert_eq!(economics.acquisition_cost, AcquisitionCost::Unknown);
        assert_eq!(economics.lifetime, Lifetime::Unknown);
        assert!(!economics.is_given());
    }
}
