//! The texts of a bank's files, laid end to end: a place is a range of bytes in all of them together, so that what was
//! written in several files can stand in one table and every value still knows where it came from.

use super::read::{File, is_toml};
use crate::diagnostic::Place;
use std::ops::Range;
use std::sync::Arc;

/// One file, and where it begins.
#[derive(Debug)]
pub(crate) struct Laid {
    pub path: String,
    pub text: Arc<str>,
    pub start: usize,
}

/// All files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts(Arc<[Laid]>);

impl Texts {
    /// Lays out the TOML files of some folders.
    pub fn of(files: &[File]) -> Self {
        let mut end = 0;
        let toml = files.iter().filter(|(path, _)| is_toml(path));
        Self(
            toml.map(|(path, text)| {
                let start = end;
                // One more, so that the end of a file is not the start of the next.
                end += text.len() + 1;
                Laid { path: path.clone(), text: Arc::from(text.as_str()), start }
            })
            .collect(),
        )
    }

    pub fn iter(&self) -> impl Iterator<Item = &Laid> {
        self.0.iter()
    }

    /// The file in which a byte lies.
    pub fn file_at(&self, byte: usize) -> Option<&Laid> {
        self.0.get(self.0.partition_point(|file| file.start <= byte).checked_sub(1)?)
    }

    /// A place for people.
    pub fn place(&self, span: &Range<usize>) -> Place {
        match self.file_at(span.start) {
            Some(file) => {
                let span = span.start - file.start..span.end.saturating_sub(file.start).min(file.text.len());
                Place { path: file.path.clone(), source: Arc::clone(&file.text), span }
            }
            None => Place { path: String::new(), source: Arc::from(""), span: 0..0 },
        }
    }

    /// What stands in a place; nothing where that leads out of its file.
    pub fn get(&self, span: &Range<usize>) -> Option<&str> {
        let file = self.file_at(span.start)?;
        file.text.get(span.start - file.start..span.end.checked_sub(file.start)?)
    }

    /// The line that begins at a byte.
    pub fn line(&self, start: usize) -> Range<usize> {
        let rest = self.file_at(start).and_then(|file| file.text.get(start - file.start..)).unwrap_or_default();
        start..start + rest.lines().next().unwrap_or_default().len()
    }
}
