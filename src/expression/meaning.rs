//! What an expression stands for, and where it works with a value that may be missing.

use super::names::{NAMESPACES, Reference, SAME_LIST, collected, is_name};
use super::shape::Shape;
use cel::Program;
use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators};

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
}

/// The meaning of an expression where the paths `known` are not null.
pub(super) fn meaning(program: &Program, known: &[Path]) -> Meaning {
    let mut walk = Walk {
        places: program.source_info(),
        bound: Vec::new(),
        known: known.to_vec(),
        hazards: Vec::new(),
        lookups: Vec::new(),
    };
    let seen = walk.visit(program.expression());
    Meaning {
        element: path_of(seen.shape.element()),
        path: path_of(seen.shape),
        if_true: seen.if_true,
        if_false: seen.if_false,
        within: seen.within,
        hazards: walk.hazards,
        lookups: walk.lookups,
    }
}

fn path_of(shape: Shape) -> Option<Path> {
    match shape {
        Shape::Path { path, .. } => Some(path),
        _ => None,
    }
}

/// Functions that take null, or that only ever get lists.
const CAREFUL: [&str; 10] = ["dyn", "hasValue", "listed", "money", "names", "none", "number", "of", "percent", "type"];

struct Walk<'a> {
    places: &'a SourceInfo,
    bound: Vec<(&'a str, Shape)>,
    known: Vec<Path>,
    hazards: Vec<Reference>,
    lookups: Vec<Reference>,
}

/// What one part stands for.
struct Seen {
    shape: Shape,
    if_true: Vec<Path>,
    if_false: Vec<Path>,
    within: Vec<Path>,
    literal: Literal,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Literal {
    No,
    Null,
    Value,
}

impl Seen {
    fn of(shape: Shape) -> Self {
        Self { shape, if_true: Vec::new(), if_false: Vec::new(), within: Vec::new(), literal: Literal::No }
    }

    fn unknown() -> Self {
        Self::of(Shape::Unknown)
    }

    fn literal(literal: Literal) -> Self {
        Self { literal, ..Self::unknown() }
    }

    fn path(&self) -> Option<Path> {
        path_of(self.shape.clone())
    }
}

impl<'a> Walk<'a> {
    fn visit(&mut self, part: &'a IdedExpr) -> Seen {
        let offset = self.offset(part.id);
        match &part.expr {
            Expr::Ident(name) => Seen::of(self.name(name, offset)),
            Expr::Select(select) => {
                let seen = self.visit(&select.operand);
                Seen { shape: seen.shape.entry(&select.field), within: seen.within, ..Seen::unknown() }
            }
            Expr::Call(call) => self.call(call),
            Expr::Comprehension(comprehension) => self.comprehension(comprehension),
            Expr::Literal(LiteralValue::String(text)) => {
                let shape = Shape::Text { text: text.inner().to_owned(), offset };
                Seen { literal: Literal::Value, ..Seen::of(shape) }
            }
            Expr::Literal(LiteralValue::Null) => Seen::literal(Literal::Null),
            Expr::Literal(_) => Seen::literal(Literal::Value),
            Expr::List(list) => {
                for element in &list.elements {
                    self.visit(element);
                }
                Seen::literal(Literal::Value)
            }
            Expr::Map(map) => {
                for entry in &map.entries {
                    if let EntryExpr::MapEntry(entry) = &entry.expr {
                        self.visit(&entry.value);
                    }
                }
                Seen::literal(Literal::Value)
            }
            Expr::Struct(_) | Expr::Unspecified => Seen::unknown(),
        }
    }

    fn name(&self, name: &str, offset: usize) -> Shape {
        match self.bound.iter().rev().find(|(bound, _)| *bound == name) {
            Some((_, Shape::Path { path, .. })) => Shape::Path { path: path.clone(), offset, read: true },
            Some((_, shape)) => shape.clone(),
            None => Shape::Path { path: vec![name.trim_start_matches('.').to_owned()], offset, read: true },
        }
    }

