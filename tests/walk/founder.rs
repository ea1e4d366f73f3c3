//! A founder: knows the answers to a bank's questions, reads what a front shows, and says what fits. The order of the
//! questions is none of its business.

use canvass::bank::{Bank, Depth, Kind, Question, Route};
use canvass::fact::Fact;
use canvass::facts::{Facts, Point};
use canvass::interview;
use canvass::plan::{Address, Answer, Plan, State};
use jiff::Timestamp;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// How often the founder says the same before the test gives up: a list takes many names, a rejection is a fault.
const PATIENCE: usize = 3;
/// A title that is cut short has more bytes left than this.
const SHORTENED: usize = 10;

/// What the founder says to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Say {
    /// A line.
    Line(String),
    /// Several sentences.
    Long(String),
    /// One choice, by its label.
    One(String),
    /// Several choices.
    Some(Vec<String>),
    /// The names of a list.
    Names(Vec<String>),
    /// Those of several choices that are on offer.
    Any(Vec<String>),
    /// The entries of a list that begin with a choice.
    Picks(Vec<String>),
    /// So many entries that are begun by their first questions, which come at once; what one is called.
    Begun(usize, String),
    /// Left out for now.
    Skip,
    /// Not known yet.
    Unknown,
    /// Does not apply, with the reason.
    NotApplicable(String),
}

/// What is on show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A question: the text from its progress on, without any blanks.
    Question(String),
    /// Ways to go on: the text, without any blanks.
    Menu(String),
    /// The program has ended.
    End,
}

/// A place where a founder sits: a front, seen from outside.
pub trait Desk {
    /// Waits until something is asked or the program has ended.
    fn look(&mut self) -> Shown;
    /// Replies to the question on show.
    fn say(&mut self, say: &Say);
    /// Picks one of the ways to go on.
    fn take(&mut self, way: &str);
    /// From a list: begins an entry, by what one is called; ends the list without one.
    fn begin(&mut self, one: Option<&str>);
}

/// A question with its answer.
#[derive(Debug)]
pub struct Known {
    /// The id of the question.
    pub id: String,
    /// The sentence, without blanks.
    ask: String,
    /// The sentence as it is put for all entries of a list, without blanks.
    heading: Option<String>,
    /// The title of the item it is about, without blanks.
    item: Option<String>,
    /// What that item was called when it had only been picked, without blanks.
    picked: Option<String>,
    /// The list, and which of its entries it is about.
    entry: Option<(String, usize)>,
    /// What is said to it.
    pub say: Say,
}

/// A detail that the founder can tell: what is offered under its label, once its step or its entry is asked.
#[derive(Debug)]
struct Detail {
    /// The title of the entry or of the step, without blanks.
    about: String,
    label: String,
}

/// Ways to go on: what the menu says, and what the founder picks.
const WAYS: [(&str, &str); 4] = [
    ("What do you mean by", "take it as my answer"),
    ("How much time would you like to spend?", "the short path"),
    ("How would you like to go on?", "go on"),
    ("Look it all over", "write the plan and finish"),
];

/// What the program asks by itself where gaps are open at the pause, and what the founder says.
const REASON: (&str, &str) = ("Why would you like to go on now?", "先看看成本 💶 and then the gaps");

/// A founder with all answers in mind.
pub struct Founder {
    known: Vec<Known>,
    /// What entries that the short path does not ask for belong to, by their titles: who pays is then the group.
    stand_ins: BTreeMap<String, String>,
    details: Vec<Detail>,
    said: Vec<String>,
    writes: bool,
    full: bool,
    /// The entry being begun: its list, and which one it is.
    begun: Option<(String, usize)>,
    /// How many entries of each list were begun.
    counts: BTreeMap<String, usize>,
}

