//! What the parts of other people's canvases are called, from what was written to the model.

use super::{error, missing, shown, suggest};
use crate::bank::read::{Problems, Source};
use crate::bank::source::{RawBank, RawImport, Text};
use crate::bank::{ChoiceWords, Import, Kind, Question, Step};

/// The parts as they are written. What is hidden takes nothing in, and nothing is said of it.
pub(super) fn imports(
    bank: &Source<RawBank>,
    steps: &[Step],
    hidden: &[Question],
    problems: &mut Problems,
) -> Vec<Import> {
    let asked = || steps.iter().flat_map(|step| &step.questions).filter(|question| question.of.is_none());
    let mut imports = Vec::new();
    for raw in &bank.raw.import {
        let RawImport { into, known_as, rest, headings, beside, words, .. } = &raw.value;
        let Some(named) = into else {
            problems.push(missing("a part of other canvases", "into", bank.place(&raw.span)));
            continue;
        };
        let is_hidden = |list: Option<&str>, id: &str| {
            hidden.iter().any(|question| question.of.as_deref() == list && question.id == id)
        };
        let Some(question) = asked().find(|question| question.id == named.value) else {
            if !is_hidden(None, &named.value) {
                let help =
                    suggest(&named.value, asked().map(|question| question.id.as_str()), "name a question of this bank");
                let message = format!("there is no question `{}` in this bank", shown(&named.value));
                problems.push(error("unknown-question", message, bank.place(&named.span), help));
            }
            continue;
        };
        let own = question.items().into_iter().flat_map(|list| &list.fields);
        let later = steps.iter().flat_map(|step| &step.questions);
        let later = later.filter(|field| field.of.as_deref() == Some(&*question.id));
        let fields: Vec<&Question> = own.chain(later).collect();
        let list = Some(question.id.as_str());
        let mut import = Import {
            into: question.id.clone(),
            known_as: known_as.iter().map(|name| name.value.clone()).collect(),
            rest: None,
            headings: headings.unwrap_or_default(),
            beside: beside.iter().map(|name| name.value.clone()).collect(),
            words: Vec::new(),
        };
        if let Some(field) = field_named(rest, &fields) {
            let is_text = matches!(field.kind, Kind::Text { .. } | Kind::LongText { .. });
            if !is_text && let Some(rest) = rest {
                let message = format!("`{}` is no text, so it cannot take what is said of an entry", field.id);
                let help = "name a field of the kind `text` or `long-text`";
                problems.push(error("wrong-kind", message, bank.place(&rest.span), help.to_owned()));
            }
            import.rest = is_text.then(|| field.id.clone());
        } else if let Some(rest) = rest.as_ref().filter(|rest| !is_hidden(list, &rest.value)) {
            let help = suggest(&rest.value, fields.iter().map(|field| field.id.as_str()), "name a field of the list");
            let message = format!("the entries of `{}` have no field `{}`", question.id, shown(&rest.value));
            problems.push(error("unknown-field", message, bank.place(&rest.span), help));
        }
        for (id, keys) in words {
            let Some(field) = fields.iter().find(|field| field.id == *id) else {
                if !is_hidden(list, id) {
                    let help = suggest(id, fields.iter().map(|field| field.id.as_str()), "name a field of the list");
                    let message = format!("the entries of `{}` have no field `{}`", question.id, shown(id));
                    problems.push(error("unknown-field", message, bank.place(&keys.span), help));
                }
                continue;
            };
            for (key, words) in &keys.value {
                if field.choices().iter().all(|choice| choice.key != *key) {
                    let known = field.choices().iter().map(|choice| choice.key.as_str());
                    let help = suggest(key, known, "name the key of one of its choices");
                    let message = format!("`{}` of `{}` has no choice `{}`", field.id, question.id, shown(key));
                    problems.push(error("unknown-choice", message, bank.place(&keys.span), help));
                    continue;
                }
                let words = words.iter().map(|word| word.value.clone()).collect();
                import.words.push(ChoiceWords { field: id.clone(), key: key.clone(), words });
            }
        }
        imports.push(import);
    }
    imports
}

fn field_named<'q>(name: &Text, fields: &[&'q Question]) -> Option<&'q Question> {
    let wanted = name.as_ref()?;
    fields.iter().find(|field| field.id == wanted.value).copied()
}
