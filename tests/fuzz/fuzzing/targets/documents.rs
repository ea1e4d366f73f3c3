//! Whole documents: a plan that chance made, written up in every format.

use super::super::{Outcome, Target};
use super::{TODAY, built_in, example, filled, formats, hostile, none, now};
use crate::fuzzing::{Chance, seeds};
use canvass::bank::{Bank, Kind, Phase, Question};
use canvass::checks;
use canvass::diagnostic::Diagnostic;
use canvass::documents::{Edition, Extent, Format, Templates, calendar};
use canvass::exchange::{self, as_markdown, as_paper, form, questionnaire, read_questionnaire};
use canvass::facts::Facts;
use canvass::interview;
use canvass::plan::{self, Answer, Item, Plan, State};
use canvass::trial;
use canvass::workbook::spreadsheet;
use serde_json::{Value as Json, json};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::process::Command;
use std::sync::{LazyLock, OnceLock};
use std::time::Duration;

pub fn targets() -> Vec<Target> {
    vec![Target {
        name: "documents",
        // Eight documents and more, and some of the plans are long.
        patience: Duration::from_secs(16),
        input: Box::new(made),
        run: drafted,
    }]
}

/// A bank, its templates, and plans to begin with.
struct Shop {
    bank: &'static Bank,
    templates: Templates,
    plans: Vec<Plan>,
}

/// That of a bank, by its place among those that are built in; made when it is first needed.
fn shop(at: usize) -> &'static Shop {
    static SHOPS: LazyLock<Vec<OnceLock<Shop>>> =
        LazyLock::new(|| built_in().iter().map(|_| OnceLock::new()).collect());
    SHOPS[at].get_or_init(|| {
        let bank = &built_in()[at];
        let mut plans: Vec<Plan> = trial::by_chance(bank, 4, TODAY).chain([example(bank)]).collect();
        if bank.id == canvass::bank::USUAL {
            let cases = ["tool-library/answers.toml", "chinese/essentials.toml"];
            plans.extend(cases.map(|case| filled(bank, &seeds::file(&format!("tests/cases/{case}")))));
        }
        Shop { bank, templates: Templates::of(bank).unwrap(), plans }
    })
}

/// A plan as its file: one of those that there are, with a part of what it says said otherwise.
fn made(number: u64, chance: &mut Chance) -> String {
    // Every other is of the usual bank.
    let last = built_in().len() - 1;
    let shop = shop(if number % 2 == 1 { last } else { chance.below(last) });
    let mut plan = chance.one_of(&shop.plans).clone();
    // Out of a hundred answers, so many are others; in some plans only the words.
    let (share, only_words) = (*chance.one_of(&[2, 10, 30, 60, 100]), chance.one_in(2));
    let lists: Vec<&Question> =
        shop.bank.questions().map(|(_, question)| question).filter(|question| question.items().is_some()).collect();
    for list in lists {
        entries(&mut plan, list, chance);
    }
    let items: Vec<String> =
        plan.answers.values().flat_map(|answer| &answer.items).map(|item| item.id.clone()).collect();
    let others = Others { share, only_words, items, bank: shop.bank };
    for (_, question) in shop.bank.questions().filter(|(_, question)| question.of.is_none()) {
        if let Some(answer) = plan.answers.get_mut(&question.id)
            && question.items().is_none()
        {
            others.answer(question, answer, chance);
        }
        for item in plan.answers.get_mut(&question.id).into_iter().flat_map(|answer| &mut answer.items) {
            others.fields(&question.id, item, chance);
        }
    }
    plan::write(&plan, shop.bank)
}

/// Now and then more entries, fewer of them, or ids that nobody would give.
fn entries(plan: &mut Plan, list: &Question, chance: &mut Chance) {
    let Some(answer) = plan.answers.get_mut(&list.id).filter(|answer| !answer.items.is_empty()) else { return };
    match chance.below(14) {
        0 => {
            let many = if chance.one_in(6) { 40 } else { 4 };
            let count = u32::try_from(chance.below(many)).unwrap();
            for number in 0..count {
                let twin =
                    Item { id: format!("{}-{}", list.id, 9000 + number), ..chance.one_of(&answer.items).clone() };
                answer.items.push(twin);
            }
            plan.counters.insert(list.id.clone(), 9000 + count);
        }
        1 => drop(answer.items.remove(chance.below(answer.items.len()))),
        2 if chance.one_in(2) => answer.items[0].id = format!("{}{}", list.id, hostile::words(chance)),
        _ => {}
    }
}

/// What is said otherwise.
struct Others<'b> {
    share: usize,
    only_words: bool,
    items: Vec<String>,
    bank: &'b Bank,
}

