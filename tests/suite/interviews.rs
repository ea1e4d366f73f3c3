//! Whole interviews: on, back, aside and home again, with nothing lost on the way.

use crate::script::{PAUSE, REVIEW, Walk};
use crate::small_bank::small_bank;
use canvass::bank::Route;
use canvass::interview::{Aside, Beside, Form, Reply, Start};
use canvass::plan::State;

#[test]
fn the_essential_path_asks_the_essential_questions_in_order_and_ends_with_a_review() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, REVIEW);
    assert!(walk.interview.is_complete());
    let said = walk.said();
    let steps: Vec<&str> = said.iter().filter_map(|text| text.strip_prefix("opens ")).collect();
    assert_eq!(steps, ["You", "The groups", "The offers", "The streams", "Half-way", "The work", "The end"]);
    assert_eq!(said.iter().filter(|text| *text == "recap").count(), 1);
    let labels: Vec<String> = walk.menu().entries.into_iter().skip(3).map(|entry| entry.label).collect();
    let expected = [
        "You: 1 answer",
        "The groups: 4 answers",
        "The offers: 4 answers",
        "The streams: 3 answers",
        "Half-way: 1 answer",
        "The work: 4 answers",
        "The end: 2 answers",
    ];
    assert_eq!(labels, expected);
    walk.choose("write");
    assert_eq!((walk.at().as_str(), walk.said()), ("the end", vec!["documents".to_owned()]));
}

#[test]
fn the_full_path_asks_what_the_essential_one_leaves_out() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, REVIEW);
    walk.interview.set_route(Route::Full);
    let mut asked = Vec::new();
    for reply in ["!skip", "!skip", "*yes", ">continue", "!skip"] {
        asked.push(walk.at());
        walk.script(reply);
    }
    assert_eq!(asked, ["size of Anglers", "size of Bakers", "fits", PAUSE, "sense"]);
    assert_eq!(walk.at(), REVIEW);
}

#[test]
fn going_back_loses_nothing_and_what_is_settled_is_not_asked_again() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "cash");
    let before = walk.text();
    let mut way = Vec::new();
    for _ in 0..6 {
        way.push(walk.script("!back").at());
    }
    assert_eq!(way, ["serves of Mend", "work", PAUSE, "fits", "price of Anglers pays", "streams"]);
    assert_eq!(walk.text(), before);
    walk.script("!back");
    assert_eq!((walk.at(), walk.start()), ("result of Care".into(), "All is well.".into()));
    walk.script("=All is very well.");
    assert_eq!(walk.at(), "streams", "each question the founder went back past comes again");
    walk.script("!done").script("=60");
    assert_eq!(walk.at(), "fits", "the change lies before the pause, which is shown once more");
    walk.script("*yes").script(">continue");
    assert_eq!(walk.at(), "work");
    walk.script("!done");
    assert_eq!(walk.at(), "serves of Mend", "what rests on the change is looked at again");
    assert_eq!(walk.selected(), ["offers-1", "streams-1"]);
    walk.script("*offers-1 streams-1");
    assert_eq!(walk.at(), "cash");
    assert_eq!(walk.text().replace("All is very well.", "All is well."), before);
}

#[test]
fn going_back_from_the_first_question_says_so() {
    let bank = small_bank();
    let mut walk = Walk::new(&bank, Route::Short);
    walk.said();
    walk.script("!back");
    assert_eq!(walk.at(), "venture");
    assert_eq!(walk.said(), ["this is the first question; there is nothing before it"]);
}

#[test]
fn what_a_changed_answer_hides_is_kept_and_comes_back_with_it() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "kind");
    walk.script("*sided").script("+Anglers").script("+Bakers").script("!done");
    assert_eq!(walk.at(), "others of Anglers");
    walk.script("*groups-2");
    assert_eq!(walk.at(), "others of Bakers");
    let kinds = |walk: &mut Walk<'_>, key: &str| {
        for _ in 0..20 {
            if walk.at() != "kind" {
                walk.script("!back");
            }
        }
        walk.script(&format!("*{key}"));
    };
    kinds(&mut walk, "mass");
    assert_eq!(walk.at(), "groups", "what the founder went back past comes again");
    walk.script("!done");
    assert_eq!(walk.at(), "offers", "nobody is asked about other sides in a mass market");
    kinds(&mut walk, "sided");
    walk.script("!done");
    assert_eq!(walk.at(), "others of Anglers", "what hung on the kind is looked at again");
    assert_eq!(walk.selected(), ["groups-2"], "what Anglers said stands");
    walk.script("*groups-2");
    assert_eq!(walk.at(), "others of Bakers");
    let links = &walk.interview.plan().item("groups", "groups-1").unwrap().fields["others"];
    assert_eq!((links.state, &links.value), (State::Answered, &serde_json::json!(["groups-2"])));
}

