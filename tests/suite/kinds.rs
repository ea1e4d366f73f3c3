//! The trial of a new kind of answer: every kind is offered by the schema, accepted, asked by the fronts, filled in, told
//! by the documents, and answered by trial plans; and the places that a kind touches are those that the README names.

use crate::answering::{Manner, completed};
use crate::command::Folder;
use canvass::bank::{self, Bank, KindName, Question};
use canvass::check_bank;
use canvass::facts::Facts;
use canvass::interview::{self, Form, Interview, Start, Turn};
use canvass::plan::{self, Given, Plan, accept};
use canvass::trial;
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A question of each kind, as it is asked in `tests/cases/kinds` or in the usual bank, and how its answer is told in
/// Markdown and, where it is more than text, on a page.
const TOLD: [(KindName, &str, &str, &str); 16] = [
    (KindName::Text, "slogan", "今晚骑回家", ""),
    (KindName::LongText, "story", "and a van.", ""),
    (
        KindName::Email,
        "mailbox",
        "<hello@spoke.example>",
        "<a href=\"mailto:hello@spoke.example\">hello@spoke.example</a>",
    ),
    (
        KindName::Url,
        "website",
        "<https://spoke.example/shop?a=b&c=*d*>",
        "<a href=\"https://spoke.example/shop?a=b&amp;c=*d*\">https://spoke.example/shop?a=b&amp;c=*d*</a>",
    ),
    (KindName::Phone, "hotline", ": +43 660 1234567\n", ""),
    (KindName::YesNo, "open_now", "Whether you are open: no", ""),
    (KindName::Number, "riders", "120 people", ""),
    (KindName::Money, "budget", "CHF 1,500", ""),
    (KindName::Percent, "own_share", "40%", ""),
    (KindName::ByMonth, "visits", "3 visits, 9 visits from month 11", ""),
    (KindName::Date, "opening_day", "1 March 2026", ""),
    (KindName::Currency, "currency", "", ""),
    (KindName::OneOf, "place", "a van that goes to the people", ""),
    (KindName::SomeOf, "seasons", "spring and autumn", ""),
    (KindName::Items, "things", "| 修理 🔧 | 3 pieces |", ""),
    (KindName::Link, "best", "The best seller: 修理", ""),
];

fn case(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

fn kinds() -> Bank {
    let files = fs::read_dir(case("kinds")).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.display().to_string(), fs::read_to_string(&path).unwrap())
    });
    check_bank::read(&files.collect::<Vec<_>>()).unwrap_or_else(|problems| panic!("{problems:#?}")).0
}

fn question<'b>(banks: &'b [Bank], kind: KindName, id: &str) -> (&'b Bank, &'b Question) {
    let found = banks.iter().filter_map(|bank| Some((bank, bank.question(id)?)));
    found.into_iter().find(|(_, question)| question.kind.name() == kind).unwrap_or_else(|| panic!("no {kind:?} `{id}`"))
}

#[test]
fn every_kind_is_known_everywhere() {
    let banks = [kinds(), bank::read(&bank::built_in_files()).unwrap()];
    let folder = Folder::new();
    let (bank, answers) = (case("kinds"), case("kinds-answered/answers.toml"));
    let (bank, answers) = (bank.display(), answers.display());
    folder.canvass(&format!("fill p.canvass.json --bank {bank} --answers {answers}")).status(0);
    let filled = plan::read(&folder.read("p.canvass.json"), "p.canvass.json").unwrap();
    let draft = |format: &str| folder.canvass(&format!("draft p.canvass.json --bank {bank} --to {format}")).status(0);
    let (markdown, page) = (draft("md").output_text(), draft("html").output_text());
    let listing = folder.canvass(&format!("bank show --bank {bank}")).status(0).output_text();
    let variables = folder.canvass(&format!("template variables --bank {bank}")).status(0).output_text();
    let schema = bank::schema();
    let property = schema.pointer("/definitions/question/properties/kind/enum");
    let offered = property.or_else(|| schema.pointer("/definitions/kind/enum")).unwrap();
    let walked = completed(
        &banks[0],
        Plan::new(&banks[0], bank::Route::Full, None),
        Manner { turn: 0, terse: false, entries: 1 },
    );

    assert_eq!(TOLD.map(|(kind, ..)| kind).as_slice(), KindName::ALL, "each kind is tried");
    for (kind, id, told, shown) in TOLD {
        let (bank, question) = question(&banks, kind, id);
        let written = kind.written();
        assert!(offered.as_array().unwrap().contains(&json!(written)), "{offered} lacks {written}");
        assert!(accept(question, &Given::Stored(json!({})), &[]).is_err(), "{written} is no table");
        if bank.id != "kinds" {
            continue;
        }
        assert!(listing.contains(&format!("{id} ({written}, ")), "{listing}");
        let row = variables.lines().find(|row| row.starts_with(&format!("| `{id}` |"))).unwrap();
        assert!(row.contains(kind.found().split(',').next().unwrap()), "{row}");
        let answer = &filled.answers[id];
        let facts = Facts::new(bank, &filled);
        let point = facts.points.iter().find(|point| point.question.id == id).unwrap();
        assert_eq!(point.misfit, None, "{answer:?}");
        assert!(markdown.contains(told), "{told} is not told:\n{markdown}");
        assert!(page.contains(shown), "{shown} is not shown:\n{page}");
        // Whatever the front brought back was accepted.
        let typed = &walked.answers[id];
        assert!(typed.state == plan::State::Answered, "{id}: {typed:?}");
    }
    for (what, plan) in trial::plans(&banks[0], "2026-03-01") {
        let facts = Facts::new(&banks[0], &plan);
        let misfits: Vec<_> = facts.points.iter().filter(|point| point.misfit.is_some()).collect();
        assert!(misfits.is_empty(), "{what}: {misfits:#?}");
    }
}

