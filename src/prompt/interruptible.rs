//! Standard input that Ctrl-C and a request to end can interrupt, so that the session can say where everything is saved.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// The error that an interrupted read ends with.
#[derive(Debug, thiserror::Error)]
#[error("stopped")]
pub struct Stopped;

enum Arrival {
    Bytes(Vec<u8>),
    Failed(io::Error),
    Stop,
}

/// A reader of standard input whose reads end with [`Stopped`] on Ctrl-C.
#[derive(Debug)]
pub struct Interruptible {
    arrivals: Receiver<Arrival>,
    line: Vec<u8>,
    read: usize,
    /// The input has ended; nothing arrives any more, and waiting for it would take for ever.
    over: bool,
}

impl Interruptible {
    /// Standard input, read by a thread of its own from now on.
    #[must_use]
    pub fn standard_input() -> Self {
        let (sender, arrivals) = channel();
        let signals = sender.clone();
        // Where a handler cannot be set, Ctrl-C ends the process as usual; every answer is on disk by then.
        let _ = ctrlc::set_handler(move || {
            let _ = signals.send(Arrival::Stop);
        });
        thread::spawn(move || read_lines(&sender));
        Self { arrivals, line: Vec::new(), read: 0, over: false }
    }
}

fn read_lines(sender: &Sender<Arrival>) {
    let mut input = io::stdin().lock();
    loop {
        let mut line = Vec::new();
        let arrival = match input.read_until(b'\n', &mut line) {
            Ok(_) => Arrival::Bytes(line),
            Err(error) => Arrival::Failed(error),
        };
        let over = matches!(&arrival, Arrival::Bytes(line) if line.is_empty()) || matches!(arrival, Arrival::Failed(_));
        if sender.send(arrival).is_err() || over {
            return;
        }
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
        if self.read >= self.line.len() && !self.over {
            self.read = 0;
            self.line.clear();
            match self.arrivals.recv() {
                Ok(Arrival::Bytes(line)) => {
                    self.over = line.is_empty();
                    self.line = line;
                }
                Ok(Arrival::Failed(error)) => return Err(error),
                Ok(Arrival::Stop) => return Err(io::Error::other(Stopped)),
                Err(_) => self.over = true,
            }
        }
        Ok(self.line.get(self.read..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.read += count;
    }
}
