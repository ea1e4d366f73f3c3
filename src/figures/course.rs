//! The course of the money: month by month what is sold, earned, paid, borrowed and left.

use super::Exact;
use super::cash::MONTHS_AHEAD;
use super::cost::CostFigures;
use super::inputs::{Billed, Certainty, CostInput, CostKind, Inputs, Period, Step, StreamInput};
use super::loan::Source;
use super::stream::StreamFigures;
use rust_decimal::Decimal;

/// How far the months go at the most: so far where a loan runs on, whose schedule goes to its end.
pub(super) const FARTHEST: u32 = 60;

/// One month of the course. Amounts are without VAT where nothing else is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Counted from the opening, which is 0.
    pub month: u32,
    /// Its calendar month, from 1 to 12; `None` where the start is not known, and before the opening.
    pub calendar: Option<u32>,
    /// What each stream brings, in the order of the streams; zero where it is left out.
    pub by_stream: Vec<Exact>,
    /// What all streams bring.
    pub revenue: Exact,
    /// What these sales cost.
    pub direct: Exact,
    /// What is due whatever is sold, without the founders' pay.
    pub fixed: Exact,
    /// What all founders are paid.
    pub pay: Exact,
    /// What is left of the revenue after direct and fixed costs and pay.
    pub operating_result: Exact,
    /// The month's part of what was bought for several years.
    pub depreciation: Exact,
    /// Interest on all loans.
    pub interest: Exact,
    /// Operating result less depreciation and interest, before tax.
    pub result: Exact,
    /// Money of customers that comes in, with VAT.
    pub receipts: Exact,
    /// What is paid for direct and fixed costs and pay, with VAT.
    pub payments: Exact,
    /// The VAT of the month: that on sales less that in what is paid, whenever it is settled.
    pub vat_due: Exact,
    /// VAT that is settled; below zero it is paid back.
    pub vat: Exact,
    /// Tax on the profit that is paid.
    pub tax: Exact,
    /// What is bought once.
    pub bought: Exact,
    /// What is paid for that, with VAT.
    pub investment: Exact,
    /// Money that comes from others and from the founders.
    pub drawn: Exact,
    /// What is paid back of loans.
    pub repayment: Exact,
    /// The money at the end; `None` where it is not known how much there was to begin with.
    pub cash: Option<Exact>,
}

impl Month {
    /// Revenue less what the sales cost.
    #[must_use]
    pub fn gross_margin(&self) -> Exact {
        &self.revenue - &self.direct
    }

    /// By how much the month changes the cash, but for what is bought once and what others bring.
    #[must_use]
    pub fn running(&self) -> Exact {
        let paid = [&self.payments, &self.interest, &self.repayment, &self.vat, &self.tax];
        &self.receipts - &paid.into_iter().sum::<Exact>()
    }
}

/// Twelve months together.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// Counted from 1.
    pub year: u32,
    /// The sums of its months; `cash` is that at its end, `tax` the tax on its own profit, and `month` its last month.
    pub sums: Month,
    /// Operating result divided by interest and repayment; `None` where there is no loan to serve.
    pub cover: Option<Exact>,
}

/// What is different from the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What part of the sales there is.
    pub sales: Exact,
    /// Whether growth takes twice as long.
    pub slower: bool,
    /// By how many months customers pay later.
    pub late: u32,
    /// What part of the fixed costs there is, the founders' pay aside.
    pub fixed: Exact,
    /// What part of the direct costs there is.
    pub direct: Exact,
    /// The positions of streams that bring nothing.
    pub without: Vec<usize>,
    /// By how many points interest is higher.
    pub interest: Exact,
    /// What part of what is bought once has to be paid for it.
    pub bought: Exact,
    /// Whether the money that nobody has promised is missing.
    pub unfunded: bool,
    /// The money of which nothing comes.
    pub none_of: Option<Certainty>,
    /// Whether no more is sold in a month than the founders have hours for.
    pub within_hours: bool,
    /// What part of their pay the founders take.
    pub pay: Exact,
    /// The months, counted from the opening, in which nothing is sold; a sum that a contract fixes comes all the same.
    pub idle: Option<(u32, u32)>,
    /// What part there is of that by which sales grow beyond those of their first month.
    pub growth: Exact,
    /// Who pays so many months later.
    pub late_payers: LatePayers,
    /// In how many months at the least sales are built up to those of a usual month, evenly from the first.
    pub built_up: Option<Exact>,
    /// The only stream that `sales`, `price` and `late` concern.
    pub only: Option<usize>,
    /// What part of the prices is paid; what a sale costs stays the same, but for what is a part of its price.
    pub price: Exact,
    /// The first month, counted from the opening, in which `sales`, `price`, `without` and `more` hold.
    pub from: u32,
    /// What is due a month besides, pay and loans apart.
    pub more: Exact,
    /// The position of a source of money that does not come.
    pub without_source: Option<usize>,
    /// What stays in the account whatever comes, where the founders take no more pay than it and all that follows allow;
    /// `None` where they take what is planned.
    pub kept_back: Option<Exact>,
}

