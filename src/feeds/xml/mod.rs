//! XML as feeds write it, well-formed or not. A feed is cut into its records first, each of which is
//! then read by itself: what is wrong in one record costs no other, and memory holds one at a time.

pub mod element;
pub mod fields;
mod held;
pub mod records;
mod stream;
mod tag;

pub use element::Element;
pub use records::Records;
