//! Files on disk: read as text, saved whole or not at all, reserved for one session.

mod backup;
mod error;
mod lock;

pub use backup::{copies, keep_copy, keep_state, save_plan, set_aside, states};
pub use error::{Doing, FileError, Trouble, reason};
pub use lock::Lock;

use std::ffi::OsStr;
use std::fs::{self, DirEntry, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// How many bytes a plan, a bank's file or a template may have at most.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// Reads a whole file as text. A byte order mark at its beginning is left out.
///
/// # Errors
/// When the file cannot be read, is larger than [`LARGEST`], or is not UTF-8; the message names the line.
pub fn read(path: &Path) -> Result<String, FileError> {
    match String::from_utf8(read_bytes(path)?) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let good = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
            let line = good.filter(|byte| **byte == b'\n').count() + 1;
            Err(FileError::not_text(path, line))
        }
    }
}

/// Reads a whole file that need not be text.
///
/// # Errors
/// When the file cannot be read, or is larger than [`LARGEST`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|error| FileError::system(Doing::Read, path, error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(FileError::too_large(path));
    }
    Ok(bytes)
}

/// Saves a text or other bytes under a path, whole or not at all: whatever goes wrong, the old file stays as it was.
///
/// The file is on the disk when this returns. A new file gets the usual mode (0644 through the umask), an existing
/// one keeps its own. A symbolic link stays one; what it points to is replaced. What is no regular file, such as
/// a pipe, is written to directly.
///
/// # Errors
/// When the folder is missing or closed, the disk is full, or the file is a folder or marked read-only.
pub fn save(path: &Path, content: impl AsRef<[u8]>) -> Result<(), FileError> {
    write_to(path, content.as_ref()).map_err(|error| FileError::system(Doing::Save, path, error))
}

/// As [`save`] for one of many files: it is whole on the disk when this returns, and under its name for good once [`settle`]
/// was called for the folder.
///
/// # Errors
/// As for [`save`].
pub fn save_one_of_many(path: &Path, content: &[u8]) -> Result<(), FileError> {
    put(path, content).map(|_| ()).map_err(|error| FileError::system(Doing::Save, path, error))
}

/// Makes the names of the files in a folder durable that [`save_one_of_many`] has put there.
///
/// # Errors
/// When the disk cannot be written to.
pub fn settle(folder: &Path) -> Result<(), FileError> {
    sync_folder(folder).map_err(|error| FileError::system(Doing::Save, folder, error))
}

/// A new folder that nobody else can look into, within another one.
///
/// # Errors
/// When the other folder is missing or closed, or the disk is full.
pub fn private_folder(within: &Path) -> Result<PathBuf, FileError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("canvass-");
    let private = mode(0o700);
    if let Some(private) = &private {
        builder.permissions(private.clone());
    }
    builder
        .tempdir_in(within)
        .map(tempfile::TempDir::keep)
        .map_err(|error| FileError::system(Doing::Save, &within.join("canvass"), error))
}

