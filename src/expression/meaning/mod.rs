//! What an expression reads and stands for, and where it works with a value that may be missing: one walk over its
//! syntax tree tells it all.

use super::environment::{FUNCTIONS, Takes};
use super::names::{Comparison, NAMESPACES, Reference, SAME_LIST, SORT_BY, collected, is_name};
use super::shape::Referent;
use super::types::{Type, outcome};
use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators};
use std::ops::Range;

/// The names of an expression that lead to a value: `["segments", "[]", "name"]`, `[]` standing for an element.
pub type Path = Vec<String>;

/// What an expression stands for and what follows from it.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// The path whose value the expression gives, if it is one.
    pub path: Option<Path>,
    /// The path of each element, if it gives a list of such.
    pub element: Option<Path>,
    /// What is not null where the expression is true.
    pub if_true: Vec<Path>,
    /// What is not null where the expression is false.
    pub if_false: Vec<Path>,
    /// What is not null in each element of the list it gives.
    pub within: Vec<Path>,
    /// Paths that are compared by size, calculated with, or given to a function, though nothing says that
    /// they are not null.
    pub hazards: Vec<Reference>,
    /// Paths whose value something is looked up with, though nothing says that they are not null.
    pub lookups: Vec<Reference>,
    /// The kind of value the expression gives.
    pub gives: Type,
    /// Whether it says itself that it may give nothing: `x ? y : null`.
    pub may_be_null: bool,
    /// Values of kinds that do not go together.
    pub clashes: Vec<Clash>,
    /// The names it reads.
    pub references: Vec<Reference>,
    /// Where it compares a name with fixed texts.
    pub comparisons: Vec<Comparison>,
    /// The functions it calls that do not exist, each with the byte where its name or its parenthesis stands.
    pub unknown_functions: Vec<(String, usize)>,
    /// The names that are used as conditions within it without a comparison.
    conditions: Vec<Reference>,
    /// The name that it is, and nothing else.
    whole: Option<Reference>,
}

impl Meaning {
    /// The names that are used as conditions without a comparison, the whole expression too if it `is_condition`: these
    /// fail while nothing is answered.
    pub fn bare_conditions(&self, is_condition: bool) -> impl Iterator<Item = &Reference> {
        self.conditions.iter().chain(self.whole.as_ref().filter(|_| is_condition))
    }
}

/// Values that do not go together: a comparison of a number with a text, a text where a list is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Continues a sentence that starts with what holds the expression.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The bytes of the expression that are to blame.
    pub span: Range<usize>,
}

/// The meaning of an expression where the paths `known` are not null; `types` tells what kind of value a path leads to,
/// `places` where its parts stand.
pub(super) fn meaning(
    expression: &IdedExpr,
    places: &SourceInfo,
    known: &[Path],
    types: &dyn Fn(&[String]) -> Type,
) -> Meaning {
    let mut walk = Walk {
        places,
        bound: Vec::new(),
        known: known.to_vec(),
        hazards: Vec::new(),
        lookups: Vec::new(),
        clashes: Vec::new(),
        references: Vec::new(),
        conditions: Vec::new(),
        comparisons: Vec::new(),
        unknown_functions: Vec::new(),
        types,
    };
    let seen = walk.read(expression);
    Meaning {
        whole: reference(&seen.shape),
        references: walk.references,
        conditions: walk.conditions,
        comparisons: walk.comparisons,
        unknown_functions: walk.unknown_functions,
        element: path_of(seen.shape.element()),
        path: path_of(seen.shape),
        if_true: seen.if_true,
        if_false: seen.if_false,
        within: seen.within,
        hazards: walk.hazards,
        lookups: walk.lookups,
        gives: seen.gives,
        may_be_null: seen.may_be_null,
        clashes: walk.clashes,
    }
}

fn reference(shape: &Referent) -> Option<Reference> {
    match shape {
        Referent::Path { path, offset, .. } => Some(Reference { path: path.clone(), offset: *offset }),
        _ => None,
    }
}

fn path_of(shape: Referent) -> Option<Path> {
    match shape {
        Referent::Path { path, .. } => Some(path),
        _ => None,
    }
}

