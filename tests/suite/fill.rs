//! Answers from a file: read as at a prompt, told in full where something is wrong, and a draft read back as the plan.

use crate::command::{Folder, example};
use crate::script::noon;
use canvass::bank::{self, Bank, Kind};
use canvass::facts::Facts;
use canvass::interview::{self, Adding, Form, Interview, MenuReply, Reply, Response, Start, Turn};
use canvass::plan::{self, Address, Answer, Plan, State};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use std::sync::LazyLock;

static BANK: LazyLock<&Bank> = LazyLock::new(crate::built_in::bank);

/// The worked example with nothing left open.
static SETTLED: LazyLock<Plan> = LazyLock::new(|| settled(plan::read(example(), "example").unwrap()));

/// A plan with one stream and nothing left open.
static SMALL: LazyLock<Plan> = LazyLock::new(|| {
    let answers = plan::read_answers("[[revenue_streams]]\nname = 'Repair visit'\n", "a.toml").unwrap();
    settled(interview::fill(&BANK, &Plan::new(&BANK, bank::Route::Full, None), &answers, noon()).unwrap())
});

fn settled(mut plan: Plan) -> Plan {
    loop {
        let open: Vec<Address> =
            Facts::new(&BANK, &plan).points.iter().filter(|point| point.is_open()).map(|p| p.address.clone()).collect();
        if open.is_empty() {
            return plan;
        }
        for address in open {
            let items = plan.answer(&address).map(|answer| answer.items.clone()).unwrap_or_default();
            plan.put(&address, Answer { items, ..Answer::new(State::Skipped) });
        }
    }
}

fn field(list: &str, item: &str, field: &str) -> Address {
    Address::Field { list: list.into(), item: item.into(), field: field.into() }
}

/// The small plan in another currency, with nothing said at an address.
fn plan_without(address: &Address, currency: &str) -> Plan {
    let mut plan = SMALL.clone();
    plan.put(&Address::Question("currency".into()), Answer::answered(json!(currency)));
    plan.put(address, Answer::new(State::Skipped));
    plan
}

/// An interview at a question.
fn at(plan: Plan, address: &Address) -> Interview<'static> {
    let mut walk = Interview::new(&BANK, plan, Start::FirstOpen);
    walk.choose(MenuReply::Picked(address.to_string()), noon());
    walk
}

fn type_in(walk: &mut Interview<'_>, text: &str) {
    walk.respond(Response { reply: Reply::Text(text.into()), draft: None }, noon());
}

fn rejection(walk: &Interview<'_>) -> Option<String> {
    match walk.turn() {
        Turn::Ask(prompt) => prompt.rejection.map(|rejection| rejection.0),
        _ => None,
    }
}

/// What the prompt makes of a text: the value, or none if it is not taken as it stands.
fn prompted(address: &Address, currency: &str, text: &str) -> Option<Json> {
    let mut walk = at(plan_without(address, currency), address);
    type_in(&mut walk, text);
    let answer = walk.plan().answer(address).filter(|answer| answer.state == State::Answered);
    answer.map(|answer| answer.value.clone())
}

fn answers(address: &Address, text: &str) -> Map<String, Json> {
    let answers = match address {
        Address::Question(id) => json!({ id: text }),
        Address::Field { list, item, field } => json!({ list: [{ "id": item, field: text }] }),
    };
    answers.as_object().unwrap().clone()
}

/// What `fill` makes of the same text.
fn filled(address: &Address, currency: &str, text: &str) -> Option<Json> {
    let plan = plan_without(address, currency);
    let filled = interview::fill(&BANK, &plan, &answers(address, text), noon()).ok()?;
    let answer = filled.answer(address).filter(|answer| answer.state == State::Answered);
    answer.map(|answer| answer.value.clone())
}

/// One question of each kind that is answered with a text.
fn places() -> Vec<Address> {
    let top = |id: &str| Address::Question(id.into());
    vec![
        field("revenue_streams", "revenue_streams-1", "price"),
        top("founders_pay"),
        top("ramp_start"),
        top("conversations"),
        top("start_date"),
        top("daily_fit"),
        top("sector"),
    ]
}

