//! The one view of the answers: a plan and its bank become one ordered value, which conditions, checks and
//! templates read. Conditions are evaluated here and nowhere else.

mod builder;
mod derived;
mod due;
mod inputs;
mod kept;
mod list;
mod naming;
mod reading;
mod record;
mod shown;
mod summary;
mod tally;

pub use due::{Agenda, DueDay};
pub use naming::named;
pub(crate) use record::BEHIND;
pub use tally::Tally;

use crate::bank::{Bank, Depth, Question, Route};
use crate::diagnostic::Diagnostic;
use crate::expression::Scope;
use crate::fact::Fact;
use crate::figures::{Figures, Inputs, Refusal};
use crate::plan::{Address, Plan, Rejection, State};
pub use kept::{KEPT, Kept};
use std::sync::Arc;

/// What a plan says, as one value, and every place of the walk where something is asked.
#[derive(Debug)]
pub struct Facts<'b> {
    /// The ordered map that expressions and templates see.
    pub view: Fact,
    /// Every question and field whose condition holds, in the order of the walk.
    pub points: Vec<Point<'b>>,
    /// The position of the pause in [`Bank::steps`].
    pub pause: Option<usize>,
    /// Conditions, facts and texts of the bank that gave no answer: faults of the bank, not of the plan.
    pub problems: Vec<Diagnostic>,
}

/// One place of the walk: a question, or a field of one item.
#[derive(Clone, Debug)]
pub struct Point<'b> {
    /// Where the answer stands in the plan.
    pub address: Address,
    /// The position of the step in [`Bank::steps`].
    pub step: usize,
    /// The question or field.
    pub question: &'b Question,
    /// The title of the item, for a field.
    pub item_title: Option<String>,
    /// The short noun phrase of the question, with its inserts filled.
    pub label: String,
    /// What was said; `Open` also where the stored answer no longer fits.
    pub state: State,
    /// Why the stored answer no longer fits its question.
    pub misfit: Option<Rejection>,
    /// What changed since the answer was given.
    pub stale: Vec<String>,
    /// How much it matters that it is asked in this plan. What belongs to an entry of a list that is a detail itself
    /// is essential, since only who wants to tell it begins one.
    pub depth: Depth,
    /// Whether anything was said, also where it no longer fits.
    pub told: bool,
    /// Whether it was picked among the details that are offered.
    pub picked: bool,
    /// Whether it belongs to an item that is kept for later, by the derived fact `later` of its list.
    pub later: bool,
}

impl Point<'_> {
    /// Whether something is still to be said here.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Whether a reader of the plan misses something here: nothing was said, or it was skipped although it is required.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        self.is_open() || self.is_missing()
    }

    /// Whether it was settled before something it rests on changed, and should be looked at again.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        !self.stale.is_empty()
    }

    /// What it is about, in a few words.
    #[must_use]
    pub fn named(&self) -> String {
        match &self.item_title {
            Some(title) if !title.is_empty() => format!("{title} ({})", self.label),
            _ => self.label.clone(),
        }
    }

    /// Whether a path comes by here. Details that were told, or picked to be told, are on every path.
    #[must_use]
    pub fn is_on(&self, route: Route) -> bool {
        route.asks(self.depth) || (self.depth == Depth::More && (self.told || self.picked))
    }

    /// Whether it is a detail that may be added: nothing was said of it, and nothing has to be.
    #[must_use]
    pub fn may_be_added(&self) -> bool {
        self.depth == Depth::More && !self.told
    }

    /// Whether a plan is incomplete without it: required, neither answered nor said not to apply, and not about
    /// something that is kept for later.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.question.required
            && self.depth != Depth::More
            && !self.later
            && matches!(self.state, State::Open | State::Skipped)
    }
}

impl<'b> Facts<'b> {
    /// The facts of a plan.
    #[must_use]
    pub fn new(bank: &'b Bank, plan: &Plan) -> Self {
        builder::Builder::new(bank, plan).build()
    }

    /// Works out the figures from the answers and puts them into the view.
    ///
    /// # Errors
    /// A number that no figure can be made of; the view is left without figures then.
    pub fn add_figures(&mut self, bank: &Bank) -> Result<Figures, Refusal> {
        let figures = Figures::new(&self.inputs(bank))?;
        self.set("figures", figures.to_fact());
        Ok(figures)
    }

    /// The same with what if, which takes many times as long: for documents, and whoever asks for it.
    ///
    /// # Errors
    /// As for [`Self::add_figures`].
    pub fn add_full_figures(&mut self, bank: &Bank) -> Result<Figures, Refusal> {
        let figures = self.add_figures(bank)?;
        self.add_what_ifs(&figures);
        Ok(figures)
    }

    /// Adds what if to the figures that the view has.
    pub fn add_what_ifs(&mut self, figures: &Figures) {
        if let Fact::Map(mut shape) = self.view.get("figures") {
            let entries = figures.what_if_facts().map(|(name, fact)| (name.into(), fact));
            Arc::make_mut(&mut shape).extend(entries);
            self.set("figures", Fact::Map(shape));
        }
    }

    /// What the figures are worked out from.
    #[must_use]
    pub fn inputs(&self, bank: &Bank) -> Inputs {
        inputs::inputs(bank, &self.view)
    }

    /// Puts a value into the view.
    pub fn set(&mut self, name: &str, value: Fact) {
        if let Fact::Map(view) = &mut self.view {
            Arc::make_mut(view).insert(name.into(), value);
        }
    }

    /// A scope for expressions over these facts.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::new(&self.view)
    }

    /// The item of that id as a fact; null if there is none.
    #[must_use]
    pub fn item(&self, id: &str) -> Fact {
        self.view.get("items").get(id)
    }

    /// The title of an item; empty if there is none.
    #[must_use]
    pub fn title(&self, id: &str) -> String {
        self.item(id).get("title").as_text().unwrap_or_default().to_owned()
    }

    /// The code of the currency that amounts at an address are in: that of the item, else that of the plan. Empty
    /// while that is not said yet; none where the bank does not ask for it.
    #[must_use]
    pub fn currency_at(&self, bank: &Bank, address: &Address) -> Option<String> {
        let own = match address {
            Address::Field { list, item, .. } => bank.currency_field(list).map(|field| self.item(item).get(&field.id)),
            Address::Question(_) => None,
        };
        let plan = || bank.currency().map(|question| self.view.get(&question.id));
        let code = own.filter(|code| code.as_text().is_some()).or_else(plan)?;
        Some(code.as_text().unwrap_or_default().to_owned())
    }

    /// What changed since a point was settled, in the founder's words: items by their titles, questions by their
    /// labels.
    #[must_use]
    pub fn changed(&self, point: &Point<'_>) -> Vec<String> {
        let name = |id: &String| match self.title(id) {
            title if !title.is_empty() => title,
            _ => self.point(&Address::Question(id.clone())).map_or_else(|| id.clone(), |point| point.label.clone()),
        };
        point.stale.iter().map(name).collect()
    }

    /// Whether a step, by its position in [`Bank::steps`], comes before the pause.
    #[must_use]
    pub fn before_pause(&self, step: usize) -> bool {
        self.pause.is_none_or(|pause| step < pause)
    }

    /// The point at an address, if its condition holds.
    #[must_use]
    pub fn point(&self, address: &Address) -> Option<&Point<'b>> {
        self.points.iter().find(|point| point.address == *address)
    }
}