impl Change {
    /// Whether it concerns a stream in a month.
    fn concerns(&self, stream: usize, month: u32) -> bool {
        month >= self.from && self.only.is_none_or(|only| only == stream)
    }

    /// Whether it says nothing that the rows of a spreadsheet have no cell for.
    pub(super) fn is_simple(&self) -> bool {
        let one = Exact::whole(1);
        self.only.is_none()
            && self.price == one
            && self.from == 0
            && self.more == Exact::zero()
            && self.without_source.is_none()
    }
}

/// Who pays later than planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatePayers {
    /// All customers.
    Everybody,
    /// Those who do not pay at once as planned, or of whom nobody knows when they pay.
    NotAtOnce,
}

impl Default for Change {
    /// Nothing is different.
    fn default() -> Self {
        Self {
            sales: Exact::whole(1),
            slower: false,
            late: 0,
            fixed: Exact::whole(1),
            direct: Exact::whole(1),
            without: Vec::new(),
            interest: Exact::zero(),
            bought: Exact::whole(1),
            unfunded: false,
            none_of: None,
            within_hours: false,
            pay: Exact::whole(1),
            idle: None,
            growth: Exact::whole(1),
            late_payers: LatePayers::Everybody,
            built_up: None,
            only: None,
            price: Exact::whole(1),
            from: 0,
            more: Exact::zero(),
            without_source: None,
            kept_back: None,
        }
    }
}

/// What the course is worked out from: everything in the currency of the plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Basis {
    start: Option<u32>,
    pub(super) last: u32,
    lines: Vec<Option<StreamLine>>,
    /// From the opening on.
    standing: Vec<Standing>,
    pub(super) sources: Vec<Source>,
    vat_months: u32,
    tax: Exact,
    /// The hours for sales that the founders have in each calendar month; `None` where they are not known, and where others
    /// work as well.
    hours: Option<[Exact; 12]>,
}

/// A stream that is known in full.
#[derive(Clone, Debug, PartialEq)]
struct StreamLine {
    figures: StreamFigures,
    /// Its sales in each month as planned, from the opening on; `None` where they cannot be told.
    planned: Vec<Option<Exact>>,
    vat: Exact,
    paid_after: u32,
    /// Whether it is paid at once; not where that is said to be unknown.
    is_prompt: bool,
    /// Its sales by calendar month, as a part of those of a usual month; of two for one month the first counts.
    seasons: Vec<(u32, Exact)>,
    billed: Billed,
    /// The first month with sales.
    first: u32,
    /// Whether it is the same when less is sold than planned.
    is_contracted: bool,
    /// The hours of work of one sale.
    hours_each: Exact,
}

/// What a month has of costs that no sales change: worked out once for all courses.
#[derive(Clone, Debug, PartialEq)]
struct Standing {
    /// The fixed costs that belong to it.
    fixed: Exact,
    /// What is paid of them in it, without VAT, and that.
    paid: Exact,
    paid_vat: Exact,
    /// What is bought in it, without VAT, and that.
    bought: Exact,
    bought_vat: Exact,
    depreciation: Exact,
    pay: Exact,
}

/// A fixed cost over the months.
#[derive(Clone, Debug, PartialEq)]
pub struct Bill {
    monthly: Exact,
    from: u32,
    until: Option<u32>,
    /// The calendar month of the bill, and every how many months it comes.
    due: Option<(u32, u32)>,
    /// The VAT on it, as a part of what is paid.
    pub vat: Exact,
}

/// Something that is bought once.
#[derive(Clone, Debug, PartialEq)]
pub struct Purchase {
    /// What it costs, without VAT.
    pub amount: Exact,
    /// The month in which it is bought.
    pub month: u32,
    /// Over how many months it is used up.
    life: Option<Exact>,
    /// The VAT on it, as a part of the amount.
    pub vat: Exact,
}

/// The pay of each month, no more than planned, that leaves so much in the account in that month and in all after it;
/// `unpaid` are the months without any.
fn affordable(planned: &[Exact], unpaid: &[Month], kept_back: &Exact) -> Vec<Exact> {
    let mut least: Option<Exact> = None;
    let mut lowest_from: Vec<Option<Exact>> = unpaid
        .iter()
        .rev()
        .map(|month| {
            let lower = |least: &Exact| month.cash.as_ref().is_some_and(|cash| cash < least);
            if least.as_ref().is_none_or(lower) {
                least.clone_from(&month.cash);
            }
            least.clone()
        })
        .collect();
    lowest_from.reverse();
    let mut paid = Exact::zero();
    let pays = planned.iter().zip(lowest_from).map(|(planned, lowest)| {
        let there = lowest.map_or_else(Exact::zero, |lowest| &(&lowest - kept_back) - &paid);
        let pay = planned.clone().min(there).max(Exact::zero());
        paid = &paid + &pay;
        pay
    });
    pays.collect()
}