impl Founder {
    /// A founder who has these answers in mind.
    pub fn new(bank: &Bank, answers: &Map<String, Json>) -> Self {
        let plan = Plan::new(bank, Route::Full, None);
        let plan = interview::fill(bank, &plan, answers, Timestamp::UNIX_EPOCH).unwrap();
        let facts = Facts::new(bank, &plan);
        let mut known = known_of(bank, &facts, &plan);
        // Where less is asked, what else would say is asked instead.
        let short = essentials(&facts, &plan);
        for mut more in known_of(bank, &Facts::new(bank, &short), &short) {
            let is_new = !known.iter().any(|own| own.id == more.id && own.item == more.item);
            // An entry that has another title for now is the same entry.
            let same = known.iter().find(|own| own.id == more.id && own.entry == more.entry);
            if let Some(same) = same.filter(|_| more.say == Say::Skip) {
                more.say = same.say.clone();
            }
            known.extend(is_new.then_some(more));
        }
        let (ask, reason) = REASON;
        known.push(Known {
            id: "reason".into(),
            ask: squeezed(ask),
            heading: None,
            item: None,
            picked: None,
            entry: None,
            say: Say::Line(reason.into()),
        });
        known.extend(offers(bank, &facts));
        let told = facts.points.iter().filter(|point| point.depth == Depth::More && point.state != State::Open);
        let details = told.map(|point| detail(bank, &facts, point)).collect();
        let stand_ins = stand_ins(&facts, &plan);
        Self {
            known,
            stand_ins,
            details,
            said: Vec::new(),
            writes: true,
            full: false,
            begun: None,
            counts: BTreeMap::new(),
        }
    }

    /// The same founder, who finishes without having documents written.
    pub fn without_documents(self) -> Self {
        Self { writes: false, ..self }
    }

    /// The same founder, who adds no details where they are offered.
    pub fn without_details(self) -> Self {
        Self { details: Vec::new(), ..self }
    }

    /// The same founder, who takes the full path.
    pub fn on_the_full_path(self) -> Self {
        Self { full: true, ..self }
    }

    /// The question on show.
    pub fn question(&self, shown: &str) -> &Known {
        if let Some(row) = self.row(shown) {
            return row;
        }
        let fitting: Vec<&Known> = self.known.iter().filter(|known| shown.contains(&known.ask)).collect();
        let longest = fitting.iter().map(|known| known.ask.len()).max();
        // An entry that is being begun has no title yet, or not its last one.
        let begun = self.begun.as_ref().filter(|begun| fitting.iter().any(|known| known.entry.as_ref() == Some(begun)));
        let about = |known: &&&Known| match begun {
            Some(begun) => known.entry.as_ref() == Some(begun),
            None => known.item.as_ref().is_none_or(|item| is_about(shown, item)),
        };
        let longest: Vec<&Known> = fitting.iter().copied().filter(|known| Some(known.ask.len()) == longest).collect();
        let one: Vec<&&Known> =
            if longest.len() > 1 { longest.iter().filter(about).collect() } else { longest.iter().collect() };
        // A title that is made of several answers grows with them: the entry whose title begins most alike is meant.
        let alike = |known: &&Known| known.item.as_ref().map_or(0, |item| begins_alike(shown, item));
        let nearest = longest.iter().map(alike).max().filter(|most| *most > 0);
        let one: Vec<&&Known> = match nearest {
            Some(most) if one.is_empty() => longest.iter().filter(|known| alike(known) == most).collect(),
            _ => one,
        };
        // One title may begin with another.
        let most = one.iter().filter_map(|known| known.item.as_ref()).map(String::len).max();
        let one: Vec<&&Known> = match one.len() {
            0 | 1 => one,
            _ => one.into_iter().filter(|known| known.item.as_ref().map(String::len) == most).collect(),
        };
        assert_eq!(one.len(), 1, "no one answer to `{shown}`: {one:?}");
        one[0]
    }

    /// What details are offered of, if they are, and the labels of those that the founder can tell.
    fn details_offered(&self, shown: &str) -> Option<(String, Vec<String>)> {
        let (before, _) = shown.split_once("youmayadd").filter(|(before, _)| {
            before.trim_end_matches('s').strip_suffix("detail").is_some_and(|rest| rest.ends_with(char::is_numeric))
        })?;
        let (before, _) = before.rsplit_once(':')?;
        let about = self.details.iter().map(|detail| &detail.about).filter(|about| before.ends_with(*about));
        let about = about.max_by_key(|about| about.len()).cloned().unwrap_or_default();
        let own = self.details.iter().filter(|detail| detail.about == about);
        let labels = own.map(|detail| detail.label.clone()).collect();
        Some((about, labels))
    }

