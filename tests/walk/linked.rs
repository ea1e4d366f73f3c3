//! The answers as one connected model, in a terminal and over a pipe: gaps are mended from the pause, warnings let
//! stand with a reason, and what rests on a change is looked at again.

use crate::case::{path, run, said, saved};
use crate::founder::{Desk, Say, Shown, squeezed};
use crate::lines::Lines;
use crate::pty::{ENTER, ESC, Terminal};
use crate::window::Window;
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

const PLAN: &str = "loaf.canvass.json";
const GAP: &str = "Single boxes: each box costs you €1 more than it brings.";
const WARNING: &str = "No channel lets Office workers get help later on.";
const REASON: &str = "We look after them ourselves at lunch";
/// Who belongs to the group to begin with.
const DESCRIPTION: &str = "People with a desk in the office park and half an hour for lunch.";
const PAUSE: &str = "How would you like to go on?";
const REVIEW: &str = "Look it all over";
const STALE: &str = "whether the summary is right";
const STEP: &str = "Customer segments";

/// A front that shows everything as it comes and takes more than plain replies.
trait Front: Desk {
    /// Everything shown since this was asked last, without blanks.
    fn shown(&mut self) -> String;
    /// Keeps what stands there.
    fn keep(&mut self);
    /// From a list: the questions of its first entry.
    fn edit_first(&mut self);
    /// From a list: another name for its first entry.
    fn rename_first(&mut self, name: &str);
    /// Back from a menu.
    fn back(&mut self);
    /// Leaves; everything is saved.
    fn leave(&mut self);
}

impl Front for Window {
    fn shown(&mut self) -> String {
        squeezed(&std::mem::take(&mut self.screens).concat())
    }

    fn keep(&mut self) {
        self.press(ENTER);
    }

    fn edit_first(&mut self) {
        self.change_first("go through its questions");
    }

    fn rename_first(&mut self, name: &str) {
        self.change_first("give it another name");
        self.look();
        self.wipe();
        self.type_text(name);
        self.press(ENTER);
    }

    fn back(&mut self) {
        self.press(ESC);
    }

    fn leave(&mut self) {
        self.pick("save and leave");
        assert_eq!(Terminal::code(self.terminal.wait_end()), 0);
    }
}

impl Front for Lines {
    fn shown(&mut self) -> String {
        squeezed(&self.unseen())
    }

    fn keep(&mut self) {
        self.type_line("");
    }

    fn edit_first(&mut self) {
        self.type_line("/edit 1");
    }

    fn rename_first(&mut self, name: &str) {
        self.type_line(&format!("/rename 1 {name}"));
    }

    fn back(&mut self) {
        self.type_line("/back");
    }

    fn leave(&mut self) {
        self.type_line("/leave");
        assert_eq!(self.code(), 0);
    }
}

/// Puts the answers of a file into the plan.
fn fill(folder: &Path, answers: &Path) {
    let (code, said) = run(folder, &["fill", PLAN, "--essentials", "--answers", answers.to_str().unwrap()]);
    assert!(code == 0 || code == 3, "{said}");
}

fn fill_case(folder: &Path, case: &str) {
    fill(folder, &path(&format!("linked/{case}.toml")));
}

fn fill_text(folder: &Path, answers: &str) {
    fs::write(folder.join("answers.toml"), answers).unwrap();
    fill(folder, &folder.join("answers.toml"));
}

/// The findings: severity, message, and why they may stand.
fn findings(folder: &Path) -> Vec<(String, String, Option<String>)> {
    let report: Json = serde_json::from_str(&said(folder, &["check", PLAN, "--phase", "halfway", "--json"])).unwrap();
    let text = |finding: &Json, key: &str| finding[key].as_str().map(str::to_owned);
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|own| (text(own, "severity").unwrap(), text(own, "message").unwrap(), text(own, "waived"))).collect()
}

fn finding(severity: &str, message: &str, waived: Option<&str>) -> (String, String, Option<String>) {
    (severity.to_owned(), message.to_owned(), waived.map(str::to_owned))
}

