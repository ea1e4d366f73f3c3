//! The programme manager, who has nothing but the README: an own bank handed out, three founders who answer it in three ways,
//! the cohort, one change in mid-course, comments, and the final drafts.

use crate::checks::{answers, bank as usual};
use crate::cohort::understood;
use crate::command::Folder;
use crate::readme;
use serde_json::Value as Json;
use std::path::Path;

/// What the manager writes into the bank that `bank new` makes: a question of the programme, one in private, a column, a day.
const STEP: &str = "id = 'customer_segments'\n
[[question]]\nid = 'heard_of_us'\nask = 'How did you hear of us?'\nlabel = 'how they heard of us'\nhelp = 'A word is enough.'\nkind = 'text'\n
[[question]]\nid = 'worry'\nask = 'What keeps you awake?'\nlabel = 'what keeps you awake'\nhelp = 'For your mentor alone.'
kind = 'text'\nprivate = true\n";
const BANK: &str = "
[[column]]\nid = 'heard'\ntitle = 'Heard of us'\nkind = 'choice'\nvalue = 'heard_of_us'\n
[[due]]\nid = 'half-time'\ntitle = 'Interview at half-time'\non = '2026-03-20'\npasses = true\n";

/// What the first founder types.
const TYPED: &str =
    "Nadia Mends\n1\nWe mend bikes where they stand, the same day.\n2\n\nPeople who cycle to work\n\n/leave\n";

/// The file that the second founder sends back. The page of `canvass form` saves the same file; until a browser fills it in
/// here, it is the whole example, with enough money.
fn from_the_form() -> String {
    let example = include_str!("../../questions/business-model/example.toml");
    let enough = example.replace("amount = 9000\n\n[[money_sources]]", "amount = 14000\n\n[[money_sources]]");
    format!("heard_of_us = 'A poster'\nworry = 'That my knee gives in'\n{enough}")
}

