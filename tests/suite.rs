//! All tests from outside: one binary, so that the crate is linked once; one file a concern.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod answers;
mod atom;
mod board_lists;
mod boards;
mod check_command;
mod closed_pages;
mod content;
mod crawl;
mod database;
mod faults;
mod feeds;
mod flood;
mod head;
mod hostile_feeds;
mod http;
mod icons;
mod import_command;
mod import_formats;
mod imports_live;
mod index;
mod job_posting;
mod layers;
mod lifecycle;
mod look;
mod matching;
mod pages;
mod pay;
mod pictures;
mod queries;
mod readme;
mod relevance;
mod rung_lists;
mod sample_command;
mod search;
mod search_box;
mod serve_command;
mod shown_page;
mod sitemaps;
mod structured;
mod support;
mod sync_command;
mod twins;
mod views;
mod wages;