/// Functions that work with each value of a list, which may not be null then.
const THOROUGH: [&str; 7] = [SORT_BY, "greatest", "join", "least", "listed", "sort", "sum"];

/// Functions that take null, or that only ever get lists.
const CAREFUL: [&str; 10] = ["dyn", "hasValue", "listed", "money", "names", "none", "number", "of", "percent", "type"];

struct Walk<'a> {
    places: &'a SourceInfo,
    bound: Vec<(&'a str, Referent, Type)>,
    known: Vec<Path>,
    hazards: Vec<Reference>,
    lookups: Vec<Reference>,
    clashes: Vec<Clash>,
    references: Vec<Reference>,
    conditions: Vec<Reference>,
    comparisons: Vec<Comparison>,
    unknown_functions: Vec<(String, usize)>,
    types: &'a dyn Fn(&[String]) -> Type,
}

/// What one part stands for.
struct Seen {
    shape: Referent,
    if_true: Vec<Path>,
    if_false: Vec<Path>,
    within: Vec<Path>,
    literal: Literal,
    gives: Type,
    may_be_null: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Literal {
    No,
    Null,
    Value,
}

impl Seen {
    fn of(shape: Referent) -> Self {
        Self {
            shape,
            if_true: Vec::new(),
            if_false: Vec::new(),
            within: Vec::new(),
            literal: Literal::No,
            gives: Type::Any,
            may_be_null: false,
        }
    }

    fn a(gives: Type) -> Self {
        Self { gives, ..Self::of(Referent::Unknown) }
    }

    fn unknown() -> Self {
        Self::of(Referent::Unknown)
    }

    fn literal(literal: Literal, gives: Type) -> Self {
        Self { literal, may_be_null: gives == Type::Null, ..Self::a(gives) }
    }

    fn path(&self) -> Option<Path> {
        path_of(self.shape.clone())
    }
}

impl Seen {
    /// The kind, a fixed text that is a date beside a date being one.
    fn as_date_beside(&self, other: &Self) -> Type {
        match (&self.shape, &other.gives) {
            (Referent::Text { text, .. }, Type::Date) if is_date(text) => Type::Date,
            _ => self.gives.clone(),
        }
    }
}

/// Whether a text is written like a date: `2026-03-01`.
fn is_date(text: &str) -> bool {
    let is_digit = |position: usize| position != 4 && position != 7;
    text.len() == 10
        && text.chars().enumerate().all(|(position, c)| if is_digit(position) { c.is_ascii_digit() } else { c == '-' })
}

/// What to do about two kinds that cannot be compared.
fn kept_apart(beside: &Seen, blamed: &Seen) -> String {
    match (&beside.gives, &blamed.gives, &blamed.shape) {
        (Type::Number, Type::Text, Referent::Text { text, .. }) if text.trim().parse::<f64>().is_ok() => {
            format!("write `{}`, without quotes", text.trim())
        }
        (Type::Number, Type::Text, _) => "write a number, without quotes".to_owned(),
        (Type::Date, Type::Text, Referent::Text { .. }) => "write the date as in `'2026-03-01'`".to_owned(),
        (Type::Text, Type::Number, _) => {
            "a text has no size; count its letters with `.size()`, or ask for a `number`".to_owned()
        }
        (Type::Date, Type::Number, _) => "compare a date with a date, as in `'2026-03-01'`".to_owned(),
        (_, Type::Null, _) => "only `==` and `!=` go with `null`".to_owned(),
        (Type::Truth, _, _) => "write `== true` or `== false`".to_owned(),
        (Type::List(_), Type::Text | Type::Number, _) => {
            "write `... in list` to look into a list, or count it with `size()`".to_owned()
        }
        (Type::Text, Type::Item, _) | (Type::Item, Type::Text, _) => {
            "compare the id of the item, as in `s.id == ...`".to_owned()
        }
        (Type::List(_), _, _) | (_, Type::List(_), _) => "count a list with `size()`, as in `.size() > 1`".to_owned(),
        _ => "compare numbers with numbers, texts with texts and dates with dates".to_owned(),
    }
}

/// How a condition is made of a value of that kind.
fn condition_from(given: &Type) -> String {
    match given {
        Type::List(_) => "count it, as in `.size() > 0`".to_owned(),
        Type::Number => "compare it, as in `... > 0`".to_owned(),
        _ => "compare it, as in `... == 'something'`".to_owned(),
    }
}

fn function_help(given: &Type, wanted: Takes) -> String {
    match (given, wanted) {
        (Type::Text, Takes::Number | Takes::NumberOrNull) => "write a number, without quotes".to_owned(),
        (Type::List(_), Takes::ListOfItems) => "use `listed` for texts".to_owned(),
        (Type::List(held), Takes::ListOfTexts) if **held == Type::Number => {
            "make texts of the numbers, as in `.map(n, number(n))`".to_owned()
        }
        (Type::List(_), Takes::ListOfTexts) => {
            "use `names` for items, or take their titles with `.map(s, s.title)`".to_owned()
        }
        (Type::List(_), Takes::ListOfNumbers) => {
            "take the numbers out of the items, as in `.map(s, s.amount)`".to_owned()
        }
        _ => format!("give it {}", wanted.called()),
    }
}

impl<'a> Walk<'a> {
    /// Visits a part whose value is used as it is.
    fn read(&mut self, part: &'a IdedExpr) -> Seen {
        let mut seen = self.visit(part);
        self.note(&mut seen.shape);
        seen
    }

