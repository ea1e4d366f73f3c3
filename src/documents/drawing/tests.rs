use super::*;

const TITLES: [&str; 9] = [
    "Key partners",
    "Key activities",
    "Key resources",
    "Value propositions",
    "Customer relationships",
    "Channels",
    "Customer segments",
    "Cost structure",
    "Revenue streams",
];

/// A canvas with the same entries in every block.
fn canvas(entries: &[String]) -> Canvas {
    let contents: Vec<_> = TITLES.iter().map(|title| ((*title).to_owned(), entries.to_vec())).collect();
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
    assert_eq!(canvas.blocks[4].content.titles, ["Customer", "relationships"]);
}

#[test]
fn every_line_stands_inside_its_block_and_no_block_on_another() {
    let words = ["Rindfleischetikettierungsüberwachung", "自行车修理服务，随到随修", "😀 WWW", "a very ordinary entry"];
    for count in [0, 1, 3, 12, 60] {
        let entries: Vec<String> = words.iter().cycle().take(count).map(|word| (*word).to_owned()).collect();
        let canvas = canvas(&entries);
        assert!(canvas.height <= COLUMNS.1 + GAP + FOOT.1 + 0.01, "{count}: {}", canvas.height);
        for block in &canvas.blocks {
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
    assert!(canvas.blocks.iter().all(|block| block.content.lines.len() == 12));
}

#[test]
fn what_is_left_out_is_counted() {
    let entries: Vec<String> = (1..=60).map(|number| format!("Entry {number}")).collect();
    let canvas = canvas(&entries);
    for block in &canvas.blocks {
        let lines = shown(&block.content);
        assert_eq!(*lines.last().unwrap(), format!("and {} more", 61 - lines.len()));
    }
}

#[test]
fn an_entry_as_long_as_a_story_is_shortened() {
    let canvas = canvas(&["one two three ".repeat(60)]);
    let lines = shown(&canvas.blocks[0].content);
    assert_eq!(lines.len(), MOST_LINES);
    assert!(lines[MOST_LINES - 1].ends_with('…'), "{lines:?}");
    assert!(!canvas.is_whole());
}

#[test]
fn a_block_that_needs_more_than_half_takes_it_from_one_that_needs_less() {
    for (needs, expected) in
        [((100.0, 100.0), (100.0, 100.0)), ((500.0, 200.0), (400.0, 200.0)), ((500.0, 400.0), (300.0, 300.0))]
    {
        let got = shared(needs.0, needs.1, 600.0);
        assert!((got.0 - expected.0).abs() < 0.01 && (got.1 - expected.1).abs() < 0.01, "{got:?}");
    }
}
