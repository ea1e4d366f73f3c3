//! Signals: a request to end is told to whoever asks, a stop comes back to the same screen.

#[cfg(unix)]
pub(super) use unix::{asking, is_cut_off, resumed, stopping, suspend, suspending, tell, watch};
#[cfg(unix)]
pub use unix::{endure_limits, stop_code};

#[cfg(unix)]
mod unix {
    use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use std::io::{self, Write};
    use std::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
    use std::sync::{Arc, Mutex, Once, PoisonError};
    use std::thread;
    use std::time::Duration;

    /// Shows the cursor and ends the announcing of pastes.
    const RESTORE: &[u8] = b"\x1b[?25h\x1b[?2004l\r\n";
    /// How long a program that is asking something may take to save and to end by itself.
    const GRACE: Duration = Duration::from_secs(3);
    /// How often is looked whether a stopped program runs again, and how many times.
    const GLANCE: (Duration, usize) = (Duration::from_millis(5), 60);

    /// Stops a program as SIGTSTP does, and not where nobody could wake it up again; but is not watched for.
    const HALT: Signal = Signal::TTIN;

    static ASKING: AtomicBool = AtomicBool::new(false);
    static CONTINUED: AtomicBool = AtomicBool::new(false);
    static SUSPENDING: AtomicBool = AtomicBool::new(false);
    static STOP: AtomicI32 = AtomicI32::new(0);
    static TOLD: Mutex<Option<Listener>> = Mutex::new(None);

    type Listener = Box<dyn FnMut() + Send>;

    /// From now on a request to end is noted for [`stopping`]. While nothing is asked, it ends the program, and the
    /// terminal is given back first: what was accepted is on disk by then. A request to stop for a while is noted for
    /// [`suspending`]; while nothing is asked, it is followed at once.
    pub(in super::super) fn watch() {
        static WATCHED: Once = Once::new();
        WATCHED.call_once(|| {
            // Where it cannot be watched for, it ends the program as usual.
            let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT]) else { return };
            thread::spawn(move || {
                for signal in signals.forever() {
                    match signal {
                        SIGCONT => {
                            CONTINUED.store(true, SeqCst);
                            continue;
                        }
                        SIGTSTP if ASKING.load(SeqCst) => {
                            SUSPENDING.store(true, SeqCst);
                            continue;
                        }
                        SIGTSTP => {
                            let _ = kill_process(getpid(), HALT);
                            continue;
                        }
                        _ => {}
                    }
                    STOP.store(signal, SeqCst);
                    let is_told =
                        TOLD.lock().unwrap_or_else(PoisonError::into_inner).as_mut().map(|tell| tell()).is_some();
                    if is_told || ASKING.load(SeqCst) {
                        thread::sleep(GRACE);
                    }
                    if crossterm::terminal::is_raw_mode_enabled().unwrap_or(false) {
                        let _ = crossterm::terminal::disable_raw_mode();
                        let _ = io::stderr().write_all(RESTORE);
                    }
                    let _ = signal_hook::low_level::emulate_default_handler(signal);
                }
            });
        });
    }

    /// As [`watch`], for somebody who waits for input and is to be told.
    pub(in super::super) fn tell(listener: impl FnMut() + Send + 'static) {
        *TOLD.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(listener));
        watch();
    }

    /// From now on a file that may not grow any more is an error of the one who writes it, and no end of the program.
    pub fn endure_limits() {
        let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }

    /// Notes whether somebody asks [`stopping`] from time to time.
    pub(in super::super) fn asking(asks: bool) {
        ASKING.store(asks, SeqCst);
    }

    /// Whether the program has been asked to end, or its window was closed.
    pub(in super::super) fn stopping() -> bool {
        STOP.load(SeqCst) != 0
    }

    /// Whether the terminal is gone. Only the first program of a window is told of it by a signal, and may keep it to itself;
    /// reading finds nothing then, for ever. It counts as a closed window.
    pub(in super::super) fn is_cut_off() -> bool {
        let is_gone = rustix::termios::tcgetattr(io::stdin()).is_err();
        if is_gone {
            STOP.store(SIGHUP, SeqCst);
        }
        is_gone
    }

    /// The exit code of a program that was asked to end: 128 and the number of the signal, as shells say it.
    #[must_use]
    pub fn stop_code() -> Option<u8> {
        u8::try_from(STOP.load(SeqCst)).ok().filter(|signal| *signal != 0).map(|signal| 128 | signal)
    }

    /// Whether the program was stopped and runs again, without having asked for it; told once.
    pub(in super::super) fn resumed() -> bool {
        CONTINUED.swap(false, SeqCst)
    }

    /// Whether somebody else wants the program to be stopped for a while, as Ctrl-Z does; told once.
    pub(in super::super) fn suspending() -> bool {
        SUSPENDING.swap(false, SeqCst)
    }

    /// Stops the program and those started with it, as Ctrl-Z does at the shell, and comes back when it is to go on;
    /// at once where nobody could wake it up again.
    pub(in super::super) fn suspend() {
        CONTINUED.store(false, SeqCst);
        if kill_current_process_group(HALT).is_err() {
            return;
        }
        for _ in 0..GLANCE.1 {
            if CONTINUED.swap(false, SeqCst) {
                return;
            }
            thread::sleep(GLANCE.0);
        }
    }
}

#[cfg(not(unix))]
pub(super) use others::{asking, is_cut_off, resumed, stopping, suspend, suspending, tell, watch};
#[cfg(not(unix))]
pub use others::{endure_limits, stop_code};

/// Other systems stop a program without asking it, but for Ctrl-C, and know no Ctrl-Z.
#[cfg(not(unix))]
mod others {
    pub(in super::super) fn watch() {}
    /// Where a handler cannot be set, Ctrl-C ends the process as usual; every answer is on disk by then.
    pub(in super::super) fn tell(listener: impl FnMut() + Send + 'static) {
        let _ = ctrlc::set_handler(listener);
    }
    pub(in super::super) fn asking(_: bool) {}
    pub(in super::super) fn stopping() -> bool {
        false
    }
    /// The exit code of a program that was asked to end; never said here.
    #[must_use]
    pub fn stop_code() -> Option<u8> {
        None
    }
    pub(in super::super) fn is_cut_off() -> bool {
        false
    }
    pub(in super::super) fn resumed() -> bool {
        false
    }
    pub(in super::super) fn suspending() -> bool {
        false
    }
    pub(in super::super) fn suspend() {}
    /// There is nothing to endure here.
    pub fn endure_limits() {}
}
