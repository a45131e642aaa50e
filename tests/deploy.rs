//! What an operator sets the site up with fits the program.

use std::process::Command;

use career_paths::cli::Cli;
use clap::CommandFactory;

use crate::support::project;

/// The exposure that systemd finds in the service, in tenths of its points from 0 to 100, at the most.
const MOST_EXPOSED: &str = "15";

fn read(file: &str) -> String {
    std::fs::read_to_string(project("deploy").join(file)).unwrap()
}

#[test]
fn the_service_is_sound_and_hardened() {
    let folder = tempfile::tempdir().unwrap();
    // The program has to be where the service starts it.
    let service = read("career-paths.service")
        .replace("/usr/local/bin/career-paths", env!("CARGO_BIN_EXE_career-paths"));
    std::fs::write(folder.path().join("career-paths.service"), service).unwrap();
    std::fs::copy(project("deploy/career-paths.socket"), folder.path().join("career-paths.socket")).unwrap();
    for arguments in [
        &["verify", "--man=no", "career-paths.service", "career-paths.socket"][..],
        &["security", "--offline=true", "--threshold", MOST_EXPOSED, "career-paths.service"],
    ] {
        let output =
            Command::new("systemd-analyze").current_dir(folder.path()).args(arguments).output().unwrap();
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{arguments:?}: {said}");
        assert!(arguments[0] != "verify" || said.is_empty(), "{said}");
    }
}

#[test]
fn every_variable_is_one_of_the_program() {
    let command = Cli::command();
    let known: Vec<String> = command
        .get_arguments()
        .filter_map(|argument| Some(argument.get_env()?.to_string_lossy().into_owned()))
        .collect();
    let mut named = 0;
    for file in ["career-paths.service", "Containerfile", "README.md"] {
        let text = read(file);
        for (at, _) in text.match_indices("CAREER_PATHS_") {
            let rest = &text[at..];
            let end = rest.find(|c: char| !c.is_ascii_uppercase() && c != '_').unwrap_or(rest.len());
            assert!(known.iter().any(|known| known == &rest[..end]), "{file}: {}", &rest[..end]);
            named += 1;
        }
    }
    assert!(named >= 3);
}

#[test]
fn the_container_is_built_with_the_oldest_rust_that_will_do() {
    let manifest = std::fs::read_to_string(project("Cargo.toml")).unwrap();
    let line = manifest.lines().find(|line| line.starts_with("rust-version")).unwrap();
    let version = line.split('"').nth(1).unwrap();
    assert!(read("Containerfile").contains(&format!("rust:{version}-")), "{version}");
    assert!(std::fs::read_to_string(project("README.md")).unwrap().contains(&format!("Rust {version}")));
}