/// The workbook that the third founder sends back: the tool library, written into the one that was handed out.
fn from_the_workbook(folder: &Folder) -> String {
    let own = answers(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tool-library/answers.toml"));
    folder.write("desk/shelf.json", Json::Object(own).to_string());
    let bank = "--bank intake/our-intake.canvassbank";
    folder.canvass(&format!("fill desk/shelf.canvass.json --answers desk/shelf.json {bank}")).status_among(&[0, 3]);
    let filled = folder.canvass(&format!("workbook desk/shelf.canvass.json {bank}")).status(0).output_text();
    // They are the questions that were handed out, without those that do not apply, and with the details that were told.
    let handed_out = keys(&folder.read("shelf.md"));
    assert!(keys(&filled).iter().filter(|key| handed_out.contains(key)).count() > 15, "{handed_out:?}");
    filled.replacen("`heard_of_us`\n\nA word is enough.\n\n>", "`heard_of_us`\n\nA word is enough.\n\n> A friend", 1)
}

/// The keys of the questions in a workbook that stand at the top.
fn keys(workbook: &str) -> Vec<String> {
    let lines = workbook.lines().filter(|line| line.starts_with("**"));
    let keys = lines.filter_map(|line| Some(line.rsplit_once(" `")?.1.trim_end_matches('`').to_owned()));
    keys.filter(|key| usual().question(key).is_some_and(|question| question.items().is_none())).collect()
}

#[test]
fn a_programme_manager_gets_along_with_the_readme_alone() {
    let blocks = readme::blocks_of_the_chapter("For an incubator");
    let folder = Folder::new();
    let run = |command: &str, expected: i32, typed: &str| {
        let words = command.split(" && ").map(|command| {
            if let Some(words) = command.strip_prefix("canvass ") {
                return folder.canvass(words).stdin(typed).status(expected);
            }
            std::fs::create_dir(folder.path(command.strip_prefix("mkdir ").unwrap())).unwrap();
            folder.canvass("bank list").status(0)
        });
        words.last().unwrap()
    };
    let ten = readme::commands_of(&blocks[0]);
    assert_eq!(ten.len(), 10, "{ten:?}");
    let mut table = String::new();
    for (command, expected) in &ten {
        let typed = if command.starts_with("canvass walk") { TYPED } else { "" };
        if command.contains("fill intake/bikes") {
            assert!(folder.read("bikes.toml").contains("How did you hear of us?"));
            folder.write("bikes.toml", from_the_form());
        } else if command.contains("fill intake/shelf") {
            folder.write("shelf.md", from_the_workbook(&folder));
        }
        // Whoever has answered everything is told of nothing that is missing.
        let complete = command.contains("fill intake/");
        let told = if complete { run_among(&folder, command) } else { run(command, *expected, typed).output_text() };
        if command.starts_with("canvass bank new") {
            folder.write("our-intake/01-customer-segments.toml", STEP);
            folder.write("our-intake/bank.toml", folder.read("our-intake/bank.toml") + BANK);
        } else if command.ends_with("cohort intake") {
            table = told;
        }
    }
    for name in ["Nadia Mends", "Spoke & Go", "Leihwerk"] {
        assert!(table.contains(name), "{name}: {table}");
    }
    // The table of numbers opens in a spreadsheet, with the manager's own column and without what is private.
    let csv = folder.read("intake.csv");
    assert!(!csv.contains("knee"), "{csv}");
    if let Some(rows) = understood("intake.csv", csv.as_bytes()) {
        let place = |name: &str| rows[0].iter().position(|cell| cell == name).unwrap_or_else(|| panic!("{name}"));
        let (venture, heard, readiness) = (place("venture"), place("heard"), place("readiness"));
        let found: Vec<(&str, &str)> = rows[1..].iter().map(|row| (&*row[venture], &*row[heard])).collect();
        assert_eq!(found, [("Spoke & Go", "A poster"), ("Nadia Mends", ""), ("Leihwerk", "A friend")], "{csv}");
        assert!(rows[1..].iter().all(|row| row[readiness].parse::<u32>().is_ok()), "{rows:?}");
    }
    // In mid-course a question gets another id, and a new one comes.
    let changed = STEP.replace("id = 'heard_of_us'", "id = 'known_from'\nwas = 'heard_of_us'");
    folder.write("our-intake/01-customer-segments.toml", changed);
    let bank = folder.read("our-intake/bank.toml");
    let bank =
        bank.replace("version = \"1\"", "version = \"2\"").replace("value = 'heard_of_us'", "value = 'known_from'");
    folder.write("our-intake/bank.toml", bank);
    let change = readme::commands_of(&blocks[1]);
    for (command, expected) in change.iter().filter(|(command, _)| !command.contains(" draft ")) {
        run(command, *expected, "");
    }
    let plan: Json = serde_json::from_str(&folder.read("intake/bikes.canvass.json")).unwrap();
    assert_eq!((&plan["answers"]["known_from"]["value"], &plan["bank"]["version"]), (&"A poster".into(), &"2".into()));
    // A mentor remarks, the founder reads it at the question, mends it and settles it.
    let remark = "comment intake/bikes.canvass.json 'Which poster?' --on known_from --by 'A. Mentor'";
    let told = folder.canvass(remark).status(0).error_text();
    let id = told.split_whitespace().nth(2).unwrap().trim_end_matches(',').to_owned();
    let walk = folder
        .canvass("walk intake/bikes.canvass.json --plain")
        .stdin("/change heard of us\nThe one at the station\n/change summary is right\nyes\n/leave\n");
    let said = walk.status(0).error_text();
    assert!(said.contains(" overdue, the first since "), "{said}");
    assert!(said.matches("Which poster?").count() == 2, "when the walk is taken up, and at the question: {said}");
    folder.canvass(&format!("comment intake/bikes.canvass.json 'That one.' --resolve {id}")).status(0);
    // The drafts of all, and the final one of the founder who is ready.
    let (draft, expected) = change.iter().find(|(command, _)| command.contains(" draft ")).unwrap();
    run(draft, *expected, "");
    for name in ["nadia", "bikes", "shelf"] {
        let page = folder.read(&format!("drafts/intake/{name}.html"));
        assert!(page.contains("</html>") && !page.contains("knee"), "{name}");
    }
    folder.canvass("draft intake/bikes.canvass.json --final -o drafts/bikes.md").status(0);
    let last = folder.read("drafts/bikes.md");
    assert!(last.contains("The one at the station") && !last.contains("It is a draft"), "{last}");
}

/// Runs a command that ends with 0 or 3.
fn run_among(folder: &Folder, command: &str) -> String {
    folder.canvass(command.strip_prefix("canvass ").unwrap()).status_among(&[0, 3]).output_text()
}
