//! Currencies: their names, the signs that mean them, and how the people who use them write amounts.
//! The home of `iso_currency`.

use iso_currency::{Currency, Flag};
use std::sync::LazyLock;

/// Signs and words people write beside an amount, over and above the code, the usual symbol and the last word of the
/// name (`dollar`, `dollars`). Several currencies may share one.
const MORE_SIGNS: &[(&str, &[&str])] = &[
    ("AED", &["dh", "dhs"]),
    ("ARS", &["ar$"]),
    ("AUD", &["a$", "au$"]),
    ("BRL", &["reais"]),
    ("BYN", &["br"]),
    ("CAD", &["c$", "ca$", "can$"]),
    ("CHF", &["sfr", "frs", "franken"]),
    ("CLP", &["cl$"]),
    ("CNY", &["cn¥", "￥", "元", "rmb"]),
    ("COP", &["col$"]),
    ("CUP", &["$"]),
    ("CZK", &["kc", "korun"]),
    ("EGP", &["le", "e£"]),
    ("GBP", &["pound", "pounds"]),
    ("GEL", &["₾"]),
    ("GHS", &["₵", "gh¢", "cedis"]),
    ("HKD", &["hk$"]),
    ("ILS", &["nis"]),
    ("JPY", &["jp¥", "￥", "円"]),
    ("KRW", &["원"]),
    ("MAD", &["dh", "dhs"]),
    ("MXN", &["mx$", "mex$"]),
    ("NOK", &["kroner"]),
    ("DKK", &["kroner"]),
    ("NZD", &["nz$"]),
    ("PEN", &["soles"]),
    ("PLN", &["zl", "zloty", "złotych"]),
    ("RON", &["lei"]),
    ("RSD", &["din"]),
    ("RUB", &["руб", "р"]),
    ("SEK", &["krona", "kronor"]),
    ("SGD", &["sg$"]),
    ("TRY", &["tl"]),
    ("UAH", &["грн"]),
    ("USD", &["us$"]),
    ("VND", &["đ", "dong"]),
    ("XAF", &["cfa", "fcfa", "franc", "francs"]),
    ("XOF", &["cfa", "fcfa", "franc", "francs"]),
    ("ZAR", &["rands"]),
];

/// Of the currencies that share a sign, the one that is most often meant stands here.
const LEADING: [&str; 7] = ["USD", "GBP", "JPY", "SEK", "CHF", "INR", "XAF"];

/// Where a dot groups thousands and a comma is the decimal mark, everywhere the currency is used (CLDR). The euro is
/// not here: Irish and German habits differ.
const DOT_GROUPS: [&str; 18] = [
    "ARS", "AZN", "BAM", "BOB", "BRL", "CLP", "COP", "DKK", "IDR", "ISK", "MKD", "PYG", "RON", "RSD", "TRY", "UYU",
    "VES", "VND",
];

/// Where thousands beyond the first are grouped by two: `1,00,000`.
const LAKHS: [&str; 6] = ["BDT", "BTN", "INR", "LKR", "NPR", "PKR"];

/// Names as people say them, where the standard is more solemn.
const NAMES: [(&str, &str); 5] =
    [("BOB", "boliviano"), ("CNY", "Chinese yuan"), ("EUR", "euro"), ("GBP", "pound sterling"), ("USD", "US dollar")];

struct KnownCurrency {
    code: String,
    name: String,
    digits: u32,
    /// As [`folded`] writes them.
    signs: Vec<String>,
}

static ENTRIES: LazyLock<Vec<KnownCurrency>> = LazyLock::new(|| {
    // Every code of the standard has a number of three digits.
    let mut entries: Vec<KnownCurrency> =
        (0..=999).filter_map(Currency::from_numeric).filter(|currency| is_money(*currency)).map(entry).collect();
    entries.sort_by_cached_key(|entry| (!LEADING.contains(&entry.code.as_str()), entry.name.clone()));
    entries
});

/// Whether people pay with it: no fund, no metal, and not replaced by another one. Venezuela's two bolívares are both
/// in the standard, and the crate takes the newer code, which is hardly used, for a successor.
fn is_money(currency: Currency) -> bool {
    currency.flags().iter().all(|flag| matches!(flag, Flag::Superseded(_)) && currency == Currency::VES)
}

