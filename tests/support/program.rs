//! Command lines of canvass run within the tests: as `main` runs them, but with a world of their own instead of a
//! process of their own.

use canvass::commands::{Stream, Variables, World, run};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Cursor, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

/// The program itself, for runs that have to be a process.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_canvass");

/// The stack of a program's first thread.
const STACK: usize = 8 * 1024 * 1024;

/// A command line with all that it depends on.
#[derive(Clone, Debug)]
pub struct Line {
    /// The words after the program's name.
    pub words: Vec<OsString>,
    /// All variables that are set.
    pub variables: BTreeMap<String, OsString>,
    /// What is read.
    pub input: Vec<u8>,
    /// The working folder.
    pub folder: PathBuf,
}

/// What a command line left behind.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub output: Vec<u8>,
    /// Standard error.
    pub messages: Vec<u8>,
}

impl Line {
    /// A command line in a folder, with nothing set and nothing to read.
    pub fn new(folder: &Path, words: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        let words = words.into_iter().map(Into::into).collect();
        Self { words, variables: BTreeMap::new(), input: Vec::new(), folder: folder.to_owned() }
    }

    /// Runs it within this process, in a thread with a working folder of its own; as a process where the system gives
    /// threads none.
    pub fn run(self) -> Ended {
        let line = self.clone();
        let thread = thread::Builder::new().stack_size(STACK).spawn(move || line.run_here()).unwrap();
        thread.join().unwrap_or_else(|panic| resume_unwind(panic)).unwrap_or_else(|| self.run_as_process())
    }

    /// Runs it in this thread; nothing where the thread cannot have a working folder of its own.
    fn run_here(self) -> Option<Ended> {
        has_own_folder().then_some(())?;
        std::env::set_current_dir(&self.folder).unwrap();
        let variables = Variables::read(|name| self.variables.get(name).cloned());
        let (output, messages) = (Kept::default(), Kept::default());
        let (to_output, to_messages) = (Stream::to(output.clone()), Stream::to(messages.clone()));
        let mut world = World::within(variables, Cursor::new(self.input), to_output, to_messages);
        let code = run([OsString::from("canvass")].into_iter().chain(self.words), &mut world);
        Some(Ended { code: Some(code.into()), output: output.text(), messages: messages.text() })
    }

    /// Runs it as a process.
    pub fn run_as_process(self) -> Ended {
        let mut command = self.command();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        // A command may end without having read everything.
        let writer = thread::spawn(move || drop(pipe.write_all(&self.input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        output.into()
    }

    /// The process that runs it.
    pub fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(&self.words).env_clear().envs(&self.variables).current_dir(&self.folder);
        command
    }
}

impl From<std::process::Output> for Ended {
    fn from(output: std::process::Output) -> Self {
        Self { code: output.status.code(), output: output.stdout, messages: output.stderr }
    }
}

/// Gives this thread, and those it starts, a working folder that other threads do not share.
#[cfg(target_os = "linux")]
fn has_own_folder() -> bool {
    nix::sched::unshare(nix::sched::CloneFlags::CLONE_FS).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn has_own_folder() -> bool {
    false
}

/// What is written to a stream.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Kept {
    fn text(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
