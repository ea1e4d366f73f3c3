//! What is different between two versions of a bank.

use super::{Bank, Check, Choice, FormerPlace, Kind, Phase, Question, Step};
use crate::expression::{Expression, Insert};
use crate::figures::Role;
use serde::Serialize;

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What happened.
    pub what: Happening,
    /// To what kind of thing.
    pub of: Thing,
    /// Which one, by its new id, or by its old one where it is gone: `question`, `list.field`, `question=choice`.
    pub id: String,
    /// What of it is different, as banks write it; none where it is there or not, or elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<&'static str>,
    /// What there was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another id: `old` and `new`.
    Renamed,
    /// It was a part of `old`.
    Split,
    /// It stands elsewhere: in another step, or behind `new` in the same.
    Moved,
    /// It is said in other words.
    Reworded,
    /// It works in another way.
    Changed,
}

/// A kind of thing in a bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// The bank itself.
    Bank,
    /// A step.
    Step,
    /// A question or a field.
    Question,
    /// A choice of a question.
    Choice,
    /// A check.
    Check,
    /// A derived fact.
    Fact,
    /// A block of the drawn canvas.
    Block,
    /// A chapter or annex of the plan.
    Chapter,
    /// Somebody a plan is written for.
    Reader,
    /// A column that plans are compared by.
    Column,
    /// A template of the bank's own.
    Template,
    /// An upgrade of old plans.
    Upgrade,
}

/// A text of something by which two versions of it are compared: its key, whether it is only words, and what it says.
type Trait = (&'static str, bool, String);

/// Everything that is different in `new`, in its order; what is gone comes behind.
#[must_use]
pub fn differences(old: &Bank, new: &Bank) -> Vec<Difference> {
    let mut comparing = Comparing { old, new, found: Vec::new() };
    comparing.traits(Thing::Bank, &new.id, &bank_traits(old), &bank_traits(new));
    comparing.steps();
    comparing.questions();
    comparing.rules();
    comparing.found
}

struct Comparing<'b> {
    old: &'b Bank,
    new: &'b Bank,
    found: Vec<Difference>,
}

impl<'b> Comparing<'b> {
    fn note(&mut self, what: Happening, of: Thing, id: &str, old: Option<&str>, new: Option<&str>) {
        let (old, new) = (old.map(str::to_owned), new.map(str::to_owned));
        self.found.push(Difference { what, of, id: id.to_owned(), key: None, old, new });
    }

