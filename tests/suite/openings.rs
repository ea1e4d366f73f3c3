//! Entries that cannot be named by typing, Enter on an untouched question, entries added from a filtered link, and words
//! that say that there is no answer.

use crate::script::{Walk, noon};
use canvass::bank::{self, Bank, Route};
use canvass::interview::{self, Adding, Beside, Form, Interview, MenuReply, Prompt, Reply, Response, Start, Turn};
use canvass::plan::{self, Plan, State};
use canvass::prompt::{Front, PlainFront};
use std::io::Cursor;
use std::path::Path;

fn built_in() -> &'static Bank {
    crate::built_in::bank()
}

fn case(name: &str) -> Bank {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> =
        files.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect();
    bank::read(&files).unwrap()
}

fn filled(bank: &Bank, answers: &str) -> Plan {
    let answers = plan::read_answers(answers, "answers.toml").unwrap();
    interview::fill(bank, &Plan::new(bank, Route::Full, None), &answers, noon()).unwrap()
}

/// The built-in bank with a first question about a need that hangs on something, so that no entry can begin with a pick.
fn with_needs_begun() -> Bank {
    let mut files = bank::built_in_files();
    for (_, text) in &mut files {
        let asked = "ask = \"What kind of help is it?\"\n";
        *text = text.replace(asked, &format!("{asked}when = \"purposes.size() > 0\"\n"));
    }
    bank::read(&files).unwrap()
}

fn example(bank: &Bank) -> Plan {
    filled(bank, include_str!("../../questions/business-model/example.toml"))
}

/// The example without what it asks for, at that question.
fn asking(bank: &Bank) -> Walk<'_> {
    let mut plan = example(bank);
    plan.answers.shift_remove("needs");
    let mut walk = Walk::with(bank, plan, Start::Step(10));
    for _ in 0..20 {
        if walk.at() != "What do you need from the people who will read this" {
            walk.script("!skip");
        }
    }
    assert_eq!(walk.at(), "What do you need from the people who will read this");
    walk
}

const KIND: &str = "What kind of help is it of new need";

#[test]
fn an_entry_that_cannot_be_named_is_begun_by_its_first_fields() {
    let bank = &with_needs_begun();
    let mut walk = asking(bank);
    let before = walk.text();
    walk.script("+Loan");
    assert_eq!(walk.at(), KIND);
    assert!(walk.refusal().starts_with("`Loan` is not one of the answers"), "{}", walk.refusal());
    walk.script("!back");
    assert_eq!(walk.at(), "What do you need from the people who will read this");
    assert_eq!(walk.interview.plan().items("needs").len(), 0, "no ghost");
    let without_counters = |text: &str| text.replace("\"needs\": 1", "\"needs\": 0");
    assert_eq!(
        walk.interview.plan().answers,
        plan::read(&before, "plan").unwrap().answers,
        "{}",
        without_counters(&before)
    );

    walk.reply(Reply::Begin);
    assert_eq!((walk.at().as_str(), walk.refusal().as_str()), (KIND, ""));
    walk.script("*money");
    assert_eq!(walk.at(), "What will you use it for of money");
    let saved = plan::read(&walk.text(), "plan").unwrap();
    let mut walk = Walk::with(bank, saved, Start::Step(10));
    assert_eq!(walk.at(), "What will you use it for of money", "left in the middle, it goes on there");
    walk.script("=A van");
    let Form::List(list) = walk.prompt().form else { panic!("back at the list") };
    assert_eq!((list.entries[0].title.as_str(), &list.adding), ("money: A van", &Adding::Begin));
    walk.script("+advice");
    assert_eq!(walk.at(), "What will you use it for of advice", "text that fits answers the first field");
    walk.script("!undo");
    assert_eq!(walk.at(), "What do you need from the people who will read this", "one undo takes back one word");
    assert_eq!(walk.interview.plan().items("needs").len(), 1);
    walk.script("!undo");
    assert_eq!(walk.at(), "What will you use it for of money", "and the next the answer before it");
    walk.script("=A van").script("!done");
    assert_eq!(walk.interview.plan().answers["needs"].state, State::Answered);
}

