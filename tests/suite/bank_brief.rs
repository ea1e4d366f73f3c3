//! The built-in bank against the brief: nothing of it is missing, nothing was added unseen, and the short path is short.

use canvass::bank::{self, Bank, Depth, Question, Route};
use canvass::facts::{Facts, Point};
use canvass::interview;
use canvass::plan::{Plan, read_answers};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = include_str!("../cases/brief-ids.tsv");
const EXAMPLES: [(&str, &str); 2] = [
    ("spoke-and-go", include_str!("../../questions/business-model/example.toml")),
    ("allotly", include_str!("../cases/allotly/answers.toml")),
];

fn built_in() -> &'static Bank {
    crate::built_in::bank()
}

/// Rows of the table: the id of the brief, the id in the bank; then, of a question, its depth and why it is that.
fn rows() -> Vec<(&'static str, &'static str)> {
    let pair = |row: Vec<&'static str>| (row[0], row[1]);
    sorted_rows().into_iter().map(pair).collect()
}

fn sorted_rows() -> Vec<Vec<&'static str>> {
    let lines = TABLE.lines().filter(|line| !line.trim().is_empty());
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    rows.inspect(|row| assert!(matches!(row.len(), 2 | 4), "{row:?}")).collect()
}

/// Everything the bank asks or offers: `question`, `list.field`, and each with `:choice`.
fn everything(bank: &Bank) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut note = |name: String, question: &Question| {
        names.extend(question.choices().iter().map(|choice| format!("{name}:{}", choice.key)));
        names.insert(name);
    };
    for (_, question) in bank.questions() {
        match &question.of {
            Some(list) => note(format!("{list}.{}", question.id), question),
            None => note(question.id.clone(), question),
        }
        for field in question.items().into_iter().flat_map(|list| &list.fields) {
            note(format!("{}.{}", question.id, field.id), field);
        }
    }
    names
}

/// The depth of every question and field: `question`, `list.field`.
fn depths(bank: &Bank) -> BTreeMap<String, Depth> {
    let mut depths = BTreeMap::new();
    for (_, question) in bank.questions() {
        let name = question.of.as_ref().map_or_else(|| question.id.clone(), |list| format!("{list}.{}", question.id));
        depths.insert(name, question.depth);
        for field in question.items().into_iter().flat_map(|list| &list.fields) {
            depths.insert(format!("{}.{}", question.id, field.id), field.depth);
        }
    }
    depths
}

/// The sets of choices that several questions share: `choices.evidence`, and each with `:choice`.
fn shared_choices() -> BTreeSet<String> {
    let text = bank::built_in_files().into_iter().find(|(path, _)| path.ends_with("bank.toml")).unwrap().1;
    let file: toml::Table = text.parse().unwrap();
    let mut names = BTreeSet::new();
    for (set, choices) in file["choices"].as_table().unwrap() {
        let keys = choices.as_array().unwrap().iter().map(|choice| choice["key"].as_str().unwrap());
        names.extend(keys.map(|key| format!("choices.{set}:{key}")));
        names.insert(format!("choices.{set}"));
    }
    names
}

/// Currencies are offered by their codes, which the brief does not list.
fn is_currency(name: &str) -> bool {
    name.split_once(':').is_some_and(|(_, key)| key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_uppercase()))
}

