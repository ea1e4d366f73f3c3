//! On what other terms the cash would hold, where it does not on those asked for.

use super::cash::{LowestCash, Shortfall};
use super::course::{Basis, Change};
use super::inputs::Certainty;
use super::what_if::remaining;
use super::{Exact, Figures};

/// The lengths, in months, that loans of this kind are given for.
const LENGTHS: [u32; 3] = [60, 84, 120];

/// How often more money is looked for before it is given up: each time covers what was missing the time before.
const TRIES: usize = 8;

/// How the terms differ from those asked for.
#[derive(Clone, Debug)]
struct Terms {
    /// How much more is asked for with this plan, on top of the first sum.
    more: Exact,
    /// By how many months what is lent for this plan is paid back later.
    longer: u32,
    /// What part of their pay the founders take.
    pay: Exact,
}

impl Default for Terms {
    /// Nothing is different.
    fn default() -> Self {
        Self { more: Exact::zero(), longer: 0, pay: Exact::whole(1) }
    }
}

/// The plan on certain terms, and how far its cash falls then.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What is different: `as_asked`, `more_money`, `longer`, `lower_pay`, of all these `together`, or, where none of
    /// them is enough, what is `holding`.
    pub key: &'static str,
    /// What is asked for with the plan.
    pub asked: Exact,
    /// In how many months the loan is paid back that runs longest of those asked for; `None` where there is none.
    pub months: Option<u32>,
    /// What the founders are paid a month after the last step; `None` where that is not known.
    pub pay: Option<Exact>,
    /// What all loans cost in the first month of full payment.
    pub service: Exact,
    /// The lowest cash as planned.
    pub planned: Option<LowestCash>,
    /// The lowest cash when sales are 20 % lower.
    pub lower: Option<LowestCash>,
    /// The lowest cash when no more is sold in a month than there are hours for; `None` where the hours are enough.
    pub within_hours: Option<LowestCash>,
}

impl Alternative {
    /// Whether the cash falls below zero in none of the cases.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.lowest().into_iter().any(|lowest| lowest.amount.is_negative())
    }

    /// The lowest cash in each case.
    fn lowest(&self) -> Vec<&LowestCash> {
        [&self.planned, &self.lower, &self.within_hours].into_iter().flatten().collect()
    }
}

impl Figures {
    /// The terms asked for and others, each of which is worked out here: more money until the plan can be paid for, a
    /// longer time to pay back, a quarter less pay, all of these that there are, and, where none of them holds, those
    /// with the most pay that do. Empty where the cash holds on the
    /// terms asked for, where nothing is asked for, and while anything is open that could turn it round.
    #[must_use]
    pub fn alternatives(&self) -> Vec<Alternative> {
        let Some(asked) = self.funding.asked.whole().filter(|_| !self.cash.judged().is_empty()) else {
            return Vec::new();
        };
        let plan = Terms::default();
        let as_asked = self.alternative("as_asked", asked, &plan);
        if as_asked.holds() {
            return Vec::new();
        }
        let changes = [
            ("more_money", self.more_money(asked).map(|more| Terms { more, ..plan.clone() })),
            ("longer", self.longer().map(|longer| Terms { longer, ..plan.clone() })),
            ("lower_pay", self.pays_founders().then(|| Terms { pay: remaining(25), ..plan.clone() })),
        ];
        let changes: Vec<(&str, Terms)> = changes.into_iter().filter_map(|(key, terms)| Some((key, terms?))).collect();
        let together = (changes.len() > 1).then(|| ("together", merged(changes.iter().map(|(_, terms)| terms))));
        let others = changes.iter().chain(&together).map(|(key, terms)| self.alternative(key, asked, terms));
        let mut all: Vec<Alternative> = std::iter::once(as_asked).chain(others).collect();
        if !all.iter().any(Alternative::holds) && self.pays_founders() {
            all.extend(self.holding(asked));
        }
        all
    }

    /// The terms with the most pay on which the cash holds in all cases: the next usual length, pay in steps of 5 % of that
    /// planned, and up to half as much again as is asked for; `None` where it does not even without pay.
    fn holding(&self, asked: &Exact) -> Option<Alternative> {
        let longer = self.longer().unwrap_or_default();
        let on = |less: i64| {
            let terms = Terms { longer, pay: Exact::percent((100 - 5 * less).into()), ..Terms::default() };
            self.money_for_all(asked, terms)
        };
        let (mut too_little, mut enough) = (-1, on(20)?);
        let mut holds_at = 20;
        while too_little + 1 < holds_at {
            let middle = i64::midpoint(too_little, holds_at);
            match on(middle) {
                Some(holding) => (holds_at, enough) = (middle, holding),
                None => too_little = middle,
            }
        }
        Some(enough)
    }

    /// These terms with the least more money in round numbers with which the cash holds in all cases.
    fn money_for_all(&self, asked: &Exact, mut terms: Terms) -> Option<Alternative> {
        let (unit, most) = (round_unit(asked), asked * &Exact::percent(50.into()));
        loop {
            let tried = self.alternative("holding", asked, &terms);
            let missing = tried.lowest().into_iter().map(|lowest| -&lowest.amount).max()?;
            if !missing.is_positive() {
                return Some(tried);
            }
            terms.more = &terms.more + &(&missing.over(&unit)?.ceil() * &unit);
            if terms.more > most {
                return None;
            }
        }
    }

    fn alternative(&self, key: &'static str, asked: &Exact, terms: &Terms) -> Alternative {
        let basis = self.basis.on_terms(&terms.more, terms.longer);
        let service = basis.as_ref().unwrap_or(&self.basis).service(&Change::default());
        let change = Change { pay: terms.pay.clone(), ..Change::default() };
        let within_hours = || self.lowest(basis.as_ref(), &Change { within_hours: true, ..change.clone() });
        Alternative {
            key,
            asked: asked + &terms.more,
            months: self.longest_asked().map(|months| months + terms.longer),
            pay: self.founders_pay.as_ref().map(|pay| pay * &terms.pay),
            service,
            planned: self.lowest(basis.as_ref(), &change),
            lower: self.lowest(basis.as_ref(), &Change { sales: remaining(20), ..change.clone() }),
            within_hours: self.basis.is_short_of_hours().then(within_hours).flatten(),
        }
    }

    /// The lowest cash on other terms; on those asked for where there are none.
    fn lowest(&self, basis: Option<&Basis>, change: &Change) -> Option<LowestCash> {
        let months = basis.map_or_else(|| self.months_under(change), |basis| basis.looked_at(change).into());
        Shortfall::new(&months).lowest
    }

    /// The least sum in round numbers with which the plan can be paid for as planned; `None` where it can already, and
    /// where paying it back takes more than it brings.
    fn more_money(&self, asked: &Exact) -> Option<Exact> {
        let unit = round_unit(asked);
        let mut more = Exact::zero();
        for _ in 0..TRIES {
            let lowest = self.lowest(self.basis.on_terms(&more, 0).as_ref(), &Change::default())?;
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

/// All of the terms in one.
fn merged<'a>(terms: impl Iterator<Item = &'a Terms>) -> Terms {
    terms.fold(Terms::default(), |all, terms| Terms {
        more: &all.more + &terms.more,
        longer: all.longer + terms.longer,
        pay: &all.pay * &terms.pay,
    })
}

/// What a sum is rounded to: 1,000 for 18,000, and 100 for 4,000.
fn round_unit(sum: &Exact) -> Exact {
    let mut unit = Exact::whole(1);
    while &unit * &Exact::whole(100) <= *sum {
        unit = &unit * &Exact::whole(10);
    }
    unit
}
