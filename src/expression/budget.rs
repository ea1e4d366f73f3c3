//! How much an expression may do: the language has no loops without an end, but a few lists within one another take as
//! long, and a few texts put into one another as much memory. So every turn of a comprehension is counted, and whatever is
//! put into something else, or gone through as a whole, counts by its size.

use super::names::{NAMESPACES, SORT_BY};
use cel::Env;
use cel::ExecutionError;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, operators};
use cel::common::types::{CelInt, CelList, CelMap, CelString, DYN_TYPE};
use cel::common::value::{CowVal, Val};
use std::cell::Cell;

/// A turn of a comprehension. `@` keeps the names of these functions from being written.
pub(super) const COUNTED: &str = "@counted";

/// A value that is put into something else, or gone through once.
const WEIGHED: &str = "@weighed";

/// A value that is gone through once for each of its elements.
const SQUARED: &str = "@squared";

/// A number, or a text, of which a list of as many elements is made.
const LISTED: &str = "@listed";

/// The turns that one expression may take.
const MOST: u32 = 1_000_000;

/// The bytes that a text may grow to, and the elements that a list may.
const LARGEST: (usize, usize) = (1_000_000, 100_000);

/// As many bytes of a text count as one element of a list.
const BYTES: usize = 64;

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(0) };
    /// The weight of the largest value that was made so far: in each turn, it may be gone through again.
    static HEAVIEST: Cell<u32> = const { Cell::new(0) };
    /// How often that may be in one turn.
    static TIMES: Cell<u32> = const { Cell::new(1) };
    /// How many expressions have spent all they had. The more, the less the others have: a bank that is full of them is
    /// not worth waiting for.
    static TOO_DEAR: Cell<u32> = const { Cell::new(0) };
}

/// Begins to count for an expression of so many bytes.
pub(super) fn begin(length: usize) {
    LEFT.set(MOST / TOO_DEAR.get().saturating_mul(10).saturating_add(1));
    HEAVIEST.set(0);
    TIMES.set(units(1 + length / BYTES));
}

/// Has the turns of a comprehension counted: by the condition that is looked at before each, but where it collects, which
/// the library does in place only if that condition is left alone, by what is collected.
pub(super) fn count(own: &mut ComprehensionExpr) {
    if collects(Some(&own.loop_step)) {
        return;
    }
    match &mut own.loop_step.expr {
        Expr::Call(call) if call.func_name == operators::CONDITIONAL && collects(call.args.get(1)) => {
            call.args.iter_mut().take(1).for_each(|guard| wrap(guard, COUNTED));
        }
        _ => wrap(&mut own.loop_cond, COUNTED),
    }
}

/// Whether a step puts something into the list that is collected: `@result + [x]`.
fn collects(step: Option<&IdedExpr>) -> bool {
    let Some(IdedExpr { expr: Expr::Call(call), .. }) = step else { return false };
    let into = |part: &IdedExpr| matches!(&part.expr, Expr::Ident(name) if name.starts_with('@'));
    call.func_name == operators::ADD
        && matches!(call.args.as_slice(), [list, IdedExpr { expr: Expr::List(own), .. }] if into(list) && !own.elements.is_empty())
}

/// Has counted what a function does: what it is called on, or given first, by its size.
pub(super) fn limit(call: &mut CallExpr) {
    let function = match call.func_name.as_str() {
        "range" | "split" => LISTED,
        "distinct" | "indexOf" | "lastIndexOf" => SQUARED,
        "contains" | "flatten" | "format" | "lowerAscii" | "quote" | "reverse" | "slice" | "sort" | SORT_BY
        | "substring" | "trim" | "upperAscii" => WEIGHED,
        _ => return,
    };
    // `lists.range` is a name, and no value stands before its point.
    let is_value =
        |target: &&mut Box<IdedExpr>| !matches!(&target.expr, Expr::Ident(name) if NAMESPACES.contains(&name.as_str()));
    match call.target.as_mut().filter(is_value) {
        Some(target) => wrap(target, function),
        None => call.args.iter_mut().take(1).for_each(|first| wrap(first, function)),
    }
}

