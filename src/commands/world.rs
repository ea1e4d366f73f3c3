//! The outside world as one value: streams, environment, clock.

use super::Failure;
use crate::cli::{Settings, When};
use crate::diagnostic::Diagnostic;
use crate::files::{LARGEST, reason};
use crate::prompt::{Front, Interruptible, PlainFront};
use crate::report;
use crate::report::canvas::Shape;
use crate::report::recap;
use crate::report::styles::{Colour, Wishes};
use crate::words;
use jiff::Timestamp;
use serde::Serialize;
use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::rc::Rc;

/// The environment variables canvass reads, and what the streams are.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    /// `NO_COLOR`.
    pub no_color: Option<String>,
    /// `CLICOLOR`.
    pub clicolor: Option<String>,
    /// `CLICOLOR_FORCE`.
    pub clicolor_force: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `COLUMNS`: how wide a drawing may be that goes to no terminal.
    pub columns: Option<usize>,
    /// `VISUAL`.
    pub visual: Option<String>,
    /// `EDITOR`.
    pub editor: Option<String>,
    /// `PATH`: where the editor is looked for.
    pub path: Option<OsString>,
    /// The folder for temporary files, which is what `TMPDIR` names on Unix.
    pub temporary: PathBuf,
    /// `CANVASS_BANK`.
    pub bank: Option<String>,
    /// `CANVASS_TEMPLATE`.
    pub template: Option<String>,
    /// `CANVASS_TEMPLATE_SECONDS`: how long a template may take.
    pub template_seconds: Option<String>,
    /// `SOURCE_DATE_EPOCH`: the time to use instead of the clock, for documents that can be made again.
    pub source_date_epoch: Option<String>,
}

impl Variables {
    /// The variables as somebody knows them by their names.
    pub fn read(named: impl Fn(&str) -> Option<OsString>) -> Self {
        let read = |name: &str| named(name).and_then(|value| value.into_string().ok());
        let temporary = named("TMPDIR").filter(|path| cfg!(unix) && !path.is_empty()).map(PathBuf::from);
        Self {
            no_color: read("NO_COLOR"),
            clicolor: read("CLICOLOR"),
            clicolor_force: read("CLICOLOR_FORCE"),
            term: read("TERM"),
            columns: read("COLUMNS").and_then(|columns| columns.trim().parse().ok()),
            visual: read("VISUAL"),
            editor: read("EDITOR"),
            path: named("PATH"),
            temporary: temporary.unwrap_or_else(std::env::temp_dir),
            bank: read("CANVASS_BANK").filter(|path| !path.is_empty()),
            template: read("CANVASS_TEMPLATE").filter(|path| !path.is_empty()),
            template_seconds: read("CANVASS_TEMPLATE_SECONDS").filter(|seconds| !seconds.is_empty()),
            source_date_epoch: read("SOURCE_DATE_EPOCH"),
        }
    }
}

/// A stream that is written to, and the terminal it goes to, if it goes to one. Copies write to the same stream.
#[derive(Clone)]
pub struct Stream {
    writer: Rc<RefCell<dyn Write>>,
    is_terminal: bool,
    columns: fn() -> Option<usize>,
}

impl Stream {
    /// A stream that goes to no terminal.
    pub fn to(writer: impl Write + 'static) -> Self {
        Self { writer: Rc::new(RefCell::new(writer)), is_terminal: false, columns: || None }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.borrow_mut().flush()
    }
}

/// What is read.
enum ReadFrom {
    /// Standard input of this process, which may be a terminal.
    Standard,
    /// Anything else; no terminal.
    Given(Box<dyn BufRead>),
}

/// The outside world of one run.
pub struct World {
    /// Settings from the command line.
    pub settings: Settings,
    /// The environment.
    pub variables: Variables,
    input: ReadFrom,
    output: Stream,
    messages: Stream,
}

/// A setting that names a folder, as it is typed.
fn named(name: &str, folder: Option<&PathBuf>) -> Vec<String> {
    folder.into_iter().flat_map(|folder| [name.to_owned(), folder.display().to_string()]).collect()
}

/// No drawing gets wider, whatever `COLUMNS` says.
const WIDEST: usize = 400;

