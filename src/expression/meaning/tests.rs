use super::{Path, Type};
use crate::expression::Expression;

#[test]
fn values_that_may_be_missing_are_found_unless_guarded() {
    let known = vec![vec!["s".to_owned(), "size".to_owned()]];
    for (source, expected) in [
        ("a.x < 3", &["a.x"][..]),
        ("a.x != null && a.x < 3", &[]),
        ("a.x < 3 && a.x != null", &["a.x"]),
        ("a.x == null || a.x < 3", &[]),
        ("!(a.x == null) && a.x < 3", &[]),
        ("a.x != null ? a.x + 1 : a.y + 1", &["a.y"]),
        ("a.x == 2 && a.x < 3", &[]),
        ("s.size > 1 && t.size > 1", &["t.size"]),
        ("list.filter(i, i.x != null).all(i, i.x > 0)", &[]),
        ("list.filter(i, i.x != null).map(i, i.x * 2)", &[]),
        ("list.filter(i, i.x != null)[0].x > 2", &[]),
        ("list.all(i, i.x > 0)", &["list.[].x"]),
        ("math.abs(a.x - b.x) < 3", &["a.x", "b.x"]),
        ("money(a.x, c) == 'x'", &[]),
        ("f[a.id].x > 1 && f[a.id].x < 9", &["f.[].x"]),
        ("size(a) > 0 && a.name.size() > 3", &["a", "a.name"]),
    ] {
        let meaning = Expression::new(source).meaning(&known, &|_| Type::Any);
        let found: Vec<String> = meaning.hazards.iter().map(|found| found.path.join(".")).collect();
        assert_eq!(found, expected, "{source}");
    }
}

#[test]
fn an_expression_stands_for_a_path_or_a_list_of_one() {
    for (source, path, element) in [
        ("segments", "segments", "segments.[]"),
        ("segments.filter(s, s.pays == true)", "segments", "segments.[]"),
        ("segments.map(s, s.id)", "", "segments.[].id"),
        ("items[r.payer]", "items.[]", "items.[].[]"),
        ("['a', 'b']", "", ""),
    ] {
        let meaning = Expression::new(source).meaning(&[], &|_| Type::Any);
        let joined = |path: Option<Path>| path.unwrap_or_default().join(".");
        assert_eq!((joined(meaning.path).as_str(), joined(meaning.element).as_str()), (path, element), "{source}");
    }
}
