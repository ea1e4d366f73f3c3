//! What is wrong with a template, as diagnostics with their place.

use super::language;
use super::sources::{bare, is_own};
use super::tags::{Tag, tags};
use crate::bank::Template;
use crate::diagnostic::{Diagnostic, Place, line_start};
use crate::prose;
use crate::words;
use std::ops::Range;
use std::sync::Arc;
use tera::{Error, ErrorKind, ReportError};

/// The diagnostics of an error of the template engine; several if it reports several at once.
pub(crate) fn diagnostics(error: &Error, sources: &[Template]) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::Msg(reports) if reports.contains("\n --> ") => {
            reports.split("\n\nerror: ").map(|report| reported(report, sources)).collect()
        }
        kind => vec![diagnostic(kind, sources)],
    }
}

/// The template that could not be read, if that is what is wrong.
pub(crate) fn unreadable(error: &Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(report.filename()),
        _ => None,
    }
}

fn diagnostic(kind: &ErrorKind, sources: &[Template]) -> Diagnostic {
    match kind {
        ErrorKind::SyntaxError(report) => {
            let message = format!("template `{}` cannot be read: {}", report.filename(), told(report.message()));
            let problem = Diagnostic::error("template-syntax", message)
                .help("correct the template at this place; what stands in `{{ }}` and `{% %}` is template language");
            placed(problem, report.filename(), report.span().range.clone(), sources)
        }
        ErrorKind::RenderingError(report) => rendering(report, sources),
        ErrorKind::MissingParent { current, parent } => missing(current, parent, sources),
        ErrorKind::TemplateNotFound(name) => {
            Diagnostic::error("template-missing", format!("there is no template `{name}`"))
                .help("check the name in `include` and `extends`; built-in ones can be reached under `builtin/`")
        }
        ErrorKind::CircularExtend { tpl, .. } => circle(tpl, tpl, "extends", sources),
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let last = include_chain.iter().rev().nth(1).unwrap_or(tpl);
            circle(last, tpl, "include", sources)
        }
        ErrorKind::Msg(message) if message.contains("recursion depth for components") => {
            let problem = Diagnostic::error("template-circle", "a component uses itself without end")
                .help("let it use itself only under a condition that comes to an end");
            placed_at_component(problem, sources)
        }
        other => Diagnostic::error("template-problem", told(&other.to_string()))
            .help("check the templates that were added last"),
    }
}

/// Points to the first component of one's own that uses a component.
fn placed_at_component(problem: Diagnostic, sources: &[Template]) -> Diagnostic {
    for source in sources.iter().filter(|source| is_own(&source.name)) {
        let tags = tags(&source.text);
        let mut inside = tags.iter().skip_while(|tag| tag.does() != "component");
        if let Some(tag) = inside.find(|tag| tag.components().next().is_some()) {
            return placed(problem, &source.name, tag.range.clone(), sources);
        }
    }
    problem
}

fn rendering(report: &ReportError, sources: &[Template]) -> Diagnostic {
    let (message, available) = report.message().split_once(". Available ").unwrap_or((report.message(), ""));
    let available =
        available.split_once(": ").map_or("", |(_, names)| names).split(", ").filter(|name| !name.is_empty());
    let message = format!("template `{}` cannot be filled in: {}", report.filename(), told(message));
    let help = match words::closest(named(report.message()), available) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "look the name up with `canvass template variables`, and guard what may be open with `{% if %}`".into(),
    };
    let problem = Diagnostic::error("template-rendering", message).help(help);
    placed(problem, report.filename(), report.span().range.clone(), sources)
}

/// What a message of the engine names in backticks.
fn named(message: &str) -> &str {
    message.split('`').nth(1).unwrap_or_default()
}

