//! Changing an earlier answer: found in one list of everything that was said, and home again afterwards.

use crate::command::{Folder, example};
use crate::script::{PAUSE, REVIEW, Walk, noon};
use crate::small_bank::small_bank;
use canvass::bank::Route;
use canvass::interview::{MenuReply, Reply};

const TITLE: &str = "Which answer would you like to change?";

fn change(walk: &mut Walk<'_>) {
    walk.reply(Reply::Change { search: String::new() });
    assert_eq!(walk.at(), TITLE);
}

fn labels(walk: &Walk<'_>) -> Vec<String> {
    walk.menu().entries.into_iter().map(|entry| entry.label).collect()
}

#[test]
fn everything_answered_is_offered_and_leads_back_to_the_present_question() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "price of Anglers pays");
    walk.said();
    change(&mut walk);
    let expected = [
        "the venture: Spoke",
        "the kind: mass market",
        "the groups: 2 groups",
        "Anglers (the name): Anglers",
        "Bakers (the name): Bakers",
        "the offers: 1 offer",
        "Care (the name): Care",
        "Care (the meant): Anglers and Bakers",
        "Care (the result): All is well.",
        "the streams: 1 stream",
        "Anglers pays (the payer): Anglers",
    ];
    assert_eq!(labels(&walk), expected);
    walk.choose("offers-1.result");
    assert_eq!((walk.at(), walk.start()), ("result of Care".into(), "All is well.".into()));
    walk.script("=All is very well.");
    assert_eq!(walk.at(), "price of Anglers pays");
    assert!(walk.said().is_empty(), "no step is opened on the way");
    assert_eq!(walk.interview.plan().item("offers", "offers-1").unwrap().fields["result"].value, "All is very well.");
    assert_eq!(walk.script("=60").at(), "fits", "the walk goes on as if nothing had been between");
}

#[test]
fn open_questions_that_come_earlier_are_offered_and_later_ones_only_when_answered() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "price of Anglers pays");
    walk.interview.set_route(Route::Full);
    walk.script("!jump").choose("offers");
    change(&mut walk);
    let labels = labels(&walk);
    assert!(labels.contains(&"Bakers (the size): still open".to_owned()), "{labels:?}");
    assert!(labels.contains(&"the streams: 1 stream".to_owned()), "an answer that comes later can be changed as well");
    assert!(!labels.iter().any(|label| label.starts_with("the offers") || label.contains("price")), "{labels:?}");
    walk.choose("groups-2.size").script("=20");
    assert_eq!(walk.at(), "offers");
}

#[test]
fn back_from_the_list_or_from_the_answer_leaves_all_as_it_was() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "cash");
    let before = walk.text();
    change(&mut walk);
    walk.script("!back");
    assert_eq!(walk.at(), "cash");
    change(&mut walk);
    walk.choose("kind").script("!back");
    assert_eq!((walk.at(), walk.text() == before), ("cash".into(), true));
    assert_eq!(walk.script("!back").at(), "serves of Mend", "and back goes on in the order of the walk");
    walk.reply(Reply::Change { search: "kind".into() });
    assert_eq!(walk.menu().search.as_deref(), Some("kind"));
    walk.choose("no such answer");
    assert_eq!(walk.at(), TITLE);
}

#[test]
fn the_way_back_and_on_outlives_a_change_on_the_way() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "cash");
    walk.script("!back").script("!back");
    assert_eq!(walk.at(), "work");
    change(&mut walk);
    walk.choose("venture").script("=Spoke & Go");
    assert_eq!(walk.at(), "work");
    assert_eq!(walk.script("!done").at(), "serves of Mend", "where the founder had gone back past comes again");
}

#[test]
fn a_list_that_is_changed_asks_what_its_new_entry_needs_and_then_leads_back() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "cash");
    change(&mut walk);
    walk.choose("offers").script("+Classes").script("!done");
    assert_eq!(walk.at(), "meant of Classes");
    walk.script("*groups-1");
    assert_eq!(walk.at(), "result of Classes");
    assert_eq!(walk.script("!back").at(), "result of Care", "back stays in the order of the walk");
    assert_eq!(walk.script("=All is well.").at(), "result of Classes");
    walk.script("=Fun.");
    assert_eq!(walk.at(), "cash");
}

#[test]
fn an_answer_that_hides_the_present_question_leads_to_the_next_one() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "kind");
    walk.script("*sided").script("+Anglers").script("+Bakers").script("!done");
    assert_eq!(walk.at(), "others of Anglers");
    change(&mut walk);
    walk.choose("kind").script("*mass");
    assert_eq!(walk.at(), "offers");
}

#[test]
fn the_pause_and_the_review_have_the_list_too_and_are_come_back_to() {
    let bank = small_bank();
    for (place, entry) in [(PAUSE, "fix"), (REVIEW, "change")] {
        let mut walk = Walk::up_to(&bank, place);
        walk.choose(entry);
        assert_eq!(walk.at(), TITLE, "{place}");
        walk.choose("groups-2.name").script("=Brewers");
        assert_eq!(walk.at(), place);
        walk.interview.choose(MenuReply::Change { search: "care".into() }, noon());
        assert_eq!((walk.at().as_str(), walk.menu().search.as_deref()), (TITLE, Some("care")));
        walk.script("!back");
        assert_eq!(walk.at(), place);
    }
}

#[test]
fn a_jump_shows_the_first_question_of_its_step_and_leads_through_the_step() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "due");
    walk.reply(Reply::JumpTo(2));
    assert_eq!(walk.at(), "offers", "the first one, though it is answered");
    let mut seen = Vec::new();
    for reply in ["!done", "*groups-1 groups-2", "=All is well."] {
        walk.script(reply);
        seen.push(walk.at());
    }
    assert_eq!(seen, ["meant of Care", "result of Care", "due"]);
    walk.said();
    walk.reply(Reply::JumpTo(12));
    assert_eq!((walk.at(), walk.said()), ("due".into(), vec!["there is no step 12: the steps are 1 to 5".to_owned()]));
    let mut walk = Walk::up_to(&bank, REVIEW);
    walk.interview.choose(MenuReply::Jump { step: Some(4) }, noon());
    assert_eq!(walk.at(), "work");
}

#[test]
fn plain_lines_search_the_list_and_come_back() {
    let folder = Folder::new().file("a.canvass.json", example());
    let typed = "/change commut\n/back\n/change commut size\n\n/change xyzzy\n/back\n/jump 10\n/jump ten\n/leave\n";
    let said = folder.canvass("walk a.canvass.json --plain --from 2").stdin(typed).status(0).error_text();
    let mut rest = said.as_str();
    for text in
        ["Step 2 of 10", TITLE, "  1. ", "Nothing here has `xyzzy` in it.", "Step 10 of 10", "/jump takes the number"]
    {
        let at = rest.find(text).unwrap_or_else(|| panic!("`{text}` is not next in {said}"));
        rest = &rest[at + text.len()..];
    }
}
