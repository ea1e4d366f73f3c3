//! The one catalogue of roles: how a bank says which of its answers the figures are worked out from.
//!
//! A bank gives a question `role = "price"`, and the figures find the price by it, whatever the question is called.
//! What a role asks of its question, and which roles it needs beside it, stands here and nowhere else: `bank check`,
//! the schema and the README read it from here.

use super::inputs::SourceKind;
use crate::words;

/// What an answer is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The name of the venture.
    Name,
    /// What the plan is for.
    Purpose,
    /// The currency of the plan.
    Currency,
    /// The code of another currency.
    OtherCurrency,
    /// What one unit of it is worth.
    ExchangeRate,
    /// The price of one sale.
    Price,
    /// The whole sum of one deal.
    Ticket,
    /// The share of the deal that is kept.
    Rate,
    /// Customers in a normal month.
    Customers,
    /// Purchases of each customer in a month.
    Purchases,
    /// Sales in a normal month.
    Units,
    /// The hours of work that one sale takes.
    HoursEach,
    /// What one more sale costs.
    DirectCost,
    /// What one more sale costs, of the price.
    DirectCostPercent,
    /// How the direct cost and the listed costs of a sale belong together.
    DirectCostIs,
    /// How sales go over the months.
    VolumeWay,
    /// Sales in some months.
    SalesSteps,
    /// Income in some months.
    AmountSteps,
    /// New customers a month, of those who come and go.
    Joining,
    /// The part of them that is lost a month.
    Leaving,
    /// Those at the opening.
    CustomersAtStart,
    /// The first month with sales.
    FirstMonth,
    /// How many months after the sale it is paid.
    PaidAfter,
    /// How often it is billed.
    BillingPeriod,
    /// Whether it is billed before or after that time.
    BilledWhen,
    /// The VAT on an income.
    StreamVat,
    /// When the contract ends that an income rests on.
    ContractEnd,
    /// How sure an income is.
    StreamCertainty,
    /// What kind of income it is.
    StreamKind,
    /// The guessed share of income.
    DeclaredShare,
    /// The currency of an income's amounts.
    StreamCurrency,
    /// Customers won in a normal month.
    NewCustomers,
    /// What winning them costs.
    AcquisitionCost,
    /// Customers lost a month.
    MonthlyLoss,
    /// How a cost behaves.
    CostKind,
    /// The income a cost grows with.
    CostStream,
    /// The sum of a cost.
    CostAmount,
    /// A cost as a percentage.
    CostPercent,
    /// What the percentage is taken of.
    CostBase,
    /// How often a cost is paid.
    CostPeriod,
    /// The currency of a cost.
    CostCurrency,
    /// The part of all income that a cost takes.
    PartOfIncome,
    /// How many people are employed.
    People,
    /// What comes on top of their pay.
    OnCosts,
    /// The first month of a cost.
    CostFrom,
    /// The last month of a cost.
    CostUntil,
    /// The calendar month of a bill.
    CostDue,
    /// The month in which something is bought.
    CostMonth,
    /// For how many years it can be used.
    CostLife,
    /// The VAT in a cost.
    CostVat,
    /// How sure a cost is.
    CostCertainty,
    /// What all founders together are paid.
    FoundersPay,
    /// The money there is to begin with.
    StartCash,
    /// Money from a source.
    SourceAmount,
    /// Whose money it is.
    SourceKind,
    /// The month in which it comes.
    SourceMonth,
    /// How certain it is.
    SourceCertainty,
    /// Interest a year.
    Interest,
    /// In how many months it is paid back.
    LoanMonths,
    /// How many of these bring interest only.
    MonthsFree,
    /// How it is paid back.
    Repayment,
    /// How often VAT is settled.
    VatPeriod,
    /// What part of the profit goes in tax.
    TaxRate,
    /// The day of the opening.
    StartDate,
    /// Calendar months whose sales differ from usual ones.
    SeasonMonths,
    /// Their sales, of usual ones.
    SeasonLevel,
    /// The incomes that differ.
    SeasonStreams,
    /// By how much sales might differ.
    WhatIfSales,
    /// By how much costs might.
    WhatIfCosts,
    /// By how many months customers might pay later.
    WhatIfLate,
    /// Which income might fall away.
    WhatIfWithout,
    /// By how much prices might differ.
    WhatIfPrice,
    /// What might be due every month besides.
    WhatIfMore,
    /// From which month on.
    WhatIfFrom,
    /// Which income it concerns.
    WhatIfOf,
    /// When sales reach those of a normal month.
    RampMonths,
    /// Sales of the first month.
    RampStart,
    /// The hours a week that somebody of the team can give.
    WeeklyHours,
    /// How many new customers there can be in a week at most.
    NewAWeek,
    /// The hours a week that go into work nobody pays for.
    OfficeHours,
    /// The calendar months in which the hours are others.
    HoursMonths,
    /// The hours a week in these months.
    HoursThen,
    /// The group that is looked after.
    CareSegment,
    /// What looking after one customer costs.
    CareCost,
}

