//! What makes a bank: its files, its expressions, its templates.

use super::super::mutation::Material;
use super::super::seeds::{bundle, corpus, files, unbundled};
use super::super::{Outcome, Target};
use super::{TODAY, built_in, drawn, example, lot, one_in};
use crate::fuzzing::Chance;
use canvass::bank::{self, Bank, Phase, Route, Template};
use canvass::check_bank;
use canvass::check_templates::Audit;
use canvass::checks;
use canvass::documents::{Edition, Extent, Format, Templates};
use canvass::exchange::{packed, unpacked};
use canvass::expression::{EvaluationProblem, Expression, Insert, Scope, Type};
use canvass::fact::Fact;
use canvass::facts::Facts;
use canvass::interview::{Interview, Start};
use canvass::plan::Plan;
use canvass::trial::{self, Trial};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;
use std::time::Duration;

pub fn targets() -> Vec<Target> {
    let tokens = |all: &[&str]| all.iter().map(|token| (*token).to_owned()).collect::<Vec<String>>();
    let mut folders: BTreeSet<String> = BTreeSet::new();
    folders.extend(
        files("tests/cases/bank", &[".toml"]).iter().filter_map(|(path, _)| Some(path.split_once('/')?.0.to_owned())),
    );
    let of_cases = folders.iter().map(|folder| bundle(&files(&format!("tests/cases/bank/{folder}"), &[".toml"])));
    let minimal = bank::files_of("minimal").unwrap();
    let banks = corpus("bank").into_iter().chain(of_cases).chain([bundle(&minimal)]);
    let templates = files("tests/cases/templates", &[".md", ".txt", ".tsv", ".html", ".svg", ".xml", ".typ"]);
    let built = files("templates", &[".md", ".txt", ".tsv", ".html", ".svg", ".xml", ".typ"]);
    let templates = templates.into_iter().filter_map(|(path, text)| Some((path.split_once('/')?.1.to_owned(), text)));
    let templates = templates.chain(built.into_iter().filter(|(path, _)| path != "README.md"));
    let templates = corpus("templates").into_iter().chain(templates.map(|file| bundle(&[file])));
    let lines = corpus("cel").into_iter().flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let expressions: BTreeSet<String> = lines.chain(expressions()).collect();
    let functions = Expression::functions().map(|name| format!(".{name}("));
    vec![
        Target::reader(
            "bank",
            Material { seeds: banks.collect(), tokens: tokens(&BANK), grammar: Some(step) },
            bank_of,
        ),
        Target {
            // Templates work under a watch of their own, which waits as long.
            patience: Duration::from_secs(10),
            ..Target::reader(
                "templates",
                Material { seeds: templates.collect(), tokens: tokens(&TEMPLATE), grammar: None },
                templates_of,
            )
        },
        Target::reader(
            "cel",
            Material {
                seeds: expressions.into_iter().collect(),
                tokens: tokens(&CEL).into_iter().chain(functions).collect(),
                grammar: Some(|chance| expression(chance, 4)),
            },
            cel,
        ),
    ]
}

