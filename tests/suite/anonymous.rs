//! Plans that name nobody any more, and plans that are removed.

use crate::command::{Folder, example};
use canvass::bank::{self, Kind};
use canvass::facts::Facts;
use canvass::plan::{self, Plan, State, anonymised};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The texts of a plan that are nobody's choice, number or date.
fn own_words(id: &str, text: &str) -> BTreeSet<String> {
    let bank = bank::read(&bank::files_of(id).unwrap()).unwrap();
    let plan = plan::read(text, "plan").unwrap();
    let mut found = BTreeSet::new();
    for (address, answer) in plan.all_answers() {
        let is_text = address.question(&bank).is_some_and(|question| {
            matches!(question.kind, Kind::Text { .. } | Kind::LongText { .. } | Kind::Email | Kind::Url | Kind::Phone)
        });
        found.extend(answer.value.as_str().filter(|_| is_text).map(str::to_owned));
        found.extend(answer.note.iter().chain(&answer.because).cloned());
    }
    found
}

/// Nothing that somebody wrote is left; what can be counted is as it was.
#[test]
fn only_what_can_be_counted_stays() {
    let folder = Folder::new();
    for id in bank::built_in_ids() {
        let told = folder.canvass(&format!("--bank {id} example")).status(0).output_text();
        let mut json: Json = serde_json::from_str(&told).unwrap();
        json["drafts"] = serde_json::json!({ "pitch": "half a secret" });
        json["going_on_because"] = "a secret reason".into();
        json["unknown_key"] = "a secret key".into();
        let before = json.to_string();
        let bank = bank::read(&bank::files_of(id).unwrap()).unwrap();
        let plan = plan::read(&before, "plan").unwrap();
        let without = anonymised(&bank, &plan);
        let text = plan::write(&without, &bank);
        for word in own_words(id, &before) {
            let quoted = serde_json::to_string(&word).unwrap();
            assert!(!text.contains(&quoted), "{id}: {word}");
        }
        assert!(!text.contains("secret") && !text.contains("T10:") && !text.contains("\"at\""), "{text}");
        let count = |plan: &Plan| {
            let answered = plan.all_answers().filter(|(_, answer)| answer.state == State::Answered).count();
            let links: Vec<Json> =
                plan.all_answers().map(|(_, own)| own.value.clone()).filter(Json::is_array).collect();
            (answered, links)
        };
        assert_eq!(count(&plan), count(&without), "{id}");
        // It is a plan like others, and each answer still fits its question.
        let misfits = Facts::new(&bank, &without).points.iter().filter(|point| point.misfit.is_some()).count();
        assert_eq!(misfits, 0, "{id}");
    }
    let folder = Folder::new().file("p.canvass.json", example());
    folder.canvass("anonymise p.canvass.json -o a.canvass.json").status(0);
    let figures = |file: &str| -> Json {
        let told = folder.canvass(&format!("figures {file} --json")).status(0).output_text();
        serde_json::from_str(&told).unwrap()
    };
    for name in ["revenue", "fixed_costs", "lowest_cash", "funding_gap", "break_even_sales"] {
        assert_eq!(figures("p.canvass.json")[name], figures("a.canvass.json")[name], "{name}");
    }
}

/// A plan whose founders withdraw goes with all that canvass put beside it, and nothing else does.
#[test]
fn a_plan_is_erased_with_what_lies_beside_it() {
    let folder = Folder::new().file("p.canvass.json", example()).file("q.canvass.json", example());
    for (name, text) in [("p.canvass.json.bak-1", "old"), ("p.canvass.json.bak-x", "mine"), ("notes.txt", "mine")] {
        folder.write(name, text);
    }
    folder.canvass("comment p.canvass.json Hello").status(0);
    folder.canvass("anonymise p.canvass.json").status(2);
    folder.canvass("anonymise p.canvass.json -o p.canvass.json --force --erase").status(2);
    assert_eq!(folder.read("p.canvass.json"), example());
    folder.canvass("anonymise notes.txt --erase").status(1);
    let told = folder.canvass("anonymise p.canvass.json -o a.canvass.json --erase").status(0).error_text();
    assert!(told.contains("removed: `p.canvass.json.bak-1`, `p.canvass.json` and `p.comments.jsonl`"), "{told}");
    let left: Vec<String> = folder.names().into_iter().filter(|name| !name.starts_with('.')).collect();
    assert_eq!(left, ["a.canvass.json", "notes.txt", "p.canvass.json.bak-x", "q.canvass.json"]);
}