    /// The row on show, under a heading that several entries have in common.
    fn row(&self, shown: &str) -> Option<&Known> {
        let under = |known: &&Known| known.heading.as_ref().is_some_and(|heading| shown.contains(heading));
        let longest = self.known.iter().filter(under).filter_map(|known| known.heading.as_ref()).map(String::len).max();
        let rows = self.known.iter().filter(under);
        let rows = rows.filter(|known| known.heading.as_ref().map(String::len) == longest);
        let at = |known: &&Known| {
            let titles = [known.item.as_deref(), known.picked.as_deref()].into_iter().flatten();
            titles.filter_map(|title| Some((row_at(shown, title)?, title.len()))).max()
        };
        rows.filter_map(|known| Some((at(&known)?, known))).max_by_key(|(at, _)| *at).map(|(_, known)| known)
    }

    /// What is said where not all entries are asked for: what they belong to.
    fn instead(&self, say: Say) -> Say {
        let Say::Some(labels) = say else { return say };
        let mut found: Vec<String> = Vec::new();
        for label in labels {
            let own = self.stand_ins.get(&label).filter(|_| !self.full).cloned().unwrap_or(label);
            if !found.contains(&own) {
                found.push(own);
            }
        }
        Say::Some(found)
    }

    /// Says what fits to what is shown; false once the program has ended.
    pub fn go_on(&mut self, desk: &mut dyn Desk) -> bool {
        match desk.look() {
            Shown::End => return false,
            Shown::Question(shown) => {
                let (place, say) = if let Some((about, labels)) = self.details_offered(&shown) {
                    (format!("details of {about}"), Say::Any(labels))
                } else {
                    let known = self.question(&shown);
                    (format!("{} {:?}", known.id, known.item), self.instead(known.say.clone()))
                };
                self.said.push(place.clone());
                let same = self.said.iter().rev().take_while(|said| **said == place).count();
                assert!(same < PATIENCE, "asked again and again, in vain: {shown}");
                match say {
                    Say::Begun(wanted, one) => {
                        let list = self.question(&shown).id.clone();
                        let count = self.counts.entry(list.clone()).or_default();
                        self.begun = (*count < wanted).then_some((list, *count));
                        *count += 1;
                        desk.begin(self.begun.as_ref().map(|_| one.as_str()));
                    }
                    say => desk.say(&say),
                }
            }
            Shown::Menu(shown) => {
                let way = WAYS.iter().find(|(title, _)| shown.contains(&squeezed(title)));
                let way = way.unwrap_or_else(|| panic!("no way on from `{shown}`")).1;
                let writing = way.starts_with("write");
                desk.take(match way {
                    "the short path" if self.full => "the full path",
                    _ if writing && !self.writes => "finish without writing",
                    way => way,
                });
            }
        }
        true
    }

    /// Goes on until a question, by its id, is on show.
    pub fn go_to(&mut self, desk: &mut dyn Desk, id: &str) -> String {
        loop {
            if let Shown::Question(shown) = desk.look()
                && self.details_offered(&shown).is_none()
                && self.question(&shown).id == id
            {
                return shown;
            }
            assert!(self.go_on(desk), "the walk ended before `{id}`");
        }
    }

    /// Goes on until something with this text is on show.
    pub fn go_until(&mut self, desk: &mut dyn Desk, text: &str) {
        loop {
            if let Shown::Question(shown) | Shown::Menu(shown) = desk.look()
                && shown.contains(&squeezed(text))
            {
                return;
            }
            assert!(self.go_on(desk), "the walk ended before `{text}`");
        }
    }

    /// Goes on to the end.
    pub fn finish(&mut self, desk: &mut dyn Desk) {
        while self.go_on(desk) {}
    }
}

/// A text without any blanks, so that it does not matter where it was wrapped.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where the row of an entry is on show last: `Title, 2 of 3`, `Title (2 of 3)` or, in a window, `> Title:`, each perhaps
/// cut short. Titles may begin with a capital there.
fn row_at(shown: &str, item: &str) -> Option<usize> {
    let (shown, item) = (shown.to_lowercase(), item.to_lowercase());
    let is_numbered = |rest: &str| {
        let rest = rest.strip_prefix([',', '(']).unwrap_or_default();
        rest.split_once("of")
            .is_some_and(|(number, of)| number.parse::<usize>().is_ok() && of.starts_with(|c: char| c.is_ascii_digit()))
    };
    let numbered = shown.match_indices(&item).filter(|(at, _)| is_numbered(&shown[at + item.len()..])).last();
    let mut marked = shown.match_indices('>').filter(|(at, _)| {
        let rest = &shown[at + 1..];
        let whole = rest.strip_prefix(&item).is_some_and(|rest| rest.starts_with(':'));
        whole || rest.split_once("…:").is_some_and(|(short, _)| item.starts_with(short))
    });
    let mut shortened = shown.match_indices('…').filter(|(at, mark)| {
        let before = &shown[..*at];
        let is_begun =
            |(start, _): (usize, char)| before.len() - start > SHORTENED && item.starts_with(&before[start..]);
        is_numbered(&shown[at + mark.len()..]) && before.char_indices().any(is_begun)
    });
    let marks = [marked.next_back(), shortened.next_back()].into_iter().flatten().map(|(at, _)| at);
    numbered.map(|(at, _)| at + item.len()).into_iter().chain(marks).max()
}

