//! On what other terms the cash would hold, where it does not on those asked for.

use super::cash::{LowestCash, Shortfall};
use super::course::{Change, Month, Year, covers};
use super::inputs::Certainty;
use super::what_if::{WhatIf, remaining};
use super::{Exact, Figures};

/// The lengths, in months, that loans of this kind are given for.
const LENGTHS: [u32; 3] = [60, 84, 120];

/// How often more money is looked for before it is given up: each time covers what was missing the time before.
const TRIES: usize = 8;

/// For how many months after the opening the founders may go without pay where nothing less is enough.
const UNPAID: [u32; 5] = [0, 3, 6, 9, 12];

/// What-ifs that are not asked of other terms, where the pay and not the cash gives way.
const OF_COSTS: [&str; 5] = ["fixed_higher", "direct_higher", "without_largest", "interest_lower", "interest_higher"];

/// How the terms differ from those asked for.
#[derive(Clone, Debug, PartialEq)]
struct Terms {
    /// How much more is asked for with this plan, on top of the first sum.
    more: Exact,
    /// By how many months what is lent for this plan is paid back later.
    longer: u32,
    /// What part of their pay the founders take.
    pay: Exact,
    /// In how many of the first months they take none.
    unpaid: u32,
}

impl Default for Terms {
    /// Nothing is different.
    fn default() -> Self {
        Self { more: Exact::zero(), longer: 0, pay: Exact::whole(1), unpaid: 0 }
    }
}

impl Terms {
    /// The same change on these terms.
    fn on(&self, change: Change) -> Change {
        Change { pay: &change.pay * &self.pay, unpaid: self.unpaid, ..change }
    }
}

/// The plan on certain terms, and how far its cash falls then, over all months there are: a loan has to be paid to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What is different: `as_asked`, `longer`, `lower_pay`, both of these `together`, `more_money`, or, where none of
    /// them is enough, what is `holding`.
    pub key: &'static str,
    terms: Terms,
    /// What is asked for with the plan.
    pub asked: Exact,
    /// In how many months the loan is paid back that runs longest of those asked for; `None` where there is none.
    pub months: Option<u32>,
    /// What the founders are paid a month after the last step; `None` where that is not known.
    pub pay: Option<Exact>,
    /// In how many of the first months the founders take no pay.
    pub unpaid: u32,
    /// What all loans cost in the first month of full payment.
    pub service: Exact,
    /// How the cash does as planned.
    pub planned: Shortfall,
    /// The same when sales are 20 % lower.
    pub lower: Shortfall,
    /// The same when no more is sold in a month than there are hours for; `None` where the hours are enough.
    pub within_hours: Option<Shortfall>,
    /// Whether the last year looked at takes no cash as planned, so that the plan goes on.
    carries_itself: bool,
    /// The lowest cover of a year as planned, and with sales 20 % lower; `None` where there is no loan to serve.
    pub cover: [Option<Exact>; 2],
}

impl Alternative {
    /// Whether the cash falls below zero in none of the cases.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.short().is_empty()
    }

    /// The cases in which the cash falls below zero: `planned`, `lower`, `hours`.
    #[must_use]
    pub fn short(&self) -> Vec<&'static str> {
        let is_short = |case: &Shortfall| case.lowest.as_ref().is_some_and(|lowest| lowest.amount.is_negative());
        self.cases().filter(|(_, case)| is_short(case)).map(|(key, _)| key).collect()
    }

    fn cases(&self) -> impl Iterator<Item = (&'static str, &Shortfall)> {
        let always = [("planned", &self.planned), ("lower", &self.lower)];
        always.into_iter().chain(self.within_hours.as_ref().map(|case| ("hours", case)))
    }

    /// What is missing in the worst of the cases; zero or less where nothing is.
    fn missing(&self) -> Option<Exact> {
        let lowest = self.cases().filter_map(|(_, case)| case.lowest.as_ref());
        lowest.map(|lowest: &LowestCash| -&lowest.amount).max()
    }
}

