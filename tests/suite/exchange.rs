//! What is not the walk and becomes answers: answers files that are written and read back.

use crate::command::{Folder, same};
use canvass::bank;
use std::path::Path;

/// The built-in examples, and plans of other founders, come back from their files as they were.
#[test]
fn a_filled_file_becomes_the_same_plan() {
    let folder = Folder::new();
    let mut plans: Vec<(String, String)> = Vec::new();
    for id in bank::built_in_ids() {
        folder.canvass(&format!("--bank {id} example -o {id}.canvass.json")).status(0);
        plans.push((id.to_owned(), format!("--bank {id}")));
    }
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tool-library/answers.toml");
    folder.canvass(&format!("fill case.canvass.json --answers {}", case.display())).status_among(&[0, 3]);
    plans.push(("case".to_owned(), String::new()));
    for (plan, bank) in plans {
        folder.canvass(&format!("answers {plan}.canvass.json -o {plan}.toml")).status(0).stderr("");
        folder.canvass(&format!("{bank} fill {plan}-2.canvass.json --answers {plan}.toml")).status_among(&[0, 3]);
        let said = |file: &str| folder.canvass(&format!("diff {file}.canvass.json")).status(0).output_text();
        same(&plan, &said(&plan), &said(&format!("{plan}-2")));
        // Into its own plan it changes nothing.
        folder.canvass(&format!("fill {plan}.canvass.json --answers {plan}.toml")).status_among(&[0, 3]);
        folder.canvass(&format!("diff {plan}-2.canvass.json {plan}.canvass.json --exit-code")).status(0).stdout("");
    }
}

/// A blank file is no answer, names every question, and takes one that is written behind its key.
#[test]
fn a_blank_file_names_every_question() {
    let folder = Folder::new();
    let blank = folder.canvass("answers").status(0).stderr("").output_text();
    assert!(blank.lines().all(|line| line.is_empty() || line.starts_with('#')), "{blank}");
    for name in crate::answering::all_questions(crate::built_in::bank()) {
        let id = name.rsplit('.').next().unwrap();
        assert!(blank.contains(&format!("#{id} = ")) || blank.contains(&format!("#[[{id}]]")), "{name}");
    }
    assert!(!blank.contains("{item") && !blank.contains("{venture"), "expressions stay in the bank");
    assert!(blank.contains("# What is your venture called? (needed) [text]\n"), "{}", &blank[..2000]);
    let answered = blank.replace("#venture_name = \"\"", "venture_name = \"Harbour Bikes\"");
    let (before, after) = answered.split_once("\n#[[segments]]\n").unwrap();
    let after = after.replacen("#name = \"\"", "name = \"Sailors\"", 1);
    folder.write("answers.toml", format!("{before}\n[[segments]]\n{after}"));
    folder.canvass("fill plan.canvass.json --answers answers.toml").status(3);
    let said = folder.canvass("diff plan.canvass.json").status(0).output_text();
    assert!(said.contains("name of the venture: Harbour Bikes\n"), "{said}");
    assert!(said.contains("Sailors"), "{said}");
}

/// Words that would break a file out of its quotation marks stay words.
#[test]
fn whatever_was_said_stays_in_its_place() {
    let folder = Folder::new().file("plan.canvass.json", crate::command::example());
    let hostile = "\"\"\" ''' \\\\ # no comment\n[[segments]]\nname = \"x\"";
    let because = "a \"why\" # and more";
    let answers = serde_json::json!({ "sense": hostile, "country": { "not_applicable": because } });
    folder.write("hostile.json", answers.to_string());
    folder.canvass("fill plan.canvass.json --answers hostile.json").status_among(&[0, 3]);
    folder.canvass("answers plan.canvass.json -o plan.toml").status(0);
    folder.canvass("fill new.canvass.json --answers plan.toml").status_among(&[0, 3]);
    let read = |file: &str| serde_json::from_str::<serde_json::Value>(&folder.read(file)).unwrap();
    let (old, new) = (read("plan.canvass.json"), read("new.canvass.json"));
    assert_eq!(new["answers"]["sense"]["value"], hostile);
    assert_eq!(new["answers"]["country"]["because"], because);
    let groups = |plan: &serde_json::Value| plan["answers"]["segments"]["items"].as_array().unwrap().len();
    assert_eq!(groups(&new), groups(&old));
}

