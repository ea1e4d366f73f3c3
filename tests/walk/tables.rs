//! Ticks for several entries at once, walked in windows that have room for the table and in windows that have none.

use crate::case::{answers, built_in, normal, only_plan, saved};
use crate::founder::{Desk, Founder, Shown};
use crate::pty::{CTRL_C, ENTER, Terminal};
use crate::tally::Counted;
use crate::window::Window;
use canvass::bank::Bank;
use serde_json::{Map, Value as Json};
use std::path::Path;

/// The case that is walked: its answers are in Chinese, with some emoji.
const CASE: &str = "chinese/essentials.toml";
/// A question with the same choices for several entries.
const JOBS: &str = "phases";

fn case() -> (Bank, Map<String, Json>) {
    (built_in(), answers(CASE))
}

fn window(folder: &Path, size: (u16, u16)) -> Window {
    Window::open(folder, size, &[])
}

/// How many channels the plan has in which the jobs are told.
fn told(plan: &Json) -> usize {
    let channels = plan["answers"]["channels"]["items"].as_array().unwrap();
    channels.iter().filter(|channel| channel["fields"][JOBS]["state"] == "answered").count()
}

#[test]
fn the_table_and_the_rows_lead_to_the_same_plan_and_the_table_is_one_prompt() {
    let (bank, answers) = case();
    let walked = [(100, 30), (80, 11)].map(|size| {
        let folder = tempfile::tempdir().unwrap();
        let mut founder = Founder::new(&bank, &answers).without_documents();
        let mut desk = Counted::new(window(folder.path(), size));
        founder.go_to(&mut desk, JOBS);
        let (is_table, before) = (desk.desk.is_table(), desk.tally.prompts);
        let rows = desk.desk.row_at_hand().unwrap().1;
        for _ in 0..rows {
            founder.go_on(&mut desk);
        }
        let asked = desk.tally.prompts - before;
        founder.finish(&mut desk);
        (is_table, asked, rows, normal(&only_plan(folder.path())))
    });
    let [(is_table, asked, rows, plan), (is_table_in_small, _, _, plan_in_small)] = walked;
    assert!(is_table && !is_table_in_small);
    assert_eq!((asked, rows > 1), (1, true));
    assert_eq!(plan, plan_in_small);
}

#[test]
fn what_was_ticked_is_kept_on_ctrl_c_and_entered_in_another_window() {
    let (bank, answers) = case();
    for size in [(100, 30), (60, 16), (80, 11)] {
        let folder = tempfile::tempdir().unwrap();
        let mut founder = Founder::new(&bank, &answers).without_documents();
        let mut desk = window(folder.path(), (80, 24));
        founder.go_to(&mut desk, JOBS);
        desk.terminal.send(" ");
        desk.terminal.wait_for(">[x]");
        desk.terminal.send(CTRL_C);
        assert_eq!(Terminal::code(desk.terminal.wait_end()), 130);
        let plan = only_plan(folder.path());
        assert_eq!(told(&saved(&plan)), 0, "nothing is entered yet");
        let mut desk = window(folder.path(), size);
        founder.go_to(&mut desk, JOBS);
        let screen = desk.terminal.screen();
        assert_eq!(screen.matches("[x]").count(), 1, "at {size:?}\n{screen}");
        founder.finish(&mut desk);
        assert!(told(&saved(&plan)) > 1);
    }
}

#[test]
fn a_window_that_shrinks_and_grows_keeps_what_was_ticked() {
    let (bank, answers) = case();
    let folder = tempfile::tempdir().unwrap();
    let mut founder = Founder::new(&bank, &answers).without_documents();
    let mut desk = window(folder.path(), (100, 30));
    founder.go_to(&mut desk, JOBS);
    let rows = desk.row_at_hand().unwrap().1;
    desk.terminal.send(" ");
    desk.terminal.wait_for(">[x]");
    desk.terminal.resize(40, 10);
    let screen = desk.terminal.wait_until("the row is asked", |screen| {
        screen.contains("(1 of") && !screen.contains("rest open") && screen.contains("Esc: menu")
    });
    assert_eq!(screen.matches("[x]").count(), 1, "{screen}");
    desk.terminal.resize(100, 30);
    desk.terminal.wait_until("the row is redrawn", |screen| screen.contains("(1 of ") && screen.contains("Esc: menu"));
    desk.press(ENTER);
    // The next row has room for the table again, in which the first one is answered.
    let Shown::Question(_) = desk.look() else { panic!("nothing is asked") };
    assert!(desk.is_table(), "{}", desk.terminal.screen());
    assert_eq!(desk.row_at_hand(), Some((2, rows)));
    assert_eq!(desk.terminal.screen().matches("[x]").count(), 1, "{}", desk.terminal.screen());
    founder.finish(&mut desk);
}
