//! Details: never asked in a row, offered after an entry and at the end of a step, and always within reach.

use crate::script::{PAUSE, REVIEW, Walk, noon};
use crate::small_bank::small_bank_with;
use canvass::bank::{Bank, Depth, Route};
use canvass::facts::Facts;
use canvass::interview::{self, Form, Reply};
use canvass::plan::{self, Address, Plan};

const WAYS: &str = "
[[question]]
ID ways
kind = 'items'
one = 'way'
many = 'ways'
[[question.field]]
ID name
kind = 'text'
required = true
[[question.field]]
ID cost
kind = 'text'
[[question.field]]
ID speed
kind = 'text'
depth = 'more'
[[question.field]]
ID fit
kind = 'text'
depth = 'more'
when = \"item.cost == 'dear'\"
[[question]]
ID rank
of = 'ways'
kind = 'text'
depth = 'more'
[[question]]
ID habit
kind = 'text'
depth = 'more'
";

fn small() -> Bank {
    small_bank_with(WAYS)
}

/// A full walk in which two ways were named, at what is asked of the first.
fn at_cost(bank: &Bank) -> Walk<'_> {
    let mut walk = Walk::new(bank, Route::Full);
    walk.script("=Spoke");
    while walk.at() != "ways" {
        walk.script("!skip");
    }
    walk.script("+Stickers").script("+Talks").script("!done");
    assert_eq!(walk.at(), "cost of Stickers");
    walk
}

/// The keys on offer, and those of them that are ticked.
fn offered(walk: &Walk<'_>) -> (Vec<String>, Vec<String>) {
    let Form::Some { picks, .. } = walk.prompt().form else { panic!("nothing is offered at {}", walk.at()) };
    let ticked = picks.iter().filter(|pick| pick.selected).map(|pick| pick.key.clone()).collect();
    (picks.into_iter().map(|pick| pick.key).collect(), ticked)
}

fn value(walk: &Walk<'_>, address: &str) -> Option<String> {
    let plan = walk.interview.plan();
    let (_, answer) = plan.all_answers().find(|(own, _)| own.to_string() == address)?;
    answer.value.as_str().map(str::to_owned)
}

#[test]
fn details_are_offered_after_an_entry_and_at_the_end_of_the_step() {
    let bank = small();
    let mut walk = at_cost(&bank);
    walk.script("=dear");
    assert_eq!(walk.at(), "Stickers: 2 details you may add");
    assert_eq!(offered(&walk), (vec!["ways.speed".into(), "ways.fit".into(), "no-more".into()], vec![]));
    walk.script("*ways.fit ways.speed");
    for (at, reply) in [("speed of Stickers", "=5"), ("fit of Stickers", "=well"), ("cost of Talks", "=cheap")] {
        assert_eq!(walk.at(), at);
        walk.script(reply);
    }
    assert_eq!(walk.at(), "Talks: 1 detail you may add");
    walk.script("*");
    assert_eq!(walk.at(), "The groups: 3 details you may add");
    assert_eq!(offered(&walk).0, ["ways.rank", "habit", "no-more"]);
    walk.script("*ways.rank");
    for (at, reply) in [("rank of Stickers", "=1"), ("rank of Talks", "!skip"), ("offers", "!skip")] {
        assert_eq!(walk.at(), at);
        walk.script(reply);
    }
    assert_eq!(value(&walk, "ways-1.speed").as_deref(), Some("5"));
    assert!(walk.interview.plan().details.picked.is_empty());
}

#[test]
fn back_undo_and_a_new_session_lose_no_detail() {
    let bank = small();
    let mut walk = at_cost(&bank);
    walk.script("=dear").script("*ways.speed ways.fit").script("!back");
    assert_eq!(walk.at(), "Stickers: 2 details you may add");
    assert_eq!(offered(&walk).1, ["ways.speed", "ways.fit"]);
    walk.script("*ways.speed ways.fit").script("=5").script("!back");
    assert_eq!((walk.at().as_str(), walk.start().as_str()), ("speed of Stickers", "5"));
    walk.script("=6");
    assert_eq!(walk.at(), "fit of Stickers");
    walk.reply_with_draft(Reply::Change { search: String::new() }, "almost");
    let mut later = walk.reopened();
    assert_eq!((later.at().as_str(), later.start().as_str()), ("fit of Stickers", "almost"));
    later.script("=well");
    assert_eq!(value(&later, "ways-1.speed").as_deref(), Some("6"));

    let mut walk = at_cost(&bank);
    walk.script("=dear").script("*ways.speed").script("=5").script("!undo");
    assert_eq!(walk.at(), "speed of Stickers");
    walk.script("!undo");
    assert_eq!(walk.at(), "Stickers: 2 details you may add");
    assert_eq!(offered(&walk).1, [""; 0]);
    walk.script("*").script("!back");
    assert_eq!(walk.at(), "Stickers: 2 details you may add");
    walk.script("*ways.speed").script("=7").script("=cheap");
    assert_eq!(value(&walk, "ways-1.speed").as_deref(), Some("7"));
}

