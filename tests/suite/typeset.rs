//! The Typst source: it compiles, and the pages show the words of the Markdown.

use crate::command::Folder;
use crate::corpus::{Case, cases};
use crate::words::paragraphs_of;
use std::process::Command;

/// Compiles every source of the folder it is started in.
const COMPILE: &str = "
import glob, typst
for name in sorted(glob.glob('*.typ')):
    try:
        typst.compile(name, output=name[:-4] + '.pdf')
    except Exception as problem:
        raise SystemExit(f'{name}: {problem}')
";

/// Words that are longer may be broken.
const LONGEST: usize = 25;

#[test]
fn every_source_compiles_and_shows_every_word() {
    let is_there = |program: &str, arguments: &[&str]| {
        Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
    };
    if !is_there("python3", &["-c", "import typst"]) || !is_there("pdftotext", &["-v"]) {
        eprintln!("skipped: typst for python3 and pdftotext are not both installed");
        return;
    }
    let folder = Folder::new();
    for case in cases() {
        folder.write(&format!("{}.typ", case.name), &case.typst);
    }
    let compiled = Command::new("python3").args(["-c", COMPILE]).current_dir(folder.path(".")).output().unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    for case in cases() {
        let pdf = folder.path(&format!("{}.pdf", case.name));
        let text = Command::new("pdftotext").arg("-raw").arg(&pdf).arg("-").output().unwrap();
        shows_every_word(case, &String::from_utf8_lossy(&text.stdout));
    }
}

/// Words in other scripts come back in another order or shape, and so only those of ASCII are looked for.
fn shows_every_word(case: &Case, text: &str) {
    // In the order it is written in, a word that goes on in the next line stands together once white space is gone.
    let shown: String = text.split_whitespace().collect();
    for (_, paragraph) in paragraphs_of(&case.markdown) {
        for word in paragraph.split_whitespace().filter(|word| word.is_ascii() && word.len() <= LONGEST) {
            assert!(shown.contains(word), "{}: `{word}` of `{paragraph}` is on no page", case.name);
        }
    }
}

#[test]
fn an_answer_is_never_code() {
    let hostile = cases().iter().find(|case| case.name == "hostile").unwrap();
    let source = &hostile.typst;
    assert!(source.contains("\\#import \"x.typ\": \\*"), "{source}");
    for code in ["\n#import", " #import", " #panic", " @ref", " <label>", " // gone", " #text(fill: red)"] {
        let found = source.find(code).map(|at| &source[at.saturating_sub(60)..at + code.len()]);
        assert!(found.is_none(), "`{code}` stands in `{found:?}`");
    }
}
