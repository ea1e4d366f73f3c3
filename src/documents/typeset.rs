//! Blocks as the source of a Typst document.

use super::blocks::{self, Alignment, Block, Face, Lattice, Span, Table};
use super::drawing::canvas::Position;
use super::templating::escape::typst::{escaped, literal};
use std::fmt::Write;

/// The blocks as markup.
pub(super) fn markup(blocks: &[Block]) -> String {
    let mut out = String::new();
    for (index, block) in blocks.iter().enumerate() {
        if !out.is_empty() {
            out.push('\n');
        }
        match (block, blocks.get(index + 1)) {
            // The words that lead to a list or a table stay with it.
            (Block::Paragraph(text), Some(Block::List { .. } | Block::Table(_) | Block::Canvas(_))) => {
                let _ = writeln!(out, "#block(sticky: true)[{}]", line(text));
            }
            _ => self::block(block, &mut out),
        }
    }
    out
}

/// Words in a line as markup.
pub(super) fn line(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        self::span(span, &mut out);
    }
    out
}

fn block(block: &Block, out: &mut String) {
    let _ = match block {
        Block::Heading { level, text } => writeln!(out, "{} {}", "=".repeat(*level), line(text).replace(" \\\n", " ")),
        Block::Paragraph(text) => writeln!(out, "{}", line(text)),
        Block::List { first, entries } => {
            list(*first, entries, out);
            Ok(())
        }
        Block::Canvas(blocks) => {
            canvas(blocks, out);
            Ok(())
        }
        Block::Quote(quoted) => writeln!(out, "#quote(block: true)[\n{}]", markup(quoted)),
        Block::Code(code) => writeln!(out, "#raw(block: true, {})", literal(code)),
        Block::Table(table) => {
            self::table(table, out);
            Ok(())
        }
        Block::Rule => writeln!(out, "#line(length: 100%, stroke: 0.5pt + gray)"),
    };
}

fn list(first: Option<u64>, entries: &[Vec<Block>], out: &mut String) {
    for (index, entry) in (0..).zip(entries) {
        let mark = first.map_or("- ".to_owned(), |first| format!("{}. ", first.saturating_add(index)));
        let text = markup(entry);
        let mut lines = text.lines();
        let _ = writeln!(out, "{mark}{}", lines.next().unwrap_or_default());
        for line in lines {
            // What belongs to an entry stands in as far as its first word.
            let indent = if line.is_empty() { 0 } else { mark.len() };
            let _ = writeln!(out, "{:indent$}{line}", "");
        }
    }
}

fn table(table: &Table, out: &mut String) {
    let columns = joined(table.widths(1000), |width| format!("{width}fr"));
    let sides = joined(&table.columns, |side| side_of(*side).to_owned());
    let cells = |row: &[Vec<Span>]| joined(row, |cell| format!("[{}]", line(cell)));
    let head: Vec<Vec<Span>> = table.head.iter().map(|cell| bold(cell)).collect();
    let _ = writeln!(out, "#table(\n  columns: ({columns},),\n  align: ({sides},),");
    let _ = writeln!(out, "  table.header({}),", cells(&head));
    for row in &table.rows {
        let _ = writeln!(out, "  {},", cells(row));
    }
    out.push_str(")\n");
}

fn joined<T>(parts: impl IntoIterator<Item = T>, shown: impl Fn(T) -> String) -> String {
    parts.into_iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn bold(spans: &[Span]) -> Vec<Span> {
    let bold = |span: &Span| Span { face: Face { bold: true, ..span.face }, ..span.clone() };
    spans.iter().map(bold).collect()
}

fn side_of(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Right => "right",
        Alignment::Center => "center",
        Alignment::Left | Alignment::None => "left",
    }
}

/// The canvas as it is drawn: columns of one or more blocks above a band of wide ones.
fn canvas(canvas: &[(Position, Vec<Span>)], out: &mut String) {
    let lattice = Lattice::new(canvas);
    let (column, share) = lattice.parts();
    // As many rows as let every column part them alike.
    let rows = lattice.columns.iter().fold(1, |rows, blocks| num_integer::lcm(rows, blocks.len()));
    let mut cells = Vec::new();
    for row in 0..rows {
        for blocks in &lattice.columns {
            let high = rows / blocks.len().max(1);
            let begun = blocks.get(row / high).filter(|_| row % high == 0);
            let span = if high > 1 { format!(", rowspan: {high}") } else { String::new() };
            cells.extend(begun.map(|text| (format!("colspan: {column}{span}"), *text)));
        }
    }
    cells.extend(lattice.band.iter().map(|(span, text)| (format!("colspan: {}", share * span), *text)));
    let parts = column * share;
    let _ = writeln!(out, "#[\n#set text(size: 0.8em)\n#table(\n  columns: (1fr,) * {parts},\n  fill: none,");
    for (place, text) in cells {
        let _ = writeln!(out, "  table.cell({place})[{}],", line(&blocks::named(text)));
    }
    out.push_str(")\n]\n");
}

/// A text of one look. Every look is the call of a function: the short marks `*` and `_` mean something else, or
/// begin a comment, beside some letters.
fn span(span: &Span, out: &mut String) {
    let lines: Vec<String> = span.text.split('\n').map(escaped).collect();
    let mut text = lines.join(" \\\n");
    if span.face.code {
        text = format!("#raw({});", literal(&span.text.replace('\n', " ")));
    }
    let looks = [(span.face.italic, "emph"), (span.face.bold, "strong"), (span.face.struck, "strike")];
    for (_, name) in looks.into_iter().filter(|(wanted, _)| *wanted) {
        text = format!("#{name}[{text}];");
    }
    if let Some(link) = &span.link {
        text = format!("#link({})[{text}];", literal(link));
    }
    out.push_str(&text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::blocks::blocks;

    #[test]
    fn each_kind_of_block_becomes_markup() {
        for (markdown, expected) in [
            ("## 1. A *b*\n\nc", "== 1\\. A #emph[b];\n\nc\n"),
            ("- a\n- b\n  1. c\n  2. d\n", "- a\n- #block(sticky: true)[b]\n\n  1. c\n  2. d\n"),
            ("> a", "#quote(block: true)[\na\n]\n"),
            ("    x \"y\"\n", "#raw(block: true, \"x \\\"y\\\"\\n\")\n"),
            (
                "| a | b |\n|---|--:|\n| *c* | |\n",
                "#table(\n  columns: (500fr, 500fr,),\n  align: (left, right,),\n  table.header([#strong[a];], [#strong[b];]),\n  [#emph[c];], [],\n)\n",
            ),
            ("**a**b `c` [d](https://e.f/\"x)", "#strong[a];b #raw(\"c\"); #link(\"https://e.f/\\\"x\")[d];\n"),
            ("a  \n- b", "#block(sticky: true)[a]\n\n- b\n"),
            ("a\\\n= b", "a \\\n\\= b\n"),
        ] {
            assert_eq!(markup(&blocks(markdown, &[])), expected, "{markdown}");
        }
    }
}
