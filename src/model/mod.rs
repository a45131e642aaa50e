//! Plain types of the field, without any I/O. Everything else in the crate is built on these.

pub mod board;
pub mod content;
pub mod faq;
pub mod level;
pub mod moment;
pub mod path;
pub mod pay;
pub mod posting;
pub mod skill;
pub mod slug;
pub mod source;
pub mod stage;
pub mod stated_pay;
pub mod wage;