/// Waits for a menu and picks one of its ways.
fn choose(front: &mut dyn Front, menu: &str, way: &str) {
    let Shown::Menu(shown) = front.look() else { panic!("no menu `{menu}`") };
    assert!(shown.contains(&squeezed(menu)), "`{menu}` is not on show but {shown}");
    front.take(way);
}

/// Waits for a question and gives it as it is shown.
fn asked(front: &mut dyn Front, ask: &str) -> String {
    let Shown::Question(shown) = front.look() else { panic!("no question `{ask}`") };
    assert!(shown.contains(&squeezed(ask)), "`{ask}` is not on show but {shown}");
    shown
}

fn contains(shown: &str, text: &str) -> bool {
    shown.contains(&squeezed(text))
}

/// One gap and one warning stand at the pause: the gap is mended, the warning let stand, and the plan says why.
fn mends_and_waives(folder: &Path, front: &mut dyn Front) {
    assert_eq!(findings(folder), [finding("gap", GAP, None), finding("warning", WARNING, None)]);
    front.look();
    let shown = front.shown();
    assert!(contains(&shown, &format!("gap: {GAP}")) && contains(&shown, &format!("warning: {WARNING}")), "{shown}");
    choose(front, PAUSE, "fix one item");
    choose(front, "Which answer would you like to change?", &format!("gap: {GAP}"));
    choose(front, GAP, "mend it at: Single boxes (the price)");
    let shown = asked(front, "What is the price for Single boxes, without VAT?");
    assert!(contains(&shown, "Single boxes") && contains(&shown, GAP), "{shown}");
    front.say(&Say::Line("9".to_owned()));
    front.look();
    let shown = front.shown();
    assert!(contains(&shown, "changed: Single boxes (the price): 9"), "{shown}");
    choose(front, PAUSE, "show the recap again");
    front.look();
    let shown = front.shown();
    assert!(contains(&shown, "What does not hold together yet (1):"), "{shown}");
    choose(front, PAUSE, "let a warning stand");
    choose(front, "Which one would you like to let stand?", &format!("warning: {WARNING}"));
    asked(front, "Why may it stay like this?");
    front.say(&Say::Line(REASON.to_owned()));
    front.look();
    assert!(contains(&front.shown(), "noted; the plan shows your reason beside it"));
    choose(front, PAUSE, "write an interim draft");
    front.look();
    front.leave();
    assert_eq!(findings(folder), [finding("warning", WARNING, Some(REASON))]);
    let recap = squeezed(&said(folder, &["recap", PLAN]));
    assert!(contains(&recap, WARNING) && contains(&recap, REASON) && !contains(&recap, GAP), "{recap}");
    // Readers of the plan are told the same as a risk, with the reason.
    let plan = squeezed(&fs::read_to_string(folder.join("loaf.md")).unwrap());
    assert!(contains(&plan, REASON) && !contains(&plan, GAP), "{plan}");
}

/// The waiver outlives a change elsewhere and ends with a change of what its check read.
fn ends_with_what_it_read(folder: &Path, open: impl FnOnce() -> Box<dyn Front>) {
    fill_text(folder, "pitch = \"We bring lunch to the desk.\"");
    assert_eq!(findings(folder), [finding("warning", WARNING, Some(REASON))]);
    fill_text(
        folder,
        "[[channels]]\nname = \"Leaflets\"\nowner = \"own_direct\"\nsegments = [\"Office workers\"]\n\
         phases = [\"awareness\"]",
    );
    assert_eq!(findings(folder), [finding("warning", WARNING, None)]);
    let mut front = open();
    asked(&mut *front, "Does this describe the business you mean?");
    let shown = front.shown();
    assert!(contains(&shown, "the channels changed since you answered this"), "{shown}");
    front.keep();
    choose(&mut *front, PAUSE, "let a warning stand");
    choose(&mut *front, "Which one would you like to let stand?", &format!("warning: {WARNING}"));
}

#[test]
fn at_the_pause_of_the_terminal_a_gap_is_mended_and_a_warning_let_stand() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fill_case(folder, "halfway");
    let open = || Window::open(folder, (80, 24), &["walk", PLAN]);
    mends_and_waives(folder, &mut open());
    ends_with_what_it_read(folder, || Box::new(open()));
}

