//! Back at every kind of prompt, in both fronts, with and without something typed that does not fit.

use crate::case::{self, answers, bank, normal, only_plan, path};
use crate::founder::{Desk, Founder, Shown, squeezed};
use crate::lines::Lines;
use crate::pty::{ENTER, ESC};
use crate::window::Window;
use canvass::bank::KindName;
use std::path::Path;

const BANK: &str = "kinds";
const ANSWERS: &str = "kinds-answered/answers.toml";

/// Each question but the first, the one before it, and something typed that is not accepted there, if typing can be
/// wrong.
const WAY: [(&str, &str, Option<&str>); 22] = [
    ("currency", "venture_name", None),
    ("slogan", "currency", Some("今晚骑回家 as far as the eye can see, and then some more")),
    ("story", "slogan", None),
    ("mailbox", "story", Some("hello@spoke")),
    ("website", "mailbox", Some("spoke")),
    ("hotline", "website", Some("12")),
    ("open_now", "hotline", None),
    ("riders", "open_now", Some("many 🚲")),
    ("budget", "riders", Some("一百欧元")),
    ("own_share", "budget", Some("140")),
    ("visits", "own_share", Some("often")),
    ("opening_day", "visits", Some("soon")),
    ("place", "opening_day", None),
    ("seasons", "place", None),
    ("things", "seasons", Some("a name that is a good deal longer than what is allowed here")),
    ("pieces", "things", Some("-5")),
    ("note", "pieces", Some("a note that goes on and on and on, until it is longer than the sixty it may have")),
    ("best", "note", None),
    ("together", "best", None),
    ("sounds_right", "together", None),
    ("change", "offers", Some("a change that goes on and on and on, until it is longer than the sixty it may have")),
    ("last_word", "change", Some("a word that goes on and on and on, until it is longer than the sixty it may have")),
];

/// What a front can do besides answering.
trait Returning: Desk {
    /// To the question before.
    fn back(&mut self);
    /// Keeps what stands there.
    fn keep(&mut self);
    /// Takes out what stands in the line.
    fn wipe(&mut self);
    /// Enters text that is refused, and stays at the question.
    fn enter_wrong(&mut self, text: &str);
    /// Types text without entering it, where the front knows the difference, and goes back.
    fn back_while_typing(&mut self, text: &str);
    /// The text is offered again.
    fn offers(&mut self, text: &str);
}

impl Returning for Window {
    fn back(&mut self) {
        self.menu("go back to the question before");
    }

    fn keep(&mut self) {
        self.look();
        self.press(ENTER);
    }

    fn wipe(&mut self) {
        Window::wipe(self);
    }

    fn enter_wrong(&mut self, text: &str) {
        if squeezed(&self.line()) != squeezed(text) {
            self.type_text(text);
        }
        self.press(ENTER);
        self.look();
        let screen = self.terminal.screen();
        assert!(screen.lines().any(|row| row.starts_with("! ")), "nothing says why:\n{screen}");
    }

    fn back_while_typing(&mut self, text: &str) {
        self.type_text(text);
        self.back();
    }

    fn offers(&mut self, text: &str) {
        self.wait_for_line(text);
    }
}

impl Returning for Lines {
    fn back(&mut self) {
        self.type_line("/back");
    }

    fn keep(&mut self) {
        self.type_line("");
    }

    fn wipe(&mut self) {}

    fn enter_wrong(&mut self, text: &str) {
        self.type_line(text);
        let shown = self.wait().unwrap();
        assert!(shown.contains("Not saved yet: "), "nothing says why: {shown}");
    }

    fn back_while_typing(&mut self, _: &str) {
        self.back();
    }

    fn offers(&mut self, _: &str) {}
}

fn founder() -> Founder {
    Founder::new(&bank(BANK), &answers(ANSWERS)).without_documents()
}

fn id(founder: &Founder, desk: &mut dyn Desk) -> String {
    match desk.look() {
        Shown::Question(shown) => founder.question(&shown).id.clone(),
        other => panic!("no question but {other:?}"),
    }
}

