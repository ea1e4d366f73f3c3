//! How much is said and how much is open: counted here and nowhere else, so that every place names the same numbers.

use super::{Facts, Point};
use crate::bank::{Bank, Part, Route};
use crate::plan::State;

/// How far a plan, or a part of it, has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The questions of the path.
    pub asked: usize,
    /// The answers that count in the plan, "does not apply" among them, also those that the path does not ask for.
    pub answered: usize,
    /// The questions of the path with nothing said yet, and the required ones that were skipped.
    pub open: usize,
    /// The required ones among the open.
    pub required_open: usize,
    /// The answers of the path to be looked at again, because something behind them changed.
    pub changed: usize,
}

impl Tally {
    /// Counts points on a path.
    pub fn of<'a>(points: impl IntoIterator<Item = &'a Point<'a>>, route: Route) -> Self {
        let mut tally = Self::default();
        for point in points {
            let asked = point.is_on(route);
            tally.answered += usize::from(matches!(point.state, State::Answered | State::NotApplicable));
            tally.asked += usize::from(asked);
            tally.open += usize::from(asked && point.is_unsaid());
            tally.required_open += usize::from(asked && point.is_missing());
            tally.changed += usize::from(asked && point.is_stale());
        }
        tally
    }

    /// Whether everything is settled that has to be: what is required is said, nothing waits to be looked at again,
    /// and not all of it is untouched. What is optional may be open.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.required_open == 0 && self.changed == 0 && self.open < self.asked
    }
}

/// The counted steps of a bank that are done on a path, and all counted steps.
pub(super) fn steps(bank: &Bank, points: &[Point<'_>], route: Route) -> (usize, usize) {
    let done = bank.steps.iter().enumerate().filter(|(index, step)| {
        let own = points.iter().filter(|point| point.step == *index);
        matches!(step.part, Part::Step(_)) && Tally::of(own, route).is_done()
    });
    (done.count(), bank.counted_steps())
}

impl Facts<'_> {
    /// How far the whole plan has come on a path.
    #[must_use]
    pub fn tally(&self, route: Route) -> Tally {
        Tally::of(&self.points, route)
    }

    /// How far one step has come, by its position in [`Bank::steps`].
    #[must_use]
    pub fn tally_of_step(&self, step: usize, route: Route) -> Tally {
        Tally::of(self.points.iter().filter(|point| point.step == step), route)
    }

    /// How many counted steps are done on a path, and how many there are.
    #[must_use]
    pub fn steps(&self, bank: &Bank, route: Route) -> (usize, usize) {
        steps(bank, &self.points, route)
    }
}
