//! What an interview asks of a front, and what a front can bring back.

use super::length::About;
use super::{Aside, Beside, Row, Then, Ticked};
use crate::plan::Rejection;

/// One question as a front has to show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// The question in one sentence; may be longer than a line.
    pub ask: String,
    /// The longer explanation, shown on demand (explain).
    pub help: Option<String>,
    /// A good example, shown dimmed under the question.
    pub example: Option<String>,
    /// Bad examples with reasons, shown on demand (explain).
    pub mistakes: Vec<crate::bank::Mistake>,
    /// Where the founder is.
    pub progress: Progress,
    /// The title of the item being filled in, where the question is about one.
    pub item: Option<String>,
    /// The row at hand, where the question is put once for several items.
    pub together: Option<Row>,
    /// Whether a plan without an answer is incomplete.
    pub required: bool,
    /// Why the question comes up again, in a sentence: the last reply was rejected.
    pub rejection: Option<Rejection>,
    /// Whether the line begins with what the rejected reply may mean, so that Enter takes that.
    pub offers: bool,
    /// Why an answered question is asked again: something it rests on changed, or it no longer fits.
    pub reason: Option<String>,
    /// What is said beside it, a line each: that the answer is private, and what others remarked.
    pub remarks: Vec<String>,
    /// What kind of reply is expected.
    pub form: Form,
    /// What was typed beside the answer and not entered, to be offered again.
    pub aside: Option<Aside>,
    /// No text typed here may be longer, in characters.
    pub limit: Option<usize>,
}

impl Prompt {
    /// What a text beside the answer begins with.
    #[must_use]
    pub fn begun(&self, beside: &Beside) -> &str {
        self.aside.as_ref().filter(|aside| aside.beside == *beside).map_or("", |aside| &aside.text)
    }
}

/// Where in the walk a prompt stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The title of the step.
    pub step_title: String,
    /// The number of the step and of all steps; none for the profile and the pause.
    pub step: Option<(usize, usize)>,
    /// The number of the question in the whole walk, from 1, and about how many the walk has.
    pub prompt: (usize, About),
    /// About how many minutes are left.
    pub minutes_left: About,
}

/// The kind of reply a prompt expects.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// One line of text, a number, an amount or a date. Reply with [`Reply::Text`].
    Line {
        /// What stands in the line to begin with: the old answer, a draft or a default.
        start: String,
        /// What is counted or which currency, shown beside the line.
        unit: Option<String>,
    },
    /// Several sentences. Reply with [`Reply::Text`]; line breaks are kept.
    Long {
        /// What stands there to begin with.
        start: String,
    },
    /// Exactly one pick. Reply with [`Reply::Picked`] with one key.
    One {
        /// What can be picked, with at most one selected beforehand.
        picks: Vec<Pick>,
        /// What new things can be added there and then.
        add: Vec<Addable>,
    },
    /// Any number of picks within limits. Reply with [`Reply::Picked`].
    Some {
        /// What can be picked.
        picks: Vec<Pick>,
        /// A word on how many, such as `up to 3`; empty if any number will do.
        how_many: String,
        /// What new things can be added there and then.
        add: Vec<Addable>,
    },
    /// A list that is brainstormed and edited entry by entry.
    List(ListForm),
}

/// One thing that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What is brought back.
    pub key: String,
    /// What is shown.
    pub label: String,
    /// One line of explanation.
    pub help: Option<String>,
    /// Whether it is selected to begin with.
    pub selected: bool,
}

/// A list whose items can be extended from a link prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addable {
    /// The list.
    pub list: String,
    /// What one entry is called: `customer group`.
    pub one: String,
    /// Whether a new entry is named by typing. Without a name, it is begun by its first fields.
    pub named: bool,
}

/// A list being entered and edited. Every change is a reply of its own, so that it is saved at once;
/// the front is then asked the same prompt again with the new entries, until [`Reply::Done`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListForm {
    /// What one entry is called: `customer group`.
    pub one: String,
    /// What several are called: `customer groups`.
    pub many: String,
    /// The entries so far.
    pub entries: Vec<Entry>,
    /// How a new entry begins.
    pub adding: Adding,
    /// A word on how many, such as `at least 3`; empty if any number will do.
    pub how_many: String,
    /// Text typed earlier and not entered.
    pub start: String,
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The item's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many of its questions are still open.
    pub open: usize,
}

/// How a new entry of a list begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adding {
    /// With a name, typed: [`Reply::Add`].
    Name,
    /// With one or more picks, each of which makes an entry: [`Reply::AddPicked`].
    Pick(Vec<Pick>),
    /// With its first questions, which are asked as soon as it is begun: [`Reply::Begin`]. Text typed as the name of
    /// an entry begins one as well, and answers its first question where it fits.
    Begin,
}

