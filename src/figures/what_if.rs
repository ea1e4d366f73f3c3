//! What if: the same plan under one change each.

use super::alternatives::paid_a_month;
use super::cash::{LowestCash, MONTHS_AHEAD, Shortfall, Within36, looked_at};
use super::course::{Change, LatePayers, Month, covers};
use super::inputs::{Certainty, Period, WhatIfInput};
use super::{Exact, Figures};
use crate::words;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The months in which nothing is sold where the founders cannot work: early enough to meet a thin reserve.
const IDLE: (u32, u32) = (4, 6);

/// In how many months sales are built up that are planned in full from the first.
const BUILT_UP: i64 = 6;

/// The course under one change.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// As templates and `figures --json` name it; the founder's own are `own-1` and so on.
    pub key: String,
    /// What is different, in words.
    pub title: String,
    /// What is different.
    pub change: Change,
    /// The first month that ends with less than nothing.
    pub out_of_cash: Within36,
    /// The least money there is within 36 months, or within all of them on other terms, and when first.
    pub lowest: Option<LowestCash>,
    /// The operating result of month 36.
    pub operating_result: Exact,
    /// The operating result of months 25 to 36: in a month of its own it would be that of one season.
    pub year_result: Exact,
    /// What months 25 to 36 leave after interest and repayment.
    pub after_loans: Exact,
    /// The same of one of these months.
    pub left_over: Option<Exact>,
    /// What they leave a month for the founders, before any pay and after the loans.
    pub left_for_pay: Option<Exact>,
    /// What they are paid a month on average, in each year.
    pub paid: Vec<Exact>,
    /// The cash at the end of month 36.
    pub cash: Option<Exact>,
    /// Whether the cash never falls below zero, so that every payment of a loan can be made.
    pub carried: Option<bool>,
    /// What all loans cost in the first month of full payment.
    pub service: Exact,
    /// The lowest cover of the first three years; `None` without a loan to serve.
    pub cover: Option<Exact>,
}

impl WhatIf {
    /// What the months under a change come to; `None` where there are none.
    pub(super) fn new(key: String, title: String, service: Exact, months: &[Month], change: Change) -> Option<Self> {
        let shortfall = Shortfall::new(months);
        let third = months.get(25..=usize::try_from(MONTHS_AHEAD).ok()?)?;
        let last = third.last()?;
        let year = |part: fn(&Month) -> &Exact| third.iter().map(part).sum::<Exact>();
        let loans = &year(|month| &month.interest) + &year(|month| &month.repayment);
        let year_result = year(|month| &month.operating_result);
        Some(Self {
            key,
            title,
            carried: shortfall.gap.map(|gap| !gap.is_positive()),
            out_of_cash: shortfall.out_of_cash,
            lowest: shortfall.lowest,
            operating_result: last.operating_result.clone(),
            left_for_pay: (&(&year_result + &year(|month| &month.pay)) - &loans).over(&Exact::whole(12)),
            left_over: (&year_result - &loans).over(&Exact::whole(12)),
            after_loans: &year_result - &loans,
            paid: paid_a_month(months),
            year_result,
            cash: last.cash.clone(),
            service,
            cover: covers(months).take(3).flatten().min(),
            change,
        })
    }
}

impl Figures {
    /// The plan as it is, the changes that readers ask about, and the founder's own; empty while anything is open that
    /// could turn them round. Each is worked out here, when it is asked for.
    #[must_use]
    pub fn what_ifs(&self) -> Vec<WhatIf> {
        if self.cash.judged().is_empty() {
            return Vec::new();
        }
        self.all_changes().into_iter().filter_map(|(key, title, change)| self.what_if(key, title, change)).collect()
    }