#[test]
fn who_wants_no_more_in_a_step_is_left_alone_until_they_ask() {
    let bank = small();
    let mut walk = at_cost(&bank);
    walk.script("=dear").script("*no-more");
    assert_eq!(walk.at(), "cost of Talks");
    let mut walk = walk.reopened();
    while walk.at() != "cost of Talks" {
        walk.script("!skip");
    }
    walk.reply(Reply::Details);
    assert_eq!(walk.at(), "The groups: 6 details you may add");
    assert_eq!(offered(&walk).0, ["ways.speed", "ways.fit", "ways.rank", "habit", "no-more"]);
    walk.script("*habit").script("=daily");
    assert_eq!(walk.at(), "cost of Talks");
    walk.script("=cheap");
    assert_eq!(walk.at(), "Talks: 1 detail you may add");
}

#[test]
fn the_short_path_is_not_stopped_for_details_and_offers_them_at_the_pause_and_the_end() {
    let bank = small();
    let mut walk = Walk::up_to(&bank, PAUSE);
    walk.choose("details");
    assert_eq!(walk.menu().entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["groups"]);
    walk.choose("groups");
    assert_eq!(walk.at(), "The groups: 1 detail you may add");
    walk.script("*habit").script("=daily");
    assert_eq!(walk.at(), PAUSE);
    assert_eq!(value(&walk, "habit").as_deref(), Some("daily"));
    assert!(walk.menu().entries.iter().all(|entry| entry.key != "details"));
    let walk = Walk::up_to(&bank, REVIEW);
    assert!(walk.menu().entries.iter().any(|entry| entry.key == "details"));
}

#[test]
fn a_detail_is_missed_nowhere_and_found_among_the_answers_to_change() {
    let bank = small();
    let mut walk = Walk::up_to(&bank, REVIEW);
    let facts = walk.interview.facts();
    let habit = facts.point(&Address::Question("habit".into())).unwrap();
    assert!(habit.may_be_added() && !habit.is_missing() && !habit.is_on(Route::Full));
    let open = facts.view.get("open_points");
    assert!(open.as_list().iter().all(|point| point.get("id").as_text() != Some("habit")));
    assert!(walk.interview.is_complete());
    let asked = walk.interview.tally().asked;
    walk.choose("change");
    walk.choose("habit");
    assert_eq!(walk.at(), "habit");
    walk.script("=daily");
    assert_eq!(walk.at(), REVIEW);
    assert_eq!(walk.interview.tally().asked, asked + 1, "a detail counts once it is told");
}

#[test]
fn a_file_of_answers_tells_details_like_anything_else() {
    let bank = small();
    let answers = plan::read_answers("habit = 'daily'\nways = [{ name = 'Stickers', speed = '5' }]", "a.toml").unwrap();
    let plan = interview::fill(&bank, &Plan::new(&bank, Route::Full, None), &answers, noon()).unwrap();
    let facts = Facts::new(&bank, &plan);
    assert!(facts.point(&Address::Question("habit".into())).unwrap().told);
    assert_eq!(facts.item("ways-1").get("speed").as_text(), Some("5"));
}

#[test]
fn the_purpose_decides_what_is_essential() {
    let bank = crate::built_in::bank();
    let depth = |purpose: &str, question: &str| {
        let answers = format!("purposes = ['{purpose}']\n[[team]]\nname = 'Ann'\n[[needs]]\nkind = 'money'");
        let answers = plan::read_answers(&answers, "a.toml").unwrap();
        let plan = interview::fill(bank, &Plan::new(bank, Route::Short, None), &answers, noon()).unwrap();
        let facts = Facts::new(bank, &plan);
        facts.points.iter().find(|point| point.address.to_string() == question).map(|point| point.depth)
    };
    let rows = [
        ("own_clarity", "team", Some(Depth::Standard)),
        ("own_clarity", "team-1.experience", Some(Depth::Standard)),
        ("own_clarity", "needs", None),
        ("bank", "team-1.experience", Some(Depth::Essential)),
        ("bank", "team-1.hours", Some(Depth::Standard)),
        ("bank", "needs-1.use", Some(Depth::Essential)),
        ("bank", "money_sources", Some(Depth::Essential)),
        ("incubator", "team-1.hours", Some(Depth::Essential)),
        ("incubator", "money_sources", Some(Depth::Essential)),
        ("incubator", "needs", Some(Depth::Essential)),
        ("incubator", "conversations", Some(Depth::Essential)),
        ("incubator", "sector", Some(Depth::Essential)),
    ];
    for (purpose, question, expected) in rows {
        assert_eq!(depth(purpose, question), expected, "{question} for {purpose}");
    }
}