/// The hours of each calendar month that are left for sales.
fn hours_for_sales(inputs: &Inputs, usual: Decimal) -> [Exact; 12] {
    let office = inputs.office_hours.unwrap_or_default();
    let mut month = 0;
    [(); 12].map(|()| {
        month += 1;
        let other = inputs.other_hours.iter().find(|(of, _)| *of == month).filter(|_| inputs.start_month.is_some());
        let hours = other.map_or(usual, |(_, hours)| *hours);
        Period::Weekly.monthly(&(hours - office).max(Decimal::ZERO).into())
    })
}

impl Basis {
    pub(super) fn new(inputs: &Inputs, streams: &[StreamFigures], costs: &[CostFigures]) -> Self {
        let start = inputs.start_month.filter(|month| (1..=12).contains(month));
        let seasons = |stream: &str| {
            let own = inputs.seasons.iter().filter(|season| season.names(stream));
            let of_all = inputs.seasons.iter().filter(|season| season.streams.is_empty());
            let seasons = own.chain(of_all).filter(|_| start.is_some());
            seasons.map(|season| (season.month, Exact::percent(season.level))).collect()
        };
        let line = |(input, figures): (&StreamInput, &StreamFigures)| {
            figures.is_whole().then(|| StreamLine {
                figures: figures.clone(),
                planned: Vec::new(),
                seasons: seasons(&input.id),
                vat: Exact::percent(input.vat.unwrap_or_default()),
                paid_after: input.paid_after.unwrap_or(0),
                is_prompt: input.paid_after.unwrap_or(0) == 0 && !input.waits_unknown,
                billed: input.billed,
                first: input.first_month.unwrap_or(1).max(1),
                is_contracted: input.is_contracted,
                hours_each: input.hours_each.map_or_else(Exact::zero, Exact::from),
            })
        };
        let counted: Vec<(&CostInput, &CostFigures)> =
            inputs.costs.iter().zip(costs).filter(|(_, figures)| figures.counted).collect();
        let sources: Vec<Source> = inputs.sources.iter().map(Source::new).collect();
        let end = sources.iter().filter_map(|source| Some(source.planned().last()?.month)).max();
        let bills: Vec<Bill> = counted.iter().filter_map(|(input, figures)| Bill::new(input, figures)).collect();
        let purchases: Vec<Purchase> =
            counted.iter().filter_map(|(input, figures)| Purchase::new(input, figures)).collect();
        let pay = pay_steps(&inputs.founders_pay);
        let last = if end > Some(MONTHS_AHEAD) { FARTHEST } else { MONTHS_AHEAD };
        let mut basis = Self {
            start,
            last,
            lines: inputs.streams.iter().zip(streams).map(line).collect(),
            standing: Vec::new(),
            sources,
            vat_months: match inputs.vat_period {
                Some(Period::Monthly) => 1,
                Some(Period::Yearly) => 12,
                _ => 3,
            },
            tax: Exact::percent(inputs.tax_rate.unwrap_or_default()),
            hours: inputs
                .weekly_hours
                .filter(|_| inputs.costs.iter().all(|cost| cost.kind != Some(CostKind::Staff)))
                .map(|usual| hours_for_sales(inputs, usual)),
        };
        basis.standing =
            (0..=FARTHEST).map(|month| Standing::new(month, basis.calendar(month), &bills, &purchases, &pay)).collect();
        for position in 0..basis.lines.len() {
            let planned = (0..=FARTHEST).map(|month| basis.sales(position, month, false)).collect();
            if let Some(Some(line)) = basis.lines.get_mut(position) {
                line.planned = planned;
            }
        }
        basis
    }

    /// The months from the opening on; empty where the sales of one cannot be told.
    pub(super) fn months(&self, change: &Change) -> Vec<Month> {
        self.months_until(self.last, change)
    }

    /// The same as far as turning points are looked for, whatever loans run on.
    pub(super) fn looked_at(&self, change: &Change) -> Vec<Month> {
        self.months_until(MONTHS_AHEAD, change)
    }

    /// The same as far as months go at all.
    pub(super) fn to_the_end(&self, change: &Change) -> Vec<Month> {
        self.months_until(FARTHEST, change)
    }

    fn months_until(&self, last: u32, change: &Change) -> Vec<Month> {
        let planned: Vec<Exact> = (0..=last).zip(&self.standing).map(|(_, own)| &own.pay * &change.pay).collect();
        let Some(kept_back) = &change.kept_back else { return self.months_paying(&planned, change) };
        let unpaid = self.months_paying(&vec![Exact::zero(); planned.len()], change);
        self.months_paying(&affordable(&planned, &unpaid, kept_back), change)
    }