const CURRENCIES: [&str; 6] = ["EUR", "CHF", "PLN", "BRL", "INR", "JPY"];

const WRITINGS: [&str; 42] = [
    "60",
    "15.000",
    "15,000",
    "1.490,50",
    "1,490.50",
    "1'000",
    "1 000",
    "1\u{a0}000",
    "1\u{202f}000",
    "$15000",
    "USD 60",
    "£60",
    "€ 60",
    "685,- €",
    "60.-",
    "60 zł",
    "60 kr",
    "kr 60",
    "R$ 1.490",
    "₹1,00,000",
    "1,00,000",
    "₦60",
    "¥60",
    "60 FCFA",
    "S/ 60",
    "15 %",
    "15%",
    "15k",
    "14 x 15",
    "40% of 9",
    "10/12",
    "3*12+5",
    "20-30",
    "29.2.2027",
    "2026-03-01",
    "1 March 2026",
    "3/4/2026",
    "yes",
    "about 60",
    "60 per month",
    "=",
    "==",
];

#[test]
fn every_writing_has_the_same_verdict_at_the_prompt_and_in_a_file() {
    for (place, address) in places().into_iter().enumerate() {
        // What a currency changes, it changes for amounts.
        for currency in CURRENCIES.into_iter().take(if place == 0 { CURRENCIES.len() } else { 1 }) {
            for text in WRITINGS {
                let (prompted, filled) = (prompted(&address, currency, text), filled(&address, currency, text));
                assert_eq!(prompted, filled, "`{text}` at {address} in {currency}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_the_same_verdict_at_the_prompt_and_in_a_file(
        place in 0..places().len(),
        currency in 0..CURRENCIES.len(),
        text in prop_oneof!["[€$£]? ?[0-9]{1,3}([.,' ][0-9]{3}){0,2}([.,][0-9]{1,2})? ?(kr|zł|EUR|%|k)?", "\\PC{1,12}"],
    ) {
        // The walk asks what somebody means who types `-` or `none`; a file is taken at its word, and told of it.
        prop_assume!(!text.trim().is_empty() && BANK.unanswered.meant(&text).is_none());
        let (address, currency) = (&places()[place], CURRENCIES[currency]);
        prop_assert_eq!(prompted(address, currency, &text), filled(address, currency, &text));
    }
}

/// What can be ticked at the question that is asked, with what is ticked there.
fn ticks(walk: &Interview<'_>) -> Option<Vec<(String, bool)>> {
    let Turn::Ask(prompt) = walk.turn() else { return None };
    let picks = match prompt.form {
        Form::Some { picks, .. } => picks,
        Form::List(list) => match list.adding {
            Adding::Pick(picks) => picks,
            _ => return None,
        },
        _ => return None,
    };
    Some(picks.into_iter().map(|pick| (pick.key, pick.selected)).collect())
}

#[test]
fn whatever_can_be_ticked_is_ticked_again_after_an_interruption() {
    let plan = plan::read(example(), "example").unwrap();
    let mut tried = [0; 2];
    for point in &Facts::new(&BANK, &plan).points {
        // Costs that were named on the way are offered beside the list, anew each time.
        if point.question.items().is_some_and(|list| list.proposals.is_some()) {
            continue;
        }
        let mut walk = at(plan.clone(), &point.address);
        let Some(before) = ticks(&walk).filter(|before| !before.is_empty()) else { continue };
        let turned: Vec<(String, bool)> =
            before.iter().enumerate().map(|(place, (key, ticked))| (key.clone(), *ticked != (place == 0))).collect();
        let keys: Vec<&str> = turned.iter().filter(|(_, ticked)| *ticked).map(|(key, _)| key.as_str()).collect();
        walk.interrupt(Some(&keys.join(", ")), None);
        assert_eq!(ticks(&at(walk.plan().clone(), &point.address)), Some(turned), "{}", point.address);
        tried[usize::from(matches!(point.question.kind, Kind::Link(_)))] += 1;
    }
    assert!(tried.iter().all(|tried| *tried > 10), "{tried:?}");
}

#[test]
fn a_sum_is_shown_before_it_is_taken_and_refused_in_a_file() {
    let address = Address::Question("founders_pay".into());
    let mut walk = at(plan_without(&address, "EUR"), &address);
    type_in(&mut walk, "14 x 15");
    assert_eq!(rejection(&walk).as_deref(), Some("`14 x 15` comes to 210: write 210 if that is what you mean"));
    let Turn::Ask(prompt) = walk.turn() else { panic!("the question comes again") };
    assert!(prompt.offers, "the line begins with what is shown, and not with what was typed");
    let Form::Line { start, .. } = prompt.form else { panic!("a line") };
    assert_eq!(start, "210", "Enter takes what is shown");
    type_in(&mut walk, &start);
    assert_eq!(walk.plan().answer(&address).unwrap().value, "210");
    let problems = interview::fill(&BANK, &SETTLED, &answers(&address, "14 x 15"), noon()).unwrap_err();
    assert!(problems[0].message.contains("comes to 210"), "{problems:?}");
}

#[test]
fn what_stands_there_is_confirmed_although_it_could_be_read_in_two_ways() {
    let address = Address::Question("founders_pay".into());
    let mut plan = SETTLED.clone();
    plan.put(&address, Answer::answered(json!("1.234")));
    let mut walk = at(plan, &address);
    type_in(&mut walk, "1.234");
    assert_eq!(rejection(&walk), None);
    assert_eq!(walk.plan().answer(&address).unwrap().value, "1.234");
}

#[test]
fn an_amount_in_another_currency_can_set_that_of_its_entry() {
    let price = field("revenue_streams", "revenue_streams-1", "price");
    let currency = field("revenue_streams", "revenue_streams-1", "stream_currency");
    for (key, value, set) in [("USD", json!("60"), true), ("keep", Json::Null, false)] {
        let mut walk = at(plan_without(&price, "EUR"), &price);
        let before = walk.plan().answers.clone();
        type_in(&mut walk, "$60");
        let Turn::Choose(menu) = walk.turn() else { panic!("a menu") };
        assert_eq!(menu.title, "Is `Repair visit` in another currency?");
        let keys: Vec<&str> = menu.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["USD", "keep"]);
        walk.choose(MenuReply::Picked(key.into()), noon());
        assert_eq!(walk.plan().answer(&price).unwrap().value, value);
        assert_eq!(walk.plan().answer(&currency).is_some_and(|answer| answer.value == "USD"), set);
        let rates = walk.plan().items("rates");
        assert_eq!(rates.iter().any(|rate| rate.fields["currency"].value == "USD"), set);
        assert!(Facts::new(&BANK, walk.plan()).point(&currency).is_some() == set, "the rate makes it a question");
        if set {
            let Turn::Ask(prompt) = walk.turn() else { panic!("the rate is asked on the spot") };
            assert!(prompt.ask.starts_with("What is one US dollar worth"), "{}", prompt.ask);
            walk.respond(Response { reply: Reply::Undo, draft: None }, noon());
            assert_eq!(walk.plan().answers, before, "one undo takes back all of it");
        }
    }
    let pay = Address::Question("founders_pay".into());
    let mut walk = at(plan_without(&pay, "EUR"), &pay);
    type_in(&mut walk, "$60");
    assert!(rejection(&walk).unwrap().contains("amounts are in euro (EUR) here"), "no entry, no currency to set");
}

#[test]
fn any_currency_can_be_chosen_by_its_code_its_name_or_its_own_sign() {
    let address = Address::Question("currency".into());
    for (typed, code) in [
        ("PEN", "PEN"),
        ("xaf", "XAF"),
        ("Nigerian naira", "NGN"),
        ("peruvian sol", "PEN"),
        ("euro", "EUR"),
        ("US dollar", "USD"),
        ("zł", "PLN"),
        ("₦", "NGN"),
    ] {
        assert_eq!(filled(&address, "EUR", typed), Some(json!(code)), "{typed}");
        assert_eq!(prompted(&address, "EUR", typed), Some(json!(code)), "{typed}");
    }
    for typed in ["kr", "XYZ", "XAU", "money"] {
        assert_eq!(filled(&address, "EUR", typed), None, "{typed}");
    }
    let walk = at(plan_without(&address, "PEN"), &address);
    let Turn::Ask(prompt) = walk.turn() else { panic!("a question") };
    let Form::One { picks, .. } = prompt.form else { panic!("picks") };
    assert_eq!(picks[0].label, "euro (EUR)", "the usual ones come first");
    assert!(picks.iter().any(|pick| pick.label == "Nigerian naira (NGN)") && picks.len() > 150);
    let question = BANK.question("currency").unwrap();
    assert!(matches!(question.kind, Kind::Currency(_)));
}

#[test]
fn a_long_list_of_choices_is_not_read_out_in_plain_lines() {
    let folder = Folder::new().file("few.toml", "venture_name = 'X'\nstage = 'idea'\npitch = 'We mend.'\n");
    folder.canvass("fill p.canvass.json --essentials --answers few.toml").status(3);
    let mut plan: Json = serde_json::from_str(&folder.read("p.canvass.json")).unwrap();
    plan["answers"].as_object_mut().unwrap().remove("currency");
    plan["answers"]["purposes"] = json!({"state": "skipped"});
    plan["answers"]["team"] = json!({"state": "skipped"});
    folder.write("p.canvass.json", plan.to_string());
    let said = folder.canvass("walk p.canvass.json --plain").stdin("dollar\nnaira\n/leave\n").end().error_text();
    assert!(said.contains("155 to choose from: type a part of the name."), "{said}");
    assert!(!said.contains("  1. euro (EUR)"), "{said}");
    assert!(!said.contains("Peruvian sol"), "{said}");
    assert!(said.contains("`dollar` fits 2 (US dollar (USD)), "), "{said}");
    assert!(folder.read("p.canvass.json").contains("\"value\": \"NGN\""), "{said}");
}

#[test]
fn amounts_in_a_file_are_read_in_the_currency_of_their_entry() {
    let folder = Folder::new();
    let fill = |text: &str, status: i32| {
        let text = format!("currency = 'EUR'\n{text}");
        folder.canvass("fill new.canvass.json --answers -").stdin(text).status(status).error_text()
    };
    for (price, said) in [
        ("15.000", "`15.000` can be read in two ways: write 15000 or 15"),
        ("$15000", "amounts are in euro (EUR) here, and `$15000` is not: convert it first"),
        ("USD 60", "amounts are in euro (EUR) here, and `USD 60` is not: convert it first"),
        ("£60", "amounts are in euro (EUR) here, and `£60` is not: convert it first"),
        ("14 x 15", "`14 x 15` comes to 210: write 210 if that is what you mean"),
    ] {
        let text = format!("[[revenue_streams]]\nname = 'Tuning'\nprice = '{price}'\n");
        let heard = fill(&text, 1);
        assert!(heard.starts_with(&format!("error: `revenue_streams` 1, `price`: {said}\n")), "{heard}");
    }
    let heard = fill("[[revenue_streams]]\nname = 'Tuning'\nprice = '£60'\n", 1);
    assert!(heard.contains("help: if it is paid in pound sterling, write `stream_currency = \"GBP\"` for this entry, and list GBP in `rates`\n"), "{heard}");
    let stream = "[[revenue_streams]]\nname = 'Tuning'\nprice = '£60'\nstream_currency = 'GBP'\n";
    assert!(fill(stream, 1).contains("amounts are in euro (EUR) here"), "without a rate the currency is not asked");
    fill(&format!("[[rates]]\ncurrency = 'GBP'\nrate = '1.15'\n{stream}"), 3);
    let plan: Json = serde_json::from_str(&folder.read("new.canvass.json")).unwrap();
    assert_eq!(plan["answers"]["revenue_streams"]["items"][0]["fields"]["price"]["value"], "60");
}

#[test]
fn a_sign_is_judged_by_the_currency_that_is_taken_without_being_said() {
    let price = |plan: &str, price: &str| {
        let folder = Folder::new().file("open.canvass.json", plan);
        let name = if plan.is_empty() { "new" } else { "open" };
        let text = format!("[[revenue_streams]]\nname = 'Tuning'\nprice = '{price}'\n");
        folder.canvass(&format!("fill {name}.canvass.json --answers -")).stdin(text).status_among(&[1, 3]).error_text()
    };
    assert!(price("", "$60").contains("amounts are in euro (EUR) here, and `$60` is not"));
    assert!(price("", "€60").contains("note: `currency` is not in the file: `EUR` is taken"));
    let mut begun = Plan::new(&BANK, bank::Route::Full, None);
    begun.put(&Address::Question("currency".into()), Answer::new(State::Skipped));
    let said = price(&plan::write(&begun, &BANK), "$60");
    assert!(said.contains("it is not said yet which currency amounts are in, and `$60` names one: "), "{said}");
}

#[test]
fn a_no_break_space_is_a_space_in_titles_and_links() {
    let text = "[[segments]]\nname = 'City\u{a0}commuters'\nhead_count = 5\n\
                [[personas]]\nname = 'Ida'\nsegment = 'City\u{a0}commuters'\n";
    let answers = plan::read_answers(text, "a.toml").unwrap();
    let plan = interview::fill(&BANK, &SETTLED, &answers, noon()).unwrap();
    assert_eq!(plan.items("segments").len(), SETTLED.items("segments").len(), "it is the group that is there");
    assert_eq!(plan.items("personas").last().unwrap().fields["segment"].value, "segments-1");
}

fn refused(text: &str) -> String {
    let folder = Folder::new();
    let said = folder.canvass("fill new.canvass.json --answers -").stdin(text).status(1).stdout("").error_text();
    assert!(folder.names().is_empty(), "nothing is written");
    said
}

#[test]
fn a_key_below_a_list_is_told_where_it_belongs() {
    let said = refused("[[segments]]\nname = 'A'\n\ncountry = 'Peru'\n");
    assert_eq!(
        said,
        "error: `segments` 1: `country` is not a field of this list, but a question of its own\n\
         help: `country` belongs above the first `[[...]]`: in TOML, what stands below one is part of that entry\n"
    );
    let said = refused("price = 60\n");
    assert!(said.contains("help: it is a field of `revenue_streams`: write it into each entry there\n"), "{said}");
    let said = refused("[segments]\nname = 'A'\n");
    assert!(said.contains("this is a single entry: write a list, each entry of it below `[[segments]]`"), "{said}");
}

#[test]
fn what_is_no_entry_of_a_list_is_refused_in_every_list() {
    assert_eq!(
        refused("needs = ['money']\n"),
        "error: `needs` 1: \"money\" is no need\n\
         help: write each entry below `[[needs]]`, beginning with `kind = ...`\n"
    );
    assert_eq!(
        refused("segments = ['Commuters', 5]\n"),
        "error: `segments` 2: 5 is no customer group\n\
         help: write each entry below `[[segments]]`, beginning with `name = ...`, or just its name as a text: \
         `segments = [\"...\"]`\n"
    );
    for (id, list) in BANK.questions().filter_map(|(_, question)| Some((&question.id, question.items()?))) {
        for entry in [json!("Something"), json!(""), json!(5), json!(true), json!(null), json!(["a"]), json!({})] {
            let answers = Map::from_iter([(id.clone(), json!([entry]))]);
            let is_name = entry == json!("Something") && list.title_field().is_some();
            let filled = interview::fill(&BANK, &Plan::new(&BANK, bank::Route::Full, None), &answers, noon());
            match filled {
                Ok(plan) => assert!(is_name && plan.items(id).len() == 1, "{id}: {entry} was taken"),
                Err(problems) => {
                    assert!(!is_name, "{id}: {problems:?}");
                    assert_eq!(problems.len(), 1, "{id}: {problems:?}");
                }
            }
        }
    }
}

#[test]
fn answers_to_questions_that_are_not_asked_are_told() {
    let folder = Folder::new();
    let text = "market_kind = 'niche'\ncounterpart_needs = 'Each needs the other.'\n\
                [[segments]]\nname = 'A'\npays = true\nfree_because = 'x'\n[[segments]]\nname = 'B'\npays = true\nfree_because = 'y'\n";
    let said = folder.canvass("fill new.canvass.json --answers -").stdin(text).status(3).error_text();
    assert!(
        said.contains("note: `counterpart_needs` is kept, but does not count: it is asked only where `market_kind == "),
        "{said}"
    );
    assert!(said.contains("note: `free_because` of `segments` is kept, but does not count (2 times): "), "{said}");
    assert!(folder.read("new.canvass.json").contains("Each needs the other."));
}

#[test]
fn new_entries_can_have_ids_of_ones_own() {
    let text = "[[segments]]\nid = 'g1'\nname = 'Learners'\n\
                [[propositions]]\nid = 't1'\nname = 'Training'\nsegments = ['g1']\n\
                [[revenue_streams]]\nid = 't2'\nname = 'Training'\npropositions = ['t1']\n";
    let folder = Folder::new();
    folder.canvass("fill new.canvass.json --answers -").stdin(text).status(3);
    let once = folder.read("new.canvass.json");
    folder.canvass("fill new.canvass.json --answers -").stdin(text).status(3);
    assert_eq!(once, folder.read("new.canvass.json"), "the ids are found again");
    let plan: Json = serde_json::from_str(&once).unwrap();
    assert_eq!(plan["answers"]["propositions"]["items"][0]["id"], "t1");
    assert_eq!(plan["answers"]["revenue_streams"]["items"][0]["fields"]["propositions"]["value"], json!(["t1"]));
    for (entry, said) in [
        ("id = 'segments-9'\nname = 'A'", "there is no entry with the id `segments-9`: leave `id` out for a new one"),
        ("id = 'g9'\npays = true", "there is no entry with the id `g9`: leave `id` out for a new one"),
        ("id = 'a b'\nname = 'A'", "the id `a b` cannot be used: write letters without accents, digits, `-` and `_`"),
        ("id = 3\nname = 'A'", "the id 3 is not a text: write `id = \"3\"`"),
        ("id = 'a'\nname = 'A'\n[[segments]]\nid = 'a'\nname = 'B'", "two entries have the id `a`: give each its own"),
        (
            "id = 'a'\nname = 'A'\n[[personas]]\nid = 'a'\nname = 'B'",
            "the id `a` is that of an entry of `segments`: take another one",
        ),
    ] {
        let heard = refused(&format!("[[segments]]\n{entry}\n"));
        assert!(heard.contains(said), "{heard}");
    }
}

#[test]
fn all_broken_names_of_a_link_are_told_and_an_ambiguous_one_with_the_ids() {
    let said = refused("[[segments]]\nname = 'A'\n[[propositions]]\nname = 'P'\nsegments = ['B', 'A', 'C']\n");
    assert!(
        said.contains("there is no entry `B` to link to") && said.contains("there is no entry `C` to link to"),
        "{said}"
    );
    let said = refused(
        "[[segments]]\nname = 'Twins'\n[[segments]]\nname = 'Twins'\n[[personas]]\nname = 'P'\nsegment = 'Twins'\n",
    );
    assert!(said.contains("`Twins` is the title of more than one entry: `segments-1` and `segments-2`\n"), "{said}");
    assert!(said.contains("help: link by the id; "), "{said}");
}

#[test]
fn several_links_and_picks_may_stand_in_one_text_as_at_the_prompt() {
    let text = "purposes = 'own_clarity, bank'\n[[segments]]\nname = 'Clubs, bars'\n[[segments]]\nname = 'Shops'\n\
                [[propositions]]\nname = 'One'\nsegments = 'Clubs, bars'\n\
                [[propositions]]\nname = 'Two'\nsegments = 'segments-1, Shops'\n";
    let answers = plan::read_answers(text, "a.toml").unwrap();
    let empty = Plan::new(&BANK, bank::Route::Full, None);
    let plan = interview::fill(&BANK, &empty, &answers, noon()).unwrap();
    assert_eq!(plan.answers["purposes"].value, json!(["own_clarity", "bank"]));
    assert_eq!(plan.items("propositions")[0].fields["segments"].value, json!(["segments-1"]));
    assert_eq!(plan.items("propositions")[1].fields["segments"].value, json!(["segments-1", "segments-2"]));
}

#[test]
fn what_a_question_offers_beforehand_is_taken_for_what_is_new_and_told() {
    let folder = Folder::new();
    let text = "venture_name = 'X'\n[[assumptions]]\nstatement = 'They pay'\n[[assumptions]]\nstatement = 'They come'\nstatus = 'supported'\n";
    let said = folder.canvass("fill new.canvass.json --answers -").stdin(text).status(3).error_text();
    assert!(said.contains("note: `currency` is not in the file: `EUR` is taken\n"), "{said}");
    assert!(!said.contains("`status`"), "what the path does not ask is not taken for granted: {said}");
    let again = folder.canvass("fill new.canvass.json --answers -").stdin("pitch = 'Y'").status(3).error_text();
    assert!(!again.contains("note:"), "{again}");
}

#[test]
fn too_few_entries_are_incomplete_and_not_wrong() {
    let least = BANK.questions().find_map(|(_, question)| {
        let list = question.items()?;
        let named = list.title_field()?;
        (list.count.at_least > 1).then(|| (question.id.clone(), named.id.clone(), list.count.at_least))
    });
    let begun = least.as_ref().map_or_else(String::new, |(list, title, _)| format!("[[{list}]]\n{title} = 'One'\n"));
    let text = format!("segments = []\n{begun}");
    let folder = Folder::new();
    let said = folder.canvass("fill new.canvass.json --answers -").stdin(text).status(3).error_text();
    assert!(said.contains("  `segments`: this needs at least 1 "), "{said}");
    if let Some((list, _, at_least)) = least {
        assert!(said.contains(&format!("  `{list}`: this needs at least {at_least} ")), "{said}");
        assert!(folder.read("new.canvass.json").contains("\"value\": \"One\""), "what is there is kept");
    }
}

/// The plan without the times of its answers, numbers without needless zeros.
fn timeless(text: &str) -> Json {
    fn strip(json: &mut Json) {
        match json {
            Json::Object(map) => {
                map.shift_remove("at");
                map.values_mut().for_each(strip);
            }
            Json::Array(values) => values.iter_mut().for_each(strip),
            Json::String(text) if text.contains('.') && text.bytes().all(|byte| b"0123456789.-".contains(&byte)) => {
                *text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
            }
            _ => {}
        }
    }
    let mut json = serde_json::from_str(text).unwrap();
    strip(&mut json);
    json
}

/// A plan, drafted in JSON and read back, is the same plan.
fn comes_back(text: &str) {
    let folder = Folder::new().file("a.canvass.json", text);
    let draft = folder.canvass("draft a.canvass.json --to json").end().output_text();
    let outcome = folder.canvass("fill b.canvass.json --answers -").stdin(draft.as_str()).status_among(&[0, 3]);
    assert!(!outcome.error_text().contains("note:"), "{}", outcome.error_text());
    let (before, after) = (timeless(text), timeless(&folder.read("b.canvass.json")));
    for (id, answer) in before["answers"].as_object().unwrap() {
        assert_eq!(&after["answers"][id], answer, "{id}");
    }
    assert_eq!(before, after);
    let again = folder.canvass("fill a.canvass.json --answers -").stdin(draft).status_among(&[0, 3]);
    assert_eq!(
        timeless(&folder.read("a.canvass.json")),
        before,
        "put into its own plan, it changes nothing: {}",
        again.error_text()
    );
}

#[test]
fn a_draft_in_json_is_read_back_as_the_same_plan() {
    comes_back(example());
    let folder = Folder::new();
    for (case, answers) in crate::documents::CASES.iter() {
        let answers = format!("{}/{answers}", env!("CARGO_MANIFEST_DIR"));
        folder.canvass(&format!("fill {case}.canvass.json --answers '{answers}'")).status_among(&[0, 3]);
        comes_back(&folder.read(&format!("{case}.canvass.json")));
    }
}

#[test]
fn a_draft_in_json_keeps_states_reasons_notes_marks_and_what_is_hidden() {
    let mut plan = plan::read(example(), "example").unwrap();
    let put = |plan: &mut Plan, address: &Address, answer: Answer| {
        plan.put(address, answer);
    };
    let top = |id: &str| Address::Question(id.into());
    let old = |plan: &Plan, address: &Address| plan.answer(address).unwrap().clone();
    let pitch = old(&plan, &top("pitch"));
    put(&mut plan, &top("pitch"), Answer { state: State::Unknown, note: Some("ask Ben".into()), ..pitch });
    let price = field("revenue_streams", "revenue_streams-1", "price");
    let unknown = Answer { state: State::Unknown, note: Some("after the test".into()), ..old(&plan, &price) };
    put(&mut plan, &price, unknown);
    let role = field("revenue_streams", "revenue_streams-2", "price");
    let because = Some("it is free: for now".to_owned());
    put(&mut plan, &role, Answer { state: State::NotApplicable, because, ..Answer::new(State::Open) });
    put(&mut plan, &top("sector"), Answer::new(State::Skipped));
    put(&mut plan, &top("counterpart_needs"), Answer::answered(json!("hidden, but kept")));
    put(&mut plan, &top("a_question_of_old"), Answer::answered(json!("kept as well")));
    let stale = Answer { stale: vec!["segments-1".into()], ..old(&plan, &top("daily_fit")) };
    put(&mut plan, &top("daily_fit"), stale);
    let channel = field("segments", "segments-1", "description");
    let stale = Answer { stale: vec!["market_kind".into()], ..old(&plan, &channel) };
    put(&mut plan, &channel, stale);
    put(&mut plan, &top("founders_pay"), Answer::answered(json!("much")));
    plan.drafts.insert("pitch".into(), "We mend bi".into());
    plan.going_on_because = Some("the bank wants to see it".into());
    plan.counters.insert("segments".into(), 17);
    plan.route = bank::Route::Short;
    let text = plan::write(&plan, &BANK);
    comes_back(&text);
}

#[test]
fn a_draft_of_another_bank_is_refused() {
    let folder = Folder::new().file("a.canvass.json", example());
    let draft = folder.canvass("draft a.canvass.json --to json").end().output_text();
    let other = draft.replacen("\"id\": \"business-model\"", "\"id\": \"hub\"", 1);
    assert_ne!(draft, other);
    let said = folder.canvass("fill b.canvass.json --answers -").stdin(other).status(1).error_text();
    assert!(
        said.starts_with("error: this draft was made with the bank `hub`, and the plan is one of `business-model`\n"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_filled_in_twice_doubles_no_entry_also_without_titles() {
    let file = "
        [[segments]]
        name = 'Riders'
        [[personas]]
        segment = 'Riders'
        thinks = 'It rains every day.'
        [[costs]]
        amount = 5
        kind = 'fixed'
        [[costs]]
        amount = '7.50'
        kind = 'fixed'
        [[costs]]
        amount = 5
        kind = 'fixed'
    ";
    let answers = plan::read_answers(file, "a.toml").unwrap();
    let once = interview::fill(
        &BANK,
        &Plan::new(&BANK, canvass::bank::Route::Full, None),
        &answers,
        jiff::Timestamp::UNIX_EPOCH,
    )
    .unwrap();
    let twice = interview::fill(&BANK, &once, &answers, jiff::Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(once.items("costs").len(), 3);
    assert_eq!(once.items("personas").len(), 1);
    assert_eq!(twice, once);
}
