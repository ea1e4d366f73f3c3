//! Amounts, numbers and dates as they are written in a plan, from exact decimal text.

use rust_decimal::{Decimal, RoundingStrategy};

/// The symbols that stand before an amount; other currencies show their code.
const SYMBOLS: [(&str, &str); 3] = [("EUR", "€"), ("USD", "$"), ("GBP", "£")];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WORDS: [&str; 21] = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// An amount of money: `€1,234.50`, `CHF 60`. Whole amounts have no decimals, others at least two.
/// A text that is no number is given back as it is.
#[must_use]
pub fn money(amount: &str, currency: &str) -> String {
    let Some(Parts { sign, whole, mut decimals }) = parts(amount) else { return amount.to_owned() };
    if decimals.len() == 1 {
        decimals.push('0');
    }
    let number = written(&whole, &decimals);
    match SYMBOLS.iter().find(|(code, _)| *code == currency) {
        Some((_, symbol)) => format!("{sign}{symbol}{number}"),
        None if currency.is_empty() => format!("{sign}{number}"),
        None => format!("{sign}{currency} {number}"),
    }
}

/// A number with its thousands apart and no needless zeros: `1,234.5`.
#[must_use]
pub fn number(value: &str) -> String {
    match parts(value) {
        Some(Parts { sign, whole, decimals }) => format!("{sign}{}", written(&whole, &decimals)),
        None => value.to_owned(),
    }
}

/// A percentage: `1.4%`.
#[must_use]
pub fn percent(value: &str) -> String {
    format!("{}%", number(value))
}

/// A number with at most that many decimals, half rounded away from zero, as plain decimal text.
/// A text that is no number, or a number with more than 28 digits, is given back as it is.
#[must_use]
pub fn rounded(value: &str, places: u32) -> String {
    match value.trim().parse::<Decimal>() {
        Ok(number) => {
            number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
        }
        Err(_) => value.to_owned(),
    }
}

/// A count in words up to twenty, in digits beyond; `one` or `many` follows: `no visits`, `one visit`, `1,200 visits`.
#[must_use]
pub fn counted(value: &str, one: &str, many: &str) -> String {
    let digits = number(value);
    let word = digits.parse::<usize>().ok().and_then(|count| WORDS.get(count).copied());
    let noun = if digits == "1" { one } else { many };
    format!("{} {noun}", word.unwrap_or(&digits)).trim_end().to_owned()
}

/// A date in words: `2026-03-01` is `1 March 2026`. A text that is no date is given back as it is.
#[must_use]
pub fn date(iso: &str) -> String {
    let mut fields = iso.splitn(3, '-');
    let mut field = || fields.next().and_then(|field| field.parse::<usize>().ok());
    match (field(), field(), field()) {
        (Some(year), Some(month @ 1..=12), Some(day)) => {
            let month = MONTHS.get(month - 1).copied().unwrap_or_default();
            format!("{day} {month} {year}")
        }
        _ => iso.to_owned(),
    }
}

/// Whether a decimal text is a zero.
#[must_use]
pub fn is_zero(value: &str) -> bool {
    parts(value).is_some_and(|parts| parts.whole == "0" && parts.decimals.is_empty())
}

/// Whether a decimal text is below zero.
#[must_use]
pub fn is_negative(value: &str) -> bool {
    parts(value).is_some_and(|parts| !parts.sign.is_empty())
}

/// The name of a month, counted from 1.
#[must_use]
pub fn month(number: usize) -> Option<&'static str> {
    MONTHS.get(number.checked_sub(1)?).copied()
}

/// Whether a word is the name of a month.
#[must_use]
pub fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

struct Parts {
    sign: &'static str,
    whole: String,
    decimals: String,
}

fn parts(text: &str) -> Option<Parts> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = !whole.is_empty() && whole.chars().chain(decimals.chars()).all(|c| c.is_ascii_digit());
    if !is_number {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let decimals = decimals.trim_end_matches('0').to_owned();
    let sign = if whole == "0" && decimals.is_empty() { "" } else { sign };
    Some(Parts { sign, whole: whole.to_owned(), decimals })
}

fn written(whole: &str, decimals: &str) -> String {
    let mut number = String::with_capacity(whole.len() * 4 / 3 + decimals.len() + 1);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    if !decimals.is_empty() {
        number.push('.');
        number.push_str(decimals);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_show_symbol_thousands_and_only_needed_decimals() {
        for (amount, currency, expected) in [
            ("60.00", "EUR", "€60"),
            ("1234.5", "USD", "$1,234.50"),
            ("-1092", "GBP", "-£1,092"),
            ("1000000", "CHF", "CHF 1,000,000"),
            ("0.125", "EUR", "€0.125"),
            ("-0.00", "EUR", "€0"),
            ("12", "", "12"),
            ("about 12", "EUR", "about 12"),
        ] {
            assert_eq!(money(amount, currency), expected);
        }
    }

    #[test]
    fn numbers_percentages_and_counts_are_written_out() {
        assert_eq!(number("1234.50"), "1,234.5");
        assert_eq!(number("999"), "999");
        assert_eq!(percent("1.40"), "1.4%");
        assert_eq!(counted("0", "visit", "visits"), "no visits");
        assert_eq!(counted("1", "visit", "visits"), "one visit");
        assert_eq!(counted("14", "visit", "visits"), "fourteen visits");
        assert_eq!(counted("1200", "visit", "visits"), "1,200 visits");
        assert_eq!(counted("2.5", "hour", "hours"), "2.5 hours");
    }

    #[test]
    fn a_number_is_rounded_half_away_from_zero_and_short_ones_stay() {
        for (value, places, expected) in [
            ("7181.818182", 2, "7181.82"),
            ("-0.125", 2, "-0.13"),
            ("-0.004", 2, "0"),
            ("20.20202", 1, "20.2"),
            ("60.00", 2, "60"),
            ("1000", 0, "1000"),
            ("soon", 2, "soon"),
        ] {
            assert_eq!(rounded(value, places), expected);
        }
    }

    #[test]
    fn dates_are_written_out() {
        assert_eq!(date("2026-03-01"), "1 March 2026");
        assert_eq!(date("next spring"), "next spring");
        assert_eq!(date("2026-13-01"), "2026-13-01");
    }

    #[test]
    fn a_zero_is_a_zero_however_it_is_written() {
        assert!(is_zero("0.00") && is_zero("-0") && is_zero("000"));
        assert!(is_negative("-0.01") && !is_negative("-0.00") && !is_negative("1") && !is_negative("none"));
        assert!(!is_zero("0.01") && !is_zero("") && !is_zero("none"));
    }
}
