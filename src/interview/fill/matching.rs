//! Which item of the plan an entry of the file means: by its id, by its title, else by its first field.

use super::Filling;
use super::entry::entry_field;
use crate::bank::{ItemList, Kind, Question};
use crate::plan::{Given, Item, Rejection, accept, linked_ids, minted_number};
use crate::words;
use serde_json::Value as Json;

impl Filling<'_> {
    /// The item an entry means; a new one if there is none. `taken` are the items earlier entries mean.
    pub(super) fn match_item(
        &mut self,
        question: &Question,
        list: &ItemList,
        entry: &Json,
        taken: &[Option<String>],
    ) -> Option<String> {
        let twin = match list.title_field() {
            Some(title) if entry_field(entry, title).is_none() => self.item_untitled(&question.id, title, entry, taken),
            Some(title) => self.item_titled(&question.id, title, entry, taken),
            None => self.item_beginning_alike(question, list, entry, taken),
        };
        if let Some(id) = entry.get("id").filter(|id| !id.is_null()) {
            return match self.own_id(question, list, entry, id, (twin, taken)) {
                Ok(id) => Some(id),
                Err(said) => {
                    self.problem(&format!("`{}`", question.id), &Rejection(said));
                    None
                }
            };
        }
        Some(twin.unwrap_or_else(|| {
            let id = self.plan.add_item(&question.id);
            self.added.push(id.clone());
            id
        }))
    }

    /// The item of that id; a new one if the id is the author's own.
    fn own_id(
        &mut self,
        question: &Question,
        list: &ItemList,
        entry: &Json,
        id: &Json,
        (twin, taken): (Option<String>, &[Option<String>]),
    ) -> Result<String, String> {
        let Some(id) = id.as_str() else { return Err(format!("the id {id} is not a text: write `id = \"{id}\"`")) };
        if taken.iter().flatten().any(|own| own == id) {
            return Err(format!("two entries have the id `{id}`: give each its own"));
        }
        match self.plan.list_of(id) {
            Some(own) if own == question.id => return Ok(id.to_owned()),
            Some(other) => return Err(format!("the id `{id}` is that of an entry of `{other}`: take another one")),
            None => {}
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if id.is_empty() || !id.chars().all(fits) {
            return Err(format!("the id `{id}` cannot be used: write letters without accents, digits, `-` and `_`"));
        }
        let named = match list.title_field() {
            Some(title) => entry.get(&title.id),
            None => list.fields.first().and_then(|first| entry.get(&first.id)),
        };
        if !self.is_draft {
            if let Some(twin) = twin {
                return Err(format!("there is no entry with the id `{id}`: the one of that name has the id `{twin}`"));
            }
            if minted_number(&question.id, id).is_some() || named.is_none_or(Json::is_null) {
                return Err(format!("there is no entry with the id `{id}`: leave `id` out for a new one"));
            }
        }
        self.plan.add_item_with_id(&question.id, id);
        self.added.push(id.to_owned());
        Ok(id.to_owned())
    }

    fn item_titled(&self, list: &str, field: &Question, entry: &Json, taken: &[Option<String>]) -> Option<String> {
        let title = words::tidied(entry_field(entry, field)?);
        let same =
            |item: &Item| item.fields.get(&field.id).and_then(|answer| answer.value.as_str()) == Some(title.as_str());
        self.free_item(list, taken, same)
    }

    /// An entry without its title: the item without one that says the same in every other field, so that a file which is
    /// filled in twice doubles nothing.
    fn item_untitled(&self, list: &str, title: &Question, entry: &Json, taken: &[Option<String>]) -> Option<String> {
        let said = entry.as_object()?.iter().filter(|(key, value)| *key != "id" && !value.is_null());
        let said: Vec<(&Question, &Json)> =
            said.map(|(key, value)| Some((self.bank.field(list, key)?, value))).collect::<Option<_>>()?;
        let is_said = |item: &Item, field: &Question, value: &Json| {
            let Some(stored) = item.fields.get(&field.id).map(|answer| &answer.value) else { return false };
            match (&field.kind, value.as_str()) {
                (Kind::Link(link), Some(name)) => {
                    let target = link.to.iter().find_map(|list| self.target(list, name));
                    target.is_some_and(|target| linked_ids(stored).any(|id| id == target))
                }
                (Kind::Link(_), None) => true,
                _ => accept(field, &Given::Written(value.clone()), &[]).is_ok_and(|wanted| wanted == *stored),
            }
        };
        let same = |item: &Item| {
            !item.fields.contains_key(&title.id) && said.iter().all(|(field, value)| is_said(item, field, value))
        };
        self.free_item(list, taken, same)
    }

    /// A list whose titles are made of several fields: the item whose first field says the same.
    fn item_beginning_alike(
        &self,
        question: &Question,
        list: &ItemList,
        entry: &Json,
        taken: &[Option<String>],
    ) -> Option<String> {
        let first = list.fields.first()?;
        let value = entry.get(&first.id)?;
        if let Kind::Link(link) = &first.kind {
            let name = value.as_str()?;
            let target = link.to.iter().find_map(|list| self.target(list, name))?;
            let same = |item: &Item| {
                item.fields.get(&first.id).is_some_and(|answer| linked_ids(&answer.value).any(|id| id == target))
            };
            return self.free_item(&question.id, taken, same);
        }
        let wanted = accept(first, &Given::Written(value.clone()), &[]).ok()?;
        let same = |item: &Item| item.fields.get(&first.id).is_some_and(|answer| answer.value == wanted);
        self.free_item(&question.id, taken, same)
    }

    fn free_item(&self, list: &str, taken: &[Option<String>], same: impl Fn(&Item) -> bool) -> Option<String> {
        let is_free = |item: &Item| !taken.iter().flatten().any(|id| *id == item.id);
        self.plan.items(list).iter().find(|item| same(item) && is_free(item)).map(|item| item.id.clone())
    }

    fn target(&self, list: &str, name: &str) -> Option<String> {
        if self.plan.item(list, name).is_some() {
            return Some(name.to_owned());
        }
        let field = &self.bank.list(list)?.1.title_field()?.id;
        let name = words::tidied(name);
        let same =
            |item: &&Item| item.fields.get(field).and_then(|answer| answer.value.as_str()) == Some(name.as_str());
        self.plan.items(list).iter().find(same).map(|item| item.id.clone())
    }
}
