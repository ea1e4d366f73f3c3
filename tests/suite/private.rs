//! Private answers are the founder's: the walk and `show` have them, and nothing that others read does.

use crate::command::Folder;
use canvass::bank::{self, Bank, Kind, Phase};
use canvass::checks;
use canvass::cohort::{self, Table};
use canvass::documents::{Edition, Format, Templates, calendar};
use canvass::facts::{Facts, Kept};
use canvass::plan::{self, Address, Plan, State, anonymised};
use canvass::workbook::spreadsheet;
use serde_json::Value as Json;
use std::io::{Cursor, Read};

/// A small bank with a question about worries, one about every group, a column, and a check that goes by them.
const HUB: &str = "extends = 'minimal'\nid = 'hub'\nversion = '1'\ntitle = 'Hub'\nsteps = ['people']\n
[[column]]\nid = 'worry'\ntitle = 'Worry'\nkind = 'choice'\nvalue = 'worry'\nprivate = true\n";
const STEP: &str = "id = 'people'\n
[[question]]\nid = 'worry'\nask = 'What keeps you awake?'\nlabel = 'what keeps you awake'\nhelp = 'For your mentor.'
kind = 'text'\nrequired = true\nprivate = true\n
[[question]]\nid = 'grudge'\nask = 'What do you dislike about {item.name}?'\nlabel = 'the dislike'\nhelp = 'Be frank.'
of = 'people'\nkind = 'text'\nprivate = true\n
[[check]]\nid = 'no-worry'\nseverity = 'gap'\nphase = 'halfway'\nquestion = 'worry'\nholds = 'worry != null'
message = 'You have no worry.'\nadvice = 'Find one.'\n";

fn hub() -> Folder {
    let folder = Folder::new().file("hub/bank.toml", HUB).file("hub/people.toml", STEP);
    let answers = include_str!("../../questions/minimal/example.toml");
    let answers = answers.replacen("[[people]]\n", "[[people]]\ngrudge = 'SECRET grudge'\n", 1);
    let answers = format!("worry = 'SECRET debts'\n{answers}");
    let folder = folder.file("answers.toml", answers);
    folder.canvass("--bank hub fill p.canvass.json --answers answers.toml").status(0);
    folder
}

/// The bytes of a file; of one that is packed, those of all files in it.
fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(&bytes)) else { return bytes };
    let mut all = Vec::new();
    for index in 0..archive.len() {
        archive.by_index(index).unwrap().read_to_end(&mut all).unwrap();
    }
    all
}

fn tells(bytes: Vec<u8>) -> bool {
    String::from_utf8_lossy(&unpacked(bytes)).contains("SECRET")
}

/// Everything that is made of a plan for others, with the name of the file it goes to.
const WRITTEN: [(&str, &str); 15] = [
    ("draft p.canvass.json --with answers", "md"),
    ("draft p.canvass.json --with answers,comments", "html"),
    ("draft p.canvass.json", "docx"),
    ("draft p.canvass.json", "typ"),
    ("draft p.canvass.json", "svg"),
    ("draft p.canvass.json", "json"),
    ("draft p.canvass.json", "xlsx"),
    ("draft p.canvass.json", "ics"),
    ("cohort p.canvass.json --columns worry --csv", "csv"),
    ("cohort p.canvass.json --columns worry --jsonl", "jsonl"),
    ("cohort p.canvass.json --columns worry --xlsx", "table.xlsx"),
    ("cohort p.canvass.json --columns worry --html", "table.html"),
    ("anonymise p.canvass.json", "anonymous.canvass.json"),
    ("answers p.canvass.json", "toml"),
    ("workbook p.canvass.json --details", "workbook.md"),
];

