//! Canvases that others wrote become answers, and nothing of them is lost on the way: the files of `tests/cases/import`,
//! each with what is made of it in a file `NAME.expected`. Run with `CANVASS_BLESS=1` to write these files anew, and read
//! the difference.

use crate::built_in;
use crate::command::{Folder, same};
use canvass::bank::{self, Bank, Route};
use canvass::exchange::{Imported, answers_file, imported};
use canvass::interview;
use canvass::plan::{Plan, read_answers};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The files with the bank that they are for and the number of entries in them, counted by hand. What is no entry is not
/// counted: headings, questions of the template, blank bullets, `TBD`.
const CANVASES: [(&str, &str, usize); 20] = [
    ("01-numbered-headings.md", "business-model", 21),
    ("02-below-one-heading.md", "business-model", 15),
    ("03-bare-lines.md", "business-model", 16),
    ("04-bold-with-colon.md", "lean-canvas", 12),
    ("05-lean-hyphens.md", "lean-canvas", 13),
    ("06-spanish-keycaps.md", "business-model", 17),
    ("07-portuguese-sub-headings.md", "business-model", 18),
    ("08-french-no-accents.md", "business-model", 16),
    ("09-french-table.md", "business-model", 19),
    ("10-japanese.md", "lean-canvas", 13),
    ("11-chinese.md", "business-model", 16),
    ("12-german-nested.md", "business-model", 21),
    ("13-html-table.md", "business-model", 17),
    ("14-two-tables-side-by-side.md", "business-model", 16),
    ("15-mermaid.md", "business-model", 16),
    ("16-known-tool.json", "business-model", 16),
    ("17-sticky-notes.json", "lean-canvas", 10),
    ("18-template-left-in.md", "business-model", 15),
    ("19-hypotheses.md", "business-model", 17),
    ("20-long-sentences.md", "business-model", 17),
];

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/import").join(name)
}

fn bank_of(id: &str) -> &'static Bank {
    static LEAN: LazyLock<Bank> = LazyLock::new(|| bank::read(&bank::files_of("lean-canvas").unwrap()).unwrap());
    if id == "lean-canvas" { &LEAN } else { built_in::bank() }
}

/// What is told of an import, in lines.
fn told(found: &Imported) -> String {
    let mut text = serde_json::to_string_pretty(&found.answers).unwrap() + "\n";
    for part in &found.parts {
        let _ = writeln!(text, "line {}: “{}” -> {}", part.at, part.text, part.into.as_deref().unwrap_or("-"));
    }
    for left in found.understood.iter().chain(&found.left) {
        let _ = writeln!(text, "line {}: “{}” {}", left.at, left.text, left.why);
    }
    for (list, field, count) in &found.unlinked {
        let _ = writeln!(text, "asked: {list}.{field} ({count})");
    }
    text
}

/// The plan that `fill` makes of the answers; it takes all of them.
fn filled(bank: &Bank, found: &Imported) -> Plan {
    let now = "2026-03-01T10:00:00Z".parse().unwrap();
    let begun = Plan::new(bank, Route::Full, None);
    interview::filled(bank, &begun, &found.answers, now).unwrap_or_else(|problems| panic!("{problems:?}")).plan
}

