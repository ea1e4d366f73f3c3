//! Any answer may be missing.

use super::super::{Format, Templates};
use super::examples::{bank, facts, full_plan, remove};
use super::templates;
use crate::facts::Facts;
use crate::plan::{Address, Plan};
use std::collections::BTreeSet;

/// What is taken out: an answer, or a field of all items of a list.
fn holes(plan: &Plan) -> Vec<Vec<Address>> {
    let points = Facts::new(bank(), plan).points;
    let is_title = |address: &Address| match address {
        Address::Question(_) => false,
        Address::Field { list, field, .. } => {
            let items = bank().question(list).and_then(|question| question.items());
            items.and_then(|items| items.title_field()).is_some_and(|title| title.id == *field)
        }
    };
    let addresses: Vec<Address> = points.into_iter().map(|point| point.address).filter(|one| !is_title(one)).collect();
    let place = |address: &Address| match address {
        Address::Question(id) => (String::new(), id.clone()),
        Address::Field { list, field, .. } => (list.clone(), field.clone()),
    };
    let places: BTreeSet<(String, String)> = addresses.iter().map(place).collect();
    places.iter().map(|hole| addresses.iter().filter(|one| place(one) == *hole).cloned().collect()).collect()
}

/// What is wrong with a draft of a plan with a hole.
fn seams(templates: &Templates, plan: &Plan, hole: &[Address]) -> Vec<String> {
    let mut plan = plan.clone();
    for address in hole {
        remove(&mut plan, address);
    }
    let facts = facts(&plan);
    let name = hole.first().map(ToString::to_string).unwrap_or_default();
    let recap = templates.recap(&facts).err().map(|problems| format!("without {name}: {problems:?}"));
    let draft = match templates.draft(&facts, Format::Markdown) {
        Ok(draft) => String::from_utf8(draft).unwrap(),
        Err(problems) => return problems.into_iter().map(|found| format!("without {name}: {found:?}")).collect(),
    };
    let marks = ["..", " .", " ,", "  ", "()", "“”", "****", ": .", ",.", "€,", "€."];
    let lines = draft.lines().filter(|line| !line.starts_with('|') && marks.iter().any(|mark| line.contains(mark)));
    lines.map(|line| format!("without {name}: {line}")).chain(recap).collect()
}

/// What is wrong where one of these holes is made.
fn found(holes: impl Fn(&Plan) -> Vec<Vec<Address>>) -> Vec<String> {
    let (templates, plan) = (templates(), full_plan());
    holes(&plan).iter().flat_map(|hole| seams(&templates, &plan, hole)).collect()
}

fn is_field(hole: &[Address]) -> bool {
    hole.iter().any(|address| address.item().is_some())
}

#[test]
fn any_answer_may_be_missing() {
    let seams = found(|plan| holes(plan).into_iter().filter(|hole| !is_field(hole)).collect());
    assert!(seams.is_empty(), "{seams:#?}");
}

#[test]
fn any_field_may_be_missing() {
    let seams = found(|plan| holes(plan).into_iter().filter(|hole| is_field(hole)).collect());
    assert!(seams.is_empty(), "{seams:#?}");
}

#[test]
fn a_hole_is_made_in_every_place() {
    let plan = full_plan();
    assert!(holes(&plan).len() > 150, "{}", holes(&plan).len());
}
