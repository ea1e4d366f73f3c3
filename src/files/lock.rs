//! A plan reserved for one session.

use super::{Doing, FileError, folder_of, real, sweep};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long a command waits for another one that has the plan.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long it waits for all of them, where one comes after the other.
const ALL_IN_ALL: Duration = Duration::from_mins(1);

/// A plan reserved for this session, until the value is dropped.
///
/// The lock stands on a hidden file beside the plan (`.NAME.lock`), because the plan itself is replaced at every save.
/// The system gives it up when the process ends, however it ends, so a file left behind blocks nobody. On a disk
/// that knows no locks, nothing is reserved and the session goes on.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Reserves a plan, which need not exist yet. Two links to one plan share one lock. What killed sessions have left
    /// beside it is swept away.
    ///
    /// # Errors
    /// When another session has reserved it, or when its folder cannot be written to.
    pub fn take(plan: &Path) -> Result<Self, FileError> {
        Self::within(plan, Duration::ZERO)
    }

    /// The same for a command that needs the plan for a moment only: waits a few seconds for another one to be done, and
    /// longer where several come one after the other.
    ///
    /// # Errors
    /// As for [`Lock::take`].
    pub fn wait(plan: &Path) -> Result<Self, FileError> {
        Self::within(plan, PATIENCE)
    }

    fn within(plan: &Path, patience: Duration) -> Result<Self, FileError> {
        let refused = |error| FileError::system(Doing::Open, plan, error);
        let path = beside(&real(plan).map_err(refused)?).map_err(refused)?;
        let start = Instant::now();
        // Whoever takes the lock makes the file anew. As long as others do, it goes forward, and the turn comes.
        let mut holder = (None, start);
        loop {
            let file = OpenOptions::new().create(true).write(true).truncate(false).open(&path).map_err(refused)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let made = file.metadata().and_then(|own| own.modified()).ok();
                    if holder.0 != made {
                        holder = (made, Instant::now());
                    }
                    if holder.1.elapsed() >= patience || start.elapsed() >= ALL_IN_ALL {
                        return Err(FileError::in_use(plan));
                    }
                    thread::sleep(Duration::from_millis(5));
                    continue;
                }
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(refused(error)),
            }
            // A session that ended in between may have removed the file that was opened: then a fresh one is needed.
            if still_there(&file, &path).map_err(refused)? {
                sweep(&path);
                return Ok(Self { path, file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that no other session can have reserved this very file.
        // If that fails the file stays; it is empty, and does no harm.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

fn beside(plan: &Path) -> io::Result<PathBuf> {
    let name = plan.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".lock");
    Ok(folder_of(plan).join(hidden))
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let ours = file.metadata()?;
    match fs::metadata(path) {
        Ok(there) => Ok((there.dev(), there.ino()) == (ours.dev(), ours.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn still_there(_file: &File, path: &Path) -> io::Result<bool> {
    path.try_exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_session_is_told_to_close_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("x.canvass.json");
        let hidden = folder.path().join(".x.canvass.json.lock");
        let first = Lock::take(&plan).unwrap();
        assert!(hidden.exists());
        let error = Lock::take(&plan).unwrap_err();
        assert_eq!(error.to_string(), format!("`{}` is open in another canvass session", plan.display()));
        assert_eq!(error.help, "close the other session first, then try again");
        drop(first);
        assert!(!hidden.exists());
        Lock::take(&plan).unwrap();
    }

    #[test]
    fn a_command_waits_for_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("x.canvass.json");
        let first = Lock::take(&plan).unwrap();
        thread::scope(|scope| {
            let second = scope.spawn(|| Lock::wait(&plan).map(|_| ()));
            thread::sleep(Duration::from_millis(50));
            assert!(!second.is_finished());
            drop(first);
            second.join().unwrap().unwrap();
        });
    }

    #[test]
    fn what_killed_saves_left_is_swept_away_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in [".canvass-a1b2c3.tmp", ".canvass-going.tmp", ".canvass-notes", "a.tmp", "b.canvass.json"] {
            fs::write(at(name), "x").unwrap();
        }
        fs::create_dir(at(".canvass-folder.tmp")).unwrap();
        let going = OpenOptions::new().write(true).open(at(".canvass-going.tmp")).unwrap();
        going.lock().unwrap();
        drop(Lock::take(&at("x.canvass.json")).unwrap());
        let mut left: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, [".canvass-folder.tmp", ".canvass-going.tmp", ".canvass-notes", "a.tmp", "b.canvass.json"]);
    }

    #[test]
    fn a_file_left_by_a_killed_session_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let hidden = folder.path().join(".x.canvass.json.lock");
        fs::write(&hidden, "").unwrap();
        drop(Lock::take(&folder.path().join("x.canvass.json")).unwrap());
        assert!(!hidden.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_plan_shares_its_lock() {
        let folder = tempfile::tempdir().unwrap();
        let (plan, link) = (folder.path().join("x.canvass.json"), folder.path().join("link"));
        std::os::unix::fs::symlink("x.canvass.json", &link).unwrap();
        let _first = Lock::take(&plan).unwrap();
        Lock::take(&link).unwrap_err();
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_file_that_was_removed_or_replaced_no_longer_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let file = File::create(&path).unwrap();
        assert!(still_there(&file, &path).unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!still_there(&file, &path).unwrap());
        fs::write(&path, "").unwrap();
        assert!(!still_there(&file, &path).unwrap());
    }

    #[test]
    fn a_folder_that_is_missing_is_said_to_be() {
        let plan = Path::new("no-such-folder/x.canvass.json");
        let error = Lock::take(plan).unwrap_err();
        assert_eq!(error.to_string(), "could not open `no-such-folder/x.canvass.json`: its folder does not exist");
        assert_eq!(error.help, "make the folder first, or name another one");
    }
}