    /// Compares two versions of one thing by what they say.
    fn traits(&mut self, of: Thing, id: &str, old: &[Trait], new: &[Trait]) {
        let said = |traits: &[Trait], key: &str| traits.iter().find(|own| own.0 == key).map(|own| own.2.clone());
        let keys: Vec<(&'static str, bool)> = new.iter().chain(old).map(|(key, words, _)| (*key, *words)).collect();
        let mut seen: Vec<&str> = Vec::new();
        for (key, words) in keys {
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let (old, new) = (said(old, key), said(new, key));
            if old != new {
                let what = if words { Happening::Reworded } else { Happening::Changed };
                self.found.push(Difference { what, of, id: id.to_owned(), key: Some(key), old, new });
            }
        }
    }

    /// What was moved among those that are in both, each with the one before it now.
    fn order(&mut self, of: Thing, prefix: &str, ids: &[&str], old_places: &[usize]) {
        let stay = longest_rising(old_places);
        for (place, id) in ids.iter().enumerate().filter(|(place, _)| !stay.contains(place)) {
            let before = place.checked_sub(1).and_then(|place| ids.get(place)).copied();
            self.note(Happening::Moved, of, &format!("{prefix}{id}"), None, Some(before.unwrap_or("")));
        }
    }

    fn steps(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut kept = Vec::new();
        for step in &new.steps {
            let Some(before) = step_before(old, step) else {
                self.note(Happening::Added, Thing::Step, &step.id, None, Some(&step.title));
                continue;
            };
            if before.id != step.id {
                self.note(Happening::Renamed, Thing::Step, &step.id, Some(&before.id), Some(&step.id));
            }
            kept.push((step.id.as_str(), old.steps.iter().position(|own| own.id == before.id).unwrap_or_default()));
            self.traits(Thing::Step, &step.id, &step_traits(before), &step_traits(step));
        }
        let (ids, places): (Vec<&str>, Vec<usize>) = kept.iter().copied().unzip();
        self.order(Thing::Step, "", &ids, &places);
        for (_, step) in old.steps.iter().enumerate().filter(|(place, _)| !places.contains(place)) {
            self.note(Happening::Removed, Thing::Step, &step.id, Some(&step.title), None);
        }
    }

    fn questions(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut kept: Vec<FormerPlace> = Vec::new();
        for step in &new.steps {
            let mut here = Vec::new();
            for question in &step.questions {
                let Some((place, before)) = self.question(question, question.of.as_deref()) else { continue };
                if let Some((position, home)) = home(old, before) {
                    let home_now = step_before(old, step).map(|step| step.id.as_str());
                    if Some(home.id.as_str()) == home_now {
                        here.push((question.id.as_str(), position));
                    } else {
                        let id = named(question.of.as_deref(), &question.id);
                        self.note(Happening::Moved, Thing::Question, &id, Some(&home.id), Some(&step.id));
                    }
                }
                kept.push(place);
                kept.extend(self.fields(question, before));
            }
            let (ids, places): (Vec<&str>, Vec<usize>) = here.into_iter().unzip();
            self.order(Thing::Question, "", &ids, &places);
        }
        for (_, question) in old.questions() {
            self.gone(question, question.of.as_deref(), &kept);
            for field in question.items().into_iter().flat_map(|list| &list.fields) {
                let list_is_gone = !kept.contains(&FormerPlace { list: None, id: question.id.clone() });
                if !list_is_gone {
                    self.gone(field, Some(&question.id), &kept);
                }
            }
        }
    }

    fn gone(&mut self, question: &Question, list: Option<&str>, kept: &[FormerPlace]) {
        let place = FormerPlace { list: list.map(str::to_owned), id: question.id.clone() };
        let is_split =
            self.found.iter().any(|found| found.what == Happening::Split && found.old == Some(place.to_string()));
        if !kept.contains(&place) && !is_split {
            self.note(Happening::Removed, Thing::Question, &place.to_string(), Some(question.ask.source()), None);
        }
    }

    /// The fields asked with a list; gives the old places of those that are still there.
    fn fields(&mut self, question: &'b Question, before: &'b Question) -> Vec<FormerPlace> {
        let mut kept = Vec::new();
        let mut here = Vec::new();
        for field in question.items().into_iter().flat_map(|list| &list.fields) {
            let Some((place, old)) = self.question(field, Some(&question.id)) else { continue };
            let own = before.items().and_then(|list| list.fields.iter().position(|own| own.id == old.id));
            here.extend(own.map(|own| (field.id.as_str(), own)));
            kept.push(place);
        }
        let (ids, places): (Vec<&str>, Vec<usize>) = here.into_iter().unzip();
        self.order(Thing::Question, &format!("{}.", question.id), &ids, &places);
        kept
    }

    /// Compares a question, or a field of a list, with what it was; gives that and its place.
    fn question(&mut self, question: &'b Question, list: Option<&str>) -> Option<(FormerPlace, &'b Question)> {
        let id = named(list, &question.id);
        let Some((place, before)) = self.before(question, list) else {
            let what = if question.split_from.is_some() { Happening::Split } else { Happening::Added };
            let old = question.split_from.as_ref().map(|old| named(list, old));
            self.note(what, Thing::Question, &id, old.as_deref(), Some(question.ask.source()));
            return None;
        };
        if before.id != question.id {
            self.note(Happening::Renamed, Thing::Question, &id, Some(&place.to_string()), Some(&id));
        }
        self.traits(Thing::Question, &id, &question_traits(before), &question_traits(question));
        self.choices(&id, before, question);
        Some((place, before))
    }

    /// What a question was in the old bank, and where.
    fn before(&self, question: &Question, list: Option<&str>) -> Option<(FormerPlace, &'b Question)> {
        let old = self.old;
        let mut names = std::iter::once(&question.id).chain(&question.was);
        match list {
            None => names.find_map(|id| {
                let found = old.question(id)?;
                Some((FormerPlace { list: None, id: id.clone() }, found))
            }),
            Some(list) => {
                let now = self.new.question(list)?;
                let old_list = std::iter::once(&now.id).chain(&now.was).find(|id| old.list(id).is_some())?;
                let old_list = old.list(old_list)?.0.id.as_str();
                names.find_map(|id| {
                    let found = old.field(old_list, id)?;
                    Some((FormerPlace { list: Some(old_list.to_owned()), id: id.clone() }, found))
                })
            }
        }
    }

    fn choices(&mut self, id: &str, old: &Question, new: &Question) {
        // A currency has those of the world.
        if [old, new].into_iter().any(|question| matches!(question.kind, Kind::Currency(_))) {
            return;
        }
        let (old, new) = (old.choices(), new.choices());
        if old.is_empty() || new.is_empty() {
            return;
        }
        let mut kept = Vec::new();
        for choice in new {
            let called = format!("{id}={}", choice.key);
            let mut names = std::iter::once(&choice.key).chain(&choice.was);
            let Some(place) = names.find_map(|key| old.iter().position(|own| own.key == *key)) else {
                self.note(Happening::Added, Thing::Choice, &called, None, Some(&choice.label));
                continue;
            };
            let Some(before) = old.get(place) else { continue };
            if before.key != choice.key {
                self.note(Happening::Renamed, Thing::Choice, &called, Some(&before.key), Some(&choice.key));
            }
            self.traits(Thing::Choice, &called, &choice_traits(before), &choice_traits(choice));
            kept.push((choice.key.as_str(), place));
        }
        let (keys, places): (Vec<&str>, Vec<usize>) = kept.into_iter().unzip();
        self.order(Thing::Choice, &format!("{id}="), &keys, &places);
        for (_, choice) in old.iter().enumerate().filter(|(place, _)| !places.contains(place)) {
            self.note(Happening::Removed, Thing::Choice, &format!("{id}={}", choice.key), Some(&choice.label), None);
        }
    }

    /// Checks, facts, blocks, chapters, readers, templates and upgrades, which go by their ids.
    fn rules(&mut self) {
        let (old, new) = (self.old, self.new);
        self.by_id(Thing::Check, &check_rules(old), &check_rules(new));
        self.by_id(Thing::Fact, &fact_rules(old), &fact_rules(new));
        self.by_id(Thing::Block, &block_rules(old), &block_rules(new));
        self.by_id(Thing::Chapter, &chapter_rules(old), &chapter_rules(new));
        let place = |id: &str| old.chapters.iter().position(|chapter| chapter.id == id);
        let kept = new.chapters.iter().filter_map(|chapter| Some((chapter.id.as_str(), place(&chapter.id)?)));
        let (ids, places): (Vec<&str>, Vec<usize>) = kept.unzip();
        self.order(Thing::Chapter, "", &ids, &places);
        self.by_id(Thing::Reader, &reader_rules(old), &reader_rules(new));
        self.by_id(Thing::Column, &column_rules(old), &column_rules(new));
        self.templates();
        self.by_id(Thing::Upgrade, &upgrade_rules(old), &upgrade_rules(new));
    }

    /// Templates are told by their names alone: what is different in them is better seen in the files.
    fn templates(&mut self) {
        let (old, new) = (self.old, self.new);
        for template in &new.templates {
            match old.templates.iter().find(|own| own.name == template.name) {
                None => self.note(Happening::Added, Thing::Template, &template.name, None, None),
                Some(before) if before.text != template.text => {
                    self.note(Happening::Changed, Thing::Template, &template.name, None, None);
                }
                Some(_) => {}
            }
        }
        for template in old.templates.iter().filter(|own| new.templates.iter().all(|other| own.name != other.name)) {
            self.note(Happening::Removed, Thing::Template, &template.name, None, None);
        }
    }

    fn by_id(&mut self, of: Thing, old: &[(String, Vec<Trait>)], new: &[(String, Vec<Trait>)]) {
        for (id, traits) in new {
            match old.iter().find(|(own, _)| own == id) {
                Some((_, before)) => self.traits(of, id, before, traits),
                None => self.note(Happening::Added, of, id, None, None),
            }
        }
        for (id, _) in old.iter().filter(|(id, _)| new.iter().all(|(own, _)| own != id)) {
            self.note(Happening::Removed, of, id, None, None);
        }
    }
}

fn named(list: Option<&str>, id: &str) -> String {
    FormerPlace { list: list.map(str::to_owned), id: id.to_owned() }.to_string()
}

/// What a step was in the old bank.
fn step_before<'b>(old: &'b Bank, step: &Step) -> Option<&'b Step> {
    let mut names = std::iter::once(&step.id).chain(&step.was);
    names.find_map(|id| old.steps.iter().find(|own| own.id == *id))
}

