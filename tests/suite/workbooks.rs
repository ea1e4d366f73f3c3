//! The questions on paper or in an editor: what is printed is read back as it was, and what does not fit is told with its
//! line.

use crate::command::{Folder, same};
use canvass::bank::{self, Bank, Kind, Route};
use canvass::exchange::{Extent, answers_file, as_markdown, questionnaire, read_questionnaire};
use canvass::interview;
use canvass::plan::{self, Address, Answer, Plan, State};
use serde_json::{Value as Json, json};

/// The examples of all banks, as plans.
fn examples() -> Vec<(Bank, Plan)> {
    let folder = Folder::new();
    let plans = bank::built_in_ids().map(|id| {
        folder.canvass(&format!("--bank {id} example -o {id}.canvass.json")).status(0);
        let bank = bank::read(&bank::files_of(id).unwrap()).unwrap();
        let plan = plan::read(&folder.read(&format!("{id}.canvass.json")), "plan").unwrap();
        (bank, plan)
    });
    plans.collect()
}

/// What a plan says, without ids and times: links by what they lead to.
fn said(plan: &Plan) -> Json {
    let number = |id: &str| {
        let list = plan.list_of(id)?;
        let at = plan.items(list).iter().position(|item| item.id == id)?;
        Some(format!("{list} {}", at + 1))
    };
    let one = |answer: &plan::Answer| {
        let mut value = answer.value.clone();
        match &mut value {
            Json::String(id) => *id = number(id).unwrap_or_else(|| id.clone()),
            Json::Array(ids) => {
                for id in ids {
                    *id = id.as_str().and_then(number).map_or_else(|| id.clone(), Json::from);
                }
            }
            _ => {}
        }
        json!([answer.state, value, answer.note, answer.because])
    };
    let answers = plan.answers.iter().filter(|(_, answer)| answer.state != State::Open || !answer.items.is_empty());
    let answers = answers.map(|(id, answer)| {
        let items: Vec<Json> = answer
            .items
            .iter()
            .map(|item| {
                let mut fields: Vec<(&String, Json)> =
                    item.fields.iter().map(|(id, answer)| (id, one(answer))).collect();
                fields.sort_by_key(|(id, _)| (*id).clone());
                json!(fields)
            })
            .collect();
        (id.clone(), json!([one(answer), items]))
    });
    let mut answers: Vec<(String, Json)> = answers.collect();
    answers.sort_by_key(|(id, _)| id.clone());
    json!(answers)
}

fn refilled(bank: &Bank, plan: &Plan, into: &Plan) -> Plan {
    let text = as_markdown(bank, &questionnaire(bank, plan, Extent::Usual));
    let read = read_questionnaire(bank, into, &text, "book.md").unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert!(read.strays.is_empty(), "{:?}", read.strays);
    let now = "2026-03-01T10:00:00Z".parse().unwrap();
    let filled = interview::filled(bank, into, &read.answers, now);
    filled
        .unwrap_or_else(|problems| {
            panic!("{:#?}", problems.into_iter().map(|own| read.placed(own)).collect::<Vec<_>>())
        })
        .plan
}

#[test]
fn plans_come_back_from_their_workbooks() {
    for (bank, plan) in examples() {
        let route = plan.route;
        let again = refilled(&bank, &plan, &Plan::new(&bank, route, None));
        same(&bank.id, &format!("{:#}", said(&plan)), &format!("{:#}", said(&again)));
        // Into its own plan it changes nothing.
        let own = refilled(&bank, &plan, &plan);
        same(&bank.id, &format!("{:#}", said(&plan)), &format!("{:#}", said(&own)));
        assert_eq!(own.counters, plan.counters, "{}", bank.id);
    }
}

