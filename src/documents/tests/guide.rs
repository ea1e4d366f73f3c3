//! The page on what templates can use lists just what there is.

use super::*;
use crate::documents::templating::language;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_code = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let is_test = |path: &PathBuf| path.file_stem().is_some_and(|name| name == "tests");
    let paths = paths.filter(|path| !is_test(path));
    paths.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] }).filter(is_code).collect()
}

/// The names in the functions that register filters and tests, read off the source: each follows an opening bracket.
fn registered() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/documents");
    let mut names = BTreeSet::new();
    for text in rust_files(&folder).into_iter().map(|path| fs::read_to_string(path).unwrap()) {
        // Maps have names too.
        let text = text.lines().filter(|line| !line.contains("named(")).collect::<Vec<_>>().join("\n");
        let functions = text.split("pub(crate) fn register(").skip(1).map(|rest| rest.split("\n}").next().unwrap());
        for function in functions {
            let pieces: Vec<&str> = function.split('"').collect();
            for pair in pieces.chunks(2).filter(|pair| pair.len() == 2) {
                let before = pair[0].trim_end();
                let is_name = before.ends_with('(') && !before.ends_with(">(");
                names.extend(Some(pair[1].to_owned()).filter(|_| is_name));
            }
        }
    }
    names
}

#[test]
fn the_page_lists_every_filter_and_test_that_is_registered() {
    let listed = language::FILTERS.iter().chain(language::TESTS).map(|word| word.name.to_owned());
    assert_eq!(listed.collect::<BTreeSet<_>>(), registered());
}

#[test]
fn the_page_lists_every_argument_that_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/documents");
    let mut read = BTreeSet::new();
    for path in rust_files(&folder) {
        let text = fs::read_to_string(path).unwrap();
        for call in text.split("kwargs.").skip(1).filter(|call| call.starts_with("get") || call.starts_with("must_get"))
        {
            let (before, after) = call.split_once('"').unwrap();
            assert!(before.ends_with('('), "{call}");
            read.insert(after.split('"').next().unwrap().to_owned());
        }
    }
    let words = language::FILTERS.iter().chain(language::TESTS);
    let listed = words.flat_map(|word| word.arguments).map(|name| (*name).to_owned());
    assert_eq!(listed.collect::<BTreeSet<_>>(), read);
}

#[test]
fn every_filter_and_test_of_tera_is_there_and_nothing_reads_files_or_the_environment() {
    let used = |name: &str, text: String| {
        let found = Templates::with_own(bank(), vec![("a.txt".to_owned(), text)]).err().unwrap_or_default();
        assert!(found.is_empty(), "{name}: {found:#?}");
    };
    for (name, _) in language::OF_TERA {
        used(name, format!("{{{{ 1 | {name} }}}}"));
    }
    for (name, _) in language::TESTS_OF_TERA {
        used(name, format!("{{% if 1 is {name} %}}{{% endif %}}"));
    }
    for (name, _) in language::FUNCTIONS {
        used(name, format!("{{{{ {name}() }}}}"));
    }
    for name in ["get_env", "load", "read", "read_file", "include_raw", "now", "get_random", "env", "import"] {
        let text = format!("{{{{ {name}(name=\"HOME\", path=\"/etc/passwd\") }}}}{{{{ \"x\" | {name} }}}}");
        let found = Templates::with_own(bank(), vec![("a.txt".to_owned(), text)]).err().unwrap_or_default();
        assert!(!found.is_empty(), "{name} works");
    }
}
