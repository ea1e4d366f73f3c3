//! `canvass bank new`: the files that a bank which extends another begins with. What they show as comments is made from
//! the bank that is extended, so that it works when it is taken in.

use super::{DONE, Failure, World, bank, copies, opening};
use crate::bank::{Bank, Part, Question, Step};
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

pub(super) fn run(folder: &Path, extends: &Path, world: &mut World) -> Result<u8, Failure> {
    let below = opening::bank_named(extends)?;
    let named = opening::built_in_name(extends).map_or_else(|| seen_from(folder, extends), str::to_owned);
    let id = bank::own_id(folder, &below.id);
    let step = below.steps.iter().find(|step| matches!(step.part, Part::Step(_)));
    let file = step.map(|step| format!("01-{}", step.id.replace('_', "-")));
    let mut files = vec![("bank.toml".to_owned(), bank_file(&id, &named, &below, step, file.as_deref()))];
    files.extend(step.zip(file).map(|(step, file)| (format!("{file}.toml"), step_file(step))));
    copies::write("bank", folder, files)?;
    let shown = folder.display().to_string();
    let check = shell_words::join(["canvass", "bank", "check", &shown]);
    let walk = shell_words::join(["canvass", "--bank", &shown]);
    world.print(&format!(
        "made {shown}, the bank `{id}`, which extends `{}`\n\
         its files say what can be changed; look over it with: {check}\ntry it with: {walk}\n",
        below.id
    ))?;
    Ok(DONE)
}

fn bank_file(id: &str, extends: &str, below: &Bank, step: Option<&Step>, file: Option<&str>) -> String {
    let mut text = format!(
        "# This bank builds on another. All of that one stays as it is, and follows when it is bettered, but for what is\n\
         # written here. Take the `#` away from what you want, or write your own below it.\n\n\
         extends = {}\nid = {}\nversion = \"1\"\ntitle = {}\n\n\
         # The files that hold your changes, without `.toml`: one for each step that you change or add.\n\
         steps = [{}]\n",
        quoted(extends),
        quoted(id),
        quoted(&below.title),
        file.map(quoted).unwrap_or_default(),
    );
    let optional =
        step.and_then(|step| step.questions.iter().rfind(|question| !question.required && is_plain(question)));
    if let Some(question) = optional {
        let _ = write!(
            text,
            "\n# What you do not ask: a question, a field as \"list.field\", a choice as \"question.choice\", or a check by its\n\
             # id. `canvass bank check` says what else needs it.\n# hide = [{}]\n",
            quoted(&question.id)
        );
    }
    text.push_str(
        "\n# Documents: what no template tells is printed in its place by itself. To word it yourself, make a folder\n\
         # `templates`; one of the same name there takes the place of a template and may extend it as bank/NAME.\n",
    );
    text
}

fn step_file(step: &Step) -> String {
    let mut text = format!(
        "# What you change in the step {}. What is not named here stays. A file with an `id` that the other bank does not\n\
         # have, a `title` and a `purpose` adds a step of your own; `after = \"...\"` gives its place.\n\nid = {}\n",
        quoted(&step.title),
        quoted(&step.id)
    );
    if let Some(question) = step.questions.iter().find(|question| question.of.is_none()) {
        let id = quoted(&question.id);
        let _ = write!(
            text,
            "\n# Say a question in your own words: name it, and write only the keys that change. `required = true` makes it\n\
             # one that a plan must answer, `after` or `before` moves it.\n\
             # [[question]]\n# id = {id}\n# ask = {}\n",
            quoted(question.ask.source())
        );
        let _ = write!(
            text,
            "\n# Ask one thing more, behind that one.\n\
             # [[question]]\n# id = \"our_question\"\n# after = {id}\n# ask = \"What else should we know?\"\n\
             # label = \"what else there is to know\"\n# kind = \"long-text\"\n\
             # help = \"A sentence or two are enough.\"\n# example = \"We share the workshop with a school.\"\n"
        );
        let _ = write!(
            text,
            "\n# Look at the answers: what has to hold, and what is said where it does not.\n\
             # [[check]]\n# id = \"our-check\"\n# severity = \"hint\"\n# phase = \"final\"\n# holds = \"our_question != null\"\n\
             # message = \"You have not said yet what else there is to know.\"\n# advice = \"Write a sentence or two.\"\n\
             # question = \"our_question\"\n"
        );
    }
    if let Some(list) = step.questions.iter().find(|question| question.items().is_some()) {
        let _ = write!(
            text,
            "\n# Ask one thing more of each entry of a list.\n\
             # [[question]]\n# id = {}\n# [[question.field]]\n# id = \"our_field\"\n# ask = \"What else is there to say of it?\"\n\
             # label = \"what else there is to say\"\n# kind = \"text\"\n# help = \"A few words are enough.\"\n\
             # example = \"Only in winter.\"\n",
            quoted(&list.id)
        );
    }
    if let Some(question) = step.questions.iter().find(|question| !question.choices().is_empty()) {
        let _ = write!(
            text,
            "\n# Offer one answer more.\n\
             # [[question]]\n# id = {}\n# [[question.choice]]\n# key = \"our_choice\"\n# label = \"something of our own\"\n\
             # help = \"What this choice means.\"\n",
            quoted(&question.id)
        );
    }
    text
}

/// Whether nothing else belongs to a question.
fn is_plain(question: &Question) -> bool {
    question.of.is_none() && question.items().is_none() && question.choices().is_empty()
}

/// A text as TOML writes it, which in one line is as JSON writes it.
fn quoted(text: impl AsRef<str>) -> String {
    serde_json::to_string(text.as_ref()).unwrap_or_default()
}

/// A folder as it is reached from another.
pub(super) fn seen_from(from: &Path, to: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut parts = PathBuf::new();
        for part in full.components() {
            match part {
                Component::ParentDir => _ = parts.pop(),
                part => parts.push(part),
            }
        }
        parts.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (from, to) = (parts(from), parts(to));
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let path: Vec<String> = up.chain(to.into_iter().skip(shared)).collect();
    if path.first().is_some_and(|first| first == "..") { path.join("/") } else { format!("./{}", path.join("/")) }
}
