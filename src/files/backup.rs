//! What is kept beside a file: what stood in it before, and the last good state of a plan.

use super::{Doing, FileError, folder_of, private, read, real, replace, save, sync_folder};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What follows the name of a file in the names of its copies, before their number.
const COPY: &str = ".bak-";
/// The same for files that could not be read any more.
const DAMAGED: &str = ".damaged-";

/// Keeps a copy of a file beside it, on the disk when this returns, and gives its path: the name with `.bak-1` behind it,
/// or the next number that is free. No copy ever takes the place of another.
///
/// # Errors
/// When the file cannot be read or the copy cannot be written.
pub fn keep_copy(path: &Path) -> Result<PathBuf, FileError> {
    keep(path, COPY)
}

/// As [`keep_copy`] for a file that is damaged: the copy has `.damaged-1` behind its name.
///
/// # Errors
/// As for [`keep_copy`].
pub fn set_aside(path: &Path) -> Result<PathBuf, FileError> {
    keep(path, DAMAGED)
}

/// What canvass keeps beside a file, in the order of the names.
#[must_use]
pub fn copies(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_copy = |other: &str| {
        let end = other.strip_prefix(&*name).unwrap_or_default();
        let number = end.strip_prefix(COPY).or_else(|| end.strip_prefix(DAMAGED)).unwrap_or_default();
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
    };
    let entries = fs::read_dir(folder_of(path)).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| is_copy(&entry.file_name().to_string_lossy()))
        .map(|entry| path.with_file_name(entry.file_name()))
        .collect();
    found.sort();
    found
}

/// Saves the text of a plan as [`save`] does, and keeps it as the last good state beside it.
///
/// # Errors
/// As for [`save`].
pub fn save_plan(path: &Path, text: &str) -> Result<(), FileError> {
    save(path, text)?;
    keep_state(path, text);
    Ok(())
}

/// Keeps the text of a plan as its last good state, in `NAME.bak-0` beside it, as private as the plan. Where that
/// cannot be done the state before stays; the plan itself is safe on the disk, so nobody waits for this copy to get there.
pub fn keep_state(path: &Path, text: &str) {
    let Ok(plan) = own(path) else { return };
    let Ok(of_plan) = fs::metadata(&plan) else { return };
    let state = numbered(&plan, COPY, 0);
    if of_plan.is_file() && read(&state).ok().as_deref() != Some(text) {
        let _ = replace(&state, Some(&of_plan), |file| file.write_all(text.as_bytes()));
    }
}

/// The files beside a plan in which an earlier state of it may stand, with the time they were written, the latest first.
#[must_use]
pub fn states(path: &Path) -> Vec<(SystemTime, PathBuf)> {
    let Ok(plan) = own(path) else { return Vec::new() };
    let written = |copy: PathBuf| {
        let there = fs::metadata(&copy).ok().filter(fs::Metadata::is_file)?;
        Some((there.modified().ok()?, copy))
    };
    let mut found: Vec<_> = copies(&plan).into_iter().filter_map(written).collect();
    found.sort_by(|one, other| other.cmp(one));
    found
}

/// The file that a path leads to, as it was named where it is no link.
fn own(path: &Path) -> io::Result<PathBuf> {
    if path.is_symlink() { real(path) } else { Ok(path.to_owned()) }
}

fn numbered(path: &Path, kind: &str, number: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!("{kind}{number}"));
    name.into()
}

fn keep(path: &Path, kind: &str) -> Result<PathBuf, FileError> {
    let old = File::open(path).map_err(|error| FileError::system(Doing::Read, path, error))?;
    let failed = |copy: &Path, error| FileError::system(Doing::Save, copy, error);
    for number in 1_u32.. {
        let copy = numbered(path, kind, number);
        match private(OpenOptions::new().write(true).create_new(true)).open(&copy) {
            Ok(new) => {
                let copied = copy_into(&old, &new).and_then(|()| sync_folder(folder_of(&copy)));
                return copied.map(|()| copy.clone()).map_err(|error| {
                    let _ = fs::remove_file(&copy);
                    failed(&copy, error)
                });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(&copy, error)),
        }
    }
    Err(failed(path, io::ErrorKind::AlreadyExists.into()))
}

fn copy_into(mut old: &File, mut new: &File) -> io::Result<()> {
    new.set_permissions(old.metadata()?.permissions())?;
    io::copy(&mut old, &mut new)?;
    new.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_numbered_and_never_take_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let at = |name: &str| folder.path().join(name);
        for (number, text) in [(1, b"one".as_slice()), (2, b"tw\xff"), (3, b"")] {
            fs::write(&path, text).unwrap();
            assert_eq!(keep_copy(&path).unwrap(), at(&format!("a.md.bak-{number}")));
            assert_eq!(set_aside(&path).unwrap(), at(&format!("a.md.damaged-{number}")));
        }
        fs::write(at("a.md.bak-x"), "mine").unwrap();
        let names = ["bak-1", "bak-2", "bak-3", "damaged-1", "damaged-2", "damaged-3"];
        assert_eq!(copies(&path), names.map(|end| at(&format!("a.md.{end}"))));
        assert_eq!(fs::read(at("a.md.bak-2")).unwrap(), b"tw\xff");
        assert_eq!(fs::read(at("a.md.damaged-2")).unwrap(), b"tw\xff");
        keep_copy(&at("missing")).unwrap_err();
    }

    #[test]
    fn the_last_good_state_follows_the_plan_and_the_latest_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("p.json.bak-1"), "older").unwrap();
        File::open(at("p.json.bak-1")).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        for text in ["one", "two"] {
            save_plan(&at("p.json"), text).unwrap();
            assert_eq!(fs::read_to_string(at("p.json.bak-0")).unwrap(), text);
        }
        let states: Vec<PathBuf> = states(&at("p.json")).into_iter().map(|(_, path)| path).collect();
        assert_eq!(states, [at("p.json.bak-0"), at("p.json.bak-1")]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_kept_is_as_private_as_its_file_and_lies_beside_the_real_one() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.md"), "mine").unwrap();
        fs::set_permissions(at("a.md"), fs::Permissions::from_mode(0o600)).unwrap();
        symlink("a.md", at("link")).unwrap();
        // What a link in its place leads to stays as it is.
        fs::write(at("other"), "other").unwrap();
        symlink("other", at("a.md.bak-0")).unwrap();
        keep_state(&at("link"), "state");
        assert_eq!(fs::read_to_string(at("other")).unwrap(), "other");
        assert_eq!(fs::read_to_string(at("a.md.bak-0")).unwrap(), "state");
        for copy in [keep_copy(&at("a.md")).unwrap(), at("a.md.bak-0")] {
            assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600, "{}", copy.display());
        }
    }
}
