//! Runs the checks of a bank over the facts of a plan and says what does not hold together.

mod alike;
mod asked;
mod combinations;
mod hash;
mod insights;
mod place;
mod run;
mod waive;

pub use insights::add_insights;
pub use run::run;
pub use waive::{apply_waivers, judge};

use crate::bank::Severity;
use crate::diagnostic::Diagnostic;
use crate::fact::Fact;

/// One thing in the answers that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the check.
    pub rule: String,
    /// What it weighs.
    pub severity: Severity,
    /// The ids of the items it is about; none where it is about the whole plan. Where it speaks for several alike
    /// findings, of all their items.
    pub subject: Vec<String>,
    /// What is wrong, in the founder's words.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// The same for others who read the plan, said by the founders; none where it concerns nobody else.
    pub risk: Option<String>,
    /// The question or list to go to.
    pub question: Option<String>,
    /// Why the founder lets it stand.
    pub waived: Option<String>,
    /// Stands for the values the check read; another value means that something it read has changed.
    pub read_hash: String,
    /// The single findings it speaks for; one, unless alike ones were put together.
    pub parts: Vec<SingleFinding>,
}

/// One of the alike findings that are told as one: what a reason to let it stand belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SingleFinding {
    /// The ids of the items it is about.
    pub subject: Vec<String>,
    /// What is wrong with it.
    pub message: String,
    /// Stands for the values the check read.
    pub read_hash: String,
}

/// How often a check applied and how often it failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The id of the check.
    pub rule: String,
    /// What a failure weighs, unless it is raised to a gap.
    pub severity: Severity,
    /// How often there was something to check.
    pub checked: usize,
    /// How often it did not hold.
    pub failing: usize,
}

/// What a run of the checks brought to light.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Gaps first, then warnings, then hints; among equals in the order of the bank and of the items.
    pub findings: Vec<Finding>,
    /// One for each check of the phase, in the order of the bank.
    pub tallies: Vec<Tally>,
    /// Checks that gave no answer and are left out: faults of the bank, not of the plan.
    pub problems: Vec<Diagnostic>,
}

impl Report {
    /// The findings of a severity.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.severity == severity)
    }

    /// Whether anything keeps the model from working.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        self.of(Severity::Gap).next().is_some()
    }

    /// The findings as templates see them.
    #[must_use]
    pub fn to_fact(&self) -> Fact {
        Fact::list(self.findings.iter().map(Finding::to_fact))
    }
}

impl Finding {
    /// Whether the founder may let it stand: a gap has to be closed.
    #[must_use]
    pub fn can_be_waived(&self) -> bool {
        self.severity != Severity::Gap
    }

    fn to_fact(&self) -> Fact {
        let optional = |text: &Option<String>| text.as_ref().map_or(Fact::Null, |text| Fact::text(text.as_str()));
        let entries = [
            ("rule", Fact::text(self.rule.as_str())),
            ("severity", Fact::text(self.severity.name())),
            ("subject", Fact::list(self.subject.iter().map(|id| Fact::text(id.as_str())))),
            ("message", Fact::text(self.message.as_str())),
            ("advice", Fact::text(self.advice.as_str())),
            ("risk", optional(&self.risk)),
            ("question", optional(&self.question)),
            ("waived", optional(&self.waived)),
        ];
        Fact::map(entries.into_iter().map(|(name, fact)| (name.into(), fact)).collect())
    }
}

#[cfg(test)]
mod tests;
