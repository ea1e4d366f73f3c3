use super::*;

fn words(blocks: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Heading { level, text } => format!("h{level} {}", plain(text)),
        Block::Paragraph(text) => plain(text),
        Block::List { first, entries } => {
            let entries: Vec<String> = entries.iter().map(|entry| words(entry)).collect();
            format!("{}[{}]", first.map_or(String::new(), |first| first.to_string()), entries.join(" | "))
        }
        Block::Canvas(canvas) => {
            format!("canvas of {}", canvas.iter().map(|(_, text)| plain(text)).collect::<String>())
        }
        Block::Quote(quoted) => format!("“{}”", words(quoted)),
        Block::Code(code) => format!("`{code}`"),
        Block::Table(table) => {
            let row = |row: &Vec<Vec<Span>>| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(",");
            format!("{} / {}", row(&table.head), table.rows.iter().map(row).collect::<Vec<_>>().join("; "))
        }
        Block::Picture { drawing, caption } => format!("{drawing}: {caption}"),
        Block::Rule => "---".to_owned(),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join(" / ")
}

#[test]
fn each_kind_of_block_is_read() {
    let drawing = |name: &str, svg: &str| (name.to_owned(), svg.to_owned());
    let drawings = [drawing("cash.svg", "SVG"), drawing("none.svg", "")];
    for (markdown, expected) in [
        ("# A *b*\n\nc\nd\n", "h1 A b / c d"),
        ("- a\n- b\n  - c\n\n    d\n", "[a | b / [c / d]]"),
        ("3. a\n4. b\n", "3[a | b]"),
        ("> a\n> > b\n", "“a / “b””"),
        ("    a\n      b\n", "`a\n  b\n`"),
        ("| a | b |\n|---|---|\n| c | |\n", "a,b / c,"),
        ("a\n\n---\n\nb", "a / --- / b"),
        ("<b>x</b>\n", "<b>x</b>"),
        ("a <i>x</i> &amp; b  \nc", "a <i>x</i> & b c"),
        ("![seen](x.png) b", "seen b"),
        ("a\u{fffe}\u{7}b", "ab"),
        ("a ![b *c*](cash.svg) d", "a / SVG: b c / d"),
        ("![b](none.svg)\n\nd", "d"),
        ("![b](other.svg)", "b"),
        ("![the canvas](canvas.svg)\n\n- a\n- b\n", "[a | b]"),
        ("![the canvas](canvas.svg)\n\n- 1\n- 2\n- 3\n\nb", "canvas of 123 / b"),
    ] {
        assert_eq!(words(&blocks(markdown, &[Position::default(); 3], &drawings)), expected, "{markdown}");
    }
}

#[test]
fn a_look_and_a_safe_link_belong_to_their_words_only() {
    let found = blocks("a **b *c*** ~~d~~ `e` [f](https://g.h) [i](javascript:j) [k](#l)", &[], &[]);
    let [Block::Paragraph(spans)] = &found[..] else { panic!("{found:?}") };
    let shown: Vec<String> = spans
        .iter()
        .map(|Span { text, face, link }| {
            let marks = [(face.bold, "b"), (face.italic, "i"), (face.struck, "s"), (face.code, "c")];
            let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
            format!("{marks}:{text}{}", link.as_ref().map_or(String::new(), |link| format!("->{link}")))
        })
        .collect();
    assert_eq!(shown, [":a ", "b:b ", "bi:c", ": ", "s:d", ": ", "c:e", ": ", ":f->https://g.h", ": i k"]);
}

#[test]
fn only_a_first_and_single_heading_of_the_highest_level_is_the_title() {
    for (markdown, title, rest) in [
        ("# A\n\n## B\n\n### C", "A", "h1 B / h2 C"),
        ("# A\n\n# B", "", "h1 A / h1 B"),
        ("a\n\n# B", "", "a / h1 B"),
        ("", "", ""),
    ] {
        let (found, blocks) = titled(blocks(markdown, &[], &[]));
        assert_eq!((plain(&found).as_str(), words(&blocks).as_str()), (title, rest), "{markdown}");
    }
}

#[test]
fn what_is_nested_too_deep_stays_in_sight() {
    let deep = blocks(&format!("{} a\n\n{} b", ">".repeat(5000), "- ".repeat(5000)), &[], &[]);
    let shown = words(&deep);
    assert!(shown.contains('a') && shown.contains('b') && shown.matches('“').count() < 20, "{shown}");
}

#[test]
fn the_widths_of_columns_fill_the_page() {
    let read = |markdown: &str| match blocks(markdown, &[], &[]).remove(0) {
        Block::Table(table) => table.widths(9000),
        other => panic!("{other:?}"),
    };
    let widths = read("| Template | Sales |\n|---|--:|\n| Repair visits with parts | 3 |\n");
    assert_eq!(widths.iter().sum::<usize>(), 9000);
    assert!(widths[0] > 2 * widths[1], "{widths:?}");
    let widths = read(&format!("| a | b | c |\n|---|---|---|\n| {} | x | y |\n", "long".repeat(9000)));
    assert_eq!(widths.iter().sum::<usize>(), 9000);
    assert!(widths[1] > 900 && widths[0] > 4000, "{widths:?}");
}

#[test]
fn no_column_is_narrower_than_its_words_while_the_page_is_wide_enough() {
    let table = "| Cost | Kind | Amount | Paid |\n|---|---|--:|---|\n\
                 | Second mechanic, averaged over all visits | variable | €6,500 | with each sale of Repair visit |\n";
    let Block::Table(table) = blocks(table, &[], &[]).remove(0) else { panic!() };
    let widths = table.widths(LETTERS);
    assert!(widths[1] >= "variable".len() + 2 && widths[2] >= "Amount".len() + 2, "{widths:?}");
}