/// States, notes, reasons, exact numbers and texts that look like marks survive.
#[test]
fn whatever_was_said_comes_back() {
    let bank = crate::built_in::bank();
    let answers = json!({
        "venture_name": "? - / = [x] `key`", "pitch": "- [x] yes · `yes`", "country": {"not_applicable": "we have none, yet"},
        "sector": {"skip": true}, "start_date": {"unknown": true, "note": "after the permit"}, "currency": "EUR",
        "sense": "> quoted\n\n# no heading · `sense`\n- one\n\\ two\n<!-- three -->", "concierge": false,
        "conversations": {"unknown": true}, "rivals": {"not_applicable": "nobody does it"},
        "segments": [{"name": "Same", "pays": true}, {"name": "Other · `name`"}, {"name": "- "}],
        "propositions": [{"name": "Same", "segments": ["Same", "Other · `name`"]}, {"name": "/ a", "free_because": "= 3"}],
        "channels": [{"name": "Same"}, {"name": "?"}],
        "revenue_streams": [{"name": "One", "kind": "asset_sale", "price": 1.234, "units": 12000, "payers": ["Same"]}],
        "activities": [{"name": "A", "serves": ["?"]}, {"name": "___"}, {"name": "\\"}],
    });
    let now = "2026-03-01T10:00:00Z".parse().unwrap();
    let begun = Plan::new(bank, Route::Full, None);
    let plan = interview::filled(bank, &begun, answers.as_object().unwrap(), now).unwrap().plan;
    let again = refilled(bank, &plan, &begun);
    same("again", &format!("{:#}", said(&plan)), &format!("{:#}", said(&again)));
}

/// What only a hand can have put into a plan: ids of entries with marks of code in them, of two lines, or that mean
/// something in a workbook; a name of two lines; a link that leads nowhere, which has no name.
#[test]
fn odd_ids_and_names_come_back() {
    let bank = crate::built_in::bank();
    let now = "2026-03-01T10:00:00Z".parse().unwrap();
    let begun = Plan::new(bank, Route::Full, None);
    let answers = json!({
        "segments": [{"name": "First", "pays": true}, {"name": "Second"}],
        "channels": [{"name": "A stall", "segments": ["First"]}],
        "propositions": [{"name": "A repair", "segments": ["First"]}, {"name": "A look", "segments": ["Second"]}],
    });
    let plan = interview::filled(bank, &begun, answers.as_object().unwrap(), now).unwrap().plan;
    let written = serde_json::to_string(&plan).unwrap();
    let named = written.replace("\"First\"", "\"First of all:\\r\\n- the oven\"");
    for id in ["a `code` · of €1, ", "segments. \r\n", "new", "\"quoted\"", "x · `name`"] {
        let own = json!(id).to_string();
        let odd = named.replace("\"segments-1\"", &own);
        // Two of one name are linked by their ids.
        for text in [odd.clone(), odd.replace("\"Second\"", "\"First of all: - the oven\"")] {
            let odd = plan::read(&text, "odd").unwrap();
            let again = refilled(bank, &odd, &odd);
            assert_eq!(again.items("segments")[0].id, id);
            assert_eq!(
                said(&again).to_string().replace(" - the oven", ""),
                said(&odd).to_string().replace("\\r\\n- the oven", "").replace(" - the oven", "")
            );
        }
    }
    let nowhere = written.replace("[\"segments-2\"]", "[\"segments-9\"]");
    let nowhere = plan::read(&nowhere, "nowhere").unwrap();
    let text = as_markdown(bank, &questionnaire(bank, &nowhere, Extent::Usual));
    assert!(!text.contains("segments-9"), "{text}");
    let own = refilled(bank, &nowhere, &nowhere);
    assert_eq!(said(&own), said(&nowhere));
    let file = answers_file(bank, &nowhere);
    assert!(!file.contains("segments-9") && !file.contains("segments = [\"\"]"), "{file}");
}

