//! Text to tables: the home of toml. Syntax errors, unknown keys and wrong types are all found, each with its place.

use super::built_in_table;
use super::format;
use super::read::{Problems, Source};
use super::source::EXPECTED_NAMES;
use super::texts::{Laid, Texts};
use crate::diagnostic::Diagnostic;
use crate::words;
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A file of a format that is known as it was written, its places among those of all files. What is no TOML is reported.
pub(super) fn table<'t>(texts: &Texts, file: &'t Laid, format: u64, problems: &mut Problems) -> Option<DeTable<'t>> {
    if let Some(mut table) = built_in_table(&file.path, &file.text, file.start) {
        format::bring_up(&mut table, format);
        return Some(table);
    }
    let (mut table, errors) = DeTable::parse_recoverable(&file.text);
    if errors.is_empty() {
        format::bring_up(table.get_mut(), format);
        return Some(laid(table.into_inner(), file.start));
    }
    problems.extend(syntax_problems(texts, file, &errors));
    None
}

/// So many keys of a file that do not fit are told: each of them has the file read once more.
const MOST_MISFITS: usize = 100;

/// Reads a table that begins at a byte. What does not fit is reported and left out.
pub(super) fn source<T: DeserializeOwned + Default>(
    texts: &Texts,
    start: usize,
    mut table: DeTable<'_>,
    problems: &mut Problems,
) -> Source<T> {
    let told = problems.len();
    let raw = loop {
        let whole = Spanned::new(start..start, table.clone());
        let error = match T::deserialize(toml::de::Deserializer::from(whole)) {
            Ok(raw) => break raw,
            Err(error) => error,
        };
        let span = error.span().unwrap_or(start..start);
        let key = remove(&mut table, &span);
        problems.push(misfit(error.message(), key.as_deref()).at(texts.place(&span)));
        if key.is_none() || problems.len() - told == MOST_MISFITS {
            break T::default();
        }
    };
    Source { texts: texts.clone(), start, raw }
}

/// A table with all its places moved to where its file lies.
fn laid(table: DeTable<'_>, start: usize) -> DeTable<'_> {
    if start == 0 {
        return table;
    }
    table
        .into_iter()
        .map(|(key, value)| (moved(key, start, |key| key), moved(value, start, |v| value_laid(v, start))))
        .collect()
}

fn value_laid(value: DeValue<'_>, start: usize) -> DeValue<'_> {
    match value {
        DeValue::Table(table) => DeValue::Table(laid(table, start)),
        DeValue::Array(array) => DeValue::Array(
            array.into_iter().map(|value| moved(value, start, |v| value_laid(v, start))).collect::<DeArray<'_>>(),
        ),
        other => other,
    }
}

fn moved<T>(spanned: Spanned<T>, start: usize, inner: impl FnOnce(T) -> T) -> Spanned<T> {
    let span = spanned.span();
    Spanned::new(span.start + start..span.end + start, inner(spanned.into_inner()))
}

/// So many lines of a file that are no TOML are told; what follows mostly comes of them.
const MOST_BROKEN_LINES: usize = 20;

/// What keeps a file from being TOML, the first problem of each line.
fn syntax_problems(texts: &Texts, file: &Laid, errors: &[toml::de::Error]) -> Problems {
    let mut errors: Vec<_> = errors.iter().map(|error| (error.span().unwrap_or_default(), error)).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut told_to = 0;
    let mut problems = Problems::new();
    for (span, error) in errors {
        if problems.is_empty() || span.start >= told_to {
            let rest = file.text.get(span.start..).unwrap_or_default();
            told_to = span.start + rest.find('\n').map_or(rest.len(), |end| end + 1);
            let message = format!("this is not TOML: {}", said_plainly(error.message()));
            let help = "see toml.io for how tables, texts and lists are written";
            let span = span.start + file.start..span.end + file.start;
            problems.push(Diagnostic::error("toml-syntax", message).at(texts.place(&span)).help(help));
        }
        if problems.len() == MOST_BROKEN_LINES {
            break;
        }
    }
    problems
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
        EXPECTED_NAMES => "text in quotes, or a list of those",
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
        "a string" | EXPECTED_NAMES => format!("write `{key} = \"...\"`"),
        "a sequence" if ["choice", "field"].contains(&key) => format!("write `[[question.{key}]]` and its keys below"),
        "a sequence" if key == "question" => "write `[[question]]` and its keys below".to_owned(),
        "a sequence" => format!("write `{key} = [\"...\"]`"),
        "f64" | "u64" => format!("write the bare number, such as `{key} = 3`"),
        _ => format!("write `[{key}]` and its keys below"),
    }
}

fn said_plainly(message: &str) -> String {
    let message = words::printable(message);
    let mut characters = message.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::read::is_toml;
    use crate::bank::{built_in_ids, files_of};

    #[test]
    fn tables_that_were_prepared_are_those_of_their_files() {
        let mut read = 0;
        for file in built_in_ids().flat_map(|id| files_of(id).unwrap()).filter(|(path, _)| is_toml(path)) {
            let texts = Texts::of(&[("other.toml".to_owned(), "id = 1".to_owned()), file]);
            let laid_out = texts.iter().nth(1).unwrap();
            if let Some(prepared) = built_in_table(&laid_out.path, &laid_out.text, laid_out.start) {
                let read_now = laid(DeTable::parse(&laid_out.text).unwrap().into_inner(), laid_out.start);
                assert_eq!(format!("{prepared:?}"), format!("{read_now:?}"), "{}", laid_out.path);
                read += 1;
            }
            assert!(built_in_table(&laid_out.path, &format!("{} ", laid_out.text), 0).is_none());
        }
        assert!(read > 20, "{read}");
    }
}