/// A list that the figures know by the roles of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Other currencies.
    Rates,
    /// Where money comes from.
    Streams,
    /// Where money goes to.
    Costs,
    /// Sources of money.
    Sources,
    /// Seasons.
    Seasons,
    /// What might go differently.
    WhatIfs,
    /// Who does the work.
    Team,
    /// Months with other hours.
    Hours,
    /// How customers are looked after.
    Relationships,
}

impl List {
    /// As said in a sentence: `an income`.
    #[must_use]
    pub fn entry(self) -> &'static str {
        match self {
            Self::Rates => "another currency",
            Self::Streams => "an income",
            Self::Costs => "a cost",
            Self::Sources => "a source of money",
            Self::Seasons => "a season",
            Self::WhatIfs => "something that might go differently",
            Self::Team => "a person of the team",
            Self::Hours => "months with other hours",
            Self::Relationships => "a way to look after customers",
        }
    }
}

/// Where a question of a role stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// Asked once for the whole plan.
    Plan,
    /// A field of that list.
    Entry(List),
}

/// What kind of answer a role needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Words.
    Text,
    /// An amount of money.
    Money,
    /// A number.
    Number,
    /// A number out of 100.
    Percent,
    /// A number or an amount that changes over the months.
    ByMonth,
    /// A date.
    Date,
    /// One choice, whatever it is.
    Choice,
    /// One choice or several, whatever they are.
    Choices,
    /// One choice, among which this one means something.
    With(&'static str),
    /// One of these choices; another one means nothing.
    Among(&'static [&'static str]),
    /// A link to one item of another list.
    Link,
    /// Links to one item of another list or several.
    Links,
}

impl Answer {
    /// The kinds of question that give such an answer, the usual one first.
    #[must_use]
    pub fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["text", "long-text"],
            Self::Money => &["money", "number"],
            Self::Number => &["number"],
            Self::Percent => &["percent", "number"],
            Self::ByMonth => &["by-month", "money", "number"],
            Self::Date => &["date"],
            Self::Choice => &["currency", "one-of", "text"],
            Self::Choices => &["some-of", "one-of"],
            Self::With(_) | Self::Among(_) => &["one-of"],
            Self::Link | Self::Links => &["link"],
        }
    }
}

/// What the catalogue says of a role.
#[derive(Clone, Copy, Debug)]
pub struct RoleRow {
    /// The role.
    pub role: Role,
    /// As it is written in banks.
    pub name: &'static str,
    /// What its answer has to be.
    pub answer: Answer,
    /// Where its question stands.
    pub home: Home,
    /// Roles that have to be there too, in the same list if they belong to one: of each row, one.
    pub needs: &'static [&'static [Role]],
    /// What the answer means, as a phrase.
    pub means: &'static str,
}

/// A fact of a bank that the figures read by its name.
#[derive(Clone, Copy, Debug)]
pub struct ReadFact {
    /// The id of the `[[fact]]`.
    pub name: &'static str,
    /// What it holds.
    pub means: &'static str,
}

