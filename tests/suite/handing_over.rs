//! What happens before and after a draft is written: `--final` and `--open`.

use crate::command::{Folder, example};
use std::fs;

/// The example, which asks for less than what is missing.
fn asking_too_little() -> Folder {
    let answers = include_str!("../../questions/business-model/example.toml");
    let folder = Folder::new().file("answers.toml", answers.replace("amount = 4000\n", "amount = 500\n"));
    folder.canvass("fill spoke.canvass.json --answers answers.toml").status(0);
    folder.file("old.md", "as it was\n")
}

#[test]
fn a_gap_that_the_request_covers_is_a_warning_and_holds_nothing_back() {
    let folder = Folder::new().file("spoke.canvass.json", example());
    let found = folder.canvass("check spoke.canvass.json --plain").status(0).output_text();
    assert!(found.contains("covered by what you ask for") && found.contains("€1,092 is missing in month 3"), "{found}");
    folder.canvass("draft spoke.canvass.json --final").status(0).stderr("");
    asking_too_little().canvass("check spoke.canvass.json").status(3);
}

/// A plan without a gap: the example with enough money at the start.
fn ready() -> Folder {
    let example = include_str!("../../questions/business-model/example.toml");
    let answers = example.replace("amount = 9000\n\n[[money_sources]]", "amount = 14000\n\n[[money_sources]]");
    let folder = Folder::new().file("answers.toml", answers);
    folder.canvass("fill case.canvass.json --answers answers.toml").status(0);
    folder
}

#[test]
fn a_final_draft_is_refused_while_something_is_missing_and_all_of_it_is_listed() {
    let folder = asking_too_little();
    let refused = folder.canvass("draft spoke.canvass.json --final").status(3).stdout("");
    let text = refused.error_text();
    assert!(
        text.starts_with("`spoke.canvass.json` is not final yet, so nothing was written: 2 gaps in the model\n"),
        "{text}"
    );
    assert!(
        text.contains("\n2 gaps in the model:\n  - The money is gone in month 3, and at the worst moment €1,092"),
        "{text}"
    );
    let help = "\nhelp: go on with `canvass walk spoke.canvass.json`, or leave out --final to get a draft\n";
    assert!(text.ends_with(help), "{text}");
    folder.canvass("draft spoke.canvass.json --final -o old.md").status(3).stdout("").stderr(&text);
    folder.canvass("draft spoke.canvass.json --final -o new.html --for bank").status(3).stdout("").stderr(&text);
    assert_eq!(folder.read("old.md"), "as it was\n");
    assert_eq!(folder.names(), ["answers.toml", "old.md", "spoke.canvass.json", "spoke.canvass.json.bak-0"]);
}

#[test]
fn what_was_not_answered_and_what_is_stale_hold_a_final_draft_back() {
    let folder = Folder::new().file("few.toml", "venture_name = 'X'\n");
    folder.canvass("fill few.canvass.json --essentials --answers few.toml").status(3);
    let text = folder.canvass("draft few.canvass.json --final").status(3).stdout("").error_text();
    assert!(
        text.contains(" required questions without an answer:\n") && text.contains(": the customer groups\n"),
        "{text}"
    );
    let folder = ready();
    folder.write("change.toml", "[[segments]]\nname = 'City commuters'\npays = false\n");
    folder.canvass("fill case.canvass.json --answers change.toml").status(3);
    let text = folder.canvass("draft case.canvass.json --final").status(3).stdout("").error_text();
    assert!(text.contains("to look at again:\n  - "), "{text}");
}

#[test]
fn a_plan_that_is_complete_is_written_as_final() {
    let folder = ready();
    let draft = folder.canvass("draft case.canvass.json").status(0).stderr("").output_text();
    let last = folder.canvass("draft case.canvass.json --final").status(0).stderr("").output_text();
    // It is the same paper, and no draft any more; the line with its hash differs by that.
    let body = |text: &str| text.split("\n<!-- ").next().unwrap_or_default().to_owned();
    assert_eq!(body(&last), body(&draft).replace("a draft of", "of"));
    folder.canvass("draft case.canvass.json --final -o plan.md").status(0).stdout("").stderr("");
    assert_eq!(body(&folder.document("plan.md")), body(&last));
}

/// A folder with a program that the system would open documents with.
#[cfg(unix)]
fn opener(folder: &Folder, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    folder.write("bin/xdg-open", format!("#!/bin/sh\n{script}\n"));
    let program = folder.path("bin/xdg-open");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program.parent().unwrap().to_str().unwrap().to_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_is_shown_once_it_is_written() {
    let folder = Folder::new().file("spoke.canvass.json", example());
    let path = opener(&folder, "/bin/cp \"$1\" seen.html; echo \"$1\" > asked.txt");
    folder
        .canvass("draft spoke.canvass.json -o plan.html --open")
        .env("PATH", path)
        .spawned()
        .status(0)
        .stdout("")
        .stderr("");
    assert_eq!(folder.read("asked.txt"), "plan.html\n");
    assert_eq!(folder.read("seen.html"), folder.read("plan.html"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_that_nothing_can_open_is_there_all_the_same() {
    let folder = Folder::new().file("spoke.canvass.json", example());
    let failing = opener(&folder, "exit 3");
    let none = folder.path("nowhere").to_str().unwrap().to_owned();
    for (name, path) in [("a.html", failing), ("b.html", none)] {
        let words = format!("draft spoke.canvass.json -o {name} --open");
        let text = folder.canvass(&words).env("PATH", path).spawned().status(1).stdout("").error_text();
        assert!(text.starts_with(&format!("error: `{name}` is written, but it could not be opened: ")), "{text}");
        assert!(text.ends_with("\nhelp: open the file yourself\n"), "{text}");
        assert!(folder.read(name).contains("</html>"));
    }
    folder.canvass("draft spoke.canvass.json --open").status(2).stdout("");
}
