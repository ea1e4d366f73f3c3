//! The banks that are part of canvass, each by its name: in good order, with an example that becomes a plan in every format,
//! and that is written as expected. Run with `CANVASS_BLESS=1` to write the plans anew, and read the difference.

use crate::command::{Folder, same};
use canvass::bank;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Every format that `draft` takes.
const FORMATS: [&str; 7] = ["md", "html", "docx", "typ", "svg", "json", "xlsx"];

#[test]
fn every_bank_is_in_good_order_and_its_example_is_drafted_in_every_format() {
    for id in bank::built_in_ids() {
        let folder = Folder::new();
        folder.canvass(&format!("bank check {id}")).status(0).stderr("");
        folder.canvass(&format!("--bank {id} example -o plan.canvass.json")).status(0).stderr("");
        for format in FORMATS {
            let name = format!("plan.{format}");
            folder.canvass(&format!("draft plan.canvass.json -o {name}")).status(0);
            assert!(fs::metadata(folder.path(&name)).unwrap().len() > 400, "{id}: {name}");
        }
        let page = folder.read("plan.html");
        assert!(page.contains("<svg"), "{id}: the canvas is drawn");
        folder.canvass("check plan.canvass.json").status(0).stderr("");
        folder.canvass("recap plan.canvass.json").status(0).stderr("");
        folder.canvass("draft plan.canvass.json --with answers").status(0).stderr("");
    }
}

/// What is written of each example, and with which command.
const WRITTEN: [(&str, &str); 5] = [
    ("expected.md", "draft plan.canvass.json"),
    ("expected.summary.md", "draft plan.canvass.json --only summary"),
    ("expected.typ", "draft plan.canvass.json --to typ"),
    ("show.txt", "show plan.canvass.json"),
    ("recap.txt", "recap plan.canvass.json"),
];

fn golden(id: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(id).join(name)
}

/// The banks beside the usual one, whose examples have tests of their own.
fn others() -> impl Iterator<Item = &'static str> {
    bank::built_in_ids().filter(|id| *id != bank::USUAL)
}

/// The golden documents of this file.
pub fn goldens() -> Vec<PathBuf> {
    let documents = || WRITTEN.iter().map(|(name, _)| name).filter(|name| name.starts_with("expected."));
    others().flat_map(|id| documents().map(move |name| golden(id, name))).collect()
}

#[test]
fn the_plans_of_the_examples_are_as_expected() {
    for id in others() {
        let folder = Folder::new();
        folder.canvass(&format!("--bank {id} example -o plan.canvass.json")).status(0);
        for (name, words) in WRITTEN {
            let text = folder.canvass(words).status(0).stderr("").output_text();
            let expected = golden(id, name);
            if env::var_os("CANVASS_BLESS").is_some() {
                fs::create_dir_all(expected.parent().unwrap()).unwrap();
                fs::write(&expected, &text).unwrap();
            }
            same(&format!("{id}: {name}"), &fs::read_to_string(&expected).unwrap_or_default(), &text);
        }
    }
}

#[test]
fn the_banks_are_listed_for_people_and_for_programs() {
    let folder = Folder::new();
    let listed = folder.canvass("bank list").status(0).stderr("").output_text();
    assert!(listed.contains("minimal: A first idea on one page (3 steps, 8 questions)\n"), "{listed}");
    assert!(listed.starts_with("business-model: ") && listed.contains("; used where none is named)\n"), "{listed}");
    let json = folder.canvass("bank list --json").status(0).output_text();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let ids: Vec<&str> = json.as_array().unwrap().iter().map(|bank| bank["id"].as_str().unwrap()).collect();
    assert_eq!(ids, bank::built_in_ids().collect::<Vec<_>>());
    let minimal = json.as_array().unwrap().iter().find(|bank| bank["id"] == "minimal").unwrap();
    assert_eq!((&minimal["steps"], &minimal["questions"]), (&serde_json::json!(3), &serde_json::json!(8)));
    assert_eq!((&json[0]["usual"], &minimal["usual"]), (&serde_json::json!(true), &serde_json::json!(false)));
}

#[test]
fn a_plan_finds_its_bank_by_the_id_and_a_folder_of_that_name_wins() {
    let folder = Folder::new();
    folder.canvass("example -o plan.canvass.json").env("CANVASS_BANK", "minimal").status(0).stderr("");
    let status = folder.canvass("status plan.canvass.json").status(0).stderr("").output_text();
    assert!(status.contains("3 of 3 steps done"), "{status}");
    folder.canvass("check plan.canvass.json").env("CANVASS_BANK", "minimal").status(0).stderr("");
    // A folder of that name that holds no bank is nothing but a folder.
    folder.write("minimal/notes.txt", "not a bank");
    folder.canvass("--bank minimal bank check").status(0).stderr("");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/minimal");
    for entry in fs::read_dir(own).unwrap() {
        let entry = entry.unwrap();
        let text = fs::read_to_string(entry.path()).unwrap().replace("A first idea on one page", "An idea of ours");
        folder.write(&format!("minimal/{}", entry.file_name().display()), text);
    }
    for words in ["--bank minimal bank show", "bank check minimal"] {
        let said = folder.canvass(words).status(0).stderr("").output_text();
        assert!(said.starts_with("An idea of ours (minimal 1)"), "{said}");
    }
    let shown = folder.canvass("show plan.canvass.json").status(0).stderr("").output_text();
    assert!(shown.starts_with("The borrowing shelf: An idea of ours\n"), "{shown}");
}

#[test]
fn a_bank_that_is_not_there_is_told_with_those_that_are() {
    let folder = Folder::new();
    for words in ["--bank leancanvas bank show", "bank check leancanvas", "--bank leancanvas example"] {
        let said = "error: there is no bank `leancanvas`\nhelp: did you mean `lean-canvas`?\n";
        folder.canvass(words).status(1).stdout("").stderr(said);
    }
    let said = folder.canvass("walk --plain").env("CANVASS_BANK", "clinic").status(1).error_text();
    assert!(said.ends_with("`business-model`, `lean-canvas`, `minimal` and `mission-model`\n"), "{said}");
}

/// Money stands in the plan where the bank has roles for it, and nowhere else.
#[test]
fn figures_stand_in_the_generic_plan_of_a_bank_that_has_amounts() {
    let folder = Folder::new();
    let drafted = |id: &str| {
        let name = format!("{id}.canvass.json");
        folder.canvass(&format!("--bank {id} example -o {name}")).status(0);
        folder.canvass(&format!("draft {name}")).status(0).output_text()
    };
    let lean = drafted("lean-canvas");
    assert!(lean.contains("**A normal month earns €1,823.33** after all costs"), "{lean}");
    for id in ["mission-model", "minimal"] {
        let plan = drafted(id);
        assert!(!plan.contains("The figures") && !plan.contains("normal month"), "{plan}");
    }
}
