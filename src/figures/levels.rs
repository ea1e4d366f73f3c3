//! What a month earns at other levels of sales than those planned, the mix of streams being kept.

use super::{Exact, Figures};

/// The cover that lenders look for, in percent.
const COVER: i64 = 120;

/// A month at one level of sales.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Why it is looked at: `planned`, `two_thirds` of that, a `cover` of 1.2, `with_loans`, with which everything is paid,
    /// `even` without the loans, `without_pay` of the founders.
    pub key: &'static str,
    /// The part of the planned sales.
    pub part: Exact,
    /// The revenue of a month.
    pub revenue: Exact,
    /// What it leaves after all costs and pay, before loans.
    pub result: Exact,
    /// What it leaves after the loans, too; the result itself where there are none.
    pub after_loans: Exact,
    /// The result divided by what the loans take; `None` where there are none.
    pub cover: Option<Exact>,
}

impl Figures {
    /// The levels that decide, the highest first, of a normal month, or, with seasons, of an average month of year 3. Empty
    /// while something that decides is not known, and where sales leave nothing; what is not counted stays out.
    #[must_use]
    pub fn levels(&self) -> Vec<Level> {
        if self.cash.judged().is_empty() || !self.needed.is_empty() {
            return Vec::new();
        }
        let Some((revenue, margin, fixed, pay)) = self.usual_month().filter(|(_, margin, ..)| margin.is_positive())
        else {
            return Vec::new();
        };
        let none = Exact::zero();
        let loans = self.funding.service.as_ref().filter(|service| service.is_positive());
        let owed = loans.unwrap_or(&none);
        let due = &fixed + &pay;
        let mut wanted = vec![("planned", margin.clone()), ("two_thirds", part_of(&(&margin * &Exact::whole(2)), 3))];
        if loans.is_some() {
            wanted.push(("cover", &due + &(owed * &Exact::percent(COVER.into()))));
            wanted.push(("with_loans", &due + owed));
        }
        wanted.push(("even", due.clone()));
        if pay.is_positive() {
            wanted.push(("without_pay", fixed));
        }
        let level = |(key, covered): (&'static str, Exact)| {
            let (part, result) = (covered.over(&margin)?, &covered - &due);
            Some(Level {
                key,
                revenue: &revenue * &part,
                after_loans: &result - owed,
                cover: loans.and_then(|loans| result.over(loans)),
                part,
                result,
            })
        };
        let mut levels: Vec<Level> =
            wanted.into_iter().filter_map(level).filter(|level| level.part.is_positive()).collect();
        levels.sort_by(|one, other| other.part.cmp(&one.part));
        levels
    }

    /// Revenue, what is left of it after direct costs, fixed costs and pay.
    fn usual_month(&self) -> Option<(Exact, Exact, Exact, Exact)> {
        if self.basis.has_seasons() {
            let sums = &self.cash.years.get(2)?.sums;
            let of_month = |year: &Exact| part_of(year, 12);
            return Some((
                of_month(&sums.revenue),
                of_month(&sums.gross_margin()),
                of_month(&sums.fixed),
                of_month(&sums.pay),
            ));
        }
        let pay = self.founders_pay.clone()?;
        let fixed = self.totals.fixed_costs.amount.as_ref()? - &pay;
        Some((self.totals.counted_revenue.clone(), self.totals.contribution.amount.clone()?, fixed, pay))
    }
}

/// An amount divided by a count that is not zero.
fn part_of(amount: &Exact, count: i64) -> Exact {
    amount.over(&Exact::whole(count)).unwrap_or_else(Exact::zero)
}