    /// Puts a path among the references, once.
    fn note(&mut self, shape: &mut Referent) {
        if let Referent::Path { path, offset, read: read @ false } = shape {
            self.references.push(Reference { path: path.clone(), offset: *offset });
            *read = true;
        }
    }

    /// Notes a name that is compared with a fixed text.
    fn compare_text(&mut self, name: &Referent, text: &Referent) {
        if let (Referent::Path { path, .. }, Referent::Text { text, offset }) = (name, text) {
            self.comparisons.push(Comparison { path: path.clone(), text: text.clone(), offset: *offset });
        }
    }

    fn visit(&mut self, part: &'a IdedExpr) -> Seen {
        let mut seen = self.visit_part(part);
        if let (Type::Any, Referent::Path { path, .. }) = (&seen.gives, &seen.shape) {
            seen.gives = (self.types)(path);
        }
        seen
    }

    fn visit_part(&mut self, part: &'a IdedExpr) -> Seen {
        let offset = self.offset(part.id);
        match &part.expr {
            Expr::Ident(name) => self.name(name, offset),
            Expr::Select(select) => {
                let seen = self.visit(&select.operand);
                let mut shape = seen.shape.entry(&select.field);
                if select.test {
                    self.note(&mut shape);
                    return Seen { within: seen.within, ..Seen::a(Type::Truth) };
                }
                Seen { within: seen.within, ..Seen::of(shape) }
            }
            Expr::Call(call) => self.call(call, offset),
            Expr::Comprehension(comprehension) => self.comprehension(comprehension),
            Expr::Literal(literal) => Self::literal(literal, offset),
            Expr::List(list) => {
                let mut gives: Option<Type> = None;
                for element in &list.elements {
                    let element = self.read(element).gives;
                    gives = Some(gives.map_or(element.clone(), |own| own.joined(&element)));
                }
                Seen::literal(Literal::Value, gives.unwrap_or_default().listed())
            }
            Expr::Map(map) => {
                for entry in &map.entries {
                    if let EntryExpr::MapEntry(entry) = &entry.expr {
                        self.read(&entry.key);
                        self.read(&entry.value);
                    }
                }
                Seen::literal(Literal::Value, Type::Item)
            }
            Expr::Struct(_) | Expr::Unspecified => Seen::unknown(),
        }
    }

