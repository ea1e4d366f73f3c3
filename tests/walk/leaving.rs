//! Terminals that cannot redraw, signals, and what the plan's file is called.

use crate::case::{only_plan, run, saved};
use crate::founder::{Desk, Shown, squeezed};
use crate::lines::Lines;
use crate::pty::{CTRL_C, ENTER, ESC, Terminal};
use crate::window::Window;
use std::fs;
use std::io::{Read, Write};
use std::process::Command;

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
    let screen = window.terminal.wait_for("1 answer is saved");
    let farewell = screen.lines().any(|line| line.starts_with("1 answer is saved"));
    assert!(farewell, "the farewell begins a line of its own:\n{screen}");
}

/// The list of plans filters by what is typed; what matches nothing takes nothing.
#[test]
fn among_several_plans_the_one_typed_is_gone_on_with() {
    for size in [(80, 24), (40, 16)] {
        let folder = tempfile::tempdir().unwrap();
        for name in ["bakery", "sauna"] {
            run(folder.path(), &["example", "--output", &format!("{name}.canvass.json")]);
        }
        let mut window = Window::open(folder.path(), size, &[]);
        window.terminal.wait_for("> bakery.canvass.json");
        window.terminal.send("zzz");
        window.terminal.wait_gone("bakery.canvass.json");
        window.terminal.send(ENTER);
        for _ in 0..3 {
            window.terminal.send("\u{7f}");
        }
        window.terminal.wait_for("sauna.canvass.json");
        window.terminal.send("sau");
        window.terminal.wait_gone("bakery.canvass.json");
        window.terminal.send(ENTER);
        window.look();
        assert!(!window.terminal.screen().contains("bakery"), "{}", window.terminal.screen());
        window.press(CTRL_C);
        assert_eq!(Terminal::code(window.terminal.wait_end()), 130);
        window.terminal.wait_for("canvass walk sauna.canvass.json");
    }
}

#[test]
fn a_signal_to_stop_gives_the_terminal_back_with_everything_saved() {
    for (signal, code) in [("-TERM", 143), ("-INT", 130), ("-QUIT", 131), ("-HUP", 129)] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = Window::open(folder.path(), (80, 24), &["walk", "--essentials"]);
        window.look();
        window.type_text("Stopped");
        window.press(ENTER);
        let Shown::Question(shown) = window.look() else { panic!("no question") };
        assert!(shown.contains(&squeezed("In one sentence")), "{shown}");
        window.type_text("half a sentence");
        assert!(window.terminal.bracketed_paste());
        kill(signal, window.terminal.id());
        assert_eq!(Terminal::code(window.terminal.wait_end()), code);
        window.terminal.wait_until("pastes are no longer announced", |_| !window.terminal.bracketed_paste());
        assert_eq!(saved(&only_plan(folder.path()))["answers"]["venture_name"]["value"], "Stopped");
        let mut window = Window::open(folder.path(), (80, 24), &[]);
        let Shown::Question(shown) = window.look() else { panic!("no question") };
        assert!(shown.contains(&squeezed("In one sentence")), "{shown}");
        assert_eq!(window.line(), "half a sentence");
    }
}

/// A stop where no shell is that could wake the program up again is none.
#[test]
fn a_window_without_a_shell_is_not_stopped_for_ever() {
    for plain in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let arguments: &[&str] = if plain { &["walk", "--plain", "--essentials"] } else { &["walk", "--essentials"] };
        let mut window = Window::open(folder.path(), (80, 24), arguments);
        window.terminal.wait_for("What is your venture called?");
        window.terminal.send("half ");
        window.terminal.wait_for("half");
        // The last two stop the program without asking it.
        for signal in ["-TSTP", "-STOP", "-CONT"] {
            kill(signal, window.terminal.id());
            std::thread::sleep(std::time::Duration::from_millis(400));
        }
        window.terminal.send("and whole");
        window.terminal.wait_for("half and whole");
        window.press(ENTER);
        window.terminal.wait_for("In one sentence");
        window.press(CTRL_C);
        assert_eq!(Terminal::code(window.terminal.wait_end()), 130);
        assert_eq!(saved(&only_plan(folder.path()))["answers"]["venture_name"]["value"], "half and whole");
    }
}

