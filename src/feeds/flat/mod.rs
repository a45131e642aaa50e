//! Feeds whose entries are flat: named fields, each a text, in whatever spelling and kind their makers
//! chose. NDJSON, CSV and XML feeds come together here.

pub mod field;
pub mod lenient;
pub mod line_reader;
pub mod record;
