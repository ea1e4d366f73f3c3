//! The normal path of every command.

use crate::command::{Folder, Outcome, example, same};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

const ALLOTLY: &str = include_str!("../cases/allotly/answers.toml");

/// A folder that holds the worked example as a plan.
fn with_example() -> Folder {
    Folder::new().file("spoke.canvass.json", example())
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

fn field(plan: &Json, list: &str, item: usize, field: &str) -> Json {
    plan["answers"][list]["items"][item]["fields"][field]["value"].clone()
}

#[test]
fn the_example_is_a_plan_on_standard_output_or_in_a_file() {
    let folder = Folder::new();
    folder.canvass("example -o spoke.canvass.json").status(0).stdout("").stderr("");
    folder.canvass("example").status(0).stdout(&folder.read("spoke.canvass.json")).stderr("");
    folder.canvass("example -o spoke.canvass.json").status(0).stdout("").stderr("");
    let plan = json(&folder.read("spoke.canvass.json"));
    assert_eq!(plan["format"], 1);
    assert_eq!(plan["created"], "2026-03-01T12:00:00Z");
    assert_eq!(plan["answers"]["venture_name"]["value"], "Spoke & Go");
    assert_eq!(folder.names(), ["spoke.canvass.json"]);
}

#[test]
fn a_draft_is_markdown_or_html_as_asked_or_as_the_name_says() {
    let folder = with_example();
    let plan = folder.read("spoke.canvass.json");
    let markdown = folder.canvass("draft spoke.canvass.json").status(0).stderr("").output_text();
    let html = folder.canvass("draft spoke.canvass.json --to html").status(0).stderr("").output_text();
    assert!(markdown.starts_with("# Spoke & Go: business plan section\n"), "{markdown}");
    assert!(html.starts_with("<!doctype html>\n") || html.starts_with("<!DOCTYPE html>\n"), "{html}");
    folder.canvass("draft spoke.canvass.json --to md").status(0).stdout(&markdown);
    folder.canvass("draft - --to md").stdin(plan.as_str()).status(0).stdout(&markdown).stderr("");
    folder.canvass("draft - --to html").stdin(plan).status(0).stdout(&html).stderr("");
    for (words, name, expected) in [
        ("-o a.md", "a.md", &markdown),
        ("-o a.MARKDOWN", "a.MARKDOWN", &markdown),
        ("-o a", "a", &markdown),
        ("-o a.html", "a.html", &html),
        ("-o a.htm", "a.htm", &html),
        ("--to html -o a.txt", "a.txt", &html),
        ("--to md --output b.html", "b.html", &markdown),
    ] {
        folder.canvass(&format!("draft spoke.canvass.json {words}")).status(0).stdout("").stderr("");
        same(words, expected, &folder.document(name));
    }
}

#[test]
fn a_recap_shows_the_paragraph_the_fit_table_and_what_is_missing() {
    let folder = with_example();
    let recap = folder.canvass("recap spoke.canvass.json").status(0).stderr("").output_text();
    assert!(recap.starts_with("You help City commuters with “Fixed where you park”."), "{recap}");
    assert!(recap.contains("\n│ Value propositions  ") && recap.contains("\n│ - Rack stickers  "), "{recap}");
    assert!(recap.contains("Fleet") && recap.contains("dedicated"), "{recap}");
    assert!(recap.contains("\nNothing that is required is missing up to here.\n"), "{recap}");
    assert!(recap.contains("\nThe checks found nothing to mend in what is settled.\n"), "{recap}");
    assert!(recap.ends_with("The weakest beliefs so far:\n  - Accessories (only belief)\n"), "{recap}");
    folder.canvass("recap -").stdin(folder.read("spoke.canvass.json")).status(0).stdout(&recap);
    folder.write("few.toml", "venture_name = 'X'");
    folder.canvass("fill few.canvass.json --essentials --answers few.toml").status(3);
    let recap = folder.canvass("recap few.canvass.json").status(0).stderr("").output_text();
    assert!(recap.contains("the customer groups"), "{recap}");
}

#[test]
fn the_status_is_a_line_for_each_plan_and_one_that_cannot_be_read_is_listed() {
    let folder = with_example().file("broken.canvass.json", "{").file("few.toml", "venture_name = 'X'");
    folder.canvass("fill few.canvass.json --essentials --answers few.toml").status(3);
    let spoke = "spoke.canvass.json: 10 of 10 steps done, 513 answers, 16 open, last change 2026-03-01; 5 overdue, the first since 2026-02-06: \
                 Next step: Ask the bank for the loan of €4,000; due today: Start: Spoke & Go\n";
    let few = "few.canvass.json: 0 of 10 steps done, 2 answers, 15 open, last change 2026-03-01\n";
    folder.canvass("status spoke.canvass.json few.canvass.json").status(0).stdout(&format!("{spoke}{few}")).stderr("");
    folder
        .canvass("status broken.canvass.json spoke.canvass.json")
        .status(1)
        .stdout(&format!("broken.canvass.json: cannot be read\n{spoke}"))
        .stderr(
            "error: this plan cannot be read: the text ends in the middle\n --> broken.canvass.json:1:1\n  |\n1 | {\n  | ^\n\
             help: mend the file at the place shown, or go back to a copy; canvass has changed nothing in it\n",
        );
}

#[test]
fn an_answers_file_makes_a_plan_and_all_required_answers_settle_it() {
    let folder = Folder::new().file("answers.toml", ALLOTLY);
    let settled = |plan: &str| format!("saved in {plan}; every required question is settled\n");
    folder
        .canvass("fill a.canvass.json --answers answers.toml")
        .status(0)
        .stdout("")
        .stderr(&settled("a.canvass.json"));
    folder.canvass("fill b.canvass.json --answers -").stdin(ALLOTLY).status(0).stderr(&settled("b.canvass.json"));
    assert_eq!(folder.read("a.canvass.json"), folder.read("b.canvass.json"));
    let answers: toml::Table = ALLOTLY.parse().unwrap();
    folder.write("answers.json", serde_json::to_string(&answers).unwrap());
    folder.canvass("fill c.canvass.json --answers answers.json").status(0).stderr(&settled("c.canvass.json"));
    assert_eq!(folder.read("a.canvass.json"), folder.read("c.canvass.json"));
    folder.canvass("fill a.canvass.json --answers answers.toml").status(0).stderr(&settled("a.canvass.json"));
    assert_eq!(folder.read("a.canvass.json"), folder.read("b.canvass.json"), "filled in twice, nothing changes");
}

#[test]
fn a_fill_merges_by_id_and_by_title_and_leaves_absent_keys_alone() {
    let folder = with_example();
    let before = json(&folder.read("spoke.canvass.json"));
    let answers = "pitch = 'Another pitch.'\n\
                   [[segments]]\nname = 'Employers with bike fleets'\nhead_count = 77\n\
                   [[segments]]\nid = 'segments-1'\nname = 'Commuters'\n\
                   [[segments]]\nname = 'Students'\n";
    folder.canvass("fill spoke.canvass.json --answers -").stdin(answers).status(3);
    let after = json(&folder.read("spoke.canvass.json"));
    assert_eq!(after["answers"]["pitch"]["value"], "Another pitch.");
    assert_eq!(after["answers"]["venture_name"], before["answers"]["venture_name"]);
    let ids: Vec<&str> = after["answers"]["segments"]["items"].as_array().unwrap().iter().map(id).collect();
    assert_eq!(ids, ["segments-1", "segments-2", "segments-3"]);
    assert_eq!(field(&after, "segments", 0, "name"), "Commuters");
    assert_eq!(field(&after, "segments", 0, "description"), field(&before, "segments", 0, "description"));
    assert_eq!(field(&after, "segments", 1, "head_count"), 77);
    assert_eq!(field(&after, "segments", 1, "description"), field(&before, "segments", 1, "description"));
    assert_eq!(field(&after, "segments", 2, "name"), "Students");
    let links = |plan: &Json, item: usize| plan["answers"]["propositions"]["items"][item]["fields"]["segments"].clone();
    assert_eq!(links(&after, 0), links(&before, 0), "links go by id, and a new name changes nothing");
    assert_eq!(links(&after, 1)["value"], links(&before, 1)["value"]);
    assert_eq!(links(&after, 1)["stale"], Json::Null, "a link rests on the entry, not on how many people are in it");
}

fn id(item: &Json) -> &str {
    item["id"].as_str().unwrap()
}

#[test]
fn the_built_in_bank_is_in_order_and_so_is_a_copy_of_it() {
    let folder = Folder::new();
    let good =
        "The business model canvas (business-model 2): 10 steps and 142 questions in good order, tried with 19 plans\n";
    folder.canvass("bank check").status(0).stdout(good).stderr("");
    folder
        .canvass("bank copy own")
        .status(0)
        .stdout("copied to own, as the bank `own`; try it with: canvass --bank own\n")
        .stderr("");
    let good = "The business model canvas (own 2): 10 steps and 142 questions in good order, tried with 19 plans\n";
    folder.canvass("bank check own").status(0).stdout(good).stderr("");
    folder.canvass("bank check --bank own").status(0).stdout(good).stderr("");
    folder.canvass("bank check").env("CANVASS_BANK", "own").status(0).stdout(good);
    let listing = folder.canvass("bank show").status(0).stderr("").output_text();
    folder.canvass("bank show --bank own").status(0).stdout(&listing.replace("(business-model 2)", "(own 2)"));
    for text in ["\n1. Customer segments: ", "\n10. ", "  venture_name (text, required, essential)\n    What is your"] {
        assert!(listing.contains(text), "{text} is not in\n{listing}");
    }
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/business-model");
    for entry in fs::read_dir(built_in).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let text = text.replacen("id = \"business-model\"\n", "id = \"own\"\n", usize::from(name == "bank.toml"));
        assert_eq!(folder.read(&format!("own/{name}")), text, "{name}");
    }
}

