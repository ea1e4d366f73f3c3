//! How much an expression may do: the language has no loops without an end, but a few lists within one another take as
//! long. So every turn of a comprehension is counted.

use cel::ExecutionError;
use cel::common::ast::{CallExpr, Expr, IdedExpr};
use cel::common::value::CowVal;
use std::cell::Cell;

/// The function that counts; `@` keeps it from being written.
pub(super) const COUNTED: &str = "@counted";

/// The turns that one expression may take.
const MOST: u32 = 1_000_000;

/// The bytes that a text may grow to, and the elements that a list may.
const LARGEST: (usize, usize) = (1_000_000, 100_000);

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(0) };
    /// How many expressions have spent all they had. The more, the less the others have: a bank that is full of them is
    /// not worth waiting for.
    static TOO_DEAR: Cell<u32> = const { Cell::new(0) };
}

/// Begins to count for an expression.
pub(super) fn begin() {
    LEFT.set(MOST / TOO_DEAR.get().saturating_mul(10).saturating_add(1));
}

/// Has the turns of a comprehension counted, by the condition that is looked at before each.
pub(super) fn count(condition: &mut IdedExpr) {
    let own = std::mem::take(condition);
    let id = own.id;
    *condition =
        IdedExpr { id, expr: Expr::Call(CallExpr { func_name: COUNTED.to_owned(), target: None, args: vec![own] }) };
}

/// The condition as it is, while there is something left.
pub(super) fn counted<'b, 'v>(values: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let left = LEFT.get();
    if left == 0 {
        return Err(ExecutionError::function_error(COUNTED, "it takes too many steps"));
    }
    LEFT.set(left - 1);
    if left == 1 {
        TOO_DEAR.set(TOO_DEAR.get().saturating_add(1));
    }
    values.into_iter().next().ok_or_else(|| ExecutionError::invalid_argument_count(1, 0))
}

/// Refuses a text or a list that two were put together to, if it grew too large.
pub(super) fn within_size(bytes: usize, elements: usize) -> Result<(), ExecutionError> {
    if bytes > LARGEST.0 || elements > LARGEST.1 {
        return Err(ExecutionError::function_error(COUNTED, "what it puts together grows too large"));
    }
    Ok(())
}
