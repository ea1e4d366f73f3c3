//! The question bank as the rest of the program sees it.

use super::check::{Check, Derived, Insight};
use super::kind::{Choice, ItemList, Kind};
use super::private::Private;
use super::template::Template;
use super::unanswered::Unanswered;
use super::upgrade::Upgrade;
use crate::expression::{Expression, Insert};
use crate::figures::Role;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// A question bank: everything that is asked, in the order of the walk.
#[derive(Debug, Serialize)]
pub struct Bank {
    /// Names the bank in plans, kebab-case.
    pub id: String,
    /// The bank's own version, free text, compared for equality only.
    pub version: String,
    /// BCP 47 tag of the language the bank is written in.
    pub language: String,
    /// Title shown to people.
    pub title: String,
    /// Who made the method, and under which licence.
    pub credit: Option<String>,
    /// The words of its language that say that there is no answer.
    pub unanswered: Unanswered,
    /// The profile, the counted steps and the pause, in the order of the walk.
    pub steps: Vec<Step>,
    /// The blocks of the drawn canvas in the order in which they are listed; without one there is no drawing.
    pub canvas: Vec<CanvasBlock>,
    /// The parts of canvases that others wrote, and where they go.
    pub imports: Vec<Import>,
    /// Answers of old plans that become entries of a list.
    pub upgrades: Vec<Upgrade>,
    /// The chapters and annexes of the plan; without one, every step is a chapter.
    pub chapters: Vec<Chapter>,
    /// Who reads plans, and which chapters they find in which order. The first is meant where nobody is named.
    pub readers: Vec<Reader>,
    /// What plans are compared by, beside what every bank has.
    pub columns: Vec<Column>,
    /// What stands in the calendar of a plan.
    pub due: Vec<Due>,
    /// How ready a plan is; without it, nothing is said of that.
    pub readiness: Option<Readiness>,
    /// What a bank that this one extends asks and this one hides; a field of a list has `of`. Templates that speak of it
    /// find it open.
    pub hidden: Vec<Question>,
    /// The bank's own templates.
    #[serde(skip)]
    pub templates: Vec<Template>,
    /// What is private, found when it is first needed.
    #[serde(skip)]
    pub(crate) private: OnceLock<Private>,
}

/// A chapter of the plan, or an annex.
#[derive(Debug, Serialize)]
pub struct Chapter {
    /// Names it, `snake_case`; the template `chapters/ID.md` writes it, else the generic one does.
    pub id: String,
    /// Title shown to people.
    pub title: String,
    /// The ids of the steps whose answers it tells. An answer that no template speaks of is added at its end.
    pub steps: Vec<String>,
    /// The plan has the chapter only where this holds.
    pub when: Option<Expression>,
    /// Whether it stands at the end, with a letter for a number, and only if there is something in it.
    pub annex: bool,
}

/// Somebody a plan is written for.
#[derive(Debug, Serialize)]
pub struct Reader {
    /// What `draft --for` takes.
    pub id: String,
    /// Who it is, as in speech.
    pub title: String,
    /// The ids of the chapters and annexes in the order in which this reader finds them.
    pub chapters: Vec<String>,
    /// How much of what follows from the answers opens the plan.
    pub opens_with: u32,
}

/// How much of it does where a bank does not say.
pub(crate) const OPENS_WITH: u32 = 5;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Founders' own words: shown only where the column is asked for.
    Text,
    /// One of a few words.
    Choice,
    /// A number.
    Number,
    /// An amount in the currency of the plan.
    Money,
    /// A number of percent.
    Percent,
    /// A date.
    Date,
    /// Yes or no.
    YesNo,
}