    /// The months in which the founders are paid so much.
    fn months_paying(&self, pay: &[Exact], change: &Change) -> Vec<Month> {
        let months = (0..).zip(self.standing.iter().zip(pay));
        let traded = months.map(|(month, (standing, pay))| self.traded(month, standing, pay, change));
        let Some(mut months) = traded.collect::<Option<Vec<Traded>>>() else { return Vec::new() };
        self.collect_receipts(&mut months, change);
        self.lend(&mut months, change);
        self.settle_vat(&mut months);
        self.tax(&mut months);
        let is_known = self.sources.iter().any(|source| source.amount.is_some());
        let mut cash = is_known.then(Exact::zero);
        for Traded { month, .. } in &mut months {
            let changed = &(&month.running() + &month.drawn) - &month.investment;
            cash = cash.map(|cash| &cash + &changed);
            month.cash.clone_from(&cash);
        }
        months.into_iter().map(|traded| traded.month).collect()
    }

    /// What a month of the usual kind brings of VAT and money is worked out later, over all months.
    fn traded(&self, number: u32, standing: &Standing, pay: &Exact, change: &Change) -> Option<Traded> {
        let is_open = number > 0;
        let mut traded = Traded::new(number, self.start.map(|_| self.calendar(number)), self.lines.len());
        let month = &mut traded.month;
        let mut all_sold = Vec::with_capacity(self.lines.len());
        for (position, line) in self.lines.iter().enumerate() {
            all_sold.push(match line {
                Some(line) if is_open && !(number >= change.from && change.without.contains(&position)) => {
                    let sold = match &change.built_up {
                        Some(months) => self.built_up(line, number, months)?,
                        None if change.growth == Exact::whole(1) => self.sold(line, number, change.slower)?,
                        None => self.grown(line, number, &change.growth)?,
                    };
                    let is_idle = change.idle.is_some_and(|(first, last)| (first..=last).contains(&number));
                    if line.is_contracted || !is_idle && !change.concerns(position, number) {
                        sold
                    } else if is_idle {
                        Exact::zero()
                    } else {
                        &sold * &change.sales
                    }
                }
                _ => Exact::zero(),
            });
        }
        if change.within_hours {
            self.keep_within_hours(number, &mut all_sold);
        }
        for (position, (line, sold)) in self.lines.iter().zip(all_sold).enumerate() {
            let figures = line.as_ref().map(|line| &line.figures);
            let of = |unit: Option<&Exact>| unit.map_or_else(Exact::zero, |unit| &sold * unit);
            let full = of(figures.and_then(|figures| figures.unit_price.as_ref()));
            let revenue = if change.concerns(position, number) { &full * &change.price } else { full };
            let cheaper = figures.filter(|_| change.concerns(position, number)).map_or_else(Exact::zero, |figures| {
                &of(Some(&figures.cost_of_price)) * &(&Exact::whole(1) - &change.price)
            });
            let direct = of(figures.and_then(|figures| figures.unit_variable_cost.as_ref()));
            let direct = &(&direct - &cheaper) * &change.direct;
            let input_tax = &of(figures.map(|figures| &figures.unit_input_tax)) * &change.direct;
            let vat = line.as_ref().map_or_else(Exact::zero, |line| &revenue * &line.vat);
            month.revenue = &month.revenue + &revenue;
            month.direct = &month.direct + &direct;
            month.payments = &(&month.payments + &direct) + &input_tax;
            month.vat_due = &(&month.vat_due + &vat) - &input_tax;
            traded.earned.push(&revenue + &vat);
            month.by_stream.push(revenue);
        }
        let vat = &standing.paid_vat * &change.fixed;
        let more = if is_open && number >= change.from { change.more.clone() } else { Exact::zero() };
        month.fixed = &(&standing.fixed * &change.fixed) + &more;
        month.pay = pay.clone();
        month.payments = &(&(&(&month.payments + &(&standing.paid * &change.fixed)) + &vat) + &month.pay) + &more;
        let bought_vat = &standing.bought_vat * &change.bought;
        month.vat_due = &(&month.vat_due - &vat) - &bought_vat;
        month.bought = &standing.bought * &change.bought;
        month.investment = &month.bought + &bought_vat;
        month.depreciation = &standing.depreciation * &change.bought;
        month.operating_result = &(&month.gross_margin() - &month.fixed) - &month.pay;
        Some(traded)
    }

    /// Whether the sales of a month, as planned, take more hours than there are.
    pub(super) fn is_short_of_hours(&self) -> bool {
        (1..=FARTHEST).filter_map(|month| self.hours(month)).any(|(needed, there)| needed > there)
    }

