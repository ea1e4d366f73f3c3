//! Plans that every format has to stand: both examples, the difficult ones of `tests/cases/difficult`, and the worked
//! example with answers that look like markup, code and commands.

use crate::documents::{CASES, EXAMPLE};
use canvass::bank::{Bank, Phase, Route};
use canvass::checks;
use canvass::documents::{Edition, Format, Templates};
use canvass::fact::Fact;
use canvass::facts::Facts;
use canvass::interview;
use canvass::plan::{self, Plan};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// A plan, and what it is written up as.
pub struct Case {
    /// What to call it.
    pub name: String,
    /// The documents.
    pub markdown: String,
    pub word: Vec<u8>,
    pub typst: String,
}

/// What nobody should have to write by hand: each is typed as an answer.
const HOSTILE: [&str; 28] = [
    "<script>alert(1)</script> & &lt;b&gt; &#106;",
    "[click](javascript:alert(1)) ![p](http://evil.example/x.png) <img src=x onerror=y>",
    "# heading",
    "- item",
    "1. one",
    "> quote",
    "| a | b |",
    "***",
    "`code` *b* _i_ ~~s~~ **x**",
    "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069}",
    "a\u{0}b\u{7}c\u{1b}[31m \u{fffe}",
    "{{ 7 * 7 }} {% raw %} {# c #}",
    "#import \"x.typ\": *; #panic(\"no\")",
    "$x^2$ @ref <label> // gone /* gone */ kept",
    "= heading",
    "/ term: x",
    "https://example.org/a_b?c=d&e=f, mail@example.org",
    "C:\\new\\u{41}\\",
    "line one\nline two\n\n- bullet\n\n2) second",
    "]]> <!-- --> <?xml?> <!DOCTYPE x>",
    "--- ... -- -? -5",
    "\"quoted\" 'single' it's",
    "～ 自行车修理服务 😀 e\u{301}",
    "~nbsp~ ^sup^ #[x] #{y}",
    "]) #text(fill: red)[x",
    "*/ end of no comment",
    "שלום עולם (١٢٣)",
    "ends with a backslash \\",
];

/// Every plan of the corpus, written up once.
pub fn cases() -> &'static [Case] {
    static CORPUS: OnceLock<Vec<Case>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let bank = crate::built_in::bank();
        let templates = crate::built_in::templates();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path: &Path| filled(bank, &fs::read_to_string(path).unwrap());
        let mut plans: Vec<(String, Plan)> =
            CASES.iter().map(|(name, path)| ((*name).to_owned(), read(&root.join(path)))).collect();
        plans.push(("hostile".to_owned(), hostile(bank, &plans[0].1)));
        let difficult = fs::read_dir(root.join("tests/cases/difficult")).into_iter().flatten();
        let mut folders: Vec<_> = difficult.map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        for folder in folders.into_iter().filter(|folder| folder.join("answers.toml").is_file()) {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            plans.push((name, read(&folder.join("answers.toml"))));
        }
        plans.into_iter().map(|(name, plan)| case(name, &facts(bank, &plan), templates)).collect()
    })
}

fn case(name: String, facts: &Fact, templates: &Templates) -> Case {
    let draft = |format: Format| templates.draft(facts, Edition::from(format)).unwrap();
    let text = |format| String::from_utf8(draft(format)).unwrap();
    Case { name, markdown: text(Format::Markdown), word: draft(Format::Word), typst: text(Format::Typst) }
}

fn filled(bank: &Bank, answers: &str) -> Plan {
    let answers = plan::read_answers(answers, "answers.toml").unwrap();
    let now = "2026-02-01T10:00:00Z".parse().unwrap();
    interview::fill(bank, &Plan::new(bank, Route::Full, None), &answers, now).unwrap()
}

fn facts(bank: &Bank, plan: &Plan) -> Fact {
    let mut facts = Facts::new(bank, plan);
    facts.add_figures(bank).unwrap();
    assert!(checks::judge(bank, plan, &mut facts, Phase::Final).problems.is_empty());
    facts.for_documents(bank, plan, "2026-02-02")
}

/// The plan with each answer in the founder's own words replaced by a hostile one, and one by a word of 100 kB.
fn hostile(bank: &Bank, plan: &Plan) -> Plan {
    replaced(bank, plan, |_, count| {
        let long = count == HOSTILE.len() + 3;
        if long { "long".repeat(25_000) } else { HOSTILE[count % HOSTILE.len()].to_owned() }
    })
}

/// The plan with each answer in the founder's own words replaced; the count of those before it goes with each.
pub fn replaced(bank: &Bank, plan: &Plan, with: impl Fn(&str, usize) -> String) -> Plan {
    let mut document: Json = serde_json::from_str(&plan::write(plan, bank)).unwrap();
    let mut count = 0;
    replace(&mut document, &mut count, &with);
    assert!(count > 2 * HOSTILE.len(), "only {count} answers were replaced");
    plan::read(&document.to_string(), "replaced").unwrap()
}

/// The worked example with each answer in the founder's own words replaced, and what templates see of it.
pub fn example_replaced(with: impl Fn(&str, usize) -> String) -> (Plan, Fact) {
    let bank = crate::built_in::bank();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE);
    let plan = replaced(bank, &filled(bank, &fs::read_to_string(example).unwrap()), with);
    let facts = facts(bank, &plan);
    (plan, facts)
}

fn replace(value: &mut Json, count: &mut usize, with: &impl Fn(&str, usize) -> String) {
    match value {
        Json::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Json::String(text) if name == "value" && is_own_words(text) => {
                        *text = with(text, *count);
                        *count += 1;
                    }
                    value => replace(value, count, with),
                }
            }
        }
        Json::Array(values) => values.iter_mut().for_each(|value| replace(value, count, with)),
        _ => {}
    }
}

/// Whether a founder wrote it, and it is no choice, number, date or name of an item.
fn is_own_words(text: &str) -> bool {
    text.contains(' ') || text.starts_with(char::is_uppercase) && text.chars().count() > 3
}