impl ColumnKind {
    /// All of them, with their names in banks.
    pub const ALL: [(&'static str, Self); 7] = [
        ("text", Self::Text),
        ("choice", Self::Choice),
        ("number", Self::Number),
        ("money", Self::Money),
        ("percent", Self::Percent),
        ("date", Self::Date),
        ("yes-no", Self::YesNo),
    ];

    /// The name as banks write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// A column of a table of many plans.
#[derive(Debug, Serialize)]
pub struct Column {
    /// Names it, `snake_case`.
    pub id: String,
    /// Title shown to people.
    pub title: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Its value for a plan, over the facts with figures and findings.
    pub value: Expression,
    /// What is counted, such as `hours a week`.
    pub unit: Option<String>,
    /// Where this holds something is left out of the value.
    pub partial: Option<Expression>,
    /// Whether it is shown only where it is asked for by its id.
    pub private: bool,
    /// What it means.
    pub about: Option<String>,
}

/// Something that is due on a day.
#[derive(Debug, Serialize)]
pub struct Due {
    /// Names it.
    pub id: String,
    /// What is due.
    pub title: String,
    /// The day of the programme, ISO 8601.
    pub on: Option<String>,
    /// Days that follow from the answers: a list of maps with `id`, `title` and `day`.
    pub dates: Option<Expression>,
    /// Whether it is simply over when the day is, and never overdue.
    pub passes: bool,
}

/// What a bank says about how ready a plan is.
#[derive(Debug, Serialize)]
pub struct Readiness {
    /// What the plan rests on: a list of maps with `id`, `title`, `importance` and `level`, from 0 to 4.
    pub beliefs: Expression,
    /// Where this holds the evidence counts as 30 of 100 at most.
    pub thin: Option<Expression>,
    /// Why, as a clause.
    pub thin_because: Option<String>,
    /// The ids of entries that a test is planned for.
    pub tested: Option<Expression>,
    /// The ids of the checks whose findings keep a plan below 40.
    pub worst: Vec<String>,
    /// Whether the founders allow that their answers are read and kept; null where they were not asked.
    pub consent: Option<Expression>,
}

/// One block of the drawn canvas: a list, and where it lies.
#[derive(Debug, Serialize)]
pub struct CanvasBlock {
    /// The id of the list whose entries stand in it.
    pub list: String,
    /// Its title.
    pub title: String,
    /// Its column, from 1 at the left; none in the band below all columns.
    pub column: Option<usize>,
    /// Its place from 1: from the top of its column, or from the left in the band.
    pub row: usize,
    /// How much of the band it takes beside the others there, at least 1.
    pub span: usize,
}

/// A part of canvases that others wrote, and where its entries go.
#[derive(Debug, Serialize)]
pub struct Import {
    /// The id of the list that takes the entries, or of the question that takes the text.
    pub into: String,
    /// What it is called elsewhere.
    pub known_as: Vec<String>,
    /// The field, a text, that takes what is said of an entry beside its name.
    pub rest: Option<String>,
    /// Whether a heading inside the part is an entry.
    pub headings: bool,
    /// What a page is called that holds such a canvas: what is left of its title answers the question.
    pub beside: Vec<String>,
    /// Words by which choices are known.
    pub words: Vec<ChoiceWords>,
}

/// Words by which a choice of a field is known.
#[derive(Debug, Serialize)]
pub struct ChoiceWords {
    /// The field.
    pub field: String,
    /// The key of the choice.
    pub key: String,
    /// The words.
    pub words: Vec<String>,
}

/// Which part of the walk a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The questions before the first step; not counted.
    Profile,
    /// The pause at half-way; not counted.
    Pause,
    /// A counted step, numbered from 1.
    #[serde(untagged)]
    Step(usize),
}

/// One part of the walk with its questions.
#[derive(Debug, Serialize)]
pub struct Step {
    /// Names the step, `snake_case`.
    pub id: String,
    /// The ids it had in earlier versions.
    pub was: Vec<String>,
    /// Profile, counted step or pause.
    pub part: Part,
    /// Title shown to people.
    pub title: String,
    /// One line on what the step is for.
    pub purpose: String,
    /// A paragraph shown when the step opens.
    pub guidance: Option<String>,
    /// What is said when the step closes.
    pub produced: Option<Insert>,
    /// The questions in order; fields of a list stand inside its question.
    pub questions: Vec<Question>,
    /// Fields of items that follow from the answers up to the end of this step.
    pub facts: Vec<Derived>,
    /// What has to hold in the answers.
    pub checks: Vec<Check>,
    /// What follows from the answers and figures.
    pub insights: Vec<Insight>,
}

/// How much it matters that a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// Asked on the short path and on the full one.
    Essential,
    /// Asked on the full path.
    Standard,
    /// A detail: offered after an entry or a step, and never asked in a row.
    More,
}

impl Depth {
    /// The name as banks write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Standard => "standard",
            Self::More => "more",
        }
    }
}

/// The path that a walk takes: how much it asks. (`Path` is the name of where a file stands.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Route {
    /// The short path.
    #[serde(rename = "essential")]
    Short,
    /// The full path.
    #[serde(rename = "full")]
    Full,
}

impl Route {
    /// Whether the path asks questions of that depth in a row.
    #[must_use]
    pub fn asks(self, depth: Depth) -> bool {
        match self {
            Self::Short => depth == Depth::Essential,
            Self::Full => depth != Depth::More,
        }
    }
}

