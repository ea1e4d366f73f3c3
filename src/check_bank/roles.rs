//! Roles: each on a question that can play it, once, with what it needs beside it.

use super::entry::Asked;
use crate::bank::read::Problems;
use crate::bank::written::{error, suggest};
use crate::bank::{Choice, Kind};
use crate::diagnostic::Place;
use crate::figures::roles::{self, Answer, Home, List, Role};
use crate::words::{self, printable};

/// A question with its role and what the catalogue says of it.
struct Played<'e> {
    entry: &'e Asked<'e>,
    role: &'static roles::RoleRow,
    place: Place,
}

pub(super) fn check(entries: &[Asked<'_>], problems: &mut Problems) {
    let played: Vec<Played<'_>> = entries
        .iter()
        .filter_map(|entry| {
            let span = &entry.raw.value.role.as_ref()?.span;
            Some(Played { entry, role: entry.question.role?.entry()?, place: entry.place(span) })
        })
        .collect();
    // Where one role is misspelt, what needs it would be told as well.
    let is_known = |entry: &Asked<'_>| entry.raw.value.role.is_none() || entry.question.role.is_some();
    let all_known = entries.iter().all(is_known);
    for (position, own) in played.iter().enumerate() {
        let before = played.iter().take(position).find(|other| other.role.role == own.role.role);
        if let Some(first) = before {
            problems.push(twice(own, first));
            continue;
        }
        if let Some(problem) = own.misplaced().or_else(|| own.wrong_kind()) {
            problems.push(problem);
            continue;
        }
        own.choices(problems);
        own.leads_on(&played, problems);
        for row in
            own.role.needs.iter().filter(|row| all_known && !row.iter().any(|role| own.has_beside(*role, &played)))
        {
            problems.push(own.alone(row));
        }
    }
}

fn twice(own: &Played<'_>, first: &Played<'_>) -> crate::diagnostic::Diagnostic {
    let message = format!("two questions have the role `{}`", own.role.name);
    let (path, line) = (&first.place.path, first.place.line());
    let help = format!("only one is read; the other one is at {path}:{line}: take `role` out of one of them");
    error("duplicate-role", message, own.place.clone(), help)
}

impl Played<'_> {
    fn list(&self) -> Option<List> {
        self.role.role.list()
    }

    /// A question of the plan that stands in a list, or the other way round.
    fn misplaced(&self) -> Option<crate::diagnostic::Diagnostic> {
        let (name, called) = (self.role.name, self.entry.called());
        let (message, help) = match (self.role.home, self.entry.list) {
            (Home::Plan, Some(list)) => (
                format!("{called} has the role `{name}`, which belongs to the plan, not to an entry of a list"),
                format!("ask it once, outside `{}`, or take `role` out", printable(list)),
            ),
            (Home::Entry(list), None) => (
                format!("{called} has the role `{name}`, which belongs to {}", list.entry()),
                "make it a field of a list, or take `role` out".to_owned(),
            ),
            _ => return None,
        };
        Some(error("misplaced-role", message, self.place.clone(), help))
    }

    fn wrong_kind(&self) -> Option<crate::diagnostic::Diagnostic> {
        let kind = self.entry.raw.value.kind.as_ref()?;
        let wanted = self.role.answer.kinds();
        let several =
            matches!(&self.entry.question.kind, Kind::Link(link) if link.many && self.role.answer != Answer::Links);
        if wanted.contains(&kind.value.as_str()) && !several {
            return None;
        }
        let name = self.role.name;
        let (what, help) = if several && wanted.contains(&"link") {
            let span = self.entry.raw.value.many_links.as_ref().map_or(&kind.span, |many| &many.span);
            let message = format!("{} has the role `{name}`, which needs a link to one item", self.entry.called());
            return Some(error("wrong-role", message, self.entry.place(span), "take `many_links` out, or `role`"));
        } else {
            let quoted: Vec<String> = wanted.iter().map(|kind| format!("`{kind}`")).collect();
            (
                quoted.join(" or "),
                format!("write `kind = \"{}\"`, or take `role` out", wanted.first().unwrap_or(&"text")),
            )
        };
        let message = format!(
            "{} has the role `{name}`, which needs the kind {what}, not `{}`",
            self.entry.called(),
            printable(&kind.value)
        );
        Some(error("wrong-role", message, self.entry.place(&kind.span), help))
    }

    /// Choices that the figures do not know, or do not find.
    fn choices(&self, problems: &mut Problems) {
        let Kind::OneOf(choices) = &self.entry.question.kind else { return };
        let name = self.role.name;
        match self.role.answer {
            Answer::With(key) if !choices.is_empty() && choices.iter().all(|choice| choice.key != key) => {
                let message = format!("{} has the role `{name}`, but no choice `{key}`", self.entry.called());
                let help = format!("give one choice the key `{key}`: it is the one that is counted");
                problems.push(error("missing-choice", message, self.set(), help));
            }
            Answer::Among(keys) => {
                for choice in choices.iter().filter(|choice| !keys.contains(&choice.key.as_str())) {
                    let key = printable(&choice.key);
                    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
                    let message = format!(
                        "{} has the role `{name}`, and the figures know no choice `{key}` there",
                        self.entry.called()
                    );
                    let unused: Vec<&str> =
                        keys.iter().filter(|key| choices.iter().all(|other| other.key != **key)).copied().collect();
                    let otherwise = format!("the figures know {}; nothing else is counted", words::listed(&quoted));
                    let help = match unused.as_slice() {
                        [renamed] => format!("did you mean `{renamed}`? {otherwise}"),
                        _ => suggest(&choice.key, unused, &otherwise),
                    };
                    problems.push(error("unknown-choice", message, self.choice(choice), help));
                }
            }
            _ => {}
        }
    }

    /// Where the choices are named.
    fn set(&self) -> Place {
        match &self.entry.raw.value.choices {
            Some(set) => self.entry.place(&set.span),
            None => self.entry.head(),
        }
    }

    fn choice(&self, choice: &Choice) -> Place {
        let own = self.entry.raw.value.choice.iter().filter_map(|raw| raw.value.key.as_ref());
        own.filter(|key| key.value == choice.key)
            .map(|key| self.entry.place(&key.span))
            .next()
            .unwrap_or_else(|| self.set())
    }

    /// What belongs to an income leads to the incomes; anything else may lead where it likes.
    fn leads_on(&self, played: &[Played<'_>], problems: &mut Problems) {
        let (Role::CostStream | Role::SeasonStreams | Role::WhatIfWithout, Kind::Link(link)) =
            (self.role.role, &self.entry.question.kind)
        else {
            return;
        };
        let streams =
            played.iter().find(|other| other.list() == Some(List::Streams)).and_then(|other| other.entry.list);
        let (Some(streams), Some(to)) = (streams, self.entry.raw.value.to.as_ref()) else { return };
        if !link.to.iter().any(|list| list == streams) {
            let message =
                format!("{} has the role `{}`, but does not lead to the incomes", self.entry.called(), self.role.name);
            problems.push(error(
                "wrong-role",
                message,
                self.entry.place(&to.span),
                format!("write `to = [\"{}\"]`", printable(streams)),
            ));
        }
    }

    /// Whether a question of that role is there: in the same list, if it belongs to one like this.
    fn has_beside(&self, role: Role, played: &[Played<'_>]) -> bool {
        let same = role.list().is_some() && role.list() == self.list();
        played.iter().any(|other| other.role.role == role && (!same || other.entry.list == self.entry.list))
    }

    fn alone(&self, row: &[Role]) -> crate::diagnostic::Diagnostic {
        let names: Vec<String> = row.iter().map(|role| format!("`{}`", role.name())).collect();
        let names = names.join(" or ");
        let beside = match (self.entry.list, row.iter().any(|role| role.list() == self.list())) {
            (Some(list), true) => format!(" in `{}`", printable(list)),
            _ => String::new(),
        };
        let message = format!(
            "{} has the role `{}`, but no question{beside} has the role {names} that it needs",
            self.entry.called(),
            self.role.name
        );
        let help = format!("give the question that asks for it the role {names}, or take `role` out here");
        error("missing-role", message, self.place.clone(), help)
    }
}
