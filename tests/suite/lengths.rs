//! How long the walk is said to be, and what is answered by itself because there is only one answer.

use crate::command::{Folder, example};
use crate::prompts::walk_as_told;
use crate::script::{Walk, noon};
use crate::small_bank::small_bank_with;
use canvass::bank::{Bank, Route};
use canvass::interview::{Event, Interview, Notice, Reply, Start, Turn};
use canvass::plan::{self, Plan};
use std::fs;
use std::path::Path;

const NEEDS: &str = "
[[question]]
ID needs
kind = 'items'
required = true
depth = 'essential'
one = 'need'
many = 'needs'
[[question.field]]
ID name
kind = 'text'
required = true
depth = 'essential'
[[question.field]]
ID whose
kind = 'link'
to = ['groups']
sole = true
required = true
depth = 'essential'
";

fn built_in() -> &'static Bank {
    crate::built_in::bank()
}

fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn welcome_help_readme_and_the_choice_of_the_path_say_the_same_range() {
    let bank = built_in();
    let interview = Interview::new(bank, Plan::new(bank, Route::Short, None), Start::FirstOpen);
    let [short, full] = [Route::Short, Route::Full].map(|route| interview.length(route));
    assert!(short.minutes.least < short.minutes.most && short.minutes.most < full.minutes.most);
    let folder = Folder::new();
    let walk = unwrapped(&folder.canvass("--plain").stdin("Spoke\n").end().error_text());
    let help = unwrapped(&folder.canvass("walk --help").status(0).output_text());
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = unwrapped(&fs::read_to_string(readme).unwrap());
    let (short_takes, full_takes) = (short.minutes, full.minutes);
    for (place, text, said) in [
        ("the welcome", &walk, format!("The short path takes {short_takes} minutes;")),
        ("the choice", &walk, format!("the short path - {short_takes} minutes, {} questions;", short.questions)),
        ("the choice", &walk, format!("the full path - {full_takes} minutes, {} questions;", full.questions)),
        ("the help", &help, format!("Ask the essential questions only: {short_takes} minutes")),
        ("the help", &help, format!("Ask what a whole plan needs: {full_takes} minutes")),
        ("the README", &readme, format!("The short path takes {short_takes} minutes, the full one {full_takes}.")),
    ] {
        assert!(text.contains(&said), "{place} does not say `{said}`:\n{text}");
    }
}

#[test]
fn a_range_becomes_one_number_and_never_rises_unless_it_is_said_why() {
    let bank = built_in();
    let told = plan::read(example(), "plan").unwrap();
    for route in [Route::Short, Route::Full] {
        let (mut ranges, mut last) = (Vec::new(), usize::MAX);
        walk_as_told(bank, &told, route, 0, |turn, events| {
            let Turn::Ask(prompt) = turn else { return };
            let (number, all) = prompt.progress.prompt;
            assert!(number <= all.most, "{number} of {all}: {}", prompt.ask);
            let left = prompt.progress.minutes_left;
            let is_reason = |event: &Event| match event {
                Event::Say(Notice::Remark(text)) => {
                    text.starts_with("this brings about ") || text.starts_with("at your pace ")
                }
                _ => false,
            };
            assert!(
                left.most <= last || events.iter().any(is_reason),
                "{last} to {left} at {}: {events:?}",
                prompt.ask
            );
            last = left.most;
            ranges.push(all.least < all.most);
        });
        assert!(ranges[0], "nobody knows at the beginning");
        assert!(!ranges[ranges.len() - 1]);
        assert_eq!(ranges.windows(2).filter(|pair| !pair[0] && pair[1]).count(), 0, "what is known stays known");
    }
}

#[test]
fn whoever_takes_long_is_told_so() {
    let bank = built_in();
    let told = plan::read(example(), "plan").unwrap();
    let minutes = |seconds: i64| {
        let mut all = Vec::new();
        walk_as_told(bank, &told, Route::Short, seconds, |turn, _| {
            if let Turn::Ask(prompt) = turn {
                all.push(prompt.progress.minutes_left.most);
            }
        });
        all[all.len() / 2]
    };
    // Replies within a second are a script's, and teach nothing.
    let (usual, slow) = (minutes(1), minutes(60));
    assert_eq!(usual, minutes(0));
    assert!(slow > usual * 3 / 2, "{slow} minutes at a slow pace, {usual} at the usual one");
}

/// A walk that named one need, with so many groups to have it.
fn with_groups<'b>(bank: &'b Bank, groups: &[&str]) -> Walk<'b> {
    let mut walk = Walk::new(bank, Route::Short);
    walk.script("=Spoke").script("*mass");
    for group in groups {
        walk.script(&format!("+{group}"));
    }
    walk.script("!done").script("+Speed");
    walk.said();
    walk.script("!done");
    walk
}

fn whose(walk: &Walk<'_>) -> Option<String> {
    let need = walk.interview.plan().items("needs").first()?;
    need.fields.get("whose")?.value.as_str().map(str::to_owned)
}

#[test]
fn a_link_with_one_candidate_is_answered_and_said_once() {
    let bank = small_bank_with(NEEDS);
    let mut walk = with_groups(&bank, &["Anglers"]);
    assert_eq!((walk.at().as_str(), whose(&walk).as_deref()), ("offers", Some("groups-1")));
    let taken = "Speed: the whose is Anglers, the only one so far";
    assert_eq!(walk.said().iter().filter(|said| *said == taken).count(), 1);
    walk.script("+Care");
    assert!(!walk.said().iter().any(|said| said == taken));
    assert_eq!(whose(&walk.reopened()).as_deref(), Some("groups-1"));
}

#[test]
fn undo_takes_a_sole_candidate_back_with_the_reply_before() {
    let bank = small_bank_with(NEEDS);
    let mut walk = with_groups(&bank, &["Anglers"]);
    walk.script("!undo");
    assert_eq!((walk.at().as_str(), whose(&walk)), ("needs", None));
    walk.script("!done");
    assert_eq!((walk.at().as_str(), whose(&walk).as_deref()), ("offers", Some("groups-1")));
}

#[test]
fn back_shows_a_sole_candidate_and_lets_it_be_changed() {
    let bank = small_bank_with(NEEDS);
    let mut walk = with_groups(&bank, &["Anglers"]);
    walk.script("!back");
    assert_eq!((walk.at().as_str(), walk.selected()), ("whose of Speed", vec!["groups-1".to_owned()]));
    walk.reply(Reply::AddTo { list: "groups".into(), name: "Bakers".into(), picked: Vec::new() });
    walk.script("*groups-2");
    assert_eq!(whose(&walk).as_deref(), Some("groups-2"));
    let at = walk.interview.plan().items("needs")[0].fields["whose"].at;
    assert_eq!(at, Some(noon()));
}

#[test]
fn several_candidates_are_asked_for() {
    let bank = small_bank_with(NEEDS);
    let walk = with_groups(&bank, &["Anglers", "Bakers"]);
    assert_eq!((walk.at().as_str(), whose(&walk)), ("whose of Speed", None));
}
