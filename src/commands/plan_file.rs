//! The file of a plan during a session: its name, its lock, what is saved in it.

use super::{Failure, World};
use crate::bank::Bank;
use crate::files::{self, Lock};
use crate::plan::{self, Plan};
use crate::words;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How the name of every plan ends.
pub(super) const EXTENSION: &str = ".canvass.json";

/// The file a session saves to, reserved for it.
#[derive(Debug)]
pub(super) struct PlanFile {
    path: PathBuf,
    lock: Lock,
    saved: Option<Plan>,
    /// What stood in the file when this session last read or wrote it.
    text: Option<Vec<u8>>,
}

impl PlanFile {
    /// Reserves a file, which need not exist yet.
    pub(super) fn begin(path: PathBuf) -> Result<Self, Failure> {
        let lock = Lock::take(&path)?;
        Ok(Self { path, lock, saved: None, text: None })
    }

    /// Notes what was read from the file, so that it is not written again unchanged, and keeps it as the last good state.
    pub(super) fn holds(&mut self, plan: &Plan) {
        self.saved = Some(plan.clone());
        self.text = fs::read(&self.path).ok();
        if let Some(text) = self.text.as_ref().and_then(|text| str::from_utf8(text).ok()) {
            files::keep_state(&self.path, text);
        }
    }

    /// Saves the plan, if it changed since the last time. What somebody else wrote into the file meanwhile is kept
    /// beside it; the name of that copy comes back.
    pub(super) fn save(&mut self, plan: &Plan, bank: &Bank) -> Result<Option<String>, Failure> {
        if self.saved.as_ref() == Some(plan) {
            return Ok(None);
        }
        let copy = self.keep_foreign()?;
        let text = plan::write(plan, bank);
        files::save_plan(&self.path, &text)?;
        self.saved = Some(plan.clone());
        self.text = Some(text.into_bytes());
        Ok(copy)
    }

    /// Keeps a file that somebody else wrote during the session, whatever stands in it.
    fn keep_foreign(&self) -> Result<Option<String>, Failure> {
        match fs::read(&self.path) {
            Ok(found) if found.is_empty() || self.text.as_ref() == Some(&found) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Ok(_) | Err(_) => Ok(Some(files::keep_copy(&self.path)?.display().to_string())),
        }
    }

    /// Goes on in a new folder within another one that others may write to as well, such as that for temporary files.
    pub(super) fn move_into(&mut self, folder: &Path) -> Result<(), Failure> {
        let name = self.path.file_name().unwrap_or_default();
        let path = files::private_folder(folder)?.join(name);
        self.lock = Lock::take(&path)?;
        self.path = path;
        self.saved = None;
        self.text = None;
        Ok(())
    }

    /// The path without the ending of plans, for the documents beside it.
    pub(super) fn stem(&self) -> String {
        let name = self.path.to_string_lossy();
        name.strip_suffix(EXTENSION).unwrap_or(&name).to_owned()
    }

    /// How much is saved and where, and the whole command that goes on, which is never broken: in one line if it fits
    /// into the window, else in three.
    pub(super) fn farewell(&self, answers: usize, has_drafts: bool, world: &World) -> String {
        let columns = world.message_columns();
        let saved = match answers {
            0 if has_drafts => "What you typed is kept".to_owned(),
            count if has_drafts => {
                format!("{} and what you began are saved", words::counted(count, "answer", "answers"))
            }
            count => words::counted(count, "answer is saved", "answers are saved"),
        };
        let path = self.path.display().to_string();
        let saved = format!("{} in {path}.", words::capitalised(&saved));
        let command = world.command(&["walk", &path]);
        let line = format!("{saved} Go on with: {command}");
        if textwrap::core::display_width(&line) <= columns {
            return line + "\n";
        }
        let options = textwrap::Options::new(columns).break_words(false);
        format!("{}\nGo on with:\n{command}\n", textwrap::fill(&saved, options))
    }
}

/// A file name that is not taken yet, made from the venture's name.
pub(super) fn free_name(venture: &str) -> PathBuf {
    let slug = slug(venture, "plan");
    let candidates = (1..).map(|number| match number {
        1 => PathBuf::from(format!("{slug}{EXTENSION}")),
        _ => PathBuf::from(format!("{slug}-{number}{EXTENSION}")),
    });
    candidates.into_iter().find(|path| !path.exists()).unwrap_or_else(|| PathBuf::from(format!("plan{EXTENSION}")))
}

/// Letters and digits of any script in lower case, everything between them one hyphen, at most 40 characters;
/// `otherwise` where nothing is left.
pub(super) fn slug(name: &str, otherwise: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let slug: String = words.join("-").chars().take(40).collect();
    let slug = slug.trim_matches('-').to_owned();
    match slug.as_str() {
        "" => otherwise.into(),
        name if is_device(name) => format!("{name}-{otherwise}"),
        _ => slug,
    }
}

/// Whether Windows takes a file of this name for a device, whatever its ending.
fn is_device(name: &str) -> bool {
    let numbered = ["com", "lpt"].iter().filter_map(|device| name.strip_prefix(device));
    ["con", "prn", "aux", "nul"].contains(&name)
        || numbered.into_iter().any(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_named_after_the_venture() {
        for (name, expected) in [
            ("Spoke & Go", "spoke-go"),
            ("  Été à Nice! ", "été-à-nice"),
            ("../../etc/passwd", "etc-passwd"),
            ("自行车", "自行车"),
            ("🚲", "plan"),
            ("Con", "con-plan"),
            ("LPT1", "lpt1-plan"),
            ("Com 1", "com-1"),
            ("Console", "console"),
            ("", "plan"),
        ] {
            assert_eq!(slug(name, "plan"), expected, "{name}");
        }
    }
}
