//! What CEL can do here: its standard functions, the lists, math and strings extensions, and these of ours:
//!
//! - `names(items)`: the titles of items, joined as in speech;
//! - `listed(texts)`: texts, joined as in speech;
//! - `money(amount, currency)`: an amount as it is written, `€1,234.50`; cents are rounded, halves away from zero;
//! - `number(n)`: a number as it is written, `1,234.5`, to two decimals; `percent(n)`: `66.7%`, to one decimal;
//! - `sum(numbers)`: the numbers of a list added up, 0 for an empty list.
//!
//! `money`, `number` and `percent` give an empty text for null.

use super::budget;
use super::types::Type;
use crate::fact::Fact;
use crate::{amounts, words};
use cel::common::types::{CelDouble, CelInt, CelString, DYN_TYPE, INT_TYPE, LIST_TYPE, STRING_TYPE};
use cel::common::value::{CowVal, Val};
use cel::{Env, ExecutionError, extensions};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::sync::{Arc, LazyLock};

/// What a function takes at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Any,
    Number,
    NumberOrNull,
    /// A number or a list of numbers.
    Numbers,
    Text,
    TextOrNull,
    List,
    ListOfNumbers,
    ListOfTexts,
    ListOfItems,
    /// What has a size: a text, a list, an item.
    Sized,
}

impl Takes {
    /// As said in a sentence.
    pub(super) fn called(self) -> &'static str {
        match self {
            Self::Any => "anything",
            Self::Number | Self::NumberOrNull => "a number",
            Self::Numbers => "numbers or a list of numbers",
            Self::Text | Self::TextOrNull => "a text",
            Self::List => "a list",
            Self::ListOfNumbers => "a list of numbers",
            Self::ListOfTexts => "a list of texts",
            Self::ListOfItems => "a list of items",
            Self::Sized => "a text or a list",
        }
    }
}

/// A function: what it takes, the value it is called on first, and what kind of value it gives, which can depend on the
/// first of them.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) takes: &'static [Takes],
    pub(super) gives: fn(&Type) -> Type,
}

const fn f(name: &'static str, takes: &'static [Takes], gives: fn(&Type) -> Type) -> Function {
    Function { name, takes, gives }
}

/// Every function an expression may call, operators and macros aside.
#[rustfmt::skip]
pub(super) const FUNCTIONS: &[Function] = {
    use Takes::{Any, List, ListOfItems, ListOfNumbers, ListOfTexts, Number, NumberOrNull, Numbers, Sized, Text, TextOrNull};
    const ANY: fn(&Type) -> Type = |_| Type::Any;
    const NUMBER: fn(&Type) -> Type = |_| Type::Number;
    const TEXT: fn(&Type) -> Type = |_| Type::Text;
    const TRUTH: fn(&Type) -> Type = |_| Type::Truth;
    const SAME: fn(&Type) -> Type = Type::clone;
    &[
        f("abs", &[Number], NUMBER), f("bitAnd", &[Number, Number], NUMBER), f("bitNot", &[Number], NUMBER),
        f("bitOr", &[Number, Number], NUMBER), f("bitShiftLeft", &[Number, Number], NUMBER),
        f("bitShiftRight", &[Number, Number], NUMBER), f("bitXor", &[Number, Number], NUMBER), f("bool", &[Any], TRUTH),
        f("ceil", &[Number], NUMBER), f("charAt", &[Text, Number], TEXT), f("contains", &[Text, Text], TRUTH),
        f("distinct", &[List], SAME), f("double", &[Any], NUMBER), f("dyn", &[Any], ANY),
        f("endsWith", &[Text, Text], TRUTH), f("flatten", &[List], |_| Type::Any.listed()), f("floor", &[Number], NUMBER),
        f("format", &[Text, List], TEXT), f("greatest", &[Numbers, Numbers], NUMBER), f("hasValue", &[Any], TRUTH),
        f("indexOf", &[Text, Text, Number], NUMBER), f("int", &[Any], NUMBER), f("isFinite", &[Number], TRUTH),
        f("isInf", &[Number], TRUTH), f("isNaN", &[Number], TRUTH), f("join", &[ListOfTexts, Text], TEXT),
        f("lastIndexOf", &[Text, Text, Number], NUMBER), f("least", &[Numbers, Numbers], NUMBER),
        f("listed", &[ListOfTexts], TEXT), f("lowerAscii", &[Text], TEXT), f("money", &[NumberOrNull, TextOrNull], TEXT),
        f("names", &[ListOfItems], TEXT), f("none", &[], ANY), f("number", &[NumberOrNull], TEXT), f("of", &[Any], ANY),
        f("ofNonZeroValue", &[Any], ANY), f("or", &[Any, Any], ANY), f("orValue", &[Any, Any], ANY),
        f("percent", &[NumberOrNull], TEXT), f("quote", &[Text], TEXT), f("range", &[Number], |_| Type::Number.listed()),
        f("replace", &[Text, Text, Text], TEXT), f("reverse", &[Sized], SAME), f("round", &[Number], NUMBER),
        f("sign", &[Number], NUMBER), f("size", &[Sized], NUMBER), f("slice", &[List, Number, Number], SAME),
        f("sort", &[List], SAME), f("split", &[Text, Text, Number], |_| Type::Text.listed()), f("sqrt", &[Number], NUMBER),
        f("startsWith", &[Text, Text], TRUTH), f("string", &[Any], TEXT), f("substring", &[Text, Number, Number], TEXT),
        f("sum", &[ListOfNumbers], NUMBER), f("trim", &[Text], TEXT), f("trunc", &[Number], NUMBER), f("type", &[Any], ANY),
        f("uint", &[Any], NUMBER), f("upperAscii", &[Text], TEXT), f("value", &[Any], ANY),
    ]
};

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
    let _ = env.add_overload("@join", "join_list", vec![LIST_TYPE], join);
    let _ = env.add_overload("@join", "join_list_between", vec![LIST_TYPE, STRING_TYPE], join);
    let texts = || vec![STRING_TYPE, STRING_TYPE, STRING_TYPE];
    let some = texts().into_iter().chain([INT_TYPE]).collect();
    let _ = env.add_overload("@replace", "replace_all", texts(), replace);
    let _ = env.add_overload("@replace", "replace_some", some, replace);
    super::arithmetic::register(&mut env);
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
    let parts = texts(function, arguments, text)?;
    Ok(CowVal::owned(CelString::from(words::listed(&parts))))
}