fn kill(signal: &str, id: u32) {
    let kill = Command::new("kill").args([signal, &id.to_string()]).status().unwrap();
    assert!(kill.success());
}

/// The window is closed: the program learns of it by a signal, and has nowhere to say anything.
#[test]
fn half_a_line_outlives_the_window_also_before_there_is_a_plan() {
    let words = format!("{}半句", "word ".repeat(400));
    for typed in ["半个名字 half", &words] {
        let end: String = typed.chars().skip(typed.chars().count() - 4).collect();
        let folder = tempfile::tempdir().unwrap();
        let mut window = Window::open(folder.path(), (40, 16), &["walk", "--essentials"]);
        window.look();
        window.terminal.paste(typed);
        window.wait_for_line(&end);
        kill("-HUP", window.terminal.id());
        assert_eq!(Terminal::code(window.terminal.wait_end()), 129);
        let drafts = saved(&only_plan(folder.path()))["drafts"].clone();
        assert_eq!(drafts["venture_name"], typed.trim());
        let mut window = Window::open(folder.path(), (40, 16), &[]);
        window.look();
        window.wait_for_line(&end);
    }
}

/// Only the first program of a window is told that it was closed: here a shell, which keeps it to itself.
#[test]
fn a_window_that_is_gone_without_a_word_ends_the_walk_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut pty, pts) = pty_process::blocking::open().unwrap();
    pty.resize(pty_process::Size::new(24, 80)).unwrap();
    let script =
        format!("trap '' HUP; '{}' walk p.canvass.json --essentials; echo $? > code", env!("CARGO_BIN_EXE_canvass"));
    let command = pty_process::blocking::Command::new("sh").args(["-c", &script]).env("TERM", "xterm-256color");
    let mut child = command.current_dir(folder.path()).spawn(pts).unwrap();
    let wait_for = |pty: &mut pty_process::blocking::Pty, text: &str| {
        let (mut shown, mut buffer) = (String::new(), [0; 4096]);
        while !shown.contains(text) {
            let count = pty.read(&mut buffer).unwrap();
            shown.push_str(&String::from_utf8_lossy(&buffer[..count]));
        }
    };
    wait_for(&mut pty, "Enter: next");
    pty.write_all(b"half a name").unwrap();
    wait_for(&mut pty, "half a name");
    drop(pty);
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("code")).unwrap().trim(), "129");
    assert_eq!(saved(&folder.path().join("p.canvass.json"))["drafts"]["venture_name"], "half a name");
}

/// A damaged plan is not opened and not changed before somebody says what shall become of it.
#[test]
fn a_damaged_plan_is_gone_on_with_from_its_last_good_state() {
    for size in [(80, 24), (40, 16)] {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        run(folder.path(), &["example", "--output", "p.canvass.json"]);
        let good = std::fs::read(at("p.canvass.json")).unwrap();
        let mut window = Window::open(folder.path(), size, &[]);
        window.look();
        window.press(CTRL_C);
        window.terminal.wait_end();
        let half = &good[..good.len() / 2];
        std::fs::write(at("p.canvass.json"), half).unwrap();
        for (key, code) in [(CTRL_C, 130), (ESC, 1)] {
            let mut window = Window::open(folder.path(), size, &[]);
            window.terminal.wait_for("This plan is damaged. What now?");
            window.press(key);
            assert_eq!(Terminal::code(window.terminal.wait_end()), code);
            assert_eq!(std::fs::read(at("p.canvass.json")).unwrap(), half);
        }
        let mut window = Window::open(folder.path(), size, &[]);
        let screen = window.terminal.wait_for("This plan is damaged. What now?");
        assert!(screen.contains("last good state of 20"), "{screen}");
        window.press(ENTER);
        window.look();
        window.press(CTRL_C);
        assert_eq!(Terminal::code(window.terminal.wait_end()), 130);
        assert_eq!(std::fs::read(at("p.canvass.json")).unwrap(), good);
        assert_eq!(std::fs::read(at("p.canvass.json.damaged-1")).unwrap(), half);
    }
}