/// Goes back from every question in three ways and on again, and finishes the walk with the same plan as ever.
fn goes_back_everywhere(founder: &mut Founder, desk: &mut dyn Returning) {
    for (here, before, wrong) in WAY {
        founder.go_to(desk, here);
        desk.back();
        assert_eq!(id(founder, desk), before, "back from {here}");
        desk.keep();
        assert_eq!(id(founder, desk), here, "on again after {before}");
        let Some(wrong) = wrong else { continue };
        desk.enter_wrong(wrong);
        desk.offers(wrong);
        desk.wipe();
        desk.back_while_typing(wrong);
        assert_eq!(id(founder, desk), before, "back from {here} with `{wrong}` typed");
        desk.keep();
        assert_eq!(id(founder, desk), here, "on again after {before}");
        desk.offers(wrong);
        desk.enter_wrong(wrong);
        desk.offers(wrong);
        desk.back();
        assert_eq!(id(founder, desk), before, "back from {here} with `{wrong}` refused");
        desk.keep();
        assert_eq!(id(founder, desk), here, "on again after {before}");
        desk.offers(wrong);
    }
    founder.finish(desk);
}

/// Both fronts are tried with every kind of answer that there is; the built-in banks, which are walked as well, ask for a
/// currency.
#[test]
fn the_bank_that_is_walked_asks_for_every_kind() {
    let bank = bank(BANK);
    let fields = bank.questions().flat_map(|(_, question)| question.items().into_iter().flat_map(|list| &list.fields));
    let asked = bank.questions().map(|(_, question)| question).chain(fields);
    let asked: Vec<KindName> = asked.map(|question| question.kind.name()).chain([KindName::Currency]).collect();
    let missing: Vec<&KindName> = KindName::ALL.iter().filter(|kind| !asked.contains(kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn filled(folder: &Path) -> String {
    let (code, said) = case::run(
        folder,
        &[
            "fill",
            "filled.canvass.json",
            "--bank",
            path(BANK).to_str().unwrap(),
            "--essentials",
            "--answers",
            path(ANSWERS).to_str().unwrap(),
        ],
    );
    assert_eq!(code, 0, "{said}");
    normal(&folder.join("filled.canvass.json"))
}

#[test]
fn back_works_at_every_kind_of_prompt_in_the_terminal() {
    for size in [(80, 24), (40, 16)] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = Window::open(folder.path(), size, &["--bank", path(BANK).to_str().unwrap()]);
        goes_back_everywhere(&mut founder(), &mut window);
        let plan = normal(&only_plan(folder.path()));
        assert_eq!(plan, filled(folder.path()));
    }
}

#[test]
fn back_works_at_every_kind_of_prompt_in_plain_lines() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = Lines::open(folder.path(), &["--plain", "--bank", path(BANK).to_str().unwrap()]);
    goes_back_everywhere(&mut founder(), &mut lines);
    let plan = normal(&only_plan(folder.path()));
    assert_eq!(plan, filled(folder.path()), "{}", lines.output());
}

#[test]
fn back_works_in_the_menus_of_the_pause_and_the_review() {
    let folder = tempfile::tempdir().unwrap();
    let mut founder = founder();
    let mut window = Window::open(folder.path(), (60, 16), &["--bank", path(BANK).to_str().unwrap()]);
    founder.go_until(&mut window, "How much time would you like to spend?");
    window.press(ESC);
    assert_eq!(id(&founder, &mut window), "venture_name");
    window.press(ENTER);
    founder.go_until(&mut window, "How much time would you like to spend?");
    founder.go_until(&mut window, "How would you like to go on?");
    window.press(ESC);
    assert_eq!(id(&founder, &mut window), "sounds_right");
    window.press(ENTER);
    founder.go_until(&mut window, "How would you like to go on?");
    window.pick("fix one item");
    founder.go_until(&mut window, "Which answer would you like to change?");
    window.press(ESC);
    founder.go_until(&mut window, "How would you like to go on?");
    founder.go_until(&mut window, "Look it all over");
    window.press(ESC);
    assert_eq!(id(&founder, &mut window), "last_word");
    window.press(ENTER);
    founder.finish(&mut window);
    assert_eq!(normal(&only_plan(folder.path())), filled(folder.path()));
}
