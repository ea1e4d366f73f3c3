//! The names of an expression, and the parts of its syntax tree that lead from one to another.

use cel::common::ast::{ComprehensionExpr, Expr, IdedExpr, operators};

/// A name an expression reads, with the fields selected on it: `item.segment` is `["item", "segment"]`.
/// Names bound by macros (`exists(p, ...)`) are resolved to the list they run over:
/// `segments.exists(s, s.pays)` gives `["segments"]` and `["segments", "[]", "pays"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The path, `[]` standing for an element of a list.
    pub path: Vec<String>,
    /// The byte in the expression where the name stands.
    pub offset: usize,
}

/// A fixed text that an expression compares a name with, by `==`, `!=` or `in`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The path compared; it ends in `[]` where the text is looked for in a list.
    pub path: Vec<String>,
    /// The text.
    pub text: String,
    /// The byte in the expression where the text stands, its quote included.
    pub offset: usize,
}

/// Prefixes of functions, which are no variables: `math.abs(x)`.
pub(super) const NAMESPACES: [&str; 4] = ["lists", "math", "optional", "strings"];
/// What `sortBy` becomes; its last argument are the keys.
pub(super) const SORT_BY: &str = "@sortByAssociatedKeys";
/// Functions whose result is their list again, in another order or shorter.
pub(super) const SAME_LIST: [&str; 5] = [SORT_BY, "distinct", "reverse", "slice", "sort"];

/// What `map` and `filter` collect, with the condition on it: `@result + [x]`, or `c ? @result + [x] : @result`.
pub(super) fn collected(comprehension: &ComprehensionExpr) -> Option<(Option<&IdedExpr>, &IdedExpr)> {
    let (condition, sum) = match &comprehension.loop_step.expr {
        Expr::Call(call) if call.func_name == operators::CONDITIONAL => match call.args.as_slice() {
            [condition, sum, _] => (Some(condition), sum),
            _ => return None,
        },
        _ => (None, &comprehension.loop_step),
    };
    let Expr::Call(call) = &sum.expr else { return None };
    match call.args.as_slice() {
        [result, added] if call.func_name == operators::ADD && is_name(result, &comprehension.accu_var) => {
            let Expr::List(list) = &added.expr else { return None };
            list.elements.first().map(|element| (condition, element))
        }
        _ => None,
    }
}

/// What `exists`, `all` and `exists_one` ask of each element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantifier {
    Exists,
    All,
    One,
}

/// The quantifier that a comprehension is, with its condition.
pub(super) fn quantified(comprehension: &ComprehensionExpr) -> Option<(Quantifier, &IdedExpr)> {
    let Expr::Call(step) = &comprehension.loop_step.expr else { return None };
    match (step.func_name.as_str(), step.args.as_slice()) {
        (operators::LOGICAL_OR, [result, condition]) if is_name(result, &comprehension.accu_var) => {
            Some((Quantifier::Exists, condition))
        }
        (operators::LOGICAL_AND, [result, condition]) if is_name(result, &comprehension.accu_var) => {
            Some((Quantifier::All, condition))
        }
        (operators::CONDITIONAL, [condition, _, _]) => Some((Quantifier::One, condition)),
        _ => None,
    }
}

pub(super) fn is_name(part: &IdedExpr, name: &str) -> bool {
    matches!(&part.expr, Expr::Ident(ident) if ident == name)
}
