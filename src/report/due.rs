//! What is due, in a line.

use crate::facts::{Agenda, DueDay};
use crate::words;

/// What is overdue and what comes next; empty where there is neither.
#[must_use]
pub fn in_a_line(agenda: &Agenda) -> String {
    let named = |own: &DueDay| words::printable(&own.title);
    let overdue = agenda.overdue.first().map(|(first, days)| match agenda.overdue.len() {
        1 => format!("{} overdue: {}", words::counted(whole(*days), "day", "days"), named(first)),
        many => format!("{many} overdue, the first since {}: {}", first.day, named(first)),
    });
    let next = agenda.next.as_ref().map(|(own, days)| {
        let left = match days {
            0 => "due today".to_owned(),
            1 => "due tomorrow".to_owned(),
            days => format!("due in {days} days, {}", own.day),
        };
        format!("{left}: {}", named(own))
    });
    overdue.into_iter().chain(next).collect::<Vec<_>>().join("; ")
}

fn whole(days: i64) -> usize {
    usize::try_from(days).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_said_in_a_line() {
        let day = |title: &str| DueDay { id: "x".into(), title: title.into(), day: "2026-03-09".into(), passes: false };
        for (overdue, next, said) in [
            (vec![], None, ""),
            (vec![], Some(0), "due today: A"),
            (vec![], Some(1), "due tomorrow: A"),
            (vec![1], Some(8), "1 day overdue: B; due in 8 days, 2026-03-09: A"),
            (vec![12, 3], None, "2 overdue, the first since 2026-03-09: B"),
        ] {
            let overdue = overdue.into_iter().map(|days| (day("B"), days)).collect();
            assert_eq!(in_a_line(&Agenda { overdue, next: next.map(|days| (day("A"), days)) }), said);
        }
    }
}
