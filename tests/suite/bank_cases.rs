//! Banks with one fault each: the folders of `tests/cases/bank`. What is wrong has to be said exactly as in
//! their `expected.txt`. Run with `CANVASS_BLESS=1` to write these files anew, and read the difference.

use canvass::bank::{self, File};
use canvass::check_bank;
use canvass::report;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_fault_of_a_bank_is_reported_as_expected() {
    let mut faults = Vec::new();
    for case in cases() {
        let drawn = report::draw(&problems(&case), false);
        let expected = case.join("expected.txt");
        if std::env::var_os("CANVASS_BLESS").is_some() {
            fs::write(&expected, &drawn).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != drawn {
            faults.push(format!("{} says:\n{drawn}", case.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_problem_has_a_place_or_none_in_the_file_and_a_remedy() {
    for case in cases() {
        for problem in problems(&case) {
            assert!(problem.help.is_some(), "{problem:?}");
            assert!(!problem.message.ends_with('.'), "{problem:?}");
            assert!(problem.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{problem:?}");
            if let Some(place) = problem.place {
                assert!(place.source.get(place.span.clone()).is_some(), "{} {:?}", place.path, place.span);
            }
        }
    }
}

#[test]
fn the_built_in_bank_has_no_problems() {
    let problems = match check_bank::read(&bank::built_in_files()) {
        Ok((bank, warnings)) => warnings.into_iter().chain(check_bank::tried(&bank, "2026-03-01").1).collect(),
        Err(problems) => problems,
    };
    assert!(problems.is_empty(), "\n{}", report::draw(&problems, false));
}

/// Whatever is wrong is reported: something, and drawn.
fn reported(files: &[File]) -> Result<(), TestCaseError> {
    if let Err(problems) = check_bank::read(files) {
        prop_assert!(!problems.is_empty());
        prop_assert!(!report::draw(&problems, true).is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_damaged_bank_is_reported_and_never_panics(
        file in 0_usize..2,
        start in 0_usize..3000,
        length in 0_usize..60,
        rubbish in r#"([\[\]{}"'=.,#\n a-zé0-9\\]|when|groups|item|item\.name|"""){0,6}"#,
    ) {
        let mut files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/bank/sound"));
        let (_, text) = &mut files[file];
        let characters: Vec<char> = text.chars().collect();
        let start = start % characters.len();
        let rest = characters.iter().skip(start + length);
        *text = characters.iter().take(start).chain(rubbish.chars().collect::<Vec<_>>().iter()).chain(rest).collect();
        reported(&files)?;
    }
}

proptest! {
    #[test]
    fn a_damaged_bank_that_extends_another_is_reported_and_never_panics(
        file in 0_usize..6,
        start in 0_usize..3000,
        length in 0_usize..60,
        rubbish in r#"([\[\]{}"'=.,#\n a-z0-9]|id|hide|extends|steps|after|before|\[\[question\]\]|\[\[check\]\]|""){0,6}"#,
    ) {
        let mut files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/bank/extends"));
        let (_, text) = &mut files[file];
        let start = start % text.len();
        let end = (start + length).min(text.len());
        text.replace_range(start..end, &rubbish);
        reported(&files)?;
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/bank");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 30, "only {} cases were found", cases.len());
    cases
}

/// What `bank check` says: what can be seen, then, of a bank that can be used, what comes out over trial plans.
fn problems(case: &Path) -> Vec<canvass::diagnostic::Diagnostic> {
    match check_bank::read(&files(case)) {
        Ok((bank, warnings)) => warnings.into_iter().chain(check_bank::tried(&bank, "2026-03-01").1).collect(),
        Err(problems) => problems,
    }
}

/// The TOML files of a case and of the banks it extends, by their names.
fn files(case: &Path) -> Vec<File> {
    let mut files = files_in(case, "");
    while let Some(folder) = bank::extended_folder(&files).filter(|folder| case.join(folder).join("bank.toml").exists())
    {
        files.extend(files_in(&case.join(&folder), &format!("{folder}/")));
    }
    files
}

fn files_in(case: &Path, prefix: &str) -> Vec<File> {
    let paths = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    let name = |path: &Path| format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}
