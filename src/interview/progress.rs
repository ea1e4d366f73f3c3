//! Where in the walk a question stands.

use super::findings::Reason;
use super::{Interview, Progress, needs_asking, together};
use crate::bank::Part;
use crate::facts::Point;

impl Interview<'_> {
    pub(super) fn progress(&self, point: &Point<'_>) -> Progress {
        let step = self.bank.steps.get(point.step);
        let number = match step.map(|step| step.part) {
            Some(Part::Step(number)) => Some((number, self.bank.counted_steps())),
            _ => None,
        };
        // What is not on the path, such as a detail, stands where the walk has come to. What is asked for the first time counts
        // after all that is settled, or the number would fall where an entry is added to an earlier step; but a list stays
        // where it is while its entries come.
        let place = self.facts.points.iter().position(|own| own.address == point.address).unwrap_or_default();
        let is_new = needs_asking(point) && point.question.items().is_none();
        let come_to = self.facts.points.iter().enumerate();
        let come_to = come_to.filter(|(at, own)| *at <= place || (is_new && !needs_asking(own)));
        let prompt =
            together::questions(self.bank, come_to.map(|(_, own)| own).filter(|own| own.is_on(self.plan.route))).max(1);
        Progress {
            step_title: step.map_or_else(String::new, |step| step.title.clone()),
            step: number,
            prompt: (prompt, self.questions()),
            minutes_left: self.promised,
        }
    }

    /// A reason is asked for at the question that it is for; at the pause and the review, where the walk has come to.
    pub(super) fn progress_of_reason(&self, reason: &Reason) -> Progress {
        let point = match reason {
            Reason::NotApplicable(address) => self.facts.point(address),
            Reason::GoingOn | Reason::Waiver { .. } => self.on_path().filter(|point| !needs_asking(point)).last(),
        };
        point.map(|point| self.progress(point)).unwrap_or_default()
    }
}
