//! The figures that expressions can read: those of `Figures::to_fact`.

use super::sight::Fault;
use crate::bank::written::suggest;
use crate::expression::Type;
use crate::words::printable;

/// Numbers of the whole plan; each may be missing.
const NUMBERS: &[&str] = &[
    "revenue",
    "variable_cost",
    "contribution",
    "contribution_ratio",
    "fixed_costs",
    "founders_pay",
    "profit",
    "one_offs",
    "start_cash",
    "opening_cash",
    "break_even_factor",
    "break_even_sales",
    "break_even_yield",
    "safety",
    "first_profitable_month",
    "out_of_cash_month",
    "payback_month",
    "lowest_cash",
    "lowest_cash_month",
    "funding_gap",
    "own_money",
    "other_money",
    "unnamed_money",
    "asked_money",
    "sources",
    "own_share",
    "start_losses",
    "start_losses_month",
    "reserve",
    "uses",
    "instalment",
    "lowest_funded_cash",
    "lowest_funded_cash_month",
    "still_missing",
    "still_missing_month",
    "funded_safety",
    "steady_runway",
    "no_sales_runway",
];
/// Notes of the whole plan that belong to no number of the same name.
const NOTES: &[&str] = &["break_even_note", "ramp_note", "cash_note"];
/// What is always there.
const SURE: &[&str] = &["currency", "partial", "without_rate", "incomplete", "needed", "other_currencies", "months"];

/// Figures by item: the list, what of an item is always there, and its numbers.
const ITEMS: &[(&str, &[&str], &[&str])] = &[
    (
        "revenue_streams",
        &["id", "title", "currency", "counted"],
        &[
            "unit_price",
            "unit_variable_cost",
            "told_cost",
            "items_cost",
            "cost_from",
            "unit_contribution",
            "units",
            "purchases",
            "revenue",
            "variable_cost",
            "contribution",
            "share",
            "share_shown",
            "declared_share",
            "break_even_units",
            "monthly_contribution",
            "acquisition_cost",
            "lifetime",
            "lifetime_value",
            "payback",
            "value_to_cost",
            "note",
        ],
    ),
    ("costs", &["id", "title", "currency", "counted"], &["monthly", "once", "note"]),
    ("segments", &["id", "pays"], &["earned_per_customer", "contribution"]),
    ("relationships", &["id"], &["segment", "cost_per_customer", "monthly_cost"]),
    ("partners", &["id"], &["revenue_share"]),
    ("channels", &["id"], &["revenue_share"]),
];

/// Whether a figure may be missing; `path` follows `figures`.
///
/// # Errors
/// When there is no such figure.
pub(super) fn may_be_missing(path: &[String]) -> Result<bool, Fault> {
    let Some((name, rest)) = path.split_first() else { return Ok(false) };
    if let Some((_, sure, numbers)) = ITEMS.iter().find(|(list, _, _)| list == name) {
        return match rest {
            [] | [_] => Ok(false),
            [_, field, ..] => known(field, sure, numbers, &[]),
        };
    }
    let lists: Vec<&str> = ITEMS.iter().map(|(list, _, _)| *list).collect();
    known(name, &[SURE, &lists].concat(), NUMBERS, NOTES)
}

/// The kind of value of a figure; `path` follows `figures`.
pub(super) fn type_of(path: &[String]) -> Type {
    let Some((name, rest)) = path.split_first() else { return Type::Item };
    if let Some((_, sure, numbers)) = ITEMS.iter().find(|(list, _, _)| list == name) {
        return match rest {
            [] | [_] => Type::Item,
            [_, field] => kind(field, sure, numbers),
            _ => Type::Any,
        };
    }
    if rest.is_empty() { kind(name, SURE, NUMBERS) } else { Type::Any }
}

fn kind(name: &str, sure: &[&str], numbers: &[&str]) -> Type {
    match name {
        "partial" | "counted" | "pays" => Type::Truth,
        "currency" | "id" | "title" | "segment" | "share_shown" => Type::Text,
        _ if name.ends_with("note") => Type::Text,
        _ if numbers.contains(&name) && !sure.contains(&name) => Type::Number,
        _ => Type::Any,
    }
}

fn known(name: &str, sure: &[&str], numbers: &[&str], notes: &[&str]) -> Result<bool, Fault> {
    let of_number = name.strip_suffix("_note").is_some_and(|number| numbers.contains(&number));
    if sure.contains(&name) {
        return Ok(false);
    }
    if numbers.contains(&name) || notes.contains(&name) || of_number {
        return Ok(true);
    }
    let names = sure.iter().chain(numbers).chain(notes).copied();
    Err(Fault {
        code: "unknown-field",
        message: format!("reads the figure `{}`, which there is not", printable(name)),
        help: suggest(name, names, "`canvass figures --json` shows the names of all figures"),
        in_field: true,
    })
}
