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
    /// What stays in the account, where their pay gives way to all else.
    kept_back: Option<Exact>,
}

impl Default for Terms {
    /// Nothing is different.
    fn default() -> Self {
        Self { more: Exact::zero(), longer: 0, pay: Exact::whole(1), kept_back: None }
    }
}

impl Terms {
    /// The same change on these terms.
    fn on(&self, change: Change) -> Change {
        Change { pay: &change.pay * &self.pay, kept_back: self.kept_back.clone(), ..change }
    }
}

/// The plan on certain terms, and how far its cash falls then, over all months there are: a loan has to be paid to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What is different: `as_asked`, pay that `gives_way` to all else, `longer`, `lower_pay`, longer and lower pay
    /// `together`, `more_money`, or, where none of them is enough, what is `holding`.
    pub key: &'static str,
    terms: Terms,
    /// What is asked for with the plan.
    pub asked: Exact,
    /// In how many months the loan is paid back that runs longest of those asked for; `None` where there is none.
    pub months: Option<u32>,
    /// What the founders are paid a month after the last step; `None` where that is not known.
    pub pay: Option<Exact>,
    /// What stays in the account, where the pay gives way to all else.
    pub kept_back: Option<Exact>,
    /// What the founders are paid a month on average in each year, as planned and with sales 20 % lower, with no more sold in a
    /// month than there are hours for.
    pub paid: [Vec<Exact>; 2],
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
    /// Whether the cash falls below zero in none of the cases; pay that gives way has to be some, too, and in the end to be
    /// earned.
    #[must_use]
    pub fn holds(&self) -> bool {
        let is_pay = |paid: &Vec<Exact>| paid.iter().skip(1).all(Exact::is_positive);
        self.short().is_empty() && (self.kept_back.is_none() || self.carries_itself && is_pay(&self.paid[0]))
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
    /// The terms asked for and others, each of which is worked out here: pay that gives way to all else, a longer time to pay
    /// back, a quarter less pay, a longer time with that, more money until the plan can be paid for, and, where none of them
    /// holds, pay that gives way and more money.
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
        let gives_way = self.gives_way(asked);
        let lower = self.pays_founders().then(|| Terms { pay: remaining(25), ..plan.clone() });
        let together = longer.as_ref().zip(lower.as_ref());
        let together = together.map(|(longer, lower)| Terms { longer: longer.longer, ..lower.clone() });
        let more = self.more_money(asked).map(|more| Terms { more, ..plan });
        let giving = gives_way.as_ref().map(|one| one.terms.clone());
        let changes = [("longer", longer), ("lower_pay", lower), ("together", together), ("more_money", more)];
        let others = changes.into_iter().filter_map(|(key, terms)| Some(self.alternative(key, asked, terms?)));
        let mut all: Vec<Alternative> = std::iter::once(as_asked).chain(gives_way).chain(others).collect();
        if !all.iter().any(Alternative::holds) {
            // The same with the least more money in round numbers, up to half as much again.
            let holding = giving.and_then(|terms| self.money_for_all(asked, terms));
            all.extend(holding.filter(Alternative::holds));
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
        // Where the cash holds for three years as asked for, papers stay on those terms, and ask no more than this of others, but
        // for pay that gives way in whatever comes.
        let is_told = |key: &str| {
            ["as_planned", "sales_lower"].contains(&key)
                || key.starts_with("own")
                || (self.is_short() || holding.kept_back.is_some()) && !OF_COSTS.contains(&key)
        };
        // Where sales take more hours than there are, the case that can happen is told.
        let within_hours = self.basis.is_short_of_hours();
        let on_them = |change| Change { within_hours, ..holding.terms.on(change) };
        let judged = |(key, title, change): (String, String, Change)| {
            let change = on_them(change);
            WhatIf::new(key, title, basis.service(&change), &basis.to_the_end(&change), change)
        };
        let months = if self.is_short() { basis.to_the_end(&on_them(Change::default())) } else { Vec::new() };
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

    /// What holds where the founders take no more pay than leaves a month's fixed costs in the account, now and later; with a
    /// longer loan where they would not be paid in full in year 3 otherwise, and are paid more so. `None` where they take none
    /// anyway.
    fn gives_way(&self, asked: &Exact) -> Option<Alternative> {
        let pay = self.founders_pay.as_ref().filter(|pay| pay.is_positive())?;
        let fixed = self.totals.fixed_costs.amount.as_ref()? - pay;
        let hundred = Exact::whole(100);
        let kept_back = Some(&fixed.over(&hundred)?.ceil().max(Exact::zero()) * &hundred);
        let on = |longer| {
            let terms = Terms { longer, kept_back: kept_back.clone(), ..Terms::default() };
            self.alternative("gives_way", asked, terms)
        };
        let as_long = on(0);
        let is_full = as_long.holds() && as_long.paid[0].get(2).is_some_and(|paid| paid >= pay);
        let Some(longer) = self.longer().filter(|_| !is_full).map(on) else { return Some(as_long) };
        // Sales are more often lower than planned.
        let early = |one: &Alternative| one.paid[1].iter().take(3).sum::<Exact>();
        let is_more = early(&longer) > &early(&as_long) * &Exact::percent(105.into());
        Some(if is_more { longer } else { as_long })
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
        let [planned, lower] = [Change::default(), Change { sales: remaining(20), ..Change::default() }];
        let within = self
            .basis
            .is_short_of_hours()
            .then(|| [&planned, &lower].map(|change| months(Change { within_hours: true, ..change.clone() })));
        let [planned, lower] = [planned, lower].map(months);
        Alternative {
            key,
            asked: asked + &terms.more,
            months: self.longest_asked().map(|months| months + terms.longer),
            pay: self.founders_pay.as_ref().map(|pay| pay * &terms.pay),
            kept_back: terms.kept_back.clone(),
            service: basis.service(&Change::default()),
            cover: [&planned, &lower].map(|months| lowest_cover(months)),
            paid: within.as_ref().map_or([&planned, &lower], <[_; 2]>::each_ref).map(|months| paid_a_month(months)),
            carries_itself: carries_itself(&planned, terms.kept_back.is_some()),
            planned: Shortfall::new(&planned),
            lower: Shortfall::new(&lower),
            within_hours: within.map(|[planned, _]| Shortfall::new(&planned)),
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

/// Whether the last year takes no cash; before any pay, where that gives way.
fn carries_itself(months: &[Month], gives_way: bool) -> bool {
    let Some(year) = months.len().checked_sub(13).and_then(|from| months.get(from..)) else { return true };
    let paid = || year.iter().skip(1).map(|month| &month.pay).sum::<Exact>();
    let ends = year.first().zip(year.last()).and_then(|(first, last)| first.cash.as_ref().zip(last.cash.as_ref()));
    ends.is_none_or(|(first, last)| &(last + &if gives_way { paid() } else { Exact::zero() }) >= first)
}

/// The pay of a month in each year, on average.
pub(super) fn paid_a_month(months: &[Month]) -> Vec<Exact> {
    let year = |months: &[Month]| months.iter().map(|month| &month.pay).sum::<Exact>().over(&Exact::whole(12));
    months.get(1..).unwrap_or_default().chunks(12).filter_map(year).collect()
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
