//! The terminal front in a real terminal, at three sizes. The test binary starts itself inside the terminal.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on says so")]

#[path = "support/pty.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod pty;
#[path = "support/scripts.rs"]
mod scripts;

use canvass::prompt::Front;
use canvass::prompt::editor::Editor;
use canvass::prompt::terminal::TerminalFront;
use pty::{CTRL_C, DOWN, ENTER, ESC, Terminal, UP};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

const SIZES: [(u16, u16); 3] = [(80, 24), (60, 16), (40, 16)];
const SCRIPT: &str = "CANVASS_FRONT_DRIVER";
const REPORT: &str = "CANVASS_FRONT_REPORT";
const MENU: &str = "What would you like to do?";

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
}

/// A script running in a terminal.
struct Run {
    terminal: Terminal,
    folder: tempfile::TempDir,
}

impl Run {
    fn new(script: &str, size: (u16, u16)) -> Self {
        Self::with_editor(script, size, "")
    }

    fn with_editor(script: &str, size: (u16, u16), editor: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let report = folder.path().join("report");
        let program = std::env::current_exe().unwrap();
        let environment = [
            (SCRIPT, script),
            (REPORT, report.to_str().unwrap()),
            ("CANVASS_FRONT_EDITOR", editor),
            ("RUST_BACKTRACE", "0"),
        ];
        let arguments = ["--exact", "driver", "--nocapture", "--test-threads=1"];
        let program = program.to_str().unwrap();
        let terminal = Terminal::start(size.0, size.1, program, &arguments, &environment, Some(Stdio::null()));
        Self { terminal, folder }
    }

    /// Presses keys one after the other once the text is there.
    fn at(&self, text: &str, keys: &str) -> String {
        let screen = self.terminal.wait_for(text);
        self.terminal.send(keys);
        screen
    }

    /// Opens the menu and picks the entry with that label.
    fn menu(&self, entry: &str) {
        self.terminal.send(ESC);
        self.terminal.wait_for(MENU);
        self.pick(entry);
    }

    /// Moves the cursor to an option and presses Enter.
    fn pick(&self, label: &str) {
        for _ in 0..20 {
            let marked = format!("> {label}");
            let before = self.terminal.screen();
            if before.contains(&marked) {
                self.terminal.send(ENTER);
                self.terminal.wait_until("the options close", |screen| screen != before);
                return;
            }
            self.terminal.send(DOWN);
            self.terminal.wait_until("the cursor moves", |screen| screen != before);
        }
        panic!("no option `{label}` in\n{}", self.terminal.screen());
    }

    /// What the script has noted so far.
    fn report(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("report")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Waits for the end and compares what came back.
    fn ends_with(mut self, expected: &[&str]) {
        self.terminal.wait_end();
        assert_eq!(self.report(), expected, "the screen is\n{}", self.terminal.screen());
        self.terminal.wait_until("the terminal is left as it was found", |_| !self.terminal.bracketed_paste());
    }

    /// Nothing overdrawn, nothing cut: each word of the text stands whole on the screen, the question once.
    fn shows(&self, texts: &[&str]) {
        let screen = self.terminal.screen();
        assert_eq!(self.terminal.overrun(), Vec::<String>::new(), "rows run over their end in\n{screen}");
        let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        for text in texts {
            let tight: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let squeezed = |text: &str| text.replace(' ', "");
            let count = if text.is_ascii() {
                flat.matches(&tight).count()
            } else {
                squeezed(&flat).matches(&squeezed(&tight)).count()
            };
            assert_eq!(count, 1, "`{text}` is to be seen once in\n{screen}");
        }
    }
}

const PROGRESS: &str = "tep 3 of 10";

#[test]
fn a_line_brings_its_text_and_shows_progress_and_question() {
    for size in SIZES {
        let run = Run::new("line", size);
        run.terminal.wait_for("Enter: next");
        run.shows(&[PROGRESS, scripts::QUESTION, "e.g. People in the old town"]);
        run.terminal.send("城里的人 🚲 ok");
        run.terminal.wait_for("ok");
        run.shows(&[PROGRESS, scripts::QUESTION, "城里的人 🚲 ok"]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("城里的人 🚲 ok"), draft: None })"#]);
    }
}

