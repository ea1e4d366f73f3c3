//! What can go wrong with a file, in words a founder can act on.

use crate::words::printable;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why something could not be done with a file. Its text already names the cause, so print it with [`FileError::help`]
/// and leave the chain of sources alone.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub struct FileError {
    /// What was being done.
    pub doing: Doing,
    /// To which file, as the user named it.
    pub path: PathBuf,
    /// What was in the way.
    pub source: Trouble,
    /// What to do about it.
    pub help: String,
}

/// What was being done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Read it.
    Read,
    /// Write it.
    Save,
    /// Reserve it for one session.
    Open,
}

/// What was in the way.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The system refused.
    #[error("{}", reason(.0))]
    System(#[source] io::Error),
    /// The file holds something other than text.
    #[error("line {line} is not UTF-8 text")]
    NotText {
        /// The first line that is not text, from 1.
        line: usize,
    },
    /// The file is larger than any that is meant to be read.
    #[error("it is larger than {} MiB", super::LARGEST / 1024 / 1024)]
    TooLarge,
    /// Another session works on it.
    #[error("it is open in another canvass session")]
    InUse,
}

impl FileError {
    /// The system refused to do something with a file.
    pub(super) fn system(doing: Doing, path: &Path, error: io::Error) -> Self {
        let help = remedy(doing, error.kind()).to_owned();
        let error = if missing_folder(doing, &error) { NoFolder.into() } else { error };
        Self { doing, path: path.to_owned(), source: Trouble::System(error), help }
    }

    /// A file that was to be read as text is something else.
    pub(super) fn not_text(path: &Path, line: usize) -> Self {
        let help = "save the file as UTF-8 text, then try again".to_owned();
        Self { doing: Doing::Read, path: path.to_owned(), source: Trouble::NotText { line }, help }
    }

    /// A file is too large to be read.
    pub(super) fn too_large(path: &Path) -> Self {
        let help = "name a file of text that somebody wrote; nothing was changed in this one".to_owned();
        Self { doing: Doing::Read, path: path.to_owned(), source: Trouble::TooLarge, help }
    }

    /// Another session has reserved the file.
    pub(super) fn in_use(path: &Path) -> Self {
        let help = "close the other session first, then try again".to_owned();
        Self { doing: Doing::Open, path: path.to_owned(), source: Trouble::InUse, help }
    }

    fn message(&self) -> String {
        let path = printable(&self.path.display().to_string());
        match self.source {
            Trouble::InUse => format!("`{path}` is open in another canvass session"),
            _ => format!("could not {} `{path}`: {}", self.doing, self.source),
        }
    }
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Save => "save",
            Self::Open => "open",
        })
    }
}

/// Not the file is missing but the folder it was to go to.
#[derive(Debug, thiserror::Error)]
#[error("its folder does not exist")]
struct NoFolder;

impl From<NoFolder> for io::Error {
    fn from(cause: NoFolder) -> Self {
        Self::new(io::ErrorKind::NotFound, cause)
    }
}

fn missing_folder(doing: Doing, error: &io::Error) -> bool {
    doing != Doing::Read && error.kind() == io::ErrorKind::NotFound
}

/// What was in the way, in plain words: "the disk is full" rather than "os error 28".
#[must_use]
pub fn reason(error: &io::Error) -> String {
    if let Some(cause) = error.get_ref().filter(|cause| cause.is::<NoFolder>()) {
        return cause.to_string();
    }
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "its folder is a file".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk cannot be written to".to_owned(),
        io::ErrorKind::InvalidFilename => "this name is too long or not allowed here".to_owned(),
        io::ErrorKind::FileTooLarge => "files may not grow so large here".to_owned(),
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "something else is using it".to_owned(),
        _ => {
            // What others wrap around an error of the system names files that nobody knows.
            let inner = error.get_ref().and_then(|cause| cause.source()).map(ToString::to_string);
            let text = inner.unwrap_or_else(|| error.to_string());
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

fn remedy(doing: Doing, kind: io::ErrorKind) -> &'static str {
    match (doing, kind) {
        (Doing::Read, io::ErrorKind::NotFound) => "check the spelling of the path",
        (Doing::Read, io::ErrorKind::PermissionDenied) => "ask the owner of the file for permission to read it",
        (_, io::ErrorKind::NotFound) => "make the folder first, or name another one",
        (_, io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
            "choose a file and a folder that you can write to, such as one in your home folder"
        }
        (_, io::ErrorKind::IsADirectory) => "name a file, not a folder",
        (_, io::ErrorKind::NotADirectory) => "name a folder that exists",
        (_, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge) => {
            "make room on the disk, or choose a folder on another one; nothing saved earlier is lost"
        }
        (_, io::ErrorKind::InvalidFilename) => "choose a shorter, simpler name",
        _ => "try again, or choose another folder",
    }
}