impl Figures {
    /// The terms asked for and others, each of which is worked out here: a longer time to pay back, a quarter less pay, both
    /// of these, more money until the plan can be paid for, and, where none of them holds, those with the most pay that do.
    /// Empty where the cash holds on the terms asked for, where nothing is asked for, and while anything is open that could
    /// turn it round.
    #[must_use]
    pub fn alternatives(&self) -> Vec<Alternative> {
        let Some(asked) = self.funding.asked.whole().filter(|_| !self.cash.judged().is_empty()) else {
            return Vec::new();
        };
        let plan = Terms::default();
        let as_asked = self.alternative("as_asked", asked, plan.clone());
        if as_asked.holds() {
            return Vec::new();
        }
        let longer = self.longer().map(|longer| Terms { longer, ..plan.clone() });
        let lower = self.pays_founders().then(|| Terms { pay: remaining(25), ..plan.clone() });
        let together = longer.as_ref().zip(lower.as_ref());
        let together = together.map(|(longer, lower)| Terms { longer: longer.longer, ..lower.clone() });
        let more = self.more_money(asked).map(|more| Terms { more, ..plan });
        let changes = [("longer", longer), ("lower_pay", lower), ("together", together), ("more_money", more)];
        let others = changes.into_iter().filter_map(|(key, terms)| Some(self.alternative(key, asked, terms?)));
        let mut all: Vec<Alternative> = std::iter::once(as_asked).chain(others).collect();
        if !all.iter().any(Alternative::holds) && self.pays_founders() {
            all.extend(self.holding(asked));
        }
        all
    }

    /// The months to the last, where the cash does not hold for three years as asked for, and what if, on the first of these
    /// terms that hold; empty where none do.
    #[must_use]
    pub fn proposed(&self, alternatives: &[Alternative]) -> (Vec<Month>, Vec<WhatIf>) {
        let Some(holding) = alternatives.iter().find(|alternative| alternative.holds()) else {
            return Default::default();
        };
        let basis = self.basis.on_terms(&holding.terms.more, holding.terms.longer);
        let basis = basis.as_ref().unwrap_or(&self.basis);
        // Where the cash holds for three years as asked for, papers stay on those terms, and ask no more than this of others.
        let is_told = |key: &str| {
            ["as_planned", "sales_lower"].contains(&key)
                || key.starts_with("own")
                || self.is_short() && !OF_COSTS.contains(&key)
        };
        let judged = |(key, title, change): (String, String, Change)| {
            let change = holding.terms.on(change);
            WhatIf::new(key, title, basis.service(&change), &basis.to_the_end(&change), change)
        };
        let months = if self.is_short() { basis.to_the_end(&holding.terms.on(Change::default())) } else { Vec::new() };
        (months, self.all_changes().into_iter().filter(|(key, ..)| is_told(key)).filter_map(judged).collect())
    }

    /// Whether cash is missing within three years, with all that is asked for.
    fn is_short(&self) -> bool {
        self.cash.funded.gap.as_ref().is_some_and(Exact::is_positive)
    }

    /// Their years.
    #[must_use]
    pub fn years_of(&self, months: &[Month]) -> Vec<Year> {
        self.basis.years(months)
    }

    /// The terms with the most pay on which the cash holds in all cases, and each year pays for its loans with sales 20 %
    /// lower: the next usual length, and pay in steps of 5 % of that planned, but not so much that the last year takes
    /// cash. Of a loan as few of the first months are without pay as that takes. More money, up to half as much again,
    /// comes last; `None` where the cash does not hold even then.
    fn holding(&self, asked: &Exact) -> Option<Alternative> {
        let longer = self.longer().unwrap_or_default();
        let most_pay = |with: &dyn Fn(Terms) -> Option<Alternative>, unpaid: u32| {
            let on = |less: u32| with(Terms { longer, unpaid, pay: remaining(5 * less), ..Terms::default() });
            let enough = on(20)?;
            Some(first_enough(20, enough, on))
        };
        let carries = |one: &Alternative| {
            one.carries_itself && one.holds() && one.cover[1].as_ref().is_none_or(|cover| *cover >= Exact::whole(1))
        };
        let with_this = |terms: Terms| Some(self.alternative("holding", asked, terms)).filter(carries);
        let with_more = |terms: Terms| self.money_for_all(asked, terms);
        // Money that nobody pays back is no reason to go without.
        let unpaid = UNPAID.into_iter().take(if self.longest_asked().is_some() { UNPAID.len() } else { 1 });
        let later = unpaid.filter_map(|unpaid| most_pay(&with_this, unpaid));
        let best = later.reduce(|best, next| if next.1 < best.1 { next } else { best });
        // Without any pay at all, no plan is one.
        best.filter(|(_, less)| *less < 20).or_else(|| most_pay(&with_more, 0)).map(|(terms, _)| terms)
    }

