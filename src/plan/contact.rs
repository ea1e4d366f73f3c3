//! Where somebody can be reached: mail addresses, web addresses and telephone numbers, as people type them and as they
//! are written. What is typed otherwise, without `https://` or with dashes, is told from what it means, never guessed.

use super::Rejection;
use crate::words;
use email_address::{EmailAddress, Options};
use fluent_uri::Iri;

/// The longest web address taken, in characters: longer ones do not open everywhere.
const LONGEST_URL: usize = 2000;
/// How many digits a telephone number has, its country among them (ITU E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// A mail address as it is written: `ada@example.com`. Takes off a name, `mailto:` and a full stop, and reads `(at)`.
pub(super) fn email(typed: &str) -> Result<String, Rejection> {
    let inside = typed.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(typed, |(inside, _)| inside);
    let bare = without_start(inside.trim(), "mailto:").unwrap_or(inside).trim().trim_end_matches(LOOSE);
    let plain = ["(at)", "[at]", " at "].iter().fold(bare.to_owned(), |text, at| text.replace(at, "@"));
    let plain = plain.split('@').map(str::trim).collect::<Vec<_>>().join("@");
    let options = Options {
        minimum_sub_domains: 2,
        allow_domain_literal: false,
        allow_display_text: false,
        ..Options::default()
    };
    match EmailAddress::parse_with_options(&plain, options) {
        Ok(address) if ends_in_letters(address.domain()) => Ok(plain),
        _ => Err(Rejection(format!("`{}` is not an e-mail address yet: write it like ada@example.com", shown(typed)))),
    }
}

/// A web address as it is written: `https://example.com/about`. Where the beginning is missing it is `https://`.
pub(super) fn url(typed: &str) -> Result<String, Rejection> {
    if typed.chars().count() > LONGEST_URL {
        return Err(Rejection(format!("this web address is too long: please keep it to {LONGEST_URL} characters")));
    }
    let bare = typed.trim_end_matches(LOOSE).trim_matches(['<', '>', '"', '“', '”']);
    let scheme = ["https", "http"].into_iter().find_map(|scheme| {
        let rest = without_start(bare, scheme)?.strip_prefix([':', '/'])?;
        Some((scheme, rest.trim_start_matches([':', '/'])))
    });
    let (scheme, rest) = scheme.unwrap_or(("https", bare.trim_start_matches('/')));
    let plain = format!("{scheme}://{rest}");
    let is_one = Iri::parse(plain.as_str()).is_ok_and(|address| {
        address.authority().is_some_and(|place| place.userinfo().is_none() && is_host(place.host()))
    });
    if is_one {
        return Ok(plain);
    }
    let what = if email(bare).is_ok() { "an e-mail address, not a web address" } else { "not a web address yet" };
    Err(Rejection(format!("`{}` is {what}: write it like https://example.com", shown(typed))))
}

/// A telephone number as it is written: digits in groups, with a `+` before the country.
pub(super) fn phone(typed: &str) -> Result<String, Rejection> {
    let bare = without_start(typed, "tel:").unwrap_or(typed).trim();
    let bare = bare.strip_prefix("00").map_or_else(|| bare.to_owned(), |rest| format!("+{rest}"));
    // The zero that is dialled at home only, in numbers that begin with the country.
    let bare = if bare.starts_with('+') { bare.replace("(0)", " ") } else { bare };
    let (plus, rest) = bare.strip_prefix('+').map_or(("", bare.as_str()), |rest| ("+", rest));
    let groups: Vec<&str> = rest.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    let is_mark = |c: char| c.is_ascii_digit() || " -–./()\u{a0}".contains(c);
    if rest.chars().all(is_mark) && DIGITS.contains(&digits) {
        return Ok(format!("{plus}{}", groups.join(" ")));
    }
    let said = match digits {
        _ if !rest.chars().all(is_mark) => "is not a telephone number yet",
        0..3 => "is too short for a telephone number",
        _ => "is too long for a telephone number",
    };
    Err(Rejection(format!("`{}` {said}: write it like +43 660 1234567", shown(typed))))
}

/// What stands behind an address in a sentence.
const LOOSE: [char; 4] = ['.', ',', ';', ' '];

/// Whether a name can be that of a place on the web: parts between dots, and letters at the end.
fn is_host(host: &str) -> bool {
    host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty()) && ends_in_letters(host)
}

/// Whether the last part of a name is one of a country or a purpose, such as `at` or `com`.
fn ends_in_letters(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    last.starts_with("xn--") || last.chars().count() > 1 && last.chars().all(char::is_alphabetic)
}

/// What follows a word at the beginning, whatever its case.
fn without_start<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

