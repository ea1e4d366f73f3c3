//! Templates of one's own: found, read, checked, copied, and stopped where they do not come to an end.

use crate::command::{Folder, example};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> Folder {
    Folder::new().file("plan.canvass.json", example())
}

const CREDIT: &str = "{% extends \"builtin/plan.md\" %}{% block credit %}With thanks to our incubator.{% endblock %}";

#[test]
fn a_template_of_ones_own_changes_the_plan_the_page_and_the_recap() {
    let folder = folder()
        .file("ours/plan.md", CREDIT)
        .file("ours/page-style.html", "h1 { color: #123456 }")
        .file("ours/recap.txt", "You are {{ venture_name }}.")
        .file("ours/.hidden", "{{ x | }}")
        .file("ours/plan.md~", "{{ x | }}")
        .file("ours/plan.bak", "{{ x | }}")
        .file("ours/README.md", "{{ x | }}");
    let plan = folder.canvass("draft plan.canvass.json --template ours").status(0).stderr("").output_text();
    assert!(plan.ends_with("With thanks to our incubator.\n"), "{plan}");
    assert!(plan.contains("## 12. Next steps"), "{plan}");
    let page =
        folder.canvass("draft plan.canvass.json --to html").env("CANVASS_TEMPLATE", "ours").status(0).output_text();
    assert!(page.contains("h1 { color: #123456 }") && page.contains("With thanks to our incubator."), "{page}");
    let recap = folder.canvass("--template ours recap plan.canvass.json").status(0).output_text();
    assert!(recap.starts_with("You are Spoke & Go.\n"), "{recap}");
}

#[test]
fn a_walk_reads_the_templates_before_it_asks_and_writes_documents_with_them() {
    let folder = folder().file("ours/plan.md", CREDIT).file("broken/plan.md", "{{ x | }}");
    let outcome = folder.canvass("--template broken walk plan.canvass.json --plain").status(1);
    assert!(outcome.error_text().contains("--> broken/plan.md:1:8"), "{}", outcome.error_text());
    let typed = "write the plan and finish\n";
    let walk = folder.canvass("walk plan.canvass.json --essentials --plain --template ours").stdin(typed).status(0);
    let said = format!("{}{}", walk.output_text(), walk.error_text());
    assert!(said.contains("written: plan.md and plan.html"), "{said}");
    assert!(folder.document("plan.md").ends_with("With thanks to our incubator.\n"));
}

#[test]
fn a_bank_of_ones_own_is_written_up_with_templates_of_its_own() {
    let bank = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/bank/sound");
    let folder = Folder::new().file("ours/plan.md", "# {{ bank.title }}\n\n{{ groups | names }}\n").file("a.toml", "");
    folder.canvass(&format!("--bank {bank} fill plan.canvass.json --answers a.toml")).status(0);
    let drafted = folder.canvass(&format!("--bank {bank} draft plan.canvass.json --template ours")).status(0);
    assert!(drafted.output_text().starts_with("# "), "{}", drafted.output_text());
    // A bank without templates has those that serve every bank, so one of one's own is enough.
    let checked = folder.canvass(&format!("--bank {bank} template check ours")).status(0).output_text();
    assert!(checked.starts_with("ours: 1 template in good order, tried with "), "{checked}");
    let listed = folder.canvass(&format!("--bank {bank} template variables")).status(0).output_text();
    assert!(listed.contains("| `groups` |"), "{listed}");
}

#[test]
fn the_templates_that_are_copied_are_in_good_order() {
    let folder = folder();
    folder.canvass("template copy ours").status(0);
    let plan = folder.canvass("draft plan.canvass.json").status(0).output_text();
    folder.canvass("draft plan.canvass.json --template ours").status(0).stderr("").stdout(&plan);
    assert!(folder.read("ours/README.md").starts_with("# What templates can use\n"));
    let again = folder.canvass("template copy ours").status(1);
    again.stderr("error: `ours` is not empty, so nothing was copied\nhelp: name a folder that is new or empty\n");
    let checked = folder.canvass("template check ours").status(0).stderr("").output_text();
    assert!(checked.starts_with("ours: ") && checked.contains(" templates in good order, tried with "), "{checked}");
}

#[test]
fn a_check_shows_every_mistake_with_the_path_as_it_was_given() {
    let folder = Folder::new().file("ours/plan.md", "# {{ venture_nam }}\n").file("ours/recp.txt", "x");
    folder.canvass("template check ours").status(1).stdout("").stderr(
        "error: template `plan.md` uses `venture_nam`, which does not exist\n \
         --> ours/plan.md:1:6\n  |\n1 | # {{ venture_nam }}\n  |      ^^^^^^^^^^^\n\
         help: did you mean `venture_name`?\n\n\
         warning: no document uses the template `recp.txt`\n --> ours/recp.txt:1:1\n  |\n1 | x\n  | ^\n\
         help: did you mean `recap.txt`? A template takes the place of the built-in one of its name\n",
    );
}

#[test]
fn a_folder_that_holds_no_templates_is_named_with_a_remedy() {
    let folder = folder().file("empty/.keep", "").file("binary/plan.md", b"a\xff").file("wrong/logo.png", "");
    let copy = "`canvass template copy DIR`";
    for (dir, message, help) in [
        ("nowhere", "there is no folder `nowhere`", copy),
        ("plan.canvass.json", "`plan.canvass.json` is a file, not a folder of templates", copy),
        ("empty", "`empty` holds no template", copy),
        ("binary", "could not read `binary/plan.md`: line 1 is not UTF-8 text", "save the file as UTF-8 text"),
        ("wrong", "template `wrong/logo.png` has an ending that no document uses", "or keep the file elsewhere"),
    ] {
        let said = folder.canvass(&format!("draft plan.canvass.json --template {dir}")).status(1).error_text();
        assert!(said.contains(message) && said.contains(help), "{said}");
    }
}

#[test]
fn a_template_that_counts_without_end_is_stopped() {
    let loops = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    let folder = folder().file("ours/plan.md", loops);
    let expected = "error: the templates in `ours` take longer than 0.5 seconds, so they were stopped\n\
                    help: look for loops within loops; CANVASS_TEMPLATE_SECONDS gives templates more time\n";
    let run = folder.canvass("draft plan.canvass.json --template ours").env("CANVASS_TEMPLATE_SECONDS", "0.5");
    run.spawned().status(1).stdout("").stderr(expected);
    let run = folder.canvass("draft plan.canvass.json --template ours").env("CANVASS_TEMPLATE_SECONDS", "soon");
    run.status(2).stderr(
        "error: CANVASS_TEMPLATE_SECONDS is `soon`, which is no number of seconds\n\
         help: set it to a number such as 30, or leave it out\n",
    );
}

/// Those who know web templates and no Rust can read them: short lines, a comment on top of each file and of each
/// component, one concern each.
#[test]
fn the_templates_of_the_built_in_bank_are_written_to_be_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/business-model");
    let mut files: Vec<PathBuf> = ["", "chapters", "parts"]
        .iter()
        .flat_map(|part| fs::read_dir(folder.join(part)).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(files.len() > 50, "{files:#?}");
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.display();
        assert!(text.starts_with("{#- "), "{name} does not say what it writes");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() <= 100, "{name} has {} lines: cut it into parts", lines.len());
        for (at, line) in lines.iter().enumerate() {
            assert!(line.chars().count() <= 160, "{name}:{}: {line}", at + 1);
            if line.starts_with("{% component ") {
                assert!(at > 0 && lines[at - 1].ends_with("-#}"), "{name}:{}: {line} has no comment", at + 1);
            }
        }
    }
}
