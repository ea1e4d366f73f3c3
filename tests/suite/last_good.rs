//! The last good state of a plan, kept beside it, told and offered when the plan does not load.

use crate::command::{Folder, example};
use std::fs;

const PLAN: &str = "p.canvass.json";
const STATE: &str = "p.canvass.json.bak-0";

/// A folder with a plan that a walk has seen.
fn walked() -> Folder {
    let folder = Folder::new().file(PLAN, example());
    folder.canvass(&format!("walk {PLAN} --plain")).stdin("/leave\n").status(0);
    assert_eq!(folder.names(), [PLAN, STATE]);
    assert_eq!(folder.read(STATE), example());
    folder
}

/// What can befall a file, and what is said of it.
fn damages() -> Vec<(Vec<u8>, &'static str)> {
    let good = example().as_bytes();
    let half = good[..good.len() / 2].to_vec();
    vec![
        (half, "the text ends in the middle"),
        (Vec::new(), "the text ends in the middle"),
        (vec![0; good.len()], "this plan cannot be read"),
        ([b"\xff\xfe".as_slice(), good].concat(), "line 1 is not UTF-8 text"),
        (example().replacen(':', "", 1).into_bytes(), "this plan cannot be read"),
        (example().replacen("\"answered\"", "\"answred\"", 1).into_bytes(), "`answred`"),
        (b"{}".to_vec(), "this file is not a canvass plan"),
        (vec![b' '; 9 << 20], "it is larger than 8 MiB"),
    ]
}

#[test]
fn every_command_names_the_last_good_state_and_the_way_to_it() {
    let folder = walked().file("a.toml", "pitch = 'New.'");
    let commands = [
        "status p.canvass.json",
        "check p.canvass.json",
        "show p.canvass.json",
        "figures p.canvass.json",
        "recap p.canvass.json",
        "answers p.canvass.json",
        "draft p.canvass.json -o p.md",
        "draft p.canvass.json --to json",
        "fill p.canvass.json --answers a.toml",
        "upgrade p.canvass.json",
        "anonymise p.canvass.json --erase",
        "comment p.canvass.json Hello",
        "confirm p.canvass.json assumptions-3 --evidence trial",
        "waive p.canvass.json rule --because reason",
        "form p.canvass.json",
        "workbook p.canvass.json",
        "diff p.canvass.json p.canvass.json",
        "walk p.canvass.json --plain",
    ];
    for (number, (damaged, reason)) in damages().into_iter().enumerate() {
        folder.write(PLAN, &damaged);
        // All of them read a plan in one way, so not every one needs to meet every damage.
        for words in commands.iter().skip(number).step_by(if number == 0 { 1 } else { 5 }) {
            let said = folder.canvass(words).stdin("").status(1).error_text();
            assert!(said.contains(reason), "{words}: {said}");
            let help = said.lines().find(|line| line.contains("help: its last good state of 20")).unwrap_or_default();
            let way = format!("is kept in `{STATE}`; to go on from it: canvass walk {PLAN}");
            assert!(help.contains(" UTC, ") && help.contains(" answers, ") && help.contains(&way), "{words}: {said}");
        }
        assert!(fs::read(folder.path(PLAN)).unwrap() == damaged, "{reason}");
        assert_eq!(folder.names(), ["a.toml", PLAN, STATE], "{reason}");
    }
    folder.write(PLAN, "{");
    let said = folder.canvass("check p.canvass.json --bank business-model").status(1).error_text();
    assert!(said.contains("canvass walk p.canvass.json --bank business-model\n"), "{said}");
    for words in ["status .", "check . --json"] {
        let told = folder.canvass(words).end();
        let said = told.output_text() + &told.error_text();
        assert!(said.contains("its last good state of 20"), "{words}: {said}");
        assert!(said.contains("to go on from it: canvass walk ./p.canvass.json"), "{words}: {said}");
    }
}

