//! Sums as people type them into a prompt: `14 x 15`, `40% of 9`, `10/12`, `3*12+5`. They are worked out exactly.
//!
//! No crate fits: each number of the sum has to be read by the one rule of reading numbers, with its signs, marks and
//! doubts (`15.000 x 2` is asked back, `12 x $5` is refused), and what is left of a calculator then is this page.

use super::Doubt;
use super::number::{Convention, Measure, exact, term, unambiguous};
use crate::currency;
use num_bigint::BigInt;
use num_rational::BigRational;
use rust_decimal::Decimal;

/// No sum that a person types is longer, in characters.
const LONGEST: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
}

enum Token<'t> {
    Sign(Sign),
    Number(&'t str),
}

struct Value {
    ratio: BigRational,
    percent: bool,
}

/// What a sum comes to, as something that is said and offered; none where the text is no sum at all.
pub(super) fn worked_out(shown: &str, reading: Convention<'_>) -> Option<Result<Doubt, Doubt>> {
    if shown.len() > LONGEST {
        return None;
    }
    let tokens = tokens(shown);
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number(_))).count();
    let has_digits = |token: &Token<'_>| match token {
        Token::Number(text) => text.contains(|c: char| c.is_ascii_digit()),
        Token::Sign(_) => true,
    };
    if numbers < 2 || !tokens.iter().all(has_digits) {
        return None;
    }
    Some(evaluated(shown, &tokens, reading))
}

fn evaluated(shown: &str, tokens: &[Token<'_>], reading: Convention<'_>) -> Result<Doubt, Doubt> {
    let mut sum = Sum { shown, tokens, at: 0, reading };
    let value = sum.terms()?;
    if sum.at < tokens.len() {
        return Err(sum.unclear());
    }
    let ratio = match reading.measure {
        Measure::Share => value.ratio,
        _ => value.scaled().ratio,
    };
    if let [Token::Number(low), Token::Sign(Sign::Minus), Token::Number(high)] = tokens
        && ratio < BigRational::from_integer(0.into())
    {
        return Err(Doubt::new(format!("`{shown}` looks like a range: write one number between {low} and {high}")));
    }
    let (result, is_exact) = decimal(&ratio, reading)
        .ok_or_else(|| Doubt::new(format!("`{shown}` comes to more than canvass can work with")))?;
    let result = unambiguous(result);
    let comes_to = if is_exact { "comes to" } else { "comes to about" };
    Ok(Doubt::offering(format!("`{shown}` {comes_to} {result}: write {result} if that is what you mean"), result))
}

/// Cuts a text at its operators.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for (at, length, sign) in signs(text) {
        let before = text.get(start..at).unwrap_or_default().trim();
        let after_value = !before.is_empty() || matches!(tokens.last(), Some(Token::Sign(Sign::Close)));
        // A minus or plus with no number before it belongs to the number behind it.
        if matches!(sign, Sign::Plus | Sign::Minus) && !after_value {
            continue;
        }
        if !before.is_empty() {
            tokens.push(Token::Number(before));
        }
        tokens.push(Token::Sign(sign));
        start = at + length;
    }
    let rest = text.get(start..).unwrap_or_default().trim();
    if !rest.is_empty() {
        tokens.push(Token::Number(rest));
    }
    tokens
}

/// The places of a text that may be operators, each with its length in bytes.
fn signs(text: &str) -> Vec<(usize, usize, Sign)> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let length = c.len_utf8();
        let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + length..).unwrap_or_default());
        let more = behind.contains(|c: char| c.is_ascii_digit());
        let apart = !before.ends_with(char::is_alphabetic) && !behind.starts_with(char::is_alphabetic);
        let sign = match c {
            '+' => Sign::Plus,
            // The dash of `60.-` is none.
            '-' | '−' | '–' if more && !before.ends_with(['.', ',', ':', '-', '–']) => Sign::Minus,
            '*' | '×' => Sign::Times,
            'x' | 'X' if apart && more => Sign::Times,
            'o' if behind.starts_with("f ") && before.trim_end().ends_with(['%', 't']) => Sign::Times,
            // The stroke of `S/ 60` and `60 kr/month` is none.
            '/' if more && !before.ends_with(char::is_alphabetic) => Sign::Over,
            '÷' => Sign::Over,
            '(' => Sign::Open,
            ')' => Sign::Close,
            _ => continue,
        };
        found.push((at, if c == 'o' { 2 } else { length }, sign));
    }
    found
}