#[test]
fn an_entry_of_which_nothing_is_said_is_not_added_and_one_left_at_once_is_kept() {
    let bank = &with_needs_begun();
    let mut walk = asking(bank);
    walk.reply(Reply::Begin).script("!skip").script("!skip");
    assert_eq!(walk.at(), "What do you need from the people who will read this");
    assert!(walk.said().contains(&"nothing was said about the new need, so it was not added".to_owned()));
    assert_eq!(walk.interview.plan().items("needs").len(), 0);
    walk.reply(Reply::Begin).script("!unknown").script("!unknown");
    assert_eq!(walk.interview.plan().items("needs").len(), 1, "not to know is something said");
    walk.reply(Reply::Begin).reply(Reply::Leave);
    assert_eq!(walk.interview.plan().items("needs").len(), 2);
    let mut walk = asking(bank);
    walk.reply(Reply::Begin).script("!jump");
    let step = walk.menu().entries[1].key.clone();
    walk.choose(&step);
    assert_eq!(walk.interview.plan().items("needs").len(), 0, "gone elsewhere, nothing stays");
}

#[test]
fn a_list_takes_several_names_in_a_line_and_what_cannot_be_added_stays_there() {
    let bank = built_in();
    let mut walk = Walk::new(bank, Route::Short);
    walk.script("=Spoke").script("=We mend").script("*own_clarity").script("*EUR");
    let groups = |walk: &Walk<'_>| {
        let items = walk.interview.plan().items("segments").iter();
        items.map(|item| item.fields["name"].value.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    walk.script("+ Commuters;Firms ; 周末骑自行车的人 🚲;");
    assert_eq!(groups(&walk), ["Commuters", "Firms", "周末骑自行车的人 🚲"]);
    walk.script("!undo");
    assert_eq!(groups(&walk), Vec::<String>::new(), "one line is one change");
    walk.script("+Clubs; Firms; clubs; Schools");
    assert_eq!(groups(&walk), ["Clubs", "Firms"]);
    assert!(walk.refusal().starts_with("`clubs` is in the list already"), "{}", walk.refusal());
    let Form::List(form) = walk.prompt().form else { panic!("{}", walk.at()) };
    assert_eq!(form.start, "clubs; Schools", "nothing typed is lost");
    walk.script("+Schools");
    assert_eq!(groups(&walk), ["Clubs", "Firms", "Schools"]);
    walk.script("+;");
    assert_eq!(groups(&walk), ["Clubs", "Firms", "Schools", ";"], "a sign alone is no list");
}

#[test]
fn entries_are_begun_by_what_is_picked_and_one_choice_may_come_twice() {
    let bank = built_in();
    let mut walk = asking(bank);
    let Form::List(form) = walk.prompt().form else { panic!("{}", walk.at()) };
    let Adding::Pick(picks) = &form.adding else { panic!("{:?}", form.adding) };
    assert!(picks.iter().any(|pick| (pick.key.as_str(), pick.label.as_str()) == ("money", "money")), "{picks:?}");
    walk.reply(Reply::AddPicked(vec!["money".into(), "advice".into()]));
    assert_eq!(walk.at(), "What do you need from the people who will read this", "more can be picked");
    walk.reply(Reply::AddPicked(vec!["advice".into()])).script("!done");
    let kinds: Vec<&str> =
        walk.interview.plan().items("needs").iter().map(|item| item.fields["kind"].value.as_str().unwrap()).collect();
    assert_eq!(kinds, ["money", "advice", "advice"]);
    assert_eq!(walk.at(), "What will you use it for of money");
    walk.reply(Reply::AddPicked(vec!["luck".into()]));
    assert_eq!(walk.interview.plan().items("needs").len(), 3);
}

#[test]
fn a_list_of_links_ends_when_each_has_an_entry_and_one_alone_is_taken() {
    let bank = built_in();
    let mut plan = example(bank);
    let groups: Vec<String> = plan.items("segments").iter().map(|item| item.id.clone()).collect();
    assert!(groups.len() > 1);
    let anew = |plan: &mut Plan| {
        plan.answers.shift_remove("relationships");
        Walk::with(bank, plan.clone(), Start::Step(4))
    };
    let mut walk = anew(&mut plan);
    let ask = walk.at();
    assert!(ask.starts_with("For which groups do you want"), "{ask}");
    walk.reply(Reply::AddPicked(vec![groups[0].clone()]));
    assert_eq!(walk.at(), ask, "another group is left");
    walk.reply(Reply::AddPicked(groups[1..].to_vec()));
    assert!(walk.at().starts_with("How do you deal with"), "{}", walk.at());
    assert_eq!(walk.interview.plan().answers["relationships"].state, State::Answered);
    walk.script("!undo");
    assert_eq!(walk.interview.plan().items("relationships").len(), 1, "one undo takes back one reply");

    plan.items_mut("segments").truncate(1);
    plan.answers.shift_remove("relationships");
    plan.answers["channels"].state = State::Open;
    let mut walk = Walk::with(bank, plan, Start::Step(3));
    walk.script("!done");
    assert!(walk.at().starts_with("How do you deal with"), "{}", walk.at());
    let taken = "the group is City commuters, the only one so far";
    assert_eq!(walk.said().iter().filter(|said| *said == taken).count(), 1);
}

/// One question of each kind, asked alone.
fn alone(kind: &str, required: bool) -> Bank {
    let bank = "id = 'one'\nversion = '1'\nlanguage = 'en'\ntitle = 'One'\nsteps = ['01-a', '02-b']\n[pause]\nafter = 'a'\n\
                title = 'P'\npurpose = 'P'\n";
    let head = |id: &str| format!("id = '{id}'\nask = '{id}?'\nlabel = 'the {id}'\nhelp = 'H.'\n");
    let named = format!("[[question.field]]\n{}kind = 'text'\nrequired = true\n", head("name"));
    let list = |id: &str, field: &str| {
        format!(
            "[[question]]\n{}kind = 'items'\none = 'thing'\nmany = 'things'\ntitle = '{{item.name}}'\n{field}",
            head(id)
        )
    };
    let first = format!("id = 'a'\ntitle = 'A'\npurpose = 'A'\n{}", list("things", &named));
    let question = match kind {
        "list" => list("q", &named).replace("kind = 'items'", &format!("kind = 'items'\nrequired = {required}")),
        "begun" => list("q", &named.replace("'text'", "'date'"))
            .replace("kind = 'items'", &format!("kind = 'items'\nrequired = {required}\nat_least = 2")),
        kind => format!("[[question]]\n{}{kind}\nrequired = {required}\n", head("q")),
    };
    let second = format!("id = 'b'\ntitle = 'B'\npurpose = 'B'\n{question}");
    let files = [("bank.toml", bank.to_owned()), ("01-a.toml", first), ("02-b.toml", second)];
    let files: Vec<_> = files.map(|(path, text)| (path.to_owned(), text)).into();
    bank::read(&files).unwrap_or_else(|problems| panic!("{kind}: {problems:#?}"))
}

/// Enter alone at the question `q`, over the plain front; with what the terminal front brings back for it as well.
fn entered(bank: &Bank) -> Vec<Interview<'_>> {
    let begun = filled(bank, "things = [{ name = \"One\" }]");
    let interview = || {
        let mut walk = Walk::with(bank, begun.clone(), Start::FirstOpen);
        if matches!(walk.interview.turn(), Turn::Choose(_)) {
            walk.choose("continue");
        }
        walk.interview
    };
    let prompt = |interview: &Interview<'_>| -> Prompt {
        let Turn::Ask(prompt) = interview.turn() else { panic!("{:?}", interview.turn()) };
        assert_eq!(prompt.ask, "q?");
        *prompt
    };
    let mut plain = interview();
    let asked = prompt(&plain);
    if let Form::One { picks, .. } = &asked.form {
        assert!(picks.iter().all(|pick| !pick.selected), "it starts on neither");
    }
    plain.respond(PlainFront::new(Cursor::new("\n"), Vec::new()).ask(&asked).unwrap(), noon());
    let mut terminal = interview();
    let reply = match &prompt(&terminal).form {
        Form::Line { .. } | Form::Long { .. } => Reply::Text(String::new()),
        Form::One { .. } | Form::Some { .. } => Reply::Picked(Vec::new()),
        Form::List(_) => Reply::Done,
    };
    terminal.respond(Response { reply, draft: None }, noon());
    vec![plain, terminal]
}