/// What a front brings back from a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Typed text. Empty text leaves an optional question open; on a prompt with an answer it is refused, never
    /// taken as deletion.
    Text(String),
    /// Picked keys, in the order shown. None at all leaves an optional question open, as empty text does.
    Picked(Vec<String>),
    /// Adds a new item with that title to a linked list, there and then; the prompt comes again with it selected.
    AddTo {
        /// The list, from [`Addable::list`].
        list: String,
        /// The title of the new item; empty where an entry has none to begin with.
        name: String,
        /// What was picked before, so that it is still picked when the prompt comes again.
        picked: Vec<String>,
    },
    /// A list: a new entry of that name.
    Add(String),
    /// A list: a new entry whose first questions are asked at once.
    Begin,
    /// A list: a new entry for each of these picks.
    AddPicked(Vec<String>),
    /// A list: gives an entry another name.
    Rename {
        /// The item's id.
        item: String,
        /// Its new name.
        name: String,
    },
    /// A list: removes an entry. Asked again for confirmation by the interview where something is lost.
    Remove {
        /// The item's id.
        item: String,
    },
    /// A list: moves an entry to another place, counted from 0.
    Move {
        /// The item's id.
        item: String,
        /// Its new place.
        to: usize,
    },
    /// A list: goes through the fields of one entry.
    Edit {
        /// The item's id.
        item: String,
    },
    /// A list: no more entries for now.
    Done,
    /// Not known yet, with a remark if there is one.
    Unknown {
        /// The remark.
        note: Option<String>,
    },
    /// Does not apply, with the reason.
    NotApplicable {
        /// The reason; an empty one is refused.
        because: String,
    },
    /// Left out for now.
    Skip,
    /// In a row: the answer above once more, for this row or for it and all open ones below.
    Repeat {
        /// Whether the rows below get it as well.
        all: bool,
    },
    /// In a row: this row and all open ones below are left out for now.
    SkipRest,
    /// In a table: what is ticked in each row.
    Ticked(Ticked),
    /// To the question before.
    Back,
    /// Takes the last change back.
    Undo,
    /// To a step: asks the interview for its menu of steps.
    Jump,
    /// To the step of that number.
    JumpTo(usize),
    /// To an earlier answer: asks the interview for its menu of answers. Changed, it leads back to this question.
    Change {
        /// Text to search for from the start; may be empty.
        search: String,
    },
    /// To the details of the step that may be added.
    Details,
    /// Shows what there is so far, then asks again.
    Show,
    /// Saves and leaves.
    Leave,
}

impl Reply {
    /// Whether the walk goes on with it, and not aside, back or nowhere.
    pub(super) fn goes_on(&self) -> bool {
        match self {
            Self::Back
            | Self::Undo
            | Self::Jump
            | Self::JumpTo(_)
            | Self::Leave
            | Self::Show
            | Self::Edit { .. }
            | Self::Change { .. }
            | Self::Ticked(Ticked { then: Then::OneByOne, .. }) => false,
            Self::Ticked(Ticked { then: Then::Reply(reply), .. }) => reply.goes_on(),
            _ => true,
        }
    }

    /// What a sign typed in a row stands for: `=` the answer above, `==` the same for all that follow as well.
    #[must_use]
    pub fn repeating(sign: &str) -> Option<Self> {
        match sign {
            "=" => Some(Self::Repeat { all: false }),
            "==" => Some(Self::Repeat { all: true }),
            _ => None,
        }
    }
}

/// A reply together with what was typed but not entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The reply.
    pub reply: Reply,
    /// Text that was typed when the founder turned to the menu, so that it can be offered again.
    pub draft: Option<String>,
}

/// A choice between ways to go on: the pause, the review, the steps to jump to, a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// The heading or question.
    pub title: String,
    /// What stands above the entries, as plain paragraphs; may be empty.
    pub text: Vec<String>,
    /// The entries.
    pub entries: Vec<Pick>,
    /// How many of the last entries are details that need not be read out at first.
    pub folded: usize,
    /// In a menu that is there to be searched: the text to search for from the start, which may be empty.
    pub search: Option<String>,
}

/// What a front brings back from a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuReply {
    /// The key of the entry picked.
    Picked(String),
    /// Back to where the founder came from.
    Back,
    /// To the menu of the answers that can be changed, as [`Reply::Change`].
    Change {
        /// Text to search for from the start; may be empty.
        search: String,
    },
    /// To a step by its number, or to the menu of the steps.
    Jump {
        /// The number of the step.
        step: Option<usize>,
    },
    /// Saves and leaves.
    Leave,
}

/// Something said between two questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A step opens.
    Opens {
        /// `Step 1 of 10` or empty.
        number: String,
        /// The step's title.
        title: String,
        /// What it is for.
        purpose: String,
        /// A paragraph of guidance, if there is one.
        guidance: Option<String>,
    },
    /// A step closes: what it produced.
    Closes(String),
    /// A remark, such as what an undo took back.
    Remark(String),
    /// A longer text, laid out in lines already: the plan so far, the recap.
    Page(String),
}
