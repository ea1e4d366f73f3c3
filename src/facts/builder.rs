//! Builds the facts in the order of the walk, so that every condition sees just what is asked before it.

use super::list::{EmptyItem, GrowingItem, put, state_name};
use super::reading::{ReadAnswer, point};
use super::{Facts, Point, shown, summary};
use crate::bank::{Bank, Depth, Part, Question};
use crate::diagnostic::Diagnostic;
use crate::expression::{Expression, Insert, Scope};
use crate::fact::{Fact, FactMap};
use crate::plan::{Address, Answer, Given, Plan, State, accept};
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::sync::Arc;

pub(super) struct Builder<'b, 'p> {
    bank: &'b Bank,
    plan: &'p Plan,
    /// What expressions see; while there is no scope nobody else holds it or what it names, so that it grows in place.
    root: Arc<FactMap>,
    items: Arc<FactMap>,
    labels: Arc<FactMap>,
    states: Arc<FactMap>,
    reasons: Arc<FactMap>,
    notes: Arc<FactMap>,
    pub(super) lists: IndexMap<&'b str, Vec<GrowingItem>>,
    unpublished: Vec<&'b str>,
    titles: HashMap<String, String, RandomState>,
    points: Vec<Point<'b>>,
    pub(super) problems: Vec<Diagnostic>,
    purposes: Vec<&'p str>,
    scope: Option<Scope>,
}

impl<'b, 'p> Builder<'b, 'p> {
    pub(super) fn new(bank: &'b Bank, plan: &'p Plan) -> Self {
        let mut builder = Self {
            bank,
            plan,
            root: Arc::default(),
            items: Arc::default(),
            labels: Arc::default(),
            states: Arc::default(),
            reasons: Arc::default(),
            notes: Arc::default(),
            lists: IndexMap::new(),
            unpublished: Vec::new(),
            titles: HashMap::default(),
            points: Vec::new(),
            problems: Vec::new(),
            purposes: plan.purposes(bank),
            scope: None,
        };
        builder.begin();
        builder
    }

    /// Every name exists from the start, with nothing in it, also of what is hidden; titles made of a text field are known.
    fn begin(&mut self) {
        let asked = self.bank.questions().map(|(_, question)| question).chain(&self.bank.hidden);
        for question in asked.filter(|question| question.of.is_none()) {
            put(&mut self.root, &question.id, shown::nothing(question));
            put(&mut self.labels, &question.id, Fact::Null);
            put(&mut self.states, &question.id, state_name(State::Open));
            let Some(title_field) = question.items().and_then(|list| list.title_field()) else { continue };
            for item in self.plan.items(&question.id) {
                let title = item.fields.get(&title_field.id).and_then(|answer| answer.value.as_str());
                self.titles.insert(item.id.clone(), title.unwrap_or_default().to_owned());
            }
        }
    }

