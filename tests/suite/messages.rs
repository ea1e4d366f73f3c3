//! What goes wrong: each with its exact message, its exit code, and the plan as it was.

use crate::command::{Folder, Outcome, example, same};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const PLAN: &str = "spoke.canvass.json";
/// Answers that are fine, so that it is something else that is wrong.
const FINE: &str = "pitch = 'Another pitch.'\n";

fn with_example() -> Folder {
    Folder::new().file(PLAN, example()).file("fine.toml", FINE)
}

/// A command that cannot do what it was asked to, and changes nothing in the folder.
fn refused(folder: &Folder, words: &str, message: &str) {
    let before = folder.names();
    folder.canvass(words).status(1).stdout("").stderr(message);
    same("the plan", example(), &folder.read(PLAN));
    assert_eq!(folder.names(), before, "{words}");
}

/// The copy of a sound bank, with one text replaced in one of its files.
fn with_bank(folder: &Folder, name: &str, file: &str, from: &str, to: &str) {
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/business-model");
    for entry in fs::read_dir(built_in).unwrap() {
        let path = entry.unwrap().path();
        let own = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut text = fs::read_to_string(&path).unwrap();
        if own == file {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        folder.write(&format!("{name}/{own}"), text);
    }
}

#[test]
fn a_broken_bank_is_drawn_with_every_problem_whatever_it_is_wanted_for() {
    let folder = with_example();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/bank/unknown-name");
    for entry in fs::read_dir(&case).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        folder.write(&format!("own/{name}"), fs::read(&path).unwrap());
    }
    let drawn = fs::read_to_string(case.join("expected.txt")).unwrap().replace("--> ", "--> own/");
    assert_eq!(drawn.matches("error: ").count(), 5, "{drawn}");
    for words in
        ["bank check own", "bank show --bank own", "draft spoke.canvass.json --bank own", "walk new --plain --bank own"]
    {
        refused(&folder, words, &drawn);
    }
    refused(&folder, "fill spoke.canvass.json --answers fine.toml --bank own", &drawn);
}

#[test]
fn a_folder_without_a_bank_is_told_what_a_bank_is() {
    let folder = with_example().file("empty/notes.txt", "none");
    refused(
        &folder,
        "draft spoke.canvass.json --bank nowhere",
        "error: there is no bank `nowhere`\n\
         help: name a folder that holds a bank.toml, or one that is built in: `business-model`, `lean-canvas`, \
         `minimal` and `mission-model`\n",
    );
    refused(
        &folder,
        "bank check empty",
        "error: `empty` holds no bank: there is no bank.toml in it\n\
         help: name a folder that holds a bank.toml, or one that is built in: `business-model`, `lean-canvas`, \
         `minimal` and `mission-model`\n",
    );
}

const MEND: &str = "help: mend the file at the place shown, or go back to a copy; canvass has changed nothing in it\n";

/// Texts that are no plan, each with what is said of a file `bad.json` that holds it.
fn broken_plans() -> Vec<(String, String)> {
    let drawn = |message: &str, place: &str, line: &str, caret: usize, help: &str| {
        let caret = " ".repeat(caret);
        format!("error: {message}\n --> bad.json:{place}\n  |\n1 | {line}\n  | {caret}^\n{help}")
    };
    let named = "help: name a file that canvass wrote, NAME.canvass.json\n";
    let newer = "help: open it with the newer canvass that wrote it; nothing was changed\n";
    let format = "this file is not a canvass plan: it has no `format`";
    vec![
        ("[1".into(), drawn("this plan cannot be read: the text ends in the middle", "1:2", "[1", 1, MEND)),
        (
            "{\"format\": 1, oops}".into(),
            drawn("this plan cannot be read: key must be a string", "1:15", "{\"format\": 1, oops}", 14, MEND),
        ),
        ("{\"a\": 1}".into(), drawn(format, "1:1", "{\"a\": 1}", 0, named)),
        ("[]".into(), drawn(format, "1:1", "[]", 0, named)),
        (
            "{\"format\": 0}".into(),
            drawn("this plan has format 0, which no canvass ever wrote", "1:1", "{\"format\": 0}", 0, named),
        ),
        (
            "{\"format\": 7, \"of\": \"tomorrow\"}".into(),
            drawn(
                "this plan has format 7, and this canvass reads formats up to 1",
                "1:1",
                "{\"format\": 7, \"of\": \"tomorrow\"}",
                0,
                newer,
            ),
        ),
        (
            example().replace("\"id\": \"team-2\"", "\"id\": \"team-1\""),
            "error: two items of `bad.json` have the id `team-1`\n\
             help: give one of them an id of its own, and mend the links that mean it\n"
                .into(),
        ),
    ]
}

