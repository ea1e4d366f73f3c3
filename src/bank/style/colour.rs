//! A colour, and how well it can be read.

/// A colour in red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// White paper.
    pub const WHITE: Self = Self([255; 3]);

    /// The paper of a page that is read in the dark.
    pub const DARK: Self = Self([0x14, 0x19, 0x1c]);

    /// What text needs to stand out from its ground, as the guidelines for readable pages reckon it.
    pub const READABLE: f64 = 4.5;

    /// The colour that a text such as `#0b6b53` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        match digits.len() {
            3 => Some(Self([green & 15, blue >> 4, blue & 15].map(|part| part * 17))),
            6 => Some(Self([red, green, blue])),
            _ => None,
        }
    }

    /// As pages write it: `#0b6b53`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:06x}", self.number())
    }

    /// As one number: `0x0b6b53`.
    #[must_use]
    pub fn number(self) -> u32 {
        let Self([red, green, blue]) = self;
        u32::from_be_bytes([0, red, green, blue])
    }

    /// How much it stands out from another colour, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (own, other) = (self.light(), other.light());
        (own.max(other) + 0.05) / (own.min(other) + 0.05)
    }

    /// So many hundredths of it, and the rest of another colour.
    #[must_use]
    pub fn mixed(self, hundredths: u16, other: Self) -> Self {
        let (Self(mut parts), Self(others)) = (self, other);
        for (part, other) in parts.iter_mut().zip(others) {
            let sum = u16::from(*part) * hundredths + u16::from(other) * 100_u16.saturating_sub(hundredths);
            *part = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(parts)
    }

    /// A pale ground of that colour, for dark text.
    #[must_use]
    pub fn tint(self) -> Self {
        self.mixed(14, Self::WHITE)
    }

    /// The colour nearest to it that can be read on a ground: darker on a light one, lighter on a dark one.
    #[must_use]
    pub fn readable_on(self, ground: Self) -> Self {
        let end = if ground.light() > 0.5 { Self([0; 3]) } else { Self::WHITE };
        let found = (0..=100).rev().map(|hundredths| self.mixed(hundredths, end));
        found.into_iter().find(|colour| colour.contrast(ground) >= Self::READABLE).unwrap_or(end)
    }

    /// Whether it lies between red and yellow.
    #[must_use]
    pub fn is_warm(self) -> bool {
        let Self([red, green, blue]) = self;
        red.saturating_sub(green.max(blue)) > 24 && green.saturating_add(64) >= blue
    }

    /// How light it is, from 0 to 1, as the eye sees it.
    fn light(self) -> f64 {
        let Self(parts) = self;
        let [red, green, blue] = parts.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn a_colour_is_three_or_six_digits_after_a_hash() {
        for text in ["#0b6b53", "#0B6B53"] {
            assert_eq!((colour(text).hex(), colour(text).number()), ("#0b6b53".to_owned(), 0x0b_6b53));
        }
        assert_eq!(colour("#0a3"), colour("#00aa33"));
        for text in ["0b6b53", "#0b6b5", "#0b6b5g", "#+b6b53", "green", "#", "", "#äöüäöü", "#0b6b53ff"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((colour("#000").contrast(Colour::WHITE) - 21.0).abs() < 0.001);
        assert!((colour("#777").contrast(Colour::WHITE) - 4.48).abs() < 0.005);
        assert!((Colour::WHITE.contrast(colour("#767676")) - 4.54).abs() < 0.005);
    }

    #[test]
    fn a_colour_is_moved_no_further_than_it_needs_to_be_read() {
        assert_eq!(colour("#0b6b53").readable_on(Colour::WHITE), colour("#0b6b53"));
        for (text, ground) in [("#9bd3c0", Colour::WHITE), ("#ffee00", Colour::WHITE), ("#0b6b53", Colour::DARK)] {
            let found = colour(text).readable_on(ground);
            let contrast = found.contrast(ground);
            assert!(
                (Colour::READABLE..Colour::READABLE + 0.3).contains(&contrast),
                "{text}: {} {contrast}",
                found.hex()
            );
        }
    }

    #[test]
    fn red_orange_and_brown_are_warm() {
        for (text, is_warm) in [
            ("#8a1538", true),
            ("#c8102e", true),
            ("#a8501c", true),
            ("#b57a1c", true),
            ("#0b6b53", false),
            ("#1f3a8a", false),
            ("#6b1fa8", false),
            ("#444444", false),
        ] {
            assert_eq!(colour(text).is_warm(), is_warm, "{text}");
        }
    }
}
