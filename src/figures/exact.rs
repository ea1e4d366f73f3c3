//! Exact numbers: fractions that never lose a cent, and their decimal text.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::ToPrimitive;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact fraction. A third of something is a third, however often it is added up.
#[derive(Clone, Debug)]
pub struct Exact(Parts);

/// Nearly every amount fits into a machine's own numbers, which are many times faster.
#[derive(Clone, Debug)]
enum Parts {
    Small(Small),
    Large(Box<BigRational>),
}

/// A fraction that need not be in lowest terms: looking for a common divisor costs more than all else, so that it waits
/// until a number would not fit.
#[derive(Clone, Copy, Debug)]
struct Small {
    above: i128,
    /// Above zero.
    below: i128,
}

impl Small {
    const fn whole(above: i128) -> Self {
        Self { above, below: 1 }
    }

    fn reduced(self) -> Self {
        let divisor = self.above.gcd(&self.below);
        Self { above: self.above / divisor, below: self.below / divisor }
    }

    fn plus(self, other: Self) -> Option<Self> {
        self.added(other).or_else(|| self.reduced().added(other.reduced()))
    }

    /// Over the larger of both divisors where the other goes into it, as it nearly always does in a sum.
    fn added(self, other: Self) -> Option<Self> {
        if self.below == other.below {
            return Some(Self { above: self.above.checked_add(other.above)?, ..self });
        }
        let (fine, coarse) = if self.below < other.below { (other, self) } else { (self, other) };
        let (times, rest) = quotient_and_rest(fine.below, coarse.below);
        let (more, times) = if rest == 0 {
            (1, times)
        } else {
            let more = coarse.below / coarse.below.gcd(&fine.below);
            (more, product(fine.below, more)? / coarse.below)
        };
        let above = product(fine.above, more)?.checked_add(product(coarse.above, times)?)?;
        Some(Self { above, below: product(fine.below, more)? })
    }

    fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { above: other.above.checked_neg()?, ..other })
    }

    fn times(self, other: Self) -> Option<Self> {
        self.multiplied(other).or_else(|| {
            let (one, two) = (self.reduced(), other.reduced());
            let across = |above, below| Self { above, below }.reduced();
            let (one, two) = (across(one.above, two.below), across(two.above, one.below));
            one.multiplied(two)
        })
    }

    fn compared(self, other: Self) -> Ordering {
        match (product(self.above, other.below), product(other.above, self.below)) {
            (Some(one), Some(two)) => one.cmp(&two),
            _ => Ratio::new_raw(self.above, self.below).cmp(&Ratio::new_raw(other.above, other.below)),
        }
    }

    fn multiplied(self, other: Self) -> Option<Self> {
        Some(Self { above: product(self.above, other.above)?, below: product(self.below, other.below)? })
    }
}

/// The product where it fits. A machine multiplies numbers of half that length at once.
fn product(one: i128, other: i128) -> Option<i128> {
    match (i64::try_from(one), i64::try_from(other)) {
        (Ok(one), Ok(other)) => Some(i128::from(one) * i128::from(other)),
        _ => one.checked_mul(other),
    }
}

/// Of two numbers above zero. A machine divides numbers of half that length in a fraction of the time.
fn quotient_and_rest(number: i128, by: i128) -> (i128, i128) {
    match (u64::try_from(number), u64::try_from(by)) {
        (Ok(number), Ok(by)) => ((number / by).into(), (number % by).into()),
        _ => number.div_rem(&by),
    }
}

impl Exact {
    /// Nothing at all.
    #[must_use]
    pub fn zero() -> Self {
        Self::whole(0)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(Parts::Small(Small::whole(number.into())))
    }

    /// What `percent` of 100 comes to: 15 gives 0.15.
    #[must_use]
    pub fn percent(percent: Decimal) -> Self {
        &Self::from(percent) * &Self(Parts::Small(Small { above: 1, below: 100 }))
    }

    fn of(large: BigRational) -> Self {
        let fits = large.numer().to_i128().zip(large.denom().to_i128());
        Self(fits.map_or_else(|| Parts::Large(Box::new(large)), |(above, below)| Parts::Small(Small { above, below })))
    }

    fn large(&self) -> BigRational {
        match &self.0 {
            Parts::Small(small) => BigRational::new(BigInt::from(small.above), BigInt::from(small.below)),
            Parts::Large(large) => (**large).clone(),
        }
    }