#[test]
fn a_broken_plan_is_named_with_its_place_and_left_alone() {
    for (text, message) in broken_plans() {
        let folder = with_example().file("bad.json", &text);
        for words in ["draft bad.json", "recap bad.json", "fill bad.json --answers fine.toml", "walk bad.json --plain"]
        {
            refused(&folder, words, &message);
            same("the broken plan", &text, &folder.read("bad.json"));
        }
        let status = folder.canvass("status bad.json").status(1).stderr(&message);
        status.stdout("bad.json: cannot be read\n");
    }
}

#[test]
fn a_plan_made_with_another_bank_finds_it_or_says_which_one_is_meant() {
    let folder = Folder::new().file("fine.toml", FINE);
    let plan = example().replacen("\"id\": \"business-model\"", "\"id\": \"clinic\"", 1);
    folder.write("clinic.canvass.json", &plan);
    with_bank(&folder, "banks/clinic", "bank.toml", "id = \"business-model\"", "id = \"clinic\"");
    with_bank(&folder, "banks/usual", "", "", "");
    let missing = "error: this plan was made with the bank `clinic`, which is not here\n\
                   help: name its folder with --bank DIR, or in the variable CANVASS_BANK\n";
    let other = "error: this plan was made with the bank `clinic`, and `banks/usual` holds `business-model`\n\
                 help: name the plan's own bank with --bank, or move the plan: \
                 canvass upgrade clinic.canvass.json --bank banks/usual\n";
    for words in [
        "draft clinic.canvass.json",
        "walk clinic.canvass.json --plain",
        "fill clinic.canvass.json --answers fine.toml",
    ] {
        folder.canvass(words).status(1).stdout("").stderr(missing);
        folder.canvass(words).env("CANVASS_BANK", "banks/usual").status(1).stdout("").stderr(missing);
        folder.canvass(&format!("{words} --bank banks/usual")).status(1).stdout("").stderr(other);
        assert_eq!(folder.read("clinic.canvass.json"), plan, "{words}");
    }
    let drafted = folder.canvass("draft clinic.canvass.json --bank banks/clinic").status(0).stderr("").output_text();
    assert!(drafted.starts_with("# Spoke & Go"), "{drafted}");
    folder.canvass("draft clinic.canvass.json").env("CANVASS_BANK", "banks/clinic").status(0).stdout(&drafted);
    fs::rename(folder.path("banks/clinic"), folder.path("clinic")).unwrap();
    folder.canvass("draft clinic.canvass.json").status(0).stdout(&drafted).stderr("");
    assert_eq!(folder.read("clinic.canvass.json"), plan);
}

#[test]
fn wrong_answers_are_all_named_and_nothing_is_written() {
    let wrong = "vonture_name = 'x'\nstage = 'idaa'\npurposes = ['own_clarity', 'bonk']\nconversations = 'a few'\n\
                 ramp_start = 101\nstart_date = '2026-02-30'\nteam = [{ name = 'Ana', rol = 'x', hours = -4 }]\n\
                 pitch = { not_applicable = '' }\npersonas = [{ name = 'Mara', segment = 'City commuter' }]\n\
                 [[segments]]\nid = 'segments-9'\nname = 'A'\n";
    let said = "error: `vonture_name` is not a question of this bank\nhelp: did you mean `venture_name`?\n\n\
        error: `team` 1: `rol` is not a field of this list\nhelp: did you mean `role`?\n\n\
        error: `segments`: there is no entry with the id `segments-9`: leave `id` out for a new one\n\n\
        error: `pitch`: write the answer itself, or just one of {\"unknown\": true}, {\"skip\": true} and {\"not_applicable\": \"why\"}\n\n\
        error: `stage`: `idaa` is not one of the answers: did you mean `idea`?\n\n\
        error: `purposes`: `bonk` is not one of the answers: did you mean `bank`?\n\n\
        error: `team` 1, `hours`: `-4` is outside what fits here: write a number from 0 to 120\n\n\
        error: `start_date`: `2026-02-30`: that day does not exist; February 2026 has 28 days\n\n\
        error: `conversations`: `a few` is not a number yet: write digits, such as 60 or 1250.50\n\n\
        error: `personas` 1, `segment`: there is no entry `City commuter` to link to: did you mean `City commuters`?\n\n\
        error: `ramp_start`: `101` is outside what fits here: write a number from 0 to 100\n";
    let folder = with_example().file("wrong.toml", wrong);
    refused(&folder, "fill spoke.canvass.json --answers wrong.toml", said);
    let new = said.replace(": did you mean `City commuters`?", "");
    refused(&folder, "fill new.canvass.json --answers wrong.toml", &new);
}

