//! What changes over the months, in one line: `3, 9 from month 11`.

use super::Doubt;
use super::number::{Convention, exact, read_typed};
use crate::words;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::borrow::Cow;

/// The last month that can be named.
const LAST: u32 = 120;

/// So much from a month on; the first is 1.
pub type Step = (u32, Decimal);

/// The steps as a plan holds them, the earliest first: `900, 1400 from month 13`.
#[must_use]
pub fn steps_text(steps: &[Step]) -> String {
    let one = |(month, amount): &Step| match month {
        1 => amount.to_string(),
        month => format!("{amount} from month {month}"),
    };
    steps.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A line that a plan holds, as it can be typed: with three places an amount could be thousands, so that it has four. Other
/// texts stay as they are.
#[must_use]
pub fn typed_line(text: &str) -> Cow<'_, str> {
    let clear = |(month, mut amount): Step| {
        if amount.scale() == 3 {
            amount.rescale(4);
        }
        (month, amount)
    };
    let steps = stored_steps(text).map(|steps| steps.into_iter().map(clear).collect::<Vec<_>>());
    steps.map_or(Cow::Borrowed(text), |steps| Cow::Owned(steps_text(&steps)))
}

/// The steps that a plan holds; `None` where the text is no such line.
#[must_use]
pub fn stored_steps(text: &str) -> Option<Vec<Step>> {
    let number = |text: &str| exact(text).ok_or_else(|| Doubt::new(String::new()));
    read(text, number).ok()
}

/// The steps as people type them: parted by commas or semicolons, each a number and the month from which it counts, in
/// either order; the first month needs no name.
///
/// # Errors
/// A sentence that says how to write it instead.
pub(super) fn typed_steps(text: &str, reading: Convention<'_>) -> Result<Vec<Step>, Doubt> {
    read(text, |number| read_typed(number, reading))
}

/// The steps that a file of answers gives: a line, a number, or a list of `{month, amount}`.
///
/// # Errors
/// A sentence that says how to write it instead.
pub(super) fn written_steps(json: &Json, reading: Convention<'_>) -> Result<Vec<Step>, Doubt> {
    let amount = |json: &Json| match json {
        Json::String(text) => read_typed(text, reading),
        Json::Number(number) => exact(&number.to_string()).ok_or_else(how),
        _ => Err(how()),
    };
    match json {
        Json::String(text) => typed_steps(text, reading),
        Json::Array(steps) => {
            let one = |step: &Json| {
                let month = step.get("month").and_then(Json::as_u64).and_then(|month| u32::try_from(month).ok());
                Ok((month.ok_or_else(how)?, amount(step.get("amount").unwrap_or(&Json::Null))?))
            };
            ordered(steps.iter().map(one).collect::<Result<_, Doubt>>()?)
        }
        one => Ok(vec![(1, amount(one)?)]),
    }
}

fn how() -> Doubt {
    Doubt::new("write a number and from which month it counts, such as `900, 1400 from month 13`".into())
}

fn read(text: &str, number: impl Fn(&str) -> Result<Decimal, Doubt>) -> Result<Vec<Step>, Doubt> {
    let line = words::tidied(&text.replace('\n', "; "));
    let mut parts: Vec<&str> = Vec::new();
    for part in line.split("; ").flat_map(|part| part.split(", ")).flat_map(|part| part.split(" then ")) {
        parts
            .extend(part.split(" and ").map(|part| part.trim_matches([' ', ',', ';'])).filter(|part| !part.is_empty()));
    }
    if parts.is_empty() {
        number("")?;
    }
    let mut steps = Vec::new();
    for (position, part) in parts.into_iter().enumerate() {
        let (amount, month) = parted(part);
        let month = match month {
            None if position == 0 => 1,
            None => {
                return Err(Doubt::new(format!(
                    "`{}` does not say from which month it counts: write it as in `900, 1400 from month 13`",
                    words::printable(part)
                )));
            }
            Some(words) => month_in(words).ok_or_else(how)?,
        };
        steps.push((month, number(amount)?));
    }
    ordered(steps)
}

