//! The filters, tests and functions of templates, with their arguments. A test compares them with what is registered,
//! and the outcomes of the examples are worked out where the page is made.

/// A filter, a test or a function.
pub(crate) struct Word {
    pub name: &'static str,
    pub arguments: &'static [&'static str],
    pub meaning: &'static str,
    /// What may stand between `{{` and `}}`.
    pub example: &'static str,
}

const fn word(
    name: &'static str,
    arguments: &'static [&'static str],
    meaning: &'static str,
    example: &'static str,
) -> Word {
    Word { name, arguments, meaning, example }
}

/// The filters that are made for plans.
pub(crate) const FILTERS: &[Word] = &[
    word(
        "money",
        &["currency", "places"],
        "an amount, in the currency of the plan unless `currency` names another one; `places` rounds it, and what is not below a tenth to two decimals at most",
        "\"1234.5\" | money(currency=\"EUR\")",
    ),
    word("number", &["places"], "a number with its thousands set off; `places` rounds it", "25000 | number"),
    word(
        "percent",
        &["places", "of"],
        "a number out of 100, or out of `of`, with its sign",
        "\"12.5\" | percent(places=0)",
    ),
    word("unsigned", &[], "an amount or a number without its minus", "\"-5\" | money(currency=\"EUR\") | unsigned"),
    word(
        "pace",
        &["times"],
        "how often something happens, from the number a month; `times` takes a part of it",
        "\"0.17\" | pace",
    ),
    word("date", &[], "a date as it is said", "\"2026-03-01\" | date"),
    word(
        "counted",
        &["one", "many"],
        "a number, or the length of a list, with its noun",
        "2 | counted(one=\"offer\", many=\"offers\")",
    ),
    word(
        "names",
        &[],
        "the titles of items, joined as in speech; ids of items are looked up",
        "[{\"title\": \"Mara\"}, {\"title\": \"Ben\"}] | names",
    ),
    word("titles", &[], "the same as a list", "[{\"title\": \"Mara\"}] | titles | first"),
    word("listed", &[], "texts joined as in speech", "[\"flyers\", \"talks\", \"a website\"] | listed"),
    word(
        "ranked",
        &["by"],
        "items, or the values of a map, by a number of theirs, the highest first",
        "[{\"title\": \"A\", \"share\": \"20\"}, {\"title\": \"B\", \"share\": \"80\"}] | ranked(by=\"share\") | names",
    ),
    word(
        "sentence",
        &[],
        "an answer as a sentence of its own, its lines and bullets joined: a capital, one mark at the end",
        "\"we repair bikes\" | sentence",
    ),
    word(
        "clause",
        &[],
        "an answer as it was typed, on one line and without its full stop; capitals are never changed",
        "\"We repair bikes.\" | clause",
    ),
    word(
        "spoken",
        &[],
        "an answer after a colon, with a capital and without a full stop; words in the first person get quotation marks",
        "\"My bike broke down.\" | spoken",
    ),
    word("unit", &[], "what a price is paid for, after `per`", "\"a visit\" | unit"),
    word(
        "quoted",
        &[],
        "an answer, or each of several, in quotation marks; those inside become single ones",
        "\"Eight weeks to “Later”\" | quoted",
    ),
    word(
        "within_quotes",
        &[],
        "an answer that will stand in quotation marks: those inside become single ones",
        "\"say “yes”\" | within_quotes",
    ),
    word(
        "of_founders",
        &[],
        "a text addressed to the founders as others would say it of them; titles of items stay as they are",
        "\"what makes you special\" | of_founders",
    ),
    word("sentences", &[], "the sentences of a text, as a list", "\"One thing. Another one.\" | sentences | listed"),
    word(
        "paragraphs",
        &[],
        "the paragraphs of a text, as a list; each line of a list of its own begins with `- `",
        "\"One thing.\n\nAnother\none.\" | paragraphs | last",
    ),
    word("place", &[], "a country after `in`", "\"UK\" | place"),
    word("capitalised", &[], "the text with a capital first letter", "\"two offers\" | capitalised"),
    word(
        "without_start",
        &["starts"],
        "the text without the first of these beginnings that it has",
        "\"I can ride home\" | without_start(starts=[\"I can\"])",
    ),
    word(
        "paragraph",
        &[],
        "for `{% filter paragraph %}`: everything up to `{% endfilter %}` on one line",
        "\"one\\n two\" | paragraph",
    ),
    word(
        "told_columns",
        &[],
        "Markdown: the text with its tables, each without the columns that hold nothing but dashes",
        "\"| A | B | C |\n|---|---|---|\n| a | – | c |\" | told_columns",
    ),
    word("cell", &[], "Markdown: an answer made safe for a cell of a table", "\"a | b\" | cell"),
    word("heading", &[], "Markdown: an answer made safe for a heading", "\"# a\" | heading"),
    word(
        "still_open",
        &["steps", "only", "except", "most"],
        "of `open_points`: what is required and still to be said, as phrases; `steps`, `only` and `except` take lists of ids, `most` limits how many items are named",
        "[{\"id\": \"price\", \"label\": \"the price\", \"item\": \"Repair\", \"required\": true, \"asked\": true, \"state\": \"open\"}] | still_open | listed",
    ),
    word(
        "unknown",
        &["steps", "only", "except", "most"],
        "of `open_points`: what was said not to be known yet, with the remark",
        "[{\"id\": \"price\", \"label\": \"the price\", \"state\": \"unknown\", \"note\": \"ask three shops\"}] | unknown | listed",
    ),
    word(
        "required_unknown",
        &["steps", "only", "except", "most"],
        "the same, only what is required",
        "[{\"id\": \"price\", \"label\": \"the price\", \"required\": true, \"state\": \"unknown\"}] | required_unknown | listed",
    ),
    word(
        "not_applicable",
        &["steps", "only", "except", "most"],
        "of `open_points`: what does not apply, with the reason",
        "[{\"id\": \"patents\", \"label\": \"the patents\", \"state\": \"not_applicable\", \"because\": \"we own none\"}] | not_applicable | listed",
    ),
    word(
        "open_by_entry",
        &["except", "first", "missing"],
        "of `open_points`: what is not known or, with `missing`, required and still to be said, as maps of `about` (the entries, or the step) and `what`; points with an id of `first` come first",
        "[{\"id\": \"price\", \"label\": \"the price\", \"item\": \"Repair\", \"state\": \"unknown\"}] | open_by_entry | titles",
    ),
    word(
        "open_steps",
        &["state"],
        "of `open_points`: the steps in which something required is not answered, or with `state` anything is in that state, as maps of `id` and `title`",
        "[{\"step\": \"offer\", \"step_title\": \"The offer\", \"required\": true, \"state\": \"open\"}] | open_steps | names",
    ),
    word(
        "numbered",
        &[],
        "a list of names as a map from each name to its place, from 1",
        "[\"a\", \"b\"] | numbered | get(key=\"b\")",
    ),
    word("lettered", &[], "the same with A, B, C", "[\"a\", \"b\"] | lettered | get(key=\"b\")"),
    word(
        "arranged",
        &["width", "more"],
        "maps of `title`, `entries`, `column`, `row` and `span` as the blocks of a drawing: `height`, `size` and `blocks`, each with its place, its `titles` and its `lines`; `more` is the line for what is left out, with `#` for how much",
        "[{\"title\": \"Key partners\", \"entries\": [\"Property manager on site\"], \"column\": 1, \"row\": 1}] | arranged(width=800, more=\"and # more\") | length",
    ),
    word(
        "charted",
        &["width", "height", "size", "month", "until", "events", "beside"],
        "`figures.months` as points of a drawing: `line`, `beside` (the line of the amount with this name), `zero`, `shortfall`, `ticks`, `months`, `marks`, `last`, `left`, `right`, `tick_size`, `legend_height`",
        "",
    ),
    word(
        "scaled",
        &["width", "height", "size"],
        "a list of amounts beside a scale in a drawing: `left`, `right`, `zero`, `ticks`, `tick_size`, and `places`, how far down each amount lies",
        "[0, 50, 100] | scaled(width=400, height=150, size=14) | get(key=\"places\") | join(sep=\", \")",
    ),
];

