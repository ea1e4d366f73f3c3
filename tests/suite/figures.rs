//! Golden figures: what `canvass figures` says about both examples, as the object its `--json` documents and as the
//! tables a founder checks by hand. Run with `CANVASS_BLESS=1` to write the files anew, and read the difference.

use super::command::same;
use super::documents::{CASES, EXAMPLE, with_case};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn golden(case: &str, file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case).join(file)
}

fn same_as_file(case: &str, file: &str, found: &str) {
    let path = golden(case, file);
    if env::var_os("CANVASS_BLESS").is_some() {
        fs::write(&path, found).unwrap();
    }
    same(&format!("{case}, {file}"), &fs::read_to_string(path).unwrap_or_default(), found);
}

#[test]
fn the_figures_of_both_examples_are_as_expected() {
    for (case, answers) in CASES.iter().copied() {
        let folder = with_case(answers);
        let json = folder.canvass("figures case.canvass.json --json").status(0).stderr("").output_text();
        same_as_file(case, "figures.json", &json);
    }
}

#[test]
fn the_tables_of_the_example_come_with_their_formulas_in_words() {
    let (case, answers) = ("spoke-and-go", EXAMPLE);
    let text = with_case(answers).canvass("figures case.canvass.json").status(0).stderr("").output_text();
    same_as_file(case, "figures.txt", &text);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn a_plan_without_numbers_has_every_key_and_says_why_there_is_no_figure() {
    let folder = super::command::Folder::new().file("name.toml", "venture_name = \"Nothing yet\"\n");
    folder.canvass("fill empty.canvass.json --answers name.toml").status(3);
    let said = "There is nothing to work out yet: no income and no cost is known.\n";
    folder.canvass("figures empty.canvass.json").status(0).stdout(said).stderr("");
    let json = folder.canvass("figures empty.canvass.json --json").status(0).output_text();
    let empty: Json = serde_json::from_str(&json).unwrap();
    let example: Json =
        serde_json::from_str(&fs::read_to_string(golden("spoke-and-go", "figures.json")).unwrap()).unwrap();
    let keys = |figures: &Json| figures.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&empty), keys(&example));
    for name in ["profit", "funding_gap", "first_profitable_month"] {
        assert!(empty[name].is_null() && empty[format!("{name}_note")].is_string(), "{name}: {json}");
    }
}