#[test]
fn removing_what_others_rest_on_lists_them_first_and_can_be_undone() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, REVIEW);
    walk.choose("groups").reply(Reply::Remove { item: "groups-1".into() });
    let before = walk.text();
    assert_eq!(walk.at(), "Remove `Anglers`?");
    let text = walk.menu().text;
    assert_eq!(text, ["It holds 1 answer. These point to it: Care (the meant) and Anglers pays (the payer)."]);
    walk.choose("keep");
    assert_eq!((walk.at().as_str(), walk.text() == before), ("groups", true));
    walk.reply(Reply::Remove { item: "groups-1".into() }).choose("remove");
    assert_eq!(walk.said().last().unwrap(), "removed: Anglers; undo brings it back");
    let plan = walk.interview.plan();
    assert_eq!(plan.items("groups").len(), 1);
    assert_eq!(plan.item("offers", "offers-1").unwrap().fields["meant"].value, serde_json::json!(["groups-2"]));
    assert_eq!(plan.item("streams", "streams-1").unwrap().fields["payer"].state, State::Open);
    walk.script("!undo");
    assert_eq!(walk.text(), before);
}

#[test]
fn what_nothing_rests_on_goes_at_once() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "groups");
    walk.script("+Anglers").reply(Reply::Remove { item: "groups-1".into() });
    assert_eq!((walk.at().as_str(), walk.interview.plan().items("groups").len()), ("groups", 0));
    walk.script("+Bakers");
    assert_eq!(walk.interview.plan().items("groups")[0].id, "groups-2", "an id is never used twice");
}

#[test]
fn every_change_can_be_taken_back_one_after_the_other() {
    let bank = small_bank();
    let mut walk = Walk::new(&bank, Route::Short);
    let mut texts = Vec::new();
    for reply in ["=Spoke", "*mass", "+Anglers", "+Bakers"] {
        texts.push(walk.text());
        walk.script(reply);
    }
    texts.push(walk.text());
    walk.reply(Reply::Rename { item: "groups-1".into(), name: "Anna".into() });
    texts.push(walk.text());
    walk.reply(Reply::Move { item: "groups-2".into(), to: 0 });
    let counters =
        |text: &str| text.lines().filter(|line| !line.contains("\"groups\": ")).collect::<Vec<_>>().join("\n");
    while let Some(text) = texts.pop() {
        walk.script("!undo");
        let same = counters(&walk.text()) == counters(&text) || walk.interview.plan().answers == read(&text).answers;
        assert!(same, "{}\n{text}", walk.text());
    }
    assert_eq!(walk.at(), "venture");
    walk.said();
    walk.script("!undo");
    assert_eq!(walk.said(), ["there is nothing to undo since you opened this plan"]);
}

fn read(text: &str) -> canvass::plan::Plan {
    canvass::plan::read(text, "plan").unwrap()
}

#[test]
fn an_entry_added_from_a_link_is_picked_and_its_own_questions_follow() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "meant of Care");
    let Form::Some { add, .. } = walk.prompt().form else { panic!("several can be picked") };
    assert_eq!(add[0].one, "group");
    let picked = vec!["groups-2".to_owned()];
    walk.reply(Reply::AddTo { list: "groups".into(), name: "Coaches".into(), picked: picked.clone() });
    assert_eq!((walk.at(), walk.selected()), ("meant of Care".into(), vec!["groups-2".into(), "groups-3".into()]));
    walk.reply(Reply::AddTo { list: "groups".into(), name: "coaches".into(), picked });
    assert_eq!(walk.refusal(), "`coaches` is in the list already: give the new one another name");
    walk.script("*groups-2 groups-3");
    assert_eq!(walk.interview.plan().items("groups")[2].fields["name"].value, "Coaches");
    assert_eq!(walk.at(), "result of Care");
    walk.interview.set_route(Route::Full);
    assert_eq!(walk.at(), "size of Anglers");
    assert_eq!(walk.script("!skip").script("!skip").at(), "size of Coaches");
}