/// A template that comes back to itself; `by` says through what kind of tag, which stands in `name`.
fn circle(name: &str, back_to: &str, by: &str, sources: &[Template]) -> Diagnostic {
    let message = format!("template `{back_to}` comes back to itself through `{by}`");
    let help = if by == "extends" && is_own(back_to) {
        format!("to extend the built-in template of the same name, write `{{% extends \"builtin/{back_to}\" %}}`")
    } else {
        "take out one of the tags that lead round".to_owned()
    };
    let problem = Diagnostic::error("template-circle", message).help(help);
    let Some(source) = source(name, sources) else { return problem };
    let tags = tags(&source.text);
    let mut drawn = tags.iter().filter(|tag| tag.does() == by).flat_map(Tag::templates);
    let back = |name: &str| name == back_to || bare(back_to) == name;
    match drawn.find(|token| token.quoted().is_some_and(back)) {
        Some(token) => placed(problem, name, token.range(), sources),
        None => problem,
    }
}

/// A problem that the engine tells only as a drawn report: `error: MESSAGE`, ` --> NAME:LINE:COLUMN`, the line, carets.
fn reported(report: &str, sources: &[Template]) -> Diagnostic {
    let mut lines = report.lines();
    let message = told(lines.next().unwrap_or_default().trim_start_matches("error: "));
    let mut at = lines.next().unwrap_or_default().trim_start_matches([' ', '-', '>']).rsplitn(3, ':');
    let mut number = || at.next().and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
    let (column, line) = (number(), number());
    let name = at.next().unwrap_or_default().to_owned();
    let carets = lines.map(|line| line.matches('^').count()).find(|count| *count > 0).unwrap_or(1);
    let help = match closest(&message, sources) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "check the spelling; `canvass template variables` lists what there is".to_owned(),
    };
    let problem = Diagnostic::error("template-name", format!("template `{name}` cannot be used: {message}")).help(help);
    let span = source(&name, sources).map(|source| span(&source.text, line, column, carets)).unwrap_or_default();
    placed(problem, &name, span, sources)
}

/// What may be meant by the unknown name in a message: something of the same kind.
fn closest(message: &str, sources: &[Template]) -> Option<String> {
    let known: Vec<String> = match message.split_whitespace().nth(usize::from(message.starts_with("unknown"))) {
        Some("filter") => language::filter_names().map(str::to_owned).collect(),
        Some("test") => language::test_names().map(str::to_owned).collect(),
        Some("template") => sources.iter().map(|source| bare(&source.name).to_owned()).collect(),
        Some(kind @ ("block" | "component")) => {
            let tags = sources.iter().flat_map(|source| tags(&source.text));
            tags.filter(|tag| tag.does() == kind).map(|tag| tag.token(1).to_owned()).collect()
        }
        _ => return None,
    };
    let name = named(message);
    let known = known.iter().map(String::as_str).filter(|known| *known != name);
    words::closest(name, known).map(str::to_owned)
}

/// The bytes of `width` characters from a line and column, both counted from 1.
fn span(text: &str, line: usize, column: usize, width: usize) -> Range<usize> {
    let start = line_start(text, line);
    let rest = text.get(start..).unwrap_or_default();
    let bytes = |text: &str, count: usize| text.chars().take(count).map(char::len_utf8).sum::<usize>();
    let start = start + bytes(rest, column.saturating_sub(1));
    start..start + bytes(text.get(start..).unwrap_or_default(), width)
}

fn missing(current: &str, parent: &str, sources: &[Template]) -> Diagnostic {
    let message = format!("template `{current}` extends `{parent}`, which does not exist");
    let close = words::closest(parent, sources.iter().map(|source| source.name.as_str()));
    let problem = Diagnostic::error("template-missing", message).help(match close {
        Some(close) => format!("did you mean `{close}`?"),
        None => "check the name; built-in templates can be reached under `builtin/`".to_owned(),
    });
    match source(current, sources).and_then(|source| source.text.find(parent)) {
        Some(start) => placed(problem, current, start..start + parent.len(), sources),
        None => problem,
    }
}

fn placed(problem: Diagnostic, name: &str, span: Range<usize>, sources: &[Template]) -> Diagnostic {
    match source(name, sources) {
        Some(source) => problem.at(Place { path: source.path.clone(), source: Arc::clone(&source.text), span }),
        None => problem,
    }
}

fn source<'a>(name: &str, sources: &'a [Template]) -> Option<&'a Template> {
    sources.iter().find(|source| source.name == name)
}

/// A message of the engine in the manner of our own: one line, a small letter, no full stop.
fn told(message: &str) -> String {
    let line = prose::clause(&message.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut letters = line.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