    /// The result of two numbers: in the machine's own where it fits.
    fn with(
        &self,
        other: &Self,
        small: impl Fn(Small, Small) -> Option<Small>,
        large: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Parts::Small(one), Parts::Small(other)) = (&self.0, &other.0)
            && let Some(result) = small(*one, *other)
        {
            return Self(Parts::Small(result));
        }
        Self::of(large(self.large(), other.large()))
    }

    /// The quotient; `None` where the divisor is zero.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        let turned = match &divisor.0 {
            Parts::Small(small) if small.above == 0 => return None,
            Parts::Small(small) => match small.below.checked_mul(small.above.signum()).zip(small.above.checked_abs()) {
                Some((above, below)) => Self(Parts::Small(Small { above, below })),
                None => Self::of(divisor.large().recip()),
            },
            Parts::Large(large) => Self::of(large.recip()),
        };
        Some(self * &turned)
    }

    /// The next whole number upwards.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self::of(self.large().ceil())
    }

    /// The next whole number downwards.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self::of(self.large().floor())
    }

    /// With at most that many places, half rounded away from zero.
    #[must_use]
    pub fn rounded(&self, places: u32) -> Self {
        match self.scaled(places) {
            Scaled::Small(number, scale) => Self(Parts::Small(Small { above: number, below: scale })),
            Scaled::Large(number, scale) => Self::of(BigRational::new(number, scale)),
        }
    }

    /// The payment, in whole cents, that clears an amount in so many equal ones, with that part of what is owed as interest
    /// in each; compound interest is carried to that many places. `None` where there is no interest. Neither is below zero.
    #[must_use]
    pub(super) fn annuity(&self, interest: &Self, count: u32, places: u32) -> Option<Self> {
        let scale = BigInt::from(10).pow(places);
        let growth = (&Self::whole(1) + interest).power(count, places, &scale);
        let added = &growth - &scale;
        if added.sign() != Sign::Plus {
            return None;
        }
        // In one fraction: looking for a common divisor at each step would take most of the time.
        let (amount, interest) = (self.large(), interest.large());
        let above: BigInt = amount.numer() * interest.numer() * growth * 200;
        let below: BigInt = amount.denom() * interest.denom() * added;
        let cents = (above + &below).div_floor(&(below * 2));
        Some(Self::of(BigRational::new(cents, BigInt::from(100))))
    }

    /// Multiplied with itself so many times, each product carried to that many places: that many times ten to that power.
    fn power(&self, times: u32, places: u32, scale: &BigInt) -> BigInt {
        let product = |one: &BigInt, other: &BigInt| (one * other + scale / 2_u8).div_floor(scale);
        let base = match self.scaled(places) {
            Scaled::Small(number, _) => BigInt::from(number),
            Scaled::Large(number, _) => number,
        };
        let bits = (0..u32::BITS - times.leading_zeros()).rev();
        bits.fold(scale.clone(), |power, bit| {
            let squared = product(&power, &power);
            if times >> bit & 1 == 1 { product(&squared, &base) } else { squared }
        })
    }

    /// The number times ten to that power, rounded to a whole one, half away from zero.
    fn scaled(&self, places: u32) -> Scaled {
        if let Parts::Small(small) = &self.0
            && let Some(scale) = 10_i128.checked_pow(places)
            && let Some(above) = small.above.unsigned_abs().checked_mul(2 * scale.unsigned_abs())
            && let Some(above) = above.checked_add(small.below.unsigned_abs())
            && let Some(below) = small.below.unsigned_abs().checked_mul(2)
            && let Ok(rounded) = i128::try_from(above / below)
        {
            return Scaled::Small(if small.above < 0 { -rounded } else { rounded }, scale);
        }
        let scale = BigInt::from(10).pow(places);
        let rounded = (self.large() * BigRational::from_integer(scale.clone())).round().to_integer();
        Scaled::Large(rounded, scale)
    }

    /// The whole number it is; `None` where it is none, or below zero.
    #[must_use]
    pub(super) fn to_usize(&self) -> Option<usize> {
        match &self.0 {
            Parts::Small(small) if small.above % small.below == 0 => usize::try_from(small.above / small.below).ok(),
            _ => None,
        }
    }

    /// Most amounts of a month are nothing, and most factors one: neither needs a common divisor.
    pub(super) fn is_zero(&self) -> bool {
        matches!(&self.0, Parts::Small(small) if small.above == 0)
    }

    fn is_one(&self) -> bool {
        matches!(&self.0, Parts::Small(small) if small.above == small.below)
    }

    /// Below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Parts::Small(small) => small.above < 0,
            Parts::Large(large) => large.numer().sign() == Sign::Minus,
        }
    }

    /// Above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        match &self.0 {
            Parts::Small(small) => small.above > 0,
            Parts::Large(large) => large.numer().sign() == Sign::Plus,
        }
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
        (0..=places).rev().find_map(|places| {
            let number = match self.scaled(places) {
                Scaled::Small(number, _) => Some(number),
                Scaled::Large(number, _) => number.to_i128(),
            };
            Decimal::try_from_i128_with_scale(number?, places).ok().map(|decimal| decimal.normalize())
        })
    }

    /// Sign, whole part and fraction of the number rounded to that many places.
    fn digits(&self, places: u32) -> (&'static str, String, String) {
        let rounded = match self.scaled(places) {
            Scaled::Small(number, _) => number.to_string(),
            Scaled::Large(number, _) => number.to_string(),
        };
        let (sign, digits) = rounded.strip_prefix('-').map_or(("", rounded.as_str()), |digits| ("-", digits));
        let places = usize::try_from(places).unwrap_or_default();
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        (sign, whole.to_owned(), fraction.to_owned())
    }
}

