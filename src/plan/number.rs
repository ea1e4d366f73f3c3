//! Numbers as people type them: `1.234,50`, `€ 60`, `15 %`, `15k`, `685,- €`, `₹1,00,000`.

use super::{Doubt, sum};
use crate::currency;
use crate::words;
use rust_decimal::Decimal;

/// What a number measures, which says what may stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure<'a> {
    /// An amount of money.
    Amount,
    /// A percentage.
    Share,
    /// Anything counted or measured.
    Count {
        /// Whether fractions make no sense.
        whole: bool,
        /// What is counted.
        unit: Option<&'a str>,
    },
}

/// How a number is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Convention<'a> {
    /// What it measures.
    pub measure: Measure<'a>,
    /// The code of the currency that amounts are in here: empty while it is not said, so that no sign can be judged;
    /// none where nobody asks for it, and any sign will do.
    pub currency: Option<&'a str>,
}

/// What stands before or behind the digits.
enum Mark {
    Nothing,
    Percent,
    Unit,
    Own,
    Foreign(Vec<&'static str>),
}

/// Reads a number as a person types it.
///
/// Spaces and apostrophes group thousands; of a dot and a comma the last one is the decimal mark; a comma before
/// exactly three digits groups thousands, and so does a dot where only whole numbers count or where that is the custom
/// of the currency. What can be read in two ways is refused. A sum is worked out, and offered instead of taken.
///
/// # Errors
/// A sentence that says how to write the number instead.
pub fn read_typed(text: &str, reading: Convention<'_>) -> Result<Decimal, Doubt> {
    let shown = words::printable(text.trim());
    let shown = shown.trim();
    if shown.is_empty() {
        return Err(Doubt::new("nothing is written here yet: write a number, or skip it for now".into()));
    }
    if let Some(outcome) = sum::worked_out(shown, reading) {
        return Err(outcome.unwrap_or_else(|doubt| doubt));
    }
    let term = term(shown, reading)?;
    match reading.measure {
        Measure::Amount | Measure::Count { .. } if term.percent => {
            let meant = if reading.measure == Measure::Amount { "an amount of money" } else { "a plain number" };
            Err(Doubt::new(format!("`{shown}` is a percentage, and {meant} is meant here: write it without `%`")))
        }
        Measure::Share | Measure::Count { .. } if term.money => {
            let meant = if reading.measure == Measure::Share { "a percentage" } else { "a plain number" };
            let plain = unambiguous(term.value);
            let said = format!("`{shown}` is an amount of money, and {meant} is meant here: write {plain}");
            Err(Doubt::offering(said, plain))
        }
        _ => Ok(term.value),
    }
}

/// A number with what stands beside it.
pub(super) struct Term {
    pub(super) value: Decimal,
    pub(super) percent: bool,
    money: bool,
}

/// Reads one number with its marks.
pub(super) fn term(shown: &str, reading: Convention<'_>) -> Result<Term, Doubt> {
    let no_number = || not_a_number(shown, reading);
    let (Some(first), Some(last)) =
        (shown.find(|c: char| c.is_ascii_digit()), shown.rfind(|c: char| c.is_ascii_digit()))
    else {
        return Err(no_number());
    };
    let (before, digits, behind) = (shown.get(..first), shown.get(first..=last), shown.get(last + 1..));
    let (Some(before), Some(digits), Some(behind)) = (before, digits, behind) else { return Err(no_number()) };
    let (before, is_fraction) = without_point(before);
    let (before, negative) = without_minus(before);
    let behind = without_dash(behind);
    let (behind, thousands) = without_thousands(behind, reading);
    let mut term = Term { value: Decimal::ZERO, percent: false, money: false };
    for mark in [mark(before, reading), mark(behind, reading)] {
        match mark.ok_or_else(no_number)? {
            Mark::Nothing | Mark::Unit => {}
            Mark::Percent => term.percent = true,
            Mark::Own => term.money = true,
            Mark::Foreign(codes) => return Err(foreign(shown, codes, reading)),
        }
    }
    let plain = if is_fraction && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("0.{digits}")
    } else if is_fraction {
        return Err(no_number());
    } else {
        plain_digits(digits, shown, reading)?
    };
    let value = exact(&plain).ok_or_else(|| too_large_or_not(&plain, shown, reading))?;
    let value =
        if thousands { value.checked_mul(Decimal::ONE_THOUSAND).ok_or_else(|| too_large(shown))? } else { value };
    term.value = if negative { -value } else { value };
    Ok(term)
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

/// A number as it can be typed again and means one thing only: three decimals get a fourth.
pub(super) fn unambiguous(value: Decimal) -> String {
    let value = value.normalize();
    if value.scale() == 3 { format!("{value}0") } else { value.to_string() }
}

/// The text before the digits without a point that begins them: `.5`, but not `kr.5`.
fn without_point(before: &str) -> (&str, bool) {
    match before.strip_suffix(['.', ',']) {
        Some(rest) if !rest.ends_with(|c: char| c.is_alphanumeric() || c == '/') => (rest, true),
        _ => (before, false),
    }
}

fn without_minus(before: &str) -> (&str, bool) {
    let before = before.trim();
    for (sign, negative) in [('-', true), ('−', true), ('+', false)] {
        if let Some(rest) = before.strip_prefix(sign).or_else(|| before.strip_suffix(sign)) {
            return (rest.trim(), negative);
        }
    }
    (before, false)
}

/// The text behind the digits without the dash that stands for no cents: `60.-`, `685,–`, `60:-`.
fn without_dash(behind: &str) -> &str {
    let dashed = behind.strip_prefix(['.', ',', ':']).filter(|rest| rest.starts_with(['-', '–', '—']));
    dashed.map_or(behind, |rest| rest.trim_start_matches(['-', '–', '—'])).trim()
}

/// The text behind the digits without the `k` of `15k`. In a country whose currency is written with a `K`, only a
/// small `k` right behind the digits stands for thousands.
fn without_thousands<'t>(behind: &'t str, reading: Convention<'_>) -> (&'t str, bool) {
    let own_k = reading.currency.is_some_and(|code| currency::is_sign_of("k", code));
    let letters: &[char] = if own_k { &['k'] } else { &['k', 'K'] };
    match behind.strip_prefix(letters) {
        Some(rest) if !rest.starts_with(char::is_alphanumeric) => (rest.trim(), true),
        _ => (behind, false),
    }
}