/// What does not fit its question, as only a hand can have put it into a plan, has blank space, also where it is not asked.
#[test]
fn what_does_not_fit_is_left_blank() {
    for (bank, mut plan) in examples() {
        let mut addresses: Vec<Address> = Vec::new();
        for (_, question) in bank.questions() {
            let is_text = |kind: &Kind| matches!(kind, Kind::Text { .. } | Kind::LongText { .. } | Kind::Items(_));
            if question.of.is_none() && !is_text(&question.kind) {
                addresses.push(Address::Question(question.id.clone()));
            }
            let Some(item) = plan.items(&question.id).first() else { continue };
            let fields = bank.fields(&question.id).filter(|field| !is_text(&field.kind));
            addresses.extend(fields.map(|field| Address::Field {
                list: question.id.clone(),
                item: item.id.clone(),
                field: field.id.clone(),
            }));
        }
        assert!(!addresses.is_empty(), "{}", bank.id);
        for address in &addresses {
            plan.put(address, Answer::answered(json!("not yet, e.g.")));
        }
        let text = as_markdown(&bank, &questionnaire(&bank, &plan, Extent::All));
        assert!(!text.contains("not yet, e.g."), "{text}");
        assert_eq!(said(&refilled(&bank, &plan, &plan)), said(&plan), "{}", bank.id);
        assert!(!answers_file(&bank, &plan).contains("= \"not yet, e.g.\""), "{}", bank.id);
    }
}

/// A blank workbook holds no answer; each question of the bank that is asked in a row has its space.
#[test]
fn a_blank_workbook_is_no_answer() {
    for id in bank::built_in_ids() {
        let bank = bank::read(&bank::files_of(id).unwrap()).unwrap();
        let begun = Plan::new(&bank, Route::Full, None);
        let text = as_markdown(&bank, &questionnaire(&bank, &begun, Extent::All));
        let read = read_questionnaire(&bank, &begun, &text, "book.md").unwrap();
        assert_eq!((read.answers.len(), read.strays.len()), (0, 0), "{id}");
        for name in crate::answering::all_questions(&bank) {
            let key = name.rsplit('.').next().unwrap();
            assert!(text.contains(&format!("`{key}`")) || text.contains(&format!("`{key}: new`")), "{name}");
        }
        let short = as_markdown(&bank, &questionnaire(&bank, &begun, Extent::Essential));
        assert!(short.len() < text.len());
    }
}

/// Somebody fills it in by hand: copies a block, ticks, writes beside the lines.
#[test]
fn a_workbook_is_filled_in_by_hand() {
    let folder = Folder::new();
    folder.canvass("--bank minimal workbook -o book.md").status(0).stderr("").stdout("");
    let blank = folder.read("book.md");
    let filled = blank.replacen("`idea`\n\nA working name will do. It stands at the top of the page, and you can change it at any time.\n\n>", "`idea`\n\nA working name will do. It stands at the top of the page, and you can change it at any time.\n\n> The shelf", 1);
    let filled = filled.replacen(
        "`name`\n\nTwo to five words that say who they are.\n\n>\n",
        "`name`\n\nTwo to five words that say who they are.\n\n> Our street\n",
        1,
    );
    let filled = filled.replacen(
        "`name`\n\nA few words that say what people get.",
        "`name`\n\nA few words that say what people get.\n\n> Tools",
        1,
    );
    let filled = filled.replacen("- [ ] people said so", "- [X] people said so", 1) + "\nCall Ana on Monday.\n";
    folder.write("book.md", &filled);
    let told = folder.canvass("--bank minimal fill p.canvass.json --answers book.md").status(3).error_text();
    let last = filled.lines().count();
    let note = format!(
        "note: line {last} stands outside the answers and was not read: “Call Ana on Monday.”; an answer begins with >\n"
    );
    assert!(told.starts_with(&note), "{told}");
    let said = folder.canvass("diff p.canvass.json").status(0).output_text();
    for line in
        ["the name of the idea: The shelf", "the people it helps: 1 group", "how you know of Tools: people said so"]
    {
        assert!(
            said.replace("name of the idea", "the name of the idea").contains(line)
                || said.contains(line.trim_start_matches("the ")),
            "{line}: {said}"
        );
    }
}

