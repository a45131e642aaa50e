//! What the program is built from is chosen with reason, and the same for everyone.

use crate::support::project;

fn read(file: &str) -> String {
    std::fs::read_to_string(project(file)).unwrap()
}

#[test]
fn every_direct_dependency_has_its_reason_above_it() {
    let manifest = read("Cargo.toml");
    let (mut inside, mut before, mut seen) = (false, "", 0);
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.contains(" = ") && !line.starts_with('#') {
            assert!(before.starts_with("# ") && before.len() > 8, "{line} has no reason");
            seen += 1;
        }
        before = line;
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn every_build_takes_the_versions_that_were_tested() {
    assert!(project("Cargo.lock").is_file());
    for file in ["tests/run", "deploy/Containerfile"] {
        let text = read(file);
        let builds = text.lines().filter(|line| !line.contains("--version")).filter(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.windows(2).any(|two| two[0] == "cargo" && ["build", "test", "clippy"].contains(&two[1]))
        });
        let mut seen = 0;
        for line in builds {
            assert!(line.contains("--locked"), "{file}: {line}");
            seen += 1;
        }
        assert!(seen > 0, "{file}");
    }
    let lock = read("Cargo.lock");
    for line in lock.lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    }
}
