//! The rules of the house, read off the source: which part may use which, where each library lives, how things are
//! called.

use std::fs;
use std::path::Path;

/// The parts of the program from the top down. A part uses those in later rows, and within its row those after it.
const LAYERS: [(&[&str], &str); 9] = [
    (&["main", "lib", "build"], "entry"),
    (&["commands", "cli"], "gather, call the core, write"),
    (&["prompt", "report", "files"], "the outside world"),
    (
        &["check_bank", "check_templates", "cohort", "exchange"],
        "what is wrong with banks and templates; many plans; what becomes answers",
    ),
    (&["documents", "workbook", "prose"], "pure logic"),
    (&["trial", "interview", "checks"], "pure logic"),
    (&["facts"], "pure logic"),
    (&["plan", "bank", "figures"], "pure model and arithmetic"),
    (&["expression", "amounts", "currency", "fact", "diagnostic", "formats", "words"], "foundation"),
];

/// Neighbours in a row that may not use each other at all.
const STRANGERS: [(&str, &str); 4] =
    [("report", "files"), ("check_bank", "check_templates"), ("documents", "workbook"), ("trial", "interview")];

/// The homes of libraries and of the outside world.
const HOMES: [(&str, &[&str]); 43] = [
    ("base64", &["bank/style"]),
    ("inquire", &["prompt/terminal/files.rs"]),
    ("iso_currency", &["currency.rs"]),
    ("email_address", &["plan/contact.rs"]),
    ("fluent_uri", &["plan/contact.rs"]),
    ("crossterm", &["prompt/terminal", "prompt/signals.rs"]),
    ("rustyline", &["prompt/terminal/typing.rs"]),
    ("rustix", &["prompt"]),
    ("unicode_segmentation", &["prompt/terminal/typing.rs", "prose/mod.rs"]),
    ("signal_hook", &["prompt/signals.rs"]),
    ("ctrlc", &["prompt/signals.rs"]),
    ("console", &["report", "prompt/terminal"]),
    ("annotate_snippets", &["report"]),
    ("comfy_table", &["report"]),
    ("cel", &["expression"]),
    ("tera", &["documents"]),
    ("pulldown_cmark", &["documents", "exchange"]),
    ("docx_rs", &["documents/word"]),
    ("quick_xml", &["documents/word"]),
    ("resvg", &["documents/drawing"]),
    ("typst", &["documents/pdf.rs"]),
    ("typst_assets", &["documents/pdf.rs"]),
    ("typst_layout", &["documents/pdf.rs"]),
    ("typst_pdf", &["documents/pdf.rs"]),
    ("siphasher", &["cohort/blind.rs"]),
    ("rust_xlsxwriter", &["workbook"]),
    ("open", &["commands/draft.rs"]),
    ("include_dir", &["documents", "bank"]),
    ("postcard", &["bank/prepared.rs", "build.rs"]),
    ("toml", &["bank", "plan/answers.rs", "build.rs"]),
    ("schemars", &["bank"]),
    ("tempfile", &["files", "prompt/editor.rs"]),
    ("clap", &["cli.rs", "commands/shell.rs"]),
    ("clap_complete", &["cli.rs", "commands/shell.rs"]),
    ("clap_mangen", &["commands/shell.rs"]),
    ("jiff", &["plan", "facts", "interview", "commands"]),
    ("std::fs", &["commands", "files", "prompt", "build.rs"]),
    ("std::env", &["main.rs", "commands/world.rs", "prompt/editor.rs", "build.rs"]),
    ("io::stdin", &["commands/world.rs", "prompt"]),
    // Whatever is shown passes the guard of `words` here.
    ("io::stdout", &["commands/world.rs"]),
    ("io::stderr", &["commands/world.rs", "prompt/terminal", "prompt/signals.rs", "prompt/editor.rs"]),
    ("std::process", &["main.rs", "prompt"]),
    ("std::thread", &["prompt", "commands/press.rs", "commands/many.rs", "files/lock.rs"]),
];