    /// The hours for sales that there are in a month.
    fn hours_in(&self, month: u32) -> Option<&Exact> {
        self.hours.as_ref()?.get(usize::try_from(self.calendar(month)).ok()?.checked_sub(1)?)
    }

    /// The hours that the sales of a month take as planned, and those that there are; `None` where either is not known, and
    /// where no sale takes any.
    pub(super) fn hours(&self, month: u32) -> Option<(Exact, Exact)> {
        let there = self.hours_in(month)?;
        self.lines.iter().flatten().find(|line| line.hours_each.is_positive())?;
        let sold = (0..self.lines.len()).map(|at| self.sales(at, month, false).unwrap_or_else(Exact::zero));
        Some((self.hours_of(&sold.collect::<Vec<_>>()), there.clone()))
    }

    /// The hours that so many sales of each stream take.
    fn hours_of(&self, sold: &[Exact]) -> Exact {
        let lines = self.lines.iter().zip(sold);
        lines.filter_map(|(line, sold)| Some(&line.as_ref()?.hours_each * sold)).sum()
    }

    /// What takes hours is sold in an equal part each, where all of it is more than there are hours for.
    fn keep_within_hours(&self, month: u32, sold: &mut [Exact]) {
        let work = self.hours_of(sold);
        let Some(part) = self.hours_in(month).filter(|hours| **hours < work).and_then(|hours| hours.over(&work)) else {
            return;
        };
        for (line, sold) in self.lines.iter().zip(sold) {
            if line.as_ref().is_some_and(|line| line.hours_each.is_positive()) {
                *sold = &*sold * &part;
            }
        }
    }

    /// The sales of the stream at that position in a month, where growth may take twice as long; `None` where they cannot
    /// be told, or the stream is left out.
    pub(super) fn sales(&self, stream: usize, month: u32, slower: bool) -> Option<Exact> {
        self.sold(self.lines.get(stream)?.as_ref()?, month, slower)
    }

    /// The sales of a stream in a month.
    fn sold(&self, line: &StreamLine, month: u32, slower: bool) -> Option<Exact> {
        let planned = usize::try_from(month).ok().and_then(|month| line.planned.get(month)).filter(|_| !slower);
        if let Some(planned) = planned {
            return planned.clone();
        }
        let sold = line.figures.volume.as_ref()?.at(month, slower)?;
        Some(self.in_season(line, month, &sold))
    }

    /// The sales of a stream in a month where they grow by such a part of what is planned.
    fn grown(&self, line: &StreamLine, month: u32, part: &Exact) -> Option<Exact> {
        let volume = line.figures.volume.as_ref()?;
        let (first, planned) = (volume.at(line.first, false)?, volume.at(month, false)?);
        let is_more = month > line.first && planned > first && !volume.is_seasonal() && !line.is_contracted;
        let sold = if is_more { &first + &(&(&planned - &first) * part) } else { planned };
        Some(self.in_season(line, month, &sold))
    }

    /// The sales of a stream in a month where as planned is no more than what can be built up in so many months.
    fn built_up(&self, line: &StreamLine, month: u32, months: &Exact) -> Option<Exact> {
        let planned = self.sold(line, month, false)?;
        let open_for = Exact::whole(i64::from(month) + 1 - i64::from(line.first));
        let Some(part) = open_for.over(months).filter(|part| *part < Exact::whole(1) && !line.is_contracted) else {
            return Some(planned);
        };
        let most = &line.figures.volume.as_ref()?.usual() * &part;
        Some(planned.min(self.in_season(line, month, &most)))
    }

    /// Whether the sales of a month as planned are more than what can be built up in so many months.
    pub(super) fn outruns(&self, months: &Exact) -> bool {
        self.lines.iter().flatten().any(|line| {
            (line.first..=self.last).any(|month| self.built_up(line, month, months) < self.sold(line, month, false))
        })
    }

    /// Whether anything is planned to be sold more often than in its first month.
    pub(super) fn grows(&self) -> bool {
        let none = Exact::zero();
        self.lines.iter().flatten().any(|line| {
            (line.first..=self.last).any(|month| self.grown(line, month, &none) < self.sold(line, month, false))
        })
    }

    /// Whether somebody told the sales of a first month, and what they grow to.
    pub(super) fn begins_as_told(&self) -> bool {
        self.lines.iter().flatten().any(|line| line.figures.is_told_in_steps() && !line.is_contracted)
    }

    /// Whether some months of a year differ from others, so that none is the usual one.
    pub(super) fn has_seasons(&self) -> bool {
        let comes_back = |line: &StreamLine| line.figures.is_seasonal() || !line.seasons.is_empty();
        self.lines.iter().flatten().any(comes_back)
    }

