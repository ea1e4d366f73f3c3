//! What is due: the days of the programme, and those that follow from the answers.

use super::Facts;
use crate::bank::Bank;
use crate::diagnostic::Diagnostic;
use crate::words;
use jiff::civil::Date;

/// Something that is due on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDay {
    /// Names it, unique in the plan.
    pub id: String,
    /// What is due.
    pub title: String,
    /// The day, ISO 8601.
    pub day: String,
    /// Whether it is simply over when the day is, and never overdue.
    pub passes: bool,
}

/// What is due, seen from a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// What should be done by now, the oldest first, each with the days since.
    pub overdue: Vec<(DueDay, i64)>,
    /// What comes next, with the days that are left.
    pub next: Option<(DueDay, i64)>,
}

impl Facts<'_> {
    /// Everything that is due, in the order of the bank.
    ///
    /// # Errors
    /// A `[[due]]` of the bank that gives no dates for this plan.
    pub fn due_days(&self, bank: &Bank) -> Result<Vec<DueDay>, Diagnostic> {
        let mut days = Vec::new();
        for due in &bank.due {
            let one = |id: String, title: String, day: String| DueDay { id, title, day, passes: due.passes };
            days.extend(due.on.iter().map(|day| one(due.id.clone(), due.title.clone(), day.clone())));
            let Some(dates) = &due.dates else { continue };
            let found = dates.evaluate(&self.scope()).map_err(|problem| {
                let id = words::printable(&due.id);
                let message = format!("the due days `{id}` cannot be told: {}", problem.message);
                Diagnostic::error("due", message).help("mend `dates` in the bank; `canvass bank check` names the place")
            })?;
            days.extend(found.as_list().iter().filter_map(|entry| {
                let word = |key: &str| entry.get(key).as_text().map(words::tidied);
                Some(one(
                    format!("{}-{}", due.id, word("id")?),
                    format!("{}: {}", due.title, word("title")?),
                    word("day")?,
                ))
            }));
        }
        days.retain(|own| words::is_day(&own.day));
        Ok(days)
    }
}

impl Agenda {
    /// What is due, seen from `today`, ISO 8601.
    #[must_use]
    pub fn of(days: Vec<DueDay>, today: &str) -> Self {
        let Ok(today) = today.parse::<Date>() else { return Self::default() };
        let left = |own: &DueDay| Some(i64::from((own.day.parse::<Date>().ok()? - today).get_days()));
        let mut days: Vec<(DueDay, i64)> =
            days.into_iter().filter_map(|own| left(&own).map(|left| (own, left))).collect();
        days.sort_by_key(|(_, left)| *left);
        let (past, coming): (Vec<_>, Vec<_>) = days.into_iter().partition(|(_, left)| *left < 0);
        let overdue = past.into_iter().filter(|(own, _)| !own.passes).map(|(own, left)| (own, -left)).collect();
        Self { overdue, next: coming.into_iter().next() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_today() {
        let day = |id: &str, day: &str, passes| DueDay { id: id.into(), title: id.into(), day: day.into(), passes };
        let days = vec![
            day("later", "2026-04-01", false),
            day("meeting", "2026-02-01", true),
            day("late", "2026-02-27", false),
            day("soon", "2026-03-03", true),
            day("later still", "2025-03-01", false),
        ];
        let agenda = Agenda::of(days, "2026-03-01");
        let overdue: Vec<(&str, i64)> = agenda.overdue.iter().map(|(own, days)| (own.id.as_str(), *days)).collect();
        assert_eq!(overdue, [("later still", 365), ("late", 2)]);
        assert_eq!(agenda.next.map(|(own, days)| (own.id, days)), Some(("soon".to_owned(), 2)));
        let today = Agenda::of(vec![day("now", "2026-03-01", false)], "2026-03-01");
        assert_eq!((today.overdue.len(), today.next.map(|(_, days)| days)), (0, Some(0)));
    }
}