#[test]
fn the_readme_names_the_places_that_a_kind_touches() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let row = readme.lines().find(|line| line.starts_with("| a kind of answer |")).unwrap();
    let named: BTreeSet<String> =
        row.split('`').filter(|text| text.starts_with("src/") && !text.ends_with('/')).map(str::to_owned).collect();
    assert!(named.len() <= 5, "{named:?}");
    for kind in [KindName::Email, KindName::Url, KindName::Phone] {
        let (own, name) = (format!("Kind::{kind:?}"), format!("KindName::{kind:?}"));
        let mut touched = BTreeSet::new();
        collect(root, &root.join("src"), &mut |path, text| {
            let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((text, ""));
            if path == "src/bank/kind.rs" || code.contains(&own) || code.contains(&name) {
                touched.insert(path.to_owned());
            }
        });
        assert_eq!(touched, named, "{kind:?}");
    }
}

fn collect(root: &Path, folder: &Path, visit: &mut dyn FnMut(&str, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, visit);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            visit(&name, &fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn what_is_typed_otherwise_is_shown_before_it_is_taken() {
    let bank = case("kinds");
    let asked = [
        ("mailbox", "hello (at) spoke.example", "hello@spoke.example"),
        ("website", "spoke.example/shop", "https://spoke.example/shop"),
        ("hotline", "0043 (0) 660/123-45-67", "+43 660 123 45 67"),
    ];
    for (id, typed, plain) in asked {
        let folder = Folder::new().file("answers.json", json!({ id: typed }).to_string());
        let run = folder.canvass(&format!("fill p.canvass.json --bank {} --answers answers.json", bank.display()));
        let said = run.status(1).error_text();
        assert!(said.contains(&format!("`{typed}` is written as {plain}")), "{said}");
        folder.write("answers.json", json!({ id: plain }).to_string());
        folder.canvass(&format!("fill p.canvass.json --bank {} --answers answers.json", bank.display())).status(3);
        let plan: Json = serde_json::from_str(&folder.read("p.canvass.json")).unwrap();
        assert_eq!(plan["answers"][id]["value"], plain);
    }
}

#[test]
fn several_choices_can_be_selected_beforehand() {
    let files = fs::read_dir(case("kinds")).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        (path.display().to_string(), text.replace("at_least = 1\n", "at_least = 1\ndefault = \"spring, autumn\"\n"))
    });
    let bank = bank::read(&files.collect::<Vec<_>>()).unwrap();
    let text = fs::read_to_string(case("kinds-answered/answers.toml")).unwrap();
    let text = text.replace("seasons = [\"spring\", \"autumn\"]\n", "");
    let answers = plan::read_answers(&text, "answers.toml").unwrap();
    // Filled in by the bank without that default, so that the question is still open.
    let open = kinds();
    let empty = Plan::new(&open, bank::Route::Full, None);
    let plan = interview::fill(&open, &empty, &answers, Timestamp::UNIX_EPOCH).unwrap();
    let Turn::Ask(prompt) = Interview::new(&bank, plan, Start::FirstOpen).turn() else { panic!("nothing is asked") };
    let Form::Some { picks, .. } = prompt.form else { panic!("{prompt:#?}") };
    let selected: Vec<&str> = picks.iter().filter(|pick| pick.selected).map(|pick| pick.key.as_str()).collect();
    assert_eq!(selected, ["spring", "autumn"]);
}
