//! Choices picked, and new ones added there and then.

use super::reply::Typed;
use super::{PlainFront, choice, cue};
use crate::interview::{Addable, Beside, Pick, Reply};
use crate::prompt::FrontError;
use std::io::{BufRead, Write};

/// A new thing to be added to a list: `+ name`, `+2 name` or `new name`.
#[derive(Debug, PartialEq, Eq)]
struct Addition<'a> {
    /// What was picked on the same line, before the plus.
    before: &'a str,
    /// The list, counted from 0, if it is clear which.
    list: Option<usize>,
    name: &'a str,
}

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// One pick.
    pub(super) fn picked_one(
        &mut self,
        picks: &[Pick],
        add: &[Addable],
        text: &str,
    ) -> Result<Option<Reply>, FrontError> {
        let names = choice::picks(picks);
        match (choice::find(text, &names), addition(text, add)) {
            (Ok(index), _) => Ok(Some(Reply::Picked(keys(picks, &[index])))),
            (Err(_), Some(addition)) if addition.before.is_empty() => {
                self.add_to(add, &addition, cue::selected_keys(picks))
            }
            (Err(miss), _) => {
                let several = choice::find_all(text, &names).is_ok();
                let message = if several { "Only one can be picked here.".to_owned() } else { miss.message(&names) };
                self.output.paragraph(&message)?;
                Ok(None)
            }
        }
    }

    /// Any number of picks; `none` unpicks what is selected.
    pub(super) fn picked_some(
        &mut self,
        picks: &[Pick],
        add: &[Addable],
        text: &str,
    ) -> Result<Option<Reply>, FrontError> {
        let names = choice::picks(picks);
        let before = match (choice::find_all(text, &names), addition(text, add)) {
            (Ok(found), _) => return Ok(Some(Reply::Picked(keys(picks, &found)))),
            (Err(_), _) if text.eq_ignore_ascii_case("none") => return Ok(Some(Reply::Picked(Vec::new()))),
            (Err(_), Some(addition)) if addition.before.is_empty() => {
                return self.add_to(add, &addition, cue::selected_keys(picks));
            }
            (Err(_), Some(addition)) => match choice::find_all(addition.before, &names) {
                Ok(found) => return self.add_to(add, &addition, keys(picks, &found)),
                Err(miss) => miss,
            },
            (Err(miss), None) => miss,
        };
        self.output.paragraph(&before.message(&names))?;
        Ok(None)
    }

    fn add_to(
        &mut self,
        add: &[Addable],
        addition: &Addition,
        picked: Vec<String>,
    ) -> Result<Option<Reply>, FrontError> {
        let list = match addition.list {
            Some(index) => index,
            None => match self.which_list(add)? {
                Ok(index) => index,
                Err(reply) => return Ok(reply),
            },
        };
        let Some(Addable { list, one, named }) = add.get(list) else { return Ok(None) };
        let name = match addition.name {
            _ if !named => String::new(),
            "" => match self.detail(&format!("What is the new {one} called?"), Some(&Beside::New(list.clone())))? {
                Typed::Text(name) => name,
                Typed::Reply(reply) => return Ok(Some(reply)),
                Typed::Change(..) | Typed::Open => return Ok(None),
            },
            name => name.to_owned(),
        };
        Ok(Some(Reply::AddTo { list: list.clone(), name, picked }))
    }

    /// Asks which list a new thing belongs to; otherwise a command was typed, or nothing.
    fn which_list(&mut self, add: &[Addable]) -> Result<Result<usize, Option<Reply>>, FrontError> {
        let names = choice::words(add.iter().map(|list| list.one.as_str()));
        loop {
            for (index, list) in add.iter().enumerate() {
                self.output.hanging(&format!("  {}. ", index + 1), &list.one)?;
            }
            match self.detail("What is it? A number or a name", None)? {
                Typed::Text(text) => match choice::find(&text, &names) {
                    Ok(index) => return Ok(Ok(index)),
                    Err(miss) => self.output.paragraph(&miss.message(&names))?,
                },
                Typed::Reply(reply) => return Ok(Err(Some(reply))),
                Typed::Change(..) | Typed::Open => return Ok(Err(None)),
            }
        }
    }
}

/// The keys of picks, by their places.
pub(super) fn keys(picks: &[Pick], places: &[usize]) -> Vec<String> {
    places.iter().filter_map(|place| picks.get(*place)).map(|pick| pick.key.clone()).collect()
}

