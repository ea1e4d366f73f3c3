//! What others remarked, in the margin of a page: beside the chapter it is about.

use crate::bank::Bank;
use std::fmt::Write;

/// A remark in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginNote {
    /// The id of the step it is about; none where it is about the whole.
    pub step: Option<String>,
    /// What it is about, in words.
    pub about: String,
    /// Who says what.
    pub says: String,
}

/// Wide windows have a margin for them; in others, and on paper, they stand below the heading.
const STYLE: &str = "<style>
.comments { border-left: 3px solid currentColor; padding-left: .8em; margin: .6em 0 1.2em; font-size: .85em; }
.comments p { margin: .3em 0; }
@media screen and (min-width: 84rem) { .comments { float: right; clear: right; width: 17rem; margin: 0 -19rem 1em 2rem; } }
</style>
";

/// A page with remarks in its margin, each beside the heading of the chapter that tells its step; those without one stand
/// before the first chapter.
#[must_use]
pub fn annotated(bank: &Bank, page: Vec<u8>, notes: &[MarginNote]) -> Vec<u8> {
    let Ok(mut page) = String::from_utf8(page) else { return Vec::new() };
    if notes.is_empty() {
        return page.into_bytes();
    }
    let mut places: Vec<(usize, &MarginNote)> = notes.iter().map(|note| (place(bank, &page, note), note)).collect();
    places.sort_by_key(|(at, _)| *at);
    // From the end, so that the places before stay where they are.
    for group in places.chunk_by(|(one, _), (other, _)| one == other).rev() {
        let mut aside = "<aside class=\"comments\" aria-label=\"Comments\">\n".to_owned();
        for (_, note) in group {
            let (about, says) = (escaped(&note.about), escaped(&note.says));
            let _ = writeln!(aside, "<p dir=\"auto\"><strong>{about}</strong><br>{says}</p>");
        }
        aside.push_str("</aside>\n");
        if let Some((at, _)) = group.first() {
            page.insert_str(*at, &aside);
        }
    }
    if let Some(at) = page.find("</head>") {
        page.insert_str(at, STYLE);
    }
    page.into_bytes()
}

/// The byte of the page before which a remark stands.
fn place(bank: &Bank, page: &str, note: &MarginNote) -> usize {
    let body = page.find("<main").and_then(|at| Some(at + page.get(at..)?.find('>')? + 1)).unwrap_or(page.len());
    let title = note.step.as_ref().and_then(|step| {
        let chapter = bank.chapters.iter().find(|chapter| chapter.steps.contains(step) && !chapter.annex);
        let own = || bank.steps.iter().find(|own| own.id == *step).map(|own| own.title.as_str());
        chapter.map(|chapter| chapter.title.as_str()).or_else(own)
    });
    let Some(title) = title.map(escaped) else { return body };
    let mut headings = page.match_indices("</h2>").filter(|(at, _)| *at > body);
    let found = headings.find(|(at, _)| page.get(..*at).is_some_and(|before| before.ends_with(&title)));
    found.map_or(body, |(at, end)| at + end.len())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
