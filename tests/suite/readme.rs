//! The README tells the truth: every command in it is executed.

use crate::command::{Folder, NOW};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// All of it.
pub fn text() -> String {
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

/// The block of plain text that begins so.
pub fn text_that_begins_with(start: &str) -> String {
    let text = text();
    let found = blocks(&text, "text").into_iter().find(|block| block.starts_with(start)).map(str::to_owned);
    found.unwrap_or_else(|| panic!("the README shows nothing that begins with {start}"))
}

/// The commands of one block.
pub fn commands_of(block: &str) -> Vec<(String, i32)> {
    commands(&format!("```sh\n{block}```\n"))
}

/// The blocks of commands in a chapter, in order.
pub fn blocks_of_the_chapter(title: &str) -> Vec<String> {
    let text = text();
    let (_, chapter) = text.split_once(&format!("\n## {title}\n")).unwrap_or_else(|| panic!("no chapter {title}"));
    let chapter = chapter.split("\n## ").next().unwrap();
    blocks(chapter, "sh").into_iter().map(str::to_owned).collect()
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
    let folder = styled(&text, folder.file("our-style/plan.md", plan).file("our-style/page-style.html", style));
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

/// The colour and the logo that the README names, in a folder.
fn styled(text: &str, folder: Folder) -> Folder {
    let named = *blocks(text, "toml").iter().find(|block| block.contains("logo = ")).unwrap();
    folder.file("our-style/style.toml", named).file("our-style/logo.svg", blocks(text, "svg")[0])
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
    let folder = styled(&text, folder.file("our-style/plan.md", plan).file("our-style/page-style.html", style));
    folder.canvass("template check our-style").status(0).stderr("");
    let drafted = folder.canvass("draft plan.canvass.json --template our-style").status(0).stderr("").output_text();
    let built_in = folder.canvass("draft plan.canvass.json").status(0).output_text();
    let added = "\nSpoke & Go is one of twelve in the spring class of Our Incubator.\n";
    assert_eq!(drafted, built_in + added);
    let page = folder.canvass("draft plan.canvass.json --template our-style --to html").status(0).output_text();
    for part in [":root {\n  color-scheme", "--accent: #8a1538", "h2 { border-bottom: 1px", "alt=\"Our Incubator\""] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
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

/// The bank shown as an example is one, and asks what is said of it.
#[test]
fn the_bank_of_the_readme_that_builds_on_another_works() {
    let text = text();
    let folder = Folder::new();
    for block in blocks(&text, "toml") {
        if let Some((path, rest)) = block.strip_prefix("# our-hub/").and_then(|block| block.split_once('\n')) {
            folder.write(&format!("our-hub/{path}"), rest);
        }
    }
    let told = folder.canvass("bank check our-hub").status(0).error_text();
    assert!(!told.contains("error:") && !told.contains("missing-help"), "{told}");
    let shown = folder.canvass("--bank our-hub bank show").status(0).output_text();
    let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} is not in {shown}"));
    assert!(at("1. Customer segments") < at("      met_at (") && at("      met_at (") < at("2. Your neighbourhood"));
    assert!(at("2. Your neighbourhood") < at("  first_customers (") && at("  first_customers (") < at("3. Value"));
    assert!(shown.contains("market_kind (one-of, required") && !shown.contains("excluded_customers"), "{shown}");
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

/// The ids and upgrades shown as an example are what a bank can have, and move the answers of an old plan.
#[test]
fn the_new_version_of_the_readme_moves_old_plans() {
    let text = text();
    let toml = |part: &str| *blocks(&text, "toml").iter().find(|block| block.contains(part)).unwrap();
    let (renamed, upgrade) = (toml("was = \"hopes\""), toml("[[upgrade]]"));
    let head = "language = 'en'\ntitle = 'Shop'\nsteps = ['a']\n[pause]\nafter = 'a'\ntitle = 'P'\npurpose = 'p'\n";
    let line = |tag: &str, id: &str, kind: &str| {
        format!("[[{tag}]]\nid = '{id}'\nask = '?'\nlabel = '{id}'\nhelp = 'h'\nexample = 'e'\nkind = '{kind}'\n")
    };
    let list = |id: &str| {
        let fields = line("question.field", "name", "text") + &line("question.field", "amount", "money");
        format!("{}one = 'source'\nmany = 'sources'\n{fields}", line("question", id, "items"))
    };
    let step = "id = 'a'\ntitle = 'A'\npurpose = 'a'\n";
    let old = ["hopes", "pains"].map(|id| line("question", id, "text")).concat();
    let old = format!("{step}{old}{}{}", line("question", "own_money", "money"), list("other_sources"));
    let folder = Folder::new().file("shop/a.toml", old);
    folder.write("shop/bank.toml", format!("id = 'shop'\nversion = '1'\n{head}"));
    let answers =
        "hopes = 'Praise.'\npains = 'Rain.'\nown_money = 9000\n[[other_sources]]\nname = 'A grant'\namount = 6000\n";
    folder.write("answers.toml", answers);
    folder.canvass("fill p.canvass.json --answers answers.toml --bank shop").status(0);
    folder.write("shop/a.toml", format!("{step}{renamed}{}{}", line("question", "pains", "text"), list("sources")));
    folder.write("shop/bank.toml", format!("id = 'shop'\nversion = '2'\n{head}{upgrade}"));
    folder.canvass("bank check shop").status(0);
    folder.canvass("upgrade p.canvass.json").status(0).stderr("");
    let plan: serde_json::Value = serde_json::from_str(&folder.read("p.canvass.json")).unwrap();
    assert_eq!(plan["answers"]["gains"]["value"], "Praise.");
    assert_eq!((&plan["answers"]["pains"]["value"], &plan["drafts"]["worries"]), (&"Rain.".into(), &"Rain.".into()));
    let sources = plan["answers"]["sources"]["items"].as_array().unwrap();
    let titles: Vec<_> = sources.iter().map(|item| item["fields"]["name"]["value"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Our own savings", "A grant"]);
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
