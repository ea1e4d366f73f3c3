//! Where in the walk a question stands, and about how much is left.

use super::{Extent, Interview, Progress, needs_asking};
use crate::bank::{Depth, Part, Question};
use crate::facts::Point;
use crate::plan::Address;

/// How many entries a list is expected to have before it is begun.
const EXPECTED_ENTRIES: usize = 2;

impl Interview<'_> {
    pub(super) fn progress(&self, point: &Point<'_>) -> Progress {
        let step = self.bank.steps.get(point.step);
        let number = match step.map(|step| step.part) {
            Some(Part::Step(number)) => Some((number, self.bank.counted_steps())),
            _ => None,
        };
        let mut units: Vec<&str> = Vec::new();
        for own in self.on_path().filter(|own| own.step == point.step) {
            let unit = unit(own);
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let position = units.iter().position(|own| *own == unit(point)).map_or(1, |position| position + 1);
        Progress {
            step_title: step.map_or_else(String::new, |step| step.title.clone()),
            step: number,
            question: (position, units.len().max(1)),
            minutes_left: self.minutes_left(),
        }
    }

    /// A reason is asked for between two questions, at the pause or at the review.
    pub(super) fn progress_of_reason(&self) -> Progress {
        Progress { step_title: "A reason".into(), question: (1, 1), minutes_left: self.minutes_left(), step: None }
    }

    /// How much the short path asks of somebody who begins.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let essential = |question: &Question| question.of.is_none() && question.depth == Depth::Essential;
        Extent {
            steps: self.bank.counted_steps(),
            questions: self.bank.questions().filter(|(_, question)| essential(question)).count(),
            minutes: ((self.minutes_left() + 2) / 5 * 5).max(5),
        }
    }

    /// About how many minutes the open questions of the path take, at least 1.
    fn minutes_left(&self) -> usize {
        let open: usize =
            self.on_path().filter(|point| needs_asking(point)).map(|point| point.question.kind.name().seconds()).sum();
        let expected: usize = self.bank.questions().map(|(_, question)| self.expected_seconds(question)).sum();
        (open + expected).div_ceil(60).max(1)
    }

    /// What the fields of lists that are still empty will take.
    fn expected_seconds(&self, question: &Question) -> usize {
        let list = question.of.as_deref().unwrap_or(&question.id);
        let Some((parent, items)) = self.bank.list(list) else { return 0 };
        let begun = !self.plan.items(list).is_empty();
        let visible = self.facts.point(&Address::Question(list.to_owned())).is_some_and(Point::is_open);
        if begun || !visible || !self.takes_part(parent) {
            return 0;
        }
        let fields: Vec<&Question> = if question.of.is_some() { vec![question] } else { items.fields.iter().collect() };
        let each: usize =
            fields.into_iter().filter(|field| self.takes_part(field)).map(|field| field.kind.name().seconds()).sum();
        each * EXPECTED_ENTRIES
    }

    fn takes_part(&self, question: &Question) -> bool {
        self.plan.route.asks(question.depth_for(&self.plan.purposes(self.bank)))
    }
}

/// What counts as one question of a step: a list with its own fields, or a question asked of each entry.
fn unit<'a>(point: &'a Point<'_>) -> &'a str {
    match &point.address {
        Address::Field { list, .. } if point.question.of.is_none() => list,
        address => address.question_id(),
    }
}
