//! Whole and decimal numbers in one sum. CEL keeps them apart: `65 - 54.6` and `price * customers` would fail. So the
//! arithmetic operators of a parsed expression are led to functions of ours, which reckon in decimals where CEL's own
//! do not fit: exactly, also with `0.1 + 0.2`. A division of whole numbers gives what it gives: `3 / 2` is 1.5.

use super::budget;
use super::names::SORT_BY;
use cel::common::ast::{CallExpr, EntryExpr, Expr, IdedEntryExpr, IdedExpr, operators};
use cel::common::types::{CelDouble, CelInt, CelList, CelString, CelUInt, DYN_TYPE, INT_TYPE, LIST_TYPE};
use cel::common::value::{CowVal, Val};
use cel::{Env, ExecutionError, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// An operator of CEL and the function that stands for it here; `@` keeps it from being written.
const OPERATORS: [(&str, &str); 5] = [
    (operators::ADD, "@plus"),
    (operators::SUBSTRACT, "@minus"),
    (operators::MULTIPLY, "@times"),
    (operators::DIVIDE, "@over"),
    (operators::MODULO, "@remainder"),
];

const ALIKE: &str = "@alike";

/// Functions that are called on a value, and stand here under a name with `@` before it: those of the library make texts
/// of any size.
const OWN: [&str; 2] = ["join", "replace"];

/// The expression with its arithmetic led to the functions of this file.
pub(super) fn prepared(mut expression: IdedExpr) -> IdedExpr {
    prepare(&mut expression);
    expression
}

fn prepare(part: &mut IdedExpr) {
    match &mut part.expr {
        Expr::Call(call) => {
            call.target.iter_mut().for_each(|target| prepare(target));
            call.args.iter_mut().for_each(prepare);
            let collects =
                matches!(call.args.first(), Some(IdedExpr { expr: Expr::Ident(name), .. }) if name.starts_with('@'));
            match (call.func_name.as_str(), call.target.as_mut(), call.args.as_mut_slice()) {
                ("sort", Some(list), []) => alike(list),
                (SORT_BY, _, [.., keys]) => alike(keys),
                _ => {}
            }
            let ours = OPERATORS.iter().find(|(operator, _)| *operator == call.func_name);
            if let Some((_, name)) = ours.filter(|_| call.args.len() == 2 && !collects) {
                (*name).clone_into(&mut call.func_name);
            }
            budget::limit(call);
            if let Some(target) = call.target.take_if(|_| OWN.contains(&call.func_name.as_str())) {
                call.func_name.insert(0, '@');
                call.args.insert(0, *target);
            }
        }
        Expr::Comprehension(own) => {
            for part in
                [&mut own.iter_range, &mut own.accu_init, &mut own.loop_cond, &mut own.loop_step, &mut own.result]
            {
                prepare(part);
            }
            budget::count(own);
        }
        Expr::List(list) => {
            list.elements.iter_mut().for_each(prepare);
            list.elements.iter_mut().for_each(budget::weigh);
        }
        Expr::Map(map) => entries(&mut map.entries),
        Expr::Struct(own) => entries(&mut own.entries),
        Expr::Select(select) => prepare(&mut select.operand),
        Expr::Ident(_) | Expr::Literal(_) | Expr::Unspecified => {}
    }
}

/// Leads a list that is to be sorted through a function that makes its numbers comparable.
fn alike(list: &mut IdedExpr) {
    let own = std::mem::take(list);
    let id = own.id;
    *list = IdedExpr { id, expr: Expr::Call(CallExpr { func_name: ALIKE.to_owned(), target: None, args: vec![own] }) };
}

fn entries(entries: &mut [IdedEntryExpr]) {
    for entry in entries {
        match &mut entry.expr {
            EntryExpr::MapEntry(entry) => {
                prepare(&mut entry.key);
                prepare(&mut entry.value);
                budget::weigh(&mut entry.value);
            }
            EntryExpr::StructField(field) => prepare(&mut field.value),
        }
    }
}

/// Registers the functions, and the roundings of whole numbers, which CEL has for decimals only.
pub(super) fn register(env: &mut Env) {
    let two = || vec![DYN_TYPE, DYN_TYPE];
    let _ = env.add_overload("@plus", "plus_any", two(), plus);
    let _ = env.add_overload("@minus", "minus_any", two(), minus);
    let _ = env.add_overload("@times", "times_any", two(), times);
    let _ = env.add_overload("@over", "over_any", two(), over);
    let _ = env.add_overload("@remainder", "remainder_any", two(), remainder);
    let _ = env.add_overload(ALIKE, "alike_list", vec![LIST_TYPE], alike_numbers);
    budget::register(env);
    for (name, id) in [
        ("math.ceil", "ceil_int"),
        ("math.floor", "floor_int"),
        ("math.round", "round_int"),
        ("math.trunc", "trunc_int"),
    ] {
        let _ = env.add_overload(name, id, vec![INT_TYPE], same);
    }
}

type Values<'b, 'v> = Vec<CowVal<'b, 'v>>;
type Outcome<'b, 'v> = Result<CowVal<'b, 'v>, ExecutionError>;

fn same<'b, 'v>(values: Values<'b, 'v>) -> Outcome<'b, 'v> {
    values.into_iter().next().ok_or_else(|| ExecutionError::invalid_argument_count(1, 0))
}

/// The list with its whole numbers as decimals, if it holds both: CEL sorts only what is all of one kind.
fn alike_numbers<'b, 'v>(values: Values<'b, 'v>) -> Outcome<'b, 'v> {
    let given = same(values)?;
    let Some(list) = given.downcast_ref::<CelList<'_>>() else { return Ok(given) };
    let is_decimal = |value: &dyn Val| value.downcast_ref::<CelDouble>().is_some();
    let (some_whole, some_decimal) = list.inner().iter().fold((false, false), |(whole, decimal), value| {
        (whole || is_whole(value.as_ref()), decimal || is_decimal(value.as_ref()))
    });
    if !(some_whole && some_decimal) {
        return Ok(given);
    }
    let values = list.inner().iter().map(|value| match number(value.as_ref()).and_then(|number| number.to_f64()) {
        Some(number) => Box::new(CelDouble::from(number)) as Box<dyn Val + 'v>,
        None => value.clone_as_boxed(),
    });
    Ok(CowVal::owned(CelList::from(values.collect::<Vec<_>>())))
}

fn plus<'b, 'v>(values: Values<'b, 'v>) -> Outcome<'b, 'v> {
    let [left, right] = two(values)?;
    if let Some(numbers) = decimals(left.as_ref(), right.as_ref()) {
        return reckoned(numbers, Decimal::checked_add);
    }
    let bytes = |value: &dyn Val| value.downcast_ref::<CelString<'_>>().map_or(0, |text| text.inner().len());
    let elements = |value: &dyn Val| value.downcast_ref::<CelList<'_>>().map_or(0, |list| list.inner().len());
    let [bytes, elements] = [&bytes as &dyn Fn(&dyn Val) -> usize, &elements]
        .map(|size| size(left.as_ref()).saturating_add(size(right.as_ref())));
    budget::made(bytes, elements)?;
    own("add", &left, &right, |own| Some(own.as_adder()?.add(right.as_ref()).map(CowVal::into_owned)))
}

fn minus<'b, 'v>(values: Values<'b, 'v>) -> Outcome<'b, 'v> {
    let [left, right] = two(values)?;
    match decimals(left.as_ref(), right.as_ref()) {
        Some(numbers) => reckoned(numbers, Decimal::checked_sub),
        None => own("sub", &left, &right, |own| Some(own.as_subtractor()?.sub(right.as_ref()).map(CowVal::into_owned))),
    }
}

fn times<'b, 'v>(values: Values<'b, 'v>) -> Outcome<'b, 'v> {
    let [left, right] = two(values)?;
    match decimals(left.as_ref(), right.as_ref()) {
        Some(numbers) => reckoned(numbers, Decimal::checked_mul),
        None => own("mul", &left, &right, |own| Some(own.as_multiplier()?.mul(right.as_ref()).map(CowVal::into_owned))),
    }
}

fn over<'b, 'v>(values: Values<'b, 'v>) -> Outcome<'b, 'v> {
    let [left, right] = two(values)?;
    let numbers = number(left.as_ref()).zip(number(right.as_ref()));
    match numbers {
        Some((_, zero)) if zero.is_zero() => Err(ExecutionError::DivisionByZero(Value::Null)),
        Some((whole, part)) if is_whole(left.as_ref()) && is_whole(right.as_ref()) && (whole % part).is_zero() => {
            own("div", &left, &right, |own| Some(own.as_divider()?.div(right.as_ref()).map(CowVal::into_owned)))
        }
        Some(numbers) => reckoned(numbers, Decimal::checked_div),
        None => own("div", &left, &right, |own| Some(own.as_divider()?.div(right.as_ref()).map(CowVal::into_owned))),
    }
}

fn remainder<'b, 'v>(values: Values<'b, 'v>) -> Outcome<'b, 'v> {
    let [left, right] = two(values)?;
    match decimals(left.as_ref(), right.as_ref()) {
        Some((_, zero)) if zero.is_zero() => Err(ExecutionError::RemainderByZero(Value::Null)),
        Some(numbers) => reckoned(numbers, Decimal::checked_rem),
        None => own("rem", &left, &right, |own| Some(own.as_modder()?.modulo(right.as_ref()).map(CowVal::into_owned))),
    }
}

fn two<'b, 'v>(values: Values<'b, 'v>) -> Result<[CowVal<'b, 'v>; 2], ExecutionError> {
    let given = values.len();
    values.try_into().map_err(|_| ExecutionError::invalid_argument_count(2, given))
}

/// Both as decimals, if both are numbers and not both whole: then CEL's own arithmetic will do.
fn decimals(left: &dyn Val, right: &dyn Val) -> Option<(Decimal, Decimal)> {
    number(left).zip(number(right)).filter(|_| !(is_whole(left) && is_whole(right)))
}

fn is_whole(value: &dyn Val) -> bool {
    value.downcast_ref::<CelInt>().is_some()
}

fn number(value: &dyn Val) -> Option<Decimal> {
    if let Some(whole) = value.downcast_ref::<CelInt>() {
        Some(Decimal::from(*whole.inner()))
    } else if let Some(whole) = value.downcast_ref::<CelUInt>() {
        Some(Decimal::from(*whole.inner()))
    } else {
        Decimal::from_f64(*value.downcast_ref::<CelDouble>()?.inner())
    }
}

fn reckoned<'b, 'v>(
    (left, right): (Decimal, Decimal),
    reckon: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Outcome<'b, 'v> {
    let result = reckon(left, right).and_then(|result| result.to_f64());
    let result = result.ok_or(ExecutionError::Overflow("reckon", Value::Null, Value::Null))?;
    Ok(CowVal::owned(CelDouble::from(result)))
}

/// What CEL itself makes of the two.
fn own<'b, 'v>(
    operator: &str,
    left: &CowVal<'b, 'v>,
    right: &CowVal<'b, 'v>,
    reckon: impl FnOnce(&(dyn Val + 'v)) -> Option<Result<Box<dyn Val + 'v>, ExecutionError>>,
) -> Outcome<'b, 'v> {
    let types = || [left, right].iter().map(|value| value.get_type().name().to_owned()).collect();
    reckon(left.as_ref()).ok_or_else(|| ExecutionError::no_such_overload(operator, types()))?.map(CowVal::Owned)
}
