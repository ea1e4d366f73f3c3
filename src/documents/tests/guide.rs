//! The page on what templates can use lists just what there is.

use super::*;
use crate::documents::guide::language::{self, Word};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_code = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    paths.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] }).filter(is_code).collect()
}

/// The names that are registered with a call, read off the source.
fn registered(call: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/documents");
    let files =
        rust_files(&folder).into_iter().filter(|path| !path.components().any(|part| part.as_os_str() == "tests"));
    let texts: Vec<String> = files.map(|path| fs::read_to_string(path).unwrap()).collect();
    let call = format!("{call}{}", "(");
    let names =
        texts.iter().flat_map(|text| text.split(&call).skip(1)).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    names.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn the_page_lists_every_filter_and_test_that_is_registered() {
    let listed = |words: &[Word]| words.iter().map(|word| word.name.to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(listed(language::FILTERS), registered(&["register", "filter"].join("_")));
    assert_eq!(listed(language::TESTS), registered(&["register", "test"].join("_")));
}

#[test]
fn the_page_lists_every_argument_that_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/documents");
    let mut read = BTreeSet::new();
    for path in
        rust_files(&folder).into_iter().filter(|path| !path.components().any(|part| part.as_os_str() == "tests"))
    {
        let text = fs::read_to_string(path).unwrap();
        for call in text.split("kwargs.").skip(1).filter(|call| call.starts_with("get") || call.starts_with("must_get"))
        {
            let (before, after) = call.split_once('"').unwrap();
            assert!(before.ends_with('('), "{call}");
            read.insert(after.split('"').next().unwrap().to_owned());
        }
    }
    let listed = language::FILTERS.iter().flat_map(|word| word.arguments).map(|name| (*name).to_owned());
    assert_eq!(listed.collect::<BTreeSet<_>>(), read);
}

#[test]
fn every_filter_and_test_of_tera_is_there_and_nothing_reads_files_or_the_environment() {
    let used = |name: &str, text: String| {
        let found = Templates::with_overrides(vec![("a.txt".to_owned(), text)]).err().unwrap_or_default();
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
        let found = Templates::with_overrides(vec![("a.txt".to_owned(), text)]).err().unwrap_or_default();
        assert!(!found.is_empty(), "{name} works");
    }
}