const KINDS: [&str; 12] = [
    "kind = 'text'",
    "kind = 'long-text'",
    "kind = 'yes-no'",
    "kind = 'number'\nwhole = true",
    "kind = 'money'",
    "kind = 'percent'",
    "kind = 'date'",
    "kind = 'one-of'\nchoice = [{ key = 'x', label = 'x' }, { key = 'y', label = 'y' }]",
    "kind = 'some-of'\nat_least = 2\nchoice = [{ key = 'x', label = 'x' }, { key = 'y', label = 'y' }]",
    "kind = 'link'\nto = ['things']",
    "kind = 'link'\nto = ['things']\nmany_links = true",
    "kind = 'link'\nto = ['things']\namong = 'x.name == null'",
];

#[test]
fn enter_leaves_an_untouched_optional_question_open_and_says_what_a_required_one_wants() {
    for kind in KINDS.into_iter().chain(["list", "begun"]) {
        let bank = alone(kind, false);
        for interview in entered(&bank) {
            let answer = interview.plan().answers.get("q").unwrap_or_else(|| panic!("{kind}: asked again"));
            assert_eq!((answer.state, answer.value.is_null()), (State::Skipped, true), "{kind}");
            assert!(matches!(interview.turn(), Turn::Choose(_)), "{kind}: on to the review");
        }
        let bank = alone(kind, true);
        for interview in entered(&bank) {
            let Turn::Ask(prompt) = interview.turn() else { panic!("{kind}: passed by") };
            let refusal = prompt.rejection.unwrap_or_else(|| panic!("{kind}: no word")).0;
            assert!(
                ["nothing", "write", "answer", "pick", "this needs"].iter().any(|start| refusal.contains(start)),
                "{kind}: {refusal}"
            );
            assert!(!interview.plan().answers.contains_key("q"), "{kind}");
        }
    }
}

