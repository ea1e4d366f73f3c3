//! A program in a real terminal: keys in, the screen as a person would see it out.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a screen or an end is waited for before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often the screen is looked at while waiting.
const GLANCE: Duration = Duration::from_millis(5);
/// How many looks in a row have to find the same screen, and the program asleep, before that is what a person sees.
const CALM: usize = 3;

/// Enter.
pub const ENTER: &str = "\r";
/// Escape.
pub const ESC: &str = "\u{1b}";
/// Arrow up.
pub const UP: &str = "\u{1b}[A";
/// Arrow down.
pub const DOWN: &str = "\u{1b}[B";
/// Arrow to the right.
pub const RIGHT: &str = "\u{1b}[C";
/// Arrow to the left.
pub const LEFT: &str = "\u{1b}[D";
/// Ctrl-C.
pub const CTRL_C: &str = "\u{3}";

/// A terminal with a program running in it.
pub struct Terminal {
    pty: Arc<pty_process::blocking::Pty>,
    parser: Arc<Mutex<vt100::Parser>>,
    child: Child,
    columns: u16,
    /// How many arrows were pressed since somebody asked.
    arrows: AtomicUsize,
}

impl Terminal {
    /// Starts a program in a terminal of that size. Its standard output goes nowhere unless it is asked for.
    pub fn start(
        columns: u16,
        rows: u16,
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
        stdout: Option<Stdio>,
    ) -> Self {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(pty_process::Size::new(rows, columns)).unwrap();
        let mut command = pty_process::blocking::Command::new(program)
            .args(arguments)
            .env("TERM", "xterm-256color")
            .envs(environment.iter().copied());
        if let Some(stdout) = stdout {
            command = command.stdout(stdout);
        }
        let child = command.spawn(pts).unwrap();
        let pty = Arc::new(pty);
        let size = |n| NonZeroU16::new(n).unwrap();
        let parser = Arc::new(Mutex::new(vt100::Parser::new(size(rows), size(columns), 2000)));
        read_along(Arc::clone(&pty), Arc::clone(&parser));
        Self { pty, parser, child, columns, arrows: AtomicUsize::new(0) }
    }

    /// Presses keys.
    pub fn send(&self, keys: &str) {
        if [UP, DOWN, LEFT, RIGHT].contains(&keys) {
            self.arrows.fetch_add(1, Ordering::Relaxed);
        }
        (&*self.pty).write_all(keys.as_bytes()).unwrap();
    }

    /// How many arrows were pressed since this was asked last.
    pub fn take_arrows(&self) -> usize {
        self.arrows.swap(0, Ordering::Relaxed)
    }

    /// Pastes text the way terminals announce it.
    pub fn paste(&self, text: &str) {
        self.send(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    fn drawn(&self) -> (String, bool) {
        let parser = self.parser.lock().unwrap();
        let rows = parser.screen().rows(0, self.columns).map(|row| row.trim_end().to_owned()).collect::<Vec<_>>();
        (rows.join("\n").trim_end().to_owned(), !parser.screen().hide_cursor())
    }

    /// Makes the window another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = |n| NonZeroU16::new(n).unwrap();
        self.parser.lock().unwrap().set_size(size(rows), size(columns));
        self.pty.resize(pty_process::Size::new(rows, columns)).unwrap();
    }

    /// The rows of the screen, without the blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        self.parser.lock().unwrap().screen().rows(0, self.columns).map(|row| row.trim_end().to_owned()).collect()
    }

    /// The screen as one text.
    pub fn screen(&self) -> String {
        self.rows().join("\n").trim_end().to_owned()
    }

    /// The rows that a word or a label ran over the edge of.
    pub fn overrun(&self) -> Vec<String> {
        let rows = self.rows();
        let parser = self.parser.lock().unwrap();
        let wrapped = |row: &usize| parser.screen().row_wrapped(u16::try_from(*row).unwrap());
        (0..rows.len()).filter(wrapped).map(|row| rows[row].clone()).collect()
    }

