//! Text to bank: the home of toml. Reports everything that is wrong, not only the first thing.

use super::build::build;
use super::source::{RawBank, RawStep};
use super::{Bank, lint};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::words;
use serde::de::DeserializeOwned;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The files of a bank's folder: each with the path to show and its text.
pub type File = (String, String);

/// What was wrong with a bank while it was read.
pub(super) type Problems = Vec<Diagnostic>;

/// A file as far as it could be read.
#[derive(Debug)]
pub(super) struct Source<T> {
    pub path: String,
    pub text: Arc<str>,
    pub raw: T,
}

impl<T> Source<T> {
    /// A place in the file.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place { path: self.path.clone(), source: Arc::clone(&self.text), span: span.clone() }
    }
}

/// The whole folder, the steps in the order of the walk.
#[derive(Debug)]
pub(super) struct Folder {
    pub bank: Source<RawBank>,
    pub steps: Vec<Source<RawStep>>,
}

/// Reads a bank and looks for everything that could go wrong when it is used. `files` are the TOML files
/// of its folder in any order; `example.toml` is left out. Gives the bank and the warnings.
///
/// # Errors
/// All errors and warnings found, if there is an error.
pub fn read(files: &[File]) -> Result<(Bank, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut problems = Problems::new();
    let Some(folder) = folder(files, &mut problems) else { return Err(problems) };
    let bank = build(&folder, &mut problems);
    lint::lint(&folder, &bank, &mut problems);
    for (path, text) in unused(files, &folder) {
        let place = Place { path: path.clone(), source: Arc::from(text.as_str()), span: 0..0 };
        problems.push(
            Diagnostic::warning("unused-file", "no step of this bank is in this file")
                .at(place)
                .help(format!("name `{}` in `steps` of bank.toml, or remove the file", stem(path))),
        );
    }
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        Err(problems)
    } else {
        Ok((bank, problems))
    }
}

/// Reads a bank that is known to be sound, such as the built-in one: nothing is looked up or compiled.
///
/// # Errors
/// What kept the bank from being built.
pub fn read_quickly(files: &[File]) -> Result<Bank, Vec<Diagnostic>> {
    let mut problems = Problems::new();
    let Some(folder) = folder(files, &mut problems) else { return Err(problems) };
    let bank = build(&folder, &mut problems);
    if problems.is_empty() { Ok(bank) } else { Err(problems) }
}

fn folder(files: &[File], problems: &mut Problems) -> Option<Folder> {
    let Some((path, text)) = files.iter().find(|(path, _)| stem(path) == "bank") else {
        let help = "a bank is a folder with a bank.toml and a file for each step";
        problems.push(Diagnostic::error("missing-file", "the bank has no file `bank.toml`").help(help));
        return None;
    };
    let bank: Source<RawBank> = source(path, text, problems);
    let mut steps = Vec::new();
    for name in bank.raw.steps.iter().flat_map(|steps| &steps.value) {
        match files.iter().find(|(path, _)| stem(path) == name.value) {
            Some((path, text)) => steps.push(source(path, text, problems)),
            None => problems.push(missing_step(&bank, name, files)),
        }
    }
    Some(Folder { bank, steps })
}

fn missing_step(bank: &Source<RawBank>, name: &super::source::At<String>, files: &[File]) -> Diagnostic {
    let message = format!("there is no file `{}.toml` in this bank", words::printable(&name.value));
    let others = files.iter().map(|(path, _)| stem(path)).filter(|stem| !is_no_step(stem));
    let help = match words::closest(&name.value, others) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "write the file, or take its name out of `steps`".to_owned(),
    };
    Diagnostic::error("missing-file", message).at(bank.place(&name.span)).help(help)
}

fn unused<'a>(files: &'a [File], folder: &'a Folder) -> impl Iterator<Item = &'a File> {
    files.iter().filter(|(path, _)| !is_no_step(stem(path)) && !folder.steps.iter().any(|step| step.path == *path))
}

fn is_no_step(stem: &str) -> bool {
    stem == "bank" || stem == "example"
}

