//! The bytes of the record that is being read.

/// Longest record that is held, in bytes.
pub const MAX_RECORD: usize = 2 * 1024 * 1024;

/// The record that is being read.
#[derive(Debug, Default)]
pub struct Record {
    /// As they are written, comments left out.
    pub bytes: Vec<u8>,
    /// How many elements of its name are open; 0 outside of records.
    pub depth: usize,
    /// On which it begins, from 1 on.
    pub line: usize,
    /// Whether it is longer than is held; its bytes are gone then.
    pub too_long: bool,
}

impl Record {
    /// Adds bytes while inside of a record.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.depth == 0 || self.too_long {
            return;
        }
        if self.bytes.len() + bytes.len() > MAX_RECORD {
            self.too_long = true;
            self.bytes = Vec::new();
            // Its end may be missing: the next one that comes counts.
            self.depth = 1;
            return;
        }
        self.bytes.extend_from_slice(bytes);
    }
}
