//! The pause and the review: where they come, what they offer, and where they lead.

use crate::script::{PAUSE, REVIEW, Walk};
use crate::small_bank::{small_bank, small_bank_with};
use canvass::interview::Start;

#[test]
fn jumping_past_the_pause_shows_it_first_and_then_leads_on() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "kind");
    walk.script("!jump");
    let steps: Vec<String> = walk.menu().entries.into_iter().map(|entry| entry.label).collect();
    assert_eq!(
        steps,
        [
            "1 The groups: 2 open",
            "2 The offers: 1 open",
            "3 The streams: 1 open",
            "4 The work: 2 open",
            "5 The end: 2 open",
            "You: done"
        ]
    );
    walk.said();
    walk.choose("work");
    assert_eq!(
        (walk.at(), walk.said()),
        ("fits".into(), vec!["That was groups.".into(), "opens Half-way".into(), "recap".into()])
    );
    walk.script("*no").script("=Later.");
    assert_eq!(walk.at(), PAUSE);
    walk.choose("continue");
    assert_eq!(walk.at(), "work");
    assert_eq!(Walk::with(&bank, Walk::up_to(&bank, "kind").interview.plan().clone(), Start::Step(4)).at(), "fits");
}

#[test]
fn the_pause_counts_as_passed_until_an_answer_before_it_changes() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, REVIEW);
    for (question, reply, passed) in
        [("venture", "=Spoke & Go", true), ("cash", "=2000", true), ("kind", "*mass", true), ("kind", "*sided", false)]
    {
        walk.said();
        walk.choose(question).script(reply);
        if !passed {
            assert_eq!(walk.at(), "others of Anglers", "what a change brings up is asked on the spot");
            assert_eq!(walk.said(), ["this brings up 2 more questions; you come back here afterwards"]);
            walk.script("*groups-2").script("*groups-1");
        }
        assert_eq!(walk.at(), REVIEW, "{question}");
        assert_eq!(walk.interview.is_complete(), passed, "{question} {reply}");
    }
    let mut walk = walk.reopened();
    assert_eq!(walk.at(), "fits");
    let reason = walk.prompt().reason.unwrap();
    assert_eq!(reason, "the kind and the groups changed since you answered this; keep the answer or change it");
    assert_eq!(walk.selected(), ["yes"], "the old answer is offered");
    walk.script("*yes");
    assert_eq!(walk.at(), PAUSE);
    walk.choose("continue");
    assert_eq!(walk.at(), REVIEW);
    assert!(walk.interview.is_complete());
}

#[test]
fn from_the_pause_one_answer_can_be_mended_or_an_interim_draft_written() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, PAUSE);
    walk.said();
    walk.choose("write");
    assert_eq!((walk.at(), walk.said()), (PAUSE.into(), vec!["documents".to_owned()]));
    walk.choose("fix");
    let labels: Vec<String> = walk.menu().entries.into_iter().map(|entry| entry.label).collect();
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
        "Anglers pays (the price): 60",
        "the fits: yes",
    ];
    assert_eq!(labels, expected);
    walk.choose("venture").script("=Spoke & Go");
    assert_eq!((walk.at(), walk.said()), (PAUSE.into(), vec!["changed: the venture: Spoke & Go".to_owned()]));
    walk.choose("recap");
    assert_eq!((walk.at(), walk.said()), (PAUSE.into(), vec!["recap".to_owned()]), "it comes again when asked for");
    walk.choose("leave");
    assert_eq!(walk.at(), "the end");
    assert_eq!(walk.reopened().at(), PAUSE);
}

#[test]
fn from_the_review_an_answer_is_changed_and_the_review_comes_again() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, REVIEW);
    walk.choose("cash").script("=x");
    assert_eq!(walk.at(), "cash");
    walk.script("=€ 1.234,50");
    assert_eq!(walk.at(), REVIEW);
    assert_eq!(walk.interview.plan().answers["cash"].value, "1234.50");
    walk.choose("groups").script("+Coaches").script("!done");
    assert_eq!(walk.at(), REVIEW);
    walk.choose("work").script("!back");
    assert_eq!(walk.at(), REVIEW);
}

#[test]
fn after_a_fix_the_pause_comes_at_once_and_tells_what_changed_in_two_lines() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, PAUSE);
    walk.said();
    walk.choose("fix").choose("groups").script("+Coaches").script("+Drivers").script("!done");
    assert_eq!(walk.at(), PAUSE);
    let said = ["changed: the groups: 4 groups", "changed: Coaches (the name): Coaches (and 1 more answer)"];
    assert_eq!(walk.said(), said);
    walk.choose("fix").choose("streams-1.price").script("=75");
    assert_eq!(walk.said(), ["changed: Anglers pays (the price): 75"], "the list has the same entries as before");
    walk.choose("continue");
    assert_eq!((walk.at(), walk.said()), ("work".into(), vec!["opens The work".to_owned()]), "nothing is asked again");
    assert!(walk.interview.is_complete() || walk.interview.facts().points.iter().all(|point| !point.is_stale()));
}

#[test]
fn what_changed_can_be_called_still_right_at_once() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, REVIEW);
    walk.choose("kind").script("*sided").script("*groups-2").script("*groups-1");
    let stale = |walk: &Walk<'_>| walk.interview.facts().points.iter().filter(|point| point.is_stale()).count();
    assert_eq!((walk.at(), stale(&walk)), (REVIEW.into(), 1));
    walk.choose("still-right");
    assert_eq!((walk.at(), stale(&walk)), (REVIEW.into(), 0));
    assert!(walk.interview.is_complete());
    assert!(walk.menu().entries.iter().all(|entry| entry.key != "still-right"), "there is nothing left to say it of");
    walk.script(">kind").script("!undo");
    assert_eq!(stale(&walk), 1, "it is taken back like any change");
}

