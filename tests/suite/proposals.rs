//! Entries that the answers suggest for an empty list: offered once, taken over, passed by and taken back.

use crate::command::Folder;
use crate::script::Walk;
use crate::small_bank::small_bank;
use canvass::bank::{Bank, Route};
use canvass::interview::{self, Form, Prompt, Reply, Start, Turn};
use canvass::plan::{self, Plan};
use jiff::Timestamp;

const ALLOTLY: &str = include_str!("../cases/allotly/answers.toml");

/// What is offered now; nothing, if something else is asked.
fn offered(walk: &Walk<'_>) -> Vec<String> {
    match walk.interview.turn() {
        Turn::Ask(prompt) => match *prompt {
            Prompt { form: Form::Some { picks, .. }, .. } => {
                assert!(picks.iter().all(|pick| !pick.selected), "nothing is picked beforehand");
                picks.into_iter().map(|pick| pick.label).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The entries of the list asked now.
fn entries(walk: &Walk<'_>) -> Vec<String> {
    let Form::List(list) = walk.prompt().form else { panic!("no list but {:?}", walk.prompt()) };
    list.entries.into_iter().map(|entry| entry.title).collect()
}

/// A walk before the list `work`, with the name, the kind and the price not known.
fn unsure(bank: &Bank) -> Walk<'_> {
    let mut walk = Walk::new(bank, Route::Short);
    for reply in ["!unknown", "!unknown", "+Anglers", "!done", "+Care", "!done", "*groups-1", "=All is well."] {
        walk.script(reply);
    }
    for reply in ["&groups-1", "!done", "!unknown", "*yes", ">continue"] {
        walk.script(reply);
    }
    walk
}

const OFFERED: [&str; 3] = ["Ask about the venture", "Ask about the kind", "Ask about the price"];

#[test]
fn what_is_picked_becomes_entries_and_the_list_follows() {
    let bank = small_bank();
    let mut walk = unsure(&bank);
    assert_eq!((walk.at().as_str(), offered(&walk)), ("work", OFFERED.map(str::to_owned).to_vec()));
    let Form::Some { how_many, .. } = walk.prompt().form else { panic!("several can be picked") };
    assert_eq!(how_many, "up to 3");
    walk.script("*1 3");
    assert_eq!(entries(&walk), ["Ask about the venture", "Ask about the price"]);
    walk.script("!done");
    assert_eq!(walk.at(), "serves of Ask about the venture", "its other fields are asked as usual");
}

#[test]
fn none_or_a_skip_leads_to_the_empty_list_and_nothing_is_offered_again() {
    let bank = small_bank();
    for reply in ["*", "!skip", "!unknown"] {
        let mut walk = unsure(&bank);
        let before = walk.text();
        walk.script(reply);
        assert_eq!((walk.at().as_str(), entries(&walk).len()), ("work", 0), "{reply}");
        assert_eq!(walk.text(), before, "{reply}");
        walk.script("!skip");
        assert_eq!(walk.at(), "cash");
        walk.script("!jump").choose("work");
        assert_eq!((walk.at().as_str(), entries(&walk).len()), ("work", 0), "its first question, skipped or not");
    }
}

#[test]
fn undo_brings_the_offer_back_and_back_leads_before_it() {
    let bank = small_bank();
    let mut walk = unsure(&bank);
    let before = plan::write(walk.interview.plan(), &bank);
    walk.script("*2");
    assert_eq!(entries(&walk), ["Ask about the kind"]);
    walk.said();
    walk.script("!undo");
    assert_eq!(walk.said(), ["taken back: the work"]);
    assert_eq!(offered(&walk).len(), 3);
    assert_eq!(plan::read(&before, "plan").unwrap().answers, walk.interview.plan().answers);
    walk.script("!skip").script("!back");
    assert_eq!(offered(&walk).len(), 3, "back from the empty list is the offer");
    walk.script("!back");
    assert_eq!(walk.at(), crate::script::PAUSE);
    walk.script(">continue");
    assert_eq!((walk.at().as_str(), offered(&walk).len()), ("work", 0), "offered once in a session");
    let mut later = walk.reopened();
    later.script(">continue");
    assert_eq!(offered(&later).len(), 3, "a new session offers it again");
}

#[test]
fn what_does_not_fit_is_refused_and_the_offer_stands() {
    let bank = small_bank();
    for (reply, refusal) in [
        ("*1 9", "`9` is not among the entries offered"),
        ("*0", "`0` is not among the entries offered"),
        ("=Mend", "pick what belongs in your list, or pick none"),
        ("*1 2 3 1", "pick at most 3: you picked 4"),
    ] {
        let mut walk = unsure(&bank);
        walk.script(reply);
        assert_eq!((walk.refusal().as_str(), offered(&walk).len()), (refusal, 3), "{reply}");
    }
}

#[test]
fn without_anything_to_offer_the_list_comes_at_once() {
    let bank = small_bank();
    let walk = Walk::up_to(&bank, "work");
    assert_eq!((entries(&walk).len(), offered(&walk).len()), (0, 0));
}

fn built_in() -> &'static Bank {
    crate::built_in::bank()
}

/// The answers of the second example without some of its lists, and with others in their place.
fn allotly(without: &[&str], more: &str) -> String {
    let mut answers: toml::Table = ALLOTLY.parse().unwrap();
    for list in without {
        answers.remove(*list).unwrap();
    }
    answers.extend(more.parse::<toml::Table>().unwrap());
    toml::to_string(&answers).unwrap()
}

fn filled(bank: &Bank, answers: &str) -> Plan {
    let answers = plan::read_answers(answers, "answers.toml").unwrap();
    interview::fill(bank, &Plan::new(bank, Route::Full, None), &answers, Timestamp::UNIX_EPOCH).unwrap()
}

#[test]
fn weak_evidence_and_open_questions_become_assumptions() {
    let bank = built_in();
    let answers = allotly(&["assumptions", "tests", "actions"], "start_date = { unknown = true }");
    let mut walk = Walk::with(bank, filled(bank, &answers), Start::Step(10));
    let expected = [
        "Garden owners want “Free garden care”",
        "Growers want “A plot nearby”",
        "customers pay for “Booking commission”",
        "customers pay €24 for “Seed kits”",
        "people like Lena have this problem: No plot to grow food near home",
        "we will find out in time: the start date",
    ];
    assert_eq!(offered(&walk), expected);
    assert_eq!(walk.prompt().progress.step_title, "Applications, analysis and next steps");
    walk.script("*1 2 6");
    assert_eq!(entries(&walk), [expected[0], expected[1], expected[5]]);
    walk.script("!done");
    assert!(walk.at().starts_with("What kind of belief is it"), "{}", walk.at());
    assert_eq!(walk.prompt().item.as_deref(), Some(expected[5]), "the offer says the kind of the others");
}

#[test]
fn findings_and_untested_risks_become_actions() {
    let bank = built_in();
    let walk =
        Walk::with(bank, filled(bank, &allotly(&["actions", "tests"], "tests = { skip = true }")), Start::Step(10));
    let offered = offered(&walk);
    assert_eq!(offered[0], "Test: owners like Henk let a stranger into their garden");
    assert!(offered.contains(&"Find €7,248 before the start, spend less at the beginning, or open later.".to_owned()));
    assert!(offered.len() <= 12, "{offered:?}");
}

#[test]
fn of_several_findings_alike_one_is_offered_and_says_what_it_is_about() {
    let bank = built_in();
    let answers = include_str!("../cases/spoke-and-go/half-told.toml");
    let without = answers.find("[[actions]]").unwrap();
    let mut walk = Walk::with(bank, filled(bank, &answers[..without]), Start::FirstOpen);
    walk.choose("actions");
    let offered = offered(&walk);
    assert_eq!(offered[0], "Test: riders like Mara pay €60 for a repair on the same day");
    assert_eq!(offered.iter().filter(|text| text.contains("Find out what")).count(), 1, "{offered:#?}");
    let about = "Find out what Van with a workbench costs";
    assert!(offered.iter().any(|text| text.starts_with(about)), "{offered:#?}");
    let chores = ["to what causes it", "Say what or whom it takes", "step 9"];
    let is_chore = |text: &&String| chores.iter().any(|chore| text.contains(chore));
    assert_eq!(offered.iter().find(is_chore), None, "what only tidies up the answers is no action of the business");
}

#[test]
fn the_riskiest_belief_is_offered_first_for_a_test() {
    let bank = built_in();
    let mut walk = Walk::with(bank, filled(bank, &allotly(&["tests"], "")), Start::Step(10));
    assert_eq!(walk.at(), "How will you find out whether your riskiest beliefs are true");
    walk.script("+Ask ten owners").script("!done");
    let Form::One { picks, .. } = walk.prompt().form else { panic!("one belief is picked") };
    let facts = walk.interview.facts();
    let risk = |id: &str| {
        let item = facts.item(id);
        (format!("{:?}", item.get("importance")), item.get("evidence").as_text().unwrap().to_owned())
    };
    let risks: Vec<(String, String)> = picks.iter().map(|pick| risk(&pick.key)).collect();
    let expected = [("3", "belief"), ("3", "belief"), ("3", "conversations"), ("2", "conversations")];
    let expected = expected.map(|(importance, evidence)| (format!("Whole({importance})"), evidence.to_owned()));
    assert_eq!(risks, expected);
}

#[test]
fn plain_lines_show_the_offer_and_take_numbers() {
    let folder = Folder::new().file("answers.toml", allotly(&["assumptions", "tests", "actions"], ""));
    folder.canvass("fill b.canvass.json --answers answers.toml").status(3);
    let asked = folder.canvass("walk b.canvass.json --plain --from 10").stdin("1, 3\n/leave\n").status(0).error_text();
    assert!(asked.contains("Which of them must be true for your plan to work?"), "{asked}");
    assert!(asked.contains("  1. Garden owners want “Free garden care”"), "{asked}");
    let plan: serde_json::Value = serde_json::from_str(&folder.read("b.canvass.json")).unwrap();
    let items = plan["answers"]["assumptions"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "{items:?}");
    let skipped = Folder::new().file("answers.toml", allotly(&["assumptions", "tests", "actions"], ""));
    skipped.canvass("fill b.canvass.json --answers answers.toml").status(3);
    let before = skipped.read("b.canvass.json");
    skipped.canvass("walk b.canvass.json --plain --from 10").stdin("\n/leave\n").status(0);
    assert_eq!(skipped.read("b.canvass.json"), before, "an empty line picks none");
}

#[test]
fn an_entry_taken_over_is_the_same_as_one_filled_in() {
    let bank = small_bank();
    let mut walk = unsure(&bank);
    let plan = walk.interview.plan().clone();
    walk.script("*1").reply(Reply::Done);
    let answers = plan::read_answers("work = [{ name = 'Ask about the venture' }]", "answers.toml").unwrap();
    let filled = interview::fill(&bank, &plan, &answers, crate::script::noon()).unwrap();
    assert_eq!(filled.answers, walk.interview.plan().answers);
}

#[test]
fn a_variable_cost_is_asked_for_by_the_sale() {
    let bank = built_in();
    let plan = filled(bank, include_str!("../../questions/business-model/example.toml"));
    for (kind, ask) in [("fixed", "How much is it each time you pay"), ("variable", "How much is it for one sale")] {
        let mut walk = Walk::with(bank, plan.clone(), Start::FirstOpen);
        let costs = walk.interview.plan().items("costs");
        let cost = costs.iter().find(|cost| cost.fields["kind"].value == kind).unwrap().id.clone();
        walk.choose("costs").script("*").reply(Reply::Edit { item: cost }).choose("amount");
        assert!(walk.at().starts_with(&format!("{ask} of ")), "{}", walk.at());
    }
}
