//! Numbers as people type them: `1.234,50`, `€ 60`, `15 %`, `15k`.

use super::Rejection;
use rust_decimal::Decimal;

/// Names of currencies people write beside an amount; codes of three capitals are taken as well.
const CURRENCY_WORDS: [&str; 9] = ["euro", "euros", "dollar", "dollars", "pound", "pounds", "franc", "francs", "yen"];

/// Reads a number as a person types it.
///
/// Spaces and apostrophes group thousands; of a dot and a comma the last one is the decimal mark; a comma before
/// exactly three digits groups thousands, a dot there is ambiguous and refused unless only whole numbers count.
///
/// # Errors
/// A sentence that says how to write the number instead.
pub fn read_typed(text: &str, whole: bool) -> Result<Decimal, Rejection> {
    let shown = text.trim();
    if shown.is_empty() {
        return Err(Rejection("nothing is written here yet: write a number, or skip it for now".into()));
    }
    let (body, thousands) = strip_marks(shown);
    let (negative, digits) = match body.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, body.strip_prefix('+').unwrap_or(&body)),
    };
    let plain = plain_digits(digits, shown, whole)?;
    let value = exact(&plain).ok_or_else(|| not_a_number(shown))?;
    let value =
        if thousands { value.checked_mul(Decimal::ONE_THOUSAND).ok_or_else(|| too_large(shown))? } else { value };
    Ok(if negative { -value } else { value })
}

/// Reads a number as files hold it: digits with at most one dot.
#[must_use]
pub fn exact(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let mut parts = unsigned.splitn(2, '.');
    let whole = parts.next().unwrap_or_default();
    let fraction = parts.next();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !fraction.is_none_or(digits) || whole.trim_start_matches('0').len() > 15 {
        return None;
    }
    if fraction.is_some_and(|fraction| fraction.len() > 8) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

fn strip_marks(text: &str) -> (String, bool) {
    let mut body: String = text
        .chars()
        .filter(|c| !matches!(c, '€' | '$' | '£' | '¥' | '₹' | '%' | '\'' | '’') && !c.is_whitespace())
        .collect();
    loop {
        let word: String = {
            let from = body.trim_end_matches(char::is_alphabetic).len();
            body.get(from..).unwrap_or_default().to_owned()
        };
        let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let known = is_code || matches!(word.as_str(), "percent" | "pct") || CURRENCY_WORDS.contains(&word.as_str());
        if word.is_empty() || !known {
            break;
        }
        body.truncate(body.len() - word.len());
    }
    let start: String = body.chars().take_while(char::is_ascii_uppercase).collect();
    if start.len() == 3 {
        body = body.split_off(3);
    }
    let thousands = body.ends_with(['k', 'K']);
    if thousands {
        body.pop();
    }
    (body, thousands)
}

fn plain_digits(digits: &str, shown: &str, whole: bool) -> Result<String, Rejection> {
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return Err(not_a_number(shown));
    }
    let dots = digits.matches('.').count();
    let commas = digits.matches(',').count();
    match (dots, commas) {
        (0, 0) => Ok(digits.to_owned()),
        (_, 0) => one_separator(digits, '.', dots, shown, whole),
        (0, _) => one_separator(digits, ',', commas, shown, whole),
        _ => {
            let decimal = if digits.rfind('.') > digits.rfind(',') { '.' } else { ',' };
            let grouping = if decimal == '.' { ',' } else { '.' };
            let (whole_part, fraction) = digits.rsplit_once(decimal).ok_or_else(|| not_a_number(shown))?;
            if whole_part.contains(decimal) || fraction.contains(grouping) {
                return Err(not_a_number(shown));
            }
            Ok(format!("{}.{fraction}", grouped(whole_part, grouping, shown)?))
        }
    }
}

fn one_separator(digits: &str, mark: char, count: usize, shown: &str, whole: bool) -> Result<String, Rejection> {
    if count > 1 {
        return grouped(digits, mark, shown);
    }
    let (before, after) = digits.split_once(mark).ok_or_else(|| not_a_number(shown))?;
    let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if could_group && (mark == ',' || whole) {
        return Ok(format!("{before}{after}"));
    }
    if could_group {
        let small = match after.trim_end_matches('0') {
            "" => before.to_owned(),
            few if few.len() < 3 => format!("{before}.{few}"),
            _ => format!("{before}.{after}0"),
        };
        return Err(Rejection(format!("`{shown}` can be read in two ways: write {before}{after} or {small}")));
    }
    let before = if before.is_empty() { "0" } else { before };
    Ok(format!("{before}.{after}"))
}

fn grouped(digits: &str, mark: char, shown: &str) -> Result<String, Rejection> {
    let mut groups = digits.split(mark);
    let first = groups.next().unwrap_or_default();
    if !(1..=3).contains(&first.len()) || !groups.all(|group| group.len() == 3) {
        return Err(not_a_number(shown));
    }
    Ok(digits.replace(mark, ""))
}

fn not_a_number(shown: &str) -> Rejection {
    Rejection(format!("`{shown}` is not a number yet: write digits, such as 60 or 1250.50"))
}

fn too_large(shown: &str) -> Rejection {
    Rejection(format!("`{shown}` is larger than canvass can work with: write at most 15 digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_people_type_them() {
        for (typed, meant) in [
            ("60", "60"),
            ("1.234,50", "1234.50"),
            ("1,234.50", "1234.50"),
            ("1 234,50", "1234.50"),
            ("1'234.50", "1234.50"),
            ("€ 60", "60"),
            ("60 EUR", "60"),
            ("EUR 60", "60"),
            ("60 euros", "60"),
            ("$1,250", "1250"),
            ("15 %", "15"),
            ("1.4", "1.4"),
            ("0,25", "0.25"),
            (".5", "0.5"),
            ("0.125", "0.125"),
            ("15k", "15000"),
            ("-3", "-3"),
            ("1.234.567", "1234567"),
        ] {
            assert_eq!(read_typed(typed, false).map(|value| value.to_string()), Ok(meant.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_could_mean_two_numbers_is_asked_again() {
        for (typed, meanings) in [("1.234", "1234 or 1.2340"), ("1.850", "1850 or 1.85"), ("2.000", "2000 or 2")] {
            let refused = format!("`{typed}` can be read in two ways: write {meanings}");
            assert_eq!(read_typed(typed, false), Err(Rejection(refused)), "{typed}");
        }
        assert_eq!(read_typed("1.234", true).map(|value| value.to_string()), Ok("1234".into()));
    }

    #[test]
    fn what_is_no_number_is_refused_with_an_example() {
        for typed in ["", "about 20", "1,23,4", "1..2", "1.234,5.6", "12 34a", "99999999999999999", "1,2345,678"] {
            assert!(read_typed(typed, false).is_err(), "{typed}");
        }
    }

    #[test]
    fn files_hold_plain_decimals_only() {
        assert_eq!(exact("60.00").map(|value| value.to_string()), Some("60.00".into()));
        for text in ["", "1,5", "1.", ".5", "1e3", "+1", " 1"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }
}