#[test]
fn esc_opens_the_menu_and_the_typed_text_comes_back() {
    for size in SIZES {
        let run = Run::new("line", size);
        run.at("Enter: next", "half a thou");
        run.at("half a thou", ESC);
        run.terminal.wait_for(MENU);
        run.shows(&[MENU, "> go back"]);
        run.terminal.send(ESC);
        run.terminal.wait_gone(MENU);
        run.at("Enter: next", "ght");
        run.terminal.wait_for("> half a thought");
        run.shows(&[PROGRESS, scripts::QUESTION, "half a thought"]);
        run.menu("go back");
        run.ends_with(&[r#"Ok(Response { reply: Back, draft: Some("half a thought") })"#]);
    }
}

#[test]
fn every_way_to_go_on_is_in_the_menu() {
    let ways = [
        ("skip it", "Ok(Response { reply: Skip, draft: None })"),
        ("show what", "Ok(Response { reply: Show, draft: None })"),
        ("undo the", "Ok(Response { reply: Undo, draft: None })"),
        ("jump to", "Ok(Response { reply: Jump, draft: None })"),
        ("save and", "Ok(Response { reply: Leave, draft: None })"),
    ];
    for (label, expected) in ways {
        let run = Run::new("line", (40, 16));
        run.terminal.wait_for("Enter: next");
        run.menu(label);
        run.ends_with(&[expected]);
    }
    let run = Run::new("line", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.menu("I don't know");
    run.at("Enter: done", "ask the shops\r");
    run.ends_with(&[r#"Ok(Response { reply: Unknown { note: Some("ask the shops") }, draft: None })"#]);
    let run = Run::new("line", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.menu("this does not apply");
    run.at("Enter: done", "no shop\r");
    run.ends_with(&[r#"Ok(Response { reply: NotApplicable { because: "no shop" }, draft: None })"#]);
}

#[test]
fn ctrl_c_brings_the_draft() {
    for size in SIZES {
        for script in ["line", "long", "list"] {
            let run = Run::new(script, size);
            run.at("Esc: menu", "几乎 done");
            run.at("几乎 done", CTRL_C);
            run.ends_with(&[r#"Err(Interrupted { draft: Some("几乎 done") })"#]);
        }
        let run = Run::new("one", size);
        run.at("Esc: menu", CTRL_C);
        run.ends_with(&["Err(Interrupted { draft: None })"]);
        let run = Run::new("line", size);
        run.at("Esc: menu", "kept");
        run.at("> kept", ESC);
        run.at(MENU, CTRL_C);
        run.ends_with(&[r#"Err(Interrupted { draft: Some("kept") })"#]);
    }
}

#[test]
fn explain_shows_everything_and_returns_to_the_question() {
    for size in SIZES {
        let run = Run::new("line", size);
        run.at("Enter: next", "abc");
        run.terminal.wait_for("> abc");
        run.menu("explain");
        run.terminal.wait_until("the explanation ends", |screen| screen.contains("back to the question"));
        run.shows(&["Less helpful: “Everyone”"]);
        run.terminal.send(ENTER);
        let screen = run.terminal.wait_for("> abc");
        assert!(screen.contains(PROGRESS), "{screen}");
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("abc"), draft: None })"#]);
    }
}

#[test]
fn pasted_lines_become_one_line_or_are_changed_first() {
    let run = Run::new("line", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.terminal.paste("first\nsecond");
    run.at("second", ENTER);
    run.at("That was 2 lines", DOWN);
    run.at("> change it first", ENTER);
    run.at("> first second", " third");
    run.at("third", ENTER);
    run.ends_with(&[r#"Ok(Response { reply: Text("first second third"), draft: None })"#]);
}

#[test]
fn a_rejection_is_shown_and_the_old_text_stands_in_the_line() {
    for size in SIZES {
        let run = Run::new("rejected", size);
        run.terminal.wait_for("Enter: next");
        run.shows(&[PROGRESS, "Please give a number between 1 and 5000, such as 120.", "(people) many"]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("many"), draft: None })"#]);
    }
}

#[test]
fn one_pick_starts_on_the_selected_and_can_add() {
    for size in SIZES {
        let run = Run::new("one", size);
        run.terminal.wait_for("Esc: menu");
        run.shows(&[PROGRESS, scripts::QUESTION]);
        assert!(run.terminal.screen().contains("> 周末骑自行车的人"), "{}", run.terminal.screen());
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["segments-2"]), draft: None })"#]);
        let run = Run::new("one", size);
        run.terminal.wait_for("Esc: menu");
        run.pick("+ add a new customer group");
        run.at("Enter: add", "Clubs\r");
        run.ends_with(&[
            r#"Ok(Response { reply: AddTo { list: "segments", name: "Clubs", picked: [] }, draft: None })"#,
        ]);
    }
}

#[test]
fn a_long_choice_scrolls_without_overdrawing() {
    for size in SIZES {
        let run = Run::new("many", size);
        run.terminal.wait_for("Esc: menu");
        for _ in 0..14 {
            run.terminal.send(DOWN);
        }
        run.terminal.wait_for("> Choice number 15");
        run.shows(&[PROGRESS, scripts::QUESTION]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["c15"]), draft: None })"#]);
    }
}

#[test]
fn several_picks_come_in_the_order_shown_and_survive_adding() {
    for size in SIZES {
        let run = Run::new("some", size);
        let screen = run.terminal.wait_for("Esc: menu");
        assert!(screen.contains("Pick one to three:"), "{screen}");
        run.shows(&[PROGRESS, scripts::QUESTION]);
        run.terminal.send(" ");
        run.terminal.wait_until("both are ticked", |screen| screen.matches("[x]").count() == 2);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["segments-1", "segments-2"]), draft: None })"#]);
        let run = Run::new("some", size);
        run.at("Esc: menu", UP);
        run.at("> [ ] + add", " ");
        run.terminal.wait_for("> [x] + add");
        run.terminal.send(ENTER);
        run.at("Enter: add", "Clubs\r");
        run.ends_with(&[
            r#"Ok(Response { reply: AddTo { list: "segments", name: "Clubs", picked: ["segments-2"] }, draft: None })"#,
        ]);
    }
}

#[test]
fn a_list_is_brainstormed_without_repeating_the_question() {
    for size in SIZES {
        let run = Run::new("brainstorm", size);
        run.at("Enter: add", "Cyclists\r");
        run.at("> 1. Cyclists", "周末 riders\r");
        run.at("> 2. 周末 riders", "Shops");
        run.terminal.wait_for("> Shops");
        run.shows(&[PROGRESS, scripts::QUESTION, "1. Cyclists", "at least 3"]);
        run.terminal.send(ENTER);
        run.terminal.wait_for("> 3. Shops");
        run.terminal.send(ENTER);
        run.ends_with(&[
            r#"Ok(Response { reply: Add("Cyclists"), draft: None })"#,
            r#"Ok(Response { reply: Add("周末 riders"), draft: None })"#,
            r#"Ok(Response { reply: Add("Shops"), draft: None })"#,
            "Ok(Response { reply: Done, draft: None })",
        ]);
    }
}

#[test]
fn progress_stays_in_sight_however_many_names_are_typed() {
    for size in SIZES {
        let run = Run::new("marathon", size);
        for number in 1..=30 {
            let last = format!("{}. Group {}", number - 1, number - 1);
            let screen = run.terminal.wait_until("the next name is asked for", |screen| {
                let lines: Vec<&str> = screen.lines().rev().collect();
                lines.get(1) == Some(&">") && (number == 1 || lines.get(2).is_some_and(|line| line.ends_with(&last)))
            });
            assert!(screen.contains(PROGRESS), "{screen}");
            run.terminal.send(&format!("Group {number}\r"));
        }
        let last = r#"Ok(Response { reply: Add("Group 30"), draft: None })"#;
        run.terminal.wait_until("all are noted", |_| run.report().last().is_some_and(|line| line == last));
    }
}

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
fn pasted_lines_become_entries_of_a_list() {
    let run = Run::new("brainstorm", (40, 16));
    run.terminal.wait_for("Enter: add");
    run.terminal.paste("- Cyclists\n\n- Riders\r\n- Shops");
    run.at("- Shops", ENTER);
    run.terminal.wait_for("> 3 entries, one for each line");
    run.terminal.send(ENTER);
    run.at("3. Shops", ENTER);
    run.ends_with(&[
        r#"Ok(Response { reply: Add("Cyclists"), draft: None })"#,
        r#"Ok(Response { reply: Add("Riders"), draft: None })"#,
        r#"Ok(Response { reply: Add("Shops"), draft: None })"#,
        "Ok(Response { reply: Done, draft: None })",
    ]);
}

#[test]
fn entries_of_a_list_are_changed_in_the_menu() {
    let changes = [
        ("go through", r#"Edit { item: "segments-1" }"#),
        ("move it down", r#"Move { item: "segments-1", to: 1 }"#),
        ("remove it", r#"Remove { item: "segments-1" }"#),
    ];
    for (label, reply) in changes {
        let run = Run::new("list", (40, 16));
        let screen = run.terminal.wait_for("Enter: add");
        assert!(screen.contains("earlier)") && screen.contains("9. Group number 9"), "{screen}");
        run.shows(&[PROGRESS]);
        run.menu("change an entry");
        run.at("> Group number 1", ENTER);
        run.terminal.wait_for("What shall be done");
        run.pick(label);
        run.ends_with(&[&format!("Ok(Response {{ reply: {reply}, draft: None }})")]);
    }
    let run = Run::new("list", (40, 16));
    run.terminal.wait_for("Enter: add");
    run.menu("change an entry");
    run.at("> Group number 1", ENTER);
    run.terminal.wait_for("What shall be done");
    run.pick("give it another");
    run.at("leave as it is", " b\r");
    run.ends_with(&[
        r#"Ok(Response { reply: Rename { item: "segments-1", name: "Group number 1 (1 question open) b" }, draft: None })"#
            .replace(" (1 question open)", "")
            .as_str(),
    ]);
}

#[test]
fn picks_make_entries_and_none_ends_the_list() {
    let run = Run::new("picklist", (40, 16));
    run.at("Space: tick", " ");
    run.at("[x]", ENTER);
    run.ends_with(&[r#"Ok(Response { reply: AddPicked(["problem-1"]), draft: None })"#]);
    let run = Run::new("picklist", (40, 16));
    run.at("Space: tick", ENTER);
    run.ends_with(&["Ok(Response { reply: Done, draft: None })"]);
}

#[test]
fn a_long_text_is_kept_or_written_anew_and_pasted_lines_stay() {
    for size in SIZES {
        let run = Run::new("written", size);
        run.terminal.wait_for("This text is there already");
        run.shows(&[PROGRESS, scripts::QUESTION, "First paragraph of what they said."]);
        run.pick("keep it");
        run.ends_with(&[&format!("Ok(Response {{ reply: Text({:?}), draft: None }})", scripts::PARAGRAPHS)]);
        let run = Run::new("written", size);
        run.terminal.wait_for("This text is there already");
        run.pick("write it anew");
        run.at("Enter: next", ESC);
        run.at(MENU, ENTER);
        run.ends_with(&[&format!("Ok(Response {{ reply: Back, draft: Some({:?}) }})", scripts::PARAGRAPHS)]);
    }
    let run = Run::new("long", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.terminal.paste("one\n\ntwo");
    run.at("two", ENTER);
    run.ends_with(&[r#"Ok(Response { reply: Text("one\n\ntwo"), draft: None })"#]);
}

#[test]
fn a_paste_taller_than_the_window_leaves_a_clean_screen() {
    let run = Run::new("long", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.terminal.paste(&"word ".repeat(200));
    run.terminal.wait_for("word word");
    std::thread::sleep(std::time::Duration::from_millis(600));
    run.terminal.send(ESC);
    run.terminal.wait_for(MENU);
    run.shows(&[PROGRESS, scripts::QUESTION]);
    run.terminal.send(ESC);
    run.terminal.wait_for("This text is there already");
    run.pick("keep it");
    run.ends_with(&[&format!("Ok(Response {{ reply: Text({:?}), draft: None }})", "word ".repeat(200).trim())]);
}

#[test]
fn the_editor_writes_long_texts_and_a_missing_one_is_explained() {
    let editor = "sh -c 'echo \"# and more\" >> \"$0\"'";
    let run = Run::with_editor("long", (60, 16), editor);
    run.at("Enter: next", "start");
    run.terminal.wait_for("> start");
    run.menu("open my editor");
    run.ends_with(&[r#"Ok(Response { reply: Text("start\n# and more"), draft: None })"#]);
    let run = Run::with_editor("long", (60, 16), "no-such-editor");
    run.at("Enter: next", "start");
    run.terminal.wait_for("> start");
    run.menu("open my editor");
    run.terminal.wait_for("the editor `no-such-editor` was not found");
    run.at("> start", " over\r");
    run.ends_with(&[r#"Ok(Response { reply: Text("start over"), draft: None })"#]);
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

#[test]
fn chinese_questions_wrap_and_every_part_of_the_heading_is_there() {
    for size in SIZES {
        let run = Run::new("chinese", size);
        run.terminal.wait_for("Enter: next");
        run.terminal.send("答案👍");
        run.terminal.wait_for("答案");
        run.shows(&[PROGRESS, scripts::CHINESE, "About: 周末骑自行车的人", "变了", "(optional)"]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("答案👍"), draft: None })"#]);
    }
}

#[test]
fn lines_that_wait_after_a_rejection_are_not_lost() {
    let run = Run::new("refused", (60, 16));
    run.terminal.wait_for("Enter: add");
    run.terminal.paste("Everyone\nRiders\nShops");
    run.at("Shops", ENTER);
    run.at("> 3 entries", ENTER);
    run.at("Name a group, not everyone.", ESC);
    run.at(MENU, ENTER);
    run.terminal.wait_for("There are 3 lines from before");
    run.pick("3 entries");
    run.ends_with(&[
        r#"Ok(Response { reply: Add("Everyone"), draft: None })"#,
        r#"Ok(Response { reply: Back, draft: Some("Everyone\nRiders\nShops") })"#,
        r#"Ok(Response { reply: Add("Everyone"), draft: None })"#,
    ]);
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
