//! Reads the syntax tree of an expression: which names it uses, which texts it compares them with.

use super::environment::FUNCTIONS;
use super::shape::Shape;
use cel::Program;
use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedEntryExpr, IdedExpr, LiteralValue, SourceInfo, operators,
};

/// A name an expression reads, with the fields selected on it: `item.segment` is `["item", "segment"]`.
/// Names bound by macros (`exists(p, ...)`) are resolved to the list they run over:
/// `segments.exists(s, s.pays)` gives `["segments"]` and `["segments", "[]", "pays"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The path, `[]` standing for an element of a list.
    pub path: Vec<String>,
    /// The byte in the expression where the name stands.
    pub offset: usize,
}

impl Reference {
    /// The field that is read of a name, be it the value or its label: `item.kind` and `item.labels.kind` read the
    /// field `kind` of `item`.
    #[must_use]
    pub fn field_of(&self, name: &str) -> Option<&String> {
        match self.path.as_slice() {
            [own, labels, field, ..] if own == name && labels == "labels" => Some(field),
            [own, field, ..] if own == name => Some(field),
            _ => None,
        }
    }
}

/// A fixed text that an expression compares a name with, by `==`, `!=` or `in`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The path compared; it ends in `[]` where the text is looked for in a list.
    pub path: Vec<String>,
    /// The text.
    pub text: String,
    /// The byte in the expression where the text stands, its quote included.
    pub offset: usize,
}

/// See [`super::Expression::references`].
pub(super) fn references(program: &Program) -> Vec<Reference> {
    Walk::over(program).references
}

/// See [`super::Expression::bare_conditions`].
pub(super) fn bare_conditions(program: &Program, whole: bool) -> Vec<Reference> {
    let mut walk = Walk::new(program);
    if whole {
        walk.decide(program.expression());
    } else {
        walk.read(program.expression());
    }
    walk.conditions
}

/// See [`super::Expression::comparisons`].
pub(super) fn comparisons(program: &Program) -> Vec<Comparison> {
    Walk::over(program).comparisons
}

/// See [`super::Expression::unknown_functions`].
pub(super) fn unknown_functions(program: &Program) -> Vec<(String, usize)> {
    Walk::over(program).unknown_functions
}

/// Prefixes of functions, which are no variables: `math.abs(x)`.
pub(super) const NAMESPACES: [&str; 4] = ["lists", "math", "optional", "strings"];
/// What `sortBy` becomes; its last argument are the keys.
pub(super) const SORT_BY: &str = "@sortByAssociatedKeys";
/// Functions whose result is their list again, in another order or shorter.
pub(super) const SAME_LIST: [&str; 5] = [SORT_BY, "distinct", "reverse", "slice", "sort"];

struct Walk<'a> {
    places: &'a SourceInfo,
    bound: Vec<(&'a str, Shape)>,
    references: Vec<Reference>,
    conditions: Vec<Reference>,
    comparisons: Vec<Comparison>,
    unknown_functions: Vec<(String, usize)>,
}

impl<'a> Walk<'a> {
    fn over(program: &'a Program) -> Self {
        let mut walk = Self::new(program);
        walk.read(program.expression());
        walk
    }

    fn new(program: &'a Program) -> Self {
        Self {
            places: program.source_info(),
            bound: Vec::new(),
            references: Vec::new(),
            conditions: Vec::new(),
            comparisons: Vec::new(),
            unknown_functions: Vec::new(),
        }
    }

    /// Visits a part whose value is used as it is.
    fn read(&mut self, part: &'a IdedExpr) -> Shape {
        let shape = self.visit(part);
        self.note(shape)
    }

    /// Puts a path among the references, once.
    fn note(&mut self, shape: Shape) -> Shape {
        match shape {
            Shape::Path { path, offset, read: false } => {
                self.references.push(Reference { path: path.clone(), offset });
                Shape::Path { path, offset, read: true }
            }
            other => other,
        }
    }

    /// Visits a part that has to be true or false.
    fn decide(&mut self, part: &'a IdedExpr) {
        if let Shape::Path { path, offset, .. } = self.read(part) {
            self.conditions.push(Reference { path, offset });
        }
    }

    fn visit(&mut self, part: &'a IdedExpr) -> Shape {
        let offset = self.offset(part.id);
        match &part.expr {
            Expr::Ident(name) => self.name(name, offset),
            Expr::Select(select) => self.visit(&select.operand).entry(&select.field),
            Expr::Call(call) => self.call(call, offset),
            Expr::Comprehension(comprehension) => self.comprehension(comprehension),
            Expr::Literal(LiteralValue::String(text)) => Shape::Text { text: text.inner().to_owned(), offset },
            Expr::List(list) => {
                list.elements.iter().for_each(|element| drop(self.read(element)));
                Shape::Unknown
            }
            Expr::Map(map) => self.entries(&map.entries),
            Expr::Struct(entries) => self.entries(&entries.entries),
            Expr::Literal(_) | Expr::Unspecified => Shape::Unknown,
        }
    }

    fn name(&self, name: &str, offset: usize) -> Shape {
        match self.bound.iter().rev().find(|(bound, _)| *bound == name) {
            Some((_, Shape::Path { path, .. })) => {
                Shape::Path { path: path.clone(), offset, read: name.starts_with('@') }
            }
            Some((_, shape)) => shape.clone(),
            None => Shape::Path { path: vec![name.trim_start_matches('.').to_owned()], offset, read: false },
        }
    }

