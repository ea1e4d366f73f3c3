//! A bank as the data of a page: what is asked, when, and what has to hold.

use crate::bank::{Bank, Check, Choice, Count, ItemList, Kind, Part, Question, Range, Step};
use crate::currency;
use crate::expression::{Expression, Insert};
use crate::words;
use serde_json::{Map, Value as Json, json};

/// What the page knows besides the answers themselves: the names that its facts have.
const KNOWN: [&str; 6] = ["bank", "items", "labels", "notes", "reasons", "states"];

/// What it does not know of an entry: when it was answered, and what changed since.
pub(super) const UNKNOWN: [&str; 3] = ["changed", "stale", "updated_at"];

pub(super) fn of(bank: &Bank) -> Json {
    let checks: Vec<&Check> = bank.checks().filter(|check| can_be_made(bank, check)).collect();
    let codes = currency::all().into_iter().map(|(code, _)| code);
    json!({
        "about": {
            "id": bank.id,
            "version": bank.version,
            "title": bank.title,
            "credit": bank.credit,
            "language": bank.language,
        },
        "purpose": bank.purpose().map(|question| &question.id),
        "currency": bank.currency().map(|question| &question.id),
        "dot_groups": codes.filter(|code| currency::dot_groups(code)).collect::<Vec<_>>(),
        "steps": bank.steps.iter().map(|own| step(bank, own)).collect::<Vec<_>>(),
        "hidden": bank.hidden.iter().map(|own| question(bank, own)).collect::<Vec<_>>(),
        "checks": checks.iter().map(|own| check(own)).collect::<Vec<_>>(),
        "left": bank.checks().count() - checks.len(),
    })
}

fn step(bank: &Bank, step: &Step) -> Json {
    let facts = step.facts.iter();
    json!({
        "id": step.id,
        "part": match step.part {
            Part::Profile => json!("profile"),
            Part::Pause => json!("pause"),
            Part::Step(number) => json!(number),
        },
        "title": step.title,
        "purpose": step.purpose,
        "guidance": step.guidance,
        "questions": step.questions.iter().map(|own| question(bank, own)).collect::<Vec<_>>(),
        "facts": facts.map(|own| json!({ "of": own.of, "id": own.id, "value": value(&own.value) })).collect::<Vec<_>>(),
    })
}

/// A question with what every kind has; what only some kinds have is null or empty with the others.
fn question(bank: &Bank, question: &Question) -> Json {
    let cautions = question.cautions.iter();
    let mistakes = question.mistakes.iter();
    let mut data = json!({
        "id": question.id,
        "of": question.of,
        "ask": insert(&question.ask),
        "label": insert(&question.label),
        "help": question.help,
        "example": question.example,
        "mistakes": mistakes.map(|own| json!({ "bad": own.bad, "why": own.why })).collect::<Vec<_>>(),
        "cautions":
            cautions.map(|own| json!({ "when": value(&own.when), "say": insert(&own.say) })).collect::<Vec<_>>(),
        "kind": question.kind.name().written(),
        "required": question.required,
        "depth": question.depth.name(),
        "matters_for": question.matters_for,
        "when": perhaps(question.when.as_ref()),
        "together": question.together,
        "start": perhaps(question.start.as_ref()),
        "default": question.default,
        "choices": question.choices().iter().map(choice).collect::<Vec<_>>(),
        "max_length": question.kind.limit(),
        "many_links": false,
        "list": null,
    });
    if let Some(data) = data.as_object_mut() {
        data.extend(limits(bank, &question.kind));
    }
    data
}

/// What only questions of this kind have.
fn limits(bank: &Bank, kind: &Kind) -> Map<String, Json> {
    let between = |range: &Range| json!({ "min": range.min.map(|min| min.to_string()), "max": range.max.map(|max| max.to_string()) });
    let joined = |parts: &[Json]| parts.iter().filter_map(Json::as_object).flat_map(Clone::clone).collect();
    match kind {
        Kind::Number { range, whole, unit } => joined(&[between(range), json!({ "whole": whole, "unit": unit })]),
        Kind::Money(range) | Kind::Percent(range) => joined(&[between(range), json!({ "whole": false, "unit": null })]),
        Kind::ByMonth { range, unit } => joined(&[between(range), json!({ "whole": false, "unit": unit })]),
        Kind::SomeOf { count, advise_at_most, .. } => {
            joined(&[many(*count), json!({ "advise_at_most": advise_at_most })])
        }
        Kind::Items(list) => joined(&[many(list.count), json!({ "list": items(bank, list) })]),
        Kind::Link(link) => joined(&[
            many(link.count),
            json!({
                "to": link.to,
                "many_links": link.many,
                "among": perhaps(link.among.as_ref()),
                "order": perhaps(link.order.as_ref()),
                "sole": link.sole,
            }),
        ]),
        _ => Map::new(),
    }
}

