//! What the page makes of expressions and answers is what the program makes of them: for every expression of every bank
//! that is part of canvass, over plans that chance made, by the scripts of the form in node.

use super::{questions, said};
use crate::bank::{Bank, Binding, Kind, Phase, Question, USUAL, built_in_ids, files_of, read};
use crate::checks;
use crate::expression::{Expression, Insert, Scope};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::{Plan, State};
use crate::trial;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value as Json, json};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

/// How many plans of the usual bank there are, which asks most, and of each other one: a thousand in all.
const PLANS: [u64; 2] = [130, 290];

/// What our banks do not say and others may.
const FURTHER: [&str; 60] = [
    "0.1 + 0.2",
    "3 / 2",
    "7 % 3",
    "-7 % 3",
    "1 / 0",
    "1 / 3.0",
    "10.0 - 9.99",
    "1.1 * 1.1",
    "-(2 + 3)",
    "'a' + 'b'",
    "[1] + [2.5]",
    "1 + 'a'",
    "1 == 1.0",
    "'a' < 'b'",
    "'\u{10000}' > '\u{fb01}'",
    "'a' < 1",
    "null == false",
    "[1, [2]] == [1, [2]]",
    "{'a': 1} == {'a': 1.0}",
    "'a' in {'a': 1}",
    "2 in [1, 2]",
    "[1, 2][1]",
    "[1, 2][2]",
    "{'a': 1}['b']",
    "has({'a': 1}.b)",
    "null.a",
    "true || 1 / 0 > 1",
    "1 / 0 > 1 || true",
    "1 / 0 > 1 || false",
    "1 / 0 > 1 && false",
    "true && 'x'",
    "true ? 'x' : 1 / 0",
    "[3, 0, 1].exists(x, 1 / x == 1)",
    "[0].exists(x, 1 / x == 1)",
    "[0, 1].all(x, 1 / x == 2)",
    "[1, 2, 2].exists_one(x, x == 2)",
    "[3, 1.5, 2].sort()",
    "['b', 'a', 'é'].sort()",
    "[1, 'a'].sort()",
    "[3, 1, 2].sortBy(x, -x)",
    "[1, 2, 3].filter(x, x > 1).map(x, x * 2)",
    "[1, 2, 3].map(x, x > 1, x * 2)",
    "{'b': 1, 'a': 2}.exists(k, k == 'a')",
    "math.greatest(1, 2.5, 2)",
    "math.least([3, 1, 2])",
    "[math.round(2.5), math.round(-2.5), math.ceil(1.2), math.floor(-1.2), math.trunc(-1.7), math.abs(-3), math.sqrt(9.0)]",
    "[math.sign(-2.5), math.sign(0)]",
    "[[1, [2]], [3]].flatten()",
    "[1, [2, [3]]].flatten(2)",
    "lists.range(3)",
    "[1, 2, 3].slice(1, 3)",
    "[1, 2, 3].slice(2, 4)",
    "['a,b'.split(','), 'a,b,c'.split(',', 2), 'abc'.split(''), 'a'.split('x')]",
    "['banana'.replace('a', 'o'), 'banana'.replace('a', 'o', 2), 'Ärger'.upperAscii(), ' a '.trim(), 'añb'.reverse()]",
    "['tacocat'.indexOf('ac'), 'tacocat'.indexOf('c', 3), 'tacocat'.lastIndexOf('c'), 'a'.indexOf('b')]",
    "['añb'.charAt(1), 'añb'.substring(1), 'añb'.substring(0, 2), string('añb'.size())]",
    "[string(1.5), string(2.0), string(true), string(3)]",
    "[int(2.9), int('12'), int(-2.9), double(3), double('1.5')]",
    "[money(1234.5, 'EUR'), money(-0.005, 'CHF'), money(null, 'USD'), money(1000000, ''), number(1234.567), number(0.1), percent(66.66), percent(null)]",
    "[listed(['a', 'b', 'c']), listed([]), ['a', 'b'].join('-'), string(sum([0.1, 0.2, 3])), string([1, 1.0, 2].distinct().size())]",
];

/// Names that the page makes of the answers; others are given to it.
const MADE: [&str; 6] = ["labels", "states", "reasons", "notes", "items", "open_points"];

/// What is evaluated together.
#[derive(Default)]
struct Job<'b> {
    what: String,
    /// The list for whose entries it is made.
    of: Option<&'b str>,
    /// The lists whose entries are candidates of a link.
    to: &'b [String],
    /// The field whose answer is known as `answer`.
    answer: Option<&'b str>,
    bindings: Option<&'b [Binding]>,
    lets: &'b [(String, Expression)],
    values: Vec<&'b Expression>,
    texts: Vec<&'b Insert>,
}

