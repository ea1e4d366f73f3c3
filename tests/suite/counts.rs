//! One number for one thing: every place that counts answers, open ones and steps names the same numbers.

use crate::command::{Folder, example};
use crate::script::{REVIEW, Walk};
use crate::small_bank::small_bank;
use canvass::bank::{Bank, Route};
use canvass::fact::Fact;
use canvass::facts::{Facts, Tally};
use canvass::interview::{Interview, Menu, Reply, Turn};
use canvass::plan::{self, Plan};

/// The number before a text.
fn number_before(text: &str, mark: &str) -> usize {
    let before = text.split(mark).next().filter(|before| before.len() < text.len());
    let before = before.unwrap_or_else(|| panic!("`{mark}` is not in {text}"));
    let word = before.split_whitespace().last().unwrap_or_default().to_lowercase();
    if word == "no" { 0 } else { word.parse().unwrap_or_else(|_| panic!("no number before `{mark}` in {text}")) }
}

/// How many questions of the pause are open: the menu of the steps does not list the pause.
fn open_at_pause(text: &str) -> usize {
    let bank = crate::built_in::bank();
    let plan = plan::read(text, "plan").unwrap();
    let facts = Facts::new(bank, &plan);
    facts.tally_of_step(facts.pause.unwrap(), plan.route).open
}

/// What `status`, the welcome, the farewell, the menu of steps and the review say of a plan.
fn counted(text: &str) {
    let folder = Folder::new().file("a.canvass.json", text);
    let status = folder.canvass("status a.canvass.json").status(0).output_text();
    let (answers, open) = (number_before(&status, " answer"), number_before(&status, " open"));
    let done = number_before(&status, " of 10 steps done");
    let said = folder.canvass("walk a.canvass.json --plain").stdin("/jump\n/leave\n").status(0).error_text();
    assert_eq!(number_before(&said, " answers so far"), answers, "{said}");
    assert_eq!(number_before(&said, " answers are saved"), answers, "{said}");
    if said.contains("Which step would you like to go to?") {
        let steps: Vec<&str> =
            said.split("go to?").nth(1).unwrap().lines().filter(|line| line.starts_with("  ")).collect();
        let of_steps: usize =
            steps.iter().filter(|line| line.contains(" open")).map(|line| number_before(line, " open")).sum();
        let counted_steps = steps.iter().filter(|line| !line.contains("bout you"));
        let of_steps = of_steps + open_at_pause(text);
        assert_eq!((of_steps, counted_steps.filter(|line| line.contains(": done")).count()), (open, done), "{said}");
    }
    if said.contains(REVIEW) {
        assert_eq!(number_before(&said, " answers are given"), answers, "{said}");
        assert!(open > 0 || said.contains("Everything this path asks for is settled"), "{said}");
    }
}

#[test]
fn the_worked_example_has_one_number_of_answers_everywhere() {
    counted(example());
}

#[test]
fn a_plan_half_done_has_the_same_numbers_everywhere() {
    let folder = Folder::new().file("a.canvass.json", example());
    let plan = plan::read(&folder.read("a.canvass.json"), "plan").unwrap();
    let bank = crate::built_in::bank();
    for (keep, route) in [(3, Route::Short), (12, Route::Short), (30, Route::Full), (55, Route::Full)] {
        let mut half = Plan { route, ..plan.clone() };
        half.answers = plan.answers.iter().take(keep).map(|(id, answer)| (id.clone(), answer.clone())).collect();
        counted(&plan::write(&half, bank));
    }
}

fn whole(fact: &Fact, name: &str) -> usize {
    match fact.get(name) {
        Fact::Whole(number) => usize::try_from(number).unwrap(),
        other => panic!("{name} is {other:?}"),
    }
}