    /// The positions of the streams that are not paid at once.
    pub(super) fn not_at_once(&self) -> impl Iterator<Item = usize> {
        let lines = self.lines.iter().enumerate();
        lines.filter(|(_, line)| line.as_ref().is_some_and(|line| !line.is_prompt)).map(|(at, _)| at)
    }

    /// Whether some pay at once, and others do not, or nobody knows when.
    pub(super) fn some_pay_at_once(&self) -> bool {
        let lines = || self.lines.iter().flatten();
        lines().any(|line| line.is_prompt) && lines().any(|line| !line.is_prompt)
    }

    fn in_season(&self, line: &StreamLine, month: u32, sold: &Exact) -> Exact {
        let calendar = self.calendar(month);
        let season = line.seasons.iter().find(|(of, _)| *of == calendar);
        season.map_or_else(|| sold.clone(), |(_, part)| sold * part)
    }

    fn collect_receipts(&self, months: &mut [Traded], change: &Change) {
        for (position, line) in self.lines.iter().enumerate() {
            let Some(line) = line else { continue };
            let is_spared = change.only.is_some_and(|only| only != position)
                || change.late_payers == LatePayers::NotAtOnce && line.is_prompt;
            let late = if is_spared { 0 } else { change.late };
            let after = usize::try_from(line.paid_after + late).unwrap_or(usize::MAX);
            let earned: Vec<Exact> = months.iter().filter_map(|month| month.earned.get(position).cloned()).collect();
            for (traded, bill) in months.iter_mut().skip(after).zip(billed(earned, line.billed, line.first)) {
                traded.month.receipts = &traded.month.receipts + &bill;
            }
        }
    }

    fn lend(&self, months: &mut [Traded], change: &Change) {
        for source in self.counted_sources(change) {
            let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
            if let (Some(traded), Some(amount)) = (months.get_mut(at(source.month)), &source.amount) {
                traded.month.drawn = &traded.month.drawn + amount;
            }
            for payment in source.schedule(&change.interest).iter() {
                let Some(Traded { month, .. }) = months.get_mut(at(payment.month)) else { continue };
                month.interest = &month.interest + &payment.interest;
                month.repayment = &month.repayment + &payment.repayment;
            }
        }
        for Traded { month, .. } in months {
            month.result = &(&month.operating_result - &month.depreciation) - &month.interest;
        }
    }

    /// VAT is paid in the month after the last of its period; what came before the opening counts with the first.
    fn settle_vat(&self, months: &mut [Traded]) {
        let mut due = Exact::zero();
        for traded in months {
            let number = traded.month.month;
            if number > 1 && (self.calendar(number) - 1).is_multiple_of(self.vat_months) {
                traded.month.vat = std::mem::replace(&mut due, Exact::zero());
            }
            due = &due + &traded.month.vat_due;
        }
    }

    /// Tax on the profit of twelve months is paid in the sixth month after them; losses lower the profits that follow.
    fn tax(&self, months: &mut [Traded]) {
        let results: Vec<Exact> = months.iter().map(|traded| traded.month.result.clone()).collect();
        for (last, tax) in (12..).step_by(12).zip(taxes(&results, &self.tax)) {
            if let Some(traded) = months.get_mut(last + 6) {
                traded.month.tax = tax;
            }
        }
    }

    /// What is billed as planned, up to a month, for months after it, without VAT; `None` where nobody pays ahead.
    pub(super) fn billed_beyond(&self, month: u32) -> Option<Exact> {
        let ahead = self.lines.iter().flatten().filter(|line| matches!(line.billed, Billed::Ahead(_)));
        let beyond = ahead.map(|line| {
            let price = line.figures.unit_price.as_ref()?;
            let earned = (1..=month).map(|month| Some(&self.sold(line, month, false)? * price));
            let earned = earned.collect::<Option<Vec<_>>>()?;
            let all: Exact = earned.iter().sum();
            Some(&billed(earned, line.billed, line.first).iter().sum::<Exact>() - &all)
        });
        let beyond: Vec<Exact> = beyond.collect::<Option<_>>()?;
        (!beyond.is_empty()).then(|| beyond.iter().sum())
    }

    /// The years of a course.
    pub(super) fn years(&self, months: &[Month]) -> Vec<Year> {
        let results: Vec<Exact> = months.iter().map(|month| month.result.clone()).collect();
        let open = months.get(1..).unwrap_or_default();
        let years = (1..).zip(open.chunks(12)).zip(taxes(&results, &self.tax));
        years.map(|((year, months), tax)| Year::new(year, months, tax)).collect()
    }

    /// What all loans cost in the first month of full payment.
    pub(super) fn service(&self, change: &Change) -> Exact {
        self.counted_sources(change).map(|source| source.service(&change.interest)).sum()
    }

    /// What is bought before the opening, with VAT.
    pub(super) fn bought_before(&self) -> Exact {
        self.standing.first().map_or_else(Exact::zero, |opening| &opening.bought + &opening.bought_vat)
    }