impl World {
    /// The world of this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            settings: Settings::default(),
            variables: Variables::read(|name| std::env::var_os(name)),
            input: ReadFrom::Standard,
            output: Stream {
                is_terminal: io::stdout().is_terminal(),
                columns: recap::output_columns,
                ..Stream::to(io::stdout())
            },
            messages: Stream {
                is_terminal: io::stderr().is_terminal(),
                columns: recap::message_columns,
                ..Stream::to(io::stderr())
            },
        }
    }

    /// A world without a terminal, for a run within another program: what is read, standard output, and messages.
    pub fn within(variables: Variables, input: impl BufRead + 'static, output: Stream, messages: Stream) -> Self {
        Self { settings: Settings::default(), variables, input: ReadFrom::Given(Box::new(input)), output, messages }
    }

    /// Writes a page to standard output. Nothing in it steers a terminal.
    ///
    /// # Errors
    /// [`Failure::ReaderGone`] when nobody reads any more.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        let styled = self.output_colour().is_on();
        self.write_out(words::guarded(text, styled).as_bytes())
    }

    /// Writes JSON to standard output.
    ///
    /// # Errors
    /// As for [`World::print`].
    pub fn print_json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).unwrap_or_default();
        self.write_out(format!("{}\n", words::json_escaped(&text)).as_bytes())
    }

    /// The same in one line.
    ///
    /// # Errors
    /// As for [`World::print`].
    pub fn print_json_line(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value).unwrap_or_default();
        self.write_out(format!("{}\n", words::json_escaped(&text)).as_bytes())
    }

    /// Shows how far something has come, in the last line of a terminal, in place of what was shown there before;
    /// nothing where messages go elsewhere.
    pub(super) fn show_progress(&mut self, line: &str) {
        if self.messages.is_terminal {
            let _ = self.messages.write_all(format!("\r{}\u{1b}[K", words::printable(line)).as_bytes());
            let _ = self.messages.flush();
        }
    }

    /// Writes a document, which need not be text, to standard output as it is; to a terminal, as [`World::print`].
    ///
    /// # Errors
    /// As for [`World::print`].
    pub fn print_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if self.output.is_terminal {
            return self.write_out(words::guarded(&String::from_utf8_lossy(bytes), false).as_bytes());
        }
        self.write_out(bytes)
    }

    fn write_out(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.output.write_all(bytes)?;
        self.output.flush()?;
        Ok(())
    }

    /// Writes a message to standard error; a closed one is no reason to stop. Nothing in it steers a terminal.
    pub fn tell(&mut self, text: &str) {
        let _ = self.messages.write_all(words::guarded(text, false).as_bytes());
    }

    /// The same for text in which styles are written.
    pub(super) fn tell_styled(&mut self, text: &str) {
        let styled = self.colour().is_on();
        let _ = self.messages.write_all(words::guarded(text, styled).as_bytes());
    }

    /// Tells what is wrong with files, each with its place; nothing where nothing is.
    pub fn warn(&mut self, problems: &[Diagnostic]) {
        self.tell_styled(&report::draw(problems, self.colour().is_on()));
    }

    /// Tells why something cannot go on.
    pub fn complain(&mut self, failure: &Failure) {
        self.tell_styled(&failure.text(self.colour()));
    }

    /// Reads all of standard input.
    ///
    /// # Errors
    /// When it cannot be read or is not UTF-8.
    pub fn read_input(&mut self) -> Result<String, Failure> {
        let refused = |reason: &str| {
            Failure::trouble(format!("standard input cannot be read: {reason}"), "give it UTF-8 text, or name a file")
        };
        let mut bytes = Vec::new();
        let read = match &mut self.input {
            ReadFrom::Standard => io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes),
            ReadFrom::Given(input) => input.take(LARGEST + 1).read_to_end(&mut bytes),
        };
        read.map_err(|error| refused(&reason(&error)))?;
        if bytes.len() as u64 > LARGEST {
            return Err(refused(&format!("it is larger than {} MiB", LARGEST / 1024 / 1024)));
        }
        let text = String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8 text"))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// The plain front over standard input and messages. What was given to be read is read by the first one only.
    pub(super) fn plain_front(&mut self) -> Box<dyn Front> {
        let (width, output) = (self.page_columns(), self.messages.clone());
        match &mut self.input {
            ReadFrom::Standard => Box::new(PlainFront::new(Interruptible::standard_input(), output).with_width(width)),
            ReadFrom::Given(input) => {
                let input = std::mem::replace(input, Box::new(io::empty()));
                Box::new(PlainFront::new(input, output).with_width(width))
            }
        }
    }

    /// The whole command that does something in the way this one was told to, as it can be typed in a shell: with the
    /// bank, the templates and the plain lines that were asked for.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> String {
        let plain = self.settings.plain.then(|| "--plain".to_owned());
        let template = named("--template", self.settings.template.as_ref());
        shell_words::join(self.with_bank(words).into_iter().chain(template).chain(plain))
    }

    /// As [`World::command`], for one that neither asks nor writes documents.
    #[must_use]
    pub fn command_on_answers(&self, words: &[&str]) -> String {
        shell_words::join(self.with_bank(words))
    }

    fn with_bank(&self, words: &[&str]) -> Vec<String> {
        let words = words.iter().map(|word| (*word).to_owned());
        ["canvass".to_owned()].into_iter().chain(words).chain(named("--bank", self.settings.bank.as_ref())).collect()
    }

    /// The present time, or the one `SOURCE_DATE_EPOCH` names.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let named = self.variables.source_date_epoch.as_ref().and_then(|seconds| seconds.parse().ok());
        let named = named.and_then(|seconds| Timestamp::from_second(seconds).ok());
        let now = named.unwrap_or_else(Timestamp::now);
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// The date of today in UTC, ISO 8601.
    #[must_use]
    pub fn today(&self) -> String {
        self.now().to_string().chars().take(10).collect()
    }

    /// Whether a person sits at a terminal that can show prompts which redraw.
    #[must_use]
    pub fn has_terminal(&self) -> bool {
        matches!(self.input, ReadFrom::Standard) && io::stdin().is_terminal() && self.messages.is_terminal
    }

    /// Whether standard output goes to a terminal.
    #[must_use]
    pub fn output_is_terminal(&self) -> bool {
        self.output.is_terminal
    }

    /// The columns of the terminal that standard output goes to; 80 where it goes to none.
    #[must_use]
    pub fn text_columns(&self) -> usize {
        (self.output.columns)().unwrap_or(80)
    }

    /// How wide the help on the command line can be: as the terminal that is there, else `COLUMNS`.
    #[must_use]
    pub fn help_columns(&self) -> usize {
        let terminal = (self.output.columns)().or_else(self.messages.columns);
        terminal.or(self.variables.columns).unwrap_or(100)
    }

    /// How wide a page between the prompts can be.
    #[must_use]
    pub fn page_columns(&self) -> usize {
        recap::page_width((self.messages.columns)())
    }

    /// How wide a drawing on standard output can be: the terminal's width; `COLUMNS` where there is none, else `usual`.
    #[must_use]
    pub fn output_columns(&self, usual: usize) -> usize {
        (self.output.columns)().or(self.variables.columns).unwrap_or(usual).min(WIDEST)
    }

    /// How the canvas is drawn: as a list where plain lines are wished for or box characters are not to be had.
    #[must_use]
    pub fn shape(&self) -> Shape {
        let is_plain = self.settings.plain || self.variables.term.as_deref() == Some("dumb");
        if is_plain { Shape::List } else { Shape::Boxes }
    }

    /// How wide a message can be: the terminal's width, or any width where messages go elsewhere.
    #[must_use]
    pub fn message_columns(&self) -> usize {
        if self.messages.is_terminal { self.page_columns() } else { usize::MAX }
    }

    /// Whether messages are coloured.
    #[must_use]
    pub fn colour(&self) -> Colour {
        self.decide_colour(self.messages.is_terminal)
    }

    /// Whether standard output is coloured.
    #[must_use]
    pub fn output_colour(&self) -> Colour {
        self.decide_colour(self.output.is_terminal)
    }

    fn decide_colour(&self, is_terminal: bool) -> Colour {
        Colour::decide(&Wishes {
            flag: match self.settings.colour {
                When::Auto => None,
                When::Always => Some(true),
                When::Never => Some(false),
            },
            no_color: self.variables.no_color.as_deref(),
            clicolor: self.variables.clicolor.as_deref(),
            clicolor_force: self.variables.clicolor_force.as_deref(),
            term: self.variables.term.as_deref(),
            is_terminal,
        })
    }
}