/// A source file: its path below `src`, its text without comments and without its tests.
struct Source {
    path: String,
    code: String,
}

impl Source {
    /// The part it belongs to: `plan` for `plan/accept.rs`.
    fn part(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }

    /// Whether it holds nothing but tests.
    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/") || self.path.ends_with("/script.rs")
    }

    /// The parts it names.
    fn used(&self) -> Vec<&str> {
        let names = self.code.split("crate::").skip(1).map(first_word);
        // Above the topmost module of a part lies the crate.
        let is_top = self.path == format!("{}.rs", self.part()) || self.path == format!("{}/mod.rs", self.part());
        let above = self.code.split("super::").skip(usize::from(is_top)).filter(|_| is_top).map(first_word);
        names.chain(above).filter(|name| !name.is_empty()).collect()
    }

    /// Whether a path of a library is named.
    fn names(&self, library: &str) -> bool {
        let wanted = if library.contains("::") { library.to_owned() } else { format!("{library}::") };
        self.code.match_indices(&wanted).any(|(at, _)| {
            let before = self.code[..at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && (c != ':' || library.contains("::")))
        })
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    found.sort_by(|left: &Source, right| left.path.cmp(&right.path));
    assert!(!found.is_empty());
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let tested = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
            let code = text[..tested].lines().filter(|line| !line.trim_start().starts_with("//"));
            found.push(Source {
                path: path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"),
                code: code.fold(String::new(), |code, line| code + line + "\n"),
            });
        }
    }
}

fn place(part: &str) -> Option<(usize, usize)> {
    LAYERS.iter().enumerate().find_map(|(row, (parts, _))| Some((row, parts.iter().position(|own| *own == part)?)))
}

fn may_use(upper: &str, lower: &str) -> bool {
    upper == lower || (place(upper) < place(lower) && !STRANGERS.contains(&(upper, lower)))
}