    /// The sources that count under the change.
    fn counted_sources(&self, change: &Change) -> impl Iterator<Item = &Source> {
        let is_missing = |source: &Source| {
            change.unfunded && source.certainty.is_asked_for() || change.none_of == Some(source.certainty)
        };
        let sources = self.sources.iter().enumerate();
        sources
            .filter(move |(at, source)| change.without_source != Some(*at) && !is_missing(source))
            .map(|(_, source)| source)
    }

    /// The same with so much more asked for with this plan, on top of the first sum, and what is lent for it paid back so
    /// many months later; `None` where that is nothing else.
    pub(super) fn on_terms(&self, more: &Exact, longer: u32) -> Option<Self> {
        if more.is_zero() && longer == 0 {
            return None;
        }
        let mut more = Some(more);
        let changed = |source: &Source| {
            if !source.certainty.is_of_this_plan() {
                return source.clone();
            }
            let more = more.take().cloned().unwrap_or_else(Exact::zero);
            if more.is_zero() && longer == 0 { source.clone() } else { source.with(&more, longer) }
        };
        let sources = self.sources.iter().map(changed).collect();
        Some(Self { sources, ..self.clone() })
    }

    /// The calendar month; where the start is not known, month 1 counts as January.
    pub(super) fn calendar(&self, number: u32) -> u32 {
        (self.start.unwrap_or(1) + 10 + number) % 12 + 1
    }
}

/// What is billed in each month, from what each is worth; month 0 stands first, and bills are counted from the first month
/// with sales on. Of what is billed ahead, those pay whom no earlier bill covers, each for all of its months.
#[must_use]
pub fn billed(earned: Vec<Exact>, how: Billed, first: u32) -> Vec<Exact> {
    let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    match how {
        Billed::Ahead(months) if months > 1 => {
            let mut paying: Vec<Exact> = Vec::with_capacity(earned.len());
            for due in earned {
                let covered: Exact = paying.iter().rev().take(size(months) - 1).sum();
                paying.push((&due - &covered).max(Exact::zero()));
            }
            paying.iter().map(|paying| paying * &Exact::whole(months.into())).collect()
        }
        Billed::After(months) if months > 1 => {
            let before = size(first.max(1)) - 1;
            let is_last = |month: usize| month > before && (month - before).is_multiple_of(size(months));
            let bill = |month: usize| {
                let so_far = earned.get(..=month).unwrap_or_default();
                if is_last(month) { so_far.iter().rev().take(size(months)).sum() } else { Exact::zero() }
            };
            (0..earned.len()).map(bill).collect()
        }
        _ => earned,
    }
}

/// A month in the making.
struct Traded {
    month: Month,
    /// What each stream brings, with VAT.
    earned: Vec<Exact>,
}

impl Traded {
    fn new(month: u32, calendar: Option<u32>, streams: usize) -> Self {
        let none = Exact::zero;
        let month = Month {
            month,
            calendar: calendar.filter(|_| month > 0),
            by_stream: Vec::with_capacity(streams),
            revenue: none(),
            direct: none(),
            fixed: none(),
            pay: none(),
            operating_result: none(),
            depreciation: none(),
            interest: none(),
            result: none(),
            receipts: none(),
            payments: none(),
            vat_due: none(),
            vat: none(),
            tax: none(),
            bought: none(),
            investment: none(),
            drawn: none(),
            repayment: none(),
            cash: None,
        };
        Self { month, earned: Vec::with_capacity(streams) }
    }
}

impl Standing {
    fn new(number: u32, calendar: u32, bills: &[Bill], purchases: &[Purchase], pay: &[(u32, Exact)]) -> Self {
        let bills = if number > 0 { bills } else { &[] };
        let bought = || purchases.iter().filter(|purchase| purchase.month == number);
        let step = pay.iter().rev().find(|(from, _)| number > 0 && *from <= number);
        Self {
            fixed: bills.iter().map(|bill| bill.of_month(number)).sum(),
            paid: bills.iter().map(|bill| bill.paid(number, calendar)).sum(),
            paid_vat: bills.iter().map(|bill| &bill.paid(number, calendar) * &bill.vat).sum(),
            bought: bought().map(|purchase| &purchase.amount).sum(),
            bought_vat: bought().map(|purchase| &purchase.amount * &purchase.vat).sum(),
            depreciation: purchases.iter().map(|purchase| purchase.used_up(number)).sum(),
            pay: step.map_or_else(Exact::zero, |(_, pay)| pay.clone()),
        }
    }
}

