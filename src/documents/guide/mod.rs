//! What templates can use, as a page of Markdown made from a bank, from the built-in templates and from the tables beside.

mod answers;
mod figures;

use super::Templates;
use super::templating::language::{self, Word};
use super::templating::tags::tags;
use crate::bank::{Bank, Template};
use crate::diagnostic::Diagnostic;
use crate::fact::{Fact, FactMap};
use std::fmt::Write;

/// Stands between the outcomes of the examples.
const BETWEEN: &str = "\u{1e}";

const OPENING: &str = "\
# What templates can use

This page is made by `canvass template variables`; change it there, not here. It lists the names that templates can use
with the question bank {bank}. With another bank, `canvass --bank DIR template variables` prints its own.

Templates are written in the language of [tera](https://keats.github.io/tera/): `{{ name }}` writes a value, `{% if name %}`
… `{% elif … %}` … `{% else %}` … `{% endif %}` chooses, `{% for s in segments %}` … `{% endfor %}` goes through a list, and `{# … #}`
says something to those who read the template. `canvass template check DIR` finds every mistake.

## Templates and their blocks

A template in your own folder takes the place of the built-in one of the same name, and everything else stays built in.
It may extend the one that it replaces, and then say only what is different:

```text
{% extends \"builtin/plan.md\" %}
{% block credit %}{{ super() }} Written with the help of Our Incubator.{% endblock %}
```

`{% include \"plan/02-team.md\" %}` draws another template in, your own if you have one of that name. Names end in `.md`,
`.txt`, `.tsv`, `.html`, `.svg`, `.xml` or `.typ`. What is written into `.md` is escaped for Markdown, into `.typ` for Typst, and
into `.html`, `.svg` and `.xml` for HTML, so that answers stay the words they are; `| safe` turns that off.

| Template | What it is | Blocks |
|:---------|:-----------|:-------|
";

/// What the templates are that documents begin with.
const DOCUMENTS: [(&str, &str); 19] = [
    ("plan.md", "the plan, in Markdown; other formats are made from it"),
    ("page.html", "the page around the plan"),
    ("page-style.html", "how the page looks: CSS"),
    ("plan.typ", "the typeset document around the plan, for Typst"),
    ("word/styles.xml", "how the Word document looks"),
    ("word/settings.xml", "the settings of the Word document"),
    ("word/core.xml", "title, author and date of the Word document"),
    ("word/contents.txt", "the heading of its table of contents"),
    ("word/captions.txt", "what it calls a table and, in the next line, a picture, before their numbers"),
    ("canvas.svg", "the drawing of the canvas"),
    ("cash.svg", "the drawing of the cash, month by month"),
    ("years.svg", "the drawing of revenue and costs by year"),
    ("break-even.svg", "the drawing of the sales that cover the costs"),
    ("euro.svg", "the drawing of where the revenue goes"),
    ("canvas.tsv", "the blocks of `canvass show`"),
    ("recap.txt", "the business read back at the pause"),
    ("fit-table.tsv", "the fit table of the pause"),
    ("weakest-beliefs.txt", "what rests on the least evidence, at the pause"),
    ("so-far.txt", "what is answered so far, in the menu of the walk"),
];

const LIMITS: &str = "
## What templates cannot do

They read no file and no variable of the environment, and start no program. A document may have 16 MiB; it may take ten
seconds (`CANVASS_TEMPLATE_SECONDS` gives it more) and 1 GiB of memory.
";

/// The page on what templates can use with this bank.
///
/// # Errors
/// Never, unless an example in it does not work.
pub fn guide(bank: &Bank) -> Result<String, Vec<Diagnostic>> {
    let mut page = OPENING.replace("{bank}", &format!("`{}`, version {}", bank.id, bank.version));
    for (name, what) in DOCUMENTS {
        let _ = writeln!(page, "| `{name}` | {what} | {} |", blocks(bank, name));
    }
    let _ = writeln!(page, "\nThe chapters of the plan stand in templates of their own:");
    let parts: Vec<String> = Templates::sources(bank)
        .iter()
        .map(|(name, _)| name)
        .filter(|name| name.contains('/') && !name.starts_with("word/"))
        .map(|name| quoted(name))
        .collect();
    let _ = writeln!(page, "{}.", parts.join(", "));
    answers::write(&mut page, bank);
    figures::write(&mut page);
    page.push_str("\n## Filters\n\nFilters follow a value after `|`, with their arguments in brackets: `{{ price | money(places=2) }}`.\n\n");
    words(&mut page, bank, language::FILTERS)?;
    let _ = writeln!(page, "\nThose of tera work as well: {}.", listed(language::OF_TERA));
    page.push_str("\n## Tests\n\nTests follow `is` or `is not`: `{% if figures.profit is negative %}`.\n\n");
    words(&mut page, bank, language::TESTS)?;
    let _ = writeln!(page, "\nThose of tera work as well: {}.", listed(language::TESTS_OF_TERA));
    let _ = writeln!(page, "\n## Functions\n\n{}.", listed(language::FUNCTIONS));
    page.push_str(LIMITS);
    Ok(page)
}

fn blocks(bank: &Bank, name: &str) -> String {
    let sources = Templates::sources(bank);
    let text = sources.iter().find(|(own, _)| own == name).map_or("", |(_, text)| text);
    let tags = tags(text);
    let blocks: Vec<String> = tags.iter().filter(|tag| tag.does() == "block").map(|tag| quoted(tag.token(1))).collect();
    if blocks.is_empty() { "–".to_owned() } else { blocks.join(", ") }
}

/// A table of words with what their examples come to.
fn words(page: &mut String, bank: &Bank, words: &[Word]) -> Result<(), Vec<Diagnostic>> {
    page.push_str("| Name | Arguments | What it gives | Example | comes to |\n|:---|:---|:---|:---|:---|\n");
    let examples: Vec<&str> = words.iter().map(|word| word.example).filter(|example| !example.is_empty()).collect();
    let mut outcomes = outcomes(bank, &examples)?.into_iter();
    for word in words {
        let arguments: Vec<String> = word.arguments.iter().map(|name| quoted(name)).collect();
        let arguments = if arguments.is_empty() { "–".to_owned() } else { arguments.join(", ") };
        let (example, outcome) = match word.example {
            "" => ("–".to_owned(), "–".to_owned()),
            example => {
                (code(&format!("{{{{ {example} }}}}")), outcomes.next().map_or("–".to_owned(), |text| code(&text)))
            }
        };
        let _ = writeln!(page, "| `{}` | {arguments} | {} | {example} | {outcome} |", word.name, word.meaning);
    }
    Ok(())
}

/// What examples come to where nothing is answered.
fn outcomes(bank: &Bank, examples: &[&str]) -> Result<Vec<String>, Vec<Diagnostic>> {
    let text: Vec<String> = examples.iter().map(|example| format!("{{{{ {example} }}}}")).collect();
    let own = Template::from(("recap.txt".to_owned(), text.join(BETWEEN)));
    let text = Templates::with_own(bank, vec![own])?.recap(&Fact::map(FactMap::default()))?;
    Ok(text.trim_end().split(BETWEEN).map(str::to_owned).collect())
}

fn listed(words: &[(&str, &[&str])]) -> String {
    let word = |(name, arguments): &(&str, &[&str])| match arguments {
        [] => quoted(name),
        _ => quoted(&format!("{name}({})", arguments.join(", "))),
    };
    words.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

/// Code in a cell of a table.
fn code(text: &str) -> String {
    quoted(&text.replace('|', "\\|"))
}