    fn call(&mut self, call: &'a CallExpr) -> Seen {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND, [left, right]) => {
                let left = self.visit(left);
                let right = self.given(&left.if_true, right);
                Seen { if_true: joined(left.if_true, right.if_true), ..Seen::unknown() }
            }
            (operators::LOGICAL_OR, [left, right]) => {
                let left = self.visit(left);
                let right = self.given(&left.if_false, right);
                Seen { if_false: joined(left.if_false, right.if_false), ..Seen::unknown() }
            }
            (operators::LOGICAL_NOT, [operand]) => {
                let seen = self.visit(operand);
                Seen { if_true: seen.if_false, if_false: seen.if_true, ..Seen::unknown() }
            }
            (operators::CONDITIONAL, [condition, then, otherwise]) => {
                let condition = self.visit(condition);
                let then = self.given(&condition.if_true, then);
                let otherwise = self.given(&condition.if_false, otherwise);
                Seen::of(if matches!(then.shape, Shape::Path { .. }) { then.shape } else { otherwise.shape })
            }
            (operators::EQUALS, [left, right]) => self.equality(left, right),
            (operators::NOT_EQUALS, [left, right]) => {
                let seen = self.equality(left, right);
                Seen { if_true: seen.if_false, if_false: seen.if_true, ..Seen::unknown() }
            }
            (operators::INDEX | operators::OPT_INDEX | operators::OPT_SELECT, [base, index]) => {
                self.lookup(base, index)
            }
            (operators::IN, sides) => {
                for side in sides {
                    self.visit(side);
                }
                Seen::unknown()
            }
            (name, arguments) => self.function(name, call.target.as_deref(), arguments),
        }
    }

    fn given(&mut self, known: &[Path], part: &'a IdedExpr) -> Seen {
        let before = self.known.len();
        self.known.extend_from_slice(known);
        let seen = self.visit(part);
        self.known.truncate(before);
        seen
    }

    fn equality(&mut self, left: &'a IdedExpr, right: &'a IdedExpr) -> Seen {
        let sides = (self.visit(left), self.visit(right));
        let (path, literal) = match (sides.0.path(), sides.1.path()) {
            (Some(path), None) => (path, sides.1.literal),
            (None, Some(path)) => (path, sides.0.literal),
            _ => return Seen::unknown(),
        };
        match literal {
            Literal::Null => Seen { if_false: vec![path], ..Seen::unknown() },
            Literal::Value => Seen { if_true: vec![path], ..Seen::unknown() },
            Literal::No => Seen::unknown(),
        }
    }

    fn lookup(&mut self, base: &'a IdedExpr, index: &'a IdedExpr) -> Seen {
        let base = self.visit(base);
        let index = self.visit(index);
        let shape = match &index.shape {
            Shape::Text { text, .. } => base.shape.entry(text),
            _ => base.shape.element(),
        };
        let unknown = self.unknown_path(&index);
        self.lookups.extend(unknown);
        Seen { within: base.within, ..Seen::of(shape) }
    }

    fn function(&mut self, name: &str, target: Option<&'a IdedExpr>, arguments: &'a [IdedExpr]) -> Seen {
        let is_namespace = |id: &str| NAMESPACES.contains(&id) && !self.bound.iter().any(|(bound, _)| *bound == id);
        let target = target.filter(|target| !matches!(&target.expr, Expr::Ident(id) if is_namespace(id)));
        let target = target.map(|target| self.visit(target));
        let arguments: Vec<Seen> = arguments.iter().map(|argument| self.visit(argument)).collect();
        let mut sure = Vec::new();
        if !CAREFUL.contains(&name) {
            for seen in target.iter().chain(&arguments) {
                let unknown = self.unknown_path(seen);
                self.hazards.extend(unknown);
                sure.extend(seen.path());
            }
        }
        match target {
            Some(target) if SAME_LIST.contains(&name) => Seen { within: target.within, ..Seen::of(target.shape) },
            _ => Seen { if_true: sure.clone(), if_false: sure, ..Seen::unknown() },
        }
    }

    /// The path of a part, if nothing says that it is not null.
    fn unknown_path(&self, seen: &Seen) -> Option<Reference> {
        match &seen.shape {
            Shape::Path { path, offset, .. } if !self.known.contains(path) && !seen.within.contains(path) => {
                Some(Reference { path: path.clone(), offset: *offset })
            }
            _ => None,
        }
    }

    fn comprehension(&mut self, comprehension: &'a ComprehensionExpr) -> Seen {
        let range = self.visit(&comprehension.iter_range);
        let before = self.known.len();
        self.known.extend_from_slice(&range.within);
        self.bound.push((&comprehension.accu_var, Shape::Unknown));
        self.bound.push((&comprehension.iter_var, range.shape.element()));
        let seen = if let Some((condition, element)) = collected(comprehension) {
            let sure = condition.map(|condition| self.visit(condition).if_true).unwrap_or_default();
            let within = joined(range.within, sure);
            if is_name(element, &comprehension.iter_var) {
                Seen { within, ..Seen::of(range.shape) }
            } else {
                let element = self.given(&within, element);
                Seen { within, ..Seen::of(Shape::ListOf(Box::new(element.shape))) }
            }
        } else {
            self.visit(&comprehension.loop_step);
            self.visit(&comprehension.result);
            Seen::unknown()
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
