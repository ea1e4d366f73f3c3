//! Where a cell stands, as formulas write it.

/// The sheets, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    ReadMe,
    Inputs,
    Income,
    Costs,
    BreakEven,
    Cash,
    Customers,
}

impl Sheet {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ReadMe => "Read me",
            Self::Inputs => "Inputs",
            Self::Income => "Income",
            Self::Costs => "Costs",
            Self::BreakEven => "Break-even",
            Self::Cash => "Cash",
            Self::Customers => "Customers",
        }
    }

    /// A cell of this sheet, seen from another one: `Inputs!D6`.
    pub(super) fn at(self, column: u16, row: u32) -> String {
        format!("{}!{}", self.quoted(), at(column, row))
    }

    /// A cell of this sheet that stays where it is: `Inputs!$D$6`.
    pub(super) fn fixed(self, column: u16, row: u32) -> String {
        format!("{}!${}${}", self.quoted(), letter(column), row + 1)
    }

    /// Some rows of a column of this sheet: `Income!$H$6:$H$9`.
    pub(super) fn rows(self, column: u16, rows: Rows) -> String {
        format!("{}!{}", self.quoted(), rows.of(column))
    }

    fn quoted(self) -> String {
        if self.name().contains([' ', '-']) { format!("'{}'", self.name()) } else { self.name().to_owned() }
    }
}

/// A cell of the same sheet: `D6`.
pub(super) fn at(column: u16, row: u32) -> String {
    format!("{}{}", letter(column), row + 1)
}

/// No sheet here is wider than 26 columns.
fn letter(column: u16) -> char {
    u8::try_from(column).map_or('A', |column| char::from(b'A' + column.min(25)))
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

    /// The row after the last, where there is always one for what is said of nothing.
    pub(super) fn end(self) -> u32 {
        self.first.saturating_add(self.count.max(1))
    }

    pub(super) fn row(self, position: usize) -> u32 {
        self.first.saturating_add(u32::try_from(position).unwrap_or(u32::MAX))
    }

    /// `$H$6:$H$9`.
    pub(super) fn of(self, column: u16) -> String {
        let letter = letter(column);
        format!("${letter}${}:${letter}${}", self.first + 1, self.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!(at(3, 5), "D6");
        assert_eq!(Sheet::Inputs.at(3, 5), "Inputs!D6");
        assert_eq!(Sheet::BreakEven.fixed(1, 0), "'Break-even'!$B$1");
        assert_eq!(Sheet::Income.rows(7, Rows::new(5, 4)), "Income!$H$6:$H$9");
    }

    #[test]
    fn rows_of_nothing_still_take_one() {
        assert_eq!(Rows::new(5, 0).end(), 6);
        assert_eq!(Rows::new(5, 3).end(), 8);
    }
}
