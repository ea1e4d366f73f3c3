//! Every screen of the walk at every size: nothing overdrawn, nothing cut in the middle of a word.

use crate::case::{self, answers, bank, built_in};
use crate::founder::{Desk, Founder, Shown};
use crate::pty::{ENTER, ESC, Terminal};
use crate::window::{MENU, Window, is_progress};
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::thread;

/// The windows that the walk is tried in: columns and rows.
const SIZES: [(u16, u16); 3] = [(80, 24), (60, 16), (40, 16)];
/// The texts in which every word that can be on a screen stands.
const SOURCES: [&str; 4] = ["src", "questions", "templates", "tests/cases"];
/// What a help line has in it.
const HELP: [&str; 3] = ["Enter: ", "Esc: ", "empty: "];

/// Every word of the program, its bank, its templates and the answers.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut words = HashSet::new();
    for source in SOURCES {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(source), &mut words);
    }
    // The names of the currencies come from a library.
    let bank = built_in();
    let currencies = bank.currency().into_iter().flat_map(canvass::bank::Question::choices);
    let texts = currencies.flat_map(|choice| [&choice.key, &choice.label]);
    words.extend(texts.flat_map(|text| self::words(text)).map(str::to_lowercase));
    words
});

fn read(path: &Path, known: &mut HashSet<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            read(&entry.unwrap().path(), known);
        }
    } else if let Ok(text) = fs::read_to_string(path) {
        known.extend(words(&text.replace("\\n", " ")).map(str::to_lowercase));
    }
}

/// The words of a text in letters that are written with blanks between the words.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit()))
}

/// What every screen has to stand.
fn is_whole(terminal: &Terminal, screen: &str) {
    assert_eq!(terminal.overrun(), Vec::<String>::new(), "rows run over their end in\n{screen}");
    let rows: Vec<&str> = screen.lines().collect();
    let helps = rows.iter().filter(|row| HELP.iter().any(|help| row.contains(help))).count();
    assert_eq!(helps, 1, "one prompt is open at a time in\n{screen}");
    let is_rule = |row: &&&str| row.chars().all(|c| matches!(c, '─' | '═')) && !row.is_empty();
    for rule in rows.iter().filter(is_rule) {
        assert!(rule.chars().count() > 20, "a table is broken in\n{screen}");
    }
    for word in words(screen) {
        let known = WORDS.contains(&word.to_lowercase());
        assert!(known, "`{word}` is cut or drawn over in\n{screen}");
    }
    let asks = rows.last().is_some_and(|help| help.contains("Esc: menu"));
    assert!(!asks || rows.iter().any(|row| is_progress(row)), "no progress in\n{screen}");
}

/// Opens the menu at every question and closes it again, leafs through what the menu can show, and answers.
fn walk(founder: &mut Founder, window: &mut Window) {
    let mut seen = HashSet::new();
    loop {
        if let Shown::Question(shown) = window.look()
            && seen.insert(founder.question(&shown).id.clone())
        {
            looks_around(window, seen.len() % 7 == 1);
        }
        if !founder.go_on(window) {
            return;
        }
    }
}

fn looks_around(window: &mut Window, thoroughly: bool) {
    window.press(ESC);
    window.terminal.wait_for(MENU);
    window.look();
    window.press(ESC);
    window.look();
    if !thoroughly {
        return;
    }
    window.menu("explain this question");
    window.look();
    window.menu("show what I have so far");
    window.look();
    window.menu("jump to another step");
    window.look();
    window.press(ESC);
    window.look();
}

fn walks_at_every_size(founder: impl Fn() -> Founder + Sync, arguments: &[&str]) {
    thread::scope(|scope| {
        let founder = &founder;
        let walks = SIZES.map(|size| {
            scope.spawn(move || {
                let folder = tempfile::tempdir().unwrap();
                let mut window = Window::open(folder.path(), size, arguments).checked(is_whole);
                walk(&mut founder(), &mut window);
                assert_eq!(Terminal::code(window.terminal.wait_end()), 0);
            })
        });
        for walk in walks {
            walk.join().unwrap();
        }
    });
}

#[test]
fn no_screen_of_the_walk_is_overdrawn_or_cut() {
    let bank = built_in();
    let answers = answers("chinese/essentials.toml");
    walks_at_every_size(|| Founder::new(&bank, &answers), &[]);
}

#[test]
fn no_screen_of_any_kind_of_question_is_overdrawn_or_cut() {
    let bank = bank("kinds");
    let answers = answers("kinds-answered/answers.toml");
    let folder = case::path("kinds");
    walks_at_every_size(|| Founder::new(&bank, &answers).without_documents(), &["--bank", folder.to_str().unwrap()]);
}

#[test]
fn no_screen_of_the_review_is_overdrawn_or_cut() {
    let answers = case::path("chinese/essentials.toml");
    for size in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let fill = ["fill", "plan.canvass.json", "--essentials", "--answers", answers.to_str().unwrap()];
        let (code, said) = case::run(folder.path(), &fill);
        assert_eq!(code, 0, "{said}");
        let mut window = Window::open(folder.path(), size, &[]).checked(is_whole);
        let looks_over = |window: &mut Window| {
            let Shown::Menu(shown) = window.look() else { panic!("no review") };
            assert!(shown.contains("Lookitallover"), "{shown}");
        };
        looks_over(&mut window);
        window.pick("Customer segments");
        window.look();
        window.pick("the customer groups");
        window.look();
        looks_around(&mut window, true);
        window.menu("change an entry");
        window.look();
        window.pick("每天骑自行车上班的人");
        window.look();
        window.pick("remove it");
        window.look();
        window.pick("keep it");
        window.look();
        window.menu("change an entry");
        window.look();
        window.pick("每天骑自行车上班的人");
        window.look();
        window.pick("go through its questions");
        window.look();
        window.pick("back to the list");
        window.look();
        window.press(ENTER);
        window.look();
        window.press(ESC);
        looks_over(&mut window);
        window.pick("finish without writing");
        assert_eq!(Terminal::code(window.terminal.wait_end()), 0);
    }
}
