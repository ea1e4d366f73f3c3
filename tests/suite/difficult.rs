//! Twenty difficult plans: the folders of `tests/cases/difficult`, each with answers and the document that is expected
//! of them. Run with `CANVASS_BLESS=1` to write the documents anew, and read the difference as a banker would.

use crate::command::{Folder, same};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folders of the plans.
pub fn folders() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/difficult");
    let mut folders: Vec<PathBuf> = fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// The plan of a case: its answers may leave some open, and nothing else may be wrong with them.
fn drafted(case: &Path) -> String {
    let folder = Folder::new();
    let answers = case.join("answers.toml");
    let filled = format!("fill case.canvass.json --answers '{}'", answers.display());
    folder.canvass(&filled).status_among(&[0, 3]);
    folder.canvass("draft case.canvass.json --to md").status(0).output_text()
}

#[test]
fn difficult_plans_are_written_up_as_expected() {
    let folders = folders();
    assert_eq!(folders.len(), 20, "{folders:#?}");
    for case in folders {
        let text = drafted(&case);
        let expected = case.join("expected.md");
        if env::var_os("CANVASS_BLESS").is_some() {
            fs::write(&expected, &text).unwrap();
        }
        same(&case.display().to_string(), &fs::read_to_string(&expected).unwrap_or_default(), &text);
    }
}

/// The expected documents, with their names.
fn expected() -> Vec<(String, String)> {
    let name = |case: &Path| case.file_name().unwrap().to_str().unwrap().to_owned();
    folders().iter().map(|case| (name(case), fs::read_to_string(case.join("expected.md")).unwrap())).collect()
}

/// The lines of running text: no tables, no headings.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with(['|', '#']))
}

#[test]
fn no_sentence_shows_its_seams() {
    let seams = [
        "..",
        " .",
        " ,",
        "  ",
        ":.",
        "?.",
        "!.",
        ";.",
        ",.",
        ",,",
        ";;",
        ": :",
        "::",
        "“”",
        "()",
        "****",
        ". .",
        "”.”",
        "““",
        "””",
        " a a ",
        " a hour",
        " a offer",
        " a order",
        " a agreement",
        " a idea",
        " 1 customers",
        " 1 hours",
        " 1 people",
        " 1 purchases",
        " 1 sales",
        "one customers",
        "one hours",
        "one purchases",
        " 1 are within",
        "“ ",
        " ”",
        "{{ ",
    ];
    for (case, text) in expected() {
        for line in prose(&text) {
            for seam in seams.iter().filter(|seam| !is_of_the_founder(&case, seam)) {
                assert!(!line.contains(seam), "{case} shows {seam:?}: {line}");
            }
        }
    }
}

/// Answers of the plan about Markdown are made of such marks.
fn is_of_the_founder(case: &str, seam: &str) -> bool {
    case == "markdown-in-answers" && ["{{ ", "  "].contains(&seam)
}

#[test]
fn escaping_does_not_show_in_ordinary_answers() {
    for (case, text) in expected() {
        for line in prose(&text) {
            let needless = ["\\.", "\\,", "\\(", "\\)", "\\%", "\\€", "\\-", "\\#", "\\!", "\\'", "\\\""];
            for escape in needless {
                assert!(!line.get(1..).is_some_and(|rest| rest.contains(escape)), "{case} shows {escape}: {line}");
            }
            assert!(case == "markdown-in-answers" || !line.contains('\\'), "{case} shows a backslash: {line}");
        }
    }
}

#[test]
fn every_sentence_begins_with_a_capital() {
    for (case, text) in expected() {
        for line in prose(&text).filter(|line| !line.starts_with(['-', '*', '[', '\\', '“'])) {
            let first = line.chars().next().unwrap();
            assert!(!first.is_lowercase(), "{case} begins small: {line}");
        }
        for line in prose(&text) {
            for (end, _) in line.match_indices(". ") {
                let (before, after) = (&line[..end], &line[end + 2..]);
                let word = before.rsplit([' ', '(', '“', '*']).next().unwrap();
                let is_short = word.len() < 2 || word.contains('.') || ["etc", "Ltd", "Co", "vs"].contains(&word);
                assert!(is_short || !after.starts_with(char::is_lowercase), "{case} goes on small: {line}");
            }
        }
    }
}

/// The sentences of one's own that a chapter says of each group, offer or source would tire a reader who meets them again.
#[test]
fn no_two_paragraphs_of_a_chapter_are_the_same() {
    for (case, text) in expected() {
        for chapter in text.split("\n## ").filter(|chapter| chapter.starts_with(['3', '4', '5', '6'])) {
            let mut openings: BTreeMap<String, usize> = BTreeMap::new();
            for (place, paragraph) in chapter.split("\n\n").skip(1).filter(|text| !text.starts_with('-')).enumerate() {
                assert!(openings.insert(paragraph.to_owned(), place).is_none(), "{case} says twice: {paragraph}");
            }
            for pair in chapter.split("\n\n").skip(1).collect::<Vec<_>>().windows(2) {
                let start = |text: &str| text.split(' ').take(3).collect::<Vec<_>>().join(" ");
                let (one, two) = (start(pair[0]), start(pair[1]));
                assert!(
                    one != two || one.contains("**") || one.starts_with('|'),
                    "{case}: two paragraphs begin alike: {one}"
                );
            }
        }
    }
}

#[test]
fn nobody_is_addressed() {
    for (case, text) in expected() {
        let work = text.split("The answers behind this plan").nth(1).unwrap_or_default();
        let findings = work.split("\n## ").next().unwrap_or_default();
        for line in findings.lines().filter(|line| line.starts_with("- ")) {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
            assert!(!["you", "your", "You", "Your"].iter().any(|word| words.contains(word)), "{case}: {line}");
        }
    }
}
