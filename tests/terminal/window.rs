//! Sizes, colours, pages, and how the terminal is left.

use crate::pty::{ENTER, ESC, Terminal};
use crate::run::{MENU, PROGRESS, REPORT, Run, SCRIPT, SIZES};
use crate::scripts;

#[test]
fn the_smallest_window_shows_question_and_progress() {
    for script in ["line", "one", "some", "many", "long", "brainstorm", "rejected"] {
        let run = Run::new(script, (40, 10));
        run.terminal.wait_for("Esc: menu");
        run.shows(&[PROGRESS, scripts::QUESTION]);
        run.terminal.send(ESC);
        run.terminal.wait_for(MENU);
        run.shows(&[MENU, "> go back"]);
        run.terminal.send(ESC);
        run.terminal.wait_gone(MENU);
        run.terminal.wait_for("Esc: menu");
        assert_eq!(run.terminal.overrun(), Vec::<String>::new());
        assert!(run.terminal.screen().contains(PROGRESS), "{}", run.terminal.screen());
    }
}

#[test]
fn without_colours_nothing_is_coloured() {
    for (script, coloured) in [("line", true), ("plain-line", false), ("one", true), ("plain-some", false)] {
        let run = Run::new(script, (80, 24));
        run.terminal.wait_for("Esc: menu");
        assert_eq!(run.terminal.colourless(), !coloured, "{script}");
    }
}

#[test]
fn notices_and_menus_fit_the_window() {
    for size in SIZES {
        let run = Run::new("notices", size);
        run.terminal
            .wait_until("the guidance is there", |screen| screen.contains("Pick one:") || screen.contains("Enter:"));
        while run.report().len() < 2 {
            let screen = run.terminal.screen();
            assert_eq!(run.terminal.overrun(), Vec::<String>::new(), "{screen}");
            if screen.contains("Enter: go on") || screen.contains("Enter: more") {
                run.terminal.send(ENTER);
                run.terminal.wait_until("the page turns", |new| new != screen);
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        run.terminal
            .wait_until("the menu comes", |screen| screen.contains("Pick one:") || screen.contains("Enter: go on"));
        if !run.terminal.screen().contains("Pick one:") {
            run.terminal.send(ENTER);
        }
        run.terminal.wait_for("Pick one:");
        run.shows(&["What would you like to look at?"]);
        run.pick("Write an interim");
        run.ends_with(&["Ok(())", "Ok(())", r#"Ok(Picked("draft"))"#]);
    }
}

#[test]
fn a_window_made_smaller_heals_with_the_next_question() {
    let run = Run::new("twice", (80, 24));
    run.at("Enter: next", "before");
    run.terminal.wait_for("> before");
    run.terminal.resize(40, 16);
    // crossterm holds a key back that arrives in the same instant as the news of the size, until the next key.
    std::thread::sleep(std::time::Duration::from_millis(200));
    run.terminal.send(ENTER);
    run.terminal.wait_until("the next question comes", |_| run.report().len() == 1);
    run.terminal.wait_for("Step 3 of 10, question 2 of 5, 12 min");
    run.at("Enter: next", "after\r");
    run.ends_with(&[
        r#"Ok(Response { reply: Text("before"), draft: None })"#,
        r#"Ok(Response { reply: Text("after"), draft: None })"#,
    ]);
}

#[test]
fn a_window_that_is_too_small_is_refused() {
    for size in [(39, 24), (80, 9)] {
        let run = Run::new("line", size);
        run.ends_with(&[
            r#"Err(Io(Custom { kind: Unsupported, error: "the window has fewer than 40 columns or 10 rows" }))"#,
        ]);
    }
}

#[test]
fn a_signal_to_stop_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let (report, modes) = (folder.path().join("report"), folder.path().join("modes"));
    let program = std::env::current_exe().unwrap();
    let script =
        r#"stty -a > "$1.before"; "$0" --exact driver --nocapture > "$1.out"; echo "$?" > "$1.code"; stty -a > "$1""#;
    let environment = [(SCRIPT, "line"), (REPORT, report.to_str().unwrap())];
    let arguments = ["-c", script, program.to_str().unwrap(), modes.to_str().unwrap()];
    let mut terminal = Terminal::start(60, 16, "sh", &arguments, &environment, None);
    terminal.wait_for("Enter: next");
    assert!(terminal.bracketed_paste());
    let id = std::fs::read_to_string(folder.path().join("id")).unwrap();
    std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap();
    terminal.wait_end();
    terminal.wait_until("pastes are no longer announced", |_| !terminal.bracketed_paste());
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("modes.code").trim(), "143");
    assert_eq!(read("modes"), read("modes.before"));
}