    /// Whether nothing on the screen is coloured, bold or dimmed.
    pub fn colourless(&self) -> bool {
        let parser = self.parser.lock().unwrap();
        let (rows, columns) = parser.screen().size();
        let plain = |cell: &vt100::Cell| cell.fgcolor() == vt100::Color::Default && !cell.bold() && !cell.dim();
        let places = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        places.into_iter().filter_map(|(row, column)| parser.screen().cell(row, column)).all(plain)
    }

    /// The column and the row of the cursor.
    pub fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.parser.lock().unwrap().screen().cursor_position();
        (column, row)
    }

    /// Whether the program wants to be told about pastes.
    pub fn bracketed_paste(&self) -> bool {
        self.parser.lock().unwrap().screen().bracketed_paste()
    }

    /// Whether the program waits for something, a key most likely, or has ended, as far as the system tells.
    fn asleep(&self) -> bool {
        let Ok(stat) = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())) else { return true };
        stat.rsplit_once(") ").is_none_or(|(_, rest)| !rest.starts_with(['R', 'D']))
    }

    /// The screen, if it has stood still for some looks while the program slept and the cursor showed: with a hidden
    /// cursor something is being drawn, and a program that is awake is about to draw.
    fn calm(&self, condition: impl Fn(&str) -> bool) -> Result<String, String> {
        let (first, _) = self.drawn();
        for look in 0..CALM {
            let (screen, drawn) = self.drawn();
            if !drawn || screen != first || !condition(&screen) || !self.asleep() {
                return Err(screen);
            }
            if look + 1 < CALM {
                thread::sleep(GLANCE);
            }
        }
        Ok(first)
    }

    /// Waits until the screen fulfils a condition and stands still, and gives the screen.
    pub fn wait_until(&self, what: &str, condition: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.calm(&condition) {
                Ok(screen) => return screen,
                Err(screen) => {
                    assert!(Instant::now() < end, "waited in vain until {what}; the screen is\n{screen}");
                }
            }
            thread::sleep(GLANCE);
        }
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(&format!("`{text}` appears"), |screen| screen.contains(text))
    }

    /// Waits until a text is no longer on the screen.
    pub fn wait_gone(&self, text: &str) -> String {
        self.wait_until(&format!("`{text}` is gone"), |screen| !screen.contains(text))
    }

    /// Waits until the screen fulfils a condition, and gives the screen; nothing if the program ends before.
    pub fn wait_until_or_end(&mut self, what: &str, condition: impl Fn(&str) -> bool) -> Option<String> {
        let end = Instant::now() + PATIENCE;
        loop {
            if self.child.try_wait().unwrap().is_some() {
                return None;
            }
            match self.calm(&condition) {
                Ok(screen) => return Some(screen),
                Err(screen) => {
                    assert!(Instant::now() < end, "waited in vain until {what}; the screen is\n{screen}");
                }
            }
            thread::sleep(GLANCE);
        }
    }

    /// Waits until the program has ended.
    pub fn wait_end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "the program did not end; the screen is\n{}", self.screen());
            thread::sleep(GLANCE);
        }
    }

    /// Whether the terminal itself keeps a line until it is ended and shows what is typed, as a shell leaves it.
    pub fn is_given_back(&self) -> bool {
        use rustix::termios::{LocalModes, tcgetattr};
        let modes = tcgetattr(&*self.pty).unwrap().local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG) && !self.bracketed_paste()
    }

    /// The process id of the program.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The exit code, or 128 and the number of the signal as a shell would say.
    pub fn code(status: ExitStatus) -> i32 {
        status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap_or(-1)
    }

    /// Ends the program at once.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.kill();
    }
}

fn read_along(pty: Arc<pty_process::blocking::Pty>, parser: Arc<Mutex<vt100::Parser>>) {
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count) = (&*pty).read(&mut buffer) {
            if count == 0 {
                break;
            }
            parser.lock().unwrap().process(&buffer[..count]);
        }
    });
}