/// The tests that are made for plans.
pub(crate) const TESTS: &[Word] = &[
    word("zero", &[], "whether a number, also one in a text, is 0", "\"0.00\" is zero"),
    word("several", &[], "whether an answer has more than one sentence", "\"It costs more. We know.\" is several"),
    word("brief", &[], "whether an answer has one to three words", "\"Breakfast\" is brief"),
    word("past", &[], "whether a date is before the day of the document", "\"2014-05-01\" is past"),
    word("today", &[], "whether a date is the day of the document", "\"2014-05-01\" is today"),
    word("negative", &[], "whether a number, also one in a text, is below 0", "\"-5\" is negative"),
];

/// Filters that tera brings along, with their arguments.
pub(crate) const OF_TERA: &[(&str, &[&str])] = &[
    ("abs", &[]),
    ("capitalize", &[]),
    ("default", &["value", "boolean"]),
    ("escape", &[]),
    ("escape_html", &[]),
    ("escape_xml", &[]),
    ("first", &[]),
    ("float", &[]),
    ("get", &["key", "default"]),
    ("group_by", &["attribute"]),
    ("indent", &["width", "indentation", "first", "blank"]),
    ("int", &["base"]),
    ("join", &["sep"]),
    ("keys", &[]),
    ("last", &[]),
    ("length", &[]),
    ("lower", &[]),
    ("newlines_to_br", &[]),
    ("nth", &["n"]),
    ("pairs", &[]),
    ("pluralize", &["singular", "plural"]),
    ("replace", &["from", "to"]),
    ("reverse", &[]),
    ("round", &["method", "precision"]),
    ("safe", &[]),
    ("sort", &["attribute"]),
    ("split", &["pat"]),
    ("str", &[]),
    ("title", &[]),
    ("trim", &["pat"]),
    ("trim_end", &["pat"]),
    ("trim_start", &["pat"]),
    ("truncate", &["length", "end"]),
    ("unique", &[]),
    ("upper", &[]),
    ("values", &[]),
    ("wordcount", &[]),
];

