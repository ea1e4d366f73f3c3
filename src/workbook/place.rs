//! Where a cell stands, as formulas write it.

use rust_xlsxwriter::utility::column_number_to_name;
use std::borrow::Cow;

/// The sheets, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    ReadMe,
    Inputs,
    Sales,
    Costs,
    Staff,
    Loans,
    Result,
    Cash,
    BreakEven,
    WhatIf,
    Sources,
    Ratios,
    Customers,
    /// Sales when growth takes twice as long; hidden.
    Slower,
    /// The course under one change, counted from 0; hidden.
    Course(usize),
}

/// What stands in a formula for the letter of its own column, and for that of the column before.
pub(super) const HERE: &str = "§";
pub(super) const BEFORE: &str = "¶";

impl Sheet {
    pub(super) fn name(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::ReadMe => "Read me",
            Self::Inputs => "Inputs",
            Self::Sales => "Sales",
            Self::Costs => "Costs",
            Self::Staff => "Staff",
            Self::Loans => "Loans",
            Self::Result => "Result",
            Self::Cash => "Cash",
            Self::BreakEven => "Break-even",
            Self::WhatIf => "What if",
            Self::Sources => "Sources and uses",
            Self::Ratios => "Ratios",
            Self::Customers => "Customers",
            Self::Slower => "Slower",
            Self::Course(number) => return Cow::Owned(format!("Course{}", number + 1)),
        })
    }

    /// A cell of this sheet: `Inputs!$D$6`.
    pub(super) fn cell(self, column: u16, row: u32) -> String {
        format!("{}!{}", self.quoted(), at(column, row))
    }

    /// The cell of this sheet in the column of the formula: `Result!§6`.
    pub(super) fn here(self, row: u32) -> String {
        format!("{}!{HERE}${}", self.quoted(), row + 1)
    }

    /// The cells of this sheet in the column of the formula, in these rows.
    pub(super) fn rows_here(self, rows: Rows) -> String {
        format!("{}!{}", self.quoted(), rows.of_letter(HERE))
    }

    /// Some rows of a column of this sheet: `Inputs!$H$6:$H$9`.
    pub(super) fn rows(self, column: u16, rows: Rows) -> String {
        format!("{}!{}", self.quoted(), rows.of(column))
    }

    /// The cells of these rows and columns of this sheet.
    pub(super) fn block(self, (first, last): (u16, u16), rows: Rows) -> String {
        format!("{}!{}:{}", self.quoted(), at(first, rows.first), at(last, rows.end() - 1))
    }

    fn quoted(self) -> Cow<'static, str> {
        let name = self.name();
        if name.contains([' ', '-']) { Cow::Owned(format!("'{name}'")) } else { name }
    }
}

/// A cell of the same sheet: `$D$6`.
pub(super) fn at(column: u16, row: u32) -> String {
    format!("${}${}", column_number_to_name(column), row + 1)
}

/// The cells of a row of the same sheet.
pub(super) fn across(first: u16, last: u16, row: u32) -> String {
    format!("{}:{}", at(first, row), at(last, row))
}

/// Rows that follow each other; counted from 0, as everywhere here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) first: u32,
    pub(super) count: u32,
}

impl Rows {
    pub(super) fn new(first: u32, count: usize) -> Self {
        Self { first, count: u32::try_from(count).unwrap_or(u32::MAX) }
    }

    /// The row after the last.
    pub(super) fn end(self) -> u32 {
        self.first.saturating_add(self.count.max(1))
    }

    pub(super) fn row(self, position: usize) -> u32 {
        self.first.saturating_add(u32::try_from(position).unwrap_or(u32::MAX))
    }

    /// `$H$6:$H$9`.
    pub(super) fn of(self, column: u16) -> String {
        self.of_letter(&column_number_to_name(column))
    }

    fn of_letter(self, letter: &str) -> String {
        format!("${letter}${}:${letter}${}", self.first + 1, self.end()).replace(&format!("${HERE}"), HERE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!(Sheet::Inputs.cell(3, 5), "Inputs!$D$6");
        assert_eq!(Sheet::BreakEven.cell(27, 0), "'Break-even'!$AB$1");
        assert_eq!(Sheet::Costs.rows(7, Rows::new(5, 4)), "Costs!$H$6:$H$9");
        assert_eq!(Sheet::Course(0).here(5), "Course1!§$6");
        assert_eq!(Sheet::Sales.rows_here(Rows::new(5, 4)), "Sales!§$6:§$9");
    }

    #[test]
    fn rows_of_nothing_still_take_one() {
        assert_eq!(Rows::new(5, 0).end(), 6);
        assert_eq!(Rows::new(5, 3).end(), 8);
    }
}
