//! What CEL can do here: its standard functions, the lists, math and strings extensions, and these of ours:
//!
//! - `names(items)`: the titles of items, joined as in speech;
//! - `listed(texts)`: texts, joined as in speech;
//! - `money(amount, currency)`: an amount as it is written, `€1,234.50`; cents are rounded, halves away from zero;
//! - `number(n)`: a number as it is written, `1,234.5`, to two decimals; `percent(n)`: `66.7%`, to one decimal;
//! - `sum(numbers)`: the numbers of a list added up, 0 for an empty list.
//!
//! `money`, `number` and `percent` give an empty text for null.

use crate::fact::Fact;
use crate::{amounts, words};
use cel::common::types::{CelDouble, CelString, DYN_TYPE, LIST_TYPE};
use cel::common::value::{CowVal, Val};
use cel::{Env, ExecutionError, extensions};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::sync::{Arc, LazyLock};

/// Every function an expression may call, operators and macros aside.
#[rustfmt::skip]
pub(super) const FUNCTIONS: &[&str] = &[
    "abs", "bitAnd", "bitNot", "bitOr", "bitShiftLeft", "bitShiftRight", "bitXor", "bool", "ceil", "charAt",
    "contains", "distinct", "double", "dyn", "endsWith", "flatten", "floor", "format", "greatest", "hasValue",
    "indexOf", "int", "isFinite", "isInf", "isNaN", "join", "lastIndexOf", "least", "listed", "lowerAscii", "money", "names",
    "none", "number", "of", "ofNonZeroValue", "or", "orValue", "percent", "quote", "range", "replace", "reverse", "round", "sign", "size",
    "slice", "sort", "split", "sqrt", "startsWith", "string", "substring", "sum", "trim", "trunc", "type", "uint",
    "upperAscii", "value",
];

/// The environment all expressions share.
pub(super) fn environment() -> &'static Arc<Env> {
    static ENVIRONMENT: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(build()));
    &ENVIRONMENT
}

/// Registering fails only where a name is taken; the tests call every function registered here.
fn build() -> Env {
    let mut env = Env::stdlib();
    let _ = env.add_extension(extensions::lists);
    let _ = env.add_extension(extensions::math);
    let _ = env.add_extension(extensions::strings);
    let _ = env.add_overload("names", "names_list", vec![LIST_TYPE], names);
    let _ = env.add_overload("listed", "listed_list", vec![LIST_TYPE], listed);
    let _ = env.add_overload("money", "money_amount", vec![DYN_TYPE, DYN_TYPE], money);
    let _ = env.add_overload("number", "number_text", vec![DYN_TYPE], number);
    let _ = env.add_overload("percent", "percent_text", vec![DYN_TYPE], percent);
    let _ = env.add_overload("sum", "sum_list", vec![LIST_TYPE], sum);
    env
}

#[expect(clippy::needless_pass_by_value, reason = "the type of CEL functions")]
fn money<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let currency = arguments.get(1).and_then(|code| code.downcast_ref::<CelString>());
    written("money", &arguments, 2, |amount| amounts::money(amount, currency.map_or("", |code| code.inner())))
}

#[expect(clippy::needless_pass_by_value, reason = "the type of CEL functions")]
fn number<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    written("number", &arguments, 2, amounts::number)
}

#[expect(clippy::needless_pass_by_value, reason = "the type of CEL functions")]
fn percent<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    written("percent", &arguments, 1, amounts::percent)
}

/// Numbers added up, exactly.
#[expect(clippy::needless_pass_by_value, reason = "the type of CEL functions")]
fn sum<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let wanted = || ExecutionError::function_error("sum", "it takes a list of numbers");
    let list = arguments.first().ok_or_else(wanted)?;
    let mut total = Decimal::ZERO;
    for value in super::value::to_fact(list.as_ref()).map_err(|_| wanted())?.as_list() {
        let number = match value {
            Fact::Whole(number) => Decimal::from(*number),
            Fact::Decimal(number) => *number,
            _ => return Err(wanted()),
        };
        total = total.checked_add(number).ok_or_else(wanted)?;
    }
    Ok(CowVal::owned(CelDouble::from(total.to_f64().unwrap_or(f64::NAN))))
}

/// A number to so many decimals, as text.
fn written<'b, 'v>(
    function: &str,
    arguments: &[CowVal<'b, 'v>],
    decimals: u32,
    write: impl Fn(&str) -> String,
) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let wanted = || ExecutionError::function_error(function, "it takes a number");
    let value = arguments.first().ok_or_else(wanted)?;
    let text = match super::value::to_fact(value.as_ref()).map_err(|_| wanted())? {
        Fact::Null => String::new(),
        Fact::Whole(number) => write(&number.to_string()),
        Fact::Decimal(number) => {
            write(&number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).to_string())
        }
        _ => return Err(wanted()),
    };
    Ok(CowVal::owned(CelString::from(text)))
}

/// The titles of items, joined as in speech.
#[expect(clippy::needless_pass_by_value, reason = "the type of CEL functions")]
fn names<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    joined("names", &arguments, |item| {
        let title = item.as_indexer()?.get(&CelString::from("title")).ok()?;
        title.downcast_ref::<CelString>().map(|text| text.inner().to_owned())
    })
}

/// Texts, joined as in speech.
#[expect(clippy::needless_pass_by_value, reason = "the type of CEL functions")]
fn listed<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    joined("listed", &arguments, |text| text.downcast_ref::<CelString>().map(|text| text.inner().to_owned()))
}

fn joined<'b, 'v>(
    function: &str,
    arguments: &[CowVal<'b, 'v>],
    text: impl Fn(&dyn Val) -> Option<String>,
) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let wanted = || ExecutionError::function_error(function, "it takes a list");
    let list = arguments.first().and_then(|argument| argument.as_iterable()).ok_or_else(wanted)?;
    let mut elements = list.iter();
    let mut parts = Vec::new();
    while let Some(element) = elements.next() {
        let unfit = || ExecutionError::function_error(function, "not every entry of the list fits");
        parts.push(text(element).ok_or_else(unfit)?);
    }
    Ok(CowVal::owned(CelString::from(words::listed(&parts))))
}
