//! What CEL can do here: its standard functions, the lists, math and strings extensions, and two of ours.

use crate::words;
use cel::common::types::{CelString, LIST_TYPE};
use cel::common::value::{CowVal, Val};
use cel::{Env, ExecutionError, extensions};
use std::sync::{Arc, LazyLock};

/// Every function an expression may call, operators and macros aside.
#[rustfmt::skip]
pub(super) const FUNCTIONS: &[&str] = &[
    "abs", "bitAnd", "bitNot", "bitOr", "bitShiftLeft", "bitShiftRight", "bitXor", "bool", "ceil", "charAt",
    "contains", "distinct", "double", "dyn", "endsWith", "flatten", "floor", "format", "greatest", "hasValue",
    "indexOf", "int", "isFinite", "isInf", "isNaN", "join", "lastIndexOf", "least", "listed", "lowerAscii", "names",
    "none", "of", "ofNonZeroValue", "or", "orValue", "quote", "range", "replace", "reverse", "round", "sign", "size",
    "slice", "sort", "split", "sqrt", "startsWith", "string", "substring", "trim", "trunc", "type", "uint",
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
    env
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