/// Tests that tera brings along, with their arguments.
pub(crate) const TESTS_OF_TERA: &[(&str, &[&str])] = &[
    ("array", &[]),
    ("bool", &[]),
    ("containing", &["pat"]),
    ("defined", &[]),
    ("divisible_by", &["divisor"]),
    ("ending_with", &["pat"]),
    ("even", &[]),
    ("float", &[]),
    ("integer", &[]),
    ("iterable", &[]),
    ("map", &[]),
    ("none", &[]),
    ("number", &[]),
    ("odd", &[]),
    ("starting_with", &["pat"]),
    ("string", &[]),
    ("undefined", &[]),
];

/// Functions, with their arguments. There is none that reads a file or the environment.
pub(crate) const FUNCTIONS: &[(&str, &[&str])] = &[("range", &["start", "end", "step_by"]), ("throw", &["message"])];

/// The filters of templates.
pub(crate) fn filter_names() -> impl Iterator<Item = &'static str> {
    FILTERS.iter().map(|word| word.name).chain(OF_TERA.iter().map(|(name, _)| *name))
}

/// The tests of templates.
pub(crate) fn test_names() -> impl Iterator<Item = &'static str> {
    TESTS.iter().map(|word| word.name).chain(TESTS_OF_TERA.iter().map(|(name, _)| *name))
}

/// The arguments of a filter, a test or a function, told apart by the word before its name; none if it is not known.
pub(crate) fn arguments(name: &str, before: &str) -> Option<&'static [&'static str]> {
    let (own, of_tera) = match before {
        "|" => (FILTERS, OF_TERA),
        "is" | "not" => (TESTS, TESTS_OF_TERA),
        _ => (&[][..], FUNCTIONS),
    };
    let own = own.iter().map(|word| (word.name, word.arguments));
    own.chain(of_tera.iter().copied()).find(|(known, _)| *known == name).map(|(_, arguments)| arguments)
}