    /// These terms with the least more money in round numbers with which the cash holds in all cases.
    fn money_for_all(&self, asked: &Exact, mut terms: Terms) -> Option<Alternative> {
        let (unit, most) = (round_unit(asked), asked * &Exact::percent(50.into()));
        loop {
            let tried = self.alternative("holding", asked, terms.clone());
            let missing = tried.missing()?;
            if !missing.is_positive() {
                return Some(tried);
            }
            terms.more = &terms.more + &(&missing.over(&unit)?.ceil() * &unit);
            if terms.more > most {
                return None;
            }
        }
    }

    fn alternative(&self, key: &'static str, asked: &Exact, terms: Terms) -> Alternative {
        let basis = self.basis.on_terms(&terms.more, terms.longer);
        let basis = basis.as_ref().unwrap_or(&self.basis);
        let months = |change: Change| basis.to_the_end(&terms.on(change));
        let planned = months(Change::default());
        let lower = months(Change { sales: remaining(20), ..Change::default() });
        let within_hours = || Shortfall::new(&months(Change { within_hours: true, ..Change::default() }));
        Alternative {
            key,
            asked: asked + &terms.more,
            months: self.longest_asked().map(|months| months + terms.longer),
            pay: self.founders_pay.as_ref().map(|pay| pay * &terms.pay),
            unpaid: terms.unpaid,
            service: basis.service(&Change::default()),
            cover: [&planned, &lower].map(|months| lowest_cover(months)),
            carries_itself: takes_nothing(planned.len().checked_sub(13).and_then(|from| planned.get(from..))),
            planned: Shortfall::new(&planned),
            lower: Shortfall::new(&lower),
            within_hours: self.basis.is_short_of_hours().then(within_hours),
            terms,
        }
    }

    /// The least sum in round numbers with which the plan can be paid for as planned; `None` where it can already, and
    /// where paying it back takes more than it brings.
    fn more_money(&self, asked: &Exact) -> Option<Exact> {
        let unit = round_unit(asked);
        let mut more = Exact::zero();
        for _ in 0..TRIES {
            let basis = self.basis.on_terms(&more, 0);
            let months = basis.as_ref().unwrap_or(&self.basis).to_the_end(&Change::default());
            let lowest = Shortfall::new(&months).lowest?;
            if !lowest.amount.is_negative() {
                return Some(more).filter(Exact::is_positive);
            }
            more = &more + &(&(-&lowest.amount).over(&unit)?.ceil() * &unit);
        }
        None
    }

    /// By how many months the next usual length is longer than that of the loan that runs longest.
    fn longer(&self) -> Option<u32> {
        let months = self.longest_asked()?;
        LENGTHS.into_iter().find(|length| *length > months).map(|length| length - months)
    }

    fn longest_asked(&self) -> Option<u32> {
        let asked = self.funding.sources.iter().filter(|source| source.certainty == Certainty::AskedHere);
        asked.filter_map(|source| source.months).max()
    }

    fn pays_founders(&self) -> bool {
        self.founders_pay.as_ref().is_some_and(Exact::is_positive)
    }
}

/// The first of the steps from 0 to `most` that is enough, where all after it are, too, and what it comes to; `enough` is
/// that of the last.
pub(super) fn first_enough<T>(most: u32, enough: T, on: impl Fn(u32) -> Option<T>) -> (T, u32) {
    let (mut from, mut first) = (0, (enough, most));
    while from < first.1 {
        let middle = u32::midpoint(from, first.1);
        match on(middle) {
            Some(enough) => first = (enough, middle),
            None => from = middle + 1,
        }
    }
    first
}

/// Whether there is no less cash after these months than at the end of the first of them.
fn takes_nothing(months: Option<&[Month]>) -> bool {
    let ends = months.and_then(|months| months.first().zip(months.last()));
    ends.is_none_or(|(first, last)| last.cash >= first.cash)
}

/// The lowest cover of a year in which something is paid back: a year of interest alone flatters.
fn lowest_cover(months: &[Month]) -> Option<Exact> {
    let years = months.get(1..).unwrap_or_default().chunks(12);
    let repays = years.map(|year| year.iter().any(|month| month.repayment.is_positive()));
    covers(months).zip(repays).filter(|(_, repays)| *repays).filter_map(|(cover, _)| cover).min()
}

/// What a sum is rounded to: 1,000 for 18,000, and 100 for 4,000.
fn round_unit(sum: &Exact) -> Exact {
    let mut unit = Exact::whole(1);
    while &unit * &Exact::whole(100) <= *sum {
        unit = &unit * &Exact::whole(10);
    }
    unit
}
