//! What holds whatever an author does to a bank: a plan that is moved to it keeps every old answer.

use crate::command::example;
use crate::script::{REVIEW, Walk};
use crate::small_bank::{small_bank, small_bank_files};
use canvass::bank::{self, Bank, File, Question};
use canvass::facts::Facts;
use canvass::plan::{self, Plan, State, upgraded};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::path::Path;
use std::sync::OnceLock;
use toml::{Table, Value};

/// What an author does to one question, which one, and with which other.
type Edit = (u8, usize, usize);

/// A bank as its author sees it: the tables of its files.
struct Draft(Vec<(String, Table)>);

/// Whether a file of a bank says what is asked.
fn is_read(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with("example.toml")
}

impl Draft {
    fn new(files: &[File]) -> Self {
        let own = files.iter().filter(|(path, _)| is_read(Path::new(path)));
        Self(own.map(|(path, text)| (path.clone(), text.parse().unwrap())).collect())
    }

    fn bank(&self) -> Bank {
        let files: Vec<File> =
            self.0.iter().map(|(path, table)| (path.clone(), toml::to_string(table).unwrap())).collect();
        bank::read(&files).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    /// The lists of questions, one for each step that has any.
    fn steps(&mut self) -> Vec<&mut Vec<Value>> {
        let mut steps = Vec::new();
        for (path, table) in &mut self.0 {
            if path.ends_with("bank.toml") {
                for (part, value) in table.iter_mut() {
                    if part == "profile" || part == "pause" {
                        steps.extend(value.get_mut("question").and_then(Value::as_array_mut));
                    }
                }
            } else {
                steps.extend(table.get_mut("question").and_then(Value::as_array_mut));
            }
        }
        steps
    }

    /// Does something to the question with a number, or to a field of it.
    fn edit(&mut self, (deed, which, other): Edit, fresh: usize) {
        let total: usize = self.steps().iter().map(|questions| questions.len()).sum();
        if total == 0 {
            return;
        }
        if deed == 11 {
            self.remove_step(which);
            return self.mend();
        }
        let (mut at, mut found) = (which % total, None);
        let steps = self.steps();
        let count = steps.len();
        for (step, questions) in steps.into_iter().enumerate() {
            if at < questions.len() {
                found = Some((step, at, questions));
                break;
            }
            at -= questions.len();
        }
        let (step, at, questions) = found.unwrap();
        let fields = questions[at].get("field").and_then(Value::as_array).map_or(0, Vec::len);
        if deed == 12 {
            let list = text(&questions[at], "id");
            match questions[at].get("of").is_some() {
                true => {
                    let question = questions.remove(at);
                    self.move_into_its_list(question);
                }
                false if fields > 1 => {
                    let own = questions[at].get_mut("field").and_then(Value::as_array_mut).unwrap();
                    let mut field = own.remove(1 + other % (fields - 1));
                    put(&mut field, "of", list);
                    questions.insert(at + 1, field);
                }
                false => {}
            }
            return self.mend();
        }
        if fields > 0 && !other.is_multiple_of(3) {
            let fields_of = questions[at].get_mut("field").and_then(Value::as_array_mut).unwrap();
            let place = other % fields;
            done(deed, fields_of, place, fresh);
            return self.mend();
        }
        match deed {
            // Into another step, if there is one.
            9 => {
                let question = questions.remove(at);
                let mut steps = self.steps();
                let target = (step + 1 + other) % count;
                let place = other % (steps[target].len() + 1);
                steps[target].insert(place, question);
            }
            _ => done(deed, questions, at, fresh),
        }
        self.mend();
    }

    /// Takes a whole step out, unless it is the last one.
    fn remove_step(&mut self, which: usize) {
        let files: Vec<usize> = (0..self.0.len()).filter(|at| !self.0[*at].0.ends_with("bank.toml")).collect();
        if files.len() < 2 {
            return;
        }
        let (path, step) = self.0.remove(files[which % files.len()]);
        let (name, id) = (Path::new(&path).file_stem().unwrap().to_str().unwrap(), step["id"].as_str().unwrap());
        let (_, left) = self.0.iter().find(|(path, _)| !path.ends_with("bank.toml")).unwrap();
        let left = left["id"].clone();
        let (_, bank) = self.0.iter_mut().find(|(path, _)| path.ends_with("bank.toml")).unwrap();
        bank["steps"].as_array_mut().unwrap().retain(|step| step.as_str() != Some(name));
        let checks = step.get("check").and_then(Value::as_array).into_iter().flatten().map(|check| text(check, "id"));
        let gone: Vec<String> = checks.collect();
        if let Some(worst) = bank.get_mut("readiness").and_then(|own| own.get_mut("worst")?.as_array_mut()) {
            worst.retain(|check| !gone.iter().any(|gone| check.as_str() == Some(gone)));
        }
        if bank["pause"]["after"].as_str() == Some(id) {
            bank["pause"]["after"] = left;
        }
        for chapter in bank.get_mut("chapter").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(steps) = chapter.get_mut("steps").and_then(Value::as_array_mut) {
                steps.retain(|step| step.as_str() != Some(id));
            }
        }
    }

