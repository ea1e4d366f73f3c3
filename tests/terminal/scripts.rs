//! What the driver inside the terminal asks.

use canvass::bank::Mistake;
use canvass::interview::{About, Addable, Adding, Entry, Form, ListForm, Menu, Notice, Pick, Progress, Prompt};
use canvass::interview::{Column, Row, Said, Table, TableRow};
use canvass::plan::Rejection;

/// A question of more than one line.
pub const QUESTION: &str = "Who do you want to serve first, and which of these people feel the problem most?";
/// A question without a single space.
pub const CHINESE: &str = "你们首先想为谁服务，这些人当中谁最强烈地感受到这个问题，他们现在又是怎样解决的？";
/// A text of several paragraphs.
pub const PARAGRAPHS: &str = "First paragraph of what they said.\n\nSecond paragraph, 中文.";

/// What the driver does next.
pub enum Step {
    /// Asks a question.
    Ask(Box<Prompt>),
    /// Says something.
    Say(Notice),
    /// Offers a menu.
    Choose(Menu),
}

/// The steps of a script.
pub fn steps(script: &str) -> Vec<Step> {
    let ask = |form: Form| vec![Step::Ask(Box::new(prompt(form)))];
    match script {
        "line" => ask(line("")),
        "long" => ask(Form::Long { start: String::new() }),
        "written" => ask(Form::Long { start: PARAGRAPHS.to_owned() }),
        "one" => ask(Form::One { picks: groups(), add: add() }),
        "some" => ask(Form::Some { picks: groups(), how_many: "one to three".to_owned(), add: add() }),
        "many" => ask(Form::One { picks: (1..=20).map(choice).collect(), add: Vec::new() }),
        "optional" => optional(Form::One { picks: yes_no(), add: Vec::new() }),
        "yes-no" => ask(Form::One { picks: yes_no(), add: Vec::new() }),
        "begin" => ask(Form::List(list_form(&[], Adding::Begin))),
        "begin-more" => ask(Form::List(list_form(&["money".to_owned()], Adding::Begin))),
        "begin-optional" => optional(Form::List(list_form(&[], Adding::Begin))),
        "empty" => ask(Form::One { picks: Vec::new(), add: Vec::new() }),
        "list" => ask(list(&(1..=9).map(|n| format!("Group number {n}")).collect::<Vec<_>>())),
        "picklist" => ask(pick_list()),
        "brainstorm" => brainstorm(),
        "marathon" => marathon(),
        "chinese" => chinese(),
        "refused" => refused(),
        "twice" => [ask(line("")), ask(line(""))].into_iter().flatten().collect(),
        "rejected" => rejected(),
        "offered" => offered(),
        "notices" => notices(),
        "answers" => answers(),
        "menu" => menu(),
        "two" => two(),
        "draft" => ask(line("restored")),
        "rows" => rows(&[""; 4].map(line)),
        "picked-rows" => rows(&[(); 4].map(|()| Form::One { picks: jobs(), add: Vec::new() })),
        "ticked-rows" => {
            rows(&[(); 4].map(|()| Form::Some { picks: jobs(), how_many: String::new(), add: Vec::new() }))
        }
        "table" => vec![table(None), Step::Say(Notice::Remark("done".to_owned()))],
        "table-refused" => vec![table(Some("聚会: pick at least one"))],
        "tables" => [table(None), table(None)].into_iter().collect(),
        "limited" => vec![Step::Ask(Box::new(Prompt { limit: Some(20), ..prompt(line("")) }))],
        "remarked" => {
            let remarks =
                (1..=5).map(|n| format!("Mentor {n}: {}", "Whom did you ask? 你们问了谁？ ".repeat(6))).collect();
            vec![Step::Ask(Box::new(Prompt { remarks, ..prompt(line("")) }))]
        }
        "details" => vec![Step::Ask(Box::new(Prompt { ask: DETAILS.to_owned(), ..details() }))],
        "explained" => ask(Form::One { picks: care(), add: Vec::new() }),
        "changed" => {
            vec![Step::Choose(Menu { text: vec![CHANGED.to_owned()], ..ways("How would you like to go on?") })]
        }
        "finding" => vec![Step::Choose(Menu { text: vec![ADVICE.to_owned()], ..ways(FINDING) })],
        other => panic!("no script `{other}`"),
    }
}

