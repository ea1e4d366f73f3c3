//! What nobody should have to write by hand.

use crate::fuzzing::Chance;

/// Pieces of texts that look like markup, code, commands or formulas, or are hard to set.
const PIECES: [&str; 64] = [
    "<script>zz()</script>",
    "&lt;b&gt; &#106;",
    "[click](javascript:zz())",
    "![p](http://evil.example/x.png)",
    "<img src=x onerror=zz()>",
    "# ",
    "- ",
    "1. ",
    "> ",
    "| a | b |",
    "***",
    "`code` ",
    "*b* _i_ ~~s~~ ",
    "**x**",
    "\u{202e}desrever\u{202c}",
    "\u{2066}isolated",
    "a\0b\u{7}c\u{1b}[31m",
    "\u{fffe}",
    "\u{ffff}",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# c #}",
    "#import \"zz.typ\": *",
    "#panic(\"zz\")",
    "$x^2$ ",
    "@ref ",
    "<label> ",
    "// gone",
    "/* gone",
    "*/ ",
    "= heading",
    "/ term: x",
    "https://example.org/a_b?c=d&e=f",
    "mail@example.org",
    "C:\\new\\u{41}\\",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "2) second",
    "]]> <!-- --> <?xml?>",
    "<!DOCTYPE x [",
    "--- ... -- -? -5",
    "\"quoted\" 'single' it's",
    "～ 自行车修理服务",
    "😀👨‍👩‍👧 e\u{301}",
    "~nbsp~ ^sup^",
    "#[x] #{y}",
    "]) #text(fill: red)[x",
    "שלום עולם (١٢٣)",
    "\\",
    "=1+1",
    "+SUM(A1)",
    "@cmd|' /C calc'!A0",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "ﬃ",
    "\u{1f1e6}",
    "&nbsp;",
    "%s%n",
    "${x}",
    "]]>",
    "\u{85}\u{2028}",
];

/// Plain words.
const WORDS: [&str; 20] = [
    "bread",
    "We bake every night",
    "the oven",
    "Spoke & Go",
    "a",
    "I",
    "Fresh bread and cakes for the whole street.",
    "€1,200",
    "12 %",
    "none",
    "?",
    ".",
    "not yet",
    "It takes us an hour; then we go.",
    "HOT MEALS",
    "three or four times a year",
    "First of all:",
    "UK",
    "e.g.",
    "Ärzte",
];

/// A few words, plain or not.
pub fn words(chance: &mut Chance) -> String {
    let mut text = String::new();
    let many = if chance.one_in(12) { 30 } else { 4 };
    for _ in 0..=chance.below(many) {
        match chance.below(6) {
            0..2 => text.push_str(chance.text(&PIECES)),
            2 if chance.one_in(6) => {
                text.push_str(&chance.one_of(&["long", "字", "\u{301}", "-", "W "]).repeat(chance.below(3000)));
            }
            2 => text.extend(char::from_u32(u32::try_from(chance.below(0x11_0000)).unwrap())),
            _ => {
                text.push_str(chance.text(&WORDS));
                text.push_str(chance.text(&[" ", " ", "", ", ", ". "]));
            }
        }
    }
    text
}

/// An amount as a plan stores it, plain or at the edge of what can be calculated with.
pub fn amount(chance: &mut Chance) -> String {
    let digits = |chance: &mut Chance, most: usize| -> String {
        (0..=chance.below(most)).map(|_| char::from(b'0' + u8::try_from(chance.below(10)).unwrap())).collect()
    };
    match chance.below(10) {
        0 => (*chance.one_of(&[
            "0",
            "0.01",
            "-1",
            "-0",
            "1",
            "100",
            "99999999999999999999999999",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
            "1e30",
            "0.00",
        ]))
        .to_owned(),
        1 => digits(chance, 28),
        2 => format!("{}.{}", digits(chance, 14), digits(chance, 14)),
        3 => format!("-{}", digits(chance, 6)),
        4..7 => digits(chance, 3),
        _ => format!("{}.{}", digits(chance, 4), digits(chance, 2)),
    }
}

/// A day, of the calendar or nearly.
pub fn day(chance: &mut Chance) -> String {
    let year = *chance.one_of(&[2026, 2026, 2027, 2025, 2000, 1900, 1, 9999, 0]);
    format!("{year:04}-{:02}-{:02}", chance.below(14), chance.below(33))
}
