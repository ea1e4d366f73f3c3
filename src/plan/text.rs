//! Plans as text and back: pretty JSON in the bank's order.

use super::{FORMAT, Plan, format, unique, upgrade};
use crate::bank::Bank;
use crate::diagnostic::{Diagnostic, Place, line_start};
use serde_json::Value as Json;
use std::collections::HashSet;
use std::sync::Arc;

/// The code of what is wrong with a plan that a newer canvass wrote.
pub const NEWER_FORMAT: &str = "newer-format";

/// Reads a plan. `path` is how the user would name the file.
///
/// # Errors
/// What is wrong with the file: no JSON, no plan, a newer format, two items with one id.
pub fn read(text: &str, path: &str) -> Result<Plan, Diagnostic> {
    within_bounds(text, path)?;
    if let Some(plan) = serde_json::from_str(text).ok().filter(|plan: &Plan| plan.format == FORMAT) {
        unique_items(&plan, path)?;
        return Ok(plan);
    }
    // What is wrong with it is told from its values, whatever they are.
    let json = unique::read(text).map_err(|error| syntax(text, path, &error))?;
    let format = known_format(&json, text, path)?;
    let plan = match format::brought_up(&json, format) {
        Some(newer) => serde_json::from_value(newer),
        // Only the text tells where it is wrong.
        None => serde_json::from_value(json).or_else(|_| serde_json::from_str(text)),
    };
    let plan: Plan = plan.map_err(|error| {
        let problem = syntax(text, path, &error);
        Diagnostic { code: "plan-shape", ..problem }
    })?;
    unique_items(&plan, path)?;
    Ok(plan)
}

/// How many values a plan or a file of answers may hold at most: one that holds every answer has a few thousand.
const MOST_VALUES: usize = 400_000;

/// Refuses a text that holds more values than anybody can mean, before they are all put up.
pub(super) fn within_bounds(text: &str, path: &str) -> Result<(), Diagnostic> {
    let values = || text.bytes().filter(|byte| matches!(byte, b',' | b'[' | b'{' | b'\n')).count();
    if text.len() <= MOST_VALUES || values() <= MOST_VALUES {
        return Ok(());
    }
    let message = format!("`{path}` holds more than {MOST_VALUES} values");
    Err(Diagnostic::error("too-many-values", message).help("name a plan, or the answers of one business"))
}

fn syntax(text: &str, path: &str, error: &serde_json::Error) -> Diagnostic {
    let reason = json_reason(error);
    let start = offset(text, error.line(), error.column());
    let end = text.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8());
    Diagnostic::error("plan-syntax", format!("this plan cannot be read: {reason}"))
        .at(Place { path: path.to_owned(), source: Arc::from(text), span: start..end })
        .help("mend the file at the place shown, or go back to a copy; canvass has changed nothing in it")
}

/// What is wrong with a text that should be JSON, without the place.
pub(super) fn json_reason(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "the text ends in the middle".to_owned();
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    plainly(said).unwrap_or_else(|| said.to_owned())
}

/// A remark of `serde_json` or of the reader of times in words for people who do not program.
fn plainly(said: &str) -> Option<String> {
    if let Some((found, meant)) = said.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected ")) {
        let meant = match meant {
            "a sequence" => "a list",
            "a map" => "a group of named values",
            "struct Answer" => "an answer",
            "struct Item" => "an entry of a list",
            other => other,
        };
        let found = match found {
            "map" => "a group of named values",
            "sequence" => "a list",
            "null" => "nothing",
            other => other,
        };
        return Some(format!("here stands {found}, where {meant} is meant"));
    }
    if let Some((found, known)) = said.strip_prefix("unknown variant ").and_then(|rest| rest.split_once(", expected "))
    {
        return Some(format!("{found} is not known here; it must be {known}"));
    }
    (said == "recursion limit exceeded").then(|| "its values are nested too deeply".to_owned()).or_else(|| {
        said.starts_with("failed to parse")
            .then(|| "this is no date and time such as `2026-03-01T10:00:00Z`".to_owned())
    })
}

