//! Nothing that a plan, a bank, a template or a file's name says steers the terminal.

use crate::command::{Folder, Outcome, example};
use serde_json::Value as Json;

/// Sets the title, colours, clears, turns the direction of the text round, deletes, and rings.
const STEERS: &str = "\u{1b}]0;T\u{7}\u{1b}[31mR\u{9b}2J\u{200e}L\u{200f}M\u{61c}A\u{202e}B\u{8}\u{7f}";

/// The same as TOML and JSON both write it.
const WRITTEN: &str = r"\u001b]0;T\u0007\u001b[31mR\u009b2J\u200eL\u200fM\u061cA\u202eB\u0008\u007f";

/// Whether nothing that was shown steers a terminal, in colours neither.
fn is_harmless(what: &str, ended: &Outcome) {
    for text in [ended.output_text(), ended.error_text()] {
        let steering =
            |c: char| c.is_control() && !matches!(c, '\n' | '\t') || "\u{200e}\u{200f}\u{61c}\u{202e}".contains(c);
        if let Some(at) = text.find(steering) {
            let before = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect::<String>();
            panic!("{what}: {:?} after {before:?}", text[at..].chars().next().unwrap());
        }
    }
}

/// Every text that somebody wrote, with the codes behind it.
fn steered(value: &mut Json, key: &str) {
    match value {
        Json::String(text) if ["value", "note", "because"].contains(&key) && text.contains(' ') => {
            text.push_str(STEERS);
        }
        Json::Array(values) => values.iter_mut().for_each(|value| steered(value, key)),
        Json::Object(values) => values.iter_mut().for_each(|(key, value)| steered(value, key)),
        _ => {}
    }
}

const COMMANDS: [&str; 9] = [
    "draft p.canvass.json",
    "draft p.canvass.json --final",
    "show p.canvass.json",
    "recap p.canvass.json",
    "figures p.canvass.json",
    "check p.canvass.json",
    "check p.canvass.json --json",
    "status p.canvass.json",
    "upgrade p.canvass.json --dry-run",
];

#[test]
fn no_text_or_id_of_a_plan_steers_the_terminal() {
    let whole: Json = serde_json::from_str(example()).unwrap();
    let changed = |change: &dyn Fn(&mut Json)| {
        let mut plan = whole.clone();
        change(&mut plan);
        plan.to_string()
    };
    let plans = [
        changed(&|plan| steered(plan, "")),
        changed(&|plan| plan["bank"]["id"] = STEERS.into()),
        changed(&|plan| plan["bank"]["version"] = STEERS.into()),
        changed(&|plan| plan["created"] = STEERS.into()),
        changed(&|plan| plan["answers"]["market_kind"]["value"] = STEERS.into()),
        changed(&|plan| plan["answers"]["segments"]["items"][0]["id"] = STEERS.into()),
        changed(&|plan| {
            let answers = plan["answers"].as_object_mut().unwrap();
            answers.insert(STEERS.to_owned(), serde_json::json!({"state": "answered", "value": STEERS}));
            answers.remove("pitch");
            plan["drafts"] = serde_json::json!({"pitch": STEERS, STEERS: STEERS});
            plan[STEERS] = STEERS.into();
        }),
        format!("{{\"format\": {STEERS}}}"),
    ];
    let folder = Folder::new();
    for (number, plan) in plans.iter().enumerate() {
        folder.write("p.canvass.json", plan);
        for command in COMMANDS {
            is_harmless(&format!("plan {number}, {command}"), &folder.canvass(command).end());
        }
        let walked = folder.canvass("walk p.canvass.json --plain --from 1").stdin("/so-far\n/explain\n/leave\n").end();
        is_harmless(&format!("plan {number}, walked"), &walked);
    }
}

#[test]
fn no_text_of_a_bank_or_of_answers_steers_the_terminal() {
    let folder = Folder::new();
    folder.canvass("bank copy bank --bank minimal").status(0);
    let steps = folder.read("bank/01-people.toml");
    let texts: Vec<(usize, &str)> = steps.match_indices('"').collect();
    // As part of a text, in place of one, and where no text may stand.
    for pair in texts.chunks_exact(2).step_by(3) {
        let (start, end) = (pair[0].0 + 1, pair[1].0);
        for (from, steering) in [(end, WRITTEN), (start, WRITTEN), (start, STEERS)] {
            folder.write("bank/01-people.toml", format!("{}{steering}{}", &steps[..from], &steps[end..]));
            for command in ["bank check bank", "bank show --bank bank", "bank diff minimal bank"] {
                is_harmless(&format!("{from} {command}"), &folder.canvass(command).end());
            }
            let walked = folder.canvass("walk n.canvass.json --plain --bank bank").stdin("A\n/explain\n/leave\n").end();
            is_harmless(&format!("{from} walked"), &walked);
            let _ = std::fs::remove_file(folder.path("n.canvass.json"));
        }
    }
    let folder = Folder::new().file("p.canvass.json", example());
    for answers in [
        format!("pitch = \"{STEERS}\""),
        format!("\"{WRITTEN}\" = 1"),
        format!("market_kind = \"{WRITTEN}\""),
        format!("[[segments]]\nname = \"{WRITTEN}\"\n\"k{WRITTEN}\" = 1"),
    ] {
        folder.write("a.toml", &answers);
        is_harmless(&answers, &folder.canvass("fill p.canvass.json --answers a.toml").end());
    }
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_steers_the_terminal() {
    let named = format!("s{STEERS}.canvass.json");
    let folder = Folder::new().file(&named, example()).file("p.canvass.json", example());
    for command in ["draft", "show", "check", "recap", "figures", "status", "upgrade", "walk --plain"] {
        for name in [named.as_str(), &format!("missing{STEERS}")] {
            let words: Vec<&str> = command.split(' ').chain([name]).collect();
            is_harmless(command, &folder.canvass(&shell_words::join(words)).stdin("/leave\n").end());
        }
    }
    is_harmless("several plans", &folder.canvass("walk --plain").end());
    for words in
        [["draft", "p.canvass.json", "--for"], ["draft", "p.canvass.json", "-o"], ["show", "p.canvass.json", "--bank"]]
    {
        let name = format!("{STEERS}/{STEERS}");
        let words: Vec<&str> = words.into_iter().chain([name.as_str()]).collect();
        is_harmless(words[2], &folder.canvass(&shell_words::join(words)).end());
    }
}
