//! The search for everything that is wrong with templates: what can be seen in their text, and what comes to light when
//! they are filled in with trial plans.

mod fields;
mod fit;
mod names;
mod reach;
pub(super) mod tags;
mod work;

use super::source::{layered, unusable};
use super::{Templates, chapter_ids};
use crate::bank::{Bank, Template};
use crate::diagnostic::{Diagnostic, Severity};
use crate::trial::Trial;
use fit::Fit;
pub(super) use reach::{in_use, reached};
use std::collections::BTreeSet;
pub(super) use work::Work;

/// Nobody reads more at once.
const MOST_PROBLEMS: usize = 200;

/// The search for everything that is wrong with the templates of a bank and some of one's own.
pub struct Audit {
    /// All of them, in layers, also where they cannot be read.
    sources: Vec<Template>,
    chapters: Vec<String>,
    templates: Option<Templates>,
    problems: Vec<Diagnostic>,
    /// What of the bank they may ask for in vain.
    fit: Fit,
    /// What templates can use.
    listed: BTreeSet<String>,
}

impl Audit {
    /// Begins with templates of one's own beside those of a bank.
    #[must_use]
    pub fn new(bank: &Bank, own: Vec<Template>) -> Self {
        let mut problems: Vec<Diagnostic> = bank.templates.iter().chain(&own).filter_map(unusable).collect();
        let own: Vec<Template> = own.into_iter().filter(|template| unusable(template).is_none()).collect();
        let templates = match Templates::with_own(bank, own.clone()) {
            Ok(templates) => Some(templates),
            Err(found) => {
                problems.extend(found);
                None
            }
        };
        Self {
            sources: layered(&bank.templates, own),
            chapters: chapter_ids(bank),
            templates,
            problems,
            fit: Fit::of(bank),
            listed: fields::listed(bank),
        }
    }

    /// Fills every document in with every trial plan. `begin` is told which document is next.
    ///
    /// Gives every problem, errors first, each once; none if all is in order.
    #[must_use]
    pub fn run(mut self, trials: &[Trial], begin: &mut dyn FnMut(&'static str)) -> Vec<Diagnostic> {
        let used = in_use(&self.sources, &self.chapters);
        let mut others = BTreeSet::new();
        for trial in trials {
            for name in ["figures", "findings", "canvas"] {
                fields::collect(&trial.facts.get(name), &mut others);
            }
        }
        let seen = fields::problems(&used, &self.sources, &self.listed, trials);
        self.problems
            .extend(seen.into_iter().chain(self.fit.problems(&used, &others)).chain(self.fit.spoken_of(&used)));
        let Some(templates) = self.templates.take() else { return self.finished() };
        if let Some(first) = trials.first() {
            self.problems.extend(names::problems(&templates, &first.facts));
        }
        for (index, trial) in trials.iter().enumerate() {
            for work in Work::of(index, trial) {
                begin(work.name());
                let found = work.done(&templates, &trial.facts).err().unwrap_or_default();
                for problem in found {
                    self.note(problem, trial);
                }
            }
        }
        self.problems.extend(templates.unused());
        self.finished()
    }

    /// Notes what went wrong in filling in, once for each place.
    fn note(&mut self, mut problem: Diagnostic, trial: &Trial) {
        let place = |problem: &Diagnostic| problem.place.as_ref().map(|place| (place.path.clone(), place.span.start));
        let is_known = self.problems.iter().any(|known| match (place(known), place(&problem)) {
            (Some(known), Some(new)) => known == new,
            _ => known.message == problem.message,
        });
        if is_known || self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        if let Some(help) = problem.help.take() {
            let is_whole = help.starts_with("did you mean");
            problem = problem.help(if is_whole { help } else { format!("this happens with {}: {help}", trial.what) });
        }
        self.problems.push(problem);
    }

    /// Errors before warnings, by file and place.
    fn finished(mut self) -> Vec<Diagnostic> {
        let place = |problem: &Diagnostic| problem.place.as_ref().map(|place| (place.path.clone(), place.span.start));
        self.problems.sort_by_cached_key(|problem| (problem.severity != Severity::Error, place(problem)));
        self.problems
    }
}