#[test]
fn a_default_is_what_enter_takes() {
    let bank = alone("kind = 'yes-no'\ndefault = 'no'", false);
    let mut plan = filled(&bank, "things = [{ name = \"One\" }]");
    // A file of answers takes the default by itself.
    plan.answers.shift_remove("q");
    let mut walk = Walk::with(&bank, plan, Start::FirstOpen);
    if walk.at() != "q" {
        walk.choose("continue");
    }
    assert_eq!(walk.selected(), ["no"]);
}

#[test]
fn an_entry_added_in_a_filtered_link_is_ticked_and_what_the_filter_reads_is_asked_the_fitting_first() {
    let bank = built_in();
    let mut plan = example(bank);
    let offers = plan.items("propositions").to_vec();
    let offer = offers.last().unwrap();
    let groups: Vec<String> =
        offer.fields["segments"].value.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    let other = plan.items("segments").iter().find(|group| !groups.contains(&group.id)).map(|group| group.id.clone());
    let other = other.expect("an offer that is not for every group");
    for list in plan.items_mut("propositions").iter_mut().filter(|item| item.id == offer.id) {
        list.fields.shift_remove("personas");
    }
    plan.details.picked.push(format!("{}.personas", offer.id));
    let start = |plan: &Plan| {
        let mut walk = Walk::with(bank, plan.clone(), Start::FirstOpen);
        for _ in 0..9 {
            if let Turn::Choose(_) = walk.interview.turn() {
                walk.choose("continue");
            }
        }
        let Form::Some { add, .. } = walk.prompt().form else { panic!("{}", walk.at()) };
        assert_eq!(add[0].list, "personas", "{}", walk.at());
        walk
    };
    let mut walk = start(&plan);
    let link = walk.at();
    let mia = Reply::AddTo { list: "personas".into(), name: "Mia".into(), picked: Vec::new() };
    walk.reply(mia.clone());
    let id = walk.interview.plan().items("personas").last().unwrap().id.clone();
    assert_eq!((walk.at(), walk.selected()), (link.clone(), vec![id.clone()]), "ticked and shown");
    walk.reply(Reply::Picked(vec![id.clone()]));
    assert_eq!(walk.prompt().item.as_deref(), Some("Mia"));
    let Form::One { picks, .. } = walk.prompt().form else { panic!("her group is asked: {}", walk.at()) };
    let first: Vec<&str> = picks.iter().take(groups.len()).map(|pick| pick.key.as_str()).collect();
    assert!(groups.iter().all(|group| first.contains(&group.as_str())), "{first:?} {groups:?}");
    walk.reply(Reply::Picked(vec![groups[0].clone()]));
    let linked = |walk: &Walk<'_>| {
        walk.interview.plan().item("propositions", &offer.id).unwrap().fields["personas"].value.clone()
    };
    assert_eq!(linked(&walk), serde_json::json!([id]));
    assert_ne!(walk.at(), link);

    let mut walk = start(&plan);
    walk.reply(mia).reply(Reply::Picked(vec![id])).reply(Reply::Picked(vec![other]));
    assert_eq!(walk.at(), link, "who belongs to another group is looked at again");
    assert!(walk.selected().is_empty(), "{:?}", walk.selected());
    assert!(walk.said().iter().any(|said| said.contains("`Mia` is not among those offered here")));
}

