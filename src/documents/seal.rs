//! The seal: how canvass knows a document again that it wrote and that nobody has changed since.

use super::Format;
use fnv::FnvHasher;
use std::hash::Hasher;

/// What stands before the digits of a seal.
const WORDS: &str = "written by canvass, and unchanged since while its hash is ";

/// The digits of a hash of 64 bits.
const DIGITS: usize = 16;

/// The end of a zipped document without a comment: its mark, and as many bytes as follow it up to the end.
const ZIP_END: (&[u8], usize) = (b"PK\x05\x06", 22);

/// Where the end of a PDF begins.
const PDF_END: &[u8] = b"startxref\n";

/// The document with a seal at its end, in a place where its format shows nothing: a comment, or a key of JSON. The
/// seal is a hash over everything else.
#[must_use]
pub fn sealed(document: Vec<u8>, format: Format) -> Vec<u8> {
    let blank = format!("{WORDS}{:0DIGITS$}", 0);
    let mut document = match format {
        Format::Markdown | Format::Html | Format::Svg => ended(document, &format!("<!-- {blank} -->\n")),
        Format::Typst => ended(document, &format!("// {blank}\n")),
        Format::Pdf => before_the_end(document, &format!("% {blank}\n")),
        Format::Json => match document.strip_suffix(b"\n}\n") {
            Some(start) => ended(start.to_vec(), &format!(",\n  \"$seal\": \"{blank}\"\n}}\n")),
            None => document,
        },
        Format::Calendar => match document.strip_suffix(b"END:VCALENDAR\r\n") {
            // A line is folded before it is too long; this one is as long as it may be.
            Some(start) => ended(start.to_vec(), &format!("X-CANVASS:\r\n {blank}\r\nEND:VCALENDAR\r\n")),
            None => document,
        },
        Format::Word | Format::Xlsx => with_zip_comment(document, &blank),
    };
    if let Some((at, hash)) = split(&document) {
        document.splice(at..at + DIGITS, format!("{hash:0DIGITS$x}").into_bytes());
    }
    document
}

/// Whether a document carries a seal and is, byte for byte, what was sealed.
#[must_use]
pub fn is_sealed(document: &[u8]) -> bool {
    split(document).is_some_and(|(at, hash)| {
        document.get(at..at + DIGITS).is_some_and(|digits| digits == format!("{hash:0DIGITS$x}").as_bytes())
    })
}

/// Where the digits of the last seal begin, and the hash over everything but them.
fn split(document: &[u8]) -> Option<(usize, u64)> {
    let at = document.windows(WORDS.len()).rposition(|window| window == WORDS.as_bytes())? + WORDS.len();
    let mut hasher = FnvHasher::default();
    hasher.write(document.get(..at)?);
    hasher.write(document.get(at + DIGITS..)?);
    Some((at, hasher.finish()))
}

fn ended(mut document: Vec<u8>, end: &str) -> Vec<u8> {
    document.extend_from_slice(end.as_bytes());
    document
}

/// The end of a PDF tells where its table of places stands, and is looked for at the end. All that it tells of stands before.
fn before_the_end(mut document: Vec<u8>, comment: &str) -> Vec<u8> {
    if let Some(end) = document.windows(PDF_END.len()).rposition(|window| window == PDF_END) {
        document.splice(end..end, comment.bytes());
    }
    document
}

/// A zip archive may end with a comment, whose length stands in the last two bytes of what comes before it.
fn with_zip_comment(mut document: Vec<u8>, comment: &str) -> Vec<u8> {
    let (mark, length) = ZIP_END;
    let end = document.len().saturating_sub(length);
    let bare = document.get(end..).is_some_and(|end| end.starts_with(mark) && end.ends_with(&[0, 0]));
    let Ok(length) = u16::try_from(comment.len()) else { return document };
    if bare {
        document.truncate(document.len() - 2);
        document.extend_from_slice(&length.to_le_bytes());
        document.extend_from_slice(comment.as_bytes());
    }
    document
}
