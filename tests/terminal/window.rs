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
fn a_window_made_smaller_or_larger_is_drawn_anew_at_once() {
    let long = "people in the old town who cycle to work in all weathers 骑车的人";
    for (script, typed) in [("line", long), ("one", "周末"), ("some", "周末")] {
        let run = Run::new(script, (80, 24));
        run.at("Esc: menu", typed);
        run.terminal.wait_for(typed);
        for (columns, rows, row) in [
            (40, 16, "Who do you want to serve first, and"),
            (80, 24, "Who do you want to serve first, and which of these people feel the problem"),
        ] {
            run.terminal.resize(columns, rows);
            run.terminal.wait_until("the question is wrapped anew", |screen| {
                screen.lines().any(|own| own == row) && screen.contains("Esc: menu")
            });
            run.shows(&[PROGRESS, scripts::QUESTION]);
            if script == "line" {
                run.shows(&[typed]);
            }
        }
        run.terminal.send(ENTER);
        let reply = if script == "line" { format!("Text({typed:?})") } else { r#"Picked(["segments-2"])"#.to_owned() };
        run.ends_with(&[&format!("Ok(Response {{ reply: {reply}, draft: None }})")]);
    }
}

/// What a person sees of the question after Ctrl-Z and `fg` in a shell: the same as before.
#[test]
fn ctrl_z_stops_and_comes_back_to_the_same_screen() {
    let cases = [
        ("line", "半句 half", "半句 half", r#"Ok(Response { reply: Text("半句 half"), draft: None })"#),
        (
            "long",
            "half a sentence",
            "half a sentence",
            r#"Ok(Response { reply: Text("half a sentence"), draft: None })"#,
        ),
        ("one", "courier", "> Couriers", r#"Ok(Response { reply: Picked(["segments-3"]), draft: None })"#),
        (
            "some",
            "courier\t",
            "> [x] Couriers",
            r#"Ok(Response { reply: Picked(["segments-2", "segments-3"]), draft: None })"#,
        ),
        ("menu", "fix", "> Fix one", r#"Ok(Picked("fix"))"#),
    ];
    for (script, keys, seen, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        let report = folder.path().join("report");
        let program = std::env::current_exe().unwrap();
        let environment = [(SCRIPT, script), (REPORT, report.to_str().unwrap()), ("PS1", "shell: "), ("HISTFILE", "")];
        let terminal = Terminal::start(60, 16, "bash", &["--norc", "--noprofile", "-i"], &environment, None);
        terminal.wait_for("shell:");
        let command = format!("clear; {} --exact driver --nocapture >{}.out\r", program.display(), report.display());
        terminal.send(&command);
        terminal.wait_until("something is asked", |screen| screen.contains('[') && screen.contains("Enter: "));
        terminal.send(keys);
        let before = terminal.wait_for(seen);
        terminal.send("\u{1a}");
        let stopped = terminal.wait_for("Stopped");
        assert!(stopped.ends_with("shell:"), "{stopped}");
        terminal.send("fg\r");
        let after = terminal
            .wait_until("the question comes back", |screen| screen.contains(seen) && !screen.contains("Stopped"));
        assert_eq!(after.trim(), before.trim(), "{script}");
        assert!(terminal.bracketed_paste());
        terminal.send(ENTER);
        terminal.wait_until("the shell comes back", |_| report.exists());
        assert_eq!(std::fs::read_to_string(&report).unwrap().trim(), expected);
    }
}

/// Somebody else stops the program and lets it go on: the terminal is given back meanwhile, and the half line is there
/// again. Nothing edits lines between the two that would hide what the terminal was left as.
#[test]
fn a_stop_from_outside_gives_the_terminal_back_until_the_program_goes_on() {
    let commands = r#"set -m; stty -a > "$1.before"; "$0" --exact driver --nocapture > "$1.out"
        stty -a > "$1.stopped"; clear; echo "the shell has it"; read -r line; fg > "$1.fg"; stty -a > "$1.after""#;
    for (script, typed, expected) in [
        ("line", "半句 half", r#"Ok(Response { reply: Text("半句 half"), draft: None })"#),
        ("long", "half a sentence", r#"Ok(Response { reply: Text("half a sentence"), draft: None })"#),
        ("one", "courier", r#"Ok(Response { reply: Picked(["segments-3"]), draft: None })"#),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (report, modes) = (folder.path().join("report"), folder.path().join("modes"));
        let program = std::env::current_exe().unwrap();
        let environment = [(SCRIPT, script), (REPORT, report.to_str().unwrap())];
        let arguments = ["--norc", "--noprofile", "-c", commands, program.to_str().unwrap(), modes.to_str().unwrap()];
        let mut terminal = Terminal::start(60, 16, "bash", &arguments, &environment, None);
        terminal.wait_until("something is asked", |screen| screen.contains('[') && screen.contains("Enter: "));
        terminal.send(typed);
        let before = terminal.wait_for(typed);
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        let killed = std::process::Command::new("kill").args(["-TSTP", &read("id")]).status().unwrap();
        assert!(killed.success());
        // This waits for the cursor as well.
        let stopped = terminal.wait_for("the shell has it");
        assert!(!stopped.contains(typed), "{script}: {stopped}");
        assert!(!terminal.bracketed_paste(), "{script}");
        assert_eq!(read("modes.stopped"), read("modes.before"), "{script}");
        terminal.send(ENTER);
        let is_back = |screen: &str| screen.contains(typed) && !screen.contains("the shell has it");
        let after = terminal.wait_until("the question comes back", is_back);
        assert_eq!(after.trim(), before.trim(), "{script}");
        assert!(terminal.bracketed_paste(), "{script}");
        terminal.send(ENTER);
        terminal.wait_end();
        assert_eq!(read("report").trim(), expected);
        assert_eq!(read("modes.after"), read("modes.before"), "{script}");
    }
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
fn a_signal_to_stop_brings_the_text_and_gives_the_terminal_back() {
    for (script, typed, signal) in
        [("line", "半句 half", "TERM"), ("long", "half a sentence", "HUP"), ("some", "", "HUP")]
    {
        stopped_by_a_signal(script, typed, signal);
    }
}

fn stopped_by_a_signal(script: &str, typed: &str, signal: &str) {
    let folder = tempfile::tempdir().unwrap();
    let (report, modes) = (folder.path().join("report"), folder.path().join("modes"));
    let program = std::env::current_exe().unwrap();
    let commands =
        r#"stty -a > "$1.before"; "$0" --exact driver --nocapture > "$1.out"; echo "$?" > "$1.code"; stty -a > "$1""#;
    let environment = [(SCRIPT, script), (REPORT, report.to_str().unwrap())];
    let arguments = ["-c", commands, program.to_str().unwrap(), modes.to_str().unwrap()];
    let mut terminal = Terminal::start(60, 16, "sh", &arguments, &environment, None);
    terminal.wait_for("Esc: menu");
    assert!(terminal.bracketed_paste());
    terminal.send(typed);
    terminal.wait_for(typed);
    let id = std::fs::read_to_string(folder.path().join("id")).unwrap();
    std::process::Command::new("kill").args([format!("-{signal}"), id]).status().unwrap();
    terminal.wait_end();
    terminal.wait_until("pastes are no longer announced", |_| !terminal.bracketed_paste());
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let draft = if typed.is_empty() { "None".to_owned() } else { format!("Some({typed:?})") };
    assert_eq!(read("report").trim(), format!("Err(Interrupted {{ draft: {draft} }})"));
    assert_eq!(read("modes"), read("modes.before"));
}