/// How much of an item's title the text after `About:` begins with.
fn begins_alike(shown: &str, item: &str) -> usize {
    let rest = shown.rsplit_once("About:").map_or("", |(_, rest)| rest);
    rest.chars().zip(item.chars()).take_while(|(one, other)| one == other).count()
}

/// Whether a question says that it is about an item, whose title may be shortened.
fn is_about(shown: &str, item: &str) -> bool {
    shown.match_indices("About:").any(|(at, mark)| {
        let rest = &shown[at + mark.len()..];
        rest.starts_with(item) || rest.split_once('…').is_some_and(|(short, _)| item.starts_with(short))
    })
}

/// A plan without what only the full path asks.
fn essentials(facts: &Facts<'_>, plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for point in facts.points.iter().filter(|point| point.depth != Depth::Essential) {
        if !matches!(point.question.kind, Kind::Items(_)) {
            plan.put(&point.address, Answer::new(State::Open));
        }
    }
    plan
}

/// The entries of lists that the short path leaves out, each with what it links to first.
fn stand_ins(facts: &Facts<'_>, plan: &Plan) -> BTreeMap<String, String> {
    let is_left_out = |id: &str| {
        let list = facts.points.iter().find(|point| point.address == Address::Question(id.to_owned()));
        list.is_some_and(|list| list.depth != Depth::Essential)
    };
    let linked = facts.points.iter().filter(|point| matches!(point.question.kind, Kind::Link(_)));
    let mut found = BTreeMap::new();
    for point in linked.filter(|point| matches!(&point.address, Address::Field { list, .. } if is_left_out(list))) {
        if let (Some(title), Some(answer)) = (&point.item_title, plan.answer(&point.address))
            && let Some(own) = answer.value.as_str()
        {
            found.entry(title.clone()).or_insert_with(|| facts.title(own));
        }
    }
    found
}

fn known_of(bank: &Bank, facts: &Facts<'_>, plan: &Plan) -> Vec<Known> {
    facts.points.iter().map(|point| known(bank, facts, plan, point)).collect()
}

fn known(bank: &Bank, facts: &Facts<'_>, plan: &Plan, point: &Point<'_>) -> Known {
    let open = Answer::new(State::Open);
    let answer = plan.answer(&point.address).unwrap_or(&open);
    let item = point.address.item().map(|id| facts.item(id)).unwrap_or_default();
    let ask = point.question.ask.fill(&facts.scope().with("item", item.clone())).unwrap();
    Known {
        id: point.question.id.clone(),
        ask: squeezed(&ask),
        picked: picked(bank, point, &item),
        heading: point.question.together.then(|| heading(bank, facts, point, item)),
        item: point.item_title.as_deref().map(squeezed),
        entry: entry(plan, &point.address),
        say: say(facts, plan, point, answer),
    }
}

/// The question as it is put for all entries.
fn heading(bank: &Bank, facts: &Facts<'_>, point: &Point<'_>, item: Fact) -> String {
    let Address::Field { list, .. } = &point.address else { panic!("{point:?} belongs to no list") };
    let (_, list) = bank.list(list).unwrap();
    let each = format!("each {}", list.one);
    let Fact::Map(map) = item else { panic!("no item of {point:?}") };
    let mut map = (*map).clone();
    map.insert("title".into(), Fact::text(each.as_str()));
    if let Some(name) = list.naming_field() {
        map.insert(name.id.as_str().into(), Fact::text(each.as_str()));
    }
    if let Some(Kind::Link(link)) = list.picked_field().map(|field| &field.kind)
        && let Some(Fact::Map(labels)) = map.get("labels")
    {
        let (_, target) = bank.list(&link.to[0]).unwrap();
        let mut labels = (**labels).clone();
        labels.insert(list.picked_field().unwrap().id.as_str().into(), Fact::text(format!("each {}", target.one)));
        map.insert("labels".into(), Fact::map(labels));
    }
    let ask = point.question.ask.fill(&facts.scope().with("item", Fact::map(map))).unwrap();
    squeezed(&ask.replace(&format!(": {each}"), ""))
}

