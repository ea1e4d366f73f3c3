use super::*;

#[test]
fn inserts_are_filled() {
    for (source, expected) in [
        ("plain", "plain"),
        ("", ""),
        ("{team_size} groups: {names(segments)}.", "3 groups: Commuters, Firms and Students."),
        ("for {purposes}", "for bank and investor"),
        ("[{pitch}]", "[]"),
        ("{price}", "60.5"),
        ("{{x}", "{x}"),
        ("{ {'a': 'b'}['a'] }!", "b!"),
        ("{'}' + \"{\"}", "}{"),
        ("{'it\\'s }'}", "it's }"),
        ("{r'\\'}", "\\"),
        ("{'''a'}'''}", "a'}"),
        ("é{market_kind}é", "émassé"),
        ("{segments[0]} {segments[0].pays}", "Commuters yes"),
        ("a } b", "a } b"),
    ] {
        let insert = Insert::parse(source).unwrap_or_else(|problem| panic!("{source}: {problem:?}"));
        assert_eq!(insert.fill(&scope()).as_deref(), Ok(expected), "{source}");
        assert_eq!(insert.source(), source);
    }
}

#[test]
fn inserts_tell_where_their_expressions_stand() {
    let insert = Insert::parse("é{a} {{ {b.c}").unwrap();
    let found: Vec<_> = insert.expressions().map(|(offset, expression)| (offset, expression.source())).collect();
    assert_eq!(found, [(3, "a"), (10, "b.c")]);
}

#[test]
fn braces_that_do_not_match_are_refused() {
    for (source, offset) in [("a {b", 2), ("{'}", 0), ("{", 0), ("a {} b", 2)] {
        assert_eq!(Insert::parse(source).map(|_| ()).map_err(|problem| problem.offset), Err(offset), "{source}");
    }
}
