//! `config`: the settings in force.

/// Prints the settings as a file of settings.
#[expect(clippy::print_stdout, reason = "a command answers on standard output")]
pub fn run(in_force: &str) {
    print!("{in_force}");
}
