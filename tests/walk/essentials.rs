//! The complete essential walk of the built-in bank, over every front.

use crate::case::{answers, built_in, normal, only_plan, path, run};
use crate::founder::{Desk, Founder, Say, Shown, squeezed};
use crate::lines::Lines;
use crate::pty::{CTRL_C, ENTER, ESC, Terminal};
use crate::window::{MENU, Window};
use std::fs;
use std::path::Path;
use std::thread;

const ANSWERS: &str = "spoke-and-go/essentials.toml";

fn founder() -> Founder {
    Founder::new(&built_in(), &answers(ANSWERS))
}

#[test]
fn the_same_answers_give_the_same_plan_over_every_front() {
    let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let [terminal, pipe, file] = folders.each_ref().map(tempfile::TempDir::path);
    let file_front =
        || run(file, &["fill", "plan.canvass.json", "--essentials", "--answers", path(ANSWERS).to_str().unwrap()]);
    let (code, said) = thread::scope(|scope| {
        let walks = [scope.spawn(|| walk_in_a_terminal(terminal)), scope.spawn(|| walk_over_a_pipe(pipe))];
        let filled = file_front();
        for walk in walks {
            walk.join().unwrap();
        }
        filled
    });
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("every required question is settled"), "{said}");
    let [terminal, pipe, file] = [terminal, pipe, file].map(|folder| normal(&only_plan(folder)));
    assert!(terminal == file, "terminal:\n{}", difference(&terminal, &file));
    assert!(pipe == file, "pipe:\n{}", difference(&pipe, &file));
}

/// The lines of either text that the other does not have.
fn difference(one: &str, other: &str) -> String {
    let without = |text: &str, other: &str| -> Vec<String> {
        text.lines().filter(|line| !other.lines().any(|own| own == *line)).take(20).map(str::to_owned).collect()
    };
    format!("{:#?} and not {:#?}", without(one, other), without(other, one))
}

fn walk_in_a_terminal(folder: &Path) {
    let mut founder = founder();
    let mut window = Window::open(folder, (80, 24), &[]);
    goes_back_and_leaves_text(&mut founder, &mut window);
    let shown = stops(&mut founder, &mut window);
    let mut window = Window::open(folder, (80, 24), &[]);
    assert_eq!(window.look(), Shown::Question(shown), "the walk goes on where it was left");
    assert!(window.screens[0].contains("Welcome back"), "{}", window.screens[0]);
    founder.go_until(&mut window, "How would you like to go on?");
    let seen = window.screens.join("\n");
    for part in ["Half-way", "You help City commuters with", "Does this describe the business you mean?"] {
        assert!(seen.contains(part), "`{part}` is not on any screen of the pause");
    }
    founder.go_until(&mut window, "Look it all over");
    assert!(
        window.terminal.screen().contains("Everything this path asks for is settled"),
        "{}",
        window.terminal.screen()
    );
    founder.finish(&mut window);
    assert_eq!(Terminal::code(window.terminal.wait_end()), 0);
    for (name, part) in [("spoke-go.md", "Spoke & Go"), ("spoke-go.html", "Spoke &amp; Go")] {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        assert!(text.contains(part), "{name} does not name the venture:\n{text}");
    }
}

/// At the second question: text, Esc, the text again, back, and on again with the text.
fn goes_back_and_leaves_text(founder: &mut Founder, window: &mut Window) {
    founder.go_to(window, "pitch");
    window.type_text("We repair");
    window.press(ESC);
    window.terminal.wait_for(MENU);
    window.look();
    window.press(ESC);
    window.look();
    assert_eq!(window.line(), "We repair");
    window.menu("go back to the question before");
    let Shown::Question(shown) = window.look() else { panic!("no question") };
    assert_eq!(founder.question(&shown).id, "venture_name");
    assert_eq!(window.line(), "Spoke & Go");
    window.press(ENTER);
    founder.go_to(window, "pitch");
    assert_eq!(window.line(), "We repair", "the text typed before going back is there again");
}

/// At a question in the middle: text, Ctrl-C, and what is said then. Gives the question as it was shown.
fn stops(founder: &mut Founder, window: &mut Window) -> String {
    let shown = founder.go_to(window, "result");
    let Say::Line(text) = founder.question(&shown).say.clone() else { panic!("a line") };
    let half: String = text.chars().take(6).collect();
    window.type_text(&half);
    window.press(CTRL_C);
    assert_eq!(Terminal::code(window.terminal.wait_end()), 130);
    let screen = window.terminal.wait_for("Go on with:\ncanvass walk spoke-go.canvass.json");
    assert!(screen.contains(" answers and what you began are saved in spoke-go.canvass.json."), "{screen}");
    shown.replacen("[Enter", &format!("{}[Enter", squeezed(&half)), 1)
}

fn walk_over_a_pipe(folder: &Path) {
    let mut lines = Lines::open(folder, &["--plain"]);
    founder().finish(&mut lines);
    assert_eq!(lines.code(), 0, "{}", lines.output());
    assert!(folder.join("spoke-go.md").is_file() && folder.join("spoke-go.html").is_file());
}