    fn literal(literal: &LiteralValue, offset: usize) -> Seen {
        match literal {
            LiteralValue::String(text) => {
                let shape = Referent::Text { text: text.inner().to_owned(), offset };
                Seen { shape, ..Seen::literal(Literal::Value, Type::Text) }
            }
            LiteralValue::Null => Seen::literal(Literal::Null, Type::Null),
            LiteralValue::Boolean(_) => Seen::literal(Literal::Value, Type::Truth),
            LiteralValue::Double(_) | LiteralValue::Int(_) | LiteralValue::UInt(_) => {
                Seen::literal(Literal::Value, Type::Number)
            }
            LiteralValue::Bytes(_) => Seen::literal(Literal::Value, Type::Any),
        }
    }

    fn name(&self, name: &str, offset: usize) -> Seen {
        match self.bound.iter().rev().find(|(bound, ..)| *bound == name) {
            Some((_, Referent::Path { path, .. }, gives)) => {
                let read = name.starts_with('@');
                Seen { gives: gives.clone(), ..Seen::of(Referent::Path { path: path.clone(), offset, read }) }
            }
            Some((_, shape, gives)) => Seen { gives: gives.clone(), ..Seen::of(shape.clone()) },
            None => {
                Seen::of(Referent::Path { path: vec![name.trim_start_matches('.').to_owned()], offset, read: false })
            }
        }
    }

