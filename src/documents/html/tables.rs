//! Tables: each in a region that can be scrolled and that the keyboard reaches, with headings for its columns and rows.

use super::escaped;
use super::headings::Headings;
use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};

/// The table that is being written, if any.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// The heading that the last table stood under, and how many tables have.
    under: (String, usize),
}

impl Table {
    /// The markup of an event that belongs to a table.
    pub(super) fn markup<'a>(&mut self, event: &Event<'a>, headings: &Headings) -> Option<CowStr<'a>> {
        Some(match event {
            Event::Start(Tag::Table(columns)) => {
                self.columns.clone_from(columns);
                let label = escaped(&self.label(headings.last_text()));
                format!("<div class=\"table\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">\n<table>\n").into()
            }
            Event::End(TagEnd::Table) => "</tbody>\n</table>\n</div>\n".into(),
            Event::Start(Tag::TableHead) => {
                (self.in_head, self.column) = (true, 0);
                "<thead>\n<tr>".into()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr>\n</thead>\n<tbody>\n".into()
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>".into()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".into(),
            Event::Start(Tag::TableCell) => self.cell().into(),
            Event::End(TagEnd::TableCell) => {
                self.column += 1;
                if self.in_head || self.column == 1 { "</th>".into() } else { "</td>".into() }
            }
            _ => return None,
        })
    }

    /// What to call a table: the heading above it, with a number from the second one on.
    fn label(&mut self, heading: &str) -> String {
        if self.under.0 == heading {
            self.under.1 += 1;
        } else {
            self.under = (heading.to_owned(), 1);
        }
        match self.under.1 {
            1 => heading.to_owned(),
            number => format!("{heading} ({number})"),
        }
    }

    fn cell(&self) -> &'static str {
        let is_number = self.columns.get(self.column) == Some(&Alignment::Right);
        match (self.in_head, self.column, is_number) {
            (true, _, false) => "<th scope=\"col\" dir=\"auto\">",
            (true, _, true) => "<th scope=\"col\" class=\"number\" dir=\"auto\">",
            (false, 0, false) => "<th scope=\"row\" dir=\"auto\">",
            (false, 0, true) => "<th scope=\"row\" class=\"number\" dir=\"auto\">",
            (false, _, false) => "<td dir=\"auto\">",
            (false, _, true) => "<td class=\"number\" dir=\"auto\">",
        }
    }
}