impl Job<'_> {
    fn data(&self) -> Json {
        let value = |own: &Expression| own.compiled().unwrap_or_else(|| panic!("{} has no form as data", own.source()));
        let text = |own: &&Insert| questions::insert(own);
        let named = |name: &String, own: &Expression| json!([name, value(own)]);
        let mut data = json!({
            "what": self.what,
            "values": self.values.iter().map(|own| value(own)).collect::<Vec<_>>(),
            "texts": self.texts.iter().map(text).collect::<Vec<_>>(),
            "let": self.lets.iter().map(|(name, own)| named(name, own)).collect::<Vec<_>>(),
        });
        let mut add = |key: &str, value: Json| data.as_object_mut().unwrap().insert(key.to_owned(), value);
        if let Some(of) = self.of {
            add("of", json!(of));
        }
        if !self.to.is_empty() {
            add("to", json!(self.to));
        }
        if let Some(answer) = self.answer {
            add("answer", json!(answer));
        }
        if let Some(bindings) = self.bindings {
            add("for", bindings.iter().map(|own| named(&own.name, &own.list)).collect());
        }
        data
    }

    fn run(&self, view: &Fact, results: &mut Vec<String>) {
        let scope = Scope::new(view);
        if let Some(list) = self.of {
            for item in view.get(list).as_list() {
                let scope = scope.with("item", item.clone());
                if let Some(answer) = self.answer {
                    self.evaluate(&scope.with("answer", item.get(answer)), results);
                } else if self.to.is_empty() {
                    self.evaluate(&scope, results);
                }
                for x in self.to.iter().flat_map(|list| view.get(list).as_list().to_vec()) {
                    self.evaluate(&scope.with("x", x), results);
                }
            }
        } else if let Some(bindings) = self.bindings {
            self.each(bindings, &scope, results);
        } else {
            self.evaluate(&scope, results);
        }
    }

    fn each(&self, bindings: &[Binding], scope: &Scope, results: &mut Vec<String>) {
        let Some((binding, rest)) = bindings.split_first() else {
            let mut scope = scope.clone();
            for (name, value) in self.lets {
                let found = value.evaluate(&scope);
                results.push(outcome(found.as_ref().ok()));
                if let Ok(value) = found {
                    scope = scope.with(name, value);
                }
            }
            return self.evaluate(&scope, results);
        };
        let found = binding.list.evaluate(scope);
        results.push(outcome(found.as_ref().ok()));
        for value in found.unwrap_or_default().as_list() {
            self.each(rest, &scope.with(&binding.name, value.clone()), results);
        }
    }

    fn evaluate(&self, scope: &Scope, results: &mut Vec<String>) {
        results.extend(self.values.iter().map(|own| outcome(own.evaluate(scope).ok().as_ref())));
        let filled = |own: &&Insert| own.fill(scope).map_or_else(|_| "!".to_owned(), |text| json!(text).to_string());
        results.extend(self.texts.iter().map(filled));
    }
}

/// A value as text, as the script writes it.
fn outcome(value: Option<&Fact>) -> String {
    value.map_or_else(|| "!".to_owned(), told)
}

fn told(value: &Fact) -> String {
    match value {
        Fact::Null => "~".to_owned(),
        Fact::Bool(yes) => if *yes { "T" } else { "F" }.to_owned(),
        Fact::Whole(whole) => number(whole.to_f64().unwrap()),
        Fact::Decimal(decimal) => number(decimal.to_f64().unwrap()),
        Fact::Text(text) => json!(**text).to_string(),
        Fact::List(values) => format!("[{}]", values.iter().map(told).collect::<Vec<_>>().join(",")),
        Fact::Map(_) => match (value.get("id"), value.get("list")) {
            (Fact::Text(id), Fact::Text(_)) => format!("#{id}"),
            _ => whole(value),
        },
    }
}

/// As JavaScript writes a number with twelve digits.
fn number(value: f64) -> String {
    let written = format!("{:.11e}", if value == 0.0 { 0.0 } else { value });
    match written.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => written,
    }
}

/// An entry with its fields, without what the page does not know.
fn whole(value: &Fact) -> String {
    let Fact::Map(entries) = value else { return told(value) };
    let mut fields: Vec<_> = entries.iter().filter(|(key, _)| !questions::UNKNOWN.contains(&&***key)).collect();
    fields.sort_by_key(|(key, _)| *key);
    let fields: Vec<String> = fields.into_iter().map(|(key, value)| format!("{key}:{}", told(value))).collect();
    format!("{{{}}}", fields.join(","))
}