/// What a sign or word beside a number means; none if nothing is known of it.
fn mark(text: &str, reading: Convention<'_>) -> Option<Mark> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Mark::Nothing);
    }
    if matches!(text.to_lowercase().as_str(), "%" | "percent" | "per cent" | "pct") {
        return Some(Mark::Percent);
    }
    if let Measure::Count { unit: Some(unit), .. } = reading.measure
        && unit.to_lowercase() == text.to_lowercase()
    {
        return Some(Mark::Unit);
    }
    let codes = currency::meant_by(text);
    match reading.currency {
        Some(code) if currency::is_sign_of(text, code) => Some(Mark::Own),
        None if !codes.is_empty() => Some(Mark::Own),
        _ if !codes.is_empty() => Some(Mark::Foreign(codes)),
        _ => None,
    }
}

fn foreign(shown: &str, codes: Vec<&'static str>, reading: Convention<'_>) -> Doubt {
    let own = reading.currency.unwrap_or_default();
    if own.is_empty() && reading.measure == Measure::Amount {
        let said = format!("it is not said yet which currency amounts are in, and `{shown}` names one");
        return Doubt::new(format!("{said}: choose the currency first, or write the number alone"));
    }
    let named = |code: &str| currency::name(code).map_or_else(|| code.to_owned(), |name| format!("{name} ({code})"));
    let said = match reading.measure {
        Measure::Amount => format!("amounts are in {} here, and `{shown}` is not: convert it first", named(own)),
        Measure::Share => format!("`{shown}` is an amount of money, and a percentage is meant here"),
        Measure::Count { .. } => format!("`{shown}` is an amount of money, and a plain number is meant here"),
    };
    let foreign = if reading.measure == Measure::Amount { codes } else { Vec::new() };
    Doubt { foreign, ..Doubt::new(said) }
}

