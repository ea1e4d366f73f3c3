//! The form: what it says where it cannot be made, that it lets nothing in but its own script, and what comes of it when it
//! is filled in, wherever Chromium is installed with node.

use crate::browser::pages::{browser, hostile, told_by};
use crate::command::{Folder, example};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use canvass::plan::read_answers;
use canvass::words;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, begin: &str, end: &str) -> Vec<&'t str> {
    text.split(begin).skip(1).filter_map(|rest| rest.split_once(end)).map(|(inner, _)| inner).collect()
}

/// A page whose rules name another script than its own is dead, and nobody would see it without a browser.
#[test]
fn a_page_with_a_script_allows_that_script() {
    let folder = Folder::new().file("plan.canvass.json", example());
    folder.canvass("form plan.canvass.json -o form.html").status(0).stdout("").stderr("");
    folder.canvass("cohort . --html -o cohort.html").status_among(&[0, 3]);
    for (name, styles) in [("form.html", 1), ("cohort.html", 0)] {
        let page = folder.read(name);
        let hash = |text: &&str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
        let scripts: Vec<String> = between(&page, "<script>", "</script>").iter().map(hash).collect();
        let styles: Vec<String> = between(&page, "<style>", "</style>").iter().take(styles).map(hash).collect();
        assert_eq!(scripts.len(), 1, "{name}");
        let policy = between(&page, "Content-Security-Policy\" content=\"", "\"")[0];
        for own in scripts.iter().chain(&styles) {
            assert!(policy.contains(own.as_str()), "{name} allows other hashes than {own}: {policy}");
        }
    }
}

#[test]
fn a_form_takes_the_place_of_a_form_and_of_nothing_else() {
    let folder = Folder::new().file("plan.canvass.json", example());
    folder.canvass("form -o form.html").status(0).stdout("").stderr("");
    folder.canvass("form plan.canvass.json -o form.html").status(0).stdout("").stderr("");
    assert!(folder.document("form.html").contains("City commuters"));
    folder.write("form.html", "my own page");
    let refused = folder.canvass("form -o form.html").status(1).error_text();
    assert!(refused.contains("`form.html` is there already") && refused.contains("--force"), "{refused}");
    assert_eq!(folder.read("form.html"), "my own page");
    let kept = folder.canvass("form -o form.html --force").status(0).error_text();
    assert!(kept.contains("what stood in `form.html` is kept in"), "{kept}");
    let page = folder.canvass("form -o -").status(0).stderr("").output_text();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && page.ends_with("</html>\n"));
    assert_eq!(page, folder.canvass("form").status(0).stderr("").output_text());
    assert_eq!(
        folder.canvass("form -").stdin(example()).status(0).output_text(),
        folder.canvass("form plan.canvass.json").status(0).output_text()
    );
}

#[test]
fn what_keeps_a_form_from_being_made_is_said() {
    let folder = Folder::new().file("broken.canvass.json", "{ \"format\": 1,").file("other/notes.txt", "");
    for (words, said) in [
        ("form --bank nowhere -o form.html", "nowhere"),
        ("form missing.canvass.json -o form.html", "missing.canvass.json"),
        ("form broken.canvass.json -o form.html", "broken.canvass.json"),
        ("form -o other", "other"),
    ] {
        let told = folder.canvass(words).status(1).stdout("").error_text();
        assert!(told.starts_with("error: ") && told.contains(said) && told.contains("help: "), "{words}: {told}");
    }
    assert_eq!(folder.names(), ["broken.canvass.json", "other"]);
}

/// The bank and what a plan says, as the page holds them, whatever they are.
fn data(page: &str, id: &str) -> Json {
    let begin = format!("<script type=\"application/json\" id=\"{id}\">");
    serde_json::from_str(between(page, &begin, "</script>")[0]).unwrap()
}

#[test]
fn a_form_begins_with_what_the_plan_says() {
    let folder = Folder::new().file("plan.canvass.json", example());
    let blank = data(&folder.canvass("form").status(0).output_text(), "said");
    assert_eq!((&blank["answers"], &blank["route"]), (&json!({}), &json!("full")));
    let essentials = folder.canvass("form --essentials").status(0).output_text();
    assert_eq!(data(&essentials, "said")["route"], "short");
    let said = data(&folder.canvass("form plan.canvass.json").status(0).output_text(), "said");
    let plan: Json = serde_json::from_str(example()).unwrap();
    assert_eq!(said["answers"]["venture_name"]["value"], plan["answers"]["venture_name"]["value"]);
    for (list, answer) in plan["answers"].as_object().unwrap() {
        let Some(items) = answer["items"].as_array() else { continue };
        let ids = |items: &Json| items.as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&said["lists"][list]["entries"]), ids(&json!(items)), "{list}");
    }
}

// -- in the browser ---------------------------------------------------------------------------------------------------

struct Seen {
    folder: Folder,
    told: Json,
}

