//! Which questions a bank has, in a line that a plan can remember.

use super::{Bank, FormerPlace};

impl Bank {
    /// The ids of all questions, those of a list's fields in brackets behind it: `venture groups(name size)`.
    #[must_use]
    pub fn inventory(&self) -> String {
        let top = self.questions().map(|(_, question)| question).filter(|question| question.of.is_none());
        let parts = top.map(|question| {
            let fields: Vec<&str> = self.fields(&question.id).map(|field| field.id.as_str()).collect();
            if fields.is_empty() { question.id.clone() } else { format!("{}({})", question.id, fields.join(" ")) }
        });
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// The questions and fields that an inventory names.
#[must_use]
pub fn inventoried(inventory: &str) -> Vec<FormerPlace> {
    let mut places = Vec::new();
    let mut list: Option<String> = None;
    for word in inventory.split_whitespace() {
        let (question, field) = match (word.split_once('('), &list) {
            (Some((question, field)), _) => (Some(question), Some(field)),
            (None, Some(_)) => (None, Some(word)),
            (None, None) => (Some(word), None),
        };
        if let Some(question) = question {
            places.push(FormerPlace { list: None, id: question.to_owned() });
            list = field.map(|_| question.to_owned());
        }
        if let Some(field) = field {
            places.push(FormerPlace { list: list.clone(), id: field.trim_end_matches(')').to_owned() });
            list = list.filter(|_| !field.ends_with(')'));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inventory_is_read_back() {
        let places = inventoried("venture groups(name size) cash one(only)");
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        let expected = ["venture", "groups", "groups.name", "groups.size", "cash", "one", "one.only"];
        assert_eq!(places, expected);
        assert!(inventoried("").is_empty());
        let bank = crate::bank::read(&crate::bank::built_in_files()).unwrap();
        let fields: usize = bank.questions().map(|(_, question)| bank.fields(&question.id).count()).sum();
        let top = bank.questions().filter(|(_, question)| question.of.is_none()).count();
        assert_eq!(inventoried(&bank.inventory()).len(), top + fields);
    }
}