#[test]
fn at_the_pause_over_a_pipe_a_gap_is_mended_and_a_warning_let_stand() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fill_case(folder, "halfway");
    let open = || Lines::open(folder, &["walk", "--plain", PLAN]);
    mends_and_waives(folder, &mut open());
    ends_with_what_it_read(folder, || Box::new(open()));
}

/// What the answer of the pause rests on that has changed.
fn stale(folder: &Path) -> Json {
    saved(&folder.join(PLAN))["answers"]["describes_business"]["stale"].clone()
}

/// The same of the link of the offer to its group.
fn links(folder: &Path) -> Json {
    saved(&folder.join(PLAN))["answers"]["propositions"]["items"][0]["fields"]["segments"]["stale"].clone()
}

fn status(folder: &Path) -> String {
    said(folder, &["status", PLAN])
}

/// A group is renamed and nothing needs another look; it is described anew, and what sums the business up does.
fn changes_and_confirms(folder: &Path, front: &mut dyn Front) {
    choose(front, REVIEW, STEP);
    choose(front, STEP, "the customer groups");
    asked(front, "Which groups of people or firms will you serve?");
    front.rename_first("Desk workers");
    front.look();
    assert!(contains(&front.shown(), "1. Desk workers"));
    front.keep();
    front.look();
    assert!(!contains(&front.shown(), "looked at again"), "a rename makes nothing stale");
    assert!(status(folder).contains(", 0 open, last change"), "{}", status(folder));

    choose(front, STEP, "the customer groups");
    asked(front, "Which groups of people or firms will you serve?");
    front.edit_first();
    choose(
        front,
        "What would you like to change about the customer group `Desk workers`?",
        &format!("who belongs to the group: {DESCRIPTION}"),
    );
    asked(front, "Who belongs to Desk workers");
    front.say(&Say::Long("People with a desk at the tax office.".to_owned()));
    choose(front, "What would you like to change about", "back to the list");
    asked(front, "Which groups of people or firms will you serve?");
    front.keep();
    front.look();
    front.back();
    front.look();
    let shown = front.shown();
    assert!(contains(&shown, "One answer is to be looked at again, because something behind it changed"), "{shown}");
    assert_eq!(links(folder), Json::Null, "a link rests on the entry it leads to, not on how it is described");
    assert_eq!(stale(folder), serde_json::json!(["segments"]));
    assert!(status(folder).contains(", 1 to look at again, "), "{}", status(folder));

    choose(front, REVIEW, &format!("look again: {STALE}"));
    asked(front, "Does this describe the business you mean?");
    let shown = front.shown();
    let why = "the customer groups changed since you answered this; keep the answer or change it";
    assert!(contains(&shown, why), "{shown}");
    front.keep();
    front.look();
    // What was picked stands above the menu that comes again.
    let shown = front.shown();
    let menu = shown.rsplit(&squeezed(REVIEW)).next().unwrap_or_default();
    assert!(!contains(menu, &format!("look again: {STALE}")), "{shown}");
    assert_eq!(stale(folder), Json::Null);
    assert!(!status(folder).contains("to look at again"), "{}", status(folder));
    choose(front, REVIEW, "finish without writing");
    assert_eq!(front.look(), Shown::End);
}

fn finished(folder: &Path) {
    fill_case(folder, "halfway");
    fill_case(folder, "rest");
    assert!(status(folder).contains(", 0 open, last change"), "{}", status(folder));
}

#[test]
fn in_the_terminal_what_rests_on_a_change_is_looked_at_again() {
    let folder = tempfile::tempdir().unwrap();
    finished(folder.path());
    changes_and_confirms(folder.path(), &mut Window::open(folder.path(), (80, 24), &["walk", PLAN]));
}

#[test]
fn over_a_pipe_what_rests_on_a_change_is_looked_at_again() {
    let folder = tempfile::tempdir().unwrap();
    finished(folder.path());
    changes_and_confirms(folder.path(), &mut Lines::open(folder.path(), &["walk", "--plain", PLAN]));
}
