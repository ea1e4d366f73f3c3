//! `canvass upgrade` and `canvass bank diff`, on two versions of one small bank: `tests/cases/upgrade`.

use crate::command::{Folder, same};
use serde_json::{Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};

const PLAN: &str = "p.canvass.json";

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/upgrade")
}

/// Puts one version of the bank into a folder.
fn put(folder: &Folder, version: &str, name: &str) {
    for entry in fs::read_dir(cases().join(version)).unwrap() {
        let path = entry.unwrap().path();
        folder.write(&format!("{name}/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(&path).unwrap());
    }
}

/// A folder with a plan that was made with the old version, and the new one of the bank beside it.
fn with_old_plan() -> Folder {
    let folder = Folder::new().file("answers.toml", fs::read(cases().join("answers.toml")).unwrap());
    put(&folder, "old", "shop");
    folder.canvass(&format!("fill {PLAN} --answers answers.toml --bank shop")).status(0);
    put(&folder, "new", "shop");
    folder
}

fn plan(folder: &Folder) -> Json {
    serde_json::from_str(&folder.read(PLAN)).unwrap()
}

/// What has to be told. Run with `CANVASS_BLESS=1` to write these files anew.
fn told(name: &str, found: &str) {
    let path = cases().join(name);
    if std::env::var_os("CANVASS_BLESS").is_some() {
        fs::write(&path, found).unwrap();
    }
    same(name, &fs::read_to_string(&path).unwrap(), found);
}

const WAITING: &str = "`p.canvass.json` was made with version 1 of these questions, now 2: 12 answers no longer fit and are \
                       kept; `canvass upgrade p.canvass.json` moves what has another place now\n";

#[test]
fn both_versions_of_the_bank_are_sound() {
    let folder = Folder::new();
    for version in ["old", "new"] {
        put(&folder, version, version);
        folder.canvass(&format!("bank check {version}")).status(0).stderr("");
    }
}

#[test]
fn every_command_says_what_does_not_fit_until_the_plan_is_upgraded() {
    let folder = with_old_plan();
    let before = folder.read(PLAN);
    for words in ["status", "check", "draft", "recap", "figures"] {
        let said = folder.canvass(&format!("{words} {PLAN}")).end().error_text();
        assert!(said.starts_with(WAITING), "{words}: {said}");
    }
    let walk = folder.canvass(&format!("walk {PLAN} --plain")).stdin("/leave\n").status(0).error_text();
    assert!(walk.starts_with(WAITING), "{walk}");
    same("the plan", &before, &folder.read(PLAN));
    // What is saved meanwhile leaves the plan one of the old version.
    folder.write("more.toml", "rooms = 'Two.'\n");
    folder.canvass(&format!("fill {PLAN} --answers more.toml")).end();
    assert_eq!(plan(&folder)["bank"]["version"], "1");
    let status = folder.canvass(&format!("status {PLAN}")).status(0).stderr(WAITING);
    told("status-before.txt", &status.output_text());
    folder.canvass(&format!("upgrade {PLAN}")).status(0).stderr("");
    let status = folder.canvass(&format!("status {PLAN}")).status(0).stderr("");
    told("status-after.txt", &status.output_text());
    assert_eq!(plan(&folder)["answers"]["rooms"]["value"], "Two.");
}

#[test]
fn an_upgrade_moves_the_answers_and_tells_what_became_of_them() {
    let folder = with_old_plan();
    let before = folder.read(PLAN);
    let dry = folder.canvass(&format!("upgrade {PLAN} --dry-run")).status(0).stderr("").output_text();
    same("the plan after a dry run", &before, &folder.read(PLAN));
    assert!(dry.starts_with("`p.canvass.json` would go from `shop` 1 to `shop` 2; nothing is written\n"), "{dry}");
    let report = folder.canvass(&format!("upgrade {PLAN}")).status(0).stderr("").output_text();
    told("report.txt", &report);
    let middle =
        |text: &str| text.split_once("\n\n").unwrap().1.replace("\nGo on with: canvass walk p.canvass.json\n", "");
    same("the report of the dry run", &middle(&report), &middle(&dry));
    same("the copy", &before, &folder.read("p.canvass.json.bak-1"));

    let plan = plan(&folder);
    let answers = &plan["answers"];
    assert_eq!(plan["bank"]["version"], "2");
    assert_eq!(answers["one_line"]["value"], "Bread from old grain.");
    assert_eq!(answers["market"]["value"], "everybody");
    assert_eq!(answers["people"]["items"][0]["id"], "groups-1");
    assert_eq!(
        plan["drafts"],
        json!({ "pains": "Bread that keeps for a week.", "gains": "Bread that keeps for a week." })
    );
    let sources = answers["sources"]["items"].as_array().unwrap();
    let value = |item: usize, field: &str| sources[item]["fields"][field]["value"].clone();
    assert_eq!(
        (value(0, "name"), value(0, "kind"), value(0, "amount")),
        (json!("Our savings"), json!("own"), json!("9000"))
    );
    assert_eq!(
        (value(1, "name"), value(1, "kind"), value(1, "amount")),
        (json!("City bank loan"), json!("loan"), json!("6000"))
    );
    assert_eq!((value(2, "kind"), &sources[2]["fields"]["amount"]["state"]), (json!("gift"), &json!("unknown")));
    // Links lead on, because an entry made of an old one has its id.
    assert_eq!(answers["helper"]["value"], sources[1]["id"]);
    let former: Vec<&str> =
        plan["former"].as_array().unwrap().iter().map(|former| former["id"].as_str().unwrap()).collect();
    assert_eq!(former, ["needs", "own_money", "other_sources", "first_day", "note", "note"]);
    assert_eq!(plan["former"][3]["answer"]["value"], "2026-05-01");

    // The answer that does not fit stays where it is, and the split question begins with the old text.
    assert_eq!(answers["stage"]["value"], "tried");
    let walk = folder.canvass(&format!("walk {PLAN} --plain --from 1 --full")).stdin("/leave\n").status(0);
    assert!(walk.error_text().contains("How far are you?"), "{}", walk.error_text());
}

#[test]
fn a_plan_that_is_up_to_date_is_left_alone() {
    let folder = with_old_plan();
    folder.canvass(&format!("upgrade {PLAN}")).status(0);
    let after = folder.read(PLAN);
    let said = folder.canvass(&format!("upgrade {PLAN}")).status(0).stderr("").output_text();
    let nothing = "`p.canvass.json` is up to date: there is nothing to move to `shop` 2\n";
    assert!(said.starts_with(nothing), "{said}");
    same("the plan", &after, &folder.read(PLAN));
    assert!(!folder.names().contains(&"p.canvass.json.bak-2".to_owned()), "{:?}", folder.names());
    let folder = Folder::new();
    folder.canvass("example -o e.canvass.json").status(0);
    folder
        .canvass("upgrade e.canvass.json")
        .status(0)
        .stderr("")
        .stdout("`e.canvass.json` is up to date: there is nothing to move to `business-model` 2\n");
}

#[test]
fn the_report_is_there_for_programs_as_well() {
    let folder = with_old_plan();
    let report = folder.canvass(&format!("upgrade {PLAN} --json")).status(0).stderr("").output_text();
    told("report.json", &report);
    let report: Json = serde_json::from_str(&report).unwrap();
    assert_eq!((&report["changed"], &report["written"]), (&json!(true), &json!(true)));
    let text = folder.read("p.canvass.json.bak-1");
    let dry = folder.canvass("upgrade - --dry-run --json --bank shop").stdin(text).status(0).output_text();
    assert_eq!(serde_json::from_str::<Json>(&dry).unwrap()["renamed"], report["renamed"]);
    folder.canvass("upgrade - --bank shop").status(2).stderr(
        "error: a plan on standard input cannot be changed\n\
         help: name a file, or add --dry-run to be told what would change\n",
    );
}

#[test]
fn a_plan_moves_to_another_bank_and_back_without_losing_anything() {
    let folder = Folder::new();
    folder.canvass("bank copy hub").status(0);
    folder.canvass("example -o e.canvass.json").status(0);
    let before: Json = serde_json::from_str(&folder.read("e.canvass.json")).unwrap();
    let refused = folder.canvass("check e.canvass.json --bank hub").status(1).error_text();
    assert!(refused.ends_with("or move the plan: canvass upgrade e.canvass.json --bank hub\n"), "{refused}");
    let moved = folder.canvass("upgrade e.canvass.json --bank hub").status(0).stderr("").output_text();
    assert!(
        moved.contains("went from `business-model` 2 to `hub` 2\n") && moved.contains("All answers fit."),
        "{moved}"
    );
    folder.canvass("check e.canvass.json").status(0).stderr("");
    put(&folder, "old", "shop");
    folder.canvass("upgrade e.canvass.json --bank shop").status(0);
    folder.canvass("upgrade e.canvass.json --bank hub").status(0);
    let after: Json = serde_json::from_str(&folder.read("e.canvass.json")).unwrap();
    assert_eq!(after["answers"], before["answers"]);
    assert_eq!(after.get("former"), None);
}

#[test]
fn a_bank_that_is_written_in_a_newer_format_is_refused_clearly() {
    let folder = with_old_plan();
    let text = folder.read("shop/bank.toml");
    folder.write("shop/bank.toml", format!("format = 1\n{text}"));
    folder.canvass("bank check shop").status(0).stderr("");
    folder.write("shop/bank.toml", format!("format = 3\nwhatever = 3\n{text}"));
    let refused = folder.canvass(&format!("status {PLAN}")).status(1).error_text();
    assert!(
        refused.starts_with("error: this bank has format 3, and this canvass reads formats up to 2\n"),
        "{refused}"
    );
    assert_eq!(refused.matches("error: ").count(), 1, "{refused}");
}

#[test]
fn what_an_upgrade_cannot_work_out_is_told_to_the_author_and_loses_nothing() {
    let folder = with_old_plan();
    let bank = folder.read("shop/bank.toml");
    let unguarded = bank.replace("own_money != null && ", "").replace("'own'", "'ours'");
    folder.write("shop/bank.toml", &unguarded);
    let said = folder.canvass("bank check shop").status(1).error_text();
    assert!(said.contains("what an upgrade puts into `kind` does not fit there: `ours` is not one of"), "{said}");
    folder
        .write("shop/bank.toml", unguarded.replace("from = [\"own_money\"]", "from = [\"own_money\", \"first_day\"]"));
    let said = folder.canvass("bank check shop").status(1).error_text();
    assert!(said.contains("this happens with an old plan in which not everything was answered"), "{said}");
    folder.write("shop/bank.toml", bank.replace("double(own_money)", "double(own_money + 'x')"));
    let upgraded = folder.canvass(&format!("upgrade {PLAN}")).status(0);
    assert!(
        upgraded.error_text().starts_with("warning: the upgrade of `sources` gives no answer: "),
        "{}",
        upgraded.error_text()
    );
    assert!(upgraded.output_text().contains("  `own_money`: “9000”\n"), "{}", upgraded.output_text());
    assert!(folder.read(PLAN).contains("\"9000\""));
}

#[test]
fn two_versions_of_a_bank_are_compared_in_words_and_for_programs() {
    let folder = Folder::new();
    put(&folder, "old", "old");
    put(&folder, "new", "new");
    told("difference.txt", &folder.canvass("bank diff old new").status(0).stderr("").output_text());
    told("difference.json", &folder.canvass("bank diff old new --json").status(0).stderr("").output_text());
    folder.canvass("bank diff old new --exit-code").status(3);
    folder.canvass("bank diff old old --exit-code").status(0).stdout("`shop` 1 and `shop` 1 are the same\n");
    folder.canvass("bank copy hub").status(0);
    let said = folder.canvass("bank diff business-model hub").status(0).output_text();
    assert!(said.starts_with("From `business-model` 2 to `hub` 2\n"), "{said}");
    assert!(said.ends_with("\nChanged:\n  the bank: id was business-model, now hub\n"), "{said}");
    folder.canvass("bank diff nowhere old").status(1);
    // Chapters are a part of the bank.
    folder.canvass("bank copy own").status(0);
    let bank = folder.read("own/bank.toml");
    let chapter = "[[chapter]]\nid = \"later\"\n";
    let (before, after) = bank.split_once(chapter).unwrap();
    let title = after.lines().next().unwrap();
    folder.write("own/bank.toml", format!("{before}{chapter}title = \"Some day\"{}", &after[title.len()..]));
    folder.canvass("bank diff hub own").status(0).stdout(
        "From `hub` 2 to `own` 2\n\nSaid in other words:\n  chapter `later`: title\n\n\
         Changed:\n  the bank: id was hub, now own\n",
    );
}

/// Each of the ways in which a question, a choice, a step or a check can be different is told.
#[test]
fn a_single_difference_is_told_as_what_it_is() {
    for (file, from, to, expected) in [
        ("01-idea.toml", "What do you sell?", "What is it?", "Said in other words:\n  question `pitch`: ask\n"),
        ("01-idea.toml", "required = true\n", "", "Changed:\n  question `pitch`: required was yes, now no\n"),
        (
            "01-idea.toml",
            "kind = \"long-text\"",
            "kind = \"text\"",
            "Changed:\n  question `needs`: kind was long-text, now text\n",
        ),
        (
            "01-idea.toml",
            "label = \"a few\"",
            "label = \"few\"",
            "Said in other words:\n  choice `niche` of `market`: label\n",
        ),
        (
            "01-idea.toml",
            "key = \"sold\"",
            "key = \"paid\"",
            "Added:\n  choice `paid` of `stage`: sold\n\nRemoved:\n  choice `sold` of `stage`: sold\n",
        ),
        (
            "01-idea.toml",
            "kind = \"long-text\"\n",
            "kind = \"long-text\"\ndepth = \"essential\"\nwhen = \"market == 'mass'\"\n",
            "Changed:\n  question `needs`: depth was standard, now essential\n  question `needs`: when is now market == 'mass'\n",
        ),
        (
            "02-money.toml",
            "to = [\"other_sources\"]",
            "to = [\"groups\"]",
            "Changed:\n  question `helper`: to was other_sources, now groups\n",
        ),
        (
            "02-money.toml",
            "title = \"The money\"",
            "title = \"Money\"",
            "Said in other words:\n  step `money`: title\n",
        ),
        (
            "bank.toml",
            "[pause]",
            "[[canvas]]\nlist = \"groups\"\ntitle = \"Groups\"\nrow = 1\n[pause]",
            "Added:\n  canvas block `groups`\n",
        ),
    ] {
        let folder = Folder::new();
        put(&folder, "old", "old");
        put(&folder, "old", "new");
        let path = format!("new/{file}");
        let text = folder.read(&path);
        assert!(text.contains(from), "{from}");
        folder.write(&path, text.replacen(from, to, 1));
        let said = folder.canvass("bank diff old new").status(0).output_text();
        same(from, &format!("From `shop` 1 to `shop` 1\n\n{expected}"), &said);
    }
}

/// What version 1 asked about money has become the sources of money, and nothing is counted twice.
#[test]
fn the_money_of_version_1_becomes_sources_and_the_figures_stay() {
    let folder = Folder::new();
    folder.canvass("example -o e.canvass.json").status(0);
    let mut plan: Json = serde_json::from_str(&folder.read("e.canvass.json")).unwrap();
    plan["bank"]["version"] = "1".into();
    plan.as_object_mut().unwrap().remove("inventory");
    let answered = |value: Json| serde_json::json!({ "state": "answered", "value": value });
    let answers = plan["answers"].as_object_mut().unwrap();
    answers.shift_remove("money_sources");
    answers.insert("start_cash".into(), answered("16000".into()));
    answers.insert("own_money".into(), answered("9000".into()));
    answers.insert("payback_months".into(), answered(24.into()));
    answers.insert("payback_start".into(), answered(6.into()));
    let grant = serde_json::json!({ "name": answered("Grant of the city".into()), "amount": answered("6000".into()) });
    answers.insert(
        "other_sources".into(),
        serde_json::json!({ "state": "answered", "items": [{ "id": "other_sources-1", "fields": grant }] }),
    );
    answers["needs"]["items"][0]["fields"]["amount"] = answered("4000".into());
    folder.write("e.canvass.json", plan.to_string());

    let report = folder.canvass("upgrade e.canvass.json").status(0).stderr("").output_text();
    assert!(report.contains("money_sources"), "{report}");
    let figures: Json =
        serde_json::from_str(&folder.canvass("figures e.canvass.json --json").status(0).output_text()).unwrap();
    let sources = figures["money_sources"].as_array().unwrap();
    let told: Vec<String> = sources
        .iter()
        .map(|source| {
            format!(
                "{} {} {} {} {}",
                source["title"], source["kind"], source["certainty"], source["amount"], source["months"]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            r#""Our own money" "own" "sure" "9000" null"#,
            r#""Grant of the city" "grant" "sure" "6000" null"#,
            r#""Money at the start" null "sure" "1000" null"#,
            r#""The money we ask for" "loan" "asked_here" "4000" 29"#,
        ]
    );
    assert_eq!((&figures["start_cash"], &figures["unfunded_funding_gap"]), (&"16000".into(), &"92".into()));
    assert_eq!(figures["funding_gap"], "0");
    assert_eq!(figures["founders_pay"], "3600", "one sum counts from the first month");
    folder.canvass("upgrade e.canvass.json").status(0);
    let again: Json = serde_json::from_str(&folder.read("e.canvass.json")).unwrap();
    assert_eq!(again["answers"]["money_sources"]["items"].as_array().unwrap().len(), 4);
}
