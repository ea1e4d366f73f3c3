//! What is wrong with a file: a bank, a plan, a template or an answers file.

use std::ops::Range;
use std::sync::Arc;

/// How much a diagnostic weighs: an error stops the command, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used as it stands.
    Error,
    /// The file can be used, but something in it is probably not meant.
    Warning,
}

/// Where in a file something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the user would name it.
    pub path: String,
    /// The whole text of the file.
    pub source: Arc<str>,
    /// The bytes meant, within `source`.
    pub span: Range<usize>,
}

impl Place {
    /// The line where it begins, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.get(..self.span.start).unwrap_or_default().matches('\n').count() + 1
    }
}

/// The byte where a line begins, counted from 1; the end of a text that has fewer.
#[must_use]
pub fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum()
}

/// One thing that is wrong with a file, with its place and its remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A stable kebab-case name of the kind of problem, for tools.
    pub code: &'static str,
    /// One line, lower case, no final period.
    pub message: String,
    /// Where, if a place in a file is to blame.
    pub place: Option<Place>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place and without a remedy yet.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), place: None, help: None }
    }

    /// A warning without a place and without a remedy yet.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// The same diagnostic, at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same diagnostic, with a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
