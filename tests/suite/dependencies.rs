//! The libraries that canvass is built with: each has its reason in the README, comes from crates.io, is under a licence that
//! lets everybody use it, and stands in the lock file once where that can be had.

use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::{env, fs};
use toml::{Table, Value};

/// Licences that ask for no more than to be named.
const LICENCES: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The README's chapter on the libraries: the table, and what follows it.
fn told() -> (String, String) {
    let readme = read("README.md");
    let (_, chapter) = readme.split_once("### What it is built with").unwrap();
    let (chapter, _) = chapter.split_once("\n## ").unwrap();
    let (table, rest) = chapter.rsplit_once("|\n").unwrap();
    (table.to_owned(), rest.to_owned())
}

/// What stands in code marks.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).filter(|name| !name.contains(['.', '/'])).map(str::to_owned).collect()
}

fn declared(manifest: &Table) -> BTreeSet<String> {
    let own = ["dependencies", "dev-dependencies"].iter().filter_map(|key| manifest.get(*key));
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(|all| all.values());
    let others = targets.flat_map(|target| target.as_table().unwrap().values());
    own.chain(others).flat_map(|table| table.as_table().unwrap().keys().cloned()).collect()
}

#[test]
fn every_library_has_its_reason_in_the_readme() {
    let manifest: Table = read("Cargo.toml").parse().unwrap();
    assert_eq!(quoted(&told().0), declared(&manifest));
}

#[test]
fn what_is_locked_twice_is_told_and_all_of_it_comes_from_one_place() {
    let lock: Table = read("Cargo.lock").parse().unwrap();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        *versions.entry(package["name"].as_str().unwrap()).or_default() += 1;
        let source = package.get("source").and_then(Value::as_str);
        let is_ours = package["name"].as_str() == Some("canvass");
        assert!(is_ours || source == Some("registry+https://github.com/rust-lang/crates.io-index"), "{package}");
    }
    let twice: BTreeSet<String> =
        versions.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name.to_owned()).collect();
    assert_eq!(quoted(&told().1), twice);
}

/// Whether one of the licences that can be chosen asks for no more than to be named; where several hold, each of them.
fn is_free(licence: &str) -> bool {
    let may_choose =
        |part: &str| part.split(" OR ").flat_map(|one| one.split('/')).any(|one| LICENCES.contains(&one.trim()));
    licence.split(" AND ").all(|part| may_choose(part.trim_matches(['(', ')'])))
}

#[test]
fn every_library_is_free_for_everybody() {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let metadata = |also: &[&str]| {
        let mut command = Command::new(&cargo);
        command.args(["metadata", "--locked", "--format-version", "1"]).args(also);
        command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
    };
    let mut output = metadata(&[]);
    if !output.status.success() {
        eprintln!("skipped: libraries for other systems, which are neither here nor can be fetched");
        let about = Command::new("rustc").arg("-vV").output().unwrap();
        let about = String::from_utf8(about.stdout).unwrap();
        let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        output = metadata(&["--offline", "--filter-platform", host]);
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Json = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_free(licence), "{}: {licence}", package["name"]);
    }
    assert!(is_free("GPL-3.0 OR MIT") && is_free("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!is_free("GPL-3.0") && !is_free("MIT AND GPL-3.0") && !is_free(""));
}
