//! The screen that the README shows is what the program shows.

use crate::case;
use crate::founder::Desk;
use crate::window::Window;
use std::fs;
use std::path::Path;

#[test]
fn the_picture_in_the_readme_is_a_screen_of_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let answers = root.join("tests/cases/readme/answers.toml");
    let answers = answers.to_str().unwrap();
    let fill = ["fill", "spoke-go.canvass.json", "--answers", answers];
    assert_eq!(case::run(folder.path(), &fill).0, 3);
    let mut window = Window::with(folder.path(), (76, 20), &[], &[("NO_COLOR", "1")]);
    window.terminal.wait_for("One typical person per line");
    window.type_text("Mara");
    window.press("\r");
    window.look();
    window.press("\r");
    window.terminal.wait_for("+ add a new customer group");
    let screen = window.terminal.rows().into_iter().map(|row| row.trim_end().to_owned()).collect::<Vec<_>>();
    let screen = screen.join("\n");
    let text = fs::read_to_string(root.join("README.md")).unwrap();
    let picture = text.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).unwrap();
    assert_eq!(screen.trim(), picture, "put this screen into the README:\n{screen}");
}
