//! Standard input that Ctrl-C and a request to end can interrupt, so that the session can say where everything is
//! saved, and with the half line that was typed by then.

use super::signals;
use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// How long a terminal may take to hand out a line that was not ended.
const HALF_A_LINE: Duration = Duration::from_millis(100);

/// The error that an interrupted read ends with.
#[derive(Debug, thiserror::Error)]
#[error("stopped")]
pub struct Stopped;

enum Arrival {
    Bytes(Vec<u8>),
    Failed(io::Error),
    Stop,
}

/// A reader of standard input whose reads end with [`Stopped`] on Ctrl-C, after everything that was typed until then.
#[derive(Debug)]
pub struct Interruptible {
    arrivals: Receiver<Arrival>,
    bytes: Vec<u8>,
    read: usize,
    /// The next read ends with [`Stopped`].
    stopped: bool,
    /// The input has ended; nothing arrives any more, and waiting for it would take for ever.
    over: bool,
}

impl Interruptible {
    /// Standard input, read by a thread of its own from now on.
    #[must_use]
    pub fn standard_input() -> Self {
        let (sender, arrivals) = channel();
        let stop = sender.clone();
        signals::tell(move || {
            let _ = stop.send(Arrival::Stop);
        });
        thread::spawn(move || read_on(&sender));
        Self { arrivals, bytes: Vec::new(), read: 0, stopped: false, over: false }
    }
}

/// Hands on what arrives, also where no line end has come yet.
fn read_on(sender: &Sender<Arrival>) {
    let mut input = io::stdin().lock();
    loop {
        let arrival = match input.fill_buf() {
            Ok(bytes) => Arrival::Bytes(bytes.to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Arrival::Failed(error),
        };
        if let Arrival::Bytes(bytes) = &arrival {
            input.consume(bytes.len());
        }
        let over =
            matches!(&arrival, Arrival::Bytes(bytes) if bytes.is_empty()) || matches!(arrival, Arrival::Failed(_));
        if sender.send(arrival).is_err() || over {
            return;
        }
    }
}

impl Interruptible {
    /// What a terminal holds back because the line has not been ended yet. It hands that out once it is told to send
    /// every key at once.
    #[cfg(unix)]
    fn half_a_line(&self) -> Vec<u8> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let input = rustix::stdio::stdin();
        let Ok(modes) = tcgetattr(input) else { return Vec::new() };
        let mut at_once = modes.clone();
        at_once.local_modes.remove(LocalModes::ICANON);
        if tcsetattr(input, OptionalActions::Now, &at_once).is_err() {
            return Vec::new();
        }
        let arrived = self.arrivals.recv_timeout(HALF_A_LINE);
        let _ = tcsetattr(input, OptionalActions::Now, &modes);
        match arrived {
            Ok(Arrival::Bytes(bytes)) => bytes,
            _ => Vec::new(),
        }
    }

    /// Elsewhere, a line that was not ended stays with the terminal.
    #[cfg(not(unix))]
    fn half_a_line(&self) -> Vec<u8> {
        let _ = HALF_A_LINE;
        Vec::new()
    }
}

impl Read for Interruptible {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Interruptible {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read >= self.bytes.len() && !self.over {
            self.read = 0;
            self.bytes.clear();
            if self.stopped {
                return Err(io::Error::other(Stopped));
            }
            match self.arrivals.recv() {
                Ok(Arrival::Bytes(bytes)) => {
                    self.over = bytes.is_empty();
                    self.bytes = bytes;
                }
                Ok(Arrival::Failed(error)) => return Err(error),
                Ok(Arrival::Stop) => {
                    self.stopped = true;
                    self.bytes = self.half_a_line();
                    if self.bytes.is_empty() {
                        return Err(io::Error::other(Stopped));
                    }
                }
                Err(_) => self.over = true,
            }
        }
        Ok(self.bytes.get(self.read..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.read += count;
    }
}
