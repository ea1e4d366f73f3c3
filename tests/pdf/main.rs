//! Plans as PDF, by the program that is built with the feature `pdf`: `cargo test --features pdf --test pdf`.
//!
//! Without the feature `CANVASS_WITH_PDF` may name such a program, so that typst is not built for the tests once more; else all
//! is skipped.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it skips"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The present time of every command: 2026-03-01 12:00 UTC.
const NOW: &str = "1772366400";

/// Compiles every source of the folder it is started in, each into a file beside it.
const COMPILE: &str = "
import glob, typst
for name in glob.glob('*.typ'):
    typst.compile(name, output=name[:-4] + '.typst.pdf')
";

/// The program with the feature; none where it is not built.
fn program() -> Option<String> {
    if cfg!(feature = "pdf") {
        return Some(env!("CARGO_BIN_EXE_canvass").to_owned());
    }
    let named = std::env::var("CANVASS_WITH_PDF").ok();
    if named.is_none() {
        eprintln!("skipped: CANVASS_WITH_PDF names no canvass that is built with the feature pdf");
    }
    named
}

/// A temporary folder with the worked example as a plan.
struct Folder {
    folder: TempDir,
    program: String,
}

impl Folder {
    fn new() -> Option<Self> {
        Self::with("")
    }

    /// The same with other answers of its own.
    fn with(answers: &str) -> Option<Self> {
        let folder = Self { folder: TempDir::new().unwrap(), program: program()? };
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/business-model/example.toml");
        fs::write(folder.path("own.toml"), answers).unwrap();
        folder.fill(example.to_str().unwrap());
        folder.fill("own.toml");
        Some(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn run(&self, program: &str, words: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(words).current_dir(self.folder.path()).env("SOURCE_DATE_EPOCH", NOW);
        // A machine that is busy with other things is no template that never ends.
        command.env("CANVASS_TEMPLATE_SECONDS", "600").output().unwrap()
    }

    /// Runs canvass and gives its exit code and its messages.
    fn told(&self, words: &str) -> (Option<i32>, String) {
        let ended = self.run(&self.program, &words.split(' ').collect::<Vec<_>>());
        (ended.status.code(), String::from_utf8(ended.stderr).unwrap())
    }

    fn fill(&self, answers: &str) {
        let (code, said) = self.told(&format!("fill case.canvass.json --answers {answers}"));
        assert_eq!(code, Some(0), "{answers}: {said}");
    }

    /// Runs canvass, which has nothing to say.
    fn canvass(&self, words: &str) {
        assert_eq!(self.told(words), (Some(0), String::new()), "{words}");
    }

    /// What a program says of a file; nothing where it is not installed, and then that is said.
    fn said(&self, program: &str, words: &[&str]) -> Option<String> {
        if Command::new(program).arg("-v").output().is_err() {
            eprintln!("skipped: {program} is not installed");
            return None;
        }
        let ended = self.run(program, words);
        assert!(ended.status.success(), "{program} {words:?}: {}", String::from_utf8_lossy(&ended.stderr));
        Some(String::from_utf8_lossy(&ended.stdout).into_owned())
    }
}

/// A value that `pdfinfo` tells.
fn value<'a>(info: &'a str, key: &str) -> &'a str {
    let line = info.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
    line.unwrap_or_else(|| panic!("{key} is not in {info}")).trim()
}

fn holds(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

#[test]
fn the_example_is_a_tagged_pdf_with_its_fonts_that_typst_makes_alike_of_its_source() {
    let Some(folder) = Folder::new() else { return };
    let editions = [("bank", "--for bank"), ("incubator", "--for incubator"), ("summary", "--only summary")];
    for (name, words) in editions {
        folder.canvass(&format!("draft case.canvass.json {words} -o {name}.pdf"));
        folder.canvass(&format!("draft case.canvass.json {words} -o {name}.typ"));
        let pdf = folder.bytes(&format!("{name}.pdf"));
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "{name}");
        // The standard for reading programs of everybody.
        assert!(holds(&pdf, "pdfuaid:part"), "{name}");
        let Some(info) = folder.said("pdfinfo", &[&format!("{name}.pdf")]) else { continue };
        assert_eq!((value(&info, "Tagged"), value(&info, "Creator")), ("yes", "canvass"), "{name}");
        assert!(
            value(&info, "Title").contains("Spoke & Go") && value(&info, "CreationDate").contains("2026"),
            "{info}"
        );
        let Some(fonts) = folder.said("pdffonts", &[&format!("{name}.pdf")]) else { continue };
        // The columns before the number of the object: embedded, subset, with its characters.
        let is_embedded = |line: &str| line.split_whitespace().rev().nth(4) == Some("yes");
        assert!(fonts.lines().count() > 3 && fonts.lines().skip(2).all(is_embedded), "{name}: {fonts}");
    }
    if !Command::new("python3").args(["-c", "import typst"]).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: typst for python3 is not installed");
        return;
    }
    let compiled = folder.run("python3", &["-c", COMPILE]);
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    for (name, _) in editions {
        let of = |ending: &str| {
            let file = format!("{name}.{ending}");
            let pages = value(&folder.said("pdfinfo", &[&file])?, "Pages").to_owned();
            Some((pages, folder.said("pdftotext", &["-layout", &file, "-"])?))
        };
        let (ours, theirs) = (of("pdf"), of("typst.pdf"));
        assert_eq!(ours, theirs, "{name}");
    }
}

