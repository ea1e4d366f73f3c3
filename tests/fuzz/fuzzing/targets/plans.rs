//! What becomes a plan: plans themselves, files of answers, forms, workbooks, canvases of others.

use super::super::mutation::Material;
use super::super::seeds::{corpus, files};
use super::super::{Outcome, Target};
use super::{TODAY, bank_for, built_in, drawn, example, none, now, one_in};
use crate::fuzzing::Chance;
use crate::fuzzing::targets::hostile;
use canvass::bank::{Bank, Phase, Route};
use canvass::checks;
use canvass::exchange::{Extent, answers_file, as_markdown, form, imported, questionnaire, read_questionnaire};
use canvass::facts::Facts;
use canvass::interview::{self, Interview, MenuReply, Reply, Response, Start, Turn};
use canvass::plan::{self, Answer, Plan, State, read_answers, strangers, upgraded};
use canvass::trial;
use serde_json::{Map, Value as Json, json};

pub fn targets() -> Vec<Target> {
    let ids = || built_in().iter().flat_map(ids).collect::<Vec<_>>();
    let material = |name: &str, more: Vec<String>, tokens: &[&str]| Material {
        seeds: corpus(name).into_iter().chain(more).collect(),
        tokens: tokens.iter().map(|token| (*token).to_owned()).chain(ids()).collect(),
        grammar: None,
    };
    let plans = plans();
    let written = plans.iter().map(|(bank, plan)| plan::write(plan, bank)).collect();
    let forms = plans.iter().map(|(_, plan)| saved(plan)).collect();
    let workbooks =
        plans.iter().map(|(bank, plan)| as_markdown(bank, &questionnaire(bank, plan, Extent::Usual))).collect();
    let canvases = files("tests/cases/import", &[".md", ".json"]).into_iter().map(|(_, text)| text);
    let answers = files("questions", &["example.toml"]).into_iter().chain(files("tests/cases", &["answers.toml"]));
    vec![
        Target::reader("plan", material("plan", written, &PLAN), plan),
        Target::reader("answers", material("answers", answers.map(|(_, text)| text).collect(), &ANSWERS), answers_of),
        Target::reader("form", material("form", forms, &FORM), form_of),
        Target::reader("workbook", material("workbook", workbooks, &WORKBOOK), workbook),
        Target::reader(
            "import",
            Material { grammar: Some(canvas), ..material("import", canvases.collect(), &CANVAS) },
            import,
        ),
    ]
}