/// The answers of the two golden examples, with where they stand.
const EXAMPLES: [(&str, &str); 2] =
    [("spoke", "questions/business-model/example.toml"), ("allotly", "tests/cases/allotly/answers.toml")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What came of the forms in one session of the browser; nothing where there is none, and then that is said.
fn seen() -> Option<&'static Seen> {
    static SEEN: OnceLock<Option<Seen>> = OnceLock::new();
    let seen = SEEN.get_or_init(|| {
        let browser = browser()?;
        let folder = Folder::new().file("hostile.canvass.json", hostile());
        folder.canvass("--bank minimal bank copy hub").status(0);
        let title = "</title></script><img src=x onerror=alert(1)>";
        let files = fs::read_dir(folder.path("hub")).unwrap().map(|entry| entry.unwrap().path());
        for file in files.filter(|file| file.extension().is_some_and(|end| end == "toml")) {
            // Whatever a bank says to people is hostile.
            let text = fs::read_to_string(&file).unwrap();
            let infected = |line: &str| match line.split_once(" = \"") {
                Some((key @ ("title" | "purpose" | "guidance" | "ask" | "help" | "example"), rest)) => {
                    format!("{key} = \"{title} {rest}")
                }
                _ => line.to_owned(),
            };
            fs::write(&file, text.lines().map(infected).collect::<Vec<_>>().join("\n")).unwrap();
        }
        let forms =
            [("usual", ""), ("small", "--bank minimal"), ("plan", "hostile.canvass.json"), ("bank", "--bank hub")];
        let forms: Map<String, Json> = forms
            .into_iter()
            .map(|(name, words)| {
                folder.canvass(&format!("form {words} -o {name}.html")).status(0);
                (name.to_owned(), json!(folder.path(&format!("{name}.html"))))
            })
            .collect();
        let answers = EXAMPLES.map(|(name, path)| {
            let text = fs::read_to_string(root().join(path)).unwrap();
            (name.to_owned(), Json::Object(read_answers(&text, path).unwrap()))
        });
        let task = json!({
            "browser": browser,
            "folder": folder.path("."),
            "forms": forms,
            "answers": answers.into_iter().collect::<Map<_, _>>(),
        });
        let told = told_by("form.mjs", &task);
        Some(Seen { folder, told })
    });
    seen.as_ref()
}

/// A plan in JSON without ids and times.
fn bare(plan: &str) -> Json {
    fn without(value: &mut Json, ids: &BTreeMap<String, String>) {
        match value {
            Json::Object(map) => {
                for key in ["at", "created", "counters", "id"] {
                    map.remove(key);
                }
                map.values_mut().for_each(|value| without(value, ids));
            }
            Json::Array(values) => values.iter_mut().for_each(|value| without(value, ids)),
            Json::String(text) => {
                if let Some(place) = ids.get(text) {
                    text.clone_from(place);
                }
            }
            _ => {}
        }
    }
    let mut plan: Json = serde_json::from_str(plan).unwrap();
    let mut ids = BTreeMap::new();
    for (list, answer) in plan["answers"].as_object().unwrap() {
        for (number, item) in answer["items"].as_array().into_iter().flatten().enumerate() {
            ids.insert(item["id"].as_str().unwrap().to_owned(), format!("{list} {number}"));
        }
    }
    without(&mut plan, &ids);
    plan
}

/// Every text on one line.
fn tidied(value: Json) -> Json {
    match value {
        Json::String(text) => json!(words::tidied(&text)),
        Json::Array(values) => values.into_iter().map(tidied).collect(),
        Json::Object(map) => Json::Object(map.into_iter().map(|(key, value)| (key, tidied(value))).collect()),
        other => other,
    }
}

#[test]
fn a_form_that_is_filled_in_becomes_the_plan_of_the_same_answers() {
    let Some(Seen { folder, told }) = seen() else { return };
    for (name, path) in EXAMPLES {
        assert!(told[name]["answered"].as_u64().unwrap() > 300, "{name}: {}", told[name]["answered"]);
        let filled = folder.canvass(&format!("fill {name}-form.canvass.json --answers {name}.json")).status(0);
        assert!(filled.error_text().ends_with("every required question is settled\n"), "{}", filled.error_text());
        let path = root().join(path);
        folder.canvass(&format!("fill {name}.canvass.json --answers '{}'", path.display())).status(0);
        let plans = ["", "-form"].map(|end| bare(&folder.read(&format!("{name}{end}.canvass.json"))));
        let [wanted, found] = plans.map(|plan| serde_json::to_string_pretty(&plan).unwrap());
        crate::command::same(name, &wanted, &found);
        // Handed in once more, it changes nothing.
        let before = folder.read(&format!("{name}-form.canvass.json"));
        folder.canvass(&format!("fill {name}-form.canvass.json --answers {name}.json")).status(0);
        crate::command::same(name, &before, &folder.read(&format!("{name}-form.canvass.json")));
    }
}

#[test]
fn what_was_typed_is_there_after_a_reload_and_where_the_file_is_read_back() {
    let Some(Seen { folder, .. }) = seen() else { return };
    let first = folder.read("spoke.json");
    for again in ["spoke-reloaded.json", "spoke-read.json"] {
        crate::command::same(again, &first, &folder.read(again));
    }
}

