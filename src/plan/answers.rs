//! Answers files: JSON or TOML, keyed by question id.

use super::text::{json_reason, offset, within_bounds};
use super::unique;
use crate::diagnostic::{Diagnostic, Place};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// Reads an answers file. JSON is told by its first character, everything else is read as TOML.
///
/// # Errors
/// The place where the file is neither.
pub fn read_answers(text: &str, path: &str) -> Result<Map<String, Json>, Diagnostic> {
    within_bounds(text, path)?;
    let parsed = if text.trim_start().starts_with('{') { json(text, path) } else { toml(text, path) };
    match parsed? {
        Json::Object(answers) => Ok(answers),
        _ => Err(Diagnostic::error(
            "answers-shape",
            format!("`{path}` holds no answers: write one `question = answer` a line"),
        )),
    }
}

fn json(text: &str, path: &str) -> Result<Json, Diagnostic> {
    unique::read(text).map_err(|error| {
        let at = offset(text, error.line(), error.column());
        unreadable(text, path, &json_reason(&error), at..at)
    })
}

fn toml(text: &str, path: &str) -> Result<Json, Diagnostic> {
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| unreadable(text, path, error.message(), error.span().unwrap_or(0..0)))?;
    Ok(from_toml(toml::Value::Table(table)))
}

fn unreadable(text: &str, path: &str, reason: &str, span: std::ops::Range<usize>) -> Diagnostic {
    let reason = reason.lines().next().unwrap_or_default();
    Diagnostic::error("answers-syntax", format!("the answers cannot be read: {reason}"))
        .at(Place { path: path.to_owned(), source: Arc::from(text), span })
        .help("write the answers as JSON or as TOML")
}

/// An answer as a file of answers in TOML writes it, behind its key.
#[must_use]
pub fn written_answer(answer: &Json) -> String {
    to_toml(answer).to_string()
}

fn to_toml(answer: &Json) -> toml::Value {
    match answer {
        Json::String(text) => toml::Value::String(text.clone()),
        Json::Bool(yes) => toml::Value::Boolean(*yes),
        Json::Number(number) => number.as_i64().map_or_else(|| number.to_string().into(), toml::Value::Integer),
        Json::Array(values) => toml::Value::Array(values.iter().map(to_toml).collect()),
        Json::Null | Json::Object(_) => toml::Value::String(String::new()),
    }
}

/// A bare number means what it says: it is not read as if somebody had typed it.
fn bare_number(number: f64) -> Json {
    let text = number.to_string();
    serde_json::from_str::<serde_json::Number>(&text).map_or(Json::String(text), Json::Number)
}

fn from_toml(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => Json::String(text),
        toml::Value::Integer(number) => Json::from(number),
        toml::Value::Float(number) => bare_number(number),
        toml::Value::Boolean(yes) => Json::Bool(yes),
        toml::Value::Datetime(date) => Json::String(date.to_string()),
        toml::Value::Array(values) => Json::Array(values.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => {
            Json::Object(table.into_iter().map(|(key, value)| (key, from_toml(value))).collect())
        }
    }
}