fn prompt(form: Form) -> Prompt {
    Prompt {
        ask: QUESTION.to_owned(),
        help: Some("Start with the people you know best.\nYou can add more groups later, and change them.".to_owned()),
        example: Some("People in the old town who cycle to work 🚲".to_owned()),
        mistakes: vec![Mistake { bad: "Everyone".to_owned(), why: "Nobody feels meant.".to_owned() }],
        progress: Progress {
            step_title: "Customer relationships".to_owned(),
            step: Some((3, 10)),
            prompt: (2, About::exactly(5)),
            minutes_left: About::exactly(12),
        },
        item: None,
        together: None,
        required: true,
        rejection: None,
        offers: false,
        reason: None,
        remarks: Vec::new(),
        form,
        aside: None,
        limit: None,
    }
}

fn line(start: &str) -> Form {
    Form::Line { start: start.to_owned(), unit: None }
}

/// What the rows are about.
const TITLES: [&str; 4] =
    ["Stickers", "周末骑自行车的人的聚会", "Vans 🚐", "A stall on the market in the old town, every other Saturday"];
/// What is asked of all of them.
pub const HEADING: &str = "How would each customer group like to be reached?";

/// Rows under one heading, each answered as the one above.
fn rows(forms: &[Form]) -> Vec<Step> {
    let said = |title: &&str| Said { title: (*title).to_owned(), answer: "a short message".to_owned() };
    let row = |(index, form): (usize, &Form)| {
        let together = Row {
            ask: HEADING.to_owned(),
            number: index + 1,
            count: forms.len(),
            above: TITLES.iter().take(index).map(said).collect(),
            repeats: (index > 0).then(|| "a short message".to_owned()),
            table: None,
        };
        let item = Some(TITLES[index].to_owned());
        Step::Ask(Box::new(Prompt { item, together: Some(together), required: false, ..prompt(form.clone()) }))
    };
    forms.iter().enumerate().map(row).collect()
}

/// The jobs that are ticked in a table; the last one has a short form.
const TABLE: [(&str, Option<&str>, Option<&str>); 5] = [
    ("awareness", None, Some("They learn that you exist.")),
    ("evaluation", None, Some("They make up their minds: is it for them?")),
    ("purchase", None, None),
    ("送货", None, Some("把东西送到家")),
    ("help after they have bought it", Some("after-sales"), None),
];

/// A table of four entries, the last of which is not known, with something ticked in the second one.
fn table(refused: Option<&str>) -> Step {
    let columns = TABLE.iter().enumerate().map(|(index, (label, short, help))| Column {
        key: format!("job-{}", index + 1),
        label: (*label).to_owned(),
        short: short.map(str::to_owned),
        help: help.map(str::to_owned),
    });
    let rows = TITLES.iter().enumerate().map(|(index, title)| TableRow {
        item: format!("ways-{}", index + 1),
        title: (*title).to_owned(),
        ticked: if index == 1 { vec!["job-3".to_owned()] } else { Vec::new() },
        said: (index == 3).then(|| "don't know yet".to_owned()),
        notes: Vec::new(),
    });
    let together = Row {
        ask: HEADING.to_owned(),
        number: 1,
        count: TITLES.len(),
        above: Vec::new(),
        repeats: None,
        table: Some(Table { columns: columns.collect(), rows: rows.collect() }),
    };
    let explained = |(index, (label, _, help)): (usize, &(&str, Option<&str>, Option<&str>))| {
        pick(&format!("job-{}", index + 1), label, *help, false)
    };
    let picks = TABLE.iter().enumerate().map(explained);
    let form = Form::Some { picks: picks.collect(), how_many: String::new(), add: Vec::new() };
    let rejection = refused.map(|why| Rejection(why.to_owned()));
    let item = Some(TITLES[0].to_owned());
    Step::Ask(Box::new(Prompt { item, together: Some(together), required: false, rejection, ..prompt(form) }))
}

