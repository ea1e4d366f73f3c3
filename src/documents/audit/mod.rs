//! The search for everything that is wrong with templates: what can be seen in their text, and what comes to light when
//! they are filled in with trial plans. A place where something is wrong is mended for the time being, so that what
//! comes after it is found as well.

mod fields;
mod mending;
mod names;
mod reach;
pub(super) mod tags;
mod work;

use super::{Source, Templates, built_in_sources, unusable};
use crate::diagnostic::{Diagnostic, Severity};
use crate::trial::Trial;
use mending::mended;
use std::collections::HashSet;
use std::sync::Arc;
pub(super) use work::Work;

/// Nobody reads more at once.
const MOST_PROBLEMS: usize = 200;

/// The search for everything that is wrong with the built-in templates and some of one's own.
pub struct Audit {
    /// The templates as they were given.
    given: Vec<Source>,
    /// The same with what is wrong mended, each as long as it was, so that places stay.
    mended: Vec<Source>,
    problems: Vec<Diagnostic>,
    /// Names whose value was lost in mending; what uses them may fail for this reason alone.
    lost: HashSet<String>,
}

impl Audit {
    /// Begins with templates of one's own beside the built-in ones.
    #[must_use]
    pub fn new(own: Vec<Source>) -> Self {
        let problems: Vec<Diagnostic> = own.iter().filter_map(unusable).collect();
        let own = own.into_iter().filter(|source| unusable(source).is_none());
        let given: Vec<Source> = built_in_sources().chain(own).collect();
        Self { mended: given.clone(), given, problems, lost: HashSet::new() }
    }

    /// Reads the templates and fills every document in with every trial plan. `begin` is told which document is next.
    ///
    /// Gives every problem, errors first, each once; none if all is in order.
    #[must_use]
    pub fn run(mut self, trials: &[Trial], begin: &mut dyn FnMut(&'static str)) -> Vec<Diagnostic> {
        let Some(mut templates) = self.read() else { return self.finished() };
        let unused = templates.unused();
        if let Some(first) = trials.first() {
            let mut found = names::problems(&templates, &first.facts);
            found.extend(fields::problems(&templates, trials));
            if !found.is_empty() {
                for problem in found {
                    self.note(problem);
                }
                let Some(again) = self.read() else { return self.finished() };
                templates = again;
            }
        }
        let mut endless = HashSet::new();
        for (index, trial) in trials.iter().enumerate() {
            for work in Work::of(index, trial.for_all) {
                begin(work.name());
                while !endless.contains(work.name()) && self.problems.len() < MOST_PROBLEMS {
                    let Err(found) = work.done(&templates, &trial.facts) else { break };
                    let mended = self.note_all(found, trial);
                    if mended {
                        templates = match self.read() {
                            Some(again) => again,
                            None => return self.finished(),
                        }
                    } else {
                        endless.insert(work.name());
                    }
                }
            }
        }
        self.problems.extend(unused);
        self.finished()
    }

    /// Reads the templates, mending what keeps them from being read; none if that cannot be mended.
    fn read(&mut self) -> Option<Templates> {
        while self.problems.len() < MOST_PROBLEMS {
            match Templates::read_all(self.mended.clone()) {
                Ok(templates) => return Some(templates),
                Err(found) => {
                    let before: Vec<Arc<str>> = self.mended.iter().map(|source| Arc::clone(&source.text)).collect();
                    for problem in found {
                        self.note(problem);
                    }
                    if self.mended.iter().zip(&before).all(|(source, before)| source.text == *before) {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// Notes what went wrong in filling in; says whether something was mended.
    fn note_all(&mut self, found: Vec<Diagnostic>, trial: &Trial) -> bool {
        let before: Vec<Arc<str>> = self.mended.iter().map(|source| Arc::clone(&source.text)).collect();
        for mut problem in found {
            if let Some(help) = problem.help.take() {
                problem = problem.help(if help.starts_with("did you mean") {
                    help
                } else {
                    format!("this happens with {}: {help}", trial.what)
                });
            }
            self.note(problem);
        }
        self.mended.iter().zip(&before).any(|(source, before)| source.text != *before)
    }

    /// Notes a problem, with the text as it was given, and mends its place.
    fn note(&mut self, mut problem: Diagnostic) {
        let Some(mut place) = problem.place.take() else {
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
            return;
        };
        let follows = mending::uses(&place, &self.lost);
        if let Some(source) = self.mended.iter_mut().find(|source| source.path == place.path) {
            let (text, lost) = mended(&source.text, &place.span, problem.code);
            self.lost.extend(lost);
            source.text = text.into();
        }
        if let Some(source) = self.given.iter().find(|source| source.path == place.path) {
            place.source = Arc::clone(&source.text);
        }
        let problem = fitted_to_bank(problem.at(place));
        let is_same = |known: &Diagnostic| known.place == problem.place && known.message == problem.message;
        if !follows && !self.problems.iter().any(is_same) {
            self.problems.push(problem);
        }
    }

    /// Errors before warnings, by file and place; of a built-in template only the first.
    fn finished(mut self) -> Vec<Diagnostic> {
        let place = |problem: &Diagnostic| problem.place.as_ref().map(|place| (place.path.clone(), place.span.start));
        self.problems.sort_by_cached_key(|problem| (problem.severity != Severity::Error, place(problem)));
        let mut seen = HashSet::new();
        let is_first_of_built_in = |problem: &Diagnostic| match &problem.place {
            Some(place) if place.path.starts_with(super::PREFIX) => seen.insert(place.path.clone()),
            _ => true,
        };
        self.problems.retain(is_first_of_built_in);
        self.problems
    }
}

/// The built-in templates are in order with the built-in bank, so that with another one the bank is the reason.
fn fitted_to_bank(problem: Diagnostic) -> Diagnostic {
    let Some(name) = problem.place.as_ref().and_then(|place| place.path.strip_prefix(super::PREFIX)) else {
        return problem;
    };
    let help =
        format!("the built-in template needs what is not there: put a template `{name}` of your own in its place");
    problem.help(help)
}
