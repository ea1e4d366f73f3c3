//! A document being written, up to a limit.

use std::io::{self, Write};

/// A document that grows beyond this comes from a template that does not end.
pub(crate) const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A document being written, up to [`MOST_BYTES`].
pub(crate) struct Output {
    pub(crate) bytes: Vec<u8>,
}

impl Output {
    pub(crate) fn new() -> Self {
        Self { bytes: Vec::with_capacity(32 * 1024) }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.bytes.len() >= MOST_BYTES
    }
}

impl Write for Output {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let room = MOST_BYTES - self.bytes.len().min(MOST_BYTES);
        let taken = part.get(..room.min(part.len())).unwrap_or_default();
        self.bytes.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