    /// A question that was asked later of every entry becomes a field of the list.
    fn move_into_its_list(&mut self, mut question: Value) {
        let list = text(&question, "of");
        question.as_table_mut().unwrap().remove("of");
        let mut lists = self.steps().into_iter().flatten();
        let list = lists.find(|other| text(other, "id") == list && other.get("of").is_none()).unwrap();
        list.get_mut("field").and_then(Value::as_array_mut).unwrap().push(question);
    }

    /// Puts right what hangs on lists that have another name now or are gone: fields asked later, links, the canvas.
    fn mend(&mut self) {
        let mut lists: Vec<(String, Vec<String>)> = Vec::new();
        for question in self.steps().into_iter().flatten().filter(|question| text(question, "kind") == "items") {
            lists.push((text(question, "id"), names(question)));
        }
        let now = |list: &str| {
            let named = lists.iter().find(|(id, _)| id == list);
            let found = named.or_else(|| lists.iter().find(|(_, was)| was.iter().any(|was| was == list)));
            found.map(|(id, _)| id.clone())
        };
        for step in self.steps() {
            step.retain_mut(|question| mended(question, &now));
        }
        for (path, table) in &mut self.0 {
            // How the canvases of others are read has nothing to do with what was answered.
            table.remove("import");
            if path.ends_with("bank.toml")
                && let Some(blocks) = table.get_mut("canvas").and_then(Value::as_array_mut)
            {
                blocks.retain_mut(|block| match now(&text(block, "list")) {
                    Some(list) => {
                        put(block, "list", list);
                        true
                    }
                    None => false,
                });
            }
        }
    }
}

fn mended(question: &mut Value, now: &impl Fn(&str) -> Option<String>) -> bool {
    if question.get("of").is_some() {
        match now(&text(question, "of")) {
            Some(list) => put(question, "of", list),
            None => return false,
        }
    }
    if let Some(to) = question.get_mut("to").and_then(Value::as_array_mut) {
        let lists: Vec<Value> = to.iter().filter_map(|list| now(list.as_str().unwrap()).map(Value::String)).collect();
        *to = lists;
        if to.is_empty() {
            return false;
        }
    }
    if let Some(fields) = question.get_mut("field").and_then(Value::as_array_mut) {
        fields.retain_mut(|field| mended(field, now));
        if fields.is_empty() {
            fields.push(plain("name_again", "text"));
        }
    }
    true
}

