//! That nobody is told off unfairly: what is kept for later, what does not apply, what was never asked and who only pays
//! for others. The realistic plans stand in `tests/cases/fair`, each an answers file.

use super::checks::{answers, bank, fill, folder, plan};
use super::command::Folder;
use canvass::bank::{Bank, Depth, Phase, Route};
use canvass::checks::{self, Finding};
use canvass::fact::Fact;
use canvass::facts::Facts;
use canvass::plan::{Address, Answer, Plan, State};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

const AT: &str = "2026-11-25T10:00:00Z";

fn cases() -> PathBuf {
    folder().parent().unwrap().to_owned()
}

fn findings(bank: &Bank, plan: &Plan) -> Vec<Finding> {
    let mut facts = Facts::new(bank, plan);
    assert_eq!(facts.problems, Vec::new());
    facts.add_figures(bank).unwrap();
    let report = checks::judge(bank, plan, &mut facts, Phase::Final);
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    report.findings
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

fn messages(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

fn fair(bank: &Bank, name: &str) -> Plan {
    let depth = if name == "short-path" { Route::Short } else { Route::Full };
    fill(bank, &Plan::new(bank, depth, None), &answers(&cases().join("fair").join(format!("{name}.toml"))), AT)
}

fn with(bank: &Bank, plan: &Plan, more: &Json) -> Plan {
    fill(bank, plan, more.as_object().unwrap(), AT)
}

/// The two examples, and the sound plan that the cases of the checks are based on.
fn examples(bank: &Bank) -> Vec<Plan> {
    let root = cases().parent().unwrap().parent().unwrap().to_owned();
    let cases = crate::documents::CASES.iter().map(|(_, answers)| *answers);
    cases
        .chain(["tests/cases/checks/base.toml"])
        .map(|path| fill(bank, &Plan::new(bank, Route::Full, None), &answers(&root.join(path)), AT))
        .collect()
}

/// Every finding of a check in the case where it fires.
fn firing(bank: &Bank) -> Vec<(Plan, Finding)> {
    let each = |id: &String| {
        let plan = plan(bank, &folder().join(id).join("fires.toml"));
        let mut facts = Facts::new(bank, &plan);
        facts.add_figures(bank).unwrap();
        let own = checks::run(bank, &facts.view, Phase::Final).findings;
        own.into_iter().filter(|finding| finding.rule == *id).map(|finding| (plan.clone(), finding)).collect::<Vec<_>>()
    };
    let ids: Vec<String> = bank.checks().map(|check| check.id.clone()).collect();
    let firing: Vec<(Plan, Finding)> = ids.iter().flat_map(each).collect();
    assert!(firing.len() >= ids.len());
    firing
}

fn still_found(bank: &Bank, plan: &Plan, finding: &Finding) -> bool {
    let mut facts = Facts::new(bank, plan);
    facts.add_figures(bank).unwrap();
    let found = checks::run(bank, &facts.view, Phase::Final).findings;
    found.iter().any(|other| other.rule == finding.rule && other.subject == finding.subject)
}

#[test]
fn realistic_plans_are_told_nothing_unfair() {
    let bank = bank();
    let one_stream = &["income-from-one-stream"][..];
    for (name, expected) in [
        ("grant-funded", &[][..]),
        ("insurer-paid", one_stream),
        ("kept-for-later", one_stream),
        ("short-path", one_stream),
        ("bakery", one_stream),
        ("choir", &[]),
    ] {
        let found = findings(bank, &fair(bank, name));
        assert_eq!(rules(&found), expected, "{name}: {:#?}", messages(&found));
    }
}

/// The same plans, where a rule is right: what the case leaves out is told.
#[test]
fn the_same_plans_are_told_what_is_true() {
    let bank = bank();
    for (name, change, expected) in [
        ("grant-funded", json!({ "revenue_streams": { "skip": true } }), "streams-missing"),
        (
            "insurer-paid",
            json!({ "segments": [{ "id": "segments-1", "name": "Over-70s", "priority": "later" }] }),
            "everything-later",
        ),
        (
            "kept-for-later",
            json!({ "segments": [{ "name": "Travel groups", "priority": "next" }] }),
            "channel-without-aim",
        ),
        (
            "kept-for-later",
            json!({ "revenue_streams": [{ "name": "Locker rent", "begins": "start" }] }),
            "stream-without-numbers",
        ),
        (
            "short-path",
            json!({ "activities": [{ "name": "Draw each place", "serves": { "skip": true } }] }),
            "activity-without-purpose",
        ),
        (
            "bakery",
            json!({ "costs": [{ "name": "Phone", "overhead": false, "causes": { "skip": true } }] }),
            "cost-without-cause",
        ),
        (
            "choir",
            json!({ "segments": [{ "name": "Towns abroad", "priority": "next" }] }),
            "group-without-relationship",
        ),
    ] {
        let found = findings(bank, &with(bank, &fair(bank, name), &change));
        let is_told = rules(&found).contains(&expected);
        assert!(is_told, "{name}, {expected}: {:#?}", messages(&found));
    }
}

/// Ways to keep something for later; each brings a group, an offer and a stream without a price, and what serves them.
fn kept_for_later() -> Vec<(&'static str, Json)> {
    let group = json!([{ "name": "Night owls", "priority": "later", "pays": true }]);
    let offer = json!([{ "name": "Moon deal", "segments": ["Night owls"] }]);
    let stream = |payers: &[&str], begins: Json| {
        let payers = if payers.is_empty() { json!({ "skip": true }) } else { json!(payers) };
        let begins = if begins.is_null() { json!({ "skip": true }) } else { begins };
        json!([{ "name": "Moon money", "payers": payers, "propositions": ["Moon deal"], "begins": begins }])
    };
    vec![
        ("a group", json!({ "segments": group })),
        (
            "a group with an offer and a stream",
            json!({ "segments": group, "propositions": offer, "revenue_streams": stream(&["Night owls"], Json::Null) }),
        ),
        (
            "a stream paid by nobody yet",
            json!({ "segments": group, "propositions": offer, "revenue_streams": stream(&[], Json::Null) }),
        ),
        (
            "a stream that somebody else pays",
            json!({ "segments": group, "propositions": offer, "other_payers": [{ "name": "City of Owls" }], "revenue_streams": stream(&["City of Owls"], Json::Null) }),
        ),
        (
            "all that serves a group",
            json!({
                "segments": group, "propositions": offer, "revenue_streams": stream(&["Night owls"], Json::Null),
                "personas": [{ "name": "Luna", "segment": "Night owls", "roles": ["user"] }],
                "problems": [{ "problem": "It is dark", "persona": "Luna" }],
                "channels": [{ "name": "Lantern", "owner": "partner", "segments": ["Night owls"] }],
                "relationships": [{ "segment": "Night owls", "kinds": ["dedicated"], "cost_per_customer": 900 }],
                "activities": [{ "name": "Light the lamps", "serves": ["Moon deal"], "essential": true, "done_by": "one_person" }],
                "resources": [{ "name": "A hundred lamps", "used_by": ["Light the lamps"], "status": "missing" }],
                "partners": [{ "name": "Lamp maker", "provides": ["A hundred lamps"], "replace": "hard" }],
                "costs": [{ "name": "Oil", "kind": "variable", "stream": "Moon money" }, { "name": "Lamp hire", "kind": "fixed", "causes": ["A hundred lamps"] }],
            }),
        ),
        (
            "a stream of its own",
            json!({ "propositions": [{ "name": "Moon deal", "segments": ["segments-1"] }], "revenue_streams": stream(&["segments-1"], json!("later")) }),
        ),
    ]
}

/// What the figures say, without what they hold for each group, partner and channel.
fn figures(bank: &Bank, plan: &Plan) -> Vec<(String, Fact)> {
    let mut facts = Facts::new(bank, plan);
    let Fact::Map(figures) = facts.add_figures(bank).unwrap().to_fact() else { panic!() };
    let own = |name: &str| ["segments", "relationships", "partners", "channels"].contains(&name);
    figures.iter().filter(|(name, _)| !own(name)).map(|(name, fact)| (name.to_string(), fact.clone())).collect()
}

#[test]
fn what_is_kept_for_later_changes_no_finding_and_no_figure() {
    let bank = bank();
    for before in examples(bank) {
        let missing = |plan: &Plan| Facts::new(bank, plan).points.iter().filter(|point| point.is_missing()).count();
        for (what, more) in kept_for_later() {
            let after = with(bank, &before, &more);
            assert_eq!(messages(&findings(bank, &after)), messages(&findings(bank, &before)), "{what}");
            assert_eq!(figures(bank, &after), figures(bank, &before), "{what}");
            assert_eq!(missing(&after), missing(&before), "{what}");

            let text = more
                .to_string()
                .replace("\"later\"", if what == "a stream of its own" { "\"start\"" } else { "\"next\"" });
            let now = with(bank, &before, &serde_json::from_str(&text).unwrap());
            assert!(findings(bank, &now).len() > findings(bank, &before).len(), "{what}, from the start");
        }
    }
}

#[test]
fn whatever_a_check_says_of_a_group_or_a_stream_it_does_not_say_of_one_kept_for_later() {
    let bank = bank();
    let mut tried = 0;
    for (mut plan, finding) in firing(bank) {
        let Some((list, _)) = finding.subject.first().and_then(|id| id.rsplit_once('-')) else { continue };
        let (field, value) = match list {
            "segments" => ("priority", "later"),
            "revenue_streams" => ("begins", "later"),
            _ => continue,
        };
        let (list, item) = (list.to_owned(), finding.subject[0].clone());
        answer(&mut plan, &Address::Field { list, item, field: field.to_owned() }, |answer| {
            answer.state = State::Answered;
            answer.value = json!(value);
        });
        assert!(!still_found(bank, &plan, &finding), "{}: {}", finding.rule, finding.message);
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
}

/// Changes the answer at an address.
fn answer(plan: &mut Plan, address: &Address, change: impl FnOnce(&mut Answer)) {
    let empty = || serde_json::from_value(json!({ "state": "open" })).unwrap();
    match address {
        Address::Question(id) => change(plan.answers.entry(id.clone()).or_insert_with(empty)),
        Address::Field { list, item, field } => {
            let items = &mut plan.answers.get_mut(list).unwrap().items;
            let item = items.iter_mut().find(|own| own.id == *item).unwrap();
            change(item.fields.entry(field.clone()).or_insert_with(empty));
        }
    }
}

fn does_not_apply(answer: &mut Answer) {
    answer.state = State::NotApplicable;
    answer.because = Some("we live on a grant".to_owned());
}

/// Checks that weigh what is there, instead of asking for what is missing.
const VERDICTS: [&str; 13] = [
    "care-nobody-pays",
    "currency-without-rate",
    "groups-treated-alike",
    "income-from-one-stream",
    "money-runs-out",
    "normal-month-loses",
    "own-words-before-a-change",
    "payer-without-offer",
    "payment-too-large",
    "request-buys-nothing",
    "request-too-small",
    "sales-cover-nothing",
    "written-before-a-change",
];

#[test]
fn what_a_check_asks_for_may_not_apply() {
    let bank = bank();
    let mut verdicts = BTreeSet::new();
    for (plan, finding) in firing(bank) {
        let facts = Facts::new(bank, &plan);
        let check = bank.checks().find(|check| check.id == finding.rule).unwrap();
        let mut settled = plan.clone();
        if let Some(address) = finding.address(bank, &facts) {
            answer(&mut settled, &address, does_not_apply);
        }
        // A check that asks for several things is content when none of those still open applies.
        for point in &facts.points {
            let is_own = point.address.item().is_some_and(|item| finding.subject.iter().any(|id| id == item));
            let is_read = check.holds.source().contains(&format!(".{}", point.question.id));
            if is_own && is_read && point.is_open() {
                answer(&mut settled, &point.address, does_not_apply);
            }
        }
        if still_found(bank, &settled, &finding) {
            verdicts.insert(finding.rule);
        }
    }
    assert_eq!(verdicts, VERDICTS.map(str::to_owned).into());
}

/// An answer that only the full path asks for may satisfy a check, but its absence on the short path tells nothing.
#[test]
fn the_short_path_is_told_nothing_that_only_the_full_path_asks() {
    let bank = bank();
    let mut plans = examples(bank);
    plans.extend(["grant-funded", "insurer-paid", "kept-for-later", "bakery", "choir"].map(|name| fair(bank, name)));
    for full in plans {
        let mut short = full.clone();
        short.route = Route::Short;
        for point in Facts::new(bank, &full).points {
            let is_list = point.question.items().is_some();
            if point.depth == Depth::Standard && !is_list && !point.later && point.question.role.is_none() {
                answer(&mut short, &point.address, |answer| {
                    answer.state = State::Open;
                    answer.value = Json::Null;
                });
            }
        }
        let (before, after) = (findings(bank, &full), findings(bank, &short));
        let more: Vec<String> = messages(&after).into_iter().filter(|told| !messages(&before).contains(told)).collect();
        assert!(more.is_empty(), "{more:#?}");
        short.route = Route::Full;
        assert!(findings(bank, &short).len() > after.len(), "the full path asks");
    }
}

#[test]
fn a_stream_without_numbers_says_which() {
    let bank = bank();
    for (stream, lacks) in [
        (json!({ "kind": "asset_sale" }), "the price and the number of sales"),
        (json!({ "kind": "asset_sale", "price": 3 }), "the number of sales"),
        (json!({ "kind": "asset_sale", "units": 3 }), "the price"),
        (json!({ "kind": "asset_sale", "units": { "not_applicable": "it varies" } }), "the price"),
        (json!({ "kind": "commission", "units": 3 }), "the size of the usual deal and the part of it that you keep"),
        (json!({ "kind": "commission", "units": 3, "ticket": 50 }), "the part of it that you keep"),
        (json!({ "kind": "commission", "units": 3, "rate": 5 }), "the size of the usual deal"),
        (json!({ "kind": "commission", "rate": 5, "ticket": 50 }), "the number of sales"),
    ] {
        let mut named = stream.clone();
        named["name"] = json!("Tips");
        let plan = with(bank, &Plan::new(bank, Route::Full, None), &json!({ "revenue_streams": [named] }));
        let found = findings(bank, &plan);
        let own = found.iter().find(|finding| finding.rule == "stream-without-numbers").unwrap();
        assert_eq!(own.message, format!("Tips cannot be worked out yet: it lacks {lacks}."), "{stream}");
    }
}

#[test]
fn a_payer_who_is_not_served_is_asked_for_nothing_and_named_with_the_amount() {
    for payer in ["Health insurers", "The city", "Parents"] {
        let text = fs::read_to_string(cases().join("fair/insurer-paid.toml")).unwrap();
        let text = text.replace("Health insurers", payer);
        let folder = Folder::new().file("a.toml", &text);
        folder.canvass("fill a.canvass.json --answers a.toml").status(3);
        let recap = folder.canvass("recap a.canvass.json").status(0).output_text().replace('\n', " ");
        assert!(recap.contains("Top-up: €8 per visit."), "{recap}");
        assert!(recap.contains(&format!("Flat rate: €31.50 per visit, paid by {payer}.")), "{recap}");
        let document = folder.canvass("draft a.canvass.json --to md").status(0).output_text();
        assert!(document.contains(&format!("{payer}, €31.50 per visit")), "{document}");
        let found = folder.canvass("check a.canvass.json --json --phase final").status(0).output_text();
        assert!(!found.contains(&format!("\"title\": \"{payer}\"")), "{found}");
    }
}

#[test]
fn what_is_kept_for_later_stands_in_a_chapter_of_its_own() {
    let text = fs::read_to_string(cases().join("fair/kept-for-later.toml")).unwrap();
    let folder = Folder::new().file("a.toml", &text);
    folder.canvass("fill a.canvass.json --answers a.toml").status(3);
    for reader in ["", "--for bank", "--for self"] {
        let document = folder.canvass(&format!("draft a.canvass.json --to md {reader}")).status(0).output_text();
        let (before, after) = document.split_once(". Later\n").unwrap();
        let (later, annexes) = after.split_once("\n## ").unwrap();
        for title in [
            "Travel groups",
            "Guided tours",
            "Tours",
            "Parcel lockers",
            "Locker rent",
            "Travel fair",
            "Plan the tours",
            "Tour bus",
            "Travel agency",
            "Tour snacks",
        ] {
            assert!(later.contains(title), "{title} is not told: {later}");
            assert!(!before.contains(title) && !annexes.contains(title), "{title} is told elsewhere: {document}");
        }
        assert!(!document.contains("partial"), "{document}");
    }
    let recap = folder.canvass("recap a.canvass.json").status(0).output_text().replace('\n', " ");
    assert!(recap.contains("Kept for later: Travel groups, Tours and Locker rent."), "{recap}");
    assert!(!folder.canvass("figures a.canvass.json").status(0).output_text().contains("Tours"));
}

#[test]
fn alike_findings_are_one_with_a_list_and_are_let_stand_together_or_alone() {
    let bank = bank();
    let base = examples(bank).pop().unwrap();
    let resource = |name: &str| json!({ "name": name, "used_by": ["Cook and pack"], "free": false });
    let plan = with(bank, &base, &json!({ "resources": [resource("Bike"), resource("Bell"), resource("Bag")] }));
    let found = findings(bank, &plan);
    assert_eq!(
        messages(&found),
        ["resource-without-cost: No cost in the plan pays for Bike. The same holds for: Bell; Bag."]
    );
    assert_eq!(found[0].subject.len(), 3);

    let text = canvass::plan::write(&plan, bank);
    let folder = Folder::new().file("a.canvass.json", &text);
    folder
        .canvass("waive a.canvass.json resource-without-cost Bell --because 'a gift'")
        .status(0)
        .stderr("let stand: No cost in the plan pays for Bell.\n");
    let shown = folder.canvass("check a.canvass.json").status(0).output_text();
    assert!(shown.contains("No cost in the plan pays for Bike. The same holds for: Bag."), "{shown}");
    assert!(shown.contains("No cost in the plan pays for Bell.\n    You let it stand: a gift\n"), "{shown}");
    let said = "let stand: No cost in the plan pays for Bike.\nlet stand: No cost in the plan pays for Bag.\n";
    folder.canvass("waive a.canvass.json resource-without-cost Bike --because 'a loan'").status(0);
    folder.canvass("waive a.canvass.json resource-without-cost Bag --because 'a loan'").status(0);
    let shown = folder.canvass("check a.canvass.json").status(0).output_text();
    assert!(shown.contains("The same holds for: Bag."), "those let stand for one reason are one as well: {shown}");
    assert!(shown.contains("no warnings, no hints and 2 let stand"), "{shown}");

    let two = with(bank, &base, &json!({ "resources": [resource("Bike"), resource("Bag")] }));
    let folder = Folder::new().file("a.canvass.json", canvass::plan::write(&two, bank));
    folder.canvass("waive a.canvass.json resource-without-cost --because 'a loan'").status(0).stderr(said);
    folder.canvass("check a.canvass.json").status(0);
}
