//! One plan for each reader: another order and another emphasis, the same facts. Run with `CANVASS_BLESS=1` to write the
//! documents anew, and read the difference.

use crate::command::{Folder, same};
use crate::documents::{CASES, EXAMPLE, with_case};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The readers, and what stands in their first chapters.
const READERS: [(&str, [&str; 3]); 4] = [
    ("bank", ["Summary", "What we ask for, and how it is paid back", "Figures: costs, break-even, cash"]),
    ("mentor", ["Summary", "Risks, assumptions and tests", "What supports it so far"]),
    ("incubator", ["Summary", "The team", "Customers and their problem"]),
    ("self", ["What is still open", "Next steps and what we ask for", "Summary"]),
];
/// The chapter that only a bank gets.
const FUNDING: &str = "What we ask for, and how it is paid back";
/// More words than this are on no page.
const WORDS_OF_A_PAGE: usize = 350;

/// The golden files of this file: the plan of each case for each reader.
pub fn goldens() -> impl Iterator<Item = PathBuf> {
    let names =
        READERS.iter().flat_map(|(reader, _)| ["md", "html"].map(|format| format!("expected.{reader}.{format}")));
    let names: Vec<String> = names.collect();
    CASES.iter().flat_map(move |(case, _)| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case);
        names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>()
    })
}

fn draft(folder: &Folder, words: &str) -> String {
    folder.canvass(&format!("draft case.canvass.json {words}")).status(0).stderr("").output_text()
}

#[test]
fn both_examples_are_written_up_for_each_reader_as_expected() {
    for (case, answers) in CASES.iter().copied() {
        let folder = with_case(answers);
        for path in goldens().filter(|path| path.parent().unwrap().ends_with(case)) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let mut parts = name.split('.').skip(1);
            let (reader, format) = (parts.next().unwrap(), parts.next().unwrap());
            let text = draft(&folder, &format!("--for {reader} --to {format}"));
            if env::var_os("CANVASS_BLESS").is_some() {
                fs::write(&path, &text).unwrap();
            }
            same(&format!("{case}, {name}"), &fs::read_to_string(&path).unwrap_or_default(), &text);
        }
    }
}

/// What is concluded of the money of the example, whoever reads it: the largest source, the gap, the month in which the
/// money is gone, what is left.
const CONCLUSIONS: [&str; 5] =
    ["most of it from", "the largest part,", "money runs out", "is missing in month", "**A normal month earns"];

#[test]
fn while_a_stream_is_open_nothing_is_concluded_for_any_reader() {
    let open = [
        ("Repair visit", "kind = 'commission'\nticket = { skip = true }\nrate = { unknown = true }\n"),
        ("Repair visit", "price = { unknown = true }\n"),
        ("Fleet bike", "customers = { unknown = true }\npurchases = { unknown = true }\n"),
        ("Accessories", "kind = 'commission'\n"),
    ];
    let example = with_case(EXAMPLE);
    for (reader, _) in READERS {
        let text = draft(&example, &format!("--for {reader}"));
        let unsaid: Vec<&&str> = CONCLUSIONS.iter().filter(|said| !text.contains(**said)).collect();
        assert_eq!(unsaid, Vec::<&&str>::new(), "{reader}: {text}");
    }
    for (stream, answers) in open {
        let folder = with_case(EXAMPLE);
        let answers = format!("[[revenue_streams]]\nname = '{stream}'\n{answers}");
        folder.canvass("fill case.canvass.json --answers -").stdin(answers.clone()).status_among(&[0, 3]);
        for (reader, _) in READERS {
            let text = draft(&folder, &format!("--for {reader}"));
            let said: Vec<&&str> = CONCLUSIONS.iter().filter(|said| text.contains(**said)).collect();
            assert_eq!(said, Vec::<&&str>::new(), "{answers} {reader}: {text}");
            assert!(text.contains("cannot be said before this is known"), "{answers} {reader}: {text}");
        }
    }
}

/// The chapters: number and title.
fn chapters(text: &str) -> Vec<(usize, &str)> {
    let headings = text.lines().filter_map(|line| line.strip_prefix("## ")?.split_once(". "));
    headings.filter_map(|(number, title)| Some((number.parse().ok()?, title))).collect()
}

