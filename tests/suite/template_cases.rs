//! Templates with one kind of mistake each: the folders of `tests/cases/templates`. What is wrong has to be said exactly
//! as in their `expected.txt`. Run with `CANVASS_BLESS=1` to write these files anew, and read the difference.

use canvass::bank::{Bank, Template};
use canvass::check_templates::Audit;
use canvass::diagnostic::Diagnostic;
use canvass::documents::guide;
use canvass::report;
use canvass::trial::{Trial, trials};
use std::fs;
use std::path::{Path, PathBuf};

/// An empty plan and a full one.
fn tried(bank: &Bank) -> Vec<Trial> {
    let mut all = trials(bank, "2026-03-01");
    vec![all.next().unwrap(), all.find(|trial| trial.what == "a full plan").unwrap()]
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/templates");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 20, "only {} cases were found", cases.len());
    cases
}

/// The templates of a case, by their names.
fn sources(folder: &Path, prefix: &str) -> Vec<Template> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            sources.extend(self::sources(&path, &format!("{name}/")));
        } else if name != "expected.txt" {
            sources.push(Template::from((name, fs::read_to_string(path).unwrap())));
        }
    }
    sources.sort_by(|left, right| left.name.cmp(&right.name));
    sources
}

fn problems(bank: &Bank, case: &Path, trials: &[Trial]) -> Vec<Diagnostic> {
    Audit::new(bank, sources(case, "")).run(trials, &mut |_| {})
}

#[test]
fn every_mistake_in_templates_is_reported_as_expected() {
    let bank = crate::built_in::bank();
    let trials = tried(bank);
    let mut faults = Vec::new();
    for case in cases() {
        let problems = problems(bank, &case, &trials);
        let drawn = report::draw(&problems, false);
        let expected = case.join("expected.txt");
        if std::env::var_os("CANVASS_BLESS").is_some() {
            fs::write(&expected, &drawn).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != drawn {
            faults.push(format!("{} says:\n{drawn}", case.display()));
        }
        for problem in problems {
            if problem.help.is_none() || problem.message.ends_with('.') {
                faults.push(format!("{} is not as messages are: {problem:?}", case.display()));
            }
            if problem.place.is_some_and(|place| place.source.get(place.span.clone()).is_none()) {
                faults.push(format!("{} points outside of its text", case.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_page_on_what_templates_can_use_is_fresh() {
    let bank = crate::built_in::bank();
    let page = guide(bank).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/README.md");
    if std::env::var_os("CANVASS_BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == page,
        "write templates/README.md anew with CANVASS_BLESS=1"
    );
}
