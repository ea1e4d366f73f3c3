use super::*;
use crate::fact::FactMap;
use rust_decimal::Decimal;
use serde_json::Value as Json;

const FULL: &str = include_str!("../../tests/cases/facts/spoke-and-go.json");
const ESSENTIAL: &str = include_str!("../../tests/cases/facts/allotly-essential.json");
const EMPTY: &str = include_str!("../../tests/cases/facts/empty.json");

/// Facts from JSON: `{"decimal": "60.00"}` is a decimal, `{"$item": "segments-1"}` an item that stands in its list.
fn facts(text: &str) -> Fact {
    let json: Json = serde_json::from_str(text).unwrap();
    let Fact::Map(map) = fact(&json) else { panic!("facts are a map") };
    let mut map = FactMap::clone(&map);
    let items: Vec<Fact> = map.values().flat_map(|value| value.as_list().to_vec()).collect();
    let named = items.into_iter().filter_map(|item| Some((item.get("id").as_text()?.to_owned(), item)));
    let named: FactMap = named.filter(|(_, item)| item.get("list") != Fact::Null).collect();
    map.insert("items".to_owned(), Fact::map(named));
    Fact::map(map)
}

fn fact(json: &Json) -> Fact {
    match json {
        Json::Null => Fact::Null,
        Json::Bool(truth) => Fact::Bool(*truth),
        Json::Number(number) => Fact::Whole(number.as_i64().unwrap()),
        Json::String(text) => Fact::text(text.as_str()),
        Json::Array(values) => Fact::list(values.iter().map(fact)),
        Json::Object(map) => match map.get("decimal") {
            Some(number) => Fact::Decimal(number.as_str().unwrap().parse::<Decimal>().unwrap()),
            None => Fact::map(map.iter().map(|(name, value)| (name.clone(), fact(value))).collect()),
        },
    }
}

