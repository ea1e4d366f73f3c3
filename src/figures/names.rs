//! The names of the figures, as expressions and templates read them: what each is, what it gives, and whether it may be
//! missing. The one table of them.

use crate::expression::Type;

/// One figure.
#[derive(Debug)]
pub struct Name {
    /// As it is read: `figures.NAME`, or `figures.LIST[id].NAME`.
    pub name: &'static str,
    /// What its value is.
    pub gives: Type,
    /// Whether it is null where it cannot be worked out. A figure `NAME_note` then says why, or what the number leaves out.
    pub may_be_missing: bool,
    /// What it means; empty where the name says it.
    pub meaning: &'static str,
}

const fn sure(name: &'static str, gives: Type, meaning: &'static str) -> Name {
    Name { name, gives, may_be_missing: false, meaning }
}

const fn number(name: &'static str, meaning: &'static str) -> Name {
    Name { name, gives: Type::Number, may_be_missing: true, meaning }
}

const fn words(name: &'static str, meaning: &'static str) -> Name {
    Name { name, gives: Type::Text, may_be_missing: true, meaning }
}

/// The figures of the whole plan.
pub const WHOLE: &[Name] = &[
    sure("currency", Type::Text, "the currency of all amounts that name no other"),
    sure("partial", Type::Truth, "whether anything is left out of the totals"),
    sure("without_rate", Type::Any, "what is left out for want of an exchange rate, each with `id`, `title`, `why`"),
    sure(
        "incomplete",
        Type::Any,
        "what is left out because something is not known, each with `id`, `title`, `why`, and with `brings` where a stream would bring so much more",
    ),
    sure(
        "needed",
        Type::Any,
        "what has to be said before anything is concluded from the totals, as texts; while it holds any, there is no course of the cash",
    ),
    sure(
        "other_currencies",
        Type::Any,
        "sums without a rate, each with `currency`, `revenue`, `contribution`, `fixed_costs`, `one_offs`, `titles`",
    ),
    number("revenue", "what a normal month brings in"),
    number("variable_cost", "what these sales cost"),
    number("contribution", "what they leave"),
    number("contribution_ratio", "the part of income that is left: 0.66, not 66"),
    number("fixed_costs", "what is due every month"),
    number("founders_pay", "what all founders are paid a month"),
    number("profit", "what a normal month leaves after all costs"),
    number("one_offs", "what is paid once, before opening"),
    number("start_cash", "the money at the start"),
    number("opening_cash", "what is left of it after the one-off costs"),
    number("own_money", "the founders' part of the start cash"),
    number("other_money", "the part of the start cash that comes from others"),
    number("unnamed_money", "start cash less both; below zero where more is named than there is"),
    number("asked_money", "the money that is asked for"),
    number("sources", "the money at the start and the money asked for"),
    number("own_share", "own money out of the sources, in percent"),
    number("start_losses", "what is lost before sales carry the costs"),
    number("start_losses_month", "the month up to which it is lost"),
    number("reserve", "the sources less one-off costs and early losses"),
    number("uses", "one-off costs, early losses and reserve together"),
    number("instalment", "what is paid back a month, without interest"),
    number("lowest_funded_cash", "the lowest cash with the money asked for and the instalments"),
    number("lowest_funded_cash_month", "the month of it"),
    number("still_missing", "the funding gap with the money asked for and the instalments, as far as they were said"),
    number("still_missing_month", "the month of it"),
    number("funded_safety", "by how many percent sales may fall before a normal month does not carry the instalments"),
    number("break_even_factor", "the part of a normal month's sales that covers all costs: 0.8, not 80"),
    number("break_even_sales", "the income that covers all costs"),
    number("break_even_yield", "what the whole numbers of sales at break-even leave together"),
    words("break_even_note", "why there is no such number, or what is special about it"),
    number("safety", "by how many percent sales may fall"),
    words("cash_note", "what the course of the cash leaves out"),
    words("ramp_note", "what is assumed about the first months"),
    sure(
        "months",
        Type::Any,
        "months 0 to 36, each with `month`, `level` (percent of normal sales), `profit`, `cash`; or an empty list",
    ),
    number("first_profitable_month", "the first month without a loss"),
    number("out_of_cash_month", "the month in which the money runs out"),
    number("payback_month", "the month in which the one-off costs are earned back"),
    number("lowest_cash", "the lowest cash at the end of a month"),
    number("lowest_cash_month", "the month of the lowest cash"),
    number("funding_gap", "how far the cash falls below zero"),
    number("steady_runway", "how many months the money lasts at normal sales"),
    number("no_sales_runway", "how many months it lasts without a sale"),
];

/// The figures of items, under the id of the item: those of each list.
pub const BY_ITEM: &[(&str, &[Name])] = &[
    (
        "revenue_streams",
        &[
            sure("id", Type::Text, ""),
            sure("title", Type::Text, ""),
            sure("currency", Type::Text, ""),
            sure("counted", Type::Truth, ""),
            words("note", ""),
            number("unit_price", ""),
            number("unit_variable_cost", ""),
            number("told_cost", ""),
            number("items_cost", ""),
            number("cost_from", ""),
            number("unit_contribution", ""),
            number("units", ""),
            number("purchases", ""),
            number("revenue", ""),
            number("variable_cost", ""),
            number("contribution", ""),
            number("share", ""),
            words("share_shown", ""),
            number("declared_share", ""),
            number("break_even_units", ""),
            number("monthly_contribution", ""),
            number("acquisition_cost", ""),
            number("lifetime", ""),
            number("lifetime_value", ""),
            number("payback", ""),
            number("value_to_cost", ""),
        ],
    ),
    (
        "costs",
        &[
            sure("id", Type::Text, ""),
            sure("title", Type::Text, ""),
            sure("currency", Type::Text, ""),
            sure("counted", Type::Truth, ""),
            words("note", ""),
            number("monthly", ""),
            number("once", ""),
        ],
    ),
    (
        "segments",
        &[
            sure("id", Type::Text, ""),
            sure("pays", Type::Truth, ""),
            number("earned_per_customer", ""),
            number("contribution", ""),
        ],
    ),
    (
        "relationships",
        &[
            sure("id", Type::Text, ""),
            words("segment", ""),
            number("cost_per_customer", ""),
            number("monthly_cost", ""),
        ],
    ),
    ("partners", &[sure("id", Type::Text, ""), number("revenue_share", "")]),
    ("channels", &[sure("id", Type::Text, ""), number("revenue_share", "")]),
];
