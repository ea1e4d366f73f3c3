//! The search for everything that is wrong with templates: what can be seen in their text, and what comes to light when
//! they are filled in with trial plans. A place where something is wrong is mended for the time being, so that what
//! comes after it is found as well.

mod fields;
mod fit;
mod mending;
mod names;
mod reach;
pub(super) mod tags;
mod work;

use super::{Source, Templates, built_in_sources, unusable};
use crate::bank::Bank;
use crate::diagnostic::{Diagnostic, Severity};
use crate::trial::Trial;
use crate::words;
use fit::Fit;
use mending::mended;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
pub(super) use work::Work;

/// Where more built-in templates than this do not fit a bank, it is of another subject, and one word is enough.
const MOST_UNFIT: usize = 5;

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
    /// What of the bank they may ask for in vain.
    fit: Fit,
}

impl Audit {
    /// Begins with templates of one's own beside the built-in ones.
    #[must_use]
    pub fn new(own: Vec<Source>) -> Self {
        let problems: Vec<Diagnostic> = own.iter().filter_map(unusable).collect();
        let own = own.into_iter().filter(|source| unusable(source).is_none());
        let given: Vec<Source> = built_in_sources().chain(own).collect();
        Self { mended: given.clone(), given, problems, lost: HashSet::new(), fit: Fit::default() }
    }

    /// Looks for what the bank of the trial plans does not have, neither as a question or field of the `usual` bank,
    /// for which the built-in templates were written, nor as a choice.
    #[must_use]
    pub fn fitting(mut self, bank: &Bank, usual: &Bank) -> Self {
        self.fit = Fit::of(bank, usual);
        self
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
            found.extend(fields::problems(&templates, trials, &self.fit.gone));
            let mut others = BTreeSet::new();
            for trial in trials {
                for name in ["figures", "findings", "canvas"] {
                    fields::collect(&trial.facts.get(name), &mut others);
                }
            }
            found.extend(self.fit.problems(&templates, &others));
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

/// The same problems, the built-in templates that do not fit the bank put into one warning where they are many: it is of
/// another subject then, and plans can be made with it all the same.
#[must_use]
pub fn gathered(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let of_built_in =
        |problem: &Diagnostic| problem.place.as_ref().is_some_and(|place| place.path.starts_with(super::PREFIX));
    let unfit: Vec<&Diagnostic> = problems.iter().filter(|problem| of_built_in(problem)).collect();
    let Some(first) = unfit.first().filter(|_| unfit.len() > MOST_UNFIT).and_then(|first| first.place.clone()) else {
        return problems;
    };
    let count = words::counted(unfit.len(), "template", "templates");
    let message = format!("the built-in documents ask for what this bank does not have, in {count}");
    let help = "plans can be made with this bank, but its documents need templates of their own: `canvass template copy \
                DIR` writes the built-in ones to change, and `canvass template check DIR` names every place";
    problems.retain(|problem| !of_built_in(problem));
    problems.push(Diagnostic::warning("templates-unfit", message).at(first).help(help));
    problems
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