/// A bank in one file is asked from, found beside a plan, and checked like a folder.
#[test]
fn a_packed_bank_is_a_bank() {
    let folder = Folder::new();
    folder.canvass("bank new our-hub").status(0);
    folder.write("our-hub/templates/chapters/team.md", "## The people\n\nWe are a team.\n");
    folder.canvass("bank pack our-hub -o founders/our-hub.canvassbank").status(1);
    std::fs::create_dir(folder.path("founders")).unwrap();
    folder.canvass("bank pack our-hub -o founders/our-hub.canvassbank").status(0);
    std::fs::rename(folder.path("our-hub"), folder.path("elsewhere")).unwrap();
    let pack = "founders/our-hub.canvassbank";
    folder.canvass(&format!("bank check {pack}")).status(0);
    folder.write("answers.toml", "venture_name = 'Harbour Bikes'\n[[team]]\nname = 'Ana'\n");
    folder.canvass(&format!("--bank {pack} fill founders/p.canvass.json --answers answers.toml")).status(3);
    // The plan knows its bank by the file beside it, its templates too.
    let text = folder.canvass("draft founders/p.canvass.json").status(0).output_text();
    assert!(text.contains("We are a team."), "{text}");
    folder.canvass("cohort founders").status(0);
    folder.write(pack, "{\"canvassbank\": 1, \"id\": \"our-hub\", \"files\": {\"../../x.toml\": \"\"}}");
    let told = folder.canvass("status founders/p.canvass.json").status(1).error_text();
    assert!(told.contains("holds `../../x.toml`, which is no file of a bank"), "{told}");
}

/// A bank that another folder is needed for is not handed out without it.
#[test]
fn a_bank_that_extends_a_folder_is_not_packed() {
    let folder = Folder::new();
    folder.canvass("bank copy base").status(0);
    folder.canvass("bank new hub --extends base").status(0);
    let told = folder.canvass("bank pack hub -o hub.canvassbank").status(1).error_text();
    assert!(told.starts_with("error: this bank extends the one in `"), "{told}");
    assert!(!folder.path("hub.canvassbank").exists());
}

/// A bare number of a file means what it says, with as many decimals as it has.
#[test]
fn a_bare_number_with_three_decimals_is_exact() {
    let folder = Folder::new()
        .file("answers.toml", "[[revenue_streams]]\nname = 'Kilowatt hours'\nkind = 'asset_sale'\nprice = 1.234\n");
    folder.canvass("fill plan.canvass.json --answers answers.toml").status(3);
    let said = folder.canvass("diff plan.canvass.json").status(0).output_text();
    assert!(said.contains("1.234"), "{said}");
    folder.canvass("answers plan.canvass.json -o again.toml").status(0);
    folder.canvass("fill again.canvass.json --answers again.toml").status(3);
    same("again", &said, &folder.canvass("diff again.canvass.json").status(0).output_text());
}

/// Every file that canvass writes for somebody else and reads again is shown in the README, and read as it is shown there.
#[test]
fn the_files_that_the_readme_shows_are_what_they_say() {
    let shown = |start: &str| crate::readme::text_that_begins_with(start);
    let folder = Folder::new().file("p.canvass.json", crate::command::example());
    // A packed bank.
    folder.write("our-shelf.canvassbank", shown("{\"canvassbank\""));
    folder.canvass("bank check our-shelf.canvassbank").status(0);
    // Comments: one, and that it is settled.
    folder.write("p.comments.jsonl", shown("{\"id\":\"5f1c09aa\""));
    let told = folder.canvass("comment p.canvass.json --all").status(0).output_text();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.starts_with("no comments are open. [5f1c09aa] Repair visit (the price). A. Mentor"), "{told}");
    assert!(told.ends_with("(settled by Nadia: asked three more riders)"), "{told}");
    // A workbook.
    folder.write("w.md", shown("<!-- canvass workbook"));
    folder.canvass("fill w.canvass.json --answers w.md").status(3);
    let said = folder.canvass("diff w.canvass.json").status(0).output_text();
    assert!(said.contains("Spoke & Go") && said.contains("City commuters") && said.contains("yes"), "{said}");
    // A line of a table: each key is a column, and holds the same kind of value.
    let line: serde_json::Value = serde_json::from_str(&shown("{\"file\"")).unwrap();
    let told = folder.canvass("cohort p.canvass.json --jsonl").status(0).output_text();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    for (key, value) in line.as_object().unwrap() {
        let own = told.get(key).unwrap_or_else(|| panic!("there is no column {key}"));
        assert_eq!(std::mem::discriminant(value), std::mem::discriminant(own), "{key}: {value} {own}");
    }
    // A key for blind names.
    let key = crate::readme::text();
    let key =
        key.split('`').find(|code| code.len() == 32 && code.bytes().all(|byte| byte.is_ascii_hexdigit())).unwrap();
    folder.write("our.key", key);
    folder.canvass("cohort p.canvass.json --blind --key our.key").status(0).stderr("");
}
