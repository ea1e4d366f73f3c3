//! A folder of files to a bank. Reports everything that is wrong, not only the first thing.

use super::Bank;
use super::below::{Chain, with_built_in};
use super::build::build;
use super::extend::{self, Hidden, Step, Tables};
use super::format;
use super::parse::{source, table};
use super::source::{At, RawBank, RawStep};
use super::template::{Template, templates};
use super::texts::Texts;
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::ops::Range;
use std::sync::Arc;

/// The files of a bank's folder: each with the path to show and its text.
pub type File = (String, String);

/// What was wrong with a bank while it was read.
pub(crate) type Problems = Vec<Diagnostic>;

/// A file as far as it could be read; in a bank that extends another, with what lies over it.
#[derive(Debug)]
pub(crate) struct Source<T> {
    pub texts: Texts,
    /// Where the file begins among all texts.
    pub start: usize,
    pub raw: T,
}

impl<T> Source<T> {
    /// A place in one of the files.
    pub fn place(&self, span: &Range<usize>) -> Place {
        self.texts.place(span)
    }
}

/// The whole folder, the steps in the order of the walk.
#[derive(Debug)]
pub(crate) struct Folder {
    pub bank: Source<RawBank>,
    pub steps: Vec<Source<RawStep>>,
    /// What a bank that is extended asks and this one does not.
    pub hidden: Hidden,
    pub templates: Vec<Template>,
    /// The paths of the step files that were read.
    used: Vec<String>,
}

/// A bank beside the files it was built from, with what could not be built.
#[derive(Debug)]
pub(crate) struct ReadBank {
    pub folder: Folder,
    pub bank: Bank,
    pub problems: Problems,
}

/// Reads a bank: what is written is taken for sound, as of a bank that was checked. `files` are the TOML files of its
/// folder and its templates in any order; `example.toml` is left out. What `check_bank::read` finds is not looked for.
///
/// # Errors
/// What kept the bank from being built.
pub fn read(files: &[File]) -> Result<Bank, Vec<Diagnostic>> {
    let ReadBank { bank, problems, .. } = reading(files)?;
    if problems.is_empty() { Ok(bank) } else { Err(problems) }
}

/// Reads a bank as far as it goes.
///
/// # Errors
/// What keeps anything from being built: there is no `bank.toml`, or a file is no TOML.
pub(crate) fn reading(files: &[File]) -> Result<ReadBank, Problems> {
    let mut problems = Problems::new();
    let folder = folder(files, &mut problems).filter(|_| problems.iter().all(|problem| problem.code != "toml-syntax"));
    let Some(folder) = folder else { return Err(in_order(problems)) };
    let bank = build(&folder, &mut problems);
    Ok(ReadBank { folder, bank, problems })
}

fn folder(files: &[File], problems: &mut Problems) -> Option<Folder> {
    let files = with_built_in(files);
    let chain = Chain::of(&files);
    let texts = Texts::of(&files);
    if chain.folders.is_empty() {
        let help = "a bank is a folder with a bank.toml and a file for each step";
        problems.push(Diagnostic::error("missing-file", "the bank has no file `bank.toml`").help(help));
        return None;
    }
    if chain.is_broken(&texts, problems) {
        return None;
    }
    // From the lowest bank up.
    let mut written: Option<Tables<'_>> = None;
    for folder in chain.folders.iter().rev() {
        let own = tables(&texts, folder, problems)?;
        written = Some(match written {
            None => extend::alone(own, &texts, problems),
            Some(below) => extend::over(below, own, &texts, problems),
        });
    }
    let Tables { start, bank, steps, hidden, used } = written?;
    Some(Folder {
        bank: source(&texts, start, bank, problems),
        steps: steps.into_iter().map(|step| source(&texts, step.start, step.table, problems)).collect(),
        hidden: Hidden::read(hidden, &texts),
        used,
        templates: templates(&files, &chain.folders),
    })
}

