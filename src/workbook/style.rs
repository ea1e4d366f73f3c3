//! How cells look.

use crate::bank::style::Colour;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const INK: u32 = 0x1F_2937;
const QUIET: u32 = 0x5B_6472;
const HEAD: u32 = 0xDD_E7F0;
const INPUT: u32 = 0xFF_F4CC;
const INPUT_INK: u32 = 0x1B_3F8B;
const LINE: u32 = 0xC9_D1DA;

/// What kind of number a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Money in this currency; any where it is empty.
    Money(&'a str),
    /// Money that comes in or, below zero, is paid.
    Flow,
    /// A count that may have a fraction.
    Count,
    /// A number of things sold, with at most two places.
    Sales,
    /// A whole count.
    Whole,
    /// A part of one, as a percentage with one decimal.
    Percent,
    /// A percentage as it was typed.
    TypedPercent,
    /// By which part something changes, or how many points; it may be below zero.
    Change,
    Points,
    /// One amount divided by another.
    Ratio,
    /// A part of one, exactly.
    Part,
    /// An exchange rate.
    Rate,
    /// A length in months.
    Months,
    /// A month, counted from the opening.
    Month,
    /// Every how many months a bill comes; nothing where it is 0.
    Bill,
    /// Words.
    Words,
}

impl Kind<'_> {
    fn pattern(self) -> String {
        match self {
            Self::Money(code) => {
                let unit = unit(code);
                format!("#,##0.00{unit};[Red]-#,##0.00{unit}")
            }
            Self::Sales => "#,##0.##".to_owned(),
            Self::Count | Self::Words => "General".to_owned(),
            Self::Whole => "#,##0".to_owned(),
            Self::Percent => "0.0 %;[Red]-0.0 %".to_owned(),
            Self::TypedPercent => "0.0## %".to_owned(),
            Self::Change => "+0.## %;-0.## %;0 %".to_owned(),
            Self::Points => "+0.##;-0.##;0".to_owned(),
            Self::Ratio => "0.00".to_owned(),
            Self::Part => "0.000000".to_owned(),
            Self::Rate => "0.0000##".to_owned(),
            Self::Months | Self::Flow => "#,##0.00".to_owned(),
            Self::Month => "\"month \"0".to_owned(),
            Self::Bill => "\"every \"0\" months\";;".to_owned(),
        }
    }
}

/// A currency as number formats write it; what could end the quotation is left out.
fn unit(code: &str) -> String {
    let code: String = code.chars().filter(|c| c.is_alphanumeric() || "€$£¥".contains(*c)).take(12).collect();
    if code.is_empty() { code } else { format!(" [${code}]") }
}

fn plain() -> Format {
    Format::new().set_font_color(Color::RGB(INK)).set_align(FormatAlign::Top)
}

/// The colours that follow the one of the style: of titles, of the ground of headings, and of the tabs of sheets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    ink: u32,
    head: u32,
    pub(super) tab: Option<Color>,
}

impl Paint {
    pub(super) fn of(accent: Option<Colour>) -> Self {
        let ink = accent.map_or(INK, Colour::number);
        let head = accent.map_or(HEAD, |accent| accent.tint().number());
        Self { ink, head, tab: accent.map(|accent| Color::RGB(accent.number())) }
    }

    pub(super) fn title(self) -> Format {
        plain().set_bold().set_font_size(16).set_font_color(Color::RGB(self.ink))
    }

    pub(super) fn section(self) -> Format {
        plain().set_bold().set_font_size(12).set_font_color(Color::RGB(self.ink))
    }

    pub(super) fn heading(self, words: bool) -> Format {
        let align = if words { FormatAlign::Left } else { FormatAlign::Right };
        plain()
            .set_bold()
            .set_text_wrap()
            .set_align(align)
            .set_align(FormatAlign::Bottom)
            .set_background_color(Color::RGB(self.head))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(LINE))
    }
}

/// A line that explains.
pub(super) fn hint() -> Format {
    plain().set_font_color(Color::RGB(QUIET))
}

/// An explanation that may take several lines.
pub(super) fn prose() -> Format {
    plain().set_text_wrap()
}

/// Words beside a number, a little apart from it.
pub(super) fn beside() -> Format {
    hint().set_align(FormatAlign::Left).set_indent(1)
}

pub(super) fn label() -> Format {
    plain().set_text_wrap()
}

/// A number that is worked out, or given and not to be changed.
pub(super) fn worked_out(kind: Kind<'_>) -> Format {
    let align = if kind == Kind::Words { FormatAlign::Left } else { FormatAlign::Right };
    plain().set_num_format(kind.pattern()).set_align(align)
}

/// A number that only helps to work out another one.
pub(super) fn quiet(kind: Kind<'_>) -> Format {
    worked_out(kind).set_font_color(Color::RGB(QUIET))
}

/// A number that is worked out and may be typed over.
pub(super) fn open(kind: Kind<'_>) -> Format {
    worked_out(kind).set_font_color(Color::RGB(INPUT_INK)).set_unlocked()
}

/// The last line of a table.
pub(super) fn total(kind: Kind<'_>) -> Format {
    worked_out(kind).set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(Color::RGB(QUIET))
}

/// The one look of everything that may be changed.
pub(super) fn input(kind: Kind<'_>) -> Format {
    worked_out(kind)
        .set_background_color(Color::RGB(INPUT))
        .set_font_color(Color::RGB(INPUT_INK))
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(LINE))
        .set_unlocked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_cannot_leave_its_number_format() {
        assert_eq!(Kind::Money("EUR").pattern(), "#,##0.00 [$EUR];[Red]-#,##0.00 [$EUR]");
        assert_eq!(Kind::Money("").pattern(), "#,##0.00;[Red]-#,##0.00");
        assert_eq!(unit("x]\";[Red]<"), " [$xRed]");
    }
}