/// What an entry that is begun by a pick is called before more of it is told.
fn picked(bank: &Bank, point: &Point<'_>, item: &Fact) -> Option<String> {
    let Address::Field { list, .. } = &point.address else { return None };
    let field = bank.list(list)?.1.picked_field()?;
    item.get("labels").get(&field.id).as_text().map(squeezed)
}

fn entry(plan: &Plan, address: &Address) -> Option<(String, usize)> {
    let Address::Field { list, item, .. } = address else { return None };
    let place = plan.items(list).iter().position(|own| own.id == *item)?;
    Some((list.clone(), place))
}

/// Where a detail is offered: those inside an entry of a list after its questions, the others at the end of their step.
fn detail(bank: &Bank, facts: &Facts<'_>, point: &Point<'_>) -> Detail {
    let inside = point.address.item().filter(|_| point.question.of.is_none());
    let about = inside.map_or_else(|| bank.steps[point.step].title.clone(), |item| facts.title(item));
    Detail { about: squeezed(&about), label: point.label.clone() }
}

/// The offers of entries for a list: the founder has entries of their own in mind.
fn offers<'f>(bank: &'f Bank, facts: &'f Facts<'_>) -> impl Iterator<Item = Known> + use<'f> {
    bank.questions().filter_map(|(_, question)| {
        let proposals = question.items()?.proposals.as_ref()?;
        let ask = squeezed(&proposals.ask.fill(&facts.scope()).unwrap());
        Some(Known {
            id: format!("offer of {}", question.id),
            ask,
            heading: None,
            item: None,
            picked: None,
            entry: None,
            say: Say::Skip,
        })
    })
}

fn say(facts: &Facts<'_>, plan: &Plan, point: &Point<'_>, answer: &Answer) -> Say {
    match answer.state {
        State::Skipped | State::Open => return Say::Skip,
        State::Unknown => return Say::Unknown,
        State::NotApplicable => return Say::NotApplicable(answer.because.clone().unwrap_or_default()),
        State::Answered => {}
    }
    let question = point.question;
    let labels = || texts(&answer.value).iter().map(|key| label(facts, question, key)).collect::<Vec<_>>();
    match &question.kind {
        Kind::Items(list) => {
            let titles = |field: &Question| {
                let items = plan.items(&question.id).iter();
                let values = items.filter_map(|item| item.fields.get(&field.id));
                values.flat_map(|answer| texts(&answer.value)).map(|key| label(facts, field, &key)).collect()
            };
            match list.naming_field() {
                Some(field) => Say::Names(titles(field)),
                None if list.picked_field().is_some() => Say::Picks(titles(&list.fields[0])),
                None => Say::Begun(plan.items(&question.id).len(), list.one.clone()),
            }
        }
        Kind::LongText { .. } => Say::Long(texts(&answer.value).remove(0)),
        Kind::YesNo => Say::One(if answer.value == Json::Bool(true) { "yes".into() } else { "no".into() }),
        Kind::OneOf(_) | Kind::Currency(_) => Say::One(labels().remove(0)),
        Kind::Link(link) if !link.many => Say::One(labels().remove(0)),
        Kind::SomeOf { .. } | Kind::Link(_) => Say::Some(labels()),
        _ => Say::Line(texts(&answer.value).remove(0)),
    }
}

/// What a key stands for: a choice, an item, or itself.
fn label(facts: &Facts<'_>, question: &Question, key: &str) -> String {
    if let Some(choice) = question.choices().iter().find(|choice| choice.key == key) {
        // Currencies are shown with their codes.
        return match question.kind {
            Kind::Currency(_) => format!("{} ({key})", choice.label),
            _ => choice.label.clone(),
        };
    }
    let title = facts.title(key);
    if title.is_empty() { key.to_owned() } else { title }
}

fn texts(value: &Json) -> Vec<String> {
    match value {
        Json::String(text) => vec![text.clone()],
        Json::Array(values) => values.iter().flat_map(texts).collect(),
        other => vec![other.to_string()],
    }
}
