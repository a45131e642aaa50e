//! What the fuzzer has found to be worth keeping, held against its own checks.

use std::collections::BTreeSet;

use crate::support::project;

#[path = "../fuzz/src/checks/mod.rs"]
mod checks;

#[test]
fn every_kept_input_passes_the_checks_of_its_target() {
    for target in checks::targets() {
        let folder = project("fuzz/corpus").join(&target);
        let kept = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut count = 0;
        for file in kept {
            let file = file.unwrap().path();
            let input = std::fs::read(&file).unwrap();
            let passed = std::panic::catch_unwind(|| checks::check(&target, &input));
            assert!(passed.is_ok(), "{} does not pass", file.display());
            count += 1;
        }
        assert!(count > 0, "{target} has no corpus");
    }
}

#[test]
fn every_target_can_be_fuzzed() {
    let names = |folder: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(project(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    };
    let targets: BTreeSet<String> = checks::targets().into_iter().collect();
    assert_eq!(
        names("fuzz/targets"),
        targets,
        "a target is no program in fuzz/targets/, or the other way round"
    );
    assert_eq!(names("fuzz/corpus"), targets, "a target has no corpus, or a corpus no target");
    let manifest = std::fs::read_to_string(project("fuzz/Cargo.toml")).unwrap();
    for target in targets {
        assert!(
            manifest.contains(&format!("path = \"targets/{target}.rs\"")),
            "fuzz/Cargo.toml lacks {target}"
        );
        let program = std::fs::read_to_string(project("fuzz/targets").join(format!("{target}.rs"))).unwrap();
        assert!(program.contains(&format!("check(\"{target}\", input)")), "{target} checks something else");
    }
}