/// Digits with at most one dot, from digits grouped and divided in any way.
fn plain_digits(digits: &str, shown: &str, reading: Convention<'_>) -> Result<String, Doubt> {
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '\'' | '’');
    if !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',') || is_gap(c)) {
        return Err(not_a_number(shown, reading));
    }
    let Some(last_gap) = digits.rfind(is_gap) else { return marked_digits(digits, shown, reading) };
    // Spaces and apostrophes group, so a dot or comma behind them can only be the decimal mark.
    let (whole, fraction) = match digits.rfind(['.', ',']).filter(|at| *at > last_gap) {
        Some(at) => (digits.get(..at).unwrap_or_default(), digits.get(at + 1..)),
        None => (digits, None),
    };
    let whole: String = whole.chars().map(|c| if is_gap(c) { ' ' } else { c }).collect();
    let whole = grouped(&whole, ' ', shown, reading)?;
    Ok(fraction.map_or_else(|| whole.clone(), |fraction| format!("{whole}.{fraction}")))
}

/// The same for digits with nothing but dots and commas between them.
fn marked_digits(digits: &str, shown: &str, reading: Convention<'_>) -> Result<String, Doubt> {
    let dots = digits.matches('.').count();
    let commas = digits.matches(',').count();
    match (dots, commas) {
        (0, 0) => Ok(digits.to_owned()),
        (_, 0) => one_separator(digits, '.', dots, shown, reading),
        (0, _) => one_separator(digits, ',', commas, shown, reading),
        _ => {
            let decimal = if digits.rfind('.') > digits.rfind(',') { '.' } else { ',' };
            let grouping = if decimal == '.' { ',' } else { '.' };
            let (whole_part, fraction) = digits.rsplit_once(decimal).ok_or_else(|| not_a_number(shown, reading))?;
            if whole_part.contains(decimal) || fraction.contains(grouping) {
                return Err(not_a_number(shown, reading));
            }
            Ok(format!("{}.{fraction}", grouped(whole_part, grouping, shown, reading)?))
        }
    }
}

fn one_separator(
    digits: &str,
    mark: char,
    count: usize,
    shown: &str,
    reading: Convention<'_>,
) -> Result<String, Doubt> {
    if count > 1 {
        return grouped(digits, mark, shown, reading);
    }
    let (before, after) = digits.split_once(mark).ok_or_else(|| not_a_number(shown, reading))?;
    let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if could_group && groups(mark, reading) {
        return Ok(format!("{before}{after}"));
    }
    if could_group {
        let small = match after.trim_end_matches('0') {
            "" => before.to_owned(),
            few if few.len() < 3 => format!("{before}.{few}"),
            _ => format!("{before}.{after}0"),
        };
        return Err(Doubt::new(format!("`{shown}` can be read in two ways: write {before}{after} or {small}")));
    }
    Ok(format!("{before}.{after}"))
}

/// Whether a single dot or comma before three digits can only group thousands.
fn groups(mark: char, reading: Convention<'_>) -> bool {
    let of_currency = |test: fn(&str) -> bool| reading.currency.is_some_and(test);
    let whole = match reading.measure {
        Measure::Amount => of_currency(|code| currency::minor_digits(code) == 0),
        Measure::Count { whole, .. } => whole,
        Measure::Share => false,
    };
    whole || (mark == '.') == of_currency(currency::dot_groups)
}

fn grouped(digits: &str, mark: char, shown: &str, reading: Convention<'_>) -> Result<String, Doubt> {
    let mut groups: Vec<&str> = digits.split(mark).collect();
    let last = groups.pop().unwrap_or_default();
    let (first, between) = groups.split_first().map_or(("", groups.as_slice()), |(first, rest)| (*first, rest));
    let is_even = |size: usize| (1..=size).contains(&first.len()) && between.iter().all(|group| group.len() == size);
    let in_lakhs = reading.currency.is_some_and(currency::counts_in_lakhs) && is_even(2);
    let only_digits = digits.chars().all(|c| c.is_ascii_digit() || c == mark);
    if !only_digits || last.len() != 3 || !(is_even(3) || in_lakhs) {
        return Err(not_a_number(shown, reading));
    }
    Ok(digits.replace(mark, ""))
}

fn not_a_number(shown: &str, reading: Convention<'_>) -> Doubt {
    Doubt::new(match reading.measure {
        Measure::Amount => format!("`{shown}` is not an amount yet: write digits, such as 60 or 1250.50"),
        _ => format!("`{shown}` is not a number yet: write digits, such as 60 or 1250.50"),
    })
}

fn too_large_or_not(plain: &str, shown: &str, reading: Convention<'_>) -> Doubt {
    let whole = plain.split('.').next().unwrap_or_default().trim_start_matches('0').len();
    if whole > 15 { too_large(shown) } else { not_a_number(shown, reading) }
}

