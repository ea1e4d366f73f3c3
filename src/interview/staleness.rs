//! What needs another look after a change: one step, never transitive, and not for a mere rename.

use crate::bank::{Bank, Kind, Part, Question};
use crate::expression::Expression;
use crate::plan::{Address, Answer, Plan, State, linked_ids};
use crate::words;

/// Marks what rests on an answer that changed. Nothing is marked where the question was open before: to answer
/// what was never answered changes nothing that others could have relied on.
pub(super) fn mark(bank: &Bank, plan: &mut Plan, changed: &Address, old: Option<&Answer>) {
    let new = plan.answer(changed);
    let same = match (old, new) {
        (Some(old), Some(new)) => old.state == new.state && old.value == new.value,
        _ => false,
    };
    let was_answered = old.is_some_and(|old| old.state == State::Answered);
    if same || (was_answered && (is_title(bank, changed) || is_typo(bank, changed, old, new))) {
        return;
    }
    mark_pause(bank, plan, changed);
    if !was_answered {
        return;
    }
    let cause = changed.item().unwrap_or(changed.question_id()).to_owned();
    for address in dependents(bank, plan, changed) {
        if let Some(mut answer) = plan.answer(&address).cloned() {
            add(&mut answer, &cause);
            plan.put(&address, answer);
        }
    }
}

/// The pause needs another look when anything before it changes, names and the profile apart.
pub(super) fn mark_pause(bank: &Bank, plan: &mut Plan, changed: &Address) {
    let Some(pause) = bank.steps.iter().position(|step| step.part == Part::Pause) else { return };
    let Some(step) = step_of(bank, changed) else { return };
    if step >= pause || bank.steps.get(step).is_some_and(|step| step.part == Part::Profile) {
        return;
    }
    let cause = match changed {
        Address::Question(id) => id,
        Address::Field { list, .. } => list,
    };
    for question in bank.steps.get(pause).into_iter().flat_map(|step| &step.questions) {
        if let Some(answer) = plan.answers.get_mut(&question.id) {
            add(answer, cause);
        }
    }
}

/// Answers that lost a link to an entry of a list need another look; those that lost their last one are open anyway.
pub(super) fn mark_links(plan: &mut Plan, links: &[Address], list: &str) {
    for address in links {
        if let Some(mut answer) = plan.answer(address).filter(|answer| answer.state == State::Answered).cloned() {
            add(&mut answer, list);
            plan.put(address, answer);
        }
    }
}

/// Takes the marks off, where all that they were put on is still right.
pub(super) fn clear(plan: &mut Plan, addresses: &[Address]) {
    for address in addresses {
        if let Some(mut answer) = plan.answer(address).cloned() {
            answer.stale.clear();
            plan.put(address, answer);
        }
    }
}

fn add(answer: &mut Answer, cause: &str) {
    if !answer.stale.iter().any(|known| known == cause) {
        answer.stale.push(cause.to_owned());
    }
}

/// The position of the step that asks what stands at an address.
fn step_of(bank: &Bank, address: &Address) -> Option<usize> {
    let asks = |question: &Question| match address {
        Address::Question(id) => question.of.is_none() && question.id == *id,
        Address::Field { list, field, .. } => match question.of.as_deref() {
            Some(of) => of == list && question.id == *field,
            None => {
                question.id == *list && question.items().is_some_and(|own| own.fields.iter().any(|f| f.id == *field))
            }
        },
    };
    bank.steps.iter().position(|step| step.questions.iter().any(asks))
}

fn is_title(bank: &Bank, address: &Address) -> bool {
    let Address::Field { list, field, .. } = address else { return false };
    bank.list(list).and_then(|(_, items)| items.title_field()).is_some_and(|title| title.id == *field)
}

/// Whether a text is nearly what it was: a correction, not another meaning.
fn is_typo(bank: &Bank, address: &Address, old: Option<&Answer>, new: Option<&Answer>) -> bool {
    let is_text = address
        .question(bank)
        .is_some_and(|question| matches!(question.kind, Kind::Text { .. } | Kind::LongText { .. }));
    let texts = old.and_then(|old| old.value.as_str()).zip(new.and_then(|new| new.value.as_str()));
    is_text && texts.is_some_and(|(old, new)| words::are_near(old, new))
}

/// The settled answers whose `when` or `among` reads what stands at an address. A link rests on the entry it leads to,
/// not on what is said of it, unless its `among` reads that.
fn dependents(bank: &Bank, plan: &Plan, changed: &Address) -> Vec<Address> {
    let settled = plan.all_answers().filter(|(address, answer)| {
        address != changed && matches!(answer.state, State::Answered | State::Unknown | State::NotApplicable)
    });
    settled
        .filter(|(address, answer)| {
            let Some(question) = address.question(bank) else { return false };
            reads(question, address, answer, changed)
        })
        .map(|(address, _)| address)
        .collect()
}

fn reads(question: &Question, address: &Address, answer: &Answer, changed: &Address) -> bool {
    let among = match &question.kind {
        Kind::Link(link) => link.among.as_ref(),
        _ => None,
    };
    let paths = question.when.iter().chain(among).flat_map(Expression::references);
    paths.into_iter().any(|reference| {
        let path: Vec<&str> = reference.path.iter().map(String::as_str).collect();
        match (path.as_slice(), changed) {
            ([id, ..], Address::Question(own)) => id == own,
            (["item", field, ..], Address::Field { item, field: own, .. }) => {
                field == own && address.item() == Some(item.as_str())
            }
            (["x", field, ..], Address::Field { item, field: own, .. }) => {
                field == own && linked_ids(&answer.value).any(|id| id == item)
            }
            ([id, "[]", field, ..], Address::Field { list, field: own, .. }) => id == list && field == own,
            _ => false,
        }
    })
}
