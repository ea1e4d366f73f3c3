//! Terminals that cannot redraw, signals, and what the plan's file is called.

use crate::case::{only_plan, saved};
use crate::founder::{Desk, Shown, squeezed};
use crate::pty::{CTRL_C, ENTER, Terminal};
use crate::window::Window;
use std::process::{Command, Stdio};

/// What only the plain front says.
const CUE: &str = "Your answer:";

fn asks_in_plain_lines(size: (u16, u16), variables: &[(&str, &str)]) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::with(folder.path(), size, &[], variables);
    window.terminal.wait_for(CUE);
    window.terminal.send("Lines\r");
    window.terminal.wait_for("Your choice, a number");
    window.terminal.send("1\r");
    window.terminal.wait_until("the next question comes", |screen| screen.ends_with(CUE));
    window.terminal.send("/leave\r");
    assert_eq!(Terminal::code(window.terminal.wait_end()), 0);
    assert_eq!(window.terminal.overrun(), Vec::<String>::new(), "{}", window.terminal.screen());
    assert_eq!(saved(&only_plan(folder.path()))["answers"]["venture_name"]["value"], "Lines");
}

#[test]
fn a_window_that_is_too_small_is_asked_in_plain_lines() {
    asks_in_plain_lines((35, 9), &[]);
}

#[test]
fn a_terminal_that_cannot_redraw_is_asked_in_plain_lines() {
    asks_in_plain_lines((80, 24), &[("TERM", "dumb")]);
}

#[test]
fn a_window_made_too_small_in_the_middle_goes_on_in_plain_lines() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(folder.path(), (80, 24), &[]);
    window.look();
    window.type_text("Smaller");
    window.terminal.resize(35, 9);
    std::thread::sleep(std::time::Duration::from_millis(200));
    window.terminal.send(ENTER);
    window.terminal.wait_for("Your choice, a number");
    window.terminal.send("1\r");
    window.terminal.wait_until("the next question comes", |screen| screen.ends_with(CUE));
    window.terminal.send(CTRL_C);
    assert_eq!(Terminal::code(window.terminal.wait_end()), 130);
    assert_eq!(saved(&only_plan(folder.path()))["answers"]["venture_name"]["value"], "Smaller");
}

#[test]
fn a_signal_to_stop_gives_the_terminal_back_with_everything_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(folder.path(), (80, 24), &["walk", "--essentials"]);
    window.look();
    window.type_text("Stopped");
    window.press(ENTER);
    let Shown::Question(shown) = window.look() else { panic!("no question") };
    assert!(shown.contains(&squeezed("In one sentence")), "{shown}");
    window.type_text("half a sentence");
    assert!(window.terminal.bracketed_paste());
    let id = window.terminal.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).stdout(Stdio::null()).status().unwrap().success());
    assert_eq!(Terminal::code(window.terminal.wait_end()), 143);
    window.terminal.wait_until("pastes are no longer announced", |_| !window.terminal.bracketed_paste());
    assert_eq!(saved(&only_plan(folder.path()))["answers"]["venture_name"]["value"], "Stopped");
    let mut window = Window::open(folder.path(), (80, 24), &[]);
    let Shown::Question(shown) = window.look() else { panic!("no question") };
    assert!(shown.contains(&squeezed("In one sentence")), "{shown}");
}

#[test]
fn the_name_of_the_venture_names_the_file_in_any_script() {
    for (name, file) in
        [("同城修车 🚲", "同城修车.canvass.json"), ("Çà & là", "çà-là.canvass.json"), ("🚲", "plan.canvass.json")]
    {
        let folder = tempfile::tempdir().unwrap();
        let mut window = Window::open(folder.path(), (60, 16), &["walk", "--essentials"]);
        window.look();
        window.type_text(name);
        window.press(ENTER);
        window.look();
        window.press(CTRL_C);
        assert_eq!(Terminal::code(window.terminal.wait_end()), 130);
        let plan = only_plan(folder.path());
        assert_eq!(plan.file_name().unwrap().to_str().unwrap(), file);
        assert_eq!(saved(&plan)["answers"]["venture_name"]["value"], name);
    }
}
