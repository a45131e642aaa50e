//! All tests from outside: one binary, so that the crate is linked once; one file a concern.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod board_lists;
mod boards;
mod check_command;
mod content;
mod crawl;
mod database;
mod http;
mod layers;
mod lifecycle;
mod pages;
mod pay;
mod readme;
mod serve_command;
mod shown_page;
mod support;
mod views;
mod wages;