#[test]
fn a_form_asks_for_nothing_and_lets_no_words_become_a_part_of_it() {
    let Some(Seen { folder, told }) = seen() else { return };
    assert_eq!((&told["requests"], &told["complaints"]), (&json!([]), &json!([])));
    for form in ["plan", "bank"] {
        assert_eq!(told[form]["look"]["unsafe"], json!([]), "{form}");
    }
    let text = told["plan"]["text"].as_str().unwrap();
    assert!(text.contains("<script>alert(1)</script> and more"), "{text}");
    assert!(told["bank"]["text"].as_str().unwrap().contains("</script><img src=x onerror=alert(1)>"));
    // What was said comes out as it went in, but for lines and marks that have no place in a line.
    folder.canvass("fill hostile.canvass.json --answers plan.json").status_among(&[0, 3]);
    let [wanted, found] = [hostile(), folder.read("hostile.canvass.json")]
        .map(|plan| format!("{:#}", tidied(bare(&plan)["answers"].clone())));
    crate::command::same("hostile", &wanted, &found);
}

#[test]
fn a_form_breaks_no_rule_of_accessibility_and_fits_a_narrow_screen() {
    let Some(Seen { told, .. }) = seen() else { return };
    for (form, steps) in [("plan", 13), ("bank", 6)] {
        let look = &told[form]["look"];
        assert_eq!(look["steps"].as_array().unwrap().len(), steps, "{form}");
        for fault in ["violations", "wide", "twice", "unnamed"] {
            assert_eq!(look[fault], json!([]), "{form}: {fault}");
        }
    }
}

#[test]
fn a_step_can_be_filled_in_with_the_keyboard_alone() {
    let Some(Seen { folder, told }) = seen() else { return };
    let keyboard = &told["keyboard"];
    assert_eq!(keyboard["lost"], json!([]), "the focus is not seen there");
    assert_eq!(keyboard["moved"], json!(["אנשים מהרחוב", "Leute aus Köln"]));
    assert_eq!((&keyboard["step"], &keyboard["focused"]), (&json!("2. What they get"), &json!("step")));
    assert_eq!(keyboard["direction"], "rtl");
    let saved: Json = serde_json::from_str(&folder.read("keyboard.json")).unwrap();
    let people = saved["people"].as_array().unwrap();
    assert_eq!(people[0]["name"], "אנשים מהרחוב");
    assert_eq!(people[0]["need"], json!({ "unknown": true, "note": "Ask three of them" }));
    assert_eq!(
        (&people[1]["name"], &people[1]["need"]),
        (&json!("Leute aus Köln"), &json!("Größere Öfen für süße Brötchen"))
    );
    folder.canvass("--bank minimal fill keyboard.canvass.json --answers keyboard.json").status(3);
}

#[test]
fn a_form_follows_what_is_changed_in_it() {
    let Some(Seen { folder, told }) = seen() else { return };
    let changed = &told["changed"];
    assert_eq!(changed["hidden"], 0, "what is asked only under a condition");
    let problem = "“sixty” is not an amount yet: write digits, such as 60 or 1250.50";
    assert_eq!((&changed["problem"], &changed["invalid"]), (&json!(problem), &json!("true")));
    assert_eq!(changed["told"], format!("Lessons: the price: {problem}"));
    assert!(changed["notice"].as_str().unwrap().starts_with("Your answers of "), "{}", changed["notice"]);
    assert_eq!(changed["kept"], "sixty");
    let (before, after) = (&changed["before"], &changed["after"]);
    assert_eq!(before["venture_name"], "</script><img src=x onerror=alert(1)> Größe");
    assert_eq!(before["counterpart_needs"], "kept all the same");
    assert_eq!(before["revenue_streams"][0]["price"], 1250.5);
    assert_eq!((before["segments"].as_array().unwrap().len(), after["segments"].as_array().unwrap().len()), (2, 1));
    assert_eq!(changed["removed"], "Removed: Sailors. Take it back");
    assert_eq!(&changed["back"], before);
    assert_eq!(changed["went"], json!(["2. Value propositions", "add/propositions"]));
    let proposed = changed["proposed"].as_str().unwrap();
    assert_eq!(proposed.strip_prefix("Add "), changed["taken"].as_str());
    assert_eq!(changed["anew"], json!({ "currency": "EUR" }));
    assert!(changed["stray"].as_str().unwrap().starts_with("“stray.json” is no file that this page saved"));
    // The checks of the page are those of the program, but for what rests on the figures.
    folder.canvass("fill changed.canvass.json --answers changes-after.json").status(3);
    let checked = folder.canvass("check changed.canvass.json --phase halfway --json").status(3).output_text();
    let checked: Json = serde_json::from_str(&checked).unwrap();
    let rules: Vec<&Json> = checked["findings"].as_array().unwrap().iter().map(|own| &own["rule"]).collect();
    let found: Vec<&Json> = changed["checks"].as_array().unwrap().iter().collect();
    assert_eq!(found, rules);
    assert!(changed["left"].as_str().unwrap().ends_with("are made once the file is handed in: by canvass check."));
}