fn templates() -> Templates {
    Templates::built_in().unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn draft(text: &str, format: Format) -> String {
    templates().draft(&facts(text), format).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn markdown(name: &str, text: &str) -> String {
    let own = vec![(name.to_owned(), text.to_owned())];
    Templates::with_overrides(own).unwrap().draft(&facts(FULL), Format::Markdown).unwrap()
}

fn problems(templates: &[(&str, &str)]) -> Vec<Diagnostic> {
    let own = templates.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Templates::with_overrides(own).err().unwrap_or_default()
}

fn pointed_at(problem: &Diagnostic) -> &str {
    let place = problem.place.as_ref().unwrap();
    &place.source[place.span.clone()]
}

/// The facts with one text of them replaced wherever it stands.
fn with(text: &str, old: &str, new: &str) -> Fact {
    facts(&text.replace(old, &Json::from(new).to_string().trim_matches('"').replace('\n', " ")))
}

#[test]
fn every_chapter_of_a_full_plan_has_its_heading_and_its_claims_have_their_evidence() {
    let draft = draft(FULL, Format::Markdown);
    for chapter in 1..=10 {
        assert!(draft.contains(&format!("\n## {chapter}. ")), "{chapter}");
    }
    assert!(draft.contains(
        "Conversations support this: 14 commuters asked at the rack; 9 left a phone number. Nobody has paid yet."
    ));
    assert!(draft.contains("Mara pays €60 per visit for “Fixed where you park” (**Repair visit**)."));
    assert!(!draft.contains("Still to be settled"));
    assert!(draft.ends_with("CC BY-SA 3.0.\n"));
}

#[test]
fn no_document_shows_ids_states_or_seams() {
    for text in [FULL, ESSENTIAL, EMPTY] {
        let draft = draft(text, Format::Markdown);
        for seam in [
            "segments-",
            "own_direct",
            "usage_fee",
            "null",
            "{{",
            "{%",
            "..",
            " .",
            " ,",
            "  ",
            "()",
            "“”",
            "N/A",
            ": .",
        ] {
            assert!(!draft.contains(seam), "{seam:?} in {draft}");
        }
        assert_eq!(draft.matches("not a whole plan").count(), 1);
        assert_eq!(draft.matches("without VAT").count(), 1);
    }
}

#[test]
fn no_heading_is_empty() {
    for text in [FULL, ESSENTIAL, EMPTY] {
        let draft = draft(text, Format::Markdown);
        let lines: Vec<&str> = draft.lines().filter(|line| !line.is_empty()).collect();
        for pair in lines.windows(2) {
            assert!(!(pair[0].starts_with("## ") && pair[1].starts_with('#')), "{pair:?}");
        }
    }
}

#[test]
fn what_is_required_and_open_is_said_once_in_its_chapter_and_listed_in_annex_b() {
    let draft = draft(ESSENTIAL, Format::Markdown);
    let (chapters, annexes) = draft.split_once("## Annex A").unwrap();
    assert!(chapters.contains("Still to be settled: the cost model, what causes it (Hosting), "), "{chapters}");
    assert!(annexes.contains("\n- the cost model\n"));
    assert!(chapters.contains("- the key partners: two garden clubs have shown interest."));
    for chapter in chapters.split("\n## ") {
        assert!(chapter.matches("Still to be settled").count() <= 1, "{chapter}");
    }
}

#[test]
fn two_segments_do_not_read_like_one_filled_form() {
    let draft = draft(FULL, Format::Markdown);
    let chapter = draft.split("## 3.").nth(1).unwrap().split("## 4.").next().unwrap();
    let sentences: Vec<&str> = chapter.split(['.', ':']).map(str::trim).filter(|part| part.len() > 12).collect();
    for (index, sentence) in sentences.iter().enumerate() {
        assert!(!sentences[index + 1..].contains(sentence), "{sentence}");
    }
}

#[test]
fn an_answer_full_of_markdown_stays_the_words_it_is() {
    let evil = "</title><script>alert(1)</script> *x* [a](javascript:b) | # & `c`";
    let page = templates().draft(&with(FULL, "City commuters", evil), Format::Html).unwrap();
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("javascript:b\""));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; *x* [a](javascript:b) | # &amp; `c`"));
}

#[test]
fn the_page_needs_nothing_else_and_draws_the_canvas() {
    let page = draft(FULL, Format::Html);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(page.contains("<title>Spoke &amp; Go</title>"));
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("<svg xmlns=") && page.contains("Property manager on</text>"));
    for outside in ["<script", "<link", "src=\"http", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn the_recap_is_read_back_in_one_paragraph_however_little_is_known() {
    let recap = |text| templates().recap(&facts(text)).unwrap();
    assert_eq!(
        recap(FULL),
        "You help City commuters such as Mara with “Fixed where you park”, so that they can say: “I can ride home \
         tonight”. They find you through Rack stickers and Local ads. They pay €60 per visit (Repair visit). There is \
         also €20 per item (Accessories). For Employers with bike fleets there is “Fleet care”.\n"
    );
    assert!(recap(ESSENTIAL).ends_with("They pay nothing. For Growers there is “Plot nearby”.\n"));
    assert_eq!(recap(EMPTY), "Whom you serve first is still open, so there is no picture to read back yet.\n");
}

#[test]
fn the_plan_so_far_lists_what_is_there() {
    let shown = templates().plan_so_far(&facts(ESSENTIAL)).unwrap();
    assert!(shown.contains("Customer groups:\n  - Garden owners\n  - Growers\n"), "{shown}");
    assert!(templates().plan_so_far(&facts(EMPTY)).unwrap().starts_with("Your venture\n\nNothing is answered yet"));
}

#[test]
fn a_template_of_ones_own_extends_the_one_it_replaces() {
    let own = "{% extends \"builtin/plan.md\" %}{% block title %}# Our {{ super() | trim }}{% endblock %}";
    let draft = markdown("plan.md", own);
    assert!(draft.starts_with("# Our # Spoke & Go"), "{draft}");
    assert!(draft.contains("## 10. Next steps"));
    assert!(markdown("plan/02-team.md", "Only us.").contains("## 2. The team\n\nOnly us.\n"));
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
    let found = Templates::with_overrides(own).unwrap().draft(&facts(FULL), Format::Markdown).unwrap_err();
    assert_eq!(pointed_at(&found[0]), "turnover");
}

#[test]
fn a_document_without_end_is_stopped() {
    let own = vec![(
        "plan.md".to_owned(),
        "{% for a in range(end=9000) %}{% for b in range(end=9000) %}long{% endfor %}{% endfor %}".to_owned(),
    )];
    let found = Templates::with_overrides(own).unwrap().draft(&facts(EMPTY), Format::Markdown).unwrap_err();
    assert_eq!(found[0].code, "template-endless");
}

/// The value that stands for no answer.
fn nothing(value: &Json) -> Json {
    if value.is_array() { Json::Array(Vec::new()) } else { Json::Null }
}

/// Facts with one hole each: an answer, or a field of all items of a list, is not there.
fn facts_with_a_hole() -> Vec<(String, Json)> {
    let full: Json = serde_json::from_str(FULL).unwrap();
    let kept = ["items", "labels", "states", "reasons", "notes", "open_points", "walk", "stale", "bank", "made_on"];
    let mut holed = Vec::new();
    for (id, value) in full.as_object().unwrap().iter().filter(|(id, _)| !kept.contains(&id.as_str())) {
        let mut hole = full.clone();
        hole[id] = nothing(value);
        hole["labels"][id] = Json::Null;
        holed.push((id.clone(), hole));
        for field in value.as_array().and_then(|items| items.first()?.as_object()).into_iter().flatten() {
            if ["id", "title", "labels", "states", "list", "stale", "updated_at"].contains(&field.0.as_str()) {
                continue;
            }
            let mut hole = full.clone();
            for item in hole[id].as_array_mut().unwrap() {
                item[field.0] = nothing(field.1);
                item["labels"][field.0] = Json::Null;
            }
            holed.push((format!("{id}.{}", field.0), hole));
        }
    }
    holed
}

#[test]
fn any_answer_may_be_missing() {
    let templates = templates();
    let mut seams = Vec::new();
    for (name, hole) in facts_with_a_hole() {
        let facts = facts(&hole.to_string());
        match templates.draft(&facts, Format::Markdown) {
            Ok(draft) => {
                let found = ["..", " .", " ,", "  ", "()", "“”", "****", ": .", ",."]
                    .into_iter()
                    .find(|seam| draft.contains(seam));
                let line = found.and_then(|seam| draft.lines().find(|line| line.contains(seam)));
                seams.extend(line.map(|line| format!("without {name}: {line}")));
            }
            Err(problems) => {
                seams.extend(problems.into_iter().map(|problem| format!("without {name}: {}", problem.message)));
            }
        }
        seams.extend(templates.recap(&facts).err().map(|problems| format!("without {name}: {problems:?}")));
    }
    assert!(seams.is_empty(), "{seams:#?}");
}
