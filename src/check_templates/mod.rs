//! The search for everything that is wrong with templates: what can be seen in their text, and what comes to light when
//! they are filled in with trial plans.

mod fields;
mod fit;
mod names;
mod work;

use crate::bank::style::Style;
use crate::bank::{Bank, Template};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::documents::templating::reach::in_use;
use crate::documents::templating::sources::{bare, is_own, layered, unusable};
use crate::documents::{Templates, chapter_ids};
use crate::trial::Trial;
use crate::words;
use fit::Fit;
use std::collections::BTreeSet;
use std::sync::Arc;
use work::Work;

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
        let (style, _) = Style::of(&bank.templates, &own);
        let mut problems: Vec<Diagnostic> = style.taken_out(&own).iter().filter_map(unusable).collect();
        let own: Vec<Template> = own.into_iter().filter(|own| style.holds(own) || unusable(own).is_none()).collect();
        let templates = match Templates::with_own(bank, own.clone()) {
            Ok(templates) => {
                problems.extend(templates.style_warnings());
                Some(templates)
            }
            Err(found) => {
                problems.extend(found);
                // What else is wrong does not wait for the style to be put right.
                Templates::with_own(bank, style.taken_out(&own)).ok()
            }
        };
        Self {
            sources: layered(&style.taken_out(&bank.templates), style.taken_out(&own)),
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
            for name in ["figures", "findings", "insights", "canvas"] {
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
        self.problems.extend(unused(&templates));
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

/// Warnings of templates of one's own that no document uses.
#[must_use]
pub fn unused(templates: &Templates) -> Vec<Diagnostic> {
    let sources = &templates.sources;
    let used = in_use(sources, &templates.chapters);
    let is_there = |name: &str| sources.iter().any(|source| source.name == name);
    let unused = sources.iter().filter(|source| !used.iter().any(|used| used.name == source.name));
    let own = unused.filter(|source| is_own(&source.name));
    own.map(|source| {
        let message = format!("no document uses the template `{}`", source.name);
        let names = sources.iter().filter(|other| !is_own(&other.name)).map(|other| bare(&other.name));
        let help = match words::closest(&source.name, names.filter(|name| !is_there(name))) {
            Some(close) => {
                format!("did you mean `{close}`? A template takes the place of the built-in one of its name")
            }
            None => "name it like a built-in template, or draw it in with `{% include %}`".to_owned(),
        };
        let place = Place { path: source.path.clone(), source: Arc::clone(&source.text), span: 0..0 };
        Diagnostic::warning("template-unused", message).at(place).help(help)
    })
    .collect()
}

#[cfg(test)]
mod tests;