#[test]
fn the_four_ways_to_settle_a_question_end_it_and_keep_what_stood_there() {
    let bank = small_bank();
    let because = |because: &str| Reply::NotApplicable { because: because.into() };
    for (reply, state) in [
        (Reply::Skip, State::Skipped),
        (Reply::Unknown { note: Some("ask Ben".into()) }, State::Unknown),
        (because("there is none"), State::NotApplicable),
    ] {
        let mut walk = Walk::up_to(&bank, "kind");
        walk.script("!back").reply(reply);
        let answer = &walk.interview.plan().answers["venture"];
        assert_eq!((answer.state, answer.value.as_str()), (state, Some("Spoke")));
        assert_eq!(walk.at(), "kind");
        assert_eq!(walk.reopened().at(), "kind");
    }
    let mut walk = Walk::up_to(&bank, "kind");
    walk.reply(because(" "));
    assert_eq!((walk.at(), walk.refusal()), ("kind".into(), "say in a few words why this does not apply".into()));
}

#[test]
fn a_reply_that_does_not_fit_is_refused_with_a_way_on_and_changes_nothing() {
    let bank = small_bank();
    for (place, reply, refusal) in [
        ("venture", "=  ", "nothing is written here yet: write a few words, or skip it for now"),
        ("kind", "*", "pick one of the answers offered"),
        ("kind", "*niche", "`niche` is not one of the answers"),
        ("groups", "!done", "this needs at least 1 group; if there is none, skip it or say why"),
        ("groups", "+A name that is far too long", "this is 27 characters long: please keep it to 20"),
        ("groups", "=Anglers", "add groups one by one"),
        ("meant of Care", "*offers-1", "`offers-1` is not among the entries that can be linked here"),
        ("streams", "&groups-9", "`groups-9` is not among the entries offered"),
        ("streams", "+Anglers", "pick what the new stream is for"),
        ("price of Anglers pays", "=-1", "`-1` is too small: write 0 or more"),
        ("cash", "+x", "this question is not a list"),
        ("uses", "*a b c", "pick at most 2: you picked 3"),
    ] {
        let mut walk = Walk::up_to(&bank, place);
        let before = walk.text();
        walk.script(reply);
        assert_eq!(walk.at(), place, "{reply}");
        assert!(walk.refusal().starts_with(refusal), "{place} {reply}: {}", walk.refusal());
        assert_eq!(walk.text(), before, "{place} {reply}");
    }
}

/// A line is left as it was, whether it held an answer, a half-typed text or nothing; what was answered stays.
#[test]
fn an_emptied_line_stays_empty_and_takes_no_answer_out() {
    let bank = small_bank();
    for (first, then, shown) in [
        ("half a name", "", ""),
        ("", "", ""),
        ("", "half a name", "half a name"),
        ("half a name", "Spoke", "Spoke"),
        ("half a name", "  ", ""),
    ] {
        let mut walk = Walk::up_to(&bank, "kind");
        walk.script("!back");
        assert_eq!((walk.at(), walk.start()), ("venture".into(), "Spoke".into()));
        for text in [first, then] {
            walk.reply_with_draft(Reply::Show, text);
        }
        assert_eq!(walk.start(), shown, "{first:?}, then {then:?}");
        assert_eq!(walk.interview.plan().answers["venture"].value, "Spoke");
        walk.script("=");
        assert_eq!(walk.at(), "venture", "an empty line takes no answer out");
    }
    let mut walk = Walk::new(&bank, Route::Short);
    walk.reply_with_draft(Reply::Show, "half").reply_with_draft(Reply::Show, "");
    assert_eq!((walk.start().as_str(), walk.interview.plan().drafts.len()), ("", 0));
}

#[test]
fn text_typed_and_not_entered_is_offered_again_also_after_a_restart() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "result of Care");
    walk.reply_with_draft(Reply::Back, "All is w");
    assert_eq!(walk.at(), "meant of Care");
    let walk = walk.reopened();
    assert_eq!((walk.at(), walk.start()), ("result of Care".into(), "All is w".into()));
    let mut walk = Walk::up_to(&bank, "groups");
    walk.interview.interrupt(Some("Angl"), None);
    let mut walk = walk.reopened();
    assert_eq!((walk.at(), walk.start()), ("groups".into(), "Angl".into()));
    walk.script("+Anglers");
    assert_eq!(walk.start(), "", "what was entered is no longer offered");
    assert!(walk.interview.plan().drafts.is_empty());
}

