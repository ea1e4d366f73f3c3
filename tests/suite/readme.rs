//! The README tells the truth: every command in it is executed.

use crate::command::{Folder, NOW};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

fn text() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The blocks of one language, in order.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let opening = format!("```{language}\n");
    let ends = text.split(opening.as_str()).skip(1);
    ends.map(|rest| rest.split("```").next().unwrap()).collect()
}

fn commands(text: &str) -> Vec<String> {
    let lines = blocks(text, "sh").into_iter().flat_map(str::lines);
    let commands = lines.map(|line| line.split(" #").next().unwrap().trim().to_owned());
    commands.filter(|command| !command.is_empty()).collect()
}

#[test]
fn the_readme_opens_with_the_command_that_starts_and_the_one_that_tests() {
    let text = text();
    let all = commands(&text);
    assert_eq!(all[..2], ["cargo run --release", "cargo test"]);
    let ci = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).unwrap();
    assert!(ci.lines().any(|line| line == all[1]), ".ci/run calls the test command of the README");
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert_eq!(manifest.matches("name = \"canvass\"").count(), 1, "cargo run has one program to run");
}

/// `cargo run --release` and `cargo test` stand for what runs now; everything else is run in one folder, in order.
#[test]
fn every_command_of_the_readme_works() {
    let text = text();
    let answers = blocks(&text, "toml")[0];
    let folder = Folder::new().file("answers.toml", answers);
    for command in commands(&text) {
        let command = match command.as_str() {
            "cargo test" => continue,
            "cargo run --release" => "canvass".to_owned(),
            other => other.to_owned(),
        };
        let walks = command.starts_with("canvass walk") || command == "canvass";
        let expected = if command.contains(" fill ") { Some(3) } else { Some(0) };
        let status = shell(&folder, &command, if walks { "/leave\n" } else { "" });
        assert_eq!(status, expected, "{command}");
    }
}

fn shell(folder: &Folder, command: &str, input: &str) -> Option<i32> {
    let programs = Path::new(env!("CARGO_BIN_EXE_canvass")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    folder.write(".input", input);
    let input = fs::File::open(folder.path(".input")).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder.path("")).env("PATH", path).env("SOURCE_DATE_EPOCH", NOW);
    shell.stdin(input).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().code()
}
