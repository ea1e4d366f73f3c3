use super::*;
use crate::fact::Fact;

mod chapters;
mod editions;
pub(crate) mod examples;
mod figures;
mod guide;
mod holes;
mod sayings;

use examples::{bank, empty, essential, full, replaced};

fn templates() -> Templates {
    Templates::of(bank()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// A document as text.
pub(crate) fn text(document: Result<Vec<u8>, Vec<Diagnostic>>) -> String {
    String::from_utf8(document.unwrap_or_else(|problems| panic!("{problems:#?}"))).unwrap()
}

pub(crate) fn draft(facts: &Fact, format: Format) -> String {
    text(templates().draft(facts, format))
}

fn markdown(name: &str, source: &str) -> String {
    let own = vec![(name.to_owned(), source.to_owned())];
    text(Templates::with_own(bank(), own).unwrap().draft(&full(), Format::Markdown))
}

fn problems(templates: &[(&str, &str)]) -> Vec<Diagnostic> {
    let own = templates.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Templates::with_own(bank(), own).err().unwrap_or_default()
}

fn pointed_at(problem: &Diagnostic) -> &str {
    let place = problem.place.as_ref().unwrap();
    &place.source[place.span.clone()]
}

#[test]
fn an_answer_full_of_markdown_stays_the_words_it_is() {
    let evil = "</title><script>alert(1)</script> *x* [a](javascript:b) | # & `c`";
    let page = draft(&replaced(&full(), "City commuters", evil), Format::Html);
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("javascript:b\""));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; *x* [a](javascript:b) | # &amp; `c`"));
}

#[test]
fn the_page_needs_nothing_else_and_draws_the_canvas() {
    let page = draft(&full(), Format::Html);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(page.contains("<title>Spoke &amp; Go</title>"));
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("<svg xmlns=") && page.contains(">Property manager"));
    for landmark in ["<header>\n<h1 ", "<nav aria-label=\"Contents\">", "<main id=\"text\">\n<h2 ", "<footer>\n<p "] {
        assert!(page.contains(landmark), "{landmark}");
    }
    assert!(page.contains("<li dir=\"auto\"><a href=\"#h-2-the-team\">2. The team</a></li>"));
    for outside in ["<script", "<link", "src=\"http", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn the_recap_is_read_back_in_one_paragraph_however_little_is_known() {
    let recap = |facts: Fact| templates().recap(&facts).unwrap();
    assert_eq!(
        recap(full()),
        "You help City commuters with “Fixed where you park”. What it lets people do: Ride home tonight. A typical \
         person there: Mara. The way to you: Rack stickers and Local ads. Repair visit: €60 per visit, paid by Mara. Fleet \
         bike: €25 per bike and month. Accessories: €20 per item, paid by Mara.\n"
    );
    assert!(!recap(essential()).contains("Growers"), "the table of the fit tells of the other groups");
    assert_eq!(recap(empty()), "Whom you serve first is still open, so there is no picture to read back yet.\n");
}

#[test]
fn the_plan_so_far_lists_what_is_there() {
    let shown = templates().plan_so_far(&essential()).unwrap();
    assert!(shown.contains("Customer groups:\n  - Garden owners\n  - Growers\n"), "{shown}");
    assert!(templates().plan_so_far(&empty()).unwrap().starts_with("Your venture\n\nNothing is answered yet"));
}

#[test]
fn a_template_of_ones_own_extends_the_one_it_replaces() {
    let own = "{% extends \"bank/plan.md\" %}{% block title %}# Our {{ super() | trim }}{% endblock %}";
    let draft = markdown("plan.md", own);
    assert!(draft.starts_with("# Our # Spoke & Go"), "{draft}");
    assert!(draft.contains("## 12. Next steps"));
    assert!(markdown("chapters/team.md", "Only us.").contains("## 2. The team\n\nOnly us.\n"));
}

#[test]
fn broken_templates_are_all_reported_with_their_places() {
    let found = problems(&[("a.md", "{{ x | }}"), ("b.txt", "{% if %}"), ("c.html", "{{ ( }}")]);
    assert_eq!(found.len(), 3, "{found:#?}");
    let mut names: Vec<_> = found.iter().map(|problem| problem.place.as_ref().unwrap().path.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["a.md", "b.txt", "c.html"]);
}

#[test]
fn an_unknown_filter_and_a_missing_parent_are_pointed_at() {
    let found = problems(&[("a.md", "été {{ x | shout }}\n{{ y | whisper }}")]);
    assert_eq!(found.iter().map(pointed_at).collect::<Vec<_>>(), ["shout", "whisper"]);
    let found = problems(&[("a.md", "{% extends \"nowhere.md\" %}")]);
    assert_eq!(pointed_at(&found[0]), "nowhere.md");
    assert_eq!(problems(&[("a.docx", "")])[0].code, "template-ending");
}

#[test]
fn a_name_that_does_not_exist_is_pointed_at_when_it_is_met() {
    let own = vec![("plan.md".to_owned(), "{{ venture_name }} {{ turnover }}".to_owned())];
    let found = Templates::with_own(bank(), own).unwrap().draft(&full(), Format::Markdown).unwrap_err();
    assert_eq!(pointed_at(&found[0]), "turnover");
}

#[test]
fn a_document_without_end_is_stopped() {
    let own = vec![(
        "plan.md".to_owned(),
        "{% for a in range(end=9000) %}{% for b in range(end=9000) %}long{% endfor %}{% endfor %}".to_owned(),
    )];
    let found = Templates::with_own(bank(), own).unwrap().draft(&empty(), Format::Markdown).unwrap_err();
    assert_eq!(found[0].code, "template-endless");
}
