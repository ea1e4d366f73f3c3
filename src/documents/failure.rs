//! What is wrong with a template, as diagnostics with their place.

use crate::diagnostic::{Diagnostic, Place};
use std::ops::Range;
use std::sync::Arc;
use tera::{Error, ErrorKind};

/// A template with its name, for showing where something is wrong in it.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) text: Arc<str>,
}

/// The diagnostics of an error of the template engine; several if it reports several at once.
pub(super) fn diagnostics(error: &Error, sources: &[Source]) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::Msg(reports) if reports.contains("\n --> ") => {
            reports.split("\n\nerror: ").map(|report| reported(report, sources)).collect()
        }
        kind => vec![diagnostic(kind, sources)],
    }
}

/// The template that could not be read, if that is what is wrong.
pub(super) fn unreadable(error: &Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(report.filename()),
        _ => None,
    }
}

fn diagnostic(kind: &ErrorKind, sources: &[Source]) -> Diagnostic {
    match kind {
        ErrorKind::SyntaxError(report) => {
            let message = format!("template `{}` cannot be read: {}", report.filename(), told(report.message()));
            let problem = Diagnostic::error("template-syntax", message)
                .help("correct the template at this place; what stands in `{{ }}` and `{% %}` is template language");
            placed(problem, report.filename(), report.span().range.clone(), sources)
        }
        ErrorKind::RenderingError(report) => {
            let message = format!("template `{}` cannot be filled in: {}", report.filename(), told(report.message()));
            let problem = Diagnostic::error("template-rendering", message)
                .help("use the names of questions and fields of the bank, and guard what may be open with `{% if %}`");
            placed(problem, report.filename(), report.span().range.clone(), sources)
        }
        ErrorKind::MissingParent { current, parent } => missing(current, parent, sources),
        ErrorKind::TemplateNotFound(name) => {
            Diagnostic::error("template-missing", format!("there is no template `{name}`"))
                .help("check the name in `include` and `extends`; built-in ones can be reached under `builtin/`")
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let message = format!("template `{tpl}` comes back to itself through `include` or `extends`");
            Diagnostic::error("template-circle", message)
                .help("to extend the built-in template of the same name, write `builtin/` before it")
        }
        other => Diagnostic::error("template-problem", told(&other.to_string()))
            .help("check the templates that were added last"),
    }
}

/// A problem that the engine tells only as a drawn report: `error: MESSAGE`, ` --> NAME:LINE:COLUMN`, the line, carets.
fn reported(report: &str, sources: &[Source]) -> Diagnostic {
    let mut lines = report.lines();
    let message = told(lines.next().unwrap_or_default().trim_start_matches("error: "));
    let mut at = lines.next().unwrap_or_default().trim_start_matches([' ', '-', '>']).rsplitn(3, ':');
    let mut number = || at.next().and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
    let (column, line) = (number(), number());
    let name = at.next().unwrap_or_default().to_owned();
    let carets = lines.map(|line| line.matches('^').count()).find(|count| *count > 0).unwrap_or(1);
    let problem = Diagnostic::error("template-name", format!("template `{name}` cannot be used: {message}"))
        .help("check the spelling; the README lists the filters and tests that templates have");
    let span = source(&name, sources).map(|source| span(&source.text, line, column, carets)).unwrap_or_default();
    placed(problem, &name, span, sources)
}

/// The bytes of `width` characters from a line and column, both counted from 1.
fn span(text: &str, line: usize, column: usize, width: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let bytes = |text: &str, count: usize| text.chars().take(count).map(char::len_utf8).sum::<usize>();
    let start = start + bytes(rest, column.saturating_sub(1));
    start..start + bytes(text.get(start..).unwrap_or_default(), width)
}

fn missing(current: &str, parent: &str, sources: &[Source]) -> Diagnostic {
    let message = format!("template `{current}` extends `{parent}`, which does not exist");
    let problem = Diagnostic::error("template-missing", message)
        .help("check the name; built-in templates can be reached under `builtin/`");
    match source(current, sources).and_then(|source| source.text.find(parent)) {
        Some(start) => placed(problem, current, start..start + parent.len(), sources),
        None => problem,
    }
}

fn placed(problem: Diagnostic, name: &str, span: Range<usize>, sources: &[Source]) -> Diagnostic {
    match source(name, sources) {
        Some(source) => problem.at(Place { path: source.name.clone(), source: Arc::clone(&source.text), span }),
        None => problem,
    }
}

fn source<'a>(name: &str, sources: &'a [Source]) -> Option<&'a Source> {
    sources.iter().find(|source| source.name == name)
}

/// A message of the engine in the manner of our own: one line, a small letter, no full stop.
fn told(message: &str) -> String {
    let line: Vec<&str> = message.split_whitespace().collect();
    super::prose::clause(&line.join(" "), &super::prose::Names::default())
}
