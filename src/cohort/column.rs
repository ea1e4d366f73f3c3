//! The columns of a table of plans: those that every bank has, and those that a bank adds.

use crate::bank::{Bank, ColumnKind};

/// A column that every table of plans has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnColumn {
    /// Names it.
    pub id: &'static str,
    /// Title shown to people.
    pub title: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// What is counted.
    pub unit: Option<&'static str>,
    /// What it means.
    pub about: &'static str,
}

const fn own(
    id: &'static str,
    title: &'static str,
    kind: ColumnKind,
    unit: Option<&'static str>,
    about: &'static str,
) -> OwnColumn {
    OwnColumn { id, title, kind, unit, about }
}

/// The columns that every table of plans has, in their order.
pub const OWN_COLUMNS: [OwnColumn; 21] = [
    own("file", "File", ColumnKind::Choice, None, "the file of the plan"),
    own("venture", "Venture", ColumnKind::Choice, None, "what the venture is called"),
    own(
        "step",
        "Step reached",
        ColumnKind::Number,
        None,
        "the last step in which something was said; 0 is what comes before the first",
    ),
    own("step_title", "Title of that step", ColumnKind::Choice, None, "what that step is about"),
    own(
        "required_open",
        "Required answers open",
        ColumnKind::Number,
        Some("answers"),
        "how many answers are still missing that a plan needs",
    ),
    own(
        "completeness",
        "Completeness",
        ColumnKind::Number,
        Some("of 100"),
        "how much of what applies is answered; a required answer weighs three times an optional one",
    ),
    own(
        "consistency",
        "Consistency",
        ColumnKind::Number,
        Some("of 100"),
        "how much holds together: a check that fails in one of two places counts half; a gap weighs 5, a warning 2, a hint 1",
    ),
    own(
        "evidence",
        "Evidence",
        ColumnKind::Number,
        Some("of 100"),
        "how well what the plan rests on is supported, as its founders say",
    ),
    own(
        "confirmed",
        "Evidence confirmed",
        ColumnKind::Number,
        Some("of 100"),
        "the same, counting only what a reviewer has confirmed",
    ),
    own(
        "readiness",
        "Readiness",
        ColumnKind::Number,
        Some("of 100"),
        "three parts of ten each for completeness and consistency and four for evidence; at most 49 while evidence is below 20, 69 while there is a gap, 39 with one of the worst gaps",
    ),
    own(
        "cap",
        "Readiness held at",
        ColumnKind::Number,
        None,
        "the most that readiness can be at present; empty where nothing holds it",
    ),
    own(
        "would_raise",
        "What would raise it most",
        ColumnKind::Text,
        None,
        "the one thing that would raise readiness most",
    ),
    own("gaps", "Gaps", ColumnKind::Number, Some("findings"), "what keeps the model from working"),
    own(
        "warnings",
        "Warnings",
        ColumnKind::Number,
        Some("findings"),
        "what is probably not meant, and was not let stand",
    ),
    own("hints", "Hints", ColumnKind::Number, Some("findings"), "what is worth a look, and was not let stand"),
    own("currency", "Currency", ColumnKind::Choice, None, "the currency of all amounts"),
    own("bank", "Questions", ColumnKind::Choice, None, "the bank that the questions come from"),
    own(
        "bank_version",
        "Version of the questions",
        ColumnKind::Choice,
        None,
        "the version in which the plan was saved last",
    ),
    own("changed", "Last change", ColumnKind::Date, None, "the day of the last answer"),
    own("partial", "Left out in", ColumnKind::Choice, None, "the columns whose value leaves something out"),
    own("problem", "Problem", ColumnKind::Choice, None, "why the plan cannot be read, or what could not be worked out"),
];

/// A column as tables show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Names it.
    pub id: String,
    /// Title shown to people.
    pub title: String,
    /// The same for a narrow table.
    pub short: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// What is counted.
    pub unit: Option<String>,
    /// What it means.
    pub about: Option<String>,
    /// Whether it is shown only where it is asked for: private, or in the founders' own words.
    pub on_request: bool,
}

/// The title of a column for a narrow table.
fn short(own: &OwnColumn) -> &'static str {
    match own.id {
        "step" => "Step",
        "required_open" => "Open",
        "completeness" => "Complete",
        "readiness" => "Ready",
        _ => own.title,
    }
}

/// The columns that every bank has.
#[must_use]
pub fn own_headings() -> Vec<Heading> {
    let own = OWN_COLUMNS.iter().map(|own| Heading {
        id: own.id.to_owned(),
        title: own.title.to_owned(),
        short: short(own).to_owned(),
        kind: own.kind,
        unit: own.unit.map(str::to_owned),
        about: Some(own.about.to_owned()),
        on_request: own.kind == ColumnKind::Text,
    });
    own.collect()
}

/// The columns of a bank: its own behind those that every bank has.
#[must_use]
pub fn headings(bank: &Bank) -> Vec<Heading> {
    let added = bank.columns.iter().map(|column| Heading {
        id: column.id.clone(),
        title: column.title.clone(),
        short: column.title.clone(),
        kind: column.kind,
        unit: column.unit.clone(),
        about: column.about.clone(),
        on_request: column.private || column.kind == ColumnKind::Text,
    });
    own_headings().into_iter().chain(added).collect()
}