impl Others<'_> {
    fn fields(&self, list: &str, item: &mut Item, chance: &mut Chance) {
        for field in self.bank.fields(list) {
            if let Some(answer) = item.fields.get_mut(&field.id) {
                self.answer(field, answer, chance);
            }
        }
    }

    fn answer(&self, question: &Question, answer: &mut Answer, chance: &mut Chance) {
        if chance.below(100) >= self.share {
            return;
        }
        let is_in_words = matches!(question.kind, Kind::Text { .. } | Kind::LongText { .. });
        if self.only_words && !is_in_words {
            return;
        }
        if !self.only_words && chance.one_in(12) {
            answer.state = *chance.one_of(&[State::Unknown, State::Skipped, State::NotApplicable, State::Open]);
            answer.note = (answer.state == State::Unknown).then(|| hostile::words(chance));
            answer.because = (answer.state == State::NotApplicable).then(|| hostile::words(chance));
            return;
        }
        if let Some(value) = self.value(question, chance) {
            answer.value = value;
        }
    }

    fn value(&self, question: &Question, chance: &mut Chance) -> Option<Json> {
        let keys: Vec<&str> = question.choices().iter().map(|choice| choice.key.as_str()).collect();
        if chance.one_in(20) {
            return Some(json!(hostile::words(chance)));
        }
        Some(match &question.kind {
            Kind::Text { .. } | Kind::LongText { .. } => json!(hostile::words(chance)),
            Kind::Email => json!(format!("{}@example.org", chance.one_of(&["a", "a_b+c", "'x'", "\"<b>\"", "ü"]))),
            Kind::Url => {
                json!(format!("https://example.org/{}", hostile::words(chance).replace(char::is_whitespace, "")))
            }
            Kind::Phone => json!(chance.one_of(&["+43 660 1234567", "01", "1-800-*_*"])),
            Kind::YesNo => json!(chance.one_in(2)),
            Kind::Number { whole: true, .. } if chance.one_in(2) => json!(chance.below(40)),
            Kind::Number { .. } | Kind::Money(_) | Kind::Percent(_) => json!(hostile::amount(chance)),
            Kind::ByMonth { .. } => {
                let steps: Vec<String> = (0..=chance.below(5))
                    .map(|step| format!("{} from month {}", hostile::amount(chance), 1 + step * 7 + chance.below(6)))
                    .collect();
                json!(steps.join(", "))
            }
            Kind::Date => json!(hostile::day(chance)),
            Kind::Currency(_) => json!(chance.one_of(&["EUR", "USD", "JPY", "KWD", "CLF", "XXX", "€"])),
            Kind::OneOf(_) => json!(chance.one_of(&keys)),
            Kind::SomeOf { .. } => json!(keys.iter().filter(|_| chance.one_in(2)).collect::<Vec<_>>()),
            Kind::Link(link) if link.many => json!(self.items.iter().filter(|_| chance.one_in(6)).collect::<Vec<_>>()),
            Kind::Link(_) if self.items.is_empty() => return None,
            Kind::Link(_) => json!(chance.one_of(&self.items)),
            Kind::Items(_) => return None,
        })
    }
}

/// Writes a plan up in every format and looks at what comes out.
fn drafted(text: &str) -> Outcome {
    let Ok(plan) = plan::read(text, "plan") else { return Ok(false) };
    let shop = shop(built_in().iter().position(|bank| bank.id == plan.bank.id).unwrap());
    let (bank, templates) = (shop.bank, &shop.templates);
    let mut facts = Facts::new(bank, &plan);
    none("a condition or text of a built-in bank fails", &facts.problems)?;
    if let Err(refusal) = facts.add_full_figures(bank) {
        // It has to be told in the spreadsheet, too, and never to be a fault of the program.
        return if refusal.to_string().is_empty() {
            Err("figures are refused without a word".to_owned())
        } else {
            Ok(false)
        };
    }
    none("a check of a built-in bank fails", &checks::judge(bank, &plan, &mut facts, Phase::Final).problems)?;
    none("an insight of a built-in bank fails", &checks::add_insights(bank, &mut facts))?;
    let view = facts.for_documents(bank, &plan, TODAY);
    let draft = |format: Format, reader: Option<&str>| {
        let extent = if reader.is_some() && text.len().is_multiple_of(7) { Extent::Summary } else { Extent::Whole };
        let edition = Edition {
            reader: reader.map(str::to_owned),
            extent,
            with_answers: text.len().is_multiple_of(3),
            is_final: text.len().is_multiple_of(5),
            ..Edition::from(format)
        };
        templates.draft(&view, edition).map_err(|problems| match none(format.name(), &problems) {
            Err(said) => format!("a built-in template fails: {said}"),
            Ok(()) => "a built-in template fails without a word".to_owned(),
        })
    };
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|error| format!("no UTF-8: {error}"));
    let readers: Vec<Option<&str>> = bank.readers.iter().map(|reader| Some(reader.id.as_str())).chain([None]).collect();
    let reader = readers[text.len() % readers.len()];
    let markdown = words(draft(Format::Markdown, reader)?)?;
    if markdown.contains("{{") && !text.contains("{{") || markdown.contains('\r') || markdown.contains('\0') {
        return Err("the Markdown shows what a template is made of".to_owned());
    }
    formats::page(&words(draft(Format::Html, reader)?)?, false)?;
    formats::package("the Word document", &draft(Format::Word, reader)?)?;
    let typst = words(draft(Format::Typst, reader)?)?;
    formats::typst(&typst)?;
    sampled(text, &typst);
    if !bank.canvas.is_empty() {
        formats::xml("the canvas", &words(draft(Format::Svg, None)?)?)?;
    }
    let json: Result<Json, _> = serde_json::from_slice(&draft(Format::Json, None)?);
    json.map_err(|error| format!("the JSON is none: {error}"))?;
    let book = spreadsheet(&view, &facts.inputs(bank), reader, None);
    formats::package("the spreadsheet", &book.map_err(|problems| format!("no spreadsheet: {problems:?}"))?)?;
    let days = calendar(bank, &facts, None, TODAY).map_err(|problems| format!("no calendar: {problems:?}"))?;
    formats::calendar(&words(days)?)?;
    templates.recap(&view).map_err(|problems| format!("no recap: {problems:?}"))?;
    templates.plan_so_far(&view).map_err(|problems| format!("nothing so far: {problems:?}"))?;
    templates.canvas_blocks(&view).map_err(|problems| format!("no blocks of the canvas: {problems:?}"))?;
    printed(bank, &plan, &facts, templates)?;
    Ok(true)
}