fn shown(text: &str) -> String {
    words::printable(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: fn(&str) -> Result<String, Rejection>, taken: &[(&str, &str)], refused: &[(&str, &str)]) {
        for (typed, plain) in taken {
            assert_eq!(read(typed).as_deref(), Ok(*plain), "{typed}");
            assert_eq!(read(plain).as_deref(), Ok(*plain), "what is written so is left alone");
        }
        for (typed, said) in refused {
            assert_eq!(read(typed).unwrap_err().0, *said, "{typed}");
        }
    }

    #[test]
    fn mail_addresses_are_read_as_people_type_them() {
        check(
            email,
            &[
                ("ada@example.com", "ada@example.com"),
                ("ada.b+c@post.example.co.uk", "ada.b+c@post.example.co.uk"),
                ("jürgen@bücher.example", "jürgen@bücher.example"),
                ("mailto:ada@example.com", "ada@example.com"),
                ("Ada Byron <ada@example.com>", "ada@example.com"),
                ("ada@example.com.", "ada@example.com"),
                ("ada (at) example.com", "ada@example.com"),
                ("ada at example.com", "ada@example.com"),
                ("ada @ example.com", "ada@example.com"),
            ],
            &[
                ("ada", "`ada` is not an e-mail address yet: write it like ada@example.com"),
                ("ada@", "`ada@` is not an e-mail address yet: write it like ada@example.com"),
                ("ada@localhost", "`ada@localhost` is not an e-mail address yet: write it like ada@example.com"),
                ("a b@example.com", "`a b@example.com` is not an e-mail address yet: write it like ada@example.com"),
                ("ada@1.2.3.4", "`ada@1.2.3.4` is not an e-mail address yet: write it like ada@example.com"),
                ("a@b@c.de", "`a@b@c.de` is not an e-mail address yet: write it like ada@example.com"),
            ],
        );
    }

    #[test]
    fn web_addresses_are_read_as_people_type_them() {
        check(
            url,
            &[
                ("https://example.com", "https://example.com"),
                ("http://example.com/a_b?c=d&e=*f*#g", "http://example.com/a_b?c=d&e=*f*#g"),
                ("HTTPS://Example.com/", "https://Example.com/"),
                ("example.com", "https://example.com"),
                ("www.example.com/shop", "https://www.example.com/shop"),
                ("https:/example.com", "https://example.com"),
                ("https//example.com", "https://example.com"),
                ("<https://example.com>.", "https://example.com"),
                ("bücher.example", "https://bücher.example"),
                ("httpbin.example", "https://httpbin.example"),
                ("example.com:8080/x", "https://example.com:8080/x"),
            ],
            &[
                ("example", "`example` is not a web address yet: write it like https://example.com"),
                ("our page", "`our page` is not a web address yet: write it like https://example.com"),
                (
                    "javascript:alert(1)",
                    "`javascript:alert(1)` is not a web address yet: write it like https://example.com",
                ),
                ("ftp://a.example", "`ftp://a.example` is not a web address yet: write it like https://example.com"),
                ("https://a..b", "`https://a..b` is not a web address yet: write it like https://example.com"),
                (
                    "ada@example.com",
                    "`ada@example.com` is an e-mail address, not a web address: write it like https://example.com",
                ),
                (
                    "https://bank.example@evil.example",
                    "`https://bank.example@evil.example` is not a web address yet: write it like https://example.com",
                ),
            ],
        );
        assert!(url(&format!("https://example.com/{}", "a".repeat(LONGEST_URL))).is_err());
    }

    #[test]
    fn telephone_numbers_are_read_as_people_type_them() {
        check(
            phone,
            &[
                ("+43 660 1234567", "+43 660 1234567"),
                ("0660 1234567", "0660 1234567"),
                ("0660/123-45.67", "0660 123 45 67"),
                ("+43 (0) 660 1234567", "+43 660 1234567"),
                ("(01) 234 56 78", "01 234 56 78"),
                ("0043 660 1234567", "+43 660 1234567"),
                ("tel:+436601234567", "+436601234567"),
                ("112", "112"),
            ],
            &[
                ("12", "`12` is too short for a telephone number: write it like +43 660 1234567"),
                ("call us", "`call us` is not a telephone number yet: write it like +43 660 1234567"),
                ("0660 1234 x", "`0660 1234 x` is not a telephone number yet: write it like +43 660 1234567"),
                (
                    "+1234567890123456",
                    "`+1234567890123456` is too long for a telephone number: write it like +43 660 1234567",
                ),
                ("+", "`+` is too short for a telephone number: write it like +43 660 1234567"),
            ],
        );
    }
}
