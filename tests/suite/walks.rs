//! The walk over a pipe: which plan it takes, where it begins, and who may not disturb it.

use crate::command::{Folder, TMP, example, same};
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};
use std::{fs, thread};

const PLAN: &str = "spoke.canvass.json";

fn with_example() -> Folder {
    Folder::new().file(PLAN, example())
}

fn value(folder: &Folder, plan: &str, question: &str) -> serde_json::Value {
    let plan: serde_json::Value = serde_json::from_str(&folder.read(plan)).unwrap();
    plan["answers"][question]["value"].clone()
}

#[test]
fn alone_in_an_empty_folder_it_begins_a_plan_named_after_the_venture() {
    let folder = Folder::new();
    let outcome = folder.canvass("").stdin("Été & Go\n1\nWe mend bicycles.\n").status(3).stdout("");
    let said = outcome.error_text();
    assert!(
        said.starts_with("\nWelcome! 10 short steps lead to a draft of your plan: The business model\ncanvas."),
        "{said}"
    );
    let farewell = "2 answers are saved in été-go.canvass.json. Go on with: canvass walk été-go.canvass.json\n";
    assert!(said.ends_with(farewell), "{said}");
    assert_eq!(folder.names(), ["été-go.canvass.json", "été-go.canvass.json.bak-0"]);
    assert_eq!(value(&folder, "été-go.canvass.json", "pitch"), "We mend bicycles.");
    let plan = folder.read("été-go.canvass.json");
    assert!(plan.contains("\"depth\": \"essential\""), "{plan}");
}

#[test]
fn nothing_answered_leaves_no_file_behind() {
    let folder = Folder::new();
    let outcome = folder.canvass("--plain").stdin("/leave\n").status(0).stdout("");
    let said = outcome.error_text();
    assert!(said.ends_with("Nothing was answered yet, so there is nothing to save.\n"), "{said}");
    assert!(folder.names().is_empty());
}

#[test]
fn alone_in_a_folder_with_one_plan_it_goes_on_with_that() {
    let folder = with_example();
    let outcome = folder.canvass("").stdin("/leave\n").status(0).stdout("");
    let said = outcome.error_text();
    assert!(said.starts_with("\nWelcome back. You are going on with spoke.canvass.json: "), "{said}");
    same("the plan", example(), &folder.read(PLAN));
}

#[test]
fn alone_in_a_folder_with_several_plans_and_no_terminal_it_names_them() {
    let folder = with_example().file("my plan.canvass.json", example()).file("notes.json", "{}");
    folder.canvass("").status(2).stdout("").stderr(
        "error: there are several plans here: `my plan.canvass.json` and `spoke.canvass.json`\n\
         help: name the one you mean, such as: canvass walk 'my plan.canvass.json'\n",
    );
    assert_eq!(folder.names(), ["my plan.canvass.json", "notes.json", "spoke.canvass.json"]);
}

#[test]
fn it_begins_at_the_step_asked_for() {
    let folder = with_example();
    for (step, title) in [(1, "Customer segments"), (5, "Revenue streams"), (10, "Applications, analysis")] {
        let words = format!("walk {PLAN} --plain --from {step}");
        let said = folder.canvass(&words).stdin("/leave\n").status(0).error_text();
        assert!(said.contains(&format!("Step {step} of 10: {title}")), "{step} says\n{said}");
    }
    same("the plan", example(), &folder.read(PLAN));
}

#[test]
fn a_step_beyond_the_pause_shows_the_pause_first() {
    let folder = Folder::new().file("few.toml", "venture_name = 'X'");
    folder.canvass("fill few.canvass.json --essentials --answers few.toml").status(3);
    let said = folder
        .canvass("walk few.canvass.json --plain --from 8")
        .stdin("yes\n1\nnot now\n/leave\n")
        .status(0)
        .error_text();
    let places = ["Half-way: a look at the whole picture", "How would you like to go on?", "Step 8 of 10"];
    let found: Vec<usize> =
        places.iter().map(|text| said.find(text).unwrap_or_else(|| panic!("{text}: {said}"))).collect();
    assert!(found.is_sorted(), "{said}");
}

#[test]
fn every_answer_is_on_the_disk_before_the_next_question_shows() {
    let folder = Folder::new();
    let mut running = folder.canvass("walk new.canvass.json --plain --essentials").start();
    let mut shown = BufReader::new(running.0.stderr.take().unwrap());
    until(&mut shown, "What is your venture called?");
    running.type_line("Spoke & Go");
    until(&mut shown, "In one sentence");
    assert_eq!(value(&folder, "new.canvass.json", "venture_name"), "Spoke & Go");
    // Killed, not closed: nothing is lost, and nobody is locked out.
    drop(running);
    let said = folder.canvass("walk new.canvass.json --plain").stdin("/leave\n").status(0).error_text();
    assert!(said.contains("In one sentence"), "{said}");
    assert_eq!(value(&folder, "new.canvass.json", "venture_name"), "Spoke & Go");
}

