//! Every list and every question can be answered in a terminal and over a pipe, none can only be left: banks whose lists
//! begin in every way, and the full path of the built-in one for somebody who asks a bank for money.

use crate::answering::{Manner, answered, as_answers, unanswered};
use crate::case::{answers, bank as bank_of_case, built_in, normal, only_plan, path, run, said, saved};
use crate::founder::{Desk, Founder, Shown};
use crate::lines::Lines;
use crate::window::Window;
use canvass::bank::{self, Route};
use canvass::facts::Facts;
use canvass::plan::{self, Plan};
use serde_json::{Map, Value as Json, json};
use std::fs;
use std::path::Path;
use std::thread;

/// Banks that are walked as a whole, with generated answers: below `tests/cases`, and built in but for the usual one,
/// which has walks of its own.
fn banks() -> Vec<String> {
    let folders = fs::read_dir(path("")).unwrap().map(|entry| entry.unwrap().path());
    let own = folders.filter(|folder| folder.join("bank.toml").is_file());
    let own = own.map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned());
    let mut all: Vec<String> = own.chain(bank::built_in_ids().skip(1).map(str::to_owned)).collect();
    all.sort();
    assert!(all.len() >= 5, "{all:?}");
    all
}

#[test]
fn every_question_of_every_bank_is_answered_over_every_front() {
    for name in banks() {
        let name = name.as_str();
        let bank = match bank::files_of(name) {
            Some(files) => bank::read(&files).unwrap(),
            None => bank_of_case(name),
        };
        let made = answered(&bank, Manner { turn: 1, terse: false, entries: 2 });
        assert_eq!(unanswered(&bank, &made), Vec::<String>::new(), "{name}");
        let answers = as_answers(&bank, &made);
        let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
        let [terminal, pipe, file] = folders.each_ref().map(tempfile::TempDir::path);
        let bank_path = if bank::files_of(name).is_some() { name.into() } else { path(name) };
        let bank_path = bank_path.to_str().unwrap();
        let founder = || Founder::new(&bank, &answers).without_documents().on_the_full_path();
        founder().finish(&mut Window::open(terminal, (80, 24), &["--bank", bank_path]));
        founder().finish(&mut Lines::open(pipe, &["--plain", "--bank", bank_path]));
        fs::write(file.join("answers.json"), serde_json::to_string(&answers).unwrap()).unwrap();
        let (code, said) = run(file, &["fill", "plan.canvass.json", "--bank", bank_path, "--answers", "answers.json"]);
        assert_eq!(code, 0, "{said}");
        let [terminal, pipe, file] = [terminal, pipe, file].map(|folder| without_reason(&normal(&only_plan(folder))));
        assert_eq!(terminal, file, "{name}");
        assert_eq!(pipe, file, "{name}");
        let read = plan::read(&fs::read_to_string(only_plan(folders[0].path())).unwrap(), "plan").unwrap();
        assert_eq!(unanswered(&bank, &read), Vec::<String>::new(), "{name}");
    }
}

/// A plan without the reason for going on although there are gaps: only a walk asks for it.
fn without_reason(plan: &str) -> String {
    plan.lines().filter(|line| !line.starts_with("  \"going_on_because\"")).collect::<Vec<_>>().join("\n")
}

/// A piano tuner, and what she asks her bank for.
fn tuner() -> Map<String, Json> {
    let mut all = answers("difficult/one-of-everything/answers.toml");
    all.extend(answers("asked-of-a-bank/answers.toml"));
    all
}

fn founder() -> Founder {
    Founder::new(&built_in(), &tuner()).on_the_full_path()
}

/// What is asked for stands in the plan, and the plan is complete as far as the answers go.
fn asks_for_it(folder: &Path) {
    let plan = only_plan(folder);
    let needs = &saved(&plan)["answers"]["needs"];
    assert_eq!(needs["state"], "answered");
    let field = |entry: usize, field: &str| needs["items"][entry]["fields"][field]["value"].clone();
    assert_eq!(field(0, "kind"), json!("money"));
    assert_eq!(field(0, "use"), "A second tuning hammer, and a van that starts in winter");
    assert_eq!(
        [field(1, "kind"), field(1, "use")],
        [json!("contacts"), json!("A word with the head of the school district")]
    );
    assert_eq!(needs["items"].as_array().unwrap().len(), 2, "nothing begun is left over");
    let bank = built_in();
    let read = plan::read(&fs::read_to_string(&plan).unwrap(), "plan").unwrap();
    assert_eq!(read.route, Route::Full);
    // Details of which she has nothing to tell are only offered.
    let facts = Facts::new(&bank, &read);
    let offered = |place: &String| {
        facts.points.iter().any(|point| point.may_be_added() && *place == format!("{}: Open", point.address))
    };
    let open = unanswered(&bank, &read).into_iter().filter(|place| place.ends_with(": Open") && !offered(place));
    let open: Vec<String> = open.collect();
    assert_eq!(open, Vec::<String>::new(), "the walk went by everything");
    let draft = said(folder, &["draft", plan.file_name().unwrap().to_str().unwrap(), "--for", "bank"]);
    assert!(draft.contains("4,000") && draft.contains("second tuning hammer"), "{draft}");
}

#[test]
fn the_full_path_with_a_request_to_a_bank_is_walked_in_a_terminal_and_over_a_pipe() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let [terminal, pipe] = folders.each_ref().map(tempfile::TempDir::path);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut window = Window::open(terminal, (80, 24), &[]);
            founder().finish(&mut window);
        });
        scope.spawn(|| {
            let mut lines = Lines::open(pipe, &["--plain"]);
            founder().finish(&mut lines);
            assert_eq!(lines.code(), 0, "{}", lines.output());
        });
    });
    [terminal, pipe].into_iter().for_each(asks_for_it);
}

#[test]
fn in_either_front_text_that_fits_nothing_begins_the_entry_that_cannot_be_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut begun = tuner();
    begun.shift_remove("seasons");
    fs::write(folder.path().join("answers.json"), serde_json::to_string(&begun).unwrap()).unwrap();
    run(folder.path(), &["fill", "plan.canvass.json", "--answers", "answers.json"]);
    let mut founder = founder();
    let mut lines = Lines::open(folder.path(), &["walk", "--plain", "--from", "5", "plan.canvass.json"]);
    founder.go_to(&mut lines, "seasons");
    lines.type_line("Loan");
    let shown = lines.wait().unwrap();
    assert!(shown.contains("Not saved yet: `Loan` is not one of the answers"), "{shown}");
    assert!(shown.contains("Which months?"), "{shown}");
    lines.type_line("/back");
    lines.wait();
    lines.type_line("/leave");
    assert_eq!(lines.code(), 0);
    let plan = || plan::read(&fs::read_to_string(folder.path().join("plan.canvass.json")).unwrap(), "plan").unwrap();
    let seasons = |plan: &Plan| plan.items("seasons").len();
    assert_eq!(seasons(&plan()), 0, "backing out leaves nothing");
    let mut window = Window::open(folder.path(), (80, 24), &["walk", "--from", "5", "plan.canvass.json"]);
    founder.go_to(&mut window, "seasons");
    window.terminal.send("Loan");
    window.press("\r");
    let Shown::Question(shown) = window.look() else { panic!("no question") };
    assert!(shown.contains("Whichmonths?"), "{shown}");
    window.menu("save and leave");
    window.terminal.wait_end();
    assert_eq!(seasons(&plan()), 1, "leaving in the middle keeps it");
}