/// A bank as it stands in its own folder; none if its `bank.toml` cannot be read.
fn tables<'t>(texts: &'t Texts, folder: &str, problems: &mut Problems) -> Option<Tables<'t>> {
    let named = |name: &str| texts.iter().find(|file| folder_of(&file.path) == folder && stem(&file.path) == name);
    let file = named("bank")?;
    let format = format::of(&file.path, &file.text, problems)?;
    let bank = table(texts, file, format, problems)?;
    let mut tables = Tables { start: file.start, bank, steps: Vec::new(), hidden: Vec::new(), used: Vec::new() };
    for name in extend::texts_of(&tables.bank, "steps") {
        let Some(file) = named(&name.value) else {
            problems.push(missing_step(texts, folder, &name));
            continue;
        };
        tables.used.push(file.path.clone());
        tables.steps.extend(table(texts, file, format, problems).map(|table| Step { start: file.start, table }));
    }
    Some(tables)
}

fn missing_step(texts: &Texts, folder: &str, name: &At<String>) -> Diagnostic {
    let message = format!("there is no file `{}.toml` in this bank", words::printable(&name.value));
    let beside = texts.iter().map(|file| file.path.as_str()).filter(|path| folder_of(path) == folder);
    let help = match words::closest(&name.value, beside.map(stem).filter(|stem| !is_no_step(stem))) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "write the file, or take its name out of `steps`".to_owned(),
    };
    Diagnostic::error("missing-file", message).at(texts.place(&name.span)).help(help)
}

/// The files of a folder that are no part of its bank.
pub(crate) fn unused(files: &[File], folder: &Folder) -> impl Iterator<Item = Diagnostic> {
    let is_used = |path: &str| {
        let is_template = folder.templates.iter().any(|template| template.path == path);
        !is_toml(path) || is_no_step(stem(path)) || is_template || folder.used.iter().any(|used| used == path)
    };
    files.iter().filter(move |(path, _)| !is_used(path)).map(|(path, text)| {
        let place = Place { path: path.clone(), source: Arc::from(text.as_str()), span: 0..0 };
        let help = format!("name `{}` in `steps` of bank.toml, or remove the file", words::printable(stem(path)));
        Diagnostic::warning("unused-file", "no step of this bank is in this file").at(place).help(help)
    })
}

/// The problems from the first file to the last and from its top to its end, each once, without those that
/// only follow from another: a key that was left out because it did not fit is not missing.
pub(crate) fn in_order(mut problems: Problems) -> Problems {
    let left_out: Vec<(String, String)> = problems
        .iter()
        .filter(|problem| problem.code == "wrong-type")
        .filter_map(|problem| Some((path(problem)?.to_owned(), problem.message.split('`').nth(1)?.to_owned())))
        .collect();
    problems
        .retain(|problem| !left_out.iter().any(|(file, key)| path(problem) == Some(file) && is_missing(problem, key)));
    problems.sort_by_cached_key(|problem| {
        let start = problem.place.as_ref().map_or(0, |place| place.span.start);
        let path = path(problem).unwrap_or_default();
        (stem(path) != "bank", path.to_owned(), start)
    });
    problems.dedup();
    problems
}

fn is_missing(problem: &Diagnostic, key: &str) -> bool {
    match problem.code {
        "missing-key" => problem.message.ends_with(&format!("has no `{key}`")),
        "missing-choices" => ["choice", "choices"].contains(&key),
        "missing-pause" => key == "pause",
        _ => false,
    }
}

fn path(problem: &Diagnostic) -> Option<&str> {
    problem.place.as_ref().map(|place| place.path.as_str())
}

fn is_no_step(stem: &str) -> bool {
    stem == "bank" || stem == "example"
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &str) -> &str {
    path.rfind(['/', '\\']).and_then(|end| path.get(..end.max(1))).unwrap_or_default()
}

/// The name of a file without its folder and without `.toml`.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// Whether a file is one of the bank's own; templates are not.
pub(super) fn is_toml(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