    fn call(&mut self, call: &'a CallExpr, offset: usize) -> Seen {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND, [left, right]) => {
                let left = self.condition(left, &[]);
                let right = self.condition(right, &left.if_true);
                Seen { if_true: joined(left.if_true, right.if_true), ..Seen::a(Type::Truth) }
            }
            (operators::LOGICAL_OR, [left, right]) => {
                let left = self.condition(left, &[]);
                let right = self.condition(right, &left.if_false);
                Seen { if_false: joined(left.if_false, right.if_false), ..Seen::a(Type::Truth) }
            }
            (operators::LOGICAL_NOT, [operand]) => {
                let seen = self.condition(operand, &[]);
                Seen { if_true: seen.if_false, if_false: seen.if_true, ..Seen::a(Type::Truth) }
            }
            (operators::CONDITIONAL, [condition, then, otherwise]) => {
                let condition = self.condition(condition, &[]);
                let then = self.given(&condition.if_true, then);
                let otherwise = self.given(&condition.if_false, otherwise);
                Seen {
                    gives: then.gives.joined(&otherwise.gives),
                    may_be_null: then.may_be_null || otherwise.may_be_null,
                    ..Seen::of(if matches!(then.shape, Referent::Path { .. }) { then.shape } else { otherwise.shape })
                }
            }
            (operators::EQUALS, [left, right]) => self.equality(left, right),
            (operators::NOT_EQUALS, [left, right]) => {
                let seen = self.equality(left, right);
                Seen { if_true: seen.if_false, if_false: seen.if_true, ..Seen::a(Type::Truth) }
            }
            (operators::INDEX | operators::OPT_INDEX | operators::OPT_SELECT, [base, index]) => {
                self.lookup(base, index)
            }
            (operators::IN, [candidate, list]) => self.membership(candidate, list),
            (name, arguments) => self.function(name, call.target.as_deref(), arguments, offset),
        }
    }

    /// A part that has to be true or false, where these paths are not null.
    fn condition(&mut self, part: &'a IdedExpr, known: &[Path]) -> Seen {
        let seen = self.given(known, part);
        self.conditions.extend(reference(&seen.shape));
        if !matches!(seen.gives, Type::Any | Type::Truth) {
            let message = format!("uses {} as a condition, where true or false is needed", seen.gives.called());
            self.clash(part, message, condition_from(&seen.gives));
        }
        seen
    }

    fn clash(&mut self, part: &IdedExpr, message: String, help: impl Into<String>) {
        let span = self.span(part);
        self.clashes.push(Clash { message, help: help.into(), span });
    }

    /// The bytes that a part and all within it take up, as far as the parser tells.
    fn span(&self, part: &IdedExpr) -> Range<usize> {
        let Some((start, last)) = self.places.offset_for(part.id) else { return 0..0 };
        let (start, end) = (start as usize, last as usize + 1);
        let joined = |own: Range<usize>, inner: &IdedExpr| {
            let inner = self.span(inner);
            if inner.is_empty() { own } else { own.start.min(inner.start)..own.end.max(inner.end) }
        };
        match &part.expr {
            Expr::Select(select) => joined(start..end + select.field.len(), &select.operand),
            Expr::Comprehension(own) => joined(start..self.closed(start), &own.iter_range),
            Expr::Call(call) => {
                let named = call.func_name.starts_with(|c: char| c.is_ascii_alphabetic());
                let bracketed = named || call.func_name == operators::INDEX;
                let start =
                    if named && call.target.is_none() { start.saturating_sub(call.func_name.len()) } else { start };
                let own = start..if bracketed { self.closed(end - 1) } else { end };
                call.target.iter().map(AsRef::as_ref).chain(&call.args).fold(own, joined)
            }
            Expr::List(_) | Expr::Map(_) => start..self.closed(start),
            _ => start..end,
        }
    }

    /// The byte behind the bracket that closes the one at `start`.
    fn closed(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, c) in self.places.source.get(start..).unwrap_or_default().char_indices() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return start + offset + c.len_utf8();
            }
        }
        self.places.source.len()
    }

    fn given(&mut self, known: &[Path], part: &'a IdedExpr) -> Seen {
        let before = self.known.len();
        self.known.extend_from_slice(known);
        let seen = self.read(part);
        self.known.truncate(before);
        seen
    }

    fn equality(&mut self, left: &'a IdedExpr, right: &'a IdedExpr) -> Seen {
        let sides = (self.read(left), self.read(right));
        self.compare_text(&sides.0.shape, &sides.1.shape);
        self.compare_text(&sides.1.shape, &sides.0.shape);
        self.compare((left, &sides.0), (right, &sides.1), Type::can_equal, "");
        let (path, literal) = match (sides.0.path(), sides.1.path()) {
            (Some(path), None) => (path, sides.1.literal),
            (None, Some(path)) => (path, sides.0.literal),
            _ => return Seen::a(Type::Truth),
        };
        match literal {
            Literal::Null => Seen { if_false: vec![path], ..Seen::a(Type::Truth) },
            Literal::Value => Seen { if_true: vec![path], ..Seen::a(Type::Truth) },
            Literal::No => Seen::a(Type::Truth),
        }
    }

    /// Tells two sides whose kinds do not go together. A fixed text that is a date counts as one.
    fn compare(
        &mut self,
        left: (&IdedExpr, &Seen),
        right: (&IdedExpr, &Seen),
        fits: fn(&Type, &Type) -> bool,
        how: &str,
    ) {
        let (own, other) = (left.1.as_date_beside(right.1), right.1.as_date_beside(left.1));
        if fits(&own, &other) {
            return;
        }
        let blamed = if left.1.literal == Literal::No && right.1.literal != Literal::No { right } else { left };
        let beside = if std::ptr::eq(blamed.0, left.0) { right } else { left };
        let message = if own == other {
            format!("compares {} with another one{how}", own.called())
        } else {
            format!("compares {} with {}{how}", beside.1.gives.called(), blamed.1.gives.called())
        };
        self.clash(blamed.0, message, kept_apart(beside.1, blamed.1));
    }

    fn membership(&mut self, candidate: &'a IdedExpr, list: &'a IdedExpr) -> Seen {
        let sought = self.read(candidate);
        let seen = self.read(list);
        if let Expr::List(texts) = &list.expr {
            for text in &texts.elements {
                if let Expr::Literal(literal) = &text.expr {
                    let text = Self::literal(literal, self.offset(text.id)).shape;
                    self.compare_text(&sought.shape, &text);
                }
            }
        }
        self.compare_text(&seen.shape.element(), &sought.shape);
        match &seen.gives {
            Type::Any => {}
            Type::List(element) if sought.gives.can_equal(element) => {}
            Type::List(_) => {
                let message = format!("looks for {} in {}", sought.gives.called(), seen.gives.called());
                self.clash(
                    candidate,
                    message,
                    "look for what the list holds: ids of items, keys of choices, texts or numbers",
                );
            }
            Type::Item if matches!(sought.gives, Type::Any | Type::Text) => {}
            Type::Text => {
                let message = "looks for something in a text as if it were a list".to_owned();
                self.clash(list, message, "write `a.contains(b)` to look into a text, or `==` to compare the two");
            }
            other => {
                let message = format!("looks for something in {}, which is no list", other.called());
                self.clash(list, message, "compare the two with `==`");
            }
        }
        Seen::a(Type::Truth)
    }

    fn lookup(&mut self, base: &'a IdedExpr, index: &'a IdedExpr) -> Seen {
        let seen = self.visit(base);
        let at = self.read(index);
        match (&seen.gives, &at.gives) {
            (Type::List(_), Type::Any | Type::Number)
            | (Type::Item, Type::Any | Type::Text)
            | (Type::Any | Type::Null, _) => {}
            (Type::List(_), other) => {
                let message = format!("looks up {} in a list", other.called());
                self.clash(index, message, "a list is counted from 0, as in `[0]`; find an item by its id in `items`");
            }
            (Type::Item, other) => {
                let message = format!("looks up {} where a name or an id is needed", other.called());
                self.clash(index, message, "look it up by a text, such as the id of an item");
            }
            (other, _) => {
                let message = format!("looks something up in {}", other.called());
                self.clash(base, message, "only lists and items have entries");
            }
        }
        let shape = match &at.shape {
            Referent::Text { text, .. } => seen.shape.entry(text),
            _ => seen.shape.element(),
        };
        let unknown = self.unknown_path(&at);
        self.lookups.extend(unknown);
        let gives = if matches!(seen.gives, Type::List(_)) { seen.gives.element() } else { Type::Any };
        Seen { within: seen.within, gives, ..Seen::of(shape) }
    }

    fn function(&mut self, name: &str, target: Option<&'a IdedExpr>, arguments: &'a [IdedExpr], offset: usize) -> Seen {
        let is_plain = !name.contains('@') && !name.starts_with(['_', '!', '-']);
        if is_plain && FUNCTIONS.iter().all(|function| function.name != name) {
            self.unknown_functions.push((name.to_owned(), offset));
        }
        // What the macros `math.greatest` and `math.least` become.
        let name = match name {
            "math.@max" => "greatest",
            "math.@min" => "least",
            other => other,
        };
        let is_namespace = |id: &str| NAMESPACES.contains(&id) && !self.bound.iter().any(|(bound, ..)| *bound == id);
        let target = target.filter(|target| !matches!(&target.expr, Expr::Ident(id) if is_namespace(id)));
        let parts: Vec<&'a IdedExpr> = target.into_iter().chain(arguments).collect();
        let seen: Vec<Seen> = parts.iter().map(|part| self.read(part)).collect();
        let gives = self.outcome(name, &parts, &seen);
        let mut sure = Vec::new();
        if !CAREFUL.contains(&name) {
            for seen in &seen {
                let unknown = self.unknown_path(seen);
                self.hazards.extend(unknown);
                sure.extend(seen.path());
            }
        }
        if THOROUGH.contains(&name) {
            for seen in &seen {
                let elements = Seen { within: seen.within.clone(), ..Seen::of(seen.shape.element()) };
                let unknown = self.unknown_path(&elements);
                self.hazards.extend(unknown);
            }
        }
        match seen.into_iter().next() {
            Some(list) if target.is_some() && SAME_LIST.contains(&name) => {
                Seen { within: list.within, gives, ..Seen::of(list.shape) }
            }
            _ => Seen { if_true: sure.clone(), if_false: sure, ..Seen::a(gives) },
        }
    }

    /// The kind of value that an operator or a function gives; tells what does not fit.
    fn outcome(&mut self, name: &str, parts: &[&'a IdedExpr], seen: &[Seen]) -> Type {
        match (name, parts, seen) {
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [a, b],
                [x, y],
            ) => {
                self.compare((a, x), (b, y), Type::can_be_compared_with, " by size");
                Type::Truth
            }
            (operators::NEGATE, [part], [x]) => {
                self.reckon("-", (part, &Seen::a(Type::Number)), (part, x));
                Type::Number
            }
            (
                operators::ADD | operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE | operators::MODULO,
                [a, b],
                [x, y],
            ) => self.reckon(name.trim_matches('_'), (a, x), (b, y)),
            (SORT_BY, _, [list, ..]) => list.gives.clone(),
            _ => {
                let given: Vec<Type> = seen.iter().map(|seen| seen.gives.clone()).collect();
                outcome(name, &given).unwrap_or_else(|(position, wanted)| {
                    if let (Some(part), Some(given)) = (parts.get(position), given.get(position)) {
                        let message = format!("gives {} to `{name}`, which takes {}", given.called(), wanted.called());
                        self.clash(part, message, function_help(given, wanted));
                    }
                    Type::Any
                })
            }
        }
    }

    fn reckon(&mut self, operator: &str, left: (&IdedExpr, &Seen), right: (&IdedExpr, &Seen)) -> Type {
        let (own, other) = (&left.1.gives, &right.1.gives);
        if let Some(gives) = own.reckoned_with(operator, other) {
            return gives;
        }
        let is_number = matches!(own, Type::Any | Type::Number);
        let (blamed, beside) = if is_number { (right, left) } else { (left, right) };
        let message = match (operator, own == other, blamed.1.gives.called()) {
            (_, true, blamed) => format!("calculates with {blamed} by `{operator}`, which takes numbers"),
            ("+", _, blamed) => format!("adds {blamed} to {}", beside.1.gives.called()),
            (_, _, blamed) => format!("calculates with {blamed} by `{operator}`, which takes numbers"),
        };
        let help = if operator == "+" && matches!(blamed.1.gives, Type::Text) {
            "write a number without quotes, or make a text of the number with `number(...)`"
        } else {
            "only numbers can be calculated with; `size()` counts a list"
        };
        self.clash(blamed.0, message, help);
        if operator == "+" { Type::Any } else { Type::Number }
    }

    /// The path of a part, if nothing says that it is not null.
    fn unknown_path(&self, seen: &Seen) -> Option<Reference> {
        let is_known = |path: &Path| self.known.contains(path) || seen.within.contains(path);
        reference(&seen.shape).filter(|found| !is_known(&found.path))
    }

    fn comprehension(&mut self, comprehension: &'a ComprehensionExpr) -> Seen {
        let range = self.read(&comprehension.iter_range);
        if !matches!(range.gives, Type::Any | Type::List(_) | Type::Item) {
            let message = format!("goes through {}, which is no list", range.gives.called());
            self.clash(&comprehension.iter_range, message, "`exists`, `all`, `filter` and `map` go through lists");
        }
        let start = self.read(&comprehension.accu_init);
        let before = self.known.len();
        self.known.extend_from_slice(&range.within);
        let fixed = if matches!(start.gives, Type::List(_)) { Type::Any } else { start.gives };
        self.bound.push((&comprehension.accu_var, start.shape, fixed));
        self.bound.push((&comprehension.iter_var, range.shape.element(), range.gives.element()));
        let seen = if let Some((condition, element)) = collected(comprehension) {
            let sure = condition.map(|condition| self.condition(condition, &[]).if_true).unwrap_or_default();
            let within = joined(range.within, sure);
            if is_name(element, &comprehension.iter_var) {
                Seen { within, gives: range.gives.element().listed(), ..Seen::of(range.shape) }
            } else {
                let element = self.given(&within, element);
                Seen { within, gives: element.gives.listed(), ..Seen::of(Referent::ListOf(Box::new(element.shape))) }
            }
        } else {
            // `all` makes sure of what it says of each element, and so does an `exists` that is false.
            let step = self.read(&comprehension.loop_step);
            let result = self.read(&comprehension.result);
            Seen { if_true: step.if_true, if_false: step.if_false, ..result }
        };
        self.known.truncate(before);
        self.bound.truncate(self.bound.len().saturating_sub(2));
        seen
    }

    /// The byte where a part starts.
    fn offset(&self, id: u64) -> usize {
        self.places.offset_for(id).map_or(0, |(start, _)| start as usize)
    }
}

fn joined(mut left: Vec<Path>, right: Vec<Path>) -> Vec<Path> {
    left.extend(right);
    left
}

#[cfg(test)]
mod tests;