fn check(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_part_has_its_place() {
    let homeless = sources("src").into_iter().filter(|file| place(file.part()).is_none());
    check(&homeless.map(|file| format!("{} stands in no layer", file.path)).collect::<Vec<_>>());
}

#[test]
fn imports_run_downwards_only() {
    let mut faults = Vec::new();
    for file in sources("src").iter().filter(|file| !matches!(file.part(), "main" | "lib")) {
        let upwards = file.used().into_iter().filter(|used| place(used).is_some() && !may_use(file.part(), used));
        faults.extend(upwards.map(|used| format!("{} uses {used}", file.path)));
    }
    check(&faults);
}

#[test]
fn every_library_stays_at_home() {
    let mut faults = Vec::new();
    for file in sources("src").iter().filter(|file| !file.is_test()) {
        for (library, homes) in HOMES {
            let at_home =
                |home: &str| file.path == home || file.part() == home || file.path.starts_with(&format!("{home}/"));
            if file.names(library) && !homes.iter().any(|home| at_home(home)) {
                faults.push(format!("{} uses {library}, which lives in {}", file.path, homes.join(", ")));
            }
        }
    }
    check(&faults);
}

#[test]
fn every_home_is_lived_in() {
    let files = sources("src");
    let empty = HOMES.iter().filter(|(library, _)| !files.iter().any(|file| file.names(library)));
    check(&empty.map(|(library, _)| format!("nothing uses {library}")).collect::<Vec<_>>());
}

#[test]
fn names_are_nouns_of_the_domain() {
    let vague = ["util", "helper", "common", "manager", "misc", "shared"];
    let mut faults = Vec::new();
    for file in sources("src").iter().chain(&sources("tests")) {
        faults
            .extend(vague.iter().filter(|word| file.path.contains(*word)).map(|word| format!("{}: {word}", file.path)));
    }
    check(&faults);
}

#[test]
fn nothing_in_the_core_prints_or_ends_the_process() {
    let mut faults = Vec::new();
    // What prepares the build talks to cargo by what it prints.
    for file in sources("src").iter().filter(|file| !file.is_test() && file.part() != "build") {
        let found = ["println!", "eprintln!", "print!(", "process::exit", "unsafe ", ".unwrap()", ".expect(\""];
        faults
            .extend(found.iter().filter(|text| file.code.contains(*text)).map(|text| format!("{}: {text}", file.path)));
    }
    check(&faults);
}

/// Words of what the built-in bank is about, each as it begins a word. What a bank is about stands in the bank.
const SUBJECT: [&str; 6] = ["segment", "proposition", "price", "loan", "nine", "venture_name"];

/// Who may use them: the figures and the spreadsheet of them, and what is quoted.
const SPOKEN: [(&str, &str, &str); 11] = [
    ("figures/", "", "the one part that knows money"),
    ("workbook/", "", "the spreadsheet of the figures"),
    ("amounts.rs", "nine", "a number in words"),
    ("prompt/terminal/typing.rs", "segment", "the name of a library"),
    ("prose/mod.rs", "segment", "the name of a library"),
    ("bank/build/checks.rs", "segment", "quoted help: how a check is written"),
    ("check_bank/names.rs", "segment", "quoted help: what conditions look like"),
    ("check_bank/ids.rs", "segment", "quoted help: how a check is named"),
    ("documents/guide/", "segment", "quoted help: examples for the built-in bank"),
    ("documents/guide/", "price", "quoted help: examples for the built-in bank"),
    ("documents/templating/language.rs", "price", "quoted help: examples of filters"),
];

/// The words of the subject matter that a file uses and may not.
fn spoken(file: &Source) -> Vec<String> {
    let code = file.code.to_lowercase();
    let begins = |word: &str| {
        let mut places = code.match_indices(word).map(|(at, _)| code[..at].chars().next_back());
        places.any(|before| before.is_none_or(|c| !c.is_alphanumeric()))
    };
    let may = |word: &str| {
        SPOKEN.iter().any(|(path, own, _)| file.path.starts_with(path) && (own.is_empty() || *own == word))
    };
    SUBJECT.iter().filter(|word| begins(word) && !may(word)).map(|word| format!("{}: {word}", file.path)).collect()
}

#[test]
fn no_subject_matter_in_rust() {
    check(&sources("src").iter().filter(|file| !file.is_test()).flat_map(spoken).collect::<Vec<_>>());
}

/// An exception that nothing needs any more is taken out.
#[test]
fn every_word_that_may_be_spoken_is() {
    let files = sources("src");
    let idle = SPOKEN.iter().filter(|(path, word, _)| {
        !files.iter().any(|file| file.path.starts_with(path) && file.code.to_lowercase().contains(word))
    });
    check(&idle.map(|(path, word, _)| format!("{path}: {word}")).collect::<Vec<_>>());
}

#[test]
fn the_rules_find_what_breaks_them() {
    let source = |path: &str, code: &str| Source { path: path.into(), code: code.into() };
    assert_eq!(source("plan/text.rs", "use crate::bank::Bank;\nuse super::Plan;").used(), ["bank"]);
    assert_eq!(source("plan/mod.rs", "use super::bank::Bank;").used(), ["bank"]);
    assert!(may_use("plan", "bank") && may_use("commands", "words") && may_use("prompt", "files"));
    assert!(!may_use("bank", "plan") && !may_use("report", "files") && !may_use("facts", "interview"));
    assert!(source("a.rs", "let x = toml::Value::from(1);").names("toml"));
    assert!(!source("a.rs", "use crate::toml::Value; my_toml::x").names("toml"));
    assert!(source("a.rs", "use std::fs;").names("std::fs"));
    assert_eq!(
        spoken(&source("facts/a.rs", "let Price = own_segments;")),
        ["facts/a.rs: segment", "facts/a.rs: price"]
    );
    assert!(spoken(&source("figures/a.rs", "let price = 1;")).is_empty());
    assert!(spoken(&source("facts/a.rs", "enterprise")).is_empty());
}