#[test]
fn every_id_of_the_brief_stands_for_something_in_the_bank() {
    let bank = built_in();
    let (there, shared) = (everything(bank), shared_choices());
    let strangers: Vec<_> =
        rows().into_iter().filter(|(_, own)| !there.contains(*own) && !shared.contains(*own)).collect();
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn every_question_field_and_choice_of_the_bank_stands_in_the_brief() {
    let named: BTreeSet<&str> = rows().into_iter().map(|(_, own)| own).collect();
    let missing: Vec<String> = everything(built_in())
        .into_iter()
        .filter(|name| !named.contains(name.as_str()) && !is_currency(name))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_question_has_a_row_that_says_how_deep_it_lies_and_why() {
    let depths = depths(built_in());
    let mut told: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in sorted_rows().into_iter().filter(|row| row.len() == 4) {
        assert!(row[3].split_whitespace().count() >= 3 && row[3].ends_with('.'), "{row:?}");
        let others = told.entry(row[1]).or_insert_with(|| vec![row[2], row[3]]);
        assert_eq!(*others, row[2..], "{}", row[1]);
    }
    let rows: BTreeMap<String, &str> = told.iter().map(|(name, row)| ((*name).to_owned(), row[0])).collect();
    let bank: BTreeMap<String, &str> = depths.iter().map(|(name, depth)| (name.clone(), depth.name())).collect();
    let wrong: Vec<_> = rows.iter().filter(|row| bank.get(row.0) != Some(row.1)).collect();
    assert!(wrong.is_empty(), "the table says {wrong:#?}");
    let missing: Vec<_> = bank.iter().filter(|row| !rows.contains_key(row.0)).collect();
    assert!(missing.is_empty(), "the table does not say why {missing:#?}");
}

#[test]
fn no_row_of_the_table_stands_there_twice() {
    let mut seen = BTreeSet::new();
    let twins: Vec<_> = rows().into_iter().filter(|row| !seen.insert(*row)).collect();
    assert!(twins.is_empty(), "{twins:#?}");
}

/// An example filled in.
fn filled<'b>(bank: &'b Bank, name: &str, answers: &str) -> Facts<'b> {
    let answers = read_answers(answers, name).unwrap();
    let begun = Plan::new(bank, Route::Full, None);
    let plan = interview::fill(bank, &begun, &answers, Timestamp::UNIX_EPOCH);
    Facts::new(bank, &plan.unwrap_or_else(|problems| panic!("{name}: {problems:#?}")))
}

#[test]
fn both_examples_settle_everything_that_is_required() {
    let bank = built_in();
    for (name, answers) in EXAMPLES {
        let facts = filled(bank, name, answers);
        let missing: Vec<String> =
            facts.points.iter().filter(|point| point.is_missing()).map(|point| point.address.to_string()).collect();
        assert!(missing.is_empty(), "{name}: {missing:#?}");
        let misfits: Vec<_> = facts.points.iter().filter_map(|point| point.misfit.as_ref()).collect();
        assert!(misfits.is_empty(), "{name}: {misfits:#?}");
        assert!(facts.problems.is_empty(), "{name}: {:#?}", facts.problems);
    }
}

#[test]
fn the_essential_path_is_short() {
    let bank = built_in();
    let essential = bank.questions().map(|(_, question)| question).filter(|own| own.depth == Depth::Essential);
    // A list counts once, with all that is asked of its entries, there and later.
    let counted: Vec<&str> = essential.filter(|own| own.of.is_none()).map(|own| own.id.as_str()).collect();
    assert!((18..=24).contains(&counted.len()), "{} questions are essential: {counted:#?}", counted.len());
}

#[test]
fn the_essential_path_asks_at_most_four_things_when_an_entry_is_described() {
    let bank = built_in();
    for (name, answers) in EXAMPLES {
        let mut asked: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let facts = filled(bank, name, answers);
        // What matters for the purpose comes on top.
        let always = |point: &&Point<'_>| point.question.depth == Depth::Essential && point.depth == Depth::Essential;
        for point in facts.points.iter().filter(always).filter(|point| point.question.of.is_none()) {
            if let Some(item) = point.address.item() {
                asked.entry(item.to_owned()).or_default().push(&point.question.id);
            }
        }
        assert!(asked.len() > 15, "{name} has {} entries", asked.len());
        let long: Vec<_> = asked.iter().filter(|(_, fields)| fields.len() > 4).collect();
        assert!(long.is_empty(), "{name}: {long:#?}");
    }
}