#[test]
fn a_bank_is_not_copied_over_something_else() {
    let folder = Folder::new().file("own/notes.txt", "mine");
    folder
        .canvass("bank copy own")
        .status(1)
        .stdout("")
        .stderr("error: `own` is not empty, so nothing was copied\nhelp: name a folder that is new or empty\n");
    assert_eq!(fs::read_dir(folder.path("own")).unwrap().count(), 1);
}

#[test]
fn the_whole_bank_is_shown_as_json_for_other_tools() {
    let bank = json(&Folder::new().canvass("bank show --json").status(0).stderr("").output_text());
    assert_eq!(bank["id"], "business-model");
    let steps = bank["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 12, "the profile, ten steps and the pause");
    let parts: Vec<&Json> = steps.iter().map(|step| &step["part"]).collect();
    assert_eq!(parts[0], "profile");
    assert_eq!(parts[6], "pause");
    assert_eq!(parts[11], 10);
    let segments = steps[1]["questions"].as_array().unwrap().iter().find(|q| q["id"] == "segments").unwrap();
    assert_eq!(segments["kind"], "items");
    assert_eq!(segments["fields"][0]["id"], "name");
}

#[test]
fn scripts_for_every_shell_and_a_manual_page_are_printed() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = folder.canvass(&format!("completions {shell}")).status(0).stderr("").output_text();
        for command in ["walk", "draft", "recap", "fill", "status", "example", "bank"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let page = folder.canvass("man").status(0).stderr("").output_text();
    assert!(page.contains(".TH canvass 1") && page.contains("Nothing leaves this machine."), "{page}");
}

/// Most tests run command lines within themselves; what the program says as a process is the same to the letter.
#[test]
fn the_program_says_what_its_command_lines_say_within_the_tests() {
    let folder = with_example().file("wrong/bank.toml", "id = 1\n");
    for (words, input, status) in [
        ("--help", "", 0),
        ("draft --help", "", 0),
        ("--version", "", 0),
        ("--wat", "", 2),
        ("draft", "", 2),
        ("bank", "", 2),
        ("draft spoke.canvass.json -o a.odt", "", 2),
        ("show spoke.canvass.json", "", 0),
        ("check -", example(), 0),
        ("figures nowhere.canvass.json", "", 1),
        ("bank check wrong", "", 1),
        ("walk new.canvass.json --plain --essentials", "Quay Bikes\n", 3),
        ("walk new.canvass.json", "/leave\n", 0),
    ] {
        for (name, value) in [("COLUMNS", "60"), ("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")] {
            let _ = fs::remove_file(folder.path("new.canvass.json"));
            let run = || folder.canvass(words).stdin(input).env(name, value);
            let within = run().status(status);
            let plan = fs::read(folder.path("new.canvass.json")).ok();
            let _ = fs::remove_file(folder.path("new.canvass.json"));
            run().spawned().status(status).stdout(&within.output_text()).stderr(&within.error_text());
            assert_eq!(fs::read(folder.path("new.canvass.json")).ok(), plan, "{words}");
        }
    }
}

#[test]
fn help_that_nobody_reads_is_a_quiet_success() {
    for words in ["--help", "--version", "walk --help"] {
        Folder::new().canvass(words).unread().status(0).stderr("");
    }
}

#[test]
fn a_reader_that_has_gone_is_a_quiet_success() {
    let folder = with_example();
    for words in [
        "example",
        "draft spoke.canvass.json",
        "recap spoke.canvass.json",
        "show spoke.canvass.json",
        "status spoke.canvass.json",
        "bank show --json",
        "bank schema",
        "man",
    ] {
        let outcome: Outcome = folder.canvass(words).unread();
        outcome.status(0).stderr("");
    }
}

#[test]
fn a_walk_that_nobody_sees_or_answers_comes_to_an_end() {
    let folder = Folder::new();
    folder.canvass("walk --plain").unseen().status(130).stdout("");
    let no_text = fs::File::open(folder.path("")).unwrap();
    let said = folder.canvass("walk --plain").reading(no_text).status(1).stdout("").error_text();
    assert!(said.contains("error: the questions cannot go on: "), "{said}");
    assert!(said.contains("help: every answer is saved; start canvass again in a terminal"), "{said}");
}

#[test]
fn wrong_usage_is_told_apart_from_what_could_not_be_done() {
    let folder = with_example();
    for words in ["nonsense", "draft", "fill a.json", "check", "walk --essentials --full", "draft a --to odt", "--wat"]
    {
        folder.canvass(words).status(2).stdout("");
    }
    for (words, message, help) in [
        (
            "draft spoke.canvass.json -o a.odt",
            "there is no format for `.odt`",
            "say which one with --to, such as --to md; `canvass draft --help` lists them",
        ),
        ("walk spoke.canvass.json --from 11", "there is no step 11", "name a step from 1 to 10"),
        ("walk --from 0", "there is no step 0", "name a step from 1 to 10"),
        ("walk -", "a walk needs a plan in a file", "name a file for the plan, NAME.canvass.json"),
        ("fill - --answers -", "a plan cannot be filled in on standard input", "name a file for the plan"),
        (
            "draft spoke.canvass.json --to md -o spoke.canvass.json",
            "`spoke.canvass.json` is the plan itself, so nothing was written",
            "name another file for the document, such as plan.md or plan.html",
        ),
    ] {
        let plan = folder.read("spoke.canvass.json");
        let outcome = folder.canvass(words).status(2).stdout("");
        let said = outcome.error_text();
        assert!(said.ends_with(&format!("error: {message}\nhelp: {help}\n")), "{words} says\n{said}");
        assert_eq!(folder.read("spoke.canvass.json"), plan, "{words}");
        assert_eq!(folder.names(), ["spoke.canvass.json"], "{words}");
    }
}
