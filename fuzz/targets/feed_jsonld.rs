//! Feeds in the format jsonld.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| career_paths_fuzz::check("feed_jsonld", input));