#[test]
fn words_that_say_that_there_is_no_answer_offer_the_state() {
    let bank = built_in();
    let words = ["don't know yet", "Not yet.", "N/A", "none", "no idea", "TBD", "I don’t know"];
    for word in words {
        let mut walk = Walk::new(bank, Route::Short);
        walk.script("=Spoke");
        let place = walk.at();
        walk.reply(Reply::Text(word.into()));
        assert_eq!(walk.at(), format!("What do you mean by “{word}”?"));
        walk.interview.choose(MenuReply::Back, noon());
        assert_eq!((walk.at(), walk.start()), (place, word.to_owned()));
        walk.reply(Reply::Text(word.into()));
        let (unknown, not) = (walk.menu().entries.iter().position(|own| own.key == "unknown"), ["N/A", "none"]);
        assert_eq!(unknown, Some(usize::from(not.contains(&word))), "{word}: what is meant comes first");
        walk.choose("unknown");
        assert_eq!(walk.interview.plan().answers["pitch"].state, State::Unknown, "{word}");
    }
    let mut walk = Walk::new(bank, Route::Short);
    walk.script("=Spoke").script("=n/a").choose("not applicable");
    walk.script("= ");
    assert!(walk.refusal().contains("why this does not apply"), "{}", walk.refusal());
    walk.script("=a grant pays everything");
    let pitch = &walk.interview.plan().answers["pitch"];
    assert_eq!((pitch.state, pitch.because.as_deref()), (State::NotApplicable, Some("a grant pays everything")));
    let mut walk = Walk::new(bank, Route::Short);
    walk.script("=Spoke").script("=n/a").choose("not applicable");
    walk.interview.interrupt(Some("a gra"), None);
    let mut walk = walk.reopened();
    assert_eq!(walk.prompt().begun(&Beside::Reason), "a gra", "half a reason is kept");
    walk.script("=n/a").choose("not applicable");
    assert_eq!(walk.start(), "a gra");
    walk.script("=a grant pays");
    assert!(walk.interview.plan().drafts.is_empty());
    let mut walk = Walk::new(bank, Route::Short);
    walk.script("=Spoke").script("=none").choose("text");
    assert_eq!(walk.interview.plan().answers["pitch"].value, "none", "whoever means it may say it");
    let mut walk = Walk::new(bank, Route::Short);
    walk.script("=Spoke").script("=None of the shops repairs on the spot, so we do.");
    assert_eq!(walk.interview.plan().answers["pitch"].state, State::Answered);
}

#[test]
fn a_link_to_an_empty_list_of_entries_without_names_begins_one_and_comes_back() {
    let bank = case("begun");
    let answers = "promises = { skip = true }\nuses = [{ hours = [\"day\"] }]\nguests = [\"Ann\"]";
    let mut walk = Walk::with(&bank, filled(&bank, answers), Start::FirstOpen);
    let address = "guests-1.promises".to_owned();
    walk.script("!jump").choose("links");
    for _ in 0..30 {
        match walk.interview.turn() {
            Turn::Ask(prompt) if prompt.ask.starts_with("Which promises were") => break,
            Turn::Ask(_) => walk.script("!skip"),
            _ => walk.choose("continue"),
        };
    }
    let Form::Some { picks, add, .. } = walk.prompt().form else { panic!("{address}: {}", walk.at()) };
    assert!(picks.is_empty() && !add[0].named);
    walk.reply(Reply::AddTo { list: "promises".into(), name: String::new(), picked: Vec::new() });
    assert_eq!(walk.at(), "What about the kept of this promise of new promise");
    walk.script("*yes").script("=By noon");
    assert_eq!((walk.at().as_str(), walk.selected().len()), ("Which promises were made to Ann of Ann", 1));
}
