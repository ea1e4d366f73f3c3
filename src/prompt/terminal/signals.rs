//! A signal to stop: the terminal is given back as it was found before the program ends.

/// From now on a signal to stop restores the terminal first. What was accepted is on disk by then.
#[cfg(unix)]
pub(super) fn restore_on_stop() {
    use signal_hook::consts::SIGTERM;
    use signal_hook::iterator::Signals;
    use std::io::{self, Write};
    use std::sync::Once;

    /// Shows the cursor and ends the announcing of pastes.
    const RESTORE: &[u8] = b"\x1b[?25h\x1b[?2004l\r\n";
    static WATCHED: Once = Once::new();

    WATCHED.call_once(|| {
        let Ok(mut signals) = Signals::new([SIGTERM]) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                let raw = crossterm::terminal::is_raw_mode_enabled().unwrap_or(false);
                if raw {
                    let _ = crossterm::terminal::disable_raw_mode();
                    let _ = io::stderr().write_all(RESTORE);
                }
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
    });
}

/// Other systems stop a program without asking it.
#[cfg(not(unix))]
pub(super) fn restore_on_stop() {}
