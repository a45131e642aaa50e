//! The README tells the truth.

use career_paths::cli::Cli;
use career_paths::content::load::load;
use career_paths::content::tree::Tree;
use clap::CommandFactory;

use crate::support::project;

fn readme() -> String {
    std::fs::read_to_string(project("README.md")).unwrap()
}

#[test]
fn every_option_and_its_variable_is_told() {
    let text = readme();
    let command = Cli::command();
    let mut told = 0;
    let mut commands = vec![&command];
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands());
        assert!(command.get_name() == "help" || text.contains(command.get_name()), "{}", command.get_name());
        for argument in command.get_arguments() {
            if let Some(long) = argument.get_long().filter(|long| !["help", "version"].contains(long)) {
                assert!(text.contains(&format!("--{long}")), "--{long}");
                told += 1;
            }
            if let Some(variable) = argument.get_env() {
                assert!(text.contains(variable.to_str().unwrap()), "{}", variable.display());
            }
        }
    }
    assert!(told >= 15);
}

#[test]
fn the_map_of_the_code_names_every_folder_and_nothing_else() {
    let text = readme();
    for entry in std::fs::read_dir(project("src")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let shown = if entry.path().is_dir() { format!("src/{name}/") } else { format!("src/{name}") };
        assert!(text.contains(&shown), "{shown} is not in the README");
    }
    for (at, _) in text.match_indices("`src/") {
        let path = text[at + 1..].split('`').next().unwrap();
        assert!(project(path).exists(), "{path} is in the README and not there");
    }
}

#[test]
fn what_ships_is_counted_right() {
    let content = load(&Tree::shipped().unwrap()).unwrap();
    let wages = content.wages.unwrap();
    let counts = format!(
        "{} paths in {} categories, {} skills, and the wages of {} occupations in {} places",
        content.paths.len(),
        content.categories.len(),
        content.skills.len(),
        wages.occupations.len(),
        wages.areas.len(),
    );
    assert!(readme().contains(&counts), "{counts}");
}

#[test]
fn the_two_commands_and_the_screenshot_are_there() {
    let text = readme();
    assert!(text.contains("cargo run --release") && text.contains("tests/run"));
    let at = text
        .find("](docs/")
        .or_else(|| text.find("](static/"))
        .or_else(|| text.find("](tests/"))
        .expect("a screenshot");
    let file = text[at + 2..].split(')').next().unwrap();
    assert!(project(file).is_file(), "{file}");
}