fn many(count: Count) -> Json {
    json!({ "at_least": count.at_least, "at_most": count.at_most })
}

fn items(bank: &Bank, list: &ItemList) -> Json {
    let ids = |run: &[Question]| run.iter().map(|field| field.id.clone()).collect::<Vec<_>>();
    let target = list.picked_field().and_then(|field| match &field.kind {
        Kind::Link(link) => Some(bank.list(link.to.first()?)?.1.one.clone()),
        _ => None,
    });
    let proposals = list.proposals.as_ref();
    let fields = list.fields.iter();
    json!({
        "one": list.one,
        "many": list.many,
        "title": list.title.as_ref().map(insert),
        "title_field": list.title_field().map(|field| &field.id),
        "naming_field": list.naming_field().map(|field| &field.id),
        "picked_field": list.picked_field().map(|field| &field.id),
        "picked_from": target,
        "fields": fields.clone().map(|field| question(bank, field)).collect::<Vec<_>>(),
        "runs": list.runs().map(ids).collect::<Vec<_>>(),
        "propose": perhaps(proposals.map(|own| &own.texts)),
        "propose_ask": proposals.map(|own| insert(&own.ask)),
    })
}

fn choice(choice: &Choice) -> Json {
    json!({ "key": choice.key, "label": choice.label, "help": choice.help })
}

fn check(check: &Check) -> Json {
    let named = |(name, expression): (&String, &Expression)| json!([name, value(expression)]);
    let bindings = check.bindings.iter().map(|own| named((&own.name, &own.list)));
    json!({
        "id": check.id,
        "severity": check.severity,
        "phase": check.phase,
        "for": bindings.collect::<Vec<_>>(),
        "given": perhaps(check.given.as_ref()),
        "holds": value(&check.holds),
        "gap_when": perhaps(check.gap_when.as_ref()),
        "let": check.values.iter().map(|(name, own)| named((name, own))).collect::<Vec<_>>(),
        "message": insert(&check.message),
        "advice": insert(&check.advice),
        "risk": check.risk.as_ref().map(insert),
        "question": check.question,
        "reads": check.holds.paths(),
    })
}

/// Whether a check can be made in a page, which has no figures and no clock.
pub(super) fn can_be_made(bank: &Bank, check: &Check) -> bool {
    let texts = [&check.message, &check.advice]
        .into_iter()
        .chain(&check.risk)
        .flat_map(|text| text.expressions().map(|(_, own)| own));
    let lists = check.bindings.iter().map(|own| &own.list);
    let conditions = check.given.iter().chain([&check.holds]).chain(&check.gap_when);
    let all = lists.chain(conditions).chain(check.values.iter().map(|(_, own)| own)).chain(texts);
    let named = check.bindings.iter().map(|own| &own.name).chain(check.values.iter().map(|(name, _)| name));
    let named: Vec<&String> = named.collect();
    let questions = bank.questions().map(|(_, question)| question).chain(&bank.hidden);
    let ids: Vec<&String> = questions.filter(|own| own.of.is_none()).map(|own| &own.id).collect();
    let is_known = |path: &Vec<String>| {
        let first = path
            .first()
            .is_some_and(|name| KNOWN.contains(&name.as_str()) || named.contains(&name) || ids.contains(&name));
        first && !path.iter().any(|name| UNKNOWN.contains(&name.as_str()))
    };
    all.into_iter().all(|own| own.compiled().is_some() && own.paths().iter().all(&is_known))
}

/// An expression as data; what has no such form is something that the page does not know, and gives no answer there.
fn value(expression: &Expression) -> Json {
    expression.compiled().unwrap_or_else(|| json!(["unknown"]))
}

fn perhaps(expression: Option<&Expression>) -> Json {
    expression.map_or(Json::Null, value)
}

/// A text in its parts: fixed ones as they are, expressions in an array of one.
pub(super) fn insert(text: &Insert) -> Json {
    let mut parts: Vec<Json> = Vec::new();
    let fixed = |parts: &mut Vec<Json>, own: &str| {
        if !own.is_empty() {
            parts.push(json!(words::printable_lines(&own.replace("{{", "{"))));
        }
    };
    let (source, mut position) = (text.source(), 0);
    for (start, expression) in text.expressions() {
        fixed(&mut parts, source.get(position..start.saturating_sub(1)).unwrap_or_default());
        parts.push(json!([value(expression)]));
        position = start + expression.source().len() + 1;
    }
    fixed(&mut parts, source.get(position..).unwrap_or_default());
    Json::from(parts)
}