/// Does something to one of several questions or fields.
fn done(deed: u8, questions: &mut Vec<Value>, at: usize, fresh: usize) {
    let question = questions[at].clone();
    let is_list = question.get("field").is_some();
    let id = text(&question, "id");
    match deed {
        0 | 1 => {
            let mut was = names(&question);
            was.push(id);
            put(&mut questions[at], "was", was);
            put(&mut questions[at], "id", format!("renamed_{fresh}"));
        }
        2 => drop(questions.remove(at)),
        3 if !is_list => {
            let part = |name: &str| {
                let mut part = question.clone();
                part.as_table_mut().unwrap().remove("was");
                part.as_table_mut().unwrap().remove("role");
                put(&mut part, "id", format!("{name}_{fresh}"));
                put(&mut part, "split_from", id.clone());
                part
            };
            let parts = [part("one"), part("two")];
            questions.splice(at..=at, parts);
        }
        4 => {
            let kinds = ["long-text", "number", "yes-no", "date", "text"];
            let mut other = plain(&id, kinds[fresh % kinds.len()]);
            for key in ["was", "of"] {
                if let Some(value) = question.get(key) {
                    other.as_table_mut().unwrap().insert(key.to_owned(), value.clone());
                }
            }
            questions[at] = other;
        }
        5 if question.get("of").is_none() && !is_list => {
            // One that held text becomes a list, where lists may stand.
            if questions.iter().any(|question| question.get("field").is_some()) {
                let mut list = plain(&id, "items");
                put(&mut list, "one", "one".to_owned());
                put(&mut list, "many", "many".to_owned());
                list.as_table_mut().unwrap().insert("field".into(), Value::Array(vec![plain("name", "text")]));
                questions[at] = list;
            }
        }
        6 => questions.insert(at, plain(&format!("added_{fresh}"), "text")),
        7 => {
            if let Some(choices) = questions[at].get_mut("choice").and_then(Value::as_array_mut) {
                match fresh % 3 {
                    0 if choices.len() > 1 => drop(choices.pop()),
                    1 => choices.push(toml::toml! { key = "another" label = "another" }.into()),
                    _ => {
                        let mut was = names(&choices[0]);
                        was.push(text(&choices[0], "key"));
                        put(&mut choices[0], "was", was);
                        put(&mut choices[0], "key", format!("renamed_{fresh}"));
                    }
                }
            }
        }
        _ => {
            let last = questions.len() - 1;
            questions.swap(at, last);
        }
    }
}

fn plain(id: &str, kind: &str) -> Value {
    let mut table = Table::new();
    for (key, value) in [("id", id), ("ask", "What?"), ("label", "what"), ("kind", kind)] {
        table.insert(key.to_owned(), value.into());
    }
    Value::Table(table)
}

