//! Exact numbers: fractions that never lose a cent, and their decimal text.

use num_bigint::BigInt;
use num_rational::BigRational;
use rust_decimal::Decimal;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact fraction. A third of something is a third, however often it is added up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

impl Exact {
    /// Nothing at all.
    #[must_use]
    pub fn zero() -> Self {
        Self::whole(0)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(BigRational::from_integer(BigInt::from(number)))
    }

    /// What `percent` of 100 comes to: 15 gives 0.15.
    #[must_use]
    pub fn percent(percent: Decimal) -> Self {
        &Self::from(percent) * &Self(BigRational::new(BigInt::from(1), BigInt::from(100)))
    }

    /// The quotient; `None` where the divisor is zero.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        (*divisor != Self::zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The next whole number upwards.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self(self.0.ceil())
    }

    /// The next whole number downwards.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// Below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        *self < Self::zero()
    }

    /// Above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        *self > Self::zero()
    }

    /// As decimal text with that many places, half rounded away from zero: `-1092.00`.
    #[must_use]
    pub fn text(&self, places: u32) -> String {
        let (sign, whole, fraction) = self.digits(places);
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// Like [`Self::text`], with commas between the thousands: `7,181.82`.
    #[must_use]
    pub fn grouped(&self, places: u32) -> String {
        let (sign, whole, fraction) = self.digits(places);
        let mut text = String::from(sign);
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && (whole.len() - position).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if places > 0 {
            text.push('.');
            text.push_str(&fraction);
        }
        text
    }

    /// As a decimal with at most that many places and no trailing zeros; `None` where a decimal is too small to hold it.
    #[must_use]
    pub fn to_decimal(&self, places: u32) -> Option<Decimal> {
        (0..=places)
            .rev()
            .find_map(|places| Decimal::from_str_exact(&self.text(places)).ok())
            .map(|decimal| decimal.normalize())
    }

    /// Sign, whole part and fraction of the number rounded to that many places.
    fn digits(&self, places: u32) -> (&'static str, String, String) {
        let scaled = &self.0 * BigRational::from_integer(BigInt::from(10).pow(places));
        let rounded = scaled.round().to_integer().to_string();
        let (sign, digits) = rounded.strip_prefix('-').map_or(("", rounded.as_str()), |digits| ("-", digits));
        let places = usize::try_from(places).unwrap_or_default();
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        (sign, whole.to_owned(), fraction.to_owned())
    }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        let scale = BigInt::from(10).pow(decimal.scale());
        Self(BigRational::new(BigInt::from(decimal.mantissa()), scale))
    }
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        Exact(&self.0 + &other.0)
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact(-&self.0)
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |total, number| &total + number)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |total, number| &total + &number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(above: i64, below: i64) -> Exact {
        Exact::whole(above).over(&Exact::whole(below)).unwrap()
    }

    #[test]
    fn two_thirds_taken_three_times_are_two() {
        assert_eq!((&fraction(2, 3) * &Exact::whole(3)).ceil(), Exact::whole(2));
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (number, places, text) in [
            (fraction(1, 2), 0, "1"),
            (fraction(-1, 2), 0, "-1"),
            (fraction(5, 1000), 2, "0.01"),
            (fraction(-5, 1000), 2, "-0.01"),
            (fraction(-4, 1000), 2, "0.00"),
            (fraction(2, 3), 6, "0.666667"),
            (fraction(-1092, 1), 2, "-1092.00"),
            (Exact::zero(), 1, "0.0"),
        ] {
            assert_eq!(number.text(places), text);
        }
    }

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in
            [(999, "999.00"), (1000, "1,000.00"), (-123_456, "-123,456.00"), (1_234_567, "1,234,567.00")]
        {
            assert_eq!(Exact::whole(number).grouped(2), text);
        }
        assert_eq!(fraction(15_801, 2).grouped(0), "7,901");
    }

    #[test]
    fn decimals_go_in_and_come_out() {
        let decimal = Decimal::from_str_exact("-12.340").unwrap();
        assert_eq!(Exact::from(decimal).to_decimal(6).unwrap().to_string(), "-12.34");
        assert_eq!(fraction(2, 3).to_decimal(6).unwrap().to_string(), "0.666667");
        assert_eq!(Exact::percent(Decimal::from(15)), fraction(3, 20));
    }

    #[test]
    fn what_a_decimal_cannot_hold_loses_places_first_and_then_has_no_decimal() {
        let large = Exact::from(Decimal::MAX);
        assert_eq!(large.to_decimal(6), Some(Decimal::MAX));
        assert_eq!((&large * &large).to_decimal(6), None);
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(Exact::whole(1).over(&Exact::zero()), None);
    }
}
