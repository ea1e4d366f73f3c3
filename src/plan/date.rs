//! Dates as people type them.

use super::Rejection;
use crate::amounts::MONTHS;
use jiff::civil::Date;

/// Reads a date as a person types it: `2026-03-01`, `1.3.2026`, `1 March 2026`, `March 2026` (its first day).
///
/// # Errors
/// A sentence that says how to write the date instead; also for `3/4/2026`, which can be read in two ways.
pub fn read_typed(text: &str) -> Result<Date, Rejection> {
    let shown = text.trim();
    if shown.is_empty() {
        return Err(Rejection(
            "nothing is written here yet: write a date such as 2026-03-31, or skip it for now".into(),
        ));
    }
    let words: Vec<&str> = shown
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-'))
        .filter(|w| !w.is_empty())
        .collect();
    let parsed = match words.as_slice() {
        [a, b, c] if shown.contains('/') => slashed(shown, a, b, c)?,
        [year, month, day] if year.len() == 4 => date(year, month, day),
        [month, day, year] if month_number(month).is_some() && month.parse::<i8>().is_err() => date(year, month, day),
        [day, month, year] => date(year, month, day),
        [month, year] if month_number(month).is_some() => date(year, month, "1"),
        _ => None,
    };
    parsed.ok_or_else(|| match missing_day(shown, &words) {
        Some(said) => Rejection(said),
        None => Rejection(format!("`{shown}` is not a date yet: write it as 2026-03-31 or 31 March 2026")),
    })
}

/// What is said of a day that its month does not have, such as 29.2.2027.
fn missing_day(shown: &str, words: &[&str]) -> Option<String> {
    let [first, second, third] = words else { return None };
    let (day, month, year) = match (first.len(), month_number(first)) {
        (4, None) => (third, second, first),
        (_, Some(_)) if first.parse::<i8>().is_err() || month_number(second).is_none() => (second, first, third),
        _ => (first, second, third),
    };
    let first = date(year, month, "1")?;
    let (year, days) = (first.year(), first.days_in_month());
    let number: i8 = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    let month = crate::amounts::month(usize::try_from(month_number(month)?).ok()?)?;
    (days < number && number <= 31)
        .then(|| format!("`{shown}`: that day does not exist; {month} {year} has {days} days"))
}

fn slashed(shown: &str, first: &str, second: &str, year: &str) -> Result<Option<Date>, Rejection> {
    if first.len() == 4 {
        return Ok(date(first, second, year));
    }
    match (date(year, second, first), date(year, first, second)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Err(Rejection(format!("`{shown}` can be read in two ways: write {day_first} or {month_first}")))
        }
        (day_first, month_first) => Ok(day_first.or(month_first)),
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok()?;
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    if !(1900..=2200).contains(&year) {
        return None;
    }
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    Date::new(year, month_number(month)?, day.parse().ok()?).ok()
}

fn month_number(word: &str) -> Option<i8> {
    if let Ok(number) = word.parse::<i8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let word = word.to_lowercase();
    let position = MONTHS.iter().position(|month| word.len() >= 3 && month.to_lowercase().starts_with(&word))?;
    i8::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_taken_as_people_type_them() {
        for (typed, meant) in [
            ("2026-03-01", "2026-03-01"),
            ("1.3.2026", "2026-03-01"),
            ("01.03.26", "2026-03-01"),
            ("31/12/2026", "2026-12-31"),
            ("12/31/2026", "2026-12-31"),
            ("5/5/2026", "2026-05-05"),
            ("1 March 2026", "2026-03-01"),
            ("1st mar 2026", "2026-03-01"),
            ("March 1, 2026", "2026-03-01"),
            ("June 2026", "2026-06-01"),
            ("2026/3/1", "2026-03-01"),
        ] {
            assert_eq!(read_typed(typed).map(|date| date.to_string()), Ok(meant.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_could_mean_two_days_is_asked_again() {
        assert_eq!(
            read_typed("3/4/2026"),
            Err(Rejection("`3/4/2026` can be read in two ways: write 2026-04-03 or 2026-03-04".into()))
        );
    }

    #[test]
    fn a_day_that_its_month_does_not_have_is_said_to_be_missing() {
        for (typed, has) in [
            ("29.2.2027", "February 2027 has 28 days"),
            ("2027-02-29", "February 2027 has 28 days"),
            ("30/2/2028", "February 2028 has 29 days"),
            ("2/30/2028", "February 2028 has 29 days"),
            ("31 April 2026", "April 2026 has 30 days"),
            ("June 31st, 2026", "June 2026 has 30 days"),
        ] {
            let said = format!("`{typed}`: that day does not exist; {has}");
            assert_eq!(read_typed(typed), Err(Rejection(said)), "{typed}");
        }
        assert!(read_typed("29.2.2028").is_ok());
        assert!(!read_typed("45.2.2027").unwrap_err().0.contains("does not exist"));
    }

    #[test]
    fn what_is_no_date_is_refused_with_an_example() {
        for typed in ["", "soon", "2026-02-30", "31.13.2026", "1 Foo 2026", "12", "1 March 20260"] {
            assert!(read_typed(typed).is_err(), "{typed}");
        }
    }
}