/// The numbers that templates see, those of the tally, and those of the menu of steps.
fn agree(bank: &Bank, interview: &Interview<'_>, steps: &Menu) {
    let walk = interview.facts().view.get("walk");
    let tally = interview.tally();
    assert_eq!((whole(&walk, "answered"), whole(&walk, "open")), (tally.answered, tally.open));
    let open: usize = steps
        .entries
        .iter()
        .map(|entry| &entry.label)
        .filter(|label| label.contains(" open"))
        .map(|label| number_before(label, " open"))
        .sum();
    let pause = interview.facts().pause.unwrap();
    let at_pause = interview.facts().tally_of_step(pause, interview.plan().route).open;
    assert_eq!(open + at_pause, tally.open, "{steps:?}");
    let done = steps
        .entries
        .iter()
        .filter(|entry| entry.label.starts_with(char::is_numeric) && entry.label.contains(": done"));
    assert_eq!(done.count(), whole(&walk, "steps_done"), "{steps:?}");
    assert_eq!(whole(&walk, "steps_total"), bank.counted_steps());
}

#[test]
fn the_small_bank_is_counted_alike_at_every_step_and_in_the_review() {
    let bank = small_bank();
    for route in [Route::Short, Route::Full] {
        for place in ["kind", "offers", "price of Anglers pays", "cash", "due"] {
            let mut walk = Walk::up_to(&bank, place);
            walk.interview.set_route(route);
            if !matches!(walk.interview.turn(), Turn::Ask(_)) {
                continue;
            }
            walk.reply(Reply::Jump);
            let steps = walk.menu();
            agree(&bank, &walk.interview, &steps);
        }
    }
    let mut walk = Walk::up_to(&bank, "cash");
    walk.script("!skip").script("*a").script("=2026-03-31");
    let tally = walk.interview.tally();
    assert_eq!((walk.at().as_str(), tally.open, tally.required_open), (REVIEW, 1, 1));
    let given = format!("{} answers are given. 1 answer is still open.", tally.answered);
    assert!(walk.menu().text[0].starts_with(&given), "{:?}", walk.menu().text);
}

/// A step is done with what is required; untouched, or with something to look at again, it is not.
#[test]
fn a_step_is_done_when_what_it_requires_is_said() {
    let bank = small_bank();
    let steps = |walk: &mut Walk<'_>| {
        walk.reply(Reply::Jump);
        let labels: Vec<String> = walk.menu().entries.into_iter().map(|entry| entry.label).collect();
        agree(&bank, &walk.interview, &walk.menu());
        labels
    };
    let mut begun = Walk::up_to(&bank, "venture");
    assert!(steps(&mut begun).iter().all(|label| !label.contains("done")));
    let mut half = Walk::up_to(&bank, "cash");
    let before = steps(half.script("!skip"));
    assert_eq!(before[..4], ["1 The groups: done", "2 The offers: done", "3 The streams: done", "4 The work: 1 open"]);
    let mut full = Walk::up_to(&bank, REVIEW);
    let done = |walk: &Walk<'_>| walk.interview.facts().steps(&bank, walk.interview.plan().route);
    assert_eq!(done(&full), (5, 5));
    full.choose("kind").script("*sided");
    let tally = full.interview.tally();
    assert_eq!((tally.open, tally.required_open, done(&full)), (2, 0, (5, 5)), "what is optional may be open");
    let settled = Tally { asked: 3, answered: 2, open: 1, ..Tally::default() };
    assert!(settled.is_done());
    let others = [Tally { changed: 1, ..settled }, Tally { required_open: 1, ..settled }, Tally { open: 3, ..settled }];
    assert!(others.iter().chain([&Tally::default()]).all(|tally| !tally.is_done()));
}

#[test]
fn the_worked_example_is_done_although_optional_questions_are_open() {
    let mut plan: serde_json::Value = serde_json::from_str(example()).unwrap();
    plan["answers"].as_object_mut().unwrap().remove("launch_partners").unwrap();
    let folder = Folder::new().file("a.canvass.json", plan.to_string());
    let status = folder.canvass("status a.canvass.json").status(0).output_text();
    let (done, open) = (number_before(&status, " of 10 steps done"), number_before(&status, " open"));
    assert!(done == 10 && open > 0, "{status}");
    let said = folder.canvass("walk a.canvass.json --plain").stdin("/jump\n/leave\n").status(0).error_text();
    assert!(said.contains(": done, with "), "{said}");
}
