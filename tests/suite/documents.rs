//! Golden documents: the folders of `tests/cases` that hold an `expected.md` and an `expected.html`, and the page in a
//! browser. Run with `CANVASS_BLESS=1` to write the documents anew, and read the difference.

use crate::command::{Folder, same};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

/// The answers of the worked example.
pub const EXAMPLE: &str = "questions/business-model/example.toml";

/// The cases with documents that are expected: the folders of `tests/cases` that hold `expected.html`, each with the path
/// of its answers; the worked example is told with the bank.
pub static CASES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let folders = fs::read_dir(root().join("tests/cases")).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = folders
        .filter(|folder| folder.join("expected.html").is_file())
        .map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 2, "{names:?}");
    let answers = |name: &str| {
        let own = format!("tests/cases/{name}/answers.toml");
        if root().join(&own).is_file() { own } else { EXAMPLE.to_owned() }
    };
    let kept = |text: String| -> &'static str { text.leak() };
    names.into_iter().map(|name| (kept(name.clone()), kept(answers(&name)))).collect()
});

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder that holds a case as a plan.
pub fn with_case(answers: &str) -> Folder {
    let folder = Folder::new();
    let answers = root().join(answers);
    folder.canvass(&format!("fill case.canvass.json --answers '{}'", answers.display())).status(0);
    folder
}

#[test]
fn both_examples_are_written_up_as_expected() {
    for (case, answers) in CASES.iter().copied() {
        let folder = with_case(answers);
        for format in ["md", "html"] {
            let text =
                folder.canvass(&format!("draft case.canvass.json --to {format}")).status(0).stderr("").output_text();
            let expected = root().join("tests/cases").join(case).join(format!("expected.{format}"));
            if env::var_os("CANVASS_BLESS").is_some() {
                fs::create_dir_all(expected.parent().unwrap()).unwrap();
                fs::write(&expected, &text).unwrap();
            }
            let old = fs::read_to_string(&expected).unwrap_or_default();
            same(&format!("{case}, {format}"), &old, &text);
        }
    }
}

/// Businesses that came as notes: the case, its answers, and who reads its plan. Those of the two golden ones stand with
/// what each reader finds.
const FROM_NOTES: [(&str, &str, &str); 3] =
    [("hearing-van", "answers", "bank"), ("workshop", "answers", "bank"), ("tool-library", "told", "incubator")];

#[test]
fn businesses_from_notes_are_written_up_for_their_reader_as_expected() {
    for (name, answers, reader) in FROM_NOTES {
        let folder = with_case(&format!("tests/cases/{name}/{answers}.toml"));
        let text = folder.canvass(&format!("draft case.canvass.json --to md --for {reader}")).status(0).output_text();
        let expected = golden(name, &format!("{reader}.md"));
        if env::var_os("CANVASS_BLESS").is_some() {
            fs::write(&expected, &text).unwrap();
        }
        same(&format!("{name} for {reader}"), &fs::read_to_string(&expected).unwrap_or_default(), &text);
    }
}

#[test]
fn the_same_plan_gives_the_same_document_again() {
    let folder = with_case(EXAMPLE);
    let first = folder.canvass("draft case.canvass.json --to html").status(0).output_text();
    folder.canvass("draft case.canvass.json --to html").status(0).stdout(&first);
}

/// Texts that only a template that went wrong leaves behind.
#[test]
fn no_document_shows_what_a_template_is_made_of() {
    for (case, _) in CASES.iter().copied() {
        for format in ["md", "html"] {
            let path = root().join("tests/cases").join(case).join(format!("expected.{format}"));
            let text = fs::read_to_string(path).unwrap();
            for stray in ["{{", "}}", "{%", "%}", "[object]", "None", "null", " ,", " .\n", "..\n", "  \n"] {
                assert!(!text.contains(stray), "{case}, {format} shows `{stray}`");
            }
            for line in text.lines().filter(|_| format == "md") {
                assert!(!line.ends_with(' '), "{case}: `{line}` ends with a space");
            }
        }
    }
}

#[test]
fn no_heading_is_empty() {
    for (case, _) in CASES.iter().copied() {
        let text = fs::read_to_string(root().join("tests/cases").join(case).join("expected.md")).unwrap();
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        for pair in lines.windows(2) {
            let level = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
            let (this, next) = (level(pair[0]), level(pair[1]));
            assert!(this == 0 || next == 0 || next > this, "{case}: nothing stands under `{}`", pair[0]);
        }
        assert!(!lines.last().unwrap().starts_with('#'), "{case} ends with a heading");
    }
}

/// Every golden file belongs to a test that reads it: those of this file, of the banks that are built in, of the difficult
/// plans, of the banks with faults and of the checks, which find their folders themselves.
#[test]
fn no_golden_file_lies_about_unused() {
    let mut used: Vec<PathBuf> =
        CASES.iter().flat_map(|(case, _)| ["md", "html"].map(|format| golden(case, format))).collect();
    used.extend(FROM_NOTES.iter().map(|(case, _, reader)| golden(case, &format!("{reader}.md"))));
    used.extend(super::readers::goldens());
    used.extend(super::built_in_banks::goldens());
    used.sort();
    let mut found = Vec::new();
    collect(&root().join("tests/cases"), &mut found);
    let elsewhere = ["tests/cases/bank", "tests/cases/checks", "tests/cases/difficult", "tests/cases/templates"]
        .map(|folder| root().join(folder));
    found.retain(|path| !elsewhere.iter().any(|folder| path.starts_with(folder)));
    found.sort();
    assert_eq!(found, used);
}

fn golden(case: &str, format: &str) -> PathBuf {
    root().join("tests/cases").join(case).join(format!("expected.{format}"))
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.file_name().unwrap().to_str().unwrap().starts_with("expected.") {
            found.push(path);
        }
    }
}

/// A PDF is what most people ask for; the ways to one are told, also where the name of the output asks for it. With the
/// feature `pdf` it is made: see `tests/pdf`.
#[cfg(not(feature = "pdf"))]
#[test]
fn the_three_ways_to_a_pdf_are_told() {
    let folder = with_case(EXAMPLE);
    let said = "error: canvass leaves the last step to a PDF to another program; there are three ways\n\
                help: open --to html in a browser and print it into a file, open --to docx in a word processor and \
                export it, or run `typst compile` on --to typ\n";
    for words in ["case.canvass.json --to pdf", "case.canvass.json -o plan.pdf", "--all . --to pdf -o out"] {
        folder.canvass(&format!("draft {words}")).status(2).stdout("").stderr(said);
    }
    assert!(!folder.path("plan.pdf").exists() && !folder.path("out").exists());
}