const PLAN: [&str; 40] = [
    "\"format\": 1",
    "\"format\": 2",
    "\"format\": 0",
    "\"bank\": {\"id\": \"minimal\", \"version\": \"1\"}",
    "\"depth\": \"short\"",
    "\"depth\": \"full\"",
    "\"counters\"",
    "\"answers\"",
    "\"drafts\"",
    "\"waivers\"",
    "\"confirmations\"",
    "\"details\"",
    "\"former\"",
    "\"inventory\"",
    "\"state\": \"answered\"",
    "\"state\": \"unknown\"",
    "\"state\": \"skipped\"",
    "\"state\": \"not_applicable\"",
    "\"state\": \"open\"",
    "\"value\": null",
    "\"value\": [",
    "\"value\": {",
    "\"value\": true",
    "\"items\": [",
    "\"fields\": {",
    "\"id\": \"",
    "\"note\": ",
    "\"because\": ",
    "\"at\": \"2026-03-01T10:00:00Z\"",
    "\"at\": \"-009999-01-01T00:00:00Z\"",
    "\"stale\": [",
    "null",
    "true",
    "[]",
    "{}",
    ",",
    ":",
    "\\u0000",
    "\\ud83d",
    "\"\"",
];
const ANSWERS: [&str; 36] = [
    "[[segments]]\n",
    "[segments]\n",
    "name = ",
    "{ unknown = true }",
    "{ skip = true }",
    "{ not_applicable = 'no' }",
    "{ unknown = true, note = 'x' }",
    "'''",
    "\"\"\"",
    "= 1\n",
    "= true\n",
    "= 1.5\n",
    "= 1e400\n",
    "= nan\n",
    "= inf\n",
    "= 2026-03-01\n",
    "= 2026-03-01T10:00:00Z\n",
    "= 10:00:00\n",
    "= []\n",
    "= [[]]\n",
    "= {}\n",
    "id = 'segments-1'\n",
    "title = 'x'\n",
    "# note\n",
    "[a.b]\n",
    "a.b.c = 1\n",
    "'1,234.50'",
    "'€ 12'",
    "'12 %'",
    "'yes'",
    "'1.234,50'",
    "'100 from month 3, 5 from month 7'",
    "'3 x 12'",
    "'tomorrow'",
    "'1 May 2026'",
    "'EUR'",
];
const FORM: [&str; 22] = [
    "{\"unknown\": true}",
    "{\"unknown\": true, \"note\": \"x\"}",
    "{\"skip\": true}",
    "{\"not_applicable\": \"why\"}",
    "{\"value\": 1}",
    "\"id\": \"segments-1\"",
    "\"id\": \"e1\"",
    "[{",
    "}]",
    "null",
    "true",
    "false",
    "\"\"",
    "\"12,50\"",
    "\"100 from month 3\"",
    "[]",
    "{}",
    "[[]]",
    "\"id\": \"\"",
    "\"id\": 7",
    "\"id\": null",
    "\"facts\": {",
];
const WORKBOOK: [&str; 26] = [
    "<!-- canvass workbook: minimal -->\n",
    "<!-- canvass workbook: ",
    " · `",
    "`\n",
    "> ",
    ">\n",
    "> ?\n",
    "> ? note\n",
    "> -\n",
    "> / why\n",
    "> = 1.234\n",
    "> \\?\n",
    "- [x] ",
    "- [ ] ",
    "- [X] yes · `yes`\n",
    "### x · `segments: segments-1`\n",
    "### x · `segments`\n",
    "### · `segments: new`\n",
    "**",
    "\n\n",
    "    ",
    "> > ",
    "1. ",
    "· ``\n",
    "- [x] · `yes`\n",
    "`segments: `",
];
const CANVAS: [&str; 44] = [
    "# ",
    "## ",
    "### ",
    "#### 1. ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "> ",
    "| a | b |\n|---|---|\n",
    "|",
    "---\n",
    "===\n",
    "**Customer Segments**",
    "**Channels:** ",
    "Value Propositions",
    "Key Partners",
    "Cost Structure",
    "Revenue Streams",
    "Problem",
    "Unfair Advantage",
    "<br>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<!--",
    "-->",
    "```mermaid\n",
    "```\n",
    "[x](y)",
    "![p](q)",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "[^1]",
    "[^1]: x\n",
    "- [ ] ",
    "- [x] ",
    "    ",
    "\t",
    "TBD",
    "\\",
    "Segmentos de clientes",
    "客户细分",
    "<li>",
];

/// The ids of a bank: its questions, fields and choices.
fn ids(bank: &Bank) -> impl Iterator<Item = String> {
    let questions = bank.questions().map(|(_, question)| question);
    let all = questions.flat_map(|question| bank.fields(&question.id).chain([question]));
    all.flat_map(|question| {
        question.choices().iter().take(12).map(|choice| choice.key.clone()).chain([question.id.clone()])
    })
}

/// Plans to begin with: the worked examples, and a few that chance made.
fn plans() -> Vec<(&'static Bank, Plan)> {
    let of = |bank: &'static Bank| {
        let made = trial::by_chance(bank, if bank.questions().count() > 60 { 1 } else { 3 }, TODAY);
        made.chain([example(bank)]).map(move |plan| (bank, plan))
    };
    built_in().iter().flat_map(of).collect()
}