/// A fact with its numbers as numbers.
fn plain(fact: &Fact) -> Json {
    match fact {
        Fact::Decimal(number) => json!(number.to_f64()),
        Fact::List(values) => values.iter().map(plain).collect(),
        Fact::Map(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.to_string(), plain(value))).collect())
        }
        other => serde_json::to_value(other).unwrap(),
    }
}

/// Everything in a bank that is evaluated.
fn jobs(bank: &Bank) -> Vec<Job<'_>> {
    let mut jobs = Vec::new();
    for (step, question) in bank.questions() {
        of_question(question, question.of.as_deref(), &mut jobs);
        let Some(list) = question.items() else { continue };
        list.fields.iter().for_each(|field| of_question(field, Some(&question.id), &mut jobs));
        let proposals = list.proposals.as_ref();
        jobs.push(Job {
            what: format!("{} of {}", question.id, step.id),
            values: proposals.map(|own| &own.texts).into_iter().collect(),
            texts: proposals.map(|own| &own.ask).into_iter().collect(),
            ..Job::default()
        });
        let texts = list.title.iter().collect();
        jobs.push(Job { what: format!("title of {}", question.id), of: Some(&question.id), texts, ..Job::default() });
    }
    for step in &bank.steps {
        jobs.push(Job { what: format!("end of {}", step.id), texts: step.produced.iter().collect(), ..Job::default() });
        for fact in &step.facts {
            let what = format!("fact {} of {}", fact.id, fact.of);
            jobs.push(Job { what, of: Some(&fact.of), values: vec![&fact.value], ..Job::default() });
        }
    }
    for check in bank.checks() {
        let conditions = check.given.iter().chain([&check.holds]).chain(&check.gap_when);
        jobs.push(Job {
            what: format!("check {}", check.id),
            bindings: Some(&check.bindings),
            lets: &check.values,
            values: conditions.collect(),
            texts: [&check.message, &check.advice].into_iter().chain(&check.risk).collect(),
            ..Job::default()
        });
    }
    for insight in bank.insights() {
        jobs.push(Job {
            what: format!("insight {}", insight.id),
            bindings: Some(&insight.bindings),
            lets: &insight.values,
            values: insight.given.iter().chain([&insight.tone]).chain(&insight.worked_out).collect(),
            texts: vec![&insight.say],
            ..Job::default()
        });
    }
    let ready = bank.readiness.iter();
    let ready =
        ready.flat_map(|own| [&own.beliefs].into_iter().chain(&own.thin).chain(&own.tested).chain(&own.consent));
    let columns = bank.columns.iter().flat_map(|own| [&own.value].into_iter().chain(&own.partial));
    let dates = bank.due.iter().flat_map(|own| &own.dates);
    let chapters = bank.chapters.iter().flat_map(|own| &own.when);
    let values = ready.chain(columns).chain(dates).chain(chapters).collect();
    jobs.push(Job { what: "columns and chapters".to_owned(), values, ..Job::default() });
    jobs.retain(|job| !job.values.is_empty() || !job.texts.is_empty());
    jobs
}

fn of_question<'b>(question: &'b Question, of: Option<&'b str>, jobs: &mut Vec<Job<'b>>) {
    let what = || format!("{} of {}", question.id, of.unwrap_or("the bank"));
    let values = question.when.iter().chain(&question.start).collect();
    jobs.push(Job { what: what(), of, values, texts: vec![&question.ask, &question.label], ..Job::default() });
    if let (Kind::Link(link), Some(_)) = (&question.kind, of) {
        let values: Vec<_> = link.among.iter().chain(&link.order).collect();
        if !values.is_empty() {
            jobs.push(Job { what: what(), of, to: &link.to, values, ..Job::default() });
        }
    }
    if of.is_some() && !question.cautions.is_empty() {
        let values = question.cautions.iter().map(|own| &own.when).collect();
        let texts = question.cautions.iter().map(|own| &own.say).collect();
        jobs.push(Job { what: what(), of, answer: Some(&question.id), values, texts, ..Job::default() });
    }
}

/// A plan whose lists are as settled as the number of their entries tells.
fn settled(bank: &Bank, mut plan: Plan) -> Plan {
    for (_, question) in bank.questions() {
        let Some(least) = question.items().map(|list| list.count.at_least) else { continue };
        if let Some(answer) = plan.answers.get_mut(&question.id).filter(|own| (1..least).contains(&own.items.len())) {
            answer.state = State::Open;
        }
    }
    plan
}

