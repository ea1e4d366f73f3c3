//! A colour, a font and a logo, named once in `style.toml`: every format shows them, and what cannot be used is told.

use crate::command::{Folder, example};
use crate::typeset::compiled;
use crate::workbook::contents::parts;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::fs;

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\"><title>Hub &amp; \"Co\"</title>\n\
                    <rect width=\"120\" height=\"40\" fill=\"#8a1538\"/></svg>\n";

/// 30 pixels by 10, in one colour.
const PNG: [u8; 80] = [
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 30, 0, 0, 0, 10, 8, 2, 0, 0, 0, 44, 21, 121,
    120, 0, 0, 0, 23, 73, 68, 65, 84, 120, 218, 99, 232, 18, 181, 160, 17, 98, 24, 53, 122, 212, 232, 81, 163, 73, 65,
    0, 76, 146, 251, 245, 155, 171, 152, 160, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

fn folder(style: &str) -> Folder {
    let folder = Folder::new().file("plan.canvass.json", example()).file("ours/style.toml", style);
    for (name, logo) in [("logo.svg", LOGO.as_bytes()), ("logo.png", &PNG)] {
        if style.contains(name) {
            folder.write(&format!("ours/{name}"), logo);
        }
    }
    folder
}

fn named(file: &[u8]) -> BTreeMap<String, String> {
    parts(file).into_iter().collect()
}

impl Folder {
    /// The plan as a document of a format, with the templates of the folder `ours`.
    fn drafted(&self, to: &str) -> Vec<u8> {
        self.canvass(&format!("draft plan.canvass.json --template ours --to {to} --output out --force")).status(0);
        fs::read(self.path("out")).unwrap()
    }

    fn text(&self, to: &str) -> String {
        String::from_utf8(self.drafted(to)).unwrap()
    }
}

#[test]
fn the_page_takes_the_colour_the_font_and_the_logo() {
    let folder = folder("accent = '#0b6b53'\nfont = 'Source Sans 3'\nlogo = 'logo.svg'\n");
    let page = folder.text("html");
    let source = format!("src=\"data:image/svg+xml;base64,{}\"", STANDARD.encode(LOGO));
    for part in ["--accent: #0b6b53;", "\"Source Sans 3\", Charter", "stroke=\"#0b6b53\"", &source, "#a8501c"] {
        assert!(page.contains(part), "{part} is not in the page");
    }
    assert!(page.contains("alt=\"Hub &amp; &quot;Co&quot;\""), "the logo says what it is by its own account");
    assert!(!page.contains("#0b5c6b") && !page.contains("#82ccda"), "the built-in colour is left somewhere");
    assert!(page.contains("img-src data:") && page.matches("<img ").count() == 1);
    let summary = folder.canvass("draft plan.canvass.json --template ours --to html --only summary").status(0);
    assert!(summary.output_text().contains(&source));
}

/// Lines of a warm colour would be taken for those that are brown.
#[test]
fn drawings_of_a_warm_colour_get_cool_companions() {
    let page = folder("accent = '#8a1538'").text("html");
    for part in ["class=\"second\" points", "--second: #1f5f8b", "stroke=\"#1f5f8b\"", "fill=\"#6b8fb0\""] {
        assert!(page.contains(part), "{part} is not in the page");
    }
    assert!(!page.contains("#a8501c") && !page.contains("#b57a1c") && !page.contains("<img "));
}

#[test]
fn word_takes_them_in_its_styles_and_on_its_first_page() {
    for (logo, is_same) in [("logo.svg", false), ("logo.png", true)] {
        let style = format!("accent = '#0b6b53'\nfont = 'Inter'\nlogo = '{logo}'\nlogo_alt = 'The \"hub\" <us>'");
        let folder = folder(&style);
        let file = folder.drafted("docx");
        let parts = named(&file);
        let styles = &parts["word/styles.xml"];
        assert!(styles.contains("<w:color w:val=\"0b6b53\"/>") && !styles.contains("1F3A4D"), "{styles}");
        assert!(styles.contains("w:ascii=\"Inter\"") && styles.contains("w:fill=\"dde") && !styles.contains("E8EEF2"));
        let document = &parts["word/document.xml"];
        let (before, after) = document.split_once("w:val=\"Title\"").unwrap();
        assert!(before.contains("w:val=\"Logo\"") && after.contains("wp:docPr"), "{before}");
        assert!(before.contains("descr=\"The &quot;hub&quot; &lt;us&gt;\""), "{before}");
        // 42 by 14 millimetres: as high as the room for it.
        assert!(before.contains("cx=\"1512000\" cy=\"504000\""), "{before}");
        assert_eq!(file.windows(PNG.len()).any(|part| part == PNG), is_same, "a PNG goes in as it is");
    }
}

#[test]
fn typst_takes_them_in_one_file_that_compiles() {
    let mut sources = Vec::new();
    for logo in ["logo.svg", "logo.png"] {
        let folder =
            folder(&format!("accent = '#0b6b53'\nfont = 'Inter 2'\nlogo = '{logo}'\nlogo_alt = 'The \"hub\"'"));
        let source = folder.text("typ");
        for part in [
            "rgb(\"#0b6b53\")",
            "(\"Inter 2\", \"Libertinus Serif\")",
            "image(bytes(\"<svg ",
            "alt: \"The \\\"hub\\\"\"",
        ] {
            assert!(source.contains(part), "{part} is not in {source}");
        }
        assert!(!source.contains("#1f3a4d") && !source.contains("image(\""), "a file of its own would be missing");
        sources.push((logo, source));
    }
    let sources: Vec<(&str, &str)> = sources.iter().map(|(name, source)| (*name, source.as_str())).collect();
    let Some(folder) = compiled(&sources) else { return };
    for (name, _) in sources {
        let pdf = fs::read(folder.path(&format!("{name}.pdf"))).unwrap();
        assert!(pdf.starts_with(b"%PDF"), "{name}");
    }
}

#[test]
fn the_drawn_canvas_takes_the_colour_and_the_logo() {
    let drawing = folder("accent = '#0b6b53'\nlogo = 'logo.svg'").text("svg");
    assert!(drawing.contains("fill=\"#0b6b53\"") && !drawing.contains("#0b5c6b"), "{drawing}");
    assert_eq!(drawing.matches("<image ").count(), 1, "{drawing}");
    let page = folder("logo = 'logo.svg'").text("html");
    assert!(!page.contains("<image "), "the page has the logo once, above everything");
}

#[test]
fn the_spreadsheet_takes_the_colour_of_titles_headings_and_tabs() {
    let parts = named(&folder("accent = '#0b6b53'").drafted("xlsx"));
    let sheets: Vec<&String> = parts.iter().filter(|(name, _)| name.contains("/sheet")).map(|(_, text)| text).collect();
    let sheets: Vec<&&String> = sheets.iter().filter(|sheet| sheet.contains("<sheetData")).collect();
    assert!(sheets.len() > 10 && sheets.iter().all(|sheet| sheet.contains("<tabColor rgb=\"FF0B6B53\"/>")));
    let styles = &parts["xl/styles.xml"];
    assert!(styles.contains("<fgColor rgb=\"FFDDEAE7\"/>") && styles.contains("<color rgb=\"FF0B6B53\"/>"), "{styles}");
    let plain = named(&folder("").drafted("xlsx"));
    assert!(plain["xl/styles.xml"].contains("<fgColor rgb=\"FFDDE7F0\"/>"));
    assert!(plain.values().all(|text| !text.contains("<tabColor")));
}

#[test]
fn what_cannot_be_used_is_told_where_it_stands_whatever_is_made() {
    let folder = folder("accent = \"#9bd3c0\"\n");
    let said = "error: `#9bd3c0` stands out from white by 1.6 to 1, and text needs 4.5 to 1\n \
                --> ours/style.toml:1:10\n  |\n1 | accent = \"#9bd3c0\"\n  |          ^^^^^^^^^\n\
                help: take a darker one, such as `#5b7c71`\n";
    for command in ["template check ours", "draft plan.canvass.json --template ours", "bank check --template ours"] {
        folder.canvass(command).status(1).stdout("").stderr(said);
    }
    for to in ["html", "docx", "typ", "svg", "xlsx"] {
        folder.canvass(&format!("draft plan.canvass.json --template ours --to {to}")).status(1).stderr(said);
    }
    folder.write("ours/logo.jpg", [255, 216, 255]);
    folder.write("ours/logo.png", PNG);
    let told = folder.canvass("draft plan.canvass.json --template ours").status(1).error_text();
    assert!(told.contains("help: name it as `logo` in style.toml, or keep the file elsewhere"), "{told}");
    for (style, message, help) in [
        (
            "logo = 'logo.jpg'",
            "`logo` names `logo.jpg`, and a logo is an SVG or a PNG",
            "save the logo as SVG or as PNG",
        ),
        ("logo = 'lgo.png'", "there is no `lgo.png` among these templates", "did you mean `logo.png`?"),
        ("logo = 'bad.png'", "`bad.png` cannot be drawn", "open it in the program that made it"),
        ("logo = 'large.png'", "`large.png` has 300 KiB, which every document would carry", "save it smaller"),
        ("acent = '#000'", "there is no key `acent` here", "did you mean `accent`?"),
    ] {
        folder.write("ours/style.toml", style);
        folder.write("ours/bad.png", &PNG[..60]);
        folder.write("ours/large.png", [PNG.to_vec(), vec![0; 300 * 1024 - PNG.len()]].concat());
        let told = folder.canvass("draft plan.canvass.json --template ours").status(1).error_text();
        assert!(told.contains(message) && told.contains(help) && told.contains("--> ours/style.toml:1:"), "{told}");
    }
}

#[test]
fn a_logo_with_letters_is_warned_of() {
    let folder = Folder::new().file("ours/style.toml", "logo = 'logo.svg'").file(
        "ours/logo.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30'><text y='20' font-family='Futura'>Hub</text></svg>",
    );
    let told = folder.canvass("template check ours").status(0).error_text();
    assert!(told.contains("warning: `logo.svg` holds text") && told.contains("turn its text into paths"), "{told}");
}

/// A bank brings its own style; it goes along when the bank is copied, packed and built upon.
#[test]
fn a_bank_brings_its_style_along() {
    let folder = Folder::new().file("plan.canvass.json", example());
    folder.canvass("bank copy hub").status(0);
    folder.write("hub/templates/style.toml", "accent = '#0b6b53'\nlogo = 'logo.png'\nlogo_alt = 'The hub'\n");
    folder.write("hub/templates/logo.png", PNG);
    folder.canvass("bank check hub").status(0).stderr("");
    folder.canvass("--bank hub bank copy again").status(0);
    assert_eq!(fs::read(folder.path("again/templates/logo.png")).unwrap(), PNG);
    folder.canvass("bank pack hub -o hub.canvassbank").status(0);
    folder.canvass("bank new spring --extends ./hub").status(0);
    folder.write("spring/templates/style.toml", "accent = '#1f3a8a'\n");
    let source = format!("src=\"data:image/png;base64,{}\" alt=\"The hub\"", STANDARD.encode(PNG));
    for (bank, accent) in
        [("hub", "#0b6b53"), ("again", "#0b6b53"), ("hub.canvassbank", "#0b6b53"), ("spring", "#1f3a8a")]
    {
        folder.canvass(&format!("--bank {bank} example -o own.canvass.json --force")).status(0);
        let page = folder.canvass(&format!("draft own.canvass.json --bank {bank} --to html")).status(0).output_text();
        assert!(page.contains(&format!("--accent: {accent};")) && page.contains(&source), "{bank}");
    }
    // One's own goes before the bank's, key by key.
    folder.write("ours/style.toml", "accent = '#8a1538'\n");
    let page = folder.canvass("draft own.canvass.json --bank spring --template ours --to html").status(0).output_text();
    assert!(page.contains("--accent: #8a1538;") && page.contains(&source));
}