/// The name of a file without its folder and without `.toml`.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn source<T: DeserializeOwned + Default>(path: &str, text: &str, problems: &mut Problems) -> Source<T> {
    let mut source = Source { path: path.to_owned(), text: Arc::from(text), raw: T::default() };
    match toml::from_str(text) {
        Ok(raw) => source.raw = raw,
        Err(_) => source.raw = salvaged(&source, problems),
    }
    source
}

/// Reads what can be read: every key that does not fit is reported and left out.
fn salvaged<T: DeserializeOwned + Default>(source: &Source<T>, problems: &mut Problems) -> T {
    let (mut table, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        let span = error.span().unwrap_or_default();
        let message = format!("this is not TOML: {}", said_plainly(error.message()));
        let help = "see toml.io for how tables, texts and lists are written";
        problems.push(Diagnostic::error("toml-syntax", message).at(source.place(&span)).help(help));
    }
    loop {
        let error = match T::deserialize(toml::de::Deserializer::from(table.clone())) {
            Ok(raw) => return raw,
            Err(error) => error,
        };
        let span = error.span().unwrap_or_default();
        let key = remove(table.get_mut(), &span);
        problems.push(misfit(error.message(), key.as_deref()).at(source.place(&span)));
        if key.is_none() {
            return T::default();
        }
    }
}

/// Takes out the entry of a table that stands at a place, wherever it is nested; gives its key.
fn remove(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    for (_, value) in table.iter_mut() {
        if let Some(key) = remove_inside(value, span) {
            return Some(key);
        }
    }
    let (found, _) = table.iter().find(|(key, value)| key.span() == *span || covers(&value.span(), span))?;
    let key = found.clone();
    table.remove(&key);
    Some(key.into_inner().into_owned())
}

fn remove_inside(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Option<String> {
    match value.get_mut() {
        DeValue::Table(table) => remove(table, span),
        DeValue::Array(array) => array.iter_mut().find_map(|value| remove_inside(value, span)),
        _ => None,
    }
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// What serde has against a key, in plain words.
fn misfit(message: &str, key: Option<&str>) -> Diagnostic {
    let key = words::printable(key.unwrap_or_default());
    if message.starts_with("unknown field") {
        let known: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        let help = match words::closest(&key, known.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("the keys known here are {}", words::listed(&known)),
        };
        return Diagnostic::error("unknown-key", format!("there is no key `{key}` here")).help(help);
    }
    if let Some((found, expected)) = message.split_once(", expected ") {
        let found = found.trim_start_matches("invalid type: ").trim_start_matches("invalid value: ");
        let message = format!("`{key}` has to be {}, not {}", expectation(expected), finding(found));
        return Diagnostic::error("wrong-type", message).help(example_of(expected, &key));
    }
    Diagnostic::error("wrong-type", format!("`{key}` cannot be read: {}", said_plainly(message)))
        .help("see the format of banks in the README")
}

fn expectation(expected: &str) -> &'static str {
    match expected {
        "a boolean" => "true or false",
        "a string" => "text in quotes",
        "a sequence" => "a list in square brackets",
        "f64" => "a number",
        "u64" => "a whole number",
        _ => "a table",
    }
}

fn finding(found: &str) -> String {
    match found.split([' ', '`']).next() {
        Some("string") => "text".to_owned(),
        Some("sequence") => "a list".to_owned(),
        Some("map") => "a table".to_owned(),
        _ => found.split('`').nth(1).map_or_else(|| "this".to_owned(), |value| format!("`{value}`")),
    }
}

fn example_of(expected: &str, key: &str) -> String {
    match expected {
        "a boolean" => format!("write `{key} = true` or `{key} = false`"),
        "a string" => format!("write `{key} = \"...\"`"),
        "a sequence" => format!("write `{key} = [\"...\"]`, or `[[{key}]]` for tables"),
        "f64" | "u64" => format!("write the bare number, such as `{key} = 3`"),
        _ => format!("write `[{key}]` or `[[{key}]]` and its keys below"),
    }
}

fn said_plainly(message: &str) -> String {
    let message = words::printable(message);
    let mut characters = message.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}