/// Texts, joined by another one, as the library joins them: not more than may be.
#[expect(clippy::needless_pass_by_value, reason = "the type of CEL functions")]
fn join<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let between = arguments.get(1).and_then(|between| between.downcast_ref::<CelString>());
    let between = between.map_or("", |between| between.inner());
    let parts = texts("join", &arguments, |text| text.downcast_ref::<CelString>().map(|text| text.inner().to_owned()))?;
    let bytes: usize = parts.iter().map(|part| part.len().saturating_add(between.len())).sum();
    budget::made(bytes, 0)?;
    Ok(CowVal::owned(CelString::from(parts.join(between))))
}

/// A text with one in it replaced by another, as often as is said, as the library does it: not more than may be.
#[expect(clippy::needless_pass_by_value, reason = "the type of CEL functions")]
fn replace<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let text = |at: usize| {
        let text = arguments.get(at).and_then(|text| text.downcast_ref::<CelString>());
        text.map(CelString::inner).ok_or_else(|| ExecutionError::function_error("replace", "it takes texts"))
    };
    let (whole, from, to) = (text(0)?, text(1)?, text(2)?);
    let most = arguments.get(3).and_then(|most| usize::try_from(*most.downcast_ref::<CelInt>()?.inner()).ok());
    let times = whole.matches(from).count().min(most.unwrap_or(usize::MAX));
    budget::made(whole.len().saturating_add(times.saturating_mul(to.len())), 0)?;
    let replaced = most.map_or_else(|| whole.replace(from, to), |most| whole.replacen(from, to, most));
    Ok(CowVal::owned(CelString::from(replaced)))
}

/// The texts of a list's elements.
fn texts(
    function: &str,
    arguments: &[CowVal<'_, '_>],
    text: impl Fn(&dyn Val) -> Option<String>,
) -> Result<Vec<String>, ExecutionError> {
    let wanted = || ExecutionError::function_error(function, "it takes a list");
    let list = arguments.first().and_then(|argument| argument.as_iterable()).ok_or_else(wanted)?;
    let mut elements = list.iter();
    let mut parts = Vec::new();
    while let Some(element) = elements.next() {
        let unfit = || ExecutionError::function_error(function, "not every entry of the list fits");
        parts.push(text(element).ok_or_else(unfit)?);
    }
    Ok(parts)
}