/// A number times a power of ten, as a whole number, and that power.
enum Scaled {
    Small(i128, i128),
    Large(BigInt, BigInt),
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        // No decimal has more than 28 places, nor more digits than fit here.
        let scale = 10_i128.checked_pow(decimal.scale()).unwrap_or(1);
        Self(Parts::Small(Small { above: decimal.mantissa(), below: scale }))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Parts::Small(one), Parts::Small(other)) => one.compared(*other),
            _ => self.large().cmp(&other.large()),
        }
    }
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        if other.is_zero() {
            return self.clone();
        }
        if self.is_zero() {
            return other.clone();
        }
        self.with(other, Small::plus, |one, other| one + other)
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        if other.is_zero() {
            return self.clone();
        }
        self.with(other, Small::minus, |one, other| one - other)
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        if self.is_zero() || other.is_one() {
            return self.clone();
        }
        if other.is_zero() || self.is_one() {
            return other.clone();
        }
        self.with(other, Small::times, |one, other| one * other)
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        &Exact::zero() - self
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
    use proptest::prelude::*;

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

    /// Numbers of all lengths, so that some fit into a machine's own, some only in lowest terms, and some not at all.
    fn number() -> impl Strategy<Value = i128> {
        (any::<i128>(), 1..127_u32).prop_map(|(number, shift)| number >> shift)
    }

    fn small() -> impl Strategy<Value = Small> {
        (number(), number()).prop_map(|(above, below)| Small { above, below: below.saturating_abs().max(1) })
    }

    proptest! {
        #[test]
        fn what_need_not_be_in_lowest_terms_is_as_exact_as_what_is(one in small(), other in small(), same in any::<bool>()) {
            let other = if same { Small { below: one.below, ..other } } else { other };
            let (one, other) = (Exact(Parts::Small(one)), Exact(Parts::Small(other)));
            let (whole, part) = (one.large(), other.large());
            prop_assert_eq!((&one + &other).large(), &whole + &part);
            prop_assert_eq!((&one - &other).large(), &whole - &part);
            prop_assert_eq!((&one * &other).large(), &whole * &part);
            prop_assert_eq!(one.cmp(&other), whole.cmp(&part));
            prop_assert_eq!(one == other, whole == part);
            if let Some(quotient) = one.over(&other) {
                prop_assert_eq!(quotient.large(), &whole / &part);
            }
        }
    }

    #[test]
    fn equal_numbers_are_equal_in_any_terms() {
        assert_eq!(Exact(Parts::Small(Small { above: 50, below: 100 })), fraction(1, 2));
        assert_eq!(Exact(Parts::Small(Small { above: 300, below: 100 })).to_usize(), Some(3));
        assert!(Exact(Parts::Small(Small { above: 7, below: 7 })).is_one());
    }

    #[test]
    fn a_power_is_carried_to_its_places() {
        let month = fraction(201, 200);
        let power = |base: &Exact, times: u32, places: u32| {
            let scale = BigInt::from(10).pow(places);
            Exact::of(BigRational::new(base.power(times, places, &scale), scale))
        };
        assert_eq!(power(&month, 0, 40), Exact::whole(1));
        assert_eq!(power(&month, 3, 40), &(&month * &month) * &month);
        assert_eq!(power(&fraction(4, 3), 2, 3).text(3), "1.777");
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(Exact::whole(1).over(&Exact::zero()), None);
    }
}