fn entry(currency: Currency) -> KnownCurrency {
    let (code, name) = (currency.code().to_owned(), currency.name().to_owned());
    let name = NAMES.iter().find(|(own, _)| *own == code).map_or(name, |(_, name)| (*name).to_owned());
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let mut signs = vec![currency.symbol().symbol, format!("{last}s")];
    // Within its country a dollar is `$`, whatever it is called abroad.
    signs.extend(
        match last.as_str() {
            "dollar" => Some("$"),
            "peso" if currency != Currency::PHP => Some("$"),
            "pound" => Some("£"),
            "franc" => Some("fr"),
            "rupee" => Some("rs"),
            "shilling" => Some("sh"),
            _ => None,
        }
        .map(str::to_owned),
    );
    signs.push(last);
    let more = MORE_SIGNS.iter().filter(|(own, _)| *own == code).flat_map(|(_, signs)| signs.iter());
    signs.extend(more.map(|sign| (*sign).to_owned()));
    let signs = signs.iter().map(|sign| folded(sign)).filter(|sign| sign != "¤").collect();
    KnownCurrency { code, name, digits: currency.exponent().unwrap_or(2).into(), signs }
}

/// Small letters without dots and spaces: `Kr.` and `kr`, `F CFA` and `fcfa` are the same sign.
fn folded(sign: &str) -> String {
    sign.chars().filter(|c| *c != '.' && !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn find(code: &str) -> Option<&'static KnownCurrency> {
    ENTRIES.iter().find(|entry| entry.code == code)
}

/// Every currency of ISO 4217 that people pay with, by code and English name, in the order of the names.
pub fn all() -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = ENTRIES.iter().map(|entry| (entry.code.as_str(), entry.name.as_str())).collect();
    all.sort_by_cached_key(|(_, name)| name.to_lowercase());
    all
}

/// The English name of a currency, from its code.
#[must_use]
pub fn name(code: &str) -> Option<&'static str> {
    find(code).map(|entry| entry.name.as_str())
}

/// How many decimals amounts have: 2 for the euro, 0 for the yen; 2 where the code is not known.
#[must_use]
pub fn minor_digits(code: &str) -> u32 {
    find(code).map_or(2, |entry| entry.digits)
}

/// Whether a dot before three digits groups thousands wherever the currency is used.
#[must_use]
pub fn dot_groups(code: &str) -> bool {
    DOT_GROUPS.contains(&code)
}

/// Whether thousands beyond the first are grouped by two: `1,00,000`.
#[must_use]
pub fn counts_in_lakhs(code: &str) -> bool {
    LAKHS.contains(&code)
}

/// Whether a sign, code or word beside an amount means this currency.
#[must_use]
pub fn is_sign_of(sign: &str, code: &str) -> bool {
    let sign = folded(sign);
    sign == code.to_lowercase() || find(code).is_some_and(|entry| entry.signs.contains(&sign))
}

/// The codes a sign, code or word can mean, the most likely first; none if it means no currency. Codes count in
/// capitals only, and a single letter means nothing outside its own country.
#[must_use]
pub fn meant_by(sign: &str) -> Vec<&'static str> {
    if let Some(entry) = find(sign.trim()) {
        return vec![&entry.code];
    }
    let sign = folded(sign);
    if sign.len() < 2 && sign != "$" {
        return Vec::new();
    }
    ENTRIES.iter().filter(|entry| entry.signs.contains(&sign)).map(|entry| entry.code.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_in_use_is_known_by_code_and_name() {
        let all = all();
        assert!(all.len() > 150, "{}", all.len());
        for code in ["EUR", "PEN", "XAF", "XOF", "NGN", "VES", "XCG", "ZWG", "KWD"] {
            assert!(all.iter().any(|(own, _)| *own == code), "{code}");
        }
        for code in ["XXX", "XAU", "CHE", "HRK", "ABC"] {
            assert!(name(code).is_none(), "{code}");
        }
        assert_eq!(name("PEN"), Some("Peruvian sol"));
        assert_eq!([minor_digits("EUR"), minor_digits("JPY"), minor_digits("KWD")], [2, 0, 3]);
    }

    #[test]
    fn every_currency_that_a_table_names_exists() {
        let named = MORE_SIGNS.iter().map(|(code, _)| *code);
        for code in named.chain(LEADING).chain(DOT_GROUPS).chain(LAKHS) {
            assert!(name(code).is_some(), "{code}");
        }
    }

    #[test]
    fn a_sign_means_its_currencies_the_likeliest_first() {
        for (sign, first) in [
            ("$", "USD"),
            ("£", "GBP"),
            ("¥", "JPY"),
            ("kr.", "SEK"),
            ("FCFA", "XAF"),
            ("dollars", "USD"),
            ("PEN", "PEN"),
        ] {
            assert_eq!(meant_by(sign).first(), Some(&first), "{sign}");
        }
        for (sign, code) in
            [("Kr.", "DKK"), ("$", "CAD"), ("R", "ZAR"), ("eur", "EUR"), ("S/.", "PEN"), ("F CFA", "XOF")]
        {
            assert!(is_sign_of(sign, code), "{sign} {code}");
        }
        for sign in ["R", "k", "all", "month", "", "%"] {
            assert!(meant_by(sign).is_empty(), "{sign}");
        }
        assert!(!is_sign_of("$", "EUR") && !is_sign_of("", "EUR") && !is_sign_of("$", "PHP"));
    }
}