/// The byte at a line and column, both counted from 1 as `serde_json` does.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut at = (line_start(text, line) + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The format of a plan that can be read.
fn known_format(json: &Json, text: &str, path: &str) -> Result<u64, Diagnostic> {
    let whole_file = || Place { path: path.to_owned(), source: Arc::from(text), span: 0..0 };
    let Some(format) = json.get("format").and_then(Json::as_u64) else {
        return Err(Diagnostic::error("no-plan", "this file is not a canvass plan: it has no `format`")
            .at(whole_file())
            .help("name a file that canvass wrote, NAME.canvass.json"));
    };
    let Some(message) = format::refused(format) else { return Ok(format) };
    let (code, help) = if format == 0 {
        ("no-plan", "name a file that canvass wrote, NAME.canvass.json")
    } else {
        (NEWER_FORMAT, "open it with the newer canvass that wrote it; nothing was changed")
    };
    Err(Diagnostic::error(code, message).at(whole_file()).help(help))
}

fn unique_items(plan: &Plan, path: &str) -> Result<(), Diagnostic> {
    let mut seen = HashSet::new();
    let ids = plan.answers.values().flat_map(|answer| &answer.items).map(|item| item.id.as_str());
    match ids.into_iter().find(|id| !seen.insert(*id)) {
        None => Ok(()),
        Some(twin) => Err(Diagnostic::error("twin-item", format!("two items of `{path}` have the id `{twin}`"))
            .help("give one of them an id of its own, and mend the links that mean it")),
    }
}

/// The text of a plan: pretty, in the bank's order, with a final newline. A plan of another version of the bank stays one
/// until it is upgraded, unless all of it fits.
#[must_use]
pub fn write(plan: &Plan, bank: &Bank) -> String {
    let mut plan = plan.clone();
    upgrade::note_version(bank, &mut plan);
    let order: Vec<&str> = bank
        .questions()
        .filter(|(_, question)| question.of.is_none())
        .map(|(_, question)| question.id.as_str())
        .collect();
    let position = |order: &[&str], id: &str| order.iter().position(|own| *own == id).unwrap_or(usize::MAX);
    plan.answers.sort_by(|left, _, right, _| position(&order, left).cmp(&position(&order, right)));
    plan.counters.sort_by(|left, _, right, _| position(&order, left).cmp(&position(&order, right)));
    for (list, answer) in &mut plan.answers {
        let fields: Vec<&str> = bank.fields(list).map(|field| field.id.as_str()).collect();
        for item in &mut answer.items {
            item.fields.sort_by(|left, _, right, _| position(&fields, left).cmp(&position(&fields, right)));
        }
    }
    let mut text = serde_json::to_string_pretty(&plan).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_plan_is_said_plainly() {
        for (answers, reason) in [
            (r#"{"a": "x"}"#, "here stands string \"x\", where an answer is meant"),
            (r#"{"a": {"state": "bogus"}}"#, "`bogus` is not known here; it must be one of"),
            (r#"{"a": {"state": "answered", "items": 1}}"#, "here stands integer `1`, where a list is meant"),
            (r#"{"a": {"state": "answered", "at": "soon"}}"#, "this is no date and time such as"),
        ] {
            let text = format!(r#"{{"format": 1, "bank": {{"id": "b", "version": "1"}}, "answers": {answers}}}"#);
            let problem = read(&text, "p.json").expect_err("a broken plan");
            assert!(problem.message.contains(reason), "{} should contain {reason}", problem.message);
        }
        let twice = r#""x": 1, "x": 2"#;
        for text in [
            format!(r#"{{"format": 1, "bank": {{"id": "b", "version": "1", {twice}}}, "depth": "full"}}"#),
            format!(
                r#"{{"format": 1, "bank": {{"id": "b", "version": "1"}}, "depth": "full", "details": {{{twice}}}}}"#
            ),
            format!(r#"{{"format": 1, "bank": {{"id": "b", "version": "1"}}, "depth": "full", "own": {{{twice}}}}}"#),
            format!(r#"{{"format": 1, "bank": {{"id": "b", "version": "1"}}, "depth": "full", {twice}}}"#),
        ] {
            let problem = read(&text, "p.json").expect_err("a key that stands twice");
            assert!(problem.message.contains("`x` stands here twice"), "{}", problem.message);
        }
        let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
        let problem = read(&deep, "p.json").expect_err("a deep file");
        assert!(problem.message.contains("nested too deeply"), "{}", problem.message);
    }
}
