//! What has to hold of any input, a target at a time. A check that does not hold panics.

mod adverts;
mod content;
mod feeds;
mod queries;
mod searches;

use career_paths::feeds::Format;
use clap::ValueEnum;

/// Checks one input.
type Check = fn(&[u8]);

/// Targets beside those of feeds.
const OTHERS: [(&str, Check); 4] = [
    ("content", content::check),
    ("query", queries::check),
    ("sanitiser", adverts::check),
    ("search", searches::check),
];

/// The target of a format of feeds: `feed_lever`.
fn target(format: Format) -> String {
    let name = format.to_possible_value().map(|value| value.get_name().to_owned());
    format!("feed_{}", name.unwrap_or_default())
}

/// The names of all targets, one for every format of feeds among them.
pub fn targets() -> Vec<String> {
    let others = OTHERS.iter().map(|(name, _)| (*name).to_owned());
    Format::value_variants().iter().map(|format| target(*format)).chain(others).collect()
}

/// Checks an input as a target does.
pub fn check(name: &str, input: &[u8]) {
    if let Some((_, check)) = OTHERS.iter().find(|(other, _)| *other == name) {
        return check(input);
    }
    let format = Format::value_variants().iter().find(|format| target(**format) == name);
    feeds::check(*format.unwrap_or_else(|| panic!("there is no target {name}")), input);
}