/// An offer of details.
pub const DETAILS: &str = "周末骑自行车的人 🚲: 4 details you may add";
/// What was changed on a way from the pause.
pub const CHANGED: &str = "changed: 单车修理 🔧 (the price): 9, where 3 stood before";
/// What does not hold together, and what would mend it.
pub const FINDING: &str = "Single boxes 📦: each box costs you €1 more than it brings.";
pub const ADVICE: &str = "Raise the price, or find a cheaper way to deliver it.";

fn details() -> Prompt {
    let labels =
        ["how often it comes up", "why it is a group of its own, and not a part of another one 🙂", "他们想什么"];
    let mut picks: Vec<Pick> =
        labels.iter().enumerate().map(|(index, label)| pick(&format!("d{index}"), label, None, false)).collect();
    picks.push(pick("no-more", "no more details in this step", None, false));
    Prompt { required: false, example: None, ..prompt(Form::Some { picks, how_many: String::new(), add: Vec::new() }) }
}

/// Choices whose explanations stand beside them where there is room.
fn care() -> Vec<Pick> {
    vec![
        pick("personal", "personal assistance", Some("whoever is free helps"), false),
        pick("dedicated", "dedicated personal assistance", Some("always the same person helps 🤝"), false),
        pick("automated", "自助服务", Some("软件回答并提醒"), false),
    ]
}

fn ways(title: &str) -> Menu {
    let entries = vec![
        pick("mend", "mend it at: Single boxes (the price)", Some("3 stands there now"), false),
        pick("stand", "let it stand", Some("with a reason, which the plan shows"), false),
        pick("back", "go on", None, false),
    ];
    Menu { title: title.to_owned(), text: Vec::new(), entries, folded: 0, search: None }
}

fn jobs() -> Vec<Pick> {
    vec![pick("hear", "hear of it", Some("They learn that you exist."), false), pick("buy", "buy it", None, false)]
}

fn marathon() -> Vec<Step> {
    let titles: Vec<String> = (1..=30).map(|number| format!("Group {number}")).collect();
    (0..30).map(|count| Step::Ask(Box::new(prompt(list(&titles[..count]))))).collect()
}

fn chinese() -> Vec<Step> {
    let prompt = prompt(line(""));
    let (item, reason) = (Some("周末骑自行车的人".to_owned()), Some("客户群变了".to_owned()));
    vec![Step::Ask(Box::new(Prompt { ask: CHINESE.to_owned(), item, reason, required: false, ..prompt }))]
}

fn refused() -> Vec<Step> {
    let started = |start: &str| Form::List(ListForm { start: start.to_owned(), ..list_form(&[], Adding::Name) });
    let rejection = Some(Rejection("Name a group, not everyone.".to_owned()));
    vec![
        Step::Ask(Box::new(prompt(started("")))),
        Step::Ask(Box::new(Prompt { rejection, ..prompt(started("Everyone")) })),
        Step::Ask(Box::new(prompt(started("Everyone\nRiders\nShops")))),
    ]
}

/// A sum that is worked out and asked for before it is taken.
fn offered() -> Vec<Step> {
    let rejection = Some(Rejection("`3 x 60` comes to 180: write 180 if that is what you mean".to_owned()));
    let offer = Prompt { rejection, offers: true, ..prompt(line("180")) };
    vec![Step::Ask(Box::new(prompt(line("")))), Step::Ask(Box::new(offer))]
}

fn rejected() -> Vec<Step> {
    let form = Form::Line { start: "many".to_owned(), unit: Some("people".to_owned()) };
    let rejection = Some(Rejection("Please give a number between 1 and 5000, such as 120.".to_owned()));
    vec![Step::Ask(Box::new(Prompt { rejection, ..prompt(form) }))]
}

fn pick(key: &str, label: &str, help: Option<&str>, selected: bool) -> Pick {
    Pick { key: key.to_owned(), label: label.to_owned(), help: help.map(str::to_owned), selected }
}

fn yes_no() -> Vec<Pick> {
    vec![pick("yes", "yes", None, false), pick("no", "no", None, false)]
}

fn optional(form: Form) -> Vec<Step> {
    vec![Step::Ask(Box::new(Prompt { required: false, ..prompt(form) }))]
}

