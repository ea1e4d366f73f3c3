mod inserts;

use super::*;
use rust_decimal::Decimal;

fn map(entries: &[(&str, Fact)]) -> Fact {
    Fact::map(entries.iter().map(|(name, fact)| ((*name).into(), fact.clone())).collect())
}

fn texts(values: &[&str]) -> Fact {
    Fact::list(values.iter().map(|value| Fact::text(*value)))
}

fn scope() -> Scope {
    let segment = |id: &str, title: &str, pays: Fact| {
        map(&[("id", Fact::text(id)), ("title", Fact::text(title)), ("pays", pays)])
    };
    let segments = [
        segment("segments-1", "Commuters", Fact::Bool(true)),
        segment("segments-2", "Firms", Fact::Bool(false)),
        segment("segments-3", "Students", Fact::Null),
    ];
    let items = [("segments-1", segments[0].clone()), ("segments-2", segments[1].clone())];
    let root = map(&[
        ("segments", Fact::list(segments.clone())),
        ("items", map(&items)),
        ("market_kind", Fact::text("mass")),
        ("purposes", texts(&["bank", "investor"])),
        ("team_size", Fact::Whole(3)),
        ("price", Fact::Decimal("60.50".parse().unwrap())),
        ("pitch", Fact::Null),
        ("empty", Fact::list([])),
    ]);
    Scope::new(&root)
}

fn value(source: &str) -> Fact {
    Expression::new(source).evaluate(&scope()).unwrap_or_else(|problem| panic!("{source}: {problem}"))
}

#[test]
fn conditions_hold_or_not() {
    for (source, expected) in [
        ("market_kind == 'mass'", true),
        ("market_kind in ['niche', 'mass']", true),
        ("'bank' in purposes", true),
        ("'partner' in purposes", false),
        ("segments.exists(s, s.pays == true)", true),
        ("segments.all(s, s.pays == true)", false),
        ("segments.exists_one(s, s.pays == false)", true),
        ("segments.exists(s, s.pays == null)", true),
        ("items['segments-2'].title == 'Firms'", true),
        ("team_size > 2 && price < 61", true),
        ("price == 60.5", true),
        ("team_size + 1 == 4", true),
        ("pitch == null", true),
        ("pitch != null && pitch.size() > 3", false),
        ("empty == []", true),
        ("has(segments[0].pays)", true),
        ("has(segments[0].nothing)", false),
        ("'title' in segments[0]", true),
        ("segments[0] == items['segments-1']", true),
        ("segments[0] in segments", true),
        ("segments.map(s, s.title).sort().reverse()[0] == 'Students'", true),
        ("segments.sortBy(s, s.title)[0].title == 'Commuters'", true),
        ("['a', 'a'].distinct().size() == 1", true),
        ("math.greatest(1, 2) == 2 && math.abs(-1) == 1", true),
        ("' a '.trim().upperAscii() == 'A'", true),
        ("segments.filter(s, s.pays == true).size() == 1", true),
        ("segments.map(s, s.pays == true, s.id) == ['segments-1']", true),
        ("segments[0].map(key, key) == ['id', 'title', 'pays']", true),
        ("segments[0].size() == 3", true),
    ] {
        assert_eq!(Expression::new(source).holds(&scope()), Ok(expected), "{source}");
    }
}

