//! The last good state of a plan that does not load.

use super::{Failure, opening};
use crate::facts::Facts;
use crate::files::{self, FileError, Trouble};
use crate::plan;
use crate::words;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// A state of a plan that can be gone on from, since the plan itself cannot be read.
#[derive(Debug)]
pub struct LastGood {
    file: PathBuf,
    text: String,
    written: Timestamp,
    /// How many answers count in it; unknown where its bank is not at hand.
    answers: Option<usize>,
    /// The command that offers to go on from it.
    offered_by: String,
}

impl LastGood {
    /// What is wrong with a plan, together with its last good state, where damage is what is wrong and a state is there.
    pub(super) fn told(failure: Failure, plan: &Path, offered_by: impl FnOnce() -> String) -> Failure {
        let found = is_damage(&failure).then(|| Self::of(plan, offered_by)).flatten();
        match found {
            Some(state) => Failure::Damaged { by: Box::new(failure), state: Box::new(state) },
            None => failure,
        }
    }

    /// The latest state beside a plan that loads.
    fn of(plan: &Path, offered_by: impl FnOnce() -> String) -> Option<Self> {
        let (written, file, text, read) = files::states(plan).into_iter().find_map(|(written, file)| {
            let text = files::read(&file).ok()?;
            let read = plan::read(&text, &file.display().to_string()).ok()?;
            Some((Timestamp::try_from(written).ok()?, file, text, read))
        })?;
        let bank = opening::own_bank(&read.bank.id, plan).ok();
        let answers = bank.map(|bank| Facts::new(&bank, &read).tally(read.route).answered);
        Some(Self { file, text, written, answers, offered_by: offered_by() })
    }

    /// Which state this is: when it was written, and how much stands in it.
    pub(super) fn named(&self) -> String {
        let answers = self.answers.map(|count| format!(", {}", words::counted(count, "answer", "answers")));
        format!("last good state of {}{}", self.written.strftime("%Y-%m-%d %H:%M UTC"), answers.unwrap_or_default())
    }

    /// Where it is kept.
    pub(super) fn place(&self) -> String {
        format!("`{}`", words::printable(&self.file.display().to_string()))
    }

    /// What can be done.
    pub(super) fn help(&self) -> String {
        format!("its {}, is kept in {}; to go on from it: {}", self.named(), self.place(), self.offered_by)
    }

    /// Puts this state in the place of the plan, and gives the path that the damaged file is kept under.
    pub(super) fn take_over(&self, plan: &Path) -> Result<PathBuf, FileError> {
        let kept = files::set_aside(plan)?;
        files::save_plan(plan, &self.text)?;
        Ok(kept)
    }
}

/// Whether a plan does not load because of what stands in the file. A plan that a newer canvass wrote is not damaged.
fn is_damage(failure: &Failure) -> bool {
    match failure {
        Failure::File(error) => matches!(error.source, Trouble::NotText { .. } | Trouble::TooLarge),
        Failure::Content(problems) => problems.iter().all(|problem| problem.code != plan::NEWER_FORMAT),
        _ => false,
    }
}