/// What the program makes of a plan, as the script is to find it.
fn line(bank: &Bank, plan: &Plan, jobs: &[Job<'_>], with_figures: bool) -> Json {
    let mut facts = Facts::new(bank, plan);
    assert!(facts.problems.is_empty(), "{:?}", facts.problems);
    if with_figures {
        let _ = facts.add_full_figures(bank);
        let _ = checks::add_insights(bank, &mut facts);
    }
    let report = checks::run(bank, &facts.view, Phase::Final);
    let can_be_made = |rule: &str| {
        let check = bank.checks().find(|check| check.id == rule).unwrap();
        questions::can_be_made(bank, check)
    };
    let findings = report.findings.iter().filter(|own| can_be_made(&own.rule));
    let findings: Vec<Json> =
        findings.map(|own| json!([own.rule, own.severity.name(), own.message, own.advice, own.subject])).collect();
    let is_told = |id: &String| report.tallies.iter().any(|tally| tally.rule == *id);
    let failed = bank.checks().map(|check| &check.id).filter(|id| !is_told(id) && can_be_made(id));
    let failed: Vec<&str> = failed.map(String::as_str).collect();
    facts.set("findings", report.to_fact());
    let Fact::Map(entries) = &facts.view else { panic!("the facts are no map") };
    let (mut view, mut others, mut marks) = (Map::new(), Map::new(), Map::new());
    let ids: Vec<&str> = bank.questions().map(|(_, question)| question.id.as_str()).collect();
    for (name, value) in entries.iter() {
        let name: &str = name;
        let is_list = bank.list(name).is_some();
        if is_list {
            let items: Vec<String> = value.as_list().iter().map(whole).collect();
            view.insert(name.to_owned(), json!(format!("[{}]", items.join(","))));
        } else if name == "items" {
            let Fact::Map(items) = value else { continue };
            let mut ids: Vec<&str> = items.keys().map(|id| &**id).collect();
            ids.sort_unstable();
            view.insert(name.to_owned(), json!(format!("{{{}}}", ids.join(","))));
            let mark = |item: &Fact| questions::UNKNOWN.map(|key| (key.to_owned(), plain(&item.get(key))));
            marks.extend(items.iter().map(|(id, item)| (id.to_string(), mark(item).into_iter().collect())));
        } else if MADE.contains(&name) || ids.contains(&name) {
            view.insert(name.to_owned(), json!(told(value)));
        } else if name != "bank" {
            others.insert(name.to_owned(), plain(value));
        }
    }
    let mut results = Vec::new();
    for job in jobs {
        job.run(&facts.view, &mut results);
    }
    json!({
        "said": said::of(bank, plan),
        "view": view,
        "others": others,
        "marks": marks,
        "results": results,
        "findings": json!(findings).to_string(),
        "failed": failed.join(","),
    })
}

#[test]
fn a_page_makes_of_every_expression_and_plan_what_the_program_makes() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("skipped: node is not installed");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scripts = ["expressions.js", "answers.js"].map(|name| format!("{}/src/exchange/form/{name}", root.display()));
    let banks: Vec<&str> = built_in_ids().collect();
    let further = FURTHER.map(Expression::new);
    let (mut plans, mut count) = (0, 0);
    for id in &banks {
        let bank = read(&files_of(id).unwrap()).unwrap();
        let mut jobs = jobs(&bank);
        if *id != USUAL {
            jobs.push(Job { what: "further".to_owned(), values: further.iter().collect(), ..Job::default() });
        }
        let data = tempfile::NamedTempFile::new().unwrap();
        let mut file = BufWriter::new(data.as_file());
        let head = json!({ "bank": questions::of(&bank), "jobs": jobs.iter().map(Job::data).collect::<Vec<_>>() });
        writeln!(file, "{head}").unwrap();
        let own = PLANS[usize::from(*id != USUAL)];
        for (number, plan) in trial::by_chance(&bank, own, "2026-03-01").enumerate() {
            writeln!(file, "{}", line(&bank, &settled(&bank, plan), &jobs, number % 10 == 0)).unwrap();
        }
        file.flush().unwrap();
        let run = Command::new("node")
            .arg(root.join("tests/browser/expressions.mjs"))
            .args([scripts.join(",")])
            .arg(data.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let found: Json = serde_json::from_slice(&run.stdout).unwrap();
        let differences: Vec<&str> = found["differences"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
        assert!(differences.is_empty(), "{id}:\n{}", differences.join("\n"));
        plans += found["plans"].as_u64().unwrap();
        count += found["count"].as_u64().unwrap();
    }
    assert!(plans >= 1000 && count > 300_000, "{plans} plans, {count} values");
}