/// The keys of the calendar months, in their order.
pub const CALENDAR: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The ids of the groups that pay for an income.
pub const PAYER_SEGMENTS: &str = "payer_segments";
/// The ids of the groups whose customers bring an income.
pub const CUSTOMER_SEGMENTS: &str = "customer_segments";
/// Whether the item is kept for later.
pub const LATER: &str = "later";
/// The ids of the incomes that would stop without the item.
pub const DEPENDENT_STREAMS: &str = "dependent_streams";

/// The facts that the figures read.
pub const READ_FACTS: [ReadFact; 4] = [
    ReadFact { name: PAYER_SEGMENTS, means: "of an income: the ids of the groups that pay for it" },
    ReadFact {
        name: CUSTOMER_SEGMENTS,
        means: "of an income: the ids of the groups whose customers bring it, where somebody else pays",
    },
    ReadFact { name: LATER, means: "of an income or a cost: whether it is kept for later, and so in no figure" },
    ReadFact { name: DEPENDENT_STREAMS, means: "of any list: the ids of the incomes that would stop without the item" },
];

const PER_SALE: &[Role] = &[Role::Price, Role::Ticket];
const SALES: &[Role] = &[Role::Units, Role::Customers];

/// Every role, in the order of the README.
#[rustfmt::skip]
pub const CATALOGUE: [RoleRow; 84] = [
    entry(Role::Name, "name", Answer::Text, Home::Plan, &[], "what the venture is called; a new plan's file is named after it"),
    entry(Role::Purpose, "purpose", Answer::Choices, Home::Plan, &[], "what the plan is for; `matters_for` names its choices"),
    entry(Role::Currency, "currency", Answer::Choice, Home::Plan, &[], "the currency of the plan, a code such as `EUR`"),
    entry(Role::OtherCurrency, "other_currency", Answer::Choice, Home::Entry(List::Rates), &[&[Role::ExchangeRate]], "another currency that amounts are given in"),
    entry(Role::ExchangeRate, "exchange_rate", Answer::Number, Home::Entry(List::Rates), &[&[Role::OtherCurrency]], "what one unit of it is worth in the currency of the plan"),
    entry(Role::Price, "price", Answer::Money, Home::Entry(List::Streams), &[SALES], "the price of one sale"),
    entry(Role::Ticket, "ticket", Answer::Money, Home::Entry(List::Streams), &[&[Role::Rate], SALES], "the whole sum of a deal of which a share is earned"),
    entry(Role::Rate, "rate", Answer::Percent, Home::Entry(List::Streams), &[&[Role::Ticket]], "the share of the deal that is kept"),
    entry(Role::Customers, "customers", Answer::Number, Home::Entry(List::Streams), &[&[Role::Purchases], PER_SALE], "customers in a normal month"),
    entry(Role::Purchases, "purchases", Answer::Number, Home::Entry(List::Streams), &[&[Role::Customers]], "purchases of each customer in a month"),
    entry(Role::Units, "units", Answer::Number, Home::Entry(List::Streams), &[PER_SALE], "sales in a normal month; read where customers or purchases are open"),
    entry(Role::HoursEach, "hours_each", Answer::Number, Home::Entry(List::Streams), &[SALES], "the hours of work that one sale takes"),
    entry(Role::DirectCost, "direct_cost", Answer::Money, Home::Entry(List::Streams), &[PER_SALE], "what one more sale costs"),
    entry(Role::DirectCostPercent, "direct_cost_percent", Answer::Percent, Home::Entry(List::Streams), &[PER_SALE], "what one more sale costs, in percent of the price"),
    entry(Role::DirectCostIs, "direct_cost_is", Answer::Among(&["broken_down", "on_top"]), Home::Entry(List::Streams), &[&[Role::DirectCost], &[Role::CostStream]], "whether the variable costs listed for a sale break the direct cost down or come on top of it; the larger of the two counts while it is open"),
    entry(Role::VolumeWay, "volume_way", Answer::Among(&["same", "growing", "come_and_go", "amount"]), Home::Entry(List::Streams), &[], "how sales go: the same every month, growing from month to month, with customers who come and go, or as one sum a month; without it they grow to those of a normal month as the whole plan does"),
    entry(Role::SalesSteps, "sales_steps", Answer::ByMonth, Home::Entry(List::Streams), &[&[Role::VolumeWay]], "growing sales: how many there are in which month"),
    entry(Role::AmountSteps, "amount_steps", Answer::ByMonth, Home::Entry(List::Streams), &[&[Role::VolumeWay]], "an income of one sum a month: how much it is from which month on; there is no price then"),
    entry(Role::Joining, "joining", Answer::Number, Home::Entry(List::Streams), &[&[Role::VolumeWay]], "new customers a month, of those who come and go"),
    entry(Role::Leaving, "leaving", Answer::Percent, Home::Entry(List::Streams), &[&[Role::Joining]], "the part of these customers that is lost a month"),
    entry(Role::CustomersAtStart, "customers_at_start", Answer::Number, Home::Entry(List::Streams), &[&[Role::Joining]], "these customers at the opening"),
    entry(Role::FirstMonth, "first_month", Answer::Number, Home::Entry(List::Streams), &[PER_SALE], "the first month with sales, counted from the opening"),
    entry(Role::PaidAfter, "paid_after", Answer::Number, Home::Entry(List::Streams), &[PER_SALE], "how many months after the sale it is paid"),
    entry(Role::BillingPeriod, "billing_period", Answer::Among(&["weekly", "monthly", "quarterly", "yearly"]), Home::Entry(List::Streams), &[&[Role::BilledWhen]], "how often an income that goes on is billed"),
    entry(Role::BilledWhen, "billed_when", Answer::Among(&["before", "after"]), Home::Entry(List::Streams), &[&[Role::BillingPeriod]], "whether a quarter or a year is billed before it begins or when it is over: the money comes then, the income month by month"),
    entry(Role::StreamVat, "stream_vat", Answer::Percent, Home::Entry(List::Streams), &[PER_SALE], "the VAT on it, and in what it costs directly where nothing else is said"),
    entry(Role::ContractEnd, "contract_end", Answer::Date, Home::Entry(List::Streams), &[PER_SALE], "when the contract ends that it rests on; a sum a month under a contract stays the same when sales are lower than planned"),
    entry(Role::StreamCertainty, "stream_certainty", Answer::Choice, Home::Entry(List::Streams), &[PER_SALE], "how sure it is that it is paid; the spreadsheet says so beside its numbers"),
    entry(Role::StreamKind, "stream_kind", Answer::With("commission"), Home::Entry(List::Streams), &[PER_SALE], "what kind of income it is; of a commission, the deal and the rate are needed"),
    entry(Role::DeclaredShare, "declared_share", Answer::Percent, Home::Entry(List::Streams), &[PER_SALE], "the founder's own guess of the share of income"),
    entry(Role::StreamCurrency, "stream_currency", Answer::Choice, Home::Entry(List::Streams), &[PER_SALE, &[Role::ExchangeRate]], "the currency of this income's amounts"),
    entry(Role::NewCustomers, "new_customers", Answer::Number, Home::Entry(List::Streams), &[&[Role::AcquisitionCost]], "customers won in a normal month"),
    entry(Role::AcquisitionCost, "acquisition_cost", Answer::Money, Home::Entry(List::Streams), &[&[Role::NewCustomers]], "what winning customers costs a month"),
    entry(Role::MonthlyLoss, "monthly_loss", Answer::Percent, Home::Entry(List::Streams), &[PER_SALE], "customers lost a month"),
    entry(Role::CostKind, "cost_kind", Answer::Among(&["fixed", "variable", "one_off", "staff", "of_income"]), Home::Entry(List::Costs), &[&[Role::CostAmount]], "how the cost behaves: the same every period, growing with each sale, paid once, the pay of the employed, or a part of all income"),
    entry(Role::CostStream, "cost_stream", Answer::Link, Home::Entry(List::Costs), &[&[Role::CostKind], &[Role::CostAmount]], "the income a variable cost grows with"),
    entry(Role::CostAmount, "cost_amount", Answer::Money, Home::Entry(List::Costs), &[&[Role::CostKind], &[Role::CostPeriod]], "the sum: each period, for each sale, or once"),
    entry(Role::CostPercent, "cost_percent", Answer::Percent, Home::Entry(List::Costs), &[&[Role::CostAmount], &[Role::CostStream]], "a variable cost in percent, on top of the sum"),
    entry(Role::CostBase, "cost_base", Answer::Among(&["price", "ticket"]), Home::Entry(List::Costs), &[&[Role::CostPercent]], "what the percentage is taken of: what is earned, or the whole deal"),
    entry(Role::CostPeriod, "cost_period", Answer::Among(&["weekly", "monthly", "quarterly", "yearly"]), Home::Entry(List::Costs), &[&[Role::CostAmount]], "how often a fixed cost is paid"),
    entry(Role::CostCurrency, "cost_currency", Answer::Choice, Home::Entry(List::Costs), &[&[Role::CostAmount], &[Role::ExchangeRate]], "the currency of this cost"),
    entry(Role::PartOfIncome, "part_of_income", Answer::Percent, Home::Entry(List::Costs), &[&[Role::CostKind]], "the part of all income that a cost takes"),
    entry(Role::People, "people", Answer::Number, Home::Entry(List::Costs), &[&[Role::CostKind]], "how many people are employed; one where it was not said"),
    entry(Role::OnCosts, "on_costs", Answer::Percent, Home::Entry(List::Costs), &[&[Role::CostKind]], "what comes on top of their pay"),
    entry(Role::CostFrom, "cost_from", Answer::Number, Home::Entry(List::Costs), &[&[Role::CostAmount]], "the first month of a fixed cost"),
    entry(Role::CostUntil, "cost_until", Answer::Number, Home::Entry(List::Costs), &[&[Role::CostAmount]], "the last month of a fixed cost; a usual month does not have it then"),
    entry(Role::CostDue, "cost_due", Answer::Among(&CALENDAR), Home::Entry(List::Costs), &[&[Role::CostPeriod]], "the calendar month of a yearly bill, or of one of the quarterly ones; spread over the months without it"),
    entry(Role::CostMonth, "cost_month", Answer::Number, Home::Entry(List::Costs), &[&[Role::CostAmount]], "the month in which a one-off cost is paid; before the opening without it"),
    entry(Role::CostLife, "cost_life", Answer::Number, Home::Entry(List::Costs), &[&[Role::CostAmount]], "for how many years what is bought once can be used"),
    entry(Role::CostVat, "cost_vat", Answer::Percent, Home::Entry(List::Costs), &[&[Role::CostAmount]], "the VAT in it"),
    entry(Role::CostCertainty, "cost_certainty", Answer::Choice, Home::Entry(List::Costs), &[&[Role::CostAmount]], "how sure the amount is; the spreadsheet says so beside it"),
    entry(Role::FoundersPay, "founders_pay", Answer::ByMonth, Home::Plan, &[], "what all founders together are paid a month, from which month on"),
    entry(Role::StartCash, "start_cash", Answer::Money, Home::Plan, &[], "the money there is before anything is paid"),
    entry(Role::SourceAmount, "source_amount", Answer::Money, Home::Entry(List::Sources), &[], "money from a source: own, lent or given"),
    entry(Role::SourceKind, "source_kind", Answer::Among(&SourceKind::KEYS), Home::Entry(List::Sources), &[&[Role::SourceAmount]], "whose money it is"),
    entry(Role::SourceMonth, "source_month", Answer::Number, Home::Entry(List::Sources), &[&[Role::SourceAmount]], "the month in which it comes; before the opening without it"),
    entry(Role::SourceCertainty, "source_certainty", Answer::Among(&["there", "promised", "asked_elsewhere", "asked_here"]), Home::Entry(List::Sources), &[&[Role::SourceAmount]], "how certain it is; what is asked for is left out of the second course of the cash"),
    entry(Role::Interest, "interest", Answer::Percent, Home::Entry(List::Sources), &[&[Role::SourceKind]], "the interest of a loan a year; 6 % are counted while it is not known, and none for family"),
    entry(Role::LoanMonths, "loan_months", Answer::Number, Home::Entry(List::Sources), &[&[Role::SourceKind]], "in how many months a loan is paid back, those without repayment included"),
    entry(Role::MonthsFree, "months_free", Answer::Number, Home::Entry(List::Sources), &[&[Role::LoanMonths]], "how many of these bring interest only"),
    entry(Role::Repayment, "repayment", Answer::Among(&["equal_payments", "equal_instalments", "at_the_end"]), Home::Entry(List::Sources), &[&[Role::LoanMonths]], "how a loan is paid back; in equal payments without it"),
    entry(Role::VatPeriod, "vat_period", Answer::Among(&["monthly", "quarterly", "yearly"]), Home::Plan, &[&[Role::StreamVat, Role::CostVat]], "how often VAT is settled; quarterly without it"),
    entry(Role::TaxRate, "tax_rate", Answer::Percent, Home::Plan, &[], "what part of the profit goes in tax"),
    entry(Role::StartDate, "start_date", Answer::Date, Home::Plan, &[], "the day of the opening: its month is month 1"),
    entry(Role::SeasonMonths, "season_months", Answer::Choices, Home::Entry(List::Seasons), &[&[Role::SeasonLevel]], "calendar months whose sales differ, `january` to `december`"),
    entry(Role::SeasonLevel, "season_level", Answer::Percent, Home::Entry(List::Seasons), &[&[Role::SeasonMonths]], "sales in these months, in percent of usual ones"),
    entry(Role::SeasonStreams, "season_streams", Answer::Links, Home::Entry(List::Seasons), &[&[Role::SeasonLevel]], "the incomes whose sales differ; all of them without it"),
    entry(Role::WhatIfSales, "what_if_sales", Answer::Percent, Home::Entry(List::WhatIfs), &[], "by how many percent sales might differ; below zero they fall"),
    entry(Role::WhatIfCosts, "what_if_costs", Answer::Percent, Home::Entry(List::WhatIfs), &[], "by how many percent direct and fixed costs might differ"),
    entry(Role::WhatIfLate, "what_if_late", Answer::Number, Home::Entry(List::WhatIfs), &[], "by how many months customers might pay later"),
    entry(Role::WhatIfWithout, "what_if_without", Answer::Link, Home::Entry(List::WhatIfs), &[], "an income that might fall away, or a source of money that might not come"),
    entry(Role::WhatIfPrice, "what_if_price", Answer::Percent, Home::Entry(List::WhatIfs), &[], "by how many percent prices might differ; what a sale costs stays the same, but for percentages of the price"),
    entry(Role::WhatIfMore, "what_if_more", Answer::Money, Home::Entry(List::WhatIfs), &[], "what might be due every month besides"),
    entry(Role::WhatIfFrom, "what_if_from", Answer::Number, Home::Entry(List::WhatIfs), &[], "the month after the opening from which sales, prices and what falls away differ"),
    entry(Role::WhatIfOf, "what_if_of", Answer::Link, Home::Entry(List::WhatIfs), &[], "the income whose sales, price and payers might differ; all of them without it"),
    entry(Role::RampMonths, "ramp_months", Answer::Number, Home::Plan, &[&[Role::RampStart]], "the month in which sales first reach those of a normal month"),
    entry(Role::RampStart, "ramp_start", Answer::Percent, Home::Plan, &[&[Role::RampMonths]], "sales of the first month, in percent of a normal month"),
    entry(Role::WeeklyHours, "weekly_hours", Answer::Number, Home::Entry(List::Team), &[], "the hours a week that somebody of the team can give"),
    entry(Role::NewAWeek, "new_a_week", Answer::Number, Home::Plan, &[], "how many new customers there can be in a week at most"),
    entry(Role::OfficeHours, "office_hours", Answer::Number, Home::Plan, &[], "how many of the hours a week go into work that no sale counts"),
    entry(Role::HoursMonths, "hours_months", Answer::Choices, Home::Entry(List::Hours), &[&[Role::HoursThen]], "calendar months in which the hours are others, `january` to `december`"),
    entry(Role::HoursThen, "hours_then", Answer::Number, Home::Entry(List::Hours), &[&[Role::HoursMonths]], "the hours a week of all of the team in these months"),
    entry(Role::CareSegment, "care_segment", Answer::Link, Home::Entry(List::Relationships), &[&[Role::CareCost]], "the group that is looked after"),
    entry(Role::CareCost, "care_cost", Answer::Money, Home::Entry(List::Relationships), &[&[Role::CareSegment]], "what looking after one customer costs a month"),
];