#[test]
fn the_same_plan_becomes_the_same_bytes_and_takes_the_place_of_its_own_alone() {
    let Some(folder) = Folder::new() else { return };
    let draft = "draft case.canvass.json --only summary --to pdf -o plan.pdf";
    folder.canvass(draft);
    let first = folder.bytes("plan.pdf");
    fs::remove_file(folder.path("plan.pdf")).unwrap();
    folder.canvass(draft);
    assert!(first == folder.bytes("plan.pdf"), "the same plan became other bytes");
    folder.write("pitch.toml", "pitch = 'Another pitch.'");
    folder.fill("pitch.toml");
    folder.canvass(draft);
    let second = folder.bytes("plan.pdf");
    assert!(first != second);
    let mut edited = second;
    let middle = edited.len() / 2;
    edited[middle] ^= 1;
    for foreign in [edited, b"%PDF-1.4 of somebody else".to_vec()] {
        folder.write("plan.pdf", &foreign);
        let (code, said) = folder.told(draft);
        assert!(code == Some(1) && said.contains("canvass did not write it or it was changed since"), "{said}");
        assert_eq!(folder.bytes("plan.pdf"), foreign);
    }
    assert_eq!(folder.told(&format!("{draft} --force")).0, Some(0));
    assert_eq!(folder.bytes("plan.pdf.bak-1"), b"%PDF-1.4 of somebody else");
}

#[test]
fn a_folder_of_plans_becomes_a_folder_of_pdfs() {
    let Some(folder) = Folder::with("venture_name = '面包店'") else { return };
    let (code, said) = folder.told("draft --all . --only summary --to pdf -o out");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("case.canvass.json: the fonts of the PDF have no “包”, “店” and “面”"), "{said}");
    assert!(said.ends_with("1 document written\n"), "{said}");
    assert!(folder.bytes("out/case.pdf").starts_with(b"%PDF"));
}

/// What a template asks for beside itself is refused, and where it does so is shown.
#[test]
fn a_template_that_cannot_be_typeset_is_told_with_its_place() {
    let Some(folder) = Folder::new() else { return };
    let templates = [
        ("#read(\"secret.txt\")", "the file `secret.txt` is asked for, and nothing is read beside the templates", 2),
        ("#image(\"../logo.png\")", "would escape the project root", 2),
        ("#import \"@preview/cetz:0.3.0\"", "the package `@preview/cetz:0.3.0` is asked for", 2),
        ("#include \"other.typ\"", "the file `other.typ` is asked for", 2),
        ("#nothing[{{ title }}]", "the PDF cannot be made: unknown variable: nothing", 2),
        ("#let open = [", "the PDF cannot be made: unclosed delimiter", 2),
        ("#{ let n = 0; while n < 1 {} }", "the PDF cannot be made: loop seems to be infinite", 2),
    ];
    for (line, message, number) in templates {
        let template = format!("{{% extends \"builtin/plan.typ\" %}}{{% block body %}}\n{line}\n{{% endblock %}}\n");
        folder.write("own/plan.typ", template);
        folder.write("secret.txt", "a secret");
        let (code, said) = folder.told("draft case.canvass.json --template own -o plan.pdf");
        assert!(code == Some(1) && said.contains(message) && said.contains("help: "), "{line}: {code:?} {said}");
        assert!(said.contains(&format!("own/plan.typ:{number}")), "{line}: {said}");
        assert!(!folder.path("plan.pdf").exists(), "{line}");
    }
    // A line that the template does not hold as it is.
    folder.write("own/plan.typ", "#{{ \"not\" | safe }}{{ \"hing\" | safe }}\n");
    let (_, said) = folder.told("draft case.canvass.json --template own -o plan.pdf");
    assert!(said.contains("line 1 of the typeset source: unknown variable: nothing"), "{said}");
}

/// A font that is not there is told; the day is that of the document; and what does not meet the standard is tagged.
#[test]
fn a_template_of_ones_own_is_typeset_with_what_there_is() {
    let Some(folder) = Folder::new() else { return };
    let template = "#set text(font: (\"Inter 2\", \"Libertinus Serif\"))\n\
                    {{ title }} on #datetime.today().display()\n#figure(rect(), caption: [No words for it])\n";
    folder.write("own/plan.typ", template);
    let (code, said) = folder.told("draft case.canvass.json --template own -o plan.pdf");
    assert!(
        code == Some(0)
            && said.contains("unknown font family: inter 2")
            && said.contains("plan.typ:1")
            && said.contains("comes along"),
        "{said}"
    );
    assert!(!holds(&folder.bytes("plan.pdf"), "pdfuaid:part"), "a figure without words for it");
    let Some(text) = folder.said("pdftotext", &["plan.pdf", "-"]) else { return };
    assert!(text.contains("on 2026-03-01"), "{text}");
    assert_eq!(value(&folder.said("pdfinfo", &["plan.pdf"]).unwrap(), "Tagged"), "yes");
}

/// Letters that no font has are named, in texts as in drawings; those of `DejaVu` and marks without a shape are not.
#[test]
fn characters_without_a_letter_are_named() {
    let Some(folder) = Folder::with("venture_name = '面包店 🚲 Größe ₴ → Ж \u{200b}\u{fe0f}'") else {
        return;
    };
    let (code, said) = folder.told("draft case.canvass.json --only summary -o plan.pdf");
    let named = "the fonts of the PDF have no “包”, “店”, “面” and “🚲”, so a box stands there";
    assert!(code == Some(0) && said.contains(named) && said.contains("typst compile"), "{said}");
    let Some(text) = folder.said("pdftotext", &["plan.pdf", "-"]) else { return };
    assert!(text.contains("Größe ₴ → Ж"), "{text}");
}

#[test]
fn the_format_is_listed() {
    let Some(folder) = Folder::new() else { return };
    let help = String::from_utf8(folder.run(&folder.program, &["draft", "--help"]).stdout).unwrap();
    assert!(help.contains("- pdf:") && !help.contains("three ways"), "{help}");
}