/// Removes what saves that were killed half-way have left in the folder of a file. Those that are still going on keep
/// theirs locked.
pub fn sweep(path: &Path) {
    let entries = fs::read_dir(folder_of(path)).into_iter().flatten().flatten();
    let is_half = |name: &OsStr| name.to_str().is_some_and(|name| name.starts_with(HALF.0) && name.ends_with(HALF.1));
    let is_file = |entry: &DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    for entry in entries.filter(|entry| is_half(&entry.file_name()) && is_file(entry)) {
        let left = OpenOptions::new().write(true).open(entry.path());
        if left.is_ok_and(|left| left.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// How the names of files begin and end that are not yet whole.
const HALF: (&str, &str) = (".canvass-", ".tmp");

fn write_to(path: &Path, content: &[u8]) -> io::Result<()> {
    match put(path, content)? {
        Some(target) => sync_folder(folder_of(&target)),
        None => Ok(()),
    }
}

/// Writes what is no regular file, or puts a new file, which is on the disk, in the place of one, whose path it gives.
fn put(path: &Path, content: &[u8]) -> io::Result<Option<PathBuf>> {
    // A pipe can be reached by a link that leads to no name: `/dev/stdout`.
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        OpenOptions::new().write(true).open(path)?.write_all(content)?;
        return Ok(None);
    }
    let target = real(path)?;
    let old = match fs::metadata(&target) {
        Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(old) if old.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    replace(&target, old.as_ref(), |file| {
        file.write_all(content)?;
        file.sync_all()
    })?;
    Ok(Some(target))
}

/// Puts a new file in the place of `target`. Until the rename it has another name, and it goes away on any error.
/// Nobody can look into it before it has the mode of the old one.
fn replace(target: &Path, old: Option<&Metadata>, write: impl Fn(&mut File) -> io::Result<()>) -> io::Result<()> {
    match try_to_replace(target, old, &write) {
        // Another session may have swept the new file away in the moment before it was locked.
        Err(error) if error.kind() == io::ErrorKind::NotFound => try_to_replace(target, old, write),
        other => other,
    }
}

fn try_to_replace(
    target: &Path,
    old: Option<&Metadata>,
    write: impl Fn(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(HALF.0).suffix(HALF.1);
    let usual = mode(0o644).filter(|_| old.is_none());
    if let Some(mode) = &usual {
        builder.permissions(mode.clone());
    }
    let mut new = builder.tempfile_in(folder_of(target))?;
    let _ = new.as_file().try_lock();
    if let Some(old) = old {
        new.as_file().set_permissions(old.permissions())?;
    }
    write(new.as_file_mut())?;
    new.persist(target).map(|_| ()).map_err(|error| error.error)
}

/// Where a path really leads: links are followed, also to a file that is not there yet.
fn real(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_link(path) {
            Ok(link) => real(&folder_of(path).join(link)),
            Err(_) => Ok(path.to_owned()),
        },
        other => other,
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Asks for a file that nobody else can look into.
#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// The mode that something new is asked for; the umask still applies to it.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no mode")]
fn mode(bits: u32) -> Option<Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(bits))
}

#[cfg(not(unix))]
fn mode(_bits: u32) -> Option<Permissions> {
    None
}

/// Makes the rename itself durable.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some folders cannot be opened or synced; the file itself is safe.
        Err(error) if matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => Ok(()),
        other => other,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "folders cannot be synced here")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_saved_text_is_read_back_and_nothing_else_remains() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        save(&path, "one\n").unwrap();
        save(&path, "two\n").unwrap();
        assert_eq!(read(&path).unwrap(), "two\n");
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn an_existing_mode_is_kept_and_a_new_file_is_not_private() {
        use std::os::unix::fs::PermissionsExt;
        let mode_of = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = tempfile::tempdir().unwrap();
        let (plain, saved) = (folder.path().join("plain"), folder.path().join("saved"));
        fs::write(&plain, "").unwrap();
        save(&saved, "").unwrap();
        assert_eq!(mode_of(&saved), mode_of(&plain) & 0o644);
        fs::set_permissions(&saved, Permissions::from_mode(0o660)).unwrap();
        save(&saved, "again").unwrap();
        assert_eq!(mode_of(&saved), 0o660);
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_stays_and_its_target_changes() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("inner/target", &link).unwrap();
        for text in ["new", "changed"] {
            save(&link, text).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(read(&inner.join("target")).unwrap(), text);
        }
        assert_eq!(names(&inner), ["target"]);
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_the_old_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        save(&path, "old").unwrap();
        let old = fs::metadata(&path).unwrap();
        let full = replace(&path, Some(&old), |file| {
            file.write_all(b"ne")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(full.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(read(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[test]
    fn a_file_marked_read_only_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        save(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        save(&path, "new").unwrap_err();
        assert_eq!(read(&path).unwrap(), "old");
    }

    #[test]
    fn what_cannot_be_saved_is_named_with_the_reason_and_a_remedy() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let at = |name: &str| folder.path().join(name);
        let cases = [
            (at(""), "it is a folder", "name a file, not a folder"),
            (at("missing/a.json"), "its folder does not exist", "make the folder first, or name another one"),
            (at("file/a.json"), "its folder is a file", "name a folder that exists"),
        ];
        for (path, reason, help) in cases {
            let error = save(&path, "x").unwrap_err();
            assert_eq!(error.to_string(), format!("could not save `{}`: {reason}", path.display()));
            assert_eq!(error.help, help);
        }
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_is_written_to_although_its_link_leads_to_no_name() {
        use std::os::fd::AsRawFd;
        let (mut reader, writer) = io::pipe().unwrap();
        save(Path::new(&format!("/proc/self/fd/{}", writer.as_raw_fd())), "text").unwrap();
        drop(writer);
        assert_eq!(io::read_to_string(&mut reader).unwrap(), "text");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_said_to_be_full() {
        let error = save(Path::new("/dev/full"), "x").unwrap_err();
        assert_eq!(error.to_string(), "could not save `/dev/full`: the disk is full");
    }

    #[cfg(unix)]
    #[test]
    fn a_save_in_a_closed_folder_speaks_plainly_and_of_the_file_that_was_named() {
        use std::os::unix::fs::PermissionsExt;
        let made = |kind: io::ErrorKind| {
            let inner = io::Error::from(kind);
            FileError::system(Doing::Save, Path::new("a.json"), io::Error::new(kind, Wrapped(inner))).to_string()
        };
        assert_eq!(made(io::ErrorKind::PermissionDenied), "could not save `a.json`: you have no permission");
        assert_eq!(made(io::ErrorKind::FileTooLarge), "could not save `a.json`: files may not grow so large here");
        assert_eq!(made(io::ErrorKind::TooManyLinks), "could not save `a.json`: too many links");
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
        // Whoever may do anything is not held back.
        if let Err(error) = save(&folder.path().join("a.json"), "x") {
            assert!(error.to_string().ends_with(": you have no permission"), "{error}");
        }
        fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    }

    /// An error as libraries wrap it.
    #[derive(Debug, thiserror::Error)]
    #[error("{0} at path .canvass-a1b2c3.tmp")]
    struct Wrapped(#[source] io::Error);

    #[cfg(unix)]
    #[test]
    fn a_private_file_is_private_from_the_first_moment() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "mine").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        let old = fs::metadata(&path).unwrap();
        replace(&path, Some(&old), |file| {
            assert_eq!(file.metadata()?.permissions().mode() & 0o077, 0);
            file.write_all(b"new")
        })
        .unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let private = private_folder(folder.path()).unwrap();
        assert_eq!(fs::metadata(&private).unwrap().permissions().mode() & 0o777, 0o700);
        assert_ne!(private, private_folder(folder.path()).unwrap());
        private_folder(&folder.path().join("missing")).unwrap_err();
    }

    #[test]
    fn a_save_goes_on_when_its_new_file_was_swept_away_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let swept = std::cell::Cell::new(false);
        replace(&path, None, |file| {
            file.write_all(b"new")?;
            if !swept.replace(true) {
                for name in names(folder.path()) {
                    fs::remove_file(folder.path().join(name))?;
                }
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(read(&path).unwrap(), "new");
    }

    #[test]
    fn reading_says_what_is_wrong_and_where() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let error = read(&path).unwrap_err();
        assert_eq!(error.to_string(), format!("could not read `{}`: there is no such file", path.display()));
        fs::write(&path, b"good\nbad \xff\n").unwrap();
        let error = read(&path).unwrap_err();
        assert_eq!(error.to_string(), format!("could not read `{}`: line 2 is not UTF-8 text", path.display()));
        fs::write(&path, "\u{feff}{}").unwrap();
        assert_eq!(read(&path).unwrap(), "{}");
    }
}
