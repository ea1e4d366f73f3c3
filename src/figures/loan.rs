//! Money from others, and how loans are paid back: to the cent, as lenders do.

use super::Exact;
use super::inputs::{Certainty, Repayment, SourceInput, SourceKind};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The interest a year that is counted for a loan whose interest is not known, in percent.
pub const STAND_IN: i64 = 6;

/// Places that compound interest is carried to.
const PLACES: u32 = 40;

/// One source of money as it is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The item's id.
    pub id: String,
    /// Who gives it, or what it is for.
    pub title: String,
    /// How much it is; `None` while it is not known.
    pub amount: Option<Exact>,
    /// The month in which it comes.
    pub month: u32,
    /// Whose money it is.
    pub kind: Option<SourceKind>,
    /// How certain it is.
    pub certainty: Certainty,
    /// Interest a year in percent; `None` where it is no loan.
    pub interest: Option<Exact>,
    /// Whether the interest is not known, so that [`STAND_IN`] is counted.
    pub stand_in: bool,
    /// In how many months it is paid back; `None` where it is not, or where that is not known.
    pub months: Option<u32>,
    months_free: u32,
    repayment: Repayment,
    /// Every payment as planned, which all that is worked out asks for again and again.
    planned: Vec<Payment>,
}

/// What the payments for a loan are worked out from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// In how many months it is paid back.
    pub months: u32,
    /// How many of these bring interest only.
    pub free: u32,
    /// The interest of one month, as a part of what is owed.
    pub monthly: Exact,
    /// What is paid back each month, where that is the same.
    pub instalment: Exact,
    /// Interest and repayment together, where these are the same each month.
    pub payment: Exact,
}

/// One payment for a loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The month, counted from the opening.
    pub month: u32,
    /// The interest in it.
    pub interest: Exact,
    /// The repayment in it.
    pub repayment: Exact,
    /// What is owed after it.
    pub balance: Exact,
}

impl Payment {
    /// Interest and repayment together.
    #[must_use]
    pub fn sum(&self) -> Exact {
        &self.interest + &self.repayment
    }
}

impl Source {
    pub(super) fn new(input: &SourceInput) -> Self {
        let is_lent = matches!(input.kind, Some(SourceKind::Loan | SourceKind::Family));
        let months = input.months.filter(|months| is_lent && *months > 0);
        // Family that names no interest takes none.
        let stand_in = input.kind == Some(SourceKind::Loan) && input.interest.is_none() && months.is_some();
        let rate = input.interest.unwrap_or_else(|| if stand_in { STAND_IN.into() } else { Decimal::ZERO });
        let mut source = Self {
            id: input.id.clone(),
            title: input.title.clone(),
            amount: input.amount.map(Exact::from),
            month: input.month.unwrap_or(0),
            kind: input.kind,
            certainty: input.certainty,
            interest: is_lent.then(|| rate.into()),
            stand_in,
            months,
            months_free: input.months_free.unwrap_or(0),
            repayment: input.repayment,
            planned: Vec::new(),
        };
        source.planned = source.worked_out(&Exact::zero());
        source
    }

    /// The same with so much more money, paid back so many months later.
    pub(super) fn with(&self, more: &Exact, longer: u32) -> Self {
        let amount = self.amount.as_ref().map(|amount| amount + more);
        self.planned_anew(amount, self.months.map(|months| months + longer))
    }

    /// The same paid back in so many months; `None` where it is not paid back, or not in the months it has at all.
    #[must_use]
    pub fn over(&self, months: u32) -> Option<Self> {
        self.months.filter(|_| months > self.months_free)?;
        Some(self.planned_anew(self.amount.clone(), Some(months)))
    }

    fn planned_anew(&self, amount: Option<Exact>, months: Option<u32>) -> Self {
        let mut source = Self { amount, months, ..self.clone() };
        source.planned = source.worked_out(&Exact::zero());
        source
    }

