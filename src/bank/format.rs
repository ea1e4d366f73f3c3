//! The formats of bank files, and the way from each to the next.

use super::read::Problems;
use crate::diagnostic::{Diagnostic, Place};
use crate::formats;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What leads each file of a bank from one format to the next. Add a function here and the format has a new number.
const STEPS: [for<'t> fn(&mut DeTable<'t>); 1] = [full_is_standard];

/// The newest format.
const FORMAT: u32 = formats::newest(&STEPS);

/// All that is read of a `bank.toml` before its format is known.
#[derive(serde::Deserialize)]
struct Head {
    format: Option<Spanned<u64>>,
}

/// The format that a `bank.toml` names, else the first one. A format that is not known is reported, and nothing else is
/// to be read then. What is no number is reported where the file is read.
pub(super) fn of(path: &str, text: &str, problems: &mut Problems) -> Option<u64> {
    let may_name_one = text.lines().any(|line| line.trim_start().starts_with("format"));
    let head = if may_name_one { toml::from_str::<Head>(text).ok() } else { None };
    let Some(format) = head.and_then(|head| head.format) else { return Some(1) };
    let Some(message) = formats::refused("bank", *format.get_ref(), FORMAT) else { return Some(*format.get_ref()) };
    let place = Place { path: path.to_owned(), source: Arc::from(text), span: format.span() };
    let help = if *format.get_ref() == 0 {
        "take `format` out: it is 1 then".to_owned()
    } else {
        "use the newer canvass that it was written for".to_owned()
    };
    problems.push(Diagnostic::error("newer-format", message).at(place).help(help));
    None
}

/// Brings a file of an older format up to date; its places stay where they are.
pub(super) fn bring_up(table: &mut DeTable<'_>, format: u64) {
    formats::bring_up(table, format, &STEPS);
}

/// The second format has three depths: what the first one called `full` is `standard`.
fn full_is_standard(table: &mut DeTable<'_>) {
    for (key, value) in table {
        match value.get_mut() {
            DeValue::String(depth) if key.get_ref() == "depth" && depth == "full" => *depth = "standard".into(),
            DeValue::Table(inner) => full_is_standard(inner),
            DeValue::Array(inner) => {
                for value in inner.iter_mut() {
                    if let DeValue::Table(inner) = value.get_mut() {
                        full_is_standard(inner);
                    }
                }
            }
            _ => {}
        }
    }
}