#[test]
fn what_is_private_is_told_where_it_is_asked_for_and_nowhere_else() {
    let folder = hub();
    folder.canvass("comment p.canvass.json 'SECRET remark' --on worry").status(0);
    for (command, name) in WRITTEN {
        let file = |with: &str| format!("{with}.{name}");
        folder.canvass(&format!("{command} -o {}", file("told"))).status(0);
        assert!(!tells(std::fs::read(folder.path(&file("told"))).unwrap()), "{command}");
        // Pages of numbers and dates have no words of founders at all, and an anonymous plan has none.
        let has_words = !["svg", "xlsx", "ics", "anonymous.canvass.json"].contains(&name);
        let and = if command.contains("--with") { "," } else { " --with " };
        let command = match command.split_once(" --with answers") {
            Some((before, rest)) => format!("{before} --with answers{rest}{and}private"),
            None => format!("{command}{and}private"),
        };
        folder.canvass(&format!("{command} -o {}", file("all"))).status(0);
        assert_eq!(tells(std::fs::read(folder.path(&file("all"))).unwrap()), has_words, "{command}");
    }
    assert!(!folder.canvass("cohort p.canvass.json").status(0).output_text().contains("SECRET"));
    assert!(!folder.canvass("recap p.canvass.json").status(0).output_text().contains("no worry"));
    folder.canvass("draft --all . -o drafts").status(0);
    assert!(!tells(std::fs::read(folder.path("drafts/p.md")).unwrap()));
    // Whoever fills in again what was left out loses nothing.
    let before = folder.read("p.canvass.json");
    folder.canvass("fill p.canvass.json --answers told.toml").status(0);
    folder.canvass("fill p.canvass.json --answers told.workbook.md").status(0);
    let json = |text: &str| serde_json::from_str::<Json>(text).unwrap()["answers"]["worry"].clone();
    assert_eq!(json(&folder.read("p.canvass.json")), json(&before));
}

#[test]
fn its_founder_finds_it_and_is_held_to_it() {
    let folder = hub();
    let said = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = said(folder.canvass("show p.canvass.json").status(0).output_text());
    assert!(shown.contains("Private, so that documents and tables leave it out: what keeps you awake and "), "{shown}");
    // It is asked with a word on that, and stays required.
    let gone = folder.read("p.canvass.json").replace("SECRET debts", "");
    folder.write("q.canvass.json", gone);
    let asked = folder.canvass("walk q.canvass.json --plain").stdin("/leave\n").status(0).error_text();
    assert!(
        said(asked.clone()).contains("This stays private: documents and tables leave it out. What keeps you awake?"),
        "{asked}"
    );
    let refused = folder.canvass("draft q.canvass.json --final").status(3).error_text();
    assert!(refused.contains("what keeps you awake") && refused.contains("You have no worry."), "{refused}");
    assert!(folder.canvass("check q.canvass.json").status(3).output_text().contains("You have no worry."));
    // Others are not told of it as of something open, nor that a check which goes by it fails.
    let told = folder.canvass("draft q.canvass.json").status(0).output_text();
    assert!(!told.contains("awake") && !told.contains("worry"), "{told}");
    let file = folder.canvass("answers p.canvass.json").status(0).output_text();
    assert!(file.contains("What keeps you awake? (needed) [text, private]"), "{file}");
}

/// The example of a bank in which every text that somebody wrote is marked.
fn marked(bank: &Bank, id: &str) -> Plan {
    let text = Folder::new().canvass(&format!("--bank {id} example")).status(0).output_text();
    let mut plan = plan::read(&text, "p").unwrap();
    let addresses: Vec<Address> = plan.all_answers().map(|(address, _)| address).collect();
    for (number, address) in addresses.iter().enumerate() {
        let kind = &address.question(bank).unwrap().kind;
        let mut answer = plan.answer(address).unwrap().clone();
        if matches!(kind, Kind::Text { .. } | Kind::LongText { .. }) && answer.state == State::Answered {
            answer.value = format!("SECRET {number}").into();
        }
        answer.note = answer.note.map(|_| "SECRET".into());
        answer.because = answer.because.map(|_| "SECRET".into());
        plan.put(address, answer);
    }
    plan.drafts.insert("pitch".into(), "SECRET".into());
    plan.extra.insert("odd".into(), "SECRET".into());
    plan
}