/// The form and the workbook of a plan: they are sound, and the workbook goes in again as it came out.
fn printed(bank: &Bank, plan: &Plan, facts: &Facts<'_>, templates: &Templates) -> Result<(), String> {
    formats::page(&form(bank, plan), true)?;
    let blocks = questionnaire(bank, plan, exchange::Extent::All);
    let paper = templates.dressed(&facts.view, &as_paper(&blocks), Format::Html);
    let paper = paper.map_err(|problems| format!("no workbook on paper: {problems:?}"))?;
    formats::page(&String::from_utf8_lossy(&paper), false)?;
    let text = as_markdown(bank, &blocks);
    let read = read_questionnaire(bank, plan, &text, "workbook.md");
    // What a hand or chance has put into a plan, and no prompt would take, is told and not taken.
    let is_foreign = |problem: &Diagnostic| {
        let signs = [
            "characters long: please keep it to",
            "does not fit here: it belongs to something else",
            "does not apply, but nothing says why",
            "there is room for",
        ];
        signs.iter().any(|sign| problem.message.contains(sign))
    };
    let said = |problems: &[Diagnostic]| {
        let own = problems.iter().find(|problem| !is_foreign(problem));
        own.map(|problem| problem.message.clone()).unwrap_or_default()
    };
    let read = match read {
        Err(problems) if problems.iter().all(is_foreign) => return Ok(()),
        read => read.map_err(|problems| format!("a workbook is not read back\n{}", said(&problems)))?,
    };
    match interview::filled(bank, plan, &read.answers, now()) {
        Err(problems) if problems.iter().all(is_foreign) => Ok(()),
        again => again.map(drop).map_err(|problems| format!("a workbook is not taken back\n{}", said(&problems))),
    }
}

/// One Typst source in so many is kept, to be compiled in the end.
const SAMPLE: u64 = 40;

/// Where they are kept, where anybody compiles them.
fn folder() -> Option<&'static Path> {
    static FOLDER: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("CANVASS_FUZZ_FOLDER").ok());
    FOLDER.as_deref().map(Path::new)
}

fn sampled(plan: &str, source: &str) {
    let mut hasher = DefaultHasher::new();
    plan.hash(&mut hasher);
    let hash = hasher.finish();
    if let Some(folder) = folder().filter(|_| hash.is_multiple_of(SAMPLE)) {
        fs::write(folder.join(format!("{hash:016x}.typ")), source).unwrap();
        fs::write(folder.join(format!("{hash:016x}.plan")), plan).unwrap();
    }
}

/// Compiles every source of the folder it is started in, and names those that cannot be.
const COMPILE: &str = "
import glob, os, typst
for name in sorted(glob.glob('*.typ')):
    try:
        typst.compile(name)
        os.remove(name)
        os.remove(name[:-4] + '.plan')
    except Exception as problem:
        print(f'{name}: {problem}'.replace('\\n', ' '))
";

/// Compiles the sources that were kept in a folder. Gives how many there were, and what is wrong with some; nothing where
/// Typst is not there.
pub fn typeset(folder: &Path) -> Option<(usize, Vec<String>)> {
    let is_source = |path: &Path| path.extension().is_some_and(|end| end == "typ");
    let count = fs::read_dir(folder).unwrap().filter(|entry| is_source(&entry.as_ref().unwrap().path())).count();
    if count == 0 {
        return Some((0, Vec::new()));
    }
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python");
    let modules = std::env::var_os("PYTHONPATH").unwrap_or_else(|| modules.into());
    let mut command = Command::new("python3");
    let output = command.args(["-c", COMPILE]).env("PYTHONPATH", modules).current_dir(folder).output().ok()?;
    let faults = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    output.status.success().then_some((count, faults))
}