fn text(table: &Value, key: &str) -> String {
    table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn names(table: &Value) -> Vec<String> {
    let was = table.get("was").and_then(Value::as_array).into_iter().flatten();
    was.map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn put(table: &mut Value, key: &str, value: impl Into<Value>) {
    table.as_table_mut().unwrap().insert(key.to_owned(), value.into());
}

/// All values in a plan, wherever they stand, parts of lists too.
fn values(json: &Json, found: &mut Vec<Json>) {
    found.push(json.clone());
    match json {
        Json::Array(values) => values.iter().for_each(|value| self::values(value, found)),
        Json::Object(entries) => entries.values().for_each(|value| self::values(value, found)),
        _ => {}
    }
}

/// Every answer that says something has its value in the plan that it was moved to; keys of choices may be new.
fn nothing_is_lost(old: &Plan, new: &Plan, bank: &Bank) -> Result<(), TestCaseError> {
    let mut found = Vec::new();
    values(&serde_json::to_value(new).unwrap(), &mut found);
    let keys: Vec<(&str, &str)> = all_questions(bank)
        .flat_map(Question::choices)
        .flat_map(|choice| choice.was.iter().map(|was| (was.as_str(), choice.key.as_str())))
        .collect();
    let is_there = |value: &Json| {
        found.contains(value)
            || value.as_str().is_some_and(|old| {
                keys.iter().any(|(was, now)| *was == old && found.contains(&Json::String((*now).to_owned())))
            })
    };
    for (address, answer) in old.all_answers().filter(|(_, answer)| !answer.value.is_null()) {
        let is_kept = match &answer.value {
            Json::Array(values) => values.iter().all(is_there),
            value => is_there(value),
        };
        prop_assert!(is_kept, "{} is lost: {}", address, answer.value);
    }
    let items = |plan: &Plan| plan.answers.values().map(|answer| answer.items.len()).sum::<usize>();
    let former: usize = new.former.iter().map(|former| former.answer.items.len()).sum();
    prop_assert!(items(new) + former >= items(old), "entries are lost");
    Ok(())
}

fn all_questions(bank: &Bank) -> impl Iterator<Item = &Question> {
    bank.questions()
        .flat_map(|(_, question)| question.items().into_iter().flat_map(|list| &list.fields).chain([question]))
}

/// What was renamed and kept its kind of answer is answered under its new id.
fn renamed_answers_move_along(old: &Plan, before: &Bank, new: &Plan, bank: &Bank) -> Result<(), TestCaseError> {
    for (_, question) in bank.questions().filter(|(_, question)| question.of.is_none()) {
        let known = |id: &&String| before.question(id).is_some();
        let Some(was) = question.was.iter().find(known).filter(|_| before.question(&question.id).is_none()) else {
            continue;
        };
        let Some(said) = old.answers.get(was).filter(|said| said.state != State::Open) else { continue };
        if before.question(was).is_some_and(|old| old.items().is_some()) != question.items().is_some() {
            continue;
        }
        let now = new.answers.get(&question.id);
        prop_assert_eq!(now.map(|now| now.state), Some(said.state), "{} was {}", &question.id, was);
        prop_assert_eq!(now.map(|now| now.items.len()), Some(said.items.len()));
        if question.choices().is_empty() {
            prop_assert_eq!(now.map(|now| &now.value), Some(&said.value));
        }
    }
    Ok(())
}

fn holds(files: &[File], before: &Bank, plan: &Plan, edits: &[Edit]) -> Result<(), TestCaseError> {
    let mut draft = Draft::new(files);
    for (fresh, edit) in edits.iter().enumerate() {
        draft.edit(*edit, fresh);
    }
    let bank = draft.bank();
    let moved = upgraded(&bank, plan);
    nothing_is_lost(plan, &moved.plan, &bank)?;
    renamed_answers_move_along(plan, before, &moved.plan, &bank)?;
    let text = plan::write(&moved.plan, &bank);
    let loaded = plan::read(&text, "plan").map_err(|problem| TestCaseError::fail(problem.message))?;
    prop_assert_eq!(&plan::write(&loaded, &bank), &text);
    let again = upgraded(&bank, &loaded);
    prop_assert!(!again.changed, "a second upgrade finds something to move: {:?}", again);
    drop(Facts::new(&bank, &loaded));
    // And back again: what was said is in the file still.
    let returned = upgraded(before, &loaded);
    nothing_is_lost(plan, &returned.plan, &bank)?;
    prop_assert!(!upgraded(before, &returned.plan).changed);
    Ok(())
}

fn small() -> &'static (Vec<File>, Bank, Plan) {
    static SMALL: OnceLock<(Vec<File>, Bank, Plan)> = OnceLock::new();
    SMALL.get_or_init(|| {
        let bank = small_bank();
        let plan = Walk::up_to(&bank, REVIEW).interview.plan().clone();
        (small_bank_files(""), bank, plan)
    })
}

fn built_in() -> &'static (Vec<File>, Bank, Plan) {
    static BUILT_IN: OnceLock<(Vec<File>, Bank, Plan)> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        let files = bank::built_in_files();
        let bank = bank::read(&files).unwrap();
        (files, bank, plan::read(example(), "example").unwrap())
    })
}

fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((0..13_u8, 0..1000_usize, 0..12_usize), 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_of_the_small_bank_keeps_every_answer_whatever_is_done_to_the_bank(edits in edits(12)) {
        let (files, bank, plan) = small();
        holds(files, bank, plan, &edits)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_of_the_built_in_bank_keeps_every_answer_whatever_is_done_to_the_bank(edits in edits(60)) {
        let (files, bank, plan) = built_in();
        holds(files, bank, plan, &edits)?;
    }
}

/// The edits are no idle ones: between them they rename, remove, split, add and unfit.
#[test]
fn the_edits_that_are_made_up_bring_about_all_that_an_upgrade_tells() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let (files, _, plan) = small();
    let mut runner = TestRunner::deterministic();
    let mut told = [0; 6];
    for _ in 0..60 {
        let edits = edits(12).new_tree(&mut runner).unwrap().current();
        let mut draft = Draft::new(files);
        for (fresh, edit) in edits.iter().enumerate() {
            draft.edit(*edit, fresh);
        }
        let moved = upgraded(&draft.bank(), plan);
        let choices = moved.renamed.iter().filter(|moved| moved.choice_of.is_some()).count();
        let counts = [
            moved.renamed.len() - choices,
            choices,
            moved.split.len(),
            moved.removed.len(),
            moved.added.unwrap().len(),
            moved.misfits.len(),
        ];
        told.iter_mut().zip(counts).for_each(|(all, one)| *all += one);
    }
    assert!(told.iter().all(|count| *count > 0), "{told:?}");
}