/// Tries some plans as they would be opened: facts, and of a few figures, checks, insights and the walk.
pub fn opened(bank: &Bank, plan: &Plan, text: &str) -> Result<(), String> {
    if !one_in(4, text, "facts") {
        return Ok(());
    }
    let mut facts = Facts::new(bank, plan);
    none("a condition or text of a built-in bank fails", &facts.problems)?;
    if !one_in(4, text, "figures") {
        return Ok(());
    }
    match facts.add_figures(bank) {
        Err(refusal) if refusal.to_string().is_empty() => return Err("figures are refused without a word".to_owned()),
        Err(_) => return Ok(()),
        Ok(_) => {}
    }
    none("a check of a built-in bank fails", &checks::judge(bank, plan, &mut facts, Phase::Final).problems)?;
    none("an insight of a built-in bank fails", &checks::add_insights(bank, &mut facts))?;
    let mut interview = Interview::new(bank, plan.clone(), Start::FirstOpen);
    for _ in 0..3 {
        skip(&mut interview);
    }
    saved_again(bank, interview.plan())
}

/// Goes on with a walk by a reply that says nothing.
pub fn skip(interview: &mut Interview<'_>) {
    match interview.turn() {
        Turn::Ask(_) => interview.respond(Response { reply: Reply::Skip, draft: None }, now()),
        Turn::Choose(_) => interview.choose(MenuReply::Back, now()),
        Turn::Finished => {}
    }
}

/// What is saved is what is read.
fn saved_again(bank: &Bank, plan: &Plan) -> Result<(), String> {
    let text = plan::write(plan, bank);
    let again =
        plan::read(&text, "plan").map_err(|problem| format!("what is saved is not read: {}", problem.message))?;
    if plan::write(&again, bank) != text {
        return Err("what is saved and read is not what was there".to_owned());
    }
    Ok(())
}

fn plan(text: &str) -> Outcome {
    let plan = match plan::read(text, "fuzz.canvass.json") {
        Ok(plan) => plan,
        Err(problem) => return drawn(&[problem]).map(|()| false),
    };
    let own = built_in().iter().find(|bank| bank.id == plan.bank.id);
    let bank = own.unwrap_or_else(|| bank_for(text));
    saved_again(bank, &plan)?;
    let _ = strangers(&plan, bank);
    drawn(&upgraded(bank, &plan).problems)?;
    opened(bank, &plan, text)?;
    Ok(true)
}

/// Fills a plan in with what was read, and looks of some whether what comes out can go in again.
fn filled_in(bank: &Bank, begun: &Plan, answers: &Map<String, Json>, text: &str) -> Result<Option<Plan>, String> {
    let plan = match interview::filled(bank, begun, answers, now()) {
        Ok(filled) => filled.plan,
        Err(problems) => return drawn(&problems).map(|()| None),
    };
    if !one_in(4, text, "again") {
        return Ok(Some(plan));
    }
    saved_again(bank, &plan)?;
    let file = answers_file(bank, &plan);
    let again = read_answers(&file, "the answers file");
    let again = again.map_err(|problem| format!("the file of answers is not read: {}\n{file}", problem.message))?;
    interview::filled(bank, &plan, &again, now()).map_err(|problems| {
        let first = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
        format!("the file of answers is not taken\n{first}\n{file}")
    })?;
    Ok(Some(plan))
}

/// The plan that answers go into: none, or one that holds answers already.
fn begun(bank: &'static Bank, text: &str) -> Plan {
    if one_in(8, text, "begun") { example(bank) } else { Plan::new(bank, Route::Full, None) }
}

fn answers_of(text: &str) -> Outcome {
    let answers = match read_answers(text, "answers.toml") {
        Ok(answers) => answers,
        Err(problem) => return drawn(&[problem]).map(|()| false),
    };
    let bank = bank_for(text);
    let Some(plan) = filled_in(bank, &begun(bank, text), &answers, text)? else { return Ok(false) };
    opened(bank, &plan, text)?;
    Ok(true)
}

