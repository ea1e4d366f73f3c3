use super::*;
use crate::documents::parsed;
use proptest::prelude::*;
use pulldown_cmark::Event;

#[test]
fn ordinary_answers_get_no_backslash() {
    for text in [
        "We repair bikes (flat tyres, brakes) at 100% of racks: €60, or $75 in the U.S.",
        "Spoke & Go, R&D, AT&T, 5 < 6 and 7 > 6",
        "file_name_here, about ~20 to ~30 customers, 3 * 4",
        "-5 degrees, +32 for Belgium",
        "#1 in town",
        "2.5 litres, or 3)b",
        "see [note 1], then go on",
        "C:\\Users and a | b",
        "Is it \"good\"? It's {fine}!",
    ] {
        assert_eq!(escaped(text, Setting::Text), text);
    }
}

#[test]
fn what_would_be_markdown_is_escaped_where_it_stands() {
    for (text, expected) in [
        ("*bold*", "\\*bold\\*"),
        ("_it_", "\\_it\\_"),
        ("`x`", "\\`x\\`"),
        ("<b>", "\\<b>"),
        ("[a](b)", "[a\\](b)"),
        ("&amp; &#39;", "\\&amp; \\&#39;"),
        ("- a", "\\- a"),
        ("1. a", "1\\. a"),
        ("# a", "\\# a"),
        ("> a", "\\> a"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("~~a~~", "\\~\\~a\\~\\~"),
        ("a\\", "a\\\\"),
        ("\\*", "\\\\\\*"),
        ("[ ] buy", "\\[ ] buy"),
        ("a\r\n\r\n  # b", "a # b"),
    ] {
        assert_eq!(escaped(text, Setting::Text), expected, "{text}");
    }
    assert_eq!(escaped("a | b", Setting::Cell), "a \\| b");
    assert_eq!(escaped("C #", Setting::Heading), "C \\#");
}

#[test]
fn backslashes_for_the_beginning_of_a_line_go_elsewhere() {
    for (paragraph, expected) in [
        ("It is \\- 5", "It is - 5"),
        ("\\- 5", "\\- 5"),
        ("We say: 1\\. this", "We say: 1. this"),
        ("1\\. this", "1\\. this"),
        ("a \\*b\\* \\# c", "a \\*b\\* # c"),
        ("a \\\\# b", "a \\\\# b"),
    ] {
        assert_eq!(unmarked(paragraph), expected);
    }
}

#[test]
fn a_bracket_at_the_end_is_escaped_only_where_it_could_name_a_link() {
    for (text, expected) in
        [("paper [3 months]", "paper [3 months]"), ("[local]", "[local\\]"), ("[a](b) [c]", "[a\\](b) [c\\]")]
    {
        assert_eq!(escaped(text, Setting::Text), expected);
    }
}

#[test]
fn an_address_alone_is_a_link_to_itself() {
    for text in ["https://example.com", "http://a.b/c_d?e=*f*&amp;g#h", "ada.b+c@example.co.uk"] {
        for place in [Setting::Text, Setting::Cell, Setting::Heading] {
            assert_eq!(escaped(text, place), format!("<{text}>"));
        }
    }
    for text in [
        "javascript:alert(1).x",
        "https://a",
        "https://a.b and more",
        "https://a.b|c",
        "https://a.b.",
        "a@b",
        "a@b..c",
        "a@-b.c",
        "@a.b",
        "https://a.b>c",
    ] {
        assert!(!escaped(text, Setting::Text).starts_with('<'), "{text}");
    }
}

/// The text of a document, or what else was found in it. A link may lead to what is written, and nowhere else.
fn read(markdown: &str, allowed: fn(&Event) -> bool) -> Result<String, String> {
    use pulldown_cmark::{LinkType, Tag, TagEnd};
    let mut text = String::new();
    let mut link = None;
    for event in parsed::events(markdown) {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, dest_url, .. }) => {
                link = Some(dest_url);
            }
            Event::End(TagEnd::Link) if link.take().is_some_and(|link| text.ends_with(&*link)) => {}
            Event::Text(part) => text.push_str(&part),
            Event::SoftBreak => text.push(' '),
            event if allowed(&event) => {}
            event => return Err(format!("{event:?} in {markdown:?}")),
        }
    }
    Ok(text)
}

fn is_block(event: &Event) -> bool {
    use pulldown_cmark::{Tag, TagEnd};
    matches!(
        event,
        Event::Start(
            Tag::Paragraph
                | Tag::List(None)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::Heading { .. }
        ) | Event::End(
            TagEnd::Paragraph
                | TagEnd::List(false)
                | TagEnd::Item
                | TagEnd::Table
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::TableCell
                | TagEnd::Heading(_)
        )
    )
}

#[test]
fn an_address_in_angle_brackets_stays_text_whatever_it_begins_with() {
    for text in ["<=a@b.cd>", "<1@b.cd>", "see <+a@b.cd>, <a@b.cd>"] {
        let found = read(&escaped(text, Setting::Text), is_block).unwrap();
        assert_eq!(folded(&found), folded(text), "{text}");
    }
}

/// Texts made of what Markdown is made of.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[-\\\\`*_\\[\\]<>&~|$^{}#+=:.()!;\"']{1,3}",
        2 => "[a-zA-Z0-9é中 ]{1,4}",
        1 => Just("\n".to_owned()),
        1 => Just("&lt;".to_owned()),
        1 => Just("](x)".to_owned()),
        1 => Just("12. ".to_owned()),
        1 => Just("http://a.b".to_owned()),
        1 => Just("a@b.cd".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat().replace(char::is_control, " "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_escaped_text_is_only_text_and_gives_the_input_back(one in nasty(), two in nasty()) {
        let (first, second) = (folded(&one), folded(&two));
        let (text, cell) = (escaped(&one, Setting::Text), escaped(&one, Setting::Cell));
        let cases = [
            (text.to_string(), first.to_string()),
            (format!("They say {text} and {}.", escaped(&two, Setting::Text)), format!("They say {first} and {second}.")),
            (format!("- {text}"), first.to_string()),
            (format!("Before.\n{text}\n\nAfter."), format!("Before. {first}After.")),
            (format!("| a | b |\n|---|---|\n| {cell} | z |"), format!("ab{first}z")),
            (format!("## {}", escaped(&one, Setting::Heading)), first.to_string()),
        ];
        for (markdown, expected) in cases {
            if first.is_empty() || second.is_empty() {
                continue;
            }
            let found = read(&markdown, is_block).map_err(TestCaseError::fail)?;
            prop_assert_eq!(folded(&found), folded(&expected), "{}", markdown);
        }
    }
}