#[test]
fn a_second_session_is_kept_out_until_the_first_has_ended() {
    let folder = with_example().file("fine.toml", "pitch = 'Another pitch.'");
    let mut running = folder.canvass(&format!("walk {PLAN} --plain")).start();
    wait_for(|| folder.names().contains(&".spoke.canvass.json.lock".to_owned()));
    let said = "error: `spoke.canvass.json` is open in another canvass session\n\
                help: close the other session first, then try again\n";
    folder.canvass(&format!("walk {PLAN} --plain")).stdin("x\n").status(1).stdout("").stderr(said);
    folder.canvass(&format!("fill {PLAN} --answers fine.toml")).status(1).stdout("").stderr(said);
    same("the plan", example(), &folder.read(PLAN));
    folder.canvass(&format!("status {PLAN}")).status(0).stderr("");
    running.type_line("/leave");
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
    assert_eq!(folder.names(), ["fine.toml", PLAN, &format!("{PLAN}.bak-0")]);
    folder.canvass(&format!("fill {PLAN} --answers fine.toml")).status(0);
    assert_eq!(value(&folder, PLAN, "pitch"), "Another pitch.");
}

#[test]
fn what_is_written_into_the_plan_by_hand_during_a_session_is_kept_beside_it() {
    let folder = with_example();
    let mut running = folder.canvass(&format!("walk {PLAN} --plain --from 1")).start();
    wait_for(|| folder.names().contains(&".spoke.canvass.json.lock".to_owned()));
    running.type_line("1");
    let saved = || value(&folder, PLAN, "market_kind") == "mass";
    wait_for(saved);
    let by_hand = folder.read(PLAN).replace("We repair bicycles", "We mend bicycles");
    fs::write(folder.path(PLAN), &by_hand).unwrap();
    running.type_line("2");
    wait_for(|| folder.names().contains(&format!("{PLAN}.bak-1")));
    running.type_line("/leave");
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
    same("the copy", &by_hand, &folder.read(&format!("{PLAN}.bak-1")));
    assert!(folder.read(PLAN).contains("We repair bicycles"));
}

#[cfg(unix)]
#[test]
fn where_a_plan_cannot_be_saved_the_session_goes_on_elsewhere() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with_example().file(&format!("tmp/{PLAN}"), "somebody else's");
    fs::set_permissions(folder.path(PLAN), fs::Permissions::from_mode(0o444)).unwrap();
    let words = format!("walk {PLAN} --plain --from 1");
    let asked = folder.canvass(&words).env("TMPDIR", folder.path("tmp")).stdin("1\n2\n/leave\n").status(0);
    let said = asked.error_text();
    assert!(said.contains("error: could not save `spoke.canvass.json`: you have no permission\n"), "{said}");
    let mut made =
        fs::read_dir(folder.path("tmp")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let private = made.find(|name| name.starts_with("canvass-")).unwrap();
    assert!(said.contains(&format!("answers are saved in {TMP}/tmp/{private}/{PLAN}. Go on with: ")), "{said}");
    assert_eq!(fs::metadata(folder.path(&format!("tmp/{private}"))).unwrap().permissions().mode() & 0o777, 0o700);
    same("the plan", example(), &folder.read(PLAN));
    same("the other plan of that name", "somebody else's", &folder.read(&format!("tmp/{PLAN}")));
    assert_eq!(value(&folder, &format!("tmp/{private}/{PLAN}"), "market_kind"), "mass");
}

#[cfg(unix)]
#[test]
fn where_a_plan_can_be_saved_nowhere_the_founder_is_asked_again() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with_example();
    fs::set_permissions(folder.path(PLAN), fs::Permissions::from_mode(0o444)).unwrap();
    let words = format!("walk {PLAN} --plain --from 1");
    let asked = folder.canvass(&words).env("TMPDIR", folder.path("missing")).stdin("1\n2\n3\n").status(1);
    let said = asked.error_text();
    assert!(said.contains("its folder does not exist\n"), "{said}");
    assert_eq!(said.matches("Your answers are not saved yet. What now?").count(), 2, "{said}");
    assert!(said.contains("error: the last answer was not saved"), "{said}");
}

/// Reads what is shown until a text stands there.
fn until(shown: &mut impl BufRead, text: &str) {
    let mut line = String::new();
    while !line.contains(text) {
        line.clear();
        assert!(shown.read_line(&mut line).unwrap() > 0, "the session ended before `{text}`");
    }
}

fn wait_for(mut condition: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(20), "waited too long");
        thread::sleep(Duration::from_millis(10));
    }
}
