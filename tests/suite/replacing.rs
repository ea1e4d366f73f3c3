//! What a command writes never takes the place of what a person wrote.

use crate::command::{Folder, example};
use std::fs;
use std::process::Command;

const PLAN: &str = "spoke.canvass.json";

/// The formats by the ending of their files.
const FORMATS: [&str; 7] = ["md", "html", "docx", "typ", "svg", "json", "xlsx"];

fn with_example() -> Folder {
    Folder::new().file(PLAN, example())
}

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path(name)).unwrap()
}

#[test]
fn what_canvass_wrote_is_written_anew() {
    let folder = with_example();
    for ending in FORMATS {
        let name = format!("plan.{ending}");
        folder.canvass(&format!("draft {PLAN} -o {name}")).status(0).stderr("");
        let first = bytes(&folder, &name);
        folder.canvass(&format!("fill {PLAN} --answers -")).stdin("pitch = 'Another pitch.'").status(0);
        folder.canvass(&format!("draft {PLAN} -o {name}")).status(0).stderr("");
        if !["svg", "xlsx"].contains(&ending) {
            assert_ne!(first, bytes(&folder, &name), "{ending}");
        }
        folder.write(PLAN, example());
    }
    let is_copy = |name: &String| name.contains(".bak") && !name.starts_with(PLAN);
    assert!(!folder.names().iter().any(is_copy), "{:?}", folder.names());
}

#[test]
fn what_somebody_changed_is_refused_in_every_format_and_kept_when_forced() {
    let folder = with_example();
    for ending in FORMATS {
        let name = format!("plan.{ending}");
        folder.canvass(&format!("draft {PLAN} -o {name}")).status(0).stderr("");
        let mut edited = bytes(&folder, &name);
        let middle = edited.len() / 2;
        edited[middle] ^= 1;
        folder.write(&name, &edited);
        let said = format!(
            "error: `{name}` is there already, and canvass did not write it or it was changed since, so nothing was \
             written\nhelp: name another file, or add --force: then a copy of it is kept\n"
        );
        folder.canvass(&format!("draft {PLAN} -o {name}")).status(1).stdout("").stderr(&said);
        assert_eq!(bytes(&folder, &name), edited, "{ending}");
        for number in [1, 2] {
            let said = format!("what stood in `{name}` is kept in `{name}.bak-{number}`\n");
            folder.canvass(&format!("draft {PLAN} -o {name} --force")).status(0).stderr(&said);
            assert_eq!(bytes(&folder, &format!("{name}.bak-{number}")), edited, "{ending}");
            folder.write(&name, &edited);
        }
    }
}

#[test]
fn foreign_files_and_other_plans_are_refused() {
    let other = example().replace("Spoke & Go", "Another one");
    let folder = with_example().file("b.canvass.json", &other).file("notes.md", b"\xff not text").file("empty.md", "");
    for (command, name) in [
        (format!("draft {PLAN} --to json -o b.canvass.json"), "b.canvass.json"),
        (format!("draft {PLAN} -o notes.md"), "notes.md"),
        ("example -o b.canvass.json".to_owned(), "b.canvass.json"),
    ] {
        let before = bytes(&folder, name);
        folder.canvass(&command).status(1).stdout("");
        assert_eq!(bytes(&folder, name), before, "{command}");
        let said = format!("what stood in `{name}` is kept in `{name}.bak-1`\n");
        folder.canvass(&format!("{command} --force")).status(0).stderr(&said);
        assert_eq!(bytes(&folder, &format!("{name}.bak-1")), before, "{command}");
        fs::remove_file(folder.path(&format!("{name}.bak-1"))).unwrap();
        folder.write(name, before);
    }
    folder.canvass(&format!("draft {PLAN} -o empty.md")).status(0).stderr("");
    folder.canvass("example -o again.canvass.json").status(0).stderr("");
    folder.canvass("example -o again.canvass.json").status(0).stderr("");
    folder.canvass(&format!("draft {PLAN} --force")).status(2);
}

#[test]
fn edits_of_the_walks_own_draft_stay_in_copies() {
    let folder = with_example();
    let write = |pitch: &str| {
        // Without its answer the pause comes first, and offers a draft.
        let mut plan: serde_json::Value = serde_json::from_str(&folder.read(PLAN)).unwrap();
        plan["answers"].as_object_mut().unwrap().remove("describes_business");
        plan["answers"]["pitch"]["value"] = pitch.into();
        folder.write(PLAN, plan.to_string());
        let typed = "yes\nwrite an interim draft\n/leave\n";
        let said = folder.canvass(&format!("walk {PLAN} --plain --from 6")).stdin(typed).end().error_text();
        assert!(said.contains("written: spoke.md and spoke.html"), "{said}");
        said
    };
    write("The first pitch.");
    assert!(!write("The second pitch.").contains("kept in"));
    let mut kept = Vec::new();
    for number in 1..=3 {
        let edited = folder.read("spoke.md") + "My own last line.\n";
        folder.write("spoke.md", &edited);
        assert!(write(&format!("Pitch {number}.")).contains(&format!("kept in spoke.md.bak-{number}")));
        kept.push(edited);
        for (number, edited) in kept.iter().enumerate() {
            assert_eq!(*edited, folder.read(&format!("spoke.md.bak-{}", number + 1)));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_followed_and_one_to_a_document_of_ours_is() {
    use std::os::unix::fs::symlink;
    let folder = with_example().file("secret", "").file("ours.md", "");
    symlink("planted", folder.path("plan.md")).unwrap();
    symlink("secret", folder.path("other.md")).unwrap();
    symlink("ours.md", folder.path("link.md")).unwrap();
    for force in ["", " --force"] {
        let said = folder.canvass(&format!("draft {PLAN} -o plan.md{force}")).status(1).error_text();
        assert!(said.contains("`plan.md` is a link to a file that is not there, so nothing was written"), "{said}");
        assert!(!folder.path("planted").exists());
    }
    folder.canvass(&format!("draft {PLAN} -o other.md")).status(1);
    assert_eq!(folder.read("secret"), "");
    folder.canvass(&format!("draft {PLAN} -o ours.md")).status(0);
    folder.canvass(&format!("draft {PLAN} -o link.md")).status(0).stderr("");
    assert!(folder.path("link.md").is_symlink());
}

#[cfg(unix)]
#[test]
fn standard_output_can_be_named() {
    let folder = with_example();
    let draft = folder.canvass(&format!("draft {PLAN}")).status(0).output_text();
    for name in ["-", "/dev/stdout", "/dev/fd/1"] {
        folder.canvass(&format!("draft {PLAN} -o {name}")).status(0).stdout(&draft);
    }
    assert_eq!(folder.names(), [PLAN]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_told_and_the_old_one_stays() {
    let folder = with_example();
    let before = bytes(&folder, PLAN);
    let program = env!("CARGO_BIN_EXE_canvass");
    folder.write("more.toml", "pitch = 'Another pitch.'");
    let command = format!("ulimit -f 8; exec {program} fill {PLAN} --answers more.toml");
    let ended = Command::new("sh").args(["-c", &command]).current_dir(folder.path("")).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert!(
        said.contains("could not save `spoke.canvass.json`: files may not grow so large here\nhelp: make room"),
        "{said}"
    );
    assert_eq!(bytes(&folder, PLAN), before);
    assert_eq!(folder.names(), ["more.toml", PLAN]);
}
