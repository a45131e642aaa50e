//! Content files → checked model. Files are read from the shipped set in the binary or from an
//! operator's folder; every problem is reported at once, and nothing faulty gets through.

pub mod checks;
pub mod document;
pub mod load;
pub mod pay;
pub mod problem;
pub mod schema;
pub mod structure;
pub mod text;
pub mod tree;
pub mod wages;
