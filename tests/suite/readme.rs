//! The README tells the truth: every command in it is executed.

use crate::command::{Folder, NOW};
use std::collections::BTreeSet;
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

/// The commands, each with the exit code its remark names: 0 if it names none.
fn commands(text: &str) -> Vec<(String, i32)> {
    let lines = blocks(text, "sh").into_iter().flat_map(str::lines);
    let commands = lines.map(|line| {
        let (command, remark) = line.split_once(" #").unwrap_or((line, ""));
        let code = remark.split_once("exit code ").map_or(0, |(_, code)| code.trim().parse().unwrap());
        (command.trim().to_owned(), code)
    });
    commands.filter(|(command, _)| !command.is_empty()).collect()
}

#[test]
fn the_readme_opens_with_the_command_that_starts_and_the_one_that_tests() {
    let text = text();
    let all: Vec<String> = commands(&text).into_iter().map(|(command, _)| command).collect();
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
    let [plan, style] = blocks(&text, "jinja")[..] else { panic!("the README shows two templates") };
    let folder = Folder::new().file("answers.toml", answers);
    let folder = folder.file("our-style/plan.md", plan).file("our-style/page-style.html", style);
    let folder = tutorial(&text, folder);
    for (command, expected) in commands(&text) {
        let command = match command.as_str() {
            "cargo test" => continue,
            "cargo run --release" => "canvass".to_owned(),
            other => other.to_owned(),
        };
        let walks = command.starts_with("canvass walk") || command == "canvass";
        let status = shell(&folder, &command, if walks { "/leave\n" } else { "" });
        assert_eq!(status, Some(expected), "{command}");
    }
}

/// The files of the bank that the README writes from nothing, in a folder: a block begins with the name of its file.
fn tutorial(text: &str, folder: Folder) -> Folder {
    let files = blocks(text, "toml").into_iter();
    let files = files.filter_map(|block| Some((block.strip_prefix("# ")?.split_once(".toml: ")?.0, block)));
    files.fold(folder, |folder, (name, block)| folder.file(&format!("minimal/{name}.toml"), block))
}

/// The minimal bank is what the README tells its readers to write, no more and no less, and it is in good order.
#[test]
fn the_bank_of_the_tutorial_is_the_minimal_one() {
    let folder = tutorial(&text(), Folder::new());
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/minimal");
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        entries.collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&folder.path("minimal")), names(&own));
    for name in names(&own) {
        let written = fs::read_to_string(folder.path("minimal").join(&name)).unwrap();
        assert_eq!(written, fs::read_to_string(own.join(&name)).unwrap(), "{}", name.display());
    }
    folder.canvass("bank check minimal").status(0).stderr("");
    assert!(folder.canvass("--bank ./minimal bank show").status(0).output_text().contains("\n1. The people: Say whom"));
    folder.canvass("--bank ./minimal example -o shelf.canvass.json").status(0);
    folder.canvass("draft shelf.canvass.json --final").status(0).stderr("");
}

/// The templates shown as an example do what is said of them.
#[test]
fn the_templates_of_the_readme_work() {
    let text = text();
    let [plan, style] = blocks(&text, "jinja")[..] else { panic!("the README shows two templates") };
    let folder = Folder::new().file("plan.canvass.json", super::command::example());
    let folder = folder.file("our-style/plan.md", plan).file("our-style/page-style.html", style);
    let drafted = folder.canvass("draft plan.canvass.json --template our-style").status(0).stderr("").output_text();
    let built_in = folder.canvass("draft plan.canvass.json").status(0).output_text();
    let added = "\nSpoke & Go is one of twelve in the spring class of Our Incubator.\n";
    assert_eq!(drafted, built_in + added);
    let page = folder.canvass("draft plan.canvass.json --template our-style --to html").status(0).output_text();
    assert!(page.contains(":root { color-scheme") && page.contains("--accent: #8a1538"), "{page}");
}

/// Roles are listed as the catalogue has them. Run with `CANVASS_BLESS=1` to write the list anew.
#[test]
fn the_readme_lists_every_role() {
    let (opening, closing) = ("<!-- roles -->\n", "<!-- end of roles -->");
    let text = text();
    let (before, rest) = text.split_once(opening).unwrap();
    let (listed, after) = rest.split_once(closing).unwrap();
    let fresh = canvass::figures::roles::table();
    if std::env::var_os("CANVASS_BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        fs::write(path, format!("{before}{opening}{fresh}{closing}{after}")).unwrap();
    } else {
        assert_eq!(listed, fresh);
    }
}

/// The rule shown as an example is one that a bank can have, and finds something.
#[test]
fn the_check_of_the_readme_works() {
    let text = text();
    let rule = blocks(&text, "toml").into_iter().find(|block| block.contains("[[check]]")).unwrap();
    let folder = Folder::new();
    folder.canvass("bank copy our-bank").status(0);
    folder.canvass("--bank our-bank example -o plan.canvass.json").status(0);
    let step = "our-bank/05-revenue-streams.toml";
    folder.write(step, format!("{}\n{rule}", folder.read(step)));
    folder.canvass("bank check our-bank").status(0);
    folder.write("price.toml", "[[revenue_streams]]\nname = \"Fleet bike\"\nprice = 6\n");
    folder.canvass("--bank our-bank fill plan.canvass.json --answers price.toml").status(0);
    let found = folder.canvass("--bank our-bank check plan.canvass.json").status(3).output_text();
    let message = "Employers with bike fleets brings in €480 a month, through Fleet bike.";
    assert!(found.replace("\n    ", " ").contains(message), "{found}");
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
