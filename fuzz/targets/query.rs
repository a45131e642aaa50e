//! Query strings of pages.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| career_paths_fuzz::check("query", input));