/// The step a question stands in, and its place there.
fn home<'b>(bank: &'b Bank, question: &Question) -> Option<(usize, &'b Step)> {
    bank.steps.iter().find_map(|step| {
        let is_it = |own: &Question| own.id == question.id && own.of == question.of;
        Some((step.questions.iter().position(is_it)?, step))
    })
}

/// The positions of a longest part of the numbers that rises: what was not moved.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::with_capacity(numbers.len());
    for (place, number) in numbers.iter().enumerate() {
        let before = best
            .iter()
            .filter(|rising| rising.last().and_then(|last| numbers.get(*last)).is_some_and(|last| last < number));
        let mut rising = before.max_by_key(|rising| rising.len()).cloned().unwrap_or_default();
        rising.push(place);
        best.push(rising);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

/// Collects traits: what is nothing is left out.
struct Traits(Vec<Trait>);

impl Traits {
    fn words(mut self, key: &'static str, text: Option<impl Into<String>>) -> Self {
        self.0.extend(text.map(|text| (key, true, text.into())));
        self
    }

    fn rule(mut self, key: &'static str, text: Option<impl Into<String>>) -> Self {
        self.0.extend(text.map(|text| (key, false, text.into())));
        self
    }

    fn number(self, key: &'static str, number: Option<impl ToString>) -> Self {
        self.rule(key, number.map(|number| number.to_string()))
    }

    fn insert(self, key: &'static str, text: Option<&Insert>) -> Self {
        self.words(key, text.map(Insert::source))
    }

    fn expression(self, key: &'static str, expression: Option<&Expression>) -> Self {
        self.rule(key, expression.map(Expression::source))
    }

    fn yes(self, key: &'static str, yes: bool) -> Self {
        self.rule(key, Some(if yes { "yes" } else { "no" }))
    }
}

fn bank_traits(bank: &Bank) -> Vec<Trait> {
    let unanswered = |words: &[String]| (!words.is_empty()).then(|| words.join(", "));
    let traits = Traits(Vec::new())
        .rule("id", Some(&*bank.id))
        .rule("version", Some(&*bank.version))
        .rule("language", Some(&*bank.language))
        .words("title", Some(&*bank.title))
        .words("credit", bank.credit.as_deref())
        .words("unknown", unanswered(&bank.unanswered.unknown))
        .words("not_applicable", unanswered(&bank.unanswered.not_applicable));
    // How other canvases are read and what is due belongs to the bank as a whole.
    let due = bank.due.iter().map(|due| {
        let dates = due.dates.as_ref().map(Expression::source);
        format!(
            "{}: {}",
            due.id,
            [Some(&*due.title), due.on.as_deref(), dates].into_iter().flatten().collect::<Vec<_>>().join(", ")
        )
    });
    let imports = bank.imports.iter().map(|import| format!("{}: {}", import.into, import.known_as.join(", ")));
    let joined = |all: Vec<String>| (!all.is_empty()).then(|| all.join("; "));
    let traits = traits.rule("due", joined(due.collect())).words("import", joined(imports.collect()));
    readiness_traits(traits, bank).0
}

fn column_rules(bank: &Bank) -> Vec<(String, Vec<Trait>)> {
    let columns = bank.columns.iter().map(|column| {
        let traits = Traits(Vec::new())
            .words("title", Some(&*column.title))
            .words("about", column.about.as_deref())
            .rule("kind", Some(column.kind.name()))
            .rule("unit", column.unit.as_deref())
            .expression("value", Some(&column.value))
            .expression("partial", column.partial.as_ref())
            .yes("private", column.private);
        (column.id.clone(), traits.0)
    });
    columns.collect()
}

fn readiness_traits(traits: Traits, bank: &Bank) -> Traits {
    let Some(readiness) = &bank.readiness else { return traits };
    traits
        .expression("readiness.beliefs", Some(&readiness.beliefs))
        .expression("readiness.thin", readiness.thin.as_ref())
        .words("readiness.thin_because", readiness.thin_because.as_deref())
        .expression("readiness.tested", readiness.tested.as_ref())
        .rule("readiness.worst", (!readiness.worst.is_empty()).then(|| readiness.worst.join(", ")))
        .expression("readiness.consent", readiness.consent.as_ref())
}

fn step_traits(step: &Step) -> Vec<Trait> {
    Traits(Vec::new())
        .words("title", Some(&*step.title))
        .words("purpose", Some(&*step.purpose))
        .words("guidance", step.guidance.as_deref())
        .insert("produced", step.produced.as_ref())
        .0
}

fn question_traits(question: &Question) -> Vec<Trait> {
    let mistakes: Vec<String> =
        question.mistakes.iter().map(|mistake| format!("{}: {}", mistake.bad, mistake.why)).collect();
    let cautions = question.cautions.iter();
    let cautions: Vec<String> =
        cautions.map(|caution| format!("{}: {}", caution.when.source(), caution.say.source())).collect();
    let several = |texts: Vec<String>| (!texts.is_empty()).then(|| texts.join("; "));
    let traits = Traits(Vec::new())
        .insert("ask", Some(&question.ask))
        .insert("label", Some(&question.label))
        .words("help", question.help.as_deref())
        .words("example", question.example.as_deref())
        .words("mistakes", several(mistakes))
        .words("cautions", several(cautions))
        .rule("kind", Some(question.kind.name().written()))
        .yes("required", question.required)
        .rule("depth", Some(question.depth.name()))
        .rule("matters_for", Some(question.matters_for.join(", ")).filter(|purposes| !purposes.is_empty()))
        .expression("when", question.when.as_ref())
        .rule("of", question.of.as_deref())
        .yes("together", question.together)
        .rule("role", question.role.map(Role::name))
        .expression("start", question.start.as_ref())
        .rule("default", question.default.as_deref());
    kind_traits(traits, &question.kind).0
}

fn kind_traits(traits: Traits, kind: &Kind) -> Traits {
    match kind {
        Kind::Text { max_length } | Kind::LongText { max_length } => traits.number("max_length", *max_length),
        Kind::Number { range, whole, unit } => {
            traits.number("min", range.min).number("max", range.max).yes("whole", *whole).rule("unit", unit.as_deref())
        }
        Kind::Money(range) | Kind::Percent(range) => traits.number("min", range.min).number("max", range.max),
        Kind::ByMonth { range, unit } => {
            traits.number("min", range.min).number("max", range.max).rule("unit", unit.as_deref())
        }
        Kind::SomeOf { count, advise_at_most, .. } => traits
            .number("at_least", Some(count.at_least))
            .number("at_most", count.at_most)
            .number("advise_at_most", *advise_at_most),
        Kind::Items(list) => traits
            .words("one", Some(&*list.one))
            .words("many", Some(&*list.many))
            .insert("title", list.title.as_ref())
            .number("at_least", Some(list.count.at_least))
            .number("at_most", list.count.at_most)
            .number("usual", Some(list.usual))
            .expression("propose", list.proposals.as_ref().map(|proposals| &proposals.texts))
            .insert("propose_ask", list.proposals.as_ref().map(|proposals| &proposals.ask)),
        Kind::Link(link) => traits
            .rule("to", Some(link.to.join(", ")))
            .yes("many_links", link.many)
            .number("at_least", Some(link.count.at_least))
            .number("at_most", link.count.at_most)
            .expression("among", link.among.as_ref())
            .expression("order", link.order.as_ref())
            .yes("sole", link.sole)
            .yes("each", link.each),
        // The others have no limits of their own; their choices are compared one by one.
        _ => traits,
    }
}

fn choice_traits(choice: &Choice) -> Vec<Trait> {
    Traits(Vec::new())
        .words("label", Some(&*choice.label))
        .words("help", choice.help.as_deref())
        .words("short", choice.short.as_deref())
        .number("score", choice.score)
        .0
}

/// What is told apart by an id, with its traits.
type Rules = Vec<(String, Vec<Trait>)>;

fn check_rules(bank: &Bank) -> Rules {
    let rule = |check: &Check| {
        let bindings = check.bindings.iter().map(|binding| format!("{} in {}", binding.name, binding.list.source()));
        let values = check.values.iter().map(|(name, value)| format!("{name} = {}", value.source()));
        let joined = |texts: Vec<String>, by: &str| (!texts.is_empty()).then(|| texts.join(by));
        let traits = Traits(Vec::new())
            .rule("severity", Some(check.severity.name()))
            .rule("phase", Some(if check.phase == Phase::Halfway { "halfway" } else { "final" }))
            .rule("for", joined(bindings.collect(), ", "))
            .expression("given", check.given.as_ref())
            .expression("holds", Some(&check.holds))
            .expression("gap_when", check.gap_when.as_ref())
            .rule("let", joined(values.collect(), "; "))
            .rule("question", check.question.as_deref())
            .insert("message", Some(&check.message))
            .insert("advice", Some(&check.advice))
            .insert("risk", check.risk.as_ref());
        (check.id.clone(), traits.0)
    };
    bank.checks().map(rule).collect()
}

fn fact_rules(bank: &Bank) -> Rules {
    let facts = bank.steps.iter().flat_map(|step| &step.facts);
    let traits = |value| Traits(Vec::new()).expression("value", Some(value)).0;
    facts.map(|fact| (named(Some(&fact.of), &fact.id), traits(&fact.value))).collect()
}

fn block_rules(bank: &Bank) -> Rules {
    let blocks = bank.canvas.iter().map(|block| {
        let traits = Traits(Vec::new()).words("title", Some(&*block.title)).number("column", block.column);
        (block.list.clone(), traits.number("row", Some(block.row)).number("span", Some(block.span)).0)
    });
    blocks.collect()
}

fn chapter_rules(bank: &Bank) -> Rules {
    let chapters = bank.chapters.iter().map(|chapter| {
        let traits = Traits(Vec::new())
            .words("title", Some(&*chapter.title))
            .rule("steps", Some(chapter.steps.join(", ")))
            .expression("when", chapter.when.as_ref())
            .yes("annex", chapter.annex);
        (chapter.id.clone(), traits.0)
    });
    chapters.collect()
}

fn reader_rules(bank: &Bank) -> Rules {
    let readers = bank.readers.iter().map(|reader| {
        let traits = Traits(Vec::new())
            .words("title", Some(&reader.title))
            .rule("chapters", Some(reader.chapters.join(", ")))
            .rule("opens_with", Some(reader.opens_with.to_string()));
        (reader.id.clone(), traits.0)
    });
    readers.collect()
}

fn upgrade_rules(bank: &Bank) -> Rules {
    let upgrades = bank.upgrades.iter().map(|upgrade| {
        let from: Vec<String> = upgrade.from.iter().map(ToString::to_string).collect();
        let fields: Vec<String> =
            upgrade.fields.iter().map(|(field, value)| format!("{field} = {}", value.source())).collect();
        let traits = Traits(Vec::new()).expression("given", upgrade.given.as_ref());
        (format!("{} from {}", upgrade.into, from.join(", ")), traits.rule("fields", Some(fields.join("; "))).0)
    });
    upgrades.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::{Template, built_in_files, read};

    #[test]
    fn as_little_as_can_be_is_said_to_be_moved() {
        for (numbers, stay) in [
            (vec![0, 1, 2], vec![0, 1, 2]),
            (vec![2, 0, 1], vec![1, 2]),
            (vec![1, 2, 3, 0], vec![0, 1, 2]),
            (vec![], vec![]),
        ] {
            assert_eq!(longest_rising(&numbers), stay, "{numbers:?}");
        }
    }

    #[test]
    fn templates_and_readers_are_a_part_of_a_bank() {
        let [mut old, mut new] = [(), ()].map(|()| read(&built_in_files()).unwrap());
        assert_eq!(differences(&old, &new), []);
        let template = |name: &str, text: &str| Template::from((name.to_owned(), text.to_owned()));
        old.templates = vec![template("same.md", "a"), template("other.md", "a"), template("gone.md", "a")];
        new.templates = vec![template("same.md", "a"), template("other.md", "b"), template("new.md", "a")];
        let gone = new.readers.pop().unwrap();
        let found = differences(&old, &new);
        let found: Vec<_> = found.iter().map(|one| (one.what, one.of, one.id.as_str())).collect();
        let expected = [
            (Happening::Removed, Thing::Reader, gone.id.as_str()),
            (Happening::Changed, Thing::Template, "other.md"),
            (Happening::Added, Thing::Template, "new.md"),
            (Happening::Removed, Thing::Template, "gone.md"),
        ];
        assert_eq!(found, expected);
    }
}
