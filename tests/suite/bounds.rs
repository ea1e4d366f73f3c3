//! However large or involved something is that is read, a command ends soon, with a word.

use crate::command::{Folder, example};

const PLAN: &str = "p.canvass.json";

#[cfg(target_os = "linux")]
#[test]
fn what_never_ends_is_not_read_to_its_end() {
    let folder = Folder::new().file(PLAN, example());
    for command in ["draft", "status", "show", "check", "walk --plain", "upgrade", "fill p.canvass.json --answers"] {
        let ended = folder.canvass(&format!("{command} /dev/zero")).end().status(1);
        let said = ended.error_text();
        assert!(said.contains("could not read `/dev/zero`: it is larger than 8 MiB\nhelp: "), "{command}: {said}");
    }
    let endless = std::fs::File::open("/dev/zero").unwrap();
    let said = folder.canvass("draft -").reading(endless).status(1).error_text();
    assert!(said.contains("standard input cannot be read: it is larger than 8 MiB"), "{said}");
}

#[test]
fn more_values_than_anybody_means_are_refused() {
    let many = "0,".repeat(500_000);
    let folder = Folder::new()
        .file("many.canvass.json", format!("{{\"x\": [{many}0]}}"))
        .file("deep.canvass.json", "[".repeat(100_000))
        .file("many.toml", format!("x = [{many}0]"))
        .file("lines.toml", "a.b = 1\n".repeat(500_000))
        .file("deep.toml", format!("x = {}", "[".repeat(100_000)));
    for command in [
        "status many.canvass.json",
        "fill n.canvass.json --answers many.toml",
        "fill n.canvass.json --answers lines.toml",
    ] {
        let said = folder.canvass(command).status(1).error_text();
        assert!(said.contains(" holds more than 400000 values\nhelp: "), "{command}: {said}");
    }
    for command in ["status deep.canvass.json", "fill n.canvass.json --answers deep.toml"] {
        folder.canvass(command).status(1);
    }
}

#[test]
fn a_thousand_entries_are_filled_in_at_once() {
    let entries: Vec<String> = (0..1000).map(|number| format!("[[segments]]\nname = \"S{number}\"\n")).collect();
    let folder = Folder::new().file("a.toml", entries.concat());
    folder.canvass(&format!("fill {PLAN} --answers a.toml")).status(3);
    folder.canvass(&format!("status {PLAN}")).status(0);
}

/// A bank of nothing but mistakes is told the first ones of each file, and soon.
#[test]
fn a_bank_that_is_broken_in_every_line_is_told_at_once() {
    let folder = Folder::new();
    folder.canvass("bank copy bank --bank minimal").status(0);
    let step = folder.read("bank/03-start.toml");
    for (broken, told) in [("x\n".repeat(200_000), 20), (format!("{}\n", "= ".repeat(100_000)), 1)] {
        folder.write("bank/03-start.toml", broken);
        let said = folder.canvass("bank check bank").status(1).error_text();
        assert_eq!(said.matches("error: this is not TOML: ").count(), told, "{said}");
    }
    let strange: Vec<String> = (0..20_000).map(|number| format!("x{number} = 1\n")).collect();
    folder.write("bank/03-start.toml", strange.concat() + &step);
    let said = folder.canvass("bank check bank").status(1).error_text();
    assert!(said.matches("error: ").count() >= 100 && said.len() < 100_000, "{said}");
    folder.write("bank/03-start.toml", &step);
    std::fs::rename(folder.path("bank/bank.toml"), folder.path("bank/bank")).unwrap();
    let said = folder.canvass("bank check bank").status(1).error_text();
    assert!(said.contains("there is no bank.toml in it"), "{said}");
}

#[test]
fn a_canvas_that_is_one_long_line_is_read_at_once() {
    let folder = Folder::new().file("canvas.md", format!("# Canvas of Moss Room {}\n", "ab ".repeat(80_000)));
    let said = folder.canvass("import canvas.md -o answers.toml").status(1).error_text();
    assert!(said.starts_with("error: `canvas.md` holds no canvas that these questions know\nhelp: "), "{said}");
}

#[test]
fn conditions_that_would_take_for_ever_are_told_and_do_not_hold_up_the_walk() {
    let ten = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    let dear = ["a", "b", "c", "d", "e", "f", "g"]
        .iter()
        .fold("1".to_owned(), |own, name| format!("{ten}.map({name}, {own})"));
    let folder = Folder::new();
    folder.canvass("bank copy bank --bank minimal").status(0);
    let step = folder.read("bank/03-start.toml");
    let at = step.rfind("[[question]]").unwrap() + "[[question]]".len();
    folder.write("bank/03-start.toml", format!("{}\nwhen = \"{dear}.size() > 0\"{}", &step[..at], &step[at..]));
    let said = folder.canvass("bank check bank").status(1).error_text();
    assert!(said.contains("it takes too many steps"), "{said}");
    assert!(said.contains("03-start.toml"), "{said}");
    folder.canvass(&format!("walk {PLAN} --plain --bank bank")).stdin("A\n/leave\n").status(0);
}
