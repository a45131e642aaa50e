//! The values of a facet that occur, numbered, so that columns hold small numbers.

use std::collections::HashMap;

use super::fields::NAME_MARK;

/// The values of one facet. Numbers stay as they are while values are added.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Word and shown name of each value; the name is empty where others know it.
    values: Vec<(String, String)>,
    numbers: HashMap<String, u32>,
}

impl Names {
    /// The number of a value as the index writes it, given now if it has none.
    pub fn learn(&mut self, written: &str) -> u32 {
        let (word, name) = written.split_once(NAME_MARK).unwrap_or((written, ""));
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push((word.to_owned(), name.to_owned()));
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// The number of a value by its word.
    pub fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The word of a value.
    pub fn word(&self, number: u32) -> &str {
        self.values.get(number as usize).map_or("", |value| &value.0)
    }

    /// The name of a value as it is shown; empty where others know it.
    pub fn name(&self, number: u32) -> &str {
        self.values.get(number as usize).map_or("", |value| &value.1)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }
}