#[test]
fn an_emptied_line_stays_empty() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(folder.path(), (60, 16), &["walk", "--essentials"]);
    window.look();
    window.type_text("Empty");
    window.press(ENTER);
    window.look();
    window.type_text("half a sentence");
    window.press(CTRL_C);
    assert_eq!(Terminal::code(window.terminal.wait_end()), 130);
    let mut window = Window::open(folder.path(), (60, 16), &[]);
    window.look();
    assert_eq!(window.line(), "half a sentence");
    window.terminal.send("\u{15}");
    window.terminal.wait_gone("half a sentence");
    window.menu("go back to the question before");
    window.look();
    assert_eq!(window.line(), "Empty");
    window.terminal.send("\u{15}");
    window.terminal.wait_gone("> Empty");
    window.menu("jump to another step");
    window.look();
    window.press(ENTER);
    window.look();
    assert_eq!(window.line(), "", "the half sentence is gone for good");
    window.press(CTRL_C);
    assert_eq!(Terminal::code(window.terminal.wait_end()), 130);
    let plan = saved(&only_plan(folder.path()));
    assert_eq!(plan["answers"]["venture_name"]["value"], "Empty", "an answer is not taken out by emptying its line");
}

/// In plain lines the terminal keeps a line until it is ended; a request to end brings it out.
#[test]
fn half_a_line_typed_in_plain_lines_is_kept() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130), ("-QUIT", 131)] {
        let half = "half a 句";
        let folder = tempfile::tempdir().unwrap();
        let mut window = Window::open(folder.path(), (80, 24), &["walk", "--plain", "--essentials"]);
        window.terminal.wait_for(CUE);
        window.terminal.send("Lines\r");
        window
            .terminal
            .wait_until("the next question comes", |screen| screen.contains("sentence") && screen.ends_with(CUE));
        window.terminal.send(half);
        window.terminal.wait_for(half);
        kill(signal, window.terminal.id());
        assert_eq!(Terminal::code(window.terminal.wait_end()), code);
        assert_eq!(saved(&only_plan(folder.path()))["drafts"]["pitch"], half);
    }
}

/// A remark, a reason and a name are kept as half an answer is, and offered again where they are typed.
#[test]
fn what_is_half_typed_beside_an_answer_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(folder.path(), (80, 24), &["walk", "--essentials"]);
    window.look();
    window.type_text("Beside");
    window.press(ENTER);
    window.look();
    window.menu("I don't know yet");
    window.terminal.wait_for("What would help you to find out?");
    window.type_text("ask the gu");
    kill("-HUP", window.terminal.id());
    assert_eq!(Terminal::code(window.terminal.wait_end()), 129);
    let mut window = Window::open(folder.path(), (80, 24), &[]);
    window.look();
    assert_eq!(window.line(), "", "it is no answer");
    window.menu("I don't know yet");
    window.terminal.wait_for("> ask the gu");
    window.press(CTRL_C);
    window.terminal.wait_end();

    let mut lines = Lines::open(folder.path(), &["--plain"]);
    lines.wait();
    lines.type_line("/na");
    lines.type_text("a gra");
    kill("-TERM", lines.id());
    assert_eq!(lines.code(), 143);
    let mut lines = Lines::open(folder.path(), &["--plain"]);
    lines.wait();
    lines.type_line("/na");
    lines.type_line("");
    lines.wait();
    lines.type_line("/leave");
    assert_eq!(lines.code(), 0);
    assert!(lines.output().contains("Why does this not apply? (an empty line enters [a gra])"), "{}", lines.output());
    assert_eq!(saved(&only_plan(folder.path()))["answers"]["pitch"]["because"], "a gra");
}

#[test]
fn half_a_text_that_came_over_a_pipe_is_kept() {
    let bank = crate::case::path("kinds");
    for (sent, kept) in [("One.\nTwo.\nhalf", "One.\nTwo.\nhalf"), ("One.\nTwo.\n", "One.\nTwo."), ("half", "half")] {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["walk", "--plain", "--essentials", "--bank", bank.to_str().unwrap()];
        let mut lines = Lines::open(folder.path(), &arguments);
        lines.wait();
        lines.type_line("Pipes");
        while !lines.wait().unwrap().contains("a line with only a dot") {
            lines.type_line("/skip");
        }
        lines.type_text(sent);
        kill("-TERM", lines.id());
        assert_eq!(lines.code(), 143);
        assert_eq!(saved(&only_plan(folder.path()))["drafts"]["story"], kept);
    }
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