fn choice(number: usize) -> Pick {
    pick(&format!("c{number}"), &format!("Choice number {number}"), Some("a word on it"), false)
}

fn groups() -> Vec<Pick> {
    let long = "Parents who take their children to school by cargo bike, whatever the weather is";
    vec![
        pick("segments-1", long, None, false),
        pick("segments-2", "周末骑自行车的人", Some("they come on Saturdays"), true),
        pick("segments-3", "Couriers 🚲", None, false),
    ]
}

fn add() -> Vec<Addable> {
    vec![Addable { list: "segments".to_owned(), one: "customer group".to_owned(), named: true }]
}

fn list_form(titles: &[String], adding: Adding) -> ListForm {
    let entry = |(index, title): (usize, &String)| Entry {
        id: format!("segments-{}", index + 1),
        title: title.clone(),
        open: usize::from(index == 0),
    };
    ListForm {
        one: "customer group".to_owned(),
        many: "customer groups".to_owned(),
        entries: titles.iter().enumerate().map(entry).collect(),
        adding,
        how_many: "at least 3".to_owned(),
        start: String::new(),
    }
}

fn list(titles: &[String]) -> Form {
    Form::List(list_form(titles, Adding::Name))
}

fn pick_list() -> Form {
    let picks = vec![pick("problem-1", "Theft", None, false), pick("problem-2", "Rain", None, false)];
    Form::List(list_form(&["Flat tyres".to_owned()], Adding::Pick(picks)))
}

fn brainstorm() -> Vec<Step> {
    let titles: Vec<String> = ["Cyclists", "Riders", "Shops"].map(str::to_owned).to_vec();
    (0..=3).map(|count| Step::Ask(Box::new(prompt(list(&titles[..count]))))).collect()
}

/// A menu that is searched: two answers about commuters among many others, one of them too long for any window.
fn answers() -> Vec<Step> {
    let mut entries: Vec<_> =
        (1..=30).map(|n| pick(&format!("a{n}"), &format!("answer number {n}"), None, n == 28)).collect();
    let long = format!("what they do today: {}", "they wait, and then they take the ".repeat(4));
    entries.insert(9, pick("long", &format!("{long} commuter train"), None, false));
    entries.insert(20, pick("size", "Commuters (how many there are): 400", None, false));
    let menu = Menu {
        title: "Which answer would you like to change?".to_owned(),
        text: Vec::new(),
        entries,
        folded: 0,
        search: Some(String::new()),
    };
    vec![Step::Choose(menu)]
}

fn menu() -> Vec<Step> {
    let bare = |step| match step {
        Step::Choose(menu) => Some(Step::Choose(Menu { text: Vec::new(), ..menu })),
        _ => None,
    };
    notices().into_iter().filter_map(bare).collect()
}

/// A choice between two ways.
fn two() -> Vec<Step> {
    let entries = vec![pick("short", "the short path", None, true), pick("full", "the full path", None, false)];
    let title = "How much time would you like to spend?".to_owned();
    vec![Step::Choose(Menu { title, text: Vec::new(), entries, folded: 0, search: None })]
}

fn notices() -> Vec<Step> {
    let guidance =
        "A group is people who share a need. Name them so that you would know one if you met one. ".repeat(4);
    let opens = Notice::Opens {
        number: "Step 3 of 10".to_owned(),
        title: "Customer relationships".to_owned(),
        purpose: "How people come to you, and why they stay.".to_owned(),
        guidance: Some(guidance.clone()),
    };
    let page = (1..=40).map(|n| format!("{n}. A line of the plan so far")).collect::<Vec<_>>().join("\n");
    let menu = Menu {
        title: "What would you like to look at?".to_owned(),
        text: vec![guidance],
        entries: vec![
            pick("on", "Go on", None, false),
            pick("fix", "Fix one item that was found, with a label that is far too long for a window", None, false),
            pick("draft", "Write an interim draft", Some("a file you can show"), false),
        ],
        folded: 0,
        search: None,
    };
    vec![Step::Say(opens), Step::Say(Notice::Page(page)), Step::Choose(menu)]
}
