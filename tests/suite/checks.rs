//! The checks of the built-in bank: each has a folder in `tests/cases/checks` with a plan where it fires
//! (`fires.toml`), one nearly the same where it does not (`quiet.toml`), and what it says (`expected.txt`).
//! Run with `CANVASS_BLESS=1` to write these files anew, and read the difference.
//!
//! A case is an answers file. `base` names the file beside the folders that it changes, `without` the answers of
//! the base that are left out; `before` holds answers given before the others, and `stale` marks answers as
//! written before something changed.

use canvass::bank::{self, Bank, Phase, Route};
use canvass::checks::{self, Finding, Report};
use canvass::fact::Fact;
use canvass::facts::Facts;
use canvass::interview;
use canvass::plan::{self, Plan};
use canvass::report;
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/checks")
}

pub fn bank() -> &'static Bank {
    crate::built_in::bank()
}

pub fn answers(path: &Path) -> Map<String, Json> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    plan::read_answers(&text, &path.display().to_string()).unwrap()
}

pub fn fill(bank: &Bank, plan: &Plan, answers: &Map<String, Json>, at: &str) -> Plan {
    interview::fill(bank, plan, answers, at.parse().unwrap()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// What a case is based on, without the answers named.
fn base(bank: &Bank, name: &str, without: &[Json]) -> Plan {
    static WHOLE: OnceLock<Plan> = OnceLock::new();
    let fresh = || {
        let mut answers = answers(&folder().join(format!("{name}.toml")));
        for key in without {
            assert!(answers.remove(key.as_str().unwrap()).is_some(), "{key} is not in the base");
        }
        fill(bank, &Plan::new(bank, Route::Full, None), &answers, "2026-03-01T10:00:00Z")
    };
    if without.is_empty() && name == "base" { WHOLE.get_or_init(fresh).clone() } else { fresh() }
}

/// The plan a case describes: what it is based on a day before the rest.
pub fn plan(bank: &Bank, path: &Path) -> Plan {
    let mut case = answers(path);
    let without = case.remove("without").unwrap_or_default();
    let mut plan = match case.remove("base") {
        Some(name) => base(bank, name.as_str().unwrap(), without.as_array().map_or(&[], Vec::as_slice)),
        None => Plan::new(bank, Route::Full, None),
    };
    if let Some(Json::Object(before)) = case.remove("before") {
        plan = fill(bank, &plan, &before, "2026-03-01T11:00:00Z");
    }
    let stale = case.remove("stale").unwrap_or_default();
    plan = fill(bank, &plan, &case, "2026-03-02T10:00:00Z");
    for mark in stale.as_array().into_iter().flatten() {
        mark_stale(bank, &mut plan, mark);
    }
    plan
}

fn mark_stale(bank: &Bank, plan: &mut Plan, mark: &Json) {
    let facts = Facts::new(bank, plan);
    let id = |title: &Json| {
        let point = facts.points.iter().find(|point| point.item_title.as_deref() == title.as_str()).unwrap();
        point.address.item().unwrap().to_owned()
    };
    let (item, changed) = (id(&mark["item"]), id(&mark["changed"]));
    let fields = plan.answers.values_mut().flat_map(|answer| &mut answer.items).find(|other| other.id == item);
    fields.unwrap().fields[mark["field"].as_str().unwrap()].stale.push(changed);
}

fn found(bank: &Bank, path: &Path, phase: Phase) -> Report {
    let mut facts = Facts::new(bank, &plan(bank, path));
    assert!(facts.problems.is_empty(), "{}: {:?}", path.display(), facts.problems);
    facts.add_figures(bank).unwrap();
    let report = checks::run(bank, &facts.view, phase);
    assert!(report.problems.is_empty(), "{}: {:?}", path.display(), report.problems);
    report
}

/// What a check has found, or nothing, with the message and the advice on lines of their own.
fn said(report: &Report, rule: &str) -> String {
    let own = report.findings.iter().filter(|finding| finding.rule == rule);
    let lines = own
        .flat_map(|found| [format!("{}: {}\n", found.severity.name(), found.message), format!("  {}\n", found.advice)]);
    lines.collect()
}

#[test]
fn every_check_fires_and_is_quiet_as_expected() {
    let bank = bank();
    let mut faults = Vec::new();
    for check in bank.checks() {
        let case = folder().join(&check.id);
        if !case.is_dir() {
            faults.push(format!("check `{}` has no case", check.id));
            continue;
        }
        let fires = found(bank, &case.join("fires.toml"), Phase::Final);
        fires.findings.iter().for_each(|finding| leads_somewhere(bank, finding));
        let fires = said(&fires, &check.id);
        let expected = case.join("expected.txt");
        if std::env::var_os("CANVASS_BLESS").is_some() {
            fs::write(&expected, &fires).unwrap();
        }
        if fires.is_empty() || fs::read_to_string(&expected).unwrap_or_default() != fires {
            faults.push(format!("{} says:\n{fires}", case.display()));
        }
        let quiet = said(&found(bank, &case.join("quiet.toml"), Phase::Final), &check.id);
        if !quiet.is_empty() {
            faults.push(format!("{} is not quiet:\n{quiet}", case.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn leads_somewhere(bank: &Bank, finding: &Finding) {
    let Finding { rule, question, subject, .. } = finding;
    let question = question.as_ref().unwrap_or_else(|| panic!("{rule} leads nowhere"));
    let list = subject.first().and_then(|id| id.rsplit_once('-')).map_or("", |(list, _)| list);
    assert!(bank.question(question).or_else(|| bank.field(list, question)).is_some(), "{rule}: {question}");
}

#[test]
fn every_case_belongs_to_a_check() {
    let ids: BTreeSet<String> = bank().checks().map(|check| check.id.clone()).collect();
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let cases: BTreeSet<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(cases, ids);
}

#[test]
fn nothing_is_found_in_the_base() {
    let report = found(bank(), &folder().join("base.toml"), Phase::Final);
    let found: Vec<&String> = report.findings.iter().map(|finding| &finding.message).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_rule_of_the_brief_is_in_the_bank_and_nothing_else() {
    let bank = bank();
    let table = fs::read_to_string(folder().parent().unwrap().join("rules.tsv")).unwrap();
    let rows: Vec<(&str, Vec<&str>)> = table
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .map(|(id, checks)| (id, checks.split(' ').collect()))
        .collect();
    let expected: Vec<String> =
        (1..=27).map(|n| format!("H{n:02}")).chain((1..=26).map(|n| format!("F{n:02}"))).collect();
    // What the brief added under "Fairness" goes by its number there.
    let expected: Vec<String> = expected.into_iter().chain(["viii", "ix", "x"].map(str::to_owned)).collect();
    assert_eq!(rows.iter().map(|(id, _)| *id).collect::<Vec<_>>(), expected);
    for (rule, checks) in &rows {
        let phase = if rule.starts_with('H') { Phase::Halfway } else { Phase::Final };
        for id in checks {
            let check = bank.checks().find(|check| check.id == **id).unwrap_or_else(|| panic!("{rule}: no check {id}"));
            assert_eq!(check.phase, phase, "{id}");
        }
    }
    let named: BTreeSet<&str> = rows.into_iter().flat_map(|(_, checks)| checks).collect();
    let ids: BTreeSet<&str> = bank.checks().map(|check| check.id.as_str()).collect();
    assert_eq!(named, ids);
}

/// Every figure of a full plan can be read by a check, and is told from one that does not exist.
#[test]
fn the_lint_knows_every_figure() {
    let bank = bank();
    let mut facts = Facts::new(bank, &plan(bank, &folder().join("base.toml")));
    let figures = facts.add_figures(bank).unwrap().to_fact();
    let mut paths = Vec::new();
    let Fact::Map(entries) = &figures else { panic!("{figures:?}") };
    for (name, value) in entries.iter() {
        match value {
            Fact::Map(items) => {
                let (_, Fact::Map(item)) = items.first().unwrap() else { panic!("{name}") };
                paths.extend(item.keys().map(|field| format!("figures.{name}['x'].{field}")));
            }
            _ => paths.push(format!("figures.{name}")),
        }
    }
    let read: Vec<String> = paths.iter().map(|path| format!("{path} != null")).collect();
    let check = |(number, read): (usize, &[String])| {
        format!(
            "\n[[check]]\nid = \"figures-{number}\"\nseverity = \"hint\"\nphase = \"final\"\nquestion = \"costs\"\n\
             holds = {:?}\nmessage = \"A.\"\nadvice = \"B.\"\n",
            read.join(" && ")
        )
    };
    let mut files = bank::built_in_files();
    let (_, text) = files.iter_mut().find(|(path, _)| path.ends_with("10-next-steps.toml")).unwrap();
    text.extend(read.chunks(50).enumerate().map(check));
    assert!(paths.len() > 60, "{paths:?}");
    canvass::check_bank::read(&files).unwrap_or_else(|problems| panic!("{}", report::draw(&problems, false)));
}
