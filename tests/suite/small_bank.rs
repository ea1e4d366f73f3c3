//! A small bank whose questions are asked by their ids.

use canvass::bank::{Bank, File};

/// A bank of five steps with one of everything that an interview has to decide.
pub fn small_bank() -> Bank {
    small_bank_with("")
}

/// The same with more at the end of its first step.
pub fn small_bank_with(more: &str) -> Bank {
    canvass::check_bank::read(&small_bank_files(more)).unwrap_or_else(|problems| panic!("{problems:#?}")).0
}

/// The files of the small bank, with more at the end of its first step.
pub fn small_bank_files(more: &str) -> Vec<File> {
    let files = [
        ("bank.toml", BANK.to_owned()),
        ("01-groups.toml", step("groups", &format!("{GROUPS}{more}"))),
        ("02-offers.toml", step("offers", OFFERS)),
        ("03-streams.toml", step("streams", STREAMS)),
        ("04-work.toml", step("work", WORK)),
        ("05-end.toml", step("end", END)),
    ];
    files.map(|(path, text)| (path.to_owned(), expanded(&text))).into()
}

fn step(id: &str, questions: &str) -> String {
    format!("id = '{id}'\ntitle = 'The {id}'\npurpose = 'For {id}.'\nproduced = 'That was {id}.'\n{questions}")
}

/// `ID` lines become what every question needs: asked by its id.
fn expanded(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("ID ") {
        Some(id) => {
            format!("id = '{id}'\nask = '{id}?'\nlabel = 'the {id}'\nhelp = 'Help.'\nexample = 'Such as this.'\n")
        }
        None => format!("{line}\n"),
    };
    let text: String = text.lines().map(line).collect();
    // An example has to be one of its kind.
    let fitting = [("money", "12"), ("number", "12"), ("date", "2026-05-01")];
    fitting.iter().fold(text, |text, (kind, example)| {
        let ends = format!("'\nkind = '{kind}'");
        text.replace(&format!("example = 'Such as this.{ends}"), &format!("example = '{example}{ends}"))
    })
}

const BANK: &str = "
id = 'small'
version = '1'
language = 'en'
title = 'A small canvas'
steps = ['01-groups', '02-offers', '03-streams', '04-work', '05-end']
[profile]
title = 'You'
purpose = 'Who you are.'
[[profile.question]]
ID venture
kind = 'text'
required = true
depth = 'essential'
[pause]
after = 'streams'
title = 'Half-way'
purpose = 'Look back.'
[[pause.question]]
ID fits
kind = 'yes-no'
required = true
depth = 'essential'
[[pause.question]]
ID misfit
kind = 'long-text'
depth = 'essential'
when = 'fits == false'
";
const GROUPS: &str = "
[[question]]
ID kind
kind = 'one-of'
required = true
depth = 'essential'
choice = [{ key = 'mass', label = 'mass market' }, { key = 'sided', label = 'several sides' }]
[[question]]
ID groups
kind = 'items'
required = true
depth = 'essential'
one = 'group'
many = 'groups'
[[question.field]]
ID name
kind = 'text'
required = true
depth = 'essential'
max_length = 20
cautions = [
    { when = \"answer == 'Everyone'\", say = 'Who of {answer} most of all?' },
    { when = 'int(answer) > 0', say = 'This is a number.' },
]
[[question.field]]
ID size
kind = 'number'
whole = true
[[question]]
ID others
of = 'groups'
kind = 'link'
to = ['groups']
many_links = true
depth = 'essential'
when = \"kind == 'sided'\"
among = 'x.id != item.id'
";
const OFFERS: &str = "
[[question]]
ID offers
kind = 'items'
required = true
depth = 'essential'
one = 'offer'
many = 'offers'
[[question.field]]
ID name
kind = 'text'
required = true
depth = 'essential'
[[question.field]]
ID meant
kind = 'link'
to = ['groups']
many_links = true
required = true
depth = 'essential'
[[question]]
ID result
of = 'offers'
kind = 'long-text'
depth = 'essential'
";
const STREAMS: &str = "
[[question]]
ID streams
kind = 'items'
depth = 'essential'
one = 'stream'
many = 'streams'
title = '{items[item.payer].title} pays'
[[question.field]]
ID payer
kind = 'link'
to = ['groups']
required = true
depth = 'essential'
[[question.field]]
ID price
kind = 'money'
depth = 'essential'
";
const WORK: &str = "
[[question]]
ID work
kind = 'items'
depth = 'essential'
one = 'task'
many = 'tasks'
at_most = 3
propose_ask = 'work?'
propose = \"open_points.filter(o, o.state == 'unknown').map(o, 'Ask about ' + o.label)\"
[[question.field]]
ID name
kind = 'text'
required = true
depth = 'essential'
[[question.field]]
ID serves
kind = 'link'
to = ['offers', 'streams']
many_links = true
depth = 'essential'
[[question]]
ID cash
kind = 'money'
required = true
depth = 'essential'
";
const END: &str = "
[[question]]
ID uses
kind = 'some-of'
depth = 'essential'
at_most = 2
choice = [{ key = 'a', label = 'to go on' }, { key = 'b', label = 'to apply' }, { key = 'c', label = 'to grow' }]
[[question]]
ID sense
kind = 'long-text'
start = 'misfit'
[[question]]
ID due
kind = 'date'
depth = 'essential'
";
