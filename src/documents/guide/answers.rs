//! The names that follow from the bank: answers, items and what is known about them.

use super::quoted;
use crate::bank::{Bank, Kind, Question};
use crate::documents::GIVEN;
use std::fmt::Write;

const HEADINGS: &str = "| Name | Kind | What it is |\n|:---|:---|:---|\n";

/// What is there beside the answers, whatever the bank asks.
const BESIDE: &[(&str, &str)] = &[
    ("items.ID", "any item by its id: `items[p.segment].title`"),
    (
        "labels.ID",
        "an answer as people see it: the label of a choice, the title of a linked item, a list of them where several were picked",
    ),
    ("states.ID", "`answered`, `unknown`, `not_applicable`, `skipped` or `open`"),
    ("reasons.ID", "why a question does not apply; only where it was said"),
    ("notes.ID", "the remark on \"don't know yet\"; only where there is one"),
    (
        "open_points",
        "what is not answered, in the order of the walk, each with `id`, `label`, `item` (a title or null), `step`, `step_title`, `state`, `required`, `asked` (on the path chosen), `because`, `note`",
    ),
    ("stale", "answers to look at again, each with `id`, `label`, `item`, `item_id`, `changed`"),
    (
        "walk",
        "`walk.answered`, `walk.open`, `walk.required_open`, `walk.steps_done`, `walk.steps_total`, `walk.short`, `walk.withholds`, which says whether answers to private questions are left out",
    ),
    (
        "findings",
        "what the checks found, each with `rule`, `severity` (`gap`, `warning`, `hint`), `message`, `advice`, `risk` (the same for other readers, or null), `subject` (ids of items), `question`, `waived` (the reason, or null)",
    ),
    (
        "insights",
        "what follows from the answers and figures, each with `id`, `tone` (`good`, `bad`, `open`), `sentence`, `chapter` (the id of the one that works it out, or null), `worked_out` (lines of what and how much), `proposes`, `weight` (from 0 to 10 by reader), `subject` (ids of items), `rests_on` (ids of questions)",
    ),
    (
        "named",
        "the titles of the items as they stand in a sentence, by their ids, `{{ named[x.id] }}`: in quotation marks only where they do not read as words of it",
    ),
    ("bank", "`bank.id`, `bank.version`, `bank.title`, `bank.credit`, `bank.language`"),
    (
        "canvas",
        "the blocks of the drawn canvas as the bank lists them, each with `list`, `title`, `column` (from the left, or null in the band below), `row`, `span`, `order` (its place in the drawing, column by column), `items` (their ids), `state` and `reason` of its list",
    ),
];

/// What every item has beside its fields.
const OF_ITEMS: &str = "\
Every item also has `id`, `title`, `list` (the id of its list), `labels.FIELD` and `states.FIELD` (as `labels.ID` and `states.ID` below),
`stale` (whether it should be looked at again), `changed` (the ids that changed since) and `updated_at`.
";

/// Writes the chapters on answers and on what is there beside them.
pub(super) fn write(page: &mut String, bank: &Bank) {
    page.push_str("\n## Answers\n\nEvery question is a name. A question that is open is null, or an empty list where several answers are meant: guard it \
        with\n`{% if … %}` or `or`. Amounts and other numbers with decimals are exact texts for the filters `money`, `number` and `percent`.\n");
    for step in &bank.steps {
        let own: Vec<&Question> = step.questions.iter().filter(|question| question.of.is_none()).collect();
        if own.is_empty() {
            continue;
        }
        let _ = write!(page, "\n### {}\n\n{HEADINGS}", step.title);
        for question in &own {
            row(page, &question.id, question);
        }
        for question in own.iter().filter(|question| question.items().is_some()) {
            fields(page, bank, question);
        }
    }
    let _ = writeln!(page, "\n{OF_ITEMS}\n## Beside the answers\n\n| Name | What it is |\n|:---|:---|");
    for (name, what) in BESIDE.iter().chain(&GIVEN).filter(|(_, what)| !what.is_empty()) {
        let _ = writeln!(page, "| `{name}` | {what} |");
    }
}

fn fields(page: &mut String, bank: &Bank, question: &Question) {
    let Some(list) = question.items() else { return };
    let _ = write!(page, "\nOf each {} in `{}`:\n\n{HEADINGS}", list.one, question.id);
    for field in bank.fields(&question.id) {
        row(page, &field.id, field);
    }
    let facts = bank.steps.iter().flat_map(|step| &step.facts).filter(|fact| fact.of == question.id);
    for fact in facts {
        let _ = writeln!(page, "| `{}` | worked out | follows from other answers |", fact.id);
    }
}

fn row(page: &mut String, id: &str, question: &Question) {
    let label = question.label.source().replace('|', "\\|");
    let offered = question.choices().iter().filter(|_| !matches!(question.kind, Kind::Currency(_)));
    let choices: Vec<String> = offered.map(|choice| quoted(&choice.key)).collect();
    let choices = if choices.is_empty() { String::new() } else { format!(": {}", choices.join(", ")) };
    let _ = writeln!(page, "| `{id}` | {}{choices} | {label} |", kind(&question.kind));
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Number { whole: true, .. } => "whole number".to_owned(),
        Kind::Items(list) => format!("list of {}", list.many),
        Kind::Link(link) => {
            let to: Vec<String> = link.to.iter().map(|list| quoted(list)).collect();
            format!("{} of {}", if link.many { "ids of items" } else { "id of an item" }, to.join(" or "))
        }
        other => other.name().found().to_owned(),
    }
}
