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
        "uncounted",
        Type::Any,
        "the costs that every result leaves out because it is not known how much they are, as texts",
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
    number("founders_pay", "what all founders are paid a month, after the last step"),
    number("profit", "what a normal month leaves after all costs"),
    number("one_offs", "what is paid once"),
    number("start_cash", "the money of month 0 that is there or promised"),
    number("opening_cash", "that and what is asked for, less what is bought then"),
    number("own_money", "the founders' part of the sources"),
    number("asked_money", "the money that this plan asks for"),
    number("sources", "all money from the founders and from others"),
    sure(
        "money_sources",
        Type::Any,
        "these one by one, each with `id`, `title`, `kind`, `certainty`, `amount`, `month`, `rate`, `stand_in`, `months`, `payment`, `payment_a_year_less` and `payment_a_year_more` (if it were paid back over twelve months less or more), `interest`, `schedule`",
    ),
    sure(
        "loan_years",
        Type::Any,
        "what all loans take in each year until they are paid back, each with `year`, `interest`, `repayment`, `owed`",
    ),
    number("own_share", "own money out of the sources, in percent"),
    number("bought", "what is bought once, with VAT"),
    number("start_losses", "what is paid more than comes in before sales carry the costs"),
    number("start_losses_month", "the month up to which it is lost"),
    number("reserve", "the sources less what is bought once and early losses"),
    number("uses", "what is bought once, early losses and reserve together"),
    number("after_loans", "what a normal month leaves after `loan_service`"),
    number("loan_service", "interest and repayment of all loans in the first month of full payment"),
    number("instalment", "the same of the money asked for"),
    number("loan_interest", "the interest of all loans until they are paid back"),
    number("funded_safety", "by how many percent sales may fall before a normal month does not carry the loans"),
    number("break_even_factor", "the part of a normal month's sales that covers all costs: 0.8, not 80"),
    number("break_even_sales", "the income that covers all costs"),
    number("break_even_factor_without_pay", "the part that covers all costs but the founders' pay"),
    number("break_even_sales_without_pay", "the income that does"),
    number("break_even_factor_with_loans", "the part that covers all costs and the loans"),
    number("break_even_sales_with_loans", "the income that does"),
    number("break_even_yield", "what the whole numbers of sales at break-even leave together"),
    words("break_even_note", "why there is no such number, or what is special about it"),
    number("safety", "by how many percent sales may fall"),
    words("cash_note", "what the course of the cash leaves out"),
    words("ramp_note", "what is assumed about the first months"),
    sure(
        "levels",
        Type::Any,
        "a month at other levels of sales, the highest first: of a normal month, or, with seasons, of an average month of year 3; each with `key` (`planned`, `two_thirds`, `cover` of 1.2, `with_loans`, `even`, `without_pay`), `part` of the planned sales, `revenue`, `result` before loans, `after_loans`, `cover`; an empty list while something is not known",
    ),
    sure(
        "months",
        Type::Any,
        "months 0 to 36, or to 60 where a loan runs on, each with `month`, `calendar`, `revenue`, `direct`, `gross_margin`, `fixed`, `pay`, `fixed_and_pay`, `operating_result`, `depreciation`, `interest`, `result`, `receipts`, `payments`, `vat`, `tax`, `investment`, `drawn`, `repayment`, `loan_payments` (interest and repayment), `after_loans` (what they leave of the operating result), `cash`, `unfunded_cash` (without what nobody has promised, where something is asked for), `revenue_streams`; or an empty list",
    ),
    sure(
        "years",
        Type::Any,
        "their sums by year, each with `year`, `cover` and `owed` (what is owed at its end) besides",
    ),
    number("paid_ahead", "what customers are billed within 36 months for months after these, without VAT"),
    number("first_profitable_month", "the first month without a loss"),
    number("payback_month", "the month in which the one-off costs are earned back"),
    sure(
        "hours",
        Type::Any,
        "months 1 to 36, each with `month`, `needed` (the hours that its sales take as planned) and `there` (those that are left for sales); an empty list where they are not known",
    ),
    number(
        "months_at_pace",
        "in how many months the customers of a normal month are won as fast as there is time for them, where the plan is faster",
    ),
    number("out_of_cash_month", "the month in which the money runs out, with all that is there, promised or asked for"),
    number("lowest_cash", "the lowest cash at the end of a month, likewise"),
    number("lowest_cash_month", "the month of the lowest cash"),
    number("funding_gap", "how far the cash falls below zero"),
    number("unfunded_out_of_cash_month", "the month in which it runs out without what nobody has promised"),
    number("unfunded_lowest_cash", "the lowest cash then"),
    number("unfunded_lowest_cash_month", "the month of it"),
    number("unfunded_funding_gap", "how far it falls below zero then"),
    sure(
        "what_ifs",
        Type::Any,
        "what if, each with `key`, `title`, `out_of_cash_month` (the first that ends below zero), `lowest_cash`, `lowest_cash_month`, `operating_result` (of month 36), `year_result` (of months 25 to 36), `cash`, `carried`, `loan_service` (of a month), `after_loans` (what the loans leave of the result of the year), `left_over` (the same of a month), `left_for_pay` (of a month of that year, before pay and after the loans), `paid` (the pay of a month in each year, on average), `cover`; an empty list where they were not worked out",
    ),
    number("bearable_fall", "by how many whole percent sales may fall with the cash never below zero"),
    sure(
        "alternatives",
        Type::Any,
        "on what other terms the cash would hold, each with `key` (`as_asked` first), `asked`, `months` (of the loan that runs longest), `pay`, `kept_back` (what stays in the account where the pay gives way to all else), `paid` and, with sales 20 % lower, `lower_paid` (the pay of a month in each year, on average, within the hours there are), `loan_service`, `cover` and `lower_cover` (the lowest of a year with repayment), `lowest_cash`, `lowest_cash_month` and `out_of_cash_month` as planned, `lower_cash`, `lower_cash_month` and `lower_out_of_cash_month` with sales 20 % lower, `hours_cash`, `hours_cash_month` and `hours_out_of_cash_month` with what the founders' hours allow (null where these are enough), `short` (the cases below zero: `planned`, `lower`, `hours`), `holds`, all over 60 months; an empty list where the cash holds as asked, and where they were not worked out",
    ),
    sure(
        "proposed_months",
        Type::Any,
        "the same as `months`, 60 of them, on the first of these terms that hold; an empty list where the cash holds for three years as asked for",
    ),
    sure(
        "late_cash",
        Type::Any,
        "the money at the end of each of 36 months, month 0 first, if whoever does not pay at once, or else everybody, pays two months later; an empty list where it was not worked out",
    ),
    sure(
        "proposed_years",
        Type::Any,
        "the same as `years` on the first of these terms that hold, without `owed`; an empty list where the cash holds for three years as asked for",
    ),
    sure(
        "proposed_what_ifs",
        Type::Any,
        "the same as `what_ifs` over 60 months, on the first of these terms that hold; where the cash holds for three years as asked for, only `as_planned`, `sales_lower` and the founder's own",
    ),
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
            sure("seasonal", Type::Truth, ""),
            words("note", ""),
            number("unit_price", ""),
            number("unit_variable_cost", ""),
            number("told_cost", ""),
            number("items_cost", ""),
            number("cost_from", ""),
            number("unit_contribution", ""),
            number("units", ""),
            number("first_units", "the sales of its first month, a season aside"),
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
