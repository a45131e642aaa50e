//! Open positions found by words and filters: an index beside the database, built from it and kept with
//! it, of which filters, counts and dates are held in memory. The database is the truth; the index can be
//! deleted at any time.

pub mod best;
pub mod columns;
pub mod companies;
pub mod concepts;
pub mod count;
mod evaluate;
pub mod facet;
mod fields;
pub mod find;
pub mod folder;
pub mod keeper;
mod names;
pub mod parse;
pub mod rungs;
mod score;
mod sealed;
mod set;
pub mod snapshot;
pub mod snippet;
mod spelling;
mod stems;
pub mod words;
