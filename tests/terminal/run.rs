//! A script running in a terminal, and what is expected of every screen.

use crate::pty::{DOWN, ENTER, ESC, Terminal};
use std::process::Stdio;

/// The windows that every form is tried in: columns and rows.
pub const SIZES: [(u16, u16); 4] = [(100, 30), (80, 24), (60, 16), (40, 16)];
/// The variable that names the script.
pub const SCRIPT: &str = "CANVASS_FRONT_DRIVER";
/// The variable that names the file for what comes back.
pub const REPORT: &str = "CANVASS_FRONT_REPORT";
/// The heading of the menu behind Esc.
pub const MENU: &str = "What would you like to do?";

/// A script running in a terminal.
pub struct Run {
    /// The terminal, for keys and screens.
    pub terminal: Terminal,
    folder: tempfile::TempDir,
}

impl Run {
    /// Starts a script.
    pub fn new(script: &str, size: (u16, u16)) -> Self {
        Self::with_editor(script, size, "")
    }

    /// Starts a script with an editor.
    pub fn with_editor(script: &str, size: (u16, u16), editor: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let report = folder.path().join("report");
        let program = std::env::current_exe().unwrap();
        let environment = [
            (SCRIPT, script),
            (REPORT, report.to_str().unwrap()),
            ("CANVASS_FRONT_EDITOR", editor),
            ("RUST_BACKTRACE", "0"),
        ];
        let arguments = ["--exact", "driver", "--nocapture", "--test-threads=1"];
        let program = program.to_str().unwrap();
        let terminal = Terminal::start(size.0, size.1, program, &arguments, &environment, Some(Stdio::null()));
        Self { terminal, folder }
    }

    /// Presses keys one after the other once the text is there.
    pub fn at(&self, text: &str, keys: &str) -> String {
        let screen = self.terminal.wait_for(text);
        self.terminal.send(keys);
        screen
    }

    /// Opens the menu and picks the entry with that label.
    pub fn menu(&self, entry: &str) {
        self.terminal.send(ESC);
        self.terminal.wait_for(MENU);
        self.pick(entry);
    }

    /// Moves the cursor to an option and presses Enter.
    pub fn pick(&self, label: &str) {
        for _ in 0..20 {
            let marked = format!("> {label}");
            let before = self.terminal.screen();
            if before.contains(&marked) {
                let noted = self.report().len();
                self.terminal.send(ENTER);
                let closed = |screen: &str| screen != before || self.report().len() > noted;
                self.terminal.wait_until("the options close", closed);
                return;
            }
            self.terminal.send(DOWN);
            self.terminal.wait_until("the cursor moves", |screen| screen != before);
        }
        panic!("no option `{label}` in\n{}", self.terminal.screen());
    }

    /// What the script has noted so far.
    pub fn report(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("report")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Waits for the end and compares what came back.
    pub fn ends_with(mut self, expected: &[&str]) {
        self.terminal.wait_end();
        assert_eq!(self.report(), expected, "the screen is\n{}", self.terminal.screen());
        self.terminal.wait_until("the terminal is left as it was found", |_| !self.terminal.bracketed_paste());
    }

    /// Nothing overdrawn, nothing cut: each word of the text stands whole on the screen, the question once.
    pub fn shows(&self, texts: &[&str]) {
        let screen = self.terminal.screen();
        assert_eq!(self.terminal.overrun(), Vec::<String>::new(), "rows run over their end in\n{screen}");
        let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        for text in texts {
            let tight: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let squeezed = |text: &str| text.replace(' ', "");
            let count = if text.is_ascii() {
                flat.matches(&tight).count()
            } else {
                squeezed(&flat).matches(&squeezed(&tight)).count()
            };
            assert_eq!(count, 1, "`{text}` is to be seen once in\n{screen}");
        }
    }
}

/// How the progress begins at every width.
pub const PROGRESS: &str = "tep 3 of 10";