    /// All changes that a document can be asked about: those of a spreadsheet, too, and some that its rows cannot say.
    pub(super) fn all_changes(&self) -> Vec<(String, String, Change)> {
        let (first, last) = IDLE;
        let title = format!("nothing is sold in months {first} to {last}, as in an illness");
        let mut further = vec![("nobody_works".to_owned(), title, Change { idle: Some(IDLE), ..Change::default() })];
        if self.basis.some_pay_at_once() {
            let late: Vec<&str> =
                self.basis.not_at_once().filter_map(|at| Some(self.streams.get(at)?.title.as_str())).collect();
            let title = match late.as_slice() {
                [] | [_, _, _, ..] => "whoever does not pay at once pays two months later".to_owned(),
                few => format!("{} paid two months later", words::listed(few)),
            };
            further.insert(
                0,
                (
                    "billed_later".to_owned(),
                    title,
                    Change { late: 2, late_payers: LatePayers::NotAtOnce, ..Change::default() },
                ),
            );
        }
        let grows = self.basis.grows();
        if grows {
            let half = Change { growth: Exact::percent(50.into()), ..Change::default() };
            let late_payers = if self.basis.some_pay_at_once() { LatePayers::NotAtOnce } else { LatePayers::Everybody };
            let late = Change { late: 2, late_payers, ..half.clone() };
            further.push(("growth_half".to_owned(), "growth stops half-way".to_owned(), half));
            if self.basis.begins_as_told() {
                let none = Change { growth: Exact::zero(), ..Change::default() };
                further.push(("growth_none".to_owned(), "sales stay as in the first month".to_owned(), none));
            }
            let payers =
                if self.basis.some_pay_at_once() { "whoever does not pay at once pays" } else { "customers pay" };
            let title = format!("growth stops half-way, and {payers} two months later");
            further.push(("growth_half_paid_later".to_owned(), title, late.clone()));
            let higher = || Exact::percent(110.into());
            let all = Change { fixed: higher(), direct: higher(), bought: higher(), ..late };
            let title = format!(
                "growth stops half-way, {payers} two months later, and all costs and purchases, the pay apart, are 10 % higher"
            );
            further.push(("all_at_once".to_owned(), title, all));
        }
        let built_up = |months| Change { built_up: Some(months), ..Change::default() };
        if let Some(months) = self.months_at_pace() {
            let title = "new customers come no faster than there is time for them".to_owned();
            further.push(("at_pace".to_owned(), title, built_up(months)));
        } else if !grows && self.basis.outruns(&Exact::whole(BUILT_UP)) {
            further.push((
                "built_up".to_owned(),
                "sales take six months to grow".to_owned(),
                built_up(Exact::whole(BUILT_UP)),
            ));
        }
        if !grows {
            let half = Change { sales: remaining(50), ..Change::default() };
            further.push(("sales_half".to_owned(), "half of the sales come".to_owned(), half));
        }
        if self.basis.sources.iter().any(|source| source.certainty == Certainty::AskedElsewhere) {
            let change = Change { none_of: Some(Certainty::AskedElsewhere), ..Change::default() };
            further.push(("none_elsewhere".to_owned(), "what is asked for elsewhere does not come".to_owned(), change));
        }
        let mut all = self.changes();
        let own = all.iter().position(|(key, ..)| key.starts_with("own")).unwrap_or(all.len());
        all.splice(own..own, further);
        all.extend(self.own_changes().filter(|(.., change)| !change.is_simple()));
        let refused = all.iter().filter(|(key, _, change)| key.starts_with("own") && !change.without.is_empty());
        let (titles, refused): (Vec<&str>, Vec<&Change>) =
            refused.map(|(_, title, change)| (title.as_str(), change)).unzip();
        if refused.len() == 2 {
            let without = refused.iter().flat_map(|change| change.without.clone()).collect();
            let title = format!("both: {}", words::listed(&titles));
            all.push(("own_together".to_owned(), title, Change { without, ..Change::default() }));
        }
        all
    }

    /// In how many months the customers of a usual month are won at the pace there is time for; `None` where that is not
    /// known, and where the plan is not faster.
    #[must_use]
    pub fn months_at_pace(&self) -> Option<Exact> {
        let won_in = self.new_a_week.as_ref().map(|week| Period::Weekly.monthly(week))?;
        let months = self.most_customers.as_ref()?.over(&won_in)?;
        self.basis.outruns(&months).then_some(months)
    }

    /// The changes that a spreadsheet can be asked about, too, each with its key and its title, the plan as it is first.
    #[must_use]
    pub fn changes(&self) -> Vec<(String, String, Change)> {
        let fixed = self.fixed_what_ifs().into_iter().map(|(key, title, change)| (key.to_owned(), title, change));
        fixed.chain(self.own_changes().filter(|(.., change)| change.is_simple())).collect()
    }

    /// The founder's own.
    fn own_changes(&self) -> impl Iterator<Item = (String, String, Change)> {
        let own = (1..).zip(&self.own_what_ifs);
        own.map(|(number, input)| (format!("own-{number}"), input.title.clone(), self.own_change(input)))
    }

