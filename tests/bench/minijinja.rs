//! The same three chapters (customers, offer, income) by minijinja, from the templates of canvass, so that the engines
//! can be compared on the same work. The few expressions that minijinja writes otherwise are replaced; the filters do
//! what those of canvass do, and the bench makes sure that both documents say the same.

use canvass::fact::Fact;
use canvass::words;
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, Output, State};
use std::collections::HashMap;
use std::fmt::Write;

/// The chapters as a plan of their own, in the words of both engines.
pub const CHAPTERS: &str =
    "{% include \"plan/03-customers.md\" %}\n{% include \"plan/04-offer.md\" %}\n{% include \"plan/06-income.md\" %}";

/// What these chapters are made of: chapters of an ordinary length, kept here so that both engines have the same work
/// from one measurement to the next.
pub const PARTS: [(&str, &str); 6] = [
    ("plan/03-customers.md", include_str!("chapters/03-customers.md")),
    ("plan/04-offer.md", include_str!("chapters/04-offer.md")),
    ("plan/06-income.md", include_str!("chapters/06-income.md")),
    ("plan/segment.md", include_str!("chapters/segment.md")),
    ("plan/personas.md", include_str!("chapters/personas.md")),
    ("plan/evidence.md", include_str!("chapters/evidence.md")),
];

/// What minijinja, which has no list comprehensions and no `set_global`, writes otherwise.
const OTHERWISE: [(&str, &str); 11] = [
    ("{% set_global place = 0 %}", "{% set count = namespace(place=0) %}"),
    (
        "{% set turn = place %}{% set_global place = place + 1 %}",
        "{% set turn = count.place %}{% set count.place = turn + 1 %}",
    ),
    ("[s for s in segments if (s.priority or \"open\") == rank]", "segments | ranking(rank)"),
    ("[p for p in personas if p.segment == s.id]", "personas | selectattr(\"segment\", \"eq\", s.id) | list"),
    ("[p.id for p in who]", "who | map(attribute=\"id\") | list"),
    ("[p for p in problems if p.persona in ids]", "problems | selectattr(\"persona\", \"in\", ids) | list"),
    ("[o for o in propositions if s.id in o.segments]", "propositions | holding(\"segments\", s.id)"),
    ("[\"“\" ~ o.title ~ \"”\" for o in offers]", "offers | quoted"),
    ("(items[r.payers[0]]?.list or \"\")", "items[r.payers[0]].list"),
    (" is zero", " | number == \"0\""),
    ("{% include \"plan/still-open.md\" %}", ""),
];

/// minijinja with the chapters under the name `chapters.md`.
pub fn engine() -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    engine.set_formatter(write_escaped);
    engine.set_undefined_behavior(minijinja::UndefinedBehavior::Chainable);
    engine.add_filter("money", |state: &State, amount: Value, options: Kwargs| {
        let own = options.get::<Option<Value>>("currency")?.map(|code| plain(&code)).filter(|code| !code.is_empty());
        let code = own.unwrap_or_else(|| state.lookup("currency").map(|code| plain(&code)).unwrap_or_default());
        Ok::<_, Error>(money(&number(&plain(&amount)), &code))
    });
    engine.add_filter("number", |value: Value| number(&plain(&value)));
    engine.add_filter("percent", |value: Value| format!("{}%", number(&plain(&value))));
    engine.add_filter("counted", |value: Value, options: Kwargs| {
        let count =
            value.len().filter(|_| value.kind() == ValueKind::Seq).map_or_else(|| plain(&value), |n| n.to_string());
        Ok::<_, Error>(counted(&count, options.get("one")?, options.get("many")?))
    });
    engine.add_filter("names", |state: &State, value: Value| words::listed(&titles(state, &value)));
    engine.add_filter("listed", |value: Value| plain(&value));
    engine.add_filter("capitalised", |value: Value| words::capitalised(&plain(&value)));
    engine.add_filter("sentence", |value: Value| sentence(&plain(&value)));
    engine.add_filter("clause", |value: Value| clause(&plain(&value)));
    engine.add_filter("spoken", |value: Value| spoken(&plain(&value)));
    engine.add_filter("without_start", |value: Value, options: Kwargs| {
        let starts: Vec<String> = options.get("starts")?;
        Ok::<_, Error>(without_start(plain(&value).trim(), &starts).to_owned())
    });
    engine.add_filter("holding", |values: Vec<Value>, field: &str, id: &str| {
        let holds = |value: &Value| Some(value.get_attr(field).ok()?.try_iter().ok()?.any(|x| x.as_str() == Some(id)));
        values.into_iter().filter(|value| holds(value) == Some(true)).collect::<Vec<_>>()
    });
    engine.add_filter("ranking", |values: Vec<Value>, rank: &str| {
        let has_rank = |value: &Value| {
            let priority = value.get_attr("priority").unwrap_or_default();
            priority.as_str().filter(|priority| !priority.is_empty()).unwrap_or("open") == rank
        };
        values.into_iter().filter(has_rank).collect::<Vec<_>>()
    });
    engine.add_filter("quoted", |values: Vec<Value>| {
        let title = |value: &Value| plain(&value.get_attr("title").unwrap_or_default());
        values.iter().map(|value| format!("“{}”", title(value))).collect::<Vec<_>>()
    });
    engine.add_filter("paragraph", |text: String| {
        Value::from_safe_string(text.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    for (name, text) in PARTS {
        let text = OTHERWISE.iter().fold(text.to_owned(), |text, (ours, theirs)| text.replace(ours, theirs));
        engine.add_template_owned(name, text).unwrap();
    }
    engine.add_template("chapters.md", CHAPTERS).unwrap();
    engine
}

/// The facts as values of minijinja.
pub fn context(facts: &Fact) -> Value {
    let Fact::Map(entries) = facts else { return Value::UNDEFINED };
    let own = entries.iter().map(|(name, fact)| (name.clone(), value(fact)));
    Value::from(own.collect::<HashMap<_, _>>())
}

fn value(fact: &Fact) -> Value {
    match fact {
        Fact::Null => Value::from(()),
        Fact::Bool(truth) => Value::from(*truth),
        Fact::Whole(number) => Value::from(*number),
        Fact::Decimal(number) => Value::from(number.to_string()),
        Fact::Text(text) => Value::from(text.to_string()),
        Fact::List(values) => values.iter().map(value).collect(),
        Fact::Map(map) => {
            Value::from(map.iter().map(|(name, fact)| (name.clone(), value(fact))).collect::<HashMap<_, _>>())
        }
    }
}

fn write_escaped(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let text = plain(value);
    if value.is_safe() || !text.contains(['\\', '`', '*', '_', '[', ']', '<', '~', '|']) {
        return Ok(out.write_str(&text)?);
    }
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|') {
            out.write_char('\\')?;
        }
        out.write_char(c)?;
    }
    Ok(())
}