fn too_large(shown: &str) -> Doubt {
    Doubt::new(format!("`{shown}` is larger than canvass can work with: write at most 15 digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Measure<'_> = Measure::Count { whole: false, unit: None };

    fn read(text: &str, measure: Measure<'_>, currency: &str) -> Result<String, Doubt> {
        let currency = Some(currency).filter(|code| !code.is_empty());
        read_typed(text, Convention { measure, currency }).map(|value| value.to_string())
    }

    fn refusal(text: &str, measure: Measure<'_>, currency: &str) -> String {
        read(text, measure, currency).expect_err(text).rejection.0
    }

    #[test]
    fn numbers_are_taken_as_people_type_them() {
        for (typed, meant) in [
            ("60", "60"),
            ("1.234,50", "1234.50"),
            ("1,234.50", "1234.50"),
            ("1 234,50", "1234.50"),
            ("1\u{a0}234,50", "1234.50"),
            ("1\u{202f}234\u{202f}567", "1234567"),
            ("1'234.50", "1234.50"),
            ("1’234’567", "1234567"),
            ("1.4", "1.4"),
            ("0,25", "0.25"),
            (".5", "0.5"),
            ("0.125", "0.125"),
            ("15k", "15000"),
            ("15 K", "15000"),
            ("-3", "-3"),
            ("−3", "-3"),
            ("+3", "3"),
            ("1.234.567", "1234567"),
            ("1 234.567", "1234.567"),
        ] {
            for measure in [PLAIN, Measure::Amount, Measure::Share] {
                assert_eq!(read(typed, measure, "EUR"), Ok(meant.to_owned()), "{typed}");
            }
        }
    }

    #[test]
    fn amounts_are_taken_as_they_are_written_in_their_own_country() {
        for (currency, written) in [
            (
                "EUR",
                "€ 60|60 €|€60|60 EUR|EUR 60|60 eur|60 euros|60,- €|60,– €|60,-- €|60\u{a0}€|60\u{202f}€|€60.-|60.00€",
            ),
            ("USD", "$60|$ 60|60 dollars|US$60|US$ 60|USD 60|60 USD|60.00 $"),
            ("GBP", "£60|60 pounds|GBP 60|£60.00"),
            ("CHF", "60.-|60.–|CHF 60.-|Fr. 60.-|60 Fr.|SFr. 60|60 Franken|CHF 60.00"),
            ("PLN", "60 zł|60 zl|60,00 zł|60\u{a0}zł|PLN 60|60 złotych"),
            ("SEK", "60 kr|kr 60|60:-|60 kronor|60 SEK|60,00 kr"),
            ("NOK", "kr 60|60,-|kr 60,-|60 kroner"),
            ("DKK", "60 kr.|kr. 60|kr.60|60,- kr."),
            ("ISK", "60 kr.|60 ISK"),
            ("CZK", "60 Kč|60,- Kč|60 Kc"),
            ("HUF", "60 Ft|60 forint"),
            ("RON", "60 lei|60 RON"),
            ("TRY", "₺60|60 TL|60 ₺"),
            ("BRL", "R$ 60|R$60|R$ 60,00|60 reais"),
            ("INR", "₹60|₹ 60|Rs. 60|Rs 60|60 rupees|INR 60"),
            ("NGN", "₦60|₦ 60|NGN 60|60 naira"),
            ("JPY", "¥60|￥60|60 円|60 yen|JPY 60"),
            ("CNY", "¥60|60 元|CN¥60|RMB 60"),
            ("CAD", "$60|C$60|CA$60|60 dollars"),
            ("AUD", "$60|A$60"),
            ("MXN", "$60|MX$ 60|60 pesos"),
            ("ZAR", "R60|R 60|60 rand"),
            ("PEN", "S/ 60|S/60|S/. 60|S/.60|60 soles"),
            ("XAF", "60 FCFA|FCFA 60|60 F CFA|60 francs|XAF 60"),
            ("XOF", "60 FCFA|60 CFA"),
            ("KES", "KSh 60|Ksh60|60 shillings"),
            ("GHS", "GH₵60|₵60|60 cedis"),
            ("ILS", "₪60|60 ₪|60 NIS"),
            ("UAH", "60 ₴|60 грн|60 грн."),
            ("VND", "60 ₫|60 đ|60 dong"),
            ("ZMW", "K60|K 60"),
        ] {
            for typed in written.split('|') {
                let read = read_typed(typed, Convention { measure: Measure::Amount, currency: Some(currency) });
                assert_eq!(
                    read.map(|value| value.normalize().to_string()),
                    Ok("60".to_owned()),
                    "{typed} in {currency}"
                );
            }
        }
        for (currency, typed, meant) in [
            ("EUR", "685,- €", "685"),
            ("CHF", "1'000", "1000"),
            ("CHF", "1'490.-", "1490"),
            ("BRL", "R$ 1.490", "1490"),
            ("BRL", "1.490,50", "1490.50"),
            ("DKK", "kr. 1.490", "1490"),
            ("IDR", "Rp 1.490.000", "1490000"),
            ("INR", "₹1,00,000", "100000"),
            ("INR", "12,34,567.50", "1234567.50"),
            ("JPY", "¥1,500", "1500"),
            ("JPY", "1.500", "1500"),
            ("EUR", "€15k", "15000"),
            ("EUR", "15k €", "15000"),
            ("EUR", "-€60", "-60"),
            ("EUR", "€-60", "-60"),
            ("ZMW", "60k", "60000"),
        ] {
            assert_eq!(read(typed, Measure::Amount, currency), Ok(meant.to_owned()), "{typed} in {currency}");
        }
    }

    #[test]
    fn every_currency_takes_its_code_and_symbol_and_refuses_a_stranger() {
        for (code, name) in currency::all() {
            let reading = Convention { measure: Measure::Amount, currency: Some(code) };
            for typed in [format!("{code} 60"), format!("60 {code}"), format!("60 {}", code.to_lowercase())] {
                assert_eq!(read_typed(&typed, reading).map(|value| value.to_string()), Ok("60".into()), "{typed}");
            }
            let other = if code == "EUR" { "USD" } else { "EUR" };
            let doubt = read_typed(&format!("{other} 60"), reading).unwrap_err();
            assert_eq!(doubt.foreign, [other]);
            assert!(doubt.rejection.0.contains(name), "{}", doubt.rejection);
        }
    }

    #[test]
    fn the_sign_of_another_currency_is_never_dropped() {
        for (typed, first) in [
            ("$15000", "USD"),
            ("$ 60", "USD"),
            ("USD 60", "USD"),
            ("60 USD", "USD"),
            ("£60", "GBP"),
            ("60 pounds", "GBP"),
            ("60 kr", "SEK"),
            ("₹1,00,000", "INR"),
            ("US$60", "USD"),
            ("CHF 60.-", "CHF"),
            ("R$ 60", "BRL"),
            ("€ 60 USD", "USD"),
        ] {
            let doubt = read(typed, Measure::Amount, "EUR").unwrap_err();
            assert_eq!(doubt.foreign.first(), Some(&first), "{typed}");
            let said = format!("amounts are in euro (EUR) here, and `{typed}` is not: convert it first");
            assert_eq!(doubt.rejection.0, said);
            assert!(read(typed, PLAIN, "EUR").is_err() && read(typed, Measure::Share, "EUR").is_err(), "{typed}");
        }
        assert_eq!(read("£60", Measure::Amount, ""), Ok("60".into()), "where nobody asks for a currency, any will do");
        let unsaid = Convention { measure: Measure::Amount, currency: Some("") };
        assert!(read_typed("£60", unsaid).unwrap_err().rejection.0.contains("not said yet which currency"));
        assert_eq!(read_typed("60", unsaid).map(|value| value.to_string()), Ok("60".into()));
    }

    #[test]
    fn what_could_mean_two_numbers_is_asked_again() {
        for (typed, meanings) in [
            ("1.234", "1234 or 1.2340"),
            ("1.850", "1850 or 1.85"),
            ("2.000", "2000 or 2"),
            ("15.000", "15000 or 15"),
            ("€ 15.000", "15000 or 15"),
        ] {
            let refused = format!("`{typed}` can be read in two ways: write {meanings}");
            assert_eq!(refusal(typed, Measure::Amount, "EUR"), refused);
        }
        assert_eq!(
            refusal("R$ 1,490", Measure::Amount, "BRL"),
            "`R$ 1,490` can be read in two ways: write 1490 or 1.49"
        );
        assert_eq!(read("1.234", Measure::Count { whole: true, unit: None }, "EUR"), Ok("1234".into()));
    }

    #[test]
    fn what_is_no_number_is_refused_with_an_example() {
        for typed in [
            "",
            "about 20",
            "1,23,4",
            "1..2",
            "1.234,5.6",
            "12 34a",
            "99999999999999999",
            "1,2345,678",
            "14 15",
            "1'00'000",
            "1,00,000",
            "60 per month",
            "60/month",
            "(60)",
            "x",
            "€",
            "60 €€ USD x",
            "1e3",
        ] {
            assert!(read(typed, Measure::Amount, "EUR").is_err(), "{typed}");
        }
    }

    #[test]
    fn a_percentage_is_no_amount_and_an_amount_is_no_percentage() {
        assert_eq!(read("15 %", Measure::Share, "EUR"), Ok("15".into()));
        assert_eq!(read("15 percent", Measure::Share, "EUR"), Ok("15".into()));
        assert!(
            refusal("15 %", Measure::Amount, "EUR").contains("is a percentage, and an amount of money is meant here")
        );
        assert!(refusal("15 %", PLAIN, "EUR").contains("a plain number is meant here"));
        let doubt = read("60 €", PLAIN, "EUR").unwrap_err();
        assert_eq!(doubt.offer.as_deref(), Some("60"));
        let visits = Measure::Count { whole: true, unit: Some("visits") };
        assert_eq!(read("60 visits", visits, "EUR"), Ok("60".into()));
        assert!(read("60 cows", visits, "EUR").is_err());
    }

    #[test]
    fn sums_are_worked_out_and_offered_instead_of_taken() {
        for (typed, result) in [
            ("14 x 15", "210"),
            ("14x15", "210"),
            ("14 × 15", "210"),
            ("14*€15", "210"),
            ("40% of 9", "3.6"),
            ("200 x 15%", "30"),
            ("3*12+5", "41"),
            ("5+3*12", "41"),
            ("(5+3)*12", "96"),
            ("100 - 20", "80"),
            ("10 - -2", "12"),
            ("2 - 1 - 1", "0"),
            ("100/8/2", "6.25"),
            ("1/3*3", "1"),
            ("1.200,50 x 2", "2401"),
            ("9/8", "1.1250"),
            ("15k + 500", "15500"),
            ("12 x 60 €", "720"),
        ] {
            let doubt = read(typed, Measure::Amount, "EUR").unwrap_err();
            assert_eq!(doubt.offer.as_deref(), Some(result), "{typed}");
            assert_eq!(
                doubt.rejection.0,
                format!("`{typed}` comes to {result}: write {result} if that is what you mean")
            );
            assert!(read(result, Measure::Amount, "EUR").is_ok(), "what is offered is taken: {result}");
        }
        for (typed, measure, currency, result) in [
            ("10/12", Measure::Amount, "EUR", "0.83"),
            ("10/12", PLAIN, "EUR", "0.8333"),
            ("1000/3", Measure::Amount, "JPY", "333"),
            ("1/3000", Measure::Amount, "EUR", "0.00033333"),
        ] {
            let doubt = read(typed, measure, currency).unwrap_err();
            assert_eq!(doubt.offer.as_deref(), Some(result), "{typed}");
            assert!(doubt.rejection.0.contains("comes to about"), "{typed}");
        }
        assert_eq!(read("5% + 3%", Measure::Share, "EUR").unwrap_err().offer.as_deref(), Some("8"));
    }

    #[test]
    fn a_sum_that_is_none_says_why() {
        for (typed, said) in [
            ("5/0", "divides by nothing"),
            ("100 + 10%", "cannot be worked out"),
            ("(5+3", "cannot be worked out"),
            ("5+3)", "cannot be worked out"),
            ("5 x x 3", "cannot be worked out"),
            ("20-30", "looks like a range: write one number between 20 and 30"),
            ("20 – 30", "looks like a range"),
            ("15.000 x 2", "can be read in two ways"),
            ("12 x $5", "amounts are in euro (EUR) here"),
            ("999999999999999 x 999999999999999", "more than canvass can work with"),
        ] {
            let doubt = read(typed, Measure::Amount, "EUR").unwrap_err();
            assert!(doubt.rejection.0.contains(said), "{typed}: {}", doubt.rejection);
            assert_eq!(doubt.offer, None, "{typed}");
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