    fn entries(&mut self, entries: &'a [IdedEntryExpr]) -> Shape {
        for entry in entries {
            match &entry.expr {
                EntryExpr::MapEntry(entry) => {
                    self.read(&entry.key);
                    self.read(&entry.value);
                }
                EntryExpr::StructField(field) => drop(self.read(&field.value)),
            }
        }
        Shape::Unknown
    }

    fn call(&mut self, call: &'a CallExpr, offset: usize) -> Shape {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::INDEX | operators::OPT_INDEX | operators::OPT_SELECT, [base, index]) => {
                let base = self.visit(base);
                match self.read(index) {
                    Shape::Text { text, .. } => base.entry(&text),
                    _ => base.element(),
                }
            }
            (operators::EQUALS | operators::NOT_EQUALS, [left, right]) => {
                let sides = (self.read(left), self.read(right));
                self.compare(&sides.0, &sides.1);
                self.compare(&sides.1, &sides.0);
                Shape::Unknown
            }
            (operators::IN, [candidate, list]) => self.membership(candidate, list),
            (operators::CONDITIONAL, [condition, then, otherwise]) => {
                self.decide(condition);
                let then = self.read(then);
                let otherwise = self.read(otherwise);
                if matches!(then, Shape::Path { .. }) { then } else { otherwise }
            }
            (operators::LOGICAL_AND | operators::LOGICAL_OR | operators::LOGICAL_NOT, sides) => {
                for side in sides {
                    self.decide(side);
                }
                Shape::Unknown
            }
            (name, arguments) => self.function(name, call.target.as_deref(), arguments, offset),
        }
    }

    fn function(
        &mut self,
        name: &str,
        target: Option<&'a IdedExpr>,
        arguments: &'a [IdedExpr],
        offset: usize,
    ) -> Shape {
        let plain = !name.contains('@') && !name.starts_with(['_', '!', '-']);
        if plain && FUNCTIONS.iter().all(|function| function.name != name) {
            self.unknown_functions.push((name.to_owned(), offset));
        }
        let target = target.filter(|target| !matches!(&target.expr, Expr::Ident(id) if self.is_namespace(id)));
        let target = target.map_or(Shape::Unknown, |target| self.read(target));
        for argument in arguments {
            self.read(argument);
        }
        if SAME_LIST.contains(&name) { target } else { Shape::Unknown }
    }

    fn is_namespace(&self, name: &str) -> bool {
        NAMESPACES.contains(&name) && !self.bound.iter().any(|(bound, _)| *bound == name)
    }

    fn membership(&mut self, candidate: &'a IdedExpr, list: &'a IdedExpr) -> Shape {
        let candidate = self.read(candidate);
        if let Expr::List(texts) = &list.expr {
            for text in &texts.elements {
                let text = self.read(text);
                self.compare(&candidate, &text);
            }
        } else {
            let elements = self.read(list).element();
            self.compare(&elements, &candidate);
        }
        Shape::Unknown
    }

    fn compare(&mut self, name: &Shape, text: &Shape) {
        if let (Shape::Path { path, .. }, Shape::Text { text, offset }) = (name, text) {
            self.comparisons.push(Comparison { path: path.clone(), text: text.clone(), offset: *offset });
        }
    }

    /// What a macro became: `exists`, `all`, `filter`, `map`, `sortBy` and the like.
    fn comprehension(&mut self, comprehension: &'a ComprehensionExpr) -> Shape {
        let range = self.read(&comprehension.iter_range);
        let start = self.read(&comprehension.accu_init);
        self.bound.push((&comprehension.accu_var, start));
        self.bound.push((&comprehension.iter_var, range.element()));
        let shape = if let Some((condition, collected)) = collected(comprehension) {
            if let Some(condition) = condition {
                self.decide(condition);
            }
            if is_name(collected, &comprehension.iter_var) {
                range
            } else {
                Shape::ListOf(Box::new(self.read(collected)))
            }
        } else {
            self.read(&comprehension.loop_step);
            self.read(&comprehension.result)
        };
        self.bound.truncate(self.bound.len().saturating_sub(2));
        shape
    }

    /// The byte where a part starts.
    fn offset(&self, id: u64) -> usize {
        self.places.offset_for(id).map_or(0, |(start, _)| start as usize)
    }
}

/// What `map` and `filter` collect, with the condition on it: `@result + [x]`, or `c ? @result + [x] : @result`.
pub(super) fn collected(comprehension: &ComprehensionExpr) -> Option<(Option<&IdedExpr>, &IdedExpr)> {
    let (condition, sum) = match &comprehension.loop_step.expr {
        Expr::Call(call) if call.func_name == operators::CONDITIONAL => match call.args.as_slice() {
            [condition, sum, _] => (Some(condition), sum),
            _ => return None,
        },
        _ => (None, &comprehension.loop_step),
    };
    let Expr::Call(call) = &sum.expr else { return None };
    match call.args.as_slice() {
        [result, added] if call.func_name == operators::ADD && is_name(result, &comprehension.accu_var) => {
            let Expr::List(list) = &added.expr else { return None };
            list.elements.first().map(|element| (condition, element))
        }
        _ => None,
    }
}

pub(super) fn is_name(part: &IdedExpr, name: &str) -> bool {
    matches!(&part.expr, Expr::Ident(ident) if ident == name)
}
