//! The HTML page in Chromium, wherever that is installed with node: it asks for nothing, everybody can read it, nothing
//! leaves its place, on screen and on paper.

pub mod pages;
mod print;

use pages::{NAMES, Seen, printed, program, seen};
use serde_json::{Value as Json, json};

const BLOCKS: [&str; 9] = [
    "Key partners",
    "Key activities",
    "Key resources",
    "Value propositions",
    "Customer relationships",
    "Channels",
    "Customer segments",
    "Cost structure",
    "Revenue streams",
];
/// A line of more sizes of its letters than this is hard to follow.
const WIDEST_LINE: f64 = 42.0;

/// Something that has to be empty on every page.
fn nothing_in(seen: &[Seen], path: &str) {
    let found: Vec<String> = seen
        .iter()
        .filter(|page| !page.is_faulty())
        // The page of many plans has one script, which its own wall lets through.
        .filter(|page| path != "/unsafe" || page.name != "cohort")
        .filter(|page| page.at(path).as_array().is_some_and(|found| !found.is_empty()))
        .map(|page| format!("{}: {:#}", page.name, page.at(path)))
        .collect();
    assert!(found.is_empty(), "{path}:\n{}", found.join("\n"));
}

#[test]
fn a_page_asks_for_nothing_and_never_meets_its_own_wall() {
    let Some(seen) = seen() else { return };
    nothing_in(seen, "/requests");
    nothing_in(seen, "/complaints");
}

#[test]
fn answers_full_of_markup_leave_nothing_live_in_a_page() {
    let Some(seen) = seen() else { return };
    nothing_in(seen, "/unsafe");
    let cohort = seen.iter().find(|page| page.name == "cohort").unwrap().at("/unsafe").as_array().unwrap();
    assert!(cohort.len() == 1 && cohort[0].as_str().unwrap().starts_with("<script>(()=>{"), "{cohort:?}");
    let hostile = seen.iter().find(|page| page.name == "hostile").unwrap();
    let text = hostile.at("/text").as_str().unwrap();
    for visible in ["<script>alert(1)</script>", "[press](javascript:alert(3))", "{{ 7 * 7 }}", "</style>"] {
        assert!(text.contains(visible), "{visible} is not shown");
    }
}

#[test]
fn a_page_breaks_no_rule_of_accessibility_in_light_or_dark() {
    let Some(seen) = seen() else { return };
    for path in ["/violations/light", "/violations/dark", "/dead", "/twice"] {
        nothing_in(seen, path);
    }
    for page in seen.iter().filter(|page| !page.is_faulty()) {
        let name = &page.name;
        assert_eq!(page.at("/language"), "en", "{name}");
        assert_eq!((page.at("/cells"), page.at("/untold")), (&json!(0), &json!(0)), "{name}");
        // A summary, a table, or a paper for a bank has nothing to say below its text: it draws no canvas, and so owes nobody a credit.
        let footers = i32::from(!["summary", "cohort", "for-a-bank"].contains(&name.as_str()));
        for (landmark, count) in [("header", 1), ("main", 1), ("footer", footers)] {
            assert_eq!(page.at("/landmarks")[landmark], count, "{name}: {landmark}");
        }
        let levels: Vec<i64> = page.headings().map(|(level, _)| level).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}: {levels:?}");
        assert_eq!(levels[0], 1, "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
        let regions = page.at("/regions").as_array().unwrap();
        assert!(
            regions.iter().enumerate().all(|(place, one)| *one != "" && !regions[..place].contains(one)),
            "{name}: {regions:?}"
        );
    }
}

#[test]
fn a_page_fits_a_narrow_and_a_wide_screen() {
    let Some(seen) = seen() else { return };
    for page in seen.iter().filter(|page| !page.is_faulty()) {
        for width in ["360", "390", "1280", "1600"] {
            assert_eq!(page.at("/widths")[width], width.parse::<i64>().unwrap(), "{} at {width}", page.name);
        }
        let measure = page.at("/measure").as_f64().unwrap();
        assert!(measure <= WIDEST_LINE, "{}: lines of {measure} letters", page.name);
    }
}

#[test]
fn nothing_in_a_page_lies_over_anything_else() {
    let Some(seen) = seen() else { return };
    nothing_in(seen, "/glued");
}

#[test]
fn a_summary_has_its_drawings_beside_its_words_where_there_is_room() {
    let Some(seen) = seen() else { return };
    for page in seen.iter().filter(|page| !page.is_faulty()) {
        assert_eq!(page.at("/beside"), page.name == "summary", "{}", page.name);
    }
    let summary = seen.iter().find(|page| page.name == "summary").unwrap();
    let drawn: Vec<&str> = summary.at("/drawn").as_array().unwrap().iter().filter_map(Json::as_str).collect();
    assert_eq!(drawn, ["narrow cash", "narrow years", "canvas"]);
}

