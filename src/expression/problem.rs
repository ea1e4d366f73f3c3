//! What can be wrong with an expression, in plain words.

use crate::diagnostic::{Diagnostic, Place, line_start};
use cel::{ExecutionError, ParseErrors};
use std::sync::Arc;

/// Why an expression or an insert cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxProblem {
    /// One line, lower case.
    pub message: String,
    /// The byte in the text where it goes wrong.
    pub offset: usize,
}

/// Why an expression gave no value: a name that does not exist, a comparison with nothing, a wrong kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct EvaluationProblem {
    /// One line, lower case.
    pub message: String,
    /// Where the expression is written, if it was said.
    pub place: Option<Arc<Place>>,
}

impl EvaluationProblem {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None }
    }

    /// Whether it comes of an answer that is not there yet, by which something was looked up.
    #[must_use]
    pub fn is_lookup_of_nothing(&self) -> bool {
        self.message == NO_ANSWER_YET
    }

    /// As a diagnostic that begins with what gave no value, such as a check by its id.
    #[must_use]
    pub fn diagnostic(&self, code: &'static str, owner: &str) -> Diagnostic {
        let found = Diagnostic::error(code, format!("{owner}: {}", self.message));
        match &self.place {
            Some(place) => found.at((**place).clone()),
            None => found,
        }
    }
}

/// What is said of a lookup by an answer that is still open.
const NO_ANSWER_YET: &str = "what is looked up here has no answer yet";

impl SyntaxProblem {
    pub(super) fn new(source: &str, errors: &ParseErrors) -> Self {
        let Some(first) = errors.errors.first() else {
            return Self { message: "the expression cannot be read".to_owned(), offset: 0 };
        };
        let message = first.msg.strip_prefix("Syntax error: ").unwrap_or(&first.msg);
        let message = message.lines().next().unwrap_or_default();
        let (line, column) = first.pos;
        Self { message: readable(message), offset: byte_offset(source, line, column) }
    }
}

/// How deep brackets may be nested: the parser needs much of the stack for each level.
const DEEPEST: usize = 10;

/// How many bytes an expression may have: long chains are worked through one in another.
const LONGEST: usize = 4000;

/// Refuses an expression that is too deep or too long to be worked out safely, before it is parsed.
pub(super) fn within_limits(source: &str) -> Result<(), SyntaxProblem> {
    if source.len() > LONGEST {
        let message = format!("the expression is longer than {LONGEST} characters");
        return Err(SyntaxProblem { message, offset: 0 });
    }
    let mut depth = 0_usize;
    for (offset, letter) in source.char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let message = format!("the brackets are nested more than {DEEPEST} deep here");
            return Err(SyntaxProblem { message, offset });
        }
    }
    Ok(())
}

/// The parser's own words, with the most frequent ones said plainly.
fn readable(message: &str) -> String {
    let what = message.split_once(" expecting ").map_or(message, |(what, _)| what);
    let quoted = |text: &str| format!("`{}`", text.trim_matches('\'').trim());
    if what.contains("'<EOF>'") {
        return "the expression ends too early".to_owned();
    }
    for (prefix, verb) in [("extraneous input ", "should not stand"), ("mismatched input ", "is not expected")] {
        if let Some(token) = what.strip_prefix(prefix) {
            return format!("{} {verb} here", quoted(token));
        }
    }
    if let Some(token) = what.strip_prefix("token recognition error at: ") {
        return format!("{} cannot be read", quoted(token));
    }
    if let Some(token) = what.strip_prefix("missing ").and_then(|rest| rest.split_once(" at ")) {
        return format!("{} is missing before {}", quoted(token.0), quoted(token.1));
    }
    if what.starts_with("no viable alternative") {
        return "the expression cannot be read here".to_owned();
    }
    crate::words::printable(&what.to_lowercase())
}

/// The byte of a line (from 1) and a column (from 1, in characters).
fn byte_offset(source: &str, line: isize, column: isize) -> usize {
    let (Ok(line), Ok(column)) = (usize::try_from(line), usize::try_from(column)) else { return 0 };
    let before = line_start(source, line);
    let rest = source.get(before..).unwrap_or_default();
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(index, _)| index);
    (before + within).min(source.len())
}

/// An error of CEL in one line.
pub(super) fn explain(error: &ExecutionError) -> EvaluationProblem {
    use ExecutionError as E;
    EvaluationProblem::new(match error {
        E::UndeclaredReference(name) => format!("there is nothing called `{name}`"),
        E::NoSuchKey(key) => format!("there is no field or item `{key}`"),
        E::NoSuchOverload(overload) => mismatch(overload.function(), overload.argument_types()),
        E::UnsupportedBinaryOperator(operator, left, right) => {
            mismatch(operator, &[left.type_of().to_string(), right.type_of().to_string()])
        }
        E::ValuesNotComparable(left, right) => {
            mismatch("_<_", &[left.type_of().to_string(), right.type_of().to_string()])
        }
        E::DivisionByZero(_) | E::RemainderByZero(_) => "a division by zero".to_owned(),
        E::Overflow(..) => "a number grows too large".to_owned(),
        E::IndexOutOfBounds(_) => "the list has no entry at that position".to_owned(),
        E::FunctionError { function, message } if function == super::budget::COUNTED => message.clone(),
        E::FunctionError { function, message } => format!("`{function}` does not work here: {message}"),
        E::InvalidArgumentCount { expected, actual } => {
            format!("a function takes {expected} values, not {actual}")
        }
        other => crate::words::printable(&other.to_string().to_lowercase()),
    })
}

fn mismatch(function: &str, types: &[String]) -> String {
    let kinds: Vec<&str> = types.iter().map(|name| kind(name)).collect();
    match (function, kinds.as_slice()) {
        ("_<_" | "_<=_" | "_>_" | "_>=_", [left, right]) => format!("{left} cannot be compared with {right}"),
        ("_&&_" | "_||_" | "!_" | "_?_:_", _) => "a condition is neither true nor false".to_owned(),
        ("_[_]", ["a list" | "an item", "nothing"]) => NO_ANSWER_YET.to_owned(),
        ("_[_]" | "_._" | "_?._", [left, ..]) => format!("{left} has no fields or entries"),
        ("@in", [left, right]) => format!("{left} cannot be looked for in {right}"),
        _ => format!("`{}` does not work with {}", symbol(function), crate::words::listed(&kinds)),
    }
}

fn symbol(function: &str) -> &str {
    match function {
        "add" => "+",
        "sub" => "-",
        "mul" => "*",
        "div" => "/",
        "rem" => "%",
        other => other.trim_matches(['_', '@']),
    }
}

fn kind(name: &str) -> &str {
    match name {
        "null" | "null_type" => "nothing",
        "bool" => "true or false",
        "int" | "uint" | "float" | "double" => "a number",
        "string" => "text",
        "list" => "a list",
        "map" => "an item",
        other => other,
    }
}