    pub(super) fn build(mut self) -> Facts<'b> {
        let bank = self.bank;
        for (step, part) in bank.steps.iter().enumerate() {
            for question in &part.questions {
                match &question.of {
                    None => self.question(step, question),
                    Some(list) => self.later_field(step, question, list),
                }
            }
            self.derive(part);
        }
        self.finish()
    }

    fn question(&mut self, step: usize, question: &'b Question) {
        if self.withholds("", &question.id) || !self.holds(question, None) {
            return;
        }
        let reading = self.read(question, self.plan.answers.get(&question.id));
        let label = self.fill(&question.label, None);
        self.close_scope();
        let value = shown::fact(question, &reading.value);
        put(&mut self.labels, &question.id, shown::label(question, &reading.value, &value, &self.titles));
        put(&mut self.root, &question.id, value);
        put(&mut self.states, &question.id, state_name(reading.state));
        self.remarks(&question.id);
        let address = Address::Question(question.id.clone());
        self.note(point(address, step, question, None, label, &reading, question.depth_for(&self.purposes)));
        if question.items().is_some() {
            self.list(step, question);
        }
    }

    fn note(&mut self, point: Point<'b>) {
        let picked = &self.plan.details.picked;
        let picked = !picked.is_empty() && picked.contains(&point.address.to_string());
        self.points.push(Point { picked, ..point });
    }

    /// How much it matters that a field of a list is asked of an entry.
    fn depth_in(&self, list: &Question, field: &Question) -> Depth {
        let field = field.depth_for(&self.purposes);
        match list.depth_for(&self.purposes) {
            Depth::More if field != Depth::More => Depth::Essential,
            list => list.max(field),
        }
    }

    fn remarks(&mut self, id: &str) {
        let Some(answer) = self.plan.answers.get(id) else { return };
        if let (State::NotApplicable, Some(because)) = (answer.state, &answer.because) {
            put(&mut self.reasons, id, Fact::text(because.as_str()));
        }
        if let (State::Unknown, Some(note)) = (answer.state, &answer.note) {
            put(&mut self.notes, id, Fact::text(note.as_str()));
        }
    }

    fn list(&mut self, step: usize, question: &'b Question) {
        let Some(list) = question.items() else { return };
        let items = self.plan.items(&question.id);
        let empty = EmptyItem::new(self.bank, &question.id);
        let growing = items.iter().map(|item| GrowingItem::new(&empty, item)).collect();
        self.lists.insert(question.id.as_str(), growing);
        let mut runs = list.runs().peekable();
        while let Some(fields) = runs.next() {
            for position in 0..items.len() {
                self.retitle(&question.id, position);
                for field in fields {
                    let depth = self.depth_in(question, field);
                    self.field(step, &question.id, position, field, depth);
                }
                if runs.peek().is_none() {
                    self.title_by_template(question, list.title.as_ref(), position);
                }
            }
        }
        self.changed(&question.id);
    }

    fn later_field(&mut self, step: usize, question: &'b Question, list: &str) {
        let Some((parent, _)) = self.bank.list(list) else { return };
        let depth = self.depth_in(parent, question);
        for position in 0..self.lists.get(list).map_or(0, Vec::len) {
            self.field(step, &parent.id, position, question, depth);
        }
        self.changed(&parent.id);
    }

    fn field(&mut self, step: usize, list: &str, position: usize, field: &'b Question, depth: Depth) {
        if self.withholds(list, &field.id) {
            return;
        }
        let Some(growing) = self.lists.get(list).and_then(|items| items.get(position)) else { return };
        let (id, title) = (growing.id.clone(), growing.title.clone());
        let reads_item = field.when.is_some() || field.label.expressions().next().is_some();
        let item = if reads_item { growing.fact() } else { Fact::Null };
        if !self.holds(field, Some(&item)) {
            return;
        }
        let answer = self.plan.items(list).get(position).and_then(|item| item.fields.get(&field.id));
        let reading = self.read(field, answer);
        let label = self.fill(&field.label, Some(&item));
        drop(item);
        let value = shown::fact(field, &reading.value);
        let shown = shown::label(field, &reading.value, &value, &self.titles);
        if let Some(growing) = self.lists.get_mut(list).and_then(|items| items.get_mut(position)) {
            growing.set(field, value, shown, reading.state);
        }
        let address = Address::Field { list: list.to_owned(), item: id.to_string(), field: field.id.clone() };
        self.note(point(address, step, field, Some(title), label, &reading, depth));
    }

    fn retitle(&mut self, list: &str, position: usize) {
        let titles = &self.titles;
        if let Some(growing) = self.lists.get_mut(list).and_then(|items| items.get_mut(position)) {
            growing.retitle(titles.get(&*growing.id).map_or("", String::as_str));
        }
    }

    fn title_by_template(&mut self, question: &'b Question, title: Option<&'b Insert>, position: usize) {
        let Some(template) = title else { return };
        let Some(item) = self.lists.get(question.id.as_str()).and_then(|items| items.get(position)) else { return };
        let (fact, id) = (item.fact(), item.id.clone());
        let title = self.fill(template, Some(&fact));
        drop(fact);
        let title = self.told_apart(&question.id, position, title);
        for point in self.points.iter_mut().filter(|point| point.address.item() == Some(&id)) {
            point.item_title = Some(title.clone());
        }
        self.titles.insert(id.to_string(), title);
        self.retitle(&question.id, position);
    }

    /// A title that no entry before has: the second `a loan` is `a loan (2)`.
    fn told_apart(&self, list: &str, position: usize, title: String) -> String {
        let before = self.lists.get(list).and_then(|items| items.get(..position)).unwrap_or_default();
        let is_free = |title: &String| title.is_empty() || before.iter().all(|item| item.title != *title);
        if is_free(&title) {
            return title;
        }
        // Each number but the last can be taken by one of those before.
        (2..=before.len() + 2).map(|number| format!("{title} ({number})")).find(is_free).unwrap_or(title)
    }

    /// Makes the items of the lists that changed visible to what comes after.
    fn publish(&mut self) {
        for list in std::mem::take(&mut self.unpublished) {
            let Some(growing) = self.lists.get(list) else { continue };
            let facts: Vec<Fact> = growing.iter().map(GrowingItem::fact).collect();
            let by_id = growing.iter().map(|item| item.id.clone()).zip(facts.iter().cloned());
            Arc::make_mut(&mut self.items).extend(by_id);
            put(&mut self.root, list, Fact::list(facts));
        }
    }

    pub(super) fn changed(&mut self, list: &'b str) {
        if !self.unpublished.contains(&list) {
            self.unpublished.push(list);
        }
        self.close_scope();
    }

    fn read(&self, question: &Question, answer: Option<&Answer>) -> ReadAnswer {
        let mut reading =
            ReadAnswer { value: Json::Null, state: State::Open, misfit: None, stale: Vec::new(), told: false };
        let Some(answer) = answer else { return reading };
        reading.state = answer.state;
        reading.stale.clone_from(&answer.stale);
        reading.told = answer.state != State::Open || !answer.items.is_empty();
        if answer.state != State::Answered || question.items().is_some() {
            return reading;
        }
        match accept(question, &Given::Stored(answer.value.clone()), &self.plan.candidates(question)) {
            Ok(value) => reading.value = value,
            Err(rejection) => {
                reading.state = State::Open;
                reading.misfit = Some(rejection);
            }
        }
        reading
    }

    /// Whether a question, or a field of a list, is nothing that others are told of.
    fn withholds(&self, list: &str, id: &str) -> bool {
        self.plan.withholds && self.bank.private().has(list, id)
    }

    /// Whether a question is asked. A condition that fails to give an answer lets the question be asked.
    fn holds(&mut self, question: &Question, item: Option<&Fact>) -> bool {
        let Some(when) = &question.when else { return true };
        self.evaluate(&question.id, when, item)
    }

    fn evaluate(&mut self, id: &str, when: &Expression, item: Option<&Fact>) -> bool {
        let scope = self.scope();
        let outcome = match item {
            Some(item) => when.holds(&scope.with("item", item.clone())),
            None => when.holds(scope),
        };
        outcome.unwrap_or_else(|problem| {
            let owner = format!("the condition of `{id}` gives no answer");
            self.problems.push(problem.diagnostic("no-value", &owner));
            true
        })
    }

    fn fill(&mut self, insert: &Insert, item: Option<&Fact>) -> String {
        if let Some(plain) = insert.plain() {
            return plain.to_owned();
        }
        let scope = self.scope();
        let filled = match item {
            Some(item) => insert.fill(&scope.with("item", item.clone())),
            None => insert.fill(scope),
        };
        filled.unwrap_or_else(|problem| {
            let owner = format!("`{}` cannot be filled in", insert.source());
            self.problems.push(problem.diagnostic("no-value", &owner));
            String::new()
        })
    }

    pub(super) fn scope(&mut self) -> &Scope {
        if self.scope.is_none() {
            self.publish();
            self.complete();
        }
        self.scope.get_or_insert_with(|| Scope::new(&Fact::Map(Arc::clone(&self.root))))
    }

    /// Puts what has its own maps into what expressions see.
    fn complete(&mut self) {
        for (name, map) in self.named() {
            put(&mut self.root, name, Fact::Map(map));
        }
    }

    /// Before anything changes that expressions see.
    fn close_scope(&mut self) {
        if self.scope.take().is_some() {
            for (name, _) in self.named() {
                put(&mut self.root, name, Fact::Null);
            }
        }
    }

    /// What is known of all questions and entries, by the name that expressions have for it.
    fn named(&self) -> [(&'static str, Arc<FactMap>); 5] {
        [
            ("items", &self.items),
            ("labels", &self.labels),
            ("states", &self.states),
            ("reasons", &self.reasons),
            ("notes", &self.notes),
        ]
        .map(|(name, map)| (name, Arc::clone(map)))
    }

    fn finish(mut self) -> Facts<'b> {
        self.publish();
        for point in &mut self.points {
            point.later = point
                .address
                .item()
                .and_then(|id| self.items.get(id))
                .is_some_and(|item| item.get("later") == Fact::Bool(true));
        }
        self.scope = None;
        self.complete();
        let view = summary::complete(self.bank, self.plan, &self.points, Arc::unwrap_or_clone(self.root));
        let pause = self.bank.steps.iter().position(|step| step.part == Part::Pause);
        Facts { view, points: self.points, pause, problems: self.problems }
    }
}
