//! Which item of the plan an entry of the file means: by its id, by its title, else by its first field.

use super::Filling;
use super::entry::entry_field;
use crate::bank::{ItemList, Kind, Question};
use crate::plan::{Given, Item, Rejection, accept, linked_ids};
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
        if let Some(id) = entry.get("id").and_then(Json::as_str) {
            if self.plan.item(&question.id, id).is_some() {
                return Some(id.to_owned());
            }
            let rejection = Rejection(format!("there is no entry with the id `{id}`: leave `id` out for a new one"));
            self.problem(&format!("`{}`", question.id), &rejection);
            return None;
        }
        let twin = match list.title_field() {
            Some(title) => self.item_titled(&question.id, title, entry, taken),
            None => self.item_beginning_alike(question, list, entry, taken),
        };
        Some(twin.unwrap_or_else(|| self.plan.add_item(&question.id)))
    }

    fn item_titled(&self, list: &str, field: &Question, entry: &Json, taken: &[Option<String>]) -> Option<String> {
        let title = entry_field(entry, field)?;
        let same = |item: &Item| item.fields.get(&field.id).and_then(|answer| answer.value.as_str()) == Some(title);
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
        let wanted = accept(first, &Given::Stored(value.clone()), &[]).ok()?;
        let same = |item: &Item| item.fields.get(&first.id).is_some_and(|answer| answer.value == wanted);
        self.free_item(&question.id, taken, same)
    }

    fn free_item(&self, list: &str, taken: &[Option<String>], same: impl Fn(&Item) -> bool) -> Option<String> {
        let is_free = |item: &Item| !taken.iter().flatten().any(|id| *id == item.id);
        self.plan.items(list).iter().find(|item| is_free(item) && same(item)).map(|item| item.id.clone())
    }

    fn target(&self, list: &str, name: &str) -> Option<String> {
        if self.plan.item(list, name).is_some() {
            return Some(name.to_owned());
        }
        let field = &self.bank.list(list)?.1.title_field()?.id;
        let same = |item: &&Item| item.fields.get(field).and_then(|answer| answer.value.as_str()) == Some(name);
        self.plan.items(list).iter().find(same).map(|item| item.id.clone())
    }
}
