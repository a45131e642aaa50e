//! The import directions: a folder imports only what stands below it.

use std::path::Path;

use crate::support::{files, project};

/// Each folder or file of `src`, and what of the crate it may import besides itself.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("position", &[]),
    ("content", &["model", "position"]),
    ("matching", &["model"]),
    ("feeds", &["model"]),
    ("network", &[]),
    ("boards", &["feeds", "model", "network", "position"]),
    ("sample", &["model"]),
    ("db", &["model"]),
    ("catalogue", &["db", "model"]),
    ("search", &["db", "matching", "model"]),
    ("web", &["catalogue", "db", "model", "search"]),
    ("server", &["network", "web"]),
    ("cli", &["feeds", "position"]),
    (
        "commands",
        &[
            "boards",
            "catalogue",
            "cli",
            "content",
            "db",
            "feeds",
            "matching",
            "model",
            "sample",
            "search",
            "server",
            "web",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli", "commands"]),
];

/// Crates that the model may use: plain values and their forms, no I/O.
const CRATES_OF_MODEL: &[&str] = &["crate", "std", "super", "jiff", "schemars", "serde", "slug"];

/// Every Rust file with its layer, its path and its text.
fn sources() -> Vec<(String, String, String)> {
    let root = project("src");
    let mut found = Vec::new();
    for path in files(&root) {
        let inner = path.strip_prefix(&root).unwrap();
        let layer = inner.components().next().unwrap().as_os_str().to_string_lossy();
        let layer = layer.trim_end_matches(".rs").to_owned();
        found.push((layer, inner.display().to_string(), std::fs::read_to_string(&path).unwrap()));
    }
    assert!(found.len() > 40, "the sources were not found");
    found
}

/// The names that follow `prefix` anywhere in a text.
fn names_after<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(prefix).map(move |(at, _)| {
        let rest = &text[at + prefix.len()..];
        &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())]
    })
}

#[test]
fn a_folder_imports_only_what_stands_below_it() {
    for (layer, file, text) in sources() {
        let (_, allowed) = ALLOWED
            .iter()
            .find(|(name, _)| *name == layer)
            .unwrap_or_else(|| panic!("{file}: say in tests/layers.rs what the layer {layer} may import"));
        assert!(!text.contains("use crate::{"), "{file}: one import a line, so that this test can read it");
        for prefix in ["crate::", "career_paths::"] {
            for name in names_after(&text, prefix) {
                assert!(name == layer || allowed.contains(&name), "{file}: {layer} must not import {name}");
            }
        }
    }
}

#[test]
fn the_model_is_plain() {
    for (layer, file, text) in sources() {
        if layer == "model" {
            for name in
                text.lines().flat_map(|line| line.strip_prefix("use ")).flat_map(|l| l.split("::").next())
            {
                assert!(CRATES_OF_MODEL.contains(&name), "{file}: the model must not use {name}");
            }
        }
    }
}

#[test]
fn no_page_imports_another() {
    for (_, file, text) in sources() {
        if file.starts_with(&Path::new("web/pages").display().to_string()) {
            assert!(
                !text.contains("web::pages::") && !text.contains("super::"),
                "{file} imports another page"
            );
        }
    }
}

/// Longest body of a handler in lines: parse, query, `or` not found, build the page.
const LONGEST_HANDLER: usize = 15;

#[test]
fn handlers_are_short() {
    let mut seen = 0;
    for (_, file, text) in sources().into_iter().filter(|(_, file, _)| file.starts_with("web/pages/")) {
        for (at, _) in text.match_indices("\npub async fn ") {
            let function = text[at + 1..].split("\n}\n").next().unwrap();
            let body = function.split_once(" {\n").map_or("", |(_, body)| body);
            assert!(
                body.lines().count() <= LONGEST_HANDLER,
                "{file} has a handler of {} lines",
                body.lines().count()
            );
            seen += 1;
        }
    }
    assert!(seen >= 14);
}

#[test]
fn sql_stands_in_db_only() {
    for (layer, file, text) in sources() {
        assert!(layer == "db" || !text.contains("sqlx::query"), "{file} holds SQL");
    }
}

#[test]
fn handlers_do_not_set_caching_headers() {
    for (_, file, text) in sources() {
        assert!(
            file == "web/cache.rs" || !text.contains("CACHE_CONTROL"),
            "{file} writes Cache-Control; state a CachePolicy"
        );
    }
}

#[test]
fn nothing_rendered_reads_the_clock() {
    for (layer, file, text) in sources() {
        let clock = layer == "web" && (text.contains("Timestamp::now") || text.contains("Zoned::now"));
        assert!(!clock, "{file} reads the clock; take the day from the state");
    }
}

#[test]
fn templates_have_no_inline_script_or_style() {
    let mut seen = 0;
    for path in files(&project("templates")) {
        seen += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        for forbidden in [" style=", "<style", " onclick=", "javascript:"] {
            assert!(!text.contains(forbidden), "{}: {forbidden}", path.display());
        }
        // What pages say of themselves is data, which no browser runs.
        for (at, tag) in text.match_indices("<script") {
            let data = text[at + tag.len()..].starts_with(" type=\"application/ld+json\">");
            let file = text[at + tag.len()..].split('>').next().is_some_and(|tag| tag.contains(" src=\""));
            assert!(data || file, "{}: a script stands in the page", path.display());
        }
        // Adverts are sanitised when they come in; nothing else is written as it is.
        let raw = usize::from(path.ends_with("pages/posting.html"));
        assert_eq!(text.matches("|safe").count(), raw, "{}", path.display());
    }
    assert!(seen > 10);
}