fn addition<'a>(text: &'a str, add: &[Addable]) -> Option<Addition<'a>> {
    if add.is_empty() {
        return None;
    }
    let only = (add.len() == 1).then_some(0);
    if let Some((word, name)) = text.split_once(char::is_whitespace)
        && word.eq_ignore_ascii_case("new")
    {
        return Some(Addition { before: "", list: only, name: name.trim() });
    }
    let starts_word = |place: &usize| {
        text.get(..*place).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t', ',', ';']))
    };
    let place = text.match_indices('+').map(|(place, _)| place).find(starts_word)?;
    let (before, after) = (text.get(..place)?, text.get(place + 1..)?);
    let before = before.trim_end_matches([' ', '\t', ',', ';']);
    let (word, rest) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
    match word.parse::<usize>() {
        Ok(number @ 1..) if only.is_none() && number <= add.len() => {
            Some(Addition { before, list: Some(number - 1), name: rest.trim() })
        }
        _ => Some(Addition { before, list: only, name: after.trim() }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::script::{Case, check, one, prompt, some};
    use super::*;
    use crate::interview::{Form, Prompt};

    const ONE: &str = "Your choice, a number or a name:\n";
    /// From the second time on.
    const ONE_AGAIN: &str = "Your choice:\n";
    const SOME: &str = "Your choices (one to three), numbers or names with commas between:\n";
    const RANGE: &str = "Type a number from 1 to 3 or the beginning of a name.\n";
    const CALLED: &str = "What is the new group called? (an empty line goes back to the question)\n";

    fn picked(keys: &[&str]) -> Reply {
        Reply::Picked(keys.iter().map(ToString::to_string).collect())
    }

    fn add_to(list: &str, name: &str, picked: &[&str]) -> Reply {
        let picked = picked.iter().map(ToString::to_string).collect();
        Reply::AddTo { list: list.into(), name: name.into(), picked }
    }

    #[test]
    fn one_pick_is_brought_back_by_its_key() {
        check(vec![
            Case::new(one(&[]), "2\n", picked(&["b"]), ONE),
            Case::new(one(&[]), "ap\n", picked(&["a"]), ONE),
            Case::new(one(&[]), "CHERRIES", picked(&["c"]), ONE),
            Case::new(one(&[]), "\n", picked(&[]), ONE),
            Case::new(one(&[1]), "\n", picked(&["b"]), "Your choice, or an empty line to keep [Bananas]:\n"),
            Case::new(one(&[]), "1,2\n3\n", picked(&["c"]), &format!("{ONE}Only one can be picked here.\n{ONE_AGAIN}")),
            Case::new(
                one(&[]),
                "9\n3\n",
                picked(&["c"]),
                &format!("{ONE}`9` is none of the choices. {RANGE}{ONE_AGAIN}"),
            ),
            Case::new(
                one(&[1]),
                "+ Dates\n",
                add_to("groups", "Dates", &["b"]),
                "Your choice, or an empty line to keep [Bananas]:\n",
            ),
        ]);
    }

    #[test]
    fn several_picks_come_in_the_order_shown() {
        let kept = "Your choices (one to three), with commas between, or an empty line to keep [Apples, Cherries]:\n";
        check(vec![
            Case::new(some(&[]), "3, 1\n", picked(&["a", "c"]), SOME),
            Case::new(some(&[]), "3 1\n", picked(&["a", "c"]), SOME),
            Case::new(some(&[]), "ban, c", picked(&["b", "c"]), SOME),
            Case::new(some(&[]), "\n", picked(&[]), SOME),
            Case::new(some(&[0, 2]), "\n", picked(&["a", "c"]), kept),
            Case::new(some(&[0, 2]), "/keep\n", picked(&["a", "c"]), kept),
            Case::new(some(&[0, 2]), "None\n", picked(&[]), kept),
            Case::new(
                some(&[]),
                "1 4\n1\n",
                picked(&["a"]),
                &format!("{SOME}`4` is none of the choices. {RANGE}{SOME}"),
            ),
        ]);
    }

    #[test]
    fn something_new_is_added_there_and_then() {
        let again = format!("{SOME}{CALLED}{SOME}");
        check(vec![
            Case::new(some(&[]), "+ Dates\n", add_to("groups", "Dates", &[]), SOME),
            Case::new(some(&[]), "+Dates + figs\n", add_to("groups", "Dates + figs", &[]), SOME),
            Case::new(some(&[]), "new Dates\n", add_to("groups", "Dates", &[]), SOME),
            Case::new(some(&[]), "1 3 + Dates\n", add_to("groups", "Dates", &["a", "c"]), SOME),
            Case::new(some(&[]), "+2 seaters\n", add_to("groups", "2 seaters", &[]), SOME),
            Case::new(some(&[]), "+\nDates\n", add_to("groups", "Dates", &[]), &format!("{SOME}{CALLED}")),
            Case::new(some(&[]), "+\n\n1\n", picked(&["a"]), &again),
            Case::new(some(&[]), "+\n/back\n", Reply::Back, &format!("{SOME}{CALLED}")),
            Case::new(
                some(&[]),
                "9 + Dates\n1\n",
                picked(&["a"]),
                &format!("{SOME}`9` is none of the choices. {RANGE}{SOME}"),
            ),
        ]);
    }

    fn two_lists(picks: Vec<Pick>) -> Prompt {
        let list = |list: &str, one: &str| Addable { list: list.into(), one: one.into(), named: true };
        prompt(Form::One { picks, add: vec![list("groups", "group"), list("people", "person")] })
    }

    #[test]
    fn with_several_lists_it_is_clear_or_asked_which_one_is_meant() {
        let which =
            "  1. group\n  2. person\nWhat is it? A number or a name (an empty line goes back to the question)\n";
        let asked = format!("{ONE}{which}");
        let miss = "`3` is none of the choices. Type a number from 1 to 2 or the beginning of a name.\n";
        check(vec![
            Case::new(two_lists(vec![]), "+2 Anna\n", add_to("people", "Anna", &[]), ONE),
            Case::new(two_lists(vec![]), "+ Anna\nper\n", add_to("people", "Anna", &[]), &asked),
            Case::new(
                two_lists(vec![]),
                "+3 Anna\n3\n1\n",
                add_to("groups", "3 Anna", &[]),
                &format!("{asked}{miss}{which}"),
            ),
            Case::new(two_lists(vec![]), "+ Anna\n/skip\n", Reply::Skip, &asked),
            Case::new(two_lists(vec![]), "+ Anna\n\n/skip\n", Reply::Skip, &format!("{asked}{ONE_AGAIN}")),
            Case::new(
                two_lists(vec![]),
                "1\n/skip\n",
                Reply::Skip,
                &format!("{ONE}There is nothing to choose from yet.\n{ONE_AGAIN}"),
            ),
        ]);
    }
}
