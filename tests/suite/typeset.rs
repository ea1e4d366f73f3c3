//! The Typst source: it compiles, and the pages show the words of the Markdown.

use crate::command::Folder;
use crate::corpus::{cases, example_replaced};
use crate::words::paragraphs_of;
use canvass::documents::{Edition, Format};
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
    let sources = cases().iter().map(|case| (case.name.as_str(), case.typst.as_str(), case.markdown.as_str()));
    are_shown(&sources.collect::<Vec<_>>());
}

/// What may mean something to Typst beside what stands before or after it, for the beginning and the end of a name.
const MARKS: [&str; 8] = ["/", "*", "_", "//", "/*", "*/", "-", "#"];

#[test]
fn a_name_is_shown_whole_whatever_stands_beside_it() {
    let templates = crate::built_in::templates();
    // Each answer begins and ends with each of the marks once, beside all that the templates put around it.
    let documents: Vec<(String, String, String)> = (0..MARKS.len())
        .map(|turn| {
            let mark = |count: usize| MARKS[(count + turn) % MARKS.len()];
            let (_, facts) = example_replaced(|_, count| format!("{}W{count}q{}", mark(count), mark(count)));
            let draft = |format: Format| templates.draft(&facts, Edition::from(format)).unwrap();
            let [typst, markdown] =
                [Format::Typst, Format::Markdown].map(|format| String::from_utf8(draft(format)).unwrap());
            (format!("neighbours-{turn}"), typst, markdown)
        })
        .collect();
    are_shown(&documents.iter().map(|(name, typst, markdown)| (&**name, &**typst, &**markdown)).collect::<Vec<_>>());
}

/// Compiles sources, each given with its name and the Markdown of the same plan, and looks for every word in the pages.
fn are_shown(documents: &[(&str, &str, &str)]) {
    let sources: Vec<(&str, &str)> = documents.iter().map(|(name, typst, _)| (*name, *typst)).collect();
    let Some(folder) = compiled(&sources) else { return };
    for (name, _, markdown) in documents {
        let pdf = folder.path(&format!("{name}.pdf"));
        let text = Command::new("pdftotext").arg("-raw").arg(&pdf).arg("-").output().unwrap();
        shows_every_word(name, markdown, &String::from_utf8_lossy(&text.stdout));
    }
}

/// The folder in which sources, each given with its name, are compiled; none where that cannot be done here.
pub fn compiled(sources: &[(&str, &str)]) -> Option<Folder> {
    let is_there = |program: &str, arguments: &[&str]| {
        Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
    };
    if !is_there("python3", &["-c", "import typst"]) || !is_there("pdftotext", &["-v"]) {
        eprintln!("skipped: typst for python3 and pdftotext are not both installed");
        return None;
    }
    let folder = Folder::new();
    for (name, typst) in sources {
        folder.write(&format!("{name}.typ"), typst);
    }
    let compiled = Command::new("python3").args(["-c", COMPILE]).current_dir(folder.path(".")).output().unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    Some(folder)
}

/// Words in other scripts come back in another order or shape, and so only those of ASCII are looked for.
fn shows_every_word(name: &str, markdown: &str, text: &str) {
    // In the order it is written in, a word that goes on in the next line stands together once white space is gone.
    let shown: String = text.split_whitespace().collect();
    for (_, paragraph) in paragraphs_of(markdown) {
        for word in paragraph.split_whitespace().filter(|word| word.is_ascii() && word.len() <= LONGEST) {
            assert!(shown.contains(word), "{name}: `{word}` of `{paragraph}` is on no page");
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