/// A question, or a field of a list's items.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of a bank")]
pub struct Question {
    /// `snake_case`; unique in the bank, or in its list if it is a field.
    pub id: String,
    /// The ids it had in earlier versions; in its list if it is a field.
    pub was: Vec<String>,
    /// The question of an earlier version that it is a part of; in its list if it is a field.
    pub split_from: Option<String>,
    /// The question as it is put to the founder.
    pub ask: Insert,
    /// A short noun phrase for reviews and lists of what is open.
    pub label: Insert,
    /// The longer explanation, shown on demand.
    pub help: Option<String>,
    /// A good example.
    pub example: Option<String>,
    /// Bad examples with the reason.
    pub mistakes: Vec<Mistake>,
    /// What is said to answers that often do not help.
    pub cautions: Vec<Caution>,
    /// What kind of answer is expected, with its limits.
    #[serde(flatten)]
    pub kind: Kind,
    /// Whether a plan without an answer is incomplete.
    pub required: bool,
    /// How much it matters that it is asked.
    pub depth: Depth,
    /// The purposes, keys of the question with the role `purpose`, of the plans in which it is essential.
    pub matters_for: Vec<String>,
    /// The question is asked only where this holds.
    pub when: Option<Expression>,
    /// The list whose items this question is a field of, asked later than the list itself.
    pub of: Option<String>,
    /// Whether it is put once for all entries of its list, with a line for each.
    pub together: bool,
    /// Whether the plan tells the answer where it is told by no template; the annex with all answers does in any case.
    pub in_plan: bool,
    /// Whether the answer is kept out of everything that others read, unless it is asked for.
    pub private: bool,
    /// Which input of the figures the answer feeds.
    pub role: Option<Role>,
    /// Gives the text offered as a first draft.
    pub start: Option<Expression>,
    /// The answer selected beforehand; it has to be confirmed like any other.
    pub default: Option<String>,
}

/// A bad example and the reason why it is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// What people often write.
    pub bad: String,
    /// Why it does not help them.
    pub why: String,
}

/// A word of help at the moment an answer is given. It never keeps the answer out.
#[derive(Debug, Serialize)]
pub struct Caution {
    /// Where this holds the word is said; `answer` is what was just answered.
    pub when: Expression,
    /// What is said.
    pub say: Insert,
}

impl Question {
    /// How much it matters that it is asked in a plan with these purposes.
    #[must_use]
    pub fn depth_for(&self, purposes: &[&str]) -> Depth {
        let matters = self.matters_for.iter().any(|key| purposes.contains(&key.as_str()));
        if matters { Depth::Essential } else { self.depth }
    }

    /// The list part, if the question is a list.
    #[must_use]
    pub fn items(&self) -> Option<&ItemList> {
        match &self.kind {
            Kind::Items(list) => Some(list),
            _ => None,
        }
    }

    /// Whether the answer says which currency amounts are in.
    #[must_use]
    pub fn names_currency(&self) -> bool {
        let by_role = self.role.is_some_and(|role| role.name().ends_with("currency"));
        by_role || matches!(self.kind, Kind::Currency(_))
    }

    /// The choices offered, if the question offers any.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::OneOf(choices) | Kind::Currency(choices) | Kind::SomeOf { choices, .. } => choices,
            _ => &[],
        }
    }
}

impl Bank {
    /// Every question that is no field inside a list, in the order of the walk, with its step.
    pub fn questions(&self) -> impl Iterator<Item = (&Step, &Question)> {
        self.steps.iter().flat_map(|step| step.questions.iter().map(move |question| (step, question)))
    }

    /// The question of that id that is not a field.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.of.is_none() && question.id == id)
    }

    /// The list of that id, with its question.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<(&Question, &ItemList)> {
        let question = self.question(id)?;
        question.items().map(|items| (question, items))
    }

    /// All fields of a list's items: those asked with the list, then those asked later, in order.
    pub fn fields<'a>(&'a self, list: &'a str) -> impl Iterator<Item = &'a Question> {
        let own = self.list(list).into_iter().flat_map(|(_, items)| items.fields.iter());
        let later =
            self.questions().map(|(_, question)| question).filter(move |question| question.of.as_deref() == Some(list));
        own.chain(later)
    }

    /// A field of a list's items, asked with the list or later.
    #[must_use]
    pub fn field<'a>(&'a self, list: &'a str, id: &str) -> Option<&'a Question> {
        self.fields(list).find(|field| field.id == id)
    }

    /// The question that says which currency amounts are in: the one of that kind or role that is no field.
    #[must_use]
    pub fn currency(&self) -> Option<&Question> {
        self.questions()
            .map(|(_, question)| question)
            .find(|question| question.of.is_none() && question.names_currency())
    }

    /// The field that says which currency the amounts of a list's items are in, where that is not the plan's.
    #[must_use]
    pub fn currency_field<'a>(&'a self, list: &'a str) -> Option<&'a Question> {
        self.fields(list).find(|field| field.names_currency())
    }

    /// The question that says what a plan is for.
    #[must_use]
    pub fn purpose(&self) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.role == Some(Role::Purpose))
    }

    /// Every check, in the order of the walk.
    pub fn checks(&self) -> impl Iterator<Item = &Check> {
        self.steps.iter().flat_map(|step| &step.checks)
    }

    /// The insights, in the order of the steps.
    pub fn insights(&self) -> impl Iterator<Item = &Insight> {
        self.steps.iter().flat_map(|step| &step.insights)
    }

    /// How many steps are counted.
    #[must_use]
    pub fn counted_steps(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step.part, Part::Step(_))).count()
    }
}