/// The drawings that each reader finds in the example, at most four.
const DRAWN: [(&str, &[&str]); 5] = [
    ("example", &["wide euro", "narrow cash", "narrow years", "canvas"]),
    ("for-a-bank", &["wide euro", "narrow cash", "narrow break-even"]),
    ("for-a-mentor", &["wide evidence", "narrow cash", "narrow break-even", "canvas"]),
    ("for-an-incubator", &["wide evidence", "narrow cash", "narrow years", "canvas"]),
    ("for-founders", &["wide euro", "narrow cash", "narrow years", "canvas"]),
];

#[test]
fn each_reader_finds_the_drawings_that_matter_to_them() {
    let Some(seen) = seen() else { return };
    for (name, expected) in DRAWN {
        let page = seen.iter().find(|page| page.name == name).unwrap();
        assert_eq!(page.at("/drawn"), &json!(expected), "{name}");
    }
}

#[test]
fn a_drawing_keeps_every_text_in_its_place() {
    let Some(seen) = seen() else { return };
    nothing_in(seen, "/drawings/outside");
    nothing_in(seen, "/drawings/overlapping");
    for page in seen.iter().filter(|page| ["example", "allotly", "crowded", "hostile"].contains(&page.name.as_str())) {
        assert_eq!(page.at("/blocks"), &json!(BLOCKS), "{}", page.name);
    }
}

#[test]
fn a_printed_page_strands_no_heading_and_is_used() {
    let Some(seen) = seen() else { return };
    let Some(found) = print::faults(seen.iter().filter(|page| !page.is_faulty())) else { return };
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// So many sheets of A4 the chapters and the annexes for each reader take at most.
const MOST_SHEETS: [(&str, usize, usize); 4] =
    [("bank", 7, 6), ("incubator", 4, 6), ("mentor", 4, 6), ("summary", 1, 0)];
/// Smaller letters, in points, are hard to read for somebody over fifty.
const SMALLEST: f64 = 8.5;

#[test]
fn a_printed_plan_is_as_short_as_its_reader_wants_and_legible() {
    let Some(printed) = printed() else { return };
    if program(&["pdftotext"]).is_none() {
        eprintln!("skipped: pdftotext is not installed");
        return;
    }
    let mut faults = Vec::new();
    for (reader, body, annexes) in MOST_SHEETS {
        let own: Vec<_> = printed.iter().filter(|printed| printed.name.contains(&format!("-{reader}"))).collect();
        assert!(own.len() >= 4, "{reader}");
        for one in own.into_iter().filter(|one| reader == "summary" || !one.name.contains("summary")) {
            let sheets = print::extent(one);
            if sheets.0 > body || sheets.1 > annexes {
                faults.push(format!("{}: {} sheets and {} of annexes", one.name, sheets.0, sheets.1));
            }
            if reader != "summary" && sheets.1 == 0 {
                faults.push(format!("{}: no annex begins on a sheet of its own", one.name));
            }
            // The browser counts in pixels, and rounds.
            if one.smallest < SMALLEST - 0.01 {
                faults.push(format!("{}: `{}` in {:.1} points", one.name, one.smallest_text, one.smallest));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every eye of these tests, shown what it has to see.
#[test]
fn a_faulty_page_is_found_out() {
    let Some(seen) = seen() else { return };
    let faulty = seen.iter().find(|page| page.is_faulty()).unwrap();
    let mut requests: Vec<&Json> = faulty.at("/requests").as_array().unwrap().iter().collect();
    requests.sort_by_key(ToString::to_string);
    requests.dedup();
    assert_eq!(requests, [&json!("http://pixel.invalid/a.png"), &json!("https://style.invalid/a.css")]);
    for path in [
        "/complaints",
        "/unsafe",
        "/dead",
        "/twice",
        "/violations/light",
        "/violations/dark",
        "/drawings/outside",
        "/drawings/overlapping",
        "/glued",
    ] {
        assert!(!faulty.at(path).as_array().unwrap().is_empty(), "{path}: {:#}", faulty.at(""));
    }
    assert!(faulty.at("/widths/360").as_i64().unwrap() > 360);
    assert!(faulty.at("/measure").as_f64().unwrap() > WIDEST_LINE);
    if let Some(found) = print::faults(std::iter::once(faulty)) {
        for fault in ["ends with the heading `Stranded`", "holds hardly anything"] {
            assert!(found.iter().any(|found| found.contains(fault)), "{fault}: {found:?}");
        }
    }
    assert!(NAMES.iter().all(|name| seen.iter().any(|page| page.name == *name)));
}