    /// The interest a year, in percent, when rates are so many points higher; a loan without interest stays without.
    #[must_use]
    pub fn rate(&self, points: &Exact) -> Exact {
        match &self.interest {
            Some(rate) if rate.is_positive() => (rate + points).max(Exact::zero()),
            _ => Exact::zero(),
        }
    }

    /// What its payments are worked out from, when rates are so many points higher; `None` where it is not known when it
    /// is paid back.
    #[must_use]
    pub fn terms(&self, points: &Exact) -> Option<Terms> {
        let (amount, months) = (self.amount.as_ref()?, self.months?);
        let free = self.months_free.min(months - 1);
        let monthly = self.rate(points).over(&Exact::whole(1200)).unwrap_or_else(Exact::zero);
        let paying = Exact::whole((months - free).into());
        Some(Terms {
            instalment: amount.over(&paying).unwrap_or_else(Exact::zero).rounded(2),
            payment: annuity(amount, &monthly, months - free),
            months,
            free,
            monthly,
        })
    }

    /// Every payment as planned; none where it is not known when it is paid back.
    #[must_use]
    pub fn planned(&self) -> &[Payment] {
        &self.planned
    }

    /// Every payment, when rates are so many points higher; none where it is not known when it is paid back.
    #[must_use]
    pub fn schedule(&self, points: &Exact) -> Cow<'_, [Payment]> {
        if points.is_zero() { Cow::Borrowed(&self.planned) } else { Cow::Owned(self.worked_out(points)) }
    }

    fn worked_out(&self, points: &Exact) -> Vec<Payment> {
        let (Some(amount), Some(terms)) = (&self.amount, self.terms(points)) else { return Vec::new() };
        let mut balance = amount.clone();
        let mut payments = Vec::new();
        for number in 1..=terms.months {
            let interest = (&balance * &terms.monthly).rounded(2);
            let repayment = match self.repayment {
                _ if number == terms.months => balance.clone(),
                _ if number <= terms.free => Exact::zero(),
                Repayment::AtTheEnd => Exact::zero(),
                Repayment::EqualInstalments => terms.instalment.clone().min(balance.clone()),
                Repayment::EqualPayments => (&terms.payment - &interest).min(balance.clone()),
            };
            balance = &balance - &repayment;
            payments.push(Payment { month: self.month + number, interest, repayment, balance: balance.clone() });
        }
        payments
    }

    /// What is owed at the end of a month, from its schedule; `None` before it comes, and where nothing is paid back.
    pub(super) fn owed_after<'a>(&'a self, month: u32, schedule: &'a [Payment]) -> Option<&'a Exact> {
        let last = schedule.iter().take_while(|payment| payment.month <= month).last();
        let drawn = self.amount.as_ref().filter(|_| self.month <= month && !schedule.is_empty());
        last.map(|payment| &payment.balance).or(drawn)
    }

    /// The interest until it is paid back.
    #[must_use]
    pub fn interest_in_all(&self) -> Exact {
        self.planned.iter().map(|payment| &payment.interest).sum()
    }

    /// What it costs in the first month of full payment: after the months without repayment, and of a loan that is paid
    /// back at the end its interest.
    #[must_use]
    pub fn service(&self, points: &Exact) -> Exact {
        let schedule = self.schedule(points);
        let first = usize::try_from(self.months_free).ok().and_then(|free| schedule.get(free)).or(schedule.last());
        first.map_or_else(Exact::zero, |first| match self.repayment {
            Repayment::AtTheEnd => first.interest.clone(),
            Repayment::EqualPayments | Repayment::EqualInstalments => first.sum(),
        })
    }
}

/// The payment that clears a loan in so many equal ones, in whole cents.
fn annuity(amount: &Exact, monthly: &Exact, count: u32) -> Exact {
    let without_interest = || amount.over(&Exact::whole(count.into())).map(|payment| payment.rounded(2));
    amount.annuity(monthly, count, PLACES).or_else(without_interest).unwrap_or_else(Exact::zero)
}