const fn entry(
    role: Role,
    name: &'static str,
    answer: Answer,
    home: Home,
    needs: &'static [&'static [Role]],
    means: &'static str,
) -> RoleRow {
    RoleRow { role, name, answer, home, needs, means }
}

impl serde::Serialize for Role {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Role {
    /// The role of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        CATALOGUE.iter().find(|entry| entry.name == name).map(|entry| entry.role)
    }

    /// Whether figures are worked out from it, so that it is told where they are shown.
    #[must_use]
    pub fn feeds_figures(self) -> bool {
        !matches!(
            self,
            Self::StreamCertainty
                | Self::CostCertainty
                | Self::HoursEach
                | Self::WeeklyHours
                | Self::OfficeHours
                | Self::HoursMonths
                | Self::HoursThen
        )
    }

    /// What the catalogue says of it.
    #[must_use]
    pub fn entry(self) -> Option<&'static RoleRow> {
        CATALOGUE.iter().find(|entry| entry.role == self)
    }

    /// As it is written in banks.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// The list whose entries have a question of this role.
    #[must_use]
    pub fn list(self) -> Option<List> {
        match self.entry()?.home {
            Home::Entry(list) => Some(list),
            Home::Plan => None,
        }
    }
}

/// The catalogue as a table in Markdown, for the README.
#[must_use]
pub fn table() -> String {
    let quoted = |names: &[&str], word: &str| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(word)
    };
    let mut rows =
        vec!["| Role | Kind | Belongs to | Needs beside it | Holds |".to_owned(), "|---|---|---|---|---|".to_owned()];
    for entry in &CATALOGUE {
        let choices = match entry.answer {
            Answer::With(key) => format!(" with `{key}`"),
            Answer::Among(keys) => format!(" of {}", quoted(keys, ", ")),
            _ => String::new(),
        };
        let home = match entry.home {
            Home::Plan => "the plan",
            Home::Entry(list) => list.entry(),
        };
        let needs = entry.needs.iter().map(|row| {
            let names: Vec<&str> = row.iter().map(|role| role.name()).collect();
            quoted(&names, " or ")
        });
        rows.push(format!(
            "| `{}` | {}{choices} | {home} | {} | {} |",
            entry.name,
            quoted(entry.answer.kinds(), " or "),
            words::listed(&needs.collect::<Vec<_>>()),
            entry.means
        ));
    }
    rows.push(String::new());
    rows.push("| Fact | Holds |".to_owned());
    rows.push("|---|---|".to_owned());
    rows.extend(READ_FACTS.iter().map(|fact| format!("| `{}` | {} |", fact.name, fact.means)));
    rows.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_stands_in_the_catalogue_once_and_in_its_order() {
        assert!(CATALOGUE.windows(2).all(|pair| pair[0].role < pair[1].role));
        for entry in &CATALOGUE {
            assert_eq!(Role::named(entry.name), Some(entry.role));
            assert!(entry.needs.iter().all(|row| !row.is_empty() && !row.contains(&entry.role)), "{}", entry.name);
        }
    }
}