/// A tree without the numbers of its parts, which each parser gives in its own way.
fn unnumbered(tree: &IdedExpr) -> String {
    let text = format!("{tree:?}");
    let mut parts = text.split("id: ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "id: " + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Whether the quick parser reads a text; if it does, then as the other one does.
pub(crate) fn is_read_quickly(source: &str) -> bool {
    let expression = Expression::new(source);
    let Some(tree) = expression.quickly_parsed() else { return false };
    let program = expression.program().unwrap_or_else(|problem| panic!("{source}: {problem:?}"));
    assert_eq!(unnumbered(&tree), unnumbered(program.expression()), "{source}");
    let read: Vec<Path> = expression.references().into_iter().map(|reference| reference.path).collect();
    assert_eq!(expression.paths(), read, "{source}");
    true
}

#[test]
fn both_parsers_read_odd_expressions_in_the_same_way() {
    let odd = r#"-1 ; --1 ; - 1 ; !-1 ; -!a ; ! - - 1 ; a - !b ; 1 - -1 ; -1.5 ; !!true ; !a.b ; -a ; 2u ; 0x1F ; 1e3 ; .5 + 1. ; a ? b : c ? d : e
        ; (a ? b : c) ? d : e ; a || b || c || d || e ; a && b || c && d ; a == b != c ; a in b in c ; a + b * c - d / e % f
        ; a[0].b[c['d']].e(f).g(h) ; 'it\'s' ; "a\n" ; r'a\b' ; '''a'b''' ; b'x' ; '\u00e9' ; [] ; [1, 2,] ; {}
        ; {'a': 1, 'b': [2]} ; a.exists(x, x.all(y, y == x)) ; a.map(x, x > 1, x) ; a.filter(x, has(x.b)) ; a.existsOne(x, x)
        ; a.map(1, x) ; has(a) ; a.b.c.d ; .a.b ; size(a) + b.size() ; a // note ; a. ; (a ; a b ; 1 + ; if ; a.if ; 'open
        ; a.?b ; a[?0] ; `a` ; M{a: 1} ; a <= b && c >= d ; null ; true == false ; a = b ; a & b ; @a ; é ; 9223372036854775808
        ; -9223372036854775808 ; 1.5.2 ; a..b ; a,b ; for ; a.for ; x.map(y, z) + [1][0] ; (((a))) ; a(b)(c) ; 0u ; 1E-2"#;
    let alike = odd.split(';').filter(|source| is_read_quickly(source.trim())).count();
    assert!(alike > 40, "{alike}");
    for broken in ["'a\nb'", "\"a\rb\"", "\"'\" + '\nb'", "'a' + '\\'\nb'", "r'a\n'", "a +\u{b} 1"] {
        assert!(!is_read_quickly(broken), "{broken:?}");
    }
    for lines in ["a\n+ 'b'", "a ||\r\n  b == \"c\"", "'a' + 'b'\n\n"] {
        assert!(is_read_quickly(lines), "{lines:?}");
    }
}

/// Whether an expression is worked out without the library.
pub(crate) fn is_quick(source: &str) -> bool {
    Expression::new(source).quick().is_some()
}

/// What is worked out without the library is compared with what it gives wherever a test evaluates anything.
#[test]
fn all_goes_together_as_the_library_has_it() {
    let values = [
        "0",
        "1",
        "2",
        "-3",
        "7",
        "9223372036854775807",
        "-9223372036854775808",
        "1.5",
        "2.0",
        "0.1",
        "price",
        "1e300",
        "team_size",
        "'a'",
        "''",
        "'Zoë '",
        "'2'",
        "market_kind",
        "null",
        "pitch",
        "true",
        "false",
        "[]",
        "empty",
        "[1, 2.0]",
        "[1, 'a', null]",
        "[[1], [2]]",
        "purposes",
        "segments",
        "segments[0]",
        "items",
        "unknown",
    ];
    let operators = ["==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%", "&&", "||"];
    let mut sources: Vec<String> = Vec::new();
    for left in values {
        for right in values {
            sources.extend(operators.map(|operator| format!("{left} {operator} {right}")));
            sources.push(format!("({left})[{right}]"));
            sources.push(format!("team_size == 3 ? {left} : {right}"));
            sources.extend(["startsWith", "endsWith", "contains"].map(|name| format!("({left}).{name}({right})")));
            sources.push(format!("money({left}, {right})"));
        }
        for name in "size sum names listed number percent double string math.round math.ceil math.floor - !".split(' ')
        {
            sources.push(format!("{name}({left})"));
        }
        for name in ["size", "lowerAscii", "trim"] {
            sources.push(format!("({left}).{name}()"));
        }
        for within in [
            "exists(x, x == 1)",
            "all(x, x != 'a')",
            "exists_one(x, x == 2)",
            "map(x, x)",
            "map(x, x == 1, [x])",
            "filter(x, x != null)",
            "map(x, x.title)",
            "filter(x, x.pays == true).map(x, x.id)",
            "map(x, map(y, [x, y]))",
            "map(x, has(x.pays))",
            "exists(x, segments.exists(y, y.id == x.id))",
            "map(x, x + x)",
        ] {
            sources.push(format!("({left}).{within}"));
        }
        sources.push(format!("has(({left}).title) && ({left}).title == 'Commuters'"));
    }
    let evaluated = |source: &&String| Expression::new(source.as_str()).evaluate(&scope()).is_ok() && is_quick(source);
    let quick = sources.iter().filter(evaluated).count();
    assert!(quick > 5000, "{quick} of {}", sources.len());
}

#[test]
fn what_would_take_too_long_or_grow_too_large_ends_with_a_word() {
    let ten = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    let within = |depth: usize, inner: &str| {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        names[..depth].iter().fold(inner.to_owned(), |inner, name| format!("{ten}.map({name}, {inner})"))
    };
    let doubled =
        |times: usize, what: &str| (0..times).fold(what.to_owned(), |own, _| format!("[{own}].map(x, x + x)[0]"));
    let doubled_in_a_row = |times: usize, what: &str| format!("{what}{}", ".map(x, x + x)".repeat(times));
    for (source, said) in [
        (within(7, "1"), "it takes too many steps"),
        (format!("{}.size() > 0 || true", within(7, "1")), ""),
        (doubled_in_a_row(40, "['abcdefgh']"), "what it puts together grows too large"),
        (doubled_in_a_row(40, "[[1]]"), "what it puts together grows too large"),
        (format!("'a'{}", ".replace('a', 'aaaaaaaaaa')".repeat(20)), "what it puts together grows too large"),
        ("lists.range(900).map(x, 'x').join('y')".to_owned(), ""),
        (format!("[{}].map(x, [x].join(x))", "'b', 'c'"), ""),
        (
            format!("lists.range(900).map(x, 'x').join('{}')", "long".repeat(300)),
            "what it puts together grows too large",
        ),
        ("lists.range(1000000)".to_owned(), "what it puts together grows too large"),
        ("lists.range(500).map(x, x + 1).filter(x, x > 9).size() > 0".to_owned(), ""),
        ("lists.range(99).map(x, lists.range(99999))".to_owned(), "it takes too many steps"),
        ("lists.range(3000).distinct()".to_owned(), "it takes too many steps"),
        ("lists.range(300).distinct()".to_owned(), ""),
        ("[lists.range(90000)].all(x, lists.range(900).all(y, x == x))".to_owned(), "it takes too many steps"),
        (format!("lists.range(99999).map(x, '{}')", "long".repeat(800)), "it takes too many steps"),
        ("lists.range(300).map(x, [lists.range(9)]).map(x, [x, x, x, x])".to_owned(), ""),
        (format!("[lists.range(9999)].map(x, [{}])", "x, ".repeat(200)), "it takes too many steps"),
        (doubled(3, "'ab'"), ""),
        (within(4, "1"), ""),
    ] {
        // Each in a thread of its own, so that none has less because another was too dear.
        let given = std::thread::scope(|thread| {
            let given = thread.spawn(|| Expression::new(&*source).evaluate(&scope()).map(|_| ()));
            given.join().unwrap()
        });
        assert_eq!(given.map_or_else(|problem| problem.message, |()| String::new()), said, "{source}");
    }
}

#[test]
fn values_come_back_as_facts() {
    assert_eq!(value("team_size * 2"), Fact::Whole(6));
    assert_eq!(value("size(segments)"), Fact::Whole(3));
    assert_eq!(value("price + 0.1"), Fact::Decimal(Decimal::new(606, 1)));
    assert_eq!(value("0.1 + 0.2"), Fact::Decimal(Decimal::new(3, 1)));
    assert_eq!(value("pitch"), Fact::Null);
    assert_eq!(value("purposes + ['more']"), texts(&["bank", "investor", "more"]));
    assert_eq!(value("segments[1].title"), Fact::text("Firms"));
    assert_eq!(value("{'b': 1, 'a': [2]}").get("b"), Fact::Whole(1));
    assert_eq!(value("segments.filter(s, s.pays == false)").as_list()[0].get("title"), Fact::text("Firms"));
}

#[test]
fn whole_and_decimal_numbers_mix_in_arithmetic() {
    let decimal = |text: &str| Fact::Decimal(text.parse().unwrap());
    for (source, expected) in [
        ("65 - 54.6", decimal("10.4")),
        ("price * team_size", decimal("181.5")),
        ("team_size * price", decimal("181.5")),
        ("team_size + price + 1", decimal("64.5")),
        ("price - 1", decimal("59.5")),
        ("price / 2", decimal("30.25")),
        ("121 / price", decimal("2")),
        ("price % 60", decimal("0.5")),
        ("-price + 1", decimal("-59.5")),
        ("0.1 + 0.2", decimal("0.3")),
        ("3 / 2", decimal("1.5")),
        ("6 / 2", Fact::Whole(3)),
        ("7 % 4", Fact::Whole(3)),
        ("2u + 1", decimal("3")),
        ("segments.size() * 1.5", decimal("4.5")),
        ("segments.map(s, price * 2)[1]", decimal("121")),
        ("segments.map(s, team_size + 0.5).size()", Fact::Whole(3)),
        ("sum([1, 2.5]) + team_size", decimal("6.5")),
        ("math.round(team_size / 2)", decimal("2")),
        ("math.floor(team_size)", Fact::Whole(3)),
        ("math.greatest(team_size, 2.5)", Fact::Whole(3)),
        ("math.least([team_size, 2.5])", decimal("2.5")),
        ("math.abs(team_size - price)", decimal("57.5")),
        ("{'k': price * 2}['k']", decimal("121")),
        ("(true ? price : 1) + 1", decimal("61.5")),
        ("'a' + 'b'", Fact::text("ab")),
        ("[1] + [2.5]", Fact::list([Fact::Whole(1), decimal("2.5")])),
        ("[2.5, 1].sort()[0]", decimal("1")),
        ("[2, 1].sort()[0]", Fact::Whole(1)),
        ("segments.sortBy(s, s.pays == true ? 0.5 : 1)[0].title", Fact::text("Commuters")),
    ] {
        assert_eq!(value(source), expected, "{source}");
    }
    for source in [
        "0.1 + 0.2 == 0.3",
        "price - 58 > team_size - 1",
        "team_size * 1.0 == 3",
        "2 in [2.0]",
        "price >= 2 && segments.size() > 1.5",
        "segments.exists_one(s, s.title == 'Firms')",
        "segments.all(s, s.title.size() * 0.5 < 10)",
    ] {
        assert_eq!(Expression::new(source).holds(&scope()), Ok(true), "{source}");
    }
}

proptest::proptest! {
    /// What is reckoned with a whole number comes out as with the same number written as a decimal.
    #[test]
    fn a_number_is_the_same_whole_or_decimal(left in -1000_i64..1000, right in 1_i64..1000, cents in 0_u32..100, operator in "[-+*/%]") {
        let decimal = format!("{right}.{cents:02}");
        let pair = [format!("{left} {operator} {decimal}"), format!("{left}.0 {operator} {decimal}")];
        let worked_out = pair.map(|source| Expression::new(source).evaluate(&scope()));
        proptest::prop_assert!(worked_out[0].is_ok());
        proptest::prop_assert_eq!(&worked_out[0], &worked_out[1]);
    }
}

#[test]
fn lists_are_said_as_in_speech() {
    assert_eq!(value("names(segments)"), Fact::text("Commuters, Firms and Students"));
    assert_eq!(value("names(segments.filter(s, s.pays == true))"), Fact::text("Commuters"));
    assert_eq!(value("listed(purposes)"), Fact::text("bank and investor"));
    assert_eq!(value("names([])"), Fact::text(""));
}

#[test]
fn numbers_are_written_as_in_a_plan() {
    for (source, expected) in [
        ("money(1234.5, 'EUR')", "€1,234.50"),
        ("money(0 - 1092, 'CHF')", "−CHF 1,092"),
        ("money(7181.818181, 'GBP')", "£7,181.82"),
        ("money(null, 'EUR')", ""),
        ("number(1.266)", "1.27"),
        ("percent(66.666)", "66.7%"),
        ("percent(team_size)", "3%"),
        ("number(sum([1, 0.1, 0.2]))", "1.3"),
        ("number(sum([]))", "0"),
    ] {
        assert_eq!(value(source), Fact::text(expected), "{source}");
    }
    assert!(Expression::new("money('a', 'EUR')").evaluate(&scope()).is_err());
    assert!(Expression::new("sum([1, null])").evaluate(&scope()).is_err());
}

#[test]
fn the_inner_of_two_equal_names_wins() {
    let scope = scope().with("item", map(&[("id", Fact::text("a"))])).with("item", map(&[("id", Fact::text("b"))]));
    assert_eq!(Expression::new("item.id").evaluate(&scope), Ok(Fact::text("b")));
    assert_eq!(Expression::new("segments.exists(item, item.id == 'segments-1')").holds(&scope), Ok(true));
}

#[test]
fn every_function_said_to_exist_exists() {
    let missing = |name: &str| {
        ["", "'a'.", "[1].", "optional.none().", "math.", "lists.", "strings.", "optional."]
            .iter()
            .flat_map(|target| {
                ["", "1", "'a'", "[1]", "1, 2", "'a', 'b'", "optional.none()", "1, 'a'"].map(|a| (*target, a))
            })
            .all(|(target, arguments)| {
                let call = Expression::new(format!("{target}{name}({arguments})"));
                call.check().is_ok() && call.evaluate(&scope()).is_err_and(|p| p.message.contains("nothing called"))
            })
    };
    let unknown: Vec<_> = Expression::functions().filter(|name| missing(name)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
    assert_eq!(plain(&Expression::new("size(nmes(a))")).unknown_functions.len(), 1);
}

#[test]
fn problems_are_said_in_one_plain_line() {
    for (source, expected) in [
        ("nothing_here == 1", "there is nothing called `nothing_here`"),
        ("segments[0].nme", "there is no field or item `nme`"),
        ("items['x-1'].title", "there is no field or item `x-1`"),
        ("pitch > 3", "nothing cannot be compared with a number"),
        ("team_size + pitch", "`+` does not work with a number and nothing"),
        ("team_size + market_kind", "`+` does not work with a number and text"),
        ("price * purposes", "`*` does not work with a number and a list"),
        ("'a' - 1", "`-` does not work with text and a number"),
        ("1.5 / 0", "a division by zero"),
        ("price % 0", "a division by zero"),
        ("price / (team_size - 3)", "a division by zero"),
        ("9223372036854775807 + 1", "a number grows too large"),
        ("segments[9]", "the list has no entry at that position"),
        ("1 / 0", "a division by zero"),
        ("names(purposes)", "`names` does not work here: not every entry of the list fits"),
        ("names(pitch)", "`names` does not work with nothing"),
        ("pitch.title", "nothing has no fields or entries"),
        ("items[pitch].title", "what is looked up here has no answer yet"),
    ] {
        let problem = Expression::new(source).evaluate(&scope()).unwrap_err();
        assert_eq!(problem.message, expected, "{source}");
    }
    let problem = Expression::new("pitch").holds(&scope()).unwrap_err();
    assert_eq!(problem.message, "the condition gives nothing, where true or false is needed");
}

#[test]
fn syntax_problems_say_what_and_where() {
    for (source, message, offset) in [
        ("market_kind = 'mass'", "`=` cannot be read", 12),
        ("'ü' == a b", "`b` should not stand here", 10),
        ("size(segments", "the expression ends too early", 13),
        ("a &&", "the expression ends too early", 4),
        ("", "the expression ends too early", 0),
    ] {
        let problem = Expression::new(source).check().unwrap_err();
        assert_eq!((problem.message.as_str(), problem.offset), (message, offset), "{source}");
        assert!(Expression::new(source).references().is_empty());
    }
}

/// The meaning of an expression where nothing is known of what its names lead to.
fn plain(expression: &Expression) -> Meaning {
    expression.meaning(&[], &|_| Type::Any)
}

fn paths(source: &str) -> Vec<String> {
    Expression::new(source).references().into_iter().map(|found| found.path.join(".")).collect()
}

#[test]
fn references_are_resolved_through_macros() {
    for (source, expected) in [
        ("market_kind == 'mass'", &["market_kind"][..]),
        ("item.segment == x.id", &["item.segment", "x.id"]),
        ("segments.exists(s, s.pays)", &["segments", "segments.[].pays"]),
        ("segments.size() > 1", &["segments"]),
        ("items[item.segment].title", &["item.segment", "items.[].title"]),
        ("labels['market_kind']", &["labels.market_kind"]),
        ("has(item.note)", &["item.note"]),
        ("math.abs(team_size)", &["team_size"]),
        ("segments.filter(s, s.pays == true)[0].name", &["segments", "segments.[].pays", "segments.[].name"]),
        ("segments.filter(s, s.pays).exists(t, t.name == 'a')", &["segments", "segments.[].pays", "segments.[].name"]),
        ("streams.map(r, r.payers).exists(p, 'a' in p)", &["streams", "streams.[].payers", "streams.[].payers"]),
        ("streams.map(r, items[r.payer])[0].name", &["streams", "streams.[].payer", "items.[]", "items.[].name"]),
        ("a.exists(x, b.exists(y, x.id in y.links))", &["a", "b", "a.[].id", "b.[].links"]),
        ("a.exists(s, b.exists(s, s.x) && s.y)", &["a", "b", "b.[].x", "a.[].y"]),
        ("a.sortBy(x, x.rank)[0].name", &["a", "a.[].rank", "a.[].name"]),
        ("{'k': price}['k'] > 1 ? [venture_name] : []", &["price", "venture_name"]),
    ] {
        assert_eq!(paths(source), expected, "{source}");
    }
}

#[test]
fn places_are_counted_in_bytes() {
    let references = Expression::new("'ünïcode' == market_kind && segments.exists(s, s.pays)").references();
    assert_eq!(references.iter().map(|found| found.offset).collect::<Vec<_>>(), [15, 30, 49]);
}

#[test]
fn texts_a_name_is_compared_with_are_found() {
    let found = |source: &str| -> Vec<(String, String, usize)> {
        let comparisons = plain(&Expression::new(source)).comparisons;
        comparisons.into_iter().map(|found| (found.path.join("."), found.text, found.offset)).collect()
    };
    let row = |path: &str, text: &str, offset| (path.to_owned(), text.to_owned(), offset);
    assert_eq!(found("'é' != kind"), [row("kind", "é", 0)]);
    assert_eq!(found("kind in ['a', 'b']"), [row("kind", "a", 9), row("kind", "b", 14)]);
    assert_eq!(found("'a' in purposes"), [row("purposes.[]", "a", 0)]);
    assert_eq!(found("rs.exists(r, r.kind == 'x')"), [row("rs.[].kind", "x", 23)]);
}

#[test]
fn names_used_as_conditions_are_found() {
    for (source, expected) in [
        ("open", &["open"][..]),
        ("!open || item.pays", &["open", "item.pays"]),
        ("open == true && a > 1 && 'x' in b", &[]),
        ("segments.exists(s, s.pays)", &["segments.[].pays"]),
        ("segments.filter(s, s.pays).size() > 0", &["segments.[].pays"]),
        ("(open ? a : b) == 'c'", &["open"]),
        ("segments.size()", &[]),
    ] {
        let meaning = plain(&Expression::new(source));
        let found: Vec<_> = meaning.bare_conditions(true).collect();
        let paths: Vec<String> = found.into_iter().map(|found| found.path.join(".")).collect();
        assert_eq!(paths, expected, "{source}");
    }
    assert_eq!(plain(&Expression::new("open")).bare_conditions(false).count(), 0);
}

#[test]
fn what_is_too_deep_or_too_long_is_refused_before_it_is_parsed() {
    let deep = Expression::new(format!("{}true{}", "(".repeat(500), ")".repeat(500)));
    let problem = deep.check().expect_err("too deep");
    assert_eq!((problem.message.as_str(), problem.offset), ("the brackets are nested more than 10 deep here", 10));
    let long = Expression::new(format!("{}true", "true && ".repeat(3000)));
    assert_eq!(long.check().expect_err("too long").message, "the expression is longer than 4000 characters");
    assert!(Expression::new(format!("{}true{}", "(".repeat(10), ")".repeat(10))).check().is_ok());
}
