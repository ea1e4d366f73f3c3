use super::*;

/// The blocks of the business model canvas: the title, the column (none in the band below) and the row.
const BLOCKS: [(&str, Option<usize>, usize); 9] = [
    ("Key partners", Some(1), 1),
    ("Key activities", Some(2), 1),
    ("Key resources", Some(2), 2),
    ("Value propositions", Some(3), 1),
    ("Customer relationships", Some(4), 1),
    ("Channels", Some(4), 2),
    ("Customer segments", Some(5), 1),
    ("Cost structure", None, 1),
    ("Revenue streams", None, 2),
];

fn filled((title, column, row): (&str, Option<usize>, usize), entries: &[String]) -> Filled {
    let place = Position { column: column.and_then(NonZeroUsize::new), row, span: 1 };
    Filled { title: title.to_owned(), entries: entries.to_vec(), place }
}

/// A canvas with the same entries in every block.
fn canvas(entries: &[String]) -> Canvas {
    let contents: Vec<_> = BLOCKS.into_iter().map(|block| filled(block, entries)).collect();
    Canvas::fitted(&contents, 800.0, "and # more")
}

fn shown(content: &Content) -> Vec<&str> {
    content.lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn short_entries_stand_in_large_letters_in_blocks_of_the_least_height() {
    let canvas = canvas(&["Rack stickers".to_owned()]);
    assert!((canvas.size - SIZES[0]).abs() < 0.01);
    assert!((canvas.height - COLUMNS.0 - GAP - FOOT.0).abs() < 0.01);
    assert!(canvas.is_whole());
    assert_eq!(canvas.blocks[4].1.content.titles, ["Customer", "relationships"]);
}

#[test]
fn every_line_stands_inside_its_block_and_no_block_on_another() {
    let words = ["Rindfleischetikettierungsüberwachung", "自行车修理服务，随到随修", "😀 WWW", "a very ordinary entry"];
    for count in [0, 1, 3, 12, 60] {
        let entries: Vec<String> = words.iter().cycle().take(count).map(|word| (*word).to_owned()).collect();
        let canvas = canvas(&entries);
        assert!(canvas.height <= COLUMNS.1 + GAP + FOOT.1 + 0.01, "{count}: {}", canvas.height);
        for (_, block) in &canvas.blocks {
            assert!(block.content.height(canvas.size) <= block.height + 0.1, "{count} entries in {}", block.height);
            assert!(block.y + block.height <= canvas.height + 0.01 && block.x + block.width <= 800.01);
            for line in &block.content.lines {
                assert!(width::of(&line.text, canvas.size) <= block.width - 2.0 * PADDING - INDENT, "{}", line.text);
            }
        }
    }
}

#[test]
fn twelve_entries_of_two_words_all_stand_there() {
    let entries: Vec<String> = (1..=12).map(|number| format!("Entry {number}")).collect();
    let canvas = canvas(&entries);
    assert!(canvas.is_whole());
    assert!(canvas.blocks.iter().all(|(_, block)| block.content.lines.len() == 12));
}

#[test]
fn what_is_left_out_is_counted() {
    let entries: Vec<String> = (1..=60).map(|number| format!("Entry {number}")).collect();
    let canvas = canvas(&entries);
    for (_, block) in &canvas.blocks {
        let lines = shown(&block.content);
        assert_eq!(*lines.last().unwrap(), format!("and {} more", 61 - lines.len()));
    }
}

#[test]
fn an_entry_as_long_as_a_story_is_shortened() {
    let canvas = canvas(&["one two three ".repeat(60)]);
    let lines = shown(&canvas.blocks[0].1.content);
    assert_eq!(lines.len(), MOST_LINES);
    assert!(lines[MOST_LINES - 1].ends_with('…'), "{lines:?}");
    assert!(!canvas.is_whole());
}

#[test]
fn a_block_that_needs_more_than_its_part_takes_it_from_those_that_need_less() {
    let cases: [(&[f64], &[f64]); 6] = [
        (&[100.0, 100.0], &[300.0, 300.0]),
        (&[400.0, 100.0], &[400.0, 200.0]),
        (&[500.0, 200.0], &[400.0, 200.0]),
        (&[500.0, 400.0], &[300.0, 300.0]),
        (&[500.0, 50.0, 250.0], &[300.0, 50.0, 250.0]),
        (&[300.0, 50.0, 50.0], &[300.0, 150.0, 150.0]),
    ];
    for (needs, expected) in cases {
        let room = 600.0;
        let got = parted(needs, room, if needs.iter().sum::<f64>() > room { f64::min } else { f64::max });
        assert!(got.iter().zip(expected).all(|(got, wanted)| (got - wanted).abs() < 0.01), "{needs:?} gives {got:?}");
    }
}

#[test]
fn any_columns_and_rows_lie_beside_each_other_without_touching() {
    let layouts: [&[(&str, Option<usize>, usize)]; 4] = [
        &[("Only", Some(1), 1)],
        &[("Left", Some(1), 1), ("Three", Some(3), 3), ("Two", Some(3), 2), ("One", Some(3), 1)],
        &[("Below", None, 2), ("Before it", None, 1)],
        &[("A", Some(1), 1), ("B", Some(2), 1), ("C", Some(2), 2), ("D", None, 1)],
    ];
    let entries: Vec<String> = (1..=9).map(|number| format!("Entry {number}")).collect();
    for layout in layouts {
        let contents: Vec<_> = layout.iter().map(|block| filled(*block, &entries)).collect();
        let canvas = Canvas::fitted(&contents, 800.0, "and # more");
        let blocks: Vec<&LaidBlock> = canvas.blocks.iter().map(|(_, block)| block).collect();
        assert_eq!(blocks.len(), layout.len());
        for (order, one) in blocks.iter().enumerate() {
            assert!(one.x + one.width <= 800.01 && one.y + one.height <= canvas.height + 0.01, "{layout:?}");
            for other in blocks.iter().skip(order + 1) {
                let beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
                let below = one.y + one.height <= other.y || other.y + other.height <= one.y;
                assert!(beside || below, "{layout:?}");
            }
        }
    }
    let three =
        Canvas::fitted(&layouts[1].iter().map(|block| filled(*block, &entries)).collect::<Vec<_>>(), 800.0, "#");
    assert!(three.blocks[3].1.y < three.blocks[2].1.y && three.blocks[2].1.y < three.blocks[1].1.y);
}