#[test]
fn an_answer_that_was_being_changed_is_where_the_walk_goes_on() {
    let bank = small_bank();
    for (place, changed) in [("kind", "venture"), (REVIEW, "venture")] {
        let mut walk = Walk::up_to(&bank, place);
        if place == "kind" {
            walk.script("!back");
        } else {
            walk.choose(changed);
        }
        assert_eq!(walk.at(), changed, "from {place}");
        walk.interview.interrupt(Some("Spoke and"), None);
        let mut walk = walk.reopened();
        assert_eq!((walk.at(), walk.start()), (changed.into(), "Spoke and".into()), "from {place}");
        walk.script("=Spoke and Go");
        assert_eq!(walk.at(), place);
    }
}

#[test]
fn what_was_half_typed_beside_an_answer_is_offered_again_until_it_is_entered() {
    let bank = small_bank();
    let entered = |beside: &Beside| match beside {
        Beside::Remark => Reply::Unknown { note: Some("ask Ben".into()) },
        Beside::Reason => Reply::NotApplicable { because: "a grant pays".into() },
        Beside::New(list) => Reply::AddTo { list: list.clone(), name: "Bakers".into(), picked: Vec::new() },
        Beside::Name(item) => Reply::Rename { item: item.clone(), name: "Bakers".into() },
    };
    for (place, beside) in [
        ("cash", Beside::Remark),
        ("cash", Beside::Reason),
        ("meant of Care", Beside::New("groups".into())),
        ("offers", Beside::Name("offers-1".into())),
    ] {
        let mut walk = Walk::up_to(&bank, place);
        if place == "offers" {
            walk.script("+Care");
        }
        walk.interview.interrupt(None, Some(Aside { beside: beside.clone(), text: "hal".into() }));
        let mut walk = walk.reopened();
        assert_eq!(walk.at(), place);
        assert_eq!(walk.prompt().begun(&beside), "hal");
        let others = [Beside::Remark, Beside::Reason, Beside::New("offers".into()), Beside::Name("offers-2".into())];
        for other in others.iter().filter(|other| **other != beside) {
            assert_eq!(walk.prompt().begun(other), "", "{other:?}");
        }
        walk.reply(Reply::Show);
        assert_eq!(walk.prompt().begun(&beside), "hal", "what leads elsewhere enters nothing");
        walk.reply(entered(&beside));
        assert!(walk.interview.plan().drafts.is_empty(), "{beside:?}");
    }
}

#[test]
fn a_plan_that_is_opened_again_goes_on_where_it_was_left() {
    let bank = small_bank();
    for place in
        ["venture", "kind", "groups", "meant of Care", "streams", "price of Anglers pays", "cash", "due", REVIEW]
    {
        assert_eq!(Walk::up_to(&bank, place).reopened().at(), place);
    }
    let mut walk = Walk::up_to(&bank, PAUSE).reopened();
    assert_eq!(walk.at(), PAUSE, "the pause always comes, also on a walk that is taken up again");
    assert_eq!(walk.said(), ["opens Half-way", "recap"]);
}

#[test]
fn an_entry_is_edited_field_by_field_and_leads_back_to_its_list() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, REVIEW);
    walk.choose("offers").reply(Reply::Edit { item: "offers-1".into() });
    assert_eq!(walk.at(), "What would you like to change about the offer `Care`?");
    walk.choose("result").script("=Better.");
    assert_eq!(walk.at(), "What would you like to change about the offer `Care`?");
    walk.choose("keep");
    assert_eq!(walk.at(), "offers");
    walk.script("!done");
    assert_eq!(walk.at(), REVIEW);
    assert_eq!(walk.interview.plan().item("offers", "offers-1").unwrap().fields["result"].value, "Better.");
}

#[test]
fn a_first_draft_comes_from_an_earlier_answer() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "fits");
    walk.script("*no").script("=It sells care, not parts.");
    walk.interview.set_route(Route::Full);
    let mut walk = Walk::with(&bank, walk.interview.plan().clone(), Start::Step(5));
    walk.script("!skip");
    assert_eq!((walk.at(), walk.start()), ("sense".into(), "It sells care, not parts.".into()));
    walk.script("=It sells care.");
    assert_eq!(walk.interview.plan().answers["misfit"].value, "It sells care, not parts.");
}
