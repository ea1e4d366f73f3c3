//! What is due, as a calendar (RFC 5545): days of the programme, and those that follow from the answers. Written by hand,
//! because there are only whole days, and a line that is folded.

use crate::bank::Bank;
use crate::diagnostic::Diagnostic;
use crate::facts::{DueDay, Facts};
use crate::words;
use fnv::FnvHasher;
use std::fmt::Write;
use std::hash::{Hash, Hasher};

/// No line is longer, in bytes, without its line break.
const LONGEST_LINE: usize = 75;

/// The calendar of a plan. `created` tells plans of the same name apart, `today` is the day on which it is made.
///
/// # Errors
/// A `[[due]]` of the bank that gives no dates for this plan.
pub fn calendar(
    bank: &Bank,
    facts: &Facts<'_>,
    created: Option<&str>,
    today: &str,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let name = facts.view.get("walk").get("name").as_text().unwrap_or(&bank.title).to_owned();
    let mut hasher = FnvHasher::default();
    (&name, created).hash(&mut hasher);
    let plan = hasher.finish();
    let mut text = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//canvass//canvass//EN", "CALSCALE:GREGORIAN"] {
        put(&mut text, line);
    }
    put(&mut text, &format!("X-WR-CALNAME:{}", escaped(&name)));
    for DueDay { id, title, day, .. } in facts.due_days(bank).map_err(|problem| vec![problem])? {
        put(&mut text, "BEGIN:VEVENT");
        put(&mut text, &format!("UID:{}-{plan:016x}@canvass", escaped(&id)));
        put(&mut text, &format!("DTSTAMP:{}T000000Z", today.replace('-', "")));
        put(&mut text, &format!("DTSTART;VALUE=DATE:{}", day.replace('-', "")));
        put(&mut text, &format!("SUMMARY:{}", escaped(&title)));
        put(&mut text, "TRANSP:TRANSPARENT");
        put(&mut text, "END:VEVENT");
    }
    put(&mut text, "END:VCALENDAR");
    Ok(text.into_bytes())
}

/// Writes a line; a long one goes on behind a space in the next.
fn put(text: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        length += c.len_utf8();
        let _ = write!(text, "{c}");
    }
    text.push_str("\r\n");
}

/// A text as a value: what would part values has a backslash before it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in words::tidied(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut text = String::new();
        put(&mut text, &format!("SUMMARY:{}", "ü".repeat(80)));
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST_LINE), "{text}");
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "ü".repeat(80)));
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d e");
    }
}
