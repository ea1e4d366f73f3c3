//! The libraries that canvass is built with: each has its reason in the README, comes from crates.io, is under a licence that
//! lets everybody use it, and stands in the lock file once where that can be had. Which licences those are, and what is locked
//! twice and why, stands in `.deny.toml`, which `cargo deny` reads as well.

use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::{env, fs};
use toml::{Table, Value};

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The README's table of the libraries.
fn told() -> String {
    let readme = read("README.md");
    let (_, chapter) = readme.split_once("### What it is built with").unwrap();
    let (chapter, _) = chapter.split_once("\n## ").unwrap();
    chapter.rsplit_once("|\n").unwrap().0.to_owned()
}

/// A list of what `cargo deny` holds: its section and its key.
fn agreed(section: &str, key: &str) -> Vec<Value> {
    let agreed: Table = read(".deny.toml").parse().unwrap();
    agreed[section][key].as_array().unwrap().clone()
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
    assert_eq!(quoted(&told()), declared(&manifest));
}

/// Whether a version is one of those that `prefix` stands for: `0.22` for `0.22.1`.
fn is_version_of(version: &str, prefix: &str) -> bool {
    version.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[test]
fn what_is_locked_twice_has_its_reason_and_all_of_it_comes_from_one_place() {
    let lock: Table = read("Cargo.lock").parse().unwrap();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        versions.entry(package["name"].as_str().unwrap()).or_default().push(package["version"].as_str().unwrap());
        let source = package.get("source").and_then(Value::as_str);
        let is_ours = package["name"].as_str() == Some("canvass");
        assert!(is_ours || source == Some("registry+https://github.com/rust-lang/crates.io-index"), "{package}");
    }
    for skipped in agreed("bans", "skip") {
        assert!(skipped["reason"].as_str().is_some_and(|reason| reason.len() > 10), "{skipped}");
        let (name, prefix) = skipped["crate"].as_str().unwrap().split_once('@').unwrap();
        let locked = versions.get_mut(name).unwrap_or_else(|| panic!("{name} is not locked"));
        let before = locked.len();
        locked.retain(|version| !is_version_of(version, prefix));
        assert_eq!(before - locked.len(), 1, "`{name}@{prefix}` stands for one locked version");
    }
    for (name, locked) in versions {
        assert_eq!(locked.len(), 1, "{name} is locked as {locked:?}: .deny.toml names all but one, with the reason");
    }
}

/// Whether one of the licences that can be chosen asks for no more than to be named; where several hold, each of them.
fn is_free(licence: &str) -> bool {
    let licences = agreed("licenses", "allow");
    let is_allowed = |one: &str| licences.iter().any(|licence| licence.as_str() == Some(one.trim()));
    let may_choose = |part: &str| part.split(" OR ").flat_map(|one| one.split('/')).any(is_allowed);
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
