use super::*;
use crate::documents::CanvasEntry;
use crate::documents::Position;
use std::num::NonZeroUsize;
use unicode_width::UnicodeWidthStr;

fn block(column: usize, row: usize, title: &str, entries: &[&str]) -> FilledBlock {
    let entry = |text: &&str| CanvasEntry { text: (*text).to_owned(), mark: None };
    let place = Position { column: NonZeroUsize::new(column), row, span: 1 };
    FilledBlock { place, title: title.into(), entries: entries.iter().map(entry).collect() }
}

const WORDS: [&str; 5] = [
    "City commuters",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "每天骑自行车上班的人，没有时间去修理店",
    "Bikes 🚲 and ❤️ for 👨‍👩‍👧 families",
    "evil \u{1b}[31m\u{202e}words\nin lines",
];

fn nine() -> Vec<FilledBlock> {
    let twelve = [WORDS.as_slice(), &WORDS, &WORDS[..2]].concat();
    let places = [(5, 1), (3, 1), (4, 2), (4, 1), (0, 2), (2, 1), (2, 2), (1, 1), (0, 1)];
    let entries = |index: usize| &twelve[..[12, 0, 1, 5, 2, 3, 1, 7, 12][index]];
    places
        .iter()
        .enumerate()
        .map(|(at, (column, row))| block(*column, *row, &format!("Block {at}"), entries(at)))
        .collect()
}

#[test]
fn every_row_is_as_wide_as_asked_for_at_every_width() {
    for width in 20..=220 {
        let text = blocks(&nine(), Shape::Boxes, width, Colour::Off);
        for row in text.lines() {
            assert_eq!(row.width(), width, "{width}: {row}\n{text}");
        }
        let list = blocks(&nine(), Shape::List, width, Colour::Off);
        assert!(list.lines().all(|row| row.width() <= width), "{width}\n{list}");
    }
}

#[test]
fn nothing_is_cut_and_nothing_can_upset_a_terminal() {
    let squeezed =
        |text: &str| text.split(|c: char| c.is_whitespace() || "│─┌┐└┘├┤┬┴┼".contains(c)).collect::<String>();
    for (shape, width) in [(Shape::Boxes, 99), (Shape::Boxes, 24), (Shape::List, 24), (Shape::List, 120)] {
        let text = blocks(&[block(1, 1, "All", &WORDS)], shape, width, Colour::Off);
        for word in WORDS {
            let wanted = squeezed(&words::printable(word));
            assert!(squeezed(&text).contains(&wanted), "{wanted} in\n{text}");
        }
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    }
}

#[test]
fn the_blocks_lie_as_on_paper_and_below_a_hundred_columns_one_below_another() {
    let blocks = [
        block(2, 1, "Who", &["Bakers"]),
        block(1, 2, "How", &["Vans"]),
        block(1, 1, "Why", &["Hunger", "Joy"]),
        block(0, 1, "Money", &["Sales"]),
    ];
    let wide = super::blocks(&blocks, Shape::Boxes, 100, Colour::Off);
    let folded = |row: &str| {
        let mut letters: Vec<char> = row.chars().collect();
        letters.dedup_by(|left, right| left == right && "─ ".contains(*left));
        letters.into_iter().collect::<String>()
    };
    assert_eq!(
        wide.lines().map(folded).collect::<Vec<_>>(),
        [
            "┌─┬─┐",
            "│ Why │ Who │",
            "│ - Hunger │ - Bakers │",
            "│ - Joy │ │",
            "├─┤ │",
            "│ How │ │",
            "│ - Vans │ │",
            "├─┴─┤",
            "│ Money │",
            "│ - Sales │",
            "└─┘",
        ]
    );
    let narrow = super::blocks(&blocks, Shape::Boxes, 20, Colour::Off);
    assert!(
        narrow.starts_with(
            "┌──────────────────┐\n│ Who              │\n│ - Bakers         │\n├──────────────────┤\n│ How"
        ),
        "{narrow}"
    );
}

#[test]
fn marks_are_explained_and_a_list_says_them_in_words() {
    let mut marked = block(1, 1, "Who", &["Bakers", "Cooks", "still open"]);
    for (entry, mark) in marked.entries.iter_mut().zip([Mark::Open, Mark::Stale, Mark::Note]) {
        entry.mark = Some(mark);
    }
    let canvas = Canvas { title: "Loaf".into(), blocks: vec![marked], credit: "By them.".into() };
    let boxes = draw(&canvas, Shape::Boxes, 60, Colour::Off);
    let wanted = [
        "Loaf\n\n┌",
        "│ - Bakers (?) ",
        "│ - Cooks (!) ",
        "│ still open ",
        "\n(?) something about it is still open\n",
        "\n\nBy them.\n",
    ];
    for part in wanted {
        assert!(boxes.contains(part), "{part} in\n{boxes}");
    }
    assert_eq!(
        draw(&canvas, Shape::List, 90, Colour::Off),
        "Loaf\n\nWho\n- Bakers (something about it is still open)\n\
         - Cooks (look at it again, for something it rests on has changed)\nstill open\n\nBy them.\n"
    );
    assert!(draw(&canvas, Shape::List, 90, Colour::On).contains("\u{1b}[1mWho\u{1b}[0m\n\u{1b}[33m- Bakers"));
}