#[test]
fn chapters_are_numbered_in_the_order_of_the_reader_and_referred_to_by_these_numbers() {
    for (_, answers) in CASES.iter().copied() {
        let folder = with_case(answers);
        let plain = draft(&folder, "");
        for (reader, first) in READERS {
            let text = draft(&folder, &format!("--for {reader}"));
            let chapters = chapters(&text);
            let titles: Vec<&str> = chapters.iter().map(|(_, title)| *title).collect();
            assert_eq!(titles[..3], first, "{reader}");
            assert!(chapters.iter().enumerate().all(|(at, (number, _))| *number == at + 1), "{reader}: {chapters:?}");
            for (_, title) in self::chapters(&plain) {
                assert!(titles.contains(&title), "{reader} lacks {title}");
            }
            let figures = chapters.iter().find(|(_, title)| title.starts_with("Figures")).unwrap().0;
            assert!(text.contains(&format!("the cost table in chapter {figures},")), "{reader}");
        }
    }
}

/// The paragraphs, list items and rows of a document; what an order changes is taken out.
fn lines(text: &str) -> BTreeSet<String> {
    let numbered = |line: &str| {
        let mut parts = line.split("chapter ");
        let start = parts.next().unwrap_or_default().to_owned();
        parts.fold(start, |text, part| text + "chapter " + part.trim_start_matches(|c: char| c.is_ascii_digit()))
    };
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| numbered(line).replace("Annex B", "").replace("chapter  lists", "lists")).collect()
}

/// The numbers of a text, as they are written.
fn numbers<'a>(lines: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let words =
        |line: &'a String| line.split(move |c| !is_part(c)).map(|word| word.trim_matches(['.', ',']).to_owned());
    lines.into_iter().flat_map(words).filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect()
}

/// The titles of the plan's items that a text names.
fn names(facts: &Json, text: &str) -> BTreeSet<String> {
    let titles = facts["items"].as_object().unwrap().values().filter_map(|item| item["title"].as_str());
    let text = text.to_lowercase().replace('\\', "");
    titles.filter(|title| text.contains(&title.to_lowercase())).map(str::to_owned).collect()
}

/// A document without one of its chapters, and that chapter.
fn without<'a>(text: &'a str, chapter: &str) -> (String, &'a str) {
    let heading = format!(". {chapter}\n");
    let Some(at) = text.find(&heading) else { return (text.to_owned(), "") };
    let start = text[..at].rfind("## ").unwrap();
    let end = text[at..].find("\n## ").map_or(text.len(), |end| at + end);
    (format!("{}{}", &text[..start], &text[end..]), &text[start..end])
}

#[test]
fn no_reader_is_told_other_facts() {
    // Founders see what the check found with what to do about it; others the same as risks, where it concerns them.
    let risks = |text: &str| {
        let heading = "\nWhat could go wrong, and what is still open:\n\n";
        let Some((before, rest)) = text.split_once(heading) else { return text.to_owned() };
        format!("{before}\n{}", rest.split_once("\n\n").map_or("", |(_, after)| after))
    };
    for (case, answers) in CASES.iter().copied() {
        let folder = with_case(answers);
        let plain = draft(&folder, "");
        let facts: Json = serde_json::from_str(&draft(&folder, "--to json")).unwrap();
        for (reader, _) in READERS {
            let text = draft(&folder, &format!("--for {reader}"));
            assert_eq!(names(&facts, &plain), names(&facts, &text), "{case}, {reader}: other things are named");
            let (rest, funding) = without(&text, FUNDING);
            assert_eq!(funding.is_empty(), reader != "bank");
            let expected = if reader == "self" { risks(&plain) } else { plain.clone() };
            let missing: Vec<String> = lines(&expected).difference(&lines(&rest)).cloned().collect();
            if reader == "bank" {
                let (missing, told) = (numbers(&missing), numbers(&lines(funding)));
                assert!(missing.is_subset(&told), "{case}: {missing:?} are not in {told:?}");
            } else {
                assert!(missing.is_empty(), "{case}, {reader}: {missing:#?}");
            }
            let (mut plain, rest) = (numbers(&lines(&plain)), numbers(&lines(&rest)));
            if reader == "self" {
                // What the checks found is for founders alone.
                let findings = facts["findings"].as_array().unwrap().iter();
                let said = findings.flat_map(|found| [&found["message"], &found["advice"]]);
                plain.extend(numbers(&said.filter_map(Json::as_str).map(str::to_owned).collect::<Vec<_>>()));
            }
            assert!(rest.is_subset(&plain), "{case}, {reader}: {:?}", rest.difference(&plain));
        }
    }
}

