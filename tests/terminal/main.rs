//! The terminal front in a real terminal, at several sizes. The test binary starts itself inside the terminal.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on says so")]

mod choices;
mod lines;
mod lists;
mod menu;
#[path = "../support/pty.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod pty;
mod rows;
mod run;
mod screens;
mod scripts;
mod tables;
mod window;

use canvass::prompt::Front;
use canvass::prompt::editor::Editor;
use canvass::prompt::terminal::TerminalFront;
use run::{REPORT, SCRIPT};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Not a test: what runs inside the terminal. It asks the prompts of a script and notes what comes back.
#[test]
fn driver() {
    let Ok(script) = std::env::var(SCRIPT) else { return };
    let report = PathBuf::from(std::env::var_os(REPORT).unwrap());
    let editor = std::env::var("CANVASS_FRONT_EDITOR").ok();
    let path = std::env::var_os("PATH");
    let editor = Editor::named(None, editor.as_deref(), path.as_deref());
    std::fs::write(report.with_file_name("id"), std::process::id().to_string()).unwrap();
    let mut front = TerminalFront::new(!script.starts_with("plain-"), editor);
    let mut noted = String::new();
    for step in scripts::steps(script.trim_start_matches("plain-")) {
        let line = match step {
            scripts::Step::Ask(prompt) => format!("{:?}", front.ask(&prompt)),
            scripts::Step::Say(notice) => format!("{:?}", front.say(&notice)),
            scripts::Step::Choose(menu) => format!("{:?}", front.choose(&menu)),
        };
        writeln!(noted, "{line}").unwrap();
        std::fs::write(&report, &noted).unwrap();
    }
    // The last lines are to be read before the terminal closes with the end of the program.
    std::thread::sleep(std::time::Duration::from_millis(50));
}
