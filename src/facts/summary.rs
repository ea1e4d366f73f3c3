//! What the facts say about the walk as a whole: what is open, what is stale, how far it has come.

use super::Point;
use super::list::state_name;
use super::tally::{self, Tally};
use crate::bank::{Bank, CanvasBlock, Depth, Route};
use crate::fact::{Fact, FactMap};
use crate::figures::roles::{LATER, Role};
use crate::plan::{Address, Plan, State};

/// The facts of the answers, with those about the walk and the bank.
pub(super) fn complete(bank: &Bank, plan: &Plan, points: &[Point<'_>], mut view: FactMap) -> Fact {
    view.insert("open_points".into(), Fact::list(points.iter().filter_map(|point| open_point(bank, plan, point))));
    view.insert("stale".into(), Fact::list(points.iter().filter_map(stale_point)));
    view.insert("walk".into(), walk(bank, plan, points, &view));
    view.insert("bank".into(), about(bank));
    view.insert("canvas".into(), canvas(bank, &view));
    view.insert("figures".into(), Fact::Null);
    view.insert("findings".into(), Fact::list([]));
    view.insert("insights".into(), Fact::list([]));
    view.insert("named".into(), Fact::map(FactMap::default()));
    Fact::map(view)
}

fn open_point(bank: &Bank, plan: &Plan, point: &Point<'_>) -> Option<Fact> {
    let is_untold_detail = point.depth == Depth::More && matches!(point.state, State::Open | State::Skipped);
    if point.state == State::Answered || point.later || is_untold_detail {
        return None;
    }
    let answer = plan.answer(&point.address);
    let step = bank.steps.get(point.step);
    Some(Fact::named([
        ("id", text(&point.question.id)),
        ("label", text(&point.label)),
        ("item", optional(point.item_title.as_ref())),
        ("item_id", item_id(point)),
        ("step", optional(step.map(|step| &step.id))),
        ("step_title", optional(step.map(|step| &step.title))),
        ("state", state_name(point.state)),
        ("required", Fact::Bool(point.question.required)),
        ("asked", Fact::Bool(point.is_on(plan.route))),
        ("because", optional(answer.and_then(|answer| answer.because.as_ref()))),
        ("note", optional(answer.and_then(|answer| answer.note.as_ref()))),
    ]))
}

/// The item whose field a point is; null for a question.
fn item_id(point: &Point<'_>) -> Fact {
    match &point.address {
        Address::Field { item, .. } => text(item),
        Address::Question(_) => Fact::Null,
    }
}

fn stale_point(point: &Point<'_>) -> Option<Fact> {
    if point.stale.is_empty() || point.later {
        return None;
    }
    Some(Fact::named([
        ("id", text(&point.question.id)),
        ("label", text(&point.label)),
        ("item", optional(point.item_title.as_ref())),
        ("item_id", item_id(point)),
        ("changed", Fact::list(point.stale.iter().map(|id| text(id)))),
    ]))
}

fn walk(bank: &Bank, plan: &Plan, points: &[Point<'_>], view: &FactMap) -> Fact {
    let tally = Tally::of(points, plan.route);
    let (steps_done, steps_total) = tally::steps(bank, points, plan.route);
    let naming = bank.questions().map(|(_, question)| question).find(|question| question.role == Some(Role::Name));
    let name = naming.and_then(|question| view.get(question.id.as_str())).cloned().unwrap_or(Fact::Null);
    Fact::named([
        ("name", name),
        ("answered", whole(tally.answered)),
        ("open", whole(tally.open)),
        ("required_open", whole(tally.required_open)),
        ("steps_done", whole(steps_done)),
        ("steps_total", whole(steps_total)),
        ("short", Fact::Bool(plan.route == Route::Short)),
        ("withholds", Fact::Bool(plan.withholds)),
    ])
}

/// The blocks of the drawn canvas: where each lies, the ids of its items that are not kept for later, and where its
/// question stands.
fn canvas(bank: &Bank, view: &FactMap) -> Fact {
    let get = |map: &str, id: &str| view.get(map).map_or(Fact::Null, |map| map.get(id));
    let number = |number: Option<usize>| number.map_or(Fact::Null, whole);
    let place = |block: &CanvasBlock| (block.column.is_none(), block.column, block.row);
    Fact::list(bank.canvas.iter().map(|block| {
        let before = bank.canvas.iter().filter(|other| place(other) < place(block)).count();
        let items = view.get(block.list.as_str()).map_or(&[] as &[Fact], Fact::as_list).iter();
        let items = items.filter(|item| item.get(LATER) != Fact::Bool(true));
        Fact::named([
            ("list", text(&block.list)),
            ("title", text(&block.title)),
            ("column", number(block.column)),
            ("row", whole(block.row)),
            ("span", whole(block.span)),
            ("order", whole(before + 1)),
            ("items", Fact::list(items.map(|item| item.get("id")))),
            ("state", get("states", &block.list)),
            ("reason", get("reasons", &block.list)),
        ])
    }))
}

fn about(bank: &Bank) -> Fact {
    Fact::named([
        ("id", text(&bank.id)),
        ("version", text(&bank.version)),
        ("title", text(&bank.title)),
        ("credit", optional(bank.credit.as_ref())),
        ("language", text(&bank.language)),
    ])
}

pub(super) fn text(text: &str) -> Fact {
    Fact::text(text)
}

pub(super) fn optional(text: Option<&String>) -> Fact {
    text.map_or(Fact::Null, |text| Fact::text(text.as_str()))
}

fn whole(count: usize) -> Fact {
    Fact::Whole(i64::try_from(count).unwrap_or(i64::MAX))
}