#[test]
fn the_walk_goes_on_from_it_when_told_to_and_keeps_the_damaged_file() {
    let folder = walked();
    for (number, (damaged, reason)) in (1..).zip(damages()) {
        folder.write(PLAN, &damaged);
        for leaving in ["2\n", "/leave\n", "", "something\n"] {
            let said = folder.canvass(&format!("walk {PLAN} --plain")).stdin(leaving).status(1).error_text();
            assert!(said.contains("This plan is damaged. What now?"), "{said}");
            assert!(said.contains(reason), "{said}");
            assert!(said.contains("\nhelp: its last good state of 20"), "{said}");
            assert!(fs::read(folder.path(PLAN)).unwrap() == damaged, "{leaving:?}");
            assert!(!folder.names().contains(&format!("{PLAN}.damaged-{number}")));
        }
        let said = folder.canvass(&format!("walk {PLAN} --plain")).stdin("1\n/leave\n").status(0).error_text();
        let offered = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(offered.contains("513 answers; the damaged file is kept under a name of its own"), "{said}");
        assert!(said.contains("going on with p.canvass.json: 513 answers so far"), "{said}");
        assert!(said.contains(&format!("The damaged file is kept in {PLAN}.damaged-{number}.\n")), "{said}");
        assert!(said.contains("Welcome back. You are going on with p.canvass.json"), "{said}");
        assert!(fs::read(folder.path(&format!("{PLAN}.damaged-{number}"))).unwrap() == damaged, "{reason}");
        assert_eq!(folder.read(PLAN), example());
        assert_eq!(folder.read(STATE), example());
    }
}

#[test]
fn the_state_is_that_of_the_last_save() {
    let folder = walked();
    for (number, words) in [
        "fill p.canvass.json --answers -",
        "confirm p.canvass.json assumptions-3 --evidence trial",
        "walk p.canvass.json --plain --from 1",
    ]
    .into_iter()
    .enumerate()
    {
        let before = folder.read(STATE);
        let typed = ["pitch = 'Another pitch.'", "", "1\n/leave\n"][number];
        folder.canvass(words).stdin(typed).end();
        assert_ne!(folder.read(PLAN), before, "{words}");
        assert_eq!(folder.read(STATE), folder.read(PLAN), "{words}");
    }
}

#[test]
fn of_several_states_the_latest_that_can_be_read_is_offered() {
    let folder = walked();
    folder.write("p.canvass.json.bak-1", example());
    folder.write(PLAN, "{");
    folder.write(STATE, "{");
    let said = folder.canvass(&format!("check {PLAN}")).status(1).error_text();
    assert!(said.contains("is kept in `p.canvass.json.bak-1`"), "{said}");
    folder.write("p.canvass.json.bak-1", "[]");
    let said = folder.canvass(&format!("check {PLAN}")).status(1).error_text();
    assert!(!said.contains("last good state"), "{said}");
    let said = folder.canvass(&format!("walk {PLAN} --plain")).stdin("1\n").status(1).error_text();
    assert!(!said.contains("What now?"), "{said}");
}

/// It is no damage that a plan was written by a newer canvass.
#[test]
fn a_newer_plan_is_never_given_up_for_an_older_state() {
    let folder = walked();
    let newer = example().replacen("\"format\": 1", "\"format\": 99", 1);
    folder.write(PLAN, &newer);
    let said = folder.canvass(&format!("walk {PLAN} --plain")).stdin("1\n").status(1).error_text();
    assert!(said.contains("open it with the newer canvass") && !said.contains("last good state"), "{said}");
    assert_eq!(folder.read(PLAN), newer);
}

#[cfg(unix)]
#[test]
fn a_state_is_as_private_as_its_plan_and_goes_when_that_is_erased() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new().file(PLAN, example());
    fs::set_permissions(folder.path(PLAN), fs::Permissions::from_mode(0o600)).unwrap();
    folder.canvass(&format!("walk {PLAN} --plain")).stdin("/leave\n").status(0);
    assert_eq!(fs::metadata(folder.path(STATE)).unwrap().permissions().mode() & 0o777, 0o600);
    folder.write("p.canvass.json.damaged-1", "{");
    folder.canvass(&format!("anonymise {PLAN} --erase")).status(0);
    assert!(folder.names().is_empty(), "{:?}", folder.names());
}