/// Has counted what is put into a list or a map.
pub(super) fn weigh(part: &mut IdedExpr) {
    wrap(part, WEIGHED);
}

fn wrap(part: &mut IdedExpr, function: &str) {
    let own = std::mem::take(part);
    let id = own.id;
    let call = CallExpr { func_name: function.to_owned(), target: None, args: vec![own] };
    *part = IdedExpr { id, expr: Expr::Call(call) };
}

type Outcome<'b, 'v> = Result<CowVal<'b, 'v>, ExecutionError>;

/// Registers the functions that count.
pub(super) fn register(env: &mut Env) {
    let _ = env.add_overload(COUNTED, "counted_any", vec![DYN_TYPE], |values| {
        passed(values, |_| spend(HEAVIEST.get().saturating_mul(TIMES.get()).saturating_add(1)))
    });
    let _ = env.add_overload(WEIGHED, "weighed_any", vec![DYN_TYPE], |values| {
        passed(values, |value| spend(HEAVIEST.get().saturating_add(weight(value)).saturating_add(1)))
    });
    let _ = env.add_overload(SQUARED, "squared_any", vec![DYN_TYPE], |values| {
        passed(values, |value| spend(weight(value).saturating_pow(2)))
    });
    let _ = env.add_overload(LISTED, "listed_any", vec![DYN_TYPE], |values| {
        passed(values, |value| {
            let whole = value.downcast_ref::<CelInt>().map(|count| usize::try_from(*count.inner()).unwrap_or(0));
            let text = value.downcast_ref::<CelString<'_>>().map(|text| text.inner().len());
            made(0, whole.or(text).unwrap_or(0))
        })
    });
}

/// The one value as it is, if it may be.
fn passed<'b, 'v>(
    values: Vec<CowVal<'b, 'v>>,
    may_be: impl FnOnce(&dyn Val) -> Result<(), ExecutionError>,
) -> Outcome<'b, 'v> {
    let value = values.into_iter().next().ok_or_else(|| ExecutionError::invalid_argument_count(1, 0))?;
    may_be(value.as_ref())?;
    Ok(value)
}

/// Takes from what is left, while there is enough.
fn spend(units: u32) -> Result<(), ExecutionError> {
    let left = LEFT.get();
    if left > units {
        LEFT.set(left - units);
        return Ok(());
    }
    if left > 0 {
        TOO_DEAR.set(TOO_DEAR.get().saturating_add(1));
    }
    LEFT.set(0);
    Err(ExecutionError::function_error(COUNTED, "it takes too many steps"))
}

fn units(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// What a value weighs: facts nothing, since they are shared.
fn weight(value: &dyn Val) -> u32 {
    let sum = |values: &mut dyn Iterator<Item = &dyn Val>| {
        values.fold(0_u32, |sum, value| sum.saturating_add(weight(value)).saturating_add(1))
    };
    if let Some(text) = value.downcast_ref::<CelString<'_>>() {
        units(text.inner().len() / BYTES)
    } else if let Some(list) = value.downcast_ref::<CelList<'_>>() {
        sum(&mut list.inner().iter().map(|value| value.as_ref() as &dyn Val))
    } else if let Some(map) = value.downcast_ref::<CelMap<'_>>() {
        sum(&mut map.inner().values().map(|value| value.as_ref() as &dyn Val))
    } else {
        0
    }
}

/// Refuses a text or a list that would grow too large, and counts one that is made.
pub(super) fn made(bytes: usize, elements: usize) -> Result<(), ExecutionError> {
    if bytes > LARGEST.0 || elements > LARGEST.1 {
        return Err(ExecutionError::function_error(COUNTED, "what it puts together grows too large"));
    }
    let own = units(bytes / BYTES + elements);
    if own > 0 {
        HEAVIEST.set(HEAVIEST.get().max(own));
        spend(own)?;
    }
    Ok(())
}
