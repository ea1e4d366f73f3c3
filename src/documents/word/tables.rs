//! Tables, and the canvas as one.

use super::{TEXT_WIDTH, inline};
use crate::documents::blocks::{self, Alignment, Lattice, Span, Table as Content};
use crate::documents::drawing::canvas::Position;
use docx_rs::{AlignmentType, Paragraph, Table, TableCell, TableRow, WidthType};

/// A table of up to this many rows is kept on one page.
const SHORT: usize = 8;

/// A table with a head that every page repeats.
pub(super) fn table(content: &Content, links: &mut usize) -> Table {
    let widths = content.widths(TEXT_WIDTH);
    let mut row = |cells: &[Vec<Span>], style: &str| {
        let cells = widths.iter().zip(&content.columns).zip(cells).map(|((width, alignment), text)| {
            let paragraph = inline::filled(Paragraph::new().style(style), text, links);
            let paragraph = match alignment {
                Alignment::Right => paragraph.align(AlignmentType::Right),
                Alignment::Center => paragraph.align(AlignmentType::Center),
                Alignment::Left | Alignment::None => paragraph,
            };
            TableCell::new().width(*width, WidthType::Dxa).add_paragraph(paragraph)
        });
        TableRow::new(cells.collect())
    };
    // What says that a row is a head is missing from the library: see `package`.
    let mut rows = vec![row(&content.head, "TableHeading")];
    for (index, cells) in content.rows.iter().enumerate() {
        let is_kept = content.rows.len() <= SHORT && index + 1 < content.rows.len();
        rows.push(row(cells, if is_kept { "TableTextKept" } else { "TableText" }).cant_split());
    }
    Table::new(rows).set_grid(widths).style("PlanTable")
}

/// The canvas as it is drawn: columns of one or more blocks above a band of wide ones.
pub(super) fn canvas(canvas: &[(Position, Vec<Span>)], links: &mut usize) -> Table {
    let lattice = Lattice::new(canvas);
    let (column, share) = lattice.parts();
    let parts = column * share;
    let mut cell = |span: usize, texts: &[&[Span]]| {
        let cell = TableCell::new().width(TEXT_WIDTH / parts * span, WidthType::Dxa).grid_span(span);
        texts.iter().enumerate().fold(cell, |cell, (index, text)| {
            let style = if index == 0 { "CanvasText" } else { "CanvasTextBelow" };
            cell.add_paragraph(inline::filled(Paragraph::new().style(style), &blocks::named(text), links))
        })
    };
    let above: Vec<_> = lattice.columns.iter().map(|texts| cell(column, texts)).collect();
    let below: Vec<_> = lattice.band.iter().map(|(span, text)| cell(share * span, &[*text])).collect();
    let rows = [above, below].into_iter().filter(|cells| !cells.is_empty());
    let rows = rows.map(|cells| TableRow::new(cells).cant_split()).collect();
    Table::new(rows).set_grid(vec![TEXT_WIDTH / parts; parts]).style("CanvasTable")
}