/// Everything that is wrong is told at once, with its line; nothing is written then.
#[test]
fn all_problems_are_told_with_their_lines() {
    let folder = Folder::new();
    let lines = [
        "<!-- canvass workbook: business-model -->",
        "> an answer to nothing",
        "**What?** · `venture_nam`",
        "**Name?** · `venture_name`",
        "> A name that is far too long for the top of any plan, since it goes on and on",
        "**How far?** · `stage`",
        "- [x] idea · `idea`",
        "- [x] prototype · `prototype`",
        "**Country?** · `country`",
        "> /",
        "### A group · `segments: new`",
        "### Another · `segments: new`",
        "**Name?** · `name`",
        "> Farms",
        "**How many?** · `head_count`",
        "> many",
        "**Pays?** · `pays`",
        "- [x] yes · `yes`",
        "> no",
        "## Something",
        "- [x] lost · `lost`",
    ];
    folder.write("book.md", lines.join("\n"));
    let told = folder.canvass("fill p.canvass.json --answers book.md").status(1).error_text();
    for (line, said) in [
        (2, "this answer stands below no question"),
        (3, "there is no question `venture_nam` here"),
        (8, "more than one answer to `stage` is ticked"),
        (10, "`country` does not apply, but nothing says why"),
        (19, "`pays` is ticked and written as well"),
        (21, "this tick stands below no question"),
    ] {
        assert!(told.contains(said) && told.contains(&format!("book.md:{line}:")), "{line} {said}: {told}");
    }
    let sound = ["<!-- canvass workbook: business-model -->"]
        .into_iter()
        .chain(lines[3..5].iter().copied())
        .chain(lines[10..16].iter().copied());
    folder.write("book.md", sound.collect::<Vec<_>>().join("\n"));
    let told = folder.canvass("fill p.canvass.json --answers book.md").status(1).error_text();
    for (line, said) in [(3, "`venture_name`: "), (9, "`segments` 1, `head_count`: ")] {
        assert!(told.contains(said) && told.contains(&format!("book.md:{line}:")), "{line} {said}: {told}");
    }
    assert!(!folder.path("p.canvass.json").exists());
    folder.write("other.md", "# A letter\n");
    let told = folder.canvass("fill p.canvass.json --answers other.md").status(1).error_text();
    assert!(told.starts_with("error: `other.md` is no workbook"), "{told}");
    folder.write("book.md", "<!-- canvass workbook: lean-canvas -->\n");
    let told = folder.canvass("fill p.canvass.json --answers book.md").status(1).error_text();
    assert!(told.contains("asks the questions of the bank `lean-canvas`"), "{told}");
}

/// On paper there are boxes to tick and lines to write on; what founders said stands there as text.
#[test]
fn a_workbook_goes_on_paper() {
    let folder = Folder::new().file("plan.canvass.json", crate::command::example());
    folder.canvass("workbook plan.canvass.json -o filled.html").status(0);
    let page = folder.read("filled.html");
    assert!(
        page.contains("☒ ") && page.contains("☐ ") && page.contains("Spoke &amp; Go") && !page.contains("<script"),
        "{page}"
    );
    folder.canvass("--bank minimal workbook -o blank.html").status(0);
    assert!(folder.read("blank.html").contains("______"));
    folder.canvass("--bank minimal workbook -o blank.docx").status(0);
    assert!(std::fs::read(folder.path("blank.docx")).unwrap().starts_with(b"PK"));
    let told = folder.canvass("workbook -o blank.pdf").status(2).error_text();
    assert!(told.contains("end the name of the file with .md, .html or .docx"), "{told}");
    // What was filled in is never replaced by a fresh one.
    folder.canvass("--bank minimal workbook -o book.md").status(0);
    folder.write("book.md", folder.read("book.md") + "x");
    folder.canvass("--bank minimal workbook -o book.md").status(1);
}