#[test]
fn a_finding_is_read_whole_and_says_at_the_question_what_would_mend_it() {
    let check = "[[check]]\nid = 'many'\nseverity = 'warning'\nphase = 'halfway'\nholds = 'groups.size() > 2'\n\
                 question = 'groups'\nmessage = 'There are few groups.'\nadvice = 'Think of one more.'\n";
    let bank = small_bank_with(check);
    for (place, way) in [(PAUSE, "fix"), (REVIEW, "")] {
        let mut walk = Walk::up_to(&bank, place);
        if !way.is_empty() {
            walk.choose(way);
        }
        let menu = walk.menu();
        let finding = menu.entries.iter().find(|entry| entry.label.starts_with("warning: ")).unwrap();
        walk.choose(&finding.key);
        let menu = walk.menu();
        assert_eq!(
            (menu.title.as_str(), menu.text),
            ("warning: There are few groups.", vec!["Think of one more.".into()])
        );
        let keys: Vec<&str> = menu.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["mend", "stand", "keep"]);
        walk.choose("mend");
        assert_eq!(walk.at(), "groups");
        assert_eq!(walk.prompt().reason.unwrap(), "There are few groups. Think of one more.");
        walk.script("+Coaches").script("!done");
        assert_eq!(walk.at(), place);
        let labels: Vec<String> = walk.menu().entries.into_iter().map(|entry| entry.label).collect();
        assert!(labels.iter().all(|label| !label.starts_with("warning: ")), "{labels:?}");
    }
    for place in [PAUSE, REVIEW] {
        let mut walk = Walk::up_to(&bank, place);
        if place == PAUSE {
            walk.choose("fix");
        }
        walk.choose("finding 0").choose("stand").script("=Two are enough.");
        assert_eq!((walk.at(), walk.interview.plan().waivers.len()), (place.into(), 1));
        walk.choose("continue");
        assert_ne!(walk.at(), REVIEW, "the menus that led there are closed");
    }
}

#[test]
fn the_review_has_what_is_open_first_and_the_answers_by_step() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, REVIEW);
    walk.choose("cash").script("!unknown");
    let labels: Vec<String> = walk.menu().entries.into_iter().map(|entry| entry.label).collect();
    let place = |start: &str| labels.iter().position(|label| label.starts_with(start)).unwrap();
    assert!(place("the cash: don't know yet") < place("You: "), "{labels:?}");
    assert!(labels.iter().all(|label| !label.starts_with("the venture")), "the answers are folded: {labels:?}");
    walk.choose("answers of groups");
    let labels: Vec<String> = walk.menu().entries.into_iter().map(|entry| entry.label).collect();
    assert_eq!(labels, ["the kind: mass market", "the groups: 2 groups"]);
    walk.choose("kind").script("*mass");
    assert!(walk.at().starts_with("The groups: which answer"), "{}", walk.at());
    walk.script("!back");
    assert_eq!(walk.at(), REVIEW);
}

#[test]
fn a_slip_of_the_pen_that_is_mended_marks_nothing() {
    let bank = small_bank();
    for (text, marked) in [("All is well!", false), ("Nothing is well any more.", true)] {
        let mut walk = Walk::up_to(&bank, REVIEW);
        walk.choose("offers-1.result").script(&format!("={text}"));
        assert_eq!(walk.interview.facts().points.iter().any(canvass::facts::Point::is_stale), marked, "{text}");
    }
}

/// A fault of the bank is no reason to stop, and none to keep quiet.
#[test]
fn a_check_that_fails_is_named_once_and_skipped_at_the_pause_and_in_the_review() {
    let check = |id: &str, phase: &str, holds: &str| {
        format!(
            "[[check]]\nid = '{id}'\nseverity = 'gap'\nphase = '{phase}'\nholds = '{holds}'\nquestion = 'kind'\n\
             message = 'It is.'\nadvice = 'Mend it.'\n"
        )
    };
    let failing = "1 / (groups.size() - groups.size()) == 1";
    let bank = small_bank_with(
        &[
            check("at-half-way", "halfway", failing),
            check("at-the-end", "final", failing),
            check("sound", "halfway", "groups.size() > 99"),
        ]
        .concat(),
    );
    let named = |said: &[String], id: &str| {
        said.iter().filter(|said| said.contains(&format!("check `{id}` gives no answer and is left out"))).count()
    };
    let mut walk = Walk::up_to(&bank, PAUSE);
    let said = walk.said();
    assert_eq!((named(&said, "at-half-way"), named(&said, "at-the-end")), (1, 0), "{said:?}");
    assert!(said.iter().any(|said| said.contains("Your answers are not to blame")), "{said:?}");
    let entries = |walk: &Walk<'_>| walk.menu().entries.into_iter().map(|entry| entry.label).collect::<Vec<_>>();
    walk.choose("fix");
    let gaps: Vec<String> = entries(&walk).into_iter().filter(|label| label.starts_with("gap")).collect();
    assert_eq!(gaps, ["gap: It is."], "the others are checked all the same");
    walk.script("!back").choose("continue").script("=Because.");
    for (place, reply) in [
        ("work", "+Mend"),
        ("work", "!done"),
        ("serves of Mend", "*offers-1 streams-1"),
        ("cash", "=1000"),
        ("uses", "*a"),
        ("due", "=2026-03-31"),
    ] {
        assert_eq!(walk.at(), place);
        walk.script(reply);
    }
    assert_eq!(walk.at(), REVIEW);
    let said = walk.said();
    assert_eq!((named(&said, "at-half-way"), named(&said, "at-the-end")), (0, 1), "{said:?}");
}
