//! Blocks as the source of a Typst document.

use super::blocks::{self, Alignment, Block, Face, Lattice, Span, Table};
use super::drawing::{self, canvas::Position};
use super::templating::escape::typst::{escaped, literal};
use std::fmt::Write;

/// The blocks as markup.
pub(super) fn markup(blocks: &[Block]) -> String {
    let mut out = String::new();
    let is_picture = |block: Option<&Block>| matches!(block, Some(Block::Picture { .. }));
    for (index, block) in blocks.iter().enumerate() {
        // The second of two drawings stands beside the first.
        if is_picture(Some(block)) && index.checked_sub(1).is_some_and(|before| is_picture(blocks.get(before))) {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        match (block, blocks.get(index + 1)) {
            (Block::Picture { .. }, _) => {
                let own = blocks.iter().skip(index).take_while(|block| is_picture(Some(block)));
                pictures(&own.collect::<Vec<_>>(), &mut out);
            }
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
        // Drawings are written with those beside them.
        Block::Picture { .. } => Ok(()),
        Block::Rule => writeln!(out, "#line(length: 100%, stroke: 0.5pt + gray)"),
    };
}

/// Drawings that follow one another, two side by side; one that is as wide as two takes the whole line.
fn pictures(pictures: &[&Block], out: &mut String) {
    let mut cells = Vec::new();
    for picture in pictures {
        let Block::Picture { drawing, caption } = picture else { continue };
        let whole = drawn_width(drawing) > NARROW;
        let (place, caption) = (if whole { "colspan: 2" } else { "" }, escaped(caption));
        let alternative = literal(drawing::described(drawing).unwrap_or(&caption));
        cells.push(format!(
            "  grid.cell({place})[#figure(image(bytes({}), format: \"svg\", width: 100%, alt: {alternative}), caption: [{caption}], numbering: none)],",
            literal(drawing)
        ));
    }
    let _ = writeln!(out, "#grid(columns: (1fr, 1fr), gutter: 6mm,\n{}\n)", cells.join("\n"));
}

/// A drawing that is at most so wide stands beside another one.
const NARROW: f64 = 400.0;

/// The width that a drawing says it has.
fn drawn_width(drawing: &str) -> f64 {
    let size = drawing.split("viewBox=\"").nth(1).and_then(|rest| rest.split('"').next());
    size.and_then(|size| size.split(' ').nth(2)?.parse().ok()).unwrap_or(f64::MAX)
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
    let _ = writeln!(out, "#[\n#set text(size: 0.95em)\n#table(\n  columns: (1fr,) * {parts},\n  fill: none,");
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
    fn two_narrow_drawings_stand_side_by_side_and_a_wide_one_alone() {
        let drawing = |name: &str, width: u32| {
            (format!("{name}.svg"), format!("<svg viewBox=\"0 0 {width} 9\"><desc id=\"d\">{name}</desc></svg>"))
        };
        let drawings = [drawing("a", 400), drawing("b", 400), drawing("w", 800), ("none.svg".into(), String::new())];
        let source =
            markup(&blocks("![A #1](a.svg)\n\n![B](b.svg)\n\n![](none.svg)\n\n![C](w.svg)\n\nd", &[], &drawings));
        assert_eq!(source.matches("#grid(").count(), 1, "{source}");
        let order: Vec<Option<usize>> =
            ["grid.cell()", "alt: \"a\"", "A \\#1", "alt: \"b\"", "colspan: 2", "alt: \"w\"", "\nd"]
                .iter()
                .map(|part| source.find(part))
                .collect();
        assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?} {source}");
    }

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
            assert_eq!(markup(&blocks(markdown, &[], &[])), expected, "{markdown}");
        }
    }
}