fn form_of(text: &str) -> Outcome {
    let answers = match read_answers(text, "answers.json") {
        Ok(answers) => answers,
        Err(problem) => return drawn(&[problem]).map(|()| false),
    };
    let bank = bank_for(text);
    let Some(plan) = filled_in(bank, &begun(bank, text), &answers, text)? else { return Ok(false) };
    opened(bank, &plan, text)?;
    if one_in(32, text, "form") {
        super::formats::page(&form(bank, &plan), true)?;
    }
    Ok(true)
}

fn workbook(text: &str) -> Outcome {
    let bank = bank_for(text);
    let begun = begun(bank, text);
    let read = match read_questionnaire(bank, &begun, text, "workbook.md") {
        Ok(read) => read,
        Err(problems) => return drawn(&problems).map(|()| false),
    };
    let filled = match interview::filled(bank, &begun, &read.answers, now()) {
        Ok(filled) => filled,
        Err(problems) => {
            let placed: Vec<_> = problems.into_iter().map(|problem| read.placed(problem)).collect();
            return drawn(&placed).map(|()| false);
        }
    };
    opened(bank, &filled.plan, text)?;
    Ok(!read.answers.is_empty())
}

fn import(text: &str) -> Outcome {
    let bank = bank_for(text);
    let found = match imported(bank, text, "canvas.md") {
        Ok(found) => found,
        Err(problem) => return drawn(&[problem]).map(|()| false),
    };
    let filled = interview::filled(bank, &Plan::new(bank, Route::Full, None), &found.answers, now());
    let mut plan = filled
        .map_err(|problems| {
            let first = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
            format!("what was made of a canvas is not taken\n{first}")
        })?
        .plan;
    plan.answers.retain(|id, _| found.answers.contains_key(id));
    if one_in(2, text, "import") {
        filled_in(bank, &Plan::new(bank, Route::Full, None), &found.answers, text)?;
    }
    opened(bank, &plan, text)?;
    Ok(found.placed > 0)
}

/// A canvas in Markdown that nobody wrote.
fn canvas(chance: &mut Chance) -> String {
    let mut text = String::new();
    for _ in 0..=chance.below(12) {
        let part = built_in()[chance.below(built_in().len())].canvas.iter().map(|block| block.title.clone());
        let parts: Vec<String> = part.chain(["Customer segments".to_owned()]).collect();
        let part = chance.one_of(&parts).clone();
        let head = match chance.below(5) {
            0 => format!("# {part}\n\n"),
            1 => format!("## {}. {part}\n", chance.below(12)),
            2 => format!("**{part}**: "),
            3 => format!("| {part} | {} |\n|---|---|\n| ", hostile::words(chance)),
            _ => format!("{part}\n----\n"),
        };
        text.push_str(&head);
        for _ in 0..chance.below(5) {
            let bullet = chance.one_of(&["- ", "* ", "1. ", "  - ", "", "> ", "- [ ] ", "| "]);
            text.push_str(bullet);
            text.push_str(&hostile::words(chance));
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// What the form saves of a plan.
fn saved(plan: &Plan) -> String {
    let given = |answer: &Answer| match answer.state {
        State::Open => None,
        State::Answered => Some(answer.value.clone()).filter(|value| !value.is_null()),
        State::Skipped => Some(json!({ "skip": true })),
        State::Unknown => Some(json!({ "unknown": true, "note": answer.note })),
        State::NotApplicable => Some(json!({ "not_applicable": answer.because })),
    };
    let mut file = Map::new();
    for (id, answer) in &plan.answers {
        let entries = answer.items.iter().map(|item| {
            let fields = item.fields.iter().filter_map(|(field, answer)| Some((field.clone(), given(answer)?)));
            Json::Object([("id".to_owned(), json!(item.id))].into_iter().chain(fields).collect())
        });
        let entries: Vec<Json> = entries.collect();
        let own = if entries.is_empty() { given(answer) } else { Some(Json::Array(entries)) };
        file.extend(own.map(|own| (id.clone(), own)));
    }
    format!("{:#}\n", Json::Object(file))
}
