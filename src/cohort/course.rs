//! Plans of one venture at different times: which belong together, and in which order.

use std::collections::BTreeMap;

/// A plan as one stage of a venture's course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// What the venture is called in it.
    pub venture: String,
    /// When the plan was begun: copies of one plan have this in common, whatever else changes.
    pub created: Option<String>,
    /// When it was last changed; texts of this kind are in the order of time.
    pub changed: Option<String>,
}

/// The stages that belong to one venture, by their places: those that are copies of one plan, and those of the same name.
/// Within a venture the oldest comes first; ventures come in the order of their first plan.
#[must_use]
pub fn courses(stages: &[Stage]) -> Vec<Vec<usize>> {
    let mut course_of: Vec<usize> = (0..stages.len()).collect();
    let mut seen: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for (place, stage) in stages.iter().enumerate() {
        let name = stage.venture.to_lowercase();
        let keys = [(true, stage.created.clone().unwrap_or_default()), (false, name)];
        for key in keys.into_iter().filter(|(_, key)| !key.trim().is_empty()) {
            let Some(first) = seen.get(&key) else {
                seen.insert(key, place);
                continue;
            };
            let own = |place: usize| course_of.get(place).copied().unwrap_or(place);
            let (one, other) = (own(*first), own(place));
            let (to, from) = (one.min(other), one.max(other));
            course_of.iter_mut().filter(|course| **course == from).for_each(|course| *course = to);
        }
    }
    let mut courses: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, course) in course_of.into_iter().enumerate() {
        courses.entry(course).or_default().push(place);
    }
    let mut courses: Vec<Vec<usize>> = courses.into_values().collect();
    for course in &mut courses {
        course.sort_by_key(|place| stages.get(*place).and_then(|stage| stage.changed.clone()));
    }
    courses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(venture: &str, created: &str, changed: &str) -> Stage {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Stage { venture: venture.into(), created: some(created), changed: some(changed) }
    }

    #[test]
    fn plans_of_one_venture_come_together_in_the_order_of_time() {
        for (stages, wanted) in [
            (
                vec![stage("A", "1", "2026-03"), stage("B", "2", "2026-01"), stage("a", "3", "2026-01")],
                vec![vec![2, 0], vec![1]],
            ),
            // Renamed in between, and begun anew under the new name.
            (vec![stage("A", "1", "1"), stage("New", "1", "2"), stage("new", "9", "3")], vec![vec![0, 1, 2]]),
            (vec![stage("New", "9", "3"), stage("A", "1", "1"), stage("new", "1", "2")], vec![vec![1, 2, 0]]),
            // What has no name and no beginning stands alone.
            (vec![stage("", "", "1"), stage("", "", "2")], vec![vec![0], vec![1]]),
            (Vec::new(), Vec::new()),
        ] {
            assert_eq!(courses(&stages), wanted);
        }
    }
}
