//! What mutation begins with: the files of `tests/fuzz/corpus`, a folder a target, and what the repository has anyway.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the repository.
pub fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files below a folder of the repository whose names have one of these endings, in order: their paths below it and
/// their texts.
pub fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let (folder, mut found) = (root().join(folder), Vec::new());
    collect(&folder, &mut found);
    found.sort();
    let wanted = found.into_iter().filter(|path| endings.iter().any(|ending| path.to_str().unwrap().ends_with(ending)));
    let named = |path: PathBuf| {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        (name, String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned())
    };
    wanted.map(named).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The corpus of a target.
pub fn corpus(target: &str) -> Vec<String> {
    let found = files(&format!("tests/fuzz/corpus/{target}"), &[""]);
    assert!(!found.is_empty(), "{target} has no corpus");
    found.into_iter().map(|(_, text)| text).collect()
}

/// What begins a file in a bundle.
const MARK: &str = "==== ";

/// Several files in one text.
pub fn bundle(files: &[(String, String)]) -> String {
    files.iter().flat_map(|(name, text)| [MARK, name, "\n", text, "\n"]).collect()
}

/// The files of a bundle; what stands before the first of them has the name `first`.
pub fn unbundled(text: &str, first: &str) -> Vec<(String, String)> {
    let mut files = vec![(first.to_owned(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(MARK) {
            Some(name) => files.push((name.trim().to_owned(), String::new())),
            None => files.last_mut().unwrap().1.push_str(line),
        }
    }
    files.retain(|(name, text)| name != first || !text.is_empty());
    files
}
