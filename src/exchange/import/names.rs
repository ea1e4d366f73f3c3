//! What the parts of a canvas are called, as far as the bank knows.

use crate::bank::{Bank, Import, Question};
use crate::words;
use std::collections::BTreeMap;

/// A part of a canvas: where its entries go, and what it is called.
#[derive(Debug)]
pub(super) struct Part<'b> {
    /// The list, or the question.
    pub question: &'b Question,
    /// What the bank says of it; nothing where it only has a name.
    pub import: Option<&'b Import>,
}

/// The parts that a bank knows, with their names.
pub(super) struct Parts<'b> {
    /// The parts.
    pub all: Vec<Part<'b>>,
    names: BTreeMap<String, usize>,
}

impl<'b> Parts<'b> {
    pub(super) fn new(bank: &'b Bank) -> Self {
        let mut parts = Self { all: Vec::new(), names: BTreeMap::new() };
        for import in &bank.imports {
            if let Some(question) = bank.question(&import.into) {
                parts.add(question, Some(import), import.known_as.iter().map(String::as_str));
            }
        }
        for block in &bank.canvas {
            if let Some(question) = bank.question(&block.list) {
                parts.add(question, None, [block.title.as_str()].into_iter());
            }
        }
        for (_, question) in bank.questions() {
            if let Some(list) = question.items() {
                parts.add(question, None, [list.many.as_str()].into_iter());
            }
        }
        parts
    }

    fn add<'n>(&mut self, question: &'b Question, import: Option<&'b Import>, names: impl Iterator<Item = &'n str>) {
        let known = self.all.iter().position(|part| part.question.id == question.id);
        let index = known.unwrap_or_else(|| {
            self.all.push(Part { question, import });
            self.all.len() - 1
        });
        for name in names.map(letters).filter(|name| !name.is_empty()) {
            // What is called so first, is meant.
            self.names.entry(name).or_insert(index);
        }
    }

    /// The part that a text names, whatever stands around the name: a number, signs, the same in another language in
    /// brackets. With `exactly`, a slip of the pen is not forgiven.
    pub(super) fn named(&self, text: &str, exactly: bool) -> Option<usize> {
        let ways = ways(text);
        let found = ways.iter().find_map(|way| self.names.get(way).copied());
        if exactly {
            return found;
        }
        found.or_else(|| {
            let near = |way: &String| self.names.iter().find(|(name, _)| words::are_near(way, name));
            ways.iter().find_map(near).map(|(_, index)| *index)
        })
    }
}

/// The letters of a text in lower case, with single spaces between words: what is compared of names.
pub(super) fn letters(text: &str) -> String {
    let plain = text.chars().filter(|c| !('\u{300}'..'\u{370}').contains(c) && !matches!(c, '\'' | '’'));
    let letters: String = plain.map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The ways in which a text can be read as a name: the whole, what stands before, in and after brackets, and the parts
/// on either side of a dash or colon.
fn ways(text: &str) -> Vec<String> {
    let mut ways = vec![letters(text)];
    let parted = |marks: &[char]| text.split(|c| marks.contains(&c)).map(letters).collect::<Vec<_>>();
    ways.extend(parted(&['(', ')', '（', '）', '[', ']', '【', '】']));
    ways.extend(parted(&[':', '：', '–', '—', '|', '/', '·']));
    ways.extend(text.split(" - ").map(letters));
    ways.retain(|way| !way.is_empty());
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_many_dresses() {
        let files = crate::bank::built_in_files();
        let bank = crate::bank::read(&files).unwrap();
        let parts = Parts::new(&bank);
        let list = |text: &str| parts.named(text, false).map(|index| parts.all[index].question.id.as_str());
        for (text, wanted) in [
            ("1. Customer Segments", "segments"),
            ("1️⃣ SEGMENTOS DE CLIENTES (Customer Segments)", "segments"),
            ("1. 客戶區隔 (Customer Segment)", "segments"),
            ("Customer-segment", "segments"),
            ("1. 課題（Problem）", "problems"),
            ("Structure de couts", "costs"),
            ("Revenue-Stream", "revenue_streams"),
            ("**Parcerias-Chave:**", "partners"),
            ("Socios Clave", "partners"),
            ("Block 7: Key Resource", "resources"),
            ("Schlüsselaktivitäten", "activities"),
            ("コスト構造", "costs"),
        ] {
            assert_eq!(list(text), Some(wanted), "{text}");
        }
        for text in ["Benefits", "SWOT", "Students", "", "1."] {
            assert_eq!(list(text), None, "{text}");
        }
    }
}