    /// The largest fall of sales, in whole percent, under which the cash never falls below zero in 36 months; `None`
    /// where it does so as planned, or where that is not known.
    #[must_use]
    pub fn bearable_fall(&self) -> Option<u32> {
        let bears = |fall: u32| {
            let months = self.months_under(&Change { sales: remaining(fall), ..Change::default() });
            Shortfall::new(&months).gap.is_some_and(|gap| !gap.is_positive())
        };
        if self.cash.judged().is_empty() || !bears(0) {
            return None;
        }
        let falls: Vec<u32> = (0..=100).collect();
        u32::try_from(falls.partition_point(|fall| bears(*fall))).ok()?.checked_sub(1)
    }

    fn fixed_what_ifs(&self) -> Vec<(&'static str, String, Change)> {
        let (lower, higher) = (remaining(20), Exact::percent(110.into()));
        let plan = Change::default();
        let mut all = vec![
            ("as_planned", "as planned".to_owned(), plan.clone()),
            ("sales_lower", "sales 20 % lower".to_owned(), Change { sales: lower.clone(), ..plan.clone() }),
            ("growth_slower", "growth takes twice as long".to_owned(), Change { slower: true, ..plan.clone() }),
            ("paid_later", "customers pay two months later".to_owned(), Change { late: 2, ..plan.clone() }),
            ("fixed_higher", "fixed costs 10 % higher".to_owned(), Change { fixed: higher.clone(), ..plan.clone() }),
            ("direct_higher", "direct costs 10 % higher".to_owned(), Change { direct: higher.clone(), ..plan.clone() }),
        ];
        if let Some((position, title)) = self.largest_stream() {
            let change = Change { without: vec![position], ..plan.clone() };
            all.push(("without_largest", format!("without {title}"), change));
        }
        all.push((
            "sales_lower_fixed_higher",
            "sales 20 % lower and fixed costs 10 % higher".to_owned(),
            Change { sales: lower, fixed: higher, ..plan.clone() },
        ));
        if self.basis.sources.iter().any(|source| source.rate(&Exact::zero()).is_positive()) {
            let moved = |points: i64| Change { interest: Exact::whole(points), ..plan.clone() };
            all.push(("interest_lower", "interest 2 points lower".to_owned(), moved(-2)));
            all.push(("interest_higher", "interest 2 points higher".to_owned(), moved(2)));
        }
        all
    }

    /// The stream that brings most in 36 months, where there are several; the first on a tie.
    fn largest_stream(&self) -> Option<(usize, &str)> {
        let months = looked_at(&self.cash.months);
        let brought = |at: usize| months.iter().filter_map(|month| month.by_stream.get(at)).sum::<Exact>();
        let streams = self.streams.iter().enumerate().map(|(at, stream)| (brought(at), at, stream.title.as_str()));
        let largest = streams.reduce(|most, next| if next.0 > most.0 { next } else { most });
        largest.filter(|(brought, ..)| brought.is_positive()).map(|(_, at, title)| (at, title))
    }

    fn own_change(&self, input: &WhatIfInput) -> Change {
        let changed = |percent: Option<Decimal>| {
            (&Exact::whole(1) + &Exact::percent(percent.unwrap_or_default())).max(Exact::zero())
        };
        let stream = |id: Option<&String>| self.streams.iter().position(|stream| Some(&stream.id) == id);
        Change {
            sales: changed(input.sales),
            fixed: changed(input.costs),
            direct: changed(input.costs),
            late: input.late.unwrap_or(0),
            without: stream(input.without.as_ref()).into_iter().collect(),
            without_source: self.basis.sources.iter().position(|source| Some(&source.id) == input.without.as_ref()),
            only: stream(input.of.as_ref()),
            price: changed(input.price),
            more: input.more.map_or_else(Exact::zero, Exact::from),
            from: input.from.unwrap_or(0),
            ..Change::default()
        }
    }

    /// The course under one change; `None` where there is no course.
    #[must_use]
    pub fn what_if(&self, key: String, title: String, change: Change) -> Option<WhatIf> {
        WhatIf::new(key, title, self.basis.service(&change), &self.months_under(&change), change)
    }

    /// The months under one change, as far as turning points are looked for: those that are there already, where nothing is
    /// different.
    pub(super) fn months_under(&self, change: &Change) -> Cow<'_, [Month]> {
        let months = &self.cash.months;
        if !months.is_empty() && *change == Change::default() {
            Cow::Borrowed(looked_at(months))
        } else {
            Cow::Owned(self.basis.looked_at(change))
        }
    }
}

/// What is left when so many percent fall away.
pub(super) fn remaining(fall: u32) -> Exact {
    Exact::percent((100 - i64::from(fall)).into())
}