#[test]
fn canvases_become_answers_as_expected() {
    let mut faults = Vec::new();
    for (name, id, _) in CANVASES {
        let (path, bank) = (case(name), bank_of(id));
        let found = imported(bank, &fs::read_to_string(&path).unwrap(), name).unwrap();
        let (told, expected) = (told(&found), path.with_extension("expected"));
        if std::env::var_os("CANVASS_BLESS").is_some() {
            fs::write(&expected, &told).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != told {
            faults.push(format!("{name}:\n{told}"));
        }
        let plan = filled(bank, &found);
        // What is written has to be readable; a few of them will do.
        if name.starts_with("04") || name.starts_with("19") {
            read_answers(&answers_file(bank, &plan), name).unwrap();
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let files = fs::read_dir(case("")).unwrap().map(|file| file.unwrap().path());
    let canvases = files.filter(|path| path.extension().is_some_and(|end| end != "expected")).count();
    assert_eq!(canvases, CANVASES.len(), "every file is tried");
}

#[test]
fn at_least_nine_of_ten_entries_are_placed() {
    for (name, id, entries) in CANVASES {
        let found = imported(bank_of(id), &fs::read_to_string(case(name)).unwrap(), name).unwrap();
        assert!(found.placed <= entries, "{name}: {} placed of {entries}", found.placed);
        assert!(found.placed * 10 >= entries * 9, "{name}: {} placed of {entries}", found.placed);
    }
}

/// The words of a text: letters and digits in a row.
fn words_of(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What somebody wrote, without the signs of the format.
fn written(name: &str, text: &str) -> String {
    if name.contains(".json") {
        let texts = text.split('"').skip(1).step_by(2).zip(text.split('"').skip(2).step_by(2));
        let values = texts.filter(|(_, after)| !after.trim_start().starts_with(':')).map(|(text, _)| text);
        return values.collect::<Vec<_>>().join("\n");
    }
    let text = if text.contains("```mermaid") {
        text.split('"').enumerate().filter(|(at, _)| at % 2 == 1).map(|(_, text)| text).collect::<Vec<_>>().join("\n")
    } else {
        text.replace("&amp;", "&")
    };
    // Comments are texts, tags are none.
    let text = text.replace("<!--", "").replace("-->", "");
    let mut plain = String::new();
    for (number, part) in text.split('<').enumerate() {
        let part = if number == 0 { part } else { part.split_once('>').map_or(part, |(_, rest)| rest) };
        plain.push_str(part);
        plain.push(' ');
    }
    plain
}

#[test]
fn nothing_of_the_canvases_is_lost() {
    for (name, id, _) in CANVASES {
        let text = fs::read_to_string(case(name)).unwrap();
        let found = imported(bank_of(id), &text, name).unwrap();
        let kept = words_of(&told(&found));
        let lost: Vec<String> = words_of(&written(name, &text))
            .into_iter()
            // The numbers of entries are no text, and the keys of what stands above one are none either.
            .filter(|word| !kept.contains(word) && word.parse::<u8>().is_err())
            .collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

/// A line of a canvas, of whatever kind; `{}` is a word of its own.
fn some_line() -> impl Strategy<Value = String> {
    let forms = [
        "# Customer Segments",
        "## Key Partners {}",
        "### Channels: {}",
        "## {}",
        "### {} {}",
        "**Revenue Streams:** {}",
        "**{}**",
        "**{}:** {}",
        "- {}",
        "- {}: {} {}",
        "- **{}** - {}",
        "  - {}",
        "    - {} {}",
        "* [{}](https://example.org/{})",
        "1. {}",
        "1. Cost Structure",
        "{}",
        "{} {} {}.",
        "{}:",
        "customer segments:",
        "> {}",
        "- {}?",
        "- TBD",
        "- ",
        "---",
        "",
        "",
        "| {} | {} |",
        "|---|---|",
        "| Channels | {} |",
        "```",
        "• {}",
        "-{}",
        "<td>{}<br>{}",
        "<!-- {} -->",
        "</table>",
        "<table><tr><td>{}",
        "- {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}",
        "`{}`",
        "~~{}~~ _{}_",
        "![{}](x.png)",
        "- [ ] {}",
        "{}\\",
        "&amp; {}",
        "<b>{}</b> {}",
    ];
    proptest::sample::select(forms.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever the canvas looks like: every word of it is in the answers or in the report, and `fill` takes the answers.
    #[test]
    fn every_text_is_in_the_answers_or_in_the_report(lines in prop::collection::vec(some_line(), 1..24)) {
        let mut number = 0;
        let mut text = String::new();
        for line in lines {
            for (at, part) in line.split("{}").enumerate() {
                if at > 0 {
                    number += 1;
                    let _ = write!(text, "word{number}x");
                }
                text.push_str(part);
            }
            text.push('\n');
        }
        let found = imported(built_in::bank(), &text, "canvas.md").unwrap();
        let told = told(&found);
        for number in 1..=number {
            prop_assert!(told.contains(&format!("word{number}x")), "word{number}x is lost of:\n{text}\n{told}");
        }
        filled(built_in::bank(), &found);
    }

    /// Nothing that can be written stops it, and every line it names is there.
    #[test]
    fn any_text_can_be_read(text in "(\\PC|[\n#*|<>`\\-:\\[\\] ]){0,200}") {
        if let Ok(found) = imported(built_in::bank(), &text, "canvas.md") {
            let last = text.lines().count().max(1);
            prop_assert!(found.left.iter().all(|left| (1..=last).contains(&left.at)), "{:?}", found.left);
            filled(built_in::bank(), &found);
        }
    }
}

/// Where a list has room for fewer, the first ones are taken, and each of the others is told by its line.
#[test]
fn what_a_list_has_no_room_for_is_told() {
    let bank = bank_of("lean-canvas");
    let text = "## Unique value proposition\n- A\n- B\n- C\n- D\n- E\n  - as E says\n- F\n";
    let found = imported(bank, text, "many.md").unwrap();
    let names: Vec<_> = found.answers["propositions"].as_array().unwrap().iter().map(|own| &own["name"]).collect();
    assert_eq!(names, ["A", "B", "C", "D"]);
    let left: Vec<_> = found.left.iter().map(|left| format!("{} {} {}", left.at, left.text, left.why)).collect();
    let why = "is one more than the 4 promises that there is room for";
    let below = "7 as E says was said of “E”, which there is no room for".to_owned();
    assert_eq!(left, [format!("6 E {why}"), below, format!("8 F {why}")]);
    filled(bank, &found);
    for id in ["business-model", "lean-canvas"] {
        let entries: Vec<String> = (0..60).map(|number| format!("- What stands at {number}")).collect();
        for block in &bank_of(id).canvas {
            let found =
                imported(bank_of(id), &format!("## {}\n{}\n", block.title, entries.join("\n")), "many.md").unwrap();
            filled(bank_of(id), &found);
            assert_eq!(found.placed + found.left.len(), 60, "{}", block.title);
        }
    }
}

/// The command writes a file that `fill` reads, tells what it did, and names another bank that knows more of it.
#[test]
fn an_import_is_told_and_filled_in() {
    let text = fs::read_to_string(case("04-bold-with-colon.md")).unwrap();
    let folder = Folder::new().file("theirs.md", text);
    let told = folder.canvass("import theirs.md -o answers.toml").status(3).stdout("").error_text();
    same(
        "the report",
        "10 entries of `theirs.md` taken over\n  \
         line 1: “Lean canvas of Tidewatch” is read as the name of the venture\n  \
         line 3: “Problem: Harbour masters learn of a high tide too late.” is read as problems and wishes\n  \
         line 4: “Customer Segments:” is read as customer groups\n  \
         line 8: “Unique Value Proposition:” is read as offers\n  \
         line 11: “Channels:” is read as channels\n  \
         line 15: “Revenue Streams:” is read as revenue streams\n  \
         line 19: “Cost Structure:” is read as costs\n\
         more than one entry could be meant, so the walk asks: `segments` of `propositions` (1), `segments` of `channels` (2) \
         and `payers` of `revenue_streams` (2)\n\
         not taken over:\n  \
         line 23: “Key Metrics:” is no part that these questions know\n  \
         line 24: “Gauges in use” stands below “Key Metrics:”\n  \
         line 26: “Unfair Advantage:” is no part that these questions know\n  \
         line 27: “Eleven years of tide data” stands below “Unfair Advantage:”\n\
         note: more of it fits other questions: `canvass --bank lean-canvas import theirs.md`\n",
        &told,
    );
    assert!(folder.read("answers.toml").ends_with("# line 27: Eleven years of tide data\n"));
    folder.canvass("fill plan.canvass.json --answers answers.toml").status(3);
    let said = folder.canvass("diff plan.canvass.json").status(0).output_text();
    assert!(said.contains("name of the venture: Tidewatch\n"), "{said}");
    folder.canvass("--bank lean-canvas import theirs.md -o lean.toml").status(0);
    folder.canvass("--bank lean-canvas fill lean.canvass.json --answers lean.toml").status(3);
    folder.write("letter.md", "Dear Sir,\n\nwe would like to see your canvas.\n");
    let told = folder.canvass("import letter.md").status(1).error_text();
    assert!(told.starts_with("error: `letter.md` holds no canvas that these questions know"), "{told}");
}

/// A bank says what its parts are called elsewhere, and extends what the one below it says.
#[test]
fn a_bank_names_its_parts() {
    let folder = Folder::new().file("hub/bank.toml", "extends = 'business-model'\nid = 'hub'\nversion = '1'\ntitle = 'Hub'\n\n[[import]]\ninto = 'resources'\nknown_as = ['what we have']\n");
    folder.write("theirs.md", "## What we have\n- A van\n\n## Customers\n- Farms\n");
    folder.canvass("--bank hub import theirs.md -o a.toml").status(0);
    assert!(folder.read("a.toml").contains("\nname = \"A van\"\n"));
    folder.write("wrong/bank.toml", "extends = 'business-model'\nid = 'wrong'\nversion = '1'\ntitle = 'Hub'\n\n[[import]]\ninto = 'resurces'\nknown_as = ['x']\n\n[[import]]\ninto = 'costs'\nrest = 'amount'\n[import.words.kind]\nfix = ['fixed']\n");
    let told = folder.canvass("bank check wrong").status(1).error_text();
    for said in [
        "there is no question `resurces` in this bank",
        "did you mean `resources`?",
        "`amount` is no text",
        "`kind` of `costs` has no choice `fix`",
        "did you mean `fixed`?",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}