const BANK: [&str; 92] = [
    "==== bank.toml\n",
    "==== 01-people.toml\n",
    "==== 09-more.toml\n",
    "==== templates/plan.md\n",
    "[[question]]\n",
    "[[question.choice]]\n",
    "[[question.field]]\n",
    "[[question.field.choice]]\n",
    "[[check]]\n",
    "[check.let]\n",
    "[[insight]]\n",
    "[[fact]]\n",
    "[[canvas]]\n",
    "[[column]]\n",
    "[[chapter]]\n",
    "[[reader]]\n",
    "[[import]]\n",
    "[[due]]\n",
    "[[upgrade]]\n",
    "[readiness]\n",
    "[profile]\n",
    "[pause]\n",
    "[choices]\n",
    "[unanswered]\n",
    "id = \"x\"\n",
    "id = \"items\"\n",
    "id = \"\"\n",
    "version = \"1\"\n",
    "language = \"en\"\n",
    "title = \"{x}\"\n",
    "steps = [\"01-people\"]\n",
    "steps = []\n",
    "extends = \"minimal\"\n",
    "extends = \"business-model\"\n",
    "extends = \"../x\"\n",
    "hide = [\"x\"]\n",
    "was = [\"y\"]\n",
    "after = \"name\"\n",
    "before = \"name\"\n",
    "kind = \"text\"\n",
    "kind = \"long-text\"\n",
    "kind = \"items\"\n",
    "kind = \"link\"\n",
    "kind = \"number\"\n",
    "kind = \"money\"\n",
    "kind = \"percent\"\n",
    "kind = \"by-month\"\n",
    "kind = \"date\"\n",
    "kind = \"currency\"\n",
    "kind = \"one-of\"\n",
    "kind = \"some-of\"\n",
    "kind = \"yes-no\"\n",
    "kind = \"email\"\n",
    "required = true\n",
    "depth = \"essential\"\n",
    "depth = \"more\"\n",
    "of = \"people\"\n",
    "to = [\"people\"]\n",
    "to = \"people\"\n",
    "among = \"x.id in item.ids\"\n",
    "order = \"x.title\"\n",
    "when = \"true\"\n",
    "when = \"item.x == null\"\n",
    "when = \"name != null\"\n",
    "default = \"x\"\n",
    "start = \"x\"\n",
    "max_length = 0\n",
    "min = -1\n",
    "max = 1e99\n",
    "at_least = 9\n",
    "at_most = 0\n",
    "whole = true\n",
    "unit = \"x\"\n",
    "role = \"price\"\n",
    "role = \"cost_amount\"\n",
    "private = true\n",
    "together = \"x\"\n",
    "matters_for = [\"x\"]\n",
    "ask = \"{people.size()}\"\n",
    "help = '''\n",
    "label = \"the x\"\n",
    "example = \"x\"\n",
    "for = [\"p in people\"]\n",
    "given = \"p.x != null\"\n",
    "holds = \"false\"\n",
    "message = \"{p.name}\"\n",
    "say = \"{p.name}\"\n",
    "weight = { bank = 9 }\n",
    "format = 2\n",
    "propose = \"people.map(p, p.name)\"\n",
    "value = \"1\"\n",
    "= {{{\n",
];
const TEMPLATE: [&str; 85] = [
    "==== plan.md\n",
    "==== recap.txt\n",
    "==== page.html\n",
    "==== plan.typ\n",
    "==== canvas.svg\n",
    "==== chapters/people.md\n",
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "{%- ",
    " -%}",
    "{# ",
    " #}",
    "{% if x %}",
    "{% elif x %}",
    "{% else %}",
    "{% endif %}",
    "{% for a in items %}",
    "{% for k, v in items %}",
    "{% endfor %}",
    "{% break %}",
    "{% continue %}",
    "{% set x = 1 %}",
    "{% set_global x = x ~ x %}",
    "{% include \"plan.md\" %}",
    "{% include \"builtin/plan.md\" %}",
    "{% extends \"builtin/plan.md\" %}",
    "{% block x %}",
    "{% endblock %}",
    "{{ super() }}",
    "{% raw %}",
    "{% endraw %}",
    "{% component c(t: string) %}",
    "{% endcomponent %}",
    "{{ <c t={x}/> }}",
    "{% filter upper %}",
    "{% endfilter %}",
    "| safe",
    "| money",
    "| money(currency=\"EUR\")",
    "| number",
    "| percent",
    "| date",
    "| names",
    "| titles",
    "| listed",
    "| sentence",
    "| clause",
    "| spoken",
    "| quoted",
    "| cell",
    "| heading",
    "| ranked",
    "| charted",
    "| scaled(width=10)",
    "| arranged",
    "| default(value=1)",
    "| first",
    "| last",
    "| length",
    "| reverse",
    "| sort",
    "| slice(start=1)",
    "| split(pat=\"\")",
    "| join(sep=\",\")",
    "| replace(from=\"\", to=\"xx\")",
    "| truncate(length=1)",
    "| int",
    "| float",
    "| json_encode",
    "is defined",
    "is not",
    "and",
    "or",
    "not",
    "in",
    "~",
    "loop.index",
    "items[",
    "]?.x",
    "figures.months",
    "record",
    "range(end=3)",
    "{{ __tera_context }}",
];
const CEL: [&str; 60] = [
    "&&",
    "||",
    "!",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "%",
    " in ",
    "?",
    ":",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ".",
    ",",
    "null",
    "true",
    "false",
    "1",
    "1u",
    "1.5",
    "0x1F",
    "1e9",
    "'x'",
    "b'x'",
    "r'\\'",
    "'''x'''",
    "\"\\u0041\"",
    "size(x)",
    "has(item.x)",
    ".exists(x, true)",
    ".all(x, false)",
    ".exists_one(x, true)",
    ".map(x, x)",
    ".filter(x, true)",
    ".map(x, true, x)",
    ".sortBy(x, x.title)",
    "math.greatest(",
    "math.least(",
    "lists.range(9)",
    "strings.quote(",
    "optional.of(1)",
    ".?x",
    "[?x]",
    "timestamp('2026-01-01T00:00:00Z')",
    "duration('1h')",
    ".matches('(a+)+$')",
    "type(1)",
    "@result",
    "__result__",
];