#[test]
fn answers_that_cannot_be_read_are_shown_at_their_place() {
    let help = "help: write the answers as JSON or as TOML\n";
    let folder =
        with_example().file("a.toml", "a = \n").file("a.json", "{\"a\": ").file("latin.toml", b"a = 1\nb = '\xe9'\n");
    refused(
        &folder,
        "fill spoke.canvass.json --answers a.toml",
        &format!(
            "error: the answers cannot be read: string values must be quoted, expected literal string\n\
             \x20--> a.toml:1:5\n  |\n1 | a = \n  |     ^\n{help}"
        ),
    );
    refused(
        &folder,
        "fill spoke.canvass.json --answers a.json",
        &format!(
            "error: the answers cannot be read: the text ends in the middle\n --> a.json:1:6\n  |\n1 | {{\"a\": \n  |      ^\n{help}"
        ),
    );
    refused(
        &folder,
        "fill spoke.canvass.json --answers gone.toml",
        "error: could not read `gone.toml`: there is no such file\nhelp: check the spelling of the path\n",
    );
    refused(
        &folder,
        "fill spoke.canvass.json --answers latin.toml",
        "error: could not read `latin.toml`: line 2 is not UTF-8 text\nhelp: save the file as UTF-8 text, then try again\n",
    );
    let said = "error: standard input cannot be read: it is not UTF-8 text\nhelp: give it UTF-8 text, or name a file\n";
    folder.canvass("draft -").stdin(b"{\"\xe9\"").status(1).stdout("").stderr(said);
    folder.canvass("fill spoke.canvass.json --answers -").stdin(b"\xe9").status(1).stdout("").stderr(said);
    same("the plan", example(), &folder.read(PLAN));
}

#[test]
fn a_fill_that_leaves_required_answers_open_is_written_and_lists_them() {
    let folder = Folder::new().file("few.toml", "venture_name = 'X'\nchannels = [{ name = 'Rack' }]\n");
    let outcome: Outcome = folder.canvass("fill few.canvass.json --essentials --answers few.toml").status(3).stdout("");
    let said = outcome.error_text();
    assert!(
        said.starts_with("note: `currency` is not in the file: `EUR` is taken\nsaved in few.canvass.json; 16 required answers are still missing:\n  `pitch`: "),
        "{said}"
    );
    assert!(said.contains("\n  `channels-1.segments`: "), "{said}");
    assert_eq!(said.lines().count(), 18, "{said}");
    let plan: serde_json::Value = serde_json::from_str(&folder.read("few.canvass.json")).unwrap();
    assert_eq!(plan["answers"]["venture_name"]["value"], "X");
    assert_eq!(plan["depth"], "essential");
}

#[test]
fn places_that_cannot_be_written_to_are_named() {
    let folder = with_example().file("folder/x", "");
    let cases = [
        ("missing/a", "its folder does not exist", "make the folder first, or name another one"),
        ("fine.toml/a", "its folder is a file", "name a folder that exists"),
        ("folder", "it is a folder", "name a file, not a folder"),
        (
            "/dev/full",
            "the disk is full",
            "make room on the disk, or choose a folder on another one; nothing saved earlier is lost",
        ),
    ];
    for (path, reason, help) in cases {
        let said = format!("error: could not save `{path}`: {reason}\nhelp: {help}\n");
        refused(&folder, &format!("example -o {path}"), &said);
        refused(&folder, &format!("draft spoke.canvass.json --to md -o {path}"), &said);
        if path != "/dev/full" {
            let doing = if path == "folder" { "read" } else { "open" };
            let said = said.replace("save", doing).replacen("nothing opend", "nothing saved", 1);
            refused(&folder, &format!("fill {path} --answers fine.toml"), &said);
            refused(&folder, &format!("walk {path} --plain"), &said);
        }
    }
}

#[test]
fn a_plan_marked_read_only_stays_as_it_is() {
    let folder = with_example();
    fs::set_permissions(folder.path(PLAN), Permissions::from_mode(0o444)).unwrap();
    let said = "error: could not save `spoke.canvass.json`: you have no permission\n\
                help: choose a file and a folder that you can write to, such as one in your home folder\n";
    refused(&folder, "fill spoke.canvass.json --answers fine.toml", said);
    let walked = folder.canvass(&format!("walk {PLAN} --plain --from 1")).stdin("1\n").status(1).stdout("");
    let shown = walked.error_text();
    assert!(shown.contains("Your answers are not saved yet. What now?") && shown.ends_with(said), "{shown}");
    same("the plan", example(), &folder.read(PLAN));
}
