//! The founder's own editor for longer texts. It runs between prompts, while the terminal is as the shell left it.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Lines of the question in the file are wrapped to this.
const WIDTH: usize = 76;
/// The editors offered where none is named, best first: those that say on their screen how to save and to leave, which vi
/// does not.
const USUAL: &[&str] = if cfg!(windows) { &["notepad"] } else { &["nano", "pico", "micro", "mcedit"] };
/// Extensions that Windows leaves out of the names of programs.
const EXTENSIONS: &[&str] = if cfg!(windows) { &["", ".exe", ".cmd", ".bat", ".com"] } else { &[""] };

/// The editors a founder has named, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    commands: Vec<String>,
    path: OsString,
}

/// Why an editor brought no text back.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// None of the programs named is there.
    #[error("the editor `{0}` was not found")]
    Missing(String),
    /// The variable cannot be split into a program and its arguments.
    #[error("the editor `{0}` has an open quote in its command")]
    Quotes(String),
    /// The program is there and does not start.
    #[error("the editor `{0}` could not be started")]
    Start(String, #[source] io::Error),
    /// The program ended with an error; what it wrote is not taken.
    #[error("the editor `{0}` reported an error, so nothing was changed")]
    Status(String),
    /// The file between canvass and the editor could not be written or read.
    #[error("the text could not be handed to the editor and back")]
    File(#[from] io::Error),
}

impl Editor {
    /// The editors named by the values of `VISUAL` and `EDITOR`, to be looked up in the value of `PATH`. Where neither is
    /// set, a usual one that is easy to leave, if it is there; none where they are set to nothing.
    #[must_use]
    pub fn named(visual: Option<&str>, editor: Option<&str>, path: Option<&OsStr>) -> Option<Self> {
        let given = [visual, editor].into_iter().flatten().map(str::trim).filter(|command| !command.is_empty());
        let mut found =
            Self { commands: given.map(str::to_owned).collect(), path: path.map(OsStr::to_owned).unwrap_or_default() };
        if visual.is_none() && editor.is_none() {
            found.commands =
                USUAL.iter().filter(|name| found.look_up(name).is_some()).map(ToString::to_string).collect();
        }
        (!found.commands.is_empty()).then_some(found)
    }

    /// Lets the founder write, with the question above the text as comment lines, and gives the text back without
    /// them. Lines of the answer that begin with `#` stay.
    ///
    /// # Errors
    /// When no editor starts, or when it reports an error.
    pub fn write(&self, question: &str, start: &str) -> Result<String, EditorError> {
        let (program, arguments) = self.resolve()?;
        let comment = comment(question);
        let mut file = tempfile::Builder::new().prefix("canvass-").suffix(".txt").tempfile()?;
        file.write_all(comment.as_bytes())?;
        file.write_all(start.as_bytes())?;
        file.write_all(b"\n")?;
        file.flush()?;
        let file = file.into_temp_path();
        let name = program.display().to_string();
        let status = Command::new(&program)
            .args(arguments)
            .arg(&file)
            .stdout(io::stderr())
            .status()
            .map_err(|error| EditorError::Start(name.clone(), error))?;
        if !status.success() {
            return Err(EditorError::Status(name));
        }
        let bytes = std::fs::read(&file)?;
        Ok(without_comment(&String::from_utf8_lossy(&bytes), &comment))
    }

    /// The first program that exists, with its arguments.
    fn resolve(&self) -> Result<(PathBuf, Vec<String>), EditorError> {
        let mut problem = None;
        for command in &self.commands {
            match self.resolve_command(command) {
                Ok(found) => return Ok(found),
                Err(error) => problem = problem.or(Some(error)),
            }
        }
        Err(problem.unwrap_or_else(|| EditorError::Missing(String::new())))
    }

    fn resolve_command(&self, command: &str) -> Result<(PathBuf, Vec<String>), EditorError> {
        if Path::new(command).is_file() {
            return Ok((PathBuf::from(command), Vec::new()));
        }
        let portable = if cfg!(windows) { command.replace('\\', "/") } else { command.to_owned() };
        let words = shell_words::split(&portable).map_err(|_| EditorError::Quotes(command.to_owned()))?;
        let Some((program, arguments)) = words.split_first() else {
            return Err(EditorError::Missing(command.to_owned()));
        };
        let found = self.look_up(program).ok_or_else(|| EditorError::Missing(program.clone()))?;
        Ok((found, arguments.to_vec()))
    }

    fn look_up(&self, program: &str) -> Option<PathBuf> {
        let named = |folder: &Path| {
            let candidates = EXTENSIONS.iter().map(|extension| folder.join(format!("{program}{extension}")));
            candidates.into_iter().find(|file| file.is_file())
        };
        if program.contains('/') {
            return named(Path::new(""));
        }
        std::env::split_paths(&self.path).find_map(|folder| named(&folder))
    }
}

fn comment(question: &str) -> String {
    let mut lines: Vec<String> =
        textwrap::wrap(question.trim(), WIDTH).iter().map(|line| format!("# {line}")).collect();
    lines.push("#".to_owned());
    lines.push("# Write below, save the file and close the editor.".to_owned());
    lines.push(String::new());
    lines.iter().fold(String::new(), |text, line| text + line + "\n")
}

/// Takes the leading block out again, as far as it is still there, and nothing else.
fn without_comment(text: &str, comment: &str) -> String {
    let mut ours = comment.lines();
    let mut lines = text.lines().peekable();
    while lines.peek().is_some_and(|line| ours.by_ref().any(|our| our == line.trim_end())) {
        lines.next();
    }
    let answer = lines.map(str::trim_end).collect::<Vec<_>>().join("\n");
    answer.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(edit: impl Fn(String) -> String) -> String {
        let comment = comment("What do you offer?");
        without_comment(&edit(format!("{comment}start\n")), &comment)
    }

    #[test]
    fn only_the_leading_block_is_taken_out() {
        assert_eq!(round_trip(|text| text), "start");
        assert_eq!(round_trip(|text| text + "# a line of mine\n\nmore\n"), "start\n# a line of mine\n\nmore");
        assert_eq!(round_trip(|text| text.replace("start", "# first")), "# first");
        assert_eq!(round_trip(|text| text.replace("start", "#")), "#");
        assert_eq!(round_trip(|_| "# mine alone\n".to_owned()), "# mine alone");
        assert_eq!(round_trip(|text| text.replace('\n', "\r\n")), "start");
        assert_eq!(round_trip(|text| text.replace("# What do you offer?\n", "")), "start");
        assert_eq!(round_trip(|_| String::new()), "");
    }

    #[test]
    fn visual_comes_before_editor_and_blank_values_do_not_count() {
        assert_eq!(Editor::named(None, Some("  "), None), None);
        let both = Editor::named(Some("code --wait"), Some("vi"), None).unwrap();
        assert_eq!(both.commands, ["code --wait", "vi"]);
    }

    #[cfg(unix)]
    #[test]
    fn where_no_variable_is_set_the_first_usual_editor_that_is_there_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let named = |editor: Option<&str>| Editor::named(None, editor, Some(folder.path().as_os_str()));
        std::fs::write(folder.path().join("vi"), "").unwrap();
        assert_eq!(named(None), None);
        for name in ["micro", "nano"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(named(None).unwrap().commands, ["nano", "micro"]);
        assert_eq!(named(Some("")), None, "set to nothing, none is wanted");
        assert_eq!(named(Some("vi")).unwrap().commands, ["vi"]);
    }

    #[test]
    fn a_missing_program_or_an_open_quote_is_named() {
        let missing = Editor::named(None, Some("no-such-editor -n"), Some(OsStr::new("/nowhere"))).unwrap();
        assert_eq!(missing.write("q", "").unwrap_err().to_string(), "the editor `no-such-editor` was not found");
        let quote = Editor::named(Some("vi 'x"), None, None).unwrap();
        assert!(matches!(quote.write("q", ""), Err(EditorError::Quotes(_))));
    }

    #[cfg(unix)]
    #[test]
    fn the_command_is_split_and_the_exit_status_respected() {
        let path = std::env::var_os("PATH");
        let write = |command: &str| {
            Editor::named(Some("no-such-editor"), Some(command), path.as_deref()).unwrap().write("q", "old")
        };
        assert_eq!(write("sh -c 'echo \"# new\" >> \"$0\"'").unwrap(), "old\n# new");
        assert!(matches!(write("sh -c 'exit 3'"), Err(EditorError::Status(_))));
    }
}
