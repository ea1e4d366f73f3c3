//! Amounts, numbers and dates as they are written in a plan, from exact decimal text.

use rust_decimal::{Decimal, RoundingStrategy};

/// The symbols that stand before an amount; other currencies show their code.
const SYMBOLS: [(&str, &str); 3] = [("EUR", "€"), ("USD", "$"), ("GBP", "£")];

/// The sign of what is below zero; a hyphen is none.
pub const MINUS: char = '\u{2212}';

/// The months.
pub const MONTHS: [&str; 12] = [
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

/// Amounts from here on are told in hundredths at most; below, what a sale costs or leaves may be parts of a cent.
const WORTH_A_CENT: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// An amount with at most that many decimals, and never more than two unless it is below a tenth: 54.6123 is 54.61, and
/// 0.084 stays. As for [`rounded`] otherwise.
#[must_use]
pub fn rounded_money(value: &str, places: u32) -> String {
    let is_small = value.trim().parse::<Decimal>().is_ok_and(|amount| amount.abs() < WORTH_A_CENT);
    rounded(value, if is_small { places } else { places.min(2) })
}

/// How often something happens that many times a month, taken so many times: `3`, `2.5`, and below one a month `one
/// every six months`. A text that is no number is given back as it is.
#[must_use]
pub fn pace(value: &str, times: &str) -> String {
    let (Ok(value), Ok(times)) = (value.trim().parse::<Decimal>(), times.trim().parse::<Decimal>()) else {
        return value.to_owned();
    };
    let Some(times) = value.checked_mul(times) else { return number(&value.to_string()) };
    if times <= Decimal::ZERO || times >= Decimal::ONE {
        // Many sales are counted whole; the first decimals of a few are worth saying.
        let places = if times < Decimal::TEN { 2 } else { u32::from(times < Decimal::ONE_HUNDRED) };
        return number(&rounded(&times.to_string(), places));
    }
    let months = Decimal::ONE.checked_div(times).unwrap_or(Decimal::MAX);
    match rounded(&months.to_string(), 0).as_str() {
        "1" => "about one a month".to_owned(),
        "12" => "one a year".to_owned(),
        months => format!("one every {}", counted(months, "month", "months")),
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

struct Parts {
    sign: &'static str,
    whole: String,
    decimals: String,
}

fn parts(text: &str) -> Option<Parts> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("\u{2212}", digits));
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
            ("-1092", "GBP", "\u{2212}£1,092"),
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
    fn money_that_was_worked_out_has_no_parts_of_a_cent_unless_it_is_less_than_a_few() {
        for (value, places, expected) in [
            ("54.6123", 4, "54.61"),
            ("-54.615", 4, "-54.62"),
            ("0.084", 4, "0.084"),
            ("0.12345", 4, "0.12"),
            ("7", 0, "7"),
        ] {
            assert_eq!(rounded_money(value, places), expected);
        }
    }

    #[test]
    fn what_happens_less_than_once_a_month_is_told_in_months() {
        for (value, expected) in [
            ("0.17", "one every six months"),
            ("0.166666", "one every six months"),
            ("0.5", "one every two months"),
            ("0.0833", "one a year"),
            ("0.9", "about one a month"),
            ("0.01", "one every 100 months"),
            ("1", "1"),
            ("7.255", "7.26"),
            ("0", "0"),
            ("-2", "\u{2212}2"),
            ("many", "many"),
        ] {
            assert_eq!(pace(value, "1"), expected);
        }
        assert_eq!(pace("2", "0.085"), "one every six months");
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
