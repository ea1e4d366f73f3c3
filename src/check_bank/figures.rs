//! The figures that expressions can read.

use super::sight::Fault;
use crate::bank::written::suggest;
use crate::expression::Type;
use crate::figures::names::{BY_ITEM, Name, WHOLE};
use crate::words::printable;

/// Whether a figure may be missing; `path` follows `figures`.
///
/// # Errors
/// When there is no such figure.
pub(super) fn may_be_missing(path: &[String]) -> Result<bool, Fault> {
    let Some((name, rest)) = path.split_first() else { return Ok(false) };
    match (of_items(name), rest) {
        (Some(_), [] | [_]) => Ok(false),
        (Some(figures), [_, field, ..]) => known(field, figures, &[]),
        (None, _) => known(name, WHOLE, &BY_ITEM.iter().map(|(list, _)| *list).collect::<Vec<_>>()),
    }
}

/// The kind of value of a figure; `path` follows `figures`.
pub(super) fn type_of(path: &[String]) -> Type {
    let Some((name, rest)) = path.split_first() else { return Type::Item };
    match (of_items(name), rest) {
        (Some(_), [] | [_]) => Type::Item,
        (Some(figures), [_, field]) => gives(field, figures),
        (None, []) => gives(name, WHOLE),
        _ => Type::Any,
    }
}

fn of_items(list: &str) -> Option<&'static [Name]> {
    BY_ITEM.iter().find(|(own, _)| *own == list).map(|(_, figures)| *figures)
}

fn gives(name: &str, figures: &[Name]) -> Type {
    match figures.iter().find(|figure| figure.name == name) {
        Some(figure) => figure.gives.clone(),
        None if name.ends_with("_note") => Type::Text,
        None => Type::Any,
    }
}

fn known(name: &str, figures: &[Name], lists: &[&str]) -> Result<bool, Fault> {
    if let Some(figure) = figures.iter().find(|figure| figure.name == name) {
        return Ok(figure.may_be_missing);
    }
    if lists.contains(&name) {
        return Ok(false);
    }
    let number = name.strip_suffix("_note").and_then(|number| figures.iter().find(|figure| figure.name == number));
    if number.is_some_and(|figure| figure.gives == Type::Number) {
        return Ok(true);
    }
    let names = figures.iter().map(|figure| figure.name).chain(lists.iter().copied());
    Err(Fault {
        code: "unknown-field",
        message: format!("reads the figure `{}`, which there is not", printable(name)),
        help: suggest(name, names, "`canvass figures --json` shows the names of all figures"),
        in_field: true,
    })
}
