//! Whole commands, run in a temporary folder and judged exactly: within the tests, or as a process where that matters.

use crate::program::{Ended, Line};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::OnceLock;
use std::{fs, io};
use tempfile::TempDir;

/// The present time of every command: 2026-03-01 12:00 UTC.
pub const NOW: &str = "1772366400";
/// What stands in expected texts for the path of the temporary folder.
pub const TMP: &str = "[TMP]";

/// The worked example as a plan, made once.
pub fn example() -> &'static str {
    static EXAMPLE: OnceLock<String> = OnceLock::new();
    EXAMPLE.get_or_init(|| Folder::new().canvass("example").status(0).stderr("").output_text())
}

/// A temporary folder that commands run in.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// The folder with a file in it; folders on the way are made.
    pub fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(name, text);
        self
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The text of a file in the folder.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The text of a document in the folder that canvass wrote, without the seal in its last line.
    pub fn document(&self, name: &str) -> String {
        let text = self.read(name);
        let seal = text.find("<!-- written by canvass").unwrap_or_else(|| panic!("{name} has no seal"));
        text[..seal].to_owned()
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The names of all that stands in the folder, hidden files too.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// A command to be run in the folder, its words separated by spaces as in a shell.
    pub fn canvass(&self, words: &str) -> Run {
        let line = Line::new(self.folder.path(), shell_words::split(words).unwrap());
        Run { line, is_process: false }.env("SOURCE_DATE_EPOCH", NOW)
    }
}

/// A command about to be run.
pub struct Run {
    line: Line,
    is_process: bool,
}

impl Run {
    /// An environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.line.variables.insert(name.to_owned(), value.as_ref().to_owned());
        self
    }

    /// What the command reads; nothing by default.
    pub fn stdin(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.line.input = text.into();
        self
    }

    /// Has it run as a process of its own: for what another process finds in its surroundings or does to it, for
    /// templates that never come to an end, and for proofs that the program is what the tests call.
    pub fn spawned(mut self) -> Self {
        self.is_process = true;
        self
    }

    /// Runs the command and waits for its end, whatever its exit code.
    pub fn end(self) -> Outcome {
        let folder = self.line.folder.clone();
        let ended = if self.is_process { self.line.run_as_process() } else { self.line.run() };
        Outcome { ended, folder }
    }

    fn ended(self, input: impl Into<Stdio>, output: impl Into<Stdio>, messages: impl Into<Stdio>) -> Outcome {
        let ended = self.line.command().stdin(input).stdout(output).stderr(messages).output().unwrap().into();
        Outcome { ended, folder: self.line.folder }
    }

    /// Runs the command with nobody who reads its output.
    pub fn unread(self) -> Outcome {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        self.ended(Stdio::null(), writer, Stdio::piped())
    }

    /// Runs the command with a file, or a folder, as its input.
    pub fn reading(self, input: impl Into<Stdio>) -> Outcome {
        self.ended(input, Stdio::piped(), Stdio::piped())
    }

    /// Runs the command with nobody who sees its messages, and with nothing to read.
    pub fn unseen(self) -> Outcome {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        self.ended(Stdio::null(), Stdio::piped(), writer)
    }

    /// Starts the command and leaves it running, with its input open.
    pub fn start(self) -> Running {
        let mut command = self.line.command();
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        Running(piped.spawn().unwrap())
    }

    /// Runs the command; its exit code has to be this one.
    pub fn status(self, expected: i32) -> Outcome {
        self.end().status(expected)
    }

    /// Runs the command; its exit code has to be one of these.
    pub fn status_among(self, expected: &[i32]) -> Outcome {
        let outcome = self.end();
        let found = outcome.ended.code.filter(|code| expected.contains(code));
        outcome.status(found.unwrap_or_else(|| expected[0]))
    }
}

/// A command that is running; it is ended when this is dropped.
pub struct Running(pub Child);

impl Running {
    /// Types a line into the command.
    pub fn type_line(&mut self, line: &str) {
        writeln!(self.0.stdin.as_mut().unwrap(), "{line}").unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a command left behind.
pub struct Outcome {
    ended: Ended,
    folder: PathBuf,
}

impl Outcome {
    /// The exit code has to be this one.
    pub fn status(self, expected: i32) -> Self {
        let (out, error) = (self.output_text(), self.error_text());
        assert_eq!(self.ended.code, Some(expected), "\n--- stdout\n{out}\n--- stderr\n{error}");
        self
    }

    /// Standard output has to be exactly this.
    pub fn stdout(self, expected: &str) -> Self {
        same("standard output", expected, &self.output_text());
        self
    }

    /// Standard error has to be exactly this.
    pub fn stderr(self, expected: &str) -> Self {
        same("standard error", expected, &self.error_text());
        self
    }

    /// Standard output, with the folder's path replaced.
    pub fn output_text(&self) -> String {
        replaced(&self.ended.output, &self.folder)
    }

    /// Standard error, with the folder's path replaced.
    pub fn error_text(&self) -> String {
        replaced(&self.ended.messages, &self.folder)
    }
}

fn replaced(bytes: &[u8], folder: &Path) -> String {
    String::from_utf8(bytes.to_vec()).unwrap().replace(folder.to_str().unwrap(), TMP)
}

/// Two texts have to be the same; what differs is shown line by line.
pub fn same(what: &str, expected: &str, found: &str) {
    assert!(expected == found, "{what} differs\n{}", difference(expected, found));
}

/// The lines that differ: `-` expected, `+` found, with two lines around them.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.split('\n').collect(), found.split('\n').collect());
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let room = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(old, new)| old == new).count();
    let context = |lines: &[&str], sign: &str| -> String {
        lines.iter().fold(String::new(), |text, line| text + sign + " " + &line.escape_debug().to_string() + "\n")
    };
    [
        format!("(line {})\n", before + 1),
        context(&old[before.saturating_sub(2)..before], " "),
        context(&old[before..old.len() - after], "-"),
        context(&new[before..new.len() - after], "+"),
        context(&old[old.len() - after..(old.len() - after + 2).min(old.len())], " "),
    ]
    .concat()
}

#[test]
fn a_difference_shows_the_lines_that_differ() {
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\n"), "(line 2)\n  a\n- b\n+ x\n  c\n  \n");
    assert_eq!(difference("a\n", "a\nb\n"), "(line 2)\n  a\n+ b\n  \n");
}