/// What banks hold that looks like an expression, or a text with expressions in it.
fn expressions() -> Vec<String> {
    let mut found = BTreeSet::new();
    for bank in built_in() {
        texts(&serde_json::to_value(bank).unwrap(), &mut found);
    }
    let signs = ["==", "!=", "&&", ".exists(", ".filter(", ".map(", ".all(", "size()", "?"];
    found.into_iter().filter(|text| signs.iter().any(|sign| text.contains(sign)) && text.len() < 600).collect()
}

fn texts(value: &Json, found: &mut BTreeSet<String>) {
    match value {
        Json::String(text) => drop(found.insert(text.clone())),
        Json::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Json::Object(values) => values.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// The facts of the worked examples, with their figures: those of the smallest bank and those of the largest.
fn facts() -> &'static [Fact; 2] {
    static FACTS: LazyLock<[Fact; 2]> =
        LazyLock::new(|| [built_in().first(), built_in().last()].map(|bank| documented(bank.unwrap())));
    &FACTS
}

/// All that documents see of the worked example of a bank.
fn documented(bank: &Bank) -> Fact {
    let plan = example(bank);
    let mut facts = Facts::new(bank, &plan);
    let _ = facts.add_full_figures(bank);
    let _ = checks::judge(bank, &plan, &mut facts, Phase::Final);
    let _ = checks::add_insights(bank, &mut facts);
    facts.for_documents(bank, &plan, TODAY)
}

/// A step of a bank with questions that nobody asked for.
fn step(chance: &mut Chance) -> String {
    let (mut all, line) =
        (bank::files_of("minimal").unwrap(), |chance: &mut Chance| (*chance.one_of(&BANK[4..])).to_owned());
    let at = chance.below(all.len());
    let (_, text) = &mut all[at];
    for _ in 0..=chance.below(3) {
        let own = format!("own_{}", chance.below(4));
        let _ = writeln!(
            text,
            "\n[[question]]\nid = \"{own}\"\nask = \"{own}?\"\nlabel = \"the {own}\"\nhelp = \"Help.\"\nexample = \"Such.\""
        );
        for _ in 0..=chance.below(5) {
            text.push_str(&line(chance));
        }
        if chance.one_in(2) {
            let _ = writeln!(text, "when = {:?}", expression(chance, 2));
        }
    }
    if chance.one_in(3) {
        let _ = writeln!(
            text,
            "\n[[check]]\nid = \"own-check\"\nseverity = \"gap\"\nphase = \"final\"\nholds = {:?}\nmessage = \"No {{{}}}.\"\nadvice = \"Do.\"",
            expression(chance, 3),
            expression(chance, 1)
        );
    }
    bundle(&all)
}

/// Names that expressions see, of both banks.
const NAMES: [&str; 22] = [
    "segments",
    "propositions",
    "revenue_streams",
    "costs",
    "items",
    "states",
    "reasons",
    "figures",
    "walk",
    "findings",
    "name",
    "people",
    "offer",
    "x",
    "item",
    "venture_name",
    "items['segments-1']",
    "figures.profit",
    "states.segments",
    "segments[0].name",
    "costs[0].amount",
    "nothing",
];

/// An expression that is CEL, and may well mean nothing.
fn expression(chance: &mut Chance, depth: usize) -> String {
    if depth == 0 || chance.one_in(6) {
        return match chance.below(5) {
            0 => (*chance.one_of(&[
                "null",
                "true",
                "false",
                "''",
                "'x'",
                "[]",
                "{}",
                "0",
                "1",
                "-1",
                "1.5",
                "1u",
                "9223372036854775807",
                "[1, 2, 3]",
                "'2026-03-01'",
            ]))
            .to_owned(),
            1 => chance.below(1000).to_string(),
            _ => (*chance.one_of(&NAMES)).to_owned(),
        };
    }
    let depth = depth - 1;
    let operand = |chance: &mut Chance| {
        let inner = expression(chance, depth);
        if chance.one_in(2) { format!("({inner})") } else { inner }
    };
    match chance.below(12) {
        0..4 => {
            let (left, right) = (operand(chance), operand(chance));
            let sign = chance.one_of(&["&&", "||", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "in"]);
            format!("{left} {sign} {right}")
        }
        4 => format!("{}{}", chance.one_of(&["!", "-", "!!", "--"]), operand(chance)),
        5 => format!("{} ? {} : {}", operand(chance), operand(chance), operand(chance)),
        6 => format!(
            "{}.{}",
            operand(chance),
            chance.one_of(&["id", "title", "name", "amount", "labels", "kind", "segments"])
        ),
        7 => format!("[{}, {}]", operand(chance), operand(chance)),
        8 | 9 => {
            let (list, inner) = (operand(chance), operand(chance));
            let call = chance.one_of(&["exists", "all", "exists_one", "map", "filter", "sortBy"]);
            format!("{list}.{call}({}, {inner})", chance.one_of(&["x", "s", "item", "segments"]))
        }
        _ => {
            let functions: Vec<&str> = Expression::functions().collect();
            let name = chance.one_of(&functions);
            let inside: Vec<String> = (0..chance.below(3)).map(|_| operand(chance)).collect();
            match chance.below(3) {
                0 => format!("{name}({})", inside.join(", ")),
                1 => format!(
                    "{}.{name}({})",
                    chance.one_of(&["math", "lists", "strings", "optional"]),
                    inside.join(", ")
                ),
                _ => format!("{}.{name}({})", operand(chance), inside.join(", ")),
            }
        }
    }
}

/// What the library may say of an expression that the quick way, which counts otherwise, still works out.
const TOO_DEAR: [&str; 2] = ["it takes too many steps", "what it puts together grows too large"];

fn cel(text: &str) -> Outcome {
    let own = Expression::new(text);
    let scopes: &[Scope; 2] = {
        static SCOPES: LazyLock<[Scope; 2]> = LazyLock::new(|| [0, 1].map(|number| Scope::new(&facts()[number])));
        &SCOPES
    };
    let scope = &scopes[usize::from(text.len().is_multiple_of(4))];
    let value = own.evaluate(scope);
    let known = own.check();
    if let Err(problem) = &known {
        if problem.message.is_empty() || problem.offset > text.len() {
            return Err(format!("what is wrong with an expression is not said\n{problem:?}"));
        }
        if let Ok(value) = &value {
            return Err(format!("an expression that is refused has a value\n{problem:?} {value:?}"));
        }
    }
    let by_library = own.evaluate_by_library(scope);
    let is_too_dear = |problem: &EvaluationProblem| TOO_DEAR.contains(&&*problem.message);
    if value != by_library && !by_library.as_ref().is_err_and(is_too_dear) {
        return Err(format!("an expression has another value by the library\n{value:?}\n{by_library:?}"));
    }
    if value.as_ref().is_err_and(|problem| problem.message.is_empty()) {
        return Err("why an expression has no value is not said".to_owned());
    }
    let mut read: Vec<Vec<String>> = own.references().into_iter().map(|reference| reference.path).collect();
    let mut quickly = own.paths().to_vec();
    read.sort();
    quickly.sort();
    if known.is_ok() && read != quickly {
        return Err(format!("both parsers do not read the same names\n{read:?}\n{quickly:?}"));
    }
    let _ = own.meaning(&quickly, &|path| match path.len() % 5 {
        0 => Type::Text,
        1 => Type::Item.listed(),
        2 => Type::Number,
        3 => Type::Date,
        _ => Type::Any,
    });
    let _ = own.compiled();
    match Insert::parse(text) {
        Err(problem) if problem.message.is_empty() || problem.offset > text.len() => {
            return Err(format!("what is wrong with a text is not said\n{problem:?}"));
        }
        Ok(insert) => drop(insert.fill(scope)),
        Err(_) => {}
    }
    Ok(value.is_ok())
}

fn bank_of(text: &str) -> Outcome {
    let files = unbundled(text, "bank.toml");
    let (bank, warnings) = match check_bank::read(&files) {
        Ok(read) => read,
        Err(problems) if problems.is_empty() => return Err("a bank is refused without a word".to_owned()),
        Err(problems) => {
            // What is no sound bank may still be opened: it says what keeps it from that, or works.
            if let Err(problems) = bank::read(&files) {
                drawn(&problems)?;
            }
            return drawn(&problems).map(|()| false);
        }
    };
    drawn(&warnings)?;
    let again = bank::read(&files).map_err(|problems| format!("a sound bank is not read\n{problems:?}"))?;
    let unpacked = unpacked(&packed(&bank.id, &files), "pack").ok().map(|files| files.len());
    if unpacked.is_some_and(|count| count > files.len()) {
        return Err("a packed bank is not what was packed".to_owned());
    }
    if one_in(8, text, "tried") {
        drawn(&check_bank::tried(&bank, TODAY).1)?;
    }
    if one_in(8, text, "templates") {
        match Templates::of(&bank) {
            Err(problems) => drawn(&problems)?,
            Ok(templates) => {
                for trial in trial::few_trials(&bank, TODAY).take(2) {
                    drawn(&templates.draft(&trial.facts, Format::Markdown).err().unwrap_or_default())?;
                }
            }
        }
    }
    let mut interview = Interview::new(&again, Plan::new(&again, Route::Full, None), Start::FirstOpen);
    for _ in 0..4 {
        super::plans::skip(&mut interview);
    }
    Ok(true)
}

fn templates_of(text: &str) -> Outcome {
    let bank = &built_in()[0];
    // A folder holds a name once.
    let own: BTreeMap<String, String> = unbundled(text, "plan.md").into_iter().collect();
    let own: Vec<Template> = own.into_iter().map(Template::from).collect();
    if one_in(256, text, "audit") {
        static TRIALS: LazyLock<Vec<Trial>> =
            LazyLock::new(|| trial::few_trials(&built_in()[0], TODAY).take(2).collect());
        drawn(&Audit::new(bank, own.clone()).run(&TRIALS, &mut |_| {}))?;
    }
    let templates = match Templates::with_own(bank, own) {
        Ok(templates) => templates,
        Err(problems) if problems.is_empty() => return Err("templates are refused without a word".to_owned()),
        Err(problems) => return drawn(&problems).map(|()| false),
    };
    let facts = &facts()[0];
    let edition = |format: Format| Edition {
        extent: if one_in(5, text, "extent") { Extent::Summary } else { Extent::Whole },
        ..Edition::from(format)
    };
    let made = |outcome: Result<(), Vec<canvass::diagnostic::Diagnostic>>| match outcome {
        Ok(()) => Ok(true),
        Err(problems) if problems.is_empty() => Err("a template fails without a word".to_owned()),
        Err(problems) => drawn(&problems).map(|()| false),
    };
    let mut is_whole = made(templates.draft(facts, edition(Format::Markdown)).map(drop))?;
    match lot(text, "format") % 12 {
        4 => is_whole &= made(templates.recap(facts).map(drop))?,
        0 => is_whole &= made(templates.draft(facts, edition(Format::Html)).map(drop))?,
        1 => is_whole &= made(templates.draft(facts, edition(Format::Typst)).map(drop))?,
        2 => is_whole &= made(templates.draft(facts, edition(Format::Word)).map(drop))?,
        3 => is_whole &= made(templates.canvas(facts).map(drop))?,
        _ => {}
    }
    Ok(is_whole)
}