struct Sum<'t> {
    shown: &'t str,
    tokens: &'t [Token<'t>],
    at: usize,
    reading: Convention<'t>,
}

impl Sum<'_> {
    fn sign(&mut self, wanted: &[Sign]) -> Option<Sign> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(sign)) if wanted.contains(sign) => {
                self.at += 1;
                Some(*sign)
            }
            _ => None,
        }
    }

    fn terms(&mut self) -> Result<Value, Doubt> {
        let mut sum = self.factors()?;
        while let Some(sign) = self.sign(&[Sign::Plus, Sign::Minus]) {
            let next = self.factors()?;
            // Ten per cent more than 100, or a tenth more? Nobody can tell.
            if next.percent != sum.percent {
                return Err(self.unclear());
            }
            sum.ratio = if sign == Sign::Plus { sum.ratio + next.ratio } else { sum.ratio - next.ratio };
        }
        Ok(sum)
    }

    fn factors(&mut self) -> Result<Value, Doubt> {
        let mut product = self.factor()?;
        while let Some(sign) = self.sign(&[Sign::Times, Sign::Over]) {
            let (left, right) = (product.scaled(), self.factor()?.scaled());
            if sign == Sign::Over && right.ratio == BigRational::from_integer(0.into()) {
                return Err(Doubt::new(format!("`{}` divides by nothing: write the number it comes to", self.shown)));
            }
            let ratio = if sign == Sign::Times { left.ratio * right.ratio } else { left.ratio / right.ratio };
            product = Value { ratio, percent: false };
        }
        Ok(product)
    }

    fn factor(&mut self) -> Result<Value, Doubt> {
        if self.sign(&[Sign::Open]).is_some() {
            let inner = self.terms()?;
            return self.sign(&[Sign::Close]).map(|_| inner).ok_or_else(|| self.unclear());
        }
        let Some(Token::Number(text)) = self.tokens.get(self.at) else { return Err(self.unclear()) };
        self.at += 1;
        let term = term(text, self.reading)?;
        let scale = BigInt::from(10).pow(term.value.scale());
        Ok(Value { ratio: BigRational::new(term.value.mantissa().into(), scale), percent: term.percent })
    }

    fn unclear(&self) -> Doubt {
        Doubt::new(format!("`{}` cannot be worked out: write the number it comes to", self.shown))
    }
}

impl Value {
    /// As a plain number: 40 % are 0.4.
    fn scaled(self) -> Self {
        let hundred = BigRational::from_integer(100.into());
        if self.percent { Self { ratio: self.ratio / hundred, percent: false } } else { self }
    }
}

/// The number in decimals, and whether it is exact. What does not come out even is cut to the decimals of the
/// currency, four for anything else; what is smaller keeps eight.
fn decimal(ratio: &BigRational, reading: Convention<'_>) -> Option<(Decimal, bool)> {
    let at = |places: u32| -> Option<Decimal> {
        let scaled = ratio * BigRational::from_integer(BigInt::from(10).pow(places));
        let whole: i128 = scaled.round().to_integer().try_into().ok()?;
        let value = Decimal::try_from_i128_with_scale(whole, places).ok()?.normalize();
        exact(&value.to_string())
    };
    let whole = |value: &Decimal| {
        let scale = BigInt::from(10).pow(value.scale());
        BigRational::new(value.mantissa().into(), scale) == *ratio
    };
    let fine = at(8)?;
    if whole(&fine) {
        return Some((fine, true));
    }
    let places = match reading.measure {
        Measure::Amount => reading.currency.map_or(2, currency::minor_digits),
        _ => 4,
    };
    let rounded = at(places)?;
    Some((if rounded.is_zero() { fine } else { rounded }, false))
}