impl Bill {
    /// `None` where the cost is not fixed, or not known.
    #[must_use]
    pub fn new(input: &CostInput, figures: &CostFigures) -> Option<Self> {
        let every = match figures.period {
            Some(Period::Quarterly) => Some(3),
            Some(Period::Yearly) => Some(12),
            _ => None,
        };
        Some(Self {
            monthly: figures.monthly.clone()?,
            from: input.from.unwrap_or(1).max(1),
            until: input.until,
            due: input.due.zip(every),
            vat: Exact::percent(input.vat.unwrap_or_default()),
        })
    }

    /// What a month costs, counted from 1.
    #[must_use]
    pub fn of_month(&self, number: u32) -> Exact {
        let is_due = number >= self.from && self.until.is_none_or(|until| number <= until);
        if is_due { self.monthly.clone() } else { Exact::zero() }
    }

    /// What is paid of it in a month, without VAT: a bill in full where its month is known.
    #[must_use]
    pub fn paid(&self, number: u32, calendar: u32) -> Exact {
        let of_month = self.of_month(number);
        match self.due {
            None => of_month,
            Some((due, every)) if (calendar + 12 - due).is_multiple_of(every) => {
                &of_month * &Exact::whole(every.into())
            }
            Some(_) => Exact::zero(),
        }
    }
}

impl Purchase {
    /// `None` where the cost is not paid once, or not known.
    #[must_use]
    pub fn new(input: &CostInput, figures: &CostFigures) -> Option<Self> {
        Some(Self {
            amount: figures.once.clone()?,
            month: input.month.unwrap_or(0),
            life: input.life.map(|years| &Exact::from(years) * &Exact::whole(12)),
            vat: Exact::percent(input.vat.unwrap_or_default()),
        })
    }

    /// What is used up of it in a month: the same in each from the month after it was bought on.
    #[must_use]
    pub fn used_up(&self, number: u32) -> Exact {
        let Some(life) = self.life.as_ref().filter(|_| number > self.month) else { return Exact::zero() };
        let age = Exact::whole((number - self.month).into());
        // The last month may be a part of one.
        let part = (&(life - &age) + &Exact::whole(1)).min(Exact::whole(1)).max(Exact::zero());
        self.amount.over(life).map_or_else(Exact::zero, |monthly| &monthly * &part)
    }
}

impl Year {
    fn new(year: u32, months: &[Month], tax: Exact) -> Self {
        let sum = |part: fn(&Month) -> &Exact| months.iter().map(part).sum::<Exact>();
        let streams = months.first().map_or(0, |month| month.by_stream.len());
        let by_stream = |at: usize| months.iter().filter_map(|month| month.by_stream.get(at)).sum::<Exact>();
        let last = months.last();
        let sums = Month {
            month: last.map_or(0, |month| month.month),
            calendar: None,
            by_stream: (0..streams).map(by_stream).collect(),
            revenue: sum(|month| &month.revenue),
            direct: sum(|month| &month.direct),
            fixed: sum(|month| &month.fixed),
            pay: sum(|month| &month.pay),
            operating_result: sum(|month| &month.operating_result),
            depreciation: sum(|month| &month.depreciation),
            interest: sum(|month| &month.interest),
            result: sum(|month| &month.result),
            receipts: sum(|month| &month.receipts),
            payments: sum(|month| &month.payments),
            vat_due: sum(|month| &month.vat_due),
            vat: sum(|month| &month.vat),
            tax,
            bought: sum(|month| &month.bought),
            investment: sum(|month| &month.investment),
            drawn: sum(|month| &month.drawn),
            repayment: sum(|month| &month.repayment),
            cash: last.and_then(|month| month.cash.clone()),
        };
        Self { year, cover: cover(months), sums }
    }
}

/// By how much each year of a course covers what loans take; month 0 belongs to none.
pub(super) fn covers(months: &[Month]) -> impl Iterator<Item = Option<Exact>> {
    months.get(1..).unwrap_or_default().chunks(12).map(cover)
}

/// The operating result of some months divided by their interest and repayment; `None` where there is no loan to serve.
fn cover(months: &[Month]) -> Option<Exact> {
    let taken = months.iter().flat_map(|month| [&month.interest, &month.repayment]).sum::<Exact>();
    months.iter().map(|month| &month.operating_result).sum::<Exact>().over(&taken)
}

/// The tax on each whole year; month 0 belongs to none.
fn taxes(results: &[Exact], rate: &Exact) -> Vec<Exact> {
    let mut loss = Exact::zero();
    let years = results.get(1..).unwrap_or_default().chunks(12);
    years
        .map(|year| {
            let profit = &year.iter().sum::<Exact>() + &loss;
            loss = profit.clone().min(Exact::zero());
            &profit.max(Exact::zero()) * rate
        })
        .collect()
}

fn pay_steps(steps: &[Step]) -> Vec<(u32, Exact)> {
    let mut steps: Vec<(u32, Exact)> = steps.iter().map(|step| (step.month, step.amount.into())).collect();
    steps.sort_by_key(|(month, _)| *month);
    steps
}