fn plain(value: &Value) -> String {
    match value.kind() {
        ValueKind::None | ValueKind::Undefined => String::new(),
        ValueKind::Seq | ValueKind::Iterable => {
            words::listed(&value.try_iter().unwrap().map(|value| plain(&value)).collect::<Vec<_>>())
        }
        _ => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    }
}

fn titles(state: &State, value: &Value) -> Vec<String> {
    let items = state.lookup("items").unwrap_or_default();
    let title = |value: Value| match value.as_str() {
        Some(id) => plain(&items.get_attr(id).and_then(|item| item.get_attr("title")).unwrap_or_default()),
        None => plain(&value.get_attr("title").unwrap_or_default()),
    };
    let all: Vec<String> = match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => value.try_iter().unwrap().map(title).collect(),
        _ => vec![title(value.clone())],
    };
    all.into_iter().filter(|title| !title.is_empty()).collect()
}

fn number(text: &str) -> String {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut number = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            number.push(',');
        }
        number.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { number } else { format!("{number}.{decimals}") }
}

fn money(number: &str, code: &str) -> String {
    let padded = number.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 1);
    let zero = if padded { "0" } else { "" };
    match code {
        "EUR" => format!("€{number}{zero}"),
        "USD" => format!("${number}{zero}"),
        "GBP" => format!("£{number}{zero}"),
        code => format!("{code} {number}{zero}"),
    }
}

fn counted(count: &str, one: &str, many: &str) -> String {
    const WORDS: &str = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                         sixteen seventeen eighteen nineteen twenty";
    let word = count.parse().ok().and_then(|count| WORDS.split(' ').nth(count)).unwrap_or(count);
    format!("{word} {}", if count == "1" { one } else { many })
}

fn sentence(text: &str) -> String {
    let bare = text.trim().trim_end_matches(['.', ' ', ';', ',', ':']);
    if bare.is_empty() {
        return String::new();
    }
    let end = if bare.ends_with(['!', '?', '…']) { "" } else { "." };
    format!("{}{end}", words::capitalised(bare))
}

fn clause(text: &str) -> String {
    text.trim().trim_end_matches(['.', ' ', ';', ',', ':', '!']).to_owned()
}

fn spoken(text: &str) -> String {
    let first = text.split([' ', '\'', '’']).next().unwrap_or_default().to_lowercase();
    if ["i", "my", "me", "we", "our"].contains(&first.as_str()) {
        return format!("“{}”", words::capitalised(text.trim().trim_end_matches(['.', ' '])));
    }
    words::capitalised(&clause(text))
}

fn without_start<'a>(text: &'a str, starts: &[String]) -> &'a str {
    let rest = starts.iter().find_map(|start| {
        text.get(..start.len())?.eq_ignore_ascii_case(start).then(|| text.get(start.len()..)).flatten()
    });
    rest.unwrap_or(text).trim_start_matches(['.', '…', ' ', ','])
}