/// The number of a step, and the words that say its month.
fn parted(part: &str) -> (&str, Option<&str>) {
    const BEGIN: [&str; 6] = ["from", "in", "since", "at", "month", "the"];
    if let Some((month, amount)) = part.split_once([':', '=']) {
        return (amount.trim(), Some(month));
    }
    let begins = |word: &str| BEGIN.contains(&word.to_lowercase().as_str());
    let starts = part.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    let Some((start, _)) = starts.into_iter().find(|(_, word)| begins(word)) else { return (part, None) };
    if start > 0 {
        return (part.get(..start).unwrap_or_default().trim(), part.get(start..));
    }
    // `from month 13 on 1400`: the number comes last.
    match part.rsplit_once(' ') {
        Some((month, amount)) => (amount, Some(month)),
        None => (part, None),
    }
}

fn month_in(words: &str) -> Option<u32> {
    let plain = words.to_lowercase();
    let mut words = plain.split([' ', '.']).filter(|word| !word.is_empty());
    words.find_map(|word| if word == "first" { Some(1) } else { word.parse().ok() })
}

fn ordered(mut steps: Vec<Step>) -> Result<Vec<Step>, Doubt> {
    steps.sort_by_key(|(month, _)| *month);
    if steps.is_empty() {
        return Err(how());
    }
    if let Some((month, _)) = steps.iter().find(|(month, _)| *month == 0 || *month > LAST) {
        return Err(Doubt::new(format!("there is no month {month} here: count from 1, the first, to {LAST}")));
    }
    let mut pairs = steps.iter().zip(steps.iter().skip(1));
    if let Some(((month, _), _)) = pairs.find(|((one, _), (next, _))| one == next) {
        return Err(Doubt::new(format!("month {month} is named twice: leave one of the two out")));
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::super::number::Measure;
    use super::*;
    use serde_json::json;

    const MONEY: Convention<'static> = Convention { measure: Measure::Amount, currency: Some("EUR") };

    #[test]
    fn a_line_of_steps_is_read_however_it_is_written() {
        for (typed, stored) in [
            ("3600", "3600"),
            ("900, 1,400 from month 13", "900, 1400 from month 13"),
            ("900 in the first month, 1400 from 13", "900, 1400 from month 13"),
            ("€900; from month 13: €1400", "900, 1400 from month 13"),
            ("13: 1400; 1: 900", "900, 1400 from month 13"),
            ("800 from month 13 and 1500 from month 25", "800 from month 13, 1500 from month 25"),
            ("from month 2 20", "20 from month 2"),
            ("6\n18 in month 11.", "6, 18 from month 11"),
        ] {
            let steps = typed_steps(typed, MONEY).unwrap_or_else(|doubt| panic!("{typed}: {}", doubt.rejection));
            assert_eq!(steps_text(&steps), stored, "{typed}");
            assert_eq!(stored_steps(stored), Some(steps), "{stored}");
        }
        for stored in ["701.828, 1.2345 from month 2", "900 from month 3", "no line"] {
            let line = typed_line(stored);
            assert_eq!(typed_steps(&line, MONEY).ok(), stored_steps(stored), "{line}");
        }
    }

    #[test]
    fn what_is_no_line_of_steps_says_how_to_write_one() {
        for (typed, said) in [
            ("900, 1400", "does not say from which month"),
            ("900, 1400 from month 1", "month 1 is named twice"),
            ("900 from month 0", "there is no month 0"),
            ("900 from month 500", "there is no month 500"),
            ("900 from spring", "write a number and from which month"),
            ("much", "much"),
            (" ", "nothing is written here yet"),
        ] {
            let doubt = typed_steps(typed, MONEY).unwrap_err();
            assert!(doubt.rejection.0.contains(said), "{typed}: {}", doubt.rejection);
        }
    }

    #[test]
    fn files_may_give_a_number_a_line_or_a_list() {
        for json in
            [json!("900, 1400 from month 13"), json!([{"month": 13, "amount": 1400}, {"month": 1, "amount": "900"}])]
        {
            assert_eq!(steps_text(&written_steps(&json, MONEY).unwrap()), "900, 1400 from month 13");
        }
        assert_eq!(steps_text(&written_steps(&json!(3600), MONEY).unwrap()), "3600");
        assert!(written_steps(&json!([{"amount": 1400}]), MONEY).is_err());
        assert!(written_steps(&json!(true), MONEY).is_err());
    }
}