/// Every document and table of a plan, and its facts for programs.
fn everything(bank: &Bank, plan: &Plan, formats: &[Format]) -> Vec<(String, Vec<u8>)> {
    let mut facts = Facts::new(bank, plan);
    facts.add_full_figures(bank).unwrap();
    let _ = checks::judge(bank, plan, &mut facts, Phase::Final);
    let _ = checks::add_insights(bank, &mut facts);
    let view = facts.for_documents(bank, plan, "2026-03-01");
    let templates = Templates::of(bank).unwrap();
    let mut all = Vec::new();
    for format in formats.iter().copied().filter(|own| *own != Format::Xlsx && *own != Format::Calendar) {
        let edition = Edition { with_answers: true, ..Edition::from(format) };
        if format != Format::Svg || !bank.canvas.is_empty() {
            all.push((format!("{format:?}"), templates.draft(&view, edition).unwrap()));
        }
    }
    all.push(("recap".into(), templates.recap(&view).unwrap().into_bytes()));
    all.push(("spreadsheet".into(), spreadsheet(&view, &facts.inputs(bank), None, None).unwrap()));
    all.push(("calendar".into(), calendar(bank, &facts, None, "2026-03-01").unwrap()));
    all.push(("kept".into(), format!("{:?}", Kept::new(&facts, plan).to_fact()).into_bytes()));
    all.push(("anonymous".into(), plan::write(&anonymised(bank, plan), bank).into_bytes()));
    let mut table = Table::new(cohort::own_headings());
    table.add(&cohort::headings(bank), &cohort::measure(bank, plan, "p", None));
    table.even();
    let ids: Vec<String> = table.headings.iter().map(|heading| heading.id.clone()).collect();
    let columns: Vec<usize> = (0..ids.len()).collect();
    all.push(("csv".into(), cohort::written_out(table.clone(), cohort::Layout::Csv, &columns).into_bytes()));
    all.push(("jsonl".into(), cohort::written_out(table.clone(), cohort::Layout::JsonLines, &columns).into_bytes()));
    all.push(("table".into(), cohort::workbook(&table, &columns, true, "2026-03-01").unwrap()));
    all.push(("page".into(), cohort::page(&table, &ids, "en", "2026-03-01").into_bytes()));
    all
}

/// Whatever is private in whatever bank: nothing that anybody wrote is told, be lists private as a whole or their fields.
#[test]
fn a_bank_in_which_everything_is_private_tells_nothing() {
    for id in bank::built_in_ids() {
        for whole_lists in [true, false] {
            let mut bank = bank::read(&bank::files_of(id).unwrap()).unwrap();
            let mut plan = marked(&bank, id);
            for question in bank.steps.iter_mut().flat_map(|step| &mut step.questions) {
                question.private = whole_lists || question.items().is_none();
                if let Kind::Items(list) = &mut question.kind {
                    list.fields.iter_mut().for_each(|field| field.private = true);
                }
            }
            if !whole_lists {
                // What is said of a list that has no entries is said of a public list then.
                plan.answers.values_mut().for_each(|answer| (answer.note, answer.because) = (None, None));
            }
            let plan = plan.for_others(&bank);
            let formats = if whole_lists { &Format::ALL[..] } else { &[Format::Markdown, Format::Json] };
            for (what, written) in everything(&bank, &plan, formats) {
                assert!(!tells(written), "{id}, {whole_lists}: {what}");
            }
        }
    }
}

/// The mark is found where nothing is private, so that the test above can fail.
#[test]
fn a_bank_in_which_nothing_is_private_tells_all() {
    let bank = bank::read(&bank::files_of("lean-canvas").unwrap()).unwrap();
    let plan = marked(&bank, "lean-canvas").for_others(&bank);
    for (what, written) in everything(&bank, &plan, &Format::ALL) {
        assert_eq!(tells(written), what != "anonymous", "{what}");
    }
}

#[test]
fn a_bank_is_told_where_a_private_answer_would_be_missed() {
    let folder = hub();
    let told = folder.canvass("bank check hub").status(0).error_text();
    assert!(!told.contains("private-") && !told.contains("private answer"), "{told}");
    let more = "
[[insight]]\nid = 'worried'\nsay = 'They worry about {worry}.'\ntone = \"'bad'\"\ngiven = 'worry != null'\nweight = { bank = 1 }\n
[[change]]\n";
    let more = more.replace("\n[[change]]\n", "");
    folder.write("hub/people.toml", format!("{STEP}{more}"));
    folder.write("hub/bank.toml", HUB.replace("\nprivate = true", ""));
    folder.write("hub/templates/chapters/people.md", "{% if worry %}{{ worry }}{% endif %}\n");
    let told = folder.canvass("bank check hub").status(0).error_text();
    for said in [
        "warning: column `worry` reads a private answer",
        "warning: insight `worried` reads a private answer",
        "speaks of `worry`, which is private",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    // A template that asks whether it is left out knows what it does.
    folder.write("hub/templates/chapters/people.md", "{% if not walk.withholds %}{{ worry or \"\" }}{% endif %}\n");
    let told = folder.canvass("bank check hub").status(0).error_text();
    assert!(!told.contains("which is private"), "{told}");
}