#[test]
fn what_money_is_for_comes_to_as_much_as_where_it_comes_from() {
    let folder = with_case(EXAMPLE);
    let text = draft(&folder, "--for bank");
    for row in [
        "| Our own money | €9,000 |",
        "| Start-up grant of the city, promised in writing | €6,000 |",
        "| **All sources** | €19,000 |",
        "| What is paid more than comes in, up to month 4 | €7,160 |",
        "| Reserve for what we cannot foresee | €2,840 |",
        "| **All uses** | €19,000 |",
    ] {
        assert!(text.lines().any(|line| line == row), "{row}\n{text}");
    }
    let plan = fs::read_to_string(folder.path("case.canvass.json")).unwrap().replace("\"4000\"", "\"500\"");
    folder.write("case.canvass.json", plan);
    let text = draft(&folder, "--for bank");
    assert!(
        text.contains("**The uses come to €599.50 more than the sources;** that much is still to be found."),
        "{text}"
    );
}

#[test]
fn a_summary_is_one_page_for_every_reader() {
    for (case, answers) in CASES.iter().copied() {
        let folder = with_case(answers);
        let mut seen = BTreeSet::new();
        let whole = numbers(&lines(&draft(&folder, "--for bank")));
        for reader in ["", "--for bank", "--for mentor", "--for incubator", "--for self"] {
            let text = draft(&folder, &format!("--only summary {reader}"));
            let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            assert!(words <= WORDS_OF_A_PAGE, "{case}, {reader}: {words} words\n{text}");
            assert!(text.contains("\n## Key figures\n") && text.contains("\nWe ask for "), "{text}");
            assert!(!text.contains("## 1.") && !text.contains("Annex"), "{text}");
            let told = numbers(&lines(&text));
            let missing: Vec<_> = told.difference(&whole).collect();
            assert!(missing.is_empty(), "{case}, {reader}: {missing:?} stand in no whole plan");
            seen.insert(text);
            let page = folder.path("page.html");
            draft(&folder, &format!("--only summary {reader} -o page.html"));
            if let Some(pages) = printed_pages(&page) {
                assert_eq!(pages, 1, "{case}, {reader}");
            }
        }
        assert!(seen.len() >= 4, "{case}: each reader looks for something else first");
    }
}

/// How many A4 pages a page takes when it is printed, where a browser and a reader of its print are installed.
fn printed_pages(page: &Path) -> Option<usize> {
    let print = page.with_extension("pdf");
    let args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-dev-shm-usage"];
    let url = format!("file://{}", page.display());
    let profile = format!("--user-data-dir={}", page.with_extension("profile").display());
    let printed = Command::new("chromium")
        .args(args)
        .arg(profile)
        .arg(format!("--print-to-pdf={}", print.display()))
        .arg(url)
        .output();
    let told = printed.ok().and_then(|_| Command::new("pdfinfo").arg(&print).output().ok());
    let Some(told) = told.filter(|told| told.status.success()) else {
        eprintln!("skipped: chromium or pdfinfo is not installed");
        return None;
    };
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok())
}

#[test]
fn readers_and_parts_are_for_documents_in_sentences() {
    let folder = with_case(EXAMPLE);
    for (words, format) in
        [("--for bank --to svg", "svg"), ("--only summary --to json", "json"), ("--for self -o a.svg", "svg")]
    {
        folder.canvass(&format!("draft case.canvass.json {words}")).status(2).stdout("").stderr(&format!(
            "error: --for, --only and --with change what is written in sentences, and {format} has none\n\
             help: leave them out, or ask for a format such as --to html\n"
        ));
    }
    for words in ["--for uncle", "--only half", "--for", "--only summary --only summary"] {
        folder.canvass(&format!("draft case.canvass.json {words}")).status(2).stdout("");
    }
    assert_eq!(folder.names(), ["case.canvass.json"]);
}
