//! Pages on paper: the text of each sheet of the PDFs that the browser made.

use super::pages::{Printed, Seen, program};
use std::path::Path;
use std::process::Command;

/// A sheet with fewer lines than this is hardly used, unless it is the only one.
const LEAST_LINES: usize = 5;

/// What is wrong with the printed pages; nothing at all where no program reads PDFs, and then that is said.
pub fn faults<'a>(pages: impl Iterator<Item = &'a Seen>) -> Option<Vec<String>> {
    if program(&["pdftotext"]).is_none() {
        eprintln!("skipped: pdftotext is not installed");
        return None;
    }
    let mut found = Vec::new();
    for page in pages {
        for (format, path) in page.at("/pdf").as_object().unwrap() {
            let sheets = sheets(&text_of(Path::new(path.as_str().unwrap())));
            let headings: Vec<String> = page.headings().map(|(_, text)| solid(text)).collect();
            found.extend(
                judged(&sheets, &headings).into_iter().map(|fault| format!("{}, {format}: {fault}", page.name)),
            );
        }
    }
    Some(found)
}

fn text_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// How many sheets the chapters take, and how many the annexes, which begin on a sheet of their own.
pub fn extent(printed: &Printed) -> (usize, usize) {
    let sheets = sheets(&text_of(&printed.pdf));
    let body = sheets.iter().position(|sheet| sheet.first().is_some_and(|line| line.starts_with("Annex A: ")));
    let body = body.unwrap_or(sheets.len());
    (body, sheets.len() - body)
}

/// The lines of each sheet that are not empty, without the number of the page.
fn sheets(text: &str) -> Vec<Vec<String>> {
    let is_number =
        |line: &str| line.split('/').count() == 2 && line.chars().all(|c| c.is_ascii_digit() || " /".contains(c));
    let lines = |sheet: &str| {
        sheet.lines().map(str::trim).filter(|line| !line.is_empty() && !is_number(line)).map(str::to_owned).collect()
    };
    text.trim_end_matches('\u{c}').split('\u{c}').map(lines).collect()
}

/// Text without white space: how it is broken into lines does not matter.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn judged(sheets: &[Vec<String>], headings: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        if sheet.len() < LEAST_LINES && sheets.len() > 1 {
            found.push(format!("sheet {} of {} holds hardly anything: {sheet:?}", number + 1, sheets.len()));
        }
        let ends: Vec<String> =
            (1..=sheet.len().min(6)).map(|count| solid(&sheet[sheet.len() - count..].concat())).collect();
        let later: Vec<String> = sheets[number + 1..].iter().flatten().map(|line| solid(line)).collect();
        // The contents name a heading too, but then it comes again.
        let stranded = headings.iter().filter(|heading| ends.contains(heading) && !later.concat().contains(*heading));
        found.extend(stranded.map(|heading| format!("sheet {} ends with the heading `{heading}`", number + 1)));
    }
    found
}

#[test]
fn a_heading_at_the_end_of_a_sheet_is_found_also_in_two_lines_but_not_in_the_contents() {
    let sheets = sheets(
        "a\nb\nc\nd\nHow we\nwork\n 1 / 3\n\u{c}a\nb\nc\nd\nHow we work\nCosts\n\u{c}Costs\nx\ny\nz\nall of it\n\u{c}",
    );
    let headings = ["How we work", "Costs"].map(solid);
    assert_eq!(judged(&sheets[..1], &headings), ["sheet 1 ends with the heading `Howwework`"]);
    assert!(judged(&sheets, &headings).is_empty());
}
