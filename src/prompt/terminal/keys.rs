//! Keys and pastes as they arrive, while the terminal sends every key at once.

use super::super::signals;
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use crossterm::{cursor, queue, terminal};
use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often is looked for signals while no key is pressed.
const GLANCE: Duration = Duration::from_millis(100);
/// What follows Enter sooner than this was pasted: nobody types that fast. Windows announces no pastes, for one.
const BURST: Duration = Duration::from_millis(10);
/// How long the news that the window was closed may take, once nothing can be read any more.
const NEWS: Duration = Duration::from_millis(300);

/// What was read together with an Enter and turned out to be no paste.
static AHEAD: Mutex<VecDeque<Event>> = Mutex::new(VecDeque::new());

/// Something a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Happening {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted, with its line breaks.
    Paste(String),
    /// The window has another size, or other things were written on it.
    Disturbed,
    /// Ctrl-Z, or the same from outside: the program is to be stopped.
    Suspend,
}

/// Why no key comes any more.
#[derive(Debug)]
pub(super) enum Cut {
    /// Ctrl-C, a request to end, or a closed window.
    Stopped,
    /// The terminal fails.
    Io(io::Error),
}

impl From<io::Error> for Cut {
    /// A window that is being closed fails before its signal comes.
    fn from(error: io::Error) -> Self {
        thread::sleep(NEWS);
        if signals::stopping() || signals::is_cut_off() { Self::Stopped } else { Self::Io(error) }
    }
}

/// A terminal that sends every key at once and says what is pasted, until this is dropped.
#[derive(Debug)]
pub(super) struct Keys;

impl Keys {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When there is none, or it cannot do that.
    pub(super) fn open() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        signals::asking(true);
        announce_pastes();
        Ok(Self)
    }

    /// Waits for the next thing to happen.
    ///
    /// # Errors
    /// When the founder wants to stop, or nothing can be read any more.
    pub(super) fn wait() -> Result<Happening, Cut> {
        loop {
            if signals::stopping() {
                return Err(Cut::Stopped);
            }
            if signals::suspending() {
                return Ok(Happening::Suspend);
            }
            if signals::resumed() {
                Self::take_again()?;
                return Ok(Happening::Disturbed);
            }
            let Some(event) = arrived(GLANCE)? else {
                if signals::is_cut_off() {
                    return Err(Cut::Stopped);
                }
                continue;
            };
            match event {
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    if is_ctrl(key, 'c') {
                        return Err(Cut::Stopped);
                    }
                    if is_ctrl(key, 'z') && cfg!(unix) {
                        return Ok(Happening::Suspend);
                    }
                    return match is_enter(key).then(burst).transpose()?.flatten() {
                        Some(pasted) => Ok(Happening::Paste(pasted)),
                        None => Ok(Happening::Key(key)),
                    };
                }
                Event::Paste(text) => return Ok(Happening::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
                Event::Resize(..) => return Ok(Happening::Disturbed),
                _ => {}
            }
        }
    }

    /// Whether more has arrived already, so that drawing can wait for it.
    pub(super) fn more() -> bool {
        !ahead().is_empty() || event::poll(Duration::from_millis(1)).unwrap_or(false)
    }

    /// Gives the terminal back, stops the program, and takes the terminal again when it goes on.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub(super) fn suspend() -> io::Result<()> {
        give_back();
        signals::suspend();
        Self::take_again()
    }

    /// Takes the terminal again, which somebody else has used meanwhile.
    fn take_again() -> io::Result<()> {
        terminal::disable_raw_mode()?;
        terminal::enable_raw_mode()?;
        announce_pastes();
        Ok(())
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        signals::asking(false);
        give_back();
    }
}

/// Older consoles of Windows cannot announce pastes; those are known by their speed.
fn announce_pastes() {
    let mut stderr = io::stderr().lock();
    let _ = queue!(stderr, EnableBracketedPaste);
    let _ = stderr.flush();
}

fn give_back() {
    let mut stderr = io::stderr().lock();
    let _ = queue!(stderr, DisableBracketedPaste, cursor::Show);
    let _ = stderr.flush();
    let _ = terminal::disable_raw_mode();
}

fn ahead() -> std::sync::MutexGuard<'static, VecDeque<Event>> {
    AHEAD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next event within some time.
fn arrived(within: Duration) -> Result<Option<Event>, Cut> {
    if let Some(event) = ahead().pop_front() {
        return Ok(Some(event));
    }
    Ok(event::poll(within)?.then(event::read).transpose()?)
}

/// The text that follows an Enter within a moment, and makes the Enter a line break of a paste. A key that is no text
/// is kept for later; an Enter after an Enter is a person in a hurry, unless text follows.
fn burst() -> Result<Option<String>, Cut> {
    let mut text = "\n".to_owned();
    let mut keys = Vec::new();
    while let Some(event) = arrived(BURST)? {
        let typed = match &event {
            Event::Key(key) if key.kind == KeyEventKind::Release => continue,
            Event::Key(key) if is_enter(*key) => Some('\n'),
            Event::Key(key) if key.code == KeyCode::Tab => Some('\t'),
            Event::Key(key) => letter(*key),
            _ => None,
        };
        keys.push(event);
        let Some(letter) = typed else { break };
        text.push(letter);
    }
    let is_text = !text.trim().is_empty();
    // The key that ended the burst, or all of them if there was no text in it.
    let kept = if is_text { keys.split_off(text.chars().count() - 1) } else { keys };
    let mut ahead = ahead();
    kept.into_iter().rev().for_each(|event| ahead.push_front(event));
    Ok(is_text.then_some(text))
}

/// Whether a key is Enter; with Ctrl it sends J or M.
pub(super) fn is_enter(key: KeyEvent) -> bool {
    key.code == KeyCode::Enter || is_ctrl(key, 'j') || is_ctrl(key, 'm')
}

/// Whether a key is a letter held with Ctrl.
pub(super) fn is_ctrl(key: KeyEvent, letter: char) -> bool {
    key.code == KeyCode::Char(letter)
        && key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT) == KeyModifiers::CONTROL
}

/// The letter that a key types. With `AltGr`, Windows reports Ctrl and Alt both.
pub(super) fn letter(key: KeyEvent) -> Option<char> {
    let held = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
    let KeyCode::Char(letter) = key.code else { return None };
    let types = held.is_empty() || (held == KeyModifiers::CONTROL | KeyModifiers::ALT && !letter.is_ascii_alphabetic());
    (types && !letter.is_control()).then_some(letter)
}
