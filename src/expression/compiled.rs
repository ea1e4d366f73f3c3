//! An expression as plain data, for whoever runs it without this program: literals as they are, everything else as an
//! array that begins with what it does.
//!
//! - `["$", name]`, `[".", of, field]`, `["has", of, field]`, `["list", ...]`, `["map", key, value, ...]`;
//! - `[operator, ...]` with the operators of CEL: `&&`, `||`, `!`, `?`, `==`, `in`, `[]`, `+`, `negate`;
//! - `["each", list, name, condition, value]`: what a `map` or `filter` collects, the condition perhaps null;
//! - `["exists", list, name, condition]`, and the same with `all` and `one`;
//! - `["sortBy", list, name, key]`;
//! - `[function, ...]`, what it is called on first, with its namespace: `math.round`.

use super::names::{NAMESPACES, Quantifier, SORT_BY, collected, quantified};
use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, operators};
use serde_json::{Value as Json, json};

const OPERATORS: [(&str, &str); 17] = [
    (operators::CONDITIONAL, "?"),
    (operators::LOGICAL_AND, "&&"),
    (operators::LOGICAL_OR, "||"),
    (operators::LOGICAL_NOT, "!"),
    (operators::ADD, "+"),
    (operators::SUBSTRACT, "-"),
    (operators::MULTIPLY, "*"),
    (operators::DIVIDE, "/"),
    (operators::MODULO, "%"),
    (operators::NEGATE, "negate"),
    (operators::EQUALS, "=="),
    (operators::NOT_EQUALS, "!="),
    (operators::LESS, "<"),
    (operators::LESS_EQUALS, "<="),
    (operators::GREATER, ">"),
    (operators::GREATER_EQUALS, ">="),
    (operators::INDEX, "[]"),
];

/// What `math.greatest` and `math.least` become while they are parsed.
const EXTREMES: [(&str, &str); 2] = [("math.@max", "math.greatest"), ("math.@min", "math.least")];

/// The data; none where something in the expression has no such form.
pub(super) fn compiled(part: &IdedExpr) -> Option<Json> {
    Some(match &part.expr {
        Expr::Literal(literal) => literally(literal)?,
        Expr::Ident(name) => json!(["$", name]),
        Expr::Select(select) => {
            json!([if select.test { "has" } else { "." }, compiled(&select.operand)?, select.field])
        }
        Expr::List(list) if list.optional_indices.is_empty() => node("list", list.elements.iter())?,
        Expr::Map(map) => {
            let mut node = vec![json!("map")];
            for entry in &map.entries {
                let EntryExpr::MapEntry(entry) = &entry.expr else { return None };
                node.extend([compiled(&entry.key)?, compiled(&entry.value)?]);
            }
            Json::from(node)
        }
        Expr::Call(own) => call(own)?,
        Expr::Comprehension(own) => comprehension(own)?,
        Expr::List(_) | Expr::Struct(_) | Expr::Unspecified => return None,
    })
}

fn node<'e>(name: &str, parts: impl Iterator<Item = &'e IdedExpr>) -> Option<Json> {
    let parts = parts.map(compiled).collect::<Option<Vec<_>>>()?;
    Some(std::iter::once(json!(name)).chain(parts).collect())
}

fn literally(literal: &LiteralValue) -> Option<Json> {
    Some(match literal {
        LiteralValue::Boolean(yes) => json!(yes.inner()),
        LiteralValue::Double(number) => json!(number.inner()),
        LiteralValue::Int(number) => json!(number.inner()),
        LiteralValue::UInt(number) => json!(number.inner()),
        LiteralValue::String(text) => json!(text.inner()),
        LiteralValue::Null => Json::Null,
        LiteralValue::Bytes(_) => return None,
    })
}

fn call(call: &CallExpr) -> Option<Json> {
    let name = call.func_name.as_str();
    if let Some(target) = &call.target {
        return match &target.expr {
            Expr::Ident(space) if NAMESPACES.contains(&space.as_str()) => {
                node(&format!("{space}.{name}"), call.args.iter())
            }
            _ => node(name, std::iter::once(&**target).chain(&call.args)),
        };
    }
    let known = OPERATORS.iter().chain(&EXTREMES).find(|(own, _)| *own == name);
    let name = known.map_or(name, |(_, name)| name);
    // An operator that has no name here is none of those that a page can run.
    let name = if name == operators::IN { "in" } else { name };
    if name.starts_with(['_', '@']) { None } else { node(name, call.args.iter()) }
}

fn comprehension(own: &ComprehensionExpr) -> Option<Json> {
    let over = |name: &str, parts: &[Json]| -> Option<Json> {
        let head = [json!(name), compiled(&own.iter_range)?, json!(own.iter_var)];
        Some(head.into_iter().chain(parts.iter().cloned()).collect())
    };
    if let Some((condition, value)) = collected(own) {
        let condition = condition.map_or(Some(Json::Null), compiled)?;
        return over("each", &[condition, compiled(value)?]);
    }
    if let Expr::Call(sorted) = &own.result.expr
        && sorted.func_name == SORT_BY
        && let Some(Expr::Comprehension(keys)) = sorted.args.first().map(|keys| &keys.expr)
    {
        let (_, key) = collected(keys)?;
        return Some(json!(["sortBy", compiled(&own.accu_init)?, keys.iter_var, compiled(key)?]));
    }
    let (quantifier, condition) = quantified(own)?;
    let name = match quantifier {
        Quantifier::Exists => "exists",
        Quantifier::All => "all",
        Quantifier::One => "one",
    };
    over(name, &[compiled(condition)?])
}
